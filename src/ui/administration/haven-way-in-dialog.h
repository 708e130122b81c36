/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-way-in.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A new way in for somebody who forgot theirs. Emits `chosen` once, when the fields are right; they are wiped with it. */
#define HAVEN_TYPE_WAY_IN_DIALOG (haven_way_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HavenWayInDialog, haven_way_in_dialog, HAVEN, WAY_IN_DIALOG, AdwDialog)

AdwDialog *haven_way_in_dialog_new (const char *name);
HavenWayIn *haven_way_in_dialog_get_way_in (HavenWayInDialog *self);
void haven_way_in_dialog_set (HavenWayInDialog *self);

G_END_DECLS
