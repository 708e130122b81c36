/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-session.h"

G_BEGIN_DECLS

/* What the staff is told of one another's keys. Each is committed with the act that it tells of. */

/** Hours within which those outside who rely on a member's access are told that it ended (R48). */
#define HAVEN_STAFF_NOTICE_HOURS 24

typedef enum
{
  HAVEN_STAFF_NOTICE_LEFT,           /* a task: they work here no more */
  HAVEN_STAFF_NOTICE_ROLE_TAKEN,     /* a task: a role of theirs ended */
  HAVEN_STAFF_NOTICE_RECOVERY_SHEET, /* told to all: a new sheet was made; who has it may become anybody */
  HAVEN_STAFF_NOTICE_RECOVERED,      /* told to all: somebody came in by a printed code */
} HavenStaffNoticeKind;

typedef struct
{
  char *id;
  HavenStaffNoticeKind kind;
  char *staff_id; /* whom it is about */
  char *by_id;    /* who did it */
  char *detail;   /* nullable: the role, or the sheet: clinic, legal */
  HavenInstant at;
  HavenInstant due_at;       /* of a task */
  HavenInstant confirmed_at; /* of a task: unset, it is open */
  char *confirmed_by;        /* nullable */
} HavenStaffNotice;

void haven_staff_notice_free (HavenStaffNotice *self);
gboolean haven_staff_notice_is_late (const HavenStaffNotice *self, HavenInstant now);

GPtrArray *haven_staff_notices_list_open (HavenSession *session, GError **error);
gboolean haven_staff_notices_confirm (HavenSession *session, const char *id, GError **error);
GPtrArray *haven_staff_notices_list_unseen (HavenSession *session, GError **error);
gboolean haven_staff_notices_mark_seen (HavenSession *session, GError **error);

/** That somebody else gave a member their passphrase, and they have not chosen one of their own since. */
typedef struct
{
  char *staff_id;
  char *by_id;      /* themselves, where they came in by a code */
  gboolean by_code; /* of a recovery sheet */
  HavenInstant at;
} HavenStaffReset;

void haven_staff_reset_free (HavenStaffReset *self);
GPtrArray *haven_staff_notices_list_resets (HavenSession *session, GError **error);

/* Inside the transaction of the act. */
gboolean haven_staff_notices_add (HavenTransaction *transaction,
                                  HavenSession *session,
                                  HavenStaffNoticeKind kind,
                                  const char *staff_id,
                                  const char *detail,
                                  GError **error);
gboolean haven_staff_notices_set_reset (HavenTransaction *transaction,
                                        HavenSession *session,
                                        const char *staff_id,
                                        gboolean by_code,
                                        GError **error);
gboolean haven_staff_notices_clear_reset (HavenTransaction *transaction, const char *staff_id, GError **error);

G_END_DECLS
