/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-booking-clerk.h"

#include <glib/gi18n.h>

struct _HavenBookingClerk
{
  HavenSession *session;
  GCancellable *looking; /* nullable */
  GCancellable *booking;

  /* borrowed */
  GtkWidget *form;
  const HavenBookingForm *does;
  HavenBookingConflicts *conflicts;
  GtkButton *book;

  gboolean submitting;
};

static void
stop_looking (HavenBookingClerk *self)
{
  if (self->looking)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

HavenBookingClerk *
haven_booking_clerk_new (HavenSession *session,
                         GtkWidget *form,
                         const HavenBookingForm *does,
                         HavenBookingConflicts *conflicts,
                         GtkButton *book)
{
  HavenBookingClerk *self = g_new0 (HavenBookingClerk, 1);

  self->session = g_object_ref (session);
  self->booking = g_cancellable_new ();
  self->form = form;
  self->does = does;
  self->conflicts = conflicts;
  self->book = book;
  return self;
}

void
haven_booking_clerk_free (HavenBookingClerk *self)
{
  stop_looking (self);
  g_cancellable_cancel (self->booking);
  g_object_unref (self->booking);
  g_object_unref (self->session);
  g_free (self);
}

/** Somebody gave a reason, or took it back: what stands against a visit waits for one. */
void
haven_booking_clerk_answered (HavenBookingClerk *self)
{
  g_autoptr (HavenBookingRequest) request = self->does->create_request (self->form);

  gtk_widget_action_set_enabled (self->form,
                                 self->does->action,
                                 request != NULL && !self->submitting && haven_booking_conflicts_is_answered (self->conflicts));
}

static void
show (HavenBookingClerk *self, GPtrArray *conflicts)
{
  gboolean clash;

  haven_booking_conflicts_show (self->conflicts, conflicts);
  clash = *haven_booking_conflicts_get_sentences (self->conflicts) != '\0';
  gtk_button_set_label (self->book, _(clash ? self->does->label_anyway : self->does->label));
  haven_booking_clerk_answered (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBookingOutcome) outcome = haven_booking_request_finish (HAVEN_SESSION (source), result, &error);
  HavenBookingClerk *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  self->does->failed (self->form, error);
  if (outcome)
    show (self, outcome->conflicts);
}

/** Something else is asked for now. */
void
haven_booking_clerk_look (HavenBookingClerk *self)
{
  g_autoptr (HavenBookingRequest) request = self->does->create_request (self->form);

  stop_looking (self);
  if (request == NULL)
    {
      show (self, NULL);
      return;
    }
  gtk_widget_action_set_enabled (self->form, self->does->action, !self->submitting);
  self->looking = g_cancellable_new ();
  haven_booking_request_check_async (request, self->session, self->looking, looked_cb, self);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBookingOutcome) outcome = haven_booking_request_finish (HAVEN_SESSION (source), result, &error);
  HavenBookingClerk *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->submitting = FALSE;
  gtk_widget_action_set_enabled (self->form, self->does->action, TRUE);
  self->does->failed (self->form, error);
  if (outcome && outcome->edit)
    self->does->booked (self->form, outcome->edit);
  else if (outcome)
    show (self, outcome->conflicts);
}

/** Books, where nothing stands against it that is not shown; otherwise shows that. */
void
haven_booking_clerk_book (HavenBookingClerk *self)
{
  g_autoptr (HavenBookingRequest) request = self->does->create_request (self->form);

  if (request == NULL || self->submitting)
    return;
  stop_looking (self);
  self->submitting = TRUE;
  gtk_widget_action_set_enabled (self->form, self->does->action, FALSE);
  haven_booking_request_submit_async (request,
                                      self->session,
                                      haven_booking_conflicts_get_sentences (self->conflicts),
                                      self->booking,
                                      submitted_cb,
                                      self);
}
