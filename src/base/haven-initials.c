/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-initials.h"

/** Returns: (transfer full): the first letter of the first word and of the last one, as capitals, parted by a space; "" where there is none */
char *
haven_initials_of (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name ? name : "", " \t-", -1);
  g_autoptr (GString) initials = g_string_new (NULL);
  gunichar first = 0, last = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const gunichar letter = g_utf8_get_char (words[i]);

      if (!g_unichar_isalnum (letter))
        continue;
      if (first == 0)
        first = letter;
      else
        last = letter;
    }
  if (first != 0)
    g_string_append_unichar (initials, g_unichar_toupper (first));
  if (last != 0)
    g_string_append_c (initials, ' ');
  if (last != 0)
    g_string_append_unichar (initials, g_unichar_toupper (last));
  return g_string_free_and_steal (g_steal_pointer (&initials));
}
