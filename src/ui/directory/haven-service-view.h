/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** One service: for whom, how, when, where. Of a confidential place only the gate and the meeting point. */
#define HAVEN_TYPE_SERVICE_VIEW (haven_service_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenServiceView, haven_service_view, HAVEN, SERVICE_VIEW, AdwNavigationPage)

GtkWidget *haven_service_view_new (HavenWorkspace *workspace, const char *service_id);
const char *haven_service_view_get_service_id (HavenServiceView *self);

G_END_DECLS
