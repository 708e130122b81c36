/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenFormPage:
 *
 * One form: what it is for, whose it is, whether a lawyer has read it, what the law asks it to say, its languages; and
 * what a clinic does with it.
 */
#define HAVEN_TYPE_FORM_PAGE (haven_form_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenFormPage, haven_form_page, HAVEN, FORM_PAGE, AdwNavigationPage)

GtkWidget *haven_form_page_new (HavenWorkspace *workspace, const char *form_code);
gboolean haven_form_page_is_idle (HavenFormPage *self);

G_END_DECLS
