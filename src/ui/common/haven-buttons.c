/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-buttons.h"

#define LAYOUT "gtk-decoration-layout"
#define WIDE "haven-wide-decoration-layout" /* on the settings: what it was */

/**
 * haven_buttons_wrap:
 *
 * The words of the buttons below @root go on in a second line where the room is narrow. A button asks for the room of all its
 * words else, and with large text the window would be wider than the screen.
 */
void
haven_buttons_wrap (GtkWidget *root)
{
  GtkWidget *label = GTK_IS_BUTTON (root) ? gtk_button_get_child (GTK_BUTTON (root)) : NULL;

  g_return_if_fail (GTK_IS_WIDGET (root));
  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    haven_buttons_wrap (child);
}

/* “menu:minimize,maximize,close” → “menu:close”: on the side where it stood. */
static char *
dup_narrow_layout (const char *layout)
{
  g_auto (GStrv) sides = g_strsplit (layout, ":", 2);
  GString *kept = g_string_new (NULL);

  for (guint side = 0; sides[side] != NULL; side++)
    {
      g_auto (GStrv) names = g_strsplit (sides[side], ",", -1);
      gboolean first = TRUE;

      if (side > 0)
        g_string_append_c (kept, ':');
      for (guint i = 0; names[i] != NULL; i++)
        if (!g_str_equal (names[i], "minimize") && !g_str_equal (names[i], "maximize"))
          {
            g_string_append_printf (kept, "%s%s", first ? "" : ",", names[i]);
            first = FALSE;
          }
    }
  return g_string_free_and_steal (kept);
}

/**
 * haven_buttons_keep_to_close:
 * @narrow: whether the window is as narrow as a phone
 *
 * There the buttons that make it larger and smaller would take the room of those that it is opened for; closing stays.
 */
void
haven_buttons_keep_to_close (GtkSettings *settings, gboolean narrow)
{
  g_autofree char *layout = NULL, *kept = NULL;

  g_return_if_fail (GTK_IS_SETTINGS (settings));
  g_object_get (settings, LAYOUT, &layout, NULL);
  if (narrow && g_object_get_data (G_OBJECT (settings), WIDE) == NULL)
    {
      kept = dup_narrow_layout (layout ? layout : "");
      g_object_set_data_full (G_OBJECT (settings), WIDE, g_strdup (layout ? layout : ""), g_free);
      g_object_set (settings, LAYOUT, kept, NULL);
    }
  else if (!narrow && g_object_get_data (G_OBJECT (settings), WIDE) != NULL)
    {
      g_object_set (settings, LAYOUT, g_object_get_data (G_OBJECT (settings), WIDE), NULL);
      g_object_set_data (G_OBJECT (settings), WIDE, NULL);
    }
}
