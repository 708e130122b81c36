/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-stages.h"
#include "haven-matter-type.h"

static HavenMatterStages *
load (void)
{
  g_autoptr (GError) error = NULL;
  HavenMatterStages *stages = haven_matter_stages_load (&error);

  g_assert_no_error (error);
  return stages;
}

/* Every type comes from its first stage to its end by moves that need no reason, and through every stage that it has. */
static void
test_every_matter_comes_from_its_first_stage_to_each_other_one (void)
{
  g_autoptr (HavenMatterStages) stages = load ();
  const HavenChoice *types = haven_matter_get_types (), *all = haven_matter_get_stages ();

  for (guint t = 0; types[t].code; t++)
    {
      g_autoptr (GPtrArray) reached = g_ptr_array_new ();

      g_ptr_array_add (reached, (gpointer) "screening");
      for (guint i = 0; i < reached->len; i++)
        for (guint s = 0; all[s].code; s++)
          if (haven_matter_stages_may_follow (stages, types[t].code, reached->pdata[i], all[s].code) &&
              !g_ptr_array_find_with_equal_func (reached, all[s].code, g_str_equal, NULL))
            g_ptr_array_add (reached, (gpointer) all[s].code);
      for (guint s = 0; all[s].code; s++)
        {
          g_test_message ("%s %s", types[t].code, all[s].code);
          g_assert_cmpint (g_ptr_array_find_with_equal_func (reached, all[s].code, g_str_equal, NULL),
                           ==,
                           haven_matter_stages_apply (stages, types[t].code, all[s].code));
        }
    }
}

static void
test_moves (void)
{
  static const struct
  {
    const char *type, *from, *to;
    gboolean may;
  } moves[] = {
    { "u_visa", "gathering", "certification_pending", TRUE },
    { "housing", "gathering", "certification_pending", FALSE },
    { "housing", "gathering", "ready", TRUE }, /* through the stage that it leaves out */
    { "u_visa", "gathering", "filed", FALSE },
    { "u_visa", "filed", "receipted", TRUE },
    { "wage_claim", "filed", "receipted", FALSE },
    { "wage_claim", "filed", "decided", TRUE },
    { "u_visa", "screening", "declined", TRUE },
    { "u_visa", "drafting", "declined", FALSE },
    { "u_visa", "drafting", "on_hold", TRUE },
    { "u_visa", "on_hold", "drafting", TRUE },
    { "u_visa", "closed", "drafting", FALSE },
    { "u_visa", "drafting", "drafting", TRUE },
    { "u_visa", "drafting", "unheard-of", FALSE },
  };
  g_autoptr (HavenMatterStages) stages = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_test_message ("%s: %s → %s", moves[i].type, moves[i].from, moves[i].to);
      g_assert_cmpint (
          haven_matter_stages_may_follow (stages, moves[i].type, moves[i].from, moves[i].to), ==, moves[i].may);
    }
}

/* What the data asks for is what the check of the domain refuses, and each need has words. */
static void
test_what_is_missing_is_named (void)
{
  g_autoptr (HavenMatterStages) stages = load ();
  const HavenChoice *all = haven_matter_get_stages ();

  for (guint s = 0; all[s].code; s++)
    {
      g_autoptr (HavenMatter) matter = haven_matter_new ();
      g_auto (GStrv) missing = NULL, none = NULL;

      matter->type = g_strdup ("u_visa");
      matter->stage = g_strdup (all[s].code);
      missing = haven_matter_stages_dup_missing (stages, matter);
      for (guint i = 0; missing[i]; i++)
        g_assert_nonnull (haven_matter_stages_get_need_words (missing[i]));
      if (!haven_matter_check (matter, NULL))
        g_assert_cmpuint (g_strv_length (missing), >, 0);
      matter->filed_on = haven_date_from_ymd (2026, 11, 2);
      matter->receipt_method = g_strdup ("mail");
      matter->outcome = g_strdup ("granted");
      matter->hold_reason = g_strdup ("Waits for a sister");
      none = haven_matter_stages_dup_missing (stages, matter);
      g_assert_cmpuint (g_strv_length (none), ==, 0);
      g_assert_true (haven_matter_check (matter, NULL));
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *typed, *receipt, *alien;
  } numbers[] = {
    { "eac-26-123-45678", "EAC2612345678", NULL }, { "IOE0912345678", "IOE0912345678", NULL },
    { "EAC261234567", NULL, NULL },                { "EA2612345678", NULL, NULL },
    { "EACA612345678", NULL, NULL },               { "A 098-765-432", NULL, "A098765432" },
    { "98765432", NULL, "A098765432" },            { "a8765432", NULL, "A008765432" },
    { "876543", NULL, NULL },                      { "A0987654321", NULL, NULL },
    { "A12345678x", NULL, NULL },                  { "١٢٣٤٥٦٧٨", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) wrong = NULL, other = NULL;
      g_autofree char *receipt = haven_receipt_number_dup_clean (numbers[i].typed, &wrong);
      g_autofree char *alien = haven_alien_number_dup_clean (numbers[i].typed, &other);

      g_assert_cmpstr (receipt, ==, numbers[i].receipt);
      g_assert_cmpstr (alien, ==, numbers[i].alien);
      g_assert_cmpint (wrong == NULL, ==, numbers[i].receipt != NULL);
      g_assert_cmpint (other == NULL, ==, numbers[i].alien != NULL);
    }
  g_assert_null (haven_receipt_number_dup_clean ("  ", NULL));
  g_assert_null (haven_alien_number_dup_clean (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/matter-stages/every-matter-comes-from-its-first-stage-to-each-other-one",
                   test_every_matter_comes_from_its_first_stage_to_each_other_one);
  g_test_add_func ("/core/matter-stages/moves", test_moves);
  g_test_add_func ("/core/matter-stages/what-is-missing-is-named", test_what_is_missing_is_named);
  g_test_add_func ("/core/matter-stages/numbers-are-brought-into-their-form-or-refused", test_numbers);
  return g_test_run ();
}
