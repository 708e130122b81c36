/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-screen-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define LOGIN "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define MANAGER LOGIN ".Manager"
#define SESSION LOGIN ".Session"

struct _HavenScreenWatch
{
  GObject parent_instance;

  /* owned */
  GDBusConnection *system;
  GDBusConnection *session;
  GCancellable *cancellable;
  char *own_session; /* nullable: the path of the login session that this program is of */
  GArray *on_system; /* subscriptions */
  GArray *on_session;

  int inhibitor; /* -1: the sleep is not held back */
  gboolean sleeping;
};

G_DEFINE_FINAL_TYPE (HavenScreenWatch, haven_screen_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_LOCKED,
  SIGNAL_SLEEPS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Desktops say it under names of their own. The name is that of who says it, too: nobody else is listened to. */
static const char *const savers[] = {
  "org.gnome.ScreenSaver",
  "org.freedesktop.ScreenSaver",
  "org.cinnamon.ScreenSaver",
  "org.mate.ScreenSaver",
};

/* ── Sleep ────────────────────────────────────────────────────────────────── */

static void
inhibited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenScreenWatch) self = data;
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &files, result, &error);
  int handle = -1, file;

  if (answer == NULL || files == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(h)")))
    return;
  g_variant_get (answer, "(h)", &handle);
  if (handle < 0 || handle >= g_unix_fd_list_get_length (files))
    return;
  file = g_unix_fd_list_get (files, handle, NULL);
  /* Too late, or one too many: the sleep is let through. */
  if (self->inhibitor >= 0 || self->sleeping || g_cancellable_is_cancelled (self->cancellable))
    g_close (file, NULL);
  else
    self->inhibitor = file;
}

static void
hold_sleep (HavenScreenWatch *self)
{
  if (self->system == NULL || self->inhibitor >= 0)
    return;
  g_dbus_connection_call_with_unix_fd_list (self->system,
                                            LOGIN,
                                            LOGIN_PATH,
                                            MANAGER,
                                            "Inhibit",
                                            g_variant_new ("(ssss)", "sleep", "Haven", "Haven locks first", "delay"),
                                            G_VARIANT_TYPE ("(h)"),
                                            G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                            -1,
                                            NULL,
                                            self->cancellable,
                                            inhibited_cb,
                                            g_object_ref (self));
}

static void
let_sleep (HavenScreenWatch *self)
{
  if (self->inhibitor >= 0)
    g_close (self->inhibitor, NULL);
  self->inhibitor = -1;
}

static void
sleep_cb (GDBusConnection *connection,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer data)
{
  HavenScreenWatch *self = data;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &self->sleeping);
  if (self->sleeping)
    g_signal_emit (self, signals[SIGNAL_SLEEPS], 0);
  else
    hold_sleep (self);
}

/* ── The screen ───────────────────────────────────────────────────────────── */

static void
session_lock_cb (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer data)
{
  HavenScreenWatch *self = data;

  if (self->own_session == NULL || g_str_equal (self->own_session, path))
    g_signal_emit (self, signals[SIGNAL_LOCKED], 0);
}

static void
saver_cb (GDBusConnection *connection,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer data)
{
  HavenScreenWatch *self = data;
  gboolean active = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &active);
  if (active)
    g_signal_emit (self, signals[SIGNAL_LOCKED], 0);
}

/* ── Buses ────────────────────────────────────────────────────────────────── */

static void
own_session_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenScreenWatch) self = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer != NULL)
    g_variant_get (answer, "(o)", &self->own_session);
}

static void
listen (GArray *subscriptions,
        GDBusConnection *connection,
        const char *sender,
        const char *interface,
        const char *signal,
        const char *path,
        GDBusSignalCallback callback,
        gpointer self)
{
  guint id = g_dbus_connection_signal_subscribe (connection,
                                                 sender,
                                                 interface,
                                                 signal,
                                                 path,
                                                 NULL,
                                                 G_DBUS_SIGNAL_FLAGS_NONE,
                                                 callback,
                                                 self,
                                                 NULL);

  g_array_append_val (subscriptions, id);
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenScreenWatch) self = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->system = g_steal_pointer (&bus);
  listen (self->on_system, self->system, LOGIN, MANAGER, "PrepareForSleep", LOGIN_PATH, sleep_cb, self);
  listen (self->on_system, self->system, LOGIN, SESSION, "Lock", NULL, session_lock_cb, self);
  hold_sleep (self);
  g_dbus_connection_call (self->system,
                          LOGIN,
                          LOGIN_PATH,
                          MANAGER,
                          "GetSessionByPID",
                          g_variant_new ("(u)", (guint32) getpid ()),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          self->cancellable,
                          own_session_cb,
                          g_object_ref (self));
}

static void
session_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenScreenWatch) self = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->session = g_steal_pointer (&bus);
  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    listen (self->on_session, self->session, savers[i], savers[i], "ActiveChanged", NULL, saver_cb, self);
}

static void
stop_listening (GArray *subscriptions, GDBusConnection *connection)
{
  for (guint i = 0; i < subscriptions->len; i++)
    g_dbus_connection_signal_unsubscribe (connection, g_array_index (subscriptions, guint, i));
  g_array_set_size (subscriptions, 0);
}

static void
haven_screen_watch_dispose (GObject *object)
{
  HavenScreenWatch *self = HAVEN_SCREEN_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  stop_listening (self->on_system, self->system);
  stop_listening (self->on_session, self->session);
  let_sleep (self);
  g_clear_object (&self->system);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (haven_screen_watch_parent_class)->dispose (object);
}

static void
haven_screen_watch_finalize (GObject *object)
{
  HavenScreenWatch *self = HAVEN_SCREEN_WATCH (object);

  g_object_unref (self->cancellable);
  g_free (self->own_session);
  g_array_unref (self->on_system);
  g_array_unref (self->on_session);
  G_OBJECT_CLASS (haven_screen_watch_parent_class)->finalize (object);
}

static void
haven_screen_watch_class_init (HavenScreenWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_screen_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_screen_watch_finalize;

  /** HavenScreenWatch::locked: somebody, or the time, locked the screen. */
  signals[SIGNAL_LOCKED] =
      g_signal_new ("locked", HAVEN_TYPE_SCREEN_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /** HavenScreenWatch::sleeps: the device goes to sleep as soon as haven_screen_watch_settle() is called. */
  signals[SIGNAL_SLEEPS] =
      g_signal_new ("sleeps", HAVEN_TYPE_SCREEN_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_screen_watch_init (HavenScreenWatch *self)
{
  self->inhibitor = -1;
  self->cancellable = g_cancellable_new ();
  self->on_system = g_array_new (FALSE, FALSE, sizeof (guint));
  self->on_session = g_array_new (FALSE, FALSE, sizeof (guint));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_bus_cb, g_object_ref (self));
}

HavenScreenWatch *
haven_screen_watch_new (void)
{
  return g_object_new (HAVEN_TYPE_SCREEN_WATCH, NULL);
}

/** What had to be done before the device sleeps is done. */
void
haven_screen_watch_settle (HavenScreenWatch *self)
{
  g_return_if_fail (HAVEN_IS_SCREEN_WATCH (self));

  if (self->sleeping)
    let_sleep (self);
}

/** Whether the system waits for this program before it sleeps. */
gboolean
haven_screen_watch_holds_sleep (HavenScreenWatch *self)
{
  g_return_val_if_fail (HAVEN_IS_SCREEN_WATCH (self), FALSE);
  return self->inhibitor >= 0;
}

/** How many buses it listens to: none, where there are none. */
guint
haven_screen_watch_count_buses (HavenScreenWatch *self)
{
  g_return_val_if_fail (HAVEN_IS_SCREEN_WATCH (self), 0);
  return (self->system != NULL) + (self->session != NULL);
}

