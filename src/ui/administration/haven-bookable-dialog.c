/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-bookable-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-choice.h"
#include "haven-hours.h"

#include <glib/gi18n.h>

struct _HavenBookableDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkButton *save;
  AdwEntryRow *name;
  AdwComboRow *kind;
  AdwEntryRow *site;
  AdwSwitchRow *active;
  AdwSpinRow *capacity;
  AdwPreferencesGroup *days;
  GtkLabel *problem;

  /* owned */
  HavenWorkspace *workspace;
  HavenResource *before; /* NULL: a new one */
  GCancellable *cancellable;

  /* borrowed */
  GtkWidget *rows[7];
};

G_DEFINE_FINAL_TYPE (HavenBookableDialog, haven_bookable_dialog, ADW_TYPE_DIALOG)

static const HavenChoice kinds[] = {
  { "clinician", N_ ("Clinician") },     { "lawyer", N_ ("Lawyer") },   { "navigator", N_ ("Navigator") }, { "room", N_ ("Room") },
  { "interpreter", N_ ("Interpreter") }, { "vehicle", N_ ("Vehicle") }, { NULL, NULL },
};

/* ── Saving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenResource *before;
  char *name;
  const char *kind;
  char *site;
  gboolean active;
  int capacity;
  char *hours[7];
  int weekday; /* of a sentence that is about one */
} Wanted;

static void
free_wanted (Wanted *self)
{
  g_clear_pointer (&self->before, haven_resource_free);
  g_free (self->name);
  g_free (self->site);
  for (int i = 0; i < 7; i++)
    g_free (self->hours[i]);
  g_free (self);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  HavenBookableChange change = { wanted->before, wanted->name, wanted->kind, wanted->site, wanted->active, { NULL }, wanted->capacity };
  int weekday;

  for (int i = 0; i < 7; i++)
    change.hours[i] = wanted->hours[i];
  return haven_bookables_edit_resource (session, &change, &weekday, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenBookableDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (edit == NULL)
    {
      haven_announce_problem (self->problem, error->message);
      return;
    }
  haven_workspace_do (self->workspace, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

/* The day that cannot be read has the keyboard, and the sentence stands below. */
static gboolean
check_days (HavenBookableDialog *self)
{
  gboolean readable = TRUE;

  for (int i = 6; i >= 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) hours = haven_hours_parse (gtk_editable_get_text (GTK_EDITABLE (self->rows[i])), &error);

      gtk_accessible_update_state (GTK_ACCESSIBLE (self->rows[i]), GTK_ACCESSIBLE_STATE_INVALID,
                                   hours ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
      if (hours)
        {
          gtk_widget_remove_css_class (self->rows[i], "error");
          continue;
        }
      readable = FALSE;
      gtk_widget_add_css_class (self->rows[i], "error");
      gtk_widget_grab_focus (self->rows[i]);
      haven_announce_problem (self->problem, error->message);
    }
  return readable;
}

static void
save_cb (HavenBookableDialog *self)
{
  Wanted *wanted;

  haven_announce_problem (self->problem, NULL);
  if (!check_days (self))
    return;
  wanted = g_new0 (Wanted, 1);
  wanted->before = self->before ? haven_resource_copy (self->before) : NULL;
  wanted->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  wanted->kind = kinds[adw_combo_row_get_selected (self->kind)].code;
  wanted->site = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->site)));
  wanted->active = adw_switch_row_get_active (self->active);
  wanted->capacity = (int) adw_spin_row_get_value (self->capacity);
  for (int i = 0; i < 7; i++)
    wanted->hours[i] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rows[i])));
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            wanted,
                            (GDestroyNotify) free_wanted,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static void
create_days (HavenBookableDialog *self)
{
  for (int i = 0; i < 7; i++)
    {
      /* 1 January 2024 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (2024, 1, i + 1, 12, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%A");

      self->rows[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), name);
      adw_preferences_group_add (self->days, self->rows[i]);
    }
}

static void
fill_kinds (HavenBookableDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (const HavenChoice *kind = kinds; kind->code; kind++)
    gtk_string_list_append (labels, _ (kind->label));
  haven_choice_name_items (self->kind);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (labels));
}

static void
show_hours (HavenBookableDialog *self, GPtrArray *hours)
{
  for (int day = 1; day <= 7; day++)
    {
      g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (HavenOpenHours));
      g_autofree char *text = NULL;

      for (guint i = 0; hours && i < hours->len; i++)
        {
          const HavenResourceHours *row = hours->pdata[i];
          HavenOpenHours part = { (int) row->opens_at, (int) row->closes_at };

          if (row->weekday == day && g_strcmp0 (row->resource_id, self->before->id) == 0)
            g_array_append_val (parts, part);
        }
      text = haven_hours_dup_text ((HavenOpenHours *) (gpointer) parts->data, parts->len);
      gtk_editable_set_text (GTK_EDITABLE (self->rows[day - 1]), text);
    }
}

static void
show_resource (HavenBookableDialog *self, GPtrArray *hours)
{
  const HavenChoice *kind = haven_choice_find (kinds, self->before->kind);

  gtk_editable_set_text (GTK_EDITABLE (self->name), self->before->name ? self->before->name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->site), self->before->site ? self->before->site : "");
  adw_combo_row_set_selected (self->kind, kind ? (guint) (kind - kinds) : 0);
  /* What stands in visits that were booked stays what it is. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind), FALSE);
  adw_switch_row_set_active (self->active, self->before->active);
  adw_spin_row_set_value (self->capacity, (double) self->before->capacity);
  show_hours (self, hours);
}

static void
haven_bookable_dialog_dispose (GObject *object)
{
  HavenBookableDialog *self = HAVEN_BOOKABLE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->before, haven_resource_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_BOOKABLE_DIALOG);
  G_OBJECT_CLASS (haven_bookable_dialog_parent_class)->dispose (object);
}

static void
haven_bookable_dialog_finalize (GObject *object)
{
  g_clear_object (&HAVEN_BOOKABLE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (haven_bookable_dialog_parent_class)->finalize (object);
}

static void
haven_bookable_dialog_class_init (HavenBookableDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_bookable_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_bookable_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-bookable-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, save);
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, site);
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, active);
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, capacity);
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, days);
  gtk_widget_class_bind_template_child (widget_class, HavenBookableDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
haven_bookable_dialog_init (HavenBookableDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
  create_days (self);
}

/**
 * haven_bookable_dialog_new:
 * @resource: (nullable): whom or what to change; %NULL adds one
 * @hours: (nullable) (element-type HavenResourceHours): of all
 */
AdwDialog *
haven_bookable_dialog_new (HavenWorkspace *workspace, const HavenResource *resource, GPtrArray *hours)
{
  HavenBookableDialog *self = g_object_new (HAVEN_TYPE_BOOKABLE_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->before = resource ? haven_resource_copy (resource) : NULL;
  if (self->before)
    show_resource (self, hours);
  adw_dialog_set_title (ADW_DIALOG (self), resource ? _ ("Name and Hours") : _ ("Add Somebody or Something to Book"));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->name));
  return ADW_DIALOG (self);
}
