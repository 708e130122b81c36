/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-announce.h"
#include "haven-timeline-axis.h"
#include "haven-timeline-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Which part of time the timeline shows, where its events stand in it, and how it moves. */

#define DAYS_AROUND 190 /* kept free before the first and after the last event */
#define WIDEST_IN_LETTERS 26
#define FURTHEST_ANIMATED 4.0 /* windows */

/* ── The window onto time ────────────────────────────────────────────────── */

static gboolean
is_mirrored (HavenTimelineView *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static HavenTimelineFrame
get_frame (HavenTimelineView *self)
{
  HavenTimelineFrame frame = { .scale = self->measures.scale, .zoom = self->zoom };

  frame.left = self->hadjustment ? gtk_adjustment_get_value (self->hadjustment) : 0;
  frame.width = self->width;
  frame.mirrored = is_mirrored (self);
  frame.now = haven_date_is_set (self->today) ? haven_wall_minute_at (self->today, self->now_minute) : HAVEN_NO_MINUTE;
  return frame;
}

void
haven_timeline_view_show_frame (HavenTimelineView *self)
{
  HavenTimelineFrame frame = get_frame (self);

  haven_timeline_axis_set_frame (HAVEN_TIMELINE_AXIS (self->axis), &frame);
  for (int i = 0; i < HAVEN_N_LANES; i++)
    haven_timeline_lane_set_frame (HAVEN_TIMELINE_LANE (self->lanes[i]), &frame);
}

void
haven_timeline_view_set_centre (HavenTimelineView *self, double minute)
{
  gint32 before = haven_wall_minute_get_date ((HavenWallMinute) self->centre).day;

  self->centre = minute;
  if (haven_wall_minute_get_date ((HavenWallMinute) minute).day != before)
    g_object_notify_by_pspec (G_OBJECT (self), haven_timeline_view_properties[PROP_FOCUS_DATE]);
}

void
haven_timeline_view_moved (HavenTimelineView *self)
{
  double left;

  if (self->configuring || self->width == 0 || self->measures.scale.pixels_a_minute <= 0)
    return;
  left = gtk_adjustment_get_value (self->hadjustment);
  haven_timeline_view_set_centre (self,
              (double) self->measures.scale.origin +
                (left + self->width / 2.0) / self->measures.scale.pixels_a_minute);
  haven_timeline_view_show_frame (self);
}

static double
get_value_for_centre (HavenTimelineView *self, double minute)
{
  double x = (minute - (double) self->measures.scale.origin) * self->measures.scale.pixels_a_minute;

  return CLAMP (x - self->width / 2.0, 0, MAX (self->length - self->width, 0));
}

void
haven_timeline_view_configure_adjustments (HavenTimelineView *self)
{
  self->configuring = TRUE;
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment,
                              get_value_for_centre (self, self->centre),
                              0,
                              MAX (self->length, self->width),
                              self->width * 0.1,
                              self->width * 0.9,
                              self->width);
  if (self->vadjustment != NULL)
    gtk_adjustment_configure (self->vadjustment, 0, 0, self->height, 0, 0, self->height);
  self->configuring = FALSE;
}

/* ── Positions ───────────────────────────────────────────────────────────── */

/* From whole month to whole month around the events and today, within the calendar. */
static void
measure_axis (HavenTimelineView *self)
{
  guint n = haven_timeline_layout_get_n_events (self->layout);
  HavenDate today = haven_date_is_set (self->today) ? self->today : haven_date_from_ymd (2000, 1, 1);
  HavenWallMinute now = haven_wall_minute_at (today, 0);
  HavenWallMinute first = n > 0 ? haven_timeline_layout_get_start (self->layout, 0) : now;
  HavenWallMinute last = n > 0 ? haven_timeline_layout_get_start (self->layout, n - 1) : now;
  gint64 around = (gint64) DAYS_AROUND * HAVEN_MINUTES_A_DAY;

  if (haven_date_is_set (self->today))
    {
      first = MIN (first, now);
      last = MAX (last, now);
    }
  self->measures.scale.origin = haven_time_step_floor (HAVEN_TIME_STEP_MONTH, first - around);
  last = haven_time_step_next (HAVEN_TIME_STEP_MONTH, haven_time_step_floor (HAVEN_TIME_STEP_MONTH, last + around));
  self->length = haven_time_scale_to_pixels (&self->measures.scale, last);
}

/* Each lane gets a row in turn while there is room, the shared one last. */
static void
share_out_rows (HavenTimelineView *self, int height)
{
  static const HavenLane turns[] = { HAVEN_LANE_MEDICAL, HAVEN_LANE_LEGAL, HAVEN_LANE_SHARED };
  int room = height - self->n_lanes * haven_timeline_lane_get_height_for_rows (&self->sizes, 1);
  int row = self->sizes.row + self->sizes.row_gap;
  int more = MAX (room / row, 0), turn = 0;

  for (int i = 0; i < HAVEN_N_LANES; i++)
    if (haven_timeline_view_shows_lane (self, (int) turns[i]))
      self->measures.rows[turns[i]] = 1 + more / self->n_lanes + (turn++ < more % self->n_lanes);
    else
      self->measures.rows[turns[i]] = 1;
}

static void
measure (HavenTimelineView *self, int axis_height)
{
  HavenTimelineMeasures *measures = &self->measures;

  haven_timeline_lane_measure_sizes (HAVEN_TIMELINE_LANE (self->lanes[0]), &self->sizes);
  for (int i = 1; i < HAVEN_N_LANES; i++)
    haven_timeline_lane_measure_sizes (HAVEN_TIMELINE_LANE (self->lanes[i]), &self->sizes);
  measures->scale.pixels_a_minute =
    haven_time_zoom_get_pixels_a_day (self->zoom, self->width, self->sizes.line_height) / HAVEN_MINUTES_A_DAY;
  measures->compact_width = self->sizes.compact_width;
  measures->character_width = self->sizes.character_width;
  measures->padding = self->sizes.event_padding;
  measures->widest = self->sizes.event_padding + WIDEST_IN_LETTERS * self->sizes.character_width;
  measures->gap = self->sizes.row_gap;
  share_out_rows (self, self->height - axis_height - HAVEN_TIMELINE_FOOT);
}

void
haven_timeline_view_set_selected (HavenTimelineView *self, int index)
{
  HavenTimelineEvent *event = index < 0 ? NULL : haven_timeline_layout_get_event (self->layout, (guint) index);

  self->selected_index = index;
  for (int i = 0; i < HAVEN_N_LANES; i++)
    haven_timeline_lane_set_selected (HAVEN_TIMELINE_LANE (self->lanes[i]), index);
  if (g_set_object (&self->selected, event))
    g_object_notify_by_pspec (G_OBJECT (self), haven_timeline_view_properties[PROP_SELECTED]);
}

static gboolean
find_selected (HavenTimelineView *self, guint *index)
{
  if (self->selected == NULL)
    return FALSE;
  return haven_timeline_layout_find_event (self->layout, self->selected, index) ||
         haven_timeline_layout_find_record (self->layout,
                                            haven_timeline_event_get_kind (self->selected),
                                            haven_timeline_event_get_record_id (self->selected),
                                            index);
}

static void
read_model (HavenTimelineView *self)
{
  HavenTimelineLayout *layout = haven_timeline_layout_new (self->model);

  for (int i = 0; i < HAVEN_N_LANES; i++)
    haven_timeline_lane_set_layout (HAVEN_TIMELINE_LANE (self->lanes[i]), layout);
  g_clear_pointer (&self->layout, haven_timeline_layout_free);
  self->layout = layout;
  self->layout_stale = FALSE;
  self->places_stale = TRUE;
}

/* After the model has changed: the same record stays selected, and the keyboard stays with it. */
static void
restore_selection (HavenTimelineView *self, gboolean focused)
{
  guint index;
  GtkWidget *button;

  if (!find_selected (self, &index))
    {
      haven_timeline_view_set_selected (self, -1);
      if (focused)
        gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }
  haven_timeline_view_set_selected (self, (int) index);
  button = haven_timeline_lane_get_button (
    HAVEN_TIMELINE_LANE (self->lanes[haven_timeline_event_get_lane (self->selected)]),
    index);
  if (focused && button != NULL)
    gtk_widget_grab_focus (button);
}

int
haven_timeline_view_measure_axis (HavenTimelineView *self)
{
  int height;

  gtk_widget_measure (self->axis, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

gboolean
haven_timeline_view_arrange (HavenTimelineView *self)
{
  gboolean reread = self->layout_stale;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (reread)
    read_model (self);
  if (self->width == 0)
    return FALSE;
  if (self->places_stale)
    {
      measure (self, haven_timeline_view_measure_axis (self));
      measure_axis (self);
      haven_timeline_layout_arrange (self->layout, &self->measures);
      for (int i = 0; i < HAVEN_N_LANES; i++)
        haven_timeline_lane_rearranged (HAVEN_TIMELINE_LANE (self->lanes[i]));
      self->places_stale = FALSE;
      haven_timeline_view_configure_adjustments (self);
      haven_timeline_view_show_frame (self);
    }
  if (reread)
    restore_selection (self, focused);
  return TRUE;
}

void
haven_timeline_view_invalidate (HavenTimelineView *self)
{
  self->places_stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
haven_timeline_view_reread (HavenTimelineView *self)
{
  self->layout_stale = TRUE;
  haven_timeline_view_invalidate (self);
}

/* ── Moving ──────────────────────────────────────────────────────────────── */

static void
scroll_to_value (HavenTimelineView *self, double value)
{
  double from = gtk_adjustment_get_value (self->hadjustment);

  adw_animation_reset (self->scrolling);
  gtk_adjustment_set_value (self->hadjustment, from);
  if (fabs (value - from) > FURTHEST_ANIMATED * self->width || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      gtk_adjustment_set_value (self->hadjustment, value);
      return;
    }
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->scrolling), from);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->scrolling), value);
  adw_animation_play (self->scrolling);
}

void
haven_timeline_view_scroll_to_minute (HavenTimelineView *self, double minute)
{
  if (haven_timeline_view_arrange (self) && self->hadjustment != NULL)
    scroll_to_value (self, get_value_for_centre (self, minute));
  else
    haven_timeline_view_set_centre (self, minute);
}

void
haven_timeline_view_scroll_by (HavenTimelineView *self, double pixels)
{
  if (self->hadjustment == NULL)
    return;
  adw_animation_pause (self->scrolling);
  gtk_adjustment_set_value (self->hadjustment, gtk_adjustment_get_value (self->hadjustment) + pixels);
}

gboolean
haven_timeline_view_is_in_sight (HavenTimelineView *self, guint index)
{
  HavenTimelineBox box;
  double left = gtk_adjustment_get_value (self->hadjustment);

  haven_timeline_layout_get_box (self->layout, index, &box);
  return box.x >= left && box.x + MIN (box.width, self->measures.widest) <= left + self->width;
}

/* Selects an event, brings it into the window and gives it the keyboard. */
void
haven_timeline_view_go_to (HavenTimelineView *self, guint index)
{
  GtkWidget *button;

  if (!haven_timeline_view_arrange (self))
    return;
  haven_timeline_view_set_selected (self, (int) index);
  if (self->hadjustment != NULL && !haven_timeline_view_is_in_sight (self, index))
    haven_timeline_view_scroll_to_minute (self, (double) haven_timeline_layout_get_start (self->layout, index));
  button = haven_timeline_lane_get_button (
    HAVEN_TIMELINE_LANE (self->lanes[haven_timeline_event_get_lane (self->selected)]),
    index);
  if (button != NULL)
    gtk_widget_grab_focus (button);
}

static void
announce_zoom (HavenTimelineView *self)
{
  g_autofree char *date = haven_time_dup_label (C_("month and year", "%OB %Y"), (HavenWallMinute) self->centre);
  g_autofree char *text = NULL;

  /* Translators: how much time the timeline shows, then the month in its middle, as a screen reader says them */
  text = g_strdup_printf (C_("zoom and month", "%s, %s"), haven_time_zoom_get_label (self->zoom), date);
  haven_announce (GTK_WIDGET (self), text);
}

/* What stands at @x, in the window's own coordinates, stays there. */
void
haven_timeline_view_zoom_at (HavenTimelineView *self, HavenTimeZoom zoom, double x)
{
  double from_centre, minute;

  if (zoom == self->zoom)
    return;
  from_centre = (is_mirrored (self) ? -1 : 1) * (x - self->width / 2.0);
  haven_timeline_view_arrange (self);
  minute = self->centre;
  if (self->measures.scale.pixels_a_minute > 0)
    minute += from_centre / self->measures.scale.pixels_a_minute;

  adw_animation_pause (self->scrolling);
  self->zoom = zoom;
  haven_timeline_view_invalidate (self);
  if (self->width > 0)
    {
      double pixels_a_day = haven_time_zoom_get_pixels_a_day (zoom, self->width, self->sizes.line_height);

      haven_timeline_view_set_centre (self, minute - from_centre * HAVEN_MINUTES_A_DAY / pixels_a_day);
    }
  haven_timeline_view_arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), haven_timeline_view_properties[PROP_ZOOM]);
  announce_zoom (self);
}
