/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-private.h"

#include "haven-closed-days.h"
#include "haven-expected-times.h"
#include "haven-flow.h"
#include "haven-id.h"
#include "haven-tables.h"
#include "haven-text.h"
#include "haven-waiting.h"

#include <glib/gi18n.h>
#include <string.h>

#define DUE_WITHIN_DAYS 28

void
haven_day_page_free (HavenDayPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->hours, g_ptr_array_unref);
  g_clear_pointer (&self->absences, g_ptr_array_unref);
  g_clear_pointer (&self->closed, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  HavenSession *session;
  HavenDate date;
  int n_days;
  HavenDayPage *page;
  HavenInstant around; /* how far beyond the days visits are read */
} DayReading;

static gboolean
read_visits (HavenTransaction *transaction, const DayReading *reading, GError **error)
{
  HavenClock *clock = haven_session_get_clock (reading->session);
  HavenInstant from = haven_clock_instant_at (clock, reading->date, 0) - reading->around;
  HavenInstant to = haven_clock_instant_at (clock, haven_date_add_days (reading->date, reading->n_days), 0) + reading->around;

  reading->page->visits = haven_tables_list_visits (transaction, from, to, error);
  if (reading->page->visits == NULL)
    return FALSE;
  reading->page->hidden = haven_tables_list_hidden (transaction, from, to, error);
  return reading->page->hidden != NULL;
}

static gboolean
read_day (HavenTransaction *transaction, gpointer data, GError **error)
{
  DayReading *reading = data;
  HavenDayPage *page = reading->page;
  HavenClock *clock = haven_session_get_clock (reading->session);

  if (!read_visits (transaction, reading, error))
    return FALSE;
  page->resources = haven_transaction_list (transaction, &haven_resource_info, NULL, NULL, "position", error);
  if (page->resources == NULL)
    return FALSE;
  page->hours = haven_transaction_list (transaction, &haven_resource_hours_info, NULL, NULL, NULL, error);
  if (page->hours == NULL)
    return FALSE;
  /* When somebody is away is not told to whoever only goes to their own visits. */
  page->absences = haven_session_may (reading->session, "resource_absence", HAVEN_ACTION_LIST)
                       ? haven_transaction_list (transaction, &haven_resource_absence_info, NULL, NULL, NULL, error)
                       : g_ptr_array_new_with_free_func ((GDestroyNotify) haven_resource_absence_free);
  if (page->absences == NULL)
    return FALSE;
  page->closed =
      haven_closed_days_list (transaction, reading->date, haven_date_add_days (reading->date, reading->n_days - 1), error);
  if (page->closed == NULL)
    return FALSE;
  page->due = haven_tables_list_due (transaction,
                                     haven_date_add_days (haven_clock_today (clock), DUE_WITHIN_DAYS),
                                     error);
  return page->due != NULL;
}

/** A day's visits with what they take, and what is due in the weeks after today. */
HavenDayPage *
haven_booking_load_day (HavenSession *session, HavenDate date, GError **error)
{
  return haven_booking_load_days (session, date, 1, error);
}

/** The same of several days, from @first on. */
HavenDayPage *
haven_booking_load_days (HavenSession *session, HavenDate first, int n_days, GError **error)
{
  g_autoptr (HavenDayPage) page = g_new0 (HavenDayPage, 1);
  DayReading reading = { session, first, n_days, page, 0 };

  if (!haven_session_run (session,
                          HAVEN_ACTION_LIST,
                          HAVEN_IN_SHARED,
                          "appointment",
                          NULL,
                          NULL,
                          read_day,
                          &reading,
                          error))
    return NULL;
  return g_steal_pointer (&page);
}

/* ── Conflicts ────────────────────────────────────────────────────────────── */

/** What is promised is the wall clock; the instants follow from it. */
void
haven_booking_fill_times (HavenAppointment *appointment, HavenClock *clock, HavenDate date, int minute, int minutes_long)
{
  g_autofree char *day = haven_date_dup_iso (date);

  appointment->starts_at = haven_clock_instant_at (clock, date, minute);
  appointment->ends_at = appointment->starts_at + minutes_long * G_TIME_SPAN_MINUTE;
  g_set_str (&appointment->zone, haven_clock_get_zone_name (clock));
  g_free (appointment->local_start);
  appointment->local_start = g_strdup_printf ("%sT%02d:%02d", day, minute / 60, minute % 60);
}

/**
 * haven_booking_list_holds:
 * @own_hold_id: (nullable): what is kept for whoever asks
 *
 * Returns: (transfer full) (element-type HavenSlotHold): what is kept for others, as long as it has not ended
 */
GPtrArray *
haven_booking_list_holds (HavenTransaction *transaction, HavenSession *session, const char *own_hold_id, GError **error)
{
  HavenInstant now = haven_clock_now (haven_session_get_clock (session));
  GPtrArray *holds;

  if (!haven_session_may (session, haven_slot_hold_info.name, HAVEN_ACTION_LIST))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) haven_slot_hold_free);
  holds = haven_transaction_list (transaction, &haven_slot_hold_info, NULL, NULL, NULL, error);
  for (guint i = holds ? holds->len : 0; i > 0; i--)
    {
      const HavenSlotHold *hold = holds->pdata[i - 1];

      if (hold->expires_at <= now || g_strcmp0 (hold->hold_id, own_hold_id) == 0)
        g_ptr_array_remove_index_fast (holds, i - 1);
    }
  return holds;
}

static GPtrArray *
list_links (GPtrArray *visits)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_resource_free);

  for (guint i = 0; i < visits->len; i++)
    {
      const char *const *ids = haven_visit_get_resource_ids (visits->pdata[i]);

      for (gsize j = 0; ids[j]; j++)
        {
          HavenAppointmentResource *link = haven_appointment_resource_new ();

          link->appointment_id = g_strdup (haven_visit_get_appointment (visits->pdata[i])->id);
          link->resource_id = g_strdup (ids[j]);
          g_ptr_array_add (links, link);
        }
    }
  return links;
}

static GPtrArray *
list_appointments (GPtrArray *visits)
{
  GPtrArray *appointments = g_ptr_array_new ();

  for (guint i = 0; i < visits->len; i++)
    g_ptr_array_add (appointments, (gpointer) haven_visit_get_appointment (visits->pdata[i]));
  return appointments;
}

/**
 * haven_booking_list_conflicts:
 * @resource_ids: (nullable): what it would take
 * @own_hold_id: (nullable): what is kept for whoever asks stands in nobody's way
 *
 * Returns: (transfer full) (element-type HavenAppointmentConflict): what stands against it now
 */
GPtrArray *
haven_booking_list_conflicts (HavenTransaction *transaction,
                              HavenSession *session,
                              const HavenAppointment *proposed,
                              const char *const *resource_ids,
                              const char *own_hold_id,
                              GError **error)
{
  HavenClock *clock = haven_session_get_clock (session);
  /* What is prepared for, and rested from, goes over midnight. */
  DayReading day = { session, haven_clock_get_local_date (clock, proposed->starts_at), 1, g_new0 (HavenDayPage, 1),
                     HAVEN_MOST_ALLOWED_MINUTES * G_TIME_SPAN_MINUTE };
  g_autoptr (HavenDayPage) page = day.page;
  g_autoptr (GPtrArray) others = NULL, links = NULL, rules = NULL, holds = NULL, expected = NULL;
  HavenConflictInput input = { 0 };

  if (!read_day (transaction, &day, error))
    return NULL;
  rules = haven_transaction_list (
      transaction, &haven_safe_contact_rule_info, "patient_id", proposed->patient_id, NULL, error);
  holds = rules ? haven_booking_list_holds (transaction, session, own_hold_id, error) : NULL;
  expected = holds ? haven_expected_times_read (transaction, session, proposed->patient_id, error) : NULL;
  if (expected == NULL)
    return NULL;
  input.clock = clock;
  input.proposed = proposed;
  input.resource_ids = resource_ids;
  input.others = others = list_appointments (page->visits);
  input.links = links = list_links (page->visits);
  input.hidden = page->hidden;
  input.resources = page->resources;
  input.hours = page->hours;
  input.absences = page->absences;
  input.closed_days = page->closed;
  input.safe_contact_rules = rules;
  input.holds = holds;
  input.expected = expected;
  input.travel_minutes = HAVEN_BOOKING_TRAVEL_MINUTES;
  return haven_appointment_find_conflicts (&input);
}

typedef struct
{
  HavenSession *session;
  const HavenBooking *booking;
  HavenAppointment *proposed;
  GPtrArray *conflicts;
} ConflictReading;

static gboolean
goes_along (const HavenBooking *booking, const char *appointment_id)
{
  for (guint i = 0; appointment_id && booking->along && i < booking->along->len; i++)
    if (g_strcmp0 (((const HavenAppointment *) booking->along->pdata[i])->id, appointment_id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_conflicts (HavenTransaction *transaction, gpointer data, GError **error)
{
  ConflictReading *reading = data;
  GPtrArray *conflicts;

  reading->conflicts = conflicts = haven_booking_list_conflicts (
      transaction, reading->session, reading->proposed, reading->booking->resource_ids, NULL, error);
  for (guint i = conflicts ? conflicts->len : 0; i > 0; i--)
    if (goes_along (reading->booking, ((const HavenAppointmentConflict *) conflicts->pdata[i - 1])->appointment_id))
      g_ptr_array_remove_index (conflicts, i - 1);
  return conflicts != NULL;
}

/** Returns: (transfer full) (nullable): where a visit is that takes what @booking names */
char *
haven_booking_find_site (HavenSession *session, const HavenBooking *booking)
{
  g_autoptr (HavenResource) first = NULL;

  if (booking->resource_ids == NULL || booking->resource_ids[0] == NULL)
    return NULL;
  first = haven_session_load (session, &haven_resource_info, booking->resource_ids[0], NULL);
  return first ? g_strdup (first->site) : NULL;
}

static gboolean
check_booking (HavenSession *session, const HavenBooking *booking, GError **error)
{
  if (booking->allowance && !haven_allowance_is_sensible (booking->allowance))
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_CONSTRAINT,
                   _ ("The time to prepare and the time to rest are at most %d minutes each."),
                   HAVEN_MOST_ALLOWED_MINUTES);
      return FALSE;
    }
  if (haven_date_is_set (booking->date) && booking->minute >= 0 && booking->minutes_long > 0 &&
      booking->minute < 1440 && booking->minutes_long <= 1440 - booking->minute)
    {
      if (haven_clock_shows (haven_session_get_clock (session), booking->date, booking->minute))
        return TRUE;
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("No clock shows that time on that day: it goes forward by an hour. Choose another time."));
      return FALSE;
    }
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONSTRAINT,
                       _ ("A visit needs a day, a start and a length, and must end on the same day."));
  return FALSE;
}

/* Of one that is moved and of which nothing else is said, what it has stays with it. */
static gboolean
fill_allowance (HavenSession *session, const HavenBooking *booking, HavenAppointment *proposed, GError **error)
{
  g_autoptr (HavenAppointment) before = NULL;
  HavenAllowance allowance;

  if (booking->allowance)
    haven_allowance_put (booking->allowance, proposed);
  if (booking->allowance || booking->appointment_id == NULL)
    return TRUE;
  before = haven_session_load (session, &haven_appointment_info, booking->appointment_id, error);
  if (before == NULL)
    return FALSE;
  allowance = haven_allowance_of (before);
  haven_allowance_put (&allowance, proposed);
  return TRUE;
}

static GPtrArray *
find_conflicts (HavenSession *session, const HavenBooking *booking, HavenBookingGuard *guard, GError **error)
{
  g_autoptr (HavenAppointment) proposed = haven_appointment_new ();
  ConflictReading reading = { session, booking, proposed, NULL };

  if (!check_booking (session, booking, error) || !fill_allowance (session, booking, proposed, error))
    return NULL;
  proposed->id = g_strdup (booking->appointment_id);
  proposed->patient_id = g_strdup (booking->patient_id);
  proposed->kind = g_strdup (booking->kind ? booking->kind : "medical");
  proposed->status = g_strdup ("confirmed");
  proposed->mode = g_strdup (booking->mode);
  proposed->site = haven_booking_find_site (session, booking);
  haven_booking_fill_times (proposed, haven_session_get_clock (session), booking->date, booking->minute, booking->minutes_long);
  if (!haven_session_run (session,
                          HAVEN_ACTION_LIST,
                          HAVEN_IN_SHARED,
                          "appointment",
                          booking->appointment_id,
                          booking->patient_id,
                          read_conflicts,
                          &reading,
                          error))
    g_clear_pointer (&reading.conflicts, g_ptr_array_unref);
  if (guard && reading.conflicts)
    haven_booking_guard_add (guard, proposed, booking->resource_ids, reading.conflicts);
  return reading.conflicts;
}

/**
 * haven_booking_find_conflicts:
 *
 * Returns: (transfer full) (element-type HavenAppointmentConflict): what stands against it, each with a sentence
 */
GPtrArray *
haven_booking_find_conflicts (HavenSession *session, const HavenBooking *booking, GError **error)
{
  return find_conflicts (session, booking, NULL, error);
}

/* ── Booking, moving, cancelling ──────────────────────────────────────────── */

/** Adds to an edit what a visit takes. */
void
haven_booking_insert_links (HavenEdit *edit, const char *appointment_id, const char *const *resource_ids)
{
  for (gsize i = 0; resource_ids && resource_ids[i]; i++)
    {
      g_autoptr (HavenAppointmentResource) link = haven_appointment_resource_new ();

      link->id = haven_id_new ();
      link->appointment_id = g_strdup (appointment_id);
      link->resource_id = g_strdup (resource_ids[i]);
      haven_edit_insert (edit, &haven_appointment_resource_info, link);
    }
}

/**
 * haven_booking_check_override:
 * @guard: that nothing else stands against it when it is written
 *
 * What stands against a visit may be passed over, but not in passing: somebody says why, and that is kept.
 */
gboolean
haven_booking_check_override (HavenSession *session,
                              const HavenBooking *booking,
                              HavenAppointment *appointment,
                              HavenBookingGuard *guard,
                              GError **error)
{
  g_autoptr (GPtrArray) conflicts = find_conflicts (session, booking, guard, error);

  if (conflicts == NULL)
    return FALSE;
  if (conflicts->len > 0 && haven_text_is_blank (booking->override_reason))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           _ ("Something stands against this time. Say why it is booked all the same."));
      return FALSE;
    }
  haven_record_set_text (&appointment->override_reason, conflicts->len > 0 ? booking->override_reason : NULL);
  return TRUE;
}

/**
 * haven_booking_create:
 *
 * Returns: (transfer full) (nullable): the visit that somebody wants to book, once nothing stands against it that nobody
 *   gave a reason for
 */
HavenAppointment *
haven_booking_create (HavenSession *session, const HavenBooking *booking, HavenBookingGuard *guard, GError **error)
{
  g_autoptr (HavenAppointment) appointment = haven_appointment_new ();
  g_autoptr (HavenPatient) patient = NULL;

  if (!check_booking (session, booking, error))
    return NULL;
  patient = haven_session_load (session, &haven_patient_info, booking->patient_id, error);
  if (patient == NULL)
    return NULL;
  appointment->id = haven_id_new ();
  appointment->patient_id = g_strdup (booking->patient_id);
  appointment->kind = g_strdup (booking->kind ? booking->kind : "medical");
  appointment->title = g_strdup (booking->title && *booking->title ? booking->title : _ ("Visit"));
  appointment->status = g_strdup ("confirmed");
  appointment->mode = g_strdup (booking->mode ? booking->mode : "in-person");
  appointment->site = haven_booking_find_site (session, booking);
  appointment->transport_need = g_strdup (booking->transport_need);
  if (booking->allowance)
    haven_allowance_put (booking->allowance, appointment);
  appointment->interpreter_need = g_strdup (patient->interpreter_need);
  if (patient->interpreter_need != NULL && strcmp (patient->interpreter_need, "none") != 0)
    appointment->interpreter_language = g_strdup (patient->spoken_language);
  haven_booking_fill_times (appointment, haven_session_get_clock (session), booking->date, booking->minute, booking->minutes_long);
  return haven_booking_check_override (session, booking, appointment, guard, error) ? g_steal_pointer (&appointment) : NULL;
}

/** Returns: (transfer full) (nullable): the edit that books a visit, to be applied */
HavenEdit *
haven_booking_edit_book (HavenSession *session, const HavenBooking *booking, GError **error)
{
  g_autoptr (HavenBookingGuard) guard = haven_booking_guard_new (session);
  g_autoptr (HavenAppointment) appointment = haven_booking_create (session, booking, guard, error);
  g_autoptr (HavenEdit) edit = NULL;

  if (appointment == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Visit booked"), HAVEN_ACTION_CREATE, booking->patient_id);
  haven_edit_insert (edit, &haven_appointment_info, appointment);
  haven_booking_insert_links (edit, appointment->id, booking->resource_ids);
  if (!haven_waiting_end (edit, session, booking, appointment->id, error))
    return NULL;
  haven_booking_guard_watch (g_steal_pointer (&guard), edit);
  return g_steal_pointer (&edit);
}

/** Whether @links: (element-type HavenAppointmentResource) are to exactly @resource_ids. */
gboolean
haven_booking_takes_same (GPtrArray *links, const char *const *resource_ids)
{
  if (links->len != g_strv_length ((char **) resource_ids))
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    if (!g_strv_contains (resource_ids, ((const HavenAppointmentResource *) links->pdata[i])->resource_id))
      return FALSE;
  return TRUE;
}

/** Gives a visit other resources than those of @links: (element-type HavenAppointmentResource), where they differ. */
void
haven_booking_replace_links (HavenEdit *edit, const char *appointment_id, GPtrArray *links, const char *const *resource_ids)
{
  if (haven_booking_takes_same (links, resource_ids))
    return;
  for (guint i = 0; i < links->len; i++)
    haven_edit_delete (edit, &haven_appointment_resource_info, links->pdata[i]);
  haven_booking_insert_links (edit, appointment_id, resource_ids);
}

/**
 * haven_booking_note_freed:
 * @before: a visit that is cancelled or moved with @edit
 *
 * Notes that its time becomes free, where that lies ahead: somebody may wait for it. Undoing takes the note back as well.
 */
gboolean
haven_booking_note_freed (HavenEdit *edit, HavenSession *session, const HavenAppointment *before, GError **error)
{
  HavenInstant now = haven_clock_now (haven_session_get_clock (session));
  g_autoptr (HavenFreedSlot) slot = haven_freed_slot_new ();
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (before->starts_at <= now || !haven_session_may (session, haven_freed_slot_info.name, HAVEN_ACTION_CREATE))
    return TRUE;
  links = haven_session_list (session, &haven_appointment_resource_info, "appointment_id", before->id, NULL, error);
  if (links == NULL)
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    g_strv_builder_add (ids, ((HavenAppointmentResource *) links->pdata[i])->resource_id);
  slot->id = haven_id_new ();
  slot->appointment_id = g_strdup (before->id);
  slot->mode = g_strdup (before->mode);
  slot->starts_at = before->starts_at;
  slot->ends_at = before->ends_at;
  slot->resource_ids = links->len > 0 ? g_strv_builder_end (ids) : NULL;
  slot->freed_at = now;
  haven_edit_insert (edit, &haven_freed_slot_info, slot);
  return TRUE;
}

/* Where nothing is said of what it takes, it takes what it took. */
static gboolean
check_moved (HavenSession *session,
             const HavenBooking *booking,
             HavenAppointment *after,
             GPtrArray *links,
             HavenBookingGuard *guard,
             GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  HavenBooking whole = *booking;

  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (ids, ((HavenAppointmentResource *) links->pdata[i])->resource_id);
  g_ptr_array_add (ids, NULL);
  if (booking->resource_ids == NULL || booking->resource_ids[0] == NULL)
    whole.resource_ids = (const char *const *) ids->pdata;
  whole.patient_id = after->patient_id;
  whole.kind = after->kind;
  whole.mode = after->mode;
  return haven_booking_check_override (session, &whole, after, guard, error);
}

/* Whoever moves one part of a trip hears that the others stay where they are. */
static const char *
label_for_move (const HavenAppointment *before, const HavenAppointment *after)
{
  if (after->starts_at == before->starts_at)
    return after->ends_at != before->ends_at ? _ ("Length changed") : _ ("Visit changed");
  return before->trip_id ? _ ("Visit moved; the rest of the trip stays") : _ ("Visit moved");
}

/** Moves a visit to another time, and to other resources where @booking names any. */
HavenEdit *
haven_booking_edit_move (HavenSession *session, const HavenBooking *booking, GError **error)
{
  g_autoptr (HavenAppointment) before = NULL, after = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (HavenBookingGuard) guard = haven_booking_guard_new (session);
  g_autoptr (HavenBookingGuard) given_up = haven_booking_guard_new (session);
  HavenEdit *edit;

  if (!check_booking (session, booking, error))
    return NULL;
  before = haven_session_load (session, &haven_appointment_info, booking->appointment_id, error);
  links = before ? haven_session_list (session,
                                       &haven_appointment_resource_info,
                                       "appointment_id",
                                       before->id,
                                       NULL,
                                       error)
                 : NULL;
  if (links == NULL)
    return NULL;
  after = haven_appointment_copy (before);
  haven_booking_fill_times (after, haven_session_get_clock (session), booking->date, booking->minute, booking->minutes_long);
  if (booking->allowance)
    haven_allowance_put (booking->allowance, after);
  if (booking->resource_ids != NULL && booking->resource_ids[0] != NULL)
    {
      g_free (after->site);
      after->site = haven_booking_find_site (session, booking);
    }
  if (!check_moved (session, booking, after, links, guard, error) ||
      !haven_booking_guard_add_as_it_is (given_up, before, error))
    return NULL;
  edit = haven_edit_new (label_for_move (before, after), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_appointment_info, before, after);
  if (after->starts_at != before->starts_at && !haven_booking_note_freed (edit, session, before, error))
    {
      g_object_unref (edit);
      return NULL;
    }
  if (booking->resource_ids != NULL)
    haven_booking_replace_links (edit, before->id, links, booking->resource_ids);
  haven_booking_guard_watch (g_steal_pointer (&guard), edit);
  haven_booking_guard_watch_undo (g_steal_pointer (&given_up), edit);
  return edit;
}

static char *
dup_label_for_status (const HavenAppointment *before, HavenAppointmentStatus status)
{
  if (status == HAVEN_APPOINTMENT_ARRIVED)
    return g_strdup (_ ("Marked as arrived"));
  if (status == HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT || status == HAVEN_APPOINTMENT_CANCELLED_BY_CLINIC)
    return g_strdup (before->trip_id ? _ ("Visit cancelled; the rest of the trip stays") : _ ("Visit cancelled"));
  /* Translators: then the new one: “Confirmed” */
  return g_strdup_printf (_ ("Status changed: %s"), _ (haven_appointment_status_get_label (status)));
}

/** Whether somebody may correct what became of a visit: going back is the supervisor's (domain 2.4). */
gboolean
haven_booking_may_put_back (HavenSession *session)
{
  return haven_session_may (session, haven_appointment_info.name, HAVEN_ACTION_REVIEW);
}

/** Gives @visit another status (domain 2.4), with the time; a move that is not allowed is refused with a sentence. */
gboolean
haven_booking_set_status (HavenSession *session, HavenAppointment *visit, const char *status, const char *reason, GError **error)
{
  HavenAppointmentStatus from, to;
  HavenStatusMove move = HAVEN_STATUS_MOVE_FORBIDDEN;

  if (haven_appointment_status_parse (visit->status, &from) && haven_appointment_status_parse (status, &to))
    move = haven_appointment_status_check_move (from, to);
  if (move == HAVEN_STATUS_MOVE_FORBIDDEN || (move == HAVEN_STATUS_MOVE_NEEDS_REASON && haven_text_is_blank (reason)))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_CONSTRAINT,
                           move == HAVEN_STATUS_MOVE_FORBIDDEN ? _ ("This visit cannot take that status now.")
                                                               : _ ("Going back needs a reason. Say why."));
      return FALSE;
    }
  if (move == HAVEN_STATUS_MOVE_NEEDS_REASON && !haven_booking_may_put_back (session))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_REFUSED,
                           _ ("A visit goes back with the supervisor alone. Ask them to put it back."));
      return FALSE;
    }
  haven_flow_set_status (visit, to, haven_clock_now (haven_session_get_clock (session)));
  haven_record_set_text (&visit->status_reason, reason);
  return TRUE;
}

/* A visit that gives its time up may come back to it while it is free; one that takes a time again, likewise. */
static gboolean
watch_time (HavenEdit *edit, HavenSession *session, const HavenAppointment *before, const HavenAppointment *after, GError **error)
{
  g_autoptr (HavenBookingGuard) guard = haven_booking_guard_new (session);
  HavenAppointmentStatus from, to;

  if (!haven_appointment_status_parse (before->status, &from) || !haven_appointment_status_parse (after->status, &to) ||
      haven_appointment_status_takes_time (from) == haven_appointment_status_takes_time (to))
    return TRUE;
  if (haven_appointment_status_takes_time (to))
    {
      if (!haven_booking_guard_add_wanted (guard, after, error))
        return FALSE;
      haven_booking_guard_watch (g_steal_pointer (&guard), edit);
      return TRUE;
    }
  if (!haven_booking_guard_add_as_it_is (guard, before, error) || !haven_booking_note_freed (edit, session, before, error))
    return FALSE;
  haven_booking_guard_watch_undo (g_steal_pointer (&guard), edit);
  return TRUE;
}

/** Moves a visit to another status (domain 2.4); a move that is not allowed is refused with a sentence. */
HavenEdit *
haven_booking_edit_status (HavenSession *session,
                           const char *appointment_id,
                           const char *status,
                           const char *reason,
                           GError **error)
{
  g_autoptr (HavenAppointment) before = haven_session_load (session, &haven_appointment_info, appointment_id, error);
  g_autoptr (HavenAppointment) after = before ? haven_appointment_copy (before) : NULL;
  g_autofree char *label = NULL;
  HavenAppointmentStatus to;
  HavenEdit *edit;

  if (after == NULL || !haven_booking_set_status (session, after, status, reason, error) ||
      !haven_appointment_status_parse (status, &to))
    return NULL;
  label = dup_label_for_status (before, to);
  edit = haven_edit_new (label, HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_appointment_info, before, after);
  if (!watch_time (edit, session, before, after, error))
    g_clear_object (&edit);
  return edit;
}
