/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-timeline-lane.h"
#include "haven-timeline-view.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* What haven-timeline-view.c, -places.c, -keys.c and -pointer.c share. */

#define HAVEN_TIMELINE_FOOT 10 /* pixels below the lanes, where the scroll bar comes and goes */

struct _HavenTimelineView
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *axis;
  GtkWidget *lanes[HAVEN_N_LANES];
  GListModel *model;
  HavenTimelineLayout *layout;
  HavenTimelineEvent *selected;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  AdwAnimation *scrolling;

  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;
  HavenTimeZoom zoom;
  HavenDate today;
  int now_minute;
  HavenTimelineMeasures measures;
  HavenTimelineSizes sizes;
  double centre; /* wall minutes; what stays in the middle when size or zoom change */
  double length; /* pixels of the whole axis */
  int width;
  int height;
  int selected_index;
  guint shown_lanes; /* a bit each */
  int n_lanes;       /* that are shown */
  gboolean layout_stale;
  gboolean places_stale;
  gboolean configuring;
};

typedef enum
{
  PROP_MODEL = 1,
  PROP_ZOOM,
  PROP_TODAY,
  PROP_NOW_MINUTE,
  PROP_FOCUS_DATE,
  PROP_SELECTED,
  N_PROPERTIES,
  PROP_HADJUSTMENT = N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} Property;

extern GParamSpec *haven_timeline_view_properties[N_PROPERTIES];

/* haven-timeline-places.c */

/** Brings positions up to date where model, zoom or size have changed; FALSE while the view has no size yet. */
gboolean haven_timeline_view_arrange (HavenTimelineView *self);
void haven_timeline_view_invalidate (HavenTimelineView *self);
void haven_timeline_view_reread (HavenTimelineView *self);
void haven_timeline_view_moved (HavenTimelineView *self);
void haven_timeline_view_set_centre (HavenTimelineView *self, double minute);
void haven_timeline_view_show_frame (HavenTimelineView *self);
void haven_timeline_view_configure_adjustments (HavenTimelineView *self);
void haven_timeline_view_set_selected (HavenTimelineView *self, int index);
int haven_timeline_view_measure_axis (HavenTimelineView *self);
gboolean haven_timeline_view_is_in_sight (HavenTimelineView *self, guint index);
void haven_timeline_view_scroll_to_minute (HavenTimelineView *self, double minute);
void haven_timeline_view_scroll_by (HavenTimelineView *self, double pixels);
void haven_timeline_view_zoom_at (HavenTimelineView *self, HavenTimeZoom zoom, double x);
void haven_timeline_view_go_to (HavenTimelineView *self, guint index);

/* haven-timeline-view.c */
gboolean haven_timeline_view_shows_lane (HavenTimelineView *self, int lane);
void haven_timeline_view_activate (HavenTimelineView *self, HavenTimelineEvent *event);

/* haven-timeline-keys.c, haven-timeline-pointer.c */
void haven_timeline_keys_install (GtkWidgetClass *widget_class);
void haven_timeline_pointer_attach (HavenTimelineView *self);

G_END_DECLS
