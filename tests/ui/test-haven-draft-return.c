/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-editor.h"
#include "draft-test.h"
#include "haven-drafts-service.h"
#include "haven-people.h"
#include "haven-vaults.h"

#include <signal.h>
#include <string.h>

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

/* ── Back again ───────────────────────────────────────────────────────────── */

static void
test_closed (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);

  draft_editor_fill (&editor);
  adw_dialog_force_close (editor.dialog);
  draft_editor_wait_kept (self, "Grüße\nand more");
  editor = draft_editor_open (self);
  draft_editor_assert_all (&editor);
  g_assert_true (g_str_has_prefix (haven_draft_line_get_words (editor.line), "Unsaved text from "));
}

/* Nobody closes anything: the window is simply gone. */
static void
test_window_dropped (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);

  draft_editor_fill (&editor);
  gtk_window_destroy (g_steal_pointer (&self->window));
  g_assert_true (draft_test_flush (self->workspace, NULL));
  people_test_show (self, gtk_label_new ("Below"));
  editor = draft_editor_open (self);
  draft_editor_assert_all (&editor);
}

static void
test_caret_in_row (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor = draft_editor_open (self);

  draft_editor_type (&editor, "Hearing", "");
  gtk_widget_grab_focus (editor.title);
  gtk_editable_set_position (GTK_EDITABLE (editor.title), 3);
  adw_dialog_force_close (editor.dialog);
  draft_editor_wait_kept (self, "");
  editor = draft_editor_open (self);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (editor.title)), ==, 3);
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (editor.title), NULL, NULL));
}

/* A draft of an older program, or of one that was tampered with. */
static void
test_odd_draft (PeopleTest *self, gconstpointer data)
{
  DraftEditor editor;

  draft_editor_put_other (self, "Odd");
  editor = draft_editor_open (self);
  draft_editor_assert_text (&editor, "Odd");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (editor.kind)), ==, 0);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (editor.days)), ==, 0);
}

static void
test_gone_while_looking (PeopleTest *self, gconstpointer data)
{
  DraftEditor self_closed = { adw_dialog_new (), NULL, HAVEN_DRAFT_LINE (haven_draft_line_new ()) };

  draft_editor_put_other (self, "Never shown");
  self_closed.form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_dialog_set_child (self_closed.dialog, self_closed.form);
  gtk_box_append (GTK_BOX (self_closed.form), GTK_WIDGET (self_closed.line));
  draft_editor_add_rows (&self_closed);
  draft_editor_keep (&self_closed, self->workspace, DRAFT_SUBJECT);
  haven_draft_keeper_stop (self_closed.keeper);
  g_object_unref (g_object_ref_sink (self_closed.dialog));
  g_assert_true (draft_test_flush (self->workspace, NULL));
  draft_test_assert (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, "text", "Never shown");
}

/* ── Another person, another process ──────────────────────────────────────── */

static char *
read_passphrase (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "demo-passphrase", NULL);
  char *passphrase = NULL;

  g_assert_true (g_file_get_contents (path, &passphrase, NULL, NULL));
  return passphrase;
}

static void
use_session (PeopleTest *self, HavenSession *session)
{
  ui_test_close (g_steal_pointer (&self->window));
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  haven_session_leave (self->session);
  g_set_object (&self->session, session);
  self->workspace = haven_workspace_new (session);
  people_test_show (self, gtk_label_new ("Below"));
}

static void
test_other_person (PeopleTest *self, gconstpointer data)
{
  g_autofree char *vault = g_build_filename (self->folder, "vault", NULL);
  g_autofree char *passphrase = read_passphrase (vault);
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) staff =
    haven_session_list (self->session, &haven_staff_member_info, NULL, NULL, NULL, NULL);
  g_autoptr (HavenSession) other = NULL;
  g_autoptr (GError) error = NULL;
  DraftEditor editor = draft_editor_open (self);

  draft_editor_type (&editor, "", "Only for me");
  g_assert_true (draft_test_flush (self->workspace, NULL));
  for (guint i = 0; i < staff->len && name == NULL; i++)
    {
      const HavenStaffMember *member = staff->pdata[i];

      if (g_strv_contains ((const char *const *) member->roles, "attorney") &&
          !g_str_equal (member->id, haven_session_get_staff_id (self->session)))
        name = g_strdup (member->name);
    }
  g_assert_nonnull (name);
  haven_store_close (haven_session_get_store (self->session));
  other = haven_vaults_open (vault, name, passphrase, NULL, NULL, &error);
  g_assert_no_error (error);
  use_session (self, other);
  editor = draft_editor_open (self);
  draft_editor_assert_text (&editor, "");
  g_assert_null (haven_draft_line_get_words (editor.line));
}

static int
run_child (const char *folder)
{
  PeopleTest self = { 0 };
  DraftEditor editor;

  self.folder = g_strdup (folder);
  self.session = haven_vaults_make_demo (folder, NULL, NULL);
  g_assert_nonnull (self.session);
  self.workspace = haven_workspace_new (self.session);
  people_test_show (&self, gtk_label_new ("Below"));
  editor = draft_editor_open (&self);
  draft_editor_fill (&editor);
  haven_draft_writer_elapse (haven_draft_keeper_get_writer (editor.keeper));
  draft_editor_wait_kept (&self, "Grüße\nand more");
  raise (SIGKILL);
  return 1;
}

static void
test_killed (PeopleTest *self, gconstpointer program)
{
  g_autofree char *vault = g_build_filename (self->folder, "killed", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "--child", vault, NULL);
  g_autofree char *passphrase = NULL;
  g_autoptr (HavenSession) session = NULL;
  DraftEditor editor;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  passphrase = read_passphrase (vault);
  session = haven_vaults_open (vault, "", passphrase, NULL, NULL, &error);
  g_assert_no_error (error);
  use_session (self, session);
  editor = draft_editor_open (self);
  draft_editor_assert_all (&editor);
}

#define ADD(path, function) g_test_add ("/ui/draft-return/" path, PeopleTest, argv[0], set_up, function, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    {
      int none = 1;

      ui_test_init (&none, &argv);
      return run_child (argv[2]);
    }
  ui_test_init (&argc, &argv);
  ADD ("every-field-comes-back-after-closing", test_closed);
  ADD ("every-field-comes-back-after-the-window-was-dropped", test_window_dropped);
  ADD ("the-cursor-of-a-row-comes-back", test_caret_in_row);
  ADD ("an-odd-draft-harms-nothing", test_odd_draft);
  ADD ("an-editor-may-go-before-it-is-ready", test_gone_while_looking);
  ADD ("a-draft-of-another-person-is-never-shown", test_other_person);
  ADD ("every-field-comes-back-after-the-program-was-killed", test_killed);
  return g_test_run ();
}
