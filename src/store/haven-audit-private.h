/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include "haven-contents-private.h"
#include "haven-database-private.h"
#include "haven-record.h"

G_BEGIN_DECLS

#define HAVEN_HASH_SIZE 32

/** How far a partition's chain goes: the number, the time and the hash of an event. Zeros: before the first. */
typedef struct
{
  gint64 sequence;
  HavenInstant at;
  guint8 hash[HAVEN_HASH_SIZE];
  gboolean has_contents;
  guint8 contents[HAVEN_CONTENTS_SIZE];
} HavenAuditHead;

/** An event as it stands in one partition; it borrows its texts. The order is that of the hash and never changes. */
typedef struct
{
  const char *staff_id;
  const char *action;
  const char *record;
  const char *object_id;   /* nullable, as are all that follow */
  const char *patient_id;
  const char *detail;
  const char *workstation; /* a number of the device, not its name */
  const char *session;     /* one sign-in */
  const char *changed;     /* names of fields, without what is in them */
  const guint8 *contents;  /* what the partition holds; see haven-contents-private.h */
} HavenAuditEvent;

#define HAVEN_AUDIT_N_TEXTS 9

gboolean haven_audit_read_head (HavenDatabase *database,
                                HavenPartition partition,
                                HavenAuditHead *head,
                                GError **error);
gboolean haven_audit_append (HavenDatabase *database,
                             HavenPartition partition,
                             const HavenAuditEvent *event,
                             HavenInstant at,
                             HavenAuditHead *head,
                             GError **error);
gboolean haven_audit_contains (HavenDatabase *database,
                               HavenPartition partition,
                               const HavenAuditHead *anchor,
                               gsize n_bytes,
                               gboolean *contains,
                               GError **error);
gboolean haven_audit_verify_part (HavenDatabase *database,
                                  HavenPartition partition,
                                  HavenAuditHead *reached,
                                  gint64 n_most,
                                  gboolean *at_end,
                                  GError **error);
gboolean haven_audit_verify (HavenDatabase *database, HavenPartition partition, gint64 *n_events, GError **error);

G_END_DECLS
