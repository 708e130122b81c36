/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-service.h"
#include "haven-fault-report.h"
#include "haven-import-dialog.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <string.h>

static HavenSession *session;
static HavenWorkspace *workspace;

typedef struct
{
  GtkWindow *window;
  HavenImportDialog *dialog;
} Shown;

static guint
count (const HavenRecordInfo *info)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = haven_session_list (session, info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return records->len;
}

static Shown
show (void)
{
  GtkWidget *window = adw_window_new ();
  Shown shown = { GTK_WINDOW (window), HAVEN_IMPORT_DIALOG (haven_import_dialog_new (workspace)) };

  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("Below"));
  gtk_window_set_default_size (shown.window, 900, 800);
  gtk_window_present (shown.window);
  adw_dialog_present (ADW_DIALOG (shown.dialog), window);
  ui_test_settle ();
  return shown;
}

static void
wait_until_done (Shown *shown)
{
  while (g_str_equal (haven_import_dialog_get_page (shown->dialog), "working"))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
}

static gpointer
get_child (Shown *shown, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (shown->dialog), HAVEN_TYPE_IMPORT_DIALOG, name);
}

static guint
count_faults (Shown *shown)
{
  return g_list_model_get_n_items (G_LIST_MODEL (haven_import_dialog_get_faults (shown->dialog)));
}

/* ── Sources ──────────────────────────────────────────────────────────────── */

static char *
find_sample (void)
{
  const char *data = g_getenv ("HAVEN_SAMPLE_DATA");
  g_autofree char *path = g_build_filename (data ? data : "", "hsds-1-csv", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);
  g_test_skip ("the sample directory is not there; HAVEN_SAMPLE_DATA names the folder that holds hsds-1-csv");
  return NULL;
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
make_source (guint n_bad)
{
  char *folder = g_dir_make_tmp ("haven-source-XXXXXX", NULL);
  g_autoptr (GString) services = g_string_new ("id,organization_id,name,status,email\n"
                                               "s1,o1,Good service,active,\n");

  write_file (folder, "organizations.csv", "id,name,description\no1,Good house,A house\n");
  for (guint i = 0; i < n_bad; i++)
    g_string_append_printf (services, "b%u,o1,Bad service,=cmd|'/c calc'!A0,\n", i);
  write_file (folder, "services.csv", services->str);
  return folder;
}

/* ── Tests ────────────────────────────────────────────────────────────────── */

static void
test_stopping_changes_nothing (void)
{
  g_autofree char *path = find_sample ();
  guint n_services = count (&haven_service_info);
  Shown shown;

  if (path == NULL)
    return;
  shown = show ();
  haven_import_dialog_check (shown.dialog, path);
  wait_until_done (&shown);
  haven_import_dialog_apply (shown.dialog);
  haven_import_dialog_cancel (shown.dialog);
  wait_until_done (&shown);
  g_assert_cmpstr (haven_import_dialog_get_page (shown.dialog), ==, "problem");
  g_assert_cmpstr (adw_status_page_get_title (get_child (&shown, "problem")), ==, "Stopped");
  g_assert_cmpuint (count (&haven_service_info), ==, n_services);
  ui_test_close (shown.window);
}

static void
stop_in_the_middle (guint64 done, guint64 total, gpointer data)
{
  /* The first half is reading: here rows are being written. */
  if (done > total / 2 + total / 8)
    g_cancellable_cancel (data);
}

static void
test_stopping_while_writing (void)
{
  g_autofree char *path = find_sample ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_services = count (&haven_service_info);
  guint n_organizations = count (&haven_organization_info);

  if (path == NULL)
    return;
  g_assert_null (haven_directory_import (session, path, FALSE, stop_in_the_middle, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (&haven_service_info), ==, n_services);
  g_assert_cmpuint (count (&haven_organization_info), ==, n_organizations);
}

static void
test_closing_stops (void)
{
  g_autofree char *path = find_sample ();
  Shown shown;

  if (path == NULL)
    return;
  shown = show ();
  haven_import_dialog_check (shown.dialog, path);
  g_object_add_weak_pointer (G_OBJECT (shown.dialog), (gpointer *) &shown.dialog);
  ui_test_close (shown.window);
  while (shown.dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_checking_then_importing (void)
{
  g_autofree char *path = find_sample ();
  guint n_services = count (&haven_service_info);
  guint n_new;
  Shown shown;

  if (path == NULL)
    return;
  shown = show ();
  haven_import_dialog_check (shown.dialog, path);
  g_assert_cmpstr (haven_import_dialog_get_page (shown.dialog), ==, "working");
  wait_until_done (&shown);
  g_assert_cmpstr (haven_import_dialog_get_page (shown.dialog), ==, "checked");
  n_new = haven_fault_list_get_report (haven_import_dialog_get_faults (shown.dialog))->services;
  g_assert_cmpuint (n_new, >, 0);
  g_assert_cmpuint (count (&haven_service_info), ==, n_services);

  haven_import_dialog_apply (shown.dialog);
  wait_until_done (&shown);
  g_assert_cmpstr (haven_import_dialog_get_page (shown.dialog), ==, "done");
  g_assert_cmpuint (count (&haven_service_info), ==, n_services + n_new);
  ui_test_close (shown.window);
}

static void
test_importing_again_updates (void)
{
  g_autofree char *path = find_sample ();
  guint n_services, n_phones;
  Shown shown;

  if (path == NULL)
    return;
  n_services = count (&haven_service_info);
  n_phones = count (&haven_phone_info);
  shown = show ();
  haven_import_dialog_check (shown.dialog, path);
  wait_until_done (&shown);
  haven_import_dialog_apply (shown.dialog);
  wait_until_done (&shown);
  g_assert_cmpstr (haven_import_dialog_get_page (shown.dialog), ==, "done");
  g_assert_cmpuint (count (&haven_service_info), ==, n_services);
  g_assert_cmpuint (count (&haven_phone_info), ==, n_phones);
  ui_test_close (shown.window);
}

static void
test_faults_are_listed (void)
{
  g_autofree char *folder = make_source (3);
  g_autofree char *place = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (HavenFault) first = NULL;
  Shown shown = show ();

  haven_import_dialog_check (shown.dialog, folder);
  wait_until_done (&shown);
  g_assert_cmpstr (haven_import_dialog_get_page (shown.dialog), ==, "checked");
  g_assert_cmpuint (count_faults (&shown), ==, 3);
  g_assert_true (gtk_widget_get_mapped (get_child (&shown, "faults_frame")));
  g_assert_true (gtk_widget_get_mapped (get_child (&shown, "save_button")));
  first = g_list_model_get_item (G_LIST_MODEL (haven_import_dialog_get_faults (shown.dialog)), 0);
  place = haven_fault_dup_place (first);
  g_assert_cmpstr (place, ==, "services.csv, row 3, column status");
  g_assert_cmpstr (gtk_button_get_label (get_child (&shown, "apply_button")), ==, "_Import 1 Service");
  csv = haven_fault_report_dup_csv (haven_fault_list_get_report (haven_import_dialog_get_faults (shown.dialog)));
  g_assert_nonnull (strstr (csv, "\"'=cmd|'/c calc'!A0\""));
  g_assert_null (strstr (csv, "\"=cmd"));
  ui_test_close (shown.window);
  ui_test_remove_folder (folder);
}

static void
test_many_faults (void)
{
  g_autofree char *folder = make_source (20000);
  Shown shown = show ();

  haven_import_dialog_check (shown.dialog, folder);
  wait_until_done (&shown);
  g_assert_cmpuint (count_faults (&shown), ==, 20000);
  /* The list makes only the rows that are looked at. */
  g_assert_cmpuint (ui_test_count (get_child (&shown, "faults_view"), GTK_TYPE_LABEL), <, 2000);
  ui_test_close (shown.window);
  ui_test_remove_folder (folder);
}

static void
test_what_is_no_directory (void)
{
  g_autofree char *folder = g_dir_make_tmp ("haven-source-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "picture.zip", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  const char *const wrong[] = { missing, file, folder };
  guint n_services = count (&haven_service_info);
  Shown shown = show ();

  write_file (folder, "picture.zip", "PK\003\004 this is no archive <b>at all</b> & more");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      haven_import_dialog_check (shown.dialog, wrong[i]);
      wait_until_done (&shown);
      g_assert_cmpstr (haven_import_dialog_get_page (shown.dialog), ==, "problem");
      g_assert_cmpstr (adw_status_page_get_description (get_child (&shown, "problem")), !=, "");
    }
  g_assert_cmpuint (count (&haven_service_info), ==, n_services);
  ui_test_close (shown.window);
  ui_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  ui_test_init (&argc, &argv);
  folder = g_dir_make_tmp ("haven-import-XXXXXX", NULL);
  session = haven_vaults_make_demo (folder, NULL, &error);
  g_assert_no_error (error);
  workspace = haven_workspace_new (session);

  g_test_add_func ("/ui/import/stopped-before-it-begins-it-changes-nothing", test_stopping_changes_nothing);
  g_test_add_func ("/ui/import/stopped-while-it-writes-it-changes-nothing", test_stopping_while_writing);
  g_test_add_func ("/ui/import/a-closed-dialog-stops-its-work", test_closing_stops);
  g_test_add_func ("/ui/import/nothing-changes-until-it-is-imported", test_checking_then_importing);
  g_test_add_func ("/ui/import/the-same-directory-again-updates-it", test_importing_again_updates);
  g_test_add_func ("/ui/import/each-fault-is-listed-with-its-place", test_faults_are_listed);
  g_test_add_func ("/ui/import/many-faults-make-few-rows", test_many_faults);
  g_test_add_func ("/ui/import/what-is-no-directory-is-said", test_what_is_no_directory);
  status = g_test_run ();
  g_object_unref (workspace);
  g_object_unref (session);
  ui_test_remove_folder (folder);
  return status;
}
