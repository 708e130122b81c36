/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-secret-door.h"

#include <string.h>

#define BUS_NAME "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
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

static char *
dup_owner (HavenSecretDoor *self, const char *name, GCancellable *cancellable)
{
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "GetNameOwner", g_variant_new ("(s)", name), G_VARIANT_TYPE ("(s)"),
                                   G_DBUS_CALL_FLAGS_NONE, -1, cancellable, NULL);
  char *owner = NULL;

  if (reply)
    g_variant_get (reply, "(s)", &owner);
  return owner;
}

/* Finds who answers, or has the bus start one. */
static HavenKeyringState
find_owner (HavenSecretDoor *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  self->owner = dup_owner (self, BUS_NAME, cancellable);
  if (self->owner)
    return HAVEN_KEYRING_FOUND;
  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "StartServiceByName",
                                       g_variant_new ("(su)", BUS_NAME, 0), NULL, G_DBUS_CALL_FLAGS_NONE, G_MAXINT,
                                       cancellable, &error);
  if (reply == NULL)
    return haven_secret_door_tell_error (self, error);
  self->owner = dup_owner (self, BUS_NAME, cancellable);
  return self->owner ? HAVEN_KEYRING_FOUND : HAVEN_KEYRING_DAEMON_GONE;
}

/* Agrees on a key with the service, so that no secret is seen on the bus. The name is given, since libsecret would
 * otherwise take one from the environment. */
static HavenKeyringState
open_session (HavenSecretDoor *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;

  self->service =
      secret_service_open_sync (SECRET_TYPE_SERVICE, BUS_NAME, SECRET_SERVICE_OPEN_SESSION, cancellable, &error);
  if (self->service == NULL)
    return haven_secret_door_tell_error (self, error);
  owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (self->service));
  return g_strcmp0 (owner, self->owner) == 0 ? HAVEN_KEYRING_FOUND : HAVEN_KEYRING_DAEMON_GONE;
}

/** Reaches the service, starting it where the bus can, and opens a session with it. */
HavenKeyringState
haven_secret_door_open (HavenSecretDoor *self, GCancellable *cancellable)
{
  HavenKeyringState state;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, NULL);
  if (self->bus == NULL)
    return g_cancellable_is_cancelled (cancellable) ? HAVEN_KEYRING_CANCELLED : HAVEN_KEYRING_NO_BUS;
  if (g_dbus_connection_is_closed (self->bus))
    return HAVEN_KEYRING_NO_BUS;
  /* A bus that ends must not end a program that has a vault open. */
  g_dbus_connection_set_exit_on_close (self->bus, FALSE);
  state = find_owner (self, cancellable);
  return state == HAVEN_KEYRING_FOUND ? open_session (self, cancellable) : state;
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

/* GNOME's keyring answers that its question was dismissed, too, where there is nobody to put the question. */
static HavenKeyringState
tell_dismissed (HavenSecretDoor *self, GCancellable *cancellable)
{
  g_autofree char *gnome = dup_owner (self, GNOME_KEYRING_NAME, cancellable);
  g_autofree char *prompter = dup_owner (self, GNOME_PROMPTER_NAME, cancellable);

  if (g_cancellable_is_cancelled (cancellable))
    return HAVEN_KEYRING_CANCELLED;
  return g_strcmp0 (gnome, self->owner) == 0 && prompter == NULL ? HAVEN_KEYRING_LOCKED : HAVEN_KEYRING_DISMISSED;
}

/**
 * haven_secret_door_is_open:
 * @path: a keyring or an item
 * @interface: %HAVEN_SECRET_COLLECTION or %HAVEN_SECRET_ITEM
 *
 * Returns: %HAVEN_KEYRING_FOUND, %HAVEN_KEYRING_LOCKED, or why it is not known
 */
HavenKeyringState
haven_secret_door_is_open (HavenSecretDoor *self, const char *path, const char *interface, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) reply = haven_secret_door_call (self, path, "org.freedesktop.DBus.Properties", "Get",
                                                       g_variant_new ("(ss)", interface, "Locked"), "(v)", cancellable,
                                                       &error);

  if (reply == NULL)
    return haven_secret_door_tell_error (self, error);
  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return HAVEN_KEYRING_FAILED;
  return g_variant_get_boolean (value) ? HAVEN_KEYRING_LOCKED : HAVEN_KEYRING_FOUND;
}

/* Asks for the keyring to be opened. FOUND: the service said neither no nor why; DISMISSED, LOCKED: it said no. */
static HavenKeyringState
request_unlock (HavenSecretDoor *self, const char *path, gboolean quiet, GCancellable *cancellable)
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
    return haven_secret_door_ask (self, prompt, cancellable);
  haven_secret_door_withdraw (self, prompt);
  return HAVEN_KEYRING_LOCKED;
}

/**
 * haven_secret_door_unlock:
 * @path: a keyring or an item
 * @interface: which of the two
 * @quiet: not to ask the person
 *
 * What counts is whether it is open afterwards, whoever opened it, and not what became of the question.
 *
 * Returns: %HAVEN_KEYRING_FOUND when it is open now, or why not
 */
HavenKeyringState
haven_secret_door_unlock (HavenSecretDoor *self,
                          const char *path,
                          const char *interface,
                          gboolean quiet,
                          GCancellable *cancellable)
{
  HavenKeyringState asked = request_unlock (self, path, quiet, cancellable);
  HavenKeyringState state;

  if (asked != HAVEN_KEYRING_FOUND && asked != HAVEN_KEYRING_DISMISSED)
    return asked;
  state = haven_secret_door_is_open (self, path, interface, cancellable);
  if (state == HAVEN_KEYRING_LOCKED && asked == HAVEN_KEYRING_DISMISSED)
    return tell_dismissed (self, cancellable);
  return state;
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
