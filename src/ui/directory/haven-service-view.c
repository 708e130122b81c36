/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-service-view.h"

#include "haven-permit.h"
#include "haven-page-place.h"
#include "haven-service-groups.h"

#include <glib/gi18n.h>

struct _HavenServiceView
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkStack *stack;
  AdwBin *holder;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *service_id;
};

G_DEFINE_FINAL_TYPE (HavenServiceView, haven_service_view, ADW_TYPE_NAVIGATION_PAGE)

static HavenSession *
get_session (HavenServiceView *self)
{
  return haven_workspace_get_session (self->workspace);
}

static void
show_page (HavenServiceView *self, const HavenServicePage *page)
{
  GtkWidget *groups = adw_preferences_page_new ();

  haven_service_groups_fill (ADW_PREFERENCES_PAGE (groups),
                             page,
                             haven_clock_today (haven_session_get_clock (get_session (self))));
  adw_bin_set_child (self->holder, groups);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), page->service->name ? page->service->name : _ ("Service"));
  gtk_stack_set_visible_child_name (self->stack, "service");
}

static gpointer
load (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_directory_load_page (session, data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenServicePage) page = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenServiceView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page != NULL)
    show_page (self, page);
  else
    {
      haven_permit_show_error (self->failure, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
start_loading (HavenServiceView *self)
{
  haven_session_work_async (get_session (self),
                            load,
                            g_strdup (self->service_id),
                            g_free,
                            (GDestroyNotify) haven_service_page_free,
                            self->cancellable,
                            loaded_cb,
                            self);
}

static void
store_changed_cb (HavenServiceView *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "service") || haven_changes_touch (changes, "location") ||
      haven_changes_touch (changes, "phone") || haven_changes_touch (changes, "schedule"))
    start_loading (self);
}

static void
retry_clicked_cb (HavenServiceView *self)
{
  start_loading (self);
}

static void
haven_service_view_dispose (GObject *object)
{
  HavenServiceView *self = HAVEN_SERVICE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_SERVICE_VIEW);
  G_OBJECT_CLASS (haven_service_view_parent_class)->dispose (object);
}

static void
haven_service_view_finalize (GObject *object)
{
  g_free (HAVEN_SERVICE_VIEW (object)->service_id);
  G_OBJECT_CLASS (haven_service_view_parent_class)->finalize (object);
}

static void
haven_service_view_class_init (HavenServiceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_service_view_dispose;
  object_class->finalize = haven_service_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-service-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenServiceView, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenServiceView, holder);
  gtk_widget_class_bind_template_child (widget_class, HavenServiceView, failure);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
haven_service_view_init (HavenServiceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
haven_service_view_new (HavenWorkspace *workspace, const char *service_id)
{
  HavenServiceView *self = g_object_new (HAVEN_TYPE_SERVICE_VIEW, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && service_id != NULL, GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->service_id = g_strdup (service_id);
  haven_page_set_place (GTK_WIDGET (self), workspace, HAVEN_DESTINATION_SERVICE, service_id);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  start_loading (self);
  return GTK_WIDGET (self);
}

const char *
haven_service_view_get_service_id (HavenServiceView *self)
{
  g_return_val_if_fail (HAVEN_IS_SERVICE_VIEW (self), NULL);
  return self->service_id;
}
