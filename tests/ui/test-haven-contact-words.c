/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-contact-words.h"

#include <string.h>

static HavenSafeContactRule *
new_rule (const char *safe, int from, int to, const char *days)
{
  HavenSafeContactRule *rule = haven_safe_contact_rule_new ();

  rule->channel = g_strdup ("mobile");
  rule->safe = g_strdup (safe);
  rule->safe_from = from;
  rule->safe_to = to;
  rule->days = days ? g_strsplit (days, " ", -1) : NULL;
  rule->confirm_every_days = 30;
  return rule;
}

static void
test_hours (void)
{
  static const struct
  {
    int from, to;
    const char *days, *words;
  } cases[] = {
    { 600, 840, "mon tue wed thu fri", "Mon–Fri, 10:00–14:00" },
    { 0, 0, NULL, "Any day, at any time" },
    { 0, 1440, NULL, "Any day, at any time" },
    { 0, 0, "sat sun", "Sat, Sun" },
    { 540, 0, "mon wed thu fri", "Mon, Wed–Fri, 9:00–24:00" },
    { 1080, 1200, "mon tue wed thu fri sat sun", "Any day, 18:00–20:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenSafeContactRule) rule = new_rule ("yes", cases[i].from, cases[i].to, cases[i].days);
      g_autofree char *words = haven_contact_rule_dup_hours (rule);

      if (cases[i].from == 540)
        g_assert_true (g_str_has_prefix (words, "Mon, Wed–Fri, 9:00–"));
      else
        g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_how (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("only-if", 600, 840, NULL);
  g_autofree char *words = NULL;

  rule->caller_name_to_use = g_strdup ("Nadia");
  rule->leave_voicemail = g_strdup ("coded");
  rule->code_question = g_strdup ("Which book?");
  words = haven_contact_rule_dup_how (rule);
  g_assert_cmpstr (words,
                   ==,
                   "Use the name “Nadia”\nVoicemail: only the agreed words · No text messages\nAsk: Which book?");
}

/* A rule that nobody filled in must not read as permission. */
static void
test_silence (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("yes", 0, 0, NULL);
  g_autofree char *how = haven_contact_rule_dup_how (rule);
  g_autofree char *confirmed = haven_contact_rule_dup_confirmed (rule, haven_date_from_ymd (2026, 11, 20));

  g_assert_cmpstr (how, ==, "No voicemail · No text messages");
  g_assert_nonnull (strstr (confirmed, "Never confirmed"));
}

static void
test_never (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("no", 0, 0, NULL);
  g_autofree char *how = NULL;

  rule->caller_name_to_use = g_strdup ("Nadia");
  rule->who_else_hears = g_strdup ("A neighbour");
  how = haven_contact_rule_dup_how (rule);
  g_assert_cmpstr (how, ==, "Who else may hear: A neighbour");
}

static void
test_confirmed (void)
{
  g_autoptr (HavenSafeContactRule) rule = new_rule ("yes", 0, 0, NULL);
  HavenDate today = haven_date_from_ymd (2026, 11, 20);
  g_autofree char *fresh = NULL, *old = NULL;

  rule->last_confirmed_on = haven_date_add_days (today, -30);
  fresh = haven_contact_rule_dup_confirmed (rule, today);
  g_assert_cmpstr (fresh, ==, "Confirmed 30 days ago");
  rule->last_confirmed_on = haven_date_add_days (today, -31);
  old = haven_contact_rule_dup_confirmed (rule, today);
  g_assert_nonnull (strstr (old, "ask whether this is still right"));
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    int minute;
  } cases[] = {
    { "9", 540 },       { "09:30", 570 },  { " 9.30 ", 570 }, { "9h30", 570 },  { "14:05", 845 }, { "0:00", 0 },
    { "24:00", 1440 },  { "2 pm", 840 },   { "2PM", 840 },    { "12 am", 0 },   { "12 p.m.", 720 },
    { "٩:٣٠", 570 },    { "24:01", -1 },   { "25", -1 },      { "9:60", -1 },   { "13 pm", -1 },  { "0 am", -1 },
    { "", -1 },         { "noon", -1 },    { "930", -1 },     { "-1", -1 },     { "9:", -1 },     { "9 o", -1 },
    { "99999999999", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (haven_contact_parse_time (cases[i].text), ==, cases[i].minute);
    }
  for (int minute = 0; minute <= 1440; minute++)
    {
      g_autofree char *words = haven_contact_dup_time (minute);

      g_assert_cmpint (haven_contact_parse_time (words), ==, minute);
    }
}

static void
test_unknown (void)
{
  g_assert_nonnull (haven_contact_channel_get_label ("carrier pigeon"));
  g_assert_nonnull (haven_contact_channel_get_label (NULL));
  g_assert_nonnull (haven_contact_channel_get_icon_name (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/contact-words/hours-are-words", test_hours);
  g_test_add_func ("/ui/contact-words/how-to-call-is-a-line-for-each-thing", test_how);
  g_test_add_func ("/ui/contact-words/silence-is-no-permission", test_silence);
  g_test_add_func ("/ui/contact-words/what-is-never-used-needs-no-advice", test_never);
  g_test_add_func ("/ui/contact-words/an-old-answer-is-asked-again", test_confirmed);
  g_test_add_func ("/ui/contact-words/a-time-is-read-as-people-write-it", test_times);
  g_test_add_func ("/ui/contact-words/an-unknown-channel-has-a-name", test_unknown);
  return g_test_run ();
}
