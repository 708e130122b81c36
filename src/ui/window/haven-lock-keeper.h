/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clipboard-keeper.h"
#include "haven-idle-watch.h"
#include "haven-input-watch.h"
#include "haven-screen-watch.h"

G_BEGIN_DECLS

#define HAVEN_LOCK_MOST_MINUTES 15

/** Why the window is locked. */
typedef enum
{
  HAVEN_LOCK_ASKED, /* by who sits there */
  HAVEN_LOCK_IDLE,
  HAVEN_LOCK_SCREEN,
  HAVEN_LOCK_SLEEP,
  HAVEN_LOCK_HIDE,           /* quick-hide */
  HAVEN_LOCK_HIDE_OR_RETURN, /* the same, or away from what hides */
} HavenLockReason;

/**
 * HavenLockKeeper:
 *
 * Knows when the window must be locked: nobody is there (safety R27), the screen was locked, the device goes to sleep,
 * or somebody pressed the keys that hide it. It watches while somebody is signed in; only the keys always count.
 */
#define HAVEN_TYPE_LOCK_KEEPER (haven_lock_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HavenLockKeeper, haven_lock_keeper, HAVEN, LOCK_KEEPER, GObject)

HavenLockKeeper *haven_lock_keeper_new (guint quick_keys);
void haven_lock_keeper_signed_in (HavenLockKeeper *self, guint idle_seconds);
void haven_lock_keeper_locked (HavenLockKeeper *self);
guint haven_lock_keeper_choose_seconds (const char *const *roles, guint minutes, guint front_desk_minutes);

HavenIdleWatch *haven_lock_keeper_get_idle (HavenLockKeeper *self);
HavenInputWatch *haven_lock_keeper_get_input (HavenLockKeeper *self);
HavenScreenWatch *haven_lock_keeper_get_screen (HavenLockKeeper *self);

G_END_DECLS
