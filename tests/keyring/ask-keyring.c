/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <stdlib.h>
#include <string.h>

/* ask-keyring VERB KIND FLAGS LIMIT [BYTE]: asks the keyring of the desktop, beside a main loop whose pulse is taken.
 *
 * VERB is lookup, keep, forget; or cancel, a lookup that is given up at once; or block, a lookup that waits on the main
 * loop as no window may. KIND is share or heads;
 * FLAGS a number; LIMIT in milliseconds. Prints the state, the longest time without a pulse in milliseconds, how much
 * of it the whole program stood still, the first byte of what was found, and how long it took. */

#define VAULT "00000000-0000-4000-8000-00000000c0de"
#define PULSE_MILLISECONDS 5

typedef struct
{
  HavenKeyring *keyring;
  GMainLoop *loop;
  GCancellable *cancellable;
  HavenKeyringState state;
  GBytes *content;
  gint64 last;
  gint64 delayed;
  gint64 longest;
} Asking;

typedef struct
{
  gint over; /* atomic */
  gint64 longest;
} Control;

static void
note_pulse (gint64 *last, gint64 *longest)
{
  gint64 now = g_get_monotonic_time ();

  *longest = MAX (*longest, now - *last);
  *last = now;
}

/* How long this thread was ready to run and no processor was free, in microseconds; 0 where the kernel does not count. */
static gint64
get_delayed (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL))
    words = g_strsplit (text, " ", 3);
  return words && words[0] && words[1] ? g_ascii_strtoll (words[1], NULL, 10) / 1000 : 0;
}

/* The time without a pulse, less what a busy machine took of it. */
static gboolean
pulse_cb (gpointer data)
{
  Asking *asking = data;
  gint64 delayed = get_delayed ();

  asking->last += delayed - asking->delayed;
  asking->delayed = delayed;
  note_pulse (&asking->last, &asking->longest);
  return G_SOURCE_CONTINUE;
}

/* A pulse beside: when this one stops too, the machine is busy and nothing blocks the loop. */
static gpointer
run_control (gpointer data)
{
  Control *control = data;
  gint64 last = g_get_monotonic_time ();

  while (!g_atomic_int_get (&control->over))
    {
      g_usleep (PULSE_MILLISECONDS * 1000);
      note_pulse (&last, &control->longest);
    }
  return NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;

  pulse_cb (asking);
  asking->state = haven_keyring_finish (HAVEN_KEYRING (source), result, &asking->content);
  g_main_loop_quit (asking->loop);
}

static gboolean
block_cb (gpointer data)
{
  Asking *asking = data;

  asking->state = haven_keyring_lookup_item (asking->keyring, VAULT, HAVEN_KEYRING_ITEM_SHARE, HAVEN_KEYRING_PLAIN,
                                             &asking->content, NULL);
  pulse_cb (asking);
  g_main_loop_quit (asking->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (((Asking *) data)->cancellable);
  return G_SOURCE_REMOVE;
}

static void
ask (Asking *asking, char **arguments, guint8 byte)
{
  guint8 bytes[HAVEN_DEVICE_KEY_SIZE];
  g_autoptr (GBytes) content = NULL;
  HavenKeyringItem kind = strcmp (arguments[2], "share") == 0 ? HAVEN_KEYRING_ITEM_SHARE : HAVEN_KEYRING_ITEM_HEADS;
  HavenKeyringFlags flags = (HavenKeyringFlags) atoi (arguments[3]);

  memset (bytes, byte, sizeof bytes);
  content = g_bytes_new (bytes, sizeof bytes);
  if (strcmp (arguments[1], "lookup") == 0)
    haven_keyring_lookup_item_async (asking->keyring, VAULT, kind, flags, NULL, answered_cb, asking);
  else if (strcmp (arguments[1], "keep") == 0)
    haven_keyring_keep_item_async (asking->keyring, VAULT, kind, flags, content, NULL, answered_cb, asking);
  else if (strcmp (arguments[1], "forget") == 0)
    haven_keyring_forget_item_async (asking->keyring, VAULT, kind, flags, NULL, answered_cb, asking);
  else if (strcmp (arguments[1], "cancel") == 0)
    {
      haven_keyring_lookup_item_async (asking->keyring, VAULT, kind, flags, asking->cancellable, answered_cb, asking);
      g_timeout_add (10 * PULSE_MILLISECONDS, cancel_cb, asking);
    }
  else
    g_idle_add (block_cb, asking);
}

int
main (int argc, char *argv[])
{
  Control control = { 0 };
  Asking asking = { .loop = g_main_loop_new (NULL, FALSE),
                    .keyring = haven_system_keyring_new (),
                    .cancellable = g_cancellable_new () };
  GThread *thread;
  gint64 start;

  g_return_val_if_fail (argc >= 5, 2);
  haven_keyring_set_limit (asking.keyring, (guint) atoi (argv[4]));
  thread = g_thread_new ("control", run_control, &control);
  asking.delayed = get_delayed ();
  start = asking.last = g_get_monotonic_time ();
  g_timeout_add (PULSE_MILLISECONDS, pulse_cb, &asking);
  ask (&asking, argv, argc > 5 ? (guint8) atoi (argv[5]) : 1);
  g_main_loop_run (asking.loop);
  g_atomic_int_set (&control.over, TRUE);
  g_thread_join (thread);
  g_print ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT "\n",
           haven_keyring_state_get_code (asking.state),
           asking.longest / 1000, control.longest / 1000,
           asking.content ? *(const guint8 *) g_bytes_get_data (asking.content, NULL) : -1,
           (g_get_monotonic_time () - start) / 1000);
  g_clear_pointer (&asking.content, g_bytes_unref);
  g_clear_object (&asking.keyring);
  g_clear_object (&asking.cancellable);
  g_main_loop_unref (asking.loop);
  return 0;
}
