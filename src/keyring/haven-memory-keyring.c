/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring-private.h"

/* Keeps items as long as the program runs: for tests and for the demo. */
#define HAVEN_TYPE_MEMORY_KEYRING (haven_memory_keyring_get_type ())
G_DECLARE_FINAL_TYPE (HavenMemoryKeyring, haven_memory_keyring, HAVEN, MEMORY_KEYRING, HavenKeyring)

struct _HavenMemoryKeyring
{
  HavenKeyring parent_instance;

  /* owned */
  GHashTable *items; /* "kind vault-id" → GBytes */

  HavenKeyringState forced; /* FOUND: as it is */
  GMutex lock;
};

G_DEFINE_FINAL_TYPE (HavenMemoryKeyring, haven_memory_keyring, HAVEN_TYPE_KEYRING)

static char *
make_key (const char *vault_id, HavenKeyringItem kind)
{
  return g_strdup_printf ("%s %s", haven_keyring_item_get_code (kind), vault_id);
}

static GBytes *
get_item (HavenMemoryKeyring *self, const char *vault_id, HavenKeyringItem kind)
{
  g_autofree char *key = make_key (vault_id, kind);

  return g_hash_table_lookup (self->items, key);
}

static HavenKeyringState
find (HavenKeyring *keyring,
      const HavenKeyringQuery *query,
      GBytes **content,
      gboolean *others,
      GCancellable *cancellable)
{
  HavenMemoryKeyring *self = HAVEN_MEMORY_KEYRING (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GBytes *kept = get_item (self, query->vault_id, query->kind);

  if (self->forced != HAVEN_KEYRING_FOUND)
    return self->forced;
  for (guint kind = 0; kind < HAVEN_N_KEYRING_ITEMS; kind++)
    if (kind != query->kind && get_item (self, query->vault_id, (HavenKeyringItem) kind))
      *others = TRUE;
  if (kept == NULL)
    return HAVEN_KEYRING_ABSENT;
  *content = g_bytes_ref (kept);
  return HAVEN_KEYRING_FOUND;
}

static HavenKeyringState
write_item (HavenKeyring *keyring, const HavenKeyringQuery *query, GBytes *content, GCancellable *cancellable)
{
  HavenMemoryKeyring *self = HAVEN_MEMORY_KEYRING (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->forced != HAVEN_KEYRING_FOUND)
    return self->forced;
  g_hash_table_insert (self->items,
                       make_key (query->vault_id, query->kind),
                       haven_keyring_content_new (g_bytes_get_data (content, NULL), g_bytes_get_size (content)));
  return HAVEN_KEYRING_FOUND;
}

static HavenKeyringState
erase (HavenKeyring *keyring, const HavenKeyringQuery *query, GCancellable *cancellable)
{
  HavenMemoryKeyring *self = HAVEN_MEMORY_KEYRING (keyring);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *key = make_key (query->vault_id, query->kind);

  if (self->forced != HAVEN_KEYRING_FOUND)
    return self->forced;
  g_hash_table_remove (self->items, key);
  return HAVEN_KEYRING_ABSENT;
}

static void
haven_memory_keyring_finalize (GObject *object)
{
  HavenMemoryKeyring *self = HAVEN_MEMORY_KEYRING (object);

  g_clear_pointer (&self->items, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (haven_memory_keyring_parent_class)->finalize (object);
}

static void
haven_memory_keyring_class_init (HavenMemoryKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_memory_keyring_finalize;
  HAVEN_KEYRING_CLASS (klass)->find = find;
  HAVEN_KEYRING_CLASS (klass)->write = write_item;
  HAVEN_KEYRING_CLASS (klass)->erase = erase;
}

static void
haven_memory_keyring_init (HavenMemoryKeyring *self)
{
  g_mutex_init (&self->lock);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

/** A keyring in memory: empty, open, and gone with the program. */
HavenKeyring *
haven_memory_keyring_new (void)
{
  return g_object_new (HAVEN_TYPE_MEMORY_KEYRING, NULL);
}

/**
 * haven_memory_keyring_set_state:
 *
 * Makes every call meet @state as if a desktop's keyring were in it; with %HAVEN_KEYRING_FOUND, the
 * truth again. What is kept stays. %HAVEN_KEYRING_ABSENT still becomes %HAVEN_KEYRING_REPLACED where the item is expected.
 */
void
haven_memory_keyring_set_state (HavenKeyring *self, HavenKeyringState state)
{
  g_return_if_fail (HAVEN_IS_MEMORY_KEYRING (self) && (guint) state < HAVEN_N_KEYRING_STATES);
  HAVEN_MEMORY_KEYRING (self)->forced = state;
}

/** How many items of any kind and vault are kept. */
guint
haven_memory_keyring_count (HavenKeyring *self)
{
  g_return_val_if_fail (HAVEN_IS_MEMORY_KEYRING (self), 0);
  return g_hash_table_size (HAVEN_MEMORY_KEYRING (self)->items);
}
