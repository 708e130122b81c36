/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"

G_BEGIN_DECLS

#define HAVEN_LEAVING_SECONDS 2 /* that drafts are waited for */

/* @done: whether every draft is in the vault, or the vault is closed */
typedef void (*HavenLeft) (gboolean done, gpointer data);

void haven_leaving_flush (HavenWorkspace *workspace, HavenLeft left, gpointer data);
void haven_leaving_close (HavenSession *session, HavenAction action, HavenLeft left, gpointer data);

G_END_DECLS
