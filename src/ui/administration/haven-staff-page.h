/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/**
 * HavenStaffPage:
 *
 * Everybody who works with the vault, with their roles in words. Emits `chosen` with an id.
 */
#define HAVEN_TYPE_STAFF_PAGE (haven_staff_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenStaffPage, haven_staff_page, HAVEN, STAFF_PAGE, HavenFactsPage)

GtkWidget *haven_staff_page_new (HavenWorkspace *workspace);
gboolean haven_staff_page_is_for (HavenSession *session);
gboolean haven_staff_page_may_add (HavenSession *session);
void haven_staff_page_add (HavenStaffPage *self);
gboolean haven_staff_page_is_loaded (HavenStaffPage *self);

G_END_DECLS
