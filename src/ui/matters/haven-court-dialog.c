/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-court-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-court-days-dialog.h"
#include "haven-draft-keeper.h"
#include "haven-permit.h"
#include "haven-planned-dates.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenCourtDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDraftLine *line;
  GtkWidget *page;
  GtkLabel *failure;
  AdwComboRow *court;
  GtkLabel *known;
  HavenPlannedDates *dates;

  /* owned */
  HavenWorkspace *workspace;
  char *matter_id;
  char *before;      /* nullable: the court that the matter goes by */
  GPtrArray *courts; /* HavenCourt; NULL until they are read */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;
  GCancellable *looking;

  gboolean filling;
  gboolean moves; /* a date gets another day */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenCourtDialog, haven_court_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenCourtDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* The first is that the matter goes by no court. */
static const char *
get_court_at (guint position, gpointer data)
{
  const HavenCourtDialog *self = data;

  if (position == 0 || self->courts == NULL || position > self->courts->len)
    return "";
  return ((const HavenCourt *) self->courts->pdata[position - 1])->court;
}

/* NULL where none is chosen. */
static const char *
get_chosen (HavenCourtDialog *self)
{
  const char *court = get_court_at (adw_combo_row_get_selected (self->court), self);

  return *court ? court : NULL;
}

static void
update_actions (HavenCourtDialog *self)
{
  gboolean other = self->courts != NULL && g_strcmp0 (get_chosen (self), self->before) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "dialog.save",
                                 !self->saving && (other || self->moves) && haven_planned_dates_is_ready (self->dates));
}

/* ── What it changes ──────────────────────────────────────────────────────── */

typedef struct
{
  char *matter_id;
  char *court;
  char *reason;
} Choice;

static Choice *
create_choice (HavenCourtDialog *self)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->matter_id = g_strdup (self->matter_id);
  choice->court = g_strdup (get_chosen (self));
  choice->reason = haven_planned_dates_dup_reason (self->dates);
  return choice;
}

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_free (choice->matter_id);
  g_free (choice->court);
  g_free (choice->reason);
  g_free (choice);
}

static gpointer
list_dates (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choice *choice = data;
  const HavenPlanningChange change = { choice->matter_id, choice->court, NULL, NULL };

  return haven_planning_list_dates (session, &change, error);
}

static void
dates_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dates = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCourtDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  haven_announce_problem (self->failure, dates ? NULL : error->message);
  self->moves = FALSE;
  for (guint i = 0; dates && i < dates->len; i++)
    self->moves |= ((const HavenPlannedDate *) dates->pdata[i])->moves;
  haven_planned_dates_show (self->dates, dates);
  update_actions (self);
}

/* What is still being looked for is for another choice. */
static void
look (HavenCourtDialog *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  haven_planned_dates_show (self->dates, NULL);
  update_actions (self);
  haven_session_work_async (get_session (self),
                            list_dates,
                            create_choice (self),
                            free_choice,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->looking,
                            dates_listed_cb,
                            self);
}

/* A table that ends in the past says nothing about the days to come. */
static void
show_known (HavenCourtDialog *self)
{
  const HavenCourt *court = self->courts ? haven_courts_find (self->courts, get_chosen (self)) : NULL;
  HavenDate today = haven_clock_today (haven_session_get_clock (get_session (self)));
  const HavenCourtDay *last = court && court->days->len > 0 ? court->days->pdata[court->days->len - 1] : NULL;
  g_autofree char *words = NULL;

  if (court == NULL)
    words = g_strdup ("");
  else if (last == NULL || haven_date_compare (last->on_date, today) < 0)
    words = g_strdup (_ ("No day after today is known. Copy them from the court’s list."));
  else
    {
      g_autofree char *day = haven_words_dup_date (last->on_date);

      words = g_strdup_printf (
          ngettext ("%u day is known: %s.", "%u days are known, the last is %s.", court->days->len), court->days->len, day);
    }
  gtk_label_set_label (self->known, words);
  gtk_widget_set_visible (GTK_WIDGET (self->known), *words != '\0');
}

static void
court_changed_cb (HavenCourtDialog *self)
{
  if (self->filling || self->courts == NULL)
    return;
  show_known (self);
  look (self);
}

/* ── The courts ───────────────────────────────────────────────────────────── */

static void
fill_courts (HavenCourtDialog *self, const char *chosen)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (model, _ ("No court’s calendar"));
  for (guint i = 0; i < self->courts->len; i++)
    {
      const HavenCourt *court = self->courts->pdata[i];

      gtk_string_list_append (model, court->court);
      if (g_strcmp0 (court->court, chosen) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->court, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->court, selected);
  haven_choice_name_items (self->court);
  self->filling = FALSE;
}

static void
keep (HavenCourtDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_COURT, self->matter_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "court", GTK_WIDGET (self->court), get_court_at, self);
  haven_draft_fields_add (fields, "reason", haven_planned_dates_get_reason_row (self->dates));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

static gpointer
list_courts (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_courts_list (session, error);
}

static void
courts_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) courts = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCourtDialog *self = data;
  g_autofree char *chosen = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (courts == NULL)
    {
      haven_announce_problem (self->failure, error->message);
      return;
    }
  chosen = g_strdup (self->courts ? get_chosen (self) : self->before);
  g_clear_pointer (&self->courts, g_ptr_array_unref);
  self->courts = g_steal_pointer (&courts);
  fill_courts (self, chosen);
  show_known (self);
  look (self);
  if (self->keeper == NULL)
    keep (self);
}

static void
load_courts (HavenCourtDialog *self)
{
  haven_session_work_async (get_session (self),
                            list_courts,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            courts_listed_cb,
                            self);
}

static void
store_changed_cb (HavenCourtDialog *self, HavenChanges *changes)
{
  if (!self->saving && haven_changes_touch (changes, "court_day"))
    load_courts (self);
}

static void
days_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenCourtDialog *self = HAVEN_COURT_DIALOG (widget);

  adw_dialog_present (haven_court_days_dialog_new (self->workspace, self->matter_id, get_chosen (self)), widget);
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choice *choice = data;
  const HavenPlanningChange change = { choice->matter_id, choice->court, NULL, NULL };

  return haven_planning_edit (session, &change, choice->reason, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCourtDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (edit == NULL)
    {
      self->saving = FALSE;
      update_actions (self);
      haven_announce_problem (self->failure, error->message);
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenCourtDialog *self = HAVEN_COURT_DIALOG (widget);

  self->saving = TRUE;
  update_actions (self);
  haven_session_work_async (get_session (self),
                            make_edit,
                            create_choice (self),
                            free_choice,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static void
reason_activated_cb (HavenCourtDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_court_dialog_dispose (GObject *object)
{
  HavenCourtDialog *self = HAVEN_COURT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->looking);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_COURT_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_court_dialog_parent_class)->dispose (object);
}

static void
haven_court_dialog_finalize (GObject *object)
{
  HavenCourtDialog *self = HAVEN_COURT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->matter_id, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->courts, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_court_dialog_parent_class)->finalize (object);
}

static void
haven_court_dialog_class_init (HavenCourtDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_court_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_court_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_PLANNED_DATES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-court-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDialog, court);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDialog, known);
  gtk_widget_class_bind_template_child (widget_class, HavenCourtDialog, dates);
  gtk_widget_class_bind_template_callback (widget_class, court_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, reason_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "court.days", NULL, days_action);
}

static void
haven_court_dialog_init (HavenCourtDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
}

/** The days by which a matter plans, as it was read. */
AdwDialog *
haven_court_dialog_new (HavenWorkspace *workspace, const HavenMatter *matter)
{
  HavenCourtDialog *self = g_object_new (HAVEN_TYPE_COURT_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->matter_id = g_strdup (matter->id);
  self->before = g_strdup (matter->court_calendar);
  haven_permit_bind_action (GTK_WIDGET (self), get_session (self), "court.days", "court_day", HAVEN_ACTION_CREATE);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load_courts (self);
  return ADW_DIALOG (self);
}
