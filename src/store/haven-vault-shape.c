/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-file-private.h"

#include "haven-id.h"

/* What stands in `vault.json` is looked at once, here: what reads it afterwards may rely on the kind of each value. Names
 * that this program does not know are left alone. */

static JsonObject *
find_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_of_type (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
has_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && is_of_type (node, type);
}

static gboolean
may_have_value (JsonObject *object, const char *name, GType type)
{
  return !json_object_has_member (object, name) || has_value (object, name, type);
}

static gboolean
has_id (JsonObject *object, const char *name)
{
  return has_value (object, name, G_TYPE_STRING) && haven_id_is_valid (json_object_get_string_member (object, name));
}

/* The keys of partitions, sealed, by the partitions' names. */
static gboolean
holds_texts (JsonObject *object)
{
  g_autoptr (GList) values = object ? json_object_get_values (object) : NULL;

  for (GList *l = values; l; l = l->next)
    if (!is_of_type (l->data, G_TYPE_STRING))
      return FALSE;
  return object != NULL;
}

static gboolean
check_wrap (JsonObject *wrap)
{
  return has_value (wrap, "device", G_TYPE_BOOLEAN) && has_value (wrap, "private", G_TYPE_STRING);
}

static gboolean
check_each (JsonObject *object, const char *name, gboolean (*check) (JsonObject *element))
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element) || !check (json_node_get_object (element)))
        return FALSE;
    }
  return array != NULL;
}

static gboolean
check_slot (JsonObject *slot)
{
  return has_id (slot, "id") && has_value (slot, "public", G_TYPE_STRING) && holds_texts (find_object (slot, "keys")) &&
         (!json_object_has_member (slot, "next") || holds_texts (find_object (slot, "next")));
}

static gboolean
check_member (JsonObject *slot)
{
  return check_slot (slot) && check_each (slot, "wraps", check_wrap);
}

static gboolean
check_recovery (JsonObject *slot)
{
  return check_slot (slot) && has_value (slot, "private", G_TYPE_STRING) && has_value (slot, "partitions", G_TYPE_INT64);
}

static gboolean
check_partitions (JsonObject *partitions)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      JsonObject *partition =
          partitions ? find_object (partitions, haven_partition_get_name ((HavenPartition) i)) : NULL;

      if (partition == NULL || !may_have_value (partition, "check", G_TYPE_STRING) ||
          !may_have_value (partition, "next_check", G_TYPE_STRING) || !may_have_value (partition, "salt", G_TYPE_STRING) ||
          !may_have_value (partition, "absent", G_TYPE_BOOLEAN) ||
          !may_have_value (partition, "rekey_due", G_TYPE_BOOLEAN) ||
          !may_have_value (partition, "due_again", G_TYPE_BOOLEAN))
        return FALSE;
    }
  return TRUE;
}

/* A file that was tampered with must not make this program take all memory. */
static gboolean
check_cost (JsonObject *passphrase)
{
  g_autofree guint8 *salt = NULL;
  gint64 passes, memory;

  if (passphrase == NULL || !has_value (passphrase, "passes", G_TYPE_INT64) ||
      !has_value (passphrase, "memory", G_TYPE_INT64) || !has_value (passphrase, "salt", G_TYPE_STRING))
    return FALSE;
  passes = json_object_get_int_member (passphrase, "passes");
  memory = json_object_get_int_member (passphrase, "memory");
  salt = haven_slot_dup_bytes (passphrase, "salt", crypto_pwhash_SALTBYTES);
  return salt != NULL && passes >= 1 && passes <= HAVEN_VAULT_MOST_PASSES &&
         memory >= (gint64) crypto_pwhash_MEMLIMIT_MIN && memory <= HAVEN_VAULT_MOST_MEMORY;
}

/** Whether every value of a file of this format is of the kind it must be. */
gboolean
haven_vault_file_has_shape (JsonObject *object)
{
  return has_id (object, "vault") && has_value (object, "generation", G_TYPE_INT64) &&
         json_object_get_int_member (object, "generation") >= 0 &&
         has_value (object, "passphrase_alone", G_TYPE_BOOLEAN) && has_value (object, "digest", G_TYPE_STRING) &&
         has_value (object, "seal", G_TYPE_STRING) && may_have_value (object, "heads", G_TYPE_STRING) &&
         may_have_value (object, "restored", G_TYPE_BOOLEAN) &&
         check_cost (find_object (object, "passphrase")) && check_partitions (find_object (object, "partitions")) &&
         check_each (object, "members", check_member) && check_each (object, "recovery", check_recovery);
}
