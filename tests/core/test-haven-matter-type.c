/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-type.h"

#include <string.h>

static HavenMatter *
make_matter (const char *stage)
{
  HavenMatter *matter = haven_matter_new ();

  g_set_str (&matter->type, "t_visa");
  g_set_str (&matter->stage, stage);
  return matter;
}

static void
assert_refused (const HavenMatter *matter, HavenMatterError expected, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_matter_check (matter, &error));
  g_assert_error (error, HAVEN_MATTER_ERROR, (int) expected);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_the_lists_of_the_domain_are_whole (void)
{
  const char *const types[] = { "t_visa",
                                "u_visa",
                                "continued_presence",
                                "asylum",
                                "vawa_self_petition",
                                "sij",
                                "adjustment",
                                "work_permit",
                                "removal_defence",
                                "family_custody",
                                "protective_order",
                                "criminal_record_relief",
                                "victim_witness",
                                "civil_trafficking_claim",
                                "wage_claim",
                                "benefits",
                                "housing",
                                "name_change",
                                "guardianship",
                                "other" };
  const char *const stages[] = {
    "screening", "accepted",      "gathering", "drafting", "certification_pending",
    "ready",     "filed",         "receipted", "rfe",      "interview",
    "decided",   "post-decision", "closed",    "declined", "referred_out",
    "on_hold"
  };
  const char *const outcomes[] = { "granted",     "denied",       "withdrawn",       "settled",
                                   "advice_only", "lost_contact", "client_declined", "referred" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_cmpstr (haven_matter_get_types ()[i].code, ==, types[i]);
  g_assert_null (haven_matter_get_types ()[G_N_ELEMENTS (types)].code);
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    g_assert_cmpstr (haven_matter_get_stages ()[i].code, ==, stages[i]);
  g_assert_null (haven_matter_get_stages ()[G_N_ELEMENTS (stages)].code);
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    g_assert_cmpstr (haven_matter_get_outcomes ()[i].code, ==, outcomes[i]);
  g_assert_null (haven_matter_get_outcomes ()[G_N_ELEMENTS (outcomes)].code);
}

static void
assert_neutral (const HavenChoice *choices)
{
  const char *const telling[] = { "traffick", "abuse", "victim",   "violence", "legal",  "asylum",
                                  "visa",     "court", "criminal", "immigra",  "protect" };

  for (; choices->code; choices++)
    {
      g_autofree char *label = g_utf8_strdown (choices->label, -1);

      for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
        g_assert_null (strstr (label, telling[i]));
    }
}

static void
test_labels_tell_nothing_across_a_desk (void)
{
  assert_neutral (haven_matter_get_types ());
  assert_neutral (haven_matter_get_stages ());
  assert_neutral (haven_matter_get_outcomes ());
  assert_neutral (haven_matter_get_receipt_methods ());
}

static void
test_filed_needs_a_day_and_a_way (void)
{
  g_autoptr (HavenMatter) matter = make_matter ("filed");

  assert_refused (matter, HAVEN_MATTER_ERROR_MISSING_FIELD, "day of filing");
  matter->filed_on = haven_date_from_ymd (2026, 11, 21);
  assert_refused (matter, HAVEN_MATTER_ERROR_MISSING_FIELD, "way in which it was sent");
  g_set_str (&matter->receipt_method, "mail");
  g_assert_true (haven_matter_check (matter, NULL));
}

static void
test_closed_needs_an_outcome (void)
{
  g_autoptr (HavenMatter) matter = make_matter ("closed");

  assert_refused (matter, HAVEN_MATTER_ERROR_MISSING_FIELD, "outcome");
  g_set_str (&matter->outcome, "triumph");
  assert_refused (matter, HAVEN_MATTER_ERROR_UNKNOWN_VALUE, "outcome");
  g_set_str (&matter->outcome, "granted");
  g_assert_true (haven_matter_check (matter, NULL));
}

static void
test_on_hold_needs_a_reason (void)
{
  g_autoptr (HavenMatter) matter = make_matter ("on_hold");

  assert_refused (matter, HAVEN_MATTER_ERROR_MISSING_FIELD, "reason");
  g_set_str (&matter->hold_reason, "waiting for the person");
  g_assert_true (haven_matter_check (matter, NULL));
}

static void
test_unknown_values_are_refused (void)
{
  g_autoptr (HavenMatter) matter = make_matter ("screening"), empty = haven_matter_new ();

  g_assert_true (haven_matter_check (matter, NULL));
  g_set_str (&matter->stage, "Screening");
  assert_refused (matter, HAVEN_MATTER_ERROR_UNKNOWN_VALUE, "stage");
  g_set_str (&matter->type, "");
  assert_refused (matter, HAVEN_MATTER_ERROR_UNKNOWN_VALUE, "type");
  assert_refused (empty, HAVEN_MATTER_ERROR_UNKNOWN_VALUE, "type");
}

static void
test_stages_follow_each_other_to_the_end (void)
{
  const char *stage = "screening";
  guint n = 1;

  for (; haven_matter_stage_get_next (stage); n++)
    stage = haven_matter_stage_get_next (stage);
  g_assert_cmpstr (stage, ==, "closed");
  g_assert_cmpuint (n, ==, 13);
  g_assert_null (haven_matter_stage_get_next ("on_hold"));
  g_assert_null (haven_matter_stage_get_next ("declined"));
  g_assert_null (haven_matter_stage_get_next (NULL));
}

static void
test_open_stages_are_those_that_are_worked_on (void)
{
  g_assert_true (haven_matter_stage_is_open ("screening"));
  g_assert_true (haven_matter_stage_is_open ("on_hold"));
  g_assert_true (haven_matter_stage_is_open ("post-decision"));
  g_assert_false (haven_matter_stage_is_open ("closed"));
  g_assert_false (haven_matter_stage_is_open ("referred_out"));
  g_assert_false (haven_matter_stage_is_open ("declined"));
  g_assert_false (haven_matter_stage_is_open (NULL));
  g_assert_false (haven_matter_stage_is_open ("nothing"));
}

static void
test_covered_filings_are_marked (void)
{
  g_assert_true (haven_matter_type_is_protected_1367 ("t_visa"));
  g_assert_true (haven_matter_type_is_protected_1367 ("u_visa"));
  g_assert_true (haven_matter_type_is_protected_1367 ("vawa_self_petition"));
  g_assert_false (haven_matter_type_is_protected_1367 ("wage_claim"));
  g_assert_false (haven_matter_type_is_protected_1367 (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/matter-type/" name, function)
  ADD ("the-lists-of-the-domain-are-whole", test_the_lists_of_the_domain_are_whole);
  ADD ("labels-tell-nothing-across-a-desk", test_labels_tell_nothing_across_a_desk);
  ADD ("filed-needs-a-day-and-a-way", test_filed_needs_a_day_and_a_way);
  ADD ("closed-needs-an-outcome", test_closed_needs_an_outcome);
  ADD ("on-hold-needs-a-reason", test_on_hold_needs_a_reason);
  ADD ("unknown-values-are-refused", test_unknown_values_are_refused);
  ADD ("stages-follow-each-other-to-the-end", test_stages_follow_each_other_to_the_end);
  ADD ("open-stages-are-those-that-are-worked-on", test_open_stages_are_those_that_are_worked_on);
  ADD ("covered-filings-are-marked", test_covered_filings_are_marked);
#undef ADD
  return g_test_run ();
}
