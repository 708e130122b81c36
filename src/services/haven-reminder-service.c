/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-reminder-service.h"

#include "haven-appointment-status.h"
#include "haven-id.h"
#include "haven-tables.h"

#include <glib/gi18n.h>

void
haven_reminder_item_free (HavenReminderItem *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->visit);
  g_clear_pointer (&self->rule, haven_safe_contact_rule_free);
  g_clear_pointer (&self->last, haven_reminder_free);
  g_free (self);
}

/* ── Who is reminded today ────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  GPtrArray *items;
} Reading;

static HavenReminder *
find_last (HavenTransaction *transaction, const char *appointment_id, gboolean *settled, GError **error)
{
  g_autoptr (GPtrArray) reminders = haven_transaction_list (transaction, &haven_reminder_info, "appointment_id", appointment_id, "done_at", error);

  *settled = FALSE;
  for (guint i = 0; reminders && i < reminders->len; i++)
    *settled |= haven_reminder_is_settled (reminders->pdata[i]);
  return reminders && reminders->len > 0 ? haven_reminder_copy (reminders->pdata[reminders->len - 1]) : NULL;
}

static gboolean
add_item (HavenTransaction *transaction, Reading *reading, HavenVisit *visit, GError **error)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);
  HavenClock *clock = haven_session_get_clock (reading->session);
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (HavenReminder) last = NULL;
  HavenReminderItem *item;
  HavenReminderWay way;
  gboolean settled;

  if (g_strcmp0 (appointment->status, "confirmed") != 0 || appointment->patient_id == NULL)
    return TRUE;
  last = find_last (transaction, appointment->id, &settled, &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  rules = settled ? NULL : haven_transaction_list (transaction, &haven_safe_contact_rule_info, "patient_id", appointment->patient_id, NULL, error);
  if (rules == NULL)
    return settled;
  way = haven_reminder_find_way (rules, haven_clock_today (clock), haven_clock_minute_of_day (clock));
  item = g_new0 (HavenReminderItem, 1);
  item->visit = g_object_ref (visit);
  item->state = way.state;
  item->rule = way.rule ? haven_safe_contact_rule_copy (way.rule) : NULL;
  item->from = way.from;
  item->to = way.to;
  item->last = g_steal_pointer (&last);
  g_ptr_array_add (reading->items, item);
  return TRUE;
}

/* From tomorrow to the end of the next day on which the clinic is open: nobody calls on the days between. */
static gboolean
read_items (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  HavenClock *clock = haven_session_get_clock (reading->session);
  HavenDate tomorrow = haven_date_add_days (haven_clock_today (clock), 1);
  HavenDate last = haven_business_calendar_next_open (haven_session_get_calendar (reading->session), tomorrow);
  g_autoptr (GPtrArray) visits = haven_tables_list_visits (transaction,
                                                           haven_clock_instant_at (clock, tomorrow, 0),
                                                           haven_clock_instant_at (clock, haven_date_add_days (last, 1), 0),
                                                           error);

  for (guint i = 0; visits && i < visits->len; i++)
    if (!add_item (transaction, reading, visits->pdata[i], error))
      return FALSE;
  return visits != NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const HavenReminderItem *first = *(const HavenReminderItem *const *) a, *second = *(const HavenReminderItem *const *) b;

  if (first->state != second->state)
    return (int) first->state - (int) second->state;
  return first->to != second->to ? first->to - second->to : 0;
}

/** Returns: (transfer full) (element-type HavenReminderItem): who is to be reminded today; first those who may be now */
GPtrArray *
haven_reminders_list (HavenSession *session, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_reminder_item_free);
  Reading reading = { session, items };

  if (!haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "reminder", NULL, NULL, read_items, &reading, error))
    return NULL;
  g_ptr_array_sort (items, compare);
  return g_steal_pointer (&items);
}

/* ── What came of it ──────────────────────────────────────────────────────── */

/** Notes that somebody was reminded, or that it was tried. @channel: (nullable): by which way */
HavenEdit *
haven_reminder_edit_note (HavenSession *session, const char *appointment_id, const char *outcome, const char *channel, GError **error)
{
  g_autoptr (HavenAppointment) visit = haven_session_load (session, &haven_appointment_info, appointment_id, error);
  g_autoptr (HavenReminder) reminder = haven_reminder_new ();
  HavenEdit *edit;

  if (visit == NULL)
    return NULL;
  reminder->id = haven_id_new ();
  reminder->appointment_id = g_strdup (appointment_id);
  reminder->patient_id = g_strdup (visit->patient_id);
  reminder->outcome = g_strdup (outcome);
  reminder->channel = g_strdup (channel);
  reminder->done_at = haven_clock_now (haven_session_get_clock (session));
  reminder->done_by = g_strdup (haven_session_get_staff_id (session));
  edit = haven_edit_new (_ ("Reminder noted"), HAVEN_ACTION_CREATE, visit->patient_id);
  haven_edit_insert (edit, &haven_reminder_info, reminder);
  return edit;
}

/** Notes that the interpreter, or whoever brings the person, said that they come; or takes that back. */
HavenEdit *
haven_reminder_edit_confirm (HavenSession *session, const char *appointment_id, HavenVisitNeed need, gboolean confirmed, GError **error)
{
  g_autoptr (HavenAppointment) before = haven_session_load (session, &haven_appointment_info, appointment_id, error);
  g_autoptr (HavenAppointment) after = before ? haven_appointment_copy (before) : NULL;
  HavenInstant at = confirmed ? haven_clock_now (haven_session_get_clock (session)) : 0;
  HavenEdit *edit;

  if (after == NULL)
    return NULL;
  if (need == HAVEN_NEED_INTERPRETER)
    after->interpreter_confirmed_at = at;
  else
    after->transport_confirmed_at = at;
  edit = haven_edit_new (confirmed ? _ ("Confirmed") : _ ("Not confirmed any more"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_appointment_info, before, after);
  return edit;
}
