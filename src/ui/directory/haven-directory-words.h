/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include "haven-directory.h"

G_BEGIN_DECLS

/** How long ago somebody made sure that a service is as it is written (domain 2.7). */
typedef enum
{
  HAVEN_FRESHNESS_FRESH,   /* at most 90 days */
  HAVEN_FRESHNESS_AGEING,  /* at most 180 days */
  HAVEN_FRESHNESS_STALE,   /* older: ask before you refer */
  HAVEN_FRESHNESS_UNKNOWN, /* no date */
} HavenFreshness;

HavenFreshness haven_freshness_from_date (HavenDate verified_on, HavenDate today);
const char *haven_freshness_get_label (HavenFreshness freshness);
const char *haven_freshness_get_icon_name (HavenFreshness freshness);

/* What is said about services, in the words of the screen. Texts that are dup_ are the caller's. */
const char *haven_directory_words_get_status (const char *status);
char *haven_directory_words_dup_languages (const char *const *languages);
char *haven_directory_words_dup_language_list (const char *json);
char *haven_directory_words_dup_ages (gint64 minimum, gint64 maximum);
char *haven_directory_words_dup_address (const HavenLocation *location);
char *haven_directory_words_dup_phone (const char *number, const char *extension);
const char *haven_directory_words_get_rule (const char *rule);

G_END_DECLS
