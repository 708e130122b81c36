/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-file-private.h"

#include <string.h>

static const char proof_purpose[] = "haven slot holder 3";

void
haven_slot_set_bytes (JsonObject *slot, const char *name, const guint8 *bytes, gsize size)
{
  g_autofree char *text = g_base64_encode (bytes, size);

  json_object_set_string_member (slot, name, text);
}

/** Returns: (transfer full) (nullable): @size bytes; %NULL where they are not there, or are more or fewer */
guint8 *
haven_slot_dup_bytes (JsonObject *slot, const char *name, gsize size)
{
  const char *text = json_object_get_string_member_with_default (slot, name, NULL);
  g_autofree guint8 *bytes = NULL;
  gsize length;

  if (text == NULL)
    return NULL;
  bytes = g_base64_decode (text, &length);
  return length == size ? g_steal_pointer (&bytes) : NULL;
}

/**
 * haven_slot_new:
 * @private_key: (out caller-allocates): the private half of the slot's new key pair, to be wrapped and wiped
 *
 * Returns: (transfer full): a slot that holds no key of a partition yet
 */
JsonObject *
haven_slot_new (const char *id, guint8 *private_key)
{
  JsonObject *slot = json_object_new ();
  guint8 public_key[crypto_box_PUBLICKEYBYTES];

  crypto_box_keypair (public_key, private_key);
  json_object_set_string_member (slot, "id", id);
  haven_slot_set_bytes (slot, "public", public_key, sizeof public_key);
  json_object_set_object_member (slot, "keys", json_object_new ());
  return slot;
}

/** Returns: (transfer full): the private key, closed by @wrap, as text */
char *
haven_slot_wrap (const guint8 *private_key, const guint8 *wrap)
{
  guint8 wrapped[HAVEN_WRAPPED_SIZE];

  randombytes_buf (wrapped, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (wrapped + crypto_secretbox_NONCEBYTES,
                         private_key,
                         crypto_box_SECRETKEYBYTES,
                         wrapped,
                         wrap);
  return g_base64_encode (wrapped, sizeof wrapped);
}

/** %FALSE where @wrap is not the right one. */
gboolean
haven_slot_unwrap (const char *text, const guint8 *wrap, guint8 *private_key)
{
  gsize length;
  g_autofree guint8 *wrapped = g_base64_decode (text, &length);

  return length == HAVEN_WRAPPED_SIZE &&
         crypto_secretbox_open_easy (private_key,
                                     wrapped + crypto_secretbox_NONCEBYTES,
                                     HAVEN_WRAPPED_SIZE - crypto_secretbox_NONCEBYTES,
                                     wrapped,
                                     wrap) == 0;
}

static JsonObject *
find_keys (JsonObject *slot, const char *where)
{
  JsonNode *node = json_object_get_member (slot, where);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* What only a holder of the partition's key can say of a slot: that it holds it too. Without that, whoever can write
 * vault.json would add a slot of their own, to which the next new key, or that of a backup, would be sealed. */
static void
make_proof (JsonObject *slot, const guint8 *public_key, const guint8 *key, guint8 *proof)
{
  const char *id = json_object_get_string_member (slot, "id");
  guint8 proof_key[HAVEN_VAULT_KEY_SIZE];
  crypto_generichash_state state;

  crypto_generichash (proof_key,
                      sizeof proof_key,
                      (const guint8 *) proof_purpose,
                      sizeof proof_purpose - 1,
                      key,
                      HAVEN_VAULT_KEY_SIZE);
  crypto_generichash_init (&state, proof_key, sizeof proof_key, crypto_generichash_BYTES);
  crypto_generichash_update (&state, public_key, crypto_box_PUBLICKEYBYTES);
  crypto_generichash_update (&state, (const guint8 *) id, strlen (id));
  crypto_generichash_final (&state, proof, crypto_generichash_BYTES);
  sodium_memzero (proof_key, sizeof proof_key);
}

/** Seals a partition's key to the slot: only its private key opens that. @where: `keys`, or `next` for a coming one. */
void
haven_slot_seal_key (JsonObject *slot, const char *where, HavenPartition partition, const guint8 *key)
{
  g_autofree guint8 *public_key = haven_slot_dup_bytes (slot, "public", crypto_box_PUBLICKEYBYTES);
  guint8 sealed[HAVEN_SLOT_KEY_SIZE];

  if (public_key == NULL)
    return;
  crypto_box_seal (sealed, key, HAVEN_VAULT_KEY_SIZE, public_key);
  make_proof (slot, public_key, key, sealed + HAVEN_SEALED_KEY_SIZE);
  if (find_keys (slot, where) == NULL)
    json_object_set_object_member (slot, where, json_object_new ());
  haven_slot_set_bytes (find_keys (slot, where), haven_partition_get_name (partition), sealed, sizeof sealed);
}

static gboolean
is_true_holder (JsonObject *slot, HavenPartition partition, const guint8 *key)
{
  g_autofree guint8 *public_key = haven_slot_dup_bytes (slot, "public", crypto_box_PUBLICKEYBYTES);
  g_autofree guint8 *sealed =
      haven_slot_dup_bytes (find_keys (slot, "keys"), haven_partition_get_name (partition), HAVEN_SLOT_KEY_SIZE);
  guint8 proof[crypto_generichash_BYTES];

  if (public_key == NULL || sealed == NULL)
    return FALSE;
  make_proof (slot, public_key, key, proof);
  return sodium_memcmp (proof, sealed + HAVEN_SEALED_KEY_SIZE, sizeof proof) == 0;
}

/** Whether each slot that is said to hold one of @keys was given it by somebody who had it. */
gboolean
haven_vault_file_has_true_holders (HavenVaultFile *self, HavenVaultKeys *keys)
{
  static const char *const kinds[] = { "members", "recovery" };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      JsonArray *slots = haven_vault_file_get_slots (self, kinds[k]);

      for (guint i = 0; i < json_array_get_length (slots) * HAVEN_N_PARTITIONS; i++)
        {
          JsonObject *slot = json_array_get_object_element (slots, i / HAVEN_N_PARTITIONS);
          const HavenPartition partition = (HavenPartition) (i % HAVEN_N_PARTITIONS);
          const guint8 *key = haven_vault_keys_get (keys, partition);

          if (key != NULL && haven_slot_holds (slot, "keys", partition) && !is_true_holder (slot, partition, key))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
haven_slot_holds (JsonObject *slot, const char *where, HavenPartition partition)
{
  JsonObject *keys = find_keys (slot, where);

  return keys != NULL && json_object_has_member (keys, haven_partition_get_name (partition));
}

/** Returns: (transfer full) (nullable): the keys sealed to the slot; %NULL where one of them is damaged */
HavenVaultKeys *
haven_slot_open_keys (JsonObject *slot, const char *where, const guint8 *private_key)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new ();
  JsonObject *sealed_keys = find_keys (slot, where);
  guint8 public_key[crypto_box_PUBLICKEYBYTES], key[HAVEN_VAULT_KEY_SIZE];
  gboolean sound = TRUE;

  crypto_scalarmult_base (public_key, private_key);
  for (int i = 0; sealed_keys && sound && i < HAVEN_N_PARTITIONS; i++)
    {
      const char *name = haven_partition_get_name ((HavenPartition) i);
      g_autofree guint8 *sealed = haven_slot_dup_bytes (sealed_keys, name, HAVEN_SLOT_KEY_SIZE);

      if (!json_object_has_member (sealed_keys, name))
        continue;
      sound = sealed != NULL && crypto_box_seal_open (key, sealed, HAVEN_SEALED_KEY_SIZE, public_key, private_key) == 0;
      if (sound)
        haven_vault_keys_set (keys, (HavenPartition) i, key);
    }
  sodium_memzero (key, sizeof key);
  return sound ? g_steal_pointer (&keys) : NULL;
}

/** Opens what is sealed to a slot, and holds it against the file. */
HavenVaultKeys *
haven_vault_file_open_slot (HavenVaultFile *self, JsonObject *slot, const guint8 *private_key, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_slot_open_keys (slot, "keys", private_key);
  g_autoptr (HavenVaultKeys) next = haven_slot_open_keys (slot, "next", private_key);

  if (keys == NULL || next == NULL)
    {
      haven_vault_file_set_damaged (error);
      return NULL;
    }
  if (!haven_vault_file_check (self, keys, error))
    return NULL;
  g_clear_pointer (&self->next_keys, haven_vault_keys_free);
  self->next_keys = g_steal_pointer (&next);
  return g_steal_pointer (&keys);
}

/** Returns: (transfer none) (nullable): */
JsonObject *
haven_vault_file_find_slot (HavenVaultFile *self, const char *kind, const char *id, guint *index)
{
  JsonArray *slots = haven_vault_file_get_slots (self, kind);

  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);

      if (g_strcmp0 (json_object_get_string_member (slot, "id"), id) != 0)
        continue;
      if (index)
        *index = i;
      return slot;
    }
  return NULL;
}
