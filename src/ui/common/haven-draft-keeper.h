/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-fields.h"
#include "haven-draft-line.h"
#include "haven-draft-writer.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenDraftKeeper:
 *
 * What makes an editor one whose text cannot be lost. An editor makes one, names its fields, and starts it once they
 * hold what they hold at first: from then on what differs from that is a draft in the vault within two seconds, when
 * the focus leaves, when the window goes to the back, and when the workspace flushes. What was left unfinished before
 * is brought back with its cursor, and a quiet line says so.
 *
 * The editor stops it in its dispose, before its children go: g_clear_pointer (&self->keeper, haven_draft_keeper_stop).
 */
#define HAVEN_TYPE_DRAFT_KEEPER (haven_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HavenDraftKeeper, haven_draft_keeper, HAVEN, DRAFT_KEEPER, GObject)

HavenDraftKeeper *haven_draft_keeper_new (HavenWorkspace *workspace, const char *editor, const char *subject_id);
void haven_draft_keeper_stop (HavenDraftKeeper *self);
HavenDraftFields *haven_draft_keeper_get_fields (HavenDraftKeeper *self);
HavenDraftWriter *haven_draft_keeper_get_writer (HavenDraftKeeper *self);
void haven_draft_keeper_set_line (HavenDraftKeeper *self, HavenDraftLine *line);
void haven_draft_keeper_set_dialog (HavenDraftKeeper *self, AdwDialog *dialog);
void haven_draft_keeper_set_of_record (HavenDraftKeeper *self);
void haven_draft_keeper_set_detail (HavenDraftKeeper *self, const char *detail);
void haven_draft_keeper_start (HavenDraftKeeper *self, GtkWidget *form);

void haven_draft_keeper_changed (HavenDraftKeeper *self);
void haven_draft_keeper_flush (HavenDraftKeeper *self);
gboolean haven_draft_keeper_is_ready (HavenDraftKeeper *self);

void haven_draft_keeper_do (HavenDraftKeeper *self, HavenEdit *edit);
void haven_draft_keeper_finish (HavenDraftKeeper *self);
void haven_draft_keeper_cancel (HavenDraftKeeper *self);

G_END_DECLS
