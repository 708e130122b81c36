/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-work.h"

#include <stdlib.h>

/* Of the ABI for C++: what a thread keeps for itself, and takes down when it ends. Weak, as not every libc has it. */
extern int __cxa_thread_atexit_impl (void (*function) (void *), void *data, void *object) __attribute__ ((weak));
extern void *__dso_handle __attribute__ ((visibility ("hidden")));

static GMutex mutex;
static GCond idle;
static guint n_at_work;
static gboolean ending;

static void
wait_for_all (void)
{
  g_mutex_lock (&mutex);
  ending = TRUE;
  while (n_at_work > 0)
    g_cond_wait (&idle, &mutex);
  g_mutex_unlock (&mutex);
}

static void
main_thread_ends_cb (void *data)
{
  wait_for_all ();
}

/* Handlers of exit () run in the order last come, first gone, and a library registers its own in the midst of the work
 * that needs it for the first time: one from here would come after that, and wait too late. What the main thread keeps
 * for itself goes before all of them, whenever they were registered. This runs in the main thread, before main (). */
static void __attribute__ ((constructor))
register_wait (void)
{
  if (__cxa_thread_atexit_impl == NULL || __cxa_thread_atexit_impl (main_thread_ends_cb, NULL, &__dso_handle) != 0)
    atexit (wait_for_all);
}

/**
 * haven_work_begin:
 *
 * Each that begins ends, in the same thread, without waiting for the main loop. One may begin within another.
 *
 * Returns: whether to go on; %FALSE once the program ends
 */
HavenWork
haven_work_begin (void)
{
  gboolean begun;

  g_mutex_lock (&mutex);
  begun = !ending;
  n_at_work += begun ? 1 : 0;
  g_mutex_unlock (&mutex);
  return begun;
}

/** Ends what began; nothing where it did not. */
void
haven_work_end (HavenWork *self)
{
  if (!*self)
    return;
  *self = FALSE;
  g_mutex_lock (&mutex);
  n_at_work--;
  if (n_at_work == 0)
    g_cond_signal (&idle);
  g_mutex_unlock (&mutex);
}
