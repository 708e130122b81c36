/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-focus-path.h"
#include "ui-test.h"

static GtkWidget *
fill (GtkBox *box, guint n)
{
  GtkWidget *child, *last = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_box_append (GTK_BOX (row), gtk_label_new ("A record"));
      last = gtk_button_new_with_label ("Change");
      gtk_box_append (GTK_BOX (row), last);
      gtk_box_append (box, row);
    }
  return last;
}

static GtkWidget *
get_button (GtkWidget *box, guint n)
{
  GtkWidget *row = gtk_widget_get_first_child (box);

  while (n-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return gtk_widget_get_last_child (row);
}

/* @kept: how many rows there are afterwards; @wanted: which of them has the focus that the second one had of three. */
static void
try (guint kept, guint wanted)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *around = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = gtk_window_new (), *elsewhere = gtk_button_new_with_label ("Back");
  HavenFocusPath *path;

  gtk_box_append (GTK_BOX (around), elsewhere);
  gtk_box_append (GTK_BOX (around), box);
  gtk_window_set_child (GTK_WINDOW (window), around);
  fill (GTK_BOX (box), 3);
  gtk_window_present (GTK_WINDOW (window));
  ui_test_settle ();
  gtk_widget_grab_focus (elsewhere);
  g_assert_null (haven_focus_path_note (box));
  gtk_widget_grab_focus (get_button (box, 1));
  path = haven_focus_path_note (box);
  g_assert_nonnull (path);
  fill (GTK_BOX (box), kept);
  haven_focus_path_restore (path, box);
  ui_test_settle ();
  if (kept > 0)
    g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == get_button (box, wanted));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_same_place (void)
{
  try (3, 1);
  try (4, 1);
}

static void
test_nearest (void)
{
  try (1, 0);
  try (0, 0);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/focus-path/what-is-made-anew-has-the-focus-in-the-same-place", test_same_place);
  g_test_add_func ("/ui/focus-path/where-it-is-gone-the-nearest-has-it", test_nearest);
  return g_test_run ();
}
