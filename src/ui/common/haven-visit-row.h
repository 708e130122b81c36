/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-visit-words.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One visit of a day's list. Its actions, visit.arrive and visit.set-status, are told to the list. */
#define HAVEN_TYPE_VISIT_ROW (haven_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenVisitRow, haven_visit_row, HAVEN, VISIT_ROW, GtkListBoxRow)

GtkWidget *haven_visit_row_new (void);
void haven_visit_row_set_session (HavenVisitRow *self, HavenSession *session);
void haven_visit_row_show (HavenVisitRow *self, HavenVisit *visit, GPtrArray *resources);
HavenVisit *haven_visit_row_get_visit (HavenVisitRow *self);

G_END_DECLS
