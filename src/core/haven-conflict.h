/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** In the order of their weight: what is surest comes first. */
typedef enum
{
  HAVEN_CONFLICT_SAME_NAME,
  HAVEN_CONFLICT_SAME_PHONE,
  HAVEN_CONFLICT_SAME_ADDRESS,
  HAVEN_CONFLICT_LIKE_NAME, /* it sounds alike, or the shorter name is part of the longer */
} HavenConflictLevel;

/** Where a match was found, in the order in which somebody looks at it. */
typedef enum
{
  HAVEN_CONFLICT_OTHER_SIDE, /* the other side of somebody else's matter */
  HAVEN_CONFLICT_PERSON,     /* somebody whom the clinic cares for */
  HAVEN_CONFLICT_PARTY,      /* takes part in somebody else's matter otherwise */
  HAVEN_CONFLICT_STAFF,
} HavenConflictPlace;

/** Somebody who may be whom was looked for. */
typedef struct
{
  HavenConflictPlace place;
  HavenConflictLevel level;
  char *id;         /* of the party, the person, the member of staff */
  char *name;
  char *role;       /* of a party */
  char *matter_id;  /* of a party */
  char *looked_for; /* what was typed or known, and found again */
  gboolean of_other_side; /* that was looked for as the other side */
  gboolean past;    /* a party that takes part no more */
  gboolean former;  /* a party that is found by what stood there before: a name, a telephone, an address */
} HavenConflictMatch;

void haven_conflict_match_free (HavenConflictMatch *self);
char *haven_conflict_match_dup_text (const HavenConflictMatch *self);
HavenConflictMatch *haven_conflict_match_new_from_text (const char *text);
int haven_conflict_match_compare (gconstpointer a, gconstpointer b);

/** What is looked for: names, telephone numbers and addresses of a person and of the other side. */
typedef struct _HavenConflictSearch HavenConflictSearch;

HavenConflictSearch *haven_conflict_search_new (void);
void haven_conflict_search_free (HavenConflictSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenConflictSearch, haven_conflict_search_free)

void haven_conflict_search_add_name (HavenConflictSearch *self, const char *name, gboolean of_other_side);
void haven_conflict_search_add_phone (HavenConflictSearch *self, const char *phone, gboolean of_other_side);
void haven_conflict_search_add_address (HavenConflictSearch *self, const char *address, gboolean of_other_side);
char **haven_conflict_search_dup_looked_for (HavenConflictSearch *self);

/** One of the things that are looked for. */
typedef struct _HavenConflictTerm HavenConflictTerm;

typedef enum
{
  HAVEN_CONFLICT_TERM_NAME,
  HAVEN_CONFLICT_TERM_PHONE,
  HAVEN_CONFLICT_TERM_ADDRESS,
} HavenConflictTermKind;

guint haven_conflict_search_get_n_terms (HavenConflictSearch *self);
const HavenConflictTerm *haven_conflict_search_get_term (HavenConflictSearch *self, guint position);
HavenConflictTermKind haven_conflict_term_get_kind (const HavenConflictTerm *self);
const char *haven_conflict_term_get_text (const HavenConflictTerm *self);
const char *haven_conflict_term_get_key (const HavenConflictTerm *self);
const char *haven_conflict_term_get_sound (const HavenConflictTerm *self);
gboolean haven_conflict_term_is_of_other_side (const HavenConflictTerm *self);
gboolean haven_conflict_term_matches_name (const HavenConflictTerm *self,
                                           const char *search_key,
                                           const char *sound_key,
                                           HavenConflictLevel *level);
gboolean haven_conflict_term_matches_key (const HavenConflictTerm *self, HavenConflictTermKind kind, const char *key);

#define HAVEN_CONFLICT_LEAST_REASON 10 /* letters */

/** That was looked for, what was found, and what somebody decided: kept, and never changed. */
typedef struct
{
  char *id;
  char *patient_id;
  char **looked_for;
  char **matches;  /* place, level and id of each */
  gboolean behind_the_wall;  /* a match that is not open to whoever looked */
  char *outcome;  /* clear, cleared, declined, referred */
  char *reason;
  char *decided_by;
  HavenInstant decided_at;
  char *matter_id;  /* that was open already when somebody was to take part in it; none where a matter was to open */
} HavenConflictCheck;
HAVEN_DECLARE_RECORD (HavenConflictCheck, haven_conflict_check)

const char *haven_conflict_level_get_code (HavenConflictLevel level);
const char *haven_conflict_place_get_code (HavenConflictPlace place);

#define HAVEN_CONFLICT_ERROR (haven_conflict_error_quark ())
GQuark haven_conflict_error_quark (void);

typedef enum
{
  HAVEN_CONFLICT_ERROR_BAD_OUTCOME,     /* does not fit what was found */
  HAVEN_CONFLICT_ERROR_MISSING_REASON,
  HAVEN_CONFLICT_ERROR_NOT_LOOKED_FOR,  /* a matter names somebody whom nobody looked for */
} HavenConflictError;

gboolean haven_conflict_check_holds (const HavenConflictCheck *check, GError **error);
gboolean haven_conflict_outcome_allows (const char *outcome);

G_END_DECLS
