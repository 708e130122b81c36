/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-people.h"
#include "haven-query.h"

G_BEGIN_DECLS

/** Everything at the head of a person's page, and the timeline below it. */
typedef struct
{
  HavenPatient *patient;
  GPtrArray *names;         /* HavenPatientName */
  GPtrArray *contact_rules; /* HavenSafeContactRule */
  GPtrArray *timeline;      /* HavenTimelineEvent */
} HavenPersonPage;

HavenPersonPage *haven_people_load_page (HavenSession *session, const char *patient_id, GError **error);
void haven_person_page_free (HavenPersonPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPersonPage, haven_person_page_free)

HavenEdit *haven_people_edit_add (HavenSession *session,
                                  const HavenPatient *person,
                                  const char *const *aliases,
                                  char **patient_id,
                                  GError **error);
HavenEdit *haven_people_edit_change (HavenSession *session,
                                     const HavenPersonPage *seen,
                                     const HavenPatient *wanted,
                                     GPtrArray *names,
                                     GError **error);
GHashTable *haven_people_find_names (HavenSession *session, const char *const *patient_ids, GError **error);
gboolean haven_people_check_born_on (const char *text, GError **error);
gboolean haven_people_check_language (const char *tag, GError **error);

/** Why a channel may or may not be used now, in words for the screen (safety R31). */
typedef enum
{
  HAVEN_CONTACT_SAFE,
  HAVEN_CONTACT_ASK_FIRST,
  HAVEN_CONTACT_NOT_NOW,
  HAVEN_CONTACT_NEVER,
} HavenContactAnswer;

HavenContactAnswer haven_people_check_contact (const HavenPatient *patient,
                                               const HavenSafeContactRule *rule,
                                               HavenClock *clock);

G_END_DECLS
