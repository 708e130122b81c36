/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-dialog.h"

#include "haven-announce.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-draft-keeper.h"
#include "haven-evidence-box.h"
#include "haven-evidence-day-box.h"
#include "haven-matter-editors.h"
#include "haven-matter-words.h"

#include <glib/gi18n.h>

struct _HavenEvidenceDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDraftLine *line;
  GtkWidget *page;
  GtkLabel *failure;
  AdwComboRow *kind;
  HavenDateRow *wanted_by;
  GtkLabel *origin;
  AdwEntryRow *words;
  AdwSwitchRow *ask;
  GtkLabel *covered;

  /* owned */
  HavenWorkspace *workspace;
  char *matter_id;
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenEvidenceDialog, haven_evidence_dialog, ADW_TYPE_DIALOG)

#define WANTED_IN 14 /* days, where no date of the matter says by when */

typedef struct
{
  HavenMatterEvidence *evidence;
  gboolean ask;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  haven_matter_evidence_free (saving->evidence);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;

  return haven_evidence_edit_add (session, saving->evidence, saving->ask, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenEvidenceDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->saving = FALSE;
  if (edit == NULL)
    {
      haven_announce_problem (self->failure, error ? error->message : "");
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static const char *
get_kind_at (guint position, gpointer data)
{
  return haven_record_request_get_kinds ()[position].code;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenEvidenceDialog *self = HAVEN_EVIDENCE_DIALOG (widget);
  g_autoptr (HavenMatterEvidence) evidence = haven_matter_evidence_new ();
  g_autoptr (GError) error = NULL;
  HavenDateEntry entry = haven_date_row_read (self->wanted_by, &evidence->wanted_by, &error);
  Saving *saving;

  if (self->saving)
    return;
  if (entry == HAVEN_DATE_ENTRY_TYPING || entry == HAVEN_DATE_ENTRY_INVALID)
    {
      haven_announce_problem (self->failure, error ? error->message : _ ("Write each day as 2026-11-22."));
      return;
    }
  evidence->matter_id = g_strdup (self->matter_id);
  evidence->kind = g_strdup (get_kind_at (adw_combo_row_get_selected (self->kind), NULL));
  evidence->words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->words)));
  saving = g_new0 (Saving, 1);
  saving->evidence = g_steal_pointer (&evidence);
  saving->ask = adw_switch_row_get_active (self->ask);
  self->saving = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            make_edit,
                            saving,
                            free_saving,
                            g_object_unref,
                            self->cancellable,
                            edit_made_cb,
                            self);
}

static void
haven_evidence_dialog_dispose (GObject *object)
{
  HavenEvidenceDialog *self = HAVEN_EVIDENCE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_EVIDENCE_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_evidence_dialog_parent_class)->dispose (object);
}

static void
haven_evidence_dialog_finalize (GObject *object)
{
  HavenEvidenceDialog *self = HAVEN_EVIDENCE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->matter_id);
  G_OBJECT_CLASS (haven_evidence_dialog_parent_class)->finalize (object);
}

static void
haven_evidence_dialog_class_init (HavenEvidenceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_evidence_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_evidence_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-evidence-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, wanted_by);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, words);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, ask);
  gtk_widget_class_bind_template_child (widget_class, HavenEvidenceDialog, covered);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
fill_kinds (HavenEvidenceDialog *self)
{
  const HavenChoice *kinds = haven_record_request_get_kinds ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (guint i = 0; kinds[i].code; i++)
    gtk_string_list_append (model, _ (kinds[i].label));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (model));
  haven_choice_name_items (self->kind);
}

static void
haven_evidence_dialog_init (HavenEvidenceDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
}

static void
keep (HavenEvidenceDialog *self)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_EVIDENCE, self->matter_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "kind", GTK_WIDGET (self->kind), get_kind_at, NULL);
  haven_draft_fields_add (fields, "wanted_by", GTK_WIDGET (self->wanted_by));
  haven_draft_fields_add (fields, "words", GTK_WIDGET (self->words));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

/* It starts with what a date of the matter says, never with a day that is over; whoever knows better writes another. */
static void
propose (HavenEvidenceDialog *self, const HavenMatterPage *page, const char *deadline_id, HavenDate today)
{
  const HavenEvidenceDay *day = deadline_id ? haven_evidence_days_find (page->evidence_days, deadline_id)
                                            : haven_evidence_days_find_nearest (page->evidence_days, today);
  const HavenDeadline *deadline = day ? haven_matter_editors_find_deadline (page, day->deadline_id) : NULL;
  HavenDate wanted_by = haven_date_add_days (today, WANTED_IN);
  g_autofree char *origin = NULL;

  if (deadline != NULL)
    {
      wanted_by = haven_date_compare (day->needed_by, today) < 0 ? today : day->needed_by;
      origin = haven_evidence_day_dup_origin (day, haven_matter_words_get_rule_words (deadline->label), today);
    }
  haven_date_row_set_today (self->wanted_by, today);
  haven_date_row_set_date (self->wanted_by, wanted_by);
  gtk_label_set_label (self->origin, origin ? origin : "");
  gtk_widget_set_visible (GTK_WIDGET (self->origin), origin != NULL);
  if (origin != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->wanted_by), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, origin, -1);
}

/**
 * haven_evidence_dialog_new:
 * @page: of the matter, for the permission under which the care team can be asked, and for its dates
 * @deadline_id: (nullable): the date that it is for; %NULL for the nearest
 */
AdwDialog *
haven_evidence_dialog_new (HavenWorkspace *workspace, const HavenMatterPage *page, const char *deadline_id)
{
  HavenEvidenceDialog *self = g_object_new (HAVEN_TYPE_EVIDENCE_DIALOG, NULL);
  const HavenEvidenceList *list = page->evidence;
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (workspace)));
  g_autofree char *permission = haven_evidence_dup_permission (list->cover, list->release);
  g_autofree char *covered = haven_evidence_dup_covered (list->cover, list->release);

  self->workspace = g_object_ref (workspace);
  self->matter_id = g_strdup (page->matter->id);
  propose (self, page, deadline_id, today);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->ask), permission);
  gtk_label_set_label (self->covered, covered ? covered : "");
  gtk_widget_set_visible (GTK_WIDGET (self->covered), covered != NULL);
  adw_switch_row_set_active (self->ask, list->cover == HAVEN_COVER_CURRENT);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ask), list->cover == HAVEN_COVER_CURRENT);
  keep (self);
  return ADW_DIALOG (self);
}
