/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-lock-keeper.h"
#include "haven-quick-keys.h"
#include "ui-test.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>

#define CHORD (GDK_CONTROL_MASK | GDK_SHIFT_MASK)

/* ── Nobody is there ──────────────────────────────────────────────────────── */

static gint64
read_fake_clock (gpointer data)
{
  return *(gint64 *) data;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_idle_comes_once (void)
{
  g_autoptr (HavenIdleWatch) watch = haven_idle_watch_new ();
  gint64 now = 1000;
  guint n_idle = 0;

  haven_idle_watch_set_clock (watch, read_fake_clock, &now);
  g_signal_connect_swapped (watch, "idle", G_CALLBACK (count_cb), &n_idle);
  haven_idle_watch_start (watch, 300);
  now += 299 * G_USEC_PER_SEC;
  haven_idle_watch_check (watch);
  g_assert_cmpuint (n_idle, ==, 0);
  haven_idle_watch_note (watch);
  now += 299 * G_USEC_PER_SEC;
  haven_idle_watch_check (watch);
  g_assert_cmpuint (n_idle, ==, 0);
  now += G_USEC_PER_SEC;
  haven_idle_watch_check (watch);
  g_assert_cmpuint (n_idle, ==, 1);
  now += 300 * G_USEC_PER_SEC;
  haven_idle_watch_check (watch);
  g_assert_cmpuint (n_idle, ==, 1);
}

/* A movement that comes too late, as when a lid opens, does not bring the time back. */
static void
test_late_movement_does_not_undo_it (void)
{
  g_autoptr (HavenIdleWatch) watch = haven_idle_watch_new ();
  gint64 now = 0;
  guint n_idle = 0;

  haven_idle_watch_set_clock (watch, read_fake_clock, &now);
  g_signal_connect_swapped (watch, "idle", G_CALLBACK (count_cb), &n_idle);
  haven_idle_watch_start (watch, 60);
  now += 3600 * (gint64) G_USEC_PER_SEC;
  haven_idle_watch_note (watch);
  g_assert_cmpuint (n_idle, ==, 1);
}

static void
test_front_desk_locks_sooner (void)
{
  const char *const front_desk[] = { "front-desk", NULL }, *const clinician[] = { "clinician", NULL };

  g_assert_cmpuint (haven_lock_keeper_choose_seconds (clinician, 5, 2), ==, 300);
  g_assert_cmpuint (haven_lock_keeper_choose_seconds (front_desk, 5, 2), ==, 120);
  g_assert_cmpuint (haven_lock_keeper_choose_seconds (front_desk, 1, 2), ==, 60);
  g_assert_cmpuint (haven_lock_keeper_choose_seconds (NULL, 600, 2), ==, 900);
  g_assert_cmpuint (haven_lock_keeper_choose_seconds (NULL, 0, 0), ==, 60);
}

/* ── Keys ─────────────────────────────────────────────────────────────────── */

static gboolean
tap_shift (HavenQuickKeys *keys, guint32 at)
{
  const gboolean hides = haven_quick_keys_press (keys, GDK_KEY_Shift_L, 0, at);

  haven_quick_keys_release (keys, GDK_KEY_Shift_L);
  return hides;
}

static void
test_shift_three_times (void)
{
  HavenQuickKeys keys = { .kinds = haven_quick_keys_parse ("both") };

  g_assert_false (tap_shift (&keys, 1000));
  g_assert_false (tap_shift (&keys, 3000));
  g_assert_true (tap_shift (&keys, 5900));
  /* Too slow; but the last three count. */
  g_assert_false (tap_shift (&keys, 10000));
  g_assert_false (tap_shift (&keys, 14000));
  g_assert_false (tap_shift (&keys, 15500));
  g_assert_true (tap_shift (&keys, 16000));
  /* The display's clock starts anew. */
  g_assert_false (tap_shift (&keys, G_MAXUINT32 - 100));
  g_assert_false (tap_shift (&keys, G_MAXUINT32 - 50));
  g_assert_true (tap_shift (&keys, 50));
}

static void
test_writing_capitals_hides_nothing (void)
{
  HavenQuickKeys keys = { .kinds = haven_quick_keys_parse ("both") };

  for (guint i = 0; i < 20; i++)
    {
      g_assert_false (haven_quick_keys_press (&keys, GDK_KEY_Shift_L, 0, i * 100));
      g_assert_false (haven_quick_keys_press (&keys, GDK_KEY_A, GDK_SHIFT_MASK, i * 100 + 10));
      haven_quick_keys_release (&keys, GDK_KEY_Shift_L);
    }
  /* A key that is held repeats. */
  for (guint i = 0; i < 20; i++)
    g_assert_false (haven_quick_keys_press (&keys, GDK_KEY_Shift_R, 0, 5000 + i * 30));
}

static void
test_chord (void)
{
  HavenQuickKeys both = { .kinds = haven_quick_keys_parse ("both") };
  HavenQuickKeys shift = { .kinds = haven_quick_keys_parse ("shift") };
  HavenQuickKeys chord = { .kinds = haven_quick_keys_parse ("chord") };

  g_assert_true (haven_quick_keys_press (&both, GDK_KEY_BackSpace, CHORD | GDK_LOCK_MASK, 1));
  g_assert_false (haven_quick_keys_press (&both, GDK_KEY_BackSpace, GDK_CONTROL_MASK, 2));
  g_assert_false (haven_quick_keys_press (&shift, GDK_KEY_BackSpace, CHORD, 3));
  g_assert_true (haven_quick_keys_press (&chord, GDK_KEY_BackSpace, CHORD, 4));
  for (guint i = 0; i < 5; i++)
    g_assert_false (tap_shift (&chord, 10 + i));
}

/* ── The desktop and the system, played by this test ──────────────────────── */

static const char manager_xml[] =
    "<node><interface name='org.freedesktop.login1.Manager'>"
    "<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='h' direction='out'/></method>"
    "<method name='GetSessionByPID'><arg type='u' direction='in'/><arg type='o' direction='out'/></method>"
    "</interface></node>";

typedef struct
{
  GDBusConnection *bus; /* of who plays */
  int held;             /* the other end of what the keeper holds */
  guint n_inhibits;
  int last_reason;
  guint n_locks;
} Desktop;

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer data)
{
  Desktop *desktop = data;

  if (g_str_equal (method, "Inhibit"))
    {
      g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
      const char *what, *mode;
      int ends[2];

      g_variant_get (parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
      g_assert_cmpstr (what, ==, "sleep");
      g_assert_cmpstr (mode, ==, "delay");
      g_assert_cmpint (pipe (ends), ==, 0);
      g_unix_fd_list_append (files, ends[1], NULL);
      g_close (ends[1], NULL);
      desktop->held = ends[0];
      desktop->n_inhibits++;
      g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0), files);
    }
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/org/freedesktop/login1/session/_31"));
}

static void
own_name (Desktop *desktop, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (desktop->bus,
                                                             "org.freedesktop.DBus",
                                                             "/org/freedesktop/DBus",
                                                             "org.freedesktop.DBus",
                                                             "RequestName",
                                                             g_variant_new ("(su)", name, 4),
                                                             NULL,
                                                             G_DBUS_CALL_FLAGS_NONE,
                                                             -1,
                                                             NULL,
                                                             &error);

  g_assert_no_error (error);
}

static void
lock_cb (Desktop *desktop, int reason)
{
  desktop->last_reason = reason;
  desktop->n_locks++;
}

static void
start_desktop (Desktop *desktop)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (manager_xml, NULL);
  g_autoptr (GError) error = NULL;

  desktop->held = -1;
  desktop->bus = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                         G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                             G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                         NULL,
                                                         NULL,
                                                         &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (desktop->bus,
                                     "/org/freedesktop/login1",
                                     node->interfaces[0],
                                     &vtable,
                                     desktop,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
  own_name (desktop, "org.freedesktop.login1");
  own_name (desktop, "org.gnome.ScreenSaver");
}

static void
stop_desktop (Desktop *desktop)
{
  g_dbus_connection_close_sync (desktop->bus, NULL, NULL);
  g_clear_object (&desktop->bus);
  if (desktop->held >= 0)
    g_close (desktop->held, NULL);
}

static void
say (Desktop *desktop, const char *path, const char *interface, const char *signal, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (desktop->bus, NULL, path, interface, signal, parameters, &error);
  g_assert_no_error (error);
  g_dbus_connection_flush_sync (desktop->bus, NULL, NULL);
}

static gboolean
is_let_go (Desktop *desktop)
{
  GPollFD poll = { .fd = desktop->held, .events = G_IO_IN | G_IO_HUP };

  return g_poll (&poll, 1, 0) > 0 && (poll.revents & G_IO_HUP) != 0;
}

#define wait_until(condition)       \
  while (!(condition))              \
    g_main_context_iteration (NULL, TRUE)

static HavenLockKeeper *
start_keeper (Desktop *desktop)
{
  HavenLockKeeper *keeper = haven_lock_keeper_new (haven_quick_keys_parse (NULL));

  g_signal_connect_swapped (keeper, "lock", G_CALLBACK (lock_cb), desktop);
  wait_until (haven_screen_watch_holds_sleep (haven_lock_keeper_get_screen (keeper)));
  wait_until (haven_screen_watch_count_buses (haven_lock_keeper_get_screen (keeper)) == 2);
  return keeper;
}

static void
test_sleep_waits_for_the_lock (void)
{
  Desktop desktop = { 0 };
  HavenLockKeeper *keeper;

  start_desktop (&desktop);
  keeper = start_keeper (&desktop);
  haven_lock_keeper_signed_in (keeper, 0);
  g_assert_false (is_let_go (&desktop));
  say (&desktop, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", g_variant_new ("(b)", TRUE));
  wait_until (desktop.n_locks == 1);
  g_assert_cmpint (desktop.last_reason, ==, HAVEN_LOCK_SLEEP);
  g_assert_false (is_let_go (&desktop));
  haven_lock_keeper_locked (keeper);
  g_assert_true (is_let_go (&desktop));
  g_close (desktop.held, NULL);
  /* Awake again: the next sleep is held back as well. */
  say (&desktop, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", g_variant_new ("(b)", FALSE));
  wait_until (desktop.n_inhibits == 2 && haven_screen_watch_holds_sleep (haven_lock_keeper_get_screen (keeper)));
  /* Nobody is signed in: the sleep has nothing to wait for. */
  say (&desktop, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", g_variant_new ("(b)", TRUE));
  wait_until (is_let_go (&desktop));
  g_assert_cmpuint (desktop.n_locks, ==, 1);
  g_object_unref (keeper);
  stop_desktop (&desktop);
}

static void
test_screen_locks (void)
{
  Desktop desktop = { 0 };
  HavenLockKeeper *keeper;

  start_desktop (&desktop);
  keeper = start_keeper (&desktop);
  haven_lock_keeper_signed_in (keeper, 0);
  say (&desktop, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(b)", FALSE));
  say (&desktop, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(b)", TRUE));
  wait_until (desktop.n_locks > 0);
  g_assert_cmpint (desktop.last_reason, ==, HAVEN_LOCK_SCREEN);
  g_assert_cmpuint (desktop.n_locks, ==, 1);
  say (&desktop, "/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock", NULL);
  wait_until (desktop.n_locks == 2);
  g_assert_cmpint (desktop.last_reason, ==, HAVEN_LOCK_SCREEN);
  g_object_unref (keeper);
  stop_desktop (&desktop);
}

static void
test_hostile_words_are_not_heard (void)
{
  Desktop desktop = { 0 };
  HavenLockKeeper *keeper;

  start_desktop (&desktop);
  keeper = start_keeper (&desktop);
  haven_lock_keeper_signed_in (keeper, 0);
  say (&desktop, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(s)", "yes"));
  say (&desktop, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", g_variant_new ("(u)", 1));
  say (&desktop, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", g_variant_new ("(b)", TRUE));
  wait_until (desktop.n_locks > 0);
  g_assert_cmpuint (desktop.n_locks, ==, 1);
  g_object_unref (keeper);
  stop_desktop (&desktop);
}

/* ── The clipboard ────────────────────────────────────────────────────────── */

static void
test_clipboard_is_cleared (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkClipboard *clipboard = gdk_display_get_clipboard (display);
  g_autoptr (HavenClipboardKeeper) keeper = haven_clipboard_keeper_new (display);

  g_assert_cmpuint (haven_clipboard_keeper_get_seconds (keeper), ==, 0);
  gdk_clipboard_set_text (clipboard, "555 0100");
  g_assert_cmpuint (haven_clipboard_keeper_get_seconds (keeper), ==, 30);
  haven_clipboard_keeper_elapse (keeper);
  g_assert_null (gdk_clipboard_get_content (clipboard));
  g_assert_cmpuint (haven_clipboard_keeper_get_seconds (keeper), ==, 0);
  gdk_clipboard_set_text (clipboard, "555 0101");
  gdk_clipboard_set_text (gdk_display_get_primary_clipboard (display), "555 0101");
  haven_clipboard_keeper_clear (keeper);
  g_assert_null (gdk_clipboard_get_content (clipboard));
  g_assert_null (gdk_clipboard_get_content (gdk_display_get_primary_clipboard (display)));
}

int
main (int argc, char *argv[])
{
  /* One bus plays both parts. */
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/lock/idle-comes-once-after-its-time", test_idle_comes_once);
  g_test_add_func ("/ui/lock/a-movement-that-comes-too-late-locks", test_late_movement_does_not_undo_it);
  g_test_add_func ("/ui/lock/a-front-desk-locks-sooner-and-nothing-is-longer-than-a-quarter", test_front_desk_locks_sooner);
  g_test_add_func ("/ui/lock/shift-three-times-within-five-seconds-hides", test_shift_three_times);
  g_test_add_func ("/ui/lock/writing-capitals-hides-nothing", test_writing_capitals_hides_nothing);
  g_test_add_func ("/ui/lock/the-chord-hides-where-it-is-wanted", test_chord);
  g_test_add_func ("/ui/lock/the-device-sleeps-after-the-lock", test_sleep_waits_for_the_lock);
  g_test_add_func ("/ui/lock/the-screen-locks-the-window", test_screen_locks);
  g_test_add_func ("/ui/lock/words-of-another-form-are-not-heard", test_hostile_words_are_not_heard);
  g_test_add_func ("/ui/lock/what-was-copied-leaves-the-clipboard", test_clipboard_is_cleared);
  return g_test_run ();
}
