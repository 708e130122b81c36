/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-editor.h"
#include "draft-test.h"
#include "haven-drafts-service.h"
#include "haven-people.h"

#include <string.h>

#define SOON 2000 /* milliseconds: what is promised */

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

/* ── Into the vault ───────────────────────────────────────────────────────── */

static void
test_two_seconds (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);
  HavenDraftWriter *writer = haven_draft_keeper_get_writer (editor.keeper);

  haven_draft_writer_elapse (writer);
  g_assert_cmpuint (haven_draft_writer_get_delay (writer), ==, 0);
  draft_editor_type (&editor, "Hearing", "Half a sen");
  g_assert_cmpuint (haven_draft_writer_get_delay (writer), >, 0);
  g_assert_cmpuint (haven_draft_writer_get_delay (writer), <=, SOON);
  haven_draft_writer_elapse (writer);
  draft_editor_wait_kept (self, "Half a sen");
  g_assert_true (haven_draft_writer_is_saved (writer));
}

/* What is typed while the vault is being written follows at once. */
static void
test_while_writing (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);
  HavenDraftWriter *writer = haven_draft_keeper_get_writer (editor.keeper);

  draft_editor_type (&editor, "", "One");
  haven_draft_writer_elapse (writer);
  g_assert_false (haven_draft_writer_is_saved (writer));
  draft_editor_type (&editor, "", "One two");
  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "One two");
}

static void
test_focus (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);

  gtk_widget_grab_focus (editor.text);
  draft_editor_type (&editor, "", "Before the mouse went elsewhere");
  gtk_window_set_focus (self->window, NULL);
  g_assert_cmpuint (haven_draft_writer_get_delay (haven_draft_keeper_get_writer (editor.keeper)), ==, 0);
  draft_editor_wait_kept (self, "Before the mouse went elsewhere");
}

static gboolean
is_left (gpointer data)
{
  return !gtk_window_is_active (data);
}

static void
test_window_left (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);
  GtkWindow *other;

  draft_editor_type (&editor, "", "Before another program came");
  other = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (other);
  people_test_wait (is_left, self->window);
  /* Without a window manager it may never have been the active one, and then nothing tells that it no longer is. */
  g_object_notify (G_OBJECT (self->window), "is-active");
  draft_editor_wait_kept (self, "Before another program came");
  gtk_window_destroy (other);
}

static void
test_two_editors (PeopleTest *self, gconstpointer data)
{
  DraftEditor first = draft_editor_open (self);
  DraftEditor second = draft_editor_open_subject (self, "another-matter");
  const HavenPlace *place = haven_workspace_get_place (self->workspace);

  g_assert_cmpstr (place->subject_id, ==, "another-matter");
  draft_editor_type (&first, "", "First");
  draft_editor_type (&second, "", "Second");
  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "First");
  draft_test_assert (self->session, DRAFT_EDITOR, "another-matter", "text", "Second");
  adw_dialog_force_close (second.dialog);
  ui_test_settle ();
  g_assert_cmpstr (haven_workspace_get_place (self->workspace)->subject_id, ==, DRAFT_SUBJECT);
  adw_dialog_force_close (first.dialog);
  ui_test_settle ();
  g_assert_null (haven_workspace_get_place (self->workspace)->editor);
}

static void
test_untouched (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);

  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", NULL);
  draft_editor_type (&editor, "", "A");
  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "A");
  draft_editor_type (&editor, "", "");
  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", NULL);
}

static void
test_too_long (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);
  g_autofree char *huge = g_strnfill (HAVEN_DRAFT_LONGEST + 1, 'a');
  g_autoptr (GError) error = NULL;

  draft_editor_type (&editor, "", "Fits");
  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_editor_type (&editor, "", huge);
  g_assert_false (draft_test_flush (self->workspace, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
  g_assert_cmpstr (haven_draft_line_get_words (editor.line), ==, error->message);
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "Fits");
  draft_editor_type (&editor, "", "Fits again \u202e אב 🕊️ <b>&amp;\t\"");
  g_assert_true (draft_test_flush (self->workspace, NULL));
  g_assert_null (haven_draft_line_get_words (editor.line));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "Fits again \u202e אב 🕊️ <b>&amp;\t\"");
}

static void
test_closed_vault (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);
  g_autoptr (GError) error = NULL;

  draft_editor_type (&editor, "", "Nowhere to go");
  haven_store_close (haven_session_get_store (self->session));
  g_assert_false (draft_test_flush (self->workspace, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CLOSED);
  draft_editor_assert_text (&editor, "Nowhere to go");
}

/* ── Away ─────────────────────────────────────────────────────────────────── */

static gboolean
says_discarded (gpointer data)
{
  return g_strcmp0 (haven_draft_line_get_words (data), "The unsaved text was discarded") == 0;
}

static gboolean
says_brought_back (gpointer data)
{
  const char *words = haven_draft_line_get_words (data);

  return words != NULL && g_str_has_prefix (words, "Unsaved text from ");
}

static void
press (const DraftEditor *editor)
{
  g_signal_emit_by_name (people_test_get_child (editor->line, "button"), "clicked");
}

static void
test_discard (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor;

  draft_editor_put_other (self, "Not wanted");
  editor = draft_editor_open (self);
  press (&editor);
  people_test_wait (says_discarded, editor.line);
  draft_editor_assert_text (&editor, "");
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", NULL);

  press (&editor);
  people_test_wait (says_brought_back, editor.line);
  draft_editor_assert_text (&editor, "Not wanted");
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "Not wanted");

  press (&editor);
  people_test_wait (says_discarded, editor.line);
  haven_workspace_undo (self->workspace);
  people_test_wait (says_brought_back, editor.line);
  draft_editor_assert_text (&editor, "Not wanted");

  press (&editor);
  people_test_wait (says_discarded, editor.line);
  draft_editor_type (&editor, "", "Something else");
  g_assert_null (haven_draft_line_get_words (editor.line));
  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "Something else");
}

static gboolean
can_undo (gpointer data)
{
  return haven_workspace_get_can_undo (((PeopleTest *) data)->workspace);
}

static void
test_cancel (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);

  draft_editor_type (&editor, "", "Typed and cancelled at once");
  g_assert_true (gtk_widget_activate_action (editor.form, "draft.cancel", NULL));
  people_test_wait (can_undo, self);
  g_assert_cmpstr (self->told, ==, "Unsaved text discarded");
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", NULL);
  haven_workspace_undo (self->workspace);
  draft_editor_wait_kept (self, "Typed and cancelled at once");

  haven_drafts_discard (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, NULL);
  editor = draft_editor_open (self);
  g_assert_true (gtk_widget_activate_action (editor.form, "draft.cancel", NULL));
  g_assert_true (draft_test_flush (self->workspace, NULL));
  g_assert_false (haven_workspace_get_can_undo (self->workspace));
}

static HavenEdit *
make_edit (PeopleTest *self, const char *name)
{
  g_autoptr (HavenPatient) person = haven_patient_new ();
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_edit_new ("Person added", HAVEN_ACTION_CREATE, NULL);

  person->id = g_strdup ("11111111-2222-4333-8444-555555555555");
  person->name = g_strdup (name);
  person->status = g_strdup (name ? "active" : "no-such-status");
  person->created_at = 1;
  person->row_version = 1;
  haven_edit_insert (edit, &haven_patient_info, person);
  return edit;
}

static gboolean
is_told (gpointer data)
{
  return ((PeopleTest *) data)->told != NULL;
}

static void
test_done (PeopleTest *self, gconstpointer data)
{
  g_autoptr (HavenEdit) wrong = make_edit (self, NULL), right = make_edit (self, "Somebody");
  DraftEditor editor = draft_editor_open (self);

  draft_editor_type (&editor, "", "Becomes a record");
  haven_draft_keeper_do (editor.keeper, wrong);
  adw_dialog_force_close (editor.dialog);
  people_test_wait (is_told, self);
  draft_editor_wait_kept (self, "Becomes a record");

  editor = draft_editor_open (self);
  draft_editor_assert_text (&editor, "Becomes a record");
  haven_draft_keeper_do (editor.keeper, right);
  adw_dialog_force_close (editor.dialog);
  draft_editor_wait_kept (self, NULL);
}

static gboolean
damage (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) drafts = haven_transaction_list (transaction, &haven_legal_draft_info, NULL, NULL, NULL, error);

  if (drafts == NULL)
    return FALSE;
  for (guint i = 0; i < drafts->len; i++)
    {
      g_set_str (&((HavenDraft *) drafts->pdata[i])->text, "{\"texts\":");
      if (!haven_transaction_update (transaction, &haven_legal_draft_info, drafts->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
says_cannot_be_read (gpointer data)
{
  const char *words = haven_draft_line_get_words (data);

  return words != NULL && strstr (words, "cannot be read") != NULL;
}

static void
test_damaged (PeopleTest *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DraftEditor editor;

  draft_editor_put_other (self, "Soon damaged");
  haven_session_run (self->session, HAVEN_ACTION_UPDATE, HAVEN_IN_LEGAL, "draft", NULL, NULL, damage, NULL, &error);
  g_assert_no_error (error);
  editor = draft_editor_open (self);
  people_test_wait (says_cannot_be_read, editor.line);
  press (&editor);
  people_test_wait (says_discarded, editor.line);
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", NULL);
}

#define ADD(path, function) g_test_add ("/ui/draft-keeper/" path, PeopleTest, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("what-is-typed-is-in-the-vault-within-two-seconds", test_two_seconds);
  ADD ("what-comes-while-the-vault-is-written-follows", test_while_writing);
  ADD ("leaving-the-form-writes-at-once", test_focus);
  ADD ("leaving-the-window-writes-at-once", test_window_left);
  ADD ("two-editors-are-flushed-together", test_two_editors);
  ADD ("what-nobody-touched-is-no-draft", test_untouched);
  ADD ("what-is-too-long-is-told-and-the-last-draft-stays", test_too_long);
  ADD ("a-vault-that-is-closed-is-told", test_closed_vault);
  ADD ("discarding-leads-back-to-the-first-state-and-can-be-undone", test_discard);
  ADD ("cancel-throws-away-and-can-be-undone", test_cancel);
  ADD ("a-draft-goes-when-its-act-is-done-and-stays-when-it-fails", test_done);
  ADD ("a-damaged-draft-is-told-and-can-be-discarded", test_damaged);
  return g_test_run ();
}
