/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-visit.h"

#include <string.h>

struct _HavenVisit
{
  GObject parent_instance;

  /* owned */
  HavenAppointment *appointment;
  char *person_name;
  char **resource_ids;
};

struct _HavenDueDate
{
  GObject parent_instance;

  /* owned */
  char *patient_id;
  char *person_name;
  char *words;

  HavenDate not_after;
};

G_DEFINE_FINAL_TYPE (HavenVisit, haven_visit, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (HavenDueDate, haven_due_date, G_TYPE_OBJECT)

static void
haven_visit_finalize (GObject *object)
{
  HavenVisit *self = HAVEN_VISIT (object);

  g_clear_pointer (&self->appointment, haven_appointment_free);
  g_clear_pointer (&self->person_name, g_free);
  g_clear_pointer (&self->resource_ids, g_strfreev);
  G_OBJECT_CLASS (haven_visit_parent_class)->finalize (object);
}

static void
haven_visit_class_init (HavenVisitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_visit_finalize;
}

static void
haven_visit_init (HavenVisit *self)
{
}

static void
haven_due_date_finalize (GObject *object)
{
  HavenDueDate *self = HAVEN_DUE_DATE (object);

  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->person_name, g_free);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (haven_due_date_parent_class)->finalize (object);
}

static void
haven_due_date_class_init (HavenDueDateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_due_date_finalize;
}

static void
haven_due_date_init (HavenDueDate *self)
{
}

/**
 * haven_visit_new_take:
 * @appointment: (transfer full):
 * @person_name: (transfer full):
 * @resource_ids: (transfer full) (nullable):
 */
HavenVisit *
haven_visit_new_take (HavenAppointment *appointment, char *person_name, char **resource_ids)
{
  HavenVisit *self = g_object_new (HAVEN_TYPE_VISIT, NULL);

  self->appointment = appointment;
  self->person_name = person_name;
  self->resource_ids = resource_ids ? resource_ids : g_new0 (char *, 1);
  return self;
}

const HavenAppointment *
haven_visit_get_appointment (HavenVisit *self)
{
  g_return_val_if_fail (HAVEN_IS_VISIT (self), NULL);
  return self->appointment;
}

const char *
haven_visit_get_person_name (HavenVisit *self)
{
  g_return_val_if_fail (HAVEN_IS_VISIT (self), NULL);
  return self->person_name;
}

const char *const *
haven_visit_get_resource_ids (HavenVisit *self)
{
  g_return_val_if_fail (HAVEN_IS_VISIT (self), NULL);
  return (const char *const *) self->resource_ids;
}

gboolean
haven_visit_takes_resource (HavenVisit *self, const char *resource_id)
{
  g_return_val_if_fail (HAVEN_IS_VISIT (self), FALSE);
  return g_strv_contains ((const char *const *) self->resource_ids, resource_id);
}

/** The minute of the day that was promised to the person: read from the local wall time, whatever the zone did since. */
int
haven_visit_get_start_minute (HavenVisit *self)
{
  const char *local;

  g_return_val_if_fail (HAVEN_IS_VISIT (self), 0);

  local = self->appointment->local_start;
  if (local == NULL || strlen (local) < 16)
    return 0;
  return (int) (g_ascii_strtoll (local + 11, NULL, 10) * 60 + g_ascii_strtoll (local + 14, NULL, 10));
}

int
haven_visit_get_minutes_long (HavenVisit *self)
{
  g_return_val_if_fail (HAVEN_IS_VISIT (self), 0);
  return (int) ((self->appointment->ends_at - self->appointment->starts_at) / G_TIME_SPAN_MINUTE);
}

/** Whether two visits are of people who come to one group: they take a room and whoever leads it together, not twice. */
gboolean
haven_appointments_are_one_group (const HavenAppointment *a, const HavenAppointment *b)
{
  return g_strcmp0 (a->kind, "group") == 0 && g_strcmp0 (b->kind, "group") == 0 && a->starts_at == b->starts_at &&
         a->ends_at == b->ends_at;
}

HavenDueDate *
haven_due_date_new (const char *patient_id, const char *person_name, HavenDate not_after, const char *words)
{
  HavenDueDate *self = g_object_new (HAVEN_TYPE_DUE_DATE, NULL);

  self->patient_id = g_strdup (patient_id);
  self->person_name = g_strdup (person_name);
  self->words = g_strdup (words);
  self->not_after = not_after;
  return self;
}

const char *
haven_due_date_get_patient_id (HavenDueDate *self)
{
  g_return_val_if_fail (HAVEN_IS_DUE_DATE (self), NULL);
  return self->patient_id;
}

const char *
haven_due_date_get_person_name (HavenDueDate *self)
{
  g_return_val_if_fail (HAVEN_IS_DUE_DATE (self), NULL);
  return self->person_name;
}

HavenDate
haven_due_date_get_not_after (HavenDueDate *self)
{
  g_return_val_if_fail (HAVEN_IS_DUE_DATE (self), HAVEN_DATE_NONE);
  return self->not_after;
}

const char *
haven_due_date_get_words (HavenDueDate *self)
{
  g_return_val_if_fail (HAVEN_IS_DUE_DATE (self), NULL);
  return self->words;
}
