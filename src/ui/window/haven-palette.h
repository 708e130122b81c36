/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Ctrl+K: people, by any name, and commands, in one list. */
#define HAVEN_TYPE_PALETTE (haven_palette_get_type ())
G_DECLARE_FINAL_TYPE (HavenPalette, haven_palette, HAVEN, PALETTE, AdwDialog)

AdwDialog *haven_palette_new (HavenWorkspace *workspace);

G_END_DECLS
