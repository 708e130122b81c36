/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring-private.h"

typedef struct
{
  GMutex lock;
  GCond done;
  gboolean over;
  gboolean late;
  gint64 end;
  GCancellable *own;
} Watch;

static gpointer
watch_limit (gpointer data)
{
  Watch *watch = data;

  g_mutex_lock (&watch->lock);
  while (!watch->over && !watch->late)
    if (!g_cond_wait_until (&watch->done, &watch->lock, watch->end))
      watch->late = !watch->over;
  g_mutex_unlock (&watch->lock);
  if (watch->late)
    g_cancellable_cancel (watch->own);
  return NULL;
}

static void
forward_cb (GCancellable *cancellable, gpointer own)
{
  g_cancellable_cancel (own);
}

static void
end_watch (Watch *watch)
{
  g_mutex_lock (&watch->lock);
  watch->over = TRUE;
  g_cond_signal (&watch->done);
  g_mutex_unlock (&watch->lock);
}

/**
 * haven_keyring_run_within_limit:
 *
 * Runs @call with a cancellable that a thread of its own cancels when the limit has passed.
 *
 * Returns: what @call said, or, where that is %HAVEN_KEYRING_CANCELLED, which of the two it was
 */
HavenKeyringState
haven_keyring_run_within_limit (HavenKeyringCall call, gpointer data, guint milliseconds, GCancellable *cancellable)
{
  g_autoptr (GCancellable) own = g_cancellable_new ();
  Watch watch = { .end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND, .own = own };
  HavenKeyringState state;
  GThread *thread;
  gulong handler = 0;

  g_mutex_init (&watch.lock);
  g_cond_init (&watch.done);
  thread = g_thread_new ("haven-keyring", watch_limit, &watch);
  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (forward_cb), own, NULL);
  state = g_cancellable_is_cancelled (own) ? HAVEN_KEYRING_CANCELLED : call (data, own);
  if (cancellable)
    g_cancellable_disconnect (cancellable, handler);
  end_watch (&watch);
  g_thread_join (thread);
  g_mutex_clear (&watch.lock);
  g_cond_clear (&watch.done);
  if (state == HAVEN_KEYRING_CANCELLED && watch.late && !g_cancellable_is_cancelled (cancellable))
    return HAVEN_KEYRING_TIMED_OUT;
  return state;
}
