/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-series-service.h"

#include "haven-booking-private.h"
#include "haven-flow.h"
#include "haven-id.h"

#include <glib/gi18n.h>

/* ── Which visits, and when ───────────────────────────────────────────────── */

static GPtrArray *
list_meant (HavenSession *session, const char *appointment_id, HavenSeriesScope scope, GError **error)
{
  g_autoptr (HavenAppointment) chosen = haven_session_load (session, &haven_appointment_info, appointment_id, error);
  g_autoptr (GPtrArray) all = NULL, meant = NULL;
  GPtrArray *copies;

  if (chosen == NULL)
    return NULL;
  all = chosen->series_id ? haven_session_list (session, &haven_appointment_info, "series_id", chosen->series_id, "series_on", error)
                          : haven_session_list (session, &haven_appointment_info, "id", chosen->id, NULL, error);
  if (all == NULL)
    return NULL;
  meant = haven_series_select (all, appointment_id, scope);
  copies = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
  for (guint i = 0; i < meant->len; i++)
    g_ptr_array_add (copies, haven_appointment_copy (meant->pdata[i]));
  return copies;
}

static HavenDate
get_date (HavenSession *session, const HavenAppointment *visit)
{
  return haven_clock_get_local_date (haven_session_get_clock (session), visit->starts_at);
}

static char **
dup_resources (HavenSession *session, const char *appointment_id, GError **error)
{
  g_autoptr (GPtrArray) links = haven_session_list (session, &haven_appointment_resource_info, "appointment_id", appointment_id, NULL, error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (links == NULL)
    return NULL;
  for (guint i = 0; i < links->len; i++)
    g_strv_builder_add (ids, ((HavenAppointmentResource *) links->pdata[i])->resource_id);
  return g_strv_builder_end (ids);
}

/* ── What stands against them ─────────────────────────────────────────────── */

/* As the screens say dates. */
static char *
dup_day (HavenDate date)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 12, 0, 0);
  /* Translators: a short date with its weekday; see strftime(3) */
  return g_date_time_format (time, _ ("%a %-d %b %Y"));
}

/* Each sentence says of which day it speaks. */
static gboolean
add_conflicts (GPtrArray *all, HavenSession *session, const HavenBooking *booking, GError **error)
{
  g_autoptr (GPtrArray) conflicts = haven_booking_find_conflicts (session, booking, error);
  g_autofree char *day = dup_day (booking->date);

  for (guint i = conflicts ? conflicts->len : 0; i > 0; i--)
    {
      HavenAppointmentConflict *conflict = g_ptr_array_steal_index (conflicts, i - 1);
      g_autofree char *sentence = g_steal_pointer (&conflict->sentence);

      conflict->sentence = g_strdup_printf ("%s: %s", day, sentence);
      g_ptr_array_add (all, conflict);
    }
  return conflicts != NULL;
}

static gboolean
check_rule (const HavenBooking *booking, HavenSeriesRule *rule, GError **error)
{
  g_autoptr (GError) refused = NULL;

  *rule = booking->repeat;
  rule->first = booking->date;
  if (rule->every == 0)
    rule->every = 1;
  if (rule->last.day == 0)
    rule->last = HAVEN_DATE_NONE;
  if (haven_series_rule_check (rule, &refused))
    return TRUE;
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, refused->message);
  return FALSE;
}

static GPtrArray *
find_new_conflicts (HavenSession *session, const HavenBooking *booking, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_conflict_free);
  g_autoptr (GArray) dates = NULL;
  HavenSeriesRule rule;

  if (!check_rule (booking, &rule, error))
    return NULL;
  dates = haven_series_expand (&rule);
  for (guint i = 0; i < dates->len; i++)
    {
      HavenBooking one = *booking;

      one.date = g_array_index (dates, HavenDate, i);
      if (!add_conflicts (all, session, &one, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

static HavenDate
find_chosen_date (HavenSession *session, GPtrArray *meant, const char *id)
{
  for (guint i = 0; i < meant->len; i++)
    if (g_strcmp0 (((HavenAppointment *) meant->pdata[i])->id, id) == 0)
      return get_date (session, meant->pdata[i]);
  return HAVEN_DATE_NONE;
}

/* How one of the visits that are @meant stands after the chosen one went to what @booking says. */
static gboolean
shift (HavenSession *session,
       const HavenBooking *booking,
       GPtrArray *meant,
       const HavenAppointment *visit,
       HavenBooking *one,
       char ***resource_ids,
       GError **error)
{
  HavenDate from = find_chosen_date (session, meant, booking->appointment_id);

  *one = *booking;
  one->along = meant;
  one->appointment_id = visit->id;
  one->patient_id = visit->patient_id;
  one->kind = visit->kind;
  one->mode = visit->mode;
  one->date = haven_date_add_days (get_date (session, visit), haven_date_days_between (from, booking->date));
  if (g_strcmp0 (visit->id, booking->appointment_id) == 0 && booking->resource_ids && booking->resource_ids[0])
    return TRUE;
  *resource_ids = dup_resources (session, visit->id, error);
  one->resource_ids = (const char *const *) *resource_ids;
  return *resource_ids != NULL;
}

static GPtrArray *
find_moved_conflicts (HavenSession *session, const HavenBooking *booking, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_conflict_free);
  g_autoptr (GPtrArray) meant = list_meant (session, booking->appointment_id, booking->scope, error);

  for (guint i = 0; meant && i < meant->len; i++)
    {
      g_auto (GStrv) resource_ids = NULL;
      HavenBooking one;

      if (!shift (session, booking, meant, meant->pdata[i], &one, &resource_ids, error) ||
          !add_conflicts (all, session, &one, error))
        return NULL;
    }
  return meant ? g_steal_pointer (&all) : NULL;
}

/**
 * haven_series_find_conflicts:
 *
 * What stands against a visit and against all that come or move with it.
 *
 * Returns: (transfer full) (element-type HavenAppointmentConflict):
 */
GPtrArray *
haven_series_find_conflicts (HavenSession *session, const HavenBooking *booking, GError **error)
{
  if (booking->appointment_id != NULL && booking->scope != HAVEN_SERIES_THIS)
    return find_moved_conflicts (session, booking, error);
  if (booking->appointment_id == NULL && booking->repeat.frequency != HAVEN_SERIES_NEVER)
    return find_new_conflicts (session, booking, error);
  return haven_booking_find_conflicts (session, booking, error);
}

/* ── Booking ──────────────────────────────────────────────────────────────── */

static HavenAppointmentSeries *
create_series (const HavenSeriesRule *rule, const char *patient_id, HavenDate last)
{
  HavenAppointmentSeries *series = haven_appointment_series_new ();

  series->id = haven_id_new ();
  series->patient_id = g_strdup (patient_id);
  series->frequency = g_strdup (haven_series_frequency_get_code (rule->frequency));
  series->every = rule->every;
  series->weekdays = rule->weekdays;
  series->first_on = rule->first;
  series->last_on = last;
  return series;
}

/** Books a visit, and where it comes again, all of them: one edit. */
HavenEdit *
haven_series_edit_book (HavenSession *session, const HavenBooking *booking, GError **error)
{
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenAppointmentSeries) series = NULL;
  g_autoptr (HavenBookingGuard) guard = haven_booking_guard_new (session);
  g_autoptr (GArray) dates = NULL;
  HavenSeriesRule rule;

  if (booking->repeat.frequency == HAVEN_SERIES_NEVER)
    return haven_booking_edit_book (session, booking, error);
  if (!check_rule (booking, &rule, error))
    return NULL;
  dates = haven_series_expand (&rule);
  edit = haven_edit_new (_ ("Visits booked"), HAVEN_ACTION_CREATE, booking->patient_id);
  series = create_series (&rule, booking->patient_id, g_array_index (dates, HavenDate, dates->len - 1));
  for (guint i = 0; i < dates->len; i++)
    {
      HavenBooking one = *booking;
      g_autoptr (HavenAppointment) visit = NULL;

      one.date = g_array_index (dates, HavenDate, i);
      visit = haven_booking_create (session, &one, guard, error);
      if (visit == NULL)
        return NULL;
      visit->series_id = g_strdup (series->id);
      visit->series_on = one.date;
      haven_edit_insert (edit, &haven_appointment_info, visit);
      haven_booking_insert_links (edit, visit->id, booking->resource_ids);
      if (i == 0 && !haven_waiting_end (edit, session, booking, visit->id, error))
        return NULL;
    }
  haven_edit_insert (edit, &haven_appointment_series_info, series);
  haven_booking_guard_watch (g_steal_pointer (&guard), edit);
  return g_steal_pointer (&edit);
}

/* ── Moving ───────────────────────────────────────────────────────────────── */

/* The one that somebody moved may go to others than it was with; those that move with it stay with their own. */
static gboolean
replace_moved (HavenEdit *edit,
               HavenSession *session,
               const HavenBooking *one,
               const HavenAppointment *visit,
               HavenAppointment *after,
               GError **error)
{
  g_autoptr (GPtrArray) links =
      haven_session_list (session, &haven_appointment_resource_info, "appointment_id", visit->id, NULL, error);

  if (links == NULL)
    return FALSE;
  if (!haven_booking_takes_same (links, one->resource_ids))
    {
      g_free (after->site);
      after->site = haven_booking_find_site (session, one);
    }
  haven_edit_replace (edit, &haven_appointment_info, visit, after);
  haven_booking_replace_links (edit, visit->id, links, one->resource_ids);
  return after->starts_at == visit->starts_at || haven_booking_note_freed (edit, session, visit, error);
}

static gboolean
add_moved (HavenEdit *edit,
           HavenSession *session,
           const HavenBooking *booking,
           GPtrArray *meant,
           const HavenAppointment *visit,
           HavenBookingGuard *guard,
           HavenBookingGuard *given_up,
           GError **error)
{
  g_autoptr (HavenAppointment) after = haven_appointment_copy (visit);
  g_auto (GStrv) resource_ids = NULL;
  HavenDate from = find_chosen_date (session, meant, booking->appointment_id);
  HavenBooking one;

  if (!shift (session, booking, meant, visit, &one, &resource_ids, error))
    return FALSE;
  haven_booking_fill_times (after, haven_session_get_clock (session), one.date, one.minute, one.minutes_long);
  if (booking->allowance)
    haven_allowance_put (booking->allowance, after);
  /* They stand for their new days now, so that none of them is an exception. */
  after->series_on = haven_date_add_days (visit->series_on, haven_date_days_between (from, booking->date));
  if (!haven_booking_check_override (session, &one, after, guard, error) ||
      !haven_booking_guard_add_as_it_is (given_up, visit, error))
    return FALSE;
  return replace_moved (edit, session, &one, visit, after, error);
}

/** Moves a visit, and those of its series that @booking's scope names, by as many days and to the same time. */
HavenEdit *
haven_series_edit_move (HavenSession *session, const HavenBooking *booking, GError **error)
{
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenBookingGuard) guard = haven_booking_guard_new (session);
  g_autoptr (HavenBookingGuard) given_up = haven_booking_guard_new (session);
  g_autoptr (GPtrArray) meant = NULL;

  if (booking->scope == HAVEN_SERIES_THIS)
    return haven_booking_edit_move (session, booking, error);
  meant = list_meant (session, booking->appointment_id, booking->scope, error);
  if (meant == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Visits moved"), HAVEN_ACTION_UPDATE, ((HavenAppointment *) meant->pdata[0])->patient_id);
  for (guint i = 0; i < meant->len; i++)
    if (!add_moved (edit, session, booking, meant, meant->pdata[i], guard, given_up, error))
      return NULL;
  haven_booking_guard_watch (g_steal_pointer (&guard), edit);
  haven_booking_guard_watch_undo (g_steal_pointer (&given_up), edit);
  return g_steal_pointer (&edit);
}

/** Gives a visit a status, and those of its series that @scope names, where they may take it. */
HavenEdit *
haven_series_edit_status (HavenSession *session,
                          const char *appointment_id,
                          const char *status,
                          const char *reason,
                          HavenSeriesScope scope,
                          GError **error)
{
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenBookingGuard) given_up = haven_booking_guard_new (session);
  g_autoptr (GPtrArray) meant = NULL;

  if (scope == HAVEN_SERIES_THIS)
    return haven_booking_edit_status (session, appointment_id, status, reason, error);
  meant = list_meant (session, appointment_id, scope, error);
  if (meant == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Visits cancelled"), HAVEN_ACTION_UPDATE, ((HavenAppointment *) meant->pdata[0])->patient_id);
  for (guint i = 0; i < meant->len; i++)
    {
      const HavenAppointment *visit = meant->pdata[i];
      g_autoptr (HavenAppointment) after = haven_appointment_copy (visit);

      if (!haven_booking_set_status (session, after, status, reason, error))
        return NULL;
      haven_edit_replace (edit, &haven_appointment_info, visit, after);
      if (!haven_booking_guard_add_as_it_is (given_up, visit, error) ||
          !haven_booking_note_freed (edit, session, visit, error))
        return NULL;
    }
  haven_booking_guard_watch_undo (g_steal_pointer (&given_up), edit);
  return g_steal_pointer (&edit);
}
