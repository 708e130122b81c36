/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-backup.h"
#include "haven-work-progress.h"

G_BEGIN_DECLS

/** One try of making a vault out of a backup, on its way through a worker thread; what was typed is wiped with it. */
typedef struct
{
  char *backup;
  char *folder;
  char **codes;       /* nullable: recovery codes; otherwise somebody's name and passphrase */
  char *sign_in_name; /* nullable */
  char *passphrase;   /* nullable */
  HavenWorkShare *share;
} HavenRestoring;

void haven_restoring_free (HavenRestoring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRestoring, haven_restoring_free)

void haven_restoring_start (HavenRestoring *self,
                            gpointer source,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean haven_restoring_finish (GAsyncResult *result, GError **error);

char *haven_restoring_find_folder_problem (const char *folder, gboolean *adds);

G_END_DECLS
