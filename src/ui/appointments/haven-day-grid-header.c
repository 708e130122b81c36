/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-header.h"
#include "haven-widget-pool.h"

#include <glib/gi18n.h>

#define PADDING 10

struct _HavenDayGridHeader
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *sample; /* never shown; the row is as tall as it is */
  HavenWidgetPool *heads;
  GPtrArray *keys;

  /* borrowed */
  HavenDayGridLayout *layout;

  HavenDayGridFrame frame;
};

#define COLUMN "haven-day-column" /* on a head: the one whose name it bears */

G_DEFINE_FINAL_TYPE (HavenDayGridHeader, haven_day_grid_header, GTK_TYPE_WIDGET)

static GtkWidget *
create_head (gpointer owner)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_inscription_new ("Ág");

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), gtk_image_new ());
  gtk_box_append (GTK_BOX (head), name);
  gtk_widget_add_css_class (head, "day-head");
  return head;
}

static void
bind_head (GtkWidget *head, gpointer key, gpointer owner)
{
  HavenDayColumn *column = key;
  GtkWidget *icon = gtk_widget_get_first_child (head);
  g_autofree char *tooltip = NULL;
  static const char *const classes[] = { "medical", "shared", "legal" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (head, classes[i]);
  gtk_widget_add_css_class (head, haven_day_column_get_css_class (column));
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), haven_day_column_get_icon_name (column));
  gtk_widget_set_visible (icon, haven_day_column_get_icon_name (column) != NULL);
  if (haven_day_column_get_icon_name (column) == NULL)
    gtk_widget_add_css_class (head, "plain");
  else
    gtk_widget_remove_css_class (head, "plain");
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_next_sibling (icon)), haven_day_column_get_name (column));
  g_object_set_data_full (G_OBJECT (head), COLUMN, g_object_ref (column), g_object_unref);
  tooltip = g_strdup_printf ("%s\n%s", haven_day_column_get_name (column), haven_day_column_get_kind_label (column));
  gtk_widget_set_tooltip_text (head, tooltip);
}

/* The column of now that is named as the head says already; NULL where there is none. */
static gpointer
find_key (GtkWidget *head, gpointer owner)
{
  HavenDayGridHeader *self = owner;
  HavenDayColumn *shown = g_object_get_data (G_OBJECT (head), COLUMN);

  for (guint i = 0; i < haven_day_grid_layout_get_n_columns (self->layout); i++)
    {
      HavenDayColumn *column = haven_day_grid_layout_get_column (self->layout, i);

      if (!haven_day_column_is_named_like (shown, column))
        continue;
      g_object_set_data_full (G_OBJECT (head), COLUMN, g_object_ref (column), g_object_unref);
      return column;
    }
  return NULL;
}

static void
sync_heads (HavenDayGridHeader *self)
{
  guint first, last;

  g_ptr_array_set_size (self->keys, 0);
  if (self->layout != NULL && self->frame.column_width > 0 && self->frame.n_columns > 0)
    {
      haven_day_grid_frame_get_columns (&self->frame, &first, &last);
      for (guint i = first; i <= last; i++)
        g_ptr_array_add (self->keys, haven_day_grid_layout_get_column (self->layout, i));
    }
  haven_widget_pool_sync (self->heads, self->keys->pdata, self->keys->len);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
haven_day_grid_header_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  HavenDayGridHeader *self = HAVEN_DAY_GRID_HEADER (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->sample, orientation, -1, minimum, natural, NULL, NULL);
}

static void
haven_day_grid_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HavenDayGridHeader *self = HAVEN_DAY_GRID_HEADER (widget);
  guint first, last;

  if (self->keys->len == 0)
    return;
  haven_day_grid_frame_get_columns (&self->frame, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      GtkWidget *head = haven_widget_pool_lookup (self->heads, haven_day_grid_layout_get_column (self->layout, i));
      HavenDayGridBox box = haven_day_grid_frame_place (&self->frame, i, 0, 0);
      int minimum;

      gtk_widget_measure (head, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_allocate (head,
                           MAX ((int) box.width, minimum),
                           height,
                           -1,
                           gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) box.x, 0)));
    }
}

static void
haven_day_grid_header_dispose (GObject *object)
{
  HavenDayGridHeader *self = HAVEN_DAY_GRID_HEADER (object);

  self->layout = NULL;
  g_clear_pointer (&self->heads, haven_widget_pool_free);
  g_clear_pointer (&self->sample, gtk_widget_unparent);
  G_OBJECT_CLASS (haven_day_grid_header_parent_class)->dispose (object);
}

static void
haven_day_grid_header_finalize (GObject *object)
{
  g_ptr_array_unref (HAVEN_DAY_GRID_HEADER (object)->keys);
  G_OBJECT_CLASS (haven_day_grid_header_parent_class)->finalize (object);
}

static void
haven_day_grid_header_class_init (HavenDayGridHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_day_grid_header_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_day_grid_header_finalize;
  widget_class->measure = haven_day_grid_header_measure;
  widget_class->size_allocate = haven_day_grid_header_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "day-header");
}

static void
haven_day_grid_header_init (HavenDayGridHeader *self)
{
  self->keys = g_ptr_array_new ();
  self->heads = haven_widget_pool_new (GTK_WIDGET (self), create_head, bind_head, self);
  self->sample = create_head (self);
  gtk_widget_set_child_visible (self->sample, FALSE);
  gtk_widget_set_parent (self->sample, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
haven_day_grid_header_new (void)
{
  return g_object_new (HAVEN_TYPE_DAY_GRID_HEADER, NULL);
}

/** @layout: (transfer none) (nullable): its owner keeps it until it sets another; what is named alike in it keeps its head */
void
haven_day_grid_header_set_layout (HavenDayGridHeader *self, HavenDayGridLayout *layout)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_HEADER (self));
  self->layout = layout;
  if (layout != NULL)
    haven_widget_pool_rename (self->heads, find_key);
  else
    haven_widget_pool_forget (self->heads);
  g_ptr_array_set_size (self->keys, 0);
}

void
haven_day_grid_header_set_frame (HavenDayGridHeader *self, const HavenDayGridFrame *frame)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_HEADER (self));
  self->frame = *frame;
  sync_heads (self);
}
