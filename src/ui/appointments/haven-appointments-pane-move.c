/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-appointments-pane-move.h"

#include "haven-booking-conflicts.h"
#include "haven-booking-request.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  HavenWorkspace *workspace;
  HavenBookingRequest *request;
  GCancellable *cancellable;
  GtkWidget *parent; /* weak: the pane may go while the question is open */
  GtkWidget *reason; /* of the question that is open */
  char *known;
} Move;

static void
free_move (Move *self)
{
  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->request, haven_booking_request_free);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->reason);
  g_free (self->known);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, free_move)

static void submit (Move *self);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Move) self = data;
  const char *reason = haven_override_row_get_reason (ADW_COMBO_ROW (self->reason));

  haven_booking_request_set_override_reason (self->request, reason);
  g_clear_object (&self->reason);
  if (g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "move") == 0)
    submit (g_steal_pointer (&self));
}

static void
reason_chosen_cb (AdwComboRow *row, GParamSpec *pspec, AdwAlertDialog *alert)
{
  adw_alert_dialog_set_response_enabled (alert, "move", haven_override_row_get_reason (row) != NULL);
}

static GtkWidget *
create_reason (Move *self, AdwAlertDialog *alert)
{
  GtkWidget *list = gtk_list_box_new ();

  self->reason = g_object_ref_sink (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), _("Why all the same"));
  haven_override_row_fill (ADW_COMBO_ROW (self->reason));
  g_signal_connect_object (self->reason, "notify::selected", G_CALLBACK (reason_chosen_cb), alert, 0);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why all the same"), -1);
  gtk_list_box_append (GTK_LIST_BOX (list), self->reason);
  return list;
}

static void
ask (Move *self, GPtrArray *conflicts)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Move the Visit There?"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  g_free (self->known);
  self->known = haven_booking_dup_sentences (conflicts);
  adw_alert_dialog_set_body (alert, self->known);
  adw_alert_dialog_add_responses (alert, "stay", _("_Leave It"), "move", _("_Move Anyway"), NULL);
  adw_alert_dialog_set_extra_child (alert, create_reason (self, alert));
  adw_alert_dialog_set_response_enabled (alert, "move", FALSE);
  adw_alert_dialog_set_default_response (alert, "stay");
  adw_alert_dialog_set_close_response (alert, "stay");
  adw_alert_dialog_choose (alert, self->parent, self->cancellable, answered_cb, self);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Move) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBookingOutcome) outcome = haven_booking_request_finish (HAVEN_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (outcome == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else if (outcome->edit)
    haven_workspace_do (self->workspace, outcome->edit);
  else if (self->parent)
    {
      Move *asking = g_steal_pointer (&self);

      ask (asking, outcome->conflicts);
    }
}

static void
submit (Move *self)
{
  haven_booking_request_submit_async (self->request,
                                      haven_workspace_get_session (self->workspace),
                                      self->known,
                                      self->cancellable,
                                      submitted_cb,
                                      self);
}

/* ── A visit that comes again ─────────────────────────────────────────────── */

static const struct
{
  const char *response, *label;
  HavenSeriesScope scope;
} scopes[] = {
  { "this", N_("_Only This One"), HAVEN_SERIES_THIS },
  { "following", N_("This and _Following"), HAVEN_SERIES_FOLLOWING },
  { "all", N_("_All to Come"), HAVEN_SERIES_ALL },
};

static void
scope_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Move) self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_strcmp0 (response, scopes[i].response) == 0)
      {
        haven_booking_request_set_scope (self->request, scopes[i].scope);
        submit (g_steal_pointer (&self));
        return;
      }
}

/* Whoever drags one of a series has not said yet whether the others go with it. */
static void
ask_scope (Move *self)
{
  AdwDialog *dialog =
    adw_alert_dialog_new (_("This Visit Comes Again"), _("Those that move with it go by as many days, and to the same time."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_response (alert, "stay", _("_Leave It"));
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    adw_alert_dialog_add_response (alert, scopes[i].response, _(scopes[i].label));
  adw_alert_dialog_set_default_response (alert, "this");
  adw_alert_dialog_set_close_response (alert, "stay");
  adw_alert_dialog_set_prefer_wide_layout (alert, FALSE);
  adw_alert_dialog_choose (alert, self->parent, self->cancellable, scope_chosen_cb, self);
}

/**
 * haven_appointments_pane_move:
 * @minutes_long: 0 leaves it as long as it was
 * @resource_ids: what it takes from then on
 *
 * Moves a visit as it was dragged or put down. Of one that comes again it is asked which are meant; what stands against
 * the new time is named, and asked about, before anything moves.
 */
void
haven_appointments_pane_move (HavenWorkspace *workspace,
                              GtkWidget *parent,
                              HavenVisit *visit,
                              HavenDate date,
                              int minute,
                              int minutes_long,
                              const char *const *resource_ids,
                              GCancellable *cancellable)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);
  HavenBooking booking = {
    .appointment_id = appointment->id,
    .patient_id = appointment->patient_id,
    .kind = appointment->kind,
    .mode = appointment->mode,
    .date = date,
    .minute = minute,
    .minutes_long = minutes_long > 0 ? minutes_long : haven_visit_get_minutes_long (visit),
    .resource_ids = resource_ids,
  };
  Move *self = g_new0 (Move, 1);

  self->workspace = g_object_ref (workspace);
  self->cancellable = g_object_ref (cancellable);
  self->request = haven_booking_request_new (&booking);
  g_set_weak_pointer (&self->parent, parent);
  if (appointment->series_id != NULL)
    ask_scope (self);
  else
    submit (self);
}

static const char *
find_kind (GPtrArray *resources, const char *id)
{
  for (guint i = 0; i < resources->len; i++)
    if (g_strcmp0 (((const HavenResource *) resources->pdata[i])->id, id) == 0)
      return ((const HavenResource *) resources->pdata[i])->kind;
  return NULL;
}

/**
 * haven_appointments_pane_swap_column:
 * @resources: (element-type HavenResource): all
 * @from: (nullable): the column that the visit is taken from
 *
 * Returns: (transfer full): what the visit takes when it is put into the column @to: @to in place of @from where both
 *   are of one kind, else in place of what it took of that kind
 */
char **
haven_appointments_pane_swap_column (HavenVisit *visit, GPtrArray *resources, const char *from, const char *to)
{
  const char *const *ids = haven_visit_get_resource_ids (visit);
  const char *kind = find_kind (resources, to);
  gboolean same_kind = from != NULL && g_strcmp0 (find_kind (resources, from), kind) == 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (g_strv_contains (ids, to) && (g_strcmp0 (from, to) == 0 || !same_kind))
    return g_strdupv ((char **) ids);
  if (!g_strv_contains (ids, to))
    g_strv_builder_add (builder, to);
  for (gsize i = 0; ids[i]; i++)
    if (same_kind ? !g_str_equal (ids[i], from) : g_strcmp0 (find_kind (resources, ids[i]), kind) != 0)
      g_strv_builder_add (builder, ids[i]);
  return g_strv_builder_end (builder);
}
