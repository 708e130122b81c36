/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-secret-door.h"

#include <string.h>

#define BUS_NAME "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"
#define GNOME_KEYRING_NAME "org.gnome.keyring"
#define GNOME_PROMPTER_NAME "org.gnome.keyring.SystemPrompter"

static HavenKeyringState
tell_bus_error (int code)
{
  switch (code)
    {
    case G_DBUS_ERROR_SERVICE_UNKNOWN:
    case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
    case G_DBUS_ERROR_SPAWN_EXEC_FAILED:
    case G_DBUS_ERROR_SPAWN_FORK_FAILED:
    case G_DBUS_ERROR_SPAWN_CHILD_EXITED:
    case G_DBUS_ERROR_SPAWN_CHILD_SIGNALED:
    case G_DBUS_ERROR_SPAWN_FAILED:
    case G_DBUS_ERROR_SPAWN_SETUP_FAILED:
    case G_DBUS_ERROR_SPAWN_SERVICE_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND:
      return HAVEN_KEYRING_NO_SERVICE;
    case G_DBUS_ERROR_NO_REPLY:
      return HAVEN_KEYRING_DAEMON_GONE;
    case G_DBUS_ERROR_TIMEOUT:
    case G_DBUS_ERROR_TIMED_OUT:
      return HAVEN_KEYRING_TIMED_OUT;
    case G_DBUS_ERROR_DISCONNECTED:
    case G_DBUS_ERROR_NO_SERVER:
      return HAVEN_KEYRING_NO_BUS;
    default:
      return HAVEN_KEYRING_FAILED;
    }
}

static HavenKeyringState
tell_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return HAVEN_KEYRING_CANCELLED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return HAVEN_KEYRING_TIMED_OUT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return HAVEN_KEYRING_NO_BUS;
  if (error && error->domain == SECRET_ERROR && error->code == SECRET_ERROR_IS_LOCKED)
    return HAVEN_KEYRING_LOCKED;
  return error && error->domain == G_DBUS_ERROR ? tell_bus_error (error->code) : HAVEN_KEYRING_FAILED;
}

/** Which state an error is. A service that was there when the door was opened has ended when it is not there now. */
HavenKeyringState
haven_secret_door_tell_error (HavenSecretDoor *self, const GError *error)
{
  HavenKeyringState state = tell_error (error);

  return state == HAVEN_KEYRING_NO_SERVICE && self->owner ? HAVEN_KEYRING_DAEMON_GONE : state;
}

/**
 * haven_secret_door_open:
 *
 * Reaches the service, starting it where the bus can, and agrees on a key with it, so that no secret is seen on the bus.
 * The name is given, since libsecret would otherwise take one from the environment.
 */
HavenKeyringState
haven_secret_door_open (HavenSecretDoor *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &error);
  if (self->bus == NULL)
    return g_cancellable_is_cancelled (cancellable) ? HAVEN_KEYRING_CANCELLED : HAVEN_KEYRING_NO_BUS;
  if (g_dbus_connection_is_closed (self->bus))
    return HAVEN_KEYRING_NO_BUS;
  self->service =
      secret_service_open_sync (SECRET_TYPE_SERVICE, BUS_NAME, SECRET_SERVICE_OPEN_SESSION, cancellable, &error);
  if (self->service == NULL)
    return haven_secret_door_tell_error (self, error);
  self->owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (self->service));
  return self->owner ? HAVEN_KEYRING_FOUND : HAVEN_KEYRING_DAEMON_GONE;
}

/** Ends the session in the service too, which would keep it as long as this program runs. */
void
haven_secret_door_close (HavenSecretDoor *self)
{
  const char *session = self->service ? secret_service_get_session_dbus_path (self->service) : NULL;

  if (session != NULL && self->owner && !g_dbus_connection_is_closed (self->bus))
    g_dbus_connection_call (self->bus, self->owner, session, "org.freedesktop.Secret.Session", "Close", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  g_clear_pointer (&self->owner, g_free);
  g_clear_object (&self->service);
  g_clear_object (&self->bus);
}

/** A call to the very service that was reached first: what an ended one was asked, a new one may not answer. */
GVariant *
haven_secret_door_call (HavenSecretDoor *self,
                        const char *path,
                        const char *interface,
                        const char *method,
                        GVariant *parameters,
                        const char *reply_type,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GVariantType) type = reply_type ? g_variant_type_new (reply_type) : NULL;

  return g_dbus_connection_call_sync (self->bus, self->owner, path, interface, method, parameters, type,
                                      G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, cancellable, error);
}

/**
 * haven_secret_door_find_default:
 * @collection: (out): the path of the default keyring
 *
 * Returns: %HAVEN_KEYRING_FOUND, %HAVEN_KEYRING_NO_KEYRING, or why it is not known
 */
HavenKeyringState
haven_secret_door_find_default (HavenSecretDoor *self, char **collection, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = haven_secret_door_call (self, SERVICE_PATH, SERVICE_INTERFACE, "ReadAlias",
                                                       g_variant_new ("(s)", SECRET_COLLECTION_DEFAULT), "(o)",
                                                       cancellable, &error);

  if (reply == NULL)
    return haven_secret_door_tell_error (self, error);
  g_variant_get (reply, "(o)", collection);
  if (strcmp (*collection, "/") != 0)
    return HAVEN_KEYRING_FOUND;
  g_clear_pointer (collection, g_free);
  return HAVEN_KEYRING_NO_KEYRING;
}

static gboolean
has_owner (HavenSecretDoor *self, const char *name, GCancellable *cancellable)
{
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "NameHasOwner", g_variant_new ("(s)", name), G_VARIANT_TYPE ("(b)"),
                                   G_DBUS_CALL_FLAGS_NONE, -1, cancellable, NULL);
  gboolean owned = FALSE;

  if (reply)
    g_variant_get (reply, "(b)", &owned);
  return owned;
}

/* GNOME's keyring answers that its question was dismissed, too, where there is nobody to put the question. */
static HavenKeyringState
tell_dismissed (HavenSecretDoor *self, GCancellable *cancellable)
{
  if (!has_owner (self, self->owner, cancellable))
    return g_cancellable_is_cancelled (cancellable) ? HAVEN_KEYRING_CANCELLED : HAVEN_KEYRING_DAEMON_GONE;
  if (has_owner (self, GNOME_KEYRING_NAME, cancellable) && !has_owner (self, GNOME_PROMPTER_NAME, cancellable))
    return HAVEN_KEYRING_LOCKED;
  return g_cancellable_is_cancelled (cancellable) ? HAVEN_KEYRING_CANCELLED : HAVEN_KEYRING_DISMISSED;
}

static HavenKeyringState
ask (HavenSecretDoor *self, const char *prompt, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      secret_service_prompt_at_dbus_path_sync (self->service, prompt, cancellable, NULL, &error);

  if (g_cancellable_is_cancelled (cancellable))
    return HAVEN_KEYRING_CANCELLED;
  if (error)
    return haven_secret_door_tell_error (self, error);
  return answer ? HAVEN_KEYRING_FOUND : tell_dismissed (self, cancellable);
}

static void
withdraw (HavenSecretDoor *self, const char *prompt, GCancellable *cancellable)
{
  g_autoptr (GVariant) reply =
      haven_secret_door_call (self, prompt, PROMPT_INTERFACE, "Dismiss", NULL, NULL, cancellable, NULL);
}

/**
 * haven_secret_door_unlock:
 * @path: a keyring or an item
 * @quiet: not to ask the person
 *
 * Returns: %HAVEN_KEYRING_FOUND when the service said neither no nor why; look whether it is open now. Otherwise why not
 */
HavenKeyringState
haven_secret_door_unlock (HavenSecretDoor *self, const char *path, gboolean quiet, GCancellable *cancellable)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *prompt = NULL;
  g_autoptr (GVariant) reply = haven_secret_door_call (self, SERVICE_PATH, SERVICE_INTERFACE, "Unlock",
                                                       g_variant_new ("(^ao)", paths), "(aoo)", cancellable, &error);

  if (reply == NULL)
    return haven_secret_door_tell_error (self, error);
  g_variant_get (reply, "(aoo)", NULL, &prompt);
  if (strcmp (prompt, "/") == 0)
    return HAVEN_KEYRING_FOUND;
  if (!quiet)
    return ask (self, prompt, cancellable);
  withdraw (self, prompt, cancellable);
  return HAVEN_KEYRING_LOCKED;
}

/** Whether the default keyring is open, by %HAVEN_KEYRING_FOUND or %HAVEN_KEYRING_LOCKED. */
HavenKeyringState
haven_secret_door_is_open (HavenSecretDoor *self, const char *collection, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) reply =
      haven_secret_door_call (self, collection, "org.freedesktop.DBus.Properties", "Get",
                              g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"), "(v)",
                              cancellable, &error);

  if (reply == NULL)
    return haven_secret_door_tell_error (self, error);
  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return HAVEN_KEYRING_FAILED;
  return g_variant_get_boolean (value) ? HAVEN_KEYRING_LOCKED : HAVEN_KEYRING_FOUND;
}

/**
 * haven_secret_door_search:
 * @attributes: a dictionary of strings, taken if floating
 *
 * Returns: %HAVEN_KEYRING_FOUND, with nothing in both lists where nothing matches, or why it is not known
 */
HavenKeyringState
haven_secret_door_search (HavenSecretDoor *self,
                          GVariant *attributes,
                          GStrv *unlocked,
                          GStrv *locked,
                          GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = haven_secret_door_call (self, SERVICE_PATH, SERVICE_INTERFACE, "SearchItems",
                                                       g_variant_new ("(@a{ss})", attributes), "(aoao)", cancellable,
                                                       &error);

  if (reply == NULL)
    return haven_secret_door_tell_error (self, error);
  g_variant_get (reply, "(^ao^ao)", unlocked, locked);
  return HAVEN_KEYRING_FOUND;
}
