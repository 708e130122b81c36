/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "backup-test.h"

#include "haven-chart.h"
#include "haven-id.h"
#include "haven-legal.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1795183200000000)

static void
add_note (HavenTestVault *vault, const char *patient_id)
{
  g_autoptr (HavenNote) note = haven_note_new ();

  note->id = haven_id_new ();
  note->patient_id = g_strdup (patient_id);
  note->kind = g_strdup ("progress");
  note->text = g_strdup ("Slept well; " CANARY_NAME " came with her sister.");
  note->state = g_strdup ("draft");
  note->author_id = g_strdup (HAVEN_TEST_STAFF);
  note->restricted = g_strdup ("none");
  note->written_at = NOW;
  note->row_version = 1;
  haven_test_insert (vault, &haven_note_info, note);
}

static void
add_matter (HavenTestVault *vault, const char *patient_id)
{
  g_autoptr (HavenMatter) matter = haven_matter_new ();

  matter->id = haven_id_new ();
  matter->patient_id = g_strdup (patient_id);
  matter->type = g_strdup ("t-visa");
  matter->title = g_strdup (CANARY_MATTER);
  matter->stage = g_strdup ("intake");
  matter->opened_on = haven_date_from_ymd (2026, 3, 2);
  matter->row_version = 1;
  haven_test_add_matter (vault, matter);
}

static void
write_vault_file (HavenTestBackup *self)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (haven_passphrase_cost_light ());
  g_autoptr (HavenVaultKeys) own = haven_vault_keys_copy (self->vault->keys);
  g_autoptr (GError) error = NULL;

  haven_vault_file_set_passphrase_alone (file, TRUE);
  haven_vault_keys_remove (own, HAVEN_PARTITION_LEGAL);
  haven_vault_file_add_member (file, HAVEN_TEST_STAFF, DOCTOR_NAME, DOCTOR_PASSPHRASE, NULL, own, &error);
  g_assert_no_error (error);
  self->clinic_code =
      haven_vault_file_add_recovery (file, self->vault->keys, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, &error);
  g_assert_no_error (error);
  self->legal_code = haven_vault_file_add_recovery (file, self->vault->keys, HAVEN_IN_LEGAL, &error);
  g_assert_no_error (error);
  haven_vault_file_write (file, self->vault->keys, self->vault->folder, &error);
  g_assert_no_error (error);
}

HavenTestBackup *
haven_test_backup_new (int n_people)
{
  HavenTestBackup *self = g_new0 (HavenTestBackup, 1);
  g_autoptr (GError) error = NULL;

  self->vault = haven_test_vault_new ();
  self->outside = g_dir_make_tmp ("haven-outside-XXXXXX", &error);
  g_assert_no_error (error);
  write_vault_file (self);
  for (int i = 0; i < n_people; i++)
    {
      g_autofree char *id = haven_test_add_person (self->vault, CANARY_NAME);

      add_note (self->vault, id);
      add_matter (self->vault, id);
    }
  return self;
}

void
haven_test_backup_free (HavenTestBackup *self)
{
  g_autofree char *backups = haven_test_vault_build_path (self->vault, "backups");

  haven_backup_remove_tree (self->outside);
  haven_backup_remove_tree (backups);
  haven_test_vault_free (self->vault);
  g_free (self->outside);
  g_free (self->backup);
  g_free (self->clinic_code);
  g_free (self->legal_code);
  g_free (self);
}

char *
haven_test_backup_build (HavenTestBackup *self, const char *name)
{
  return g_build_filename (self->outside, name, NULL);
}

static char *
make (HavenTestBackup *self, const char *target, HavenVaultKeys *keys, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenBackup) backup = haven_backup_new (self->vault->folder, NULL, keys, error);
  g_autoptr (HavenBackupInfo) info = NULL;

  if (backup == NULL)
    return NULL;
  info = haven_backup_write (backup, target, NOW, NULL, NULL, cancellable, error);
  return info ? g_strdup (info->path) : NULL;
}

/* Returns: (transfer full) (nullable): the path of the backup */
char *
haven_test_backup_try (HavenTestBackup *self, const char *target, GCancellable *cancellable, GError **error)
{
  return make (self, target, self->vault->keys, cancellable, error);
}

/* A backup of what somebody with these keys holds. */
void
haven_test_backup_make (HavenTestBackup *self, HavenPartitions partitions)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_copy (self->vault->keys);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) == 0)
      haven_vault_keys_remove (keys, (HavenPartition) i);
  g_free (self->backup);
  self->backup = make (self, self->outside, keys, NULL, &error);
  g_assert_no_error (error);
}

gboolean
haven_test_backup_restore (HavenTestBackup *self,
                           const char *folder,
                           const char *const *codes,
                           HavenPartitions *restored,
                           GError **error)
{
  HavenBackupUnlock unlock = { .codes = codes };

  return haven_backup_restore (self->backup, folder, &unlock, restored, NULL, NULL, NULL, error);
}

/* All that is in a partition: every table with its rows and their hash, and how far the log goes. */
char *
haven_test_backup_describe (const char *folder, HavenVaultKeys *keys, HavenPartition partition)
{
  g_autofree char *path = haven_backup_build_path (folder, partition, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) facts = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  facts = haven_backup_read_facts_of_file (path, partition, haven_vault_keys_get (keys, partition), NULL, &error);
  g_assert_no_error (error);
  node = json_node_init_object (json_node_alloc (), facts);
  return json_to_string (node, FALSE);
}

guint
haven_test_backup_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

void
haven_test_backup_assert_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir != NULL)
    g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}
