/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-request.h"

#include "haven-series-service.h"

struct _HavenBookingRequest
{
  /* owned */
  char *appointment_id;
  char *patient_id;
  char *kind;
  char *title;
  char *mode;
  char *override_reason;
  char *transport_need;
  char *wait_entry_id;
  char **resource_ids;

  HavenAllowance allowance;
  HavenBooking booking; /* borrows all of the above */
};

typedef struct
{
  HavenBookingRequest *request;
  char *known;
  gboolean only_check;
} Submission;

/** Copies @booking. */
HavenBookingRequest *
haven_booking_request_new (const HavenBooking *booking)
{
  HavenBookingRequest *self = g_new0 (HavenBookingRequest, 1);

  self->booking = *booking;
  self->booking.appointment_id = self->appointment_id = g_strdup (booking->appointment_id);
  self->booking.patient_id = self->patient_id = g_strdup (booking->patient_id);
  self->booking.kind = self->kind = g_strdup (booking->kind);
  self->booking.title = self->title = g_strdup (booking->title);
  self->booking.mode = self->mode = g_strdup (booking->mode);
  self->booking.transport_need = self->transport_need = g_strdup (booking->transport_need);
  self->booking.wait_entry_id = self->wait_entry_id = g_strdup (booking->wait_entry_id);
  self->booking.override_reason = self->override_reason = g_strdup (booking->override_reason);
  self->resource_ids = g_strdupv ((char **) booking->resource_ids);
  self->booking.resource_ids = (const char *const *) self->resource_ids;
  if (booking->allowance)
    {
      self->allowance = *booking->allowance;
      self->booking.allowance = &self->allowance;
    }
  return self;
}

HavenBookingRequest *
haven_booking_request_copy (const HavenBookingRequest *self)
{
  return haven_booking_request_new (&self->booking);
}

/** Which of its series move with it. */
void
haven_booking_request_set_scope (HavenBookingRequest *self, HavenSeriesScope scope)
{
  self->booking.scope = scope;
}

/** Why what stands against it is passed over. */
void
haven_booking_request_set_override_reason (HavenBookingRequest *self, const char *reason)
{
  g_set_str (&self->override_reason, reason);
  self->booking.override_reason = self->override_reason;
}

void
haven_booking_request_free (HavenBookingRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->appointment_id);
  g_free (self->patient_id);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->mode);
  g_free (self->override_reason);
  g_free (self->transport_need);
  g_free (self->wait_entry_id);
  g_strfreev (self->resource_ids);
  g_free (self);
}

void
haven_booking_outcome_free (HavenBookingOutcome *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_object (&self->edit);
  g_free (self);
}

/** Returns: (transfer full): the sentences of what stands against a booking, one a line; empty for nothing */
char *
haven_booking_dup_sentences (GPtrArray *conflicts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; conflicts && i < conflicts->len; i++)
    {
      const HavenAppointmentConflict *conflict = conflicts->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", conflict->sentence);
    }
  return g_string_free_and_steal (text);
}

static void
free_submission (Submission *self)
{
  haven_booking_request_free (self->request);
  g_free (self->known);
  g_free (self);
}

/* What somebody has not yet read is never booked over: the conflicts are looked at again in the same breath. */
static gpointer
work (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Submission *submission = data;
  const HavenBooking *booking = &submission->request->booking;
  g_autoptr (HavenBookingOutcome) outcome = g_new0 (HavenBookingOutcome, 1);
  g_autofree char *sentences = NULL;

  outcome->conflicts = haven_series_find_conflicts (session, booking, error);
  if (outcome->conflicts == NULL)
    return NULL;
  sentences = haven_booking_dup_sentences (outcome->conflicts);
  if (submission->only_check || (*sentences != '\0' && booking->override_reason == NULL) || (*sentences != '\0' && g_strcmp0 (sentences, submission->known) != 0))
    return g_steal_pointer (&outcome);
  outcome->edit = booking->appointment_id ? haven_series_edit_move (session, booking, error)
                                          : haven_series_edit_book (session, booking, error);
  return outcome->edit ? g_steal_pointer (&outcome) : NULL;
}

static void
start (HavenBookingRequest *self,
       HavenSession *session,
       const char *known,
       gboolean only_check,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  Submission *submission = g_new0 (Submission, 1);

  submission->request = haven_booking_request_copy (self);
  submission->known = g_strdup (known);
  submission->only_check = only_check;
  haven_session_work_async (session,
                            work,
                            submission,
                            (GDestroyNotify) free_submission,
                            (GDestroyNotify) haven_booking_outcome_free,
                            cancellable,
                            callback,
                            user_data);
}

/** Finds what stands against the request, and does nothing else. */
void
haven_booking_request_check_async (HavenBookingRequest *self,
                                   HavenSession *session,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  start (self, session, NULL, TRUE, cancellable, callback, user_data);
}

/**
 * haven_booking_request_submit_async:
 * @known_sentences: (nullable): what stood against it when somebody said to book all the same
 *
 * Makes the edit where nothing stands against the request but what is known; else the outcome holds the conflicts alone.
 */
void
haven_booking_request_submit_async (HavenBookingRequest *self,
                                    HavenSession *session,
                                    const char *known_sentences,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  start (self, session, known_sentences, FALSE, cancellable, callback, user_data);
}

/** Returns: (transfer full) (nullable) */
HavenBookingOutcome *
haven_booking_request_finish (HavenSession *session, GAsyncResult *result, GError **error)
{
  return haven_session_work_finish (session, result, error);
}
