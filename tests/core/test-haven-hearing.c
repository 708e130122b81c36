/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a person must not meet, and where: a hearing at half past ten at the county court. */

#include "haven-appointment-conflicts.h"
#include "haven-match-key.h"

#include "core-test.h"
#include <string.h>

#define DAY "2026-12-09"
#define AT (10 * 60 + 30)

typedef struct
{
  HavenClock *clock;
  HavenDeadline *hearing;
  HavenAppointment *visit; /* of the same person, at that place, from ten to eleven */
} Fixture;

static void
set_times (Fixture *self, const char *day, int from, int to)
{
  self->visit->starts_at = haven_clock_instant_at (self->clock, date (day), from);
  self->visit->ends_at = haven_clock_instant_at (self->clock, date (day), to);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->clock = haven_clock_new ("America/New_York");
  self->hearing = haven_deadline_new ();
  self->hearing->id = g_strdup ("hearing");
  self->hearing->patient_id = g_strdup ("ana");
  self->hearing->kind = g_strdup ("hearing");
  self->hearing->status = g_strdup ("open");
  self->hearing->last_safe_day = date (DAY);
  self->hearing->plan_by = date ("2026-12-08"); /* the day before, as the clinic is closed on it */
  self->hearing->at_minute = AT;
  self->hearing->place = g_strdup ("Ellery County Court");
  self->visit = haven_appointment_new ();
  self->visit->id = g_strdup ("visit");
  self->visit->patient_id = g_strdup ("ana");
  self->visit->mode = g_strdup ("in-person");
  self->visit->site = g_strdup ("Ellery County Court");
  self->visit->status = g_strdup ("confirmed");
  set_times (self, DAY, 10 * 60, 11 * 60);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_deadline_free (self->hearing);
  haven_appointment_free (self->visit);
  g_object_unref (self->clock);
}

/* Through the look that booking takes. */
static char *
dup_sentence (Fixture *self)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_expected_time_free);
  g_autoptr (GPtrArray) found = NULL;
  HavenExpectedTime *time = haven_expected_time_new (self->hearing, self->clock);
  HavenConflictInput input = { .clock = self->clock, .proposed = self->visit, .expected = expected };
  const HavenAppointmentConflict *conflict;

  if (time)
    g_ptr_array_add (expected, time);
  found = haven_appointment_find_conflicts (&input);
  g_assert_cmpuint (found->len, <=, 1);
  if (found->len == 0)
    return NULL;
  conflict = found->pdata[0];
  g_assert_cmpstr (haven_conflict_code_get_name (conflict->code), ==, "adverse-hearing");
  g_assert_null (conflict->appointment_id);
  return g_strdup (conflict->sentence);
}

static gboolean
stands_against (Fixture *self)
{
  g_autofree char *sentence = dup_sentence (self);

  return sentence != NULL;
}

static void
test_the_sentence_names_an_hour_and_nobody (Fixture *self, gconstpointer data)
{
  g_autofree char *sentence = dup_sentence (self);

  g_assert_cmpstr (sentence, ==, "Somebody who must not be met is expected at this place then (10:30).");
}

/* From an hour before to two hours after, and neither minute is told twice. */
static void
test_the_time_around_it_is_half_open (Fixture *self, gconstpointer data)
{
  static const struct
  {
    int from, to;
    gboolean meets;
  } cases[] = {
    { AT - 120, AT - 60, FALSE }, { AT - 120, AT - 59, TRUE },   { AT - 61, AT - 60, FALSE },
    { AT, AT + 1, TRUE },         { AT + 119, AT + 150, TRUE },  { AT + 120, AT + 150, FALSE },
    { AT - 200, AT + 300, TRUE }, { AT + 121, AT + 122, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_times (self, DAY, cases[i].from, cases[i].to);
      g_assert_cmpint (stands_against (self), ==, cases[i].meets);
    }
  set_times (self, "2026-12-08", AT, AT + 30);
  g_assert_false (stands_against (self));
  /* Who rests after a visit rests where they are. */
  set_times (self, DAY, AT - 120, AT - 60);
  self->visit->rest_minutes = 15;
  g_assert_true (stands_against (self));
}

static void
test_places_are_told_by_their_names_alone (Fixture *self, gconstpointer data)
{
  static const char *const same[] = { "ellery county court", "ELLERY  COUNTY-COURT", " Ellery County Court, room 3",
                                      "Éllery Countycourt (annex)" };
  static const char *const others[] = { "Tanager Street", "Ellery", "County Court", "", " , ", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_set_str (&self->visit->site, same[i]);
      g_assert_true (stands_against (self));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_set_str (&self->visit->site, others[i]);
      g_assert_false (stands_against (self));
    }
  /* What no letter names is no place: two unknown ones are not the same. */
  g_set_str (&self->hearing->place, " – ");
  g_set_str (&self->visit->site, " – ");
  g_assert_false (stands_against (self));
}

static void
test_without_an_hour_it_is_the_whole_day (Fixture *self, gconstpointer data)
{
  g_autofree char *sentence = NULL;

  self->hearing->at_minute = -1;
  sentence = dup_sentence (self);
  g_assert_cmpstr (sentence, ==, "Somebody who must not be met is expected at this place on that day.");
  set_times (self, DAY, 0, 1);
  g_assert_true (stands_against (self));
  set_times (self, DAY, 1439, 1440);
  g_assert_true (stands_against (self));
  set_times (self, "2026-12-10", 0, 60);
  g_assert_false (stands_against (self));
  set_times (self, "2026-12-08", 1380, 1440);
  g_assert_false (stands_against (self));
}

static void
test_without_a_place_it_is_nothing (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->hearing->place, g_free);
  g_assert_false (stands_against (self));
}

static void
test_it_is_about_that_person_and_about_coming (Fixture *self, gconstpointer data)
{
  g_set_str (&self->visit->patient_id, "ben");
  g_assert_false (stands_against (self));
  g_clear_pointer (&self->visit->patient_id, g_free);
  g_assert_false (stands_against (self));
  g_set_str (&self->visit->patient_id, "ana");
  g_set_str (&self->visit->mode, "phone");
  g_assert_false (stands_against (self));
  g_clear_pointer (&self->visit->mode, g_free);
  g_assert_true (stands_against (self));
}

static void
test_what_is_settled_or_no_hearing_does_not_count (Fixture *self, gconstpointer data)
{
  static const char *const settled[] = { "done", "missed", "waived", "void" };

  for (gsize i = 0; i < G_N_ELEMENTS (settled); i++)
    {
      g_set_str (&self->hearing->status, settled[i]);
      g_assert_false (stands_against (self));
    }
  g_set_str (&self->hearing->status, "open");
  g_set_str (&self->hearing->kind, "filing");
  g_assert_false (stands_against (self));
  g_set_str (&self->hearing->kind, "hearing");
  self->hearing->last_safe_day = self->hearing->plan_by = HAVEN_DATE_NONE;
  g_assert_false (stands_against (self));
}

#define ADD(path, test) g_test_add ("/core/hearing/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-sentence-names-an-hour-and-nobody", test_the_sentence_names_an_hour_and_nobody);
  ADD ("the-time-around-it-is-half-open", test_the_time_around_it_is_half_open);
  ADD ("places-are-told-by-their-names-alone", test_places_are_told_by_their_names_alone);
  ADD ("without-an-hour-it-is-the-whole-day", test_without_an_hour_it_is_the_whole_day);
  ADD ("without-a-place-it-is-nothing", test_without_a_place_it_is_nothing);
  ADD ("it-is-about-that-person-and-about-coming", test_it_is_about_that_person_and_about_coming);
  ADD ("what-is-settled-or-no-hearing-does-not-count", test_what_is_settled_or_no_hearing_does_not_count);
  return g_test_run ();
}
