/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-release-state.h"

#include "core-test.h"
#include <string.h>

static void
set_texts (char ***member, const char *first, const char *second)
{
  const char *texts[] = { first, second, NULL };

  g_strfreev (*member);
  *member = g_strdupv ((char **) texts);
}

/* Whole in every element; each test takes one away. */
static HavenRelease *
make_release (const char *basis)
{
  HavenRelease *release = haven_release_new ();

  g_set_str (&release->patient_id, "somebody");
  set_texts (&release->basis, basis, NULL);
  g_set_str (&release->discloser, "The clinic");
  g_set_str (&release->recipient, "Ferrow Dental Collective");
  set_texts (&release->items, "Visit dates", "Medicine list");
  g_set_str (&release->purpose, "Dental care");
  g_set_str (&release->signer, "self");
  release->signed_on = date ("2026-11-01");
  release->effective_on = date ("2026-11-02");
  release->expires_on = date ("2026-12-01");
  return release;
}

static void
assert_state (const HavenRelease *release, const char *on, const char *expected)
{
  g_assert_cmpstr (
      haven_release_state_get_code (haven_release_get_state (release, date (on), NULL)), ==,
      expected);
}

static void
assert_missing (const HavenRelease *release, const char *words)
{
  const char *missing = NULL;

  g_assert_cmpint (haven_release_get_state (release, date ("2026-11-21"), &missing), ==,
                   HAVEN_RELEASE_INVALID);
  g_assert_nonnull (missing);
  g_assert_nonnull (strstr (missing, words));
}

static void
test_a_release_lives_from_its_signature_to_its_end (void)
{
  g_autoptr (HavenRelease) release = make_release ("vawa");

  assert_state (release, "2026-10-31", "draft");
  assert_state (release, "2026-11-01", "effective_future");
  assert_state (release, "2026-11-02", "active");
  assert_state (release, "2026-11-16", "active");
  assert_state (release, "2026-11-17", "expiring");
  assert_state (release, "2026-12-01", "expiring");
  assert_state (release, "2026-12-02", "expired");
}

static void
test_a_withdrawal_ends_it_on_every_day (void)
{
  g_autoptr (HavenRelease) release = make_release ("hipaa"), oral = make_release ("vawa");

  release->withdrawn_on = date ("2026-11-20");
  assert_state (release, "2026-11-20", "withdrawn");
  assert_state (release, "2026-11-19", "withdrawn");
  assert_state (release, "2027-11-20", "withdrawn");
  /* Said aloud and written down without a day: that is enough. */
  g_set_str (&oral->withdrawn_how, "oral");
  assert_state (oral, "2026-11-21", "withdrawn");
}

static void
test_no_end_is_ever_made_up (void)
{
  const char *const need_one[] = { "vawa", "hipaa" }, *const need_none[] = { "part2", "treatment",
                                                                             "attorney" };

  for (gsize i = 0; i < G_N_ELEMENTS (need_one); i++)
    {
      g_autoptr (HavenRelease) release = make_release (need_one[i]);

      release->expires_on = HAVEN_DATE_NONE;
      assert_missing (release, "ends");
      /* A second basis that may lack an end does not lend that to the first. */
      set_texts (&release->basis, "treatment", need_one[i]);
      assert_missing (release, "ends");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (need_none); i++)
    {
      g_autoptr (HavenRelease) release = make_release (need_none[i]);

      release->expires_on = HAVEN_DATE_NONE;
      assert_state (release, "2026-11-21", "active");
    }
}

static void
test_each_missing_element_is_named (void)
{
  static const struct
  {
    gsize offset;
    const char *words;
  } texts[] = {
    { G_STRUCT_OFFSET (HavenRelease, patient_id), "whose release" },
    { G_STRUCT_OFFSET (HavenRelease, discloser), "who may share" },
    { G_STRUCT_OFFSET (HavenRelease, recipient), "who may receive" },
    { G_STRUCT_OFFSET (HavenRelease, purpose), "what it is for" },
    { G_STRUCT_OFFSET (HavenRelease, signer), "who signed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int blank = 0; blank < 2; blank++)
      {
        g_autoptr (HavenRelease) release = make_release ("vawa");

        g_set_str ((char **) G_STRUCT_MEMBER_P (release, texts[i].offset), blank ? " \t\n" : NULL);
        assert_missing (release, texts[i].words);
      }
}

static void
test_blanket_items_are_refused (void)
{
  const char *const blankets[] = { "all", "ALL records", " Everything ", "*", "", "   " };

  for (gsize i = 0; i < G_N_ELEMENTS (blankets); i++)
    {
      g_autoptr (HavenRelease) release = make_release ("hipaa");

      set_texts (&release->items, "Visit dates", blankets[i]);
      assert_missing (release, "item by item");
    }
  {
    g_autoptr (HavenRelease) release = make_release ("hipaa");

    set_texts (&release->items, NULL, NULL);
    assert_missing (release, "item by item");
    g_clear_pointer (&release->items, g_strfreev);
    assert_missing (release, "item by item");
    set_texts (&release->items, "All dates of visits in May", NULL);
    assert_state (release, "2026-11-10", "active");
  }
}

static void
test_one_recipient_where_the_law_wants_one (void)
{
  g_autoptr (HavenRelease) release = make_release ("vawa"), other = make_release ("treatment");

  g_set_str (&release->recipient, "One place; another place");
  assert_missing (release, "one recipient");
  g_set_str (&other->recipient, "One place; another place");
  assert_state (other, "2026-11-10", "active");
}

static void
test_the_basis_is_one_that_exists (void)
{
  g_autoptr (HavenRelease) release = make_release ("vawa");

  set_texts (&release->basis, "vawa", "because");
  assert_missing (release, "law it rests on");
  g_clear_pointer (&release->basis, g_strfreev);
  assert_missing (release, "law it rests on");
}

static void
test_an_end_before_the_beginning_is_refused (void)
{
  g_autoptr (HavenRelease) release = make_release ("hipaa");

  release->expires_on = date ("2026-11-01");
  assert_missing (release, "after its beginning");
  release->effective_on = HAVEN_DATE_NONE;
  assert_state (release, "2026-11-01", "expiring");
  release->expires_on = date ("2026-10-01");
  assert_missing (release, "after its beginning");
}

static void
test_an_unsigned_release_is_a_draft_whatever_it_lacks (void)
{
  g_autoptr (HavenRelease) empty = haven_release_new ();
  const char *missing = "old";

  g_assert_cmpint (haven_release_get_state (empty, date ("2026-11-21"), &missing), ==,
                   HAVEN_RELEASE_DRAFT);
  g_assert_null (missing);
}

/* Whatever the dates are, something may leave only on a day from start to end of a signed, living
 * release. */
static void
test_nothing_leaves_outside_its_days (void)
{
  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (HavenRelease) release = make_release (g_test_rand_bit () ? "vawa" : "part2");
      HavenDate *const dates[] = { &release->signed_on, &release->effective_on,
                                   &release->expires_on };
      HavenDate on = haven_date_add_days (date ("2026-01-01"), g_test_rand_int_range (0, 60)),
                start;
      gboolean permits, vawa = g_str_equal (release->basis[0], "vawa"), expected;

      for (gsize j = 0; j < G_N_ELEMENTS (dates); j++)
        *dates[j] = g_test_rand_int_range (0, 5) == 0
                        ? HAVEN_DATE_NONE
                        : haven_date_add_days (date ("2026-01-01"), g_test_rand_int_range (0, 60));
      if (g_test_rand_int_range (0, 8) == 0)
        release->withdrawn_on =
            haven_date_add_days (date ("2026-01-01"), g_test_rand_int_range (0, 60));

      permits = haven_release_state_permits (haven_release_get_state (release, on, NULL));
      start =
          haven_date_is_set (release->effective_on) ? release->effective_on : release->signed_on;
      expected = haven_date_is_set (release->signed_on) &&
                 !haven_date_is_set (release->withdrawn_on) && release->signed_on.day <= on.day &&
                 start.day <= on.day;
      if (!haven_date_is_set (release->expires_on))
        expected = expected && !vawa;
      else
        expected = expected && on.day <= release->expires_on.day;
      g_assert_true (permits == expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/release-state/" name, function)
  ADD ("a-release-lives-from-its-signature-to-its-end",
       test_a_release_lives_from_its_signature_to_its_end);
  ADD ("a-withdrawal-ends-it-on-every-day", test_a_withdrawal_ends_it_on_every_day);
  ADD ("no-end-is-ever-made-up", test_no_end_is_ever_made_up);
  ADD ("each-missing-element-is-named", test_each_missing_element_is_named);
  ADD ("blanket-items-are-refused", test_blanket_items_are_refused);
  ADD ("one-recipient-where-the-law-wants-one", test_one_recipient_where_the_law_wants_one);
  ADD ("the-basis-is-one-that-exists", test_the_basis_is_one_that_exists);
  ADD ("an-end-before-the-beginning-is-refused", test_an_end_before_the_beginning_is_refused);
  ADD ("an-unsigned-release-is-a-draft-whatever-it-lacks",
       test_an_unsigned_release_is_a_draft_whatever_it_lacks);
  ADD ("nothing-leaves-outside-its-days", test_nothing_leaves_outside_its_days);
#undef ADD
  return g_test_run ();
}
