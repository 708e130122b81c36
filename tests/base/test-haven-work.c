/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-work.h"

#include <stdlib.h>
#include <unistd.h>

static GMutex mutex;
static GCond changed;
static gboolean has_begun;
static int n_at_work;

/* Works on, one piece after another, until nobody may begin any more. */
static gpointer
work_on (gpointer data)
{
  for (;;)
    {
      g_auto (HavenWork) outer = haven_work_begin ();
      g_auto (HavenWork) inner = FALSE;

      if (!outer)
        return NULL;
      g_atomic_int_inc (&n_at_work);
      inner = haven_work_begin ();
      g_mutex_lock (&mutex);
      has_begun = TRUE;
      g_cond_signal (&changed);
      g_mutex_unlock (&mutex);
      for (int i = 0; i < 100; i++)
        g_thread_yield ();
      g_atomic_int_add (&n_at_work, -1);
    }
}

/* As a library's own: registered in the midst of the work, after all that Haven registered. */
static void
take_down (void)
{
  g_auto (HavenWork) late = haven_work_begin ();

  if (late || g_atomic_int_get (&n_at_work) != 0)
    _exit (3);
}

static void
end_while_others_work (void)
{
  for (int i = 0; i < 3; i++)
    g_thread_unref (g_thread_new ("work", work_on, NULL));
  g_mutex_lock (&mutex);
  while (!has_begun)
    g_cond_wait (&changed, &mutex);
  g_mutex_unlock (&mutex);
  atexit (take_down);
  exit (0);
}

/* ── Tests ────────────────────────────────────────────────────────────────── */

static void
test_libraries_are_taken_down_when_nobody_works (void)
{
  if (g_test_subprocess ())
    end_while_others_work ();
  for (int i = 0; i < 20; i++)
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
}

static void
test_one_begins_within_another (void)
{
  HavenWork outer = haven_work_begin ();
  HavenWork inner = haven_work_begin ();

  g_assert_true (outer);
  g_assert_true (inner);
  haven_work_end (&inner);
  haven_work_end (&outer);
  g_assert_false (outer);
  haven_work_end (&outer); /* nothing was begun: nothing ends */
  outer = haven_work_begin ();
  g_assert_true (outer);
  haven_work_end (&outer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/work/libraries-are-taken-down-when-nobody-works",
                   test_libraries_are_taken_down_when_nobody_works);
  g_test_add_func ("/base/work/one-begins-within-another", test_one_begins_within_another);
  return g_test_run ();
}
