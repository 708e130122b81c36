/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core-test.h"
#include "haven-reminder.h"

#include <string.h>

#define TODAY date ("2026-11-24") /* a Tuesday */

static HavenSafeContactRule *
add (GPtrArray *rules, const char *channel, const char *safe)
{
  HavenSafeContactRule *rule = haven_safe_contact_rule_new ();

  rule->channel = g_strdup (channel);
  rule->safe = g_strdup (safe);
  rule->value = g_strdup ("(360) 555-0141");
  rule->last_confirmed_on = date ("2026-11-20");
  rule->confirm_every_days = 30;
  g_ptr_array_add (rules, rule);
  return rule;
}

static GPtrArray *
create (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) haven_safe_contact_rule_free);
}

static void
test_without_a_rule_nobody_is_reminded (void)
{
  g_autoptr (GPtrArray) rules = create ();

  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 600).state, ==, HAVEN_REMIND_NEVER);
  add (rules, "mobile", "no");
  add (rules, "home", "nonsense");
  add (rules, "mail", "yes");
  add (rules, "in-person", "yes");
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 600).state, ==, HAVEN_REMIND_NEVER);
  g_assert_null (haven_reminder_find_way (rules, TODAY, 600).rule);
}

static void
test_hours_and_days_hold (void)
{
  g_autoptr (GPtrArray) rules = create ();
  HavenSafeContactRule *rule = add (rules, "mobile", "only-if");

  rule->safe_from = 540;
  rule->safe_to = 720;
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 539).state, ==, HAVEN_REMIND_LATER);
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 540).state, ==, HAVEN_REMIND_NOW);
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 719).state, ==, HAVEN_REMIND_NOW);
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 720).state, ==, HAVEN_REMIND_NOT_TODAY);
  rule->days = g_strdupv ((char *[]) { "mon", "wed", NULL });
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 600).state, ==, HAVEN_REMIND_NOT_TODAY);
}

static void
test_an_old_answer_is_asked_again (void)
{
  g_autoptr (GPtrArray) rules = create ();
  HavenSafeContactRule *rule = add (rules, "mobile", "yes");

  rule->last_confirmed_on = date ("2026-10-25");
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 600).state, ==, HAVEN_REMIND_NOW);
  rule->last_confirmed_on = date ("2026-10-24");
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 600).state, ==, HAVEN_REMIND_ASK_FIRST);
  rule->last_confirmed_on = HAVEN_DATE_NONE;
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 600).state, ==, HAVEN_REMIND_ASK_FIRST);
}

static void
test_the_best_way_is_taken (void)
{
  g_autoptr (GPtrArray) rules = create ();
  HavenSafeContactRule *later, *mobile;

  add (rules, "via-person", "yes");
  later = add (rules, "home", "yes");
  later->safe_from = 900;
  mobile = add (rules, "mobile", "ask-first");
  g_assert_cmpstr (haven_reminder_find_way (rules, TODAY, 600).rule->channel, ==, "via-person");
  g_set_str (&mobile->safe, "yes");
  g_assert_true (haven_reminder_find_way (rules, TODAY, 600).rule == mobile);
}

static void
test_no_way_without_a_number (void)
{
  g_autoptr (GPtrArray) rules = create ();
  HavenSafeContactRule *rule = add (rules, "mobile", "yes");

  g_clear_pointer (&rule->value, g_free);
  g_assert_cmpint (haven_reminder_find_way (rules, TODAY, 600).state, ==, HAVEN_REMIND_NEVER);
}

static void
test_words_are_neutral (void)
{
  g_autoptr (GPtrArray) rules = create ();
  HavenSafeContactRule *rule = add (rules, "mobile", "yes");
  g_autofree char *plain = NULL, *named = NULL, *silent = NULL, *message = NULL;

  plain = haven_reminder_dup_words (rule, "Wednesday", "15:00");
  silent = haven_reminder_dup_message_rule (rule);
  rule->caller_name_to_use = g_strdup ("Rosa");
  rule->leave_voicemail = g_strdup ("name-only");
  named = haven_reminder_dup_words (rule, "Wednesday", "15:00");
  message = haven_reminder_dup_message_rule (rule);
  g_assert_nonnull (strstr (plain, "Wednesday at 15:00"));
  g_assert_nonnull (strstr (named, "This is Rosa."));
  g_assert_nonnull (strstr (message, "This is Rosa. Please call back."));
  g_assert_nonnull (strstr (silent, "Leave no message"));
  for (const char *const *word = (const char *const[]) { "clinic", "doctor", "lawyer", "visit", "appointment", NULL }; *word; word++)
    g_assert_true (strstr (plain, *word) == NULL && strstr (named, *word) == NULL && strstr (message, *word) == NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/reminder/without-a-rule-nobody-is-reminded", test_without_a_rule_nobody_is_reminded);
  g_test_add_func ("/core/reminder/hours-and-days-hold", test_hours_and_days_hold);
  g_test_add_func ("/core/reminder/an-old-answer-is-asked-again", test_an_old_answer_is_asked_again);
  g_test_add_func ("/core/reminder/the-best-way-is-taken", test_the_best_way_is_taken);
  g_test_add_func ("/core/reminder/no-way-without-a-number", test_no_way_without_a_number);
  g_test_add_func ("/core/reminder/words-are-neutral", test_words_are_neutral);
  return g_test_run ();
}
