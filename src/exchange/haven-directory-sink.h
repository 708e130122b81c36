/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory.h"

G_BEGIN_DECLS

/**
 * HavenDirectorySink:
 *
 * Where an import's records go, parents before children: organizations, locations, services,
 * service_locations, phones, schedules. A record is the sink's to read during the call. Returning
 * %FALSE ends the import with the error that was set. A callback may be %NULL.
 */
typedef struct
{
  gboolean (*organization) (const HavenOrganization *record, gpointer user_data, GError **error);
  gboolean (*location) (const HavenLocation *record, gpointer user_data, GError **error);
  gboolean (*service) (const HavenService *record, gpointer user_data, GError **error);
  gboolean (*service_location) (const HavenServiceLocation *record,
                                gpointer user_data,
                                GError **error);
  gboolean (*phone) (const HavenPhone *record, gpointer user_data, GError **error);
  gboolean (*schedule) (const HavenSchedule *record, gpointer user_data, GError **error);
  gpointer user_data;
} HavenDirectorySink;

G_END_DECLS
