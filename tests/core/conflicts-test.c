/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "conflicts-test.h"


void
conflicts_test_add_resource (ConflictsTest *clinic, const char *id, const char *kind, const char *name)
{
  HavenResource *resource = haven_resource_new ();

  g_set_str (&resource->id, id);
  g_set_str (&resource->kind, kind);
  g_set_str (&resource->name, name);
  g_ptr_array_add (clinic->resources, resource);
}

ConflictsTest *
conflicts_test_new (void)
{
  ConflictsTest *clinic = g_new0 (ConflictsTest, 1);

  clinic->clock = haven_clock_new ("America/New_York");
  clinic->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_free);
  clinic->hours = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_hours_free);
  clinic->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_absence_free);
  clinic->closed_days = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_closed_day_free);
  clinic->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_safe_contact_rule_free);
  clinic->others = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
  clinic->links = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_resource_free);
  clinic->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_taken_free);
  conflicts_test_add_resource (clinic, "dr", "clinician", "Dr. Okafor");
  conflicts_test_add_resource (clinic, "lawyer", "lawyer", "Irene Kowalczyk");
  conflicts_test_add_resource (clinic, "room", "room", "Blue room");
  conflicts_test_add_resource (clinic, "voice", "interpreter", "Selam Haile");
  conflicts_test_add_resource (clinic, "van", "vehicle", "Van");
  return clinic;
}

void
conflicts_test_free (ConflictsTest *clinic)
{
  g_object_unref (clinic->clock);
  g_ptr_array_unref (clinic->resources);
  g_ptr_array_unref (clinic->hours);
  g_ptr_array_unref (clinic->absences);
  g_ptr_array_unref (clinic->closed_days);
  g_ptr_array_unref (clinic->rules);
  g_ptr_array_unref (clinic->others);
  g_ptr_array_unref (clinic->links);
  g_ptr_array_unref (clinic->hidden);
  g_free (clinic);
}

HavenInstant
conflicts_test_at (ConflictsTest *clinic, const char *day, int minute)
{
  return haven_clock_instant_at (clinic->clock, date (day), minute);
}

HavenAppointment *
conflicts_test_make_visit (ConflictsTest *clinic, const char *id, const char *patient, int from, int to)
{
  HavenAppointment *visit = haven_appointment_new ();

  g_set_str (&visit->id, id);
  g_set_str (&visit->patient_id, patient);
  g_set_str (&visit->status, "confirmed");
  g_set_str (&visit->mode, "in-person");
  g_set_str (&visit->site, "Tanager Street");
  visit->starts_at = conflicts_test_at (clinic, "2026-11-24", from);
  visit->ends_at = conflicts_test_at (clinic, "2026-11-24", to);
  return visit;
}

HavenAppointment *
conflicts_test_add_visit (
    ConflictsTest *clinic, const char *id, const char *patient, int from, int to, const char *resource)
{
  HavenAppointment *visit = conflicts_test_make_visit (clinic, id, patient, from, to);

  g_ptr_array_add (clinic->others, visit);
  if (resource)
    {
      HavenAppointmentResource *link = haven_appointment_resource_new ();

      g_set_str (&link->appointment_id, id);
      g_set_str (&link->resource_id, resource);
      g_ptr_array_add (clinic->links, link);
    }
  return visit;
}

void
conflicts_test_add_hours (ConflictsTest *clinic, const char *resource, int weekday, int opens_at, int closes_at)
{
  HavenResourceHours *hours = haven_resource_hours_new ();

  g_set_str (&hours->resource_id, resource);
  hours->weekday = weekday;
  hours->opens_at = opens_at;
  hours->closes_at = closes_at;
  g_ptr_array_add (clinic->hours, hours);
}

HavenSafeContactRule *
conflicts_test_add_rule (ConflictsTest *clinic, const char *channel, const char *safe, int from, int to)
{
  HavenSafeContactRule *rule = haven_safe_contact_rule_new ();

  g_set_str (&rule->channel, channel);
  g_set_str (&rule->safe, safe);
  rule->safe_from = from;
  rule->safe_to = to;
  g_ptr_array_add (clinic->rules, rule);
  return rule;
}

GPtrArray *
conflicts_test_find (ConflictsTest *clinic, const HavenAppointment *proposed, const char *const *resource_ids)
{
  HavenConflictInput input = { .clock = clinic->clock,
                               .proposed = proposed,
                               .resource_ids = resource_ids,
                               .others = clinic->others,
                               .links = clinic->links,
                               .hidden = clinic->hidden,
                               .resources = clinic->resources,
                               .hours = clinic->hours,
                               .absences = clinic->absences,
                               .closed_days = clinic->closed_days,
                               .safe_contact_rules = clinic->rules,
                               .travel_minutes = TRAVEL };

  return haven_appointment_find_conflicts (&input);
}

/* The conflicts as sorted words: code, resource, other appointment. */
char *
conflicts_test_dup_names (ConflictsTest *clinic, const HavenAppointment *proposed, const char *resource)
{
  const char *resource_ids[] = { resource, NULL };
  g_autoptr (GPtrArray) found = conflicts_test_find (clinic, proposed, resource_ids);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            haven_conflict_code_get_name (
                                ((HavenAppointmentConflict *) g_ptr_array_index (found, i))->code));
  return g_string_free_and_steal (names);
}

void
conflicts_test_assert (ConflictsTest *clinic,
                  const HavenAppointment *proposed,
                  const char *resource,
                  const char *expected)
{
  g_autofree char *names = conflicts_test_dup_names (clinic, proposed, resource);

  g_assert_cmpstr (names, ==, expected);
}
