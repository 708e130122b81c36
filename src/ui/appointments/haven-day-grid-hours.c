/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-header.h"
#include "haven-time-scale.h"

#include <adwaita.h>
#include <math.h>

#define PADDING 10
#define DIM 0.65f

struct _HavenDayGridHours
{
  GtkWidget parent_instance;

  /* owned */
  PangoLayout *label; /* reused for each hour */

  HavenDayGridFrame frame;
};

G_DEFINE_FINAL_TYPE (HavenDayGridHours, haven_day_grid_hours, GTK_TYPE_WIDGET)

static void
make_label (HavenDayGridHours *self)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  g_clear_object (&self->label);
  self->label = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->label, attributes);
  pango_attr_list_unref (attributes);
}

static void
measure_label (HavenDayGridHours *self, int minute, int *width, int *height)
{
  g_autofree char *text = haven_time_dup_clock_label (minute);

  pango_layout_set_text (self->label, text, -1);
  pango_layout_get_pixel_size (self->label, width, height);
}

static void
snapshot_hour (HavenDayGridHours *self, GtkSnapshot *snapshot, int minute)
{
  HavenDayGridBox box = haven_day_grid_frame_place (&self->frame, 0, minute, minute);
  int width, height, own = gtk_widget_get_width (GTK_WIDGET (self));
  GdkRGBA ink;

  measure_label (self, minute, &width, &height);
  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  ink.alpha *= DIM;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (self->frame.mirrored ? PADDING : (float) (own - width - PADDING),
                                                (float) box.y - (float) height / 2));
  gtk_snapshot_append_layout (snapshot, self->label, &ink);
  gtk_snapshot_restore (snapshot);
}

/* The dot at the end of the line of now. */
static void
snapshot_now (HavenDayGridHours *self, GtkSnapshot *snapshot)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  HavenDayGridBox box = haven_day_grid_frame_place (&self->frame, 0, self->frame.now_minute, self->frame.now_minute);
  double x = self->frame.mirrored ? 0 : gtk_widget_get_width (GTK_WIDGET (self)) - 8;
  GskRoundedRect shape;
  GdkRGBA ink;

  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager), adw_style_manager_get_dark (manager), &ink);
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT ((float) x, (float) round (box.y) - 3, 8, 8), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ink, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
haven_day_grid_hours_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenDayGridHours *self = HAVEN_DAY_GRID_HOURS (widget);
  int from, to;

  if (self->frame.pixels_a_minute <= 0)
    return;
  haven_day_grid_frame_get_minutes (&self->frame, &from, &to);
  for (int minute = MAX (from / 60 * 60, self->frame.first_minute + 60); minute <= to && minute < self->frame.last_minute;
       minute += 60)
    snapshot_hour (self, snapshot, minute);
  if (self->frame.now_minute >= self->frame.first_minute && self->frame.now_minute < self->frame.last_minute)
    snapshot_now (self, snapshot);
}

static void
haven_day_grid_hours_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  int width, height;

  measure_label (HAVEN_DAY_GRID_HOURS (widget), 22 * 60 + 44, &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width + 2 * PADDING : 0;
}

static void
haven_day_grid_hours_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (haven_day_grid_hours_parent_class)->system_setting_changed (widget, setting);
  make_label (HAVEN_DAY_GRID_HOURS (widget));
  gtk_widget_queue_resize (widget);
}

static void
haven_day_grid_hours_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (haven_day_grid_hours_parent_class)->css_changed (widget, change);
  make_label (HAVEN_DAY_GRID_HOURS (widget));
}

static void
haven_day_grid_hours_finalize (GObject *object)
{
  g_clear_object (&HAVEN_DAY_GRID_HOURS (object)->label);
  G_OBJECT_CLASS (haven_day_grid_hours_parent_class)->finalize (object);
}

static void
haven_day_grid_hours_class_init (HavenDayGridHoursClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = haven_day_grid_hours_finalize;
  widget_class->measure = haven_day_grid_hours_measure;
  widget_class->snapshot = haven_day_grid_hours_snapshot;
  widget_class->system_setting_changed = haven_day_grid_hours_system_setting_changed;
  widget_class->css_changed = haven_day_grid_hours_css_changed;
  gtk_widget_class_set_css_name (widget_class, "day-hours");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
haven_day_grid_hours_init (HavenDayGridHours *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  make_label (self);
}

GtkWidget *
haven_day_grid_hours_new (void)
{
  return g_object_new (HAVEN_TYPE_DAY_GRID_HOURS, NULL);
}

void
haven_day_grid_hours_set_frame (HavenDayGridHours *self, const HavenDayGridFrame *frame)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_HOURS (self));
  self->frame = *frame;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
