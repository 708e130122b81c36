/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-business-calendar.h"
#include "haven-deadline-rules.h"
#include "haven-forms.h"
#include "haven-keyring.h"
#include "haven-people.h"
#include "haven-store.h"

G_BEGIN_DECLS

/**
 * HavenSession:
 *
 * The person who is signed in, with the vault that is open to them, the clock, and the tables that everybody reads:
 * legal rules, closed days, forms. Every act in this room takes the session first. Panes hold no other shared state.
 */
#define HAVEN_TYPE_SESSION (haven_session_get_type ())
G_DECLARE_FINAL_TYPE (HavenSession, haven_session, HAVEN, SESSION, GObject)

HavenSession *haven_session_new (HavenStore *store, const char *staff_id, gboolean demo, GError **error);

HavenStore *haven_session_get_store (HavenSession *self);
HavenClock *haven_session_get_clock (HavenSession *self);
const char *haven_session_get_staff_id (HavenSession *self);
const char *haven_session_get_staff_name (HavenSession *self);
gboolean haven_session_is_demo (HavenSession *self);
void haven_session_leave (HavenSession *self);
gboolean haven_session_is_throw_away (HavenSession *self);
void haven_session_set_throw_away (HavenSession *self);
void haven_session_keep_heads_in (HavenSession *self, HavenKeyring *keyring, const char *vault_id, GBytes *previous);
HavenAccess *haven_session_ref_access (HavenSession *self);
gboolean haven_session_may (HavenSession *self, const char *record, HavenAction action);
gboolean haven_session_has_partition (HavenSession *self, HavenPartition partition);
HavenDeadlineRules *haven_session_get_rules (HavenSession *self);
const HavenBusinessCalendar *haven_session_get_calendar (HavenSession *self);
HavenForms *haven_session_dup_forms (HavenSession *self, GError **error);
void haven_session_forget_forms (HavenSession *self);
const char *haven_session_get_clinic_name (HavenSession *self);
const char *haven_session_get_clinic_phone (HavenSession *self);
const char *haven_session_get_paper (HavenSession *self);

/* The one way into the store: what is not said in an act is not done. */
gboolean haven_session_run (HavenSession *self,
                            HavenAction action,
                            HavenPartitions partitions,
                            const char *record,
                            const char *object_id,
                            const char *patient_id,
                            HavenTransactionFunc function,
                            gpointer data,
                            GError **error);

/* One record, or the records that belong to another, with the audit event of having looked. */
gpointer haven_session_load (HavenSession *self, const HavenRecordInfo *info, const char *id, GError **error);
GPtrArray *haven_session_list (HavenSession *self,
                               const HavenRecordInfo *info,
                               const char *field,
                               const char *value,
                               const char *order_field,
                               GError **error);

/* Work on another thread, so that the main loop never waits for the writer. */
typedef gpointer (*HavenWorkFunc) (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error);

void haven_session_work_async (HavenSession *self,
                               HavenWorkFunc function,
                               gpointer data,
                               GDestroyNotify free_data,
                               GDestroyNotify free_result,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gpointer haven_session_work_finish (HavenSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
