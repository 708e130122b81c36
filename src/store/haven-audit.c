/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-private.h"

#include <sodium.h>
#include <string.h>

/* Each event is hashed over the one before it and over all of its own columns, each behind its length, so that no
 * event can be changed, taken out, put in or moved without the chain showing it. */

static void
hash_bytes (crypto_generichash_state *state, gconstpointer bytes, gsize length)
{
  guint64 size = GUINT64_TO_BE ((guint64) length);

  crypto_generichash_update (state, (const guint8 *) &size, sizeof size);
  if (length > 0)
    crypto_generichash_update (state, bytes, length);
}

static void
hash_text (crypto_generichash_state *state, const char *text)
{
  static const guint8 absent = 0, present = 1;

  crypto_generichash_update (state, text ? &present : &absent, 1);
  if (text)
    hash_bytes (state, text, strlen (text));
}

static void
hash_number (crypto_generichash_state *state, gint64 number)
{
  guint64 bytes = GUINT64_TO_BE ((guint64) number);

  crypto_generichash_update (state, (const guint8 *) &bytes, sizeof bytes);
}

static void
hash_event (const guint8 *previous, gint64 sequence, HavenInstant at, const char *const texts[6], guint8 *hash)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, HAVEN_HASH_SIZE);
  crypto_generichash_update (&state, previous, HAVEN_HASH_SIZE);
  hash_number (&state, sequence);
  hash_number (&state, at);
  for (int i = 0; i < 6; i++)
    hash_text (&state, texts[i]);
  crypto_generichash_final (&state, hash, HAVEN_HASH_SIZE);
}

static gboolean
load_head (HavenDatabase *database, const char *name, gint64 *sequence, guint8 *hash, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT sequence, hash FROM %s.audit_event ORDER BY sequence DESC LIMIT 1", name);
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "");
  gboolean row = FALSE;

  *sequence = 0;
  memset (hash, 0, HAVEN_HASH_SIZE);
  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return FALSE;
  if (row)
    {
      *sequence = sqlite3_column_int64 (statement, 0);
      memcpy (hash, sqlite3_column_blob (statement, 1), HAVEN_HASH_SIZE);
      sqlite3_reset (statement);
    }
  return TRUE;
}

/** Appends an event to a partition's chain, inside the transaction that is running. */
gboolean
haven_audit_append (HavenDatabase *database,
                    HavenPartition partition,
                    const HavenAct *act,
                    HavenInstant at,
                    GError **error)
{
  const char *name = haven_partition_get_name (partition);
  const char *const texts[6] = { act->staff_id,  haven_action_get_name (act->action),
                                 act->record,    act->object_id,
                                 act->patient_id, act->detail };
  guint8 previous[HAVEN_HASH_SIZE], hash[HAVEN_HASH_SIZE];
  g_autofree char *sql = NULL;
  gint64 sequence;

  if (!load_head (database, name, &sequence, previous, error))
    return FALSE;
  sequence++;
  hash_event (previous, sequence, at, texts, hash);
  sql = g_strdup_printf ("INSERT INTO %s.audit_event (sequence, at, staff_id, action, record, object_id, patient_id,"
                         " detail, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         name);
  return haven_database_run (database,
                             sql,
                             error,
                             "iissssssbb",
                             sequence,
                             at,
                             texts[0],
                             texts[1],
                             texts[2],
                             texts[3],
                             texts[4],
                             texts[5],
                             previous,
                             HAVEN_HASH_SIZE,
                             hash,
                             HAVEN_HASH_SIZE);
}

static gboolean
check_event (sqlite3_stmt *statement, gint64 expected_sequence, guint8 *head)
{
  const char *texts[6];
  guint8 hash[HAVEN_HASH_SIZE];

  for (int i = 0; i < 6; i++)
    texts[i] = haven_column_text (statement, i + 2);
  if (sqlite3_column_int64 (statement, 0) != expected_sequence || sqlite3_column_bytes (statement, 8) != HAVEN_HASH_SIZE ||
      sqlite3_column_bytes (statement, 9) != HAVEN_HASH_SIZE ||
      memcmp (sqlite3_column_blob (statement, 8), head, HAVEN_HASH_SIZE) != 0)
    return FALSE;
  hash_event (head, expected_sequence, sqlite3_column_int64 (statement, 1), texts, hash);
  if (memcmp (sqlite3_column_blob (statement, 9), hash, HAVEN_HASH_SIZE) != 0)
    return FALSE;
  memcpy (head, hash, HAVEN_HASH_SIZE);
  return TRUE;
}

/** Walks a partition's whole chain. %HAVEN_STORE_ERROR_DAMAGED names the first event that does not fit. */
gboolean
haven_audit_verify (HavenDatabase *database, HavenPartition partition, gint64 *n_events, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT sequence, at, staff_id, action, record, object_id, patient_id, detail, previous_hash,"
                       " hash FROM %s.audit_event ORDER BY sequence",
                       haven_partition_get_name (partition));
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "");
  guint8 head[HAVEN_HASH_SIZE] = { 0 };
  gint64 sequence = 0;
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (haven_database_step (database, statement, &row, error))
    {
      if (!row)
        {
          if (n_events)
            *n_events = sequence;
          return TRUE;
        }
      sequence++;
      if (!check_event (statement, sequence, head))
        {
          sqlite3_reset (statement);
          g_set_error (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_DAMAGED,
                       "The log of the “%s” part was altered at event %" G_GINT64_FORMAT
                       ". Keep the vault as it is and tell the administrator.",
                       haven_partition_get_name (partition),
                       sequence);
          return FALSE;
        }
    }
  return FALSE;
}
