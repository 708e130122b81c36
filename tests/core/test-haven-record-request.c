/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-record-request.h"

#define CLINIC "Alderlight Clinic"

static const HavenDate today = { 20000 };

static HavenRelease *
make (const char *basis, const char *from, const char *to, int begins, int ends)
{
  const char *const items[] = { "A letter", NULL };
  HavenRelease *release = haven_release_new ();

  release->id = g_strdup_printf ("%s %d", to, ends);
  release->patient_id = g_strdup ("somebody");
  release->basis = g_strsplit (basis, " ", -1);
  release->discloser = g_strdup (from);
  release->recipient = g_strdup (to);
  release->purpose = g_strdup ("Papers");
  release->items = g_strdupv ((char **) items);
  release->signer = g_strdup ("self");
  release->signed_on = haven_date_add_days (today, -30);
  release->effective_on = haven_date_add_days (today, begins);
  release->expires_on = haven_date_add_days (today, ends);
  release->copy_given = g_strdup ("yes");
  return release;
}

static void
test_only_what_lets_the_clinic_share_with_a_lawyer_covers (void)
{
  static const struct
  {
    const char *basis, *from, *to;
    int begins, ends;
    HavenCover cover;
  } cases[] = {
    { "hipaa attorney", CLINIC, "Irene", -30, 5, HAVEN_COVER_CURRENT },
    { "hipaa attorney", CLINIC, "Irene", -30, 0, HAVEN_COVER_CURRENT },
    { "hipaa attorney", CLINIC, "Irene", -30, -1, HAVEN_COVER_ENDED },
    { "hipaa attorney", CLINIC, "Irene", 1, 5, HAVEN_COVER_LATER },
    { "hipaa", CLINIC, "Irene", -30, 5, HAVEN_COVER_NONE },
    { "attorney", CLINIC, "Irene", -30, 5, HAVEN_COVER_NONE },
    { "hipaa vawa", CLINIC, "Housing", -30, 5, HAVEN_COVER_NONE },
    /* What the legal team may tell the clinic is nothing that the clinic may tell the legal team. */
    { "hipaa attorney", "Harbor Legal", CLINIC, -30, 5, HAVEN_COVER_NONE },
    { "hipaa attorney", CLINIC, CLINIC, -30, 5, HAVEN_COVER_NONE },
    { "hipaa attorney", "Another Clinic", "Irene", -30, 5, HAVEN_COVER_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenRelease) release =
          make (cases[i].basis, cases[i].from, cases[i].to, cases[i].begins, cases[i].ends);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (haven_release_get_cover (release, CLINIC, today), ==, cases[i].cover);
    }
}

static void
test_a_draft_and_one_taken_back_cover_nothing (void)
{
  g_autoptr (HavenRelease) draft = make ("hipaa attorney", CLINIC, "Irene", -30, 5);
  g_autoptr (HavenRelease) back = make ("hipaa attorney", CLINIC, "Irene", -30, 5);
  g_autoptr (HavenRelease) blanket = make ("hipaa attorney", CLINIC, "Irene", -30, 5);

  draft->signed_on = HAVEN_DATE_NONE;
  back->withdrawn_on = today;
  g_set_str (&blanket->items[0], "All records");
  g_assert_cmpint (haven_release_get_cover (draft, CLINIC, today), ==, HAVEN_COVER_NONE);
  g_assert_cmpint (haven_release_get_cover (back, CLINIC, today), ==, HAVEN_COVER_ENDED);
  g_assert_cmpint (haven_release_get_cover (blanket, CLINIC, today), ==, HAVEN_COVER_NONE);
}

static void
test_the_one_that_names_the_lawyer_and_lasts_goes_first (void)
{
  g_autoptr (GPtrArray) releases = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_release_free);
  const HavenRelease *found = NULL;

  g_assert_cmpint (haven_releases_find_cover (releases, CLINIC, today, "Irene", &found), ==, HAVEN_COVER_NONE);
  g_assert_null (found);
  g_ptr_array_add (releases, make ("hipaa attorney", CLINIC, "Irene", -30, -3));
  g_assert_cmpint (haven_releases_find_cover (releases, CLINIC, today, "Irene", &found), ==, HAVEN_COVER_ENDED);
  g_ptr_array_add (releases, make ("hipaa attorney", CLINIC, "David", -30, 90));
  g_ptr_array_add (releases, make ("hipaa attorney", CLINIC, "Irene", -30, 10));
  g_ptr_array_add (releases, make ("hipaa attorney", CLINIC, "Irene", -30, 40));
  g_assert_cmpint (haven_releases_find_cover (releases, CLINIC, today, "Irene", &found), ==, HAVEN_COVER_CURRENT);
  g_assert_cmpstr (found->id, ==, "Irene 40");
  haven_releases_find_cover (releases, CLINIC, today, "Somebody", &found);
  g_assert_cmpstr (found->id, ==, "David 90");
}

static void
test_what_was_given_stays_given (void)
{
  const HavenChoice *states = haven_record_request_get_states ();

  for (guint i = 0; states[i].code; i++)
    {
      g_assert_false (haven_record_request_may_become ("ready", states[i].code));
      g_assert_false (haven_record_request_may_become (states[i].code, states[i].code));
      g_assert_false (haven_record_request_may_become (states[i].code, "unheard-of"));
      g_assert_cmpint (haven_record_request_may_become (states[i].code, "ready"),
                       ==,
                       haven_record_request_is_open (states[i].code));
    }
  g_assert_true (haven_record_request_may_become ("cannot", "asked"));
  g_assert_false (haven_record_request_may_become ("cannot", "withdrawn"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/record-request/only-what-lets-the-clinic-share-with-a-lawyer-covers",
                   test_only_what_lets_the_clinic_share_with_a_lawyer_covers);
  g_test_add_func ("/core/record-request/a-draft-and-one-taken-back-cover-nothing",
                   test_a_draft_and_one_taken_back_cover_nothing);
  g_test_add_func ("/core/record-request/the-one-that-names-the-lawyer-and-lasts-goes-first",
                   test_the_one_that_names_the_lawyer_and_lasts_goes_first);
  g_test_add_func ("/core/record-request/what-was-given-stays-given", test_what_was_given_stays_given);
  return g_test_run ();
}
