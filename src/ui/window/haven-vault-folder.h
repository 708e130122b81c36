/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the window itself does with the folder of a vault: look whether it can hold one, and take away what was only
 * for a look. */

char *haven_vault_folder_find_place_problem (const char *folder);
char *haven_vault_folder_find_problem (const char *folder);
void haven_vault_folder_remove (const char *folder);

G_END_DECLS
