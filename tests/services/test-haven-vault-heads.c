/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The heads of the logs in the keyring: they alone notice when every file of a vault is put back together. */

#include "services-test.h"

#include "haven-backup-service.h"
#include "haven-backup.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSPHRASE "seven brown owls at noon"

static const char *const roles[] = { "administrator", "clinician", NULL };

typedef struct
{
  char *folder;
  char *aside;
  HavenKeyring *keyring;
  HavenRecoveryCodes codes;
} Clinic;

static HavenSession *
open_vault (Clinic *clinic, const char *folder, GError **error)
{
  return haven_vaults_open (folder, "Dana", PASSPHRASE, clinic->keyring, NULL, error);
}

/* The keyring keeps on a thread of its own; leaving waits for nobody. */
static void
leave (Clinic *clinic, HavenSession *session)
{
  g_autofree char *vault_id = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (clinic->folder, NULL);
  g_autoptr (GBytes) before = NULL;

  vault_id = g_strdup (haven_vault_file_get_id (file));
  haven_keyring_lookup_item (clinic->keyring, vault_id, HAVEN_KEYRING_ITEM_HEADS, HAVEN_KEYRING_PLAIN, &before, NULL);
  haven_session_leave (session);
  for (;;)
    {
      g_autoptr (GBytes) after = NULL;

      haven_keyring_lookup_item (clinic->keyring, vault_id, HAVEN_KEYRING_ITEM_HEADS, HAVEN_KEYRING_PLAIN, &after, NULL);
      if (after != NULL && (before == NULL || !g_bytes_equal (before, after)))
        return;
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
}

static void
copy_files (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *source = g_build_filename (from, name, NULL), *target = g_build_filename (to, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (g_file_get_contents (source, &content, &length, NULL))
        g_assert_true (g_file_set_contents_full (target, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

static Clinic *
clinic_new (void)
{
  const HavenNewMember member = { "Dana", NULL, PASSPHRASE, roles };
  const HavenVaultSetup setup = { "Harbor Clinic", NULL, &member, 1, haven_passphrase_cost_light (), TRUE };
  Clinic *self = g_new0 (Clinic, 1);
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = haven_test_make_folder ();
  self->aside = haven_test_make_folder ();
  self->keyring = haven_memory_keyring_new ();
  session = haven_vaults_create (self->folder, &setup, NULL, &self->codes, &error);
  g_assert_no_error (error);
  g_clear_object (&session);
  return self;
}

static void
clinic_free (Clinic *self)
{
  haven_test_remove_folder (self->folder);
  haven_test_remove_folder (self->aside);
  haven_recovery_codes_clear (&self->codes);
  g_object_unref (self->keyring);
  g_free (self->folder);
  g_free (self->aside);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clinic, clinic_free)

/* Some days at work: each sign-in is an event. */
static void
work (Clinic *clinic, int n_days)
{
  for (int i = 0; i < n_days; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenSession) session = open_vault (clinic, clinic->folder, &error);

      g_assert_no_error (error);
      leave (clinic, session);
    }
}

static void
test_every_file_put_back_together_is_noticed (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenSession) session = NULL, without = NULL;
  g_autoptr (GError) error = NULL, none = NULL;

  work (clinic, 1);
  copy_files (clinic->folder, clinic->aside);
  work (clinic, 2);
  copy_files (clinic->aside, clinic->folder);
  session = open_vault (clinic, clinic->folder, &error);
  g_assert_null (session);
  haven_assert_store_error (error, ROLLED_BACK);
  /* Without the keyring nothing tells: the files fit each other. SECURITY.md says so. */
  without = haven_vaults_open (clinic->folder, "Dana", PASSPHRASE, NULL, NULL, &none);
  g_assert_no_error (none);
}

static void
test_a_vault_that_goes_on_is_opened (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();

  work (clinic, 4);
}

static void
test_a_restored_vault_is_opened_where_the_keyring_knows_more (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (HavenBackupResult) made = NULL;
  g_autoptr (GError) error = NULL;
  const char *const codes[] = { clinic->codes.clinic, NULL };
  HavenBackupUnlock unlock = { .codes = codes };
  g_autofree char *file = g_build_filename (clinic->aside, "backup.haven", NULL);
  g_autofree char *restored = g_build_filename (clinic->aside, "restored", NULL);

  work (clinic, 1);
  session = open_vault (clinic, clinic->folder, &error);
  g_assert_no_error (error);
  made = haven_backup_make (session, file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  leave (clinic, session);
  g_clear_object (&session);
  work (clinic, 2);
  g_assert_true (haven_backup_restore (file, restored, &unlock, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  session = open_vault (clinic, restored, &error);
  g_assert_no_error (error);
  leave (clinic, session);
  g_clear_object (&session);
  session = open_vault (clinic, restored, &error);
  g_assert_no_error (error);
  g_clear_object (&session);
  haven_test_remove_folder (restored);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/vault-heads/every-file-put-back-together-is-noticed",
                   test_every_file_put_back_together_is_noticed);
  g_test_add_func ("/services/vault-heads/a-vault-that-goes-on-is-opened", test_a_vault_that_goes_on_is_opened);
  g_test_add_func ("/services/vault-heads/a-restored-vault-is-opened-where-the-keyring-knows-more",
                   test_a_restored_vault_is_opened_where_the_keyring_knows_more);
  return g_test_run ();
}
