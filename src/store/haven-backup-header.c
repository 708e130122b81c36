/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-private.h"

#include "haven-id.h"
#include "haven-vault-file-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 *   haven backup 1 ⏎        what it is, and the format
 *   0000012345 ⏎            how long the JSON is
 *   { … }                   backup, vault, vault.json, each partition's place, keys and facts
 *   3 × 32 bytes            a mark for each partition over all of that: who has the copy's key can make it
 *   32 bytes                a digest over all of that: tells damage from a wrong key
 *   the partitions, one after another
 */
#define MAGIC "haven backup "
#define FORMAT 1
#define PREFIX "haven backup 1\n"
#define PREFIX_SIZE (sizeof PREFIX - 1)
#define LENGTH_SIZE 11
#define LARGEST_JSON (4 * 1024 * 1024)
#define MARKS_SIZE (HAVEN_N_PARTITIONS * HAVEN_BACKUP_DIGEST_SIZE)
#define TAIL_SIZE (MARKS_SIZE + HAVEN_BACKUP_DIGEST_SIZE)

static const char wrap_purpose[] = "haven backup 1";
static const char mark_purpose[] = "haven backup header 1";
static const char facts_purpose[] = "haven backup facts 1";

HavenBackupHeader *
haven_backup_header_new (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium could not be started");
  return g_new0 (HavenBackupHeader, 1);
}

void
haven_backup_header_free (HavenBackupHeader *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_clear_pointer (&self->parts[i].recovery, json_object_unref);
      g_clear_pointer (&self->parts[i].wrapped, g_free);
      g_clear_pointer (&self->parts[i].facts, g_bytes_unref);
    }
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->id);
  g_free (self->vault_id);
  g_free (self->vault_text);
  g_free (self);
}

HavenPartitions
haven_backup_header_get_partitions (HavenBackupHeader *self)
{
  HavenPartitions partitions = 0;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (self->parts[i].held)
      partitions |= 1u << i;
  return partitions;
}

/** Returns: how long the whole file is, once the header was read */
gint64
haven_backup_header_get_total (HavenBackupHeader *self)
{
  gint64 total = self->text ? (gint64) g_bytes_get_size (self->text) + TAIL_SIZE : 0;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    total += self->parts[i].size;
  return total;
}

gboolean
haven_backup_set_damaged (GError **error, const char *what)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_DAMAGED,
               "The backup is damaged: %s. Nothing was changed. Use another copy of it, or an older backup.",
               what);
  return FALSE;
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

static JsonObject *
make_part (HavenBackupPart *part)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "size", part->size);
  haven_slot_set_bytes (object, "digest", part->digest, sizeof part->digest);
  json_object_set_object_member (object, "recovery", json_object_ref (part->recovery));
  json_object_set_string_member (object, "key", part->wrapped);
  haven_slot_set_bytes (object, "facts", g_bytes_get_data (part->facts, NULL), g_bytes_get_size (part->facts));
  return object;
}

static char *
make_json (HavenBackupHeader *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *made_at = haven_instant_dup_iso (self->made_at);
  JsonObject *parts = json_object_new ();

  json_object_set_int_member (object, "format", FORMAT);
  json_object_set_string_member (object, "backup", self->id);
  json_object_set_string_member (object, "vault", self->vault_id);
  json_object_set_string_member (object, "made_at", made_at);
  json_object_set_int_member (object, "generation", self->generation);
  json_object_set_string_member (object, "vault_json", self->vault_text);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (self->parts[i].held)
      json_object_set_object_member (parts, haven_partition_get_name ((HavenPartition) i), make_part (&self->parts[i]));
  json_object_set_object_member (object, "partitions", parts);
  return json_to_string (node, FALSE);
}

static void
make_mark (GBytes *text, HavenVaultKeys *copy_keys, HavenPartition partition, guint8 *mark)
{
  guint8 key[HAVEN_VAULT_KEY_SIZE];
  gsize size;
  const guint8 *data = g_bytes_get_data (text, &size);

  haven_vault_keys_derive (copy_keys, partition, mark_purpose, key);
  crypto_generichash (mark, HAVEN_BACKUP_DIGEST_SIZE, data, size, key, sizeof key);
  sodium_memzero (key, sizeof key);
}

/**
 * haven_backup_header_write:
 * @copy_keys: the keys of the copies
 *
 * Returns: (transfer full): the bytes in front of the first partition. How many there are does not hang on the digests
 */
GBytes *
haven_backup_header_write (HavenBackupHeader *self, HavenVaultKeys *copy_keys)
{
  g_autofree char *json = make_json (self);
  GString *text = g_string_new (PREFIX);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) front = NULL;
  guint8 digest[HAVEN_BACKUP_DIGEST_SIZE];

  g_string_append_printf (text, "%010u\n%s", (guint) strlen (json), json);
  front = g_string_free_to_bytes (text);
  g_byte_array_append (all, g_bytes_get_data (front, NULL), (guint) g_bytes_get_size (front));
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      if (self->parts[i].held)
        make_mark (front, copy_keys, (HavenPartition) i, self->marks[i]);
      else
        randombytes_buf (self->marks[i], sizeof self->marks[i]);
      g_byte_array_append (all, self->marks[i], sizeof self->marks[i]);
    }
  crypto_generichash (digest, sizeof digest, all->data, all->len, NULL, 0);
  g_byte_array_append (all, digest, sizeof digest);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static gboolean
read_fully (int file, gint64 offset, guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      const ssize_t n = pread (file, bytes, size, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      offset += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gboolean
check_prefix (const guint8 *front, GError **error)
{
  const char *number = (const char *) front + strlen (MAGIC);

  if (memcmp (front, MAGIC, strlen (MAGIC)) != 0)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_A_VAULT,
                           "That file is not a backup of Haven, or its very beginning is damaged. Nothing was changed. "
                           "Choose a file whose name ends in .haven.");
      return FALSE;
    }
  if (memcmp (front, PREFIX, PREFIX_SIZE) == 0)
    return TRUE;
  if (!g_ascii_isdigit (*number) || *number <= '1')
    return haven_backup_set_damaged (error, "its first line cannot be read");
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_NEWER_SCHEMA,
                       "This backup was made by a newer Haven. Nothing was changed. Update Haven on this machine.");
  return FALSE;
}

static gboolean
read_length (const guint8 *front, gsize *length)
{
  const char *text = (const char *) front + PREFIX_SIZE;

  *length = 0;
  for (int i = 0; i < LENGTH_SIZE - 1; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *length = *length * 10 + (gsize) (text[i] - '0');
    }
  return text[LENGTH_SIZE - 1] == '\n' && *length > 0 && *length <= LARGEST_JSON;
}

static gboolean
set_cut_off (GError **error)
{
  return haven_backup_set_damaged (error, "it is cut off, as if copying it had been interrupted");
}

/* All that stands in front of the first partition, when its digest fits. */
static guint8 *
read_front (int file, gsize *json_length, GError **error)
{
  guint8 front[PREFIX_SIZE + LENGTH_SIZE], digest[HAVEN_BACKUP_DIGEST_SIZE];
  g_autofree guint8 *all = NULL;
  gsize size;

  if (!read_fully (file, 0, front, PREFIX_SIZE))
    {
      set_cut_off (error);
      return NULL;
    }
  if (!check_prefix (front, error))
    return NULL;
  if (!read_fully (file, 0, front, sizeof front))
    {
      set_cut_off (error);
      return NULL;
    }
  if (!read_length (front, json_length))
    {
      haven_backup_set_damaged (error, "its second line cannot be read");
      return NULL;
    }
  size = sizeof front + *json_length + TAIL_SIZE;
  all = g_malloc (size);
  if (!read_fully (file, 0, all, size))
    {
      set_cut_off (error);
      return NULL;
    }
  crypto_generichash (digest, sizeof digest, all, size - sizeof digest, NULL, 0);
  if (memcmp (digest, all + size - sizeof digest, sizeof digest) == 0)
    return g_steal_pointer (&all);
  haven_backup_set_damaged (error, "its beginning was altered");
  return NULL;
}

static JsonObject *
find_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
parse_part (JsonObject *object, HavenBackupPart *part)
{
  g_autofree guint8 *digest = haven_slot_dup_bytes (object, "digest", HAVEN_BACKUP_DIGEST_SIZE);
  const char *facts = json_object_get_string_member_with_default (object, "facts", NULL);
  JsonObject *recovery = find_object (object, "recovery");
  guint8 *bytes;
  gsize size;

  part->size = json_object_get_int_member_with_default (object, "size", 0);
  part->wrapped = g_strdup (json_object_get_string_member_with_default (object, "key", NULL));
  part->held = TRUE;
  if (digest == NULL || facts == NULL || recovery == NULL || part->wrapped == NULL || part->size <= 0)
    return FALSE;
  memcpy (part->digest, digest, sizeof part->digest);
  part->recovery = json_object_ref (recovery);
  bytes = g_base64_decode (facts, &size);
  part->facts = g_bytes_new_take (bytes, size);
  return TRUE;
}

static gboolean
parse_json (HavenBackupHeader *self, JsonObject *object)
{
  JsonObject *parts = find_object (object, "partitions");

  self->id = g_strdup (json_object_get_string_member_with_default (object, "backup", NULL));
  self->vault_id = g_strdup (json_object_get_string_member_with_default (object, "vault", NULL));
  self->vault_text = g_strdup (json_object_get_string_member_with_default (object, "vault_json", NULL));
  self->generation = json_object_get_int_member_with_default (object, "generation", 0);
  if (parts == NULL || !haven_id_is_valid (self->id) || !haven_id_is_valid (self->vault_id) || self->vault_text == NULL ||
      !haven_instant_parse (json_object_get_string_member_with_default (object, "made_at", ""), &self->made_at))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      JsonObject *part = find_object (parts, haven_partition_get_name ((HavenPartition) i));

      if (part != NULL && !parse_part (part, &self->parts[i]))
        return FALSE;
    }
  return haven_backup_header_get_partitions (self) != 0;
}

static gboolean
check_size (HavenBackupHeader *self, int file, GError **error)
{
  gint64 offset = (gint64) g_bytes_get_size (self->text) + TAIL_SIZE;
  struct stat status;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      self->parts[i].offset = offset;
      if (self->parts[i].size > G_MAXINT64 / 4)
        return haven_backup_set_damaged (error, "a size in it cannot be right");
      offset += self->parts[i].size;
    }
  if (fstat (file, &status) != 0 || status.st_size < offset)
    return set_cut_off (error);
  return status.st_size == offset || haven_backup_set_damaged (error, "something was added to its end");
}

/**
 * haven_backup_header_read:
 *
 * Reads what stands in front of a backup. Damage there, a file that is cut off and one of a newer Haven are told apart;
 * whether a member made it shows with a key only, see haven_backup_header_check_marks().
 */
HavenBackupHeader *
haven_backup_header_read (int file, GError **error)
{
  g_autoptr (HavenBackupHeader) self = haven_backup_header_new ();
  gsize length, text_size;
  g_autofree guint8 *all = read_front (file, &length, error);
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (all == NULL)
    return NULL;
  text_size = PREFIX_SIZE + LENGTH_SIZE + length;
  json = g_strndup ((const char *) all + PREFIX_SIZE + LENGTH_SIZE, length);
  node = strlen (json) == length && g_utf8_validate (json, -1, NULL) ? json_from_string (json, NULL) : NULL;
  self->text = g_bytes_new (all, text_size);
  memcpy (self->marks, all + text_size, MARKS_SIZE);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || !parse_json (self, json_node_get_object (node)))
    {
      haven_backup_set_damaged (error, "its beginning says nothing that can be used");
      return NULL;
    }
  return check_size (self, file, error) ? g_steal_pointer (&self) : NULL;
}

/* ── Keys ─────────────────────────────────────────────────────────────────── */

/** Whether who wrote the header held the copies' keys: for each that is there. */
gboolean
haven_backup_header_check_marks (HavenBackupHeader *self, HavenVaultKeys *copy_keys, GError **error)
{
  guint8 mark[HAVEN_BACKUP_DIGEST_SIZE];

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      if (haven_vault_keys_get (copy_keys, (HavenPartition) i) == NULL)
        continue;
      make_mark (self->text, copy_keys, (HavenPartition) i, mark);
      if (sodium_memcmp (mark, self->marks[i], sizeof mark) != 0)
        return haven_backup_set_damaged (error, "its beginning was written by somebody who may not");
    }
  return TRUE;
}

/** Seals a copy's key to whoever has a recovery code for the partition, and closes it under the vault's key. */
void
haven_backup_header_close_key (HavenBackupHeader *self,
                               HavenPartition partition,
                               HavenVaultFile *file,
                               HavenVaultKeys *keys,
                               HavenVaultKeys *copy_keys)
{
  HavenBackupPart *part = &self->parts[partition];
  const guint8 *key = haven_vault_keys_get (copy_keys, partition);
  guint8 wrap[HAVEN_VAULT_KEY_SIZE];

  g_return_if_fail (key != NULL);

  haven_vault_keys_derive (keys, partition, wrap_purpose, wrap);
  part->held = TRUE;
  part->wrapped = haven_slot_wrap (key, wrap);
  part->recovery = haven_vault_file_seal_for_recovery (file, partition, key);
  sodium_memzero (wrap, sizeof wrap);
}

/** Returns: (transfer full): the keys of those copies that @keys of the vault open; none where they are of another time */
HavenVaultKeys *
haven_backup_header_open_with_keys (HavenBackupHeader *self, HavenVaultKeys *keys)
{
  HavenVaultKeys *copy_keys = haven_vault_keys_new ();
  guint8 wrap[HAVEN_VAULT_KEY_SIZE], key[HAVEN_VAULT_KEY_SIZE];

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      if (!self->parts[i].held || haven_vault_keys_get (keys, (HavenPartition) i) == NULL)
        continue;
      haven_vault_keys_derive (keys, (HavenPartition) i, wrap_purpose, wrap);
      if (haven_slot_unwrap (self->parts[i].wrapped, wrap, key))
        haven_vault_keys_set (copy_keys, (HavenPartition) i, key);
    }
  sodium_memzero (wrap, sizeof wrap);
  sodium_memzero (key, sizeof key);
  return copy_keys;
}

/** Returns: (transfer full) (nullable): the keys of those copies that printed codes open */
HavenVaultKeys *
haven_backup_header_open_with_codes (HavenBackupHeader *self,
                                     HavenVaultFile *file,
                                     const char *const *codes,
                                     GError **error)
{
  g_autoptr (HavenVaultKeys) copy_keys = haven_vault_keys_new ();
  guint8 key[HAVEN_VAULT_KEY_SIZE];
  gboolean opened;

  for (gsize c = 0; codes[c]; c++)
    for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
      {
        if (!self->parts[i].held)
          continue;
        if (!haven_vault_file_recover_sealed (file, codes[c], self->parts[i].recovery, key, &opened, error))
          return NULL;
        if (opened)
          haven_vault_keys_set (copy_keys, (HavenPartition) i, key);
      }
  sodium_memzero (key, sizeof key);
  return g_steal_pointer (&copy_keys);
}

/* ── Facts ────────────────────────────────────────────────────────────────── */

/** What a copy must hold is for nobody's eyes without its key: how many people a clinic has is no header's business. */
void
haven_backup_header_set_facts (HavenBackupHeader *self, HavenPartition partition, HavenVaultKeys *copy_keys, JsonObject *facts)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), facts);
  g_autofree char *text = json_to_string (node, FALSE);
  const gsize length = strlen (text), size = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + length;
  guint8 key[HAVEN_VAULT_KEY_SIZE], *bytes = g_malloc (size);

  haven_vault_keys_derive (copy_keys, partition, facts_purpose, key);
  randombytes_buf (bytes, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (bytes + crypto_secretbox_NONCEBYTES, (const guint8 *) text, length, bytes, key);
  sodium_memzero (key, sizeof key);
  g_clear_pointer (&self->parts[partition].facts, g_bytes_unref);
  self->parts[partition].facts = g_bytes_new_take (bytes, size);
}

/** Returns: (transfer full) (nullable): */
JsonObject *
haven_backup_header_open_facts (HavenBackupHeader *self,
                                HavenPartition partition,
                                HavenVaultKeys *copy_keys,
                                GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (self->parts[partition].facts, &size);
  const gsize front = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  g_autofree char *text = size > front ? g_malloc0 (size - front + 1) : NULL;
  g_autoptr (JsonNode) node = NULL;
  guint8 key[HAVEN_VAULT_KEY_SIZE];

  haven_vault_keys_derive (copy_keys, partition, facts_purpose, key);
  if (text != NULL && crypto_secretbox_open_easy ((guint8 *) text,
                                                  bytes + crypto_secretbox_NONCEBYTES,
                                                  size - crypto_secretbox_NONCEBYTES,
                                                  bytes,
                                                  key) == 0)
    node = json_from_string (text, NULL);
  sodium_memzero (key, sizeof key);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);
  haven_backup_set_damaged (error, "what should be in it cannot be read");
  return NULL;
}
