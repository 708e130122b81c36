/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the finder works. The parts of a trip do not overlap, so who is free for one part never
 * depends on another: for each part and start it is known beforehand whether its needs can be met.
 * What is left is the order. For each set of parts already given, the last one and its start, the
 * earliest end of the whole trip is computed backwards, many starts at a time; the fewest minutes
 * of gap follow. Only trips with exactly that gap are then walked through, for the fewest
 * resources.
 */

#pragma once

#include "haven-trip.h"

G_BEGIN_DECLS

#define TRIP_DAY_MINUTES 1440
#define TRIP_MAX_DAYS 366
#define TRIP_MAX_PARTS 8
#define TRIP_MAX_NEEDS 8      /* of one part */
#define TRIP_MAX_RESOURCES 64 /* that the parts name; a set of them is one word */
#define TRIP_NO_END G_MAXINT16
#define TRIP_NOBODY G_MAXUINT

extern const char *const trip_weekdays[];

gint64 trip_minute_at (HavenDate date, int minute);
gint64 trip_day_of (gint64 moment);
char *trip_dup_time (int minute);
void trip_merge (GArray *intervals);
void trip_add_clock_changes (const HavenTripProblem *problem, GArray *intervals);

/* ── The problem, ready to be searched ──────────────────────────────────── */

typedef struct
{
  const HavenTripResource *of;
  GArray
      *open[7]; /* of HavenTripInterval in minutes of the day, apart from each other and in order */
  GArray *busy; /* of HavenTripInterval, apart and in order */
} TripResource;

typedef struct
{
  const HavenTripPart *of;
  int minutes;
  guint n_needs;
  guint64 needs[TRIP_MAX_NEEDS]; /* sets of resources */
  guint64 anybody;               /* all of them together */
  guint after;                   /* set of parts */
} TripPart;

typedef struct
{
  const HavenTripProblem *problem;
  guint n_slots; /* starts of a day */
  guint n_parts;
  guint n_resources;
  int total_minutes;
  TripPart parts[TRIP_MAX_PARTS];
  TripResource resources[TRIP_MAX_RESOURCES];
  int way[TRIP_MAX_PARTS][TRIP_MAX_PARTS]; /* minutes between the sites of two parts */
  GArray *never;                           /* of HavenTripInterval, apart and in order */
  GArray *clock_changes;                   /* likewise; no rule that could be dropped */
  GHashTable *closed;                      /* set of days */
  gint16 *until[7]; /* by slot: the end of the latest safe window that holds it, by weekday */
} TripIndex;

TripIndex *trip_index_new (const HavenTripProblem *problem);
void trip_index_free (TripIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TripIndex, trip_index_free)

/** Which rules do not count in a search. */
typedef struct
{
  guint rules;    /* a bit for each HavenTripRule */
  guint resource; /* whose hours or time taken; %TRIP_NOBODY for everybody's */
  int max_gap;    /* what counts where that rule does not; 0 for any */
} TripWithout;

static inline gboolean
trip_without (const TripWithout *self, HavenTripRule rule)
{
  return (self->rules & 1u << rule) != 0;
}

/* ── One date ───────────────────────────────────────────────────────────── */

typedef struct
{
  const TripIndex *index;
  guint n_padded; /* slots, filled up to whole blocks */
  guint low;      /* the blocks of slots that the latest search looked at */
  guint high;
  HavenDate date;
  guint64
      *available[TRIP_MAX_PARTS]; /* by slot: who of its resources is open and free throughout */
  gint16 *barred[TRIP_MAX_PARTS]; /* by slot: 0 where the part can start, else no end */
  gint16 *until;                  /* by slot: the latest end of a trip that starts there */
  gint16 *ends;   /* by set of parts, last part and its slot: the earliest end of the whole */
  gint16 *first;  /* by slot: the earliest end of a trip that starts there */
  gint16 *tables; /* for the smallest of a range */
  guint n_levels;
  guint after[TRIP_MAX_PARTS]; /* the rules of the latest search, in slots */
  guint nearest[TRIP_MAX_PARTS][TRIP_MAX_PARTS];
  guint furthest[TRIP_MAX_PARTS];
  gboolean
      is_beginning[1u << TRIP_MAX_PARTS]; /* by set of parts: whether a trip may begin with it */
  int max_span;
} TripDay;

TripDay *trip_day_new (const TripIndex *index);
void trip_day_free (TripDay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TripDay, trip_day_free)

gboolean trip_touches (const GArray *intervals, HavenDate date);
gboolean trip_day_counts (const TripIndex *index, HavenDate date, const TripWithout *without);
gboolean trip_day_prepare (TripDay *self, HavenDate date, const TripWithout *without);
gboolean trip_day_search (TripDay *self, const TripWithout *without);
int trip_day_get_span (const TripDay *self, guint slot);

static inline const gint16 *
trip_day_get_ends (const TripDay *self, guint set, guint last)
{
  return self->ends + ((gsize) set * self->index->n_parts + last) * 2 * self->n_padded;
}

/* ── Resources for parts ────────────────────────────────────────────────── */

#define TRIP_N_REMEMBERED 4096

/** Whether few resources serve all parts; what was found out is remembered. */
typedef struct
{
  const TripIndex *index;
  struct
  {
    guint64 available[TRIP_MAX_PARTS];
    int least; /* fewer do not serve; 0 for an empty place */
    int most;  /* so many do */
  } remembered[TRIP_N_REMEMBERED];
} TripCover;

gboolean trip_cover_can_serve (const guint64 *needs, guint n_needs, guint64 available);
gboolean trip_cover_fits (TripCover *self, const guint64 *available, int n_distinct);
int trip_cover_count (TripCover *self, const guint64 *available);
void trip_cover_choose (const TripCover *self,
                        const guint64 *available,
                        int n_distinct,
                        guint chosen[TRIP_MAX_PARTS][TRIP_MAX_NEEDS]);

/* ── Results ────────────────────────────────────────────────────────────── */

typedef struct
{
  gboolean found;
  int gap;
  int n_distinct;
  guint first;                  /* slot */
  guint starts[TRIP_MAX_PARTS]; /* slots, by part */
} TripBest;

void trip_day_find_best (const TripDay *self, TripCover *cover, gboolean afternoon, TripBest *best);
HavenTripOffer *trip_offer_new (const TripDay *day, const TripCover *cover, const TripBest *best);
void trip_offer_free (gpointer data);
void trip_offer_explain (HavenTripOffer *self, const HavenTripProblem *problem);
gboolean trip_find_blockers (TripDay *day,
                             const GArray *dates,
                             GPtrArray *blockers,
                             GCancellable *cancellable,
                             GError **error);
void trip_blocker_free (gpointer data);

G_END_DECLS
