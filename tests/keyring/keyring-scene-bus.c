/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-scene-private.h"

/* ── Listening on the bus ─────────────────────────────────────────────────── */

/* Without a method, whatever is asked of anybody but the bus itself. */
static gboolean
is_fatal (Scene *self, GDBusMessage *message)
{
  if (self->victim == NULL || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return FALSE;
  if (self->fatal_method)
    return g_strcmp0 (g_dbus_message_get_member (message), self->fatal_method) == 0;
  return g_strcmp0 (g_dbus_message_get_destination (message), "org.freedesktop.DBus") != 0;
}

static GDBusMessage *
hear_cb (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data)
{
  Scene *self = data;
  g_autofree char *text = g_dbus_message_print (message, 0);

  if (!incoming)
    return message;
  g_mutex_lock (&self->heard_lock);
  g_string_append (self->heard, text);
  g_mutex_unlock (&self->heard_lock);
  if (is_fatal (self, message))
    g_subprocess_force_exit (self->victim);
  g_object_unref (message);
  return NULL;
}

/** Writes down every message on the bus from here on. */
void
scene_listen (Scene *self)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (self->monitor);
  self->heard = g_string_new (NULL);
  self->monitor = scene_connect (self);
  reply = g_dbus_connection_call_sync (self->monitor, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus.Monitoring", "BecomeMonitor",
                                       g_variant_new ("(asu)", NULL, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                       &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (self->monitor, hear_cb, self, NULL);
}

/** What was heard so far, as text. */
char *
scene_get_heard (Scene *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->heard_lock);

  return g_strdup (self->heard->str);
}

/** Kills the daemon as soon as this method is called, or any with %NULL. One that stands still cannot answer before. */
void
scene_kill_daemon_on (Scene *self, const char *method)
{
  self->fatal_method = g_strdup (method);
  self->victim = self->daemon;
  scene_listen (self);
}

/** Kills the bus as soon as this method is called, or any with %NULL. */
void
scene_kill_bus_on (Scene *self, const char *method)
{
  self->fatal_method = g_strdup (method);
  self->victim = self->bus_process;
  scene_listen (self);
}

/** Tells the bus how to start a service that is not there. */
void
scene_offer_service (Scene *self, const char *command)
{
  g_autofree char *path = g_build_filename (self->folder, "services", SECRETS ".service", NULL);
  g_autofree char *text = g_strdup_printf ("[D-BUS Service]\nName=" SECRETS "\nExec=%s\n", command);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "ReloadConfig", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                       NULL, &error);
  g_assert_no_error (error);
}
