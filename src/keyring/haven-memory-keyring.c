/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <string.h>

/* Keeps keys as long as the program runs: for tests and for the demo. */
#define HAVEN_TYPE_MEMORY_KEYRING (haven_memory_keyring_get_type ())
G_DECLARE_FINAL_TYPE (HavenMemoryKeyring, haven_memory_keyring, HAVEN, MEMORY_KEYRING, HavenKeyring)

struct _HavenMemoryKeyring
{
  HavenKeyring parent_instance;

  /* owned */
  GHashTable *keys;

  HavenKeyringState forced; /* FOUND: as it is */
};

G_DEFINE_FINAL_TYPE (HavenMemoryKeyring, haven_memory_keyring, HAVEN_TYPE_KEYRING)

static HavenKeyringState
lookup (HavenKeyring *keyring, const char *vault_id, guint8 *key, GCancellable *cancellable)
{
  HavenMemoryKeyring *self = HAVEN_MEMORY_KEYRING (keyring);
  GBytes *kept = g_hash_table_lookup (self->keys, vault_id);

  if (self->forced != HAVEN_KEYRING_FOUND)
    return self->forced;
  if (kept == NULL)
    return HAVEN_KEYRING_ABSENT;
  memcpy (key, g_bytes_get_data (kept, NULL), HAVEN_DEVICE_KEY_SIZE);
  return HAVEN_KEYRING_FOUND;
}

static HavenKeyringState
keep (HavenKeyring *keyring, const char *vault_id, const guint8 *key, GCancellable *cancellable)
{
  HavenMemoryKeyring *self = HAVEN_MEMORY_KEYRING (keyring);

  if (self->forced != HAVEN_KEYRING_FOUND)
    return self->forced;
  g_hash_table_insert (self->keys, g_strdup (vault_id), g_bytes_new (key, HAVEN_DEVICE_KEY_SIZE));
  return HAVEN_KEYRING_FOUND;
}

static void
haven_memory_keyring_finalize (GObject *object)
{
  g_clear_pointer (&HAVEN_MEMORY_KEYRING (object)->keys, g_hash_table_unref);
  G_OBJECT_CLASS (haven_memory_keyring_parent_class)->finalize (object);
}

static void
haven_memory_keyring_class_init (HavenMemoryKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_memory_keyring_finalize;
  HAVEN_KEYRING_CLASS (klass)->lookup = lookup;
  HAVEN_KEYRING_CLASS (klass)->keep = keep;
}

static void
haven_memory_keyring_init (HavenMemoryKeyring *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

HavenKeyring *
haven_memory_keyring_new (void)
{
  return g_object_new (HAVEN_TYPE_MEMORY_KEYRING, NULL);
}

/** Makes every call answer @state, or, with %HAVEN_KEYRING_FOUND, the truth again. */
void
haven_memory_keyring_set_state (HavenKeyring *self, HavenKeyringState state)
{
  g_return_if_fail (HAVEN_IS_MEMORY_KEYRING (self));
  HAVEN_MEMORY_KEYRING (self)->forced = state;
}
