/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-time-scale.h"
#include "haven-timeline-event.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HavenTimelineLayout:
 *
 * Where each event of a timeline stands, without any widget: events that would cover each other are stacked in rows of
 * their lane, and where a lane has no row left, they are gathered in a chip. Pixels count from the scale's origin along
 * the time axis; whoever draws mirrors them for right-to-left.
 */
typedef struct _HavenTimelineLayout HavenTimelineLayout;

typedef struct
{
  HavenTimeScale scale;
  double compact_width;   /* an event shown by its icon alone */
  double character_width; /* of the title's text */
  double padding;         /* around the title, icon included */
  double widest;          /* an event never takes more than this, unless it lasts longer */
  double gap;             /* between two events in a row */
  int rows[HAVEN_N_LANES];
} HavenTimelineMeasures;

typedef struct
{
  double x;
  double width;
  int row;
  int chip; /* the number of the chip that the event is gathered in, or -1 */
} HavenTimelineBox;

typedef struct
{
  double x;
  int row;
  guint count;
} HavenTimelineChipBox;

HavenTimelineLayout *haven_timeline_layout_new (GListModel *events);
void haven_timeline_layout_free (HavenTimelineLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTimelineLayout, haven_timeline_layout_free)

void haven_timeline_layout_arrange (HavenTimelineLayout *self, const HavenTimelineMeasures *measures);

guint haven_timeline_layout_get_n_events (HavenTimelineLayout *self);
HavenTimelineEvent *haven_timeline_layout_get_event (HavenTimelineLayout *self, guint index);
HavenWallMinute haven_timeline_layout_get_start (HavenTimelineLayout *self, guint index);
HavenWallMinute haven_timeline_layout_get_end (HavenTimelineLayout *self, guint index);
void haven_timeline_layout_get_box (HavenTimelineLayout *self, guint index, HavenTimelineBox *box);

gboolean haven_timeline_layout_find_event (HavenTimelineLayout *self, HavenTimelineEvent *event, guint *index);
gboolean haven_timeline_layout_find_record (HavenTimelineLayout *self,
                                            HavenEventKind kind,
                                            const char *record_id,
                                            guint *index);
guint haven_timeline_layout_seek (HavenTimelineLayout *self, HavenWallMinute minute);
gboolean haven_timeline_layout_step (HavenTimelineLayout *self, HavenLane lane, guint from, int direction, guint *index);
gboolean haven_timeline_layout_nearest (HavenTimelineLayout *self, HavenLane lane, HavenWallMinute minute, guint *index);

void haven_timeline_layout_find_boxes (HavenTimelineLayout *self, HavenLane lane, double from, double to, GArray *indices);
void haven_timeline_layout_find_chips (HavenTimelineLayout *self, HavenLane lane, double from, double to, GArray *chips);
void haven_timeline_layout_find_tails (HavenTimelineLayout *self, HavenLane lane, double from, double to, GArray *indices);
void haven_timeline_layout_get_chip (HavenTimelineLayout *self, HavenLane lane, guint chip, HavenTimelineChipBox *box);
void haven_timeline_layout_get_chip_events (HavenTimelineLayout *self, HavenLane lane, guint chip, GListStore *events);

G_END_DECLS
