/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-certification-dialog.h"

#include "haven-announce.h"
#include "haven-certifications-service.h"
#include "haven-choice-factory.h"
#include "haven-date-row.h"
#include "haven-draft-keeper.h"

#include <glib/gi18n.h>

struct _HavenCertificationDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDraftLine *line;
  GtkWidget *page;
  GtkLabel *about;
  GtkLabel *failure;
  AdwComboRow *form;
  AdwEntryRow *agency;
  AdwEntryRow *official;
  HavenDateRow *requested_on;
  AdwComboRow *outcome;
  HavenDateRow *returned_on;
  HavenDateRow *signed_on;
  AdwSwitchRow *original;
  HavenDateRow *next_on;
  GtkWidget *source;

  /* owned */
  HavenWorkspace *workspace;
  HavenCertification *certification;
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  HavenCertificationStep step;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (HavenCertificationDialog, haven_certification_dialog, ADW_TYPE_DIALOG)

static const char *const forms[] = { "I-918B", "I-914B" };
static const char *const outcomes[] = { "returned_signed", "returned_unsigned", "declined" };

#define AGAIN_AFTER 21 /* days */

static const char *
get_outcome (HavenCertificationDialog *self)
{
  return outcomes[MIN (adw_combo_row_get_selected (self->outcome), G_N_ELEMENTS (outcomes) - 1)];
}

static void
outcome_changed_cb (HavenCertificationDialog *self)
{
  gboolean returned = self->step == HAVEN_CERTIFICATION_RETURNED;
  gboolean is_signed = returned && g_str_equal (get_outcome (self), "returned_signed");

  gtk_widget_set_visible (GTK_WIDGET (self->signed_on), is_signed);
  gtk_widget_set_visible (GTK_WIDGET (self->original), is_signed);
  gtk_widget_set_visible (self->source,
                          is_signed && g_strcmp0 (self->certification->form, "I-918B") == 0);
}

static void
show_step (HavenCertificationDialog *self)
{
  static const char *const titles[] = { N_ ("Ask for a Certification"), N_ ("Asked Again"), N_ ("It Came Back") };
  gboolean ask = self->step == HAVEN_CERTIFICATION_ASK;
  gboolean returned = self->step == HAVEN_CERTIFICATION_RETURNED;
  g_autofree char *about = g_strdup_printf ("%s · %s", self->certification->form, self->certification->agency);

  adw_dialog_set_title (ADW_DIALOG (self), _ (titles[self->step]));
  gtk_label_set_label (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), !ask);
  gtk_widget_set_visible (GTK_WIDGET (self->form), ask);
  gtk_widget_set_visible (GTK_WIDGET (self->agency), ask);
  gtk_widget_set_visible (GTK_WIDGET (self->official), ask);
  gtk_widget_set_visible (GTK_WIDGET (self->requested_on), ask);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), returned);
  gtk_widget_set_visible (GTK_WIDGET (self->returned_on), returned);
  gtk_widget_set_visible (GTK_WIDGET (self->next_on), !returned);
  outcome_changed_cb (self);
}

/* ── Saving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenCertificationStep step;
  HavenCertification *certification;
  char *state;
  HavenDate next_on;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  haven_certification_free (saving->certification);
  g_free (saving->state);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;
  const HavenCertification *certification = saving->certification;

  if (saving->step == HAVEN_CERTIFICATION_ASK)
    return haven_certifications_edit_ask (session, certification, saving->next_on, error);
  if (saving->step == HAVEN_CERTIFICATION_FOLLOW_UP)
    return haven_certifications_edit_follow_up (session, certification->id, saving->next_on, error);
  return haven_certifications_edit_returned (session,
                                             certification->id,
                                             saving->state,
                                             certification->returned_on,
                                             certification->signed_on,
                                             certification->original_held,
                                             error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCertificationDialog *self = data;

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

/* What is no date is told in its own row; an empty row is a day that is not known. */
static gboolean
read_day (HavenDateRow *row, HavenDate *day, GError **error)
{
  HavenDateEntry entry;

  *day = HAVEN_DATE_NONE;
  if (!gtk_widget_get_visible (GTK_WIDGET (row)))
    return TRUE;
  entry = haven_date_row_read (row, day, error);
  if (entry == HAVEN_DATE_ENTRY_TYPING)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("Write each day as 2026-11-22."));
  return entry == HAVEN_DATE_ENTRY_EMPTY || entry == HAVEN_DATE_ENTRY_DATE;
}

static Saving *
read_fields (HavenCertificationDialog *self, GError **error)
{
  Saving *saving = g_new0 (Saving, 1);
  HavenCertification *own = haven_certification_copy (self->certification);

  saving->step = self->step;
  saving->certification = own;
  saving->state = g_strdup (get_outcome (self));
  own->original_held = adw_switch_row_get_active (self->original);
  if (self->step == HAVEN_CERTIFICATION_ASK)
    {
      haven_record_set_text (&own->form, forms[adw_combo_row_get_selected (self->form)]);
      haven_record_set_text (&own->agency, gtk_editable_get_text (GTK_EDITABLE (self->agency)));
      haven_record_set_text (&own->official, gtk_editable_get_text (GTK_EDITABLE (self->official)));
    }
  if ((self->step != HAVEN_CERTIFICATION_ASK || read_day (self->requested_on, &own->requested_on, error)) &&
      read_day (self->returned_on, &own->returned_on, error) && read_day (self->signed_on, &own->signed_on, error) &&
      read_day (self->next_on, &saving->next_on, error))
    return saving;
  free_saving (saving);
  return NULL;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenCertificationDialog *self = HAVEN_CERTIFICATION_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  Saving *saving;

  if (self->saving)
    return;
  saving = read_fields (self, &error);
  if (saving == NULL)
    {
      haven_announce_problem (self->failure, error ? error->message : "");
      return;
    }
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

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_certification_dialog_dispose (GObject *object)
{
  HavenCertificationDialog *self = HAVEN_CERTIFICATION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_CERTIFICATION_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_certification_dialog_parent_class)->dispose (object);
}

static void
haven_certification_dialog_finalize (GObject *object)
{
  HavenCertificationDialog *self = HAVEN_CERTIFICATION_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->certification, haven_certification_free);
  G_OBJECT_CLASS (haven_certification_dialog_parent_class)->finalize (object);
}

static void
haven_certification_dialog_class_init (HavenCertificationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_certification_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_certification_dialog_finalize;

  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-certification-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, about);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, agency);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, official);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, requested_on);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, returned_on);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, signed_on);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, original);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, next_on);
  gtk_widget_class_bind_template_child (widget_class, HavenCertificationDialog, source);
  gtk_widget_class_bind_template_callback (widget_class, outcome_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
}

static void
haven_certification_dialog_init (HavenCertificationDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->certification = haven_certification_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_choice_name_items (self->form);
  haven_choice_name_items (self->outcome);
}

static const char *
get_form_at (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (forms) ? forms[position] : NULL;
}

static const char *
get_outcome_at (guint position, gpointer data)
{
  return position < G_N_ELEMENTS (outcomes) ? outcomes[position] : NULL;
}

static void
keep (HavenCertificationDialog *self, const char *subject_id)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_CERTIFICATION, subject_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add_choice (fields, "form", GTK_WIDGET (self->form), get_form_at, NULL);
  haven_draft_fields_add (fields, "agency", GTK_WIDGET (self->agency));
  haven_draft_fields_add (fields, "official", GTK_WIDGET (self->official));
  haven_draft_fields_add (fields, "requested_on", GTK_WIDGET (self->requested_on));
  haven_draft_fields_add_choice (fields, "outcome", GTK_WIDGET (self->outcome), get_outcome_at, NULL);
  haven_draft_fields_add (fields, "returned_on", GTK_WIDGET (self->returned_on));
  haven_draft_fields_add (fields, "signed_on", GTK_WIDGET (self->signed_on));
  haven_draft_fields_add (fields, "original", GTK_WIDGET (self->original));
  haven_draft_fields_add (fields, "next_on", GTK_WIDGET (self->next_on));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

static void
begin (HavenCertificationDialog *self, HavenWorkspace *workspace, HavenCertificationStep step)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (workspace)));

  self->workspace = g_object_ref (workspace);
  self->step = step;
  haven_date_row_set_today (self->requested_on, today);
  haven_date_row_set_today (self->returned_on, today);
  haven_date_row_set_today (self->signed_on, today);
  haven_date_row_set_today (self->next_on, today);
  haven_date_row_set_date (self->requested_on, today);
  haven_date_row_set_date (self->returned_on, today);
  haven_date_row_set_date (self->next_on, haven_date_add_days (today, AGAIN_AFTER));
  show_step (self);
}

AdwDialog *
haven_certification_dialog_new_ask (HavenWorkspace *workspace, const HavenMatter *matter)
{
  HavenCertificationDialog *self = g_object_new (HAVEN_TYPE_CERTIFICATION_DIALOG, NULL);

  haven_record_set_text (&self->certification->matter_id, matter->id);
  adw_combo_row_set_selected (self->form, g_strcmp0 (matter->type, "t_visa") == 0 ? 1 : 0);
  begin (self, workspace, HAVEN_CERTIFICATION_ASK);
  keep (self, matter->id);
  return ADW_DIALOG (self);
}

/**
 * haven_certification_dialog_new:
 * @certification: that an agency was asked for
 * @step: asked again, or came back
 */
AdwDialog *
haven_certification_dialog_new (HavenWorkspace *workspace,
                                const HavenCertification *certification,
                                HavenCertificationStep step)
{
  HavenCertificationDialog *self = g_object_new (HAVEN_TYPE_CERTIFICATION_DIALOG, NULL);
  g_autofree char *subject_id =
      g_strdup_printf ("%s/%s", certification->id, step == HAVEN_CERTIFICATION_RETURNED ? "returned" : "again");

  haven_certification_free (self->certification);
  self->certification = haven_certification_copy (certification);
  begin (self, workspace, step);
  keep (self, subject_id);
  return ADW_DIALOG (self);
}
