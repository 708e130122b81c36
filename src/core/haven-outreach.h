/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-record.h"

G_BEGIN_DECLS

/**
 * Somebody did not come for the second time within a year, and is asked how they are (domain 2.4). A missed visit ends
 * nobody's care. The store opens it with the visit's status.
 */
typedef struct
{
  char *id;       /* the visit that was missed when it opened */
  char *patient_id;
  char *outcome;  /* new-time, will-call, no-contact, someone-else, came, not-missed; NULL while it is open */
  HavenInstant closed_at;
  char *closed_by;
  gint64 row_version;
} HavenOutreach;
HAVEN_DECLARE_RECORD (HavenOutreach, haven_outreach)

const HavenChoice *haven_outreach_get_outcomes (void);
char *haven_outreach_dup_words (const char *caller_name);

G_END_DECLS
