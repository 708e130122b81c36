/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A form of an agency: its pages with the fields on them, and beside them where each value comes from. */
#define HAVEN_TYPE_OFFICIAL_FORM_PAGE (haven_official_form_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenOfficialFormPage, haven_official_form_page, HAVEN, OFFICIAL_FORM_PAGE, AdwNavigationPage)

GtkWidget *haven_official_form_page_new (HavenWorkspace *workspace, const char *form_id);
gboolean haven_official_form_page_is_idle (HavenOfficialFormPage *self);

G_END_DECLS
