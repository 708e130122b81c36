/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-editor.h"

#include "draft-test.h"
#include "haven-drafts-service.h"

static const char *const codes[] = { "visit", "phone", NULL };

static const char *
get_code (guint position, gpointer data)
{
  return position < 2 ? codes[position] : NULL;
}

void
draft_editor_add_rows (DraftEditor *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new ((const char *const[]) { "A visit", "A call", NULL });
  GtkWidget *list = gtk_list_box_new ();

  self->title = adw_entry_row_new ();
  self->sent = adw_switch_row_new ();
  self->kind = adw_combo_row_new ();
  self->days = adw_spin_row_new_with_range (0, 100, 1);
  self->text = gtk_text_view_new ();
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind), G_LIST_MODEL (kinds));
  gtk_list_box_append (GTK_LIST_BOX (list), self->title);
  gtk_list_box_append (GTK_LIST_BOX (list), self->sent);
  gtk_list_box_append (GTK_LIST_BOX (list), self->kind);
  gtk_list_box_append (GTK_LIST_BOX (list), self->days);
  gtk_widget_set_size_request (self->text, -1, 100);
  gtk_box_append (GTK_BOX (self->form), list);
  gtk_box_append (GTK_BOX (self->form), self->text);
}

void
draft_editor_keep (DraftEditor *self, HavenWorkspace *workspace, const char *subject_id)
{
  HavenDraftFields *fields;

  self->keeper = haven_draft_keeper_new (workspace, DRAFT_EDITOR, subject_id);
  fields = haven_draft_keeper_get_fields (self->keeper);
  haven_draft_fields_add (fields, "title", self->title);
  haven_draft_fields_add (fields, "text", self->text);
  haven_draft_fields_add (fields, "sent", self->sent);
  haven_draft_fields_add_choice (fields, "kind", self->kind, get_code, NULL);
  haven_draft_fields_add (fields, "days", self->days);
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, self->dialog);
  haven_draft_keeper_start (self->keeper, self->form);
}

static gboolean
is_ready (gpointer data)
{
  const DraftEditor *editor = data;

  return haven_draft_keeper_is_ready (editor->keeper) && gtk_widget_get_sensitive (editor->form);
}

/* As a dialog does in its dispose: before the children go. */
static void
stop_cb (GtkWidget *form, HavenDraftKeeper *keeper)
{
  haven_draft_keeper_stop (keeper);
}

DraftEditor
draft_editor_open_subject (PeopleTest *test, const char *subject_id)
{
  DraftEditor self = { adw_dialog_new (), NULL, HAVEN_DRAFT_LINE (haven_draft_line_new ()) };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self.form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self.line));
  gtk_box_append (GTK_BOX (box), self.form);
  adw_dialog_set_child (self.dialog, box);
  draft_editor_add_rows (&self);
  draft_editor_keep (&self, test->workspace, subject_id);
  g_signal_connect (self.form, "unrealize", G_CALLBACK (stop_cb), self.keeper);
  adw_dialog_present (self.dialog, test->content);
  people_test_wait (is_ready, &self);
  return self;
}

DraftEditor
draft_editor_open (PeopleTest *test)
{
  return draft_editor_open_subject (test, DRAFT_SUBJECT);
}

void
draft_editor_type (const DraftEditor *self, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text, -1);
}

static char *
draft_editor_dup_text (const DraftEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

void
draft_editor_assert_text (const DraftEditor *self, const char *text)
{
  g_autofree char *shown = draft_editor_dup_text (self);

  g_assert_cmpstr (shown, ==, text);
}

typedef struct
{
  PeopleTest *test;
  const char *subject_id;
  const char *text;
} Kept;

static gboolean
is_kept (gpointer data)
{
  const Kept *kept = data;
  g_autoptr (HavenDraftContent) content = draft_test_find (kept->test->session, DRAFT_EDITOR, kept->subject_id);

  return g_strcmp0 (content ? haven_draft_content_get (content, "text") : NULL, kept->text) == 0;
}

void
draft_editor_wait_kept (PeopleTest *test, const char *text)
{
  people_test_wait (is_kept, &(Kept) { test, DRAFT_SUBJECT, text });
}

void
draft_editor_fill (const DraftEditor *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->text));
  GtkTextIter iter;

  draft_editor_type (editor, "Hearing", "Grüße\nand more");
  adw_switch_row_set_active (ADW_SWITCH_ROW (editor->sent), TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (editor->kind), 1);
  adw_spin_row_set_value (ADW_SPIN_ROW (editor->days), 42);
  gtk_widget_grab_focus (editor->text);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 4);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

void
draft_editor_assert_all (const DraftEditor *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->text));
  GtkTextIter iter;

  draft_editor_assert_text (editor, "Grüße\nand more");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (editor->title)), ==, "Hearing");
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (editor->sent)));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (editor->kind)), ==, 1);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (editor->days)), ==, 42);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, 4);
  g_assert_true (gtk_widget_has_focus (editor->text));
}

void
draft_editor_put_other (PeopleTest *self, const char *text)
{
  g_autoptr (HavenDraftContent) content = haven_draft_content_new ();

  haven_draft_content_set (content, "text", text);
  haven_draft_content_set (content, "kind", "no-longer-offered");
  haven_draft_content_set (content, "days", "many");
  haven_draft_content_set (content, "unknown", "x");
  haven_draft_content_set_caret (content, "text", G_MAXINT64);
  g_assert_true (haven_drafts_save (self->session, DRAFT_EDITOR, DRAFT_SUBJECT, content, NULL));
}
