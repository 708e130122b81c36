/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_PEOPLE_PANE (haven_people_pane_get_type ())
G_DECLARE_FINAL_TYPE (HavenPeoplePane, haven_people_pane, HAVEN, PEOPLE_PANE, AdwBin)

GtkWidget *haven_people_pane_new (HavenWorkspace *workspace);
void haven_people_pane_open (HavenPeoplePane *self, const char *patient_id);
void haven_people_pane_add_person (HavenPeoplePane *self);
void haven_people_pane_find (HavenPeoplePane *self);

G_END_DECLS
