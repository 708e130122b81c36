/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-bookables-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** Somebody or something that can be booked: the name over the column, the hours of each weekday with their breaks. */
#define HAVEN_TYPE_BOOKABLE_DIALOG (haven_bookable_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenBookableDialog, haven_bookable_dialog, HAVEN, BOOKABLE_DIALOG, AdwDialog)

AdwDialog *haven_bookable_dialog_new (HavenWorkspace *workspace, const HavenResource *resource, GPtrArray *hours);

G_END_DECLS
