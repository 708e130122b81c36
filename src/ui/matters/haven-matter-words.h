/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflict.h"
#include "haven-date.h"
#include "haven-legal.h"

G_BEGIN_DECLS

/** How near the day to plan by is. Never told by colour alone: each has an icon and words. */
typedef enum
{
  HAVEN_NEARNESS_NONE, /* there is no day */
  HAVEN_NEARNESS_LATER,
  HAVEN_NEARNESS_SOON, /* within two weeks */
  HAVEN_NEARNESS_OVERDUE,
} HavenNearness;

HavenNearness haven_nearness_of (HavenDate today, HavenDate day);
const char *haven_nearness_get_icon_name (HavenNearness nearness);
const char *haven_nearness_get_css_class (HavenNearness nearness);
char *haven_nearness_dup_words (HavenDate today, HavenDate day);

/* The words of legal records for the screen, translated. */
const char *haven_matter_words_get_type (const char *type);
const char *haven_matter_words_get_stage (const char *stage);
const char *haven_matter_words_get_party_role (const char *role);
const char *haven_matter_words_get_privilege (const char *privilege);
const char *haven_matter_words_get_status (const char *status);
const char *haven_matter_words_get_rule_words (const char *words);
char *haven_matter_words_dup_open_dates (guint n_dates);
char *haven_matter_words_dup_settled (const HavenDeadline *deadline);
char *haven_matter_words_dup_set_by (const HavenDeadline *deadline);
char *haven_matter_words_dup_sentence (const char *text);
char *haven_matter_words_dup_conflict_place (const HavenConflictMatch *match);
const char *haven_matter_words_get_conflict_level (HavenConflictLevel level);
const char *haven_matter_words_get_last_day (const char *kind);

G_END_DECLS
