/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-reminder.h"

G_BEGIN_DECLS

char *haven_reach_dup_way (HavenReminderState state, const HavenSafeContactRule *rule, int from, int to);

G_END_DECLS
