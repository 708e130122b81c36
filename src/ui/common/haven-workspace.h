/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-writer.h"
#include "haven-edit.h"
#include "haven-places.h"
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HavenBackupKeeper HavenBackupKeeper; /* haven-backup-keeper.h */

/** What a message of HavenWorkspace::told is about. */
typedef enum
{
  HAVEN_TOLD_PLAIN,
  HAVEN_TOLD_DONE,   /* it can be undone */
  HAVEN_TOLD_UNDONE,
  HAVEN_TOLD_FAILED,
} HavenTold;

/**
 * HavenWorkspace:
 *
 * What the panes of one window share: the session, what was done and can be undone, what the person is told, and where
 * to go next, which drafts are being written, and where somebody is. Belongs to the main thread.
 */
#define HAVEN_TYPE_WORKSPACE (haven_workspace_get_type ())
G_DECLARE_FINAL_TYPE (HavenWorkspace, haven_workspace, HAVEN, WORKSPACE, GObject)

HavenWorkspace *haven_workspace_new (HavenSession *session);
HavenSession *haven_workspace_get_session (HavenWorkspace *self);
void haven_workspace_set_sign_in_name (HavenWorkspace *self, const char *name);
const char *haven_workspace_get_sign_in_name (HavenWorkspace *self);
void haven_workspace_set_backups (HavenWorkspace *self, HavenBackupKeeper *backups);
HavenBackupKeeper *haven_workspace_get_backups (HavenWorkspace *self);

typedef void (*HavenDone) (HavenWorkspace *workspace, HavenEdit *edit, gboolean done, gpointer data);

void haven_workspace_do (HavenWorkspace *self, HavenEdit *edit);
void haven_workspace_do_then (HavenWorkspace *self, HavenEdit *edit, HavenDone function, gpointer data);
void haven_workspace_do_for_draft (HavenWorkspace *self, HavenEdit *edit, HavenDraftWriter *draft);
void haven_workspace_undo_edit (HavenWorkspace *self, HavenEdit *edit);
void haven_workspace_undo (HavenWorkspace *self);
void haven_workspace_redo (HavenWorkspace *self);
gboolean haven_workspace_get_can_undo (HavenWorkspace *self);
gboolean haven_workspace_get_can_redo (HavenWorkspace *self);

void haven_workspace_tell (HavenWorkspace *self, const char *message);
void haven_workspace_tell_error (HavenWorkspace *self, const GError *error);
void haven_workspace_open (HavenWorkspace *self, HavenDestination destination, const char *id, const char *detail);

/* Drafts: before the vault is closed, they are flushed, and the callback is waited for. */
void haven_workspace_add_draft (HavenWorkspace *self, HavenDraftWriter *draft);
void haven_workspace_flush_drafts_async (HavenWorkspace *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
gboolean haven_workspace_flush_drafts_finish (HavenWorkspace *self, GAsyncResult *result, GError **error);

/* Where somebody is, and how they come back: asked for before the panes go, used on the next session's workspace. */
const HavenPlace *haven_workspace_get_place (HavenWorkspace *self);
void haven_workspace_note_place (HavenWorkspace *self, HavenDestination destination, const char *id, const char *detail);
void haven_workspace_go_to_place (HavenWorkspace *self, const HavenPlace *place);
void haven_workspace_enter_editor (HavenWorkspace *self,
                                   gpointer owner,
                                   const char *editor,
                                   const char *subject_id,
                                   const char *detail);
void haven_workspace_leave_editor (HavenWorkspace *self, gpointer owner);
void haven_workspace_offer_editor (HavenWorkspace *self, const char *editor, HavenEditorOpener opener, gpointer owner);

G_END_DECLS
