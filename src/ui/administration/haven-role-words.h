/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-record.h"

G_BEGIN_DECLS

const HavenChoice *haven_role_get_all (void);
const char *haven_role_get_label (const char *role);
const char *haven_role_get_description (const char *role);
char *haven_role_dup_labels (const char *const *roles);
const char *haven_part_get_label (HavenPartition partition);
const char *haven_part_get_helpers (HavenPartition partition);

G_END_DECLS
