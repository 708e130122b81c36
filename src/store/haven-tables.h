/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-people.h"
#include "haven-taken.h"
#include "haven-timeline-event.h"
#include "haven-transaction.h"
#include "haven-visit.h"
#include "haven-waiting.h"

G_BEGIN_DECLS

/* What reads more than one table, or by more than one field. Everything else is haven_transaction_list() and its kin. */

GPtrArray *haven_tables_list_visits (HavenTransaction *self, HavenInstant from, HavenInstant to, GError **error);
GPtrArray *haven_tables_list_visits_of (HavenTransaction *self, const char *patient_id, GError **error);
HavenVisit *haven_tables_load_visit (HavenTransaction *self, const char *appointment_id, GError **error);
gboolean haven_tables_set_visit_resources (HavenTransaction *self,
                                           const char *appointment_id,
                                           const char *const *resource_ids,
                                           GError **error);
GPtrArray *haven_tables_list_due (HavenTransaction *self, HavenDate until, GError **error);
GPtrArray *haven_tables_list_radar (HavenTransaction *self, HavenDate today, HavenDate until, GError **error);
GPtrArray *haven_tables_list_timeline (HavenTransaction *self,
                                       const char *patient_id,
                                       HavenClock *clock,
                                       GError **error);
HavenAwaited *haven_tables_list_awaited (HavenTransaction *self, GError **error);
GPtrArray *haven_tables_list_hearings (HavenTransaction *self, const char *patient_id, GError **error);
char **haven_tables_list_sites (HavenTransaction *self, GError **error);
GPtrArray *haven_tables_list_hidden (HavenTransaction *self, HavenInstant from, HavenInstant to, GError **error);
GPtrArray *haven_tables_list_taken (HavenTransaction *self,
                                    const char *patient_id,
                                    HavenInstant from,
                                    HavenInstant to,
                                    GError **error);
HavenDraft *haven_tables_find_draft (HavenTransaction *self,
                                     const HavenRecordInfo *info,
                                     const char *staff_id,
                                     const char *editor,
                                     const char *subject_id,
                                     GError **error);
char *haven_tables_dup_setting (HavenTransaction *self, const char *name, GError **error);
gboolean haven_tables_set_setting (HavenTransaction *self, const char *name, const char *value, GError **error);

/* What the staff is told of one another's keys: haven-notice-table.c. */
gboolean haven_tables_set_notice (HavenTransaction *self, const char *name, const char *value, GError **error);
GPtrArray *haven_tables_list_notices (HavenTransaction *self, const char *kind, GError **error);
gint64 haven_tables_count (HavenTransaction *self, const HavenRecordInfo *info, GError **error);

G_END_DECLS
