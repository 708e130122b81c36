/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenUnfinishedLine:
 *
 * One quiet line: how many papers the signed-in person began and did not finish. It opens the one that was written last;
 * where there is none, it is not there.
 */
#define HAVEN_TYPE_UNFINISHED_LINE (haven_unfinished_line_get_type ())
G_DECLARE_FINAL_TYPE (HavenUnfinishedLine, haven_unfinished_line, HAVEN, UNFINISHED_LINE, AdwBin)

void haven_unfinished_line_set_workspace (HavenUnfinishedLine *self, HavenWorkspace *workspace);
void haven_unfinished_line_look (HavenUnfinishedLine *self);

G_END_DECLS
