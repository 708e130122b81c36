/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-visit-trip.h"

#include "haven-appointment-status.h"
#include "haven-trips-service.h"
#include "haven-words.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwActionRow *row; /* of a dialog that cancels before it goes */
  HavenClock *clock;
  HavenVisit *visit;
} Showing;

static void
free_showing (Showing *self)
{
  g_object_unref (self->visit);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Showing, free_showing)

static gpointer
list_parts (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_trips_list_parts (session, data, error);
}

/* What was called off is no part of the trip any more; what was moved may be on another day. */
static gboolean
is_other_part (const Showing *showing, const HavenAppointment *part)
{
  HavenAppointmentStatus status;

  return g_strcmp0 (part->id, haven_visit_get_appointment (showing->visit)->id) != 0 &&
         haven_appointment_status_parse (part->status, &status) && haven_appointment_status_takes_time (status);
}

static char *
dup_part (const Showing *showing, const HavenAppointment *part)
{
  HavenDate own = haven_clock_get_local_date (showing->clock, haven_visit_get_appointment (showing->visit)->starts_at);
  HavenDate date = haven_clock_get_local_date (showing->clock, part->starts_at);
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (showing->clock, part->starts_at));
  g_autofree char *day = haven_words_dup_date (date);
  const char *title = part->title ? part->title : _ ("Visit");

  if (haven_date_compare (date, own) == 0)
    return g_strdup_printf ("%s %s", time, title);
  return g_strdup_printf ("%s, %s %s", day, time, title);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Showing) showing = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) others = NULL;
  g_autofree char *list = NULL, *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || parts == NULL)
    return;
  for (guint i = 0; i < parts->len; i++)
    if (is_other_part (showing, parts->pdata[i]))
      g_strv_builder_take (builder, dup_part (showing, parts->pdata[i]));
  others = g_strv_builder_end (builder);
  if (others[0] == NULL)
    return;
  list = g_strjoinv (C_ ("between parts of a sentence", ", "), others);
  words = g_strdup_printf (_ ("Also %s. What is done here leaves that as it is."), list);
  adw_action_row_set_subtitle (showing->row, words);
  gtk_widget_set_visible (GTK_WIDGET (showing->row), TRUE);
}

/** Says in @row what else belongs to the trip that the visit is part of; the row stays hidden for a visit by itself. */
void
haven_visit_trip_show (AdwActionRow *row, HavenWorkspace *workspace, HavenVisit *visit, GCancellable *cancellable)
{
  HavenSession *session = haven_workspace_get_session (workspace);
  const char *trip_id = haven_visit_get_appointment (visit)->trip_id;
  Showing *showing;

  gtk_widget_set_visible (GTK_WIDGET (row), FALSE);
  if (trip_id == NULL)
    return;
  showing = g_new0 (Showing, 1);
  showing->row = row;
  showing->clock = haven_session_get_clock (session);
  showing->visit = g_object_ref (visit);
  haven_session_work_async (session,
                            list_parts,
                            g_strdup (trip_id),
                            g_free,
                            (GDestroyNotify) g_ptr_array_unref,
                            cancellable,
                            listed_cb,
                            showing);
}
