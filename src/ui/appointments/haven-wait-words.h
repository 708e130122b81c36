/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-waiting.h"

G_BEGIN_DECLS

char *haven_wait_words_dup_wish (const HavenWaitEntry *entry, const char *with_name);
char *haven_wait_words_dup_since (const HavenWaitEntry *entry, HavenClock *clock);

G_END_DECLS
