/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-open-days.h"

G_BEGIN_DECLS

/** A state court whose days the legal team keeps. */
typedef struct
{
  char *court;
  GPtrArray *days; /* HavenCourtDay, the earliest first */
  guint n_matters; /* that go by it, among those that are open to whoever asks */
} HavenCourt;

GPtrArray *haven_courts_list (HavenSession *session, GError **error);
const HavenCourt *haven_courts_find (GPtrArray *courts, const char *court);

/** What changes the days by which dates are planned: a matter goes by another court, or a court's table changes. Borrowed. */
typedef struct
{
  const char *matter_id; /* nullable: the matter that goes by @court from now on */
  const char *court;     /* nullable for a matter: by the clinic's days alone */
  GPtrArray *add;        /* nullable: HavenCourtDay that the court's table gets */
  GPtrArray *remove;     /* nullable: HavenCourtDay that it loses */
} HavenPlanningChange;

/** An open date with other days to plan by, or another explanation of them. */
typedef struct
{
  HavenMatter *matter;
  char *person_name; /* nullable */
  HavenDeadline *before;
  HavenDeadline *after;
  gboolean moves; /* it has another day to plan by */
} HavenPlannedDate;

GPtrArray *haven_planning_list_dates (HavenSession *session, const HavenPlanningChange *change, GError **error);
guint haven_planning_count_stale (HavenSession *session,
                                  const HavenOpenDays *days,
                                  const HavenMatter *matter,
                                  GPtrArray *deadlines,
                                  HavenDate born);
HavenEdit *haven_planning_edit (HavenSession *session,
                                const HavenPlanningChange *change,
                                const char *reason,
                                GError **error);

G_END_DECLS
