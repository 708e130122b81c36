/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-outreach-service.h"
#include "haven-task-list.h"

G_BEGIN_DECLS

gboolean haven_outreach_tasks_concern (HavenSession *session);
const HavenTaskKind *haven_outreach_tasks_get_kind (void);
char *haven_outreach_dup_missed (const HavenOutreachItem *item);

G_END_DECLS
