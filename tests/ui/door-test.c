/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "door-test.h"

#include "clinic-test.h"
#include "ui-test.h"

/* The nth entry that can be seen, in the order of the screen. */
static GtkWidget *
find_entry (GtkWidget *root, guint *n)
{
  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (ADW_IS_ENTRY_ROW (root) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Returns: (nullable): the row with that title */
GtkWidget *
door_test_find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = door_test_find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* @n: the nth entry that can be seen */
void
door_test_type (gpointer root, guint n, const char *text)
{
  GtkWidget *entry = find_entry (root, &n);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

const char *
door_test_get_typed (gpointer root, guint n)
{
  GtkWidget *entry = find_entry (root, &n);

  g_assert_nonnull (entry);
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

void
door_test_click (gpointer root, const char *label)
{
  GtkWidget *button = clinic_test_find_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

GtkStack *
door_test_get_steps (gpointer page)
{
  return GTK_STACK (clinic_test_find (page, GTK_TYPE_STACK));
}

void
door_test_wait_for_step (gpointer page, const char *step)
{
  clinic_test_wait (g_strcmp0 (gtk_stack_get_visible_child_name (door_test_get_steps (page)), step) == 0);
  ui_test_settle ();
}

/* What shows a passphrase is the toolkit's own, named by its tooltip. */
void
door_test_assert_all_named (gpointer root)
{
  g_assert_cmpuint (clinic_test_count_nameless (root), <=, ui_test_count (root, ADW_TYPE_PASSWORD_ENTRY_ROW));
}
