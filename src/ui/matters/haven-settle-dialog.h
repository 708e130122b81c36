/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

void haven_settle_deadline (HavenWorkspace *workspace, const char *deadline_id, const char *status, const char *reason);
AdwDialog *haven_settle_dialog_new (HavenWorkspace *workspace, const HavenDeadline *deadline, const char *status);

G_END_DECLS
