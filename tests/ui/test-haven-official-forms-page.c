/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"
#include "haven-official-field-dialog.h"
#include "haven-official-form-page.h"
#include "haven-official-forms-page.h"
#include "haven-official-forms-service.h"
#include "haven-official-import-dialog.h"
#include "haven-test-pdf.h"
#include "ui-test.h"

#include <glib/gstdio.h>

static GtkWidget *
get_entry (GtkWidget *dialog, const char *title)
{
  GtkWidget *list = clinic_test_find (dialog, GTK_TYPE_LIST_BOX);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0)
      return row;
  g_assert_not_reached ();
}

static void
type (GtkWidget *dialog, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (dialog, title)), text);
}

static GFile *
make_file (AdministrationTest *test, GBytes *pdf)
{
  g_autofree char *path = g_build_filename (test->folder, "form.pdf", NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL));
  return g_file_new_for_path (path);
}

/* As somebody would: the row at the end of the list, a file, three words, the button. */
static AdwDialog *
start_bringing_in (AdministrationTest *test, GBytes *pdf)
{
  g_autoptr (GFile) file = make_file (test, pdf);
  AdwDialog *dialog = haven_official_import_dialog_new (test->workspace);
  GtkWidget *button;

  adw_dialog_present (dialog, adw_window_get_content (test->window));
  administration_test_get_dialog (test, HAVEN_TYPE_OFFICIAL_IMPORT_DIALOG);
  button = clinic_test_find_button (GTK_WIDGET (dialog), "_Bring In");
  g_assert_false (gtk_widget_get_sensitive (button));
  haven_official_import_dialog_set_file (HAVEN_OFFICIAL_IMPORT_DIALOG (dialog), file);
  type (GTK_WIDGET (dialog), "Code, as the agency has it", "I-918");
  type (GTK_WIDGET (dialog), "Title", "Petition");
  type (GTK_WIDGET (dialog), "Agency", "Agency");
  g_assert_true (gtk_widget_get_sensitive (button));
  return dialog;
}

static void
bring_in (AdministrationTest *test)
{
  g_autoptr (GBytes) pdf = haven_test_pdf_make_form ();
  AdwDialog *dialog = start_bringing_in (test, pdf);

  g_signal_emit_by_name (clinic_test_find_button (GTK_WIDGET (dialog), "_Bring In"), "clicked");
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
}

static GtkWidget *
show_forms (AdministrationTest *test)
{
  GtkWidget *page = administration_test_show (test, "official-forms");

  clinic_test_wait (haven_facts_page_is_idle (HAVEN_FACTS_PAGE (page)));
  return page;
}

static GtkWidget *
open_form (AdministrationTest *test)
{
  g_autoptr (GPtrArray) forms = haven_official_forms_list (test->session, NULL);
  GtkWidget *page = show_forms (test), *form;

  g_assert_cmpuint (forms->len, ==, 1);
  g_signal_emit_by_name (page, "chosen", ((HavenOfficialForm *) forms->pdata[0])->id);
  form = haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (test->pane), NULL);
  g_assert_true (HAVEN_IS_OFFICIAL_FORM_PAGE (form));
  clinic_test_wait (haven_official_form_page_is_idle (HAVEN_OFFICIAL_FORM_PAGE (form)));
  return form;
}

static GtkWidget *
find_icon (GtkWidget *root, const char *icon)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (root)), icon) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_icon (child, icon);
  return found;
}

static void
test_a_form_is_brought_in (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *page = show_forms (test);

  g_assert_cmpuint (clinic_test_count_nameless (page), ==, 0);
  bring_in (test);
  clinic_test_wait (haven_facts_page_is_idle (HAVEN_FACTS_PAGE (page)));
  clinic_test_wait (clinic_test_shows (page, "Petition"));
  g_assert_true (clinic_test_shows (page, "I-918 · Agency"));
}

static void
test_what_is_no_form_is_told_in_the_dialog (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  g_autoptr (GBytes) letter = g_bytes_new_static ("a letter", 8);
  AdwDialog *dialog = start_bringing_in (test, letter);

  type (GTK_WIDGET (dialog), "Date of the edition (2026-12-31), if any", "yesterday");
  g_signal_emit_by_name (clinic_test_find_button (GTK_WIDGET (dialog), "_Bring In"), "clicked");
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "The date of the edition is written so: 2026-12-31."));
  type (GTK_WIDGET (dialog), "Date of the edition (2026-12-31), if any", "");
  g_signal_emit_by_name (clinic_test_find_button (GTK_WIDGET (dialog), "_Bring In"), "clicked");
  clinic_test_wait (
      clinic_test_shows (GTK_WIDGET (dialog), "The PDF is damaged, or is none. Get it again from where it came from"));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  adw_dialog_force_close (dialog);
}

static void
test_a_field_gets_another_source_and_back (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *form, *list, *dialog;

  bring_in (test);
  form = open_form (test);
  g_assert_cmpuint (clinic_test_count_nameless (form), ==, 0);
  g_assert_true (clinic_test_shows (form, "Page 1 of 2"));
  g_assert_true (clinic_test_shows (form, "Page 1 · Signed by pen"));
  g_assert_false (clinic_test_shows (form, "Page 1 · The person’s name · Its first word"));
  list = clinic_test_find (form, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1), "activated");
  dialog = administration_test_get_dialog (test, HAVEN_TYPE_OFFICIAL_FIELD_DIALOG);
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  haven_official_field_dialog_choose (HAVEN_OFFICIAL_FIELD_DIALOG (dialog), "person.name", "first-word");
  g_signal_emit_by_name (clinic_test_find_button (dialog, "_Set"), "clicked");
  clinic_test_wait (clinic_test_shows (form, "Page 1 · The person’s name · Its first word"));
  haven_workspace_undo (test->workspace);
  clinic_test_wait (!clinic_test_shows (form, "Page 1 · The person’s name · Its first word"));
}

static void
test_pages_are_turned (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *form;

  bring_in (test);
  form = open_form (test);
  g_signal_emit_by_name (find_icon (form, "go-next-symbolic"), "clicked");
  clinic_test_wait (clinic_test_shows (form, "Page 2 of 2"));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/official-forms-page/a-form-is-brought-in", test_a_form_is_brought_in);
  g_test_add_func ("/ui/official-forms-page/what-is-no-form-is-told-in-the-dialog",
                   test_what_is_no_form_is_told_in_the_dialog);
  g_test_add_func ("/ui/official-forms-page/a-field-gets-another-source-and-back",
                   test_a_field_gets_another_source_and_back);
  g_test_add_func ("/ui/official-forms-page/pages-are-turned", test_pages_are_turned);
  return g_test_run ();
}
