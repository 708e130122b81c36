/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"

G_BEGIN_DECLS

/* Dates, times and codes in the words of the screen's language. All results are the caller's. */
char *haven_words_dup_date (HavenDate date);
char *haven_words_dup_long_date (HavenDate date);
char *haven_words_dup_time (int minute_of_day);
char *haven_words_dup_days_from (HavenDate today, HavenDate date);
char *haven_words_dup_language (const char *language);
char *haven_words_dup_languages (const char *const *languages);

G_END_DECLS
