/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include <glib-object.h>

G_BEGIN_DECLS

/** An appointment together with whom it is for and what it takes: what a day view and a day's list show. */
#define HAVEN_TYPE_VISIT (haven_visit_get_type ())
G_DECLARE_FINAL_TYPE (HavenVisit, haven_visit, HAVEN, VISIT, GObject)

HavenVisit *haven_visit_new_take (HavenAppointment *appointment, char *person_name, char **resource_ids);

const HavenAppointment *haven_visit_get_appointment (HavenVisit *self);
const char *haven_visit_get_person_name (HavenVisit *self);
const char *const *haven_visit_get_resource_ids (HavenVisit *self);
gboolean haven_visit_takes_resource (HavenVisit *self, const char *resource_id);
int haven_visit_get_start_minute (HavenVisit *self);
int haven_visit_get_minutes_long (HavenVisit *self);
gboolean haven_appointments_are_one_group (const HavenAppointment *a, const HavenAppointment *b);

/** A date that the legal side published for the desk, in neutral words, with whom it is about. */
#define HAVEN_TYPE_DUE_DATE (haven_due_date_get_type ())
G_DECLARE_FINAL_TYPE (HavenDueDate, haven_due_date, HAVEN, DUE_DATE, GObject)

HavenDueDate *haven_due_date_new (const char *patient_id, const char *person_name, HavenDate not_after, const char *words);
const char *haven_due_date_get_patient_id (HavenDueDate *self);
const char *haven_due_date_get_person_name (HavenDueDate *self);
HavenDate haven_due_date_get_not_after (HavenDueDate *self);
const char *haven_due_date_get_words (HavenDueDate *self);

G_END_DECLS
