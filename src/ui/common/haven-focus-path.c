/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-focus-path.h"

static GtkWidget *
get_focus_below (GtkWidget *above)
{
  GtkRoot *root = gtk_widget_get_root (above);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && focus != above && gtk_widget_is_ancestor (focus, above) ? focus : NULL;
}

static guint
get_position (GtkWidget *widget)
{
  guint position = 0;

  while ((widget = gtk_widget_get_prev_sibling (widget)) != NULL)
    position++;
  return position;
}

/** Returns: (transfer full) (nullable): which child of which child has the focus; %NULL: it stands elsewhere */
HavenFocusPath *
haven_focus_path_note (GtkWidget *above)
{
  GtkWidget *at = get_focus_below (above);
  GArray *path = at ? g_array_new (FALSE, FALSE, sizeof (guint)) : NULL;

  for (; at != NULL && at != above; at = gtk_widget_get_parent (at))
    {
      guint position = get_position (at);

      g_array_prepend_val (path, position);
    }
  return path;
}

/* Where there are fewer children than before, the last one. */
static GtkWidget *
find_child (GtkWidget *widget, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (guint i = 0; child != NULL && i < position && gtk_widget_get_next_sibling (child) != NULL; i++)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/**
 * haven_focus_path_restore:
 * @self: (transfer full) (nullable):
 *
 * The deepest widget on the way that takes the focus has it. Call it as soon as the children are there: with the next
 * frame the toolkit looks for a place by itself.
 */
void
haven_focus_path_restore (HavenFocusPath *self, GtkWidget *above)
{
  g_autoptr (GArray) path = self;
  GtkWidget *at = above;

  if (path == NULL || get_focus_below (above) != NULL)
    return;
  for (guint i = 0; i < path->len; i++)
    {
      GtkWidget *child = find_child (at, g_array_index (path, guint, i));

      if (child == NULL)
        break;
      at = child;
    }
  for (; at != NULL && at != above; at = gtk_widget_get_parent (at))
    if (gtk_widget_get_mapped (at) && (gtk_widget_grab_focus (at) || gtk_widget_child_focus (at, GTK_DIR_TAB_FORWARD)))
      return;
}
