/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-timeline-chip.h"
#include "haven-timeline-words.h"

#include <glib/gi18n.h>

#define TALLEST_LIST 320
#define LIST_WIDTH 300

typedef struct
{
  HavenTimelineChipFill fill;
  HavenTimelineChipChosen chosen;
  gpointer owner;
  GtkMenuButton *chip; /* borrowed: it owns this */
} Chip;

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dimmed");
  gtk_widget_add_css_class (row, "timeline-chip-row");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), words);
  gtk_list_item_set_child (item, row);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  HavenTimelineEvent *event = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  g_autofree char *detail = haven_timeline_event_dup_detail (event, HAVEN_TIME_ZOOM_MONTH);
  g_autofree char *name = haven_timeline_event_dup_accessible_name (event);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                haven_event_kind_get_icon_name (haven_timeline_event_get_kind (event)));
  gtk_label_set_label (GTK_LABEL (title), haven_timeline_event_get_title (event));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), detail);
  gtk_list_item_set_accessible_label (item, name);
}

static void
list_activated_cb (GtkListView *list, guint position, Chip *chip)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (list));
  g_autoptr (HavenTimelineEvent) event = g_list_model_get_item (model, position);

  gtk_menu_button_popdown (chip->chip);
  chip->chosen (event, chip->owner);
}

static GtkWidget *
create_list (Chip *chip)
{
  GListStore *events = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  chip->fill (chip->chip, events, chip->owner);
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (events))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Events close together"),
                                  -1);
  g_signal_connect (list, "activate", G_CALLBACK (list_activated_cb), chip);
  return list;
}

static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  Chip *chip = data;
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), TALLEST_LIST);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_list (chip));
  gtk_widget_set_size_request (scroller, LIST_WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (button, popover);
}

/**
 * haven_timeline_chip_new:
 * @fill: asked for the events each time that the list opens
 * @chosen: told of the event that was chosen
 * @owner: handed to both; it outlives the chip
 *
 * A small button that stands for more events than fit beside each other, and lists them.
 */
GtkWidget *
haven_timeline_chip_new (HavenTimelineChipFill fill, HavenTimelineChipChosen chosen, gpointer owner)
{
  GtkWidget *button = gtk_menu_button_new ();
  Chip *chip = g_new0 (Chip, 1);

  *chip = (Chip) { fill, chosen, owner, GTK_MENU_BUTTON (button) };
  gtk_widget_add_css_class (button, "timeline-chip");
  gtk_menu_button_set_can_shrink (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popover_cb, chip, g_free);
  return button;
}

void
haven_timeline_chip_set_count (GtkMenuButton *self, guint count)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_MENU_BUTTON (self));
  /* Translators: so many events stand in one place; an invisible left-to-right mark keeps the sign before the number */
  label = g_strdup_printf (C_("events in one place", "\342\200\216+%u"), count);
  name = g_strdup_printf (ngettext ("%u event here", "%u events here", count), count);
  gtk_menu_button_set_label (self, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
