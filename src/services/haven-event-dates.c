/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-event-dates.h"

#include "haven-matters-service.h"

#include <glib/gi18n.h>

/* What would come of an event. Both lists are made of what was read before, and change nothing. */
typedef struct
{
  HavenSession *session;
  const HavenEventBook *book;
  const HavenMatterEvent *before; /* nullable: what would be replaced or void */
  const HavenMatterEvent *after;  /* nullable */
} Case;

static void
free_date (gpointer data)
{
  HavenEventDate *date = data;

  g_clear_pointer (&date->before, haven_deadline_free);
  g_clear_pointer (&date->after, haven_deadline_free);
  g_free (date->problem);
  g_free (date);
}

static HavenDate
get_today (const Case *self)
{
  return haven_clock_today (haven_session_get_clock (self->session));
}

/* ── What a date counts from ──────────────────────────────────────────────── */

static gboolean
same_day (HavenDate a, HavenDate b)
{
  return a.day == b.day;
}

/* Journeys that are over count against the one that lasts: from its first day that counts, less the days of all others. */
static gboolean
fill_absence (const Case *self, HavenDeadlineInput *input, GError **error)
{
  g_auto (HavenAbsences) absences = HAVEN_ABSENCES_INIT;

  if (!haven_event_book_count_absences (self->book, self->before, self->after, get_today (self), &absences, error))
    return FALSE;
  if (absences.open >= 0)
    input->trigger = absences.open_from;
  input->stopped_days = absences.earlier;
  return TRUE;
}

/* What the notice prints and how it came are the event's where it says so; otherwise they stay what the date knows. */
static void
fill_notice (const Case *self, const HavenMatterEvent *event, const HavenDeadlineRule *rule, HavenDeadlineInput *input)
{
  const HavenMatterEvent *before = self->before;
  const char *code = haven_deadline_rule_get_code (rule);
  HavenEventRule found;

  if ((before == NULL || before->mailed != event->mailed) && haven_deadline_rule_get_mailed_days (rule) > 0)
    input->mailed = event->mailed;
  if ((before == NULL || !same_day (before->printed_on, event->printed_on)) &&
      haven_event_rules_find (self->book->rules, event->kind, code, &found) && found.printed)
    input->notice_date = event->printed_on;
}

static gboolean
fill_input (const Case *self,
            const HavenMatterEvent *event,
            const HavenDeadlineRule *rule,
            HavenDeadlineInput *input,
            GError **error)
{
  input->trigger = event->on_date;
  if (haven_deadline_rule_needs_born (rule))
    input->born = self->book->born;
  if (event == self->after)
    fill_notice (self, event, rule, input);
  if (haven_matter_event_is_journey (event) &&
      g_strcmp0 (haven_deadline_rule_get_code (rule), haven_event_rules_get_absence_rule (self->book->rules)) == 0)
    return fill_absence (self, input, error);
  return TRUE;
}

/* ── What an event offers ─────────────────────────────────────────────────── */

/* Of a journey that lasts again, only what is open counts. */
static gboolean
is_kept (const Case *self, const HavenDeadline *deadline)
{
  return haven_matter_event_is_journey (self->after) ? g_strcmp0 (deadline->status, "open") == 0
                                                     : g_strcmp0 (deadline->status, "void") != 0;
}

/* Hanging on the event already; what is there to offer is another one. */
static gboolean
hangs (const Case *self, const HavenDeadline *deadline)
{
  return self->before != NULL && g_strcmp0 (deadline->event_id, self->before->event_id) == 0;
}

static gboolean
has_the_same_trigger (const Case *self, const HavenDeadline *deadline)
{
  return g_strcmp0 (deadline->matter_id, self->after->matter_id) == 0 &&
         same_day (deadline->trigger_on, self->after->on_date);
}

static gboolean
has_date (const Case *self, const char *rule, gboolean (*is_it) (const Case *self, const HavenDeadline *deadline))
{
  for (guint i = 0; i < self->book->deadlines->len; i++)
    {
      const HavenDeadline *deadline = self->book->deadlines->pdata[i];

      if (g_strcmp0 (deadline->rule_code, rule) == 0 && is_kept (self, deadline) && is_it (self, deadline))
        return TRUE;
    }
  return FALSE;
}

static HavenEventDate *
make_offer (const Case *self, const HavenMatter *matter, const HavenEventRule *of)
{
  HavenEventDate *offer = g_new0 (HavenEventDate, 1);
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  g_autoptr (GError) error = NULL;

  offer->rule = haven_deadline_rules_lookup (haven_session_get_rules (self->session), of->rule, NULL);
  offer->there = has_date (self, of->rule, has_the_same_trigger);
  offer->usual = of->usual && !offer->there && self->before == NULL;
  if (fill_input (self, self->after, offer->rule, &input, &error))
    offer->after = haven_matters_make_deadline (self->session, self->book->open_days, matter, of->rule, &input, &error);
  if (offer->after != NULL)
    haven_record_set_text (&offer->after->event_id, self->after->event_id);
  else
    offer->problem = g_strdup (error->message);
  return offer;
}

/* Who is back need not be back by any day. */
static gboolean
is_over (const HavenMatterEvent *event)
{
  return haven_matter_event_is_journey (event) && haven_date_is_set (event->until_date);
}

/**
 * haven_event_dates_list_offers:
 * @before: (nullable): the version that @after would replace
 * @after: what would be written down
 *
 * Returns: (transfer full) (element-type HavenEventDate): the dates that such an event may start in its matter, besides
 *   those that hang on it; none while its day is not exact
 */
GPtrArray *
haven_event_dates_list_offers (HavenSession *session,
                               const HavenEventBook *book,
                               const HavenMatterEvent *before,
                               const HavenMatterEvent *after)
{
  const Case self = { session, book, before, after };
  const HavenMatter *matter = haven_event_book_find_matter (book, after->matter_id);
  GPtrArray *offers = g_ptr_array_new_with_free_func (free_date);
  g_autoptr (GArray) rules = NULL;

  if (matter == NULL || !haven_matter_event_is_exact (after) || is_over (after))
    return offers;
  rules = haven_event_rules_list (book->rules, after->kind, matter->type);
  for (guint i = 0; i < rules->len; i++)
    {
      const HavenEventRule *rule = &g_array_index (rules, HavenEventRule, i);

      if (!has_date (&self, rule->rule, hangs))
        g_ptr_array_add (offers, make_offer (&self, matter, rule));
    }
  return offers;
}

/* ── What changes with an event ───────────────────────────────────────────── */

/* The event on which a date hangs, as it would stand. */
static const HavenMatterEvent *
find_event (const Case *self, const HavenDeadline *deadline)
{
  const HavenEventEntry *entry;

  if (self->after != NULL && g_strcmp0 (deadline->event_id, self->after->event_id) == 0)
    return self->after;
  if (self->before != NULL && g_strcmp0 (deadline->event_id, self->before->event_id) == 0)
    return NULL;
  entry = haven_event_book_find_standing (self->book, deadline->event_id);
  return entry ? entry->event : NULL;
}

static gboolean
says_the_same (const HavenDeadline *a, const HavenDeadline *b)
{
  return same_day (a->trigger_on, b->trigger_on) && same_day (a->last_safe_day, b->last_safe_day) &&
         same_day (a->plan_by, b->plan_by) && same_day (a->statutory_day, b->statutory_day) &&
         same_day (a->mail_by, b->mail_by) && same_day (a->opens_on, b->opens_on) &&
         g_strcmp0 (a->set_by, b->set_by) == 0 && g_strcmp0 (a->status, b->status) == 0;
}

/* A journey that ended in time is done; one that ended too late was missed, and stays so until a lawyer says otherwise. */
static void
settle_journey (const Case *self, HavenEventDate *date, const HavenMatterEvent *event)
{
  gboolean late = haven_date_compare (event->until_date, date->before->last_safe_day) > 0;

  date->after = haven_deadline_copy (date->before);
  haven_record_set_text (&date->after->status, late ? "missed" : "done");
  haven_record_set_text (&date->after->done_by, haven_session_get_staff_id (self->session));
  date->after->done_on = event->until_date;
}

static void
count_anew (const Case *self, HavenEventDate *date, const HavenMatterEvent *event)
{
  HavenDeadlineInput input = haven_matters_find_input (self->session, date->before, self->book->born);
  const HavenMatter *matter = haven_event_book_find_matter (self->book, date->before->matter_id);
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  g_autoptr (GError) error = NULL;

  if (!haven_matter_event_is_exact (event))
    {
      date->problem = g_strdup (_ ("A date hangs on this event, so its day stays exact. Settle the date first."));
      return;
    }
  if (!fill_input (self, event, date->rule, &input, &error) ||
      !haven_matters_compute (self->session,
                              self->book->open_days,
                              matter ? matter->court_calendar : NULL,
                              date->before->rule_code,
                              &input,
                              &result,
                              &error))
    {
      date->problem = g_strdup (error->message);
      return;
    }
  date->after = haven_deadline_copy (date->before);
  haven_deadline_result_apply (&result, date->rule, date->after);
  haven_record_set_text (&date->after->set_by, haven_date_is_set (input.notice_date) ? "notice" : "rule");
}

static HavenEventDate *
make_change (const Case *self, const HavenDeadline *deadline, const HavenMatterEvent *event)
{
  HavenEventDate *date = g_new0 (HavenEventDate, 1);

  date->rule =
      haven_deadline_rules_lookup (haven_session_get_rules (self->session), deadline->rule_code, NULL);
  date->before = haven_deadline_copy (deadline);
  if (is_over (event))
    settle_journey (self, date, event);
  else
    count_anew (self, date, event);
  return date;
}

/* A date follows the event that it hangs on; "be back by" follows every journey, and the day of the grant. */
static gboolean
is_concerned (const Case *self, const HavenDeadline *deadline, const HavenMatterEvent *event)
{
  const HavenMatterEvent *touched = self->after ? self->after : self->before;

  return event == self->after || (haven_matter_event_is_journey (event) &&
                                  (haven_matter_event_is_journey (touched) || g_strcmp0 (touched->kind, "granted") == 0));
}

/**
 * haven_event_dates_list_changes:
 * @before: (nullable): what would be replaced, or void where there is no @after
 * @after: (nullable): what would take its place
 *
 * Returns: (transfer full) (element-type HavenEventDate): open dates that would be other ones; those that hang on an event
 *   that becomes void are not among them, as somebody is asked about each
 */
GPtrArray *
haven_event_dates_list_changes (HavenSession *session,
                                const HavenEventBook *book,
                                const HavenMatterEvent *before,
                                const HavenMatterEvent *after)
{
  const Case self = { session, book, before, after };
  GPtrArray *changes = g_ptr_array_new_with_free_func (free_date);

  for (guint i = 0; i < book->deadlines->len; i++)
    {
      const HavenDeadline *deadline = book->deadlines->pdata[i];
      const HavenMatterEvent *event;
      HavenEventDate *date;

      if (deadline->event_id == NULL || deadline->rule_code == NULL || g_strcmp0 (deadline->status, "open") != 0)
        continue;
      event = find_event (&self, deadline);
      if (event == NULL || !is_concerned (&self, deadline, event))
        continue;
      date = make_change (&self, deadline, event);
      if (date->after != NULL && says_the_same (date->before, date->after))
        free_date (date);
      else
        g_ptr_array_add (changes, date);
    }
  return changes;
}
