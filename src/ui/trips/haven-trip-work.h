/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-trips-service.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* What the dialog asks of the services, without waiting. All of it may be cancelled but the letting go. */

void haven_trip_work_find_async (HavenSession *session,
                                 const HavenTripQuestion *question,
                                 const char *own_hold_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** What was kept. */
typedef struct
{
  HavenSession *session;
  char *hold_id;
  HavenInstant until;
} HavenTripHold;

void haven_trip_hold_free (HavenTripHold *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTripHold, haven_trip_hold_free)

void haven_trip_work_hold_async (HavenSession *session,
                                 HavenTripAnswer *answer,
                                 guint position,
                                 const char *instead_of,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void haven_trip_work_edit_async (HavenSession *session,
                                 HavenTripAnswer *answer,
                                 guint position,
                                 const char *hold_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void haven_trip_work_release (HavenSession *session, const char *hold_id);

G_END_DECLS
