/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "conflicts-test.h"
#include <string.h>

static void
test_each_busy_resource_is_named (void)
{
  const struct
  {
    const char *resource, *code;
  } cases[] = { { "dr", "provider-busy" }, { "lawyer", "provider-busy" },
                { "room", "room-busy" },   { "voice", "interpreter-busy" },
                { "van", "vehicle-busy" }, { "unknown", "provider-busy" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
      g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);

      conflicts_test_add_visit (clinic, "old", "ben", 630, 690, cases[i].resource);
      conflicts_test_assert (clinic, proposed, cases[i].resource, cases[i].code);
      conflicts_test_assert (clinic, proposed, NULL, "");
    }
}

/* Of what is hidden the time is told, and nothing that leads to it. */
static void
test_what_is_hidden_is_taken (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  const char *resource_ids[] = { "room", NULL };
  HavenTaken *taken = g_new0 (HavenTaken, 1), *later = g_new0 (HavenTaken, 1);
  g_autoptr (GPtrArray) found = NULL;
  const HavenAppointmentConflict *conflict;

  taken->resource_id = g_strdup ("room");
  taken->starts_at = conflicts_test_at (clinic, "2026-11-24", 630);
  taken->ends_at = conflicts_test_at (clinic, "2026-11-24", 690);
  later->resource_id = g_strdup ("room");
  later->starts_at = conflicts_test_at (clinic, "2026-11-24", 660);
  later->ends_at = conflicts_test_at (clinic, "2026-11-24", 720);
  g_ptr_array_add (clinic->hidden, taken);
  g_ptr_array_add (clinic->hidden, later);
  found = conflicts_test_find (clinic, proposed, resource_ids);
  g_assert_cmpuint (found->len, ==, 1);
  conflict = found->pdata[0];
  g_assert_cmpint (conflict->code, ==, HAVEN_CONFLICT_ROOM_BUSY);
  g_assert_cmpstr (conflict->sentence, ==, "Blue room is taken then (10:30–11:30).");
  g_assert_null (conflict->appointment_id);
  conflicts_test_assert (clinic, proposed, "dr", "");
  conflicts_test_assert (clinic, proposed, NULL, "");
}

static void
test_visits_that_touch_do_not_meet (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);

  conflicts_test_add_visit (clinic, "before", "ana", 540, 600, "dr");
  conflicts_test_add_visit (clinic, "after", "ana", 660, 720, "dr");
  conflicts_test_assert (clinic, proposed, "dr", "");
  proposed->ends_at += MINUTE;
  conflicts_test_assert (clinic, proposed, "dr", "person-busy provider-busy");
}

static void
test_what_was_called_off_does_not_count (void)
{
  const char *const called_off[] = { "cancelled_by_client", "cancelled_by_clinic", "no_show",
                                     "rescheduled" };
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  HavenAppointment *other = conflicts_test_add_visit (clinic, "old", "ana", 600, 660, "dr");

  for (gsize i = 0; i < G_N_ELEMENTS (called_off); i++)
    {
      g_set_str (&other->status, called_off[i]);
      conflicts_test_assert (clinic, proposed, "dr", "");
    }
  /* A status that nobody knows is rather taken for a visit. */
  g_set_str (&other->status, "from elsewhere");
  conflicts_test_assert (clinic, proposed, "dr", "person-busy provider-busy");
  g_set_str (&other->status, NULL);
  conflicts_test_assert (clinic, proposed, "dr", "person-busy provider-busy");
}

static void
test_an_appointment_is_no_conflict_with_itself (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) moved = conflicts_test_make_visit (clinic, "same", "ana", 615, 675);

  conflicts_test_add_visit (clinic, "same", "ana", 600, 660, "dr");
  conflicts_test_assert (clinic, moved, "dr", "");
}

static void
test_absence_is_named (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  HavenResourceAbsence *absence = haven_resource_absence_new ();

  g_set_str (&absence->resource_id, "dr");
  absence->starts_at = conflicts_test_at (clinic, "2026-11-24", 0);
  absence->ends_at = conflicts_test_at (clinic, "2026-11-25", 0);
  g_ptr_array_add (clinic->absences, absence);
  conflicts_test_assert (clinic, proposed, "dr", "resource-absent");
  conflicts_test_assert (clinic, proposed, "room", "");
  absence->ends_at = proposed->starts_at;
  conflicts_test_assert (clinic, proposed, "dr", "");
}

static void
test_hours_may_touch_but_not_gape (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) noon = conflicts_test_make_visit (clinic, "new", "ana", 690, 750);
  g_autoptr (HavenAppointment) night = conflicts_test_make_visit (clinic, "new", "ana", 1400, 1440);

  conflicts_test_assert (clinic, noon, "dr", "");
  conflicts_test_add_hours (clinic, "dr", 2, 540, 720);
  conflicts_test_assert (clinic, noon, "dr", "outside-hours");
  conflicts_test_add_hours (clinic, "dr", 2, 721, 1020);
  conflicts_test_assert (clinic, noon, "dr", "outside-hours");
  conflicts_test_add_hours (clinic, "dr", 2, 720, 800);
  conflicts_test_assert (clinic, noon, "dr", "");
  noon->ends_at = conflicts_test_at (clinic, "2026-11-24", 1021);
  conflicts_test_assert (clinic, noon, "dr", "outside-hours");
  conflicts_test_add_hours (clinic, "dr", 2, 1020, 1021);
  conflicts_test_assert (clinic, noon, "dr", "");
  conflicts_test_assert (clinic, night, "dr", "outside-hours");
  conflicts_test_add_hours (clinic, "dr", 2, 1300, 1440);
  conflicts_test_assert (clinic, night, "dr", "");
  night->ends_at += 30 * MINUTE;
  conflicts_test_assert (clinic, night, "dr", "outside-hours");
  conflicts_test_add_hours (clinic, "dr", 3, 0, 30);
  conflicts_test_assert (clinic, night, "dr", "");
}

static void
test_only_the_clinics_own_closed_days_count (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  HavenClosedDay *closed = haven_closed_day_new ();

  closed->on_date = date ("2026-11-24");
  g_set_str (&closed->calendar, "Ellery County court");
  g_ptr_array_add (clinic->closed_days, closed);
  conflicts_test_assert (clinic, proposed, "dr", "");
  g_set_str (&closed->calendar, "clinic");
  conflicts_test_assert (clinic, proposed, "dr", "clinic-closed");
  closed->on_date = date ("2026-11-25");
  conflicts_test_assert (clinic, proposed, "dr", "");
  /* Up to midnight is still the day before. */
  proposed->ends_at = conflicts_test_at (clinic, "2026-11-25", 0);
  conflicts_test_assert (clinic, proposed, "dr", "");
}

static void
test_the_way_between_two_sites_takes_time (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  HavenAppointment *other = conflicts_test_add_visit (clinic, "old", "ana", 689, 720, "dr");

  conflicts_test_assert (clinic, proposed, NULL, "");
  g_set_str (&other->site, "Courthouse");
  conflicts_test_assert (clinic, proposed, NULL, "travel-gap");
  conflicts_test_assert (clinic, proposed, "dr", "travel-gap travel-gap");
  other->starts_at += MINUTE;
  conflicts_test_assert (clinic, proposed, "dr", "");
  other->starts_at -= 5 * MINUTE;
  g_set_str (&other->mode, "phone");
  conflicts_test_assert (clinic, proposed, "dr", "");
}

static void
test_hours_that_suit_the_person (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  HavenSafeContactRule *rule = conflicts_test_add_rule (clinic, "in-person", "only-if", 600, 660);
  const char *const friday[] = { "fri", NULL };

  conflicts_test_assert (clinic, proposed, NULL, "");
  rule->safe_to = 659;
  conflicts_test_assert (clinic, proposed, NULL, "outside-safe-hours");
  rule->safe_from = 1320;
  rule->safe_to = 700;
  conflicts_test_assert (clinic, proposed, NULL, "");
  rule->safe_from = rule->safe_to = 0;
  conflicts_test_assert (clinic, proposed, NULL, "");
  rule->days = g_strdupv ((char **) friday);
  conflicts_test_assert (clinic, proposed, NULL, "outside-safe-hours");
  /* On the telephone the rules of telephones count; one that admits the hour is enough. */
  g_set_str (&proposed->mode, "phone");
  conflicts_test_assert (clinic, proposed, NULL, "");
  conflicts_test_add_rule (clinic, "mobile", "no", 0, 0);
  conflicts_test_assert (clinic, proposed, NULL, "outside-safe-hours");
  conflicts_test_add_rule (clinic, "home", "yes", 540, 1020);
  conflicts_test_assert (clinic, proposed, NULL, "");
}

static void
test_sentences_name_resources_and_nobody_else (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  const char *const resource_ids[] = { "dr", "unheard-of", "dr", NULL };
  g_autoptr (GPtrArray) found = NULL;
  HavenAppointmentConflict *conflict;

  conflicts_test_add_visit (clinic, "old", "ben", 630, 690, "dr");
  g_ptr_array_add (clinic->links,
                   haven_appointment_resource_copy (g_ptr_array_index (clinic->links, 0)));
  found = conflicts_test_find (clinic, proposed, resource_ids);
  g_assert_cmpuint (found->len, ==, 1);
  conflict = g_ptr_array_index (found, 0);
  g_assert_cmpstr (conflict->sentence, ==, "Dr. Okafor already has a visit then (10:30–11:30).");
  g_assert_cmpstr (conflict->resource_id, ==, "dr");
  g_assert_cmpstr (conflict->appointment_id, ==, "old");
}

static void
test_nothing_known_raises_nothing (void)
{
  g_autoptr (HavenClock) clock = haven_clock_new ("UTC");
  g_autoptr (HavenAppointment) empty = haven_appointment_new ();
  HavenConflictInput input = { .clock = clock, .proposed = empty };
  g_autoptr (GPtrArray) found = haven_appointment_find_conflicts (&input);

  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_hostile_times_end_in_a_conflict_not_a_hang (void)
{
  const HavenInstant extremes[] = { G_MININT64 / 4, -1, 0, 1, G_MAXINT64 / 4 };
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  HavenAppointment *other = conflicts_test_add_visit (clinic, "old", "ana", 600, 660, "dr");
  const char *const resource_ids[] = { "dr", NULL };

  g_set_str (&other->site, "Elsewhere");
  conflicts_test_add_hours (clinic, "dr", 2, G_MININT, G_MAXINT);
  conflicts_test_add_hours (clinic, "dr", 99, 5, -5);
  conflicts_test_add_rule (clinic, "in-person", "yes", G_MAXINT, G_MININT);
  for (gsize i = 0; i < G_N_ELEMENTS (extremes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (extremes); j++)
      {
        g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
        g_autoptr (GPtrArray) found = NULL;

        proposed->starts_at = extremes[i];
        proposed->ends_at = extremes[j];
        found = conflicts_test_find (clinic, proposed, resource_ids);
        g_assert_nonnull (found);
      }
}

/* ── Against brute force ────────────────────────────────────────────────── */

static const char *const names[] = { "dr", "lawyer", "room", "voice", "van" };
static const char *const codes[] = { "provider-busy", "provider-busy", "room-busy",
                                     "interpreter-busy", "vehicle-busy" };
static const char *const people[] = { "ana", "ben", "chi" };
static const char *const statuses[] = { "confirmed",           "arrived", "completed",
                                        "cancelled_by_client", "no_show", "rescheduled" };

static void
lay_random_day (ConflictsTest *clinic)
{
  int n = g_test_rand_int_range (0, 12);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("v%d", i);
      int from = g_test_rand_int_range (480, 1000);
      HavenAppointment *visit =
          conflicts_test_add_visit (clinic, id, people[g_test_rand_int_range (0, 3)], from,
                     from + g_test_rand_int_range (1, 120), names[g_test_rand_int_range (0, 5)]);

      g_set_str (&visit->status, statuses[g_test_rand_int_range (0, 6)]);
      if (g_test_rand_int_range (0, 3) == 0)
        g_set_str (&visit->site, "Courthouse");
    }
  for (int i = 0; i < 5; i++)
    for (int rows = g_test_rand_int_range (0, 4); rows > 0; rows--)
      {
        int opens = g_test_rand_int_range (400, 900);

        conflicts_test_add_hours (clinic, names[i], g_test_rand_int_range (1, 4), opens,
                   opens + g_test_rand_int_range (0, 300));
      }
}

static gboolean
has_minute (const HavenAppointment *visit, HavenInstant minute)
{
  return minute >= visit->starts_at && minute < visit->ends_at;
}

/* Minute by minute: do the two share one? */
static gboolean
share_a_minute (const HavenAppointment *a, const HavenAppointment *b)
{
  for (HavenInstant minute = a->starts_at; minute < a->ends_at; minute += MINUTE)
    if (has_minute (b, minute))
      return TRUE;
  return FALSE;
}

/* Grown by the way on both sides, do they meet? */
static gboolean
miss_the_way (const HavenAppointment *a, const HavenAppointment *b)
{
  g_autoptr (HavenAppointment) grown = haven_appointment_copy (a);

  grown->starts_at -= TRAVEL * MINUTE;
  grown->ends_at += TRAVEL * MINUTE;
  return strcmp (a->site, b->site) != 0 && !share_a_minute (a, b) && share_a_minute (grown, b);
}

static gboolean
is_off (const HavenAppointment *visit)
{
  return strcmp (visit->status, "cancelled_by_client") == 0 ||
         strcmp (visit->status, "no_show") == 0 || strcmp (visit->status, "rescheduled") == 0;
}

static void
note (GPtrArray *expected, const char *code, const char *resource, const char *other)
{
  g_ptr_array_add (expected, g_strdup_printf ("%s/%s/%s", code, resource, other));
}

static void
compare_by_hand (const HavenAppointment *proposed,
                 const HavenAppointment *other,
                 int resource,
                 gboolean taken,
                 GPtrArray *expected)
{
  if (is_off (other) || strcmp (other->id, proposed->id) == 0)
    return;
  if (resource < 0 && strcmp (other->patient_id, proposed->patient_id) == 0)
    {
      if (share_a_minute (proposed, other))
        note (expected, "person-busy", "", other->id);
      else if (miss_the_way (proposed, other))
        note (expected, "travel-gap", "", other->id);
    }
  if (resource >= 0 && taken && share_a_minute (proposed, other))
    note (expected, codes[resource], names[resource], other->id);
  else if (resource >= 0 && taken && strcmp (names[resource], "room") != 0 &&
           miss_the_way (proposed, other))
    note (expected, "travel-gap", names[resource], other->id);
}

static gboolean
is_open_each_minute (ConflictsTest *clinic,
                     const HavenAppointment *proposed,
                     const char *resource,
                     gboolean *has_rows)
{
  gboolean open = TRUE;

  *has_rows = FALSE;
  for (HavenInstant minute = proposed->starts_at; minute < proposed->ends_at; minute += MINUTE)
    {
      int of_day = haven_clock_get_local_minute (clinic->clock, minute);
      gboolean covered = FALSE;

      for (guint i = 0; i < clinic->hours->len; i++)
        {
          const HavenResourceHours *row = g_ptr_array_index (clinic->hours, i);
          gboolean own = strcmp (row->resource_id, resource) == 0;

          *has_rows |= own;
          covered |= own && row->weekday == 2 && of_day >= row->opens_at && of_day < row->closes_at;
        }
      open &= covered;
    }
  return open;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
join_sorted (GPtrArray *words)
{
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static char *
search_by_hand (ConflictsTest *clinic, const HavenAppointment *proposed, const gboolean *taken)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < clinic->others->len; i++)
    compare_by_hand (proposed, g_ptr_array_index (clinic->others, i), -1, FALSE, expected);
  for (int r = 0; r < 5; r++)
    {
      gboolean has_rows;

      for (guint i = 0; i < clinic->links->len; i++)
        if (strcmp (
                ((HavenAppointmentResource *) g_ptr_array_index (clinic->links, i))->resource_id,
                names[r]) == 0)
          compare_by_hand (proposed, g_ptr_array_index (clinic->others, i), r, taken[r], expected);
      if (taken[r] && !is_open_each_minute (clinic, proposed, names[r], &has_rows) && has_rows)
        note (expected, "outside-hours", names[r], "");
    }
  return join_sorted (expected);
}

static char *
search_by_engine (ConflictsTest *clinic, const HavenAppointment *proposed, const gboolean *taken)
{
  const char *resource_ids[6] = { NULL };
  g_autoptr (GPtrArray) found = NULL, words = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (int r = 0; r < 5; r++)
    if (taken[r])
      resource_ids[n++] = names[r];
  found = conflicts_test_find (clinic, proposed, resource_ids);
  for (guint i = 0; i < found->len; i++)
    {
      HavenAppointmentConflict *conflict = g_ptr_array_index (found, i);

      note (words, haven_conflict_code_get_name (conflict->code),
            conflict->resource_id ? conflict->resource_id : "",
            conflict->appointment_id ? conflict->appointment_id : "");
    }
  return join_sorted (words);
}

static void
test_random_days_agree_with_brute_force (void)
{
  guint n_with_conflicts = 0;

  for (int i = 0; i < 5000; i++)
    {
      g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
      int from = g_test_rand_int_range (480, 1000);
      g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (
          clinic, g_test_rand_int_range (0, 4) == 0 ? "v0" : "new",
          people[g_test_rand_int_range (0, 3)], from, from + g_test_rand_int_range (1, 120));
      gboolean taken[5];
      g_autofree char *expected = NULL, *found = NULL;

      lay_random_day (clinic);
      for (int r = 0; r < 5; r++)
        taken[r] = g_test_rand_bit ();
      expected = search_by_hand (clinic, proposed, taken);
      found = search_by_engine (clinic, proposed, taken);
      g_assert_cmpstr (found, ==, expected);
      n_with_conflicts += *found != '\0';
    }
  g_assert_cmpuint (n_with_conflicts, >, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/appointment-conflicts/" name, function)
  ADD ("each-busy-resource-is-named", test_each_busy_resource_is_named);
  ADD ("visits-that-touch-do-not-meet", test_visits_that_touch_do_not_meet);
  ADD ("what-is-hidden-is-taken", test_what_is_hidden_is_taken);
  ADD ("what-was-called-off-does-not-count", test_what_was_called_off_does_not_count);
  ADD ("an-appointment-is-no-conflict-with-itself", test_an_appointment_is_no_conflict_with_itself);
  ADD ("absence-is-named", test_absence_is_named);
  ADD ("hours-may-touch-but-not-gape", test_hours_may_touch_but_not_gape);
  ADD ("only-the-clinic's-own-closed-days-count", test_only_the_clinics_own_closed_days_count);
  ADD ("the-way-between-two-sites-takes-time", test_the_way_between_two_sites_takes_time);
  ADD ("hours-that-suit-the-person", test_hours_that_suit_the_person);
  ADD ("sentences-name-resources-and-nobody-else", test_sentences_name_resources_and_nobody_else);
  ADD ("nothing-known-raises-nothing", test_nothing_known_raises_nothing);
  ADD ("hostile-times-end-in-a-conflict-not-a-hang",
       test_hostile_times_end_in_a_conflict_not_a_hang);
  ADD ("random-days-agree-with-brute-force", test_random_days_agree_with_brute_force);
#undef ADD
  return g_test_run ();
}
