/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each rule of the finder at its edges, worked out by hand.
 */

#include "haven-trip.h"

#include "core-test.h"

#define EVERY_DAY 127u
#define MONDAY 1u
#define WEDNESDAY 4u

/* 2 December 2026 is a Wednesday. */
static HavenTripProblem *
make (const char *from, const char *to)
{
  HavenTripProblem *problem = haven_trip_problem_new ();

  problem->from = date (from);
  problem->to = date (to);
  return problem;
}

static HavenTripResource *
add_resource (HavenTripProblem *problem, const char *id, int from, int to)
{
  HavenTripResource *resource = haven_trip_problem_add_resource (problem, id);

  haven_trip_windows_add (resource->open, EVERY_DAY, from * 60, to * 60);
  return resource;
}

static HavenTripPart *
add_part (HavenTripProblem *problem, const char *id, int minutes, const char *resource_id)
{
  HavenTripPart *part = haven_trip_problem_add_part (problem, id, minutes);

  haven_trip_part_add_need (part, (const char *const[]) { resource_id, NULL });
  return part;
}

static HavenTripResult *
find (const HavenTripProblem *problem)
{
  g_autoptr (GError) error = NULL;
  HavenTripResult *result = haven_trip_find (problem, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* @expected: "12-02 09:00 a 09:00 b 10:00" for each offer, with line breaks between them */
static void
assert_offers (const HavenTripProblem *problem, const char *expected)
{
  g_autoptr (HavenTripResult) result = find (problem);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < result->offers->len; i++)
    {
      const HavenTripOffer *offer = g_ptr_array_index (result->offers, i);
      g_autofree char *iso = haven_date_dup_iso (offer->date);

      g_string_append_printf (found, "%s%s", i ? "\n" : "", iso + 5);
      for (guint j = 0; j < offer->parts->len; j++)
        {
          const HavenTripOfferPart *part = g_ptr_array_index (offer->parts, j);

          g_string_append_printf (found, " %s %02d:%02d", part->id, part->start / 60,
                                  part->start % 60);
        }
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static const HavenTripOffer *
get_offer (const HavenTripResult *result, guint i)
{
  g_assert_cmpuint (result->offers->len, >, i);
  return g_ptr_array_index (result->offers, i);
}

/* ── Times ──────────────────────────────────────────────────────────────── */

static void
test_the_best_of_each_half_day_is_offered (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-03");

  add_resource (problem, "r", 9, 17);
  add_part (problem, "a", 30, "r");
  add_part (problem, "b", 30, "r");
  assert_offers (
      problem,
      "12-02 a 09:00 b 09:30\n12-02 a 12:00 b 12:30\n12-03 a 09:00 b 09:30\n12-03 a 12:00 b 12:30");
  problem->limit = 3;
  assert_offers (problem, "12-02 a 09:00 b 09:30\n12-02 a 12:00 b 12:30\n12-03 a 09:00 b 09:30");
}

static void
test_a_trip_before_noon_may_end_after_it (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  HavenTripResource *resource = add_resource (problem, "r", 11, 14);

  haven_trip_intervals_add (resource->busy, problem->from, 660, 705);
  add_part (problem, "a", 60, "r");
  assert_offers (problem, "12-02 a 11:45\n12-02 a 12:00");
}

static void
test_what_touches_does_not_overlap (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  HavenTripResource *resource = add_resource (problem, "r", 9, 10);

  add_part (problem, "a", 60, "r");
  haven_trip_intervals_add (resource->busy, problem->from, 500, 540);
  haven_trip_intervals_add (resource->busy, problem->from, 600, 660);
  haven_trip_intervals_add (problem->never, problem->from, 0, 540);
  haven_trip_intervals_add (problem->never, problem->from, 600, 1440);
  haven_trip_windows_add (problem->safe, WEDNESDAY, 540, 600);
  assert_offers (problem, "12-02 a 09:00");
  haven_trip_intervals_add (resource->busy, problem->from, 599, 600);
  assert_offers (problem, "");
}

static void
test_a_minute_of_never_is_enough (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");

  add_resource (problem, "r", 9, 10);
  add_part (problem, "a", 60, "r");
  haven_trip_intervals_add (problem->never, problem->from, 599, 600);
  assert_offers (problem, "");
}

/* Also where nothing happens in it: the person is out of the house all the while. */
static void
test_a_gap_is_part_of_the_trip (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  HavenTripResource *resource = add_resource (problem, "r", 9, 11);

  add_part (problem, "a", 45, "r");
  add_part (problem, "b", 45, "r");
  haven_trip_intervals_add (resource->busy, problem->from, 585, 615);
  assert_offers (problem, "12-02 a 09:00 b 10:15");
  haven_trip_intervals_add (problem->never, problem->from, 595, 600);
  assert_offers (problem, "");
}

static void
test_open_windows_that_touch_or_overlap_are_one (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  HavenTripResource *resource = haven_trip_problem_add_resource (problem, "r");

  haven_trip_windows_add (resource->open, WEDNESDAY, 600, 630);
  haven_trip_windows_add (resource->open, WEDNESDAY, 540, 600);
  haven_trip_windows_add (resource->open, WEDNESDAY, 615, 660);
  add_part (problem, "a", 120, "r");
  assert_offers (problem, "12-02 a 09:00");
}

static void
test_safe_windows_that_touch_stay_two (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");

  add_resource (problem, "r", 9, 11);
  add_part (problem, "a", 60, "r");
  haven_trip_windows_add (problem->safe, WEDNESDAY, 540, 585);
  haven_trip_windows_add (problem->safe, WEDNESDAY, 585, 660);
  assert_offers (problem, "12-02 a 09:45");
}

static void
test_safe_windows_of_another_day_leave_this_one_out (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-08");

  add_resource (problem, "r", 9, 11);
  add_part (problem, "a", 60, "r");
  haven_trip_windows_add (problem->safe, MONDAY, 540, 660);
  assert_offers (problem, "12-07 a 09:00");
}

static void
test_the_grid_starts_at_midnight (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  HavenTripResource *resource = haven_trip_problem_add_resource (problem, "r");

  haven_trip_windows_add (resource->open, WEDNESDAY, 541, 700);
  add_part (problem, "a", 30, "r");
  assert_offers (problem, "12-02 a 09:15");
  problem->step = 50; /* eleven times fifty minutes; the step need not divide the day */
  assert_offers (problem, "12-02 a 09:10");
  problem->step = 700;
  assert_offers (problem, "");
}

static void
test_a_day_ends_at_midnight (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-03");

  add_resource (problem, "r", 0, 24);
  add_part (problem, "a", 60, "r");
  haven_trip_windows_add (problem->safe, WEDNESDAY, 1380, 1440);
  assert_offers (problem, "12-02 a 23:00");
  ((HavenTripPart *) g_ptr_array_index (problem->parts, 0))->minutes = 61;
  assert_offers (problem, "");
}

/* ── Between the parts ──────────────────────────────────────────────────── */

static HavenTripProblem *
make_two (int from_a, int from_b)
{
  HavenTripProblem *problem = make ("2026-12-02", "2026-12-02");

  haven_trip_windows_add (haven_trip_problem_add_resource (problem, "r")->open, EVERY_DAY, from_a,
                          from_a + 30);
  haven_trip_windows_add (haven_trip_problem_add_resource (problem, "s")->open, EVERY_DAY, from_b,
                          from_b + 30);
  add_part (problem, "a", 30, "r");
  add_part (problem, "b", 30, "s");
  return problem;
}

static void
test_a_gap_may_be_as_long_as_allowed (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 615);

  assert_offers (problem, "12-02 a 09:00 b 10:15");
  problem->max_gap = 44;
  assert_offers (problem, "");
}

static void
test_a_span_may_be_as_long_as_allowed (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 615);

  problem->max_span = 105;
  assert_offers (problem, "12-02 a 09:00 b 10:15");
  problem->max_span = 104;
  assert_offers (problem, "");
}

static void
test_rest_follows_what_is_sensitive (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 585);
  HavenTripPart *a = g_ptr_array_index (problem->parts, 0),
                *b = g_ptr_array_index (problem->parts, 1);

  a->sensitive = TRUE;
  assert_offers (problem, "12-02 a 09:00 b 09:45");
  problem->decompress = 16;
  assert_offers (problem, "");
  a->sensitive = FALSE;
  b->sensitive = TRUE; /* nothing comes after it */
  assert_offers (problem, "12-02 a 09:00 b 09:45");
}

static void
test_the_way_counts_in_both_directions (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 585);
  HavenTripPart *a = g_ptr_array_index (problem->parts, 0),
                *b = g_ptr_array_index (problem->parts, 1);

  a->site = g_strdup ("main");
  b->site = g_strdup ("court");
  assert_offers (problem, "12-02 a 09:00 b 09:45"); /* a way that nobody told takes no time */
  haven_trip_problem_add_travel (problem, "court", "main", 15);
  assert_offers (problem, "12-02 a 09:00 b 09:45");
  ((HavenTripTravel *) g_ptr_array_index (problem->travel, 0))->minutes = 16;
  assert_offers (problem, "");
  g_set_str (&b->site, "main");
  assert_offers (problem, "12-02 a 09:00 b 09:45");
}

/* The way is time to rest, too: the longer of both counts, not their sum. */
static void
test_rest_and_way_are_the_same_minutes (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 590);
  HavenTripPart *a = g_ptr_array_index (problem->parts, 0),
                *b = g_ptr_array_index (problem->parts, 1);

  problem->step = 5;
  a->sensitive = TRUE;
  a->site = g_strdup ("main");
  b->site = g_strdup ("court");
  haven_trip_problem_add_travel (problem, "main", "court", 20);
  assert_offers (problem, "12-02 a 09:00 b 09:50");
}

static void
test_the_order_is_kept (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 570);
  HavenTripPart *a = g_ptr_array_index (problem->parts, 0),
                *b = g_ptr_array_index (problem->parts, 1);

  g_ptr_array_add (b->after, g_strdup ("a"));
  assert_offers (problem, "12-02 a 09:00 b 09:30");
  g_ptr_array_set_size (b->after, 0);
  g_ptr_array_add (a->after, g_strdup ("b"));
  assert_offers (problem, "");
}

/* ── Resources ──────────────────────────────────────────────────────────── */

static void
test_nobody_serves_a_part_twice (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  g_autoptr (HavenTripResult) result = NULL;
  HavenTripPart *part;

  add_resource (problem, "r", 9, 10);
  part = add_part (problem, "a", 60, "r");
  haven_trip_part_add_need (part, (const char *const[]) { "r", NULL });
  assert_offers (problem, "");
  result = find (problem);
  g_assert_cmpint (((HavenTripBlocker *) g_ptr_array_index (result->blockers, 0))->rule, ==,
                   HAVEN_TRIP_RULE_IMPOSSIBLE);
  add_resource (problem, "s", 9, 10);
  haven_trip_part_add_need (add_part (problem, "b", 1, "s"), (const char *const[]) { "r", NULL });
  g_ptr_array_remove_index (problem->parts, 0);
  assert_offers (problem, "12-02 b 09:00");
}

static void
test_somebody_who_can_stay_stays (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  g_autoptr (HavenTripResult) result = NULL;
  const HavenTripOffer *offer;

  add_resource (problem, "only-a", 9, 12);
  add_resource (problem, "only-b", 9, 12);
  add_resource (problem, "both", 9, 12);
  haven_trip_part_add_need (haven_trip_problem_add_part (problem, "a", 30),
                            (const char *const[]) { "only-a", "both", NULL });
  haven_trip_part_add_need (haven_trip_problem_add_part (problem, "b", 30),
                            (const char *const[]) { "only-b", "both", NULL });
  result = find (problem);
  offer = get_offer (result, 0);
  g_assert_cmpint (offer->distinct_resources, ==, 1);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (((HavenTripOfferPart *) g_ptr_array_index (offer->parts, i))->resources[0], ==,
                     "both");
}

/* Nine o'clock would be earlier, but takes two; and no gap beats both. */
static void
test_gap_comes_before_resources_and_resources_before_time (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  HavenTripResource *both = add_resource (problem, "both", 10, 11);

  add_resource (problem, "r", 9, 12);
  add_resource (problem, "s", 9, 12);
  haven_trip_part_add_need (haven_trip_problem_add_part (problem, "a", 30),
                            (const char *const[]) { "r", "both", NULL });
  haven_trip_part_add_need (haven_trip_problem_add_part (problem, "b", 30),
                            (const char *const[]) { "s", "both", NULL });
  assert_offers (problem, "12-02 a 10:00 b 10:30");
  haven_trip_intervals_add (both->busy, problem->from, 630, 635);
  assert_offers (problem, "12-02 a 09:00 b 09:30");
}

/* ── Dates ──────────────────────────────────────────────────────────────── */

static void
test_closed_days_and_the_deadline_are_kept (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-01", "2026-12-05");
  HavenDate closed = date ("2026-12-02");
  g_autoptr (HavenTripResult) result = NULL;

  add_resource (problem, "r", 9, 10);
  add_part (problem, "a", 60, "r");
  g_array_append_val (problem->closed, closed);
  problem->not_after = date ("2026-12-03");
  assert_offers (problem, "12-01 a 09:00\n12-03 a 09:00");
  result = find (problem);
  g_assert_cmpint (get_offer (result, 0)->days_before_deadline, ==, 2);
  g_assert_cmpint (get_offer (result, 1)->days_before_deadline, ==, 0);
  problem->not_after = date ("2026-11-30");
  assert_offers (problem, "");
  problem->not_after = HAVEN_DATE_NONE;
  g_clear_pointer (&result, haven_trip_result_free);
  result = find (problem);
  g_assert_cmpint (get_offer (result, 0)->days_before_deadline, ==, -1);
}

/* New York: 02:00 to 03:00 is left out on 14 March 2027, 01:00 to 02:00 comes twice on 1 November
 * 2026. A time that nobody's clock shows, or that it shows twice, is promised to nobody. */
static void
test_the_hour_of_a_clock_change_is_left_alone (void)
{
  static const char *const spring[] = { "03-14 a 01:00", "03-14 a 03:00", "03-13 a 02:00" };
  g_autoptr (HavenTripProblem) problem = make ("2027-03-14", "2027-03-14");

  add_resource (problem, "r", 2, 4);
  add_part (problem, "a", 60, "r");
  assert_offers (problem, "03-14 a 02:00"); /* without a time zone no clock changes */
  problem->timezone = g_strdup ("America/New_York");
  assert_offers (problem, spring[1]);
  haven_trip_windows_add (((HavenTripResource *) g_ptr_array_index (problem->resources, 0))->open,
                          EVERY_DAY, 60, 120);
  assert_offers (problem, spring[0]);
  ((HavenTripPart *) g_ptr_array_index (problem->parts, 0))->minutes = 61;
  assert_offers (problem, "");
  problem->from = problem->to = date ("2027-03-13");
  assert_offers (problem, "03-13 a 01:00");
  ((HavenTripPart *) g_ptr_array_index (problem->parts, 0))->minutes = 60;
  problem->from = problem->to = date ("2026-11-01");
  assert_offers (problem, "11-01 a 02:00");
}

/* ── What is told ───────────────────────────────────────────────────────── */

static void
assert_blocker (
    const HavenTripResult *result, guint i, HavenTripRule rule, const char *id, guint n_dates)
{
  const HavenTripBlocker *blocker;

  g_assert_cmpuint (result->blockers->len, >, i);
  blocker = g_ptr_array_index (result->blockers, i);
  g_assert_cmpint (blocker->rule, ==, rule);
  g_assert_cmpstr (blocker->id, ==, id);
  g_assert_cmpuint (blocker->dates->len, ==, n_dates);
}

static void
test_what_wins_most_comes_first (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-05");
  HavenDate closed = date ("2026-12-05");
  HavenTripResource *resource = add_resource (problem, "r", 9, 10);
  g_autoptr (HavenTripResult) result = NULL;

  add_part (problem, "a", 60, "r");
  g_array_append_val (problem->closed, closed);
  haven_trip_intervals_add (resource->busy, date ("2026-12-03"), 0, 2880);
  result = find (problem);
  g_assert_cmpuint (result->offers->len, ==, 1);
  g_assert_cmpuint (result->blockers->len, ==, 2);
  assert_blocker (result, 0, HAVEN_TRIP_RULE_BUSY, "r", 2);
  assert_blocker (result, 1, HAVEN_TRIP_RULE_CLOSED, NULL, 1);
}

static void
test_how_much_would_do_is_told (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 660);
  g_autoptr (HavenTripResult) result = NULL;
  const HavenTripBlocker *blocker;

  result = find (problem);
  blocker = g_ptr_array_index (result->blockers, 0);
  g_assert_cmpint (blocker->rule, ==, HAVEN_TRIP_RULE_MAX_GAP);
  g_assert_cmpint (blocker->value, ==, 45);
  g_assert_cmpint (blocker->needed, ==, 90);
  problem->max_gap = 90;
  problem->max_span = 100;
  g_clear_pointer (&result, haven_trip_result_free);
  result = find (problem);
  blocker = g_ptr_array_index (result->blockers, 0);
  g_assert_cmpint (blocker->rule, ==, HAVEN_TRIP_RULE_MAX_SPAN);
  g_assert_cmpint (blocker->needed, ==, 150);
}

static void
test_several_rules_are_told_together (void)
{
  g_autoptr (HavenTripProblem) problem = make_two (540, 660);
  g_autoptr (HavenTripResult) result = NULL;
  const HavenTripBlocker *blocker;

  problem->max_span = 100;
  for (guint i = 0; i < 2; i++)
    haven_trip_intervals_add (
        ((HavenTripResource *) g_ptr_array_index (problem->resources, i))->busy, problem->from, 0,
        1440);
  result = find (problem);
  g_assert_cmpuint (result->blockers->len, ==, 1);
  blocker = g_ptr_array_index (result->blockers, 0);
  g_assert_cmpint (blocker->rule, ==, HAVEN_TRIP_RULE_SEVERAL);
  g_assert_cmpuint (blocker->together, ==,
                    1u << HAVEN_TRIP_RULE_BUSY | 1u << HAVEN_TRIP_RULE_MAX_GAP |
                        1u << HAVEN_TRIP_RULE_MAX_SPAN);
}

static const char *
get_name (const char *id, gpointer data)
{
  return g_str_equal (id, "int") ? "The interpreter" : NULL;
}

static void
test_words_use_the_names_that_are_given (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  g_autoptr (HavenTripResult) result = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  const HavenTripOffer *offer;

  add_resource (problem, "int", 9, 11);
  add_part (problem, "exam", 30, "int")->sensitive = TRUE;
  add_part (problem, "talk", 30, "int");
  problem->not_after = date ("2026-12-03");
  result = find (problem);
  offer = get_offer (result, 0);
  for (guint i = 0; i < offer->why->len; i++)
    {
      g_autofree char *fact =
          haven_trip_why_dup_words (g_ptr_array_index (offer->why, i), get_name, NULL);

      g_string_append_printf (words, "%s%s", i ? ". " : "", fact);
    }
  g_assert_cmpstr (
      words->str, ==,
      "2 visits in one trip. No waiting between the visits. The interpreter for 2 of the visits. "
      "1 day before the date that has to be kept");
}

static void
test_every_blocker_has_words (void)
{
  for (HavenTripRule rule = 0; rule <= HAVEN_TRIP_RULE_IMPOSSIBLE; rule++)
    {
      HavenTripBlocker blocker = { .rule = rule, .id = (char *) "int", .together = 3 };
      g_autofree char *words = haven_trip_blocker_dup_words (&blocker, get_name, NULL);

      g_assert_true (g_str_has_suffix (words, "."));
      g_assert_nonnull (haven_trip_rule_get_name (rule));
    }
}

static void
test_a_cancelled_search_ends (void)
{
  g_autoptr (HavenTripProblem) problem = make ("2026-12-02", "2026-12-02");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_resource (problem, "r", 9, 11);
  add_part (problem, "a", 30, "r");
  g_cancellable_cancel (cancellable);
  g_assert_null (haven_trip_find (problem, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define TEST(name, function) g_test_add_func ("/core/trip/" name, function)

static void
add_time_tests (void)
{
  TEST ("the-best-of-each-half-day-is-offered", test_the_best_of_each_half_day_is_offered);
  TEST ("a-trip-before-noon-may-end-after-it", test_a_trip_before_noon_may_end_after_it);
  TEST ("what-touches-does-not-overlap", test_what_touches_does_not_overlap);
  TEST ("a-minute-of-never-is-enough", test_a_minute_of_never_is_enough);
  TEST ("a-gap-is-part-of-the-trip", test_a_gap_is_part_of_the_trip);
  TEST ("open-windows-that-touch-or-overlap-are-one",
        test_open_windows_that_touch_or_overlap_are_one);
  TEST ("safe-windows-that-touch-stay-two", test_safe_windows_that_touch_stay_two);
  TEST ("safe-windows-of-another-day-leave-this-one-out",
        test_safe_windows_of_another_day_leave_this_one_out);
  TEST ("the-grid-starts-at-midnight", test_the_grid_starts_at_midnight);
  TEST ("a-day-ends-at-midnight", test_a_day_ends_at_midnight);
  TEST ("closed-days-and-the-deadline-are-kept", test_closed_days_and_the_deadline_are_kept);
  TEST ("the-hour-of-a-clock-change-is-left-alone", test_the_hour_of_a_clock_change_is_left_alone);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_time_tests ();
  TEST ("a-gap-may-be-as-long-as-allowed", test_a_gap_may_be_as_long_as_allowed);
  TEST ("a-span-may-be-as-long-as-allowed", test_a_span_may_be_as_long_as_allowed);
  TEST ("rest-follows-what-is-sensitive", test_rest_follows_what_is_sensitive);
  TEST ("the-way-counts-in-both-directions", test_the_way_counts_in_both_directions);
  TEST ("rest-and-way-are-the-same-minutes", test_rest_and_way_are_the_same_minutes);
  TEST ("the-order-is-kept", test_the_order_is_kept);
  TEST ("nobody-serves-a-part-twice", test_nobody_serves_a_part_twice);
  TEST ("somebody-who-can-stay-stays", test_somebody_who_can_stay_stays);
  TEST ("gap-comes-before-resources-and-resources-before-time",
        test_gap_comes_before_resources_and_resources_before_time);
  TEST ("what-wins-most-comes-first", test_what_wins_most_comes_first);
  TEST ("how-much-would-do-is-told", test_how_much_would_do_is_told);
  TEST ("several-rules-are-told-together", test_several_rules_are_told_together);
  TEST ("words-use-the-names-that-are-given", test_words_use_the_names_that_are_given);
  TEST ("every-blocker-has-words", test_every_blocker_has_words);
  TEST ("a-cancelled-search-ends", test_a_cancelled_search_ends);
  return g_test_run ();
}
