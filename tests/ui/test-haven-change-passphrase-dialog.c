/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"
#include "door-test.h"
#include "haven-change-passphrase-dialog.h"
#include "ui-test.h"

#define NEW_PASSPHRASE "four small lamps burn late"

static GtkWidget *
show_dialog (AdministrationTest *test)
{
  AdwDialog *dialog = haven_change_passphrase_dialog_new (test->workspace, "Priya");

  adw_dialog_present (dialog, test->pane);
  return administration_test_get_dialog (test, HAVEN_TYPE_CHANGE_PASSPHRASE_DIALOG);
}

static void
fill (GtkWidget *dialog, const char *old, const char *new, const char *again)
{
  door_test_type (dialog, 0, old);
  door_test_type (dialog, 1, new);
  door_test_type (dialog, 2, again);
  door_test_click (dialog, "_Change");
}

static void
assert_opens (AdministrationTest *test, const char *passphrase, gboolean opens)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_open (test->folder, "Priya", passphrase, NULL, NULL, &error);

  g_assert_true ((session != NULL) == opens);
  if (session != NULL)
    haven_session_leave (session);
  else
    g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
}

static void
test_what_is_wrong_is_said_and_nothing_changes (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");
  GtkWidget *dialog = show_dialog (test);

  door_test_assert_all_named (dialog);
  fill (dialog, "", NEW_PASSPHRASE, NEW_PASSPHRASE);
  g_assert_true (clinic_test_shows (dialog, "Type the passphrase that you have now."));
  fill (dialog, ADMINISTRATION_TEST_PASSPHRASE, NEW_PASSPHRASE, "four small lamps");
  g_assert_true (clinic_test_shows (dialog, "differ"));
  fill (dialog, "not this one at all", NEW_PASSPHRASE, NEW_PASSPHRASE);
  clinic_test_wait (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Change")));
  g_assert_nonnull (adw_window_get_visible_dialog (test->window));
  g_assert_cmpstr (door_test_get_typed (dialog, 1), ==, NEW_PASSPHRASE);
  assert_opens (test, NEW_PASSPHRASE, FALSE);
  assert_opens (test, ADMINISTRATION_TEST_PASSPHRASE, TRUE);
}

static void
test_the_new_one_opens_and_the_old_one_does_not (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");

  fill (show_dialog (test), ADMINISTRATION_TEST_PASSPHRASE, NEW_PASSPHRASE, NEW_PASSPHRASE);
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
  assert_opens (test, ADMINISTRATION_TEST_PASSPHRASE, FALSE);
  assert_opens (test, NEW_PASSPHRASE, TRUE);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/change-passphrase/what-is-wrong-is-said-and-nothing-changes",
                   test_what_is_wrong_is_said_and_nothing_changes);
  g_test_add_func ("/ui/change-passphrase/the-new-one-opens-and-the-old-one-does-not",
                   test_the_new_one_opens_and_the_old_one_does_not);
  return g_test_run ();
}
