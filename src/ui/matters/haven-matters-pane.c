/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matters-pane.h"

#include <glib/gi18n.h>

struct _HavenMattersPane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenMattersPane, haven_matters_pane, ADW_TYPE_BIN)

static void
haven_matters_pane_dispose (GObject *object)
{
  HavenMattersPane *self = HAVEN_MATTERS_PANE (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_matters_pane_parent_class)->dispose (object);
}

static void
haven_matters_pane_class_init (HavenMattersPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_matters_pane_dispose;
}

static void
haven_matters_pane_init (HavenMattersPane *self)
{
}

GtkWidget *
haven_matters_pane_new (HavenWorkspace *workspace)
{
  HavenMattersPane *self = g_object_new (HAVEN_TYPE_MATTERS_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

/** Shows a matter’s page; %NULL shows the list. */
void
haven_matters_pane_open (HavenMattersPane *self, const char *matter_id)
{
  g_return_if_fail (HAVEN_IS_MATTERS_PANE (self));
}
