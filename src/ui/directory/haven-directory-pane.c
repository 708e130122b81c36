/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-pane.h"

#include <glib/gi18n.h>

struct _HavenDirectoryPane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenDirectoryPane, haven_directory_pane, ADW_TYPE_BIN)

static void
haven_directory_pane_dispose (GObject *object)
{
  HavenDirectoryPane *self = HAVEN_DIRECTORY_PANE (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_directory_pane_parent_class)->dispose (object);
}

static void
haven_directory_pane_class_init (HavenDirectoryPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_directory_pane_dispose;
}

static void
haven_directory_pane_init (HavenDirectoryPane *self)
{
}

GtkWidget *
haven_directory_pane_new (HavenWorkspace *workspace)
{
  HavenDirectoryPane *self = g_object_new (HAVEN_TYPE_DIRECTORY_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

/** Shows a service’s page; %NULL shows the list. */
void
haven_directory_pane_open (HavenDirectoryPane *self, const char *service_id)
{
  g_return_if_fail (HAVEN_IS_DIRECTORY_PANE (self));
}

/** Puts the cursor into the search. */
void
haven_directory_pane_find (HavenDirectoryPane *self)
{
  g_return_if_fail (HAVEN_IS_DIRECTORY_PANE (self));
}
