/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-wait-dialog.h"

#include "haven-announce.h"
#include "haven-booking-person-row.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-hours.h"
#include "haven-visit-words.h"
#include "haven-waiting-service.h"

#include <glib/gi18n.h>

struct _HavenWaitDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenBookingPersonRow *person;
  AdwComboRow *kind;
  AdwSpinRow *length;
  HavenDateRow *not_before;
  HavenDateRow *not_after;
  AdwEntryRow *hours;
  GtkLabel *problem;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenWaitDialog, haven_wait_dialog, ADW_TYPE_DIALOG)

static HavenDate
read_date (HavenDateRow *row)
{
  HavenDate date = HAVEN_DATE_NONE;

  haven_date_row_read (row, &date, NULL);
  return date;
}

/* One part of the day, or any time. */
static gboolean
read_hours (HavenWaitDialog *self, HavenWaitEntry *entry, GError **error)
{
  g_autoptr (GArray) hours = haven_hours_parse (gtk_editable_get_text (GTK_EDITABLE (self->hours)), error);

  if (hours == NULL)
    return FALSE;
  if (hours->len > 0)
    {
      entry->earliest = g_array_index (hours, HavenOpenHours, 0).opens;
      entry->latest = g_array_index (hours, HavenOpenHours, hours->len - 1).closes;
    }
  return TRUE;
}

static void
save_cb (HavenWaitDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenWaitEntry) entry = haven_wait_entry_new ();
  g_autoptr (HavenEdit) edit = NULL;

  entry->patient_id = g_strdup (haven_booking_person_row_get_person_id (self->person));
  entry->kind = g_strdup (haven_visit_get_kinds ()[adw_combo_row_get_selected (self->kind)].code);
  entry->minutes_long = (int) adw_spin_row_get_value (self->length);
  entry->not_before = read_date (self->not_before);
  entry->not_after = read_date (self->not_after);
  if (read_hours (self, entry, &error))
    edit = haven_waiting_edit_add (haven_workspace_get_session (self->workspace), entry, &error);
  haven_announce_problem (self->problem, edit ? NULL : error->message);
  if (edit == NULL)
    return;
  haven_workspace_do (self->workspace, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_wait_dialog_dispose (GObject *object)
{
  HavenWaitDialog *self = HAVEN_WAIT_DIALOG (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_WAIT_DIALOG);
  G_OBJECT_CLASS (haven_wait_dialog_parent_class)->dispose (object);
}

static void
haven_wait_dialog_class_init (HavenWaitDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_wait_dialog_dispose;
  g_type_ensure (HAVEN_TYPE_BOOKING_PERSON_ROW);
  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-wait-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, length);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, not_before);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, not_after);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, hours);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
haven_wait_dialog_init (HavenWaitDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (const HavenChoice *kind = haven_visit_get_kinds (); kind->code; kind++)
    gtk_string_list_append (kinds, _(kind->label));
  haven_choice_name_items (self->kind);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
}

AdwDialog *
haven_wait_dialog_new (HavenWorkspace *workspace)
{
  HavenWaitDialog *self = g_object_new (HAVEN_TYPE_WAIT_DIALOG, NULL);
  HavenSession *session = haven_workspace_get_session (workspace);
  HavenDate today = haven_clock_today (haven_session_get_clock (session));

  self->workspace = g_object_ref (workspace);
  haven_booking_person_row_set_session (self->person, session);
  haven_date_row_set_today (self->not_before, today);
  haven_date_row_set_today (self->not_after, today);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->person));
  return ADW_DIALOG (self);
}
