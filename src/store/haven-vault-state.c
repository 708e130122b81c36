/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-state-private.h"

/** The shared partition alone, for what is noted beside any transaction; no records are read here. */
HavenDatabase *
haven_vault_state_open_shared (const char *folder, HavenVaultKeys *keys, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "shared.db", NULL);

  /* Opening makes a file that is not there. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_MISSING_PARTITION,
                           "The file “shared.db” of the vault is missing. Nothing was changed. Restore it from a backup.");
      return NULL;
    }
  return haven_engine_start (error) ? haven_database_open_file (path, haven_vault_keys_get (keys, HAVEN_PARTITION_SHARED), error)
                                    : NULL;
}

/**
 * haven_vault_state_note_generation:
 *
 * Keeps the newest generation of vault.json inside the vault, so that an older file put back is noticed.
 */
gboolean
haven_vault_state_note_generation (const char *folder, HavenVaultKeys *keys, gint64 generation, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_vault_state_open_shared (folder, keys, error);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, generation);

  return database != NULL &&
         haven_database_run (database,
                             "INSERT INTO clinic_setting (name, value) VALUES ('vault_generation', ?)"
                             " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                             " WHERE CAST (value AS INTEGER) < CAST (excluded.value AS INTEGER)",
                             error,
                             "s",
                             text);
}

gboolean
haven_vault_state_set_rolled_back (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_ROLLED_BACK,
                       "An older vault.json was put in the place of the newest one. Nothing was changed. Put the newest one "
                       "back, or restore a backup, and tell the administrator.");
  return FALSE;
}

/**
 * haven_vault_state_check_generation:
 *
 * Whether @generation is the newest one that the vault knows of: to be asked before vault.json is written on the word of
 * what stands in it.
 */
gboolean
haven_vault_state_check_generation (const char *folder, HavenVaultKeys *keys, gint64 generation, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_vault_state_open_shared (folder, keys, error);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, generation);
  sqlite3_stmt *statement = NULL;
  gboolean newer = FALSE;

  if (database != NULL)
    statement = haven_database_prepare (database,
                                        "SELECT 1 FROM clinic_setting WHERE name = 'vault_generation'"
                                        " AND CAST (value AS INTEGER) > CAST (? AS INTEGER)",
                                        error,
                                        "s",
                                        text);
  if (statement == NULL || !haven_database_step (database, statement, &newer, error))
    return FALSE;
  sqlite3_reset (statement);
  return !newer || haven_vault_state_set_rolled_back (error);
}

/** Returns: (transfer full) (nullable): the id of the active member of staff who is called so */
char *
haven_vault_state_find_staff (const char *folder, HavenVaultKeys *keys, const char *name, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_vault_state_open_shared (folder, keys, error);
  sqlite3_stmt *statement = NULL;
  gboolean row = FALSE;
  char *id = NULL;

  if (database != NULL)
    statement = haven_database_prepare (database, "SELECT id FROM staff_member WHERE name = ? AND active", error, "s", name);
  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return NULL;
  if (row)
    {
      id = g_strdup (haven_column_text (statement, 0));
      sqlite3_reset (statement);
    }
  else
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_FOUND,
                         "No member of staff of this vault has that name. Type it as the clinic writes it.");
  return id;
}
