/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-deadline.h"
#include "haven-deadline-private.h"

#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2200
#define MOST_STOPPED_DAYS 20000

/* ── What was given ─────────────────────────────────────────────────────── */

static gboolean
check_range (HavenDate date, const char *which, GError **error)
{
  int year;

  if (!haven_date_is_set (date))
    return TRUE;
  haven_date_get_ymd (date, &year, NULL, NULL);
  if (year >= FIRST_YEAR && year <= LAST_YEAR)
    return TRUE;
  g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_OUT_OF_RANGE,
               "%s has to lie between the years %d and %d; check the year", which, FIRST_YEAR,
               LAST_YEAR);
  return FALSE;
}

static gboolean
check_numbers (const HavenDeadlineInput *input, GError **error)
{
  if (!check_range (input->trigger, "the date", error) ||
      !check_range (input->born, "the birth date", error) ||
      !check_range (input->notice_date, "the date on the notice", error))
    return FALSE;
  if (input->stopped_days >= 0 && input->stopped_days <= MOST_STOPPED_DAYS)
    return TRUE;
  g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_OUT_OF_RANGE,
               "the number of days has to lie between 0 and %d", MOST_STOPPED_DAYS);
  return FALSE;
}

static gboolean
check_presence (const HavenDeadlineRule *rule,
                const HavenDeadlineInput *input,
                HavenDate trigger,
                GError **error)
{
  if (!haven_date_is_set (trigger) && haven_deadline_rule_has_dates (rule))
    {
      g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_MISSING_INPUT,
                   "%s starts from %s; give that date", rule->code, rule->trigger_event);
      return FALSE;
    }
  if (rule->needs_born && !haven_date_is_set (input->born))
    {
      g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_MISSING_INPUT,
                   "%s counts by age; give the birth date too (--born YYYY-MM-DD)", rule->code);
      return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_input (GError **error, const HavenDeadlineRule *rule, const char *sentence)
{
  g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_INPUT, "%s: %s", rule->code,
               sentence);
  return FALSE;
}

static gboolean
check_order (const HavenDeadlineRule *rule,
             const HavenDeadlineInput *input,
             HavenDate trigger,
             GError **error)
{
  guint position;

  if (haven_date_is_set (input->born) && haven_date_is_set (trigger) &&
      haven_date_compare (input->born, trigger) > 0)
    return refuse_input (error, rule,
                         "the birth date lies after the date to count from; check both");
  if (!haven_date_is_set (input->notice_date))
    return TRUE;
  if (!haven_deadline_rule_find_date (rule, "last_safe_day", &position))
    return refuse_input (error, rule,
                         "it has no last day that a notice could set; leave the notice's date out");
  if (haven_date_compare (input->notice_date, trigger) < 0)
    return refuse_input (error, rule,
                         "the date on the notice lies before the date to count from; check both");
  return TRUE;
}

static HavenDate
get_trigger (const HavenDeadlineRule *rule, const HavenDeadlineInput *input)
{
  return rule->starts_at_birth && haven_date_is_set (input->born) ? input->born : input->trigger;
}

/* ── The arithmetic ─────────────────────────────────────────────────────── */

/** Where a date's chain of steps starts; unset when that is not known in this case. */
HavenDate
deadline_case_get_start (const DeadlineCase *self, const DeadlineDate *date)
{
  if (date->from == DEADLINE_FROM_TRIGGER)
    return self->trigger;
  if (date->from == DEADLINE_FROM_BORN)
    return self->input->born;
  if (date->from == DEADLINE_FROM_NOTICE)
    return self->input->notice_date;
  return self->dates[date->from - DEADLINE_FROM_DATE];
}

static HavenDate
choose_later (HavenDate a, HavenDate b)
{
  return haven_date_compare (a, b) >= 0 ? a : b;
}

static HavenDate
choose_earlier (HavenDate a, HavenDate b)
{
  return haven_date_compare (a, b) <= 0 ? a : b;
}

/**
 * deadline_case_step:
 * @how: (inout): how the last step by months or years went; a DAY_BEFORE looks whether it was
 * clamped
 */
HavenDate
deadline_case_step (const DeadlineCase *self,
                    const DeadlineStep *step,
                    HavenDate date,
                    HavenDateStep *how)
{
  switch (step->kind)
    {
    case DEADLINE_STEP_DAYS:
      return haven_date_add_days (date, step->amount);
    case DEADLINE_STEP_MONTHS:
      return haven_date_add_months (date, step->amount, how);
    case DEADLINE_STEP_YEARS:
      return haven_date_add_years (date, step->amount, how);
    case DEADLINE_STEP_DAY_BEFORE:
      return *how == HAVEN_DATE_STEP_CLAMPED ? date : haven_date_add_days (date, -1);
    case DEADLINE_STEP_MAILED_DAYS:
      return self->input->mailed ? haven_date_add_days (date, step->amount) : date;
    case DEADLINE_STEP_COUNTED_DAYS:
      return haven_date_add_days (date, step->amount * self->input->stopped_days);
    case DEADLINE_STEP_ROLL_FORWARD:
      return haven_business_calendar_next_open (NULL, date);
    case DEADLINE_STEP_LATER_OF:
      return choose_later (date, self->dates[step->other]);
    case DEADLINE_STEP_EARLIER_OF:
      return choose_earlier (date, self->dates[step->other]);
    default:
      g_assert_not_reached ();
    }
}

static HavenDate
compute_date (const DeadlineCase *self, const DeadlineDate *date)
{
  HavenDateStep how = HAVEN_DATE_STEP_EXACT;
  HavenDate day = deadline_case_get_start (self, date);

  for (guint i = 0; haven_date_is_set (day) && i < date->steps->len; i++)
    day = deadline_case_step (self, &g_array_index (date->steps, DeadlineStep, i), day, &how);
  return day;
}

/* A notice's own printed date wins over a computed one, and nothing rolls it. */
static gboolean
is_set_by_notice (const DeadlineCase *self, const DeadlineDate *date)
{
  return haven_date_is_set (self->input->notice_date) &&
         (strcmp (date->name, "last_safe_day") == 0 || strcmp (date->name, "statutory_day") == 0);
}

static void
compute_dates (DeadlineCase *self)
{
  for (guint i = 0; i < self->rule->dates->len; i++)
    {
      const DeadlineDate *date = g_ptr_array_index (self->rule->dates, i);

      self->computed[i] = compute_date (self, date);
      self->dates[i] = is_set_by_notice (self, date) ? self->input->notice_date : self->computed[i];
    }
}

/* ── Alerts ─────────────────────────────────────────────────────────────── */

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return haven_date_compare (*(const HavenDate *) a, *(const HavenDate *) b);
}

/* An alert from before the event that starts the clock could never have been given. */
static gboolean
is_too_early (const DeadlineCase *self, HavenDate base, HavenDate alert)
{
  return haven_date_compare (alert, self->trigger) < 0 &&
         haven_date_compare (base, self->trigger) > 0;
}

static void
add_alert (const DeadlineCase *self, const DeadlineAlert *alert, GArray *days)
{
  HavenDate base = self->dates[alert->of], day;

  if (!haven_date_is_set (base))
    return;
  day = alert->in_months ? haven_date_add_months (base, -alert->amount, NULL)
                         : haven_date_add_days (base, -alert->amount);
  if (!is_too_early (self, base, day))
    g_array_append_val (days, day);
}

static void
compute_alerts (const DeadlineCase *self, HavenDeadlineResult *result)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (HavenDate));
  gsize length;

  for (guint i = 0; i < self->rule->alerts->len; i++)
    add_alert (self, &g_array_index (self->rule->alerts, DeadlineAlert, i), days);
  g_array_sort (days, compare_days);
  for (guint i = 1; i < days->len;)
    if (g_array_index (days, HavenDate, i).day == g_array_index (days, HavenDate, i - 1).day)
      g_array_remove_index (days, i);
    else
      i++;
  result->alert_on = g_array_steal (days, &length);
  result->n_alerts = (guint) length;
}

/* ── The result ─────────────────────────────────────────────────────────── */

static HavenDate
get_named_date (const DeadlineCase *self, const char *name)
{
  guint position;

  return haven_deadline_rule_find_date (self->rule, name, &position) ? self->dates[position]
                                                                     : HAVEN_DATE_NONE;
}

static gboolean
fill_result (const DeadlineCase *self, HavenDeadlineResult *result, GError **error)
{
  result->trigger = self->trigger;
  result->last_safe_day = get_named_date (self, "last_safe_day");
  result->statutory_day = get_named_date (self, "statutory_day");
  result->mail_by = get_named_date (self, "mail_by");
  result->opens_on = get_named_date (self, "opens_on");
  if (haven_date_is_set (result->last_safe_day))
    {
      result->plan_by =
          haven_business_calendar_previous_open (self->calendar, result->last_safe_day);
      if (!haven_date_is_set (result->plan_by))
        return refuse_input (error, self->rule,
                             "the table of closed days leaves no open day; check it");
    }
  compute_alerts (self, result);
  result->rule = g_strdup (self->rule->code);
  result->citation = g_strdup (self->rule->citation);
  result->needs_lawyer_check = self->rule->needs_lawyer_check;
  result->explanation = deadline_case_dup_explanation (self, result);
  return TRUE;
}

/**
 * haven_deadline_compute:
 * @calendar: (nullable): the open days by which to plan, the clinic's, and for a rule that goes by a
 * state court that court's too; %NULL: all but weekends and federal holidays
 * @result: (out): initialised with %HAVEN_DEADLINE_RESULT_INIT; untouched on error
 * @error: %HAVEN_DEADLINE_ERROR_MISSING_INPUT, BAD_INPUT or OUT_OF_RANGE, with a sentence that says
 * what to give
 *
 * Applies a rule of the table of legal dates (domain 2.3). Statutory days roll by the federal
 * calendar alone, however the clinic or a court is closed.
 */
gboolean
haven_deadline_compute (const HavenDeadlineRule *rule,
                        const HavenDeadlineInput *input,
                        const HavenBusinessCalendar *calendar,
                        HavenDeadlineResult *result,
                        GError **error)
{
  g_auto (HavenDeadlineResult) made = HAVEN_DEADLINE_RESULT_INIT;
  DeadlineCase self = { .rule = rule, .input = input, .calendar = calendar };

  g_return_val_if_fail (rule != NULL && input != NULL && result != NULL, FALSE);

  self.trigger = get_trigger (rule, input);
  if (!check_numbers (input, error) || !check_presence (rule, input, self.trigger, error) ||
      !check_order (rule, input, self.trigger, error))
    return FALSE;

  compute_dates (&self);
  if (!fill_result (&self, &made, error))
    return FALSE;
  haven_deadline_result_clear (result);
  *result = made;
  made = (HavenDeadlineResult) HAVEN_DEADLINE_RESULT_INIT;
  return TRUE;
}

void
haven_deadline_result_clear (HavenDeadlineResult *self)
{
  g_free (self->rule);
  g_free (self->alert_on);
  g_free (self->citation);
  g_free (self->explanation);
  *self = (HavenDeadlineResult) HAVEN_DEADLINE_RESULT_INIT;
}

static void
add_date (JsonObject *object, const char *name, HavenDate date)
{
  g_autofree char *iso = haven_date_dup_iso (date);

  if (haven_date_is_set (date))
    json_object_set_string_member (object, name, iso);
  else
    json_object_set_null_member (object, name);
}

static char **
dup_alerts (const HavenDeadlineResult *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->n_alerts; i++)
    g_strv_builder_take (builder, haven_date_dup_iso (self->alert_on[i]));
  return g_strv_builder_end (builder);
}

static void
add_alerts (JsonObject *object, const HavenDeadlineResult *self)
{
  JsonArray *array = json_array_new ();
  g_auto (GStrv) days = dup_alerts (self);

  for (gsize i = 0; days[i]; i++)
    json_array_add_string_element (array, days[i]);
  json_object_set_array_member (object, "alert_on", array);
}

/** Returns: (transfer full): every field under its own name; null where the rule has no such date
 */
JsonObject *
haven_deadline_result_to_json (const HavenDeadlineResult *self)
{
  JsonObject *object;

  g_return_val_if_fail (self != NULL && self->rule != NULL, NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "rule", self->rule);
  add_date (object, "trigger", self->trigger);
  add_date (object, "last_safe_day", self->last_safe_day);
  add_date (object, "plan_by", self->plan_by);
  add_date (object, "statutory_day", self->statutory_day);
  add_date (object, "mail_by", self->mail_by);
  add_date (object, "opens_on", self->opens_on);
  if (self->n_alerts > 0)
    add_alerts (object, self);
  else
    json_object_set_null_member (object, "alert_on");
  json_object_set_string_member (object, "citation", self->citation);
  json_object_set_string_member (object, "explanation", self->explanation);
  json_object_set_boolean_member (object, "needs_lawyer_check", self->needs_lawyer_check);
  return object;
}

/** Writes what was computed into a deadline of a matter; whose it is, its status and who did it
 * stay as they are. */
void
haven_deadline_result_apply (const HavenDeadlineResult *self,
                             const HavenDeadlineRule *rule,
                             HavenDeadline *deadline)
{
  g_return_if_fail (self != NULL && rule != NULL && deadline != NULL);

  g_set_str (&deadline->rule_code, rule->code);
  g_set_str (&deadline->label, rule->label);
  g_set_str (&deadline->trigger_event, rule->trigger_event);
  g_set_str (&deadline->kind, rule->kind);
  g_set_str (&deadline->citation, self->citation);
  g_set_str (&deadline->explanation, self->explanation);
  deadline->trigger_on = self->trigger;
  deadline->last_safe_day = self->last_safe_day;
  deadline->plan_by = self->plan_by;
  deadline->statutory_day = self->statutory_day;
  deadline->mail_by = self->mail_by;
  deadline->opens_on = self->opens_on;
  deadline->needs_lawyer_check = self->needs_lawyer_check;
  g_strfreev (deadline->alert_on);
  deadline->alert_on = dup_alerts (self);
}
