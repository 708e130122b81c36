/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The people who are closed to a member of staff: relatives, the other side's friends. They never learn of it. */
#define HAVEN_TYPE_CLOSED_PEOPLE (haven_closed_people_get_type ())
G_DECLARE_FINAL_TYPE (HavenClosedPeople, haven_closed_people, HAVEN, CLOSED_PEOPLE, AdwPreferencesGroup)

GtkWidget *haven_closed_people_new (HavenWorkspace *workspace, const char *staff_id);
gboolean haven_closed_people_is_for (HavenSession *session);
void haven_closed_people_close (HavenClosedPeople *self, const char *patient_id, const char *reason);
guint haven_closed_people_get_n (HavenClosedPeople *self);

G_END_DECLS
