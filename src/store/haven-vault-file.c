/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-file.h"

#include "haven-id.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT 1
#define FILE_NAME "vault.json"
#define PREVIOUS_NAME "vault.json.previous"
#define LARGEST_FILE (1024 * 1024)
#define SHORTEST_PASSPHRASE 8

/* Argon2id: 64 MiB and three passes take about a tenth of a second and cost a guesser the same for each guess. */
#define PASSPHRASE_PASSES 3
#define PASSPHRASE_MEMORY (64 * 1024 * 1024)
#define MOST_PASSES 64
#define MOST_MEMORY (1024 * 1024 * 1024)

#define SEALED_SIZE \
  (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + HAVEN_N_PARTITIONS * HAVEN_VAULT_KEY_SIZE)

struct _HavenVaultKeys
{
  guint8 bytes[HAVEN_N_PARTITIONS][HAVEN_VAULT_KEY_SIZE];
  guint8 present[HAVEN_N_PARTITIONS];
};

struct _HavenVaultFile
{
  JsonObject *object;
};

/* ── Keys ─────────────────────────────────────────────────────────────────── */

HavenVaultKeys *
haven_vault_keys_new (void)
{
  HavenVaultKeys *self;

  if (sodium_init () < 0)
    g_error ("libsodium could not be started");
  self = sodium_malloc (sizeof *self);
  if (self == NULL)
    g_error ("no memory for keys");
  sodium_memzero (self, sizeof *self);
  return self;
}

HavenVaultKeys *
haven_vault_keys_new_random (void)
{
  HavenVaultKeys *self = haven_vault_keys_new ();

  randombytes_buf (self->bytes, sizeof self->bytes);
  memset (self->present, 1, sizeof self->present);
  return self;
}

/** Wipes the keys. */
void
haven_vault_keys_free (HavenVaultKeys *self)
{
  if (self)
    sodium_free (self);
}

/** Returns: (transfer none) (nullable): 32 bytes, or %NULL where the keys do not open @partition */
const guint8 *
haven_vault_keys_get (HavenVaultKeys *self, HavenPartition partition)
{
  g_return_val_if_fail (self != NULL && partition < HAVEN_N_PARTITIONS, NULL);
  return self->present[partition] ? self->bytes[partition] : NULL;
}

void
haven_vault_keys_remove (HavenVaultKeys *self, HavenPartition partition)
{
  g_return_if_fail (self != NULL && partition < HAVEN_N_PARTITIONS);
  sodium_memzero (self->bytes[partition], HAVEN_VAULT_KEY_SIZE);
  self->present[partition] = 0;
}

/* Tells a wrong key from a damaged file: what a key gives for a fixed line, never the key. */
static char *
make_check (HavenVaultKeys *keys, HavenPartition partition)
{
  static const char line[] = "haven partition check 1";
  guint8 check[16];

  crypto_generichash (check,
                      sizeof check,
                      (const guint8 *) line,
                      sizeof line,
                      keys->bytes[partition],
                      HAVEN_VAULT_KEY_SIZE);
  return g_base64_encode (check, sizeof check);
}

/* ── The file ─────────────────────────────────────────────────────────────── */

/** A new vault's file: an id, a check value for each key, and no slot yet. */
HavenVaultFile *
haven_vault_file_new (HavenVaultKeys *keys)
{
  HavenVaultFile *self = g_new0 (HavenVaultFile, 1);
  JsonObject *checks = json_object_new ();
  g_autofree char *id = haven_id_new ();

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *check = make_check (keys, (HavenPartition) i);

      json_object_set_string_member (checks, haven_partition_get_name ((HavenPartition) i), check);
    }
  self->object = json_object_new ();
  json_object_set_int_member (self->object, "format", FORMAT);
  json_object_set_string_member (self->object, "vault", id);
  json_object_set_object_member (self->object, "checks", checks);
  json_object_set_array_member (self->object, "slots", json_array_new ());
  return self;
}

void
haven_vault_file_free (HavenVaultFile *self)
{
  if (self == NULL)
    return;
  json_object_unref (self->object);
  g_free (self);
}

const char *
haven_vault_file_get_id (HavenVaultFile *self)
{
  return json_object_get_string_member (self->object, "vault");
}

static gboolean
check_shape (JsonObject *object)
{
  JsonNode *checks = json_object_get_member (object, "checks");
  JsonNode *slots = json_object_get_member (object, "slots");
  JsonObject *by_name = checks && JSON_NODE_HOLDS_OBJECT (checks) ? json_node_get_object (checks) : NULL;

  if (by_name == NULL || slots == NULL || !JSON_NODE_HOLDS_ARRAY (slots) ||
      !haven_id_is_valid (json_object_get_string_member_with_default (object, "vault", NULL)))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (!json_object_get_string_member_with_default (by_name, haven_partition_get_name ((HavenPartition) i), NULL))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (slots)); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (json_node_get_array (slots), i)))
      return FALSE;
  return TRUE;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_DAMAGED,
                       "The file vault.json is damaged. Nothing was changed. Put vault.json.previous, which lies beside "
                       "it, in its place, or restore a backup.");
  return FALSE;
}

static gboolean
load_text (const char *folder, char **text, gsize *length, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  struct stat status;

  if (stat (path, &status) != 0)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_A_VAULT,
                           "There is no vault in that folder: it has no vault.json. Choose the folder that holds it.");
      return FALSE;
    }
  if (!S_ISREG (status.st_mode) || status.st_size > LARGEST_FILE)
    return set_damaged (error);
  if (status.st_mode & 077)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_PERMISSIONS,
                           "Other users of this machine may read the vault. Type: chmod -R go= FOLDER, then open it again.");
      return FALSE;
    }
  return g_file_get_contents (path, text, length, error);
}

static gint64
read_format (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "format");

  return node && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

/** Reads `vault.json` of a folder. It opens nothing. */
HavenVaultFile *
haven_vault_file_read (const char *folder, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  HavenVaultFile *self;
  gsize length;
  gint64 format;

  if (!load_text (folder, &text, &length, error))
    return NULL;
  node = g_utf8_validate (text, (gssize) length, NULL) ? json_from_string (text, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      set_damaged (error);
      return NULL;
    }
  format = read_format (json_node_get_object (node));
  if (format > FORMAT)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NEWER_SCHEMA,
                           "This vault was made by a newer Haven. Nothing was changed. Update Haven on this machine.");
      return NULL;
    }
  if (format != FORMAT || !check_shape (json_node_get_object (node)))
    {
      set_damaged (error);
      return NULL;
    }
  self = g_new0 (HavenVaultFile, 1);
  self->object = json_node_dup_object (node);
  return self;
}

static gboolean
sync_folder (const char *folder)
{
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = descriptor >= 0 && fsync (descriptor) == 0;

  if (descriptor >= 0)
    close (descriptor);
  return synced;
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  gsize length = strlen (text);
  int file;
  gboolean written;

  unlink (part);
  file = open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  written = file >= 0 && write (file, text, length) == (gssize) length && fsync (file) == 0;
  if (file >= 0)
    written = close (file) == 0 && written;
  if (written && g_rename (part, path) == 0)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               errno == ENOSPC ? HAVEN_STORE_ERROR_DISK_FULL : HAVEN_STORE_ERROR_INPUT_OUTPUT,
               "vault.json could not be written: %s. The one before it is untouched.",
               g_strerror (errno));
  unlink (part);
  return FALSE;
}

/** Replaces `vault.json` whole or not at all; the one before it is kept beside it. */
gboolean
haven_vault_file_write (HavenVaultFile *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *previous = g_build_filename (folder, PREVIOUS_NAME, NULL);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), self->object);
  g_autofree char *text = json_to_string (node, TRUE);
  g_autofree char *before = NULL;

  if (g_file_get_contents (path, &before, NULL, NULL) && !write_text (previous, before, error))
    return FALSE;
  return write_text (path, text, error) && sync_folder (folder);
}

/* ── Slots ────────────────────────────────────────────────────────────────── */

static void
add_slot (HavenVaultFile *self, const char *kind, HavenVaultKeys *keys, const guint8 *wrap, JsonObject *slot)
{
  guint8 sealed[SEALED_SIZE];
  g_autofree char *text = NULL;
  g_autofree char *id = haven_id_new ();

  randombytes_buf (sealed, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (sealed + crypto_secretbox_NONCEBYTES,
                         (const guint8 *) keys->bytes,
                         sizeof keys->bytes,
                         sealed,
                         wrap);
  text = g_base64_encode (sealed, sizeof sealed);
  json_object_set_string_member (slot, "id", id);
  json_object_set_string_member (slot, "kind", kind);
  json_object_set_string_member (slot, "keys", text);
  json_array_add_object_element (json_object_get_array_member (self->object, "slots"), slot);
}

static gboolean
derive (const char *passphrase, const guint8 *salt, guint64 passes, gsize memory, guint8 *wrap, GError **error)
{
  if (crypto_pwhash (wrap,
                     crypto_secretbox_KEYBYTES,
                     passphrase,
                     strlen (passphrase),
                     salt,
                     passes,
                     memory,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_FAILED,
                       "There is too little free memory to check the passphrase. Close other programs and try again.");
  return FALSE;
}

/** Adds a slot that a passphrase of at least eight characters opens. */
gboolean
haven_vault_file_add_passphrase (HavenVaultFile *self, HavenVaultKeys *keys, const char *passphrase, GError **error)
{
  guint8 salt[crypto_pwhash_SALTBYTES], wrap[crypto_secretbox_KEYBYTES];
  g_autofree char *salt_text = NULL;
  JsonObject *slot;

  if (g_utf8_strlen (passphrase, -1) < SHORTEST_PASSPHRASE)
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
                   "A passphrase needs at least %d characters; several words are best.",
                   SHORTEST_PASSPHRASE);
      return FALSE;
    }
  randombytes_buf (salt, sizeof salt);
  if (!derive (passphrase, salt, PASSPHRASE_PASSES, PASSPHRASE_MEMORY, wrap, error))
    return FALSE;
  salt_text = g_base64_encode (salt, sizeof salt);
  slot = json_object_new ();
  json_object_set_string_member (slot, "salt", salt_text);
  json_object_set_int_member (slot, "passes", PASSPHRASE_PASSES);
  json_object_set_int_member (slot, "memory", PASSPHRASE_MEMORY);
  add_slot (self, "passphrase", keys, wrap, slot);
  sodium_memzero (wrap, sizeof wrap);
  return TRUE;
}

/** Adds a slot that this device's key, kept in the system keyring, opens. The keyring never holds a vault's own key. */
gboolean
haven_vault_file_add_device (HavenVaultFile *self, HavenVaultKeys *keys, const guint8 *device_key, GError **error)
{
  g_return_val_if_fail (device_key != NULL, FALSE);

  add_slot (self, "device", keys, device_key, json_object_new ());
  return TRUE;
}

static HavenVaultKeys *
open_slot (JsonObject *slot, const guint8 *wrap)
{
  const char *text = json_object_get_string_member_with_default (slot, "keys", "");
  gsize length;
  g_autofree guint8 *sealed = g_base64_decode (text, &length);
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new ();

  if (length != SEALED_SIZE ||
      crypto_secretbox_open_easy ((guint8 *) keys->bytes,
                                  sealed + crypto_secretbox_NONCEBYTES,
                                  SEALED_SIZE - crypto_secretbox_NONCEBYTES,
                                  sealed,
                                  wrap) != 0)
    return NULL;
  memset (keys->present, 1, sizeof keys->present);
  return g_steal_pointer (&keys);
}

static gboolean
check_keys (HavenVaultFile *self, HavenVaultKeys *keys, GError **error)
{
  JsonObject *checks = json_object_get_object_member (self->object, "checks");

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *check = make_check (keys, (HavenPartition) i);

      if (g_strcmp0 (check, json_object_get_string_member (checks, haven_partition_get_name ((HavenPartition) i))) == 0)
        continue;
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_WRONG_KEY,
                   "The key of the “%s” part belongs to another vault. Nothing was changed. "
                   "Check that the folder holds files of one vault only.",
                   haven_partition_get_name ((HavenPartition) i));
      return FALSE;
    }
  return TRUE;
}

static gboolean
derive_for_slot (JsonObject *slot, const char *passphrase, guint8 *wrap, GError **error)
{
  const char *text = json_object_get_string_member_with_default (slot, "salt", "");
  gint64 passes = json_object_get_int_member_with_default (slot, "passes", 0);
  gint64 memory = json_object_get_int_member_with_default (slot, "memory", 0);
  gsize length;
  g_autofree guint8 *salt = g_base64_decode (text, &length);

  /* A file that was tampered with must not make this program take all memory, or weaken the passphrase. */
  if (length != crypto_pwhash_SALTBYTES || passes < 1 || passes > MOST_PASSES ||
      memory < (gint64) crypto_pwhash_MEMLIMIT_MIN || memory > MOST_MEMORY)
    return set_damaged (error);
  return derive (passphrase, salt, (guint64) passes, (gsize) memory, wrap, error);
}

/** Takes about a tenth of a second for each passphrase slot, on purpose: never on the main thread. */
HavenVaultKeys *
haven_vault_file_unlock_with_passphrase (HavenVaultFile *self, const char *passphrase, GError **error)
{
  JsonArray *slots = json_object_get_array_member (self->object, "slots");

  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);
      guint8 wrap[crypto_secretbox_KEYBYTES];
      g_autoptr (HavenVaultKeys) keys = NULL;

      if (g_strcmp0 (json_object_get_string_member_with_default (slot, "kind", ""), "passphrase") != 0)
        continue;
      if (sodium_init () < 0 || !derive_for_slot (slot, passphrase, wrap, error))
        return NULL;
      keys = open_slot (slot, wrap);
      sodium_memzero (wrap, sizeof wrap);
      if (keys != NULL)
        return check_keys (self, keys, error) ? g_steal_pointer (&keys) : NULL;
    }
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
                       "That passphrase does not open this vault. Check Caps Lock and the keyboard language, and try again.");
  return NULL;
}

HavenVaultKeys *
haven_vault_file_unlock_with_device (HavenVaultFile *self, const guint8 *device_key, GError **error)
{
  JsonArray *slots = json_object_get_array_member (self->object, "slots");

  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);
      g_autoptr (HavenVaultKeys) keys = NULL;

      if (g_strcmp0 (json_object_get_string_member_with_default (slot, "kind", ""), "device") == 0)
        keys = open_slot (slot, device_key);
      if (keys != NULL)
        return check_keys (self, keys, error) ? g_steal_pointer (&keys) : NULL;
    }
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_WRONG_KEY,
                       "This device's key does not open this vault. Type the passphrase instead.");
  return NULL;
}
