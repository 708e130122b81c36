/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-contact-service.h"
#include "haven-people-service.h"
#include "services-test.h"

#include <string.h>

#define TODAY haven_date_from_ymd (2026, 11, 20)

static HavenSafeContactRule *
new_rule (const char *channel, const char *value, const char *safe)
{
  HavenSafeContactRule *rule = haven_safe_contact_rule_new ();

  rule->channel = g_strdup (channel);
  rule->value = g_strdup (value);
  rule->safe = g_strdup (safe);
  rule->last_confirmed_on = TODAY;
  rule->confirm_every_days = 30;
  return rule;
}

static void
assert_refused (const HavenSafeContactRule *rule, HavenContactPart part)
{
  g_autoptr (GError) error = NULL;
  HavenContactPart about;

  g_assert_false (haven_contact_check_rule (rule, TODAY, &about, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_assert_cmpint (about, ==, part);
  g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, "”."));
}

/* ── Checks ───────────────────────────────────────────────────────────────── */

static void
test_a_value_fits_its_way (void)
{
  static const struct
  {
    const char *channel, *value;
    gboolean good;
  } cases[] = {
    { "mobile", "(360) 555-0141", TRUE },
    { "mobile", "+1 360 555 0141 ext 12", TRUE },
    { "mobile", "+1\u2011360\u2011555\u20110141", TRUE },
    { "mobile", "٠٣٦٠٥٥٥٠١٤١", TRUE },
    { "mobile", "1234", FALSE },
    { "mobile", "123456789012345678901", FALSE },
    { "mobile", "her cousin's", FALSE },
    { "home", "name@example.org", FALSE },
    { "work", "", FALSE },
    { "work", NULL, FALSE },
    { "email", "green.book@example.org", TRUE },
    { "email", "amina@кошт.example", TRUE },
    { "email", "green.book", FALSE },
    { "email", "@example.org", FALSE },
    { "email", "a@b", FALSE },
    { "email", "a@.org", FALSE },
    { "email", "a@example.", FALSE },
    { "email", "a b@example.org", FALSE },
    { "email", "a@b@example.org", FALSE },
    { "mail", "PO Box 118, Port Ellery", TRUE },
    { "mail", " ", FALSE },
    { "mail", "—", FALSE },
    { "in-person", NULL, TRUE },
    { "in-person", "Comes by on market days", TRUE },
    { "via-person", "Her sister Halyna, (564) 555-0145", TRUE },
    { "via-person", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenSafeContactRule) rule = new_rule (cases[i].channel, cases[i].value, "yes");

      g_test_message ("%s: %s", cases[i].channel, cases[i].value);
      if (cases[i].good)
        g_assert_true (haven_contact_check_rule (rule, TODAY, NULL, NULL));
      else
        assert_refused (rule, HAVEN_CONTACT_PART_VALUE);
    }
}

static void
test_what_is_never_used_need_not_be_known (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("home", NULL, "no");

  g_assert_true (haven_contact_check_rule (rule, TODAY, NULL, NULL));
  haven_record_set_text (&rule->value, "not a number");
  assert_refused (rule, HAVEN_CONTACT_PART_VALUE);
}

static void
test_ways_and_answers_are_of_closed_lists (void)
{
  const char *const wrong[] = { NULL, "", "pigeon", "MOBILE", "mobile ", "'; DROP TABLE patient" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (HavenSafeContactRule) way = new_rule (wrong[i], "(360) 555-0141", "yes");
      g_autoptr (HavenSafeContactRule) answer = new_rule ("mobile", "(360) 555-0141", wrong[i]);
      g_autoptr (HavenSafeContactRule) machine = new_rule ("mobile", "(360) 555-0141", "yes");

      machine->leave_voicemail = g_strdup (wrong[i]);
      assert_refused (way, HAVEN_CONTACT_PART_CHANNEL);
      assert_refused (answer, HAVEN_CONTACT_PART_SAFE);
      if (wrong[i] != NULL)
        assert_refused (machine, HAVEN_CONTACT_PART_VOICEMAIL);
    }
}

/* “Only if”, with nothing said, would be a yes to some and a no to others. */
static void
test_only_if_says_when (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("mobile", "(360) 555-0141", "only-if");

  assert_refused (rule, HAVEN_CONTACT_PART_SAFE);
  rule->safe_from = 600;
  g_assert_true (haven_contact_check_rule (rule, TODAY, NULL, NULL));
  rule->safe_from = 0;
  rule->code_question = g_strdup ("  ");
  assert_refused (rule, HAVEN_CONTACT_PART_SAFE);
  haven_record_set_text (&rule->code_question, "Which book?");
  g_assert_true (haven_contact_check_rule (rule, TODAY, NULL, NULL));
}

static void
test_hours_and_days_exist (void)
{
  static const struct
  {
    gint64 from, to;
    const char *days;
    int part; /* -1: it is good */
  } cases[] = {
    { 600, 840, "mon fri", -1 },
    { 0, 0, NULL, -1 },
    { 0, 1440, NULL, -1 },
    { 1439, 0, NULL, -1 },
    { 840, 600, NULL, HAVEN_CONTACT_PART_HOURS },
    { 600, 600, NULL, HAVEN_CONTACT_PART_HOURS },
    { -1, 600, NULL, HAVEN_CONTACT_PART_HOURS },
    { 600, -1, NULL, HAVEN_CONTACT_PART_HOURS },
    { 0, 1441, NULL, HAVEN_CONTACT_PART_HOURS },
    { 1440, 0, NULL, HAVEN_CONTACT_PART_HOURS },
    { G_MAXINT64, G_MININT64, NULL, HAVEN_CONTACT_PART_HOURS },
    { 0, 0, "", HAVEN_CONTACT_PART_DAYS },
    { 0, 0, "mon someday", HAVEN_CONTACT_PART_DAYS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenSafeContactRule) rule = new_rule ("mobile", "(360) 555-0141", "yes");

      rule->safe_from = cases[i].from;
      rule->safe_to = cases[i].to;
      rule->days = cases[i].days ? g_strsplit (cases[i].days, " ", -1) : NULL;
      g_test_message ("%" G_GSIZE_FORMAT, i);
      if (cases[i].part < 0)
        g_assert_true (haven_contact_check_rule (rule, TODAY, NULL, NULL));
      else
        assert_refused (rule, (HavenContactPart) cases[i].part);
    }
}

static void
test_an_answer_has_a_day_and_an_end (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("mobile", "(360) 555-0141", "yes");

  rule->last_confirmed_on = haven_date_add_days (TODAY, 1);
  assert_refused (rule, HAVEN_CONTACT_PART_CONFIRMED);
  rule->last_confirmed_on = HAVEN_DATE_NONE;
  assert_refused (rule, HAVEN_CONTACT_PART_CONFIRMED);
  rule->last_confirmed_on = TODAY;
  rule->confirm_every_days = 0;
  assert_refused (rule, HAVEN_CONTACT_PART_EVERY);
  rule->confirm_every_days = 366;
  assert_refused (rule, HAVEN_CONTACT_PART_EVERY);
}

static void
test_text_is_one_short_line (void)
{
  g_autofree char *endless = g_strnfill (301, 'x');
  const char *const wrong[] = { "two\nlines", "\xff", endless };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (HavenSafeContactRule) rule = new_rule ("mail", wrong[i], "yes");

      assert_refused (rule, HAVEN_CONTACT_PART_VALUE);
      haven_record_set_text (&rule->value, "PO Box 118");
      rule->who_else_hears = g_strdup (wrong[i]);
      assert_refused (rule, HAVEN_CONTACT_PART_WHO_ELSE);
    }
}

static void
test_an_old_answer_is_known (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("mobile", "(360) 555-0141", "yes");

  rule->last_confirmed_on = haven_date_add_days (TODAY, -30);
  g_assert_false (haven_contact_is_old (rule, TODAY));
  rule->last_confirmed_on = haven_date_add_days (TODAY, -31);
  g_assert_true (haven_contact_is_old (rule, TODAY));
  rule->last_confirmed_on = HAVEN_DATE_NONE;
  g_assert_true (haven_contact_is_old (rule, TODAY));
}

/* ── Edits ────────────────────────────────────────────────────────────────── */

static HavenSafeContactRule *
new_rule_of (HavenTestClinic *clinic, const char *person, const char *value)
{
  HavenSafeContactRule *rule = new_rule ("mobile", value, "yes");

  rule->patient_id = haven_test_find_person (clinic, person);
  rule->last_confirmed_on = haven_clock_today (haven_session_get_clock (clinic->session));
  return rule;
}

static void
test_a_rule_is_written_down_undone_and_written_again (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenSafeContactRule) rule = new_rule_of (clinic, "Amina", "  (360) 555-0109 ");
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenSafeContactRule) kept = NULL;
  guint n_rules = haven_test_count (clinic, &haven_safe_contact_rule_info);
  HavenTestLog log;

  rule->days = g_strsplit ("mon tue wed thu fri sat sun", " ", -1);
  edit = haven_contact_edit_add (clinic->session, rule, &id, &error);
  g_assert_no_error (error);
  log = haven_test_read_log (clinic);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  haven_test_assert_log (clinic, &log, 1, 0, 0);
  kept = haven_test_get (clinic, &haven_safe_contact_rule_info, id);
  g_assert_cmpstr (kept->value, ==, "(360) 555-0109");
  g_assert_null (kept->days);
  g_assert_cmpint (kept->safe_to, ==, 1440);
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (haven_edit_revert (edit, clinic->session, &error));
      g_assert_cmpuint (haven_test_count (clinic, &haven_safe_contact_rule_info), ==, n_rules);
      g_assert_true (haven_edit_apply (edit, clinic->session, &error));
      g_assert_cmpuint (haven_test_count (clinic, &haven_safe_contact_rule_info), ==, n_rules + 1);
    }
}

/* Two answers for one number and the same hour: nobody could keep to both. */
static void
test_one_way_has_one_answer_for_one_hour (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenSafeContactRule) rule = new_rule_of (clinic, "Amina", "360.555.0141");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  g_assert_null (haven_contact_edit_add (clinic->session, rule, NULL, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_clear_error (&error);
  rule->safe_from = 14 * 60;
  edit = haven_contact_edit_add (clinic->session, rule, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
}

static HavenSafeContactRule *
find_rule (HavenTestClinic *clinic, const char *person, const char *channel)
{
  g_autofree char *id = haven_test_find_person (clinic, person);
  g_autoptr (GPtrArray) rules = haven_test_list (clinic, &haven_safe_contact_rule_info, "patient_id", id);

  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (((HavenSafeContactRule *) rules->pdata[i])->channel, channel))
      return haven_safe_contact_rule_copy (rules->pdata[i]);
  g_assert_not_reached ();
}

static void
test_a_rule_changes_and_comes_back (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenSafeContactRule) before = find_rule (clinic, "Amina", "mobile");
  g_autoptr (HavenSafeContactRule) after = haven_safe_contact_rule_copy (before);
  g_autoptr (HavenSafeContactRule) changed = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  haven_record_set_text (&after->safe, "ask-first");
  edit = haven_contact_edit_change (clinic->session, before, after, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  changed = haven_test_get (clinic, &haven_safe_contact_rule_info, before->id);
  g_assert_cmpstr (changed->safe, ==, "ask-first");
  g_assert_cmpstr (changed->code_question, ==, before->code_question);
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  back = haven_test_get (clinic, &haven_safe_contact_rule_info, before->id);
  g_assert_true (haven_record_equal (&haven_safe_contact_rule_info, before, back));
}

/* Who began to write before somebody else wrote “never” does not make it a “yes” again. */
static void
test_what_somebody_else_wrote_meanwhile_stays (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenSafeContactRule) before = find_rule (clinic, "Amina", "mobile");
  g_autoptr (HavenSafeContactRule) theirs = haven_safe_contact_rule_copy (before);
  g_autoptr (HavenSafeContactRule) kept = NULL;
  HavenEdit *(*const makers[]) (HavenSession *, const HavenSafeContactRule *, GError **) = {
    haven_contact_edit_confirm,
    haven_contact_edit_remove,
  };

  haven_record_set_text (&theirs->safe, "no");
  haven_test_change (clinic, &haven_safe_contact_rule_info, theirs);
  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenEdit) edit = makers[i] (clinic->session, before, &error);

      g_assert_no_error (error);
      g_assert_false (haven_edit_apply (edit, clinic->session, &error));
      haven_assert_store_error (error, CONFLICT);
    }
  kept = haven_test_get (clinic, &haven_safe_contact_rule_info, before->id);
  g_assert_true (haven_record_equal (&haven_safe_contact_rule_info, theirs, kept));
}

static void
test_confirming_today_changes_nothing_else (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  HavenDate today = haven_clock_today (haven_session_get_clock (clinic->session));
  g_autoptr (HavenSafeContactRule) before = find_rule (clinic, "Selam", "mobile");
  g_autoptr (HavenSafeContactRule) expected = haven_safe_contact_rule_copy (before);
  g_autoptr (HavenSafeContactRule) after = NULL;
  g_autoptr (GError) error = NULL, again = NULL;
  g_autoptr (HavenEdit) edit = haven_contact_edit_confirm (clinic->session, before, &error);

  g_assert_no_error (error);
  g_assert_true (haven_contact_is_old (before, today));
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  after = haven_test_get (clinic, &haven_safe_contact_rule_info, before->id);
  expected->last_confirmed_on = today;
  g_assert_true (haven_record_equal (&haven_safe_contact_rule_info, expected, after));
  g_assert_false (haven_contact_is_old (after, today));
  g_assert_null (haven_contact_edit_confirm (clinic->session, after, &again));
  haven_assert_store_error (again, CONSTRAINT);
}

static void
test_a_rule_is_removed_and_comes_back (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  g_autoptr (HavenSafeContactRule) before = find_rule (clinic, "Amina", "mobile");
  g_autoptr (HavenSafeContactRule) gone = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_contact_edit_remove (clinic->session, before, &error);

  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  gone = haven_test_get (clinic, &haven_safe_contact_rule_info, before->id);
  g_assert_null (gone);
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  back = haven_test_get (clinic, &haven_safe_contact_rule_info, before->id);
  g_assert_true (haven_record_equal (&haven_safe_contact_rule_info, before, back));
}

/* The whole sample clinic was written down by hand; what is asked of people must not refuse it. */
static void
test_the_rules_of_the_sample_clinic_hold (void)
{
  g_autoptr (HavenTestClinic) clinic = haven_test_clinic_new ();
  HavenDate today = haven_clock_today (haven_session_get_clock (clinic->session));
  g_autoptr (GPtrArray) rules = haven_test_list (clinic, &haven_safe_contact_rule_info, NULL, NULL);

  g_assert_cmpuint (rules->len, >, 20);
  for (guint i = 0; i < rules->len; i++)
    {
      g_autoptr (GError) error = NULL;

      haven_contact_check_rule (rules->pdata[i], today, NULL, &error);
      g_assert_no_error (error);
    }
}

/* ── Roles ────────────────────────────────────────────────────────────────── */

typedef struct
{
  char *folder;
  char *passphrase;
} Members;

static HavenSession *
sign_in (const Members *members, const char *name)
{
  HavenKeyringState state;
  g_autoptr (GError) error = NULL;
  HavenSession *session = haven_vaults_open (members->folder, name, members->passphrase, NULL, &state, &error);

  g_assert_no_error (error);
  return session;
}

static void
make_members (Members *members)
{
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) visitor = NULL;

  members->folder = haven_test_make_folder ();
  visitor = haven_vaults_make_demo (members->folder, &file, &error);
  g_assert_no_error (error);
  g_file_get_contents (file, &members->passphrase, NULL, &error);
  g_assert_no_error (error);
  g_strstrip (members->passphrase);
  haven_session_leave (visitor);
}

/* Whether somebody may do one thing; what was done is undone, so that the next finds all as it was. */
static gboolean
try (HavenSession *session, HavenEdit *edit)
{
  g_autoptr (HavenEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  if (edit == NULL)
    return FALSE;
  if (!haven_edit_apply (edit, session, &error))
    {
      haven_assert_store_error (error, REFUSED);
      return FALSE;
    }
  g_assert_true (haven_edit_revert (edit, session, &error));
  g_assert_no_error (error);
  return TRUE;
}

static void
assert_may (HavenSession *session, const char *patient_id, gboolean expected)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("mobile", "(360) 555-0100", "yes");
  g_autoptr (GPtrArray) rules =
    haven_session_list (session, &haven_safe_contact_rule_info, "patient_id", patient_id, NULL, NULL);

  rule->patient_id = g_strdup (patient_id);
  rule->last_confirmed_on = haven_clock_today (haven_session_get_clock (session));
  g_assert_cmpint (try (session, haven_contact_edit_add (session, rule, NULL, NULL)), ==, expected);
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      g_assert_cmpint (try (session, haven_contact_edit_confirm (session, rules->pdata[i], NULL)), ==, expected);
      g_assert_cmpint (try (session, haven_contact_edit_remove (session, rules->pdata[i], NULL)), ==, expected);
    }
}

static void
test_the_desk_and_the_team_may_and_nobody_else (void)
{
  static const struct
  {
    const char *name;
    gboolean may;
  } cases[] = {
    { "Nadia Ferrell", TRUE },    /* front desk */
    { "Dr Ngozi Okafor", TRUE },  /* clinician */
    { "Claudine Joseph", TRUE },  /* navigator */
    { "Irene Kowalczyk", TRUE },  /* attorney */
    { "Paul Arsenault", FALSE },  /* supervisor: looks */
    { "Wendy Strand", FALSE },    /* administrator: no people at all */
  };
  Members members;
  g_autofree char *patient_id = NULL;

  make_members (&members);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenSession) session = sign_in (&members, cases[i].name);

      if (patient_id == NULL)
        {
          g_autoptr (GPtrArray) rules =
            haven_session_list (session, &haven_safe_contact_rule_info, "channel", "mobile", NULL, NULL);

          patient_id = g_strdup (((const HavenSafeContactRule *) rules->pdata[0])->patient_id);
        }
      g_test_message ("%s", cases[i].name);
      assert_may (session, patient_id, cases[i].may);
      haven_session_leave (session);
    }
  haven_test_remove_folder (members.folder);
  g_free (members.folder);
  g_free (members.passphrase);
}

#define ADD(path, function) g_test_add_func ("/services/contact/" path, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-value-fits-its-way", test_a_value_fits_its_way);
  ADD ("what-is-never-used-need-not-be-known", test_what_is_never_used_need_not_be_known);
  ADD ("ways-and-answers-are-of-closed-lists", test_ways_and_answers_are_of_closed_lists);
  ADD ("only-if-says-when", test_only_if_says_when);
  ADD ("hours-and-days-exist", test_hours_and_days_exist);
  ADD ("an-answer-has-a-day-and-an-end", test_an_answer_has_a_day_and_an_end);
  ADD ("text-is-one-short-line", test_text_is_one_short_line);
  ADD ("an-old-answer-is-known", test_an_old_answer_is_known);
  ADD ("a-rule-is-written-down-undone-and-written-again", test_a_rule_is_written_down_undone_and_written_again);
  ADD ("one-way-has-one-answer-for-one-hour", test_one_way_has_one_answer_for_one_hour);
  ADD ("a-rule-changes-and-comes-back", test_a_rule_changes_and_comes_back);
  ADD ("what-somebody-else-wrote-meanwhile-stays", test_what_somebody_else_wrote_meanwhile_stays);
  ADD ("confirming-today-changes-nothing-else", test_confirming_today_changes_nothing_else);
  ADD ("a-rule-is-removed-and-comes-back", test_a_rule_is_removed_and_comes_back);
  ADD ("the-rules-of-the-sample-clinic-hold", test_the_rules_of_the_sample_clinic_hold);
  ADD ("the-desk-and-the-team-may-and-nobody-else", test_the_desk_and_the_team_may_and_nobody_else);
  return g_test_run ();
}
