/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "door-test.h"
#include "haven-passphrase-words.h"
#include "haven-recover-page.h"
#include "haven-sign-in-page.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSPHRASE "six green boats sail slowly"
#define NEW_PASSPHRASE "four small lamps burn late"

/* A vault with a keyring of its own, and the page that opens it. */
typedef struct
{
  char *folder;
  HavenKeyring *keyring;
  HavenRecoveryCodes codes;
  HavenSignInPage *page;
  GtkWindow *window;
  HavenSession *opened;
} Door;

static void
opened_cb (Door *door, HavenSession *session)
{
  g_set_object (&door->opened, session);
}

static Door *
make_door (gboolean passphrase_alone)
{
  static const char *const roles[] = { "administrator", "clinician", NULL };
  const HavenNewMember member = { "Ines Okafor", "ines", PASSPHRASE, roles };
  Door *door = g_new0 (Door, 1);
  HavenVaultSetup setup = { "Clinic", "America/New_York", &member, 1, haven_passphrase_cost_light (), passphrase_alone };
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;

  door->folder = g_dir_make_tmp ("haven-door-XXXXXX", NULL);
  door->keyring = haven_memory_keyring_new ();
  session = haven_vaults_create (door->folder, &setup, door->keyring, &door->codes, &error);
  g_assert_no_error (error);
  haven_session_leave (session);
  door->page = g_object_new (HAVEN_TYPE_SIGN_IN_PAGE, NULL);
  haven_sign_in_page_set_keyring (door->page, door->keyring);
  haven_sign_in_page_set_vault (door->page, door->folder);
  g_signal_connect_swapped (door->page, "opened", G_CALLBACK (opened_cb), door);
  door->window = ui_test_show (GTK_WIDGET (door->page), 700, 700);
  return door;
}

static void
free_door (Door *door)
{
  if (door->opened)
    haven_session_leave (door->opened);
  g_clear_object (&door->opened);
  ui_test_close (door->window);
  haven_recovery_codes_clear (&door->codes);
  g_object_unref (door->keyring);
  ui_test_remove_folder (door->folder);
  g_free (door->folder);
  g_free (door);
}

static void
sign_in (Door *door, const char *name, const char *passphrase)
{
  door_test_type (door->page, 0, name);
  door_test_type (door->page, 1, passphrase);
  door_test_click (door->page, "_Sign In");
}

static void
test_wrong_then_right (void)
{
  Door *door = make_door (TRUE);

  sign_in (door, "ines", "not this one at all");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (door_test_get_steps (door->page)), ==, "busy");
  door_test_wait_for_step (door->page, "form");
  g_assert_null (door->opened);
  g_assert_true (clinic_test_shows (GTK_WIDGET (door->page), "do not belong together"));
  door_test_assert_all_named (door->page);
  sign_in (door, "INES", PASSPHRASE);
  clinic_test_wait (door->opened != NULL);
  g_assert_cmpstr (haven_sign_in_page_get_sign_in_name (door->page), ==, "INES");
  free_door (door);
}

static void
test_waits_after_wrong_tries (void)
{
  Door *door = make_door (TRUE);
  GtkWidget *button = clinic_test_find_button (GTK_WIDGET (door->page), "_Sign In");

  for (int i = 0; i < 3; i++)
    {
      sign_in (door, "ines", "guessing");
      door_test_wait_for_step (door->page, "form");
    }
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (button)), "Try again in "));
  g_assert_true (clinic_test_shows (GTK_WIDGET (door->page), "You can try again in "));
  clinic_test_wait (gtk_widget_get_sensitive (button));
  sign_in (door, "ines", PASSPHRASE);
  clinic_test_wait (door->opened != NULL);
  free_door (door);
}

/* Where nobody is asked for a name, it is not said to be wrong. */
static void
test_a_slip_on_the_locked_page (void)
{
  Door *door = make_door (TRUE);

  haven_sign_in_page_set_locked (door->page, "ines", "IO", NULL);
  ui_test_settle ();
  door_test_type (door->page, 0, "not this one at all");
  door_test_click (door->page, "_Sign In");
  door_test_wait_for_step (door->page, "form");
  g_assert_true (clinic_test_shows (GTK_WIDGET (door->page), "This is not the passphrase. Type it again."));
  g_assert_false (clinic_test_shows (GTK_WIDGET (door->page), "do not belong together"));
  free_door (door);
}

static void
test_the_keyring_is_named_where_it_asks (void)
{
  for (int alone = FALSE; alone <= TRUE; alone++)
    {
      Door *door = make_door (alone);

      sign_in (door, "ines", PASSPHRASE);
      g_assert_cmpint (clinic_test_shows (GTK_WIDGET (door->page), "If the keyring of this device asks"), ==, !alone);
      clinic_test_wait (door->opened != NULL);
      free_door (door);
    }
}

/* Which state it is, the keyring decides: an item that is known to have been kept is never merely absent. */
static int
find_shown_state (Door *door)
{
  for (int state = 0; state < (int) HAVEN_N_KEYRING_STATES; state++)
    if (clinic_test_shows (GTK_WIDGET (door->page), haven_keyring_state_get_sentence ((HavenKeyringState) state)) &&
        clinic_test_shows (GTK_WIDGET (door->page), haven_keyring_state_get_title ((HavenKeyringState) state)))
      return state;
  return -1;
}

static void
test_each_keyring_state_has_its_page (void)
{
  Door *door = make_door (FALSE);
  int shown, n_own = 0;

  for (int state = 0; state < (int) HAVEN_N_KEYRING_STATES; state++)
    {
      if (state == HAVEN_KEYRING_FOUND)
        continue;
      haven_memory_keyring_set_state (door->keyring, (HavenKeyringState) state);
      sign_in (door, "ines", PASSPHRASE);
      door_test_wait_for_step (door->page, "keyring");
      shown = find_shown_state (door);
      g_assert_cmpint (shown, !=, -1);
      g_assert_cmpint (shown, !=, HAVEN_KEYRING_FOUND);
      n_own += shown == state;
      g_assert_nonnull (clinic_test_find_button (GTK_WIDGET (door->page), "_Try Again"));
      g_assert_nonnull (clinic_test_find_button (GTK_WIDGET (door->page), "_Use a Recovery Code…"));
      door_test_assert_all_named (door->page);
      door_test_click (door->page, "_Back");
      door_test_wait_for_step (door->page, "form");
    }
  g_assert_cmpint (n_own, >=, 11);
  haven_memory_keyring_set_state (door->keyring, HAVEN_KEYRING_FOUND);
  sign_in (door, "ines", PASSPHRASE);
  clinic_test_wait (door->opened != NULL);
  free_door (door);
}

static void
test_cancel_comes_back_at_once (void)
{
  Door *door = make_door (TRUE);

  sign_in (door, "ines", PASSPHRASE);
  door_test_click (door->page, "_Cancel");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (door_test_get_steps (door->page)), ==, "form");
  sign_in (door, "ines", PASSPHRASE);
  clinic_test_wait (door->opened != NULL);
  free_door (door);
}

static void
test_recovers_with_a_code (void)
{
  Door *door = make_door (TRUE);
  HavenRecoverPage *page;
  g_autofree char *small = g_ascii_strdown (door->codes.clinic, -1);
  g_autofree char *wrong = g_strdup (door->codes.clinic);
  g_auto (GStrv) parts = g_strsplit (small, "-", -1);
  g_autofree char *spaced = g_strjoinv (" ", parts);

  door_test_click (door->page, "_Use a Recovery Code…");
  door_test_wait_for_step (door->page, "recover");
  page = HAVEN_RECOVER_PAGE (clinic_test_find (GTK_WIDGET (door->page), HAVEN_TYPE_RECOVER_PAGE));
  wrong[8] = wrong[8] == 'A' ? 'B' : 'A';
  door_test_type (page, 0, wrong);
  door_test_click (page, "_Next");
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Group 2"));
  door_test_type (page, 0, spaced);
  g_assert_cmpstr (door_test_get_typed (page, 0), ==, door->codes.clinic);
  door_test_click (page, "_Next");
  ui_test_settle ();
  door_test_type (page, 0, "Ines Okafor");
  door_test_type (page, 1, NEW_PASSPHRASE);
  door_test_type (page, 2, "something else");
  door_test_click (page, "_Open the Vault");
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "differ"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (door->window),
                                         door_test_find_row (GTK_WIDGET (page), "New passphrase again")));
  door_test_type (page, 2, NEW_PASSPHRASE);
  door_test_click (page, "_Open the Vault");
  clinic_test_wait (door->opened != NULL);
  g_assert_cmpstr (haven_session_get_staff_name (door->opened), ==, "Ines Okafor");
  free_door (door);
}

static void
test_passphrase_words (void)
{
  g_assert_cmpstr (haven_passphrase_describe (""), ==, "");
  g_assert_true (g_str_has_prefix (haven_passphrase_describe ("short"), "Too short"));
  g_assert_true (g_str_has_prefix (haven_passphrase_describe ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "Easy"));
  g_assert_true (g_str_has_prefix (haven_passphrase_describe ("password"), "Easy"));
  g_assert_cmpstr (haven_passphrase_describe (PASSPHRASE), ==, "Good.");
  g_assert_nonnull (haven_passphrase_find_problem ("short", "short"));
  g_assert_nonnull (haven_passphrase_find_problem (PASSPHRASE, NEW_PASSPHRASE));
  g_assert_null (haven_passphrase_find_problem (PASSPHRASE, PASSPHRASE));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/sign-in/a-wrong-passphrase-then-the-right-one", test_wrong_then_right);
  g_test_add_func ("/ui/sign-in/wrong-tries-make-one-wait", test_waits_after_wrong_tries);
  g_test_add_func ("/ui/sign-in/a-slip-on-the-locked-page-names-the-passphrase", test_a_slip_on_the_locked_page);
  g_test_add_func ("/ui/sign-in/the-keyring-is-named-where-it-is-asked", test_the_keyring_is_named_where_it_asks);
  g_test_add_func ("/ui/sign-in/each-state-of-the-keyring-has-its-words-and-ways-on", test_each_keyring_state_has_its_page);
  g_test_add_func ("/ui/sign-in/cancel-comes-back-at-once", test_cancel_comes_back_at_once);
  g_test_add_func ("/ui/sign-in/a-recovery-code-opens-and-a-wrong-group-is-named", test_recovers_with_a_code);
  g_test_add_func ("/ui/sign-in/the-strength-of-a-passphrase-in-words", test_passphrase_words);
  return g_test_run ();
}
