/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matters-pane.h"

#include "haven-matter-dialog.h"
#include "haven-matter-view.h"
#include "haven-matters-list.h"
#include "haven-page-place.h"
#include "haven-past-looks-page.h"
#include "haven-radar-page.h"

#include <glib/gi18n.h>

struct _HavenMattersPane
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  AdwNavigationView *navigation;

  /* owned */
  HavenWorkspace *workspace;
  char *awaited_id; /* of a matter that is being opened: shown when it is there */

  /* borrowed */
  HavenMattersList *list;
};

G_DEFINE_FINAL_TYPE (HavenMattersPane, haven_matters_pane, ADW_TYPE_BIN)

static void
store_changed_cb (HavenMattersPane *self, HavenChanges *changes)
{
  g_autofree char *id = NULL;

  if (self->awaited_id == NULL || !haven_changes_touch_id (changes, self->awaited_id))
    return;
  id = g_steal_pointer (&self->awaited_id);
  haven_matters_pane_open (self, id);
}

static void
matter_opened_cb (HavenMattersPane *self, const char *matter_id)
{
  g_set_str (&self->awaited_id, matter_id);
}

static void
show_radar (HavenMattersPane *self)
{
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (haven_radar_page_new (self->workspace)));
}

static void
show_looks (HavenMattersPane *self)
{
  adw_navigation_view_push (self->navigation, haven_past_looks_page_new (self->workspace, NULL));
}

/* Somebody was opening a matter when the window was locked. */
static gboolean
resume_opening (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  if (!gtk_widget_get_mapped (owner))
    return FALSE;
  haven_matters_pane_add_matter (owner);
  return TRUE;
}

static void
haven_matters_pane_dispose (GObject *object)
{
  HavenMattersPane *self = HAVEN_MATTERS_PANE (object);

  self->list = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->awaited_id, g_free);
  G_OBJECT_CLASS (haven_matters_pane_parent_class)->dispose (object);
}

static void
haven_matters_pane_class_init (HavenMattersPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_matters_pane_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-matters-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenMattersPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenMattersPane, navigation);
}

static void
haven_matters_pane_init (HavenMattersPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_list (HavenMattersPane *self)
{
  self->list = haven_matters_list_new (self->workspace);
  g_signal_connect_object (self->list,
                           "matter-activated",
                           G_CALLBACK (haven_matters_pane_open),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "matter-wanted", G_CALLBACK (haven_matters_pane_add_matter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "radar-wanted", G_CALLBACK (show_radar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "looks-wanted", G_CALLBACK (show_looks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (haven_session_get_store (haven_workspace_get_session (self->workspace)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->list));
  haven_page_set_place (GTK_WIDGET (self->list), self->workspace, HAVEN_DESTINATION_MATTERS, NULL);
  haven_workspace_offer_editor (self->workspace, HAVEN_EDITOR_MATTER, resume_opening, self);
  gtk_stack_set_visible_child_name (self->stack, "matters");
}

GtkWidget *
haven_matters_pane_new (HavenWorkspace *workspace)
{
  HavenMattersPane *self = g_object_new (HAVEN_TYPE_MATTERS_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  /* Where the partition is not open, not even its emptiness is told. */
  if (haven_session_has_partition (haven_workspace_get_session (workspace), HAVEN_PARTITION_LEGAL))
    show_list (self);
  return GTK_WIDGET (self);
}

/** Shows a matter’s page; %NULL shows the list. */
void
haven_matters_pane_open (HavenMattersPane *self, const char *matter_id)
{
  AdwNavigationPage *visible;

  g_return_if_fail (HAVEN_IS_MATTERS_PANE (self));

  if (self->list == NULL)
    return;
  visible = adw_navigation_view_get_visible_page (self->navigation);
  if (matter_id != NULL && HAVEN_IS_MATTER_VIEW (visible) &&
      g_strcmp0 (haven_matter_view_get_matter_id (HAVEN_MATTER_VIEW (visible)), matter_id) == 0)
    return;
  adw_navigation_view_pop_to_page (self->navigation, ADW_NAVIGATION_PAGE (self->list));
  if (matter_id != NULL)
    adw_navigation_view_push (self->navigation,
                              ADW_NAVIGATION_PAGE (haven_matter_view_new (self->workspace, matter_id)));
}

/** Asks for whom to open a matter. */
void
haven_matters_pane_add_matter (HavenMattersPane *self)
{
  AdwDialog *dialog;

  g_return_if_fail (HAVEN_IS_MATTERS_PANE (self));

  if (self->list == NULL)
    return;
  dialog = haven_matter_dialog_new (self->workspace);
  g_signal_connect_object (dialog, "opened", G_CALLBACK (matter_opened_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/** Goes to the search for a person’s matters. */
void
haven_matters_pane_find (HavenMattersPane *self)
{
  g_return_if_fail (HAVEN_IS_MATTERS_PANE (self));

  if (self->list == NULL)
    return;
  haven_matters_pane_open (self, NULL);
  haven_matters_list_focus_search (self->list);
}
