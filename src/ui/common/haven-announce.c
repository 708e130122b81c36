/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-announce.h"

#define ANNOUNCED "haven-announced"

/* GTK 4.18's accessibility backend for tests (GTK_A11Y=test) has no announcements and crashes on one. */
static gboolean
is_tested (GtkWidget *widget)
{
  g_autoptr (GtkATContext) context = gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  return context != NULL && g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext");
}

/** Lets a screen reader say @text, when it has finished what it is saying. */
void
haven_announce (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && text != NULL);

  if (is_tested (widget))
    g_object_set_data_full (G_OBJECT (widget), ANNOUNCED, g_strdup (text), g_free);
  else
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/** Returns: (transfer none) (nullable): in tests, what was announced last */
const char *
haven_announced (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), ANNOUNCED);
}
