/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/** Who and what can be booked, with their hours and when they are away; and the days on which the clinic is closed. */
#define HAVEN_TYPE_BOOKABLES_PAGE (haven_bookables_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookablesPage, haven_bookables_page, HAVEN, BOOKABLES_PAGE, HavenFactsPage)

GtkWidget *haven_bookables_page_new (HavenWorkspace *workspace);
gboolean haven_bookables_page_is_for (HavenSession *session);

G_END_DECLS
