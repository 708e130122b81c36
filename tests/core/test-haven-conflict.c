/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflict.h"
#include "haven-party.h"

#include "haven-text.h"

#define SAME HAVEN_CONFLICT_SAME_NAME
#define LIKE HAVEN_CONFLICT_LIKE_NAME
#define NONE -1

static int
compare (const char *wanted, const char *name)
{
  g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();
  g_autofree char *key = haven_text_dup_search_key (name);
  g_autofree char *sound = haven_text_dup_sound_key (name);
  HavenConflictLevel level;

  haven_conflict_search_add_name (search, wanted, FALSE);
  g_assert_cmpuint (haven_conflict_search_get_n_terms (search), ==, 1);
  return haven_conflict_term_matches_name (haven_conflict_search_get_term (search, 0), key, sound, &level) ? (int) level
                                                                                                        : NONE;
}

static void
test_names_are_the_same_alike_or_apart (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    int level;
  } pairs[] = {
    { "Viktor Sokolov", "Viktor Sokolov", SAME },
    { "Viktor Sokolov", "SOKOLOV, Viktor", SAME },
    { "José Núñez", "Jose Nunez", SAME },
    { "أحمد", "Ahmd", SAME },
    { "O'Brien", "OBrien", SAME },
    { "Viktor Sokolov", "Victor Sokoloff", LIKE },
    { "Yusuf Hasan", "Joseph Hassan", LIKE },
    { "Viktor Sokolov", "Viktor Petrovich Sokolov", LIKE },
    { "Viktor", "Viktor Sokolov", LIKE },
    { "Wang Xiaoming", "王小明", LIKE },
    { "Li Wei", "Lee Way", LIKE },
    { "Larkmoor Lettings", "Larkmore Lettings", LIKE },
    { "Viktor Sokolov", "Viktor Ivanov", NONE },
    { "Viktor Sokolov", "Anna Sokolova Petrova", NONE },
    { "Li", "Ali", NONE },
    { "Li", "Lu Ann", NONE },
    { "Maria Elena Lopez", "Maria Elena Garcia", NONE },
    { "Ann", "Joanne", NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s / %s", pairs[i].a, pairs[i].b);
      g_assert_cmpint (compare (pairs[i].a, pairs[i].b), ==, pairs[i].level);
      g_assert_cmpint (compare (pairs[i].b, pairs[i].a), ==, pairs[i].level);
    }
}

static char *
make_name (GRand *random)
{
  static const char *const parts[] = { "ka", "Li", "mo", "ro", "san", "Šte", "d'", "an", "x", "o" };
  GString *name = g_string_new (NULL);

  for (int word = g_rand_int_range (random, 1, 4); word > 0; word--)
    {
      for (int part = g_rand_int_range (random, 1, 4); part > 0; part--)
        g_string_append (name, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      g_string_append (name, word > 1 ? " " : "");
    }
  return g_string_free (name, FALSE);
}

/* Whoever is found by one way of asking is found by the other, and a name is always its own. */
static void
test_looking_from_either_side_finds_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *a = make_name (random);
      g_autofree char *b = make_name (random);

      if (compare (a, b) != compare (b, a))
        g_error ("%s / %s", a, b);
      g_assert_cmpint (compare (a, a), ==, SAME);
    }
}

static void
test_what_says_nothing_is_not_looked_for (void)
{
  g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();
  g_auto (GStrv) looked_for = NULL;

  haven_conflict_search_add_name (search, NULL, FALSE);
  haven_conflict_search_add_name (search, " - ", FALSE);
  haven_conflict_search_add_name (search, "\xff\xfe", FALSE);
  haven_conflict_search_add_phone (search, "none", FALSE);
  haven_conflict_search_add_address (search, "with her sister", FALSE);
  g_assert_cmpuint (haven_conflict_search_get_n_terms (search), ==, 0);
  haven_conflict_search_add_name (search, " Viktor ", TRUE);
  haven_conflict_search_add_name (search, "VIKTOR", FALSE);
  haven_conflict_search_add_phone (search, "(564) 555-0119", TRUE);
  haven_conflict_search_add_address (search, "12 Elm Street", TRUE);
  looked_for = haven_conflict_search_dup_looked_for (search);
  g_assert_cmpuint (g_strv_length (looked_for), ==, 3);
  g_assert_cmpstr (looked_for[0], ==, "Viktor");
}

/* What a record of a check keeps of a match is read again as it was. */
static void
test_a_match_is_kept_as_text (void)
{
  static const char *const wrong[] = { "", "person", "person name", "somewhere name id", "person look id" };

  for (int place = HAVEN_CONFLICT_OTHER_SIDE; place <= HAVEN_CONFLICT_STAFF; place++)
    for (int level = HAVEN_CONFLICT_SAME_NAME; level <= HAVEN_CONFLICT_LIKE_NAME; level++)
      {
        char id[] = "an id";
        HavenConflictMatch match = { .place = (HavenConflictPlace) place, .level = (HavenConflictLevel) level, .id = id };
        g_autofree char *text = haven_conflict_match_dup_text (&match);
        HavenConflictMatch *again = haven_conflict_match_new_from_text (text);

        g_assert_cmpint (again->place, ==, place);
        g_assert_cmpint (again->level, ==, level);
        g_assert_cmpstr (again->id, ==, id);
        haven_conflict_match_free (again);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (haven_conflict_match_new_from_text (wrong[i]));
}

/* ── Who takes part ───────────────────────────────────────────────────────── */

static void
test_only_what_finds_somebody_else_needs_a_look (void)
{
  static const struct
  {
    const char *role, *name, *phone, *address;
    gboolean needed;
  } cases[] = {
    { "adverse", "Viktor Sokolov", "(564) 555-0119", "12 Elm Street", FALSE },
    { "adverse", "SOKOLOV viktor", "(564) 555-0119", "12 Elm Street", TRUE },
    { "adverse", " viktor  SOKOLOV", "564 555 0119", "12 Elm St, Flat 2", FALSE },
    { "adverse", "Viktor Sokolov", NULL, NULL, FALSE },
    { "adverse", "Viktor Sokolov", "none", "with her sister", FALSE },
    { "adverse", "Viktor Sokolov", "(564) 555-0120", "12 Elm Street", TRUE },
    { "adverse", "Viktor Sokolov", "(564) 555-0119", "14 Elm Street", TRUE },
    { "witness", "Viktor Sokolov", "(564) 555-0119", "12 Elm Street", TRUE },
  };
  char role[] = "adverse", name[] = "Viktor Sokolov", phone[] = "(564) 555-0119", address[] = "12 Elm Street";
  HavenParty before = { .role = role, .name = name, .phone = phone, .address = address };

  g_assert_true (haven_party_needs_look (NULL, &before));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenParty) after = haven_party_new ();

      after->role = g_strdup (cases[i].role);
      after->name = g_strdup (cases[i].name);
      after->phone = g_strdup (cases[i].phone);
      after->address = g_strdup (cases[i].address);
      g_test_message ("%zu", i);
      g_assert_cmpint (haven_party_needs_look (&before, after), ==, cases[i].needed);
    }
}

static void
test_all_that_is_known_was_looked_for (void)
{
  g_autoptr (HavenConflictCheck) check = haven_conflict_check_new ();
  g_autoptr (HavenParty) party = haven_party_new ();

  check->looked_for = g_strdupv ((char *[]){ "Viktor Sokolov", "(564) 555-0119", NULL });
  party->name = g_strdup ("viktor sokolov");
  g_assert_true (haven_party_was_looked_for (party, check));
  party->phone = g_strdup ("564.555.0119");
  g_assert_true (haven_party_was_looked_for (party, check));
  party->address = g_strdup ("with her sister");
  g_assert_true (haven_party_was_looked_for (party, check));
  g_set_str (&party->address, "12 Elm Street");
  g_assert_false (haven_party_was_looked_for (party, check));
  g_set_str (&party->address, NULL);
  g_set_str (&party->name, "—");
  g_assert_false (haven_party_was_looked_for (party, check));
}

static void
expect (const char *outcome, gboolean found, gboolean wall, const char *reason, int code)
{
  g_autoptr (HavenConflictCheck) check = haven_conflict_check_new ();
  g_autoptr (GError) error = NULL;

  check->outcome = g_strdup (outcome);
  check->behind_the_wall = wall;
  check->reason = g_strdup (reason);
  check->matches = found ? g_strdupv ((char *[]){ "person name some-id", NULL }) : NULL;
  g_assert_cmpint (haven_conflict_check_holds (check, &error), ==, code < 0);
  if (code >= 0)
    g_assert_error (error, HAVEN_CONFLICT_ERROR, code);
  else
    g_assert_no_error (error);
}

static void
test_an_outcome_fits_what_was_found (void)
{
  const int bad = HAVEN_CONFLICT_ERROR_BAD_OUTCOME, why = HAVEN_CONFLICT_ERROR_MISSING_REASON;
  const char *reason = "Another person of that name.";

  expect ("clear", FALSE, FALSE, NULL, -1);
  expect ("clear", TRUE, FALSE, reason, bad);
  expect ("clear", FALSE, TRUE, reason, bad);
  expect ("cleared", TRUE, FALSE, reason, -1);
  expect ("cleared", TRUE, FALSE, NULL, why);
  expect ("cleared", TRUE, FALSE, "          no", why);
  expect ("cleared", FALSE, FALSE, reason, bad);
  expect ("cleared", TRUE, TRUE, reason, bad);
  expect ("declined", TRUE, FALSE, reason, -1);
  expect ("declined", FALSE, TRUE, reason, -1);
  expect ("declined", TRUE, FALSE, "", why);
  expect ("referred", TRUE, TRUE, NULL, -1);
  expect ("referred", TRUE, FALSE, NULL, bad);
  expect ("whatever", FALSE, FALSE, reason, bad);
  expect (NULL, FALSE, FALSE, reason, bad);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/conflict/names-are-the-same-alike-or-apart", test_names_are_the_same_alike_or_apart);
  g_test_add_func ("/core/conflict/looking-from-either-side-finds-the-same",
                   test_looking_from_either_side_finds_the_same);
  g_test_add_func ("/core/conflict/what-says-nothing-is-not-looked-for", test_what_says_nothing_is_not_looked_for);
  g_test_add_func ("/core/conflict/an-outcome-fits-what-was-found", test_an_outcome_fits_what_was_found);
  g_test_add_func ("/core/conflict/a-match-is-kept-as-text", test_a_match_is_kept_as_text);
  g_test_add_func ("/core/conflict/only-what-finds-somebody-else-needs-a-look",
                   test_only_what_finds_somebody_else_needs_a_look);
  g_test_add_func ("/core/conflict/all-that-is-known-was-looked-for", test_all_that_is_known_was_looked_for);
  return g_test_run ();
}
