/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-matters-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* The editors that open from the page of a matter, by what their drafts are called: the first time and when somebody
 * comes back. */

AdwDialog *haven_matter_editors_create (HavenWorkspace *workspace,
                                        const HavenMatterPage *page,
                                        const char *editor,
                                        const char *subject_id);
void haven_matter_editors_offer (HavenWorkspace *workspace, HavenEditorOpener opener, gpointer owner);
const HavenDeadline *haven_matter_editors_find_deadline (const HavenMatterPage *page, const char *id);

G_END_DECLS
