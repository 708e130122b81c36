/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Says how a date came about. The sentences walk the same steps as the arithmetic, so they cannot
 * differ from it.
 */

#include "haven-deadline-private.h"

#include <string.h>

#define MINUS "\u2212"

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };
static const char *const weekdays[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };

static void
append_day (GString *text, HavenDate date)
{
  int year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  g_string_append_printf (text, "%d %s %d", day, months[month - 1], year);
}

static void
append_day_of_week (GString *text, HavenDate date)
{
  append_day (text, date);
  g_string_append_printf (text, " (a %s)", weekdays[haven_date_get_weekday (date) - 1]);
}

/* A sentence being made: what stands in the brackets behind its last day is gathered on the way. */
typedef struct
{
  const DeadlineCase *of;
  GString *text;
  GString *notes;
  gboolean has_steps;
} Telling;

static void
note_how (Telling *self, HavenDate before, HavenDate after, HavenDateStep how)
{
  int day, year, month;

  haven_date_get_ymd (before, NULL, NULL, &day);
  haven_date_get_ymd (after, &year, &month, NULL);
  if (how == HAVEN_DATE_STEP_CLAMPED)
    g_string_append_printf (self->notes, "; %s %d has no day %d, so its last day counts",
                            months[month - 1], year, day);
  else if (how == HAVEN_DATE_STEP_LEAP_MOVED)
    g_string_append_printf (self->notes, "; %d has no 29 February", year);
}

/* "+ 84 days = 24 December 2026", after a comma where another step went before. */
static void
tell_amount (Telling *self, int amount, const char *what, HavenDate after)
{
  g_string_append_printf (self->text, "%s %s %d %s = ", self->has_steps ? "," : "",
                          amount < 0 ? MINUS : "+", ABS (amount), what);
  append_day (self->text, after);
  self->has_steps = TRUE;
}

static void
tell_units (Telling *self, int amount, const char *unit, HavenDate after)
{
  g_autofree char *units = g_strconcat (unit, ABS (amount) == 1 ? "" : "s", NULL);

  tell_amount (self, amount, units, after);
}

static void
tell_counted (Telling *self, int sign, HavenDate after)
{
  const char *meaning = self->of->rule->days_meaning;
  g_autofree char *what = g_strdup_printf ("(%s)", meaning ? meaning : "days");

  tell_amount (self, sign * self->of->input->stopped_days, what, after);
}

static void
tell_choice (Telling *self, const char *which, guint other, HavenDate after)
{
  g_string_append (self->text, ", or ");
  append_day (self->text, self->of->dates[other]);
  g_string_append_printf (self->text, " where that is %s = ", which);
  append_day (self->text, after);
  self->has_steps = TRUE;
}

static void
tell_rolled (Telling *self, HavenDate before, HavenDate after)
{
  if (before.day == after.day)
    {
      g_string_append (self->notes, "; an open day, so nothing rolls");
      return;
    }
  g_string_append (self->text, ", rolled forward over weekends and federal holidays = ");
  append_day (self->text, after);
}

static void
tell_step (
    Telling *self, const DeadlineStep *step, HavenDate before, HavenDate after, HavenDateStep how)
{
  switch (step->kind)
    {
    case DEADLINE_STEP_DAYS:
      tell_units (self, step->amount, "day", after);
      break;
    case DEADLINE_STEP_MONTHS:
    case DEADLINE_STEP_YEARS:
      tell_units (self, step->amount, step->kind == DEADLINE_STEP_MONTHS ? "month" : "year", after);
      note_how (self, before, after, how);
      break;
    case DEADLINE_STEP_DAY_BEFORE:
      if (before.day == after.day)
        g_string_append (self->notes, " and no day is taken off");
      else
        tell_units (self, -1, "day", after);
      break;
    case DEADLINE_STEP_MAILED_DAYS:
      tell_amount (self, step->amount, "days for the mail", after);
      break;
    case DEADLINE_STEP_COUNTED_DAYS:
      tell_counted (self, step->amount, after);
      break;
    case DEADLINE_STEP_ROLL_FORWARD:
      tell_rolled (self, before, after);
      break;
    case DEADLINE_STEP_LATER_OF:
      tell_choice (self, "later", step->other, after);
      break;
    case DEADLINE_STEP_EARLIER_OF:
      tell_choice (self, "earlier", step->other, after);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A step that did nothing in this case goes without a word. */
static gboolean
is_silent (const DeadlineCase *self, const DeadlineStep *step)
{
  return (step->kind == DEADLINE_STEP_MAILED_DAYS && !self->input->mailed) ||
         (step->kind == DEADLINE_STEP_COUNTED_DAYS && self->input->stopped_days == 0);
}

static void
append_arithmetic (const DeadlineCase *self, GString *text, const DeadlineDate *date)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  Telling telling = { self, text, notes, FALSE };
  HavenDateStep how = HAVEN_DATE_STEP_EXACT;
  HavenDate day = deadline_case_get_start (self, date);

  g_string_append_printf (text, "%s ", date->words ? date->words : self->rule->trigger_verb);
  append_day (text, day);
  for (guint i = 0; i < date->steps->len; i++)
    {
      const DeadlineStep *step = &g_array_index (date->steps, DeadlineStep, i);
      HavenDate next = deadline_case_step (self, step, day, &how);

      if (!is_silent (self, step))
        tell_step (&telling, step, day, next, how);
      day = next;
    }
  g_string_append_printf (text, " (a %s%s).", weekdays[haven_date_get_weekday (day) - 1],
                          notes->str);
}

static void
append_notice (const DeadlineCase *self, GString *text, HavenDate computed)
{
  HavenDate printed = self->input->notice_date;

  g_string_append (text, " The notice itself prints ");
  append_day_of_week (text, printed);
  g_string_append (text, printed.day == computed.day ? ", which agrees." : ": that date wins.");
}

static void
append_date (const DeadlineCase *self, GString *text, guint i)
{
  const DeadlineDate *date = g_ptr_array_index (self->rule->dates, i);
  gboolean is_last = strcmp (date->name, "last_safe_day") == 0;
  gboolean by_notice = haven_date_is_set (self->input->notice_date);

  if (!haven_date_is_set (self->computed[i]))
    return;
  if (by_notice && strcmp (date->name, "statutory_day") == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  append_arithmetic (self, text, date);
  if (is_last && by_notice && date->from != DEADLINE_FROM_NOTICE)
    append_notice (self, text, self->computed[i]);
}

static char *
dup_closed_reason (const DeadlineCase *self, HavenDate date)
{
  const char *holiday = haven_federal_holiday_get_name (date);

  if (haven_date_get_weekday (date) >= 6)
    return g_strdup (haven_date_get_weekday (date) == 6 ? "a Saturday" : "a Sunday");
  if (holiday == NULL && haven_business_calendar_is_court_day (self->calendar, date))
    return g_strdup_printf ("a day on which %s is closed", haven_business_calendar_get_court (self->calendar));
  return g_strdup (holiday ? holiday : "a closed day");
}

/* By whose days the plan goes, where a court has to be open. */
static void
append_court (const DeadlineCase *self, GString *text)
{
  const char *court = haven_business_calendar_get_court (self->calendar);

  if (!self->rule->goes_by_state_court)
    return;
  if (court != NULL)
    g_string_append_printf (text, " The day to plan by is open at %s too, by the table that the clinic keeps of its days.", court);
  else
    g_string_append (text, " No days of a state court are known here, so a day on which the court alone is closed is not left out.");
}

static void
append_plan (const DeadlineCase *self, GString *text, const HavenDeadlineResult *result)
{
  g_autofree char *reason = NULL;

  if (!haven_date_is_set (result->plan_by))
    return;
  if (result->plan_by.day != result->last_safe_day.day)
    {
      reason = dup_closed_reason (self, result->last_safe_day);
      g_string_append (text, " As ");
      append_day (text, result->last_safe_day);
      g_string_append_printf (text, " is %s, plan by ", reason);
      append_day_of_week (text, result->plan_by);
      g_string_append (text, ", the nearest open day before it.");
    }
  append_court (self, text);
}

/* ── The rule's own sentences ───────────────────────────────────────────── */

static int
get_age (const DeadlineCase *self)
{
  return haven_date_get_age_on (self->input->born, self->trigger);
}

static gboolean
holds (const DeadlineCase *self, DeadlineWhen when)
{
  gboolean has_age = haven_date_is_set (self->input->born) && haven_date_is_set (self->trigger);

  switch (when)
    {
    case DEADLINE_ALWAYS:
      return TRUE;
    case DEADLINE_WHEN_MAILED:
      return self->input->mailed;
    case DEADLINE_WHEN_NOT_MAILED:
      return !self->input->mailed;
    case DEADLINE_WHEN_COUNTED_DAYS:
      return self->input->stopped_days > 0;
    case DEADLINE_WHEN_NOTICE:
      return haven_date_is_set (self->input->notice_date);
    case DEADLINE_WHEN_NO_NOTICE:
      return !haven_date_is_set (self->input->notice_date);
    case DEADLINE_WHEN_BORN:
      return has_age;
    case DEADLINE_WHEN_UNDER_21:
      return has_age && get_age (self) < 21;
    case DEADLINE_WHEN_21_OR_OVER:
      return has_age && get_age (self) >= 21;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
append_value (const DeadlineCase *self, GString *text, const char *name)
{
  HavenDate date = self->trigger;
  guint position;

  if (strcmp (name, "age") == 0)
    {
      g_string_append_printf (text, "%d", get_age (self));
      return TRUE;
    }
  if (haven_deadline_rule_find_date (self->rule, name, &position))
    date = self->dates[position];
  if (haven_date_is_set (date))
    append_day_of_week (text, date);
  return haven_date_is_set (date);
}

/* A sentence that speaks of a date which this case lacks is left out as a whole. */
static void
append_sentence (const DeadlineCase *self, GString *text, const DeadlineSentence *sentence)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *at = sentence->text, *open;

  while ((open = strchr (at, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = g_strndup (open + 1, (gsize) (close - open - 1));

      g_string_append_len (filled, at, open - at);
      if (!append_value (self, filled, name))
        return;
      at = close + 1;
    }
  g_string_append (filled, at);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", filled->str);
}

/** Returns: (transfer full): plain English sentences: the arithmetic, the plan, and what the rule
 * has to say */
char *
deadline_case_dup_explanation (const DeadlineCase *self, const HavenDeadlineResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->rule->dates->len; i++)
    append_date (self, text, i);
  append_plan (self, text, result);
  if (self->input->mailed && self->rule->mailed_days == 0 && self->rule->dates->len > 0)
    g_string_append (text, " Mailing adds no days under this rule.");
  for (guint i = 0; i < self->rule->sentences->len; i++)
    {
      const DeadlineSentence *sentence = g_ptr_array_index (self->rule->sentences, i);

      if (holds (self, sentence->when))
        append_sentence (self, text, sentence);
    }
  if (self->rule->needs_lawyer_check)
    g_string_append (text, " A lawyer has to confirm this rule before anybody relies on it.");
  return g_string_free_and_steal (g_steal_pointer (&text));
}
