/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** From @opens to @closes, in minutes of the day. */
typedef struct
{
  int opens;
  int closes;
} HavenDayInterval;

/** Somebody or something that appointments take: a column of the day. */
#define HAVEN_TYPE_DAY_COLUMN (haven_day_column_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayColumn, haven_day_column, HAVEN, DAY_COLUMN, GObject)

HavenDayColumn *haven_day_column_new (const char *id, const char *name, const char *kind);
void haven_day_column_add_open (HavenDayColumn *self, int opens, int closes);
const char *haven_day_column_get_id (HavenDayColumn *self);
const char *haven_day_column_get_name (HavenDayColumn *self);
const char *haven_day_column_get_kind (HavenDayColumn *self);
const char *haven_day_column_get_icon_name (HavenDayColumn *self);
const char *haven_day_column_get_kind_label (HavenDayColumn *self);
const char *haven_day_column_get_css_class (HavenDayColumn *self);
const HavenDayInterval *haven_day_column_get_open (HavenDayColumn *self, guint *n_intervals);
gboolean haven_day_column_is_open (HavenDayColumn *self, int minute);
gboolean haven_day_column_is_named_like (HavenDayColumn *self, HavenDayColumn *other);

/** An appointment of the day; it stands in each of its columns. */
#define HAVEN_TYPE_DAY_EVENT (haven_day_event_get_type ())
G_DECLARE_FINAL_TYPE (HavenDayEvent, haven_day_event, HAVEN, DAY_EVENT, GObject)

HavenDayEvent *haven_day_event_new (const char *id,
                                    const char *const *column_ids,
                                    int start,
                                    int end,
                                    const char *title,
                                    const char *subtitle,
                                    const char *status,
                                    gboolean conflict);
HavenDayEvent *haven_day_event_new_taken (const char *id, const char *const *column_ids, int start, int end);
gboolean haven_day_event_is_taken (HavenDayEvent *self);
const char *haven_day_event_get_id (HavenDayEvent *self);
const char *const *haven_day_event_get_column_ids (HavenDayEvent *self);
int haven_day_event_get_start (HavenDayEvent *self);
int haven_day_event_get_end (HavenDayEvent *self);
const char *haven_day_event_get_title (HavenDayEvent *self);
const char *haven_day_event_get_subtitle (HavenDayEvent *self);
const char *haven_day_event_get_status (HavenDayEvent *self);
gboolean haven_day_event_get_conflict (HavenDayEvent *self);
gboolean haven_day_event_looks_like (HavenDayEvent *self, HavenDayEvent *other);
char *haven_day_event_dup_times (HavenDayEvent *self);

G_END_DECLS
