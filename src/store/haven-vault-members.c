/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-file-private.h"

#include "haven-text.h"

#include <string.h>

#define SHORTEST_PASSPHRASE 8

/* What a sign-in name and a passphrase give, in memory that is locked and wiped. */
typedef struct
{
  guint8 bytes[crypto_secretbox_KEYBYTES];
} Secret;

static void
free_secret (Secret *secret)
{
  sodium_free (secret);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Secret, free_secret)

typedef struct
{
  guint8 bytes[crypto_box_SECRETKEYBYTES];
} PrivateKey;

static void
free_private_key (PrivateKey *key)
{
  sodium_free (key);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrivateKey, free_private_key)

/* Composing leaves copies behind that nobody wipes; most passphrases need none. */
static char *
dup_composed (const char *passphrase)
{
  if (g_str_is_ascii (passphrase))
    return g_strdup (passphrase);
  return g_utf8_validate (passphrase, -1, NULL) ? g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC) : NULL;
}

static void
free_composed (char *composed)
{
  if (composed)
    sodium_memzero (composed, strlen (composed));
  g_free (composed);
}

/* A letter counts once, however its accent is typed. */
static gboolean
check_new_passphrase (const char *passphrase, GError **error)
{
  char *composed = dup_composed (passphrase);
  const gboolean long_enough = composed != NULL && g_utf8_strlen (composed, -1) >= SHORTEST_PASSPHRASE;

  free_composed (composed);
  if (long_enough)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
               "A passphrase needs at least %d characters; several words are best.",
               SHORTEST_PASSPHRASE);
  return FALSE;
}

/* The name stands in front of the passphrase, folded so that capitals and accents do not matter, and is parted from it
 * by a byte that neither can hold. The file thus names nobody, and each guess must name somebody. */
static char *
join_name (const char *sign_in_name, const char *passphrase, gsize *length)
{
  g_autofree char *folded = haven_text_dup_search_key (sign_in_name ? sign_in_name : "");
  char *composed = dup_composed (passphrase);
  const char *rest = composed ? composed : passphrase;
  const gsize name_length = strlen (folded), rest_length = strlen (rest);
  char *joined = g_malloc (name_length + 1 + rest_length + 1);

  memcpy (joined, folded, name_length);
  joined[name_length] = '\0';
  memcpy (joined + name_length + 1, rest, rest_length + 1);
  *length = name_length + 1 + rest_length;
  free_composed (composed);
  return joined;
}

static Secret *
derive_secret (HavenVaultFile *self, const char *sign_in_name, const char *passphrase, GError **error)
{
  JsonObject *cost = json_object_get_object_member (self->object, "passphrase");
  g_autofree guint8 *salt = haven_slot_dup_bytes (cost, "salt", crypto_pwhash_SALTBYTES);
  g_autoptr (Secret) secret = sodium_malloc (sizeof *secret);
  gsize length;
  char *joined = join_name (sign_in_name, passphrase, &length);
  int failed = crypto_pwhash (secret->bytes,
                              sizeof secret->bytes,
                              joined,
                              length,
                              salt,
                              (guint64) json_object_get_int_member (cost, "passes"),
                              (gsize) json_object_get_int_member (cost, "memory"),
                              crypto_pwhash_ALG_ARGON2ID13);

  sodium_memzero (joined, length);
  g_free (joined);
  if (!failed)
    return g_steal_pointer (&secret);
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_FAILED,
                       "There is too little free memory to check the passphrase. Close other programs and try again.");
  return NULL;
}

/* A wrap that needs this device has the share mixed in, so that neither alone opens it. */
static void
make_wrap_key (const Secret *secret, const guint8 *share, guint8 *wrap)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, secret->bytes, sizeof secret->bytes, crypto_secretbox_KEYBYTES);
  if (share)
    crypto_generichash_update (&state, share, HAVEN_DEVICE_SHARE_SIZE);
  crypto_generichash_final (&state, wrap, crypto_secretbox_KEYBYTES);
}

static void
add_wrap (JsonArray *wraps, const PrivateKey *private_key, const Secret *secret, const guint8 *share)
{
  JsonObject *wrap = json_object_new ();
  guint8 key[crypto_secretbox_KEYBYTES];
  g_autofree char *text = NULL;

  make_wrap_key (secret, share, key);
  text = haven_slot_wrap (private_key->bytes, key);
  sodium_memzero (key, sizeof key);
  json_object_set_boolean_member (wrap, "device", share != NULL);
  json_object_set_string_member (wrap, "private", text);
  json_array_add_object_element (wraps, wrap);
}

static gboolean
set_wraps (HavenVaultFile *self,
           JsonObject *slot,
           const PrivateKey *private_key,
           const Secret *secret,
           const guint8 *share,
           GError **error)
{
  JsonArray *wraps;
  const gboolean alone = haven_vault_file_get_passphrase_alone (self);

  if (share == NULL && !alone)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_WRONG_KEY,
                           "This vault asks for this device's keyring beside the passphrase, and the keyring did not "
                           "answer. Nothing was changed. Unlock the keyring and try again.");
      return FALSE;
    }
  /* A second wrap that needs less would make the first one worth nothing. */
  wraps = json_array_new ();
  add_wrap (wraps, private_key, secret, alone ? NULL : share);
  json_object_set_array_member (slot, "wraps", wraps);
  return TRUE;
}

static void
seal_keys (JsonObject *slot, HavenVaultKeys *keys)
{
  for (int i = 0; keys && i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL)
      haven_slot_seal_key (slot, "keys", (HavenPartition) i, haven_vault_keys_get (keys, (HavenPartition) i));
}

static JsonObject *
make_member (HavenVaultFile *self,
             const char *member_id,
             const char *sign_in_name,
             const char *passphrase,
             const guint8 *share,
             GError **error)
{
  g_autoptr (PrivateKey) private_key = sodium_malloc (sizeof *private_key);
  g_autoptr (Secret) secret = NULL;
  JsonObject *slot;

  if (!check_new_passphrase (passphrase, error))
    return NULL;
  secret = derive_secret (self, sign_in_name, passphrase, error);
  if (secret == NULL)
    return NULL;
  slot = haven_slot_new (member_id, private_key->bytes);
  if (set_wraps (self, slot, private_key, secret, share, error))
    return slot;
  json_object_unref (slot);
  return NULL;
}

/**
 * haven_vault_file_add_member:
 * @member_id: the staff member's id
 * @sign_in_name: what is typed beside the passphrase; it is not written down
 * @keys: (nullable): the partitions to give; whoever calls holds them
 */
gboolean
haven_vault_file_add_member (HavenVaultFile *self,
                             const char *member_id,
                             const char *sign_in_name,
                             const char *passphrase,
                             const guint8 *share,
                             HavenVaultKeys *keys,
                             GError **error)
{
  JsonObject *slot;

  g_return_val_if_fail (!haven_vault_file_has_member (self, member_id), FALSE);

  slot = make_member (self, member_id, sign_in_name, passphrase, share, error);
  if (slot == NULL)
    return FALSE;
  seal_keys (slot, keys);
  json_array_add_object_element (haven_vault_file_get_slots (self, "members"), slot);
  return TRUE;
}

/**
 * haven_vault_file_replace_member:
 *
 * For somebody who forgot the passphrase: a new key pair, given what they held of @keys. The rest must be granted anew
 * by somebody who holds it.
 */
gboolean
haven_vault_file_replace_member (HavenVaultFile *self,
                                 const char *member_id,
                                 const char *sign_in_name,
                                 const char *passphrase,
                                 const guint8 *share,
                                 HavenVaultKeys *keys,
                                 GError **error)
{
  g_autoptr (HavenVaultKeys) held = haven_vault_keys_copy (keys);
  JsonObject *slot;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (!haven_vault_file_member_holds (self, member_id, (HavenPartition) i))
      haven_vault_keys_remove (held, (HavenPartition) i);
  slot = make_member (self, member_id, sign_in_name, passphrase, share, error);
  if (slot == NULL)
    return FALSE;
  seal_keys (slot, held);
  haven_vault_file_remove_member (self, member_id);
  json_array_add_object_element (haven_vault_file_get_slots (self, "members"), slot);
  return TRUE;
}

/* ── Signing in ───────────────────────────────────────────────────────────── */

static gboolean
open_wraps (JsonObject *slot, const Secret *secret, const guint8 *share, PrivateKey *private_key)
{
  JsonNode *node = json_object_get_member (slot, "wraps");
  JsonArray *wraps = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint8 key[crypto_secretbox_KEYBYTES];
  gboolean opened = FALSE;

  for (guint i = 0; wraps && !opened && i < json_array_get_length (wraps); i++)
    {
      JsonNode *element = json_array_get_element (wraps, i);
      JsonObject *wrap = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const gboolean device = wrap && json_object_get_boolean_member_with_default (wrap, "device", FALSE);

      if (wrap == NULL || (device && share == NULL))
        continue;
      make_wrap_key (secret, device ? share : NULL, key);
      opened = haven_slot_unwrap (json_object_get_string_member_with_default (wrap, "private", ""), key, private_key->bytes);
    }
  sodium_memzero (key, sizeof key);
  return opened;
}

/* The slot that a name and a passphrase open, with its private key. */
static JsonObject *
open_member (HavenVaultFile *self, const Secret *secret, const guint8 *share, PrivateKey *private_key, GError **error)
{
  JsonArray *slots = haven_vault_file_get_slots (self, "members");

  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);

      if (open_wraps (slot, secret, share, private_key))
        return slot;
    }
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
                       "That name and passphrase do not open this vault. Check both, Caps Lock and the keyboard "
                       "language, and try again.");
  return NULL;
}

/**
 * haven_vault_file_sign_in:
 * @share: (nullable): this device's share, from the keyring
 * @member_id: (out) (optional): who that is
 *
 * Returns: (transfer full) (nullable): the keys of the partitions that the member holds
 */
HavenVaultKeys *
haven_vault_file_sign_in (HavenVaultFile *self,
                          const char *sign_in_name,
                          const char *passphrase,
                          const guint8 *share,
                          char **member_id,
                          GError **error)
{
  g_autoptr (Secret) secret = derive_secret (self, sign_in_name, passphrase, error);
  g_autoptr (PrivateKey) private_key = sodium_malloc (sizeof *private_key);
  g_autoptr (HavenVaultKeys) keys = NULL;
  JsonObject *slot = secret ? open_member (self, secret, share, private_key, error) : NULL;

  if (slot == NULL)
    return NULL;
  keys = haven_vault_file_open_slot (self, slot, private_key->bytes, error);
  if (keys != NULL && member_id)
    *member_id = g_strdup (json_object_get_string_member (slot, "id"));
  return g_steal_pointer (&keys);
}

/** The private key stays; only its wrap is made anew, for this device or, where the vault allows it, without one. */
gboolean
haven_vault_file_change_passphrase (HavenVaultFile *self,
                                    const char *sign_in_name,
                                    const char *passphrase,
                                    const char *new_passphrase,
                                    const guint8 *share,
                                    GError **error)
{
  g_autoptr (PrivateKey) private_key = sodium_malloc (sizeof *private_key);
  g_autoptr (Secret) secret = NULL, new_secret = NULL;
  JsonObject *slot;

  if (!check_new_passphrase (new_passphrase, error))
    return FALSE;
  secret = derive_secret (self, sign_in_name, passphrase, error);
  slot = secret ? open_member (self, secret, share, private_key, error) : NULL;
  if (slot == NULL)
    return FALSE;
  new_secret = derive_secret (self, sign_in_name, new_passphrase, error);
  return new_secret != NULL && set_wraps (self, slot, private_key, new_secret, share, error);
}

/** Whether a member signs in with the help of a device. */
gboolean
haven_vault_file_has_device (HavenVaultFile *self, const char *member_id)
{
  JsonObject *slot = haven_vault_file_find_slot (self, "members", member_id, NULL);
  JsonNode *node = slot ? json_object_get_member (slot, "wraps") : NULL;
  JsonArray *wraps = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; wraps && i < json_array_get_length (wraps); i++)
    if (json_object_get_boolean_member_with_default (json_array_get_object_element (wraps, i), "device", FALSE))
      return TRUE;
  return FALSE;
}

/* ── Giving and taking keys ───────────────────────────────────────────────── */

/** Seals a partition's key, which @keys must hold, to a member: who cannot read a part cannot give it. */
gboolean
haven_vault_file_grant (HavenVaultFile *self,
                        const char *member_id,
                        HavenVaultKeys *keys,
                        HavenPartition partition,
                        GError **error)
{
  JsonObject *slot = haven_vault_file_find_slot (self, "members", member_id, NULL);
  const guint8 *key = haven_vault_keys_get (keys, partition);

  if (slot == NULL)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_FOUND,
                         "That staff member has no way to sign in yet. Give them a passphrase first.");
  else if (key == NULL)
    g_set_error (error,
                 HAVEN_STORE_ERROR,
                 HAVEN_STORE_ERROR_REFUSED,
                 "You do not hold the key of the “%s” part, so you cannot give it. Ask somebody who works with it, or "
                 "use its recovery code.",
                 haven_partition_get_name (partition));
  else
    haven_slot_seal_key (slot, "keys", partition, key);
  return slot != NULL && key != NULL;
}

/** Takes a partition's key from a member's slot. They have had it: the partition then needs a new one. */
void
haven_vault_file_revoke (HavenVaultFile *self, const char *member_id, HavenPartition partition)
{
  JsonObject *slot = haven_vault_file_find_slot (self, "members", member_id, NULL);

  if (slot == NULL)
    return;
  json_object_remove_member (json_object_get_object_member (slot, "keys"), haven_partition_get_name (partition));
  /* A coming key that was sealed to them already would take the other one's place. */
  if (json_object_has_member (slot, "next"))
    json_object_remove_member (json_object_get_object_member (slot, "next"), haven_partition_get_name (partition));
}

/** Returns: whether the member had a slot */
gboolean
haven_vault_file_remove_member (HavenVaultFile *self, const char *member_id)
{
  guint index;

  if (haven_vault_file_find_slot (self, "members", member_id, &index) == NULL)
    return FALSE;
  json_array_remove_element (haven_vault_file_get_slots (self, "members"), index);
  return TRUE;
}

/** Returns: (transfer full): the ids of those who can sign in */
char **
haven_vault_file_list_members (HavenVaultFile *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *slots = haven_vault_file_get_slots (self, "members");

  for (guint i = 0; i < json_array_get_length (slots); i++)
    g_strv_builder_add (ids, json_object_get_string_member (json_array_get_object_element (slots, i), "id"));
  return g_strv_builder_end (ids);
}

gboolean
haven_vault_file_has_member (HavenVaultFile *self, const char *member_id)
{
  return haven_vault_file_find_slot (self, "members", member_id, NULL) != NULL;
}

gboolean
haven_vault_file_member_holds (HavenVaultFile *self, const char *member_id, HavenPartition partition)
{
  JsonObject *slot = haven_vault_file_find_slot (self, "members", member_id, NULL);

  return slot != NULL && haven_slot_holds (slot, "keys", partition);
}
