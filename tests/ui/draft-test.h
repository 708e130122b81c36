/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"

G_BEGIN_DECLS

/* What every test of an editor that keeps drafts does; the main loop is turned, nothing is waited for by the clock. */

gboolean draft_test_flush (HavenWorkspace *workspace, GError **error);
void draft_test_forget (HavenWorkspace *workspace);
HavenDraftContent *draft_test_find (HavenSession *session, const char *editor, const char *subject_id);
void draft_test_assert (HavenSession *session,
                        const char *editor,
                        const char *subject_id,
                        const char *name,
                        const char *text);

G_END_DECLS
