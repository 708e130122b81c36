/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-timeline-axis.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MARGIN 8
#define DIM 0.65f

struct _HavenTimelineAxis
{
  GtkWidget parent_instance;

  /* owned */
  PangoLayout *minor; /* reused for each label */
  PangoLayout *major;

  HavenTimelineFrame frame;
};

G_DEFINE_FINAL_TYPE (HavenTimelineAxis, haven_timeline_axis, GTK_TYPE_WIDGET)

typedef struct
{
  HavenTimelineAxis *self;
  GtkSnapshot *snapshot;
  int line;
  int height;
} Drawing;

static const char *
get_minor_format (HavenTimeZoom zoom)
{
  switch (zoom)
    {
    case HAVEN_TIME_ZOOM_DAY:
      return C_("time of day", "%-H:%M");
    case HAVEN_TIME_ZOOM_WEEK:
      /* Translators: a day of the week on the timeline's axis, see g_date_time_format() */
      return C_("day of the week", "%a %-d");
    case HAVEN_TIME_ZOOM_MONTH:
      return C_("day of the month", "%-d");
    case HAVEN_TIME_ZOOM_YEAR:
    default:
      return C_("month of the year", "%Ob");
    }
}

static const char *
get_major_format (HavenTimeZoom zoom)
{
  switch (zoom)
    {
    case HAVEN_TIME_ZOOM_DAY:
      return C_("whole date", "%A %-d %B %Y");
    case HAVEN_TIME_ZOOM_YEAR:
      return C_("year", "%Y");
    case HAVEN_TIME_ZOOM_WEEK:
    case HAVEN_TIME_ZOOM_MONTH:
    default:
      /* Translators: a month on the timeline's axis, see g_date_time_format() */
      return C_("month and year", "%OB %Y");
    }
}

static gboolean
is_today (HavenTimelineAxis *self, HavenWallMinute minute)
{
  return self->frame.now != HAVEN_NO_MINUTE && self->frame.zoom != HAVEN_TIME_ZOOM_YEAR &&
         self->frame.zoom != HAVEN_TIME_ZOOM_DAY &&
         haven_wall_minute_get_date (minute).day == haven_wall_minute_get_date (self->frame.now).day;
}

static void
append_layout (Drawing *drawing, PangoLayout *layout, double x, double y, const GdkRGBA *color)
{
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

/* Today's number stands on a rounded patch of the accent colour, and is said by the patch's shape too. */
static void
append_patch (Drawing *drawing, double x, double y, int width, int height)
{
  GskRoundedRect shape;
  GdkRGBA color;

  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &color);
  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT ((float) x - 6, (float) y - 1, (float) width + 12, (float) height + 2),
                                   (float) (height + 2) / 2);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &shape);
  gtk_snapshot_append_color (drawing->snapshot, &color, &shape.bounds);
  gtk_snapshot_pop (drawing->snapshot);
}

static void
draw_minor (const HavenTimelineMark *mark, gpointer data)
{
  Drawing *drawing = data;
  HavenTimelineAxis *self = drawing->self;
  g_autofree char *text = haven_time_dup_label (get_minor_format (self->frame.zoom), mark->minute);
  gboolean today = is_today (self, mark->minute);
  gboolean centred = self->frame.zoom != HAVEN_TIME_ZOOM_DAY;
  GdkRGBA color;
  int width, height;
  double x, y;

  pango_layout_set_text (self->minor, text, -1);
  pango_layout_get_pixel_size (self->minor, &width, &height);
  if (width > mark->width)
    return;
  x = mark->x + (centred ? (mark->width - width) / 2 : self->frame.mirrored ? mark->width - width - 4 : 4);
  y = drawing->line + MARGIN + 4;
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  if (today)
    {
      append_patch (drawing, x, y, width, height);
      color = (GdkRGBA) { 1, 1, 1, 1 };
    }
  else
    color.alpha *= DIM;
  append_layout (drawing, self->minor, x, y, &color);
}

/* The name of the month stays at the start edge while any of the month is in the window. */
static void
draw_major (const HavenTimelineMark *mark, gpointer data)
{
  Drawing *drawing = data;
  HavenTimelineAxis *self = drawing->self;
  g_autofree char *text = haven_time_dup_label (get_major_format (self->frame.zoom), mark->minute);
  GdkRGBA color;
  int width;
  double x, end = mark->x + mark->width;

  pango_layout_set_text (self->major, text, -1);
  pango_layout_get_pixel_size (self->major, &width, NULL);
  if (self->frame.mirrored)
    x = MAX (MIN (end, self->frame.width) - width - MARGIN, mark->x + MARGIN);
  else
    x = MIN (MAX (mark->x, 0) + MARGIN, end - width - MARGIN);
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  append_layout (drawing, self->major, x, MARGIN - 2, &color);
}

static int
get_line_height (HavenTimelineAxis *self)
{
  int height;

  pango_layout_set_text (self->major, "Ág", -1);
  pango_layout_get_pixel_size (self->major, NULL, &height);
  return height;
}

static void
make_layouts (HavenTimelineAxis *self)
{
  PangoAttrList *bold = pango_attr_list_new ();
  PangoAttrList *small = pango_attr_list_new ();

  g_clear_object (&self->minor);
  g_clear_object (&self->major);
  self->major = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  self->minor = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (small, pango_attr_scale_new (0.9));
  pango_layout_set_attributes (self->major, bold);
  pango_layout_set_attributes (self->minor, small);
  pango_attr_list_unref (bold);
  pango_attr_list_unref (small);
}

static void
haven_timeline_axis_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  HavenTimelineAxis *self = HAVEN_TIMELINE_AXIS (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? 2 * get_line_height (self) + 2 * MARGIN + 4 : 0;
}

static void
haven_timeline_axis_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenTimelineAxis *self = HAVEN_TIMELINE_AXIS (widget);
  Drawing drawing = { self, snapshot, get_line_height (self), gtk_widget_get_height (widget) };

  haven_timeline_frame_foreach (&self->frame, haven_timeline_frame_get_major_step (&self->frame), draw_major, &drawing);
  haven_timeline_frame_foreach (&self->frame, haven_timeline_frame_get_minor_step (&self->frame), draw_minor, &drawing);
}

static void
haven_timeline_axis_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (haven_timeline_axis_parent_class)->system_setting_changed (widget, setting);
  make_layouts (HAVEN_TIMELINE_AXIS (widget));
  gtk_widget_queue_resize (widget);
}

static void
haven_timeline_axis_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (haven_timeline_axis_parent_class)->css_changed (widget, change);
  make_layouts (HAVEN_TIMELINE_AXIS (widget));
}

static void
haven_timeline_axis_finalize (GObject *object)
{
  HavenTimelineAxis *self = HAVEN_TIMELINE_AXIS (object);

  g_clear_object (&self->minor);
  g_clear_object (&self->major);
  G_OBJECT_CLASS (haven_timeline_axis_parent_class)->finalize (object);
}

static void
haven_timeline_axis_class_init (HavenTimelineAxisClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = haven_timeline_axis_finalize;
  widget_class->measure = haven_timeline_axis_measure;
  widget_class->snapshot = haven_timeline_axis_snapshot;
  widget_class->system_setting_changed = haven_timeline_axis_system_setting_changed;
  widget_class->css_changed = haven_timeline_axis_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timeline-axis");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
haven_timeline_axis_init (HavenTimelineAxis *self)
{
  self->frame.now = HAVEN_NO_MINUTE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  make_layouts (self);
}

/** The dates above the lanes. */
GtkWidget *
haven_timeline_axis_new (void)
{
  return g_object_new (HAVEN_TYPE_TIMELINE_AXIS, NULL);
}

void
haven_timeline_axis_set_frame (HavenTimelineAxis *self, const HavenTimelineFrame *frame)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_AXIS (self));
  self->frame = *frame;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
