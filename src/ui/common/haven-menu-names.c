/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-menu-names.h"

static void (*map_menu) (GtkWidget *widget);

/* “_Undo” → “Undo”, “A__b” → “A_b” */
static char *
dup_without_mnemonic (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '_' && c[1] != '\0')
        c++;
      g_string_append_c (plain, *c);
    }
  return g_string_free_and_steal (plain);
}

static void
name_items (GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    {
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;

      g_object_get (widget, "text", &text, NULL);
      plain = dup_without_mnemonic (text ? text : "");
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static void
menu_map (GtkWidget *widget)
{
  name_items (widget);
  map_menu (widget);
}

/**
 * haven_menu_names_install:
 *
 * The items of a menu made from a model are labelled by a label that accessibility leaves out (GTK 4.18): to a screen
 * reader they have no name at all. Gives each the name that it shows, whenever a menu opens. The toolkit lets nobody
 * hook into the signal of opening for all menus at once, so this stands in its class.
 */
void
haven_menu_names_install (void)
{
  GtkWidgetClass *klass;

  if (map_menu != NULL)
    return;
  klass = g_type_class_ref (GTK_TYPE_POPOVER_MENU);
  map_menu = klass->map;
  klass->map = menu_map;
}
