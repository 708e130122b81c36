/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-appointment-status.h"
#include "haven-visit.h"

G_BEGIN_DECLS

/* What is said about a visit, in neutral words. Texts that are dup_ are the caller's. */
HavenAppointmentStatus haven_visit_get_status (HavenVisit *self);
gboolean haven_visit_is_to_come (HavenVisit *self);
gboolean haven_visit_is_here (HavenVisit *self);
char *haven_visit_dup_times (HavenVisit *self);
char *haven_visit_dup_resource_names (HavenVisit *self, GPtrArray *resources);
char *haven_visit_dup_interpreter (HavenVisit *self);
const char *haven_visit_get_mode_words (HavenVisit *self);
const char *haven_visit_get_companion_words (HavenVisit *self);
char *haven_visit_dup_around (HavenVisit *self);
char *haven_visits_dup_summary (GPtrArray *visits);

const HavenChoice *haven_visit_get_kinds (void);
const char *haven_visit_status_get_icon_name (HavenAppointmentStatus status);
const char *haven_visit_status_get_css_class (HavenAppointmentStatus status);
const char *haven_visit_get_person_words (HavenVisit *self);
const char *haven_visit_get_title_words (HavenVisit *self);

G_END_DECLS
