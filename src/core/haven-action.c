/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-action.h"

#include <string.h>

static const char *const names[] = {
  "view",     "list",   "search", "create", "update", "delete", "sign",    "print", "export",
  "import",   "undo",   "sign-in", "sign-out", "lock", "failed", "deny",   "break-glass",
  "review",   "disclose", "grant", "revoke", "backup", "restore", "rekey", "check",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == HAVEN_N_ACTIONS);

const char *
haven_action_get_name (HavenAction action)
{
  g_return_val_if_fail (action < HAVEN_N_ACTIONS, NULL);
  return names[action];
}

gboolean
haven_action_parse (const char *name, HavenAction *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *action = (HavenAction) i;
        return TRUE;
      }
  return FALSE;
}
