/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenCodeRow:
 *
 * Takes a recovery code from the printed sheet, however it is typed or pasted: it is shown in groups as on the paper.
 */
#define HAVEN_TYPE_CODE_ROW (haven_code_row_get_type ())
G_DECLARE_FINAL_TYPE (HavenCodeRow, haven_code_row, HAVEN, CODE_ROW, AdwEntryRow)

gboolean haven_code_row_check (HavenCodeRow *self, GtkLabel *failure);
void haven_code_row_check_if_whole (HavenCodeRow *self, GtkLabel *failure);
char *haven_code_row_find_problem (HavenCodeRow *self, gboolean needed);
char **haven_code_rows_dup_codes (HavenCodeRow *clinic, HavenCodeRow *legal);

G_END_DECLS
