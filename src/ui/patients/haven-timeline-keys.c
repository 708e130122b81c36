/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-timeline-view-private.h"

/* What the keyboard does on the timeline. Each act is an action, so that menus, tests and assistive tools can do it too. */

static guint
count_events (HavenTimelineView *self)
{
  return haven_timeline_view_arrange (self) ? haven_timeline_layout_get_n_events (self->layout) : 0;
}

/* Where a move starts: the selected event, else the first one after the middle of the window. */
static gboolean
find_start (HavenTimelineView *self, guint *index)
{
  int selected = self->selected_index;
  guint n = count_events (self);

  if (n == 0)
    return FALSE;
  if (selected >= 0)
    *index = (guint) selected;
  else
    *index = MIN (haven_timeline_layout_seek (self->layout, (HavenWallMinute) self->centre),
                  n - 1);
  return selected >= 0;
}

static void
go_by_one (HavenTimelineView *self, int direction)
{
  guint n = count_events (self), index;

  if (n == 0)
    return;
  if (!find_start (self, &index))
    haven_timeline_view_go_to (self, index);
  else if (direction < 0 ? index > 0 : index + 1 < n)
    haven_timeline_view_go_to (self, direction < 0 ? index - 1 : index + 1);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Within a lane; where the lane has no more, the window moves on over empty time. */
static void
go_in_time (HavenTimelineView *self, int direction)
{
  HavenTimelineLayout *layout;
  HavenTimelineEvent *event;
  guint index;

  if (!find_start (self, &index))
    {
      if (count_events (self) > 0)
        haven_timeline_view_go_to (self, index);
      else
        haven_timeline_view_scroll_by (self, direction * gtk_widget_get_width (GTK_WIDGET (self)) * 0.1);
      return;
    }
  layout = self->layout;
  event = haven_timeline_layout_get_event (layout, index);
  if (haven_timeline_layout_step (layout, haven_timeline_event_get_lane (event), index, direction, &index))
    haven_timeline_view_go_to (self, index);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* To the event of the next lane that has any, nearest in time. */
static void
go_to_lane (HavenTimelineView *self, int direction)
{
  HavenTimelineLayout *layout;
  guint index;
  int lane;

  if (!find_start (self, &index))
    {
      if (count_events (self) > 0)
        haven_timeline_view_go_to (self, index);
      return;
    }
  layout = self->layout;
  lane = (int) haven_timeline_event_get_lane (haven_timeline_layout_get_event (layout, index)) + direction;
  for (; lane >= 0 && lane < HAVEN_N_LANES; lane += direction)
    if (haven_timeline_layout_nearest (layout, (HavenLane) lane, haven_timeline_layout_get_start (layout, index), &index))
      {
        haven_timeline_view_go_to (self, index);
        return;
      }
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_by_one (HAVEN_TIMELINE_VIEW (widget), 1);
}

static void
previous_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_by_one (HAVEN_TIMELINE_VIEW (widget), -1);
}

static void
later_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_in_time (HAVEN_TIMELINE_VIEW (widget), 1);
}

static void
earlier_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_in_time (HAVEN_TIMELINE_VIEW (widget), -1);
}

static void
lane_down_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to_lane (HAVEN_TIMELINE_VIEW (widget), 1);
}

static void
lane_up_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to_lane (HAVEN_TIMELINE_VIEW (widget), -1);
}

static void
first_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (count_events (HAVEN_TIMELINE_VIEW (widget)) > 0)
    haven_timeline_view_go_to (HAVEN_TIMELINE_VIEW (widget), 0);
}

static void
last_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint n = count_events (HAVEN_TIMELINE_VIEW (widget));

  if (n > 0)
    haven_timeline_view_go_to (HAVEN_TIMELINE_VIEW (widget), n - 1);
}

static void
page_later_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_timeline_view_scroll_by (HAVEN_TIMELINE_VIEW (widget), gtk_widget_get_width (widget) * 0.9);
}

static void
page_earlier_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_timeline_view_scroll_by (HAVEN_TIMELINE_VIEW (widget), gtk_widget_get_width (widget) * -0.9);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTimelineEvent *selected = haven_timeline_view_get_selected (HAVEN_TIMELINE_VIEW (widget));

  if (selected != NULL)
    haven_timeline_view_activate (HAVEN_TIMELINE_VIEW (widget), selected);
}

static void
today_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenDate today = haven_timeline_view_get_today (HAVEN_TIMELINE_VIEW (widget));

  if (haven_date_is_set (today))
    haven_timeline_view_scroll_to_date (HAVEN_TIMELINE_VIEW (widget), today);
}

static void
zoom_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (widget);

  if (haven_timeline_view_get_zoom (self) > HAVEN_TIME_ZOOM_DAY)
    haven_timeline_view_set_zoom (self, haven_timeline_view_get_zoom (self) - 1);
}

static void
zoom_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (widget);

  if (haven_timeline_view_get_zoom (self) < HAVEN_TIME_ZOOM_YEAR)
    haven_timeline_view_set_zoom (self, haven_timeline_view_get_zoom (self) + 1);
}

/* The arrow keys point into the window, so which one means later depends on where time flows. */
static gboolean
arrow_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  int direction = g_variant_get_int32 (parameter);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    direction = -direction;
  go_in_time (HAVEN_TIMELINE_VIEW (widget), direction);
  return GDK_EVENT_STOP;
}

static const struct
{
  const char *action;
  GtkWidgetActionActivateFunc activate;
  guint keys[4]; /* alone */
  guint keys_with_control[4];
} acts[] = {
  { "timeline.next-event", next_cb, { GDK_KEY_j }, { 0 } },
  { "timeline.previous-event", previous_cb, { GDK_KEY_k }, { 0 } },
  { "timeline.later", later_cb, { 0 }, { 0 } },
  { "timeline.earlier", earlier_cb, { 0 }, { 0 } },
  { "timeline.lane-down", lane_down_cb, { GDK_KEY_Down, GDK_KEY_KP_Down }, { 0 } },
  { "timeline.lane-up", lane_up_cb, { GDK_KEY_Up, GDK_KEY_KP_Up }, { 0 } },
  { "timeline.first-event", first_cb, { GDK_KEY_Home, GDK_KEY_KP_Home }, { 0 } },
  { "timeline.last-event", last_cb, { GDK_KEY_End, GDK_KEY_KP_End }, { 0 } },
  { "timeline.page-later", page_later_cb, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, { 0 } },
  { "timeline.page-earlier", page_earlier_cb, { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, { 0 } },
  { "timeline.open-event", open_cb, { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter }, { 0 } },
  { "timeline.go-to-today", today_cb, { GDK_KEY_t }, { 0 } },
  { "timeline.zoom-in",
    zoom_in_cb,
    { GDK_KEY_plus, GDK_KEY_KP_Add, GDK_KEY_equal },
    { GDK_KEY_plus, GDK_KEY_KP_Add, GDK_KEY_equal } },
  { "timeline.zoom-out", zoom_out_cb, { GDK_KEY_minus, GDK_KEY_KP_Subtract }, { GDK_KEY_minus, GDK_KEY_KP_Subtract } },
};

static void
bind (GtkWidgetClass *widget_class, const guint *keys, GdkModifierType modifiers, const char *action)
{
  for (guint i = 0; i < 4 && keys[i] != 0; i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], modifiers, action, NULL);
}

/** Installs the actions `timeline.*` and the keys that call them; `timeline.zoom` takes `day`, `week`, `month`, `year`. */
void
haven_timeline_keys_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int direction;
  } arrows[] = { { GDK_KEY_Right, 1 }, { GDK_KEY_KP_Right, 1 }, { GDK_KEY_Left, -1 }, { GDK_KEY_KP_Left, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      gtk_widget_class_install_action (widget_class, acts[i].action, NULL, acts[i].activate);
      bind (widget_class, acts[i].keys, GDK_NO_MODIFIER_MASK, acts[i].action);
      bind (widget_class, acts[i].keys_with_control, GDK_CONTROL_MASK, acts[i].action);
    }
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding (widget_class,
                                  arrows[i].key,
                                  GDK_NO_MODIFIER_MASK,
                                  arrow_cb,
                                  "i",
                                  arrows[i].direction);
  gtk_widget_class_install_property_action (widget_class, "timeline.zoom", "zoom");
}
