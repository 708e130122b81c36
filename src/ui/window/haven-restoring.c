/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-restoring.h"

#include "haven-vault-folder.h"
#include "haven-wipe.h"

void
haven_restoring_free (HavenRestoring *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; self->codes != NULL && self->codes[i] != NULL; i++)
    haven_wipe (self->codes[i]);
  g_free (self->codes);
  g_free (self->backup);
  g_free (self->folder);
  g_free (self->sign_in_name);
  haven_wipe (self->passphrase);
  g_clear_pointer (&self->share, haven_work_share_unref);
  g_free (self);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HavenRestoring *self = data;
  const HavenBackupUnlock unlock = {
    .codes = (const char *const *) self->codes,
    .sign_in_name = self->sign_in_name,
    .passphrase = self->passphrase,
  };
  GError *error = NULL;

  if (haven_backup_restore (self->backup,
                            self->folder,
                            &unlock,
                            NULL,
                            haven_work_share_report,
                            self->share,
                            cancellable,
                            &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  GAsyncReadyCallback callback;
  gpointer data;
} Answer;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Answer *answer = data;

  answer->callback (source, result, answer->data);
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

/**
 * haven_restoring_start:
 * @self: (transfer full):
 * @cancellable: when it is cancelled, what was made is taken away again before @callback is called
 *
 * The program stays until this has ended, so that nothing half made is left behind by a window that is closed.
 */
void
haven_restoring_start (HavenRestoring *self,
                       gpointer source,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GTask) task = g_task_new (source, cancellable, ended_cb, answer);

  answer->callback = callback;
  answer->data = data;
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  /* What was done is told, also where somebody stopped it at the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) haven_restoring_free);
  g_task_run_in_thread (task, run);
}

gboolean
haven_restoring_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
holds (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * haven_restoring_find_folder_problem:
 * @adds: (out): whether a vault is there, which could be given a part that it lacks
 *
 * It may wait for a disk.
 *
 * Returns: (transfer full) (nullable): why no vault can be restored there, in one sentence
 */
char *
haven_restoring_find_folder_problem (const char *folder, gboolean *adds)
{
  *adds = holds (folder, "vault.json");
  return *adds ? haven_vault_folder_find_place_problem (folder) : haven_vault_folder_find_problem (folder);
}
