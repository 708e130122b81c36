/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A backup, written, read back from the disk, opened and compared row by row, against the engine's own page copy of the
 * same files under another key: no header, no reading back. And a restore, checked, against the same. */

#include "bench.h"

#include "haven-backup-private.h"
#include "haven-id.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define N_PEOPLE 60000
#define N_ROUNDS 5
#define MOST_PAGES_AT_ONCE 100000000

typedef struct
{
  HavenTestVault *vault;
  char *outside;
  char *backup; /* nullable: the path of the last one */
  gint64 size;
} Bench;

static gboolean
fill (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (HavenPatient) patient = haven_patient_new ();
      char name[80];

      patient->id = haven_id_new ();
      patient->name = g_strdup (bench_make_name (random, name, sizeof name));
      patient->status = g_strdup ("active");
      patient->created_at = 1;
      patient->row_version = 1;
      if (!haven_transaction_insert (transaction, &haven_patient_info, patient, error))
        return FALSE;
    }
  return TRUE;
}

static void
set_up (Bench *bench)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (haven_passphrase_cost_light ());
  HavenAct act = haven_test_act (HAVEN_ACTION_IMPORT, "patient", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  bench->vault = haven_test_vault_new ();
  bench->outside = g_dir_make_tmp ("haven-bench-XXXXXX", NULL);
  code = haven_vault_file_add_recovery (file, bench->vault->keys, HAVEN_IN_ALL, &error);
  g_assert_no_error (error);
  haven_vault_file_write (file, bench->vault->keys, bench->vault->folder, &error);
  g_assert_no_error (error);
  haven_store_run (bench->vault->store, &act, fill, NULL, &error);
  g_assert_no_error (error);
  haven_test_vault_reopen (bench->vault);
}

/* ── Ours ─────────────────────────────────────────────────────────────────── */

static void
backup_ours (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBackup) backup = haven_backup_new (bench->vault->folder, NULL, bench->vault->keys, &error);
  g_autoptr (HavenBackupInfo) info = NULL;

  g_assert_no_error (error);
  if (bench->backup)
    g_unlink (bench->backup);
  info = haven_backup_write (backup, bench->outside, 1, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (bench->backup);
  bench->backup = g_strdup (info->path);
  bench->size = info->size;
}

static void
restore_ours (gpointer data)
{
  Bench *bench = data;
  g_autofree char *folder = g_build_filename (bench->outside, "restored", NULL);
  HavenBackupUnlock unlock = { .keys = bench->vault->keys };
  g_autoptr (GError) error = NULL;

  haven_backup_restore (bench->backup, folder, &unlock, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  haven_backup_remove_tree (folder);
}

/* ── The engine alone ─────────────────────────────────────────────────────── */

static sqlite3 *
open_bare (const char *path, const guint8 *key)
{
  g_autoptr (GString) raw = g_string_new ("x'");
  sqlite3 *handle = NULL;

  for (gsize i = 0; i < HAVEN_KEY_SIZE; i++)
    g_string_append_printf (raw, "%02x", key[i]);
  g_string_append_c (raw, '\'');
  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key (handle, raw->str, (int) raw->len), ==, SQLITE_OK);
  return handle;
}

static void
copy_bare (gpointer data)
{
  Bench *bench = data;
  g_autofree char *to_path = g_build_filename (bench->outside, "bare.db", NULL);
  guint8 key[HAVEN_KEY_SIZE];

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = haven_backup_build_path (bench->vault->folder, (HavenPartition) i, "");
      sqlite3 *from = open_bare (path, haven_vault_keys_get (bench->vault->keys, (HavenPartition) i)), *to;
      sqlite3_backup *copy;
      int file;

      randombytes_buf (key, sizeof key);
      to = open_bare (to_path, key);
      copy = sqlite3_backup_init (to, "main", from, "main");
      g_assert_nonnull (copy);
      g_assert_cmpint (sqlite3_backup_step (copy, MOST_PAGES_AT_ONCE), ==, SQLITE_DONE);
      g_assert_cmpint (sqlite3_backup_finish (copy), ==, SQLITE_OK);
      sqlite3_close (to);
      sqlite3_close (from);
      file = open (to_path, O_RDONLY | O_CLOEXEC);
      g_assert_cmpint (fsync (file), ==, 0);
      close (file);
      g_unlink (to_path);
    }
}

int
main (void)
{
  Bench bench = { 0 };

  set_up (&bench);
  bench_compare ("a backup, read back and compared / a bare page copy", N_ROUNDS, backup_ours, copy_bare, &bench);
  printf ("(%.1f MB, %d people)\n", (double) bench.size / 1e6, N_PEOPLE);
  bench_compare ("a restore, compared row by row / a bare page copy", N_ROUNDS, restore_ours, copy_bare, &bench);
  haven_backup_remove_tree (bench.outside);
  {
    g_autofree char *backups = haven_test_vault_build_path (bench.vault, "backups");

    haven_backup_remove_tree (backups);
  }
  haven_test_vault_free (bench.vault);
  g_free (bench.outside);
  g_free (bench.backup);
  return 0;
}
