/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-administration-pane.h"

#include "haven-backup-page.h"
#include "haven-bookables-page.h"
#include "haven-form-page.h"
#include "haven-forms-page.h"
#include "haven-log-page.h"
#include "haven-member-page.h"
#include "haven-official-form-page.h"
#include "haven-official-forms-page.h"
#include "haven-review-page.h"
#include "haven-staff-page.h"
#include "haven-vault-page.h"

#include <glib/gi18n.h>

struct _HavenAdministrationPane
{
  AdwBin parent_instance;

  /* template */
  AdwNavigationView *view;
  AdwNavigationPage *root;
  AdwViewStack *tabs; /* hidden: what the switchers switch */
  GtkStack *pages;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenAdministrationPane, haven_administration_pane, ADW_TYPE_BIN)

/* In this order. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  gboolean (*is_for) (HavenSession *session);
  GtkWidget *(*create) (HavenWorkspace *workspace);
} pages[] = {
  { "staff", N_ ("Staff"), "system-users-symbolic", haven_staff_page_is_for, haven_staff_page_new },
  { "bookables", N_ ("Booking"), "haven-visit-symbolic", haven_bookables_page_is_for, haven_bookables_page_new },
  { "forms", N_ ("Forms"), "haven-document-symbolic", haven_forms_page_is_for, haven_forms_page_new },
  /* Translators: forms that agencies give out, on a narrow tab beside the clinic's own */
  { "official-forms", N_ ("Official"), "haven-official-symbolic", haven_official_forms_page_is_for,
    haven_official_forms_page_new },
  { "log", N_ ("Log"), "view-reveal-symbolic", haven_log_page_is_for, haven_log_page_new },
  { "reviews", N_ ("Reviews"), "object-select-symbolic", haven_review_page_is_for, haven_review_page_new },
  { "backups", N_ ("Backups"), "drive-harddisk-symbolic", haven_backup_page_is_for, haven_backup_page_new },
  { "vault", N_ ("Vault"), "system-lock-screen-symbolic", haven_backup_page_is_for, haven_vault_page_new },
};

static void
member_chosen_cb (HavenAdministrationPane *self, const char *staff_id)
{
  haven_administration_pane_open_member (self, staff_id);
}

static void
form_chosen_cb (HavenAdministrationPane *self, const char *form_code)
{
  haven_administration_pane_open_form (self, form_code);
}

static void
official_form_chosen_cb (HavenAdministrationPane *self, const char *form_id)
{
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (haven_official_form_page_new (self->workspace, form_id)));
}

/* A view stack tells a screen reader of the page that is seen twice, once for the page that was seen before it. So it
 * holds nothing, and a plain stack shows what it chooses. */
static void
tab_chosen_cb (HavenAdministrationPane *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->tabs);

  if (name == NULL || gtk_stack_get_child_by_name (self->pages, name) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, name);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->pages)))
    haven_workspace_note_place (self->workspace, HAVEN_DESTINATION_ADMINISTRATION, NULL, name);
}

static void
root_mapped_cb (HavenAdministrationPane *self)
{
  haven_workspace_note_place (self->workspace,
                              HAVEN_DESTINATION_ADMINISTRATION,
                              NULL,
                              adw_view_stack_get_visible_child_name (self->tabs));
}

static void
add_pages (HavenAdministrationPane *self)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].is_for (session))
      {
        GtkWidget *page = pages[i].create (self->workspace);

        if (HAVEN_IS_STAFF_PAGE (page))
          g_signal_connect_object (page, "chosen", G_CALLBACK (member_chosen_cb), self, G_CONNECT_SWAPPED);
        else if (HAVEN_IS_FORMS_PAGE (page))
          g_signal_connect_object (page, "chosen", G_CALLBACK (form_chosen_cb), self, G_CONNECT_SWAPPED);
        else if (HAVEN_IS_OFFICIAL_FORMS_PAGE (page))
          g_signal_connect_object (page, "chosen", G_CALLBACK (official_form_chosen_cb), self, G_CONNECT_SWAPPED);
        gtk_stack_add_named (self->pages, page, pages[i].name);
        adw_view_stack_add_titled_with_icon (self->tabs, adw_bin_new (), pages[i].name, _ (pages[i].title), pages[i].icon);
      }
}

static void
haven_administration_pane_dispose (GObject *object)
{
  HavenAdministrationPane *self = HAVEN_ADMINISTRATION_PANE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_ADMINISTRATION_PANE);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_administration_pane_parent_class)->dispose (object);
}

static void
haven_administration_pane_class_init (HavenAdministrationPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_administration_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-administration-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenAdministrationPane, view);
  gtk_widget_class_bind_template_child (widget_class, HavenAdministrationPane, root);
  gtk_widget_class_bind_template_child (widget_class, HavenAdministrationPane, tabs);
  gtk_widget_class_bind_template_child (widget_class, HavenAdministrationPane, pages);
  gtk_widget_class_bind_template_callback (widget_class, tab_chosen_cb);
}

static void
haven_administration_pane_init (HavenAdministrationPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
haven_administration_pane_new (HavenWorkspace *workspace)
{
  HavenAdministrationPane *self = g_object_new (HAVEN_TYPE_ADMINISTRATION_PANE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (self->root, "map", G_CALLBACK (root_mapped_cb), self, G_CONNECT_SWAPPED);
  add_pages (self);
  return GTK_WIDGET (self);
}

/** Whether there is anything in it for somebody: the sidebar has no row for it otherwise. */
gboolean
haven_administration_pane_is_for (HavenSession *session)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].is_for (session))
      return TRUE;
  return FALSE;
}

/* Only where the page of the staff is, and offers it. */
static void
add_member (HavenAdministrationPane *self)
{
  GtkWidget *staff = gtk_stack_get_child_by_name (self->pages, "staff");

  if (staff == NULL || !haven_staff_page_may_add (haven_workspace_get_session (self->workspace)))
    return;
  adw_view_stack_set_visible_child_name (self->tabs, "staff");
  haven_staff_page_add (HAVEN_STAFF_PAGE (staff));
}

/** @page: (nullable): staff, add-member, bookables, forms, official-forms, log, reviews, backups or vault; one that is not there for somebody
    is not opened */
void
haven_administration_pane_open (HavenAdministrationPane *self, const char *page)
{
  g_return_if_fail (HAVEN_IS_ADMINISTRATION_PANE (self));

  adw_navigation_view_pop_to_page (self->view, self->root);
  if (g_strcmp0 (page, "add-member") == 0)
    add_member (self);
  else if (page != NULL && adw_view_stack_get_child_by_name (self->tabs, page) != NULL)
    adw_view_stack_set_visible_child_name (self->tabs, page);
}

void
haven_administration_pane_open_member (HavenAdministrationPane *self, const char *staff_id)
{
  g_return_if_fail (HAVEN_IS_ADMINISTRATION_PANE (self) && staff_id != NULL);
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (haven_member_page_new (self->workspace, staff_id)));
}

void
haven_administration_pane_open_form (HavenAdministrationPane *self, const char *form_code)
{
  g_return_if_fail (HAVEN_IS_ADMINISTRATION_PANE (self) && form_code != NULL);
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (haven_form_page_new (self->workspace, form_code)));
}

/** Returns: (nullable): the page, or the member's or the form's page that is open where @page is %NULL */
GtkWidget *
haven_administration_pane_get_page (HavenAdministrationPane *self, const char *page)
{
  g_return_val_if_fail (HAVEN_IS_ADMINISTRATION_PANE (self), NULL);

  return page ? gtk_stack_get_child_by_name (self->pages, page)
              : GTK_WIDGET (adw_navigation_view_get_visible_page (self->view));
}
