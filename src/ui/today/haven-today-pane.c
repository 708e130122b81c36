/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-today-pane.h"

#include <glib/gi18n.h>

struct _HavenTodayPane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (HavenTodayPane, haven_today_pane, ADW_TYPE_BIN)

static void
haven_today_pane_dispose (GObject *object)
{
  HavenTodayPane *self = HAVEN_TODAY_PANE (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_today_pane_parent_class)->dispose (object);
}

static void
haven_today_pane_class_init (HavenTodayPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_today_pane_dispose;
}

static void
haven_today_pane_init (HavenTodayPane *self)
{
}

GtkWidget *
haven_today_pane_new (HavenWorkspace *workspace)
{
  HavenTodayPane *self = g_object_new (HAVEN_TYPE_TODAY_PANE, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
