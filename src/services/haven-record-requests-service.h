/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-record-request.h"

G_BEGIN_DECLS

/** Something that the care team is to do: what, of whom, by when, and the signed permission that it rests on. */
typedef struct
{
  HavenRecordRequest *request;
  char *person_name;
  char *taken_by_name;   /* nullable */
  HavenRelease *release; /* nullable: it is gone */
  HavenCover cover;
  char *wording; /* nullable: what its form says in English, where another language was signed; of one request alone */
} HavenRecordTask;

void haven_record_task_free (HavenRecordTask *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRecordTask, haven_record_task_free)

GPtrArray *haven_record_requests_list_open (HavenSession *session, GError **error);
HavenRecordTask *haven_record_requests_load (HavenSession *session, const char *request_id, GError **error);

HavenEdit *haven_record_requests_edit_take_on (HavenSession *session, const char *request_id, GError **error);
HavenEdit *haven_record_requests_edit_cannot (HavenSession *session,
                                              const char *request_id,
                                              const char *reason,
                                              GError **error);
gboolean haven_record_requests_give (HavenSession *session,
                                     const char *request_id,
                                     const char *document_id,
                                     GError **error);

G_END_DECLS
