/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-draft-line.h"
#include "haven-drafts-service.h"
#include "haven-note-dialog.h"
#include "haven-note-writer.h"
#include "haven-notes-service.h"
#include "people-test.h"

#include <string.h>

#define TEXT "Slept better.\n\nBlood test in six weeks."

static void
set_up (PeopleTest *self, gconstpointer data)
{
  people_test_init (self);
  people_test_show (self, gtk_label_new ("Below"));
}

static void
tear_down (PeopleTest *self, gconstpointer data)
{
  people_test_clear (self);
}

static gboolean
is_ready (gpointer data)
{
  GtkWidget *page = people_test_get_child (data, "page");

  return gtk_widget_get_sensitive (page) && gtk_widget_get_mapped (page);
}

static AdwDialog *
open_writer (PeopleTest *self, const char *patient_id, const char *note_id)
{
  AdwDialog *writer = haven_note_writer_new (self->workspace, patient_id, note_id);

  adw_dialog_present (writer, self->content);
  people_test_wait (is_ready, writer);
  return writer;
}

static GtkTextBuffer *
get_buffer (AdwDialog *writer)
{
  return gtk_text_view_get_buffer (people_test_get_child (writer, "text"));
}

static void
type (AdwDialog *writer, const char *title, const char *text)
{
  gtk_editable_set_text (people_test_get_child (writer, "title_row"), title);
  gtk_text_buffer_set_text (get_buffer (writer), text, -1);
}

static gboolean
is_kept (gpointer data)
{
  return g_str_has_prefix (gtk_label_get_label (people_test_get_child (data, "saved")), "Draft saved ");
}

static gboolean
is_closed (gpointer data)
{
  return people_test_get_dialog (data) == NULL;
}

typedef struct
{
  PeopleTest *self;
  const char *subject_id;
  gboolean wanted;
} DraftCheck;

static gboolean
has_draft (gpointer data)
{
  DraftCheck *check = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDraftContent) draft =
    haven_drafts_find (check->self->session, HAVEN_EDITOR_NOTE, check->subject_id, &error);

  g_assert_no_error (error);
  return (draft != NULL) == check->wanted;
}

static void
test_kept (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  AdwDialog *writer = open_writer (self, id, NULL);
  g_autoptr (HavenDraftContent) draft = NULL;

  type (writer, "Check-up", TEXT);
  people_test_wait (is_kept, writer);
  draft = haven_drafts_find (self->session, HAVEN_EDITOR_NOTE, id, NULL);
  g_assert_nonnull (draft);
  g_assert_cmpstr (haven_draft_content_get (draft, "title"), ==, "Check-up");
  g_assert_cmpstr (haven_draft_content_get (draft, "text"), ==, TEXT);
}

/* Nothing is waited for here: closing itself has to keep what was typed. */
static void
test_reopened (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  AdwDialog *writer = open_writer (self, id, NULL);
  DraftCheck check = { self, id, TRUE };
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  type (writer, "Check-up", "");
  gtk_widget_grab_focus (people_test_get_child (writer, "text"));
  gtk_text_buffer_insert_at_cursor (get_buffer (writer), TEXT, -1);
  gtk_text_buffer_get_iter_at_offset (get_buffer (writer), &start, 5);
  gtk_text_buffer_place_cursor (get_buffer (writer), &start);
  gtk_text_buffer_insert_at_cursor (get_buffer (writer), "!", -1);
  adw_dialog_close (writer);
  people_test_wait (is_closed, self);
  people_test_wait (has_draft, &check);

  writer = open_writer (self, id, NULL);
  gtk_text_buffer_get_bounds (get_buffer (writer), &start, &end);
  text = gtk_text_buffer_get_text (get_buffer (writer), &start, &end, TRUE);
  g_assert_cmpstr (text, ==, "Slept! better.\n\nBlood test in six weeks.");
  g_assert_cmpstr (gtk_editable_get_text (people_test_get_child (writer, "title_row")), ==, "Check-up");
  gtk_text_buffer_get_iter_at_mark (get_buffer (writer), &start, gtk_text_buffer_get_insert (get_buffer (writer)));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, 6);
  g_assert_true (g_str_has_prefix (haven_draft_line_get_words (people_test_get_child (writer, "line")), "Unsaved text from "));
}

static void
answer (PeopleTest *self, const char *response)
{
  AdwDialog *question = people_test_wait_for_dialog (self, ADW_TYPE_ALERT_DIALOG);
  g_autofree char *signal = g_strdup_printf ("response::%s", response);

  g_signal_emit_by_name (question, signal, response);
  adw_dialog_force_close (question);
}

static char *
find_note (PeopleTest *self, const char *patient_id, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes =
    haven_session_list (self->session, &haven_note_info, "patient_id", patient_id, "written_at", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < notes->len; i++)
    if (g_strcmp0 (((HavenNote *) notes->pdata[i])->title, title) == 0)
      return g_strdup (((HavenNote *) notes->pdata[i])->id);
  return NULL;
}

static char *
sign_note (PeopleTest *self, const char *patient_id)
{
  AdwDialog *writer = open_writer (self, patient_id, NULL);

  type (writer, "Six weeks on", TEXT);
  g_signal_emit_by_name (people_test_get_child (writer, "sign"), "clicked");
  answer (self, "sign");
  people_test_wait (is_closed, self);
  return find_note (self, patient_id, "Six weeks on");
}

static gboolean
is_read (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (people_test_get_child (data, "stack")), "note") == 0;
}

static AdwDialog *
open_note (PeopleTest *self, const char *note_id)
{
  AdwDialog *dialog = haven_note_dialog_new (self->workspace, note_id);

  adw_dialog_present (dialog, self->content);
  people_test_wait (is_read, dialog);
  return dialog;
}

static void
test_signed (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  g_autofree char *note_id = sign_note (self, id);
  DraftCheck check = { self, id, FALSE };
  AdwDialog *dialog;

  g_assert_nonnull (note_id);
  g_assert_cmpstr (self->told, ==, "Note signed");
  g_assert_true (has_draft (&check));
  dialog = open_note (self, note_id);
  g_assert_cmpuint (ui_test_count (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW), ==, 0);
  g_assert_cmpuint (ui_test_count (GTK_WIDGET (dialog), GTK_TYPE_EDITABLE), ==, 0);
  g_assert_cmpstr (gtk_label_get_label (people_test_get_child (people_test_find (GTK_WIDGET (dialog), "HavenNotePart", NULL, 0),
                                                               "text")),
                   ==,
                   TEXT);
}

static void
test_not_signed (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  AdwDialog *writer = open_writer (self, id, NULL);
  g_autofree char *note_id = NULL;

  g_assert_false (gtk_widget_get_sensitive (people_test_get_child (writer, "sign")));
  type (writer, "Only a title", " \n ");
  g_assert_false (gtk_widget_get_sensitive (people_test_get_child (writer, "sign")));
  type (writer, "Only a title", TEXT);
  g_signal_emit_by_name (people_test_get_child (writer, "sign"), "clicked");
  answer (self, "cancel");
  ui_test_settle ();
  g_assert_true (people_test_get_dialog (self) == writer);
  note_id = find_note (self, id, "Only a title");
  g_assert_null (note_id);
}

static gboolean
has_addendum (gpointer data)
{
  return people_test_find (data, "HavenNotePart", NULL, 1) != NULL;
}

static void
test_addendum (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  g_autofree char *note_id = sign_note (self, id);
  AdwDialog *dialog = open_note (self, note_id), *writer;

  g_signal_emit_by_name (people_test_get_child (dialog, "add"), "clicked");
  writer = people_test_wait_for_dialog (self, HAVEN_TYPE_NOTE_WRITER);
  people_test_wait (is_ready, writer);
  type (writer, "", "It was the left arm.");
  g_assert_false (gtk_widget_get_sensitive (people_test_get_child (writer, "sign")));
  type (writer, "Side was missing", "It was the left arm.");
  g_signal_emit_by_name (people_test_get_child (writer, "sign"), "clicked");
  answer (self, "sign");
  people_test_wait (has_addendum, dialog);
  g_assert_cmpstr (gtk_label_get_label (people_test_get_child (people_test_find (GTK_WIDGET (dialog), "HavenNotePart", NULL, 1),
                                                               "title")),
                   ==,
                   "Addendum: Side was missing");
}

static gboolean
can_undo (gpointer data)
{
  return haven_workspace_get_can_undo (((PeopleTest *) data)->workspace);
}

static void
test_discarded (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  AdwDialog *writer = open_writer (self, id, NULL);
  DraftCheck kept = { self, id, TRUE }, gone = { self, id, FALSE };

  type (writer, "Check-up", TEXT);
  people_test_wait (is_kept, writer);
  g_assert_true (has_draft (&kept));
  g_signal_emit_by_name (people_test_get_child (writer, "discard"), "clicked");
  people_test_wait (is_closed, self);
  people_test_wait (can_undo, self);
  g_assert_true (has_draft (&gone));
  haven_workspace_undo (self->workspace);
  people_test_wait (has_draft, &kept);
}

static void
test_names (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  AdwDialog *writer = open_writer (self, id, NULL);

  gtk_test_accessible_assert_property (people_test_get_child (writer, "text"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Note");
}

#define ADD(path, function) g_test_add (path, PeopleTest, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("/ui/note-writer/what-is-typed-is-in-the-vault-soon-after", test_kept);
  ADD ("/ui/note-writer/a-draft-survives-closing-with-its-caret", test_reopened);
  ADD ("/ui/note-writer/a-signed-note-is-only-read", test_signed);
  ADD ("/ui/note-writer/signing-is-asked-and-can-be-put-off", test_not_signed);
  ADD ("/ui/note-writer/an-addendum-needs-a-reason-and-stands-below-its-note", test_addendum);
  ADD ("/ui/note-writer/a-discarded-draft-is-gone-until-that-is-undone", test_discarded);
  ADD ("/ui/note-writer/the-text-has-a-name", test_names);
  return g_test_run ();
}
