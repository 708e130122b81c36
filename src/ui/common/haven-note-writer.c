/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-note-writer.h"

#include "haven-announce.h"

#include "haven-draft-keeper.h"
#include "haven-matter-notes.h"
#include "haven-notes-service.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenNoteWriter
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *sign;
  HavenDraftLine *line;
  GtkWidget *page;
  AdwEntryRow *title_row;
  GtkTextView *text;
  GtkLabel *failure;
  GtkWidget *saved_icon;
  GtkLabel *saved;
  GtkWidget *discard;

  /* owned */
  HavenWorkspace *workspace;
  char *patient_id;
  char *note_id; /* nullable: the signed note that is added to */
  char *matter_id; /* nullable: a privileged note is not signed, but saved */
  HavenLegalNote *corrected; /* nullable: the version that the new one takes the place of */
  HavenDraftKeeper *keeper;
  GCancellable *cancellable;

  GtkWidget *last_focus; /* weak: while it is saved */
};

G_DEFINE_FINAL_TYPE (HavenNoteWriter, haven_note_writer, ADW_TYPE_DIALOG)

enum
{
  SIGNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *patient_id;
  char *note_id;
  char *title; /* of an addendum: the reason */
  char *text;
} Signing;

static void
free_signing (gpointer data)
{
  Signing *signing = data;

  g_free (signing->patient_id);
  g_free (signing->note_id);
  g_free (signing->title);
  g_free (signing->text);
  g_free (signing);
}

static HavenSession *
get_session (HavenNoteWriter *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── What stands in the editor ───────────────────────────────────────────── */

static const char *
get_title (HavenNoteWriter *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->title_row));
}

static char *
dup_text (HavenNoteWriter *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

static void
update_buttons (HavenNoteWriter *self)
{
  g_autofree char *text = dup_text (self);
  gboolean titled = !is_blank (get_title (self));
  gboolean written = !is_blank (text);

  gtk_widget_set_sensitive (self->sign, written && (titled || self->note_id == NULL));
  gtk_widget_set_sensitive (self->discard, written || titled);
}

static void
changed_cb (HavenNoteWriter *self)
{
  if (self->keeper == NULL || !haven_draft_keeper_is_ready (self->keeper))
    return;
  update_buttons (self);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  gtk_label_set_label (self->saved, "");
  gtk_widget_set_visible (self->saved_icon, FALSE);
}

/* ── The draft ───────────────────────────────────────────────────────────── */

static char *
dup_now (HavenNoteWriter *self)
{
  return haven_words_dup_time (haven_clock_minute_of_day (haven_session_get_clock (get_session (self))));
}

static void
saved_cb (HavenNoteWriter *self)
{
  g_autofree char *time = dup_now (self);
  g_autofree char *words = g_strdup_printf (_("Draft saved %s"), time);

  if (!haven_draft_writer_is_saved (haven_draft_keeper_get_writer (self->keeper)) ||
      !haven_draft_writer_has_draft (haven_draft_keeper_get_writer (self->keeper)))
    return;
  gtk_label_set_label (self->saved, words);
  gtk_widget_set_visible (self->saved_icon, TRUE);
}

/* What is switched off loses the focus, and whoever works by keys with it: it comes back to where it was. */
static void
set_usable (HavenNoteWriter *self, gboolean usable)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!usable)
    {
      g_set_weak_pointer (&self->last_focus, root ? gtk_root_get_focus (root) : NULL);
      adw_dialog_set_focus (ADW_DIALOG (self), NULL);
    }
  gtk_widget_set_sensitive (self->page, usable);
  gtk_widget_set_sensitive (self->sign, usable);
  if (usable && (self->last_focus == NULL || !gtk_widget_grab_focus (self->last_focus)))
    gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
}

static void
show_failure (HavenNoteWriter *self, const GError *error)
{
  haven_announce (GTK_WIDGET (self), error->message);
  gtk_label_set_label (self->failure, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
}

static void
failed_cb (HavenNoteWriter *self)
{
  gtk_label_set_label (self->saved, _("The draft is not saved"));
}

static void
keep (HavenNoteWriter *self, const char *editor, const char *subject_id)
{
  HavenDraftFields *fields;
  HavenDraftWriter *writer;

  self->keeper = haven_draft_keeper_new (self->workspace, editor, subject_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  writer = haven_draft_keeper_get_writer (self->keeper);
  haven_draft_fields_add (fields, "title", GTK_WIDGET (self->title_row));
  haven_draft_fields_add (fields, "text", GTK_WIDGET (self->text));
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  g_signal_connect_object (self->keeper, "ready", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (writer, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (writer, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  if (self->patient_id != NULL)
    haven_draft_keeper_set_detail (self->keeper, self->patient_id);
  haven_draft_keeper_start (self->keeper, self->page);
}

/* ── Signing ─────────────────────────────────────────────────────────────── */

static gpointer
run_signing (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Signing *signing = data;

  return signing->note_id
           ? haven_notes_sign_addendum (session, signing->note_id, signing->text, signing->title, error)
           : haven_notes_sign (session, signing->patient_id, signing->title, signing->text, error);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenNoteWriter) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *note_id = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (self->workspace == NULL)
    return;
  if (note_id != NULL)
    {
      haven_workspace_tell (self->workspace, self->note_id ? _("Addendum signed") : _("Note signed"));
      g_signal_emit (self, signals[SIGNED], 0, note_id);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  set_usable (self, TRUE);
  show_failure (self, error);
  haven_draft_writer_resume (haven_draft_keeper_get_writer (self->keeper));
  update_buttons (self);
}

/* The last draft is in the vault: where signing fails, nothing is lost, and nothing comes after the signature. */
static void
sign_now (const GError *error, gpointer data)
{
  HavenNoteWriter *self = data;
  Signing *signing;

  if (self->workspace == NULL)
    {
      /* The window went meanwhile. The draft is there. */
      g_object_unref (self);
      return;
    }
  haven_draft_writer_pause (haven_draft_keeper_get_writer (self->keeper));
  signing = g_new0 (Signing, 1);
  signing->patient_id = g_strdup (self->patient_id);
  signing->note_id = g_strdup (self->note_id);
  signing->title = g_strstrip (g_strdup (get_title (self)));
  signing->text = dup_text (self);
  haven_session_work_async (get_session (self),
                            run_signing,
                            signing,
                            free_signing,
                            g_free,
                            NULL,
                            signed_cb,
                            self); /* takes the reference of sign_response_cb() */
}

static void
sign_response_cb (HavenNoteWriter *self, const char *response)
{
  if (strcmp (response, "sign") != 0)
    return;
  set_usable (self, FALSE);
  gtk_widget_set_sensitive (self->discard, FALSE);
  haven_draft_writer_flush (haven_draft_keeper_get_writer (self->keeper), sign_now, g_object_ref (self));
}

/* ── Saving a privileged note ────────────────────────────────────────────── */

typedef struct
{
  char *matter_id;
  HavenLegalNote *corrected; /* nullable */
  char *title;
  char *text;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_free (saving->matter_id);
  g_clear_pointer (&saving->corrected, haven_legal_note_free);
  g_free (saving->title);
  g_free (saving->text);
  g_free (saving);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;

  return saving->corrected
           ? haven_matter_notes_edit_correct (session, saving->corrected, saving->title, saving->text, error)
           : haven_matter_notes_edit_write (session, saving->matter_id, saving->title, saving->text, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenNoteWriter *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_usable (self, TRUE);
  update_buttons (self);
  if (edit == NULL)
    {
      show_failure (self, error);
      return;
    }
  haven_draft_keeper_do (self->keeper, edit);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_privileged (HavenNoteWriter *self)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->matter_id = g_strdup (self->matter_id);
  saving->corrected = self->corrected ? haven_legal_note_copy (self->corrected) : NULL;
  saving->title = g_strstrip (g_strdup (get_title (self)));
  saving->text = dup_text (self);
  set_usable (self, FALSE);
  haven_session_work_async (
      get_session (self), make_edit, saving, free_saving, g_object_unref, self->cancellable, edit_made_cb, self);
}

static void
sign_clicked_cb (HavenNoteWriter *self, GtkButton *button)
{
  AdwDialog *question;

  if (self->matter_id != NULL)
    {
      save_privileged (self);
      return;
    }
  question = adw_alert_dialog_new (_("Sign This Note?"),
                                   _("A signed note cannot be changed. What is learned later is added to it "
                                     "with a reason."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _("_Keep Writing"), "sign", _("_Sign"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "sign", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (sign_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (self));
}

/* ── Throwing away ───────────────────────────────────────────────────────── */

/* No question is asked: a toast offers to undo it. */
static void
discard_clicked_cb (HavenNoteWriter *self, GtkButton *button)
{
  haven_draft_keeper_cancel (self->keeper);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_note_writer_dispose (GObject *object)
{
  HavenNoteWriter *self = HAVEN_NOTE_WRITER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->last_focus);
  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_NOTE_WRITER);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_note_writer_parent_class)->dispose (object);
}

static void
haven_note_writer_finalize (GObject *object)
{
  HavenNoteWriter *self = HAVEN_NOTE_WRITER (object);

  g_free (self->patient_id);
  g_free (self->note_id);
  g_free (self->matter_id);
  g_clear_pointer (&self->corrected, haven_legal_note_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (haven_note_writer_parent_class)->finalize (object);
}

static void
haven_note_writer_class_init (HavenNoteWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_note_writer_dispose;
  object_class->finalize = haven_note_writer_finalize;

  /**
   * HavenNoteWriter::signed:
   * @note_id: what was written
   */
  signals[SIGNED] = g_signal_new ("signed",
                                  HAVEN_TYPE_NOTE_WRITER,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);

  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-note-writer.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, sign);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, line);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, page);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, title_row);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, text);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, saved);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteWriter, discard);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_clicked_cb);
}

static void
haven_note_writer_init (HavenNoteWriter *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text),
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * haven_note_writer_new:
 * @note_id: (nullable): the signed note to add to; %NULL for a new note
 */
AdwDialog *
haven_note_writer_new (HavenWorkspace *workspace, const char *patient_id, const char *note_id)
{
  HavenNoteWriter *self = g_object_new (HAVEN_TYPE_NOTE_WRITER, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && patient_id != NULL, ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->patient_id = g_strdup (patient_id);
  self->note_id = g_strdup (note_id);
  if (note_id != NULL)
    {
      adw_dialog_set_title (ADW_DIALOG (self), _("Addendum"));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->title_row),
                                     _("Reason: what was learned, or what was mistaken"));
    }
  keep (self, note_id ? HAVEN_EDITOR_ADDENDUM : HAVEN_EDITOR_NOTE, note_id ? note_id : patient_id);
  return ADW_DIALOG (self);
}

/**
 * haven_note_writer_new_for_matter:
 * @corrected: (nullable): the version that is corrected; %NULL for a new note
 * @first_id: (nullable): the first version of it, under which the draft stays whoever corrects it meanwhile
 */
AdwDialog *
haven_note_writer_new_for_matter (HavenWorkspace *workspace,
                                  const char *matter_id,
                                  const HavenLegalNote *corrected,
                                  const char *first_id)
{
  HavenNoteWriter *self = g_object_new (HAVEN_TYPE_NOTE_WRITER, NULL);
  g_autofree char *subject_id = corrected ? g_strdup_printf ("%s/%s", matter_id, first_id) : g_strdup (matter_id);

  self->workspace = g_object_ref (workspace);
  self->matter_id = g_strdup (matter_id);
  adw_dialog_set_title (ADW_DIALOG (self), corrected ? _("Correct the Note") : _("Privileged Note"));
  gtk_button_set_label (GTK_BUTTON (self->sign), _("_Save"));
  if (corrected != NULL)
    {
      self->corrected = haven_legal_note_copy (corrected);
      gtk_editable_set_text (GTK_EDITABLE (self->title_row), corrected->title ? corrected->title : "");
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), corrected->text ? corrected->text : "", -1);
    }
  keep (self, HAVEN_EDITOR_MATTER_NOTE, subject_id);
  return ADW_DIALOG (self);
}
