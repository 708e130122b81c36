/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One person: who it is, how to reach them safely, and everything that was and will be. */
#define HAVEN_TYPE_PERSON_VIEW (haven_person_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenPersonView, haven_person_view, HAVEN, PERSON_VIEW, AdwNavigationPage)

GtkWidget *haven_person_view_new (HavenWorkspace *workspace, const char *patient_id);
const char *haven_person_view_get_patient_id (HavenPersonView *self);
void haven_person_view_find (HavenPersonView *self);
void haven_person_view_add_note (HavenPersonView *self);

G_END_DECLS
