/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline-rules.h"

#include "haven-seeds.h"
#include <string.h>

/* The table of the domain, with a word of each source. A rule may not go missing, nor lose its
 * source or its mark. */
static const struct
{
  const char *code, *source;
  gboolean needs_lawyer_check, rolls_forward;
} table[] = {
  { "U-SUPB", "8 CFR 214.14(c)(2)(i)", FALSE, FALSE },
  { "U-NODEADLINE", "8 CFR 214.14", FALSE, FALSE },
  { "U-STATUS", "245.24", TRUE, FALSE },
  { "U-FAMILY", "INA 101(a)(15)(U)(ii)", FALSE, FALSE },
  { "T-FILE", "89 FR 34931", FALSE, FALSE },
  { "T-SUPB", "8 CFR 214.208", FALSE, FALSE },
  { "T-END", "8 CFR 214.203(c)", FALSE, FALSE },
  { "T-LPR", "part J", TRUE, FALSE },
  { "TU-ABSENCE", "INA 245(l)(3)", TRUE, FALSE },
  { "T-FAMILY-AGE", "8 CFR 214.211(e)", FALSE, FALSE },
  { "CP-END", "22 USC 7105(c)(3)", TRUE, FALSE },
  { "ASY-1Y", "8 CFR 208.4(a)(2)(ii)", FALSE, TRUE },
  { "ASY-UAC", "INA 208(a)(2)(E)", FALSE, FALSE },
  { "ASY-EXC", "INA 208(a)(2)(D)", FALSE, FALSE },
  { "ASY-EAD", "8 CFR 208.7", FALSE, FALSE },
  { "ASY-FAM", "8 CFR 207.7", FALSE, FALSE },
  { "VAWA-2Y", "INA 204(a)(1)(A)(iii)", FALSE, FALSE },
  { "VAWA-CHILD", "INA 204(a)(1)(D)(v)", FALSE, FALSE },
  { "SIJ-21", "8 CFR 204.11", FALSE, FALSE },
  { "AGE-18", "22 USC 7105(b)", TRUE, FALSE },
  { "OTIP-90", "22 USC 7105(b)(1)(G)", TRUE, FALSE },
  { "RFE", "8 CFR 103.2(b)(8)(iv)", FALSE, TRUE },
  { "NOID", "8 CFR 103.2(b)(8)(iv)", FALSE, TRUE },
  { "APPEAL", "8 CFR 103.3(a)(2)", FALSE, TRUE },
  { "MOVE-USCIS", "8 CFR 265.1", FALSE, TRUE },
  { "MOVE-EOIR", "8 CFR 1003.15(d)(2)", FALSE, TRUE },
  { "EOIR-RECONSIDER", "8 CFR 1003.23(b)", FALSE, TRUE },
  { "EOIR-REOPEN", "8 CFR 1003.23(b)", FALSE, TRUE },
  { "EOIR-ABSENTIA", "8 CFR 1003.23(b)", FALSE, TRUE },
  { "EAD-RENEW", "8 CFR 274a.13(e)", FALSE, FALSE },
  { "CIV-1595", "18 USC 1595(b)(1)", TRUE, FALSE },
  { "FLSA", "29 USC 255; 29 USC 216(b)", TRUE, FALSE },
  { "EEOC", "42 USC 2000e-5(e)", TRUE, FALSE },
  { "PASSPORT", "8 CFR 214.1(a)(3)(i)", TRUE, FALSE },
  { "PO", "18 USC 2265", TRUE, FALSE },
  { "PO-HEARING", "18 USC 2265(b)(2)", TRUE, FALSE },
  { "PO-SERVE", "18 USC 2265(b)(2)", TRUE, FALSE },
  { "PO-RENEW", "state law", TRUE, FALSE },
  { "HEARING", "INA 240(b)(5)(A)", TRUE, FALSE },
  { "USCIS-APPT", "8 CFR 103.2(b)(13)(ii)", TRUE, FALSE },
  { "ROI-EXP", "34 USC 12291(b)(2)", TRUE, FALSE },
};

static void
test_every_rule_of_the_table_is_there_with_its_source (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDeadlineRules) rules = haven_deadline_rules_load (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (haven_deadline_rules_get_n_rules (rules), ==, G_N_ELEMENTS (table));
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const HavenDeadlineRule *rule = haven_deadline_rules_lookup (rules, table[i].code, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (haven_deadline_rule_get_citation (rule), table[i].source));
      g_assert_true (haven_deadline_rule_needs_lawyer_check (rule) == table[i].needs_lawyer_check);
      g_assert_true (haven_deadline_rule_rolls_forward (rule) == table[i].rolls_forward);
    }
}

static void
test_what_screens_show_is_neutral (void)
{
  const char *const telling[] = { "traffick", "abuse", "victim", "violence", "legal",
                                  "asylum",   "visa",  "VAWA",   "immigra" };
  g_autoptr (HavenDeadlineRules) rules = haven_deadline_rules_load (NULL);

  for (guint i = 0; i < haven_deadline_rules_get_n_rules (rules); i++)
    {
      const HavenDeadlineRule *rule = haven_deadline_rules_get_rule (rules, i);
      g_autofree char *shown = g_utf8_strdown (haven_deadline_rule_get_plain_label (rule), -1);

      for (gsize j = 0; j < G_N_ELEMENTS (telling); j++)
        {
          g_autofree char *word = g_utf8_strdown (telling[j], -1);

          g_assert_null (strstr (shown, word));
        }
    }
}

static void
test_an_unknown_rule_says_how_to_list_them (void)
{
  const char *const unknown[] = { "", "NONE", "ASY-1", "asy-1y ", "\xff\xfe", "EOIR-RECON", NULL };
  g_autoptr (HavenDeadlineRules) rules = haven_deadline_rules_load (NULL);
  g_autofree char *huge = g_strnfill (1000000, 'X');

  for (gsize i = 0; i <= G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *code = i < G_N_ELEMENTS (unknown) ? unknown[i] : huge;

      g_assert_null (haven_deadline_rules_lookup (rules, code, &error));
      g_assert_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_UNKNOWN_RULE);
      g_assert_nonnull (strstr (error->message, "havenctl deadline --list"));
      g_assert_cmpuint (strlen (error->message), <, 200);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  g_assert_nonnull (haven_deadline_rules_lookup (rules, "asy-1y", NULL));
}

/* ── A table that is not sound ──────────────────────────────────────────── */

#define HEAD                                                                                       \
  "'code':'X','label':'l','plain_label':'p','trigger_event':'e','trigger_verb':'v','kind':'"       \
  "filing','citation':'c'"
#define TAIL "'alerts':[],'explanation':[{'when':'always','text':'t'}]"
#define DATED(date) "{'rules':[{" HEAD ",'dates':[" date "]," TAIL "}]}"
#define STEPPED(step) DATED ("{'name':'last_safe_day','from':'trigger','steps':[" step "]}")

static HavenDeadlineRules *
parse (const char *text, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  return haven_deadline_rules_new_from_json (root, error);
}

static void
test_a_sound_table_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDeadlineRules) rules = parse (STEPPED ("{'days':3}"), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (haven_deadline_rules_get_n_rules (rules), ==, 1);
}

/* How a state's own days roll is that state's law, so no rule may claim both. */
static void
test_a_rule_that_rolls_goes_by_no_state_court (void)
{
#define COURT(step)                                                                                \
  "{'rules':[{" HEAD ",'goes_by_state_court':true,'dates':[{'name':'last_safe_day','from':"        \
  "'trigger','steps':[" step "]}]," TAIL "}]}"
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDeadlineRules) sound = parse (COURT ("{'days':3}"), &error);

  g_assert_no_error (error);
  g_assert_true (haven_deadline_rule_goes_by_state_court (haven_deadline_rules_get_rule (sound, 0)));
  g_assert_null (parse (COURT ("{'days':3},{'roll_forward':true}"), &error));
  g_assert_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE);
  g_assert_nonnull (strstr (error->message, "goes by a state court"));
#undef COURT
}

/* What wants evidence has a day before which it is wanted. */
static void
test_a_rule_that_wants_evidence_has_a_day (void)
{
#define WANTS(dates) "{'rules':[{" HEAD ",'medical_evidence':true,'dates':[" dates "]," TAIL "}]}"
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDeadlineRules) sound =
      parse (WANTS ("{'name':'last_safe_day','from':'trigger','steps':[{'days':3}]}"), &error);

  g_assert_no_error (error);
  g_assert_true (haven_deadline_rule_wants_medical_evidence (haven_deadline_rules_get_rule (sound, 0)));
  g_assert_null (parse (WANTS ("{'name':'opens_on','from':'trigger','steps':[{'days':3}]}"), &error));
  g_assert_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE);
  g_assert_nonnull (strstr (error->message, "wants medical evidence"));
#undef WANTS
}

static void
test_an_unsound_table_is_refused (void)
{
  const char *const unsound[] = {
    "",
    "[]",
    "{}",
    "{'rules':{}}",
    "{'rules':[1]}",
    "{'rules':[{}]}",
    "{'rules':[{" HEAD ",'dates':[],'alerts':[],'explanation':[]}]}",
    "{'rules':[{" HEAD ",'dates':[]," TAIL "},{" HEAD ",'dates':[]," TAIL "}]}",
    "{'rules':[{" HEAD ",'secret':1,'dates':[]," TAIL "}]}",
    "{'rules':[{" HEAD ",'needs_born':'yes','dates':[]," TAIL "}]}",
    "{'rules':[{" HEAD ",'dates':7," TAIL "}]}",
    DATED ("3"),
    DATED ("{'name':'last_safe_day','from':'trigger'}"),
    DATED ("{'name':'last_safe_day','from':'nowhere','steps':[]}"),
    DATED ("{'name':'last_safe_day','from':'last_safe_day','steps':[]}"),
    DATED ("{'name':'last_safe_day','from':'born','steps':[]}"),
    DATED ("{'name':'a','from':'trigger','steps':[]},{'name':'a','from':'trigger','steps':[]}"),
    STEPPED ("{'fortnights':1}"),
    STEPPED ("{'days':1,'months':1}"),
    STEPPED ("{}"),
    STEPPED ("[]"),
    STEPPED ("{'days':'one'}"),
    STEPPED ("{'days':1.5}"),
    STEPPED ("{'days':null}"),
    STEPPED ("{'days':99999999}"),
    STEPPED ("{'years':101}"),
    STEPPED ("{'months':-1300}"),
    STEPPED ("{'roll_forward':false}"),
    STEPPED ("{'later_of':'unheard'}"),
    STEPPED ("{'later_of':5}"),
    "{'rules':[{" HEAD ",'dates':[],'alerts':[{'before':'last_safe_day','days':[1]}],"
    "'explanation':[{'when':'always','text':'t'}]}]}",
    "{'rules':[{" HEAD ",'dates':[],'alerts':[],'explanation':[{'when':'sometimes','text':'t'}]}]}",
    "{'rules':[{" HEAD
    ",'dates':[],'alerts':[],'explanation':[{'when':'always','text':'{who}'}]}]}",
    "{'rules':[{" HEAD
    ",'dates':[],'alerts':[],'explanation':[{'when':'always','text':'{age}'}]}]}",
    "{'rules':[{" HEAD
    ",'dates':[],'alerts':[],'explanation':[{'when':'always','text':'open {'}]}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unsound); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", unsound[i]);
      g_assert_null (parse (unsound[i], &error));
      g_assert_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE);
      g_test_message ("%s", error->message);
    }
}

/* Each member of the real table, taken away or made another kind, may do no more than refuse the
 * table. */
static void
test_damage_anywhere_is_survived (void)
{
  g_autoptr (GBytes) bytes = haven_seeds_lookup ("rules/deadlines.json", NULL);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *damaged = g_strndup (text, length);
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (HavenDeadlineRules) rules = NULL;

      for (int n = 0; n < 3; n++)
        damaged[g_test_rand_int_range (0, (int) length)] =
            "{}[]\",:0tx"[g_test_rand_int_range (0, 10)];
      root = json_from_string (damaged, NULL);
      rules = haven_deadline_rules_new_from_json (root, NULL);
    }
}

static void
test_a_rule_describes_itself (void)
{
  g_autoptr (HavenDeadlineRules) rules = haven_deadline_rules_load (NULL);
  g_autoptr (JsonObject) object = NULL;

  object = haven_deadline_rule_to_json (haven_deadline_rules_lookup (rules, "CIV-1595", NULL));
  g_assert_true (json_object_get_boolean_member (object, "needs_born"));
  g_assert_true (json_object_get_boolean_member (object, "has_dates"));
  g_assert_cmpstr (json_object_get_string_member (object, "code"), ==, "CIV-1595");
  g_assert_cmpint (
      haven_deadline_rule_get_mailed_days (haven_deadline_rules_lookup (rules, "RFE", NULL)), ==,
      3);
  g_assert_true (
      haven_deadline_rule_starts_at_birth (haven_deadline_rules_lookup (rules, "SIJ-21", NULL)));
  g_assert_false (
      haven_deadline_rule_has_dates (haven_deadline_rules_lookup (rules, "T-FILE", NULL)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/deadline-rules/" name, function)
  ADD ("every-rule-of-the-table-is-there-with-its-source",
       test_every_rule_of_the_table_is_there_with_its_source);
  ADD ("what-screens-show-is-neutral", test_what_screens_show_is_neutral);
  ADD ("an-unknown-rule-says-how-to-list-them", test_an_unknown_rule_says_how_to_list_them);
  ADD ("a-sound-table-is-read", test_a_sound_table_is_read);
  ADD ("a-rule-that-rolls-goes-by-no-state-court", test_a_rule_that_rolls_goes_by_no_state_court);
  ADD ("a-rule-that-wants-evidence-has-a-day", test_a_rule_that_wants_evidence_has_a_day);
  ADD ("an-unsound-table-is-refused", test_an_unsound_table_is_refused);
  ADD ("damage-anywhere-is-survived", test_damage_anywhere_is_survived);
  ADD ("a-rule-describes-itself", test_a_rule_describes_itself);
#undef ADD
  return g_test_run ();
}
