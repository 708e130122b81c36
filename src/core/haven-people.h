/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"
#include "haven-staff.h"

G_BEGIN_DECLS

/** A person whom the clinic cares for. A handle is enough: no other field is ever forced (domain 2.1). */
typedef struct
{
  char *id;
  char *name;             /* what the person wants to be called */
  char *pronouns;
  char *born_on;          /* YYYY, YYYY-MM or YYYY-MM-DD */
  gboolean born_estimated;
  char *spoken_language;  /* BCP 47 */
  char *written_language; /* BCP 47: the language of papers */
  char **languages;
  char *interpreter_need; /* none, spoken, sign, relay */
  gboolean do_not_contact;
  char *mail_to;          /* the safe mailing address */
  char *status;           /* active, paused, closed */
  HavenInstant created_at;
  gint64 row_version;
} HavenPatient;
HAVEN_DECLARE_RECORD (HavenPatient, haven_patient)

/** Another name of a person: an alias, the name in its own script, a former name. */
typedef struct
{
  char *id;
  char *patient_id;
  char *kind; /* alias, native-script, former */
  char *text;
} HavenPatientName;
HAVEN_DECLARE_RECORD (HavenPatientName, haven_patient_name)

/** How, when and whether a person may be reached on one channel (domain 2.11; 45 CFR 164.522(b)). */
typedef struct
{
  char *id;
  char *patient_id;
  char *channel; /* mobile, home, work, email, mail, in-person, via-person */
  char *value;
  char *safe;    /* yes, no, ask-first, only-if */
  gint64 safe_from; /* minute of the day */
  gint64 safe_to;
  char **days;   /* mon … sun; none: every day */
  char *leave_voicemail; /* no, name-only, coded */
  gboolean text_ok;
  char *caller_name_to_use;
  char *code_question;
  char *who_else_hears;
  HavenDate last_confirmed_on;
  gint64 confirm_every_days;
} HavenSafeContactRule;
HAVEN_DECLARE_RECORD (HavenSafeContactRule, haven_safe_contact_rule)

/** What somebody typed and has not finished; kept so that a crash, a lock or a hide loses nothing. */
typedef struct
{
  char *id;
  char *staff_id;
  char *editor;     /* which editor, for example note */
  char *subject_id; /* whom or what it is about */
  char *text;
  gint64 caret;     /* in characters */
  HavenInstant saved_at;
} HavenDraft;

/* A draft lives in the partition of what it will become, so there is one description for each. */
extern const HavenRecordInfo haven_clinical_draft_info;
extern const HavenRecordInfo haven_legal_draft_info;
extern const HavenRecordInfo haven_shared_draft_info;
HavenDraft *haven_draft_new (void);
void haven_draft_free (HavenDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDraft, haven_draft_free)

G_END_DECLS
