/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-clipboard-keeper.h"

struct _HavenClipboardKeeper
{
  GObject parent_instance;

  /* owned */
  GdkClipboard *clipboard;
  GdkClipboard *primary; /* what is selected */

  guint timer; /* 0: nothing of Haven is in the clipboard */
};

G_DEFINE_FINAL_TYPE (HavenClipboardKeeper, haven_clipboard_keeper, G_TYPE_OBJECT)

/* Only what is Haven's own: gdk_clipboard_is_local() tells. */
static void
clear_own (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

static gboolean
time_over_cb (gpointer data)
{
  HavenClipboardKeeper *self = data;

  self->timer = 0;
  clear_own (self->clipboard);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (HavenClipboardKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (gdk_clipboard_is_local (self->clipboard) && gdk_clipboard_get_content (self->clipboard) != NULL)
    self->timer = g_timeout_add_seconds (HAVEN_CLIPBOARD_SECONDS, time_over_cb, self);
}

/* What was copied does not outlive the program, either. */
static void
haven_clipboard_keeper_dispose (GObject *object)
{
  HavenClipboardKeeper *self = HAVEN_CLIPBOARD_KEEPER (object);

  if (self->clipboard != NULL)
    haven_clipboard_keeper_clear (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->primary);
  G_OBJECT_CLASS (haven_clipboard_keeper_parent_class)->dispose (object);
}

static void
haven_clipboard_keeper_class_init (HavenClipboardKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_clipboard_keeper_dispose;
}

static void
haven_clipboard_keeper_init (HavenClipboardKeeper *self)
{
}

HavenClipboardKeeper *
haven_clipboard_keeper_new (GdkDisplay *display)
{
  HavenClipboardKeeper *self = g_object_new (HAVEN_TYPE_CLIPBOARD_KEEPER, NULL);

  self->clipboard = g_object_ref (gdk_display_get_clipboard (display));
  self->primary = g_object_ref (gdk_display_get_primary_clipboard (display));
  g_signal_connect_object (self->clipboard, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/** Takes what is Haven's out of the clipboard now. */
void
haven_clipboard_keeper_clear (HavenClipboardKeeper *self)
{
  g_return_if_fail (HAVEN_IS_CLIPBOARD_KEEPER (self));

  clear_own (self->clipboard);
  clear_own (self->primary);
}

/** Returns: after how many seconds the clipboard is cleared; 0 where nothing of Haven is in it */
guint
haven_clipboard_keeper_get_seconds (HavenClipboardKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_CLIPBOARD_KEEPER (self), 0);
  return self->timer != 0 ? HAVEN_CLIPBOARD_SECONDS : 0;
}

/** The time is over. */
void
haven_clipboard_keeper_elapse (HavenClipboardKeeper *self)
{
  g_return_if_fail (HAVEN_IS_CLIPBOARD_KEEPER (self));

  if (self->timer != 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      clear_own (self->clipboard);
    }
}
