/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/** Forms of agencies that the clinic fills. Signal chosen (form id). */
#define HAVEN_TYPE_OFFICIAL_FORMS_PAGE (haven_official_forms_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenOfficialFormsPage, haven_official_forms_page, HAVEN, OFFICIAL_FORMS_PAGE, HavenFactsPage)

GtkWidget *haven_official_forms_page_new (HavenWorkspace *workspace);
gboolean haven_official_forms_page_is_for (HavenSession *session);

G_END_DECLS
