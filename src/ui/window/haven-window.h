/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-lock-keeper.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define HAVEN_TYPE_WINDOW (haven_window_get_type ())
G_DECLARE_FINAL_TYPE (HavenWindow, haven_window, HAVEN, WINDOW, AdwApplicationWindow)

GtkWindow *haven_window_new (GtkApplication *application);
void haven_window_open_session (HavenWindow *self, HavenSession *session);
void haven_window_open_vault (HavenWindow *self, const char *folder);
void haven_window_open_last (HavenWindow *self);
void haven_window_open_demo (HavenWindow *self);
void haven_window_set_first_pane (HavenWindow *self, const char *name);
void haven_window_set_lock_after (HavenWindow *self, guint seconds);
void haven_window_show_pane (HavenWindow *self, const char *name);

HavenLockKeeper *haven_window_get_lock_keeper (HavenWindow *self);
HavenWorkspace *haven_window_get_workspace (HavenWindow *self);
const char *haven_window_get_front (HavenWindow *self);

G_END_DECLS
