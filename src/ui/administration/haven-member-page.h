/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One member of staff: roles, the parts of the vault that they can open, a new passphrase, the end of their work here. */
#define HAVEN_TYPE_MEMBER_PAGE (haven_member_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenMemberPage, haven_member_page, HAVEN, MEMBER_PAGE, AdwNavigationPage)

GtkWidget *haven_member_page_new (HavenWorkspace *workspace, const char *staff_id);
gboolean haven_member_page_is_idle (HavenMemberPage *self);
const char *haven_member_page_get_failure (HavenMemberPage *self);

G_END_DECLS
