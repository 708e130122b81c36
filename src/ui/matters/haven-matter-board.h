/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenMatterBoard:
 *
 * Open matters of one kind, a column for each stage. Where it is narrow, one column, which is chosen. A stage that ends a
 * matter has no column: whoever moves a matter there, by its menu, takes it off the board.
 */
#define HAVEN_TYPE_MATTER_BOARD (haven_matter_board_get_type ())
G_DECLARE_FINAL_TYPE (HavenMatterBoard, haven_matter_board, HAVEN, MATTER_BOARD, AdwBin)

void haven_matter_board_begin (HavenMatterBoard *self, HavenWorkspace *workspace);
void haven_matter_board_choose_kind (HavenMatterBoard *self, const char *type);
const char *haven_matter_board_get_kind (HavenMatterBoard *self);
GPtrArray *haven_matter_board_get_columns (HavenMatterBoard *self);

G_END_DECLS
