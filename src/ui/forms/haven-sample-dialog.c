/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sample-dialog.h"

#include "haven-forms-service.h"
#include "haven-paper-choice.h"
#include "haven-paper-view.h"
#include "haven-paper-words.h"

#include <glib/gi18n.h>

struct _HavenSampleDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkDropDown *language;
  GtkWidget *variant_box;
  GtkDropDown *variant;
  GtkLabel *explanation;
  GtkLabel *watermark;
  GtkStack *stack;
  HavenPaperView *view;
  AdwStatusPage *problem;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable; /* everything of this dialog */
  GCancellable *making;      /* the paper being made */
  HavenPaperPages *pages;    /* NULL until there is a paper */
  HavenPaperChoice *choice;
  char *form_code;
};

G_DEFINE_FINAL_TYPE (HavenSampleDialog, haven_sample_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenSampleDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

static void
show_problem (HavenSampleDialog *self, const GError *error)
{
  haven_paper_words_show_problem (self->problem, error, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/* ── Making ───────────────────────────────────────────────────────────────── */

typedef struct
{
  char *form_code;
  char *language;
  char *variant;
} Making;

static void
free_making (gpointer data)
{
  Making *making = data;

  g_free (making->form_code);
  g_free (making->language);
  g_free (making->variant);
  g_free (making);
}

static gpointer
make_sample (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Making *making = data;
  HavenPaper *paper = haven_clinic_forms_make_sample (session, making->form_code, making->language, making->variant, error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

static void
show_pages (HavenSampleDialog *self)
{
  const char *reason = haven_paper_pages_get_paper (self->pages)->watermark_reason;

  gtk_label_set_label (self->watermark, reason ? _ ("Not for signature: this translation is not approved yet") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->watermark), reason != NULL);
  haven_paper_view_set_pages (self->view, self->pages);
  gtk_stack_set_visible_child_name (self->stack, "pages");
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenPaperPages *pages = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenSampleDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pages == NULL)
    {
      show_problem (self, error);
      return;
    }
  g_clear_object (&self->pages);
  self->pages = pages;
  show_pages (self);
}

/* A choice that comes while another paper is being made takes its place. */
static void
make (HavenSampleDialog *self)
{
  Making *making = g_new0 (Making, 1);

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  making->form_code = g_strdup (self->form_code);
  making->language = g_strdup (haven_paper_choice_get_language (self->choice));
  making->variant = g_strdup (haven_paper_choice_get_variant (self->choice));
  gtk_widget_set_visible (GTK_WIDGET (self->watermark), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "making");
  haven_session_work_async (get_session (self), make_sample, making, free_making, g_object_unref, self->making, made_cb, self);
}

/* ── What there is ────────────────────────────────────────────────────────── */

static gpointer
read_forms (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_session_dup_forms (session, error);
}

static void
forms_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenSampleDialog *self = data;
  const HavenForm *form;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  form = forms ? haven_forms_lookup (forms, self->form_code, &error) : NULL;
  if (form == NULL)
    {
      show_problem (self, error);
      return;
    }
  adw_dialog_set_title (ADW_DIALOG (self), form->title.text);
  haven_paper_choice_fill (self->choice, forms, form, HAVEN_FORMS_SOURCE_LANGUAGE);
  make (self);
}

static void
haven_sample_dialog_dispose (GObject *object)
{
  HavenSampleDialog *self = HAVEN_SAMPLE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->making);
  g_clear_object (&self->choice);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_SAMPLE_DIALOG);
  g_clear_object (&self->pages);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->form_code, g_free);
  G_OBJECT_CLASS (haven_sample_dialog_parent_class)->dispose (object);
}

static void
haven_sample_dialog_class_init (HavenSampleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_sample_dialog_dispose;
  g_type_ensure (HAVEN_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-sample-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, language);
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, variant_box);
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, variant);
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, watermark);
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, view);
  gtk_widget_class_bind_template_child (widget_class, HavenSampleDialog, problem);
}

static void
haven_sample_dialog_init (HavenSampleDialog *self)
{
  HavenPaperChoiceWidgets widgets = { 0 };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  widgets.language = self->language;
  widgets.variant_box = self->variant_box;
  widgets.variant = self->variant;
  widgets.explanation = self->explanation;
  self->choice = haven_paper_choice_new (&widgets);
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (make), self, G_CONNECT_SWAPPED);
}

AdwDialog *
haven_sample_dialog_new (HavenWorkspace *workspace, const char *form_code)
{
  HavenSampleDialog *self = g_object_new (HAVEN_TYPE_SAMPLE_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && form_code != NULL, ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->form_code = g_strdup (form_code);
  haven_session_work_async (get_session (self), read_forms, NULL, NULL, g_object_unref, self->cancellable, forms_read_cb, self);
  return ADW_DIALOG (self);
}

/** Returns: (nullable) (transfer none): what is shown; %NULL while there is nothing */
HavenPaperPages *
haven_sample_dialog_get_pages (HavenSampleDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_SAMPLE_DIALOG (self), NULL);
  return self->pages;
}
