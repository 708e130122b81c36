/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-consent.h"
#include "haven-edit.h"
#include "haven-trip.h"

G_BEGIN_DECLS

/* How long found times are kept while the person is asked (domain 2.4), and how many offers have a key. */
#define HAVEN_TRIPS_HOLD_MINUTES 15
#define HAVEN_TRIPS_MOST_OFFERS 9
#define HAVEN_TRIPS_MOST_VISITS 8

/** One visit that somebody wants as a part of a trip. */
typedef struct
{
  char *id;         /* of the part */
  char *plan_words; /* nullable: of the plan's action; not a visit's title, which the desk reads too */
  char *title;      /* neutral words */
  char *kind;       /* medical, legal, advocate */
  int minutes;
  gboolean wanted;
  gboolean sensitive; /* some rest follows it */
  gboolean needs_room;
  gboolean needs_interpreter; /* of the person's language */
  char *provider_id;          /* nullable: whoever does visits of that kind */
} HavenTripVisit;

HavenTripVisit *haven_trip_visit_new (const char *id, const char *kind);
HavenTripVisit *haven_trip_visit_copy (const HavenTripVisit *self);
void haven_trip_visit_free (HavenTripVisit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripVisit, haven_trip_visit_free)

const char *haven_trip_kind_get_provider (const char *kind);

/** What is asked: for whom, when, and which visits. Rules that were given up were given up by somebody, one by one. */
typedef struct
{
  char *patient_id;
  char *site; /* nullable: where the first provider works */
  HavenDate from;
  HavenDate to;
  gboolean past_published_date; /* also after the date that the legal side published */
  gboolean outside_safe_hours;  /* also when it does not suit the person */
  gboolean outside_hours;       /* also when those who are wanted are not there, but somebody is */
  gboolean on_closed_days;      /* also when the clinic is closed */
  gboolean in_order;
  int max_span;
  int max_gap;
  int decompress;
  GPtrArray *visits; /* HavenTripVisit; only those that are wanted count */
} HavenTripQuestion;

HavenTripQuestion *haven_trip_question_new (const char *patient_id);
HavenTripQuestion *haven_trip_question_copy (const HavenTripQuestion *self);
gboolean haven_trip_question_equal (const HavenTripQuestion *a, const HavenTripQuestion *b);
char *haven_trip_question_dup_text (const HavenTripQuestion *self);
HavenTripQuestion *haven_trip_question_new_from_text (const char *patient_id, const char *text);
void haven_trip_question_free (HavenTripQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripQuestion, haven_trip_question_free)

/** What the question begins with. */
typedef struct
{
  HavenPatient *patient;
  GPtrArray *resources;       /* HavenResource, those that are active, in the order of the columns */
  HavenBridgeDate *published; /* nullable: the nearest date that stands and is to come */
  gboolean has_safe_hours;    /* some hours suit the person, others do not */
  HavenTripQuestion *question;
} HavenTripStart;

void haven_trip_start_free (HavenTripStart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripStart, haven_trip_start_free)

HavenTripStart *haven_trips_load_start (HavenSession *session, const char *patient_id, GError **error);

/** Why a visit cannot be part of any trip at all. */
typedef enum
{
  HAVEN_TRIP_MISSING_NOTHING,
  HAVEN_TRIP_MISSING_VISITS,      /* none is wanted */
  HAVEN_TRIP_MISSING_PROVIDER,    /* nobody is there for that kind */
  HAVEN_TRIP_MISSING_ROOM,
  HAVEN_TRIP_MISSING_INTERPRETER, /* nobody interprets the language */
} HavenTripMissing;

/** What was found. It never changes, and other threads may read it. */
typedef struct
{
  HavenTripQuestion *question;
  HavenTripResult *result; /* nullable: something is missing */
  HavenTripMissing missing;
  char *missing_for; /* nullable: the id of the visit */
  GHashTable *names; /* id of a resource or a visit to its name */
  GHashTable *closed; /* number of a day on which the clinic is closed to what the day is called, where it has a name */
  guint working_days; /* on which anybody is there; bit 0 is Monday */
  HavenDate not_after;
} HavenTripAnswer;

HavenTripAnswer *haven_trip_answer_ref (HavenTripAnswer *self);
void haven_trip_answer_unref (HavenTripAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripAnswer, haven_trip_answer_unref)

const char *haven_trip_answer_get_name (const char *id, gpointer answer);
char *haven_trip_answer_dup_blocker_words (HavenTripAnswer *self, const HavenTripBlocker *blocker);
gboolean haven_trip_answer_is_person (const char *id);

HavenTripAnswer *haven_trips_find (HavenSession *session,
                                   const HavenTripQuestion *question,
                                   const char *own_hold_id,
                                   GCancellable *cancellable,
                                   GError **error);

/* ── Keeping and booking an offer ─────────────────────────────────────────── */

char *haven_trips_hold (HavenSession *session,
                        const HavenTripAnswer *answer,
                        guint position,
                        const char *instead_of,
                        HavenInstant *until,
                        GError **error);
gboolean haven_trips_release (HavenSession *session, const char *hold_id, GError **error);
void haven_trips_release_all (HavenSession *session);
HavenEdit *haven_trips_edit_book (HavenSession *session,
                                  const HavenTripAnswer *answer,
                                  guint position,
                                  const char *hold_id,
                                  GError **error);
GPtrArray *haven_trips_list_parts (HavenSession *session, const char *trip_id, GError **error);

G_END_DECLS
