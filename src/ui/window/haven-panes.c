/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-panes.h"

#include "haven-administration-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#define PANE_ACTION "win.pane::"
#define TRANSLATION_ACTION "translation."

/* In the order of the sidebar, and of Alt+1 … Alt+6: a key keeps its pane, also for those who have fewer. */
static const HavenPane panes[] = {
  { "today", N_ ("Today"), "haven-today-symbolic", { "appointment", HAVEN_ACTION_LIST }, NULL },
  { "people", N_ ("People"), "haven-person-symbolic", { "patient", HAVEN_ACTION_SEARCH }, NULL },
  { "matters", N_ ("Matters"), "haven-matter-symbolic", { "matter", HAVEN_ACTION_LIST }, NULL },
  { "appointments", N_ ("Appointments"), "haven-visit-symbolic", { "appointment", HAVEN_ACTION_LIST }, NULL },
  { "directory", N_ ("Directory"), "haven-directory-symbolic", { "service", HAVEN_ACTION_SEARCH }, NULL },
  { "translations", N_ ("Translations"), "haven-translation-symbolic", { "translated_text", HAVEN_ACTION_SEARCH }, NULL },
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

/**
 * haven_panes_allow_action:
 * @session: (nullable): nobody is signed in
 * @action: (nullable): a detailed action, as the table of keys names it
 *
 * Whether it leads to what is theirs, so that the palette and the list of keys name nothing else.
 */
gboolean
haven_panes_allow_action (HavenSession *session, const char *action)
{
  if (session == NULL || action == NULL)
    return TRUE;
  if (g_str_has_prefix (action, PANE_ACTION))
    return haven_pane_is_for (haven_panes_find (action + strlen (PANE_ACTION)), session);
  if (g_str_has_prefix (action, TRANSLATION_ACTION))
    return haven_pane_is_for (haven_panes_find ("translations"), session);
  if (strcmp (action, "win.find-trip") == 0)
    return haven_session_may (session, "appointment", HAVEN_ACTION_CREATE);
  if (strcmp (action, "win.add-person") == 0)
    return haven_session_may (session, "patient", HAVEN_ACTION_CREATE);
  return TRUE;
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
