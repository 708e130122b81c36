/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-reminder.h"

#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTES_A_DAY 1440

#define F(member, TYPE) HAVEN_FIELD (HavenReminder, member, TYPE)
HAVEN_DEFINE_RECORD (HavenReminder, haven_reminder, "reminder", SHARED,
                     F (id, TEXT), F (appointment_id, TEXT), F (patient_id, TEXT), F (outcome, TEXT), F (channel, TEXT), F
                     (done_at, INSTANT), F (done_by, TEXT))
#undef F

static const HavenChoice outcomes[] = {
  { "reached", N_ ("Reached") },
  { "other-time", N_ ("Wants another time") },
  { "no-answer", N_ ("No answer") },
  { "not-tried", N_ ("Not to be reminded") },
  { NULL, NULL },
};

/** Returns: what may come of a reminder */
const HavenChoice *
haven_reminder_get_outcomes (void)
{
  return outcomes;
}

/** Whether nobody need try again. */
gboolean
haven_reminder_is_settled (const HavenReminder *reminder)
{
  return g_strcmp0 (reminder->outcome, "no-answer") != 0;
}

/* ── By which way, and when ───────────────────────────────────────────────── */

/* The order in which ways are looked at: to the person before past others. A letter comes too late. */
static int
get_rank (const HavenSafeContactRule *rule)
{
  static const char *const channels[] = { "mobile", "home", "email", "work", "via-person" };

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    if (g_strcmp0 (rule->channel, channels[i]) == 0)
      return (int) i;
  return -1;
}

/* One answer is a yes: everything else, whatever it is, is none. */
static gboolean
is_allowed (const HavenSafeContactRule *rule)
{
  return (g_strcmp0 (rule->safe, "yes") == 0 || g_strcmp0 (rule->safe, "only-if") == 0) && !haven_text_is_blank (rule->value);
}

static gboolean
is_old (const HavenSafeContactRule *rule, HavenDate today)
{
  return !haven_date_is_set (rule->last_confirmed_on) ||
         haven_date_days_between (rule->last_confirmed_on, today) > rule->confirm_every_days;
}

static gboolean
admits_day (const HavenSafeContactRule *rule, HavenDate today)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  return rule->days == NULL || rule->days[0] == NULL ||
         g_strv_contains ((const char *const *) rule->days, names[haven_date_get_weekday (today) - 1]);
}

/* The same hours as at the telephone: both zero, or from zero on without an end, is the whole day. */
static HavenReminderWay
weigh (const HavenSafeContactRule *rule, HavenDate today, int minute)
{
  int to = rule->safe_to > 0 ? (int) rule->safe_to : MINUTES_A_DAY;
  HavenReminderWay way = { HAVEN_REMIND_NOT_TODAY, rule, (int) rule->safe_from, to };

  if (g_strcmp0 (rule->safe, "ask-first") == 0 || (is_allowed (rule) && is_old (rule, today)))
    way.state = HAVEN_REMIND_ASK_FIRST;
  else if (!is_allowed (rule))
    way.state = HAVEN_REMIND_NEVER;
  else if (!admits_day (rule, today) || minute >= to || way.from >= to)
    way.state = HAVEN_REMIND_NOT_TODAY;
  else
    way.state = minute >= way.from ? HAVEN_REMIND_NOW : HAVEN_REMIND_LATER;
  return way;
}

static gboolean
is_better (const HavenReminderWay *way, const HavenReminderWay *than)
{
  if (than->rule == NULL || way->state != than->state)
    return than->rule == NULL || way->state < than->state;
  return way->state == HAVEN_REMIND_LATER && way->from != than->from ? way->from < than->from
                                                                    : get_rank (way->rule) < get_rank (than->rule);
}

/**
 * haven_reminder_find_way:
 * @rules: (element-type HavenSafeContactRule): of the person
 * @minute: of the day, on the clinic's wall clock
 *
 * By which way somebody may be reminded. What no rule allows is not allowed (R31): without any rule, nobody is reminded.
 */
HavenReminderWay
haven_reminder_find_way (GPtrArray *rules, HavenDate today, int minute)
{
  HavenReminderWay best = { HAVEN_REMIND_NEVER, NULL, 0, 0 };

  for (guint i = 0; rules && i < rules->len; i++)
    {
      const HavenSafeContactRule *rule = rules->pdata[i];
      HavenReminderWay way = weigh (rule, today, minute);

      if (get_rank (rule) >= 0 && way.state != HAVEN_REMIND_NEVER && is_better (&way, &best))
        best = way;
    }
  return best;
}

/* ── What is said ─────────────────────────────────────────────────────────── */

/**
 * haven_reminder_dup_words:
 * @day: in words; @time: in words
 *
 * What may be said to the person, once it is certain that it is they who listen. What the visit is for is not among it,
 * nor what the clinic is.
 *
 * Returns: (transfer full):
 */
char *
haven_reminder_dup_words (const HavenSafeContactRule *rule, const char *day, const char *time)
{
  if (rule && !haven_text_is_blank (rule->caller_name_to_use))
    return g_strdup_printf (_ ("“This is %s. I am calling about %s at %s. Does that still suit you, and do you need anything to "
                               "get there?”"),
                            rule->caller_name_to_use, day, time);
  return g_strdup_printf (_ ("“I am calling about %s at %s. Does that still suit you, and do you need anything to get there?”"),
                          day, time);
}

/** Returns: (transfer full): what may be left behind where nobody answers, or somebody else does */
char *
haven_reminder_dup_message_rule (const HavenSafeContactRule *rule)
{
  const char *name = rule->caller_name_to_use;

  if (g_strcmp0 (rule->leave_voicemail, "name-only") == 0 && !haven_text_is_blank (name))
    return g_strdup_printf (_ ("A message may only say: “This is %s. Please call back.”"), name);
  if (g_strcmp0 (rule->leave_voicemail, "coded") == 0)
    return g_strdup (_ ("A message may only use the words that were agreed."));
  return g_strdup (_ ("Leave no message, and say nothing to anybody else."));
}
