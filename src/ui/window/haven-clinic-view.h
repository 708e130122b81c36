/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HavenClinicView:
 *
 * The sidebar and the panes of one signed-in person. It lives as long as their session: a window that is locked has none.
 */
#define HAVEN_TYPE_CLINIC_VIEW (haven_clinic_view_get_type ())
G_DECLARE_FINAL_TYPE (HavenClinicView, haven_clinic_view, HAVEN, CLINIC_VIEW, AdwBin)

GtkWidget *haven_clinic_view_new (HavenWorkspace *workspace);
void haven_clinic_view_show_notice (HavenClinicView *self, const char *words);
void haven_clinic_view_show_pane (HavenClinicView *self, const char *name);
void haven_clinic_view_enter_pane (HavenClinicView *self);
void haven_clinic_view_show_my_day (HavenClinicView *self);
void haven_clinic_view_add (HavenClinicView *self);
void haven_clinic_view_find (HavenClinicView *self);
void haven_clinic_view_toggle_sidebar (HavenClinicView *self);
void haven_clinic_view_focus (HavenClinicView *self);
void haven_clinic_view_show_menu (HavenClinicView *self);

G_END_DECLS
