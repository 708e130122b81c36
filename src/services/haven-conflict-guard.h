/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflict.h"
#include "haven-edit.h"
#include "haven-legal.h"

G_BEGIN_DECLS

/* Whatever stands on a look for conflicts looks once more inside its transaction. */
void haven_conflict_guard_add (HavenEdit *edit, GPtrArray *parties, gboolean with_person, const HavenConflictCheck *check);

G_END_DECLS
