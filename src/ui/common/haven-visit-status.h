/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-day-feed.h"
#include "haven-visit-words.h"
#include "haven-workspace.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

GMenuModel *haven_visit_status_build_menu (HavenAppointmentStatus status, const char *action);
gboolean haven_visit_status_may_arrive (HavenAppointmentStatus status);
void haven_visit_status_change (HavenWorkspace *workspace,
                                GtkWidget *parent,
                                HavenVisit *visit,
                                HavenAppointmentStatus status);
gboolean haven_visit_status_resume (HavenWorkspace *workspace,
                                    GtkWidget *page,
                                    HavenDayFeed *feed,
                                    const char *subject_id);

G_END_DECLS
