/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-visit-dialog.h"

#include "haven-booking-conflicts.h"
#include "haven-booking-dialog.h"
#include "haven-booking-request.h"
#include "haven-fact-row.h"
#include "haven-flow-layout.h"
#include "haven-permit.h"
#include "haven-status-pill.h"
#include "haven-visit-group.h"
#include "haven-visit-needs.h"
#include "haven-visit-status.h"
#include "haven-visit-trip.h"
#include "haven-visit-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenVisitDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkLabel *person;
  HavenStatusPill *pill;
  AdwActionRow *when;
  AdwActionRow *what;
  AdwActionRow *group;
  AdwActionRow *with;
  AdwActionRow *interpreter;
  AdwActionRow *transport;
  AdwActionRow *companion;
  AdwActionRow *around;
  AdwActionRow *on_paper;
  AdwActionRow *reason;
  AdwActionRow *trip;
  AdwActionRow *overridden;
  AdwSwitchRow *interpreter_confirmed;
  AdwSwitchRow *transport_confirmed;
  HavenBookingConflicts *conflicts;
  GtkMenuButton *status;
  GtkWidget *add_to_group;

  /* owned */
  HavenWorkspace *workspace;
  HavenVisit *visit;
  GPtrArray *resources; /* HavenResource */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HavenVisitDialog, haven_visit_dialog, ADW_TYPE_DIALOG)

static const HavenChoice transports[] = {
  { "own", N_ ("Comes by their own way") },
  { "client", N_ ("Comes by their own way") },
  { "ride", N_ ("A ride is needed") },
  { "escort", N_ ("Somebody comes along") },
  { NULL, NULL },
};

static void
show_when (HavenVisitDialog *self)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  HavenDate date = haven_clock_get_local_date (clock, haven_visit_get_appointment (self->visit)->starts_at);
  g_autofree char *day = haven_words_dup_long_date (date);
  g_autofree char *times = haven_visit_dup_times (self->visit);
  g_autofree char *distance = haven_words_dup_days_from (haven_clock_today (clock), date);
  g_autofree char *words = g_strdup_printf ("%s, %s · %s", day, times, distance);

  haven_fact_row_show (self->when, words);
}

static void
show_allowance (HavenVisitDialog *self)
{
  g_autofree char *around = haven_visit_dup_around (self->visit);

  haven_fact_row_show (self->companion, haven_visit_get_companion_words (self->visit));
  haven_fact_row_show (self->around, around);
  haven_fact_row_show (self->on_paper, haven_visit_get_appointment (self->visit)->off_printed_lists ? _("Only that the time is taken") : NULL);
}

static void
show_visit (HavenVisitDialog *self, GPtrArray *resources)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (self->visit);
  const char *mode = haven_visit_get_mode_words (self->visit);
  const char *title = haven_visit_get_title_words (self->visit);
  g_autofree char *with = haven_visit_dup_resource_names (self->visit, resources);
  g_autofree char *interpreter = haven_visit_dup_interpreter (self->visit);
  gboolean in_group = g_strcmp0 (appointment->kind, "group") == 0;
  const char *parts[] = { title, in_group ? _ ("Group") : mode, in_group ? mode : NULL, NULL };
  g_autofree char *what = g_strjoinv (" · ", (char **) parts);
  HavenAppointmentStatus status = haven_visit_get_status (self->visit);
  gboolean over = !haven_appointment_status_takes_time (status);
  const char *reason = over && appointment->status_reason
                           ? haven_choice_get_label (haven_appointment_status_get_reasons (), appointment->status_reason)
                           : NULL;
  const char *overridden =
      appointment->override_reason ? haven_choice_get_label (haven_conflict_get_override_reasons (), appointment->override_reason) : NULL;
  const char *transport = haven_choice_get_label (transports, appointment->transport_need);

  gtk_label_set_label (self->person, haven_visit_get_person_words (self->visit));
  haven_status_pill_show (self->pill, status);
  gtk_widget_set_visible (self->add_to_group, !over && in_group);
  show_when (self);
  haven_fact_row_show (self->what, what);
  haven_fact_row_show (self->with, with);
  haven_fact_row_show (self->interpreter, interpreter);
  haven_fact_row_show (self->transport, transport && haven_choice_find (transports, appointment->transport_need) ? _(transport) : NULL);
  show_allowance (self);
  haven_fact_row_show (self->reason, reason ? _(reason) : NULL);
  haven_fact_row_show (self->overridden, overridden ? _(overridden) : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit-dialog.move", status <= HAVEN_APPOINTMENT_CONFIRMED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit-dialog.arrive", haven_visit_status_may_arrive (status));
}

/* ── What stands against it ───────────────────────────────────────────────── */

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBookingOutcome) outcome = haven_booking_request_finish (HAVEN_SESSION (source), result, &error);
  HavenVisitDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (outcome)
    haven_booking_conflicts_show (self->conflicts, outcome->conflicts);
}

static void
look_for_conflicts (HavenVisitDialog *self)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (self->visit);
  HavenSession *session = haven_workspace_get_session (self->workspace);
  HavenBooking booking = {
    .appointment_id = appointment->id,
    .patient_id = appointment->patient_id,
    .kind = appointment->kind,
    .mode = appointment->mode,
    .date = haven_clock_get_local_date (haven_session_get_clock (session), appointment->starts_at),
    .minute = haven_visit_get_start_minute (self->visit),
    .minutes_long = haven_visit_get_minutes_long (self->visit),
    .resource_ids = haven_visit_get_resource_ids (self->visit),
  };
  g_autoptr (HavenBookingRequest) request = NULL;

  /* What is over, or does not take place, is no longer in anybody's way. */
  if (haven_visit_get_status (self->visit) > HAVEN_APPOINTMENT_IN_PROGRESS)
    return;
  request = haven_booking_request_new (&booking);
  haven_booking_request_check_async (request, session, self->cancellable, checked_cb, self);
}

/* ── What may be done ─────────────────────────────────────────────────────── */

static void
change_status (HavenVisitDialog *self, HavenAppointmentStatus status)
{
  g_autoptr (HavenVisitDialog) kept = g_object_ref (self);
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_close (ADW_DIALOG (self));
  haven_visit_status_change (self->workspace, parent, self->visit, status);
}

static void
arrive_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  change_status (HAVEN_VISIT_DIALOG (widget), HAVEN_APPOINTMENT_ARRIVED);
}

static void
set_status_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenAppointmentStatus status;

  if (haven_appointment_status_parse (g_variant_get_string (parameter, NULL), &status))
    change_status (HAVEN_VISIT_DIALOG (widget), status);
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenVisitDialog *self = HAVEN_VISIT_DIALOG (widget);
  g_autoptr (HavenVisitDialog) kept = g_object_ref (self);
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (widget));

  adw_dialog_close (ADW_DIALOG (self));
  adw_dialog_present (haven_booking_dialog_new_move (self->workspace, self->visit), parent);
}

/* Who interprets for one, or brings them, is not there for the next. */
static char **
dup_shared_ids (HavenVisit *visit, GPtrArray *resources)
{
  static const char *const own[] = { "interpreter", "vehicle", NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];

      if (haven_visit_takes_resource (visit, resource->id) && !g_strv_contains (own, resource->kind))
        g_strv_builder_add (builder, resource->id);
    }
  return g_strv_builder_end (builder);
}

static void
add_to_group_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenVisitDialog *self = HAVEN_VISIT_DIALOG (widget);
  g_autoptr (HavenVisitDialog) kept = g_object_ref (self);
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (widget));
  g_auto (GStrv) shared_ids = dup_shared_ids (self->visit, self->resources);

  adw_dialog_close (ADW_DIALOG (self));
  adw_dialog_present (haven_booking_dialog_new_beside (self->workspace, self->visit, (const char *const *) shared_ids), parent);
}

static void
open_person_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenVisitDialog *self = HAVEN_VISIT_DIALOG (widget);
  g_autoptr (HavenVisitDialog) kept = g_object_ref (self);

  adw_dialog_close (ADW_DIALOG (self));
  haven_workspace_open (self->workspace,
                        HAVEN_DESTINATION_PERSON,
                        haven_visit_get_appointment (self->visit)->patient_id,
                        NULL);
}

static void
haven_visit_dialog_dispose (GObject *object)
{
  HavenVisitDialog *self = HAVEN_VISIT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->resources, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_VISIT_DIALOG);
  G_OBJECT_CLASS (haven_visit_dialog_parent_class)->dispose (object);
}

static void
haven_visit_dialog_finalize (GObject *object)
{
  g_clear_object (&HAVEN_VISIT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (haven_visit_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, pill);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, when);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, what);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, group);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, with);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, transport);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, companion);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, around);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, on_paper);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, trip);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, overridden);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, interpreter_confirmed);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, transport_confirmed);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, conflicts);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, status);
  gtk_widget_class_bind_template_child (widget_class, HavenVisitDialog, add_to_group);
}

static void
haven_visit_dialog_class_init (HavenVisitDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_visit_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_visit_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_FLOW_LAYOUT);
  g_type_ensure (HAVEN_TYPE_STATUS_PILL);
  g_type_ensure (HAVEN_TYPE_BOOKING_CONFLICTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-visit-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "visit-dialog.arrive", NULL, arrive_cb);
  gtk_widget_class_install_action (widget_class, "visit-dialog.set-status", "s", set_status_cb);
  gtk_widget_class_install_action (widget_class, "visit-dialog.move", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "visit-dialog.add-to-group", NULL, add_to_group_cb);
  gtk_widget_class_install_action (widget_class, "visit-dialog.open-person", NULL, open_person_cb);
}

static void
haven_visit_dialog_init (HavenVisitDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_permits (HavenVisitDialog *self)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);
  GtkWidget *widget = GTK_WIDGET (self);

  haven_permit_bind_action (widget, session, "visit-dialog.arrive", "appointment", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (widget, session, "visit-dialog.set-status", "appointment", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (widget, session, "visit-dialog.move", "appointment", HAVEN_ACTION_UPDATE);
  haven_permit_bind_action (widget, session, "visit-dialog.add-to-group", "appointment", HAVEN_ACTION_CREATE);
  haven_permit_bind_action (widget, session, "visit-dialog.open-person", "patient", HAVEN_ACTION_VIEW);
  haven_permit_bind (GTK_WIDGET (self->status), session, "appointment", HAVEN_ACTION_UPDATE);
}

/** @resources: (element-type HavenResource): for the names of what the visit takes */
AdwDialog *
haven_visit_dialog_new (HavenWorkspace *workspace, HavenVisit *visit, GPtrArray *resources)
{
  HavenVisitDialog *self = g_object_new (HAVEN_TYPE_VISIT_DIALOG, NULL);
  g_autoptr (GMenuModel) menu = haven_visit_status_build_menu (haven_visit_get_status (visit), "visit-dialog.set-status");

  self->workspace = g_object_ref (workspace);
  self->visit = g_object_ref (visit);
  self->resources = g_ptr_array_ref (resources);
  gtk_menu_button_set_menu_model (self->status, menu);
  show_visit (self, resources);
  haven_visit_needs_show (self->interpreter_confirmed, workspace, visit, HAVEN_NEED_INTERPRETER);
  haven_visit_needs_show (self->transport_confirmed, workspace, visit, HAVEN_NEED_TRANSPORT);
  haven_visit_group_show (self->group, workspace, visit, self->cancellable);
  haven_visit_trip_show (self->trip, workspace, visit, self->cancellable);
  bind_permits (self);
  look_for_conflicts (self);
  return ADW_DIALOG (self);
}
