/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The languages of the world by name, for choosing one; the first entry is “not known yet”. */
GtkStringList *haven_person_languages_new (void);
void haven_person_languages_offer (GtkStringList *self, AdwComboRow *row);
const char *haven_person_languages_get_code (GtkStringList *self, guint position);

G_END_DECLS
