/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Where the words of papers are translated. Nothing about anybody is read here. */
#define HAVEN_TYPE_TRANSLATIONS_PANE (haven_translations_pane_get_type ())
G_DECLARE_FINAL_TYPE (HavenTranslationsPane, haven_translations_pane, HAVEN, TRANSLATIONS_PANE, AdwBin)

GtkWidget *haven_translations_pane_new (HavenWorkspace *workspace);
void haven_translations_pane_open (HavenTranslationsPane *self, const char *form_code, const char *language);

G_END_DECLS
