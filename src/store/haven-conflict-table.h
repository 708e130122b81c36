/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflict.h"
#include "haven-transaction.h"

G_BEGIN_DECLS

GPtrArray *haven_tables_find_conflicts (HavenTransaction *self,
                                        HavenConflictSearch *search,
                                        const char *patient_id,
                                        gboolean *behind_the_wall,
                                        GError **error);

G_END_DECLS
