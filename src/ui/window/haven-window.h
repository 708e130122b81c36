/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_WINDOW (haven_window_get_type ())
G_DECLARE_FINAL_TYPE (HavenWindow, haven_window, HAVEN, WINDOW, AdwApplicationWindow)

GtkWindow *haven_window_new (GtkApplication *application);
void haven_window_open_session (HavenWindow *self, HavenSession *session);
void haven_window_open_vault (HavenWindow *self, const char *folder);
void haven_window_open_demo (HavenWindow *self);
void haven_window_set_first_pane (HavenWindow *self, const char *name);
void haven_window_show_pane (HavenWindow *self, const char *name);

G_END_DECLS
