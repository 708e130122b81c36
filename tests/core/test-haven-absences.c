/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-absences.h"

#define N_LISTS 60000

static HavenDate
day (const char *iso)
{
  HavenDate date = HAVEN_DATE_NONE;

  if (iso != NULL)
    g_assert_true (haven_date_parse (iso, &date, NULL));
  return date;
}



static gboolean
count (const char *first, const char *first_back, const char *second, const char *second_back, const char *from,
       const char *today, HavenAbsences *result, GError **error)
{
  HavenJourney journeys[2] = { { day (first), day (first_back) }, { day (second), day (second_back) } };

  return haven_absences_count (journeys, second ? 2 : 1, day (from), day (today), result, error);
}

static void
test_days_are_the_difference (void)
{
  g_auto (HavenAbsences) result = HAVEN_ABSENCES_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (count ("2026-01-10", "2026-01-10", NULL, NULL, NULL, "2026-06-01", &result, &error));
  g_assert_cmpint (result.total, ==, 0);
  g_assert_true (count ("2026-01-10", "2026-01-11", NULL, NULL, NULL, "2026-06-01", &result, &error));
  g_assert_cmpint (result.total, ==, 1);
  /* 90 days on from 1 January is 1 April: just not too long; TU-ABSENCE says the same day. */
  g_assert_true (count ("2026-01-01", "2026-04-01", NULL, NULL, NULL, "2026-06-01", &result, &error));
  g_assert_cmpint (result.longest, ==, 90);
  g_assert_false (haven_absences_pass_at_once (&result));
  g_assert_true (count ("2026-01-01", "2026-04-02", NULL, NULL, NULL, "2026-06-01", &result, &error));
  g_assert_true (haven_absences_pass_at_once (&result));
  g_assert_false (haven_absences_pass_in_all (&result));
  g_assert_no_error (error);
}

static void
test_all_together (void)
{
  g_auto (HavenAbsences) result = HAVEN_ABSENCES_INIT;
  g_autoptr (GError) error = NULL;

  /* 90 + 90 days, and then one more. */
  g_assert_true (count ("2026-05-01", "2026-07-30", "2026-01-01", "2026-04-01", NULL, "2026-12-01", &result, &error));
  g_assert_cmpint (result.days[0], ==, 90);
  g_assert_cmpint (result.days[1], ==, 90);
  g_assert_cmpint (result.total, ==, 180);
  g_assert_false (haven_absences_pass_in_all (&result));
  g_assert_true (count ("2026-05-01", NULL, "2026-01-01", "2026-04-01", NULL, "2026-07-31", &result, &error));
  g_assert_cmpint (result.total, ==, 181);
  g_assert_true (haven_absences_pass_in_all (&result));
  g_assert_cmpint (result.open, ==, 0);
  g_assert_cmpint (result.earlier, ==, 90);
  g_assert_cmpint (result.open_from.day, ==, day ("2026-05-01").day);
}

/* What lies before the grant does not count; a journey that reaches over it counts from that day. */
static void
test_only_after_the_grant (void)
{
  g_auto (HavenAbsences) result = HAVEN_ABSENCES_INIT;

  g_assert_true (count ("2025-01-01", "2025-03-01", "2026-01-10", "2026-01-20", "2025-06-01", "2026-06-01", &result, NULL));
  g_assert_cmpint (result.days[0], ==, 0);
  g_assert_cmpint (result.total, ==, 10);
  g_assert_true (count ("2025-05-20", NULL, NULL, NULL, "2025-06-01", "2025-06-11", &result, NULL));
  g_assert_cmpint (result.total, ==, 10);
  g_assert_cmpint (result.open_from.day, ==, day ("2025-06-01").day);
}

static void
assert_refused (const char *first, const char *first_back, const char *second, const char *second_back, HavenAbsencesError code)
{
  g_auto (HavenAbsences) result = HAVEN_ABSENCES_INIT;
  g_autoptr (GError) error = NULL;

  result.total = 7;
  g_assert_false (count (first, first_back, second, second_back, NULL, "2026-06-01", &result, &error));
  g_assert_error (error, HAVEN_ABSENCES_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpint (result.total, ==, 7);
}

static void
test_what_cannot_be_is_refused (void)
{
  assert_refused ("2026-02-01", "2026-01-31", NULL, NULL, HAVEN_ABSENCES_ERROR_REVERSED);
  assert_refused ("2026-02-01", "2026-03-01", "2026-02-20", "2026-02-25", HAVEN_ABSENCES_ERROR_OVERLAP);
  assert_refused ("2026-02-01", NULL, "2026-02-20", "2026-02-25", HAVEN_ABSENCES_ERROR_OVERLAP);
  assert_refused ("2026-02-01", NULL, "2026-01-20", NULL, HAVEN_ABSENCES_ERROR_OVERLAP);
  assert_refused ("2026-06-02", NULL, NULL, NULL, HAVEN_ABSENCES_ERROR_AHEAD);
  assert_refused ("2026-05-02", "2026-06-02", NULL, NULL, HAVEN_ABSENCES_ERROR_AHEAD);
}

/* ── Against another one: night by night, and pair by pair ────────────────── */

static int
get_end (const HavenJourney *journey, HavenDate today)
{
  return haven_date_is_set (journey->back) ? journey->back.day : today.day;
}

static gboolean
may_be (const HavenJourney *journeys, guint n, HavenDate today)
{
  for (guint i = 0; i < n; i++)
    {
      if (journeys[i].left.day > today.day || get_end (&journeys[i], today) > today.day ||
          get_end (&journeys[i], today) < journeys[i].left.day)
        return FALSE;
      for (guint j = 0; j < n; j++)
        if (i != j && !(haven_date_is_set (journeys[i].back) && journeys[i].back.day <= journeys[j].left.day) &&
            !(haven_date_is_set (journeys[j].back) && journeys[j].back.day <= journeys[i].left.day))
          return FALSE;
    }
  return TRUE;
}

static int
count_nights (const HavenJourney *journey, HavenDate from, HavenDate today)
{
  int nights = 0;

  for (int night = journey->left.day; night < get_end (journey, today); night++)
    nights += !haven_date_is_set (from) || night >= from.day;
  return nights;
}

/* Mostly one after another, as people travel; now and then thrown together anyhow. */
static guint
make_list (HavenJourney *journeys, HavenDate today)
{
  guint n = (guint) g_test_rand_int_range (0, 7);
  gboolean tidy = g_test_rand_int_range (0, 4) > 0;
  int at = today.day - 900;

  for (guint i = 0; i < n; i++)
    {
      int left = tidy ? at + g_test_rand_int_range (0, 60) : today.day + g_test_rand_int_range (-400, 20);
      int back = left + (tidy ? g_test_rand_int_range (0, 130) : g_test_rand_int_range (-5, 90));
      gboolean open = g_test_rand_int_range (0, tidy ? 12 : 6) == 0;

      journeys[i].left.day = left;
      journeys[i].back = HAVEN_DATE_NONE;
      if (!open)
        journeys[i].back.day = back;
      at = back;
    }
  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) g_test_rand_int_range (0, (gint32) i);
      HavenJourney swapped = journeys[i - 1];

      journeys[i - 1] = journeys[j];
      journeys[j] = swapped;
    }
  return n;
}

static void
assert_counted (const HavenJourney *journeys, guint n, HavenDate from, HavenDate today, const HavenAbsences *result)
{
  int total = 0, longest = 0, earlier = 0;

  for (guint i = 0; i < n; i++)
    {
      int nights = count_nights (&journeys[i], from, today);

      g_assert_cmpint (result->days[i], ==, nights);
      total += nights;
      longest = MAX (longest, nights);
      earlier += haven_date_is_set (journeys[i].back) ? nights : 0;
      g_assert_true (haven_date_is_set (journeys[i].back) == (result->open != (int) i));
    }
  g_assert_cmpint (result->total, ==, total);
  g_assert_cmpint (result->longest, ==, longest);
  g_assert_cmpint (result->earlier, ==, earlier);
  g_assert_true (haven_absences_pass_at_once (result) == (longest > 90));
  g_assert_true (haven_absences_pass_in_all (result) == (total > 180));
}

static void
test_random_lists (void)
{
  HavenDate today = day ("2026-11-22");
  guint n_counted = 0, n_refused = 0;

  for (guint i = 0; i < N_LISTS; i++)
    {
      g_auto (HavenAbsences) result = HAVEN_ABSENCES_INIT;
      HavenJourney journeys[8];
      guint n = make_list (journeys, today);
      HavenDate from = HAVEN_DATE_NONE;
      g_autoptr (GError) error = NULL;
      gboolean counted;

      if (g_test_rand_int_range (0, 3) > 0)
        from.day = today.day + g_test_rand_int_range (-800, 10);
      counted = haven_absences_count (journeys, n, from, today, &result, &error);
      g_assert_true (counted == may_be (journeys, n, today));
      g_assert_true (counted == (error == NULL));
      if (counted)
        assert_counted (journeys, n, from, today, &result);
      n_counted += counted;
      n_refused += !counted;
    }
  g_assert_cmpuint (n_counted, >, N_LISTS / 4);
  g_assert_cmpuint (n_refused, >, N_LISTS / 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/absences/days-are-the-difference-of-departure-and-return", test_days_are_the_difference);
  g_test_add_func ("/core/absences/all-together", test_all_together);
  g_test_add_func ("/core/absences/only-what-comes-after-the-grant-counts", test_only_after_the_grant);
  g_test_add_func ("/core/absences/what-cannot-be-is-refused-with-a-sentence", test_what_cannot_be_is_refused);
  g_test_add_func ("/core/absences/random-lists-agree-with-nights-counted-one-by-one", test_random_lists);
  return g_test_run ();
}
