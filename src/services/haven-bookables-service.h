/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-edit.h"

G_BEGIN_DECLS

/** Who and what can be booked, with when; and the days on which the clinic is closed. */
typedef struct
{
  GPtrArray *resources; /* HavenResource, those that are not booked any more among them */
  GPtrArray *hours;     /* HavenResourceHours */
  GPtrArray *absences;  /* HavenResourceAbsence, those that are over left out */
  GPtrArray *closed;    /* HavenClosedDay, from today on */
  gboolean federal;     /* the clinic is closed on federal holidays too */
  int evidence_days;    /* how many working days before a legal date medical evidence is needed */
  HavenDate next;       /* of them, the next one */
} HavenBookables;

HavenBookables *haven_bookables_load (HavenSession *session, GError **error);
void haven_bookables_free (HavenBookables *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenBookables, haven_bookables_free)

/** What somebody wants a resource to be. Borrowed. */
typedef struct
{
  const HavenResource *before; /* NULL: a new one */
  const char *name;
  const char *kind;
  const char *site;
  gboolean active;
  const char *hours[7]; /* Monday to Sunday, as typed; NULL or empty: closed */
  int capacity;         /* how many people one group visit holds; 0: no limit */
} HavenBookableChange;

HavenEdit *haven_bookables_edit_resource (HavenSession *session, const HavenBookableChange *change, int *weekday, GError **error);
HavenEdit *haven_bookables_edit_add_absence (HavenSession *session,
                                             const char *resource_id,
                                             HavenDate from,
                                             HavenDate to,
                                             const char *reason,
                                             GError **error);
HavenEdit *haven_bookables_edit_remove_absence (const HavenResourceAbsence *absence);
HavenEdit *haven_bookables_edit_add_closed_day (HavenDate date, const char *name, GError **error);
HavenEdit *haven_bookables_edit_remove_closed_day (const HavenClosedDay *day);

G_END_DECLS
