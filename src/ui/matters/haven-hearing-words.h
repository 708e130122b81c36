/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

/* The hour and the place of a date that is kept on its day, in words; @minute is -1 and @place %NULL where unknown. */
char *haven_hearing_words_dup_at (int minute, const char *place);
char *haven_hearing_words_dup_day (HavenDate day, int minute, const char *place);
char *haven_hearing_words_dup_beside (HavenDate shown, HavenDate day, int minute, const char *place);

G_END_DECLS
