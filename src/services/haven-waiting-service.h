/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-waiting.h"

G_BEGIN_DECLS

/** Somebody who waits, with the free times that suit them. */
typedef struct
{
  HavenWaitEntry *entry;
  char *person_name;
  char *with_name; /* nullable: whom they wait for in particular */
  GPtrArray *slots; /* HavenFreedSlot: each is free at this moment, and nothing stands against it */
} HavenWaiting;

void haven_waiting_free (HavenWaiting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenWaiting, haven_waiting_free)
GPtrArray *haven_waiting_list (HavenSession *session, GError **error);

/** A time that could be booked for somebody who waits. */
typedef struct
{
  HavenWaitEntry *entry;
  char *with_name; /* nullable: whom they wait for in particular */
  HavenDate date;  /* %HAVEN_DATE_NONE: none of the next weeks has one */
  int minute;
  char *resource_id; /* nullable: with whom it would be */
} HavenWaitProposal;

void haven_wait_proposal_free (HavenWaitProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenWaitProposal, haven_wait_proposal_free)
HavenWaitProposal *haven_waiting_find_time (HavenSession *session, const char *entry_id, GError **error);

HavenEdit *haven_waiting_edit_add (HavenSession *session, const HavenWaitEntry *wanted, GError **error);
HavenEdit *haven_waiting_edit_withdraw (HavenSession *session, const char *entry_id, GError **error);
HavenEdit *haven_waiting_edit_book (HavenSession *session, const char *entry_id, const char *slot_id, GError **error);

G_END_DECLS
