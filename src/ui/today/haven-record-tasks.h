/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-task-list.h"

G_BEGIN_DECLS

gboolean haven_record_tasks_concern (HavenSession *session);
const HavenTaskKind *haven_record_tasks_get_kind (void);

G_END_DECLS
