/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-people-pane.h"

#include "haven-page-place.h"
#include "haven-people-list.h"
#include "haven-person-add-dialog.h"
#include "haven-person-view.h"

struct _HavenPeoplePane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;

  /* borrowed */
  AdwNavigationView *view;
  HavenPeopleList *list;
};

G_DEFINE_FINAL_TYPE (HavenPeoplePane, haven_people_pane, ADW_TYPE_BIN)

static void
open_added_cb (HavenPeoplePane *self, const char *patient_id)
{
  haven_people_pane_open (self, patient_id);
}

static void
add_asked_cb (HavenPeoplePane *self)
{
  haven_people_pane_add_person (self);
}

/* Somebody was being added. */
static gboolean
resume_adding (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  if (!gtk_widget_get_mapped (owner))
    return FALSE;
  haven_people_pane_add_person (owner);
  return TRUE;
}

static void
haven_people_pane_dispose (GObject *object)
{
  HavenPeoplePane *self = HAVEN_PEOPLE_PANE (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_people_pane_parent_class)->dispose (object);
}

static void
haven_people_pane_class_init (HavenPeoplePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_people_pane_dispose;
}

static void
haven_people_pane_init (HavenPeoplePane *self)
{
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

GtkWidget *
haven_people_pane_new (HavenWorkspace *workspace)
{
  HavenPeoplePane *self = g_object_new (HAVEN_TYPE_PEOPLE_PANE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->list = HAVEN_PEOPLE_LIST (haven_people_list_new (workspace));
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (haven_people_pane_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "add-asked", G_CALLBACK (add_asked_cb), self, G_CONNECT_SWAPPED);
  haven_page_set_place (GTK_WIDGET (self->list), workspace, HAVEN_DESTINATION_PEOPLE, NULL);
  adw_navigation_view_add (self->view, ADW_NAVIGATION_PAGE (self->list));
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_PERSON, resume_adding, self);
  return GTK_WIDGET (self);
}

static gboolean
shows_person (HavenPeoplePane *self, const char *patient_id)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  return HAVEN_IS_PERSON_VIEW (page) &&
         g_strcmp0 (haven_person_view_get_patient_id (HAVEN_PERSON_VIEW (page)), patient_id) == 0;
}

/** Shows a person’s page; %NULL shows the list. */
void
haven_people_pane_open (HavenPeoplePane *self, const char *patient_id)
{
  g_return_if_fail (HAVEN_IS_PEOPLE_PANE (self));

  if (patient_id != NULL && shows_person (self, patient_id))
    return;
  adw_navigation_view_pop_to_page (self->view, ADW_NAVIGATION_PAGE (self->list));
  if (patient_id != NULL)
    adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (haven_person_view_new (self->workspace, patient_id)));
}

/** Opens the dialog that adds a person. */
void
haven_people_pane_add_person (HavenPeoplePane *self)
{
  g_autofree char *name = NULL;
  AdwDialog *dialog;

  g_return_if_fail (HAVEN_IS_PEOPLE_PANE (self));

  name = haven_people_list_dup_search (self->list);
  dialog = haven_person_add_dialog_new (self->workspace, name);
  g_signal_connect_object (dialog, "added", G_CALLBACK (open_added_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/** Puts the cursor into the search: of the timeline where a person is open, of the list otherwise. */
void
haven_people_pane_find (HavenPeoplePane *self)
{
  AdwNavigationPage *page;

  g_return_if_fail (HAVEN_IS_PEOPLE_PANE (self));

  page = adw_navigation_view_get_visible_page (self->view);
  if (HAVEN_IS_PERSON_VIEW (page))
    haven_person_view_find (HAVEN_PERSON_VIEW (page));
  else
    haven_people_list_find (self->list);
}
