/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-panes.h"

#include "haven-administration-pane.h"

#include <glib/gi18n.h>

/* In the order of the sidebar, and of Alt+1 … Alt+5: a key keeps its pane, also for those who have fewer. */
static const HavenPane panes[] = {
  { "today", N_ ("Today"), "haven-today-symbolic", { "appointment", HAVEN_ACTION_LIST }, NULL },
  { "people", N_ ("People"), "haven-person-symbolic", { "patient", HAVEN_ACTION_SEARCH }, NULL },
  { "matters", N_ ("Matters"), "haven-matter-symbolic", { "matter", HAVEN_ACTION_LIST }, NULL },
  { "appointments", N_ ("Appointments"), "haven-visit-symbolic", { "appointment", HAVEN_ACTION_LIST }, NULL },
  { "directory", N_ ("Directory"), "haven-directory-symbolic", { "service", HAVEN_ACTION_SEARCH }, NULL },
  { "administration", N_ ("Administration"), "haven-administration-symbolic", { NULL, 0 }, haven_administration_pane_is_for },
};

const HavenPane *
haven_panes_get (guint *n_panes)
{
  *n_panes = G_N_ELEMENTS (panes);
  return panes;
}

/** Returns: (nullable) */
const HavenPane *
haven_panes_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    if (g_strcmp0 (panes[i].name, name) == 0)
      return &panes[i];
  return NULL;
}

gboolean
haven_pane_is_for (const HavenPane *self, HavenSession *session)
{
  return self->is_for ? self->is_for (session) : haven_permit_grants (session, &self->need);
}

/** Returns: (nullable): what somebody begins with; %NULL: there is nothing for them here */
const HavenPane *
haven_panes_find_first (HavenSession *session)
{
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    if (haven_pane_is_for (&panes[i], session))
      return &panes[i];
  return NULL;
}
