/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include "haven-transaction.h"

G_BEGIN_DECLS

/** One line of the log. */
typedef struct
{
  HavenPartition partition;
  gint64 sequence;   /* in the partition */
  HavenInstant at;
  char *staff_id;
  char *staff_name;  /* nullable: somebody who is not known by name here */
  char *action;
  char *record;
  char *object_id;   /* nullable, as are all that follow */
  char *patient_id;
  char *detail;
  char *workstation;
  char *session;
  char *changed;     /* names of fields */
} HavenAuditEntry;

void haven_audit_entry_free (HavenAuditEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAuditEntry, haven_audit_entry_free)

/** How far back a list went: where the next page goes on. Zeros: from the newest event on. */
typedef struct
{
  gint64 before[HAVEN_N_PARTITIONS];
} HavenAuditPlace;

/** Which lines are asked for. */
typedef struct
{
  const char *patient_id; /* nullable: anybody */
  const char *staff_id;   /* nullable: anybody */
  const char *action;     /* nullable: anything */
  HavenInstant since;     /* zero: from the first event on */
  HavenInstant until;     /* zero: to the last one; otherwise what was before it */
  guint limit;
} HavenAuditFilter;

GPtrArray *haven_audit_list (HavenTransaction *self,
                             const HavenAuditFilter *filter,
                             HavenAuditPlace *place,
                             gboolean *more,
                             GError **error);

G_END_DECLS
