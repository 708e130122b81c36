/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The start-up and settings contract, asked of the process and of the connections themselves. */

#include "fault-test.h"

#include "haven-hardening.h"
#include "haven-store-private.h"
#include "haven-transaction-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* ── The process ──────────────────────────────────────────────────────────── */

static void
test_the_process_is_closed_to_others (void)
{
  static const char *const gone[] = { "SECRET_BACKEND", "SECRET_FILE_TEST_PATH", "SECRET_FILE_TEST_PASSWORD",
                                      "SQLITE_TMPDIR",  "GTK_MODULES",           "GTK_DEBUG",
                                      "GTK_PATH",       "G_DBUS_DEBUG" };
  struct rlimit limit;
  mode_t mask;

  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    g_setenv (gone[i], "/tmp/elsewhere", TRUE);
  umask (0);
  haven_harden_process ();
  mask = umask (077);
  g_assert_cmpint (mask, ==, 077);
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpint (limit.rlim_cur, ==, 0);
  g_assert_cmpint (limit.rlim_max, ==, 0);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
#endif
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_null (g_getenv (gone[i]));
}

/* ── The connections ──────────────────────────────────────────────────────── */

static char *
ask (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  char *answer = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return answer;
}

static void
assert_setting (sqlite3 *handle, const char *part, const char *setting, const char *wanted)
{
  g_autofree char *sql = part ? g_strdup_printf ("PRAGMA %s.%s", part, setting) : g_strdup_printf ("PRAGMA %s", setting);
  g_autofree char *answer = ask (handle, sql);

  if (g_strcmp0 (answer, wanted) != 0)
    g_error ("%s is %s, not %s", sql, answer ? answer : "nothing", wanted);
}

static void
assert_switch (sqlite3 *handle, int number, int wanted)
{
  int value = -1;

  g_assert_cmpint (sqlite3_db_config (handle, number, -1, &value), ==, SQLITE_OK);
  g_assert_cmpint (value, ==, wanted);
}

static void
assert_contract (sqlite3 *handle)
{
  static const char *const parts[] = { "shared", "clinical", "legal" };
  g_autofree char *version = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      assert_setting (handle, parts[i], "journal_mode", "wal");
      assert_setting (handle, parts[i], "synchronous", "2");
      assert_setting (handle, parts[i], "secure_delete", "1");
      assert_setting (handle, parts[i], "mmap_size", "0");
    }
  assert_setting (handle, NULL, "temp_store", "2");
  assert_setting (handle, NULL, "foreign_keys", "1");
  assert_setting (handle, NULL, "trusted_schema", "0");
  assert_setting (handle, NULL, "cell_size_check", "1");
  assert_switch (handle, SQLITE_DBCONFIG_DEFENSIVE, 1);
  assert_switch (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  assert_switch (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
  version = ask (handle, "PRAGMA cipher_version");
  g_assert_nonnull (version);
  g_assert_true (g_str_has_prefix (version, "4."));
}

static gboolean
look_at_writer (HavenTransaction *transaction, gpointer data, GError **error)
{
  sqlite3 *handle = haven_database_get_handle (transaction->database);

  /* The vault's own gate lets nobody ask; so this opens it, for the rest of this test. */
  sqlite3_set_authorizer (handle, NULL, NULL);
  assert_contract (handle);
  return TRUE;
}

static void
test_both_connections_keep_the_contract (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, "patient", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;
  HavenDatabase *reader = haven_store_get_reader (vault->store, &error);

  haven_store_run (vault->store, &act, look_at_writer, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reader);
  sqlite3_set_authorizer (haven_database_get_handle (reader), NULL, NULL);
  assert_contract (haven_database_get_handle (reader));
  assert_setting (haven_database_get_handle (reader), NULL, "query_only", "1");
}

static void
test_full_text_search_forgets_what_is_deleted (void)
{
  static const char *const parts[] = { "shared", "clinical", "legal" };
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  guint n_tables = 0;

  g_clear_object (&vault->store);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *name = g_strconcat (parts[i], ".db", NULL);
      g_autofree char *path = haven_test_vault_build_path (vault, name);
      g_autoptr (HavenDatabase) database =
          haven_database_open_file (path, haven_vault_keys_get (vault->keys, (HavenPartition) i), NULL);
      sqlite3 *handle = haven_database_get_handle (database);
      g_autofree char *names = ask (handle, "SELECT group_concat (name) FROM sqlite_schema WHERE sql LIKE '%USING fts5%'");
      g_auto (GStrv) list = g_strsplit (names ? names : "", ",", -1);

      for (gsize k = 0; list[k] && *list[k]; k++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT v FROM %s_config WHERE k = 'secure-delete'", list[k]);
          g_autofree char *value = ask (handle, sql);

          if (g_strcmp0 (value, "1") != 0)
            g_error ("%s keeps deleted words", list[k]);
          n_tables++;
        }
    }
  g_assert_cmpuint (n_tables, >, 0);
}

/* ── The files ────────────────────────────────────────────────────────────── */

static void
test_each_file_is_its_owners_and_shows_nothing (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Somebody");
  g_autoptr (GDir) dir = g_dir_open (vault->folder, 0, NULL);
  const char *name;
  guint n_files = 0;
  GStatBuf status;

  g_assert_cmpint (g_stat (vault->folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = haven_test_vault_build_path (vault, name);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_null (memmem (content, length, "SQLite format 3", 15));
      g_assert_null (memmem (content, length, "CREATE TABLE", 12));
      n_files++;
    }
  g_assert_cmpuint (n_files, >=, 9);
}

static void
test_others_may_not_look_into_an_open_vault (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (GError) error = NULL;
  HavenStore *store;

  g_clear_object (&vault->store);
  g_assert_cmpint (g_chmod (vault->folder, 0755), ==, 0);
  store = fault_open_vault (vault->folder, vault, &error);
  g_assert_null (store);
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_PERMISSIONS);
  g_assert_cmpint (g_chmod (vault->folder, 0700), ==, 0);
}

#define ADD(path, test) g_test_add_func ("/faults/startup/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("the-process-is-closed-to-others", test_the_process_is_closed_to_others);
  ADD ("both-connections-keep-the-contract", test_both_connections_keep_the_contract);
  ADD ("full-text-search-forgets-what-is-deleted", test_full_text_search_forgets_what_is_deleted);
  ADD ("each-file-is-its-owners-and-shows-nothing", test_each_file_is_its_owners_and_shows_nothing);
  ADD ("others-may-not-look-into-an-open-vault", test_others_may_not_look_into_an_open_vault);
  return g_test_run ();
}
