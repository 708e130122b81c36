/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "audit-test.h"

#include "haven-audit-watch-private.h"
#include "haven-id.h"

#include <glib/gstdio.h>

#define N_PEOPLE 6

/* ── A vault with something in its logs ───────────────────────────────────── */

void
audit_test_add_people (HavenTestVault *vault, guint n_people)
{
  for (guint i = 0; i < n_people; i++)
    {
      g_autofree char *id = haven_test_add_person (vault, "Somebody");

      g_assert_nonnull (id);
    }
}

HavenTestVault *
audit_test_make_vault (void)
{
  HavenTestVault *vault = haven_test_vault_new ();

  audit_test_add_people (vault, N_PEOPLE);
  /* Untouched, it opens. */
  haven_test_vault_reopen (vault);
  return vault;
}

void
audit_test_close (HavenTestVault *vault)
{
  g_clear_object (&vault->store);
}

void
audit_test_assert_opening_tells (HavenTestVault *vault, HavenStoreError code)
{
  g_autoptr (GError) error = NULL;

  audit_test_close (vault);
  vault->store = haven_store_open (vault->folder, vault->keys, vault->clock, &error);
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
  g_assert_null (vault->store);
}

gboolean
audit_test_verify (HavenTestVault *vault, GError **error)
{
  return haven_audit_watch_verify (haven_store_get_audit_watch (vault->store), HAVEN_IN_ALL, NULL, NULL, NULL, NULL, error);
}

void
audit_test_assert_walk_finds_break (HavenTestVault *vault)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (audit_test_verify (vault, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CHAIN_BROKEN);
}

/* The partition by a connection of one's own, its triggers gone: what the holder of a key can have. */
HavenDatabase *
audit_test_open_raw (HavenTestVault *vault, HavenPartition partition)
{
  const char *name = haven_partition_get_name (partition);
  g_autofree char *file = g_strconcat (name, ".db", NULL);
  g_autofree char *path = haven_test_vault_build_path (vault, file);
  g_autofree char *sql = g_strdup_printf ("DROP TRIGGER IF EXISTS %s.audit_event_stays;"
                                          "DROP TRIGGER IF EXISTS %s.audit_event_is_kept",
                                          name,
                                          name);
  HavenDatabase *database;
  g_autoptr (GError) error = NULL;

  audit_test_close (vault);
  database = haven_database_open_empty (&error);
  g_assert_no_error (error);
  haven_database_attach (database, path, name, haven_vault_keys_get (vault->keys, partition), &error);
  g_assert_no_error (error);
  haven_database_exec (database, sql, &error);
  g_assert_no_error (error);
  return database;
}

void
audit_test_run_raw (HavenTestVault *vault, const char *sql)
{
  g_autoptr (HavenDatabase) database = audit_test_open_raw (vault, HAVEN_PARTITION_SHARED);
  g_autoptr (GError) error = NULL;

  haven_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

/* ── The whole folder, as it was once ─────────────────────────────────────── */

GHashTable *
audit_test_copy_files (HavenTestVault *vault, const char *prefix)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GDir) dir = g_dir_open (vault->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = haven_test_vault_build_path (vault, name);
      char *content;
      gsize length;

      if (g_str_has_prefix (name, prefix) && g_file_get_contents (path, &content, &length, NULL))
        g_hash_table_insert (files, g_strdup (name), g_bytes_new_take (content, length));
    }
  return g_steal_pointer (&files);
}

/* Takes away what goes by @prefix now, and puts back what was. */
void
audit_test_put_back (HavenTestVault *vault, GHashTable *files, const char *prefix)
{
  g_autoptr (GHashTable) present = audit_test_copy_files (vault, prefix);
  GHashTableIter iter;
  gpointer name, bytes;

  g_hash_table_iter_init (&iter, present);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = haven_test_vault_build_path (vault, name);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_autofree char *path = haven_test_vault_build_path (vault, name);
      gsize length;
      const char *content = g_bytes_get_data (bytes, &length);

      g_assert_true (g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
}

void
audit_test_remove_file (HavenTestVault *vault, const char *name)
{
  g_autofree char *path = haven_test_vault_build_path (vault, name);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static gboolean
insert_patient (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_patient_info, data, error);
}

void
audit_test_assert_writing_answers (HavenTestVault *vault, HavenStoreError code)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "patient", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL, load_error = NULL;

  patient->id = haven_id_new ();
  patient->name = g_strdup ("Nobody");
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;
  g_assert_false (haven_store_run (vault->store, &act, insert_patient, patient, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
  g_assert_null (haven_test_load (vault, &haven_patient_info, patient->id, &load_error));
  g_assert_error (load_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
}
