/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-lock-keeper.h"

#include "haven-quick-keys.h"

struct _HavenLockKeeper
{
  GObject parent_instance;

  /* owned */
  HavenIdleWatch *idle;
  HavenInputWatch *input;
  HavenScreenWatch *screen;

  HavenQuickKeys keys;
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (HavenLockKeeper, haven_lock_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_LOCK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ask_for_lock (HavenLockKeeper *self, HavenLockReason reason)
{
  g_signal_emit (self, signals[SIGNAL_LOCK], 0, (int) reason);
}

static void
idle_cb (HavenLockKeeper *self)
{
  ask_for_lock (self, HAVEN_LOCK_IDLE);
}

static void
screen_locked_cb (HavenLockKeeper *self)
{
  if (self->watching)
    ask_for_lock (self, HAVEN_LOCK_SCREEN);
}

static void
sleeps_cb (HavenLockKeeper *self)
{
  if (self->watching)
    ask_for_lock (self, HAVEN_LOCK_SLEEP);
  else
    haven_screen_watch_settle (self->screen);
}

static void
activity_cb (HavenLockKeeper *self)
{
  haven_idle_watch_note (self->idle);
}

static void
event_cb (HavenLockKeeper *self, GdkEvent *event)
{
  if (!haven_quick_keys_see (&self->keys, event))
    return;
  /* Who presses Shift once more out of fear must not uncover anything. */
  ask_for_lock (self, gdk_key_event_get_keyval (event) == GDK_KEY_BackSpace ? HAVEN_LOCK_HIDE_OR_RETURN : HAVEN_LOCK_HIDE);
}

static void
haven_lock_keeper_dispose (GObject *object)
{
  HavenLockKeeper *self = HAVEN_LOCK_KEEPER (object);

  /* The screen's calls may be under way and keep it for a moment: it hears nothing more. */
  if (self->screen != NULL)
    g_object_run_dispose (G_OBJECT (self->screen));
  if (self->input != NULL)
    g_object_run_dispose (G_OBJECT (self->input));
  if (self->idle != NULL)
    haven_idle_watch_stop (self->idle);
  g_clear_object (&self->screen);
  g_clear_object (&self->input);
  g_clear_object (&self->idle);
  G_OBJECT_CLASS (haven_lock_keeper_parent_class)->dispose (object);
}

static void
haven_lock_keeper_class_init (HavenLockKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_lock_keeper_dispose;

  /**
   * HavenLockKeeper::lock:
   * @reason: a #HavenLockReason
   */
  signals[SIGNAL_LOCK] = g_signal_new ("lock",
                                       HAVEN_TYPE_LOCK_KEEPER,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_INT);
}

static void
haven_lock_keeper_init (HavenLockKeeper *self)
{
  self->idle = haven_idle_watch_new ();
  self->input = haven_input_watch_new ();
  self->screen = haven_screen_watch_new ();
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "activity", G_CALLBACK (activity_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->screen, "locked", G_CALLBACK (screen_locked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->screen, "sleeps", G_CALLBACK (sleeps_cb), self, G_CONNECT_SWAPPED);
}

/** @quick_keys: as haven_quick_keys_parse() gives them */
HavenLockKeeper *
haven_lock_keeper_new (guint quick_keys)
{
  HavenLockKeeper *self = g_object_new (HAVEN_TYPE_LOCK_KEEPER, NULL);

  self->keys.kinds = quick_keys;
  return self;
}

/** @idle_seconds: 0 for a trial that shall not lock by itself */
void
haven_lock_keeper_signed_in (HavenLockKeeper *self, guint idle_seconds)
{
  g_return_if_fail (HAVEN_IS_LOCK_KEEPER (self));

  self->watching = TRUE;
  haven_idle_watch_start (self->idle, idle_seconds);
}

/** The vault is closed and the keys are gone: the device may sleep. */
void
haven_lock_keeper_locked (HavenLockKeeper *self)
{
  g_return_if_fail (HAVEN_IS_LOCK_KEEPER (self));

  self->watching = FALSE;
  haven_idle_watch_stop (self->idle);
  haven_screen_watch_settle (self->screen);
}

/**
 * haven_lock_keeper_choose_seconds:
 * @roles: (nullable): those of who is signed in
 *
 * At a front desk others pass by: who works there is locked out sooner. Nothing makes it longer than a quarter of an hour.
 */
guint
haven_lock_keeper_choose_seconds (const char *const *roles, guint minutes, guint front_desk_minutes)
{
  const gboolean front_desk = roles != NULL && g_strv_contains (roles, "front-desk");

  return 60 * CLAMP (front_desk ? MIN (minutes, front_desk_minutes) : minutes, 1, HAVEN_LOCK_MOST_MINUTES);
}

HavenIdleWatch *
haven_lock_keeper_get_idle (HavenLockKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_LOCK_KEEPER (self), NULL);
  return self->idle;
}

HavenInputWatch *
haven_lock_keeper_get_input (HavenLockKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_LOCK_KEEPER (self), NULL);
  return self->input;
}

HavenScreenWatch *
haven_lock_keeper_get_screen (HavenLockKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_LOCK_KEEPER (self), NULL);
  return self->screen;
}
