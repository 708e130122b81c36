/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-scene-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#define PATIENCE_SECONDS 20

/* ── Bounded waiting ──────────────────────────────────────────────────────── */

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
scene_wait_until (gboolean (*is_so) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_TIME_SPAN_SECOND;
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (!is_so (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
wait_for_end (GSubprocess *process)
{
  gboolean ended = FALSE;

  g_subprocess_wait_async (process, NULL, ended_cb, &ended);
  scene_wait_until (is_true, &ended);
}

gboolean
scene_has_owner (Scene *self, const char *name)
{
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                                   g_variant_new ("(s)", name), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean owned = FALSE;

  if (reply)
    g_variant_get (reply, "(b)", &owned);
  return owned;
}

static gboolean
is_served (gpointer data)
{
  return scene_has_owner (data, SECRETS);
}

static gboolean
is_not_served (gpointer data)
{
  return !scene_has_owner (data, SECRETS);
}

/* ── The bus ──────────────────────────────────────────────────────────────── */

/** Whether the programs are here that a scene is made of. */
gboolean
scene_is_possible (void)
{
  g_autofree char *bus = g_find_program_in_path ("dbus-daemon");
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");

  return bus != NULL && daemon != NULL;
}

static char *
get_keyrings_folder (Scene *self)
{
  return g_build_filename (self->folder, "data", "keyrings", NULL);
}

/* Nobody outlives a test that fails. */
static void
die_with_test (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocessLauncher *
make_launcher (Scene *self, GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *runtime = g_build_filename (self->folder, "runtime", NULL);

  g_subprocess_launcher_set_child_setup (launcher, die_with_test, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", runtime, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "GNOME_KEYRING_CONTROL");
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  if (self->address)
    g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", self->address, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, "DBUS_SESSION_BUS_ADDRESS");
  return launcher;
}

static Scene *
make_scene (void)
{
  Scene *self = g_new0 (Scene, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *runtime = NULL, *services = NULL;

  self->folder = g_dir_make_tmp ("haven-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  runtime = g_build_filename (self->folder, "runtime", NULL);
  g_assert_cmpint (g_mkdir (runtime, 0700), ==, 0);
  services = g_build_filename (self->folder, "services", NULL);
  g_assert_cmpint (g_mkdir (services, 0700), ==, 0);
  g_mutex_init (&self->heard_lock);
  return self;
}

/** A scene whose programs are told of a bus at @address, which is not there, or of none. */
Scene *
scene_new_without_bus (const char *address)
{
  Scene *self = make_scene ();

  self->address = g_strdup (address);
  return self;
}

static char *
write_bus_configuration (Scene *self)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, "bus.conf", NULL);
  g_autofree char *text =
      g_strdup_printf ("<busconfig><type>session</type><listen>unix:dir=%s</listen><auth>EXTERNAL</auth>"
                       "<servicedir>%s/services</servicedir>"
                       "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                       "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
                       self->folder, self->folder);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

GDBusConnection *
scene_connect (Scene *self)
{
  const GDBusConnectionFlags flags =
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (self->address, flags, NULL, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

/** A scene with a bus that nobody is on and that can start nobody. */
Scene *
scene_new (void)
{
  Scene *self = make_scene ();
  g_autofree char *configuration = write_bus_configuration (self);
  g_autofree char *option = g_strconcat ("--config-file=", configuration, NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      make_launcher (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GError) error = NULL;

  self->bus_process =
      g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", option, "--nofork", "--print-address", NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->bus_process));
  self->address = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  self->bus = scene_connect (self);
  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

void
scene_free (Scene *self)
{
  if (self->name_id)
    g_bus_unown_name (self->name_id);
  if (self->object_id)
    g_dbus_connection_unregister_object (self->bus, self->object_id);
  if (self->monitor)
    g_dbus_connection_close_sync (self->monitor, NULL, NULL);
  g_clear_object (&self->monitor);
  scene_end_daemon (self);
  if (self->bus)
    g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
  if (self->bus_process)
    {
      g_subprocess_force_exit (self->bus_process);
      wait_for_end (self->bus_process);
    }
  g_clear_object (&self->bus_process);
  remove_folder (self->folder);
  if (self->heard)
    g_string_free (self->heard, TRUE);
  g_mutex_clear (&self->heard_lock);
  g_free (self->fatal_method);
  g_free (self->asker);
  g_free (self->callback);
  g_free (self->folder);
  g_free (self->address);
  g_free (self);
}

/* ── The daemon ───────────────────────────────────────────────────────────── */

/** With a password it makes or opens the login keyring; without one it opens nothing. */
void
scene_start_daemon (Scene *self, const char *password)
{
  g_autoptr (GSubprocessLauncher) launcher =
      make_launcher (self, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GOutputStream *in;

  g_assert_null (self->daemon);
  self->daemon =
      g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                                   password ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  in = g_subprocess_get_stdin_pipe (self->daemon);
  if (password)
    g_output_stream_write_all (in, password, strlen (password), NULL, NULL, NULL);
  g_output_stream_close (in, NULL, NULL);
  scene_wait_until (is_served, self);
}

void
scene_end_daemon (Scene *self)
{
  self->victim = NULL;
  if (self->daemon == NULL)
    return;
  g_subprocess_force_exit (self->daemon);
  wait_for_end (self->daemon);
  g_clear_object (&self->daemon);
  if (!g_dbus_connection_is_closed (self->bus))
    scene_wait_until (is_not_served, self);
}

/** Makes the daemon stand still, as one that hangs; or go on. */
void
scene_stop_daemon (Scene *self, gboolean stopped)
{
  g_subprocess_send_signal (self->daemon, stopped ? SIGSTOP : SIGCONT);
}

/* ── The service ──────────────────────────────────────────────────────────── */

/** A call to the service from beside. */
GVariant *
scene_call (Scene *self, const char *path, const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (self->bus, SECRETS, path, interface, method, parameters, NULL,
                                                 G_DBUS_CALL_FLAGS_NO_AUTO_START, 10000, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

char *
scene_get_default_keyring (Scene *self)
{
  g_autoptr (GVariant) reply = scene_call (self, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
                                           "ReadAlias", g_variant_new ("(s)", "default"));
  char *path;

  g_variant_get (reply, "(o)", &path);
  return path;
}

/* A secret as it crosses the bus in a session that does not hide it. */
GVariant *
scene_make_secret (Scene *self, const char *text)
{
  g_autofree char *session = NULL;
  g_autoptr (GVariant) output = NULL;
  g_autoptr (GVariant) reply =
      scene_call (self, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "OpenSession",
                  g_variant_new ("(sv)", "plain", g_variant_new_string ("")));

  g_variant_get (reply, "(vo)", &output, &session);
  return g_variant_new ("(o@ay@ays)", session, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, strlen (text), 1), "text/plain");
}

/** Puts an item into the default keyring, as any program of the user may. */
void
scene_plant (Scene *self, const char *vault_id, const char *kind, const char *text)
{
  g_autofree char *path = scene_get_default_keyring (self);
  g_autoptr (GVariant) reply = NULL;
  GVariantBuilder attributes, properties;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "vault", vault_id);
  g_variant_builder_add (&attributes, "{ss}", "kind", kind);
  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&properties, "{sv}", "org.freedesktop.Secret.Item.Attributes",
                         g_variant_builder_end (&attributes));
  reply = scene_call (self, path, "org.freedesktop.Secret.Collection", "CreateItem",
                      g_variant_new ("(a{sv}@(oayays)b)", &properties, scene_make_secret (self, text), FALSE));
}

/** Locks the default keyring, which was open. */
void
scene_lock (Scene *self)
{
  g_autofree char *path = scene_get_default_keyring (self);
  const char *const paths[] = { path, NULL };
  g_autoptr (GVariant) reply = scene_call (self, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
                                           g_variant_new ("(^ao)", paths));
}

static GVariant *
get_property (Scene *self, const char *path, const char *interface, const char *name)
{
  g_autoptr (GVariant) reply =
      scene_call (self, path, "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", interface, name));
  GVariant *value;

  g_variant_get (reply, "(v)", &value);
  return value;
}

/** The paths of all items in all keyrings. */
char **
scene_get_items (Scene *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GVariant) collections =
      get_property (self, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Collections");
  g_autofree const char **paths = g_variant_get_objv (collections, NULL);

  for (guint i = 0; paths[i]; i++)
    {
      g_autoptr (GVariant) items = get_property (self, paths[i], "org.freedesktop.Secret.Collection", "Items");
      g_auto (GStrv) list = g_variant_dup_objv (items, NULL);

      g_strv_builder_addv (builder, (const char **) list);
    }
  return g_strv_builder_end (builder);
}

guint
scene_count_items (Scene *self)
{
  g_auto (GStrv) items = scene_get_items (self);

  return g_strv_length (items);
}

/* ── The files ────────────────────────────────────────────────────────────── */

static GPtrArray *
list_files (Scene *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = get_keyrings_folder (self);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    g_ptr_array_add (paths, g_build_filename (path, name, NULL));
  g_ptr_array_sort_values (paths, (GCompareFunc) g_strcmp0);
  return paths;
}

/** All files of all keyrings as one text, to see whether anything was written. */
char *
scene_read_files (Scene *self)
{
  g_autoptr (GPtrArray) paths = list_files (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *data = NULL, *sum = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (paths->pdata[i], &data, &size, NULL));
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
      g_string_append_printf (text, "%s %s\n", (const char *) paths->pdata[i], sum);
    }
  return g_string_free (text, FALSE);
}

/** Cuts every keyring file short. */
void
scene_truncate_keyrings (Scene *self, gsize bytes)
{
  g_autoptr (GPtrArray) paths = list_files (self);

  for (guint i = 0; i < paths->len; i++)
    if (g_str_has_suffix (paths->pdata[i], ".keyring"))
      g_assert_cmpint (truncate (paths->pdata[i], (off_t) bytes), ==, 0);
}

void
scene_remove_keyrings (Scene *self)
{
  g_autofree char *path = get_keyrings_folder (self);

  remove_folder (path);
}

/* ── Asking ───────────────────────────────────────────────────────────────── */

static void
read_answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  char **out = data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, out, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

/** Has a program of its own ask the keyring, and gives what it was told. */
Answer
scene_ask (Scene *self, const char *verb, const char *kind, HavenKeyringFlags flags, guint limit, guint8 byte)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL, *flag_text = NULL, *limit_text = NULL, *byte_text = NULL;
  Answer answer;

  flag_text = g_strdup_printf ("%u", (guint) flags);
  limit_text = g_strdup_printf ("%u", limit);
  byte_text = g_strdup_printf ("%u", byte);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("HAVEN_ASK_KEYRING"), verb, kind, flag_text,
                                         limit_text, byte_text, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, read_answer_cb, &out);
  scene_wait_until (is_set, &out);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_cmpint (sscanf (out, "%31s %d %d %d %d", answer.state, &answer.gap, &answer.control, &answer.content,
                           &answer.taken), ==, 5);
  g_test_message ("%s %s: %s, loop %d ms, program %d ms, %d ms in all", verb, kind, answer.state, answer.gap,
                  answer.control, answer.taken);
  return answer;
}
