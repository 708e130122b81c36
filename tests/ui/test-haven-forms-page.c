/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"
#include "haven-counsel-dialog.h"
#include "haven-form-change-dialog.h"
#include "haven-form-page.h"
#include "haven-forms-page.h"
#include "haven-forms-service.h"
#include "haven-sample-dialog.h"
#include "haven-seeds.h"
#include "haven-words.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define FORM "consent-to-treatment"
#define TITLE "My yes to care"
#define UNREAD "Not yet reviewed by counsel"

static HavenFormPage *
show_form (AdministrationTest *test)
{
  HavenFormPage *page;

  haven_administration_pane_open_form (HAVEN_ADMINISTRATION_PANE (test->pane), FORM);
  page = HAVEN_FORM_PAGE (haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (test->pane), NULL));
  clinic_test_wait (haven_form_page_is_idle (page));
  ui_test_settle ();
  return page;
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
activate (GtkWidget *root, const char *title)
{
  GtkWidget *row = find_row (root, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_is_sensitive (row));
  g_signal_emit_by_name (row, "activated");
}

/* The form that Haven brings, with another version and another first sentence. */
static GFile *
write_form (AdministrationTest *test, const char *version, const char *other_code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) shipped = haven_seeds_lookup ("forms/" FORM ".json", &error);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (shipped, NULL), (gssize) g_bytes_get_size (shipped));
  g_autofree char *words = g_strdup_printf ("\"version\": \"%s\"", version);
  g_autofree char *path = g_build_filename (test->folder, "form.json", NULL);

  g_assert_no_error (error);
  g_string_replace (text, "\"version\": \"1\"", words, 1);
  g_string_replace (text, "You decide about your body and your care.", "You decide <b>always</b>.", 1);
  if (other_code != NULL)
    g_string_replace (text, FORM, other_code, 1);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, &error));
  return g_file_new_for_path (path);
}

static HavenFormChangeDialog *
bring (AdministrationTest *test, GFile *file, const char *form_code)
{
  AdwDialog *dialog = haven_form_change_dialog_new (test->workspace, file, form_code);
  HavenFormChangeDialog *self = HAVEN_FORM_CHANGE_DIALOG (dialog);

  adw_dialog_present (dialog, test->pane);
  administration_test_get_dialog (test, HAVEN_TYPE_FORM_CHANGE_DIALOG);
  clinic_test_wait (haven_form_change_dialog_is_ready (self) || haven_form_change_dialog_get_problem (self) != NULL);
  ui_test_settle ();
  return self;
}

static void
close_dialog (AdministrationTest *test)
{
  adw_dialog_force_close (adw_window_get_visible_dialog (test->window));
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
}

/* ── The list ─────────────────────────────────────────────────────────────── */

static void
chosen_cb (HavenFormsPage *page, const char *code, char **chosen)
{
  g_set_str (chosen, code);
}

static void
test_the_list_says_what_each_form_lacks (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Lee");
  GtkWidget *page = administration_test_show (test, "forms");
  g_autofree char *chosen = NULL;

  clinic_test_wait (haven_facts_page_is_idle (HAVEN_FACTS_PAGE (page)));
  g_assert_true (clinic_test_shows (page, TITLE));
  g_assert_true (clinic_test_shows (page, "Version 1, as Haven brings it\n" UNREAD "\nSays all that the law asks for"));
  g_assert_cmpuint (clinic_test_count_nameless (page), ==, 0);
  g_signal_connect (page, "chosen", G_CALLBACK (chosen_cb), &chosen);
  activate (page, TITLE);
  g_assert_cmpstr (chosen, ==, FORM);
}

static void
test_the_page_is_for_those_who_do_something_about_forms (void)
{
  static const char *const others[] = { "Priya", "Ash", NULL };
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");

  administration_test_show (test, "forms");
  for (gsize i = 0; others[i] != NULL; i++)
    {
      administration_test_sign_in (test, others[i]);
      g_assert_null (haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (test->pane), "forms"));
    }
}

/* ── One form ─────────────────────────────────────────────────────────────── */

static void
test_a_form_tells_all_that_is_known_of_it (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Lee");
  GtkWidget *page = GTK_WIDGET (show_form (test));
  static const char *const said[] = { TITLE, UNREAD, "Until then every copy says so.", "Version 1, as Haven brings it", "Languages",
                                      "Spanish", "The form’s own language" };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_true (clinic_test_shows (page, said[i]));
  g_assert_cmpuint (ui_test_count (page, ADW_TYPE_EXPANDER_ROW), >=, 1);
  g_assert_null (find_row (page, "Go Back to _Haven’s Form…"));
  g_assert_cmpuint (clinic_test_count_nameless (page), ==, 0);
}

static void
test_what_somebody_may_not_do_has_a_reason (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *page = GTK_WIDGET (show_form (test));
  GtkWidget *row = find_row (page, "_Record a Review…");

  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "Your role does not record what a lawyer read.");
  g_assert_true (gtk_widget_get_sensitive (find_row (page, "_Bring In a Changed Form…")));
  administration_test_sign_in (test, "Sam");
  page = GTK_WIDGET (show_form (test));
  g_assert_true (gtk_widget_get_sensitive (find_row (page, "_Record a Review…")));
  g_assert_false (gtk_widget_get_sensitive (find_row (page, "_Bring In a Changed Form…")));
}

static void
test_a_review_is_recorded_and_taken_back (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Lee");
  GtkWidget *page = GTK_WIDGET (show_form (test));
  g_autofree char *day = haven_words_dup_date (haven_date_from_ymd (2026, 1, 2));
  g_autofree char *said = g_strdup_printf ("Reviewed by A. Reyes <i> on %s", day);
  HavenCounselDialog *dialog;

  activate (page, "_Record a Review…");
  dialog = HAVEN_COUNSEL_DIALOG (administration_test_get_dialog (test, HAVEN_TYPE_COUNSEL_DIALOG));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  haven_counsel_dialog_set (dialog, "", "2026-01-02");
  haven_counsel_dialog_record (dialog);
  g_assert_cmpstr (haven_counsel_dialog_get_failure (dialog), !=, "");
  haven_counsel_dialog_set (dialog, "A. Reyes <i>", "soon");
  g_assert_cmpstr (haven_counsel_dialog_get_failure (dialog), ==, "");
  haven_counsel_dialog_record (dialog);
  g_assert_cmpstr (haven_counsel_dialog_get_failure (dialog), !=, "");
  haven_counsel_dialog_set (dialog, "A. Reyes <i>", "2026-01-02");
  haven_counsel_dialog_record (dialog);
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
  clinic_test_wait (find_row (page, "_Take the Review Back") != NULL);
  g_assert_true (clinic_test_shows (page, said));
  g_assert_false (clinic_test_shows (page, UNREAD));
  activate (page, "_Take the Review Back");
  clinic_test_wait (find_row (page, "_Record a Review…") != NULL);
  g_assert_true (clinic_test_shows (page, UNREAD));
}

/* ── A changed form ───────────────────────────────────────────────────────── */

static void
test_a_changed_form_is_shown_before_it_is_taken_and_put_aside (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *page = GTK_WIDGET (show_form (test));
  g_autoptr (GFile) file = write_form (test, "2", NULL);
  HavenFormChangeDialog *dialog = bring (test, file, FORM);
  AdwDialog *alert;

  g_assert_true (haven_form_change_dialog_is_ready (dialog));
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "Version 2 takes the place of version 1"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "Nothing is lost"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "1 text becomes out of date"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "1 text is not as it was."));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  g_assert_true (clinic_test_shows (page, "Version 1, as Haven brings it"));
  haven_form_change_dialog_take (dialog);
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
  clinic_test_wait (find_row (page, "Go Back to _Haven’s Form…") != NULL && haven_form_page_is_idle (HAVEN_FORM_PAGE (page)));
  g_assert_false (clinic_test_shows (page, "Version 1, as Haven brings it"));

  activate (page, "Go Back to _Haven’s Form…");
  alert = ADW_DIALOG (administration_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG));
  g_signal_emit_by_name (alert, "response::retire", "retire");
  adw_dialog_force_close (alert);
  clinic_test_wait (find_row (page, "Go Back to _Haven’s Form…") == NULL && haven_form_page_is_idle (HAVEN_FORM_PAGE (page)));
  g_assert_true (clinic_test_shows (page, "Version 1, as Haven brings it"));
}

static void
assert_problem (AdministrationTest *test, GFile *file, const char *form_code)
{
  HavenFormChangeDialog *dialog = bring (test, file, form_code);

  g_assert_false (haven_form_change_dialog_is_ready (dialog));
  g_assert_cmpuint (strlen (haven_form_change_dialog_get_problem (dialog)), >, 20);
  haven_form_change_dialog_take (dialog); /* does nothing */
  close_dialog (test);
}

static void
test_a_file_that_cannot_be_used_says_why (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  g_autoptr (GFile) same = write_form (test, "1", NULL), nothing = g_file_new_for_path ("/nonexistent/form.json");
  g_autoptr (GFile) folder = g_file_new_for_path (test->folder), other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenFormFacts) facts = NULL;

  administration_test_show (test, "forms");
  assert_problem (test, same, FORM);
  assert_problem (test, nothing, FORM);
  assert_problem (test, folder, NULL);
  other = write_form (test, "2", "another-form");
  assert_problem (test, other, FORM);
  facts = haven_form_facts_read (test->session, FORM, &error);
  g_assert_null (facts->own);
}

/* ── The paper ────────────────────────────────────────────────────────────── */

static void
opened_cb (HavenWorkspace *workspace, int destination, const char *id, const char *detail, char **code)
{
  g_assert_cmpint (destination, ==, HAVEN_DESTINATION_SAMPLE);
  g_set_str (code, id);
}

static void
test_the_paper_is_seen_with_blanks (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Lee");
  GtkWidget *page = GTK_WIDGET (show_form (test));
  g_autofree char *code = NULL;
  AdwDialog *dialog;
  HavenPaperPages *pages;

  g_signal_connect (test->workspace, "open", G_CALLBACK (opened_cb), &code);
  activate (page, "See the _Paper");
  g_assert_cmpstr (code, ==, FORM);
  dialog = haven_sample_dialog_new (test->workspace, FORM);
  adw_dialog_present (dialog, test->pane);
  clinic_test_wait (haven_sample_dialog_get_pages (HAVEN_SAMPLE_DIALOG (dialog)) != NULL);
  ui_test_settle ();
  pages = haven_sample_dialog_get_pages (HAVEN_SAMPLE_DIALOG (dialog));
  g_assert_nonnull (strstr (haven_paper_pages_get_text (pages, 0), TITLE));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  g_signal_handlers_disconnect_by_data (test->workspace, &code);
  close_dialog (test);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/forms-page/the-list-says-what-each-form-lacks", test_the_list_says_what_each_form_lacks);
  g_test_add_func ("/ui/forms-page/the-page-is-for-those-who-do-something-about-forms",
                   test_the_page_is_for_those_who_do_something_about_forms);
  g_test_add_func ("/ui/forms-page/a-form-tells-all-that-is-known-of-it", test_a_form_tells_all_that_is_known_of_it);
  g_test_add_func ("/ui/forms-page/what-somebody-may-not-do-has-a-reason",
                   test_what_somebody_may_not_do_has_a_reason);
  g_test_add_func ("/ui/forms-page/a-review-is-recorded-and-taken-back", test_a_review_is_recorded_and_taken_back);
  g_test_add_func ("/ui/forms-page/a-changed-form-is-shown-before-it-is-taken-and-put-aside",
                   test_a_changed_form_is_shown_before_it_is_taken_and_put_aside);
  g_test_add_func ("/ui/forms-page/a-file-that-cannot-be-used-says-why", test_a_file_that_cannot_be_used_says_why);
  g_test_add_func ("/ui/forms-page/the-paper-is-seen-with-blanks", test_the_paper_is_seen_with_blanks);
  return g_test_run ();
}
