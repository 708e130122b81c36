/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-allowance.h"

#include "core-test.h"
#include "haven-appointment-conflicts.h"

#define DAY "2026-11-24"

/* One visit that stands, one that is proposed, each at its minutes with what it needs around itself. */
typedef struct
{
  int from, to, prepare, rest;
} Times;

typedef struct
{
  const char *patient, *resource; /* of the proposed one; the other is Ana's, with the doctor */
  const char *site;               /* nullable: of the proposed one, where it is another */
  gboolean hidden;
} Situation;

static HavenInstant
at (HavenClock *clock, int minute)
{
  return haven_clock_instant_at (clock, date (DAY), minute);
}

static HavenAppointment *
make_visit (HavenClock *clock, const char *id, const char *patient, Times times)
{
  const HavenAllowance allowance = { FALSE, times.prepare, times.rest, FALSE };
  HavenAppointment *visit = haven_appointment_new ();

  g_set_str (&visit->id, id);
  g_set_str (&visit->patient_id, patient);
  g_set_str (&visit->status, "confirmed");
  g_set_str (&visit->site, "Tanager Street");
  visit->starts_at = at (clock, times.from);
  visit->ends_at = at (clock, times.to);
  haven_allowance_put (&allowance, visit);
  return visit;
}

static GPtrArray *
make_links (const char *appointment_id)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_resource_free);
  HavenAppointmentResource *link = haven_appointment_resource_new ();

  link->appointment_id = g_strdup (appointment_id);
  link->resource_id = g_strdup ("dr");
  g_ptr_array_add (links, link);
  return links;
}

static GPtrArray *
make_doctor (void)
{
  GPtrArray *resources = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_free);
  HavenResource *resource = haven_resource_new ();

  resource->id = g_strdup ("dr");
  resource->kind = g_strdup ("clinician");
  resource->name = g_strdup ("Dr. Okafor");
  g_ptr_array_add (resources, resource);
  return resources;
}

/* As the door's view tells a visit that is hidden: from when its resource is taken, until when. */
static GPtrArray *
hide (const HavenAppointment *visit)
{
  GPtrArray *hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_taken_free);
  HavenTaken *taken = g_new0 (HavenTaken, 1);

  taken->resource_id = g_strdup ("dr");
  taken->starts_at = haven_span_of_resources (visit).from;
  taken->ends_at = haven_span_of_resources (visit).until;
  g_ptr_array_add (hidden, taken);
  return hidden;
}

/* Returns: the sentences, one a line */
static char *
tell (Situation situation, Times stands, Times proposed, const char *own_id)
{
  const char *ids[] = { situation.resource, NULL };
  g_autoptr (HavenClock) clock = haven_clock_new ("America/New_York");
  g_autoptr (HavenAppointment) visit = make_visit (clock, own_id, situation.patient, proposed);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
  g_autoptr (GPtrArray) links = make_links ("old"), resources = make_doctor (), hidden = NULL, found = NULL;
  HavenConflictInput input = { .clock = clock,
                               .proposed = visit,
                               .resource_ids = ids,
                               .others = others,
                               .links = links,
                               .resources = resources,
                               .travel_minutes = 20 };
  GString *text = g_string_new (NULL);

  g_ptr_array_add (others, make_visit (clock, "old", "ana", stands));
  if (situation.site)
    g_set_str (&visit->site, situation.site);
  if (situation.hidden)
    {
      input.hidden = hidden = hide (others->pdata[0]);
      g_ptr_array_set_size (others, 0);
    }
  found = haven_appointment_find_conflicts (&input);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "", ((HavenAppointmentConflict *) found->pdata[i])->sentence);
  return g_string_free_and_steal (text);
}

static void
assert_told (Situation situation, Times stands, Times proposed, const char *expected)
{
  g_autofree char *told = tell (situation, stands, proposed, "new");

  g_assert_cmpstr (told, ==, expected);
}

static const Situation with_doctor = { "ben", "dr", NULL, FALSE };
static const Situation same_person = { "ana", NULL, NULL, FALSE };
static const Situation behind_the_door = { "ben", "dr", NULL, TRUE };

static void
test_preparing_takes_whom_it_is_with (void)
{
  const Times ten = { 600, 660, 15, 0 };

  /* Before the one that stands, half-open. */
  assert_told (with_doctor, ten, (Times) { 540, 585, 0, 0 }, "");
  assert_told (with_doctor, ten, (Times) { 540, 586, 0, 0 },
               "Dr. Okafor already has a visit then (10:00–11:00, and 15 minutes to prepare).");
  /* After it, where the new one is to be prepared for. */
  assert_told (with_doctor, ten, (Times) { 670, 700, 10, 0 }, "");
  assert_told (with_doctor, ten, (Times) { 669, 700, 10, 0 },
               "Dr. Okafor already has a visit (10:00–11:00), and this one needs 10 minutes to prepare.");
  assert_told (with_doctor, ten, (Times) { 660, 700, 1, 0 },
               "Dr. Okafor already has a visit (10:00–11:00), and this one needs 1 minute to prepare.");
  assert_told (with_doctor, ten, (Times) { 660, 700, 0, 0 }, "");
}

static void
test_resting_takes_the_person (void)
{
  const Times ten = { 600, 660, 0, 30 };

  assert_told (same_person, ten, (Times) { 690, 720, 0, 0 }, "");
  assert_told (same_person, ten, (Times) { 689, 720, 0, 0 },
               "This person already has a visit then (10:00–11:00, and 30 minutes of rest).");
  assert_told (same_person, ten, (Times) { 540, 580, 0, 20 }, "");
  assert_told (same_person, ten, (Times) { 540, 581, 0, 20 },
               "This person already has a visit (10:00–11:00), and needs 20 minutes of rest before it.");
}

/* The doctor does not rest, and the person does not prepare. */
static void
test_each_is_taken_by_their_own (void)
{
  assert_told (with_doctor, (Times) { 600, 660, 0, 240 }, (Times) { 660, 720, 0, 240 }, "");
  assert_told (with_doctor, (Times) { 600, 660, 0, 0 }, (Times) { 540, 600, 0, 240 }, "");
  assert_told (same_person, (Times) { 600, 660, 240, 0 }, (Times) { 540, 600, 240, 0 }, "");
  assert_told (same_person, (Times) { 600, 660, 0, 0 }, (Times) { 660, 720, 240, 0 }, "");
}

static void
test_a_visit_is_not_in_its_own_way (void)
{
  g_autofree char *told = tell ((Situation) { "ana", "dr", NULL, FALSE }, (Times) { 600, 660, 30, 30 },
                                (Times) { 600, 660, 60, 60 }, "old");

  g_assert_cmpstr (told, ==, "");
}

static void
test_hidden_visits_are_prepared_for_too (void)
{
  const Times ten = { 600, 660, 15, 240 };

  assert_told (behind_the_door, ten, (Times) { 540, 585, 0, 0 }, "");
  assert_told (behind_the_door, ten, (Times) { 540, 586, 0, 0 }, "Dr. Okafor is taken then (09:45–11:00).");
  assert_told (behind_the_door, ten, (Times) { 660, 700, 0, 0 }, "");
  assert_told (behind_the_door, ten, (Times) { 660, 700, 5, 0 },
               "Dr. Okafor is taken (09:45–11:00), and this visit needs 5 minutes to prepare.");
}

static void
test_the_way_begins_after_the_rest (void)
{
  const Situation elsewhere = { "ana", NULL, "Harbor Road", FALSE };
  const Times ten = { 600, 660, 0, 30 };

  assert_told (elsewhere, ten, (Times) { 710, 720, 0, 0 }, "");
  assert_told (elsewhere, ten, (Times) { 709, 720, 0, 0 },
               "Only 19 minutes to get from one place to the other; 20 are needed.");
}

static void
test_whoever_is_away_prepares_nothing (void)
{
  const char *ids[] = { "dr", NULL };
  g_autoptr (HavenClock) clock = haven_clock_new ("America/New_York");
  g_autoptr (HavenAppointment) visit = make_visit (clock, "new", "ana", (Times) { 600, 660, 15, 0 });
  g_autoptr (HavenResourceAbsence) absence = haven_resource_absence_new ();
  g_autoptr (GPtrArray) absences = g_ptr_array_new (), resources = make_doctor (), found = NULL, none = NULL;
  HavenConflictInput input = { .clock = clock, .proposed = visit, .resource_ids = ids, .resources = resources, .absences = absences };

  absence->resource_id = g_strdup ("dr");
  absence->starts_at = at (clock, 480);
  absence->ends_at = at (clock, 590);
  g_ptr_array_add (absences, absence);
  found = haven_appointment_find_conflicts (&input);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((HavenAppointmentConflict *) found->pdata[0])->sentence, ==,
                   "Dr. Okafor is away while this visit is to be prepared.");
  absence->ends_at = at (clock, 585);
  none = haven_appointment_find_conflicts (&input);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Minute for minute: who is taken when, and whether two want the same minute. */
static gboolean
meet_by_the_minute (Times a, Times b, gboolean person)
{
  for (int minute = 0; minute < 1440; minute++)
    {
      gboolean takes_a = minute >= a.from - (person ? 0 : a.prepare) && minute < a.to + (person ? a.rest : 0);
      gboolean takes_b = minute >= b.from - (person ? 0 : b.prepare) && minute < b.to + (person ? b.rest : 0);

      if (takes_a && takes_b)
        return TRUE;
    }
  return FALSE;
}

static Times
make_times (void)
{
  int from = g_test_rand_int_range (480, 700);

  return (Times) { from, from + g_test_rand_int_range (1, 60), g_test_rand_int_range (0, 60), g_test_rand_int_range (0, 60) };
}

static void
test_random_visits_agree_minute_for_minute (void)
{
  guint n_met = 0;

  for (int i = 0; i < 4000; i++)
    {
      const Situation *situations[] = { &with_doctor, &same_person, &behind_the_door };
      int which = g_test_rand_int_range (0, 3);
      Times stands = make_times (), proposed = make_times ();
      gboolean met = meet_by_the_minute (stands, proposed, which == 1);
      g_autofree char *told = tell (*situations[which], stands, proposed, "new");

      g_assert_cmpint (*told != '\0', ==, met);
      n_met += met;
    }
  g_assert_cmpuint (n_met, >, 500);
  g_assert_cmpuint (n_met, <, 3800);
}

static void
test_what_makes_no_sense_is_known (void)
{
  const struct
  {
    HavenAllowance allowance;
    gboolean sensible;
  } cases[] = { { { TRUE, 0, 0, TRUE }, TRUE },      { { FALSE, 240, 240, FALSE }, TRUE }, { { FALSE, -1, 0, FALSE }, FALSE },
                { { FALSE, 0, -1, FALSE }, FALSE },  { { FALSE, 241, 0, FALSE }, FALSE },  { { FALSE, 0, 241, FALSE }, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (haven_allowance_is_sensible (&cases[i].allowance), ==, cases[i].sensible);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/allowance/" name, function)
  ADD ("preparing-takes-whom-it-is-with", test_preparing_takes_whom_it_is_with);
  ADD ("resting-takes-the-person", test_resting_takes_the_person);
  ADD ("each-is-taken-by-their-own", test_each_is_taken_by_their_own);
  ADD ("a-visit-is-not-in-its-own-way", test_a_visit_is_not_in_its_own_way);
  ADD ("hidden-visits-are-prepared-for-too", test_hidden_visits_are_prepared_for_too);
  ADD ("the-way-begins-after-the-rest", test_the_way_begins_after_the_rest);
  ADD ("whoever-is-away-prepares-nothing", test_whoever_is_away_prepares_nothing);
  ADD ("random-visits-agree-minute-for-minute", test_random_visits_agree_minute_for_minute);
  ADD ("what-makes-no-sense-is-known", test_what_makes_no_sense_is_known);
#undef ADD
  return g_test_run ();
}
