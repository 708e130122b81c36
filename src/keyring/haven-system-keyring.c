/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

#define LIMIT_SECONDS 30

#define HAVEN_TYPE_SYSTEM_KEYRING (haven_system_keyring_get_type ())
G_DECLARE_FINAL_TYPE (HavenSystemKeyring, haven_system_keyring, HAVEN, SYSTEM_KEYRING, HavenKeyring)

struct _HavenSystemKeyring
{
  HavenKeyring parent_instance;
};

G_DEFINE_FINAL_TYPE (HavenSystemKeyring, haven_system_keyring, HAVEN_TYPE_KEYRING)

/* Attributes and labels can be read on the bus by every program of the user: nothing in them names the clinic. */
static const SecretSchema schema = {
  "org.havenclinic.Haven.DeviceKey",
  SECRET_SCHEMA_NONE,
  { { "vault", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static gpointer
cancel_after_limit (gpointer data)
{
  GCancellable **both = data; /* the call's own, and the one that says the call is over */
  gint64 end = g_get_monotonic_time () + LIMIT_SECONDS * G_TIME_SPAN_SECOND;
  GPollFD poll_fd;

  if (g_cancellable_make_pollfd (both[1], &poll_fd))
    {
      while (g_get_monotonic_time () < end && !g_cancellable_is_cancelled (both[1]))
        g_poll (&poll_fd, 1, (gint) MAX (1, (end - g_get_monotonic_time ()) / 1000));
      g_cancellable_release_fd (both[1]);
    }
  if (!g_cancellable_is_cancelled (both[1]))
    g_cancellable_cancel (both[0]);
  return NULL;
}

typedef HavenKeyringState (*Call) (const char *vault_id, guint8 *key, GCancellable *cancellable);

/* Runs a call that a thread of its own ends when the limit has passed. */
static HavenKeyringState
run_within_limit (Call call, const char *vault_id, guint8 *key, GCancellable *cancellable)
{
  g_autoptr (GCancellable) own = g_cancellable_new ();
  g_autoptr (GCancellable) over = g_cancellable_new ();
  GCancellable *both[2] = { own, over };
  GThread *watch = g_thread_new ("haven-keyring-limit", cancel_after_limit, both);
  gulong handler = 0;
  HavenKeyringState state;

  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (g_cancellable_cancel), own, NULL);
  state = call (vault_id, key, own);
  if (cancellable)
    g_cancellable_disconnect (cancellable, handler);
  g_cancellable_cancel (over);
  g_thread_join (watch);
  return state;
}

static HavenKeyringState
state_for_error (const GError *error)
{
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return HAVEN_KEYRING_LOCKED;
  if (error->domain == G_DBUS_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return HAVEN_KEYRING_NO_SERVICE;
  return HAVEN_KEYRING_FAILED;
}

/* A lookup gives NULL without an error for an absent item, but also for a locked, cold or dead keyring. It is absent
 * only when the default collection is there, unlocked, and a search without the schema's name finds nothing. */
static HavenKeyringState
find_why_nothing (SecretService *service, GHashTable *attributes, GCancellable *cancellable)
{
  g_autoptr (SecretCollection) collection =
      secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, cancellable, NULL);
  const SecretSearchFlags flags = SECRET_SEARCH_ALL;
  SecretSchema any = schema;
  GList *items;
  gboolean some;

  any.flags = SECRET_SCHEMA_DONT_MATCH_NAME;
  items = secret_service_search_sync (service, &any, attributes, flags, cancellable, NULL);
  some = items != NULL;
  g_list_free_full (items, g_object_unref);

  if (some || (collection != NULL && secret_collection_get_locked (collection)))
    return HAVEN_KEYRING_LOCKED;
  return collection != NULL && !g_cancellable_is_cancelled (cancellable) ? HAVEN_KEYRING_ABSENT : HAVEN_KEYRING_FAILED;
}

static HavenKeyringState
read_value (SecretValue *value, guint8 *key)
{
  gsize length, decoded_length;
  const char *text = secret_value_get (value, &length);
  g_autofree char *copy = g_strndup (text, length);
  g_autofree guint8 *decoded = g_base64_decode (copy, &decoded_length);
  gboolean fits = decoded_length == HAVEN_DEVICE_KEY_SIZE;

  if (fits)
    memcpy (key, decoded, HAVEN_DEVICE_KEY_SIZE);
  explicit_bzero (decoded, decoded_length);
  explicit_bzero (copy, length);
  return fits ? HAVEN_KEYRING_FOUND : HAVEN_KEYRING_FAILED;
}

static HavenKeyringState
call_lookup (const char *vault_id, guint8 *key, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "vault", vault_id, NULL);
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretValue) value = NULL;

  service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, cancellable, &error);
  if (service == NULL)
    return state_for_error (error);
  value = secret_service_lookup_sync (service, &schema, attributes, cancellable, &error);
  if (error != NULL)
    return state_for_error (error);
  return value ? read_value (value, key) : find_why_nothing (service, attributes, cancellable);
}

static HavenKeyringState
call_keep (const char *vault_id, guint8 *key, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char *text = g_base64_encode (key, HAVEN_DEVICE_KEY_SIZE);
  gboolean kept = secret_password_store_sync (&schema,
                                              SECRET_COLLECTION_DEFAULT,
                                              "Haven device key",
                                              text,
                                              cancellable,
                                              &error,
                                              "vault",
                                              vault_id,
                                              NULL);

  explicit_bzero (text, strlen (text));
  g_free (text);
  return kept ? HAVEN_KEYRING_FOUND : state_for_error (error);
}

static HavenKeyringState
lookup (HavenKeyring *self, const char *vault_id, guint8 *key, GCancellable *cancellable)
{
  return run_within_limit (call_lookup, vault_id, key, cancellable);
}

static HavenKeyringState
keep (HavenKeyring *self, const char *vault_id, const guint8 *key, GCancellable *cancellable)
{
  guint8 copy[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState state;

  memcpy (copy, key, sizeof copy);
  state = run_within_limit (call_keep, vault_id, copy, cancellable);
  explicit_bzero (copy, sizeof copy);
  return state;
}

static void
haven_system_keyring_class_init (HavenSystemKeyringClass *klass)
{
  HAVEN_KEYRING_CLASS (klass)->lookup = lookup;
  HAVEN_KEYRING_CLASS (klass)->keep = keep;
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
