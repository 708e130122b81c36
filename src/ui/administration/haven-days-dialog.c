/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-days-dialog.h"

#include "haven-announce.h"
#include "haven-bookables-service.h"
#include "haven-date-row.h"

#include <glib/gi18n.h>

struct _HavenDaysDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDateRow *from;
  HavenDateRow *to;
  AdwEntryRow *words;
  GtkLabel *problem;

  /* owned */
  HavenWorkspace *workspace;
  char *resource_id; /* NULL: the clinic is closed */
};

G_DEFINE_FINAL_TYPE (HavenDaysDialog, haven_days_dialog, ADW_TYPE_DIALOG)

static HavenDate
read_date (HavenDateRow *row)
{
  HavenDate date = HAVEN_DATE_NONE;

  haven_date_row_read (row, &date, NULL);
  return date;
}

static void
save_cb (HavenDaysDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->words));
  HavenDate from = read_date (self->from), to = read_date (self->to);

  if (self->resource_id == NULL)
    edit = haven_bookables_edit_add_closed_day (from, words, &error);
  else
    edit = haven_bookables_edit_add_absence (haven_workspace_get_session (self->workspace),
                                             self->resource_id,
                                             from,
                                             haven_date_is_set (to) ? to : from,
                                             words,
                                             &error);
  haven_announce_problem (self->problem, edit ? NULL : error->message);
  if (edit == NULL)
    return;
  haven_workspace_do (self->workspace, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_days_dialog_dispose (GObject *object)
{
  HavenDaysDialog *self = HAVEN_DAYS_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->resource_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DAYS_DIALOG);
  G_OBJECT_CLASS (haven_days_dialog_parent_class)->dispose (object);
}

static void
haven_days_dialog_class_init (HavenDaysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_days_dialog_dispose;
  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-days-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDaysDialog, from);
  gtk_widget_class_bind_template_child (widget_class, HavenDaysDialog, to);
  gtk_widget_class_bind_template_child (widget_class, HavenDaysDialog, words);
  gtk_widget_class_bind_template_child (widget_class, HavenDaysDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
haven_days_dialog_init (HavenDaysDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static HavenDaysDialog *
create (HavenWorkspace *workspace)
{
  HavenDaysDialog *self = g_object_new (HAVEN_TYPE_DAYS_DIALOG, NULL);
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (workspace)));

  self->workspace = g_object_ref (workspace);
  haven_date_row_set_today (self->from, today);
  haven_date_row_set_today (self->to, today);
  return self;
}

/** Days on which @name is away. */
AdwDialog *
haven_days_dialog_new_away (HavenWorkspace *workspace, const char *resource_id, const char *name)
{
  HavenDaysDialog *self = create (workspace);
  g_autofree char *title = g_strdup_printf (_ ("%s Is Away"), name);

  self->resource_id = g_strdup (resource_id);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  return ADW_DIALOG (self);
}

/** A day on which nobody is booked. */
AdwDialog *
haven_days_dialog_new_closed (HavenWorkspace *workspace)
{
  HavenDaysDialog *self = create (workspace);

  adw_dialog_set_title (ADW_DIALOG (self), _ ("The Clinic Is Closed"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->from), _ ("Day"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words), _ ("What the day is called"));
  gtk_widget_set_visible (GTK_WIDGET (self->to), FALSE);
  return ADW_DIALOG (self);
}
