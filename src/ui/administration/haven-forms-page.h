/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-facts-page.h"

G_BEGIN_DECLS

/**
 * HavenFormsPage:
 *
 * The forms that are in use at this clinic: whose they are, whether a lawyer has read them, and what the law asks them to
 * say. Emits `chosen` with a form's code.
 */
#define HAVEN_TYPE_FORMS_PAGE (haven_forms_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenFormsPage, haven_forms_page, HAVEN, FORMS_PAGE, HavenFactsPage)

GtkWidget *haven_forms_page_new (HavenWorkspace *workspace);
gboolean haven_forms_page_is_for (HavenSession *session);

G_END_DECLS
