/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-calendar-out-dialog.h"

#include "haven-announce.h"
#include "haven-calendar.h"
#include "haven-calendar-service.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-export-way.h"

#include <glib/gi18n.h>

#define DAYS_AT_FIRST 28

struct _HavenCalendarOutDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwComboRow *whose;
  HavenDateRow *first;
  GtkLabel *first_problem;
  HavenDateRow *last;
  GtkLabel *last_problem;
  AdwComboRow *says;
  GtkWidget *save;
  GtkLabel *problem;

  /* owned */
  HavenWorkspace *workspace;
  GPtrArray *ids; /* of whom or what each choice is; the first is everybody */
  GCancellable *cancellable;

  guint n_times; /* in the file that was made last */
};

G_DEFINE_FINAL_TYPE (HavenCalendarOutDialog, haven_calendar_out_dialog, ADW_TYPE_DIALOG)

/* ── Saving ───────────────────────────────────────────────────────────────── */

static void
free_wanted (gpointer data)
{
  HavenCalendarWanted *wanted = data;

  g_free ((char *) wanted->resource_id);
  g_free (wanted);
}

static gpointer
export (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_calendar_export (session, data, error);
}

static void
tell_saved (HavenCalendarOutDialog *self)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("The calendar file was saved, with %u time.", "The calendar file was saved, with %u times.", self->n_times), self->n_times);

  haven_workspace_tell (self->workspace, words);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenCalendarOutDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = haven_export_save_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (saved)
    tell_saved (self);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    haven_announce_problem (self->problem, error->message);
}

static void
save (HavenCalendarOutDialog *self, HavenExport *export)
{
  const HavenExportWords words = {
    .title = _ ("Save Outside?"),
    .about = _ ("Everybody who gets the file can read when the visits are. That it was saved is in the log."),
    .place_title = _ ("Save as Calendar File"),
    .name = "calendar.ics",
  };

  haven_export_save_async (export, GTK_WIDGET (self), self->workspace, &words, self->cancellable, saved_cb, g_object_ref (self));
}

/* ── Which days ───────────────────────────────────────────────────────────── */

static void
clear_problem (HavenDateRow *row, GtkLabel *problem)
{
  haven_date_row_show_error (row, NULL);
  haven_announce_problem (problem, NULL);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (problem), GTK_TYPE_LIST_BOX_ROW), FALSE);
}

/* Under the row that it is about, where whoever typed it looks. */
static void
refuse_day (HavenDateRow *row, GtkLabel *problem, const char *sentence)
{
  GtkWidget *under = gtk_widget_get_ancestor (GTK_WIDGET (problem), GTK_TYPE_LIST_BOX_ROW);

  gtk_widget_set_visible (under, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (under), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  haven_date_row_show_error (row, GTK_WIDGET (problem));
  haven_announce_problem (problem, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
read_day (HavenDateRow *row, GtkLabel *problem, HavenDate *date)
{
  g_autoptr (GError) error = NULL;
  const HavenDateEntry entry = haven_date_row_read (row, date, &error);

  clear_problem (row, problem);
  if (entry == HAVEN_DATE_ENTRY_DATE)
    return TRUE;
  refuse_day (row, problem, error ? error->message : _ ("Which day? For example: tomorrow, fri, +2w mon, 4 dec, 2026-12-04"));
  return FALSE;
}

static gboolean
read_days (HavenCalendarOutDialog *self, HavenCalendarWanted *wanted)
{
  const char *sentence = NULL;

  if (!read_day (self->first, self->first_problem, &wanted->first) || !read_day (self->last, self->last_problem, &wanted->last))
    return FALSE;
  if (wanted->last.day < wanted->first.day)
    sentence = _ ("The last day comes before the first.");
  else if (wanted->last.day - wanted->first.day >= HAVEN_CALENDAR_MOST_DAYS)
    sentence = _ ("A file holds one year at most.");
  if (sentence != NULL)
    refuse_day (self->last, self->last_problem, sentence);
  return sentence == NULL;
}

static void
first_changed_cb (HavenCalendarOutDialog *self)
{
  clear_problem (self->first, self->first_problem);
}

static void
last_changed_cb (HavenCalendarOutDialog *self)
{
  clear_problem (self->last, self->last_problem);
}

/* ── Making the file ──────────────────────────────────────────────────────── */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenCalendarOutDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenCalendarExport) file = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (self->save, TRUE);
  haven_announce_problem (self->problem, file ? NULL : error->message);
  if (file == NULL)
    return;
  self->n_times = file->n_visits + file->n_called_off;
  if (self->n_times == 0)
    refuse_day (self->last, self->last_problem, _ ("There is no visit in those days, so there is nothing to save."));
  else
    save (self, file->export);
}

static void
save_cb (HavenCalendarOutDialog *self)
{
  HavenCalendarWanted days = { .first = HAVEN_DATE_NONE };
  HavenCalendarWanted *wanted;
  guint whose = adw_combo_row_get_selected (self->whose);

  haven_announce_problem (self->problem, NULL);
  if (!gtk_widget_get_sensitive (self->save) || !read_days (self, &days))
    return;
  wanted = g_new0 (HavenCalendarWanted, 1);
  wanted->resource_id = whose < self->ids->len ? g_strdup (self->ids->pdata[whose]) : NULL;
  wanted->first = days.first;
  wanted->last = days.last;
  wanted->says = adw_combo_row_get_selected (self->says) == 1 ? HAVEN_CALENDAR_SAYS_VISIT : HAVEN_CALENDAR_SAYS_BUSY;
  gtk_widget_set_sensitive (self->save, FALSE);
  haven_session_work_async (haven_workspace_get_session (self->workspace), export, wanted, free_wanted,
                            (GDestroyNotify) haven_calendar_export_free, self->cancellable, made_cb, g_object_ref (self));
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_calendar_out_dialog_dispose (GObject *object)
{
  HavenCalendarOutDialog *self = HAVEN_CALENDAR_OUT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_CALENDAR_OUT_DIALOG);
  G_OBJECT_CLASS (haven_calendar_out_dialog_parent_class)->dispose (object);
}

static void
haven_calendar_out_dialog_finalize (GObject *object)
{
  g_clear_object (&HAVEN_CALENDAR_OUT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (haven_calendar_out_dialog_parent_class)->finalize (object);
}

static void
haven_calendar_out_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (HAVEN_CALENDAR_OUT_DIALOG (dialog)->cancellable);
}

static void
haven_calendar_out_dialog_class_init (HavenCalendarOutDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_calendar_out_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_calendar_out_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = haven_calendar_out_dialog_closed;
  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-calendar-out-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, whose);
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, first);
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, first_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, last);
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, last_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, says);
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, save);
  gtk_widget_class_bind_template_child (widget_class, HavenCalendarOutDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, last_changed_cb);
}

static void
haven_calendar_out_dialog_init (HavenCalendarOutDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  haven_choice_name_items (self->whose);
  haven_choice_name_items (self->says);
}

/** @resources: (element-type HavenResource): who and what can be booked; @first: the day that somebody is at */
AdwDialog *
haven_calendar_out_dialog_new (HavenWorkspace *workspace, GPtrArray *resources, HavenDate first)
{
  HavenCalendarOutDialog *self = g_object_new (HAVEN_TYPE_CALENDAR_OUT_DIALOG, NULL);
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (workspace)));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->workspace = g_object_ref (workspace);
  gtk_string_list_append (names, _ ("Everybody and everything"));
  g_ptr_array_add (self->ids, NULL);
  for (guint i = 0; i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];

      gtk_string_list_append (names, resource->name);
      g_ptr_array_add (self->ids, g_strdup (resource->id));
    }
  adw_combo_row_set_model (self->whose, G_LIST_MODEL (names));
  haven_date_row_take_words (self->first, today);
  haven_date_row_take_words (self->last, today);
  haven_date_row_set_date (self->first, first);
  haven_date_row_set_date (self->last, haven_date_add_days (first, DAYS_AT_FIRST - 1));
  return ADW_DIALOG (self);
}
