/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-work-private.h"

#include "haven-document-error.h"

#include <stdlib.h>

static GMutex mutex;
static GCond idle;
static guint n_at_work;
static gboolean ending;

/* Runs before the libraries' own: what was registered last goes first. */
static void
wait_for_all (void)
{
  g_mutex_lock (&mutex);
  ending = TRUE;
  while (n_at_work > 0)
    g_cond_wait (&idle, &mutex);
  g_mutex_unlock (&mutex);
}

/**
 * haven_document_work_begin:
 *
 * Each that begins ends, in the same thread and soon: a paper takes milliseconds.
 *
 * Returns: whether to go on; %FALSE once the program ends
 */
HavenDocumentWork
haven_document_work_begin (GError **error)
{
  static gsize registered = 0;
  gboolean begun;

  if (g_once_init_enter (&registered))
    {
      atexit (wait_for_all);
      g_once_init_leave (&registered, 1);
    }
  g_mutex_lock (&mutex);
  begun = !ending;
  n_at_work += begun ? 1 : 0;
  g_mutex_unlock (&mutex);
  if (!begun)
    g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FAILED,
                         "No paper is made any more, because the program ends");
  return begun;
}

/** Ends what began; nothing where it did not. */
void
haven_document_work_end (HavenDocumentWork *self)
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
