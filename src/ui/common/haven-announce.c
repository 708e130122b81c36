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

/* Where it stands is known once it was laid out. */
static gboolean
scroll_cb (gpointer label)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (label, GTK_TYPE_VIEWPORT);

  if (viewport != NULL && gtk_widget_get_mapped (label))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), label, NULL);
  return G_SOURCE_REMOVE;
}

/** @sentence: (nullable): what is wrong: it is said, and brought into view; %NULL takes it away */
void
haven_announce_problem (GtkLabel *label, const char *sentence)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_text (label, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
  if (sentence == NULL)
    return;
  haven_announce (GTK_WIDGET (label), sentence);
  g_idle_add_full (G_PRIORITY_LOW, scroll_cb, g_object_ref (label), g_object_unref);
}

/** For a button whose words stand beside others like them: @name is heard in their place. */
void
haven_announce_name (GtkWidget *button, const char *name)
{
  g_return_if_fail (GTK_IS_BUTTON (button) && name != NULL);

  /* A button is labelled by its own label, which goes before any name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** Returns: (transfer none) (nullable): in tests, what was announced last */
const char *
haven_announced (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), ANNOUNCED);
}
