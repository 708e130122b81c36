/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-evidence-service.h"
#include "haven-open-days.h"

G_BEGIN_DECLS

/** By when medical evidence is needed for one date of a matter, and how far all that is listed there is. */
typedef struct
{
  char *deadline_id;
  HavenDate plan_by;   /* of that date */
  HavenDate needed_by;
  int working_days;    /* that lie between */
  guint n_in;          /* that the care team has ready */
  guint n_open;        /* that are still wanted */
  HavenDate next;      /* by when the first of these is */
  guint n_later;       /* of these: wanted after @needed_by */
} HavenEvidenceDay;

int haven_evidence_days_get_number (HavenTransaction *transaction);
gboolean haven_evidence_days_set_number (HavenSession *session, const char *number, GError **error);
GPtrArray *haven_evidence_days_list (HavenTransaction *transaction,
                                     HavenSession *session,
                                     const HavenOpenDays *days,
                                     GPtrArray *deadlines,
                                     const HavenEvidenceList *evidence);
const HavenEvidenceDay *haven_evidence_days_find (GPtrArray *days, const char *deadline_id);
const HavenEvidenceDay *haven_evidence_days_find_nearest (GPtrArray *days, HavenDate today);

G_END_DECLS
