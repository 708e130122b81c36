/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-note-dialog.h"
#include "haven-matter-notes-box.h"
#include "haven-note-writer.h"
#include "matters-test.h"
#include "ui-test.h"

static MattersTest *test;

static GtkWidget *
wait_for_dialog (GType type)
{
  while (adw_window_get_visible_dialog (test->window) == NULL ||
         !G_TYPE_CHECK_INSTANCE_TYPE (adw_window_get_visible_dialog (test->window), type))
    g_main_context_iteration (NULL, TRUE);
  return GTK_WIDGET (adw_window_get_visible_dialog (test->window));
}

static gpointer
get_child (GtkWidget *dialog, const char *name)
{
  return gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), name);
}

static gboolean
has_focus (GtkWidget *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (test->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, page);
}

/* Writes into whatever writer is open, and saves. */
static void
write_into (GtkWidget *writer, const char *text)
{
  GtkWidget *sign = get_child (writer, "sign");

  while (!gtk_widget_get_sensitive (get_child (writer, "page")) || !has_focus (get_child (writer, "page")))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (get_child (writer, "text")), text, -1);
  g_assert_true (gtk_widget_get_sensitive (sign));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (sign)), ==, "_Save");
  test->told = -1;
  g_signal_emit_by_name (sign, "clicked");
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
}

static void
test_a_note_is_written_corrected_and_read_with_what_was_there (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");
  GtkWidget *box, *reader;

  matters_test_open_card (test, deadline);
  box = matters_test_find (test->pane, HAVEN_TYPE_MATTER_NOTES_BOX);
  g_assert_true (matters_test_mentions (box, "Order of papers"));
  g_assert_true (matters_test_mentions (box, "Irene Kowalczyk"));
  g_assert_true (gtk_widget_activate_action (box, "legal-note.write", NULL));
  write_into (wait_for_dialog (HAVEN_TYPE_NOTE_WRITER), "She would rather\nnot be asked twice.");
  matters_test_wait_shows (box, "She would rather not be asked twice.", TRUE);

  g_assert_true (gtk_widget_activate (matters_test_find (box, ADW_TYPE_ACTION_ROW)));
  reader = wait_for_dialog (HAVEN_TYPE_MATTER_NOTE_DIALOG);
  matters_test_wait_shows (reader, "not be asked twice", TRUE);
  g_assert_true (gtk_widget_activate_action (reader, "dialog.correct", NULL));
  write_into (wait_for_dialog (HAVEN_TYPE_NOTE_WRITER), "She would rather not be asked again.");
  matters_test_wait_shows (reader, "not be asked again", TRUE);
  g_assert_true (matters_test_mentions (reader, "Earlier version"));
  g_assert_true (matters_test_mentions (reader, "not be asked twice"));
  matters_test_wait_shows (box, "not be asked again", TRUE);
  g_assert_false (matters_test_mentions (box, "not be asked twice"));
  g_assert_true (matters_test_mentions (box, "Corrected"));

  test->told = -1;
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  matters_test_wait_shows (box, "She would rather not be asked twice.", TRUE);
  adw_dialog_force_close (ADW_DIALOG (reader));
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  test = matters_test_new ();
  g_test_add_func ("/ui/matter-notes/one-is-written-corrected-and-read-with-what-was-there",
                   test_a_note_is_written_corrected_and_read_with_what_was_there);
  status = g_test_run ();
  matters_test_free (test);
  return status;
}
