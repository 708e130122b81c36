/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void haven_choice_name_items (AdwComboRow *row);
void haven_choice_show_whole_items (GtkDropDown *choice);

G_END_DECLS
