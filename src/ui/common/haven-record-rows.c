/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-record-rows.h"

typedef struct
{
  const HavenRecordRows *rows;
  HavenClock *clock;
} Shown;

static void
shown_free (gpointer data, GClosure *closure)
{
  Shown *self = data;

  g_clear_object (&self->clock);
  g_free (self);
}

static void
show_item (GtkListItem *item, const Shown *shown)
{
  g_autofree char *name = shown->rows->show (gtk_list_item_get_child (item),
                                             gtk_list_item_get_item (item),
                                             haven_clock_today (shown->clock));

  gtk_list_item_set_accessible_label (item, name);
}

static void
texts_changed_cb (GtkListItem *item)
{
  show_item (item, g_object_get_data (G_OBJECT (item), "shown"));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GtkWidget *list)
{
  const HavenRecordRows *rows = g_object_get_data (G_OBJECT (factory), "rows");

  gtk_list_item_set_child (item, rows->make (list));
}

/* An item is bound only as long as its factory lives, and what is shown lives as long as that. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shown *shown)
{
  g_object_set_data (G_OBJECT (item), "shown", shown);
  g_signal_connect_swapped (gtk_list_item_get_item (item), "texts-changed", G_CALLBACK (texts_changed_cb), item);
  show_item (item, shown);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

/**
 * haven_record_rows_new_factory:
 * @rows: (transfer none): static
 * @list: (transfer none): whose rows they are; it may go before the factory does
 *
 * Rows over a HavenQueryModel, each shown anew when its texts change.
 *
 * Returns: (transfer full)
 */
GtkListItemFactory *
haven_record_rows_new_factory (const HavenRecordRows *rows, HavenClock *clock, GtkWidget *list)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Shown *shown = g_new0 (Shown, 1);

  shown->rows = rows;
  shown->clock = g_object_ref (clock);
  g_object_set_data (G_OBJECT (factory), "rows", (gpointer) rows);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), list, 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), shown, shown_free, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
