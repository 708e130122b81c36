/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-people-pane.h"

#include <glib/gi18n.h>

struct _HavenPeoplePane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenPeoplePane, haven_people_pane, ADW_TYPE_BIN)

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
}

GtkWidget *
haven_people_pane_new (HavenWorkspace *workspace)
{
  HavenPeoplePane *self = g_object_new (HAVEN_TYPE_PEOPLE_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

/** Shows a person’s page; %NULL shows the list. */
void
haven_people_pane_open (HavenPeoplePane *self, const char *patient_id)
{
  g_return_if_fail (HAVEN_IS_PEOPLE_PANE (self));
}

/** Opens the dialog that adds a person. */
void
haven_people_pane_add_person (HavenPeoplePane *self)
{
  g_return_if_fail (HAVEN_IS_PEOPLE_PANE (self));
}

/** Puts the cursor into the search. */
void
haven_people_pane_find (HavenPeoplePane *self)
{
  g_return_if_fail (HAVEN_IS_PEOPLE_PANE (self));
}
