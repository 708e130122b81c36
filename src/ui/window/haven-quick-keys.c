/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-quick-keys.h"

#include <string.h>

#define N_PRESSES 3
#define WITHIN_MS 5000
#define MODIFIERS (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK)

static gboolean
is_shift (guint key)
{
  return key == GDK_KEY_Shift_L || key == GDK_KEY_Shift_R;
}

/** @setting: both, chord or shift; what is not known is both */
guint
haven_quick_keys_parse (const char *setting)
{
  if (g_strcmp0 (setting, "chord") == 0)
    return HAVEN_QUICK_KEYS_CHORD;
  if (g_strcmp0 (setting, "shift") == 0)
    return HAVEN_QUICK_KEYS_SHIFT;
  return HAVEN_QUICK_KEYS_CHORD | HAVEN_QUICK_KEYS_SHIFT;
}

/** Something else was done, as a letter or a click: Shift counts anew. */
void
haven_quick_keys_forget (HavenQuickKeys *self)
{
  self->n_presses = 0;
}

static gboolean
press_shift (HavenQuickKeys *self, GdkModifierType modifiers, guint32 milliseconds)
{
  /* A key that is held down comes again and again. */
  if (self->down)
    return FALSE;
  self->down = TRUE;
  if ((modifiers & MODIFIERS & ~GDK_SHIFT_MASK) != 0)
    {
      haven_quick_keys_forget (self);
      return FALSE;
    }
  if (self->n_presses == N_PRESSES)
    {
      memmove (self->times, self->times + 1, (N_PRESSES - 1) * sizeof self->times[0]);
      self->n_presses--;
    }
  self->times[self->n_presses++] = milliseconds;
  /* Unsigned: the server's clock starts again after seven weeks. */
  if (self->n_presses < N_PRESSES || self->times[N_PRESSES - 1] - self->times[0] > WITHIN_MS)
    return FALSE;
  haven_quick_keys_forget (self);
  return TRUE;
}

/** Returns: whether the window shall be hidden now */
gboolean
haven_quick_keys_press (HavenQuickKeys *self, guint key, GdkModifierType modifiers, guint32 milliseconds)
{
  if (is_shift (key))
    return press_shift (self, modifiers, milliseconds) && (self->kinds & HAVEN_QUICK_KEYS_SHIFT) != 0;
  /* The way to the chord goes through Shift, which is no press of its own then. */
  haven_quick_keys_forget (self);
  return (self->kinds & HAVEN_QUICK_KEYS_CHORD) != 0 && key == GDK_KEY_BackSpace &&
         (modifiers & MODIFIERS) == (GDK_CONTROL_MASK | GDK_SHIFT_MASK);
}

void
haven_quick_keys_release (HavenQuickKeys *self, guint key)
{
  if (is_shift (key))
    self->down = FALSE;
}

gboolean
haven_quick_keys_see (HavenQuickKeys *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
      return haven_quick_keys_press (self,
                                     gdk_key_event_get_keyval (event),
                                     gdk_event_get_modifier_state (event),
                                     gdk_event_get_time (event));
    case GDK_KEY_RELEASE:
      haven_quick_keys_release (self, gdk_key_event_get_keyval (event));
      return FALSE;
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
    case GDK_SCROLL:
      haven_quick_keys_forget (self);
      return FALSE;
    default:
      return FALSE;
    }
}
