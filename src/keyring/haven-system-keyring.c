/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-secret-door.h"

#include <string.h>

#define HAVEN_TYPE_SYSTEM_KEYRING (haven_system_keyring_get_type ())
G_DECLARE_FINAL_TYPE (HavenSystemKeyring, haven_system_keyring, HAVEN, SYSTEM_KEYRING, HavenKeyring)

struct _HavenSystemKeyring
{
  HavenKeyring parent_instance;
};

G_DEFINE_FINAL_TYPE (HavenSystemKeyring, haven_system_keyring, HAVEN_TYPE_KEYRING)

/* Attributes and labels can be read on the bus by every program of the user: nothing in them names anybody. */
#define SCHEMA_NAME "org.havenclinic.Haven.Item"
#define LABEL "Haven: keep this item"

/* Another program may have put anything there, but not so much that it holds us up. */
#define MOST_ITEMS 8

static GVariant *
make_attributes (const HavenKeyringQuery *query, gboolean with_kind, gboolean with_schema)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "vault", query->vault_id);
  if (with_kind)
    g_variant_builder_add (&builder, "{ss}", "kind", haven_keyring_item_get_code (query->kind));
  if (with_schema)
    g_variant_builder_add (&builder, "{ss}", "xdg:schema", SCHEMA_NAME);
  return g_variant_builder_end (&builder);
}

/* Without the schema's name, which a keyring that was never open does not match. */
static HavenKeyringState
search (HavenSecretDoor *door,
        const HavenKeyringQuery *query,
        GStrv *unlocked,
        GStrv *locked,
        GCancellable *cancellable)
{
  g_clear_pointer (unlocked, g_strfreev);
  g_clear_pointer (locked, g_strfreev);
  return haven_secret_door_search (door, make_attributes (query, TRUE, FALSE), unlocked, locked, cancellable);
}

static HavenKeyringState
search_others (HavenSecretDoor *door, const HavenKeyringQuery *query, gboolean *others, GCancellable *cancellable)
{
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  HavenKeyringState state =
      haven_secret_door_search (door, make_attributes (query, FALSE, FALSE), &unlocked, &locked, cancellable);

  *others = state == HAVEN_KEYRING_FOUND && (*unlocked != NULL || *locked != NULL);
  return state;
}

/* ── Open what is locked ──────────────────────────────────────────────────── */

/* A keyring that was open once knows the schema of its locked items; one that was not, only hashes of the rest. */
static HavenKeyringState
tell_locked (HavenSecretDoor *door, const HavenKeyringQuery *query, GCancellable *cancellable)
{
  g_auto (GStrv) unlocked = NULL;
  g_auto (GStrv) locked = NULL;
  HavenKeyringState state =
      haven_secret_door_search (door, make_attributes (query, TRUE, TRUE), &unlocked, &locked, cancellable);

  if (state != HAVEN_KEYRING_FOUND)
    return state;
  return *locked == NULL && *unlocked == NULL ? HAVEN_KEYRING_LOCKED_COLD : HAVEN_KEYRING_LOCKED;
}

static HavenKeyringState
open_item (HavenSecretDoor *door, const HavenKeyringQuery *query, const char *path, GCancellable *cancellable)
{
  gboolean quiet = (query->flags & HAVEN_KEYRING_QUIET) != 0;
  HavenKeyringState state = haven_secret_door_unlock (door, path, HAVEN_SECRET_ITEM, quiet, cancellable);

  return state == HAVEN_KEYRING_LOCKED ? tell_locked (door, query, cancellable) : state;
}

/* Nothing was found. That is certain only when the default keyring is there and open. */
static HavenKeyringState
open_default (HavenSecretDoor *door, const HavenKeyringQuery *query, GCancellable *cancellable)
{
  gboolean quiet = (query->flags & HAVEN_KEYRING_QUIET) != 0;
  g_autofree char *collection = NULL;
  HavenKeyringState state = haven_secret_door_find_default (door, &collection, cancellable);

  if (state != HAVEN_KEYRING_FOUND)
    return state;
  state = haven_secret_door_is_open (door, collection, HAVEN_SECRET_COLLECTION, cancellable);
  if (state != HAVEN_KEYRING_LOCKED)
    return state;
  return haven_secret_door_unlock (door, collection, HAVEN_SECRET_COLLECTION, quiet, cancellable);
}

/* The paths of the matching items, once everything that could hold one is open. */
static HavenKeyringState
find_paths (HavenSecretDoor *door, const HavenKeyringQuery *query, GStrv *paths, GCancellable *cancellable)
{
  g_auto (GStrv) locked = NULL;
  HavenKeyringState state = search (door, query, paths, &locked, cancellable);

  if (state == HAVEN_KEYRING_FOUND && **paths == NULL)
    {
      state = *locked ? open_item (door, query, *locked, cancellable) : open_default (door, query, cancellable);
      if (state == HAVEN_KEYRING_FOUND)
        state = search (door, query, paths, &locked, cancellable);
    }
  if (state != HAVEN_KEYRING_FOUND || **paths != NULL)
    return state;
  return *locked ? tell_locked (door, query, cancellable) : HAVEN_KEYRING_ABSENT;
}

/* ── Read and write ───────────────────────────────────────────────────────── */

static HavenKeyringState
read_item (HavenSecretDoor *door,
           const HavenKeyringQuery *query,
           const char *path,
           GBytes **content,
           GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value =
      secret_service_get_secret_for_dbus_path_sync (door->service, path, cancellable, &error);
  const char *text;
  gsize length;

  if (error)
    return haven_secret_door_tell_error (door, error);
  if (value == NULL)
    return HAVEN_KEYRING_LOCKED;
  text = secret_value_get (value, &length);
  *content = haven_keyring_content_decode (query->kind, text, length);
  return *content ? HAVEN_KEYRING_FOUND : HAVEN_KEYRING_DAMAGED;
}

static HavenKeyringState
read_items (HavenSecretDoor *door,
            const HavenKeyringQuery *query,
            GStrv paths,
            GBytes **content,
            GCancellable *cancellable)
{
  if (g_strv_length (paths) > MOST_ITEMS)
    return HAVEN_KEYRING_DAMAGED;
  for (guint i = 0; paths[i]; i++)
    {
      g_autoptr (GBytes) one = NULL;
      HavenKeyringState state = read_item (door, query, paths[i], &one, cancellable);

      if (state == HAVEN_KEYRING_FOUND && *content && !g_bytes_equal (one, *content))
        state = HAVEN_KEYRING_DAMAGED;
      if (state != HAVEN_KEYRING_FOUND)
        {
          g_clear_pointer (content, g_bytes_unref);
          return state;
        }
      if (*content == NULL)
        *content = g_steal_pointer (&one);
    }
  return HAVEN_KEYRING_FOUND;
}

static HavenKeyringState
create_item (HavenSecretDoor *door, const HavenKeyringQuery *query, SecretValue *value, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *collection = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GHashTable) properties =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  HavenKeyringState state = haven_secret_door_find_default (door, &collection, cancellable);

  if (state != HAVEN_KEYRING_FOUND)
    return state;
  g_hash_table_insert (properties,
                       (gpointer) HAVEN_SECRET_ITEM ".Label",
                       g_variant_ref_sink (g_variant_new_string (LABEL)));
  g_hash_table_insert (properties,
                       (gpointer) HAVEN_SECRET_ITEM ".Attributes",
                       g_variant_ref_sink (make_attributes (query, TRUE, TRUE)));
  path = secret_service_create_item_dbus_path_sync (door->service, collection, properties, value,
                                                    SECRET_ITEM_CREATE_NONE, cancellable, &error);
  return path ? HAVEN_KEYRING_FOUND : haven_secret_door_tell_error (door, error);
}

static HavenKeyringState
overwrite_items (HavenSecretDoor *door, GStrv paths, SecretValue *value, GCancellable *cancellable)
{
  for (guint i = 0; paths[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      GVariant *secret = secret_service_encode_dbus_secret (door->service, value);
      g_autoptr (GVariant) reply = haven_secret_door_call (door, paths[i], HAVEN_SECRET_ITEM, "SetSecret",
                                                           g_variant_new ("(@(oayays))", secret), NULL, cancellable,
                                                           &error);

      if (reply == NULL)
        return haven_secret_door_tell_error (door, error);
    }
  return HAVEN_KEYRING_FOUND;
}

/* ── HavenKeyring ─────────────────────────────────────────────────────────── */

static HavenKeyringState
find (HavenKeyring *self,
      const HavenKeyringQuery *query,
      GBytes **content,
      gboolean *others,
      GCancellable *cancellable)
{
  g_auto (HavenSecretDoor) door = { NULL };
  g_auto (GStrv) paths = NULL;
  HavenKeyringState state = haven_secret_door_open (&door, cancellable);

  if (state == HAVEN_KEYRING_FOUND)
    state = find_paths (&door, query, &paths, cancellable);
  if (state == HAVEN_KEYRING_FOUND)
    return read_items (&door, query, paths, content, cancellable);
  if (state != HAVEN_KEYRING_ABSENT)
    return state;
  state = search_others (&door, query, others, cancellable);
  return state == HAVEN_KEYRING_FOUND ? HAVEN_KEYRING_ABSENT : state;
}

static HavenKeyringState
write_item (HavenKeyring *self, const HavenKeyringQuery *query, GBytes *content, GCancellable *cancellable)
{
  g_auto (HavenSecretDoor) door = { NULL };
  g_auto (GStrv) paths = NULL;
  g_autoptr (SecretValue) value = NULL;
  char *text;
  HavenKeyringState state = haven_secret_door_open (&door, cancellable);

  if (state == HAVEN_KEYRING_FOUND)
    state = find_paths (&door, query, &paths, cancellable);
  if (state != HAVEN_KEYRING_FOUND && state != HAVEN_KEYRING_ABSENT)
    return state;
  text = haven_keyring_content_encode (content);
  value = secret_value_new_full (text, (gssize) strlen (text), "text/plain", (GDestroyNotify) haven_keyring_wipe_text);
  return state == HAVEN_KEYRING_ABSENT ? create_item (&door, query, value, cancellable)
                                       : overwrite_items (&door, paths, value, cancellable);
}

static HavenKeyringState
erase (HavenKeyring *self, const HavenKeyringQuery *query, GCancellable *cancellable)
{
  g_auto (HavenSecretDoor) door = { NULL };
  g_auto (GStrv) paths = NULL;
  HavenKeyringState state = haven_secret_door_open (&door, cancellable);

  if (state == HAVEN_KEYRING_FOUND)
    state = find_paths (&door, query, &paths, cancellable);
  for (guint i = 0; state == HAVEN_KEYRING_FOUND && paths[i]; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!secret_service_delete_item_dbus_path_sync (door.service, paths[i], cancellable, &error))
        return haven_secret_door_tell_error (&door, error);
    }
  return state == HAVEN_KEYRING_FOUND ? HAVEN_KEYRING_ABSENT : state;
}

static void
haven_system_keyring_class_init (HavenSystemKeyringClass *klass)
{
  HAVEN_KEYRING_CLASS (klass)->find = find;
  HAVEN_KEYRING_CLASS (klass)->write = write_item;
  HAVEN_KEYRING_CLASS (klass)->erase = erase;
}

static void
haven_system_keyring_init (HavenSystemKeyring *self)
{
}

/** The keyring of the desktop, by libsecret. */
HavenKeyring *
haven_system_keyring_new (void)
{
  return g_object_new (HAVEN_TYPE_SYSTEM_KEYRING, NULL);
}
