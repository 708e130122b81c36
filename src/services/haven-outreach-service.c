/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-outreach-service.h"

#include "haven-appointment-status.h"
#include "haven-id.h"
#include "haven-tables.h"

#include <glib/gi18n.h>

#define WITHIN_DAYS 365 /* the same as where the store opens it */

void
haven_outreach_item_free (HavenOutreachItem *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->outreach, haven_outreach_free);
  g_clear_pointer (&self->rule, haven_safe_contact_rule_free);
  g_clear_pointer (&self->missed, g_array_unref);
  g_free (self->person_name);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  const char *id; /* NULL: all that are open */
  GPtrArray *items;
} Reading;

static gboolean
has_come (HavenAppointmentStatus status)
{
  return status == HAVEN_APPOINTMENT_ARRIVED || status == HAVEN_APPOINTMENT_CHECKED_IN ||
         status == HAVEN_APPOINTMENT_IN_PROGRESS || status == HAVEN_APPOINTMENT_COMPLETED;
}

/* Of several visits on one day it is one day. */
static void
add_missed (HavenOutreachItem *item, HavenDate date)
{
  if (item->missed->len == 0 || haven_date_compare (g_array_index (item->missed, HavenDate, 0), date) != 0)
    g_array_prepend_val (item->missed, date);
}

static void
sort_visit (HavenOutreachItem *item, const HavenAppointment *visit, HavenClock *clock)
{
  HavenDate date = haven_clock_get_local_date (clock, visit->starts_at), today = haven_clock_today (clock);
  HavenAppointmentStatus status;

  if (!haven_appointment_status_parse (visit->status, &status))
    return;
  if (status == HAVEN_APPOINTMENT_NO_SHOW)
    {
      item->came_on = HAVEN_DATE_NONE;
      if (haven_date_days_between (date, today) <= WITHIN_DAYS)
        add_missed (item, date);
    }
  else if (has_come (status))
    item->came_on = date;
  else if (haven_appointment_status_takes_time (status) && visit->starts_at > haven_clock_now (clock) &&
           !haven_date_is_set (item->comes_on))
    item->comes_on = date;
}

static gboolean
read_visits (HavenTransaction *transaction, HavenOutreachItem *item, HavenClock *clock, GError **error)
{
  g_autoptr (GPtrArray) visits = haven_transaction_list (
      transaction, &haven_appointment_info, "patient_id", item->outreach->patient_id, "starts_at", error);

  for (guint i = 0; visits && i < visits->len; i++)
    sort_visit (item, visits->pdata[i], clock);
  return visits != NULL;
}

static gboolean
read_tries (HavenTransaction *transaction, HavenOutreachItem *item, GError **error)
{
  g_autoptr (GPtrArray) tries = haven_transaction_list (
      transaction, &haven_reminder_info, "appointment_id", item->outreach->id, "done_at", error);
  g_autoptr (HavenAppointment) visit =
      tries ? haven_transaction_load (transaction, &haven_appointment_info, item->outreach->id, NULL) : NULL;

  for (guint i = 0; tries && i < tries->len; i++)
    {
      const HavenReminder *attempt = tries->pdata[i];

      /* What was done before the visit was a reminder of it. */
      if (visit && attempt->done_at < visit->starts_at)
        continue;
      item->n_tries++;
      item->tried_at = attempt->done_at;
    }
  return tries != NULL;
}

static gboolean
read_way (HavenTransaction *transaction, HavenOutreachItem *item, HavenClock *clock, GError **error)
{
  g_autoptr (GPtrArray) rules = haven_transaction_list (
      transaction, &haven_safe_contact_rule_info, "patient_id", item->outreach->patient_id, NULL, error);
  HavenReminderWay way;

  if (rules == NULL)
    return FALSE;
  way = haven_reminder_find_way (rules, haven_clock_today (clock), haven_clock_minute_of_day (clock));
  item->state = way.state;
  item->rule = way.rule ? haven_safe_contact_rule_copy (way.rule) : NULL;
  item->from = way.from;
  item->to = way.to;
  return TRUE;
}

/* Somebody who is closed to whoever reads is passed over. */
static gboolean
add_item (HavenTransaction *transaction, Reading *reading, const HavenOutreach *outreach, GError **error)
{
  HavenClock *clock = haven_session_get_clock (reading->session);
  g_autoptr (HavenPatient) patient = haven_transaction_load (transaction, &haven_patient_info, outreach->patient_id, NULL);
  g_autoptr (HavenOutreachItem) item = NULL;

  if (patient == NULL)
    return TRUE;
  item = g_new0 (HavenOutreachItem, 1);
  item->outreach = haven_outreach_copy (outreach);
  item->person_name = g_strdup (patient->name);
  item->missed = g_array_new (FALSE, FALSE, sizeof (HavenDate));
  item->came_on = item->comes_on = HAVEN_DATE_NONE;
  if (!read_visits (transaction, item, clock, error) || !read_tries (transaction, item, error) ||
      !read_way (transaction, item, clock, error))
    return FALSE;
  g_ptr_array_add (reading->items, g_steal_pointer (&item));
  return TRUE;
}

static gboolean
read_open (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) all =
      haven_transaction_list (transaction, &haven_outreach_info, reading->id ? "id" : NULL, reading->id, NULL, error);

  for (guint i = 0; all && i < all->len; i++)
    if ((reading->id || ((HavenOutreach *) all->pdata[i])->outcome == NULL) &&
        !add_item (transaction, reading, all->pdata[i], error))
      return FALSE;
  return all != NULL;
}

/* Who can be reached now comes first, then who could be asked for the longest time. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const HavenOutreachItem *first = *(HavenOutreachItem *const *) a, *second = *(HavenOutreachItem *const *) b;

  if (first->state != second->state)
    return (int) first->state - (int) second->state;
  if (first->tried_at != second->tried_at)
    return first->tried_at < second->tried_at ? -1 : 1;
  return g_strcmp0 (first->outreach->id, second->outreach->id);
}

/** Returns: (transfer full) (element-type HavenOutreachItem): whom somebody is to reach out to, those first who may be reached now */
GPtrArray *
haven_outreach_list_open (HavenSession *session, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_outreach_item_free);
  Reading reading = { session, NULL, items };

  if (!haven_session_run (
          session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "outreach", NULL, NULL, read_open, &reading, error))
    return NULL;
  g_ptr_array_sort (items, compare);
  return g_steal_pointer (&items);
}

/** Returns: (transfer full): one of them as it is now, also where it was closed meanwhile */
HavenOutreachItem *
haven_outreach_load (HavenSession *session, const char *id, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_outreach_item_free);
  Reading reading = { session, id, items };

  if (!haven_session_run (session, HAVEN_ACTION_VIEW, HAVEN_IN_SHARED, "outreach", id, NULL, read_open, &reading, error))
    return NULL;
  if (items->len > 0)
    return g_ptr_array_steal_index (items, 0);
  refuse (error, _ ("This is not there any more. Look at the list again."));
  return NULL;
}

/* ── What came of it ──────────────────────────────────────────────────────── */

static HavenOutreach *
load_open (HavenSession *session, const char *id, GError **error)
{
  g_autoptr (HavenOutreach) outreach = haven_session_load (session, &haven_outreach_info, id, error);

  if (outreach == NULL)
    return NULL;
  if (outreach->outcome == NULL)
    return g_steal_pointer (&outreach);
  refuse (error, _ ("Somebody else closed this meanwhile."));
  return NULL;
}

/** Notes that somebody tried and nobody answered; it stays open. @channel: (nullable): by which way */
HavenEdit *
haven_outreach_edit_note_try (HavenSession *session, const char *id, const char *channel, GError **error)
{
  g_autoptr (HavenOutreach) outreach = load_open (session, id, error);
  g_autoptr (HavenReminder) attempt = haven_reminder_new ();
  HavenEdit *edit;

  if (outreach == NULL)
    return NULL;
  attempt->id = haven_id_new ();
  attempt->appointment_id = g_strdup (id);
  attempt->patient_id = g_strdup (outreach->patient_id);
  attempt->outcome = g_strdup ("no-answer");
  attempt->channel = g_strdup (channel);
  attempt->done_at = haven_clock_now (haven_session_get_clock (session));
  attempt->done_by = g_strdup (haven_session_get_staff_id (session));
  edit = haven_edit_new (_ ("No answer noted"), HAVEN_ACTION_CREATE, outreach->patient_id);
  haven_edit_insert (edit, &haven_reminder_info, attempt);
  return edit;
}

typedef struct
{
  char *id;
  char *patient_id;
} Closed;

static void
free_closed (gpointer data)
{
  Closed *closed = data;

  g_free (closed->id);
  g_free (closed->patient_id);
  g_free (closed);
}

/* A later visit may have been missed since, and one of a person is open at a time. */
static gboolean
check_none_is_open (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Closed *closed = data;
  g_autoptr (GPtrArray) all =
      haven_transaction_list (transaction, &haven_outreach_info, "patient_id", closed->patient_id, NULL, error);

  for (guint i = 0; all && i < all->len; i++)
    {
      const HavenOutreach *other = all->pdata[i];

      if (other->outcome == NULL && g_strcmp0 (other->id, closed->id) != 0)
        return refuse (error, _ ("Another visit was missed since, and somebody is to be asked about that one. Nothing was changed."));
    }
  return all != NULL;
}

/** What came of it; one of haven_outreach_get_outcomes(). The person's care is the same as before. */
HavenEdit *
haven_outreach_edit_close (HavenSession *session, const char *id, const char *outcome, GError **error)
{
  g_autoptr (HavenOutreach) before = load_open (session, id, error), after = NULL;
  HavenEdit *edit;
  Closed *closed;

  if (before == NULL)
    return NULL;
  if (haven_choice_find (haven_outreach_get_outcomes (), outcome) == NULL)
    {
      refuse (error, _ ("Say what came of it."));
      return NULL;
    }
  after = haven_outreach_copy (before);
  after->outcome = g_strdup (outcome);
  after->closed_at = haven_clock_now (haven_session_get_clock (session));
  after->closed_by = g_strdup (haven_session_get_staff_id (session));
  edit = haven_edit_new (_ ("What came of reaching out noted"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_outreach_info, before, after);
  closed = g_new0 (Closed, 1);
  closed->id = g_strdup (id);
  closed->patient_id = g_strdup (before->patient_id);
  haven_edit_set_undo_condition (edit, check_none_is_open, closed, free_closed);
  return edit;
}
