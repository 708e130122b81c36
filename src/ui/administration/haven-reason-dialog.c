/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-reason-dialog.h"

#include "haven-choice-factory.h"
#include "haven-draft-keeper.h"

#include <glib/gi18n.h>

struct _HavenReasonDialog
{
  AdwDialog parent_instance;

  /* template */
  HavenDraftLine *line;
  GtkWidget *page;
  GtkLabel *body;
  GtkWidget *choices;
  AdwComboRow *choice;
  GtkLabel *label;
  GtkTextView *text;
  GtkLabel *count;
  GtkButton *give;

  /* owned */
  HavenDraftKeeper *keeper; /* nullable */

  /* borrowed */
  const HavenChoice *reasons; /* nullable */

  guint least;
};

G_DEFINE_FINAL_TYPE (HavenReasonDialog, haven_reason_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (HavenReasonDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
text_changed_cb (HavenReasonDialog *self)
{
  g_autofree char *text = dup_text (self);
  const guint length = (guint) g_utf8_strlen (text, -1);
  g_autofree char *words = NULL;

  if (length >= self->least)
    words = g_strdup (_ ("Enough."));
  else
    words = g_strdup_printf (ngettext ("%u more letter", "%u more letters", self->least - length), self->least - length);
  gtk_label_set_label (self->count, words);
  gtk_widget_set_visible (GTK_WIDGET (self->count), self->least > 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->give), length >= self->least);
}

static void
give_cb (HavenReasonDialog *self)
{
  haven_reason_dialog_give (self);
}

static void
cancel_cb (HavenReasonDialog *self)
{
  if (self->keeper != NULL)
    haven_draft_keeper_cancel (self->keeper);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_reason_dialog_dispose (GObject *object)
{
  g_clear_pointer (&HAVEN_REASON_DIALOG (object)->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_REASON_DIALOG);
  G_OBJECT_CLASS (haven_reason_dialog_parent_class)->dispose (object);
}

static void
haven_reason_dialog_class_init (HavenReasonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_reason_dialog_dispose;
  signals[SIGNAL_GIVEN] = g_signal_new ("given",
                                        HAVEN_TYPE_REASON_DIALOG,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);
  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, line);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, page);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, body);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, label);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, text);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, count);
  gtk_widget_class_bind_template_child (widget_class, HavenReasonDialog, give);
  gtk_widget_class_bind_template_callback (widget_class, give_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
haven_reason_dialog_init (HavenReasonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text),
                           "changed",
                           G_CALLBACK (text_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * haven_reason_dialog_new:
 * @label: what is written: “Reason”
 * @least: how many letters it must have
 */
AdwDialog *
haven_reason_dialog_new (const char *title, const char *body, const char *label, const char *button_label, guint least)
{
  HavenReasonDialog *self = g_object_new (HAVEN_TYPE_REASON_DIALOG, "title", title, NULL);

  self->least = least;
  gtk_label_set_label (self->body, body);
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_button_set_label (self->give, button_label);
  gtk_button_set_use_underline (self->give, TRUE);
  text_changed_cb (self);
  return ADW_DIALOG (self);
}

/** Something to choose above the text. @choices: outlives the dialog */
void
haven_reason_dialog_set_choices (HavenReasonDialog *self, const char *title, const HavenChoice *choices)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  g_return_if_fail (HAVEN_IS_REASON_DIALOG (self) && choices != NULL);

  self->reasons = choices;
  for (const HavenChoice *choice = choices; choice->code != NULL; choice++)
    gtk_string_list_append (model, _ (choice->label));

  haven_choice_name_items (self->choice);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice), title);
  adw_combo_row_set_model (self->choice, G_LIST_MODEL (model));
  gtk_widget_set_visible (self->choices, TRUE);
}

guint
haven_reason_dialog_get_choice (HavenReasonDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_REASON_DIALOG (self), 0);
  return adw_combo_row_get_selected (self->choice);
}

static const char *
get_choice_code (guint position, gpointer data)
{
  return ((const HavenChoice *) data)[position].code;
}

/**
 * haven_reason_dialog_keep:
 * @editor: one of %HAVEN_EDITOR_REVIEW and its kin
 *
 * From now on what is typed is a draft, and what was left unfinished is brought back. After the choices are set.
 */
void
haven_reason_dialog_keep (HavenReasonDialog *self, HavenWorkspace *workspace, const char *editor, const char *subject_id)
{
  HavenDraftFields *fields;

  g_return_if_fail (HAVEN_IS_REASON_DIALOG (self) && self->keeper == NULL);

  self->keeper = haven_draft_keeper_new (workspace, editor, subject_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add (fields, "text", GTK_WIDGET (self->text));
  if (self->reasons != NULL)
    haven_draft_fields_add_choice (fields,
                                   "choice",
                                   GTK_WIDGET (self->choice),
                                   get_choice_code,
                                   (gpointer) self->reasons);
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  haven_draft_keeper_start (self->keeper, self->page);
}

/** Returns: (nullable) (transfer none): the draft, to be discarded by whoever does what the reason is for */
HavenDraftWriter *
haven_reason_dialog_get_draft (HavenReasonDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_REASON_DIALOG (self), NULL);
  return self->keeper ? haven_draft_keeper_get_writer (self->keeper) : NULL;
}

/** As if it were typed; for tests. */
void
haven_reason_dialog_type (HavenReasonDialog *self, const char *text)
{
  g_return_if_fail (HAVEN_IS_REASON_DIALOG (self));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

gboolean
haven_reason_dialog_is_ready (HavenReasonDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_REASON_DIALOG (self), FALSE);
  return gtk_widget_get_sensitive (GTK_WIDGET (self->give));
}

/** What the button does. */
void
haven_reason_dialog_give (HavenReasonDialog *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HAVEN_IS_REASON_DIALOG (self));

  if (!haven_reason_dialog_is_ready (self))
    return;
  text = dup_text (self);
  g_object_ref (self);
  if (self->keeper != NULL)
    haven_draft_keeper_flush (self->keeper);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, text);
  g_object_unref (self);
}
