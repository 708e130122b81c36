/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-flow-layout.h"

#define LEAST_LETTERS 22 /* of the first child, where it stands beside others */

struct _HavenFlowLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (HavenFlowLayout, haven_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  GtkWidget *child;
  int x, y, width, height;
} Place;

static int
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size, gboolean natural)
{
  int minimum, wanted;

  gtk_widget_measure (child, orientation, for_size, &minimum, &wanted, NULL, NULL);
  return natural ? wanted : minimum;
}

/* Below this the first child has a line for itself: it grows with the text. */
static int
get_least_width (GtkWidget *widget)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int width = LEAST_LETTERS * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return width;
}

static GtkWidget *
find_next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* How wide the first child is in a line of @width: what the others leave, or all of it. */
static int
find_first_width (HavenFlowLayout *self, GtkWidget *widget, GtkWidget *first, int width)
{
  int others = 0, least = MIN (get_least_width (widget), measure_child (first, GTK_ORIENTATION_HORIZONTAL, -1, TRUE));
  GtkWidget *child = find_next_shown (gtk_widget_get_next_sibling (first));

  for (; child != NULL; child = find_next_shown (gtk_widget_get_next_sibling (child)))
    others += self->spacing + measure_child (child, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  return width - others >= least ? width - others : width;
}

/* Stretches the children of a line to its height; each child aligns itself within. */
static int
end_line (GArray *places, guint from)
{
  int height = 0;

  for (guint i = from; i < places->len; i++)
    height = MAX (height, g_array_index (places, Place, i).height);
  for (guint i = from; i < places->len; i++)
    g_array_index (places, Place, i).height = height;
  return height;
}

/* Returns: the height of all lines */
static int
arrange (HavenFlowLayout *self, GtkWidget *widget, int width, GArray *places)
{
  GtkWidget *first = find_next_shown (gtk_widget_get_first_child (widget));
  int x = 0, y = 0;
  guint line = 0;

  for (GtkWidget *child = first; child != NULL; child = find_next_shown (gtk_widget_get_next_sibling (child)))
    {
      Place place = { .child = child };

      place.width = child == first && gtk_widget_get_hexpand (child)
                        ? find_first_width (self, widget, child, width)
                        : MIN (measure_child (child, GTK_ORIENTATION_HORIZONTAL, -1, TRUE), width);
      place.width = MAX (place.width, measure_child (child, GTK_ORIENTATION_HORIZONTAL, -1, FALSE));
      place.height = measure_child (child, GTK_ORIENTATION_VERTICAL, place.width, FALSE);
      if (x > 0 && x + place.width > width)
        {
          y += end_line (places, line) + self->spacing;
          x = 0;
          line = places->len;
        }
      place.x = x;
      place.y = y;
      x += place.width + self->spacing;
      g_array_append_val (places, place);
    }
  return y + end_line (places, line);
}

static GtkSizeRequestMode
haven_flow_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (HavenFlowLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *child = find_next_shown (gtk_widget_get_first_child (widget));

  *minimum = 0;
  *natural = 0;
  for (; child != NULL; child = find_next_shown (gtk_widget_get_next_sibling (child)))
    {
      *minimum = MAX (*minimum, measure_child (child, GTK_ORIENTATION_HORIZONTAL, -1, FALSE));
      *natural += measure_child (child, GTK_ORIENTATION_HORIZONTAL, -1, TRUE) + (*natural > 0 ? self->spacing : 0);
    }
}

static void
haven_flow_layout_measure (GtkLayoutManager *layout,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  HavenFlowLayout *self = HAVEN_FLOW_LAYOUT (layout);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  int least_width, width;

  measure_width (self, widget, &least_width, &width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least_width;
      *natural = width;
      return;
    }
  *minimum = arrange (self, widget, for_size < 0 ? width : MAX (for_size, least_width), places);
  *natural = *minimum;
}

static void
haven_flow_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  arrange (HAVEN_FLOW_LAYOUT (layout), widget, width, places);
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);
      int x = mirrored ? width - place->x - place->width : place->x;

      gtk_widget_size_allocate (place->child, &(GtkAllocation) { x, place->y, place->width, place->height }, -1);
    }
}

static void
haven_flow_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, HAVEN_FLOW_LAYOUT (object)->spacing);
}

static void
haven_flow_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HAVEN_FLOW_LAYOUT (object)->spacing = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
haven_flow_layout_class_init (HavenFlowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = haven_flow_layout_get_property;
  G_OBJECT_CLASS (klass)->set_property = haven_flow_layout_set_property;
  layout_class->get_request_mode = haven_flow_layout_get_request_mode;
  layout_class->measure = haven_flow_layout_measure;
  layout_class->allocate = haven_flow_layout_allocate;

  /** HavenFlowLayout:spacing: between children and between lines, in pixels */
  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 6, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
haven_flow_layout_init (HavenFlowLayout *self)
{
  self->spacing = 6;
}

GtkLayoutManager *
haven_flow_layout_new (int spacing)
{
  return g_object_new (HAVEN_TYPE_FLOW_LAYOUT, "spacing", spacing, NULL);
}
