/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-writer.h"

G_BEGIN_DECLS

/** All editors of a window that keep drafts, so that the vault is not closed before the last of them is written. */
#define HAVEN_TYPE_DRAFT_ROLL (haven_draft_roll_get_type ())
G_DECLARE_FINAL_TYPE (HavenDraftRoll, haven_draft_roll, HAVEN, DRAFT_ROLL, GObject)

HavenDraftRoll *haven_draft_roll_new (void);
void haven_draft_roll_add (HavenDraftRoll *self, HavenDraftWriter *writer);
guint haven_draft_roll_count (HavenDraftRoll *self);
void haven_draft_roll_flush_async (HavenDraftRoll *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean haven_draft_roll_flush_finish (HavenDraftRoll *self, GAsyncResult *result, GError **error);

G_END_DECLS
