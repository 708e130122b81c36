/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

/**
 * HavenEdit:
 *
 * Something that somebody does and may undo: records as they were and as they shall be. Applying and reverting are
 * one transaction each, with an audit event of its own. A record that somebody else changed meanwhile is not
 * overwritten: %HAVEN_STORE_ERROR_CONFLICT, and nothing changes.
 */
#define HAVEN_TYPE_EDIT (haven_edit_get_type ())
G_DECLARE_FINAL_TYPE (HavenEdit, haven_edit, HAVEN, EDIT, GObject)

HavenEdit *haven_edit_new (const char *label, HavenAction action, const char *patient_id);
void haven_edit_insert (HavenEdit *self, const HavenRecordInfo *info, gconstpointer after);
void haven_edit_insert_kept (HavenEdit *self,
                             const HavenRecordInfo *info,
                             gconstpointer after,
                             gconstpointer when_reverted);
void haven_edit_replace (HavenEdit *self, const HavenRecordInfo *info, gconstpointer before, gconstpointer after);
void haven_edit_delete (HavenEdit *self, const HavenRecordInfo *info, gconstpointer before);

void haven_edit_set_precondition (HavenEdit *self, HavenTransactionFunc function, gpointer data, GDestroyNotify free_data);
void haven_edit_set_undo_condition (HavenEdit *self, HavenTransactionFunc function, gpointer data, GDestroyNotify free_data);

const char *haven_edit_get_label (HavenEdit *self);
gboolean haven_edit_is_applied (HavenEdit *self);
gboolean haven_edit_apply (HavenEdit *self, HavenSession *session, GError **error);
gboolean haven_edit_revert (HavenEdit *self, HavenSession *session, GError **error);

G_END_DECLS
