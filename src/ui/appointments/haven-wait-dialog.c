/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-wait-dialog.h"

#include "haven-announce.h"
#include "haven-booking-person-row.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-draft-keeper.h"
#include "haven-drafts-service.h"
#include "haven-hours.h"
#include "haven-visit-words.h"
#include "haven-waiting-service.h"
#include "haven-week-days.h"

#include <glib/gi18n.h>

struct _HavenWaitDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenBookingPersonRow *person;
  AdwComboRow *kind;
  AdwComboRow *with;
  AdwSpinRow *length;
  HavenDateRow *not_before;
  HavenDateRow *not_after;
  HavenWeekDays *days;
  AdwEntryRow *hours;
  GtkLabel *problem;
  HavenDraftLine *line;
  GtkWidget *form;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  HavenDraftKeeper *keeper; /* nullable: until those who can be waited for are known */
  GPtrArray *with_ids;      /* of the choices of @with; the first is nobody in particular */
};

G_DEFINE_FINAL_TYPE (HavenWaitDialog, haven_wait_dialog, ADW_TYPE_DIALOG)

static HavenDate
read_date (HavenDateRow *row)
{
  HavenDate date = HAVEN_DATE_NONE;

  haven_date_row_read (row, &date, NULL);
  return date;
}

/* All days are as good as none said. */
static char **
dup_days (HavenWaitDialog *self)
{
  g_autofree char *codes = haven_week_days_dup_codes (self->days);
  g_auto (GStrv) days = g_strsplit (codes, " ", -1);

  return *codes == '\0' || g_strv_length (days) == 7 ? NULL : g_steal_pointer (&days);
}

static const char *
get_with (guint position, gpointer data)
{
  HavenWaitDialog *self = data;

  return position < self->with_ids->len ? self->with_ids->pdata[position] : NULL;
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
  const char *with;

  entry->patient_id = g_strdup (haven_booking_person_row_get_person_id (self->person));
  entry->kind = g_strdup (haven_visit_get_kinds ()[adw_combo_row_get_selected (self->kind)].code);
  with = get_with (adw_combo_row_get_selected (self->with), self);
  haven_record_set_text (&entry->resource_id, with && *with ? with : NULL);
  entry->days = dup_days (self);
  entry->minutes_long = (int) adw_spin_row_get_value (self->length);
  entry->not_before = read_date (self->not_before);
  entry->not_after = read_date (self->not_after);
  if (read_hours (self, entry, &error))
    edit = haven_waiting_edit_add (haven_workspace_get_session (self->workspace), entry, &error);
  haven_announce_problem (self->problem, edit ? NULL : error->message);
  if (edit == NULL)
    return;
  if (self->keeper)
    haven_draft_keeper_do (self->keeper, edit);
  else
    haven_workspace_do (self->workspace, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
changed_cb (HavenWaitDialog *self)
{
  if (self->keeper)
    haven_draft_keeper_changed (self->keeper);
}

/* ── Whom somebody waits for, and the draft ───────────────────────────────── */

static const char *
get_kind_code (guint position, gpointer data)
{
  return haven_visit_get_kinds ()[position].code;
}

static char *
dup_day_codes (gpointer owner)
{
  return haven_week_days_dup_codes (HAVEN_WAIT_DIALOG (owner)->days);
}

static void
set_day_codes (gpointer owner, const char *codes)
{
  haven_week_days_set_codes (HAVEN_WAIT_DIALOG (owner)->days, codes);
}

static void
keep (HavenWaitDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_WAIT, HAVEN_DRAFT_OF_NEW);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_booking_person_row_add_to_draft (self->person, fields);
  haven_draft_fields_add_choice (fields, "kind", GTK_WIDGET (self->kind), get_kind_code, NULL);
  haven_draft_fields_add_choice (fields, "with", GTK_WIDGET (self->with), get_with, self);
  haven_draft_fields_add (fields, "length", GTK_WIDGET (self->length));
  haven_draft_fields_add (fields, "not-before", GTK_WIDGET (self->not_before));
  haven_draft_fields_add (fields, "not-after", GTK_WIDGET (self->not_after));
  haven_draft_fields_add_value (fields, "days", dup_day_codes, set_day_codes, self);
  haven_draft_fields_add (fields, "hours", GTK_WIDGET (self->hours));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->form);
}

static gboolean
is_somebody (const HavenResource *resource)
{
  static const char *const kinds[] = { "clinician", "lawyer", "navigator", NULL };

  return resource->active && resource->kind && g_strv_contains (kinds, resource->kind);
}

static void
fill_with (HavenWaitDialog *self, GPtrArray *resources)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]) { _("Anybody"), NULL });

  for (guint i = 0; resources && i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];

      if (!is_somebody (resource))
        continue;
      g_ptr_array_add (self->with_ids, g_strdup (resource->id));
      gtk_string_list_append (names, resource->name);
    }
  adw_combo_row_set_model (self->with, G_LIST_MODEL (names));
}

static gpointer
load_resources (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_session_list (session, &haven_resource_info, NULL, NULL, "position", error);
}

static void
resources_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) resources = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenWaitDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    haven_announce_problem (self->problem, error->message);
  fill_with (self, resources);
  keep (self);
}

static void
haven_wait_dialog_dispose (GObject *object)
{
  HavenWaitDialog *self = HAVEN_WAIT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->with_ids, g_ptr_array_unref);
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
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_WEEK_DAYS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-wait-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, person);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, with);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, days);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, length);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, not_before);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, not_after);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, hours);
  gtk_widget_class_bind_template_child (widget_class, HavenWaitDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
haven_wait_dialog_init (HavenWaitDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->with_ids = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->with_ids, g_strdup (""));
  gtk_widget_init_template (GTK_WIDGET (self));
  for (const HavenChoice *kind = haven_visit_get_kinds (); kind->code; kind++)
    gtk_string_list_append (kinds, _(kind->label));
  haven_choice_name_items (self->kind);
  haven_choice_name_items (self->with);
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
  haven_session_work_async (session,
                            load_resources,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            resources_loaded_cb,
                            self);
  return ADW_DIALOG (self);
}
