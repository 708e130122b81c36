/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-fields.h"
#include "haven-papers-dialog.h"
#include "haven-papers-signing.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <string.h>

static HavenSession *session;
static HavenWorkspace *workspace;
static char *person;
static char *opened;

static void
open_cb (HavenWorkspace *from, int destination, const char *id, const char *detail, gpointer data)
{
  g_free (opened);
  opened = g_strdup_printf ("%d %s %s", destination, id, detail);
}

/* Everything below @root that somebody sees. */
static void
collect (GtkWidget *root, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_visible (root))
    return;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
get_rows (AdwDialog *dialog)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, rows);
  return rows;
}

static AdwActionRow *
find_row (AdwDialog *dialog, const char *title, const char *subtitle)
{
  g_autoptr (GPtrArray) rows = get_rows (dialog);

  for (guint i = 0; i < rows->len; i++)
    if (strcmp (adw_preferences_row_get_title (rows->pdata[i]), title) == 0 &&
        (subtitle == NULL || g_str_has_prefix (adw_action_row_get_subtitle (rows->pdata[i]), subtitle)))
      return rows->pdata[i];
  return NULL;
}

static GtkWindow *
show (AdwDialog *dialog)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("Below"));
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 900);
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (dialog, window);
  ui_test_settle ();
  return GTK_WINDOW (window);
}

static void
sign_a_paper (void)
{
  const HavenDocumentSignature signature = { "sign-person", "Dale Hutchins", NULL, NULL, NULL, NULL };
  const HavenPaperSigning signing = { "self", &signature, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaper) paper = haven_papers_make (session, person, "release-of-information", "en", NULL, &error);
  g_autoptr (HavenPaper) made = NULL;

  g_assert_no_error (error);
  made = haven_papers_sign (session, paper, &signing, &error);
  g_assert_no_error (error);
}

static void
test_papers_are_found_by_what_they_are_for (void)
{
  AdwDialog *dialog = haven_papers_dialog_new (workspace, person);
  GtkWindow *window = show (dialog);
  GtkEditable *search =
      GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_PAPERS_DIALOG, "search"));
  g_autoptr (GPtrArray) all = get_rows (dialog);
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *wanted = g_strdup_printf ("%d %s advocate-release", HAVEN_DESTINATION_PAPER, person);

  g_assert_cmpuint (all->len, >=, 12);
  gtk_editable_set_text (search, "advoc");
  g_signal_emit_by_name (search, "search-changed");
  some = get_rows (dialog);
  g_assert_cmpuint (some->len, ==, 1);
  gtk_editable_set_text (search, "zzz");
  g_signal_emit_by_name (search, "search-changed");
  none = get_rows (dialog);
  g_assert_cmpuint (none->len, ==, 0);
  gtk_editable_set_text (search, "");
  g_signal_emit_by_name (search, "search-changed");
  adw_action_row_activate (find_row (dialog, "Permission for an Advocate to Share", NULL));
  g_assert_cmpstr (opened, ==, wanted);
  ui_test_close (window);
}

static void
closed_cb (gboolean *closed)
{
  *closed = TRUE;
}

static void
test_escape_takes_the_word_and_then_the_dialog (void)
{
  AdwDialog *dialog = haven_papers_dialog_new (workspace, person);
  GtkWindow *window = show (dialog);
  GtkEditable *search =
      GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_PAPERS_DIALOG, "search"));
  gboolean closed = FALSE;

  g_signal_connect_swapped (dialog, "closed", G_CALLBACK (closed_cb), &closed);
  gtk_editable_set_text (search, "advoc");
  g_assert_true (ui_test_press (GTK_WIDGET (search), GDK_KEY_Escape, 0));
  g_assert_cmpstr (gtk_editable_get_text (search), ==, "");
  g_assert_false (closed);
  g_assert_true (ui_test_press (GTK_WIDGET (search), GDK_KEY_Escape, 0));
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  ui_test_close (window);
}

static void
test_what_is_signed_is_marked (void)
{
  AdwDialog *dialog;
  GtkWindow *window;
  AdwActionRow *row;

  sign_a_paper ();
  dialog = haven_papers_dialog_new (workspace, person);
  window = show (dialog);
  while ((row = find_row (dialog, "Permission to Share", "Signed ")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "in English"));
  adw_action_row_activate (row);
  g_assert_nonnull (strstr (opened, HAVEN_PAPER_KEPT));
  ui_test_close (window);
}

static void
filled_cb (char **json, const char *filled)
{
  g_set_str (json, filled);
}

static GtkWidget *
end_row (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_has_suffix (adw_preferences_row_get_title (entries->pdata[i]), "Ends on"))
      return entries->pdata[i];
  g_assert_not_reached ();
}

/* Each change is told as it is typed, what is no day too; what was told fills the fields again. */
static void
test_what_was_begun_is_there_again (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaper) paper = haven_papers_make (session, person, "release-of-information", "en", NULL, &error);
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, &error);
  AdwDialog *dialog = haven_paper_fields_new (forms, paper, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = g_ptr_array_new ();
  g_autoptr (JsonNode) begun = NULL;
  GtkWindow *window = show (dialog);

  g_signal_connect_swapped (dialog, "begun", G_CALLBACK (filled_cb), &json);
  collect (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, entries);
  g_assert_null (json);
  gtk_editable_set_text (GTK_EDITABLE (end_row (entries)), "in spri");
  g_assert_nonnull (json);
  ui_test_close (window);
  begun = json_from_string (json, NULL);
  window = show (haven_paper_fields_new (forms, paper, json_node_get_object (begun)));
  collect (GTK_WIDGET (window), ADW_TYPE_ENTRY_ROW, again);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (end_row (again))), ==, "in spri");
  ui_test_close (window);
}

static void
test_fields_are_filled_by_hand (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaper) paper = haven_papers_make (session, person, "release-of-information", "en", NULL, &error);
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, &error);
  AdwDialog *dialog = haven_paper_fields_new (forms, paper, NULL);
  HavenDate next_month = haven_date_add_days (haven_clock_today (haven_session_get_clock (session)), 30);
  g_autofree char *json = NULL, *ends_on = haven_date_dup_iso (next_month);
  g_autofree char *kept = g_strdup_printf ("\"expires_on\":\"%s\"", ends_on);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GtkWindow *window = show (dialog);

  g_signal_connect_swapped (dialog, "filled", G_CALLBACK (filled_cb), &json);
  collect (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, entries);
  for (guint i = 0; i < entries->len; i++)
    if (g_str_has_suffix (adw_preferences_row_get_title (entries->pdata[i]), "Ends on"))
      gtk_editable_set_text (entries->pdata[i], "soon");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "fields.done", NULL);
  g_assert_null (json); /* a day is a day, and the focus goes to what is none */
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), end_row (entries)));
  gtk_editable_set_text (GTK_EDITABLE (end_row (entries)), "2020-01-05");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "fields.done", NULL);
  g_assert_null (json); /* a permission that has ended permits nothing */
  for (guint i = 0; i < entries->len; i++)
    {
      if (g_str_has_suffix (adw_preferences_row_get_title (entries->pdata[i]), "Ends on"))
        gtk_editable_set_text (entries->pdata[i], ends_on);
      if (g_str_has_suffix (adw_preferences_row_get_title (entries->pdata[i]), "may get it"))
        gtk_editable_set_text (entries->pdata[i], "Quay Dental");
    }
  gtk_widget_activate_action (GTK_WIDGET (dialog), "fields.done", NULL);
  g_assert_nonnull (json);
  g_assert_nonnull (strstr (json, kept));
  g_assert_nonnull (strstr (json, "Quay Dental"));
  g_assert_nonnull (strstr (json, "\"items\":["));
  g_assert_nonnull (strstr (json, "\"with_interpreter\":false"));
  ui_test_close (window);
}

/* The person ticks what stands on a copy that somebody else may find. */
static void
test_a_safe_copy_keeps_what_is_ticked (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaper) paper = haven_papers_make (session, person, "care-plan", "en", "safe", &error);
  g_autoptr (JsonArray) steps = NULL;
  g_autoptr (GPtrArray) ticks = g_ptr_array_new ();
  g_autofree char *json = NULL;
  AdwDialog *dialog;
  GtkWindow *window;
  guint n_visits;

  g_assert_no_error (error);
  steps = haven_papers_list_safe_steps (session, person, &n_visits, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (steps), >, n_visits);
  dialog = haven_paper_fields_new_for_steps (paper, steps, NULL);
  window = show (dialog);
  g_signal_connect_swapped (dialog, "filled", G_CALLBACK (filled_cb), &json);
  collect (GTK_WIDGET (dialog), ADW_TYPE_SWITCH_ROW, ticks);
  g_assert_cmpuint (ticks->len, ==, json_array_get_length (steps));
  for (guint i = 0; i < ticks->len; i++)
    g_assert_cmpint (adw_switch_row_get_active (ticks->pdata[i]), ==, i < n_visits);
  adw_switch_row_set_active (ticks->pdata[ticks->len - 1], TRUE);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "fields.done", NULL);
  g_assert_nonnull (strstr (json, "\"errand\""));
  ui_test_close (window);
}

static void
find_person (void)
{
  g_autoptr (GPtrArray) people = haven_session_list (session, &haven_patient_info, NULL, NULL, NULL, NULL);

  for (guint i = 0; i < people->len; i++)
    if (strcmp (((HavenPatient *) people->pdata[i])->name, "Dale Hutchins") == 0)
      person = g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_nonnull (person);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  int status;

  ui_test_init (&argc, &argv);
  folder = g_dir_make_tmp ("haven-papers-XXXXXX", &error);
  session = haven_vaults_make_demo (folder, NULL, &error);
  g_assert_no_error (error);
  workspace = haven_workspace_new (session);
  g_signal_connect (workspace, "open", G_CALLBACK (open_cb), NULL);
  find_person ();
  g_test_add_func ("/ui/papers/papers-are-found-by-what-they-are-for", test_papers_are_found_by_what_they_are_for);
  g_test_add_func ("/ui/papers/escape-takes-the-word-and-then-the-dialog", test_escape_takes_the_word_and_then_the_dialog);
  g_test_add_func ("/ui/papers/what-is-signed-is-marked", test_what_is_signed_is_marked);
  g_test_add_func ("/ui/papers/what-was-begun-is-there-again", test_what_was_begun_is_there_again);
  g_test_add_func ("/ui/papers/fields-are-filled-by-hand", test_fields_are_filled_by_hand);
  g_test_add_func ("/ui/papers/a-safe-copy-keeps-what-is-ticked", test_a_safe_copy_keeps_what_is_ticked);
  status = g_test_run ();
  g_clear_object (&workspace);
  g_clear_object (&session);
  g_free (person);
  g_free (opened);
  ui_test_remove_folder (folder);
  return status;
}
