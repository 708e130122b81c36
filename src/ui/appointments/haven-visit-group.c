/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-visit-group.h"

#include "haven-fact-row.h"
#include "haven-group-places.h"

#include <glib/gi18n.h>

static gpointer
load_places (HavenSession *session, gpointer visit, GCancellable *cancellable, GError **error)
{
  return haven_group_places_load (session, visit, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer row)
{
  g_autoptr (GError) error = NULL;
  g_autofree HavenGroupPlaces *group = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || group == NULL || group->places == 0)
    return;
  words = g_strdup_printf (ngettext ("%d of %d place is taken", "%d of %d places are taken", (gulong) group->places),
                           group->taken,
                           group->places);
  haven_fact_row_show (row, words);
}

/** Says in @row, of a dialog that cancels before it goes, how full the group is; it stays hidden where nobody counts. */
void
haven_visit_group_show (AdwActionRow *row, HavenWorkspace *workspace, HavenVisit *visit, GCancellable *cancellable)
{
  haven_fact_row_show (row, NULL);
  if (g_strcmp0 (haven_visit_get_appointment (visit)->kind, "group") == 0)
    haven_session_work_async (haven_workspace_get_session (workspace),
                              load_places,
                              g_object_ref (visit),
                              g_object_unref,
                              g_free,
                              cancellable,
                              loaded_cb,
                              row);
}
