/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar-times.h"
#include "haven-edit.h"
#include "haven-export.h"

G_BEGIN_DECLS

/** How much a calendar file says that leaves. More than this would be about somebody (34 USC 12291(b)(2)). */
typedef enum
{
  HAVEN_CALENDAR_SAYS_BUSY,  /* that a time is taken */
  HAVEN_CALENDAR_SAYS_VISIT, /* that it is a visit */
} HavenCalendarSays;

#define HAVEN_CALENDAR_MOST_DAYS 366

/** Which times somebody takes along. */
typedef struct
{
  const char *resource_id; /* (nullable): of whom or what; NULL: of all */
  HavenDate first;
  HavenDate last;
  HavenCalendarSays says;
} HavenCalendarWanted;

/** A calendar file on its way out. */
typedef struct
{
  GBytes *bytes;
  HavenExport *export; /* by which it leaves */
  guint n_visits;
  guint n_called_off;
} HavenCalendarExport;

HavenCalendarExport *haven_calendar_export (HavenSession *session, const HavenCalendarWanted *wanted, GError **error);
void haven_calendar_export_free (HavenCalendarExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCalendarExport, haven_calendar_export_free)

/** What becomes of one row of a calendar file that comes in. */
typedef enum
{
  HAVEN_CALENDAR_ROW_NEW,
  HAVEN_CALENDAR_ROW_CHANGED,
  HAVEN_CALENDAR_ROW_REMOVED, /* came before, and is called off or not in its entry any more */
  HAVEN_CALENDAR_ROW_SAME,    /* is here already */
  HAVEN_CALENDAR_ROW_CALLED_OFF,
  HAVEN_CALENDAR_ROW_FREE,
  HAVEN_CALENDAR_ROW_PAST,
  HAVEN_CALENDAR_ROW_LATER,
  HAVEN_CALENDAR_ROW_REFUSED,
} HavenCalendarRowState;

#define HAVEN_N_CALENDAR_ROW_STATES 9

typedef struct
{
  HavenCalendarRowState state;
  HavenCalendarFault fault;
  guint line; /* of the file; 0: it is not in it */
  HavenInstant starts_at; /* 0: the row has no time */
  HavenInstant ends_at;
  guint n_visits;         /* that are booked in a time that would be taken: they stay */
} HavenCalendarRow;

const char *haven_calendar_row_state_get_code (HavenCalendarRowState state);
const char *haven_calendar_row_state_get_label (HavenCalendarRowState state);
const char *haven_calendar_fault_get_sentence (HavenCalendarFault fault);

/** What a calendar file is taken for. */
typedef struct
{
  const char *resource_id; /* (nullable): whose busy times its entries become */
  const char *calendar;    /* (nullable): whose closed days its whole days become: clinic */
  gboolean whole;          /* what came before and is not in the file any more goes, too */
} HavenCalendarTaking;

/** What bringing in a calendar file would do. */
typedef struct
{
  GArray *rows;    /* HavenCalendarRow: what is refused first, then by time */
  HavenEdit *edit; /* (nullable): all of it, to be undone as one; NULL: nothing would change */
  guint n[HAVEN_N_CALENDAR_ROW_STATES];
  guint n_others; /* tasks and the like, which are passed over */
  guint n_visits; /* that are booked in times that would be taken */
} HavenCalendarPreview;

HavenCalendarPreview *haven_calendar_preview (HavenSession *session,
                                              GBytes *bytes,
                                              const HavenCalendarTaking *taking,
                                              HavenProgressFunc progress,
                                              gpointer progress_data,
                                              GCancellable *cancellable,
                                              GError **error);
HavenCalendarPreview *haven_calendar_check (HavenClock *clock, GBytes *bytes, GError **error);
void haven_calendar_preview_free (HavenCalendarPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenCalendarPreview, haven_calendar_preview_free)

HavenEdit *haven_calendar_edit_forget (GPtrArray *absences, const char *resource_id);

G_END_DECLS
