/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Everybody, found by any name: the first page of the people pane. */
#define HAVEN_TYPE_PEOPLE_LIST (haven_people_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenPeopleList, haven_people_list, HAVEN, PEOPLE_LIST, AdwNavigationPage)

GtkWidget *haven_people_list_new (HavenWorkspace *workspace);
void haven_people_list_find (HavenPeopleList *self);
char *haven_people_list_dup_search (HavenPeopleList *self);

G_END_DECLS
