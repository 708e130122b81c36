/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-pane.h"

#include "haven-directory-list.h"
#include "haven-import-dialog.h"
#include "haven-service-view.h"

struct _HavenDirectoryPane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;

  /* borrowed */
  AdwNavigationView *view;
  HavenDirectoryList *list;
};

G_DEFINE_FINAL_TYPE (HavenDirectoryPane, haven_directory_pane, ADW_TYPE_BIN)

static void
import_asked_cb (HavenDirectoryPane *self)
{
  adw_dialog_present (haven_import_dialog_new (self->workspace), GTK_WIDGET (self));
}

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
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

GtkWidget *
haven_directory_pane_new (HavenWorkspace *workspace)
{
  HavenDirectoryPane *self = g_object_new (HAVEN_TYPE_DIRECTORY_PANE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->list = HAVEN_DIRECTORY_LIST (haven_directory_list_new (workspace));
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (haven_directory_pane_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "import-asked", G_CALLBACK (import_asked_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_add (self->view, ADW_NAVIGATION_PAGE (self->list));
  return GTK_WIDGET (self);
}

static gboolean
shows_service (HavenDirectoryPane *self, const char *service_id)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  return HAVEN_IS_SERVICE_VIEW (page) &&
         g_strcmp0 (haven_service_view_get_service_id (HAVEN_SERVICE_VIEW (page)), service_id) == 0;
}

/** Shows a service’s page; %NULL shows the list. */
void
haven_directory_pane_open (HavenDirectoryPane *self, const char *service_id)
{
  g_return_if_fail (HAVEN_IS_DIRECTORY_PANE (self));

  if (service_id != NULL && shows_service (self, service_id))
    return;
  adw_navigation_view_pop_to_page (self->view, ADW_NAVIGATION_PAGE (self->list));
  if (service_id != NULL)
    adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (haven_service_view_new (self->workspace, service_id)));
}

/** Puts the cursor into the search. */
void
haven_directory_pane_find (HavenDirectoryPane *self)
{
  g_return_if_fail (HAVEN_IS_DIRECTORY_PANE (self));

  adw_navigation_view_pop_to_page (self->view, ADW_NAVIGATION_PAGE (self->list));
  haven_directory_list_find (self->list);
}
