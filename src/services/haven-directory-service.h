/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-reader.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** A service with where it is given and how to reach it. The places that are confidential carry no address. */
typedef struct
{
  HavenService *service;
  HavenOrganization *organization;
  GPtrArray *locations; /* HavenLocation */
  GPtrArray *phones;    /* HavenPhone */
  GPtrArray *schedules; /* HavenSchedule */
} HavenServicePage;

HavenServicePage *haven_directory_load_page (HavenSession *session, const char *service_id, GError **error);
void haven_service_page_free (HavenServicePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenServicePage, haven_service_page_free)

HavenDirectoryReport *haven_directory_import (HavenSession *session,
                                              const char *path,
                                              gboolean dry_run,
                                              HavenProgressFunc progress,
                                              gpointer progress_data,
                                              GCancellable *cancellable,
                                              GError **error);

G_END_DECLS
