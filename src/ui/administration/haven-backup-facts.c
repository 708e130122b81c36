/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-facts.h"

void
haven_backup_facts_free (HavenBackupFacts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->second_place);
  g_free (self);
}

/** A HavenWorkFunc. Returns: (transfer full) (nullable): a HavenBackupFacts */
gpointer
haven_backup_facts_read (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenBackupFacts) self = g_new0 (HavenBackupFacts, 1);

  if (!haven_backup_read_state (session, &self->state, error))
    return NULL;
  self->entries = haven_backup_list (session, NULL, error);
  if (self->entries == NULL)
    return NULL;
  self->folder = haven_backup_dup_folder (session);
  self->second_place = haven_backup_dup_second_place (session, NULL);
  return g_steal_pointer (&self);
}
