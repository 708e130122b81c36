/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The finder against a plain one that tries everything. HAVEN_TRIP_CASES asks for more cases than
 * usual; a case that fails names its seed and its problem.
 */

#include "plain-trip.h"

#include "core-test.h"

#define SOME_CASES 5000

static guint
get_n_cases (guint divided_by)
{
  const char *asked = g_getenv ("HAVEN_TRIP_CASES");

  return (asked ? (guint) g_ascii_strtoull (asked, NULL, 10) : SOME_CASES) / divided_by;
}

static char *
dup_json (const HavenTripProblem *problem)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, haven_trip_problem_to_json (problem));
  return json_to_string (node, FALSE);
}

static void
fail_case (guint32 seed, const HavenTripProblem *problem, const char *why)
{
  g_autofree char *json = dup_json (problem);

  g_test_message ("seed %u: %s\n%s", seed, why, json);
  g_test_fail ();
}

/* By way of JSON, so that what is written is read back as the same problem. */
static HavenTripProblem *
make_by_json (guint32 seed, guint n_parts)
{
  g_autoptr (HavenTripProblem) made = plain_trip_make (seed, n_parts);
  g_autofree char *json = dup_json (made);
  g_autoptr (GError) error = NULL;
  HavenTripProblem *read = haven_trip_problem_new_from_json (json, -1, &error);
  g_autofree char *again = read ? dup_json (read) : NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, json);
  return read;
}

/* ── Offers ─────────────────────────────────────────────────────────────── */

static gboolean
compare_offers (guint32 seed, guint n_parts, guint *n_offers)
{
  g_autoptr (HavenTripProblem) problem = make_by_json (seed, n_parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenTripResult) result = haven_trip_find (problem, NULL, &error);
  g_autofree char *plain = plain_trip_find (problem);
  g_autofree char *ours = NULL;

  g_assert_no_error (error);
  ours = plain_trip_from_result (result);
  *n_offers += result->offers->len > 0;
  if (g_str_equal (ours, plain))
    return TRUE;
  g_test_message ("ours:\n%splain:\n%s", ours, plain);
  fail_case (seed, problem, "the offers differ");
  return FALSE;
}

static void
test_offers_are_those_of_trying_everything (void)
{
  guint32 seed = g_test_rand_int ();
  guint n_cases = get_n_cases (1), n_with_offers = 0;

  g_test_message ("%u cases from seed %u on", n_cases, seed);
  for (guint i = 0; i < n_cases; i++)
    if (!compare_offers (seed + i, 0, &n_with_offers))
      return;
  g_test_message ("%u of them had offers", n_with_offers);
  /* A test that finds nothing on both sides would say nothing. */
  g_assert_cmpuint (n_with_offers, >, n_cases / 5);
  g_assert_cmpuint (n_with_offers, <, n_cases * 9 / 10);
}

static void
test_five_parts_are_those_of_trying_everything (void)
{
  guint32 seed = g_test_rand_int ();
  guint n_with_offers = 0;

  for (guint i = 0; i < get_n_cases (100); i++)
    if (!compare_offers (seed + i, 5, &n_with_offers))
      return;
  g_test_message ("%u had offers", n_with_offers);
}

/* ── Blockers ───────────────────────────────────────────────────────────── */

static void
clear_resources (HavenTripProblem *problem, HavenTripRule rule, const char *id)
{
  for (guint i = 0; i < problem->resources->len; i++)
    {
      HavenTripResource *resource = g_ptr_array_index (problem->resources, i);

      if (id && !g_str_equal (resource->id, id))
        continue;
      if (rule == HAVEN_TRIP_RULE_BUSY)
        g_array_set_size (resource->busy, 0);
      else
        haven_trip_windows_add (resource->open, 127, 0, 1440);
    }
}

static void
clear_order (HavenTripProblem *problem)
{
  for (guint i = 0; i < problem->parts->len; i++)
    g_ptr_array_set_size (((HavenTripPart *) g_ptr_array_index (problem->parts, i))->after, 0);
}

static void
drop_rule (HavenTripProblem *problem, HavenTripRule rule, const char *id)
{
  if (rule == HAVEN_TRIP_RULE_MAX_SPAN)
    problem->max_span = 1440;
  else if (rule == HAVEN_TRIP_RULE_MAX_GAP)
    problem->max_gap = 1440;
  else if (rule == HAVEN_TRIP_RULE_BUSY || rule == HAVEN_TRIP_RULE_HOURS)
    clear_resources (problem, rule, id);
  else if (rule == HAVEN_TRIP_RULE_CLOSED)
    g_array_set_size (problem->closed, 0);
  else if (rule == HAVEN_TRIP_RULE_AFTER)
    clear_order (problem);
  else if (rule == HAVEN_TRIP_RULE_DECOMPRESS)
    problem->decompress = 0;
  else if (rule == HAVEN_TRIP_RULE_TRAVEL)
    g_ptr_array_set_size (problem->travel, 0);
  else if (rule == HAVEN_TRIP_RULE_NOT_AFTER)
    problem->not_after = HAVEN_DATE_NONE;
  else if (rule == HAVEN_TRIP_RULE_NEVER)
    g_array_set_size (problem->never, 0);
  else if (rule == HAVEN_TRIP_RULE_SAFE)
    g_array_set_size (problem->safe, 0);
}

/* The dates that a changed problem wins, or %NULL for none. */
static char *
find_won_dates (const HavenTripProblem *before, const HavenTripProblem *after)
{
  g_autoptr (GString) dates = g_string_new (NULL);

  for (HavenDate date = before->from; date.day <= before->to.day; date.day++)
    if (!plain_trip_is_possible (before, date) && plain_trip_is_possible (after, date))
      g_string_append_printf (dates, " %d", date.day);
  return dates->len > 0 ? g_strdup (dates->str) : NULL;
}

static const HavenTripBlocker *
find_blocker (const HavenTripResult *result, HavenTripRule rule, const char *id)
{
  for (guint i = 0; i < result->blockers->len; i++)
    {
      const HavenTripBlocker *blocker = g_ptr_array_index (result->blockers, i);

      if (blocker->rule == rule && g_strcmp0 (blocker->id, id) == 0)
        return blocker;
    }
  return NULL;
}

static char *
dup_dates (const HavenTripBlocker *blocker)
{
  g_autoptr (GString) dates = g_string_new (NULL);

  for (guint i = 0; blocker && i < blocker->dates->len; i++)
    g_string_append_printf (dates, " %d", g_array_index (blocker->dates, HavenDate, i).day);
  return dates->len > 0 ? g_strdup (dates->str) : NULL;
}

static gboolean
needed_is_least (guint32 seed, const HavenTripBlocker *blocker)
{
  g_autoptr (HavenTripProblem) problem = plain_trip_make (seed, 0);
  int *value = blocker->rule == HAVEN_TRIP_RULE_MAX_SPAN ? &problem->max_span : &problem->max_gap;
  guint n_won = 0, n_won_with_less = 0;

  for (guint i = 0; i < blocker->dates->len; i++)
    {
      HavenDate day = g_array_index (blocker->dates, HavenDate, i);

      *value = blocker->needed;
      n_won += plain_trip_is_possible (problem, day);
      *value = blocker->needed - 1;
      n_won_with_less += plain_trip_is_possible (problem, day);
    }
  return n_won == blocker->dates->len && n_won_with_less < n_won;
}

static gboolean
compare_rule (guint32 seed, const HavenTripResult *result, HavenTripRule rule, const char *id)
{
  g_autoptr (HavenTripProblem) before = plain_trip_make (seed, 0),
                               after = plain_trip_make (seed, 0);
  const HavenTripBlocker *blocker = find_blocker (result, rule, id);
  g_autofree char *ours = dup_dates (blocker);
  g_autofree char *plain = NULL;

  drop_rule (after, rule, id);
  plain = find_won_dates (before, after);
  if (g_strcmp0 (ours, plain) != 0)
    {
      g_test_message ("%s %s: ours %s, plain %s", haven_trip_rule_get_name (rule), id, ours, plain);
      fail_case (seed, before, "the blockers differ");
      return FALSE;
    }
  if (blocker && (rule == HAVEN_TRIP_RULE_MAX_SPAN || rule == HAVEN_TRIP_RULE_MAX_GAP) &&
      !needed_is_least (seed, blocker))
    {
      fail_case (seed, before, "what is needed is not the least that helps");
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_named (const HavenTripProblem *problem, const char *id)
{
  for (guint i = 0; i < problem->parts->len; i++)
    {
      const HavenTripPart *part = g_ptr_array_index (problem->parts, i);

      for (guint j = 0; j < part->needs->len; j++)
        if (g_strv_contains (g_ptr_array_index (part->needs, j), id))
          return TRUE;
    }
  return FALSE;
}

static gboolean
compare_blockers (guint32 seed)
{
  g_autoptr (HavenTripProblem) problem = plain_trip_make (seed, 0);
  g_autoptr (HavenTripResult) result = haven_trip_find (problem, NULL, NULL);

  g_assert_nonnull (result);
  for (HavenTripRule rule = 0; rule < HAVEN_TRIP_N_CHANGEABLE_RULES; rule++)
    if (rule != HAVEN_TRIP_RULE_BUSY && rule != HAVEN_TRIP_RULE_HOURS)
      {
        if (!compare_rule (seed, result, rule, NULL))
          return FALSE;
      }
    else
      for (guint i = 0; i < problem->resources->len; i++)
        {
          const char *id = ((HavenTripResource *) g_ptr_array_index (problem->resources, i))->id;

          if (is_named (problem, id) && !compare_rule (seed, result, rule, id))
            return FALSE;
        }
  return TRUE;
}

static void
test_a_blocker_names_the_dates_that_it_would_win (void)
{
  guint32 seed = g_test_rand_int ();
  guint n_cases = get_n_cases (20);

  g_test_message ("%u cases from seed %u on", n_cases, seed);
  for (guint i = 0; i < n_cases; i++)
    if (!compare_blockers (seed + i))
      return;
}

/* Dropping all of the rules wins the dates; keeping any one of them does not. */
static gboolean
check_together (guint32 seed, const HavenTripBlocker *blocker)
{
  for (guint kept = 0; kept <= HAVEN_TRIP_N_CHANGEABLE_RULES; kept++)
    {
      g_autoptr (HavenTripProblem) problem = plain_trip_make (seed, 2);
      gboolean is_one = kept < HAVEN_TRIP_N_CHANGEABLE_RULES && blocker->together >> kept & 1;

      if (kept < HAVEN_TRIP_N_CHANGEABLE_RULES && !is_one)
        continue;
      for (HavenTripRule rule = 0; rule < HAVEN_TRIP_N_CHANGEABLE_RULES; rule++)
        if (blocker->together >> rule & 1 && rule != kept)
          drop_rule (problem, rule, NULL);
      for (guint i = 0; i < blocker->dates->len; i++)
        if (plain_trip_is_possible (problem, g_array_index (blocker->dates, HavenDate, i)) ==
            is_one)
          {
            fail_case (seed, problem, "the rules that stand in the way together are others");
            return FALSE;
          }
    }
  return TRUE;
}

static void
test_several_rules_are_the_fewest_that_help (void)
{
  guint32 seed = g_test_rand_int ();
  guint n_seen = 0;

  for (guint i = 0; i < get_n_cases (30); i++)
    {
      g_autoptr (HavenTripProblem) problem = plain_trip_make (seed + i, 2);
      g_autoptr (HavenTripResult) result = haven_trip_find (problem, NULL, NULL);

      for (guint j = 0; j < result->blockers->len; j++)
        {
          const HavenTripBlocker *blocker = g_ptr_array_index (result->blockers, j);

          n_seen += blocker->rule == HAVEN_TRIP_RULE_SEVERAL;
          if (blocker->rule == HAVEN_TRIP_RULE_SEVERAL && !check_together (seed + i, blocker))
            return;
        }
    }
  g_test_message ("%u dates in which several rules stand in the way", n_seen);
  g_assert_true (n_seen > 0 || get_n_cases (30) < 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/trip/offers-are-those-of-trying-everything",
                   test_offers_are_those_of_trying_everything);
  g_test_add_func ("/core/trip/five-parts-are-those-of-trying-everything",
                   test_five_parts_are_those_of_trying_everything);
  g_test_add_func ("/core/trip/a-blocker-names-the-dates-that-it-would-win",
                   test_a_blocker_names_the_dates_that_it_would_win);
  g_test_add_func ("/core/trip/several-rules-are-the-fewest-that-help",
                   test_several_rules_are_the_fewest_that_help);
  return g_test_run ();
}
