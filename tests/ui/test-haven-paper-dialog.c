/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "haven-announce.h"
#include "haven-paper-dialog.h"
#include "haven-export-way.h"
#include "haven-paper-page.h"
#include "haven-paper-view.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static HavenSession *session;
static HavenWorkspace *workspace;

typedef struct
{
  GtkWindow *window;
  AdwDialog *dialog;
} Shown;

static char *
find_person (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    if (strcmp (((HavenPatient *) people->pdata[i])->name, name) == 0)
      return g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_not_reached ();
}

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
show (const char *person, const char *form)
{
  g_autofree char *id = find_person (person);
  GtkWidget *window = adw_window_new ();
  Shown shown = { GTK_WINDOW (window), NULL };

  draft_test_forget (workspace);
  shown.dialog = haven_paper_dialog_new (workspace, id, form);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("Below"));
  gtk_window_set_default_size (shown.window, 900, 800);
  gtk_window_present (shown.window);
  adw_dialog_present (shown.dialog, window);
  return shown;
}

static void
choose (Shown *shown, const char *choice, const char *label)
{
  GtkDropDown *drop_down = get_child (shown, choice);
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), label))
        {
          gtk_drop_down_set_selected (drop_down, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static const char *
get_title (const char *form, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, &error); /* the session keeps it too */
  const HavenForm *source = haven_forms_lookup (forms, form, &error);
  const HavenTranslation *texts = haven_forms_lookup_translation (forms, form, language, &error);
  HavenTranslationState state;

  g_assert_no_error (error);
  return haven_translation_lookup (texts, source->title.id, source->title.text, &state);
}

static const HavenPaper *
get_paper (Shown *shown)
{
  return haven_paper_pages_get_paper (haven_paper_dialog_get_pages (HAVEN_PAPER_DIALOG (shown->dialog)));
}

static guint
count_disclosures (const HavenPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      haven_session_list (session, &haven_disclosure_info, "document_id", paper->document->id, NULL, &error);

  g_assert_no_error (error);
  return rows->len;
}

/* ── Tests ────────────────────────────────────────────────────────────────── */

static void
test_the_pages_are_read_out (void)
{
  Shown shown = show ("Amina Idris Bashir", "release-of-information");
  GtkWidget *view, *page;
  const char *text;

  wait_for (&shown, "pages");
  view = get_child (&shown, "view");
  page = find (view, HAVEN_TYPE_PAPER_PAGE);
  text = haven_paper_page_get_text (HAVEN_PAPER_PAGE (page));
  g_assert_cmpstr (get_paper (&shown)->document->language, ==, "ar");
  g_assert_nonnull (strstr (text, get_title ("release-of-information", "ar")));
  g_assert_nonnull (strstr (text, "Amina Idris Bashir"));
  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_LABEL, "Page 1 of 3");
  g_assert_true (gtk_widget_get_focusable (page));
  g_assert_cmpuint (ui_test_count (view, HAVEN_TYPE_PAPER_PAGE), ==, (guint) get_paper (&shown)->document->pages);
  while (!haven_paper_view_is_drawn (HAVEN_PAPER_VIEW (view)))
    g_main_context_iteration (NULL, TRUE);
  ui_test_close (shown.window);
}

static void
test_why_it_cannot_be_signed (void)
{
  Shown shown = show ("Amina Idris Bashir", "release-of-information");

  wait_for (&shown, "pages");
  g_assert_true (adw_banner_get_revealed (get_child (&shown, "watermark_banner")));
  g_assert_nonnull (strstr (adw_banner_get_title (get_child (&shown, "watermark_banner")), "Arabic"));
  choose (&shown, "language", "English");
  wait_for (&shown, "making");
  wait_for (&shown, "pages");
  /* Nobody has said yet, in English, what may be shared with whom. */
  g_assert_nonnull (strstr (adw_banner_get_title (get_child (&shown, "watermark_banner")), "What may be shared"));
  ui_test_close (shown.window);
}

static void
test_another_language (void)
{
  Shown shown = show ("Amina Idris Bashir", "care-plan");
  GtkWidget *page;

  wait_for (&shown, "pages");
  choose (&shown, "language", "Spanish");
  g_assert_null (haven_paper_dialog_get_pages (HAVEN_PAPER_DIALOG (shown.dialog)));
  wait_for (&shown, "pages");
  page = find (get_child (&shown, "view"), HAVEN_TYPE_PAPER_PAGE);
  g_assert_cmpstr (get_paper (&shown)->document->language, ==, "es");
  g_assert_nonnull (strstr (haven_paper_page_get_text (HAVEN_PAPER_PAGE (page)), get_title ("care-plan", "es")));
  ui_test_close (shown.window);
}

/* Only the last choice counts, however fast somebody goes through them. */
static void
test_the_last_choice_wins (void)
{
  Shown shown = show ("Amina Idris Bashir", "care-plan");

  wait_for (&shown, "pages");
  choose (&shown, "language", "Spanish");
  choose (&shown, "language", "English");
  choose (&shown, "variant", "Safe to carry");
  choose (&shown, "language", "Arabic");
  wait_for (&shown, "pages");
  g_assert_cmpstr (get_paper (&shown)->document->language, ==, "ar");
  g_assert_cmpstr (get_paper (&shown)->document->variant, ==, "safe");
  ui_test_settle ();
  g_assert_cmpstr (get_paper (&shown)->document->language, ==, "ar");
  ui_test_close (shown.window);
}

static void
test_the_safe_copy_names_nobody (void)
{
  Shown shown = show ("Dale Hutchins", "care-plan");
  HavenPaperPages *pages;

  wait_for (&shown, "pages");
  g_assert_cmpstr (get_paper (&shown)->document->variant, ==, "client");
  choose (&shown, "variant", "Safe to carry");
  wait_for (&shown, "pages");
  g_assert_true (gtk_widget_get_visible (get_child (&shown, "explanation")));
  pages = haven_paper_dialog_get_pages (HAVEN_PAPER_DIALOG (shown.dialog));
  for (guint i = 0; i < haven_paper_pages_get_n (pages); i++)
    {
      g_assert_null (strstr (haven_paper_pages_get_text (pages, i), "Dale"));
      g_assert_null (strstr (haven_paper_pages_get_text (pages, i), haven_session_get_clinic_name (session)));
    }
  ui_test_close (shown.window);
}

static guint
count_layouts (Shown *shown)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (get_child (shown, "layout")));
}

static gboolean
says (Shown *shown, const char *words)
{
  HavenPaperPages *pages = haven_paper_dialog_get_pages (HAVEN_PAPER_DIALOG (shown->dialog));

  for (guint i = 0; i < haven_paper_pages_get_n (pages); i++)
    if (strstr (haven_paper_pages_get_text (pages, i), words) != NULL)
      return TRUE;
  return FALSE;
}

/* What does not fit is not offered: English beside English, or large print on a card. */
static void
test_a_paper_is_set_as_it_is_needed (void)
{
  static const char english[] = "You do not have to sign";
  Shown shown = show ("Amina Idris Bashir", "release-of-information");

  wait_for (&shown, "pages");
  g_assert_cmpuint (count_layouts (&shown), ==, 3);
  g_assert_false (says (&shown, english));
  choose (&shown, "layout", "English Beside It");
  wait_for (&shown, "pages");
  g_assert_cmpint (get_paper (&shown)->layout, ==, HAVEN_PAPER_LAYOUT_BILINGUAL);
  g_assert_true (says (&shown, english));
  choose (&shown, "language", "English");
  wait_for (&shown, "pages");
  g_assert_cmpuint (count_layouts (&shown), ==, 2);
  g_assert_cmpint (get_paper (&shown)->layout, ==, HAVEN_PAPER_LAYOUT_USUAL);
  choose (&shown, "layout", "Large Print");
  wait_for (&shown, "pages");
  choose (&shown, "language", "Arabic");
  wait_for (&shown, "pages");
  g_assert_cmpint (get_paper (&shown)->layout, ==, HAVEN_PAPER_LAYOUT_LARGE);
  ui_test_close (shown.window);

  shown = show ("Dale Hutchins", "care-plan");
  wait_for (&shown, "pages");
  choose (&shown, "layout", "Large Print");
  choose (&shown, "variant", "Safe to carry");
  wait_for (&shown, "pages");
  g_assert_false (gtk_widget_get_visible (get_child (&shown, "layout_box")));
  g_assert_cmpint (get_paper (&shown)->layout, ==, HAVEN_PAPER_LAYOUT_USUAL);
  ui_test_close (shown.window);
}

static void
test_a_language_that_is_not_there (void)
{
  Shown shown = show ("Bishnu Thapa", "release-of-information");

  wait_for (&shown, "pages");
  g_assert_true (adw_banner_get_revealed (get_child (&shown, "language_banner")));
  g_assert_cmpstr (adw_banner_get_title (get_child (&shown, "language_banner")),
                   ==,
                   "This paper is not available in Nepali; use an interpreter");
  g_assert_cmpstr (get_paper (&shown)->document->language, ==, "en");
  ui_test_close (shown.window);
}

static void
test_no_plan_yet (void)
{
  Shown shown = show ("Fatoumata Kéïta", "care-plan");

  wait_for (&shown, "problem");
  g_assert_nonnull (strstr (adw_status_page_get_description (get_child (&shown, "problem")), "no plan yet"));
  g_assert_cmpstr (gtk_actionable_get_action_name (get_child (&shown, "problem_button")), ==, "paper.open-person");
  g_assert_null (haven_paper_dialog_get_pages (HAVEN_PAPER_DIALOG (shown.dialog)));
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "paper.print", NULL) &&
                  gtk_widget_get_visible (get_child (&shown, "tools")));
  ui_test_close (shown.window);
}

static void
test_a_form_that_is_not_there (void)
{
  Shown shown = show ("Dale Hutchins", "no-such-form");

  wait_for (&shown, "problem");
  g_assert_nonnull (strstr (adw_status_page_get_description (get_child (&shown, "problem")), "no-such-form"));
  ui_test_close (shown.window);
}

static void
test_keys (void)
{
  Shown shown = show ("Amina Idris Bashir", "release-of-information");
  HavenPaperView *view;
  GtkWidget *page;
  double zoom;

  wait_for (&shown, "pages");
  view = get_child (&shown, "view");
  page = find (GTK_WIDGET (view), HAVEN_TYPE_PAPER_PAGE);
  g_assert_true (ui_test_press (page, GDK_KEY_Page_Down, 0));
  ui_test_settle ();
  g_assert_cmpuint (haven_paper_view_get_page (view), ==, 2);
  g_assert_cmpstr (gtk_label_get_label (get_child (&shown, "page_label")), ==, "Page 2 of 3");
  g_assert_true (gtk_widget_has_focus (gtk_widget_get_next_sibling (page)));
  g_assert_true (ui_test_press (page, GDK_KEY_Page_Up, 0));
  ui_test_settle ();
  g_assert_cmpuint (haven_paper_view_get_page (view), ==, 1);

  zoom = haven_paper_view_get_zoom (view);
  g_assert_true (ui_test_press (page, GDK_KEY_plus, GDK_CONTROL_MASK));
  g_assert_cmpfloat (haven_paper_view_get_zoom (view), >, zoom);
  g_assert_true (ui_test_press (page, GDK_KEY_minus, GDK_CONTROL_MASK));
  g_assert_true (ui_test_press (page, GDK_KEY_minus, GDK_CONTROL_MASK));
  g_assert_cmpfloat (haven_paper_view_get_zoom (view), <, zoom);
  ui_test_settle ();
  g_assert_true (ui_test_press (page, GDK_KEY_0, GDK_CONTROL_MASK));
  ui_test_settle ();
  g_assert_cmpfloat_with_epsilon (haven_paper_view_get_zoom (view), zoom, 0.001);
  ui_test_close (shown.window);
}

static void
test_zoom_has_bounds (void)
{
  Shown shown = show ("Dale Hutchins", "care-plan");
  HavenPaperView *view;

  wait_for (&shown, "pages");
  view = get_child (&shown, "view");
  for (int i = 0; i < 40; i++)
    haven_paper_view_zoom_in (view);
  g_assert_cmpfloat (haven_paper_view_get_zoom (view), <=, 3);
  ui_test_settle ();
  for (int i = 0; i < 40; i++)
    haven_paper_view_zoom_out (view);
  g_assert_cmpfloat (haven_paper_view_get_zoom (view), >=, 0.2);
  ui_test_settle ();
  while (!haven_paper_view_is_drawn (view))
    g_main_context_iteration (NULL, TRUE);
  ui_test_close (shown.window);
}

static void
test_keeping (void)
{
  Shown shown = show ("Dale Hutchins", "care-plan");
  const HavenPaper *paper;
  g_autoptr (HavenDocument) kept = NULL;
  g_autoptr (GError) error = NULL;

  wait_for (&shown, "pages");
  paper = get_paper (&shown);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.dialog), "paper.keep", NULL));
  while (g_strcmp0 (haven_announced (GTK_WIDGET (shown.dialog)), "Kept in the record; nothing has left") != 0)
    g_main_context_iteration (NULL, TRUE);
  kept = haven_session_load (session, &haven_document_info, paper->document->id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept->pdf, paper->document->pdf));
  g_assert_cmpuint (count_disclosures (paper), ==, 0);
  ui_test_close (shown.window);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_export_save_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_a_saved_copy (void)
{
  Shown shown = show ("Dale Hutchins", "care-plan");
  g_autofree char *folder = g_dir_make_tmp ("haven-copy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "document.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (HavenProof) proof = haven_proof_new_for_visitor (session, NULL);
  g_autoptr (HavenExport) export = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf status;
  gboolean saved = FALSE;

  /* What others may read before is private afterwards. */
  g_assert_true (g_file_set_contents_full (path, "old", -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  wait_for (&shown, "pages");
  export = haven_papers_export_new (session, get_paper (&shown), haven_paper_dialog_get_pages (HAVEN_PAPER_DIALOG (shown.dialog)));
  haven_export_save_to_async (export, session, proof, path, saved_cb, &saved);
  while (!saved)
    g_main_context_iteration (NULL, TRUE);
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (bytes, get_paper (&shown)->document->pdf));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_disclosures (get_paper (&shown)), ==, 1);
  g_remove (path);
  g_rmdir (folder);
  ui_test_close (shown.window);
}

static void
test_closing_while_it_is_made (void)
{
  Shown shown = show ("Amina Idris Bashir", "release-of-information");
  GtkWindow *window = shown.window;

  g_object_add_weak_pointer (G_OBJECT (shown.dialog), (gpointer *) &shown.dialog);
  ui_test_close (window);
  g_assert_null (shown.dialog);
  shown = show ("Amina Idris Bashir", "release-of-information");
  wait_for (&shown, "pages");
  choose (&shown, "language", "Spanish");
  g_object_add_weak_pointer (G_OBJECT (shown.dialog), (gpointer *) &shown.dialog);
  ui_test_close (shown.window);
  g_assert_null (shown.dialog);
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

  g_test_add_func ("/ui/paper/a-screen-reader-hears-the-words-of-each-page", test_the_pages_are_read_out);
  g_test_add_func ("/ui/paper/a-banner-says-why-it-cannot-be-signed", test_why_it_cannot_be_signed);
  g_test_add_func ("/ui/paper/another-language-makes-another-paper", test_another_language);
  g_test_add_func ("/ui/paper/the-last-of-many-choices-wins", test_the_last_choice_wins);
  g_test_add_func ("/ui/paper/the-safe-copy-names-nobody", test_the_safe_copy_names_nobody);
  g_test_add_func ("/ui/paper/a-paper-is-set-as-it-is-needed", test_a_paper_is_set_as_it_is_needed);
  g_test_add_func ("/ui/paper/a-language-that-is-not-there-asks-for-an-interpreter", test_a_language_that_is_not_there);
  g_test_add_func ("/ui/paper/without-a-plan-it-says-what-to-do", test_no_plan_yet);
  g_test_add_func ("/ui/paper/a-form-that-is-not-there-is-said", test_a_form_that_is_not_there);
  g_test_add_func ("/ui/paper/keys-turn-pages-and-zoom", test_keys);
  g_test_add_func ("/ui/paper/zoom-has-bounds", test_zoom_has_bounds);
  g_test_add_func ("/ui/paper/what-is-kept-in-the-record-has-not-left", test_keeping);
  g_test_add_func ("/ui/paper/a-saved-copy-is-private-and-logged", test_a_saved_copy);
  g_test_add_func ("/ui/paper/it-can-be-closed-while-it-is-made", test_closing_while_it_is_made);
  status = g_test_run ();
  draft_test_flush (workspace, NULL);
  g_object_unref (workspace);
  g_object_unref (session);
  ui_test_remove_folder (folder);
  return status;
}
