/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "door-test.h"
#include "haven-setup-page.h"
#include "haven-sheet-page.h"
#include "haven-start-page.h"
#include "haven-window.h"
#include "ui-test.h"

#include <stdlib.h>

#define PASSPHRASE "six green boats sail slowly"

/* The set-up, by itself or in the window of the program. */
typedef struct
{
  char *folder;
  HavenKeyring *keyring;
  HavenSetupPage *page;
  GtkWindow *window;
  HavenSession *opened;
} Setup;

static void
set_up_cb (Setup *setup, HavenSession *session)
{
  g_set_object (&setup->opened, session);
}

static Setup *
make_setup (void)
{
  Setup *setup = g_new0 (Setup, 1);
  const HavenPassphraseCost cost = haven_passphrase_cost_light ();

  setup->folder = g_dir_make_tmp ("haven-setup-XXXXXX", NULL);
  setup->keyring = haven_memory_keyring_new ();
  setup->page = g_object_new (HAVEN_TYPE_SETUP_PAGE, NULL);
  haven_setup_page_set_keyring (setup->page, setup->keyring);
  haven_setup_page_set_cost (setup->page, &cost);
  g_signal_connect_swapped (setup->page, "opened", G_CALLBACK (set_up_cb), setup);
  setup->window = ui_test_show (GTK_WIDGET (setup->page), 700, 800);
  return setup;
}

static Setup *
make_setup_in_window (void)
{
  Setup *setup = g_new0 (Setup, 1);
  const HavenPassphraseCost cost = haven_passphrase_cost_light ();

  setup->folder = g_dir_make_tmp ("haven-setup-XXXXXX", NULL);
  setup->keyring = haven_memory_keyring_new ();
  setup->window = haven_window_new (NULL);
  gtk_window_set_default_size (setup->window, 900, 800);
  gtk_window_present (setup->window);
  ui_test_settle ();
  setup->page = haven_start_page_get_setup_page (
      HAVEN_START_PAGE (clinic_test_find (GTK_WIDGET (setup->window), HAVEN_TYPE_START_PAGE)));
  haven_setup_page_set_keyring (setup->page, setup->keyring);
  haven_setup_page_set_cost (setup->page, &cost);
  door_test_click (setup->window, "Set _Up a New One…");
  ui_test_settle ();
  return setup;
}

static void
free_setup (Setup *setup)
{
  if (setup->opened)
    haven_session_leave (setup->opened);
  g_clear_object (&setup->opened);
  if (setup->window != NULL)
    ui_test_close (setup->window);
  g_object_unref (setup->keyring);
  ui_test_remove_folder (setup->folder);
  g_free (setup->folder);
  g_free (setup);
}

static gpointer
get_visible_page (Setup *setup)
{
  return adw_navigation_view_get_visible_page (
      ADW_NAVIGATION_VIEW (clinic_test_find (GTK_WIDGET (setup->page), ADW_TYPE_NAVIGATION_VIEW)));
}

static void
wait_for_page (Setup *setup, const char *step)
{
  clinic_test_wait (g_strcmp0 (haven_setup_page_get_step (setup->page), step) == 0);
  ui_test_settle ();
  door_test_assert_all_named (get_visible_page (setup));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static void
answer (Setup *setup, const char *passphrase)
{
  door_test_click (get_visible_page (setup), "_Next");
  g_assert_cmpstr (haven_setup_page_get_step (setup->page), ==, "where");
  haven_setup_page_set_folder (setup->page, setup->folder);
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "clinic");
  door_test_type (get_visible_page (setup), 0, "Harbour clinic");
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "you");
  door_test_type (get_visible_page (setup), 0, "Ines Okafor");
  door_test_type (get_visible_page (setup), 1, "ines");
  door_test_type (get_visible_page (setup), 2, passphrase);
  door_test_type (get_visible_page (setup), 3, passphrase);
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "partner");
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "device");
  g_assert_cmpuint (count_files (setup->folder), ==, 0);
}

static void
answer_up_to_the_device (Setup *setup)
{
  answer (setup, PASSPHRASE);
  clinic_test_wait (clinic_test_shows (get_visible_page (setup), "ready"));
}

static void
make_vault (Setup *setup)
{
  answer_up_to_the_device (setup);
  door_test_click (get_visible_page (setup), "_Make the Vault");
  wait_for_page (setup, "clinic-sheet");
}

static HavenSheetPage *
get_sheet (Setup *setup)
{
  return HAVEN_SHEET_PAGE (clinic_test_find (get_visible_page (setup), HAVEN_TYPE_SHEET_PAGE));
}

/* Also what is not shown: nothing of a code may stay behind what is. */
static GtkFlowBox *
find_groups (GtkWidget *root)
{
  if (GTK_IS_FLOW_BOX (root))
    return GTK_FLOW_BOX (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkFlowBox *found = find_groups (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The groups of the code that stand there: none, or all. */
static char **
read_groups (Setup *setup)
{
  GtkFlowBox *box = find_groups (get_visible_page (setup));
  GStrvBuilder *groups = g_strv_builder_new ();
  GtkFlowBoxChild *child;
  char **read;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (box, i)) != NULL; i++)
    {
      GtkWidget *number = gtk_widget_get_first_child (gtk_flow_box_child_get_child (child));

      g_assert_cmpint (atoi (gtk_label_get_text (GTK_LABEL (number))), ==, i + 1);
      g_strv_builder_add (groups, gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (number))));
    }
  read = g_strv_builder_end (groups);
  g_strv_builder_unref (groups);
  return read;
}

static guint
count_groups (Setup *setup)
{
  g_auto (GStrv) groups = read_groups (setup);

  return g_strv_length (groups);
}

/* What a person reads on the screen and types from the paper. */
static void
confirm_sheet (Setup *setup, const char *step)
{
  HavenSheetPage *sheet;
  g_auto (GStrv) groups = NULL;

  wait_for_page (setup, step);
  sheet = get_sheet (setup);
  groups = read_groups (setup);
  g_assert_cmpuint (g_strv_length (groups), ==, HAVEN_RECOVERY_N_GROUPS);
  door_test_click (sheet, "I _Have the Paper");
  ui_test_settle ();
  door_test_type (sheet, 0, groups[haven_sheet_page_get_asked (sheet, 0)]);
  door_test_type (sheet, 1, "AAAAA");
  door_test_click (sheet, "_Confirm");
  g_assert_true (clinic_test_shows (GTK_WIDGET (sheet), "That is not group"));
  door_test_type (sheet, 1, groups[haven_sheet_page_get_asked (sheet, 1)]);
  door_test_click (sheet, "_Confirm");
}

static void
go_to_ready (Setup *setup)
{
  make_vault (setup);
  confirm_sheet (setup, "clinic-sheet");
  wait_for_page (setup, "legal-call");
  door_test_click (get_visible_page (setup), "They Are _Here");
  confirm_sheet (setup, "legal-sheet");
  wait_for_page (setup, "done");
}

static void
test_sets_up_to_the_end (void)
{
  Setup *setup = make_setup ();

  go_to_ready (setup);
  g_assert_null (setup->opened);
  door_test_click (get_visible_page (setup), "_Begin");
  g_assert_nonnull (setup->opened);
  g_assert_cmpstr (haven_session_get_staff_name (setup->opened), ==, "Ines Okafor");
  g_assert_cmpuint (haven_memory_keyring_count (setup->keyring), >=, 1);
  g_assert_cmpuint (count_files (setup->folder), >, 0);
  free_setup (setup);
}

static void
test_stopped_set_up_leaves_nothing (void)
{
  Setup *setup = make_setup ();

  make_vault (setup);
  g_assert_cmpuint (count_files (setup->folder), >, 0);
  haven_setup_page_abandon (setup->page);
  g_assert_cmpuint (count_files (setup->folder), ==, 0);
  clinic_test_wait (haven_memory_keyring_count (setup->keyring) == 0);
  free_setup (setup);
}

/* ── A vault that is finished, and one that is not ────────────────────────── */

static void
destroyed_cb (Setup *setup)
{
  setup->window = NULL;
}

static void
assert_opens (Setup *setup)
{
  HavenKeyringState state;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session =
      haven_vaults_open (setup->folder, "ines", PASSPHRASE, setup->keyring, &state, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (haven_session_get_staff_name (session), ==, "Ines Okafor");
  haven_session_leave (session);
}

static void
test_closing_at_the_end_keeps_the_vault (void)
{
  Setup *setup = make_setup_in_window ();

  g_signal_connect_swapped (setup->window, "destroy", G_CALLBACK (destroyed_cb), setup);
  go_to_ready (setup);
  gtk_window_close (setup->window);
  clinic_test_wait (setup->window == NULL);
  assert_opens (setup);
  free_setup (setup);
}

/* Whatever takes the page away: a window that is destroyed without being asked to close. */
static void
test_a_finished_vault_outlives_its_page (void)
{
  Setup *setup = make_setup ();

  go_to_ready (setup);
  ui_test_close (g_steal_pointer (&setup->window));
  assert_opens (setup);
  free_setup (setup);
}

static AdwAlertDialog *
get_question (Setup *setup)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (setup->window));

  return dialog ? ADW_ALERT_DIALOG (dialog) : NULL;
}

static void
respond (Setup *setup, const char *response)
{
  clinic_test_wait (get_question (setup) != NULL);
  g_assert_cmpstr (adw_alert_dialog_get_default_response (get_question (setup)), ==, "stay");
  g_assert_cmpstr (adw_alert_dialog_get_close_response (get_question (setup)), ==, "stay");
  g_signal_emit_by_name (get_question (setup), "response", response);
  if (setup->window != NULL && get_question (setup) != NULL)
    adw_dialog_force_close (ADW_DIALOG (get_question (setup)));
  ui_test_settle ();
}

static void
test_closing_before_the_end_asks (void)
{
  Setup *setup = make_setup_in_window ();

  g_signal_connect_swapped (setup->window, "destroy", G_CALLBACK (destroyed_cb), setup);
  make_vault (setup);
  gtk_window_close (setup->window);
  respond (setup, "stay");
  g_assert_cmpstr (haven_setup_page_get_step (setup->page), ==, "clinic-sheet");
  g_assert_cmpuint (count_groups (setup), ==, HAVEN_RECOVERY_N_GROUPS);
  g_assert_cmpuint (count_files (setup->folder), >, 0);
  gtk_window_close (setup->window);
  respond (setup, "remove");
  clinic_test_wait (setup->window == NULL);
  g_assert_cmpuint (count_files (setup->folder), ==, 0);
  clinic_test_wait (haven_memory_keyring_count (setup->keyring) == 0);
  free_setup (setup);
}

static GtkWidget *
find_by_tooltip (GtkWidget *root, const char *tooltip)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0 && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_tooltip (child, tooltip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_back_before_the_end_asks (void)
{
  Setup *setup = make_setup_in_window ();

  make_vault (setup);
  g_signal_emit_by_name (find_by_tooltip (get_visible_page (setup), "Back"), "clicked");
  g_assert_cmpuint (count_files (setup->folder), >, 0);
  respond (setup, "remove");
  g_assert_cmpuint (count_files (setup->folder), ==, 0);
  g_assert_true (gtk_widget_get_mapped (clinic_test_find_button (GTK_WIDGET (setup->window), "Set _Up a New One…")));
  free_setup (setup);
}

/* ── Hidden and locked ────────────────────────────────────────────────────── */

static void
lock (Setup *setup, HavenLockReason reason)
{
  g_signal_emit_by_name (haven_window_get_lock_keeper (HAVEN_WINDOW (setup->window)), "lock", (int) reason);
  ui_test_settle ();
}

static void
assert_covered (Setup *setup)
{
  g_assert_cmpuint (count_groups (setup), ==, 0);
  g_assert_true (clinic_test_shows (get_visible_page (setup), "The sheet is still to be confirmed"));
  g_assert_cmpuint (count_files (setup->folder), >, 0);
}

static void
uncover (Setup *setup)
{
  door_test_type (get_sheet (setup), 0, PASSPHRASE);
  door_test_click (get_sheet (setup), "_Go On");
  clinic_test_wait (count_groups (setup) == HAVEN_RECOVERY_N_GROUPS);
  ui_test_settle ();
}

static void
test_hiding_covers_the_code (void)
{
  Setup *setup = make_setup_in_window ();
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  make_vault (setup);
  before = read_groups (setup);
  lock (setup, HAVEN_LOCK_HIDE);
  g_assert_cmpstr (haven_window_get_front (HAVEN_WINDOW (setup->window)), ==, "curtain");
  lock (setup, HAVEN_LOCK_HIDE_OR_RETURN);
  g_assert_cmpstr (haven_window_get_front (HAVEN_WINDOW (setup->window)), ==, "start");
  assert_covered (setup);
  door_test_assert_all_named (get_visible_page (setup));
  door_test_type (get_sheet (setup), 0, "not this one at all");
  door_test_click (get_sheet (setup), "_Go On");
  clinic_test_wait (g_str_equal (door_test_get_typed (get_sheet (setup), 0), ""));
  assert_covered (setup);
  uncover (setup);
  after = read_groups (setup);
  g_assert_cmpstrv ((const char *const *) before, (const char *const *) after);
  free_setup (setup);
}

static void
test_locking_covers_the_code (void)
{
  const HavenLockReason reasons[] = { HAVEN_LOCK_IDLE, HAVEN_LOCK_SCREEN, HAVEN_LOCK_SLEEP };
  Setup *setup = make_setup_in_window ();

  make_vault (setup);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      lock (setup, reasons[i]);
      assert_covered (setup);
      uncover (setup);
    }
  /* Also the one that comes next. */
  confirm_sheet (setup, "clinic-sheet");
  wait_for_page (setup, "legal-call");
  lock (setup, HAVEN_LOCK_SCREEN);
  door_test_click (get_visible_page (setup), "They Are _Here");
  wait_for_page (setup, "legal-sheet");
  assert_covered (setup);
  uncover (setup);
  confirm_sheet (setup, "legal-sheet");
  wait_for_page (setup, "done");
  free_setup (setup);
}

/* Nobody is there for a while: the window was told to watch, though nobody has begun. */
static void
test_nobody_there_covers_the_code (void)
{
  Setup *setup = make_setup_in_window ();
  HavenLockKeeper *keeper = haven_window_get_lock_keeper (HAVEN_WINDOW (setup->window));

  make_vault (setup);
  g_signal_emit_by_name (haven_lock_keeper_get_screen (keeper), "locked");
  assert_covered (setup);
  free_setup (setup);
}

static void
test_hiding_while_it_is_made (void)
{
  Setup *setup = make_setup_in_window ();

  answer_up_to_the_device (setup);
  door_test_click (get_visible_page (setup), "_Make the Vault");
  lock (setup, HAVEN_LOCK_HIDE);
  clinic_test_wait (g_str_equal (haven_setup_page_get_step (setup->page), "clinic-sheet"));
  g_assert_cmpuint (count_groups (setup), ==, 0);
  lock (setup, HAVEN_LOCK_HIDE_OR_RETURN);
  assert_covered (setup);
  uncover (setup);
  free_setup (setup);
}

static void
test_hiding_at_the_end_locks_the_vault (void)
{
  Setup *setup = make_setup_in_window ();
  HavenWindow *window = HAVEN_WINDOW (setup->window);

  go_to_ready (setup);
  lock (setup, HAVEN_LOCK_HIDE);
  g_assert_cmpstr (haven_window_get_front (window), ==, "curtain");
  clinic_test_wait (haven_window_get_workspace (window) == NULL);
  lock (setup, HAVEN_LOCK_HIDE_OR_RETURN);
  clinic_test_wait (g_str_equal (haven_window_get_front (window), "unlock"));
  ui_test_close (g_steal_pointer (&setup->window));
  assert_opens (setup);
  free_setup (setup);
}

/* ── The keys, and the legal partner ──────────────────────────────────────── */

static GtkWidget *
get_focus (Setup *setup)
{
  return gtk_window_get_focus (setup->window);
}

static gboolean
tab_reaches (Setup *setup, const char *label)
{
  GtkWidget *button = clinic_test_find_button (get_visible_page (setup), label);

  g_assert_nonnull (button);
  for (int i = 0; i < 20; i++)
    {
      if (get_focus (setup) == button)
        return TRUE;
      gtk_widget_child_focus (GTK_WIDGET (setup->window), GTK_DIR_TAB_FORWARD);
    }
  return FALSE;
}

static void
test_keys_reach_everything (void)
{
  Setup *setup = make_setup_in_window ();

  answer_up_to_the_device (setup);
  g_assert_true (get_focus (setup) == clinic_test_find_button (get_visible_page (setup), "_Make the Vault"));
  g_assert_true (tab_reaches (setup, "_Look Again"));
  door_test_click (get_visible_page (setup), "_Make the Vault");
  wait_for_page (setup, "clinic-sheet");
  g_assert_true (get_focus (setup) == clinic_test_find_button (get_visible_page (setup), "_Print…"));
  g_assert_true (tab_reaches (setup, "_Save…"));
  g_assert_true (tab_reaches (setup, "I _Have the Paper"));
  g_assert_true (tab_reaches (setup, "_Print…"));
  free_setup (setup);
}

static void
test_a_problem_has_the_keys (void)
{
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  Setup *setup;
  GtkWidget *zones;

  g_setenv ("TZ", "Etc/UTC", TRUE); /* as a device without a zone has it */
  setup = make_setup ();
  g_setenv ("TZ", zone ? zone : "UTC", TRUE);

  haven_setup_page_set_folder (setup->page, setup->folder);
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "clinic");
  door_test_click (get_visible_page (setup), "_Next");
  g_assert_true (gtk_widget_is_ancestor (get_focus (setup), door_test_find_row (get_visible_page (setup), "Name of the clinic, for its papers")));
  door_test_type (get_visible_page (setup), 0, "Harbour clinic");
  zones = clinic_test_find (get_visible_page (setup), ADW_TYPE_COMBO_ROW);
  door_test_click (get_visible_page (setup), "_Next");
  g_assert_cmpstr (haven_setup_page_get_step (setup->page), ==, "clinic");
  g_assert_true (clinic_test_shows (get_visible_page (setup), "Choose the time zone"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (zones), 3);
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "you");
  door_test_type (get_visible_page (setup), 0, "Ines Okafor");
  door_test_click (get_visible_page (setup), "_Next");
  g_assert_true (gtk_widget_is_ancestor (get_focus (setup), door_test_find_row (get_visible_page (setup), "Sign-in name")));
  free_setup (setup);
}

static void
test_the_partner_is_not_there (void)
{
  Setup *setup = make_setup ();

  make_vault (setup);
  confirm_sheet (setup, "clinic-sheet");
  wait_for_page (setup, "legal-call");
  g_assert_true (clinic_test_shows (get_visible_page (setup), "for the legal partner alone"));
  door_test_click (get_visible_page (setup), "They Are _Not Here");
  wait_for_page (setup, "legal-sheet");
  g_assert_cmpuint (count_groups (setup), ==, 0);
  g_assert_true (clinic_test_shows (get_visible_page (setup), "Print it without reading"));
  g_assert_null (clinic_test_find_button (get_visible_page (setup), "_Save…"));
  door_test_click (get_visible_page (setup), "The _Envelope Is Sealed");
  g_assert_cmpstr (haven_setup_page_get_step (setup->page), ==, "legal-sheet");
  g_assert_true (clinic_test_shows (get_visible_page (setup), "Print the sheet first"));
  door_test_click (get_visible_page (setup), "_Copy It by Hand Instead");
  g_assert_null (clinic_test_find_button (get_visible_page (setup), "_Save…"));
  confirm_sheet (setup, "legal-sheet");
  wait_for_page (setup, "done");
  free_setup (setup);
}

/* ── This device ──────────────────────────────────────────────────────────── */

static gpointer
get_alone_row (Setup *setup)
{
  return door_test_find_row (get_visible_page (setup), "Allow the passphrase alone");
}

static void
test_says_what_no_keyring_means (void)
{
  Setup *setup = make_setup ();

  haven_memory_keyring_set_state (setup->keyring, HAVEN_KEYRING_NO_SERVICE);
  answer (setup, PASSPHRASE);
  clinic_test_wait (clinic_test_shows (get_visible_page (setup), haven_keyring_state_get_title (HAVEN_KEYRING_NO_SERVICE)));
  g_assert_true (clinic_test_shows (get_visible_page (setup), "no password store"));
  g_assert_false (clinic_test_shows (get_visible_page (setup), "Repair"));
  door_test_click (get_visible_page (setup), "_Make the Vault");
  g_assert_cmpstr (haven_setup_page_get_step (setup->page), ==, "device");
  g_assert_true (clinic_test_shows (get_visible_page (setup), "Turn the password store on and look again"));
  adw_switch_row_set_active (get_alone_row (setup), TRUE);
  g_assert_false (clinic_test_shows (get_visible_page (setup), "Turn the password store on and look again"));
  g_assert_cmpuint (count_files (setup->folder), ==, 0);
  free_setup (setup);
}

static void
test_says_what_a_sick_keyring_means (void)
{
  Setup *setup = make_setup ();

  haven_memory_keyring_set_state (setup->keyring, HAVEN_KEYRING_LOCKED);
  answer (setup, PASSPHRASE);
  clinic_test_wait (clinic_test_shows (get_visible_page (setup), "Repair the keyring"));
  free_setup (setup);
}

static void
test_an_easy_passphrase_alone_is_refused (void)
{
  Setup *setup = make_setup ();

  answer (setup, "password1");
  clinic_test_wait (clinic_test_shows (get_visible_page (setup), "ready"));
  adw_switch_row_set_active (get_alone_row (setup), TRUE);
  door_test_click (get_visible_page (setup), "_Make the Vault");
  wait_for_page (setup, "you");
  g_assert_true (clinic_test_shows (get_visible_page (setup), "too easy to guess"));
  g_assert_true (gtk_widget_is_ancestor (get_focus (setup), door_test_find_row (get_visible_page (setup), "Passphrase")));
  g_assert_cmpuint (count_files (setup->folder), ==, 0);
  door_test_type (get_visible_page (setup), 2, PASSPHRASE);
  door_test_type (get_visible_page (setup), 3, PASSPHRASE);
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "partner");
  door_test_click (get_visible_page (setup), "_Next");
  wait_for_page (setup, "device");
  clinic_test_wait (gtk_widget_get_sensitive (get_alone_row (setup)));
  door_test_click (get_visible_page (setup), "_Make the Vault");
  wait_for_page (setup, "clinic-sheet");
  free_setup (setup);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/setup/to-the-end-with-both-sheets-confirmed", test_sets_up_to_the_end);
  g_test_add_func ("/ui/setup/who-stops-leaves-an-empty-folder", test_stopped_set_up_leaves_nothing);
  g_test_add_func ("/ui/setup/closing-when-it-is-ready-keeps-the-vault", test_closing_at_the_end_keeps_the_vault);
  g_test_add_func ("/ui/setup/a-finished-vault-outlives-its-page", test_a_finished_vault_outlives_its_page);
  g_test_add_func ("/ui/setup/closing-before-the-end-asks-first", test_closing_before_the_end_asks);
  g_test_add_func ("/ui/setup/going-back-before-the-end-asks-first", test_back_before_the_end_asks);
  g_test_add_func ("/ui/setup/hiding-covers-the-code-until-the-passphrase", test_hiding_covers_the_code);
  g_test_add_func ("/ui/setup/locking-covers-the-code-until-the-passphrase", test_locking_covers_the_code);
  g_test_add_func ("/ui/setup/a-locked-screen-covers-the-code", test_nobody_there_covers_the_code);
  g_test_add_func ("/ui/setup/hiding-while-it-is-made-covers-the-code", test_hiding_while_it_is_made);
  g_test_add_func ("/ui/setup/hiding-when-it-is-ready-locks-the-vault", test_hiding_at_the_end_locks_the_vault);
  g_test_add_func ("/ui/setup/the-keys-reach-everything-on-a-sheet", test_keys_reach_everything);
  g_test_add_func ("/ui/setup/a-problem-has-the-keys-where-it-is", test_a_problem_has_the_keys);
  g_test_add_func ("/ui/setup/the-partner-is-not-there-and-nobody-reads-their-code", test_the_partner_is_not_there);
  g_test_add_func ("/ui/setup/where-there-is-no-keyring-nothing-is-repaired", test_says_what_no_keyring_means);
  g_test_add_func ("/ui/setup/a-sick-keyring-is-told-with-what-it-means", test_says_what_a_sick_keyring_means);
  g_test_add_func ("/ui/setup/an-easy-passphrase-alone-is-refused", test_an_easy_passphrase_alone_is_refused);
  return g_test_run ();
}
