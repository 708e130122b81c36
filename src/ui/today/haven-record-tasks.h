/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What the care team is asked for of somebody's record, for those who answer; nothing for all others. */
#define HAVEN_TYPE_RECORD_TASKS (haven_record_tasks_get_type ())
G_DECLARE_FINAL_TYPE (HavenRecordTasks, haven_record_tasks, HAVEN, RECORD_TASKS, AdwBin)

void haven_record_tasks_set_workspace (HavenRecordTasks *self, HavenWorkspace *workspace);
gboolean haven_record_tasks_concern (HavenSession *session);

G_END_DECLS
