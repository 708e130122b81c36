/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflicts-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What a look for conflicts of interest found, and what somebody decides about it. */
#define HAVEN_TYPE_CONFLICT_PAGE (haven_conflict_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenConflictPage, haven_conflict_page, HAVEN, CONFLICT_PAGE, AdwNavigationPage)

void haven_conflict_page_show (HavenConflictPage *self, HavenConflictLook *look);
HavenConflictLook *haven_conflict_page_get_look (HavenConflictPage *self);
GtkWidget *haven_conflict_page_get_reason (HavenConflictPage *self);
void haven_conflict_page_tell_problem (HavenConflictPage *self, const char *sentence);

G_END_DECLS
