/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-note-dialog.h"

#include "haven-note-writer.h"
#include "haven-note-part.h"
#include "haven-notes-service.h"

#include <glib/gi18n.h>

struct _HavenNoteDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *add;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkBox *parts;

  /* owned */
  HavenWorkspace *workspace;
  char *note_id; /* what was asked for; then the note that it adds to */
  char *patient_id;
  GCancellable *cancellable;

  gboolean adding; /* as soon as the note is there */
};

G_DEFINE_FINAL_TYPE (HavenNoteDialog, haven_note_dialog, ADW_TYPE_DIALOG)

/* A note as it is read: with its addenda, and the names of who wrote each. */
typedef struct
{
  GPtrArray *notes; /* HavenNote, the first one first */
  GPtrArray *names;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_ptr_array_unref (reading->notes);
  g_ptr_array_unref (reading->names);
  g_free (reading);
}

static HavenSession *
get_session (HavenNoteDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

static void write_addendum (HavenNoteDialog *self);

/* ── Reading ─────────────────────────────────────────────────────────────── */

/* Who opens an addendum sees the note that it adds to. */
static HavenNote *
load_first (HavenSession *session, const char *note_id, GError **error)
{
  g_autoptr (HavenNote) note = haven_session_load (session, &haven_note_info, note_id, error);

  if (note == NULL || note->addendum_of == NULL)
    return g_steal_pointer (&note);
  return haven_session_load (session, &haven_note_info, note->addendum_of, error);
}

/* Somebody who is no longer on the list of staff still wrote what they wrote. */
static char *
dup_name (HavenSession *session, const HavenNote *note)
{
  const char *id = note->signed_by ? note->signed_by : note->author_id;
  g_autoptr (HavenStaffMember) member = NULL;

  if (id == NULL)
    return g_strdup (_("somebody"));
  if (g_strcmp0 (id, haven_session_get_staff_id (session)) == 0)
    return g_strdup (haven_session_get_staff_name (session));
  member = haven_session_load (session, &haven_staff_member_info, id, NULL);
  return g_strdup (member && member->name ? member->name : _("somebody"));
}

static gpointer
read_note (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenNote) first = load_first (session, data, error);
  GPtrArray *addenda = first ? haven_notes_list_addenda (session, first->id, error) : NULL;
  Reading *reading;

  if (addenda == NULL)
    return NULL;
  reading = g_new0 (Reading, 1);
  reading->notes = addenda;
  reading->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_insert (reading->notes, 0, g_steal_pointer (&first));
  for (guint i = 0; i < reading->notes->len; i++)
    g_ptr_array_add (reading->names, dup_name (session, reading->notes->pdata[i]));
  return reading;
}

static void
show_reading (HavenNoteDialog *self, Reading *reading)
{
  HavenClock *clock = haven_session_get_clock (get_session (self));
  const HavenNote *first = reading->notes->pdata[0];
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parts))) != NULL)
    gtk_box_remove (self->parts, child);
  for (guint i = 0; i < reading->notes->len; i++)
    {
      if (i > 0)
        gtk_box_append (self->parts, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (self->parts, haven_note_part_new (reading->notes->pdata[i], reading->names->pdata[i], clock));
    }
  g_set_str (&self->note_id, first->id);
  g_set_str (&self->patient_id, first->patient_id);
  gtk_widget_set_visible (self->add, g_strcmp0 (first->state, "signed") == 0);
  gtk_stack_set_visible_child_name (self->stack, "note");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Reading *reading = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenNoteDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reading == NULL)
    {
      adw_status_page_set_description (self->failure, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  show_reading (self, reading);
  free_reading (reading);
  if (self->adding && gtk_widget_get_visible (self->add))
    write_addendum (self);
  self->adding = FALSE;
}

static void
load (HavenNoteDialog *self)
{
  haven_session_work_async (get_session (self),
                            read_note,
                            g_strdup (self->note_id),
                            g_free,
                            free_reading,
                            self->cancellable,
                            read_cb,
                            self);
}

/* ── Callbacks ───────────────────────────────────────────────────────────── */

static void
write_addendum (HavenNoteDialog *self)
{
  AdwDialog *editor = haven_note_writer_new (self->workspace, self->patient_id, self->note_id);

  g_signal_connect_object (editor, "signed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  adw_dialog_present (editor, GTK_WIDGET (self));
}

static void
add_clicked_cb (HavenNoteDialog *self, GtkButton *button)
{
  write_addendum (self);
}

static void
haven_note_dialog_dispose (GObject *object)
{
  HavenNoteDialog *self = HAVEN_NOTE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_NOTE_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_note_dialog_parent_class)->dispose (object);
}

static void
haven_note_dialog_finalize (GObject *object)
{
  HavenNoteDialog *self = HAVEN_NOTE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->note_id);
  g_free (self->patient_id);
  G_OBJECT_CLASS (haven_note_dialog_parent_class)->finalize (object);
}

static void
haven_note_dialog_class_init (HavenNoteDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_note_dialog_dispose;
  object_class->finalize = haven_note_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-note-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenNoteDialog, add);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenNoteDialog, parts);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
haven_note_dialog_init (HavenNoteDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * haven_note_dialog_new:
 * @note_id: a note, or an addendum
 */
AdwDialog *
haven_note_dialog_new (HavenWorkspace *workspace, const char *note_id)
{
  HavenNoteDialog *self = g_object_new (HAVEN_TYPE_NOTE_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && note_id != NULL, ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->note_id = g_strdup (note_id);
  load (self);
  return ADW_DIALOG (self);
}

/** Goes on to writing an addendum, once the note can be read. */
void
haven_note_dialog_add_when_read (HavenNoteDialog *self)
{
  g_return_if_fail (HAVEN_IS_NOTE_DIALOG (self));
  self->adding = TRUE;
}
