/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** Which keys hide the window. */
typedef enum
{
  HAVEN_QUICK_KEYS_CHORD = 1 << 0, /* Ctrl+Shift+Backspace */
  HAVEN_QUICK_KEYS_SHIFT = 1 << 1, /* Shift, three times within five seconds and nothing between */
} HavenQuickKeysKind;

/**
 * HavenQuickKeys:
 *
 * Recognises the keys that hide the window, from all keys that are pressed. Escape is none of them: it closes dialogs,
 * and tools that speak or magnify use it.
 */
typedef struct
{
  guint kinds; /* HavenQuickKeysKind, together */
  guint32 times[3];
  guint n_presses;
  gboolean down;
} HavenQuickKeys;

gboolean haven_quick_keys_see (HavenQuickKeys *self, GdkEvent *event);
gboolean haven_quick_keys_press (HavenQuickKeys *self, guint key, GdkModifierType modifiers, guint32 milliseconds);
void haven_quick_keys_release (HavenQuickKeys *self, guint key);
void haven_quick_keys_forget (HavenQuickKeys *self);
guint haven_quick_keys_parse (const char *setting);

G_END_DECLS
