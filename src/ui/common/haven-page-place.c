/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-page-place.h"

typedef struct
{
  HavenWorkspace *workspace;
  HavenPlace *place;
} PagePlace;

static void
free_page_place (gpointer data)
{
  PagePlace *self = data;

  g_object_unref (self->workspace);
  haven_place_free (self->place);
  g_free (self);
}

static void
mapped_cb (GtkWidget *page)
{
  const PagePlace *self = g_object_get_data (G_OBJECT (page), "haven-place");

  haven_workspace_note_place (self->workspace, self->place->destination, self->place->id, self->place->detail);
}

/** Whoever sees @page is there: the workspace is told each time it comes into view, and now where it is in view. */
void
haven_page_set_place (GtkWidget *page, HavenWorkspace *workspace, HavenDestination destination, const char *id)
{
  PagePlace *self = g_new0 (PagePlace, 1);

  g_return_if_fail (GTK_IS_WIDGET (page) && HAVEN_IS_WORKSPACE (workspace));

  self->workspace = g_object_ref (workspace);
  self->place = haven_place_new (destination, id, NULL);
  if (g_object_get_data (G_OBJECT (page), "haven-place") == NULL)
    g_signal_connect (page, "map", G_CALLBACK (mapped_cb), NULL);
  g_object_set_data_full (G_OBJECT (page), "haven-place", self, free_page_place);
  if (gtk_widget_get_mapped (page))
    mapped_cb (page);
}
