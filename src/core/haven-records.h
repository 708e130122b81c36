/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

const HavenRecordInfo *const *haven_records_get_all (guint *n_records);
const HavenRecordInfo *haven_records_lookup (HavenPartition partition, const char *name);

G_END_DECLS
