/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-private.h"

#include <sodium.h>
#include <string.h>

/* Each event is hashed over the one before it and over all of its own columns, each behind its length, so that no
 * event can be changed, taken out, put in or moved without the chain showing it. Events of the first format have six
 * texts, those of the second nine, those of the third vouch for what the partition holds. A later format is never
 * followed by an earlier one, so that no event can pass for an old one with less in it. */

#define OLD_FORMAT 1
#define SECOND_FORMAT 2
#define NEWEST_FORMAT 3
#define OLD_N_TEXTS 6

/* What a statement that reads events selects, in this order. */
#define EVENT_COLUMNS \
  "sequence, at, staff_id, action, record, object_id, patient_id, detail, workstation, session, changed, format," \
  " previous_hash, hash, contents"

enum
{
  COLUMN_SEQUENCE,
  COLUMN_AT,
  COLUMN_FIRST_TEXT,
  COLUMN_FORMAT = COLUMN_FIRST_TEXT + HAVEN_AUDIT_N_TEXTS,
  COLUMN_PREVIOUS_HASH,
  COLUMN_HASH,
  COLUMN_CONTENTS,
};

/* ── One event ────────────────────────────────────────────────────────────── */

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
hash_event (const guint8 *previous,
            gint64 format,
            gint64 sequence,
            HavenInstant at,
            const char *const texts[HAVEN_AUDIT_N_TEXTS],
            const guint8 *contents,
            guint8 *hash)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, HAVEN_HASH_SIZE);
  crypto_generichash_update (&state, previous, HAVEN_HASH_SIZE);
  /* No sequence is below zero, so an event of one format never hashes like one of the other. */
  if (format != OLD_FORMAT)
    hash_number (&state, -format);
  hash_number (&state, sequence);
  hash_number (&state, at);
  for (int i = 0; i < (format == OLD_FORMAT ? OLD_N_TEXTS : HAVEN_AUDIT_N_TEXTS); i++)
    hash_text (&state, texts[i]);
  if (format > SECOND_FORMAT)
    hash_bytes (&state, contents, contents ? HAVEN_CONTENTS_SIZE : 0);
  crypto_generichash_final (&state, hash, HAVEN_HASH_SIZE);
}

static gboolean
copy_hash (sqlite3_stmt *statement, int column, guint8 *hash)
{
  if (sqlite3_column_bytes (statement, column) != HAVEN_HASH_SIZE)
    return FALSE;
  memcpy (hash, sqlite3_column_blob (statement, column), HAVEN_HASH_SIZE);
  return TRUE;
}

/* %FALSE where there is something that can be no contents. */
static gboolean
copy_contents (sqlite3_stmt *statement, int column, HavenAuditHead *head)
{
  head->has_contents = sqlite3_column_bytes (statement, column) == HAVEN_CONTENTS_SIZE;
  if (head->has_contents)
    memcpy (head->contents, sqlite3_column_blob (statement, column), HAVEN_CONTENTS_SIZE);
  return head->has_contents || sqlite3_column_type (statement, column) == SQLITE_NULL;
}

/** Reads how far the chain goes. Zeros where it is empty. */
gboolean
haven_audit_read_head (HavenDatabase *database, HavenPartition partition, HavenAuditHead *head, GError **error)
{
  static const char *const sql[HAVEN_N_PARTITIONS] = {
    "SELECT sequence, at, hash, contents FROM shared.audit_event ORDER BY sequence DESC LIMIT 1",
    "SELECT sequence, at, hash, contents FROM clinical.audit_event ORDER BY sequence DESC LIMIT 1",
    "SELECT sequence, at, hash, contents FROM legal.audit_event ORDER BY sequence DESC LIMIT 1",
  };
  sqlite3_stmt *statement = haven_database_prepare (database, sql[partition], error, "");
  gboolean row = FALSE;

  memset (head, 0, sizeof *head);
  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return FALSE;
  if (row)
    {
      head->sequence = sqlite3_column_int64 (statement, 0);
      head->at = sqlite3_column_int64 (statement, 1);
      copy_hash (statement, 2, head->hash);
      copy_contents (statement, 3, head);
      sqlite3_reset (statement);
    }
  return TRUE;
}

/**
 * haven_audit_append:
 * @at: when; an event never lies before the one in front of it, so the later of the two counts
 * @head: (inout): how far the chain goes, as haven_audit_read_head() gave it in this transaction
 *
 * Appends an event to a partition's chain, inside the transaction that is running.
 */
gboolean
haven_audit_append (HavenDatabase *database,
                    HavenPartition partition,
                    const HavenAuditEvent *event,
                    HavenInstant at,
                    HavenAuditHead *head,
                    GError **error)
{
  const char *const texts[HAVEN_AUDIT_N_TEXTS] = { event->staff_id,  event->action,     event->record,
                                                   event->object_id, event->patient_id, event->detail,
                                                   event->workstation, event->session,  event->changed };
  HavenAuditHead next = {
    .sequence = head->sequence + 1,
    .at = MAX (at, head->at),
    .has_contents = event->contents != NULL,
  };
  g_autofree char *sql = g_strdup_printf ("INSERT INTO %s.audit_event (" EVENT_COLUMNS
                                          ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                          haven_partition_get_name (partition));

  if (event->contents)
    memcpy (next.contents, event->contents, HAVEN_CONTENTS_SIZE);
  hash_event (head->hash, NEWEST_FORMAT, next.sequence, next.at, texts, event->contents, next.hash);
  if (!haven_database_run (database, sql, error, "ii" "sssssssss" "ibbb", next.sequence, next.at,
                           texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], (gint64) NEWEST_FORMAT,
                           head->hash, HAVEN_HASH_SIZE, next.hash, HAVEN_HASH_SIZE, event->contents,
                           HAVEN_CONTENTS_SIZE))
    return FALSE;
  *head = next;
  return TRUE;
}

/**
 * haven_audit_contains:
 * @n_bytes: how much of the hash counts; all of it but for what was printed
 *
 * Whether the chain has this very event, by one look at its number. What lies before the first is always there.
 */
gboolean
haven_audit_contains (HavenDatabase *database,
                      HavenPartition partition,
                      const HavenAuditHead *anchor,
                      gsize n_bytes,
                      gboolean *contains,
                      GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT hash FROM %s.audit_event WHERE sequence = ?",
                                          haven_partition_get_name (partition));
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "i", anchor->sequence);
  guint8 hash[HAVEN_HASH_SIZE];
  gboolean row = FALSE;

  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return FALSE;
  *contains = anchor->sequence == 0 ||
              (row && copy_hash (statement, 0, hash) && memcmp (hash, anchor->hash, n_bytes) == 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* ── The whole chain ──────────────────────────────────────────────────────── */

/* What stands behind a zero byte, or where the format knows no text, would not be hashed. */
static gboolean
read_texts (sqlite3_stmt *statement, gint64 format, const char *texts[HAVEN_AUDIT_N_TEXTS])
{
  for (int i = 0; i < HAVEN_AUDIT_N_TEXTS; i++)
    {
      texts[i] = haven_column_text (statement, COLUMN_FIRST_TEXT + i);
      if (texts[i] != NULL && ((format == OLD_FORMAT && i >= OLD_N_TEXTS) ||
                               (gsize) sqlite3_column_bytes (statement, COLUMN_FIRST_TEXT + i) != strlen (texts[i])))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_event (sqlite3_stmt *statement, HavenAuditHead *reached, gint64 *format)
{
  HavenAuditHead next = { sqlite3_column_int64 (statement, COLUMN_SEQUENCE),
                          sqlite3_column_int64 (statement, COLUMN_AT) };
  gint64 own_format = sqlite3_column_int64 (statement, COLUMN_FORMAT);
  const char *texts[HAVEN_AUDIT_N_TEXTS];
  guint8 previous[HAVEN_HASH_SIZE], stored[HAVEN_HASH_SIZE];

  if (!read_texts (statement, own_format, texts))
    return FALSE;
  if (next.sequence != reached->sequence + 1 || own_format < *format || own_format > NEWEST_FORMAT ||
      (own_format != OLD_FORMAT && next.at < reached->at) || !copy_hash (statement, COLUMN_PREVIOUS_HASH, previous) ||
      !copy_hash (statement, COLUMN_HASH, stored) || memcmp (previous, reached->hash, HAVEN_HASH_SIZE) != 0)
    return FALSE;
  if (!copy_contents (statement, COLUMN_CONTENTS, &next) || (next.has_contents && own_format <= SECOND_FORMAT))
    return FALSE;
  hash_event (previous,
              own_format,
              next.sequence,
              next.at,
              texts,
              next.has_contents ? next.contents : NULL,
              next.hash);
  if (memcmp (stored, next.hash, HAVEN_HASH_SIZE) != 0)
    return FALSE;
  *reached = next;
  *format = own_format;
  return TRUE;
}

static void
set_broken (HavenPartition partition, gint64 sequence, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CHAIN_BROKEN,
               "The log of the “%s” part was altered at event %" G_GINT64_FORMAT
               ". Keep the vault as it is and tell the administrator.",
               haven_partition_get_name (partition),
               sequence);
}

static sqlite3_stmt *
prepare_part (HavenDatabase *database, HavenPartition partition, gint64 reached, gint64 n_most, GError **error)
{
  /* What was put in front of the first event is walked too, and does not fit. */
  gint64 first = reached == 0 ? G_MININT64 : reached + 1;
  g_autofree char *sql = g_strdup_printf ("SELECT " EVENT_COLUMNS
                                          " FROM %s.audit_event WHERE sequence >= ? ORDER BY sequence LIMIT ?",
                                          haven_partition_get_name (partition));

  return haven_database_prepare (database, sql, error, "ii", first, n_most);
}

/* The format of the event that was reached, below which no later one may fall. */
static gboolean
read_format (HavenDatabase *database, HavenPartition partition, gint64 sequence, gint64 *format, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT format FROM %s.audit_event WHERE sequence = ?",
                                          haven_partition_get_name (partition));
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "i", sequence);
  gboolean row = FALSE;

  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return FALSE;
  *format = row ? sqlite3_column_int64 (statement, 0) : OLD_FORMAT;
  sqlite3_reset (statement);
  if (!row && sequence > 0)
    set_broken (partition, sequence, error);
  return row || sequence == 0;
}

/**
 * haven_audit_verify_part:
 * @reached: (inout): the last event that was found sound; zeros at first
 * @n_most: how many events to walk at most: the chain may grow meanwhile, and nothing is held up for long
 * @at_end: (out): whether that was the last
 *
 * %HAVEN_STORE_ERROR_CHAIN_BROKEN names the first event that does not fit.
 */
gboolean
haven_audit_verify_part (HavenDatabase *database,
                         HavenPartition partition,
                         HavenAuditHead *reached,
                         gint64 n_most,
                         gboolean *at_end,
                         GError **error)
{
  sqlite3_stmt *statement;
  gboolean row = TRUE;
  gint64 n_left = n_most, format;

  if (!read_format (database, partition, reached->sequence, &format, error))
    return FALSE;
  statement = prepare_part (database, partition, reached->sequence, n_most, error);
  if (statement == NULL)
    return FALSE;
  for (; haven_database_step (database, statement, &row, error); n_left--)
    {
      if (!row)
        {
          *at_end = n_left > 0;
          return TRUE;
        }
      if (!check_event (statement, reached, &format))
        {
          sqlite3_reset (statement);
          set_broken (partition, reached->sequence + 1, error);
          return FALSE;
        }
    }
  return FALSE;
}

/** Walks a partition's whole chain in one go. */
gboolean
haven_audit_verify (HavenDatabase *database, HavenPartition partition, gint64 *n_events, GError **error)
{
  HavenAuditHead reached = { 0 };
  gboolean at_end;

  if (!haven_audit_verify_part (database, partition, &reached, G_MAXINT64, &at_end, error))
    return FALSE;
  if (n_events)
    *n_events = reached.sequence;
  return TRUE;
}
