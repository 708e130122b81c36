/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-timeline-axis.h"
#include "haven-timeline-view-private.h"
#include "haven-timeline-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define SCROLL_MILLISECONDS 250
#define NATURAL_ROWS 3

enum
{
  EVENT_ACTIVATED,
  N_SIGNALS,
};

GParamSpec *haven_timeline_view_properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (HavenTimelineView,
                               haven_timeline_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

gboolean
haven_timeline_view_shows_lane (HavenTimelineView *self, int lane)
{
  return (self->shown_lanes & (1u << lane)) != 0;
}

/* ── What the lanes tell ─────────────────────────────────────────────────── */

void
haven_timeline_view_activate (HavenTimelineView *self, HavenTimelineEvent *event)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, event);
}

static void
event_activated_cb (HavenTimelineView *self, HavenTimelineEvent *event)
{
  g_autoptr (HavenTimelineEvent) kept = g_object_ref (event);

  haven_timeline_view_select (self, kept);
  haven_timeline_view_activate (self, kept);
}

static void
event_focused_cb (HavenTimelineView *self, HavenTimelineEvent *event)
{
  guint index;

  if (event != self->selected && self->layout != NULL && haven_timeline_layout_find_event (self->layout, event, &index))
    haven_timeline_view_set_selected (self, (int) index);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
measure_height (HavenTimelineView *self, int *minimum, int *natural)
{
  HavenTimelineSizes sizes;
  int axis = haven_timeline_view_measure_axis (self);

  haven_timeline_lane_measure_sizes (HAVEN_TIMELINE_LANE (self->lanes[0]), &sizes);
  axis += HAVEN_TIMELINE_FOOT;
  *minimum = axis + self->n_lanes * haven_timeline_lane_get_height_for_rows (&sizes, 1);
  *natural = axis + self->n_lanes * haven_timeline_lane_get_height_for_rows (&sizes, NATURAL_ROWS);
}

static void
haven_timeline_view_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = 200;
  *natural = 800;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    measure_height (HAVEN_TIMELINE_VIEW (widget), minimum, natural);
}

static void
allocate_child (GtkWidget *child, int y, int width, int height)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) y));

  gtk_widget_allocate (child, width, MAX (height, 0), -1, transform);
}

/* The lanes share what is left over beside their rows. */
static void
allocate_lanes (HavenTimelineView *self, int top)
{
  int used = top + HAVEN_TIMELINE_FOOT, spare, n = 0;

  for (int i = 0; i < HAVEN_N_LANES; i++)
    if (haven_timeline_view_shows_lane (self, i))
      used += haven_timeline_lane_get_height_for_rows (&self->sizes, self->measures.rows[i]);
  spare = MAX (self->height - used, 0);
  for (int i = 0; i < HAVEN_N_LANES; i++)
    {
      int height = haven_timeline_lane_get_height_for_rows (&self->sizes, self->measures.rows[i]);

      if (!haven_timeline_view_shows_lane (self, i))
        continue;
      height += spare / self->n_lanes + (n++ < spare % self->n_lanes);
      allocate_child (self->lanes[i], top, self->width, height);
      top += height;
    }
}

static void
haven_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (widget);
  int axis_height = haven_timeline_view_measure_axis (self);

  if (width != self->width || height != self->height)
    self->places_stale = TRUE;
  self->width = width;
  self->height = height;
  haven_timeline_view_arrange (self);
  allocate_child (self->axis, 0, width, axis_height);
  allocate_lanes (self, axis_height);
}

/* Tab comes to the timeline once and leaves it at the next press; inside, its own keys move. */
static gboolean
haven_timeline_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (widget);
  guint index, n;

  if (gtk_widget_get_focus_child (widget) != NULL || gtk_widget_has_focus (widget))
    return FALSE;
  n = haven_timeline_view_arrange (self) ? haven_timeline_layout_get_n_events (self->layout) : 0;
  if (n == 0)
    return gtk_widget_grab_focus (widget);
  index = self->selected_index >= 0
            ? (guint) self->selected_index
            : haven_timeline_layout_seek (self->layout, haven_wall_minute_at (haven_timeline_view_get_focus_date (self), 0));
  haven_timeline_view_go_to (self, MIN (index, n - 1));
  return TRUE;
}

static void
haven_timeline_view_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (haven_timeline_view_parent_class)->direction_changed (widget, previous);
  haven_timeline_view_invalidate (HAVEN_TIMELINE_VIEW (widget));
}

static void
haven_timeline_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (haven_timeline_view_parent_class)->css_changed (widget, change);
  haven_timeline_view_invalidate (HAVEN_TIMELINE_VIEW (widget));
}

static void
haven_timeline_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (haven_timeline_view_parent_class)->system_setting_changed (widget, setting);
  HAVEN_TIMELINE_VIEW (widget)->places_stale = TRUE;
  gtk_widget_queue_resize (widget);
}

static void
set_hadjustment (HavenTimelineView *self, GtkAdjustment *adjustment)
{
  if (self->hadjustment == adjustment && adjustment != NULL)
    return;
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->hadjustment, self);
  g_clear_object (&self->hadjustment);
  self->hadjustment = g_object_ref_sink (adjustment ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (self->hadjustment, "value-changed", G_CALLBACK (haven_timeline_view_moved), self);
  g_clear_object (&self->scrolling);
  self->scrolling =
    adw_timed_animation_new (GTK_WIDGET (self),
                             0,
                             0,
                             SCROLL_MILLISECONDS,
                             adw_property_animation_target_new (G_OBJECT (self->hadjustment), "value"));
  if (self->width > 0)
    haven_timeline_view_configure_adjustments (self);
}

static void
set_vadjustment (HavenTimelineView *self, GtkAdjustment *adjustment)
{
  g_set_object (&self->vadjustment, adjustment);
  if (self->width > 0)
    haven_timeline_view_configure_adjustments (self);
}

static void
haven_timeline_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (object);

  switch ((Property) id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_ZOOM:
      g_value_set_enum (value, self->zoom);
      break;
    case PROP_TODAY:
      g_value_set_int (value, self->today.day);
      break;
    case PROP_NOW_MINUTE:
      g_value_set_int (value, self->now_minute);
      break;
    case PROP_FOCUS_DATE:
      g_value_set_int (value, haven_timeline_view_get_focus_date (self).day);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
haven_timeline_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (object);

  switch ((Property) id)
    {
    case PROP_MODEL:
      haven_timeline_view_set_model (self, g_value_get_object (value));
      break;
    case PROP_ZOOM:
      haven_timeline_view_set_zoom (self, g_value_get_enum (value));
      break;
    case PROP_TODAY:
      haven_timeline_view_set_today (self, (HavenDate) { g_value_get_int (value) });
      break;
    case PROP_NOW_MINUTE:
      haven_timeline_view_set_now_minute (self, g_value_get_int (value));
      break;
    case PROP_SELECTED:
      haven_timeline_view_select (self, g_value_get_object (value));
      break;
    case PROP_HADJUSTMENT:
      set_hadjustment (self, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_vadjustment (self, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    case PROP_FOCUS_DATE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
haven_timeline_view_dispose (GObject *object)
{
  HavenTimelineView *self = HAVEN_TIMELINE_VIEW (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->hadjustment, self);
  g_clear_pointer (&self->axis, gtk_widget_unparent);
  for (int i = 0; i < HAVEN_N_LANES; i++)
    g_clear_pointer (&self->lanes[i], gtk_widget_unparent);
  g_clear_object (&self->scrolling);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->selected);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (haven_timeline_view_parent_class)->dispose (object);
}

static void
haven_timeline_view_finalize (GObject *object)
{
  g_clear_pointer (&HAVEN_TIMELINE_VIEW (object)->layout, haven_timeline_layout_free);
  G_OBJECT_CLASS (haven_timeline_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /** The events, #HavenTimelineEvent objects in time order. */
  haven_timeline_view_properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  haven_timeline_view_properties[PROP_ZOOM] =
    g_param_spec_enum ("zoom", NULL, NULL, HAVEN_TYPE_TIME_ZOOM, HAVEN_TIME_ZOOM_MONTH, flags);
  /** A #HavenDate's day, or %G_MININT32 for none. */
  haven_timeline_view_properties[PROP_TODAY] = g_param_spec_int ("today", NULL, NULL, G_MININT32, G_MAXINT32, G_MININT32, flags);
  /** Where within today the line stands. */
  haven_timeline_view_properties[PROP_NOW_MINUTE] =
    g_param_spec_int ("now-minute", NULL, NULL, 0, HAVEN_MINUTES_A_DAY - 1, HAVEN_MINUTES_A_DAY / 2, flags);
  /** The #HavenDate's day that stands in the middle of the window. */
  haven_timeline_view_properties[PROP_FOCUS_DATE] = g_param_spec_int ("focus-date",
                                                  NULL,
                                                  NULL,
                                                  G_MININT32,
                                                  G_MAXINT32,
                                                  0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  haven_timeline_view_properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, HAVEN_TYPE_TIMELINE_EVENT, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, haven_timeline_view_properties);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
haven_timeline_view_class_init (HavenTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = haven_timeline_view_get_property;
  object_class->set_property = haven_timeline_view_set_property;
  object_class->dispose = haven_timeline_view_dispose;
  object_class->finalize = haven_timeline_view_finalize;
  widget_class->measure = haven_timeline_view_measure;
  widget_class->size_allocate = haven_timeline_view_size_allocate;
  widget_class->focus = haven_timeline_view_focus;
  widget_class->direction_changed = haven_timeline_view_direction_changed;
  widget_class->css_changed = haven_timeline_view_css_changed;
  widget_class->system_setting_changed = haven_timeline_view_system_setting_changed;
  install_properties (object_class);

  /** Somebody opened an event, by pointer, key or screen reader. */
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated",
                                           HAVEN_TYPE_TIMELINE_VIEW,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           HAVEN_TYPE_TIMELINE_EVENT);

  haven_timeline_keys_install (widget_class);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
haven_timeline_view_init (HavenTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->zoom = HAVEN_TIME_ZOOM_MONTH;
  self->today = HAVEN_DATE_NONE;
  self->now_minute = HAVEN_MINUTES_A_DAY / 2;
  self->selected_index = -1;
  self->layout_stale = TRUE;
  self->shown_lanes = (1u << HAVEN_N_LANES) - 1;
  self->n_lanes = HAVEN_N_LANES;
  self->axis = haven_timeline_axis_new ();
  gtk_widget_set_parent (self->axis, widget);
  for (int i = 0; i < HAVEN_N_LANES; i++)
    {
      self->lanes[i] = haven_timeline_lane_new ((HavenLane) i);
      g_signal_connect_swapped (self->lanes[i], "event-activated", G_CALLBACK (event_activated_cb), self);
      g_signal_connect_swapped (self->lanes[i], "event-focused", G_CALLBACK (event_focused_cb), self);
      gtk_widget_set_parent (self->lanes[i], widget);
    }
  set_hadjustment (self, NULL);
  haven_timeline_pointer_attach (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Timeline"), -1);
}

/* ── Public functions ────────────────────────────────────────────────────── */

/**
 * haven_timeline_view_new:
 * @model: (transfer none) (nullable): #HavenTimelineEvent objects in time order
 *
 * One person's events in three lanes on one time axis. Put it into a #GtkScrolledWindow whose vertical policy is never.
 */
GtkWidget *
haven_timeline_view_new (GListModel *model)
{
  return g_object_new (HAVEN_TYPE_TIMELINE_VIEW, "model", model, NULL);
}

/** Returns: (transfer none) (nullable) */
GListModel *
haven_timeline_view_get_model (HavenTimelineView *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_VIEW (self), NULL);
  return self->model;
}

void
haven_timeline_view_set_model (HavenTimelineView *self, GListModel *model)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_VIEW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (model == self->model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (haven_timeline_view_reread), self);
  haven_timeline_view_reread (self);
  g_object_notify_by_pspec (G_OBJECT (self), haven_timeline_view_properties[PROP_MODEL]);
}

HavenTimeZoom
haven_timeline_view_get_zoom (HavenTimelineView *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_VIEW (self), HAVEN_TIME_ZOOM_MONTH);
  return self->zoom;
}

/** The date in the middle of the window stays there. */
void
haven_timeline_view_set_zoom (HavenTimelineView *self, HavenTimeZoom zoom)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_VIEW (self) && zoom < HAVEN_N_TIME_ZOOMS);
  haven_timeline_view_zoom_at (self, zoom, self->width / 2.0);
}

HavenDate
haven_timeline_view_get_today (HavenTimelineView *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_VIEW (self), HAVEN_DATE_NONE);
  return self->today;
}

/** The first date that is set comes to the middle of the window. */
void
haven_timeline_view_set_today (HavenTimelineView *self, HavenDate today)
{
  gboolean first;

  g_return_if_fail (HAVEN_IS_TIMELINE_VIEW (self));
  if (today.day == self->today.day)
    return;
  first = !haven_date_is_set (self->today);
  self->today = today;
  if (first)
    haven_timeline_view_set_centre (self, (double) haven_wall_minute_at (today, HAVEN_MINUTES_A_DAY / 2));
  haven_timeline_view_invalidate (self);
  g_object_notify_by_pspec (G_OBJECT (self), haven_timeline_view_properties[PROP_TODAY]);
}

int
haven_timeline_view_get_now_minute (HavenTimelineView *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_VIEW (self), 0);
  return self->now_minute;
}

void
haven_timeline_view_set_now_minute (HavenTimelineView *self, int minute)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_VIEW (self));
  minute = CLAMP (minute, 0, HAVEN_MINUTES_A_DAY - 1);
  if (minute == self->now_minute)
    return;
  self->now_minute = minute;
  haven_timeline_view_show_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), haven_timeline_view_properties[PROP_NOW_MINUTE]);
}

/** Returns: the date in the middle of the window */
HavenDate
haven_timeline_view_get_focus_date (HavenTimelineView *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_VIEW (self), HAVEN_DATE_NONE);
  return haven_wall_minute_get_date ((HavenWallMinute) self->centre);
}

void
haven_timeline_view_scroll_to_date (HavenTimelineView *self, HavenDate date)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_VIEW (self) && haven_date_is_set (date));
  haven_timeline_view_scroll_to_minute (self, (double) haven_wall_minute_at (date, HAVEN_MINUTES_A_DAY / 2));
}

/** Returns: (transfer none) (nullable) */
HavenTimelineEvent *
haven_timeline_view_get_selected (HavenTimelineView *self)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_VIEW (self), NULL);
  return self->selected;
}

/**
 * haven_timeline_view_set_lanes:
 * @lanes: a bit for each #HavenLane; at least one
 *
 * Which lanes there are. One that is closed to whoever looks does not stand there empty. All of them at first.
 */
void
haven_timeline_view_set_lanes (HavenTimelineView *self, guint lanes)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_VIEW (self) && lanes != 0);

  self->shown_lanes = lanes;
  self->n_lanes = 0;
  for (int i = 0; i < HAVEN_N_LANES; i++)
    {
      gtk_widget_set_visible (self->lanes[i], haven_timeline_view_shows_lane (self, i));
      self->n_lanes += haven_timeline_view_shows_lane (self, i);
    }
  self->places_stale = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** Selects an event of the model, or none for %NULL, and brings it into the window; the keyboard stays where it is. */
void
haven_timeline_view_select (HavenTimelineView *self, HavenTimelineEvent *event)
{
  guint index = 0;

  g_return_if_fail (HAVEN_IS_TIMELINE_VIEW (self));
  g_return_if_fail (event == NULL || HAVEN_IS_TIMELINE_EVENT (event));

  haven_timeline_view_arrange (self);
  if (event == NULL || !haven_timeline_layout_find_event (self->layout, event, &index))
    {
      haven_timeline_view_set_selected (self, -1);
      return;
    }
  haven_timeline_view_set_selected (self, (int) index);
  if (self->width == 0 || !haven_timeline_view_is_in_sight (self, index))
    haven_timeline_view_scroll_to_minute (self, (double) haven_timeline_layout_get_start (self->layout, index));
}
