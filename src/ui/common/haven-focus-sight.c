/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-focus-sight.h"

#define PAGE "haven-focus-sight-page"   /* on the scroller: how much it showed */
#define TICK "haven-focus-sight-tick"

/* What is brought into sight is the row, with its words, where the focus is in one. */
static gboolean
show_focus_cb (GtkWidget *scroller, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (scroller)), *row;

  g_object_set_data (G_OBJECT (scroller), TICK, NULL);
  if (focus == NULL || !GTK_IS_VIEWPORT (viewport) || !gtk_widget_is_ancestor (focus, viewport))
    return G_SOURCE_REMOVE;
  row = gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
  gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row ? row : focus, NULL);
  return G_SOURCE_REMOVE;
}

/* Not within the allocation that shrinks it, but with the next frame. */
static void
page_changed_cb (GtkScrolledWindow *scroller, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  const int page = (int) gtk_adjustment_get_page_size (adjustment);
  const int before = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (scroller), PAGE));

  g_object_set_data (G_OBJECT (scroller), PAGE, GINT_TO_POINTER (page));
  if (page >= before || g_object_get_data (G_OBJECT (scroller), TICK) != NULL)
    return;
  g_object_set_data (G_OBJECT (scroller), TICK, scroller);
  gtk_widget_add_tick_callback (GTK_WIDGET (scroller), show_focus_cb, NULL, NULL);
}

/** Where something takes room from @scroller while somebody types in it, what has the focus comes into sight again. */
void
haven_focus_stay_in_sight (GtkScrolledWindow *scroller)
{
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller),
                           "notify::page-size",
                           G_CALLBACK (page_changed_cb),
                           scroller,
                           G_CONNECT_SWAPPED);
}
