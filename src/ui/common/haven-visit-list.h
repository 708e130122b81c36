/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-visit.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  HAVEN_VISITS_ALL,
  HAVEN_VISITS_TO_COME,
  HAVEN_VISITS_HERE,
} HavenVisitsShown;

/** The visits of a day, one below the other; rows keep their place and the keyboard when the day is read again. */
#define HAVEN_TYPE_VISIT_LIST (haven_visit_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenVisitList, haven_visit_list, HAVEN, VISIT_LIST, AdwBin)

GtkWidget *haven_visit_list_new (HavenWorkspace *workspace);
void haven_visit_list_set_workspace (HavenVisitList *self, HavenWorkspace *workspace);
void haven_visit_list_show (HavenVisitList *self, GPtrArray *visits, GPtrArray *resources);
void haven_visit_list_set_dated (HavenVisitList *self, gboolean dated);
void haven_visit_list_set_shown (HavenVisitList *self, HavenVisitsShown shown);
guint haven_visit_list_get_n_shown (HavenVisitList *self);

G_END_DECLS
