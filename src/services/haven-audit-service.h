/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-audit-watch.h"
#include "haven-query-audit.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** A page of the log, the newest first. */
typedef struct
{
  GPtrArray *entries; /* of HavenAuditEntry */
  HavenAuditPlace place;
  gboolean more;      /* there are older ones: ask again with this page */
} HavenAuditPage;

void haven_audit_page_free (HavenAuditPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAuditPage, haven_audit_page_free)

HavenAuditPage *haven_audit_list_of_person (HavenSession *session,
                                            const char *patient_id,
                                            guint limit,
                                            const HavenAuditPage *previous,
                                            GError **error);
HavenAuditPage *haven_audit_list_of_staff (HavenSession *session,
                                           const char *staff_id,
                                           HavenInstant since,
                                           guint limit,
                                           const HavenAuditPage *previous,
                                           GError **error);
HavenAuditPage *haven_audit_list_mine_today (HavenSession *session,
                                             guint limit,
                                             const HavenAuditPage *previous,
                                             GError **error);
HavenAuditPage *haven_audit_list_all (HavenSession *session,
                                      const HavenAuditFilter *filter,
                                      const HavenAuditPage *previous,
                                      GError **error);

/* In words, for screens; each is a whole label. */
const char *haven_audit_get_action_words (const char *action);
const char *haven_audit_get_record_words (const char *record);

gboolean haven_audit_check_chains (HavenSession *session,
                                   GCancellable *cancellable,
                                   HavenAuditProgressFunc function,
                                   gpointer data,
                                   gint64 *n_events,
                                   GError **error);

G_END_DECLS
