/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-zone-list.h"

#include <glib/gi18n.h>
#include <string.h>

#define TABLE "zone1970.tab"

static char *
read_table (void)
{
  static const char *const folders[] = { "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], TABLE, NULL);
      char *text;

      if (g_file_get_contents (path, &text, NULL, NULL))
        return text;
    }
  return g_strdup ("");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/** Returns: (transfer full): the time zones that this system knows, by name; at least that of the device */
GtkStringList *
haven_zone_list_new (void)
{
  g_autofree char *text = read_table ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 4);

      if (lines[i][0] != '#' && g_strv_length (fields) >= 3)
        g_ptr_array_add (names, g_strdup (fields[2]));
    }
  if (names->len == 0)
    g_ptr_array_add (names, g_strdup (g_time_zone_get_identifier (local)));
  g_ptr_array_add (names, g_strdup ("UTC"));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return gtk_string_list_new ((const char *const *) names->pdata);
}

/**
 * Returns: the position of the device's own zone; where it has none that a clinic is in, that of a line that stands for
 * none and is put before the others
 */
guint
haven_zone_list_find_local (GtkStringList *zones)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const guint found = gtk_string_list_find (zones, g_time_zone_get_identifier (local));
  const char *const none[] = { _ ("None chosen"), NULL };

  if (found != G_MAXUINT)
    return found;
  gtk_string_list_splice (zones, 0, 0, none);
  return 0;
}

/** @zone: (nullable): one of the list */
gboolean
haven_zone_list_is_placeholder (gpointer zone)
{
  return zone == NULL || strcmp (gtk_string_object_get_string (zone), _ ("None chosen")) == 0;
}
