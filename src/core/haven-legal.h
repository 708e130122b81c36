/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** A legal matter (domain 2.3). */
typedef struct
{
  char *id;
  char *patient_id;
  char *type;  /* see haven-matter-type.h */
  char *title;
  char *stage;
  HavenDate opened_on;
  HavenDate closed_on;
  char *outcome;
  char *lead_attorney_id;
  char *advocate_id;
  char *venue;
  char *docket_number;
  char *receipt_number;
  char *alien_number;
  char *privilege;  /* attorney-client, advocate, none */
  gboolean protected_1367;  /* 8 USC 1367 */
  char *hold_reason;
  HavenDate filed_on;
  char *receipt_method;
  HavenDate engagement_signed_on;
  char *conflict_check_id;  /* what was looked for before it opened */
  char *stage_reason;  /* why it left the order of its stages, the last time that it did */
  char *court_calendar;  /* nullable: the state court by whose days it plans, as its HavenCourtDay rows name it */
  gint64 row_version;
} HavenMatter;
HAVEN_DECLARE_RECORD (HavenMatter, haven_matter)

/** A day on which a state court is closed. The legal team keeps these tables: state law and court orders set the days. */
typedef struct
{
  char *id;
  char *court;
  HavenDate on_date;
  char *name;
} HavenCourtDay;
HAVEN_DECLARE_RECORD (HavenCourtDay, haven_court_day)

/** Somebody who takes part in a matter, or did. */
typedef struct
{
  char *id;
  char *matter_id;
  char *role;  /* client, adverse, witness, agency, counsel, derivative */
  char *name;
  char *relation;
  char *phone;
  char *address;
  char *patient_id;  /* where the party is a person of the clinic */
  char *conflict_check_id;  /* the look that found nothing against them as they are, or after which somebody cleared it */
  HavenDate ended_on;  /* since when they take part no more */
  char *ended_by;
} HavenParty;
HAVEN_DECLARE_RECORD (HavenParty, haven_party)

/** A legal date with the reason for it. Never deleted: done, waived or void, with who and when (domain 2.3). */
typedef struct
{
  char *id;
  char *matter_id;
  char *patient_id;
  char *rule_code;  /* of seeds/rules; unknown where a person entered the date */
  char *label;
  char *trigger_event;
  HavenDate trigger_on;
  HavenDate last_safe_day;
  HavenDate plan_by;
  HavenDate statutory_day;
  HavenDate mail_by;
  HavenDate opens_on;
  char **alert_on;  /* ISO dates */
  char *citation;
  char *explanation;
  char *kind;  /* filing, response, hearing, validity, renewal, age-out, internal */
  char *owner_id;
  char *set_by;  /* rule, person, notice */
  char *status;  /* open, done, missed, waived, void */
  char *done_by;
  HavenDate done_on;
  char *change_reason;
  gboolean needs_lawyer_check;
  char *event_id; /* nullable: the event that it hangs on, whichever version of it stands */
  gint64 at_minute; /* of a day that is kept itself, as a hearing is: the minute of the day; -1 where nobody knows it */
  char *place;      /* and where; nullable */
  gint64 row_version;
} HavenDeadline;
HAVEN_DECLARE_RECORD (HavenDeadline, haven_deadline)

/** A certification that an agency was asked for: Form I-914 Supplement B or I-918 Supplement B (domain 2.3). */
typedef struct
{
  char *id;
  char *matter_id;
  char *patient_id;
  char *form;  /* I-914B, I-918B */
  char *agency;
  char *official;
  char *method;
  char *state;  /* requested, returned_signed, returned_unsigned, declined */
  HavenDate requested_on;
  HavenDate returned_on;
  HavenDate signed_on;
  gboolean original_held;
  char *deadline_id;  /* of the last safe day that the signature sets */
  gint64 row_version;
} HavenCertification;
HAVEN_DECLARE_RECORD (HavenCertification, haven_certification)

/** Something that somebody is to do by a day of their own choice. */
typedef struct
{
  char *id;
  char *matter_id;
  char *patient_id;
  char *about_id;  /* what it is about, a certification for example */
  char *what;
  HavenDate due_on;
  char *owner_id;
  char *state;  /* open, done, dropped */
  char *done_by;
  HavenDate done_on;
  gint64 row_version;
} HavenLegalTask;
HAVEN_DECLARE_RECORD (HavenLegalTask, haven_legal_task)

/** Something of somebody's record that a matter needs. Why, and which matter, is not told to the care team: they are
 * asked by a HavenRecordRequest. */
typedef struct
{
  char *id;
  char *matter_id;
  char *patient_id;
  char *kind;  /* see haven-record-request.h */
  char *words;  /* what it is to show: the lawyer's own */
  HavenDate wanted_by;
  char *request_id;  /* the last time that it was asked for */
  char *asked_by;
  gint64 row_version;
} HavenMatterEvidence;
HAVEN_DECLARE_RECORD (HavenMatterEvidence, haven_matter_evidence)

/** Something that happened in a matter. What a version says never changes: who corrects it writes a new one, and this one
 * stays readable behind it. Nothing is deleted, only void. */
typedef struct
{
  char *id;       /* of this version */
  char *event_id; /* of what happened: the id of its first version */
  char *matter_id;
  char *patient_id;
  char *kind;  /* see haven-matter-event.h */
  char *words; /* nullable: own words; needed where the kind is other */
  HavenDate on_date;
  char *precision;      /* day, month, year: what of on_date is known */
  HavenDate until_date; /* of a journey: the day of return; unset while it lasts */
  gboolean mailed;      /* it came by mail */
  HavenDate printed_on; /* the last day that a notice prints */
  char *notes;          /* the lawyer's own */
  char *written_by;
  HavenInstant written_at;
  char *change_reason;       /* why this version took the place of the earlier one */
  char *replaced_by;         /* nullable: the version that took its place */
  HavenInstant withdrawn_at; /* where writing it was undone */
  HavenInstant voided_at;
  char *voided_by;
  char *void_reason;
} HavenMatterEvent;
HAVEN_DECLARE_RECORD (HavenMatterEvent, haven_matter_event)

/** A privileged note, which the clinic cannot read. Its words never change: who corrects it writes a new one, and this
 * one stays readable behind it. */
typedef struct
{
  char *id;
  char *matter_id;
  char *patient_id;
  char *title;
  char *text;
  char *author_id;
  HavenInstant written_at;
  HavenInstant signed_at;
  char *corrected_by;        /* nullable: the version that took its place */
  HavenInstant withdrawn_at; /* where writing it was undone */
} HavenLegalNote;
HAVEN_DECLARE_RECORD (HavenLegalNote, haven_legal_note)

G_END_DECLS
