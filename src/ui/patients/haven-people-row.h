/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"
#include "haven-query-model.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_PEOPLE_ROW (haven_people_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenPeopleRow, haven_people_row, HAVEN, PEOPLE_ROW, GtkBox)

GtkWidget *haven_people_row_new (void);
void haven_people_row_set_texts (HavenPeopleRow *self, HavenQueryRow *row, HavenDate today);
char *haven_people_row_dup_accessible_name (HavenPeopleRow *self);

G_END_DECLS
