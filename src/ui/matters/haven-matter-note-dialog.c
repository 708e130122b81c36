/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-note-dialog.h"

#include "haven-matter-notes-box.h"
#include "haven-note-part.h"
#include "haven-note-writer.h"
#include "haven-permit.h"
#include "haven-text.h"

#include <glib/gi18n.h>

struct _HavenMatterNoteDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *correct;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkBox *parts;

  /* owned */
  HavenWorkspace *workspace;
  char *note_id;
  GPtrArray *notes; /* nullable: HavenMatterNote */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HavenMatterNoteDialog, haven_matter_note_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenMatterNoteDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* Whichever version was asked for, the one that stands now is shown. */
static const HavenMatterNote *
find_latest (HavenMatterNoteDialog *self)
{
  const HavenMatterNote *note = self->notes ? haven_matter_notes_find (self->notes, self->note_id) : NULL;

  return note ? haven_matter_notes_find_latest (self->notes, note) : NULL;
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static gpointer
read_notes (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_matter_notes_load (session, data, error);
}

static void
add_part (HavenMatterNoteDialog *self, const HavenMatterNote *note, gboolean earlier)
{
  const char *title = haven_text_is_blank (note->note->title) ? _ ("Note") : note->note->title;
  g_autofree char *who = haven_matter_notes_dup_who_and_when (note, haven_session_get_clock (get_session (self)));
  /* Translators: the title of a note as it was before it was corrected */
  g_autofree char *words = earlier ? g_strdup_printf (_ ("Earlier version: %s"), title) : g_strdup (title);

  if (earlier)
    gtk_box_append (self->parts, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (self->parts, haven_note_part_new_with_words (words, who, note->note->text));
}

static void
show_note (HavenMatterNoteDialog *self, const HavenMatterNote *note)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parts))) != NULL)
    gtk_box_remove (self->parts, child);
  add_part (self, note, FALSE);
  while ((note = haven_matter_notes_find_earlier (self->notes, note)) != NULL)
    add_part (self, note, TRUE);
  gtk_widget_set_visible (self->correct, TRUE);
  haven_permit_bind_action (
      GTK_WIDGET (self), get_session (self), "dialog.correct", "legal_note", HAVEN_ACTION_CREATE);
  gtk_stack_set_visible_child_name (self->stack, "note");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *notes = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenMatterNoteDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->notes = notes;
  if (find_latest (self) != NULL)
    {
      show_note (self, find_latest (self));
      return;
    }
  adw_status_page_set_description (self->failure, error ? error->message : _ ("Writing this note was undone."));
  gtk_widget_set_visible (self->correct, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
load (HavenMatterNoteDialog *self)
{
  haven_session_work_async (get_session (self),
                            read_notes,
                            g_strdup (self->note_id),
                            g_free,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
store_changed_cb (HavenMatterNoteDialog *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "legal_note"))
    load (self);
}

/* ── Correcting ───────────────────────────────────────────────────────────── */

static void
correct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenMatterNoteDialog *self = HAVEN_MATTER_NOTE_DIALOG (widget);
  const HavenMatterNote *note = find_latest (self);

  if (note != NULL)
    adw_dialog_present (
        haven_note_writer_new_for_matter (self->workspace,
                                          note->note->matter_id,
                                          note->note,
                                          haven_matter_notes_find_first (self->notes, note)->note->id),
        widget);
}

static void
haven_matter_note_dialog_dispose (GObject *object)
{
  HavenMatterNoteDialog *self = HAVEN_MATTER_NOTE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_MATTER_NOTE_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matter_note_dialog_parent_class)->dispose (object);
}

static void
haven_matter_note_dialog_finalize (GObject *object)
{
  HavenMatterNoteDialog *self = HAVEN_MATTER_NOTE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self->note_id);
  G_OBJECT_CLASS (haven_matter_note_dialog_parent_class)->finalize (object);
}

static void
haven_matter_note_dialog_class_init (HavenMatterNoteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matter_note_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_matter_note_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matter-note-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMatterNoteDialog, correct);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterNoteDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterNoteDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenMatterNoteDialog, parts);
  gtk_widget_class_install_action (widget_class, "dialog.correct", NULL, correct_action);
}

static void
haven_matter_note_dialog_init (HavenMatterNoteDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** @note_id: a note, or an earlier version of one */
AdwDialog *
haven_matter_note_dialog_new (HavenWorkspace *workspace, const char *note_id)
{
  HavenMatterNoteDialog *self = g_object_new (HAVEN_TYPE_MATTER_NOTE_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->note_id = g_strdup (note_id);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load (self);
  return ADW_DIALOG (self);
}
