/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one-trip finder: several visits on one date, one after the other, so that somebody comes
 * once.
 *
 * All times are local wall time, which is what is promised to a person: minutes of the day within a
 * date, and wall minutes since 1970-01-01T00:00 for intervals. All intervals are half-open. A trip
 * never touches the hour that a clock change leaves out or repeats, nor straddles it: so each
 * promised time is one time, and a minute on the wall is a minute in the room.
 */

#pragma once

#include "haven-date.h"
#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define HAVEN_TRIP_ERROR (haven_trip_error_quark ())
GQuark haven_trip_error_quark (void);

typedef enum
{
  HAVEN_TRIP_ERROR_NOT_READABLE, /* no JSON, or of another shape; the sentence names the place */
  HAVEN_TRIP_ERROR_NOT_SENSIBLE, /* well written, but contradictory, out of range or too large */
} HavenTripError;

/** Wall minutes since 1970-01-01T00:00, half-open. */
typedef struct
{
  gint64 start;
  gint64 end;
} HavenTripInterval;

/** The same minutes of some weekdays, half-open. */
typedef struct
{
  guint days; /* bit 0 is Monday, bit 6 is Sunday */
  int from;   /* minute of the day */
  int to;     /* at most 1440 */
} HavenTripWindow;

typedef struct
{
  char *id;
  GArray *open; /* of HavenTripWindow; windows that touch or overlap count as one */
  GArray *busy; /* of HavenTripInterval, in any order */
} HavenTripResource;

typedef struct
{
  char *between[2]; /* two sites, in either order */
  int minutes;
} HavenTripTravel;

typedef struct
{
  char *id;
  int minutes;
  gboolean sensitive; /* some rest follows it */
  char *site;         /* nullable */
  GPtrArray *needs;   /* of GStrv: one resource out of each, none twice */
  GPtrArray *after;   /* of char *: parts that come before it */
} HavenTripPart;

/**
 * HavenTripProblem:
 *
 * What is looked for. haven_trip_problem_new() gives the house's defaults: a step of 15 minutes, at
 * most 180 from first start to last end, at most 45 between two parts, 15 of rest, ten offers.
 */
typedef struct
{
  char *timezone; /* IANA name; nullable, where no clock change is to be minded */
  HavenDate from;
  HavenDate to;
  HavenDate not_after; /* may be unset */
  int step;            /* starts lie on this grid, counted from midnight */
  int max_span;
  int max_gap;
  int decompress;
  int limit;
  GArray *closed;       /* of HavenDate */
  GArray *safe;         /* of HavenTripWindow; a trip lies inside one of them. None: any time */
  GArray *never;        /* of HavenTripInterval */
  GPtrArray *resources; /* of HavenTripResource */
  GPtrArray *travel;    /* of HavenTripTravel */
  GPtrArray *parts;     /* of HavenTripPart */
} HavenTripProblem;

HavenTripProblem *haven_trip_problem_new (void);
HavenTripProblem *
haven_trip_problem_new_from_json (const char *json, gssize length, GError **error);
void haven_trip_problem_free (HavenTripProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripProblem, haven_trip_problem_free)

HavenTripResource *haven_trip_problem_add_resource (HavenTripProblem *self, const char *id);
HavenTripPart *haven_trip_problem_add_part (HavenTripProblem *self, const char *id, int minutes);
void haven_trip_part_add_need (HavenTripPart *part, const char *const *resource_ids);
void haven_trip_problem_add_travel (HavenTripProblem *self,
                                    const char *site,
                                    const char *other_site,
                                    int minutes);
void haven_trip_windows_add (GArray *windows, guint days, int from, int to);
void haven_trip_intervals_add (GArray *intervals, HavenDate date, int from, int to);
gboolean haven_trip_problem_check (const HavenTripProblem *self, GError **error);
JsonObject *haven_trip_problem_to_json (const HavenTripProblem *self);

/** A fact that speaks for an offer. */
typedef enum
{
  HAVEN_TRIP_WHY_ONE_TRIP, /* n: parts */
  HAVEN_TRIP_WHY_NO_WAITING,
  HAVEN_TRIP_WHY_WAITING,       /* n: minutes between the parts in all */
  HAVEN_TRIP_WHY_REST,          /* n: minutes after the part @id */
  HAVEN_TRIP_WHY_WAY,           /* n: minutes between the parts @id and @other, at two sites */
  HAVEN_TRIP_WHY_SAME_RESOURCE, /* the resource @id serves n parts */
  HAVEN_TRIP_WHY_SAFE_HOURS,
  HAVEN_TRIP_WHY_DAYS_BEFORE, /* n: days before the date that must be kept */
} HavenTripWhyCode;

typedef struct
{
  HavenTripWhyCode code;
  int n;
  char *id;
  char *other;
} HavenTripWhy;

typedef struct
{
  char *id;
  int start; /* minute of the day */
  int end;
  char **resources; /* one for each needs list, in their order */
} HavenTripOfferPart;

typedef struct
{
  HavenDate date;
  int start;
  int end;
  int gap_minutes;
  int distinct_resources;
  int days_before_deadline; /* -1 without a deadline */
  GPtrArray *why;           /* of HavenTripWhy */
  GPtrArray *parts;         /* of HavenTripOfferPart, by start */
} HavenTripOffer;

/** What can stand in the way of a date. */
typedef enum
{
  HAVEN_TRIP_RULE_MAX_SPAN,
  HAVEN_TRIP_RULE_MAX_GAP,
  HAVEN_TRIP_RULE_BUSY,  /* what the resource @id is taken by */
  HAVEN_TRIP_RULE_HOURS, /* when the resource @id is open */
  HAVEN_TRIP_RULE_CLOSED,
  HAVEN_TRIP_RULE_AFTER,
  HAVEN_TRIP_RULE_DECOMPRESS,
  HAVEN_TRIP_RULE_TRAVEL,
  HAVEN_TRIP_RULE_NOT_AFTER,
  HAVEN_TRIP_RULE_NEVER,
  HAVEN_TRIP_RULE_SAFE,
  HAVEN_TRIP_RULE_SEVERAL,    /* no rule alone: those in @together */
  HAVEN_TRIP_RULE_IMPOSSIBLE, /* nothing that could change would help */
} HavenTripRule;

#define HAVEN_TRIP_N_CHANGEABLE_RULES HAVEN_TRIP_RULE_SEVERAL

/**
 * HavenTripBlocker:
 *
 * A rule without which, all others kept, each of @dates would have an offer. The rule that would
 * win most dates comes first.
 */
typedef struct
{
  HavenTripRule rule;
  char *id;       /* nullable: the resource */
  guint together; /* for several: a bit for each rule; dropping all of them helps, not one of them
                     less */
  int value;      /* what the rule says now, in minutes; 0 for rules without a measure */
  int needed;     /* the value that would win all @dates; 0 where it has no measure */
  GArray *dates;  /* of HavenDate, in order */
} HavenTripBlocker;

typedef struct
{
  GPtrArray *offers;   /* of HavenTripOffer, by date and start */
  GPtrArray *blockers; /* of HavenTripBlocker */
} HavenTripResult;

/** Gives the name to show for a resource or a part; %NULL shows its id. The name is borrowed. */
typedef const char *(*HavenTripNameFunc) (const char *id, gpointer data);

HavenTripResult *
haven_trip_find (const HavenTripProblem *problem, GCancellable *cancellable, GError **error);
void haven_trip_result_free (HavenTripResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripResult, haven_trip_result_free)
JsonObject *haven_trip_result_to_json (const HavenTripResult *self);

const char *haven_trip_rule_get_name (HavenTripRule rule);
char *
haven_trip_why_dup_words (const HavenTripWhy *self, HavenTripNameFunc get_name, gpointer data);
char *haven_trip_blocker_dup_words (const HavenTripBlocker *self,
                                    HavenTripNameFunc get_name,
                                    gpointer data);

G_END_DECLS
