/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-papers-service.h"

G_BEGIN_DECLS

#define HAVEN_DAY_LIST_FORM "day-list"

/** What stands on paper for a person. */
typedef enum
{
  HAVEN_DAY_LIST_INITIALS,
  HAVEN_DAY_LIST_NOBODY,
  HAVEN_DAY_LIST_NAMES,
} HavenDayListWho;

/** What list somebody wants. Borrowed. */
typedef struct
{
  HavenDate date;
  const char *resource_id; /* nullable: of everybody and everything */
  HavenDayListWho who;
  const char *language; /* of the paper: one in which its form is there */
} HavenDayListWanted;

HavenPaper *haven_day_list_make (HavenSession *session, const HavenDayListWanted *wanted, GError **error);
gboolean haven_day_list_log_print (HavenSession *session, const HavenPaper *paper, GError **error);
HavenExport *haven_day_list_export_new (const HavenPaper *paper);

G_END_DECLS
