/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-migrations-private.h"
#include "haven-test-vault.h"

#include <glib/gstdio.h>
#include <string.h>

static const guint8 *
shared_key (HavenTestVault *vault)
{
  return haven_vault_keys_get (vault->keys, HAVEN_PARTITION_SHARED);
}

static void
run_sql (HavenTestVault *vault, const char *sql)
{
  g_autofree char *path = haven_test_vault_build_path (vault, "shared.db");
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, shared_key (vault), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (database);
  haven_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

static void
assert_open_fails (HavenTestVault *vault, HavenStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&vault->store);
  vault->store = haven_store_open (vault->folder, vault->keys, vault->clock, &error);
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
}

static void
test_a_newer_schema_is_refused_and_not_touched (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *path = haven_test_vault_build_path (vault, "shared.db");
  g_autofree char *before = NULL, *after = NULL;
  gsize before_length, after_length;

  g_clear_object (&vault->store);
  run_sql (vault, "PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)");
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  assert_open_fails (vault, HAVEN_STORE_ERROR_NEWER_SCHEMA);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_a_missing_partition_is_named_and_not_made (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *path = haven_test_vault_build_path (vault, "clinical.db");
  g_autofree char *aside = haven_test_vault_build_path (vault, "elsewhere");

  g_clear_object (&vault->store);
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  assert_open_fails (vault, HAVEN_STORE_ERROR_MISSING_PARTITION);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_a_damaged_first_page_is_told (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *path = haven_test_vault_build_path (vault, "legal.db");
  g_autofree char *content = NULL;
  gsize length;

  g_clear_object (&vault->store);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[100] ^= 0x40;
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  assert_open_fails (vault, HAVEN_STORE_ERROR_DAMAGED);
}

static void
test_a_folder_that_others_may_read_is_refused (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();

  g_chmod (vault->folder, 0755);
  assert_open_fails (vault, HAVEN_STORE_ERROR_PERMISSIONS);
  g_chmod (vault->folder, 0700);
}

static void
test_every_partition_reaches_its_newest_version (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();

  g_clear_object (&vault->store);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *name = g_strconcat (haven_partition_get_name ((HavenPartition) i), ".db", NULL);
      g_autofree char *path = haven_test_vault_build_path (vault, name);
      g_autoptr (HavenDatabase) database =
          haven_database_open_file (path, haven_vault_keys_get (vault->keys, (HavenPartition) i), NULL);
      gint64 version = 0;

      g_assert_true (haven_database_get_integer (database, "PRAGMA user_version", &version, NULL));
      g_assert_cmpint (version, ==, haven_migrations_get_newest ((HavenPartition) i));
      g_assert_cmpint (version, >, 0);
    }
}

static void
test_the_files_are_durable_and_encrypted_as_promised (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *path = haven_test_vault_build_path (vault, "shared.db");
  g_autoptr (HavenDatabase) database = NULL;
  gint64 value = -1;
  gboolean row = FALSE;
  sqlite3_stmt *statement;

  g_clear_object (&vault->store);
  database = haven_database_open_file (path, shared_key (vault), NULL);
  g_assert_true (haven_database_get_integer (database, "PRAGMA synchronous", &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (haven_database_get_integer (database, "PRAGMA temp_store", &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (haven_database_get_integer (database, "PRAGMA foreign_keys", &value, NULL));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (haven_database_get_integer (database, "PRAGMA trusted_schema", &value, NULL));
  g_assert_cmpint (value, ==, 0);
  statement = haven_database_prepare (database, "PRAGMA journal_mode", NULL, "");
  g_assert_true (haven_database_step (database, statement, &row, NULL));
  g_assert_cmpstr (haven_column_text (statement, 0), ==, "wal");
}

/* A statement that is kept for the next time keeps what was bound to it. */
static void
test_no_statement_keeps_a_key (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *path = haven_test_vault_build_path (vault, "shared.db");
  g_autoptr (HavenDatabase) database = haven_database_open_empty (NULL);
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = NULL;

  g_clear_object (&vault->store);
  g_assert_true (haven_database_attach (database, path, "shared", shared_key (vault), &error));
  g_assert_no_error (error);
  while ((statement = sqlite3_next_stmt (haven_database_get_handle (database), statement)) != NULL)
    g_assert_null (strstr (sqlite3_sql (statement), "KEY"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/migrations/a-newer-schema-is-refused-and-not-touched",
                   test_a_newer_schema_is_refused_and_not_touched);
  g_test_add_func ("/store/migrations/a-missing-partition-is-named-and-not-made",
                   test_a_missing_partition_is_named_and_not_made);
  g_test_add_func ("/store/migrations/a-damaged-first-page-is-told", test_a_damaged_first_page_is_told);
  g_test_add_func ("/store/migrations/a-folder-that-others-may-read-is-refused",
                   test_a_folder_that_others_may_read_is_refused);
  g_test_add_func ("/store/migrations/every-partition-reaches-its-newest-version",
                   test_every_partition_reaches_its_newest_version);
  g_test_add_func ("/store/migrations/the-files-are-durable-and-encrypted-as-promised",
                   test_the_files_are_durable_and_encrypted_as_promised);
  g_test_add_func ("/store/migrations/no-statement-keeps-a-key", test_no_statement_keeps_a_key);
  return g_test_run ();
}
