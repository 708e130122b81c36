/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-permit.h"

G_BEGIN_DECLS

/** One pane of the window, and what makes it worth having: sidebar, palette and keys all ask this table. */
typedef struct
{
  const char *name;
  const char *title; /* a message for gettext() */
  const char *icon;
  HavenNeed need; /* no record: @is_for decides */
  gboolean (*is_for) (HavenSession *session);
} HavenPane;

const HavenPane *haven_panes_get (guint *n_panes);
const HavenPane *haven_panes_find (const char *name);
gboolean haven_pane_is_for (const HavenPane *self, HavenSession *session);
gboolean haven_panes_allow_action (HavenSession *session, const char *action);
const HavenPane *haven_panes_find_first (HavenSession *session);

G_END_DECLS
