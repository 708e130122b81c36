/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-file-private.h"

#include "haven-database-private.h"
#include "haven-id.h"
#include "haven-safe-file.h"
#include "haven-vault-lock.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT 3
#define FILE_NAME "vault.json"
#define PREVIOUS_NAME "vault.json.previous"
#define COPY_NAME "vault.json.copy"
#define LARGEST_FILE (1024 * 1024)

/* RFC 9106 offers 64 MiB and three passes where memory is scarce; here a try costs four times the memory, and as many
 * passes as half a second lasts on the machine that makes the vault. */
#define MEASURED_MEMORY ((gsize) 256 * 1024 * 1024)
#define SMALL_MEMORY ((gsize) 64 * 1024 * 1024)
#define FEWEST_PASSES 3
#define WANTED_SECONDS 0.5

#define SALT_SIZE 16
#define MOST_DAMAGED_BITS 24 /* two files that know nothing of each other differ in 64 of 128, give or take a dozen */

static const char seal_purpose[] = "haven vault.json seal 2";

/* ── What a try of a passphrase costs ─────────────────────────────────────── */

static gsize
choose_memory (void)
{
  const gint64 present = (gint64) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE);

  return present > 0 && present < 2 * (gint64) HAVEN_VAULT_MOST_MEMORY ? SMALL_MEMORY : MEASURED_MEMORY;
}

/** Measures on this machine what takes about half a second: for a new vault. */
HavenPassphraseCost
haven_passphrase_cost_measure (void)
{
  HavenPassphraseCost cost = { FEWEST_PASSES, choose_memory () };
  guint8 key[crypto_secretbox_KEYBYTES], salt[crypto_pwhash_SALTBYTES] = { 0 };
  const gint64 began = g_get_monotonic_time ();
  double seconds;

  if (sodium_init () < 0 ||
      crypto_pwhash (key, sizeof key, "measure", 7, salt, FEWEST_PASSES, cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return (HavenPassphraseCost) { FEWEST_PASSES, SMALL_MEMORY };
  seconds = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC / FEWEST_PASSES;
  cost.passes = (guint64) CLAMP (round (WANTED_SECONDS / MAX (seconds, 0.001)), FEWEST_PASSES, HAVEN_VAULT_MOST_PASSES);
  return cost;
}

/** For a vault whose passphrase is long and random, the sample clinic's: nobody guesses that. */
HavenPassphraseCost
haven_passphrase_cost_light (void)
{
  return (HavenPassphraseCost) { 1, crypto_pwhash_MEMLIMIT_MIN };
}

/* ── A new file ───────────────────────────────────────────────────────────── */

/** A new vault's file: an id, and no slot yet. */
HavenVaultFile *
haven_vault_file_new (HavenPassphraseCost cost)
{
  HavenVaultFile *self = g_new0 (HavenVaultFile, 1);
  JsonObject *passphrase = json_object_new (), *partitions = json_object_new ();
  guint8 salt[crypto_pwhash_SALTBYTES];
  g_autofree char *id = haven_id_new ();

  if (sodium_init () < 0)
    g_error ("libsodium could not be started");
  randombytes_buf (salt, sizeof salt);
  haven_slot_set_bytes (passphrase, "salt", salt, sizeof salt);
  json_object_set_int_member (passphrase, "passes", (gint64) cost.passes);
  json_object_set_int_member (passphrase, "memory", (gint64) cost.memory);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    json_object_set_object_member (partitions, haven_partition_get_name ((HavenPartition) i), json_object_new ());
  self->object = json_object_new ();
  json_object_set_int_member (self->object, "format", FORMAT);
  json_object_set_string_member (self->object, "vault", id);
  json_object_set_int_member (self->object, "generation", 0);
  json_object_set_object_member (self->object, "passphrase", passphrase);
  json_object_set_boolean_member (self->object, "passphrase_alone", FALSE);
  json_object_set_object_member (self->object, "partitions", partitions);
  json_object_set_array_member (self->object, "members", json_array_new ());
  json_object_set_array_member (self->object, "recovery", json_array_new ());
  return self;
}

void
haven_vault_file_free (HavenVaultFile *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->next_keys, haven_vault_keys_free);
  json_object_unref (self->object);
  g_free (self);
}

/* ── What is written in it ────────────────────────────────────────────────── */

const char *
haven_vault_file_get_id (HavenVaultFile *self)
{
  return json_object_get_string_member (self->object, "vault");
}

/** It goes up by one with each writing, so that an older file put back is noticed. */
gint64
haven_vault_file_get_generation (HavenVaultFile *self)
{
  return json_object_get_int_member (self->object, "generation");
}

/** Whether members may sign in where this device's keyring has no share of theirs. */
void
haven_vault_file_set_passphrase_alone (HavenVaultFile *self, gboolean allowed)
{
  json_object_set_boolean_member (self->object, "passphrase_alone", allowed);
}

gboolean
haven_vault_file_get_passphrase_alone (HavenVaultFile *self)
{
  return json_object_get_boolean_member_with_default (self->object, "passphrase_alone", FALSE);
}

/** Until somebody has signed in after a restore: what the keyring knows of the log's head is then newer than the vault. */
void
haven_vault_file_set_restored (HavenVaultFile *self, gboolean restored)
{
  if (restored)
    json_object_set_boolean_member (self->object, "restored", TRUE);
  else
    json_object_remove_member (self->object, "restored");
}

gboolean
haven_vault_file_is_restored (HavenVaultFile *self)
{
  return json_object_get_boolean_member_with_default (self->object, "restored", FALSE);
}

static JsonObject *
get_partition (HavenVaultFile *self, HavenPartition partition)
{
  return json_object_get_object_member (json_object_get_object_member (self->object, "partitions"),
                                        haven_partition_get_name (partition));
}

static void
set_mark (HavenVaultFile *self, HavenPartition partition, const char *mark, gboolean on)
{
  if (on)
    json_object_set_boolean_member (get_partition (self, partition), mark, TRUE);
  else
    json_object_remove_member (get_partition (self, partition), mark);
}

/** After a restore: the partition is not in this folder yet, because the backup did not hold it. */
void
haven_vault_file_set_absent (HavenVaultFile *self, HavenPartition partition, gboolean absent)
{
  set_mark (self, partition, "absent", absent);
}

gboolean
haven_vault_file_is_absent (HavenVaultFile *self, HavenPartition partition)
{
  return json_object_get_boolean_member_with_default (get_partition (self, partition), "absent", FALSE);
}

/**
 * haven_vault_file_set_rekey_due:
 *
 * Somebody who held the key has left; the next member who holds it gives the partition a new one. Where it is being given
 * one, they may know that as well: it gets another when that is done.
 */
void
haven_vault_file_set_rekey_due (HavenVaultFile *self, HavenPartition partition, gboolean due)
{
  set_mark (self, partition, "rekey_due", due);
  set_mark (self, partition, "due_again", due && haven_vault_file_is_rekey_pending (self, partition));
}

/* What was due is done, unless somebody left meanwhile. */
void
haven_vault_file_settle_rekey_due (HavenVaultFile *self, HavenPartition partition)
{
  set_mark (self, partition, "rekey_due", json_object_has_member (get_partition (self, partition), "due_again"));
  set_mark (self, partition, "due_again", FALSE);
}

gboolean
haven_vault_file_is_rekey_due (HavenVaultFile *self, HavenPartition partition)
{
  return json_object_get_boolean_member_with_default (get_partition (self, partition), "rekey_due", FALSE);
}

/** Keeps the sealed heads of the audit chains (haven-anchors.h); %NULL forgets them. */
void
haven_vault_file_set_heads (HavenVaultFile *self, GBytes *heads)
{
  if (heads != NULL)
    haven_slot_set_bytes (self->object, "heads", g_bytes_get_data (heads, NULL), g_bytes_get_size (heads));
  else
    json_object_remove_member (self->object, "heads");
}

/** Returns: (transfer full) (nullable): */
GBytes *
haven_vault_file_dup_heads (HavenVaultFile *self)
{
  const char *text = json_object_get_string_member_with_default (self->object, "heads", NULL);
  gsize length;
  guint8 *bytes = text ? g_base64_decode (text, &length) : NULL;

  return bytes ? g_bytes_new_take (bytes, length) : NULL;
}

JsonArray *
haven_vault_file_get_slots (HavenVaultFile *self, const char *kind)
{
  return json_object_get_array_member (self->object, kind);
}

/* ── A key, and the mark by which it is known ─────────────────────────────── */

/* Tells a wrong key from a damaged file: what a key gives for a fixed line, never the key. */
static char *
make_check (HavenVaultKeys *keys, HavenPartition partition)
{
  guint8 check[HAVEN_VAULT_KEY_SIZE];
  char *text;

  haven_vault_keys_derive (keys, partition, "haven partition check 2", check);
  text = g_base64_encode (check, 16);
  sodium_memzero (check, sizeof check);
  return text;
}

/* @which: `check`, or `next_check` while the partition gets a new key. */
void
haven_vault_file_set_check (HavenVaultFile *self, HavenVaultKeys *keys, HavenPartition partition, const char *which)
{
  g_autofree char *check = make_check (keys, partition);

  json_object_set_string_member (get_partition (self, partition), which, check);
}

void
haven_vault_file_move_check (HavenVaultFile *self, HavenPartition partition, gboolean take)
{
  JsonObject *object = get_partition (self, partition);
  const char *next = json_object_get_string_member_with_default (object, "next_check", NULL);

  if (next != NULL && take)
    {
      json_object_set_string_member (object, "check", next);
      json_object_remove_member (object, "salt");
    }
  json_object_remove_member (object, "next_check");
}

/** While a partition gets a new key, members hold both. */
gboolean
haven_vault_file_is_rekey_pending (HavenVaultFile *self, HavenPartition partition)
{
  return json_object_has_member (get_partition (self, partition), "next_check");
}

static gboolean
check_key (HavenVaultFile *self, HavenVaultKeys *keys, HavenPartition partition, GError **error)
{
  g_autofree char *check = NULL;
  const char *known = json_object_get_string_member_with_default (get_partition (self, partition), "check", NULL);

  if (haven_vault_keys_get (keys, partition) == NULL)
    return TRUE;
  check = make_check (keys, partition);
  if (g_strcmp0 (check, known) == 0)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_WRONG_KEY,
               "The key of the “%s” part belongs to another vault. Nothing was changed. "
               "Check that the folder holds files of one vault only.",
               haven_partition_get_name (partition));
  return FALSE;
}

/* ── The seal ─────────────────────────────────────────────────────────────── */

/* The digest tells damage from a wrong passphrase before anything is opened; the seal, who wrote the file. The seal, made
 * with a key, covers all but the two of them; the digest covers the seal too, so that damage never looks like a forgery. */
static char *
make_digest (HavenVaultFile *self, const guint8 *key)
{
  g_autoptr (JsonObject) bare = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), bare);
  g_autoptr (GList) names = json_object_get_members (self->object);
  g_autofree char *text = NULL;
  guint8 digest[HAVEN_VAULT_KEY_SIZE];

  for (GList *l = names; l; l = l->next)
    if (strcmp (l->data, "digest") != 0 && (key == NULL || strcmp (l->data, "seal") != 0))
      json_object_set_member (bare, l->data, json_node_copy (json_object_get_member (self->object, l->data)));
  text = json_to_string (node, FALSE);
  crypto_generichash (digest,
                      sizeof digest,
                      (const guint8 *) text,
                      strlen (text),
                      key,
                      key ? HAVEN_VAULT_KEY_SIZE : 0);
  return g_base64_encode (digest, sizeof digest);
}

static char *
make_seal (HavenVaultFile *self, HavenVaultKeys *keys)
{
  guint8 key[HAVEN_VAULT_KEY_SIZE];
  char *seal;

  haven_vault_keys_derive (keys, HAVEN_PARTITION_SHARED, seal_purpose, key);
  seal = make_digest (self, key);
  sodium_memzero (key, sizeof key);
  return seal;
}

static gboolean
set_altered (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_DAMAGED,
                       "The file vault.json was altered by somebody who may not. Nothing was changed. Put back "
                       "vault.json.copy, or restore a backup, and tell the administrator.");
  return FALSE;
}

static gboolean
check_seal (HavenVaultFile *self, HavenVaultKeys *keys, GError **error)
{
  g_autofree char *seal = NULL;

  /* A recovery code of the legal part alone cannot make the seal; it is checked when the shared part is opened. */
  if (haven_vault_keys_get (keys, HAVEN_PARTITION_SHARED) == NULL)
    return TRUE;
  seal = make_seal (self, keys);
  return g_strcmp0 (seal, json_object_get_string_member_with_default (self->object, "seal", NULL)) == 0 ||
         set_altered (error);
}

/** Whether keys that were unlocked belong to this file, a member wrote it, and nobody is said to hold what they were not given. */
gboolean
haven_vault_file_check (HavenVaultFile *self, HavenVaultKeys *keys, GError **error)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (!check_key (self, keys, (HavenPartition) i, error))
      return FALSE;
  return check_seal (self, keys, error) && (haven_vault_file_has_true_holders (self, keys) || set_altered (error));
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

gboolean
haven_vault_file_set_damaged (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_DAMAGED,
                       "The file vault.json is damaged. Nothing was changed. Put vault.json.copy, which lies beside it, in "
                       "its place, or restore a backup.");
  return FALSE;
}

static gint64
read_format (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "format");

  return node && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static gboolean
check_object (JsonObject *object, GError **error)
{
  const gint64 format = read_format (object);

  if (format > FORMAT)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NEWER_SCHEMA,
                           "This vault was made by a newer Haven. Nothing was changed. Update Haven on this machine.");
      return FALSE;
    }
  return (format == FORMAT && haven_vault_file_has_shape (object)) || haven_vault_file_set_damaged (error);
}

/** Makes the file out of its text, from a backup for example. Its digest must fit; the seal is checked with the keys. */
HavenVaultFile *
haven_vault_file_parse (const char *text, gsize length, GError **error)
{
  g_autofree char *own = g_strndup (text, length);
  g_autoptr (JsonNode) node = strlen (own) == length && g_utf8_validate (own, -1, NULL) ? json_from_string (own, NULL) : NULL;
  g_autoptr (HavenVaultFile) self = NULL;
  g_autofree char *digest = NULL;

  if (sodium_init () < 0 || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      haven_vault_file_set_damaged (error);
      return NULL;
    }
  if (!check_object (json_node_get_object (node), error))
    return NULL;
  self = g_new0 (HavenVaultFile, 1);
  self->object = json_node_dup_object (node);
  digest = make_digest (self, NULL);
  if (g_strcmp0 (digest, json_object_get_string_member_with_default (self->object, "digest", NULL)) != 0)
    {
      haven_vault_file_set_damaged (error);
      return NULL;
    }
  return g_steal_pointer (&self);
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
    return haven_vault_file_set_damaged (error);
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

/** Reads `vault.json` of a folder. It opens nothing. */
HavenVaultFile *
haven_vault_file_read (const char *folder, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  return load_text (folder, &text, &length, error) ? haven_vault_file_parse (text, length, error) : NULL;
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

/** The text as it was last written or read. */
char *
haven_vault_file_dup_text (HavenVaultFile *self)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), self->object);

  return json_to_string (node, TRUE);
}

static void
set_text (HavenVaultFile *self, const char *name, char *text)
{
  json_object_set_string_member (self->object, name, text);
  g_free (text);
}

/* The first bytes of a partition's file are the salt of its cipher, drawn when the file was made. They tell nothing, and
 * by them a damaged file is told from one that belongs elsewhere. */
static gboolean
read_salt (const char *folder, HavenPartition partition, guint8 *salt)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return haven_database_read_start (path, salt, SALT_SIZE);
}

static void
note_salts (HavenVaultFile *self, HavenVaultKeys *keys, const char *folder)
{
  guint8 salt[SALT_SIZE];

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      JsonObject *partition = get_partition (self, (HavenPartition) i);

      if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL && !json_object_has_member (partition, "salt") &&
          read_salt (folder, (HavenPartition) i, salt))
        haven_slot_set_bytes (partition, "salt", salt, sizeof salt);
    }
}

/**
 * haven_vault_file_knows:
 *
 * Whether a partition's file is the one that this vault made, or a damaged form of it: a few of its first bits may be
 * other ones.
 */
gboolean
haven_vault_file_knows (HavenVaultFile *self, const char *folder, HavenPartition partition)
{
  g_autofree guint8 *known = haven_slot_dup_bytes (get_partition (self, partition), "salt", SALT_SIZE);
  guint8 salt[SALT_SIZE];
  guint n_other_bits = 0;

  if (known == NULL || !read_salt (folder, partition, salt))
    return TRUE;
  for (gsize i = 0; i < SALT_SIZE; i++)
    n_other_bits += (guint) __builtin_popcount ((guint) (known[i] ^ salt[i]));
  return n_other_bits <= MOST_DAMAGED_BITS;
}

static void
seal (HavenVaultFile *self, HavenVaultKeys *keys)
{
  json_object_set_int_member (self->object, "generation", haven_vault_file_get_generation (self) + 1);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL &&
        !json_object_has_member (get_partition (self, (HavenPartition) i), "check"))
      haven_vault_file_set_check (self, keys, (HavenPartition) i, "check");
  set_text (self, "seal", make_seal (self, keys));
  set_text (self, "digest", make_digest (self, NULL));
}

/* What another program wrote since this file was read would be undone: somebody who was removed would be back. */
static gboolean
check_still_newest (HavenVaultFile *self, const char *present, GError **error)
{
  g_autoptr (HavenVaultFile) other = present ? haven_vault_file_parse (present, strlen (present), NULL) : NULL;

  if (other == NULL || strcmp (haven_vault_file_get_id (other), haven_vault_file_get_id (self)) != 0 ||
      haven_vault_file_get_generation (other) <= haven_vault_file_get_generation (self))
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONFLICT,
                       "The file vault.json was changed by another program meanwhile. It was left as it is. Try again.");
  return FALSE;
}

/** Seals the file under its next generation. Returns: (transfer full): the text that is to be put into the folder */
char *
haven_vault_file_seal_text (HavenVaultFile *self, HavenVaultKeys *keys, const char *folder)
{
  note_salts (self, keys, folder);
  seal (self, keys);
  return haven_vault_file_dup_text (self);
}

/** Puts a sealed text in the place of `vault.json`, whole or not at all; the one before it is kept beside it. */
gboolean
haven_vault_file_put_text (const char *folder, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *previous = g_build_filename (folder, PREVIOUS_NAME, NULL);
  g_autofree char *copy = g_build_filename (folder, COPY_NAME, NULL);
  g_autofree char *before = NULL;

  g_file_get_contents (path, &before, NULL, NULL);
  if (before != NULL && !haven_safe_file_write (previous, before, error))
    return FALSE;
  if (!haven_safe_file_write (path, text, error))
    return FALSE;
  /* The one before it is noticed as older when it is put back; against mere damage there is a twin of the newest. */
  if (!haven_safe_file_write (copy, text, NULL))
    g_unlink (copy);
  return TRUE;
}

/**
 * haven_vault_file_write:
 * @keys: with the shared partition's, under which the file is sealed
 *
 * Replaces `vault.json` whole or not at all. A newer one is left as it is.
 */
gboolean
haven_vault_file_write (HavenVaultFile *self, HavenVaultKeys *keys, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *text = NULL, *before = NULL;

  g_return_val_if_fail (haven_vault_keys_get (keys, HAVEN_PARTITION_SHARED) != NULL, FALSE);

  g_file_get_contents (path, &before, NULL, NULL);
  if (!check_still_newest (self, before, error))
    return FALSE;
  text = haven_vault_file_seal_text (self, keys, folder);
  return haven_vault_file_put_text (folder, text, error);
}

static gboolean
edit_locked (const char *folder,
             HavenVaultKeys *keys,
             HavenVaultFileFunc function,
             gpointer data,
             gint64 *generation,
             GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);

  if (file == NULL || !haven_vault_file_check (file, keys, error) || !function (file, data, error) ||
      !haven_vault_file_write (file, keys, folder, error))
    return FALSE;
  if (generation)
    *generation = haven_vault_file_get_generation (file);
  return TRUE;
}

/**
 * haven_vault_file_edit:
 * @keys: with the shared partition's
 * @generation: (out) (optional): the generation that was written
 *
 * Reads the file anew, lets @function change it, and replaces it; two programs that do so come one after the other.
 */
gboolean
haven_vault_file_edit (const char *folder,
                       HavenVaultKeys *keys,
                       HavenVaultFileFunc function,
                       gpointer data,
                       gint64 *generation,
                       GError **error)
{
  const int lock = haven_vault_lock_writing (folder, error);
  const gboolean edited = lock >= 0 && edit_locked (folder, keys, function, data, generation, error);

  haven_vault_unlock (lock);
  return edited;
}
