/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form-facts.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Rows that tell of a form: what the law asks it to say, and in which languages it is. */
GtkWidget *haven_form_row_new_check (const HavenFormCheck *check);
GtkWidget *haven_form_row_new_language (const HavenFormLanguage *language);
GtkWidget *haven_form_row_new_element (const HavenFormElement *element, const char *standing, const char *icon_name);

G_END_DECLS
