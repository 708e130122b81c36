/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-leaving.h"
#include "haven-trips-service.h"

typedef struct
{
  HavenLeft left;
  gpointer data;
  guint timer;
  guint n_holders; /* what still comes: the drafts, and perhaps the timer */
} Flushing;

static void
release (Flushing *flushing)
{
  if (--flushing->n_holders == 0)
    g_free (flushing);
}

static void
finish (Flushing *flushing, gboolean done)
{
  HavenLeft left = flushing->left;

  flushing->left = NULL;
  if (left != NULL)
    left (done, flushing->data);
}

static gboolean
too_long_cb (gpointer data)
{
  Flushing *flushing = data;

  flushing->timer = 0;
  finish (flushing, FALSE);
  release (flushing);
  return G_SOURCE_REMOVE;
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Flushing *flushing = data;
  const gboolean done = haven_workspace_flush_drafts_finish (HAVEN_WORKSPACE (source), result, NULL);

  if (flushing->timer != 0)
    {
      g_clear_handle_id (&flushing->timer, g_source_remove);
      release (flushing);
    }
  finish (flushing, done);
  release (flushing);
}

/** Writes what is typed in the editors; @left comes once, when it is written or after two seconds. */
void
haven_leaving_flush (HavenWorkspace *workspace, HavenLeft left, gpointer data)
{
  Flushing *flushing = g_new0 (Flushing, 1);

  flushing->left = left;
  flushing->data = data;
  flushing->n_holders = 2;
  flushing->timer = g_timeout_add_seconds (HAVEN_LEAVING_SECONDS, too_long_cb, flushing);
  haven_workspace_flush_drafts_async (workspace, NULL, flushed_cb, flushing);
}

typedef struct
{
  HavenAction action;
  HavenLeft left;
  gpointer data;
} Closing;

static gboolean
do_nothing (HavenTransaction *transaction, gpointer data, GError **error)
{
  return TRUE;
}

/* That somebody left stands in the log; where it cannot be written, the vault is closed all the same. */
static void
close_vault (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Closing *closing = data;
  HavenSession *session = source;

  haven_trips_release_all (session);
  haven_session_run (session, closing->action, HAVEN_IN_SHARED, "vault", NULL, NULL, do_nothing, NULL, NULL);
  if (closing->action == HAVEN_ACTION_LOCK)
    haven_store_close (haven_session_get_store (session));
  else
    haven_session_leave (session);
  g_task_return_boolean (task, TRUE);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Closing *closing = g_task_get_task_data (G_TASK (result));

  closing->left (TRUE, closing->data);
}

/**
 * haven_leaving_close:
 * @action: %HAVEN_ACTION_LOCK keeps the folder of a throw-away vault; %HAVEN_ACTION_SIGN_OUT does not
 *
 * Closes the files and wipes the keys, on another thread. No view may look into the vault any more.
 */
void
haven_leaving_close (HavenSession *session, HavenAction action, HavenLeft left, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, closed_cb, NULL);
  Closing *closing = g_new0 (Closing, 1);

  closing->action = action;
  closing->left = left;
  closing->data = data;
  g_task_set_task_data (task, closing, g_free);
  g_task_run_in_thread (task, close_vault);
}
