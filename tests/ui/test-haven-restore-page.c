/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "door-test.h"
#include "haven-backup-service.h"
#include "haven-people-service.h"
#include "haven-recovery-code.h"
#include "haven-restore-page.h"
#include "haven-start-page.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSPHRASE "six green boats sail slowly"
#define NEW_PASSPHRASE "four small lamps burn late"
#define PERSON "Marisol Vega"

/* A machine without a vault: all that is there is a backup, what stands on paper, and an empty folder. */
typedef struct
{
  char *backups; /* the disk with the backup */
  char *backup;
  char *folder; /* where the vault shall be */
  HavenRecoveryCodes codes;
  HavenKeyring *keyring;
  HavenStartPage *start;
  HavenRestorePage *page;
  GtkWindow *window;
  HavenSession *opened;
} Machine;

static void
opened_cb (Machine *machine, HavenSession *session)
{
  g_set_object (&machine->opened, session);
}

static void
add_person (HavenSession *session)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autofree char *id = NULL;

  patient->name = g_strdup (PERSON);
  edit = haven_people_edit_add (session, patient, NULL, &id, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, session, &error));
  g_assert_no_error (error);
}

/* The vault that is lost afterwards. */
static void
make_backup (Machine *machine)
{
  static const char *const roles[] = { "administrator", "clinician", NULL };
  const HavenNewMember member = { "Ines Okafor", "ines", PASSPHRASE, roles };
  const HavenVaultSetup setup = { "Clinic", "America/New_York", &member, 1, haven_passphrase_cost_light (), TRUE };
  g_autofree char *lost = g_dir_make_tmp ("haven-lost-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_create (lost, &setup, NULL, &machine->codes, &error);
  g_autoptr (HavenBackupResult) result = NULL;

  g_assert_no_error (error);
  add_person (session);
  result = haven_backup_make (session, machine->backups, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  machine->backup = g_strdup (result->info->path);
  haven_session_leave (session);
  ui_test_remove_folder (lost);
}

static Machine *
make_machine (void)
{
  Machine *machine = g_new0 (Machine, 1);

  machine->backups = g_dir_make_tmp ("haven-backups-XXXXXX", NULL);
  machine->folder = g_dir_make_tmp ("haven-restored-XXXXXX", NULL);
  machine->keyring = haven_memory_keyring_new ();
  make_backup (machine);
  machine->start = g_object_new (HAVEN_TYPE_START_PAGE, NULL);
  haven_sign_in_page_set_keyring (haven_start_page_get_sign_in_page (machine->start), machine->keyring);
  g_signal_connect_swapped (machine->start, "opened", G_CALLBACK (opened_cb), machine);
  machine->window = ui_test_show (GTK_WIDGET (machine->start), 700, 900);
  door_test_click (machine->start, "_Restore from a Backup…");
  ui_test_settle ();
  machine->page = HAVEN_RESTORE_PAGE (clinic_test_find (GTK_WIDGET (machine->start), HAVEN_TYPE_RESTORE_PAGE));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (machine->page)));
  return machine;
}

static void
free_machine (Machine *machine)
{
  if (machine->opened)
    haven_session_leave (machine->opened);
  g_clear_object (&machine->opened);
  ui_test_close (machine->window);
  haven_recovery_codes_clear (&machine->codes);
  g_object_unref (machine->keyring);
  ui_test_remove_folder (machine->backups);
  ui_test_remove_folder (machine->folder);
  g_free (machine->backups);
  g_free (machine->backup);
  g_free (machine->folder);
  g_free (machine);
}

static void
choose_places (Machine *machine)
{
  haven_restore_page_set_backup (machine->page, machine->backup);
  haven_restore_page_set_folder (machine->page, machine->folder);
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (machine->page), "Made today"));
}

static void
choose_passphrase (Machine *machine)
{
  GtkWidget *row = door_test_find_row (GTK_WIDGET (machine->page), "A name and passphrase");

  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  ui_test_settle ();
}

static void
wait_for_form (Machine *machine)
{
  door_test_wait_for_step (machine->page, "form");
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
assert_person_is_there (Machine *machine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (machine->opened, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (((HavenPatient *) people->pdata[0])->name, ==, PERSON);
}

/* ── By the printed code ──────────────────────────────────────────────────── */

static void
test_by_the_printed_code (void)
{
  Machine *machine = make_machine ();
  g_autofree char *foreign = haven_recovery_code_new ();
  GtkWidget *recover;

  choose_places (machine);
  door_test_assert_all_named (machine->page);
  door_test_type (machine->page, 0, foreign);
  door_test_click (machine->page, "_Restore");
  wait_for_form (machine);
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), "code"));
  g_assert_cmpstr (door_test_get_typed (machine->page, 0), ==, foreign);
  g_assert_cmpuint (count_files (machine->folder), ==, 0);
  door_test_type (machine->page, 0, machine->codes.clinic);
  door_test_click (machine->page, "_Restore");
  recover = GTK_WIDGET (haven_start_page_get_sign_in_page (machine->start));
  clinic_test_wait (gtk_widget_get_mapped (recover));
  ui_test_settle ();
  door_test_type (recover, 0, "Ines Okafor");
  door_test_type (recover, 1, NEW_PASSPHRASE);
  door_test_type (recover, 2, NEW_PASSPHRASE);
  door_test_click (recover, "_Open the Vault");
  clinic_test_wait (machine->opened != NULL);
  assert_person_is_there (machine);
  /* What was typed before is not there for the next person. */
  g_assert_null (haven_restore_page_get_folder (machine->page));
  g_assert_false (clinic_test_shows (GTK_WIDGET (machine->start), machine->codes.clinic));
  free_machine (machine);
}

static void
test_a_slip_of_the_pen_is_named (void)
{
  Machine *machine = make_machine ();
  g_autofree char *wrong = g_strdup (machine->codes.clinic);

  choose_places (machine);
  wrong[8] = wrong[8] == 'A' ? 'B' : 'A';
  door_test_type (machine->page, 0, wrong);
  door_test_click (machine->page, "_Restore");
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), "Group 2"));
  g_assert_cmpuint (count_files (machine->folder), ==, 0);
  free_machine (machine);
}

/* ── By somebody's passphrase ─────────────────────────────────────────────── */

static void
test_by_a_name_and_passphrase (void)
{
  Machine *machine = make_machine ();
  HavenSignInPage *sign_in = haven_start_page_get_sign_in_page (machine->start);

  choose_places (machine);
  choose_passphrase (machine);
  door_test_type (machine->page, 0, "ines");
  door_test_type (machine->page, 1, "not this one at all");
  door_test_click (machine->page, "_Restore");
  wait_for_form (machine);
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), "do not open the backup"));
  g_assert_cmpstr (door_test_get_typed (machine->page, 0), ==, "ines");
  g_assert_cmpuint (count_files (machine->folder), ==, 0);
  door_test_type (machine->page, 1, PASSPHRASE);
  door_test_click (machine->page, "_Restore");
  clinic_test_wait (gtk_widget_get_mapped (GTK_WIDGET (sign_in)));
  ui_test_settle ();
  g_assert_true (clinic_test_shows (GTK_WIDGET (sign_in), "The vault is restored"));
  g_assert_cmpstr (door_test_get_typed (sign_in, 0), ==, "ines");
  door_test_type (sign_in, 1, PASSPHRASE);
  door_test_click (sign_in, "_Sign In");
  clinic_test_wait (machine->opened != NULL);
  assert_person_is_there (machine);
  free_machine (machine);
}

/* ── What is refused ──────────────────────────────────────────────────────── */

static void
assert_folder_refused (Machine *machine, const char *folder, const char *why)
{
  haven_restore_page_set_folder (machine->page, folder);
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (machine->page), why));
  door_test_type (machine->page, 0, machine->codes.clinic);
  door_test_click (machine->page, "_Restore");
  door_test_wait_for_step (machine->page, "form");
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), why));
}

static void
test_a_folder_that_will_not_do_is_refused (void)
{
  Machine *machine = make_machine ();
  g_autofree char *shared = g_build_filename (machine->folder, "Dropbox", NULL);

  choose_places (machine);
  g_assert_cmpint (g_mkdir (shared, 0700), ==, 0);
  assert_folder_refused (machine, machine->folder, "not empty");
  assert_folder_refused (machine, shared, "synchronising program");
  g_assert_cmpuint (count_files (shared), ==, 0);
  /* What is wrong with the one place is still said when the other is chosen. */
  haven_restore_page_set_backup (machine->page, machine->backup);
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (machine->page), "Made today"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), "synchronising program"));
  g_rmdir (shared);
  free_machine (machine);
}

static void
test_a_file_that_is_no_backup_is_refused (void)
{
  Machine *machine = make_machine ();
  g_autofree char *path = g_build_filename (machine->backups, "letter.haven", NULL);

  door_test_click (machine->page, "_Restore");
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), "Choose the backup first."));
  g_assert_true (g_file_set_contents (path, "no backup", -1, NULL));
  haven_restore_page_set_folder (machine->page, machine->folder);
  haven_restore_page_set_backup (machine->page, path);
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (machine->page), "ackup."));
  door_test_type (machine->page, 0, machine->codes.clinic);
  door_test_click (machine->page, "_Restore");
  door_test_wait_for_step (machine->page, "form");
  g_assert_cmpuint (count_files (machine->folder), ==, 0);
  free_machine (machine);
}

/* ── Stopping ─────────────────────────────────────────────────────────────── */

static void
test_who_stops_leaves_an_empty_folder (void)
{
  Machine *machine = make_machine ();

  choose_places (machine);
  door_test_type (machine->page, 0, machine->codes.clinic);
  door_test_click (machine->page, "_Restore");
  door_test_click (machine->page, "_Stop");
  wait_for_form (machine);
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), "Stopped. Nothing was left behind."));
  g_assert_cmpuint (count_files (machine->folder), ==, 0);
  g_assert_cmpstr (door_test_get_typed (machine->page, 0), ==, machine->codes.clinic);
  free_machine (machine);
}

static void
test_a_vault_that_has_everything_is_left_as_it_is (void)
{
  Machine *machine = make_machine ();
  const HavenBackupUnlock unlock = { .sign_in_name = "ines", .passphrase = PASSPHRASE };
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_backup_restore (machine->backup, machine->folder, &unlock, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  choose_places (machine);
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (machine->page), "There is a vault."));
  door_test_type (machine->page, 0, machine->codes.clinic);
  door_test_click (machine->page, "_Restore");
  wait_for_form (machine);
  g_assert_true (clinic_test_shows (GTK_WIDGET (machine->page), "has every part"));
  free_machine (machine);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/restore/by-the-printed-code-until-somebody-is-in", test_by_the_printed_code);
  g_test_add_func ("/ui/restore/a-slip-of-the-pen-is-named", test_a_slip_of_the_pen_is_named);
  g_test_add_func ("/ui/restore/by-a-name-and-passphrase-until-somebody-is-in", test_by_a_name_and_passphrase);
  g_test_add_func ("/ui/restore/a-folder-that-will-not-do-is-refused", test_a_folder_that_will_not_do_is_refused);
  g_test_add_func ("/ui/restore/a-file-that-is-no-backup-is-refused", test_a_file_that_is_no_backup_is_refused);
  g_test_add_func ("/ui/restore/who-stops-leaves-an-empty-folder", test_who_stops_leaves_an_empty_folder);
  g_test_add_func ("/ui/restore/a-vault-that-has-everything-is-left-as-it-is",
                   test_a_vault_that_has_everything_is_left_as_it_is);
  return g_test_run ();
}
