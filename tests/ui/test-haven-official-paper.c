/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "haven-announce.h"
#include "haven-official-fields.h"
#include "haven-official-forms-service.h"
#include "haven-paper-dialog.h"
#include "haven-papers-dialog.h"
#include "haven-pdf-wire-private.h"
#include "haven-test-pdf.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <string.h>

static HavenSession *session;
static HavenWorkspace *workspace;
static char *person, *form;

typedef struct
{
  GtkWindow *window;
  AdwDialog *dialog;
} Shown;

static gpointer
get_child (Shown *shown, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (shown->dialog), HAVEN_TYPE_PAPER_DIALOG, name);
}

static void
wait_for (Shown *shown, const char *page)
{
  while (!g_str_equal (gtk_stack_get_visible_child_name (get_child (shown, "stack")), page))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
}

static Shown
show (AdwDialog *dialog)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("Below"));
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 900);
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (dialog, window);
  return (Shown) { GTK_WINDOW (window), dialog };
}

static Shown
show_form (void)
{
  g_autofree char *code = g_strconcat (HAVEN_PAPER_OFFICIAL, form, NULL);

  return show (haven_paper_dialog_new (workspace, person, code));
}

static HavenPaperPages *
get_pages (Shown *shown)
{
  return haven_paper_dialog_get_pages (HAVEN_PAPER_DIALOG (shown->dialog));
}

/* Presses "Fill In…" and waits for the fields, with their picture. */
static AdwDialog *
ask (Shown *shown)
{
  AdwDialog *fields;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown->dialog), "paper.fill", NULL));
  while (!HAVEN_IS_OFFICIAL_FIELDS (fields = adw_window_get_visible_dialog (ADW_WINDOW (shown->window))))
    g_main_context_iteration (NULL, TRUE);
  while (!haven_official_fields_is_drawn (HAVEN_OFFICIAL_FIELDS (fields)))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  return fields;
}

static void
collect_rows (GtkWidget *root, GPtrArray *rows)
{
  if (ADW_IS_PREFERENCES_ROW (root))
    g_ptr_array_add (rows, root);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
      collect_rows (child, rows);
}

static GPtrArray *
get_rows (AdwDialog *fields)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect_rows (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fields), HAVEN_TYPE_OFFICIAL_FIELDS, "fields")), rows);
  return rows;
}

static gpointer
find_row (AdwDialog *fields, const char *part)
{
  g_autoptr (GPtrArray) rows = get_rows (fields);

  for (guint i = 0; i < rows->len; i++)
    if (strstr (adw_preferences_row_get_title (rows->pdata[i]), part))
      return rows->pdata[i];
  return NULL;
}

static GtkWidget *
find_below (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type);
  return found;
}

static void
write_story (AdwDialog *fields, const char *text)
{
  GtkWidget *view = find_below (find_row (fields, "Story"), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
finish (Shown *shown, AdwDialog *fields)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fields), "fields.done", NULL));
  while (adw_window_get_visible_dialog (ADW_WINDOW (shown->window)) != shown->dialog)
    g_main_context_iteration (NULL, TRUE);
}

/* Nothing comes into the required field by itself. */
static void
unmap (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPdfReader) reader = haven_official_forms_open (session, form, NULL, &error);
  g_autoptr (GPtrArray) rows = haven_official_forms_list_fields (session, form, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HavenEdit) edit = NULL;

      if (((HavenOfficialFormField *) rows->pdata[i])->source == NULL)
        continue;
      edit = haven_official_forms_edit_field (session, reader, rows->pdata[i], NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (haven_edit_apply (edit, session, &error));
      g_assert_no_error (error);
    }
}

static void
test_a_form_is_listed_with_the_papers (void)
{
  Shown shown = show (haven_papers_dialog_new (workspace, person));
  g_autoptr (GPtrArray) rows = NULL;
  gboolean found = FALSE;

  while (!found)
    {
      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = g_ptr_array_new ();
      collect_rows (GTK_WIDGET (shown.dialog), rows);
      for (guint i = 0; i < rows->len; i++)
        found |= strcmp (adw_preferences_row_get_title (rows->pdata[i]), "Petition for a Status") == 0 &&
                 strcmp (adw_action_row_get_subtitle (rows->pdata[i]), "P-1 · Agency") == 0;
      if (!found)
        g_main_context_iteration (NULL, TRUE);
    }
  ui_test_close (shown.window);
}

static void
test_what_is_needed_is_asked_for_and_stands_on_the_form (void)
{
  Shown shown = show_form ();
  AdwDialog *fields;
  g_autoptr (GPtrArray) rows = NULL;
  const char *text;

  wait_for (&shown, "problem");
  g_assert_cmpstr (adw_status_page_get_title (get_child (&shown, "problem")), ==, "This Form Wants More");
  fields = ask (&shown);
  rows = get_rows (fields);
  g_assert_cmpuint (rows->len, ==, 6);
  g_assert_null (find_row (fields, "Sign"));
  g_assert_null (find_row (fields, "Reset"));
  g_assert_true (g_str_has_prefix (adw_preferences_row_get_title (rows->pdata[0]), "Needed: 1. "));
  gtk_editable_set_text (rows->pdata[0], "Reyes Quintanilla");
  write_story (fields, "Two lines,\nand a second.");
  adw_combo_row_set_selected (find_row (fields, "Sex"), 1);
  adw_switch_row_set_active (find_row (fields, "Agree"), TRUE);
  adw_combo_row_set_selected (find_row (fields, "Country"), 2);
  finish (&shown, fields);
  wait_for (&shown, "pages");
  text = haven_paper_pages_get_text (get_pages (&shown), 0);
  g_assert_nonnull (strstr (text, "Printed by the agency"));
  g_assert_nonnull (strstr (text, "Reyes Quintanilla"));
  g_assert_nonnull (strstr (text, "and a second."));
  g_assert_nonnull (strstr (text, "El Salvador"));
  g_assert_cmpuint (haven_paper_pages_get_n (get_pages (&shown)), ==, 2);
  ui_test_close (shown.window);
  draft_test_forget (workspace);
}

static void
test_a_page_after_the_other (void)
{
  Shown shown = show_form ();
  AdwDialog *fields;

  wait_for (&shown, "problem");
  fields = ask (&shown);
  gtk_editable_set_text (GTK_EDITABLE (find_row (fields, "Needed: ")), "Reyes");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fields), "fields.next-page", NULL));
  g_assert_null (find_row (fields, "Story"));
  gtk_editable_set_text (find_row (fields, "Turned"), "Upright");
  g_assert_cmpstr (haven_announced (GTK_WIDGET (fields)), ==, "Page 2 of 2");
  gtk_widget_activate_action (GTK_WIDGET (fields), "fields.previous-page", NULL);
  g_assert_cmpstr (gtk_editable_get_text (find_row (fields, "Needed: ")), ==, "Reyes");
  while (!haven_official_fields_is_drawn (HAVEN_OFFICIAL_FIELDS (fields)))
    g_main_context_iteration (NULL, TRUE);
  finish (&shown, fields);
  wait_for (&shown, "pages");
  g_assert_nonnull (strstr (haven_paper_pages_get_text (get_pages (&shown), 1), "Upright"));
  ui_test_close (shown.window);
  draft_test_forget (workspace);
}

static void
test_what_was_typed_comes_back_after_an_interruption (void)
{
  Shown shown = show_form ();
  g_autofree char *subject = g_strconcat (person, "/", HAVEN_PAPER_OFFICIAL, form, NULL);
  g_autoptr (HavenDraftContent) draft = NULL;
  g_autoptr (GError) error = NULL;
  AdwDialog *fields;

  wait_for (&shown, "problem");
  fields = ask (&shown);
  gtk_editable_set_text (GTK_EDITABLE (find_row (fields, "Needed: ")), "Half a na");
  g_assert_true (draft_test_flush (workspace, &error));
  g_assert_no_error (error);
  adw_dialog_force_close (fields);
  ui_test_close (shown.window);
  draft = draft_test_find (session, "paper", subject);
  g_assert_nonnull (draft);

  shown = show_form ();
  wait_for (&shown, "problem");
  fields = ask (&shown);
  g_assert_cmpstr (gtk_editable_get_text (find_row (fields, "Needed: ")), ==, "Half a na");
  gtk_editable_set_text (GTK_EDITABLE (find_row (fields, "Needed: ")), "Half a name");
  finish (&shown, fields);
  wait_for (&shown, "pages");
  ui_test_close (shown.window);
  draft_test_forget (workspace);
}

static void
test_it_is_kept_and_seen_again (void)
{
  Shown shown = show_form ();
  AdwDialog *fields;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = NULL;

  wait_for (&shown, "problem");
  fields = ask (&shown);
  gtk_editable_set_text (GTK_EDITABLE (find_row (fields, "Needed: ")), "Reyes");
  finish (&shown, fields);
  wait_for (&shown, "pages");
  g_assert_false (gtk_widget_get_visible (get_child (&shown, "sign_button")));
  bytes = g_bytes_ref (haven_paper_pages_get_paper (get_pages (&shown))->document->pdf);
  id = g_strdup (haven_paper_pages_get_paper (get_pages (&shown))->document->id);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "paper.keep", NULL));
  while (g_strcmp0 (haven_announced (GTK_WIDGET (shown.dialog)), "Kept in the record; nothing has left") != 0)
    g_main_context_iteration (NULL, TRUE);
  ui_test_close (shown.window);

  shown = show (haven_paper_dialog_new_kept (workspace, person, id));
  wait_for (&shown, "pages");
  g_assert_true (g_bytes_equal (haven_paper_pages_get_paper (get_pages (&shown))->document->pdf, bytes));
  g_assert_false (gtk_widget_get_visible (get_child (&shown, "fill_button")));
  ui_test_close (shown.window);
}

static HavenPaper *
make_paper (const char *variant, GBytes *pdf)
{
  HavenPaper *paper = g_new0 (HavenPaper, 1);

  paper->document = haven_document_new ();
  paper->document->variant = g_strdup (variant);
  paper->document->pdf = g_bytes_ref (pdf);
  return paper;
}

/* What is too much for the confined reader shows which of the two opened a file. */
static void
test_a_file_from_elsewhere_is_opened_by_the_confined_reader_alone (void)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_pages (HAVEN_PDF_MAX_PAGES + 1, "/MediaBox [0 0 200 200]");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaperPages) own = haven_paper_pages_new (make_paper ("page", pdf), &error);
  g_autoptr (HavenPaperPages) foreign = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (haven_paper_pages_get_n (own), ==, HAVEN_PDF_MAX_PAGES + 1);
  foreign = haven_paper_pages_new (make_paper (HAVEN_OFFICIAL_FORM_VARIANT, pdf), &error);
  g_assert_null (foreign);
  g_assert_nonnull (error);
}

static void
prepare (void)
{
  g_autoptr (HavenOfficialForm) details = haven_official_form_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  person = g_strdup (((HavenPatient *) people->pdata[0])->id);
  details->code = g_strdup ("P-1");
  details->title = g_strdup ("Petition for a Status");
  details->agency = g_strdup ("Agency");
  details->file = haven_test_pdf_make_form ();
  form = haven_official_forms_import (session, details, NULL, &error);
  g_assert_no_error (error);
  unmap ();
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  ui_test_init (&argc, &argv);
  folder = g_dir_make_tmp ("haven-paper-XXXXXX", NULL);
  session = haven_vaults_make_demo (folder, NULL, &error);
  g_assert_no_error (error);
  workspace = haven_workspace_new (session);
  prepare ();

  g_test_add_func ("/ui/official-paper/a-form-is-listed-with-the-papers", test_a_form_is_listed_with_the_papers);
  g_test_add_func ("/ui/official-paper/what-is-needed-is-asked-for-and-stands-on-the-form",
                   test_what_is_needed_is_asked_for_and_stands_on_the_form);
  g_test_add_func ("/ui/official-paper/a-page-after-the-other", test_a_page_after_the_other);
  g_test_add_func ("/ui/official-paper/what-was-typed-comes-back-after-an-interruption",
                   test_what_was_typed_comes_back_after_an_interruption);
  g_test_add_func ("/ui/official-paper/it-is-kept-and-seen-again", test_it_is_kept_and_seen_again);
  g_test_add_func ("/ui/official-paper/a-file-from-elsewhere-is-opened-by-the-confined-reader-alone",
                   test_a_file_from_elsewhere_is_opened_by_the_confined_reader_alone);
  status = g_test_run ();
  draft_test_flush (workspace, NULL);
  g_object_unref (workspace);
  g_object_unref (session);
  ui_test_remove_folder (folder);
  g_free (person);
  g_free (form);
  return status;
}
