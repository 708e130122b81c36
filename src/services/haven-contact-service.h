/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-people.h"

G_BEGIN_DECLS

/* How long an answer holds where nobody says otherwise, and at most (domain 2.11). */
#define HAVEN_CONTACT_CONFIRM_DAYS 30
#define HAVEN_CONTACT_CONFIRM_DAYS_MOST 365

/** What of a safe contact rule a sentence is about, so that it can stand beside it. */
typedef enum
{
  HAVEN_CONTACT_PART_CHANNEL,
  HAVEN_CONTACT_PART_VALUE,
  HAVEN_CONTACT_PART_SAFE,
  HAVEN_CONTACT_PART_HOURS,
  HAVEN_CONTACT_PART_DAYS,
  HAVEN_CONTACT_PART_NAME,
  HAVEN_CONTACT_PART_QUESTION,
  HAVEN_CONTACT_PART_VOICEMAIL,
  HAVEN_CONTACT_PART_WHO_ELSE,
  HAVEN_CONTACT_PART_CONFIRMED,
  HAVEN_CONTACT_PART_EVERY,
} HavenContactPart;

gboolean haven_contact_is_telephone (const char *channel);
gboolean haven_contact_is_old (const HavenSafeContactRule *rule, HavenDate today);
gboolean haven_contact_check_rule (const HavenSafeContactRule *rule,
                                   HavenDate today,
                                   HavenContactPart *part,
                                   GError **error);

HavenEdit *haven_contact_edit_add (HavenSession *session,
                                   const HavenSafeContactRule *rule,
                                   char **rule_id,
                                   GError **error);
HavenEdit *haven_contact_edit_change (HavenSession *session,
                                      const HavenSafeContactRule *before,
                                      const HavenSafeContactRule *after,
                                      GError **error);
HavenEdit *haven_contact_edit_confirm (HavenSession *session, const HavenSafeContactRule *before, GError **error);
HavenEdit *haven_contact_edit_remove (HavenSession *session, const HavenSafeContactRule *before, GError **error);

G_END_DECLS
