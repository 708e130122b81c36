/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Who is on the other side of a matter that is about to open: as many as there are, each with what is known. */
#define HAVEN_TYPE_OTHER_SIDES (haven_other_sides_get_type ())
G_DECLARE_FINAL_TYPE (HavenOtherSides, haven_other_sides, HAVEN, OTHER_SIDES, AdwBin)

GPtrArray *haven_other_sides_dup_parties (HavenOtherSides *self);
char *haven_other_sides_dup_text (HavenOtherSides *self);
void haven_other_sides_set_text (HavenOtherSides *self, const char *text);

G_END_DECLS
