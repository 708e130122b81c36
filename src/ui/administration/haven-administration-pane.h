/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenAdministrationPane:
 *
 * Staff, log, reviews, backups and the vault itself: of each what the signed-in person may do.
 */
#define HAVEN_TYPE_ADMINISTRATION_PANE (haven_administration_pane_get_type ())
G_DECLARE_FINAL_TYPE (HavenAdministrationPane, haven_administration_pane, HAVEN, ADMINISTRATION_PANE, AdwBin)

GtkWidget *haven_administration_pane_new (HavenWorkspace *workspace);
gboolean haven_administration_pane_is_for (HavenSession *session);
void haven_administration_pane_open (HavenAdministrationPane *self, const char *page);
void haven_administration_pane_open_form (HavenAdministrationPane *self, const char *form_code);
void haven_administration_pane_open_member (HavenAdministrationPane *self, const char *staff_id);
GtkWidget *haven_administration_pane_get_page (HavenAdministrationPane *self, const char *page);

G_END_DECLS
