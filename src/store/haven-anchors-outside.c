/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The heads as they leave the vault's folder: as a blob, and on paper. */

#include "haven-anchors-private.h"
#include "haven-audit-watch-private.h"

#include <sodium.h>
#include <string.h>

/**
 * haven_anchors_dup_blob:
 * @store: open
 * @previous: (nullable): the blob that was kept there before: what it says of partitions that are not open stays
 *
 * For the keyring and for vault.json, while the vault is open or as it is closed.
 *
 * Returns: (transfer full) (nullable): %HAVEN_ANCHORS_BLOB_SIZE bytes; %NULL when the store is closed
 */
GBytes *
haven_anchors_dup_blob (HavenStore *store, GBytes *previous)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (store);
  guint8 blob[HAVEN_ANCHORS_BLOB_SIZE];

  if (watch == NULL || haven_audit_watch_get_anchors (watch) == NULL)
    return NULL;
  haven_anchors_seal (haven_audit_watch_get_anchors (watch), previous, blob);
  return g_bytes_new (blob, sizeof blob);
}

/**
 * haven_anchors_check_blob:
 * @store: just opened
 * @blob: what haven_anchors_dup_blob() gave before
 * @checked: (out) (optional): the partitions that it said something of
 *
 * Whether each open chain is the one that the blob was made of, or a later state of it. To be called before anything
 * of the vault is shown. %HAVEN_STORE_ERROR_ROLLED_BACK names the part that is not; the vault is read-only then. What
 * cannot be read, a key that has changed since for example, says nothing.
 */
gboolean
haven_anchors_check_blob (HavenStore *store, GBytes *blob, HavenPartitions *checked, GError **error)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (store);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (blob, &size);
  HavenPartitions said = 0;
  GError *failure = NULL;

  g_return_val_if_fail (watch != NULL && haven_audit_watch_get_anchors (watch) != NULL, FALSE);

  for (int i = 0; size == HAVEN_ANCHORS_BLOB_SIZE && i < HAVEN_N_PARTITIONS && failure == NULL; i++)
    {
      HavenAuditHead anchor;

      if (!haven_anchors_unseal (haven_audit_watch_get_anchors (watch), bytes, (HavenPartition) i, &anchor))
        continue;
      said |= 1u << i;
      haven_audit_watch_check_anchor (watch, (HavenPartition) i, &anchor, &failure);
    }
  if (checked)
    *checked = said;
  if (failure == NULL)
    return TRUE;
  if (g_error_matches (failure, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_ROLLED_BACK))
    haven_audit_watch_set_broken (watch, failure);
  g_propagate_error (error, failure);
  return FALSE;
}

/** The number and the time of the last event of an open partition; 0 where it is not open or has none. */
gint64
haven_anchors_get_sequence (HavenStore *store, HavenPartition partition, HavenInstant *at)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (store);
  HavenAuditHead head = { 0 };

  if (watch != NULL && haven_audit_watch_get_anchors (watch) != NULL)
    haven_anchors_get (haven_audit_watch_get_anchors (watch), partition, &head);
  if (at)
    *at = head.at;
  return head.sequence;
}

/* ── On paper ─────────────────────────────────────────────────────────────── */

/* Twenty bytes, 32 letters: the partition, the number, the start of the hash, and a sum that finds a slip. */
#define PRINTED_SIZE 20
#define PRINTED_HASH 12
#define AT_SEQUENCE 1
#define AT_HASH 6
#define AT_SUM 18
#define N_LETTERS (PRINTED_SIZE * 8 / 5)
#define GROUP 4

/* No letter that is taken for another. */
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
make_sum (const guint8 *bytes, guint8 *sum)
{
  guint8 hash[crypto_generichash_BYTES_MIN];

  crypto_generichash (hash, sizeof hash, bytes, AT_SUM, NULL, 0);
  memcpy (sum, hash, PRINTED_SIZE - AT_SUM);
}

static guint
take_five_bits (const guint8 *bytes, guint i)
{
  guint value = 0;

  for (guint bit = i * 5; bit < i * 5 + 5; bit++)
    value = value << 1 | ((bytes[bit / 8] >> (7 - bit % 8)) & 1u);
  return value;
}

/**
 * haven_anchors_dup_printed:
 *
 * For the weekly sheet: what a chain's head was, to be typed in again where somebody doubts the vault.
 *
 * Returns: (transfer full) (nullable): letters and digits in groups of four; %NULL where @partition is not open
 */
char *
haven_anchors_dup_printed (HavenStore *store, HavenPartition partition)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (store);
  GString *text = NULL;
  HavenAuditHead head;
  guint8 bytes[PRINTED_SIZE] = { (guint8) partition };

  if (watch == NULL || haven_audit_watch_get_anchors (watch) == NULL ||
      !haven_anchors_get (haven_audit_watch_get_anchors (watch), partition, &head))
    return NULL;
  for (int i = 0; i < AT_HASH - AT_SEQUENCE; i++)
    bytes[AT_SEQUENCE + i] = (guint8) (head.sequence >> (8 * (AT_HASH - AT_SEQUENCE - 1 - i)));
  memcpy (bytes + AT_HASH, head.hash, PRINTED_HASH);
  make_sum (bytes, bytes + AT_SUM);
  text = g_string_new (NULL);
  for (guint i = 0; i < N_LETTERS; i++)
    g_string_append_printf (text, "%s%c", i > 0 && i % GROUP == 0 ? "-" : "", letters[take_five_bits (bytes, i)]);
  return g_string_free (text, FALSE);
}

/* As people type: small letters, O for 0, I or L for 1, with or without what parts the groups. */
static gboolean
read_printed (const char *text, guint8 *bytes)
{
  guint n_letters = 0;

  memset (bytes, 0, PRINTED_SIZE);
  for (const char *c = text; *c; c++)
    {
      char letter = g_ascii_toupper (*c);
      const char *found;

      if (letter == '-' || g_ascii_isspace (letter))
        continue;
      letter = letter == 'O' ? '0' : letter == 'I' || letter == 'L' ? '1' : letter;
      found = strchr (letters, letter);
      if (found == NULL || n_letters == N_LETTERS)
        return FALSE;
      for (guint bit = 0; bit < 5; bit++)
        if ((found - letters) & (16 >> bit))
          bytes[(n_letters * 5 + bit) / 8] |= (guint8) (128 >> ((n_letters * 5 + bit) % 8));
      n_letters++;
    }
  return n_letters == N_LETTERS;
}

static gboolean
take_printed (const char *text, HavenPartition *partition, HavenAuditHead *head, GError **error)
{
  guint8 bytes[PRINTED_SIZE], sum[PRINTED_SIZE - AT_SUM];

  if (read_printed (text, bytes))
    make_sum (bytes, sum);
  if (!read_printed (text, bytes) || memcmp (sum, bytes + AT_SUM, sizeof sum) != 0 || bytes[0] >= HAVEN_N_PARTITIONS)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_FAILED,
                           "That is not a head as Haven prints it. Look at each group of four again.");
      return FALSE;
    }
  *partition = (HavenPartition) bytes[0];
  for (int i = AT_SEQUENCE; i < AT_HASH; i++)
    head->sequence = head->sequence << 8 | bytes[i];
  memcpy (head->hash, bytes + AT_HASH, PRINTED_HASH);
  return TRUE;
}

/**
 * haven_anchors_check_printed:
 * @text: what stands on a sheet
 * @partition: (out) (optional): which part it is about
 * @sequence: (out) (optional): which event
 *
 * Whether the chain of the vault still goes through what was printed.
 */
gboolean
haven_anchors_check_printed (HavenStore *store,
                             const char *text,
                             HavenPartition *partition,
                             gint64 *sequence,
                             GError **error)
{
  HavenAuditWatch *watch = haven_store_get_audit_watch (store);
  HavenPartition own_partition;
  HavenAuditHead head = { 0 };
  gboolean contains = FALSE;

  if (!take_printed (text, &own_partition, &head, error))
    return FALSE;
  if (partition)
    *partition = own_partition;
  if (sequence)
    *sequence = head.sequence;
  if ((haven_store_get_open_partitions (store) & (1u << own_partition)) == 0)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_MISSING_PARTITION,
                           "That head belongs to a part of the vault that is not open to you.");
      return FALSE;
    }
  if (!haven_audit_watch_contains (watch, own_partition, &head, PRINTED_HASH, &contains, error))
    return FALSE;
  if (!contains)
    g_set_error (error,
                 HAVEN_STORE_ERROR,
                 HAVEN_STORE_ERROR_ROLLED_BACK,
                 "The “%s” part does not hold the event that was printed (number %" G_GINT64_FORMAT
                 "): an older copy was put in its place, or its log was made anew. Restore the latest backup, and keep "
                 "this vault.",
                 haven_partition_get_name (own_partition),
                 head.sequence);
  return contains;
}
