/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

#define HAVEN_MEMBER_WATCH_SECONDS 30

/**
 * HavenMemberWatch:
 *
 * Notices that the signed-in person's work here was ended, on another seat for example: their window is to be locked
 * within a minute (safety R48). It looks at vault.json every half minute, on a thread of its own.
 */
#define HAVEN_TYPE_MEMBER_WATCH (haven_member_watch_get_type ())
G_DECLARE_FINAL_TYPE (HavenMemberWatch, haven_member_watch, HAVEN, MEMBER_WATCH, GObject)

HavenMemberWatch *haven_member_watch_new (HavenSession *session);
void haven_member_watch_look (HavenMemberWatch *self);

G_END_DECLS
