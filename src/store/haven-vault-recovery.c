/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-file-private.h"

#include "haven-id.h"
#include "haven-recovery-code.h"

/**
 * haven_vault_file_add_recovery:
 * @partitions: the set that the code shall open; @keys must hold them all. A code for the same set is replaced
 *
 * Returns: (transfer full) (nullable): the code, which is written down nowhere else; to be wiped by the caller
 */
char *
haven_vault_file_add_recovery (HavenVaultFile *self, HavenVaultKeys *keys, guint partitions, GError **error)
{
  JsonArray *slots = haven_vault_file_get_slots (self, "recovery");
  guint8 private_key[crypto_box_SECRETKEYBYTES], wrap[HAVEN_RECOVERY_KEY_SIZE];
  g_autofree char *id = haven_id_new (), *code = haven_recovery_code_new (), *text = NULL;
  JsonObject *slot;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) != 0 && haven_vault_keys_get (keys, (HavenPartition) i) == NULL)
      {
        g_set_error (error,
                     HAVEN_STORE_ERROR,
                     HAVEN_STORE_ERROR_REFUSED,
                     "You do not hold the key of the “%s” part, so you cannot print a recovery code for it.",
                     haven_partition_get_name ((HavenPartition) i));
        return NULL;
      }
  if (!haven_recovery_code_derive (code, haven_vault_file_get_id (self), wrap, error))
    return NULL;
  slot = haven_slot_new (id, private_key);
  text = haven_slot_wrap (private_key, wrap);
  sodium_memzero (private_key, sizeof private_key);
  sodium_memzero (wrap, sizeof wrap);
  json_object_set_string_member (slot, "private", text);
  json_object_set_int_member (slot, "partitions", partitions);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) != 0)
      haven_slot_seal_key (slot, "keys", (HavenPartition) i, haven_vault_keys_get (keys, (HavenPartition) i));
  for (guint i = json_array_get_length (slots); i > 0; i--)
    if (json_object_get_int_member_with_default (json_array_get_object_element (slots, i - 1), "partitions", 0) == partitions)
      json_array_remove_element (slots, i - 1);
  json_array_add_object_element (slots, slot);
  return g_steal_pointer (&code);
}

/* The slot that a printed code opens, with its private key, to be wiped. */
static JsonObject *
open_recovery (HavenVaultFile *self, const char *code, guint8 *private_key, GError **error)
{
  JsonArray *slots = haven_vault_file_get_slots (self, "recovery");
  guint8 wrap[HAVEN_RECOVERY_KEY_SIZE];
  JsonObject *found = NULL;

  if (!haven_recovery_code_derive (code, haven_vault_file_get_id (self), wrap, error))
    return NULL;
  for (guint i = 0; found == NULL && i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);

      if (haven_slot_unwrap (json_object_get_string_member_with_default (slot, "private", ""), wrap, private_key))
        found = slot;
    }
  sodium_memzero (wrap, sizeof wrap);
  if (found == NULL)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
                         "The recovery code is typed correctly but belongs to another vault, or was replaced by a newer "
                         "one. Look for the newest sheet.");
  return found;
}

/* Each code tells the coming keys of its own parts: the ones that the code before it told are kept with them. */
static void
add_next_keys (HavenVaultFile *self, HavenVaultKeys *earlier)
{
  if (self->next_keys == NULL)
    self->next_keys = haven_vault_keys_new ();
  haven_vault_keys_add_all (self->next_keys, earlier);
}

/**
 * haven_vault_file_recover:
 *
 * Codes may be tried one after the other, the clinic's and the legal partner's.
 *
 * Returns: (transfer full) (nullable): the keys that a printed code opens
 */
HavenVaultKeys *
haven_vault_file_recover (HavenVaultFile *self, const char *code, GError **error)
{
  guint8 private_key[crypto_box_SECRETKEYBYTES];
  JsonObject *slot = open_recovery (self, code, private_key, error);
  g_autoptr (HavenVaultKeys) earlier = g_steal_pointer (&self->next_keys);
  HavenVaultKeys *keys = slot ? haven_vault_file_open_slot (self, slot, private_key, error) : NULL;

  if (earlier)
    add_next_keys (self, earlier);
  sodium_memzero (private_key, sizeof private_key);
  return keys;
}

/**
 * haven_vault_file_seal_for_recovery:
 * @key: 32 bytes, of a copy of @partition
 *
 * Seals a key to each recovery slot that covers the partition, which needs none of their codes.
 *
 * Returns: (transfer full): the slots' ids, each with the key that is sealed to it
 */
JsonObject *
haven_vault_file_seal_for_recovery (HavenVaultFile *self, HavenPartition partition, const guint8 *key)
{
  JsonArray *slots = haven_vault_file_get_slots (self, "recovery");
  JsonObject *all = json_object_new ();

  for (guint i = 0; i < json_array_get_length (slots); i++)
    {
      JsonObject *slot = json_array_get_object_element (slots, i);
      g_autofree guint8 *public_key = haven_slot_dup_bytes (slot, "public", crypto_box_PUBLICKEYBYTES);
      guint8 sealed[HAVEN_SEALED_KEY_SIZE];

      if (public_key == NULL || !haven_slot_holds (slot, "keys", partition))
        continue;
      crypto_box_seal (sealed, key, HAVEN_VAULT_KEY_SIZE, public_key);
      haven_slot_set_bytes (all, json_object_get_string_member (slot, "id"), sealed, sizeof sealed);
    }
  return all;
}

/**
 * haven_vault_file_recover_sealed:
 * @all: what haven_vault_file_seal_for_recovery() gave
 * @key: (out caller-allocates): 32 bytes, to be wiped by the caller
 * @opened: (out): whether the code covers it
 *
 * %FALSE where the code opens nothing of this vault.
 */
gboolean
haven_vault_file_recover_sealed (HavenVaultFile *self,
                                 const char *code,
                                 JsonObject *all,
                                 guint8 *key,
                                 gboolean *opened,
                                 GError **error)
{
  guint8 private_key[crypto_box_SECRETKEYBYTES], public_key[crypto_box_PUBLICKEYBYTES];
  JsonObject *slot = open_recovery (self, code, private_key, error);
  g_autofree guint8 *sealed = NULL;

  *opened = FALSE;
  if (slot == NULL)
    return FALSE;
  sealed = haven_slot_dup_bytes (all, json_object_get_string_member (slot, "id"), HAVEN_SEALED_KEY_SIZE);
  crypto_scalarmult_base (public_key, private_key);
  *opened = sealed != NULL && crypto_box_seal_open (key, sealed, HAVEN_SEALED_KEY_SIZE, public_key, private_key) == 0;
  sodium_memzero (private_key, sizeof private_key);
  return TRUE;
}

/**
 * haven_vault_file_restore_partition:
 * @present: whether the partition's file was put into the folder
 *
 * A file that was restored is another than the one that was lost; how it begins is noted at the next writing.
 */
void
haven_vault_file_restore_partition (HavenVaultFile *self, HavenPartition partition, gboolean present)
{
  JsonObject *partitions = json_object_get_object_member (self->object, "partitions");

  json_object_remove_member (json_object_get_object_member (partitions, haven_partition_get_name (partition)), "salt");
  haven_vault_file_set_absent (self, partition, !present);
}

/** Returns: the set of partitions for which there is a recovery code */
guint
haven_vault_file_get_recoverable (HavenVaultFile *self)
{
  JsonArray *slots = haven_vault_file_get_slots (self, "recovery");
  guint partitions = 0;

  for (guint i = 0; i < json_array_get_length (slots); i++)
    partitions |= (guint) json_object_get_int_member_with_default (json_array_get_object_element (slots, i), "partitions", 0);
  return partitions;
}

/* ── A new key for a partition ────────────────────────────────────────────── */

typedef void (*SlotFunc) (JsonObject *slot, HavenPartition partition, gpointer data);

static void
for_each_slot (HavenVaultFile *self, HavenPartition partition, SlotFunc function, gpointer data)
{
  static const char *const kinds[] = { "members", "recovery" };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      JsonArray *slots = haven_vault_file_get_slots (self, kinds[k]);

      for (guint i = 0; i < json_array_get_length (slots); i++)
        function (json_array_get_object_element (slots, i), partition, data);
    }
}

static void
seal_next (JsonObject *slot, HavenPartition partition, gpointer data)
{
  if (haven_slot_holds (slot, "keys", partition))
    haven_slot_seal_key (slot, "next", partition, data);
}

static void
drop_next (JsonObject *slot, HavenPartition partition, gpointer data)
{
  if (haven_slot_holds (slot, "next", partition))
    json_object_remove_member (json_object_get_object_member (slot, "next"), haven_partition_get_name (partition));
}

static void
take_next (JsonObject *slot, HavenPartition partition, gpointer data)
{
  const char *name = haven_partition_get_name (partition);
  JsonObject *keys = json_object_get_object_member (slot, "keys");

  if (haven_slot_holds (slot, "next", partition))
    json_object_set_string_member (keys, name, json_object_get_string_member (json_object_get_object_member (slot, "next"), name));
  else
    json_object_remove_member (keys, name);
  drop_next (slot, partition, NULL);
}

/**
 * haven_vault_file_prepare_rekey:
 *
 * Seals a partition's coming key to everybody who holds the present one. Until the rekey is finished or abandoned they
 * hold both, so that the power may fail at any moment between.
 */
gboolean
haven_vault_file_prepare_rekey (HavenVaultFile *self, HavenPartition partition, const guint8 *new_key, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new ();

  if (haven_vault_file_is_rekey_pending (self, partition))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_BUSY,
                           "This part is being given a new key already. Open the vault once, then try again.");
      return FALSE;
    }
  haven_vault_keys_set (keys, partition, new_key);
  haven_vault_file_set_check (self, keys, partition, "next_check");
  for_each_slot (self, partition, seal_next, (gpointer) new_key);
  if (self->next_keys == NULL)
    self->next_keys = haven_vault_keys_new ();
  haven_vault_keys_set (self->next_keys, partition, new_key);
  return TRUE;
}

/** Returns: (transfer none) (nullable): the coming keys, as far as whoever signed in or began the change holds them */
HavenVaultKeys *
haven_vault_file_get_next_keys (HavenVaultFile *self)
{
  return self->next_keys;
}

/** The partition's file has its new key: the old one is forgotten. */
void
haven_vault_file_finish_rekey (HavenVaultFile *self, HavenPartition partition)
{
  for_each_slot (self, partition, take_next, NULL);
  haven_vault_file_move_check (self, partition, TRUE);
  haven_vault_file_settle_rekey_due (self, partition);
}

/** The partition's file still has its old key: the coming one is forgotten. */
void
haven_vault_file_abandon_rekey (HavenVaultFile *self, HavenPartition partition)
{
  for_each_slot (self, partition, drop_next, NULL);
  haven_vault_file_move_check (self, partition, FALSE);
  haven_vault_file_set_rekey_due (self, partition, haven_vault_file_is_rekey_due (self, partition));
}
