/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-keeper.h"
#include "people-test.h"

G_BEGIN_DECLS

#define DRAFT_EDITOR HAVEN_EDITOR_DEADLINE
#define DRAFT_SUBJECT "a-matter"

/* A small editor with a field of each kind, so that nothing but the keeper is tried with it. */
typedef struct
{
  AdwDialog *dialog;
  HavenDraftKeeper *keeper;
  HavenDraftLine *line;
  GtkWidget *form, *title, *text, *sent, *kind, *days;
} DraftEditor;

void draft_editor_add_rows (DraftEditor *self);
void draft_editor_keep (DraftEditor *self, HavenWorkspace *workspace, const char *subject_id);
DraftEditor draft_editor_open_subject (PeopleTest *test, const char *subject_id);
DraftEditor draft_editor_open (PeopleTest *test);
void draft_editor_type (const DraftEditor *self, const char *title, const char *text);
void draft_editor_fill (const DraftEditor *self);
void draft_editor_assert_text (const DraftEditor *self, const char *text);
void draft_editor_assert_all (const DraftEditor *self);
void draft_editor_wait_kept (PeopleTest *test, const char *text);
void draft_editor_put_other (PeopleTest *self, const char *text);

G_END_DECLS
