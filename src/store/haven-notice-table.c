/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-tables.h"

#include "haven-transaction-private.h"

/* What is noted about the staff beside an act of theirs stands among the clinic's settings, where everybody may look: it
 * says nothing of any person. Whoever may do the act has it noted, whether or not they keep settings. */

/**
 * haven_tables_set_notice:
 * @name: "notice:…", "reset:…" or "seen:…"
 * @value: "" where it says nothing any more
 */
gboolean
haven_tables_set_notice (HavenTransaction *self, const char *name, const char *value, GError **error)
{
  gboolean written;

  g_return_val_if_fail (g_str_has_prefix (name, "notice:") || g_str_has_prefix (name, "reset:") ||
                            g_str_has_prefix (name, "seen:"),
                        FALSE);

  haven_database_go_inside (self->database);
  written = haven_database_run (self->database,
                                "INSERT INTO shared.clinic_setting (name, value) VALUES (?, ?)"
                                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                error,
                                "ss",
                                name,
                                value);
  haven_database_come_out (self->database);
  return written && haven_transaction_note (self, "clinic_setting", NULL);
}

/**
 * haven_tables_list_notices:
 * @kind: "notice:" or "reset:"
 *
 * Returns: (transfer full) (element-type utf8): names and values by turns; those that say something
 */
GPtrArray *
haven_tables_list_notices (HavenTransaction *self, const char *kind, GError **error)
{
  g_autofree char *pattern = g_strconcat (kind, "%", NULL);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement =
      haven_database_prepare (self->database,
                              "SELECT name, value FROM shared_clinic_setting AS clinic_setting"
                              " WHERE name LIKE ? AND value <> '' ORDER BY name",
                              error,
                              "s",
                              pattern);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;)
    {
      if (!haven_database_step (self->database, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&notices);
      g_ptr_array_add (notices, g_strdup (haven_column_text (statement, 0)));
      g_ptr_array_add (notices, g_strdup (haven_column_text (statement, 1)));
    }
}
