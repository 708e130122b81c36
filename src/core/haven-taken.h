/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-clock.h"

G_BEGIN_DECLS

/** When a resource or a person is taken, and where; not by whom, nor what for. */
typedef struct
{
  char *resource_id; /* NULL: the person */
  char *site;        /* NULL: nowhere in particular, or not told */
  HavenInstant starts_at;
  HavenInstant ends_at;
  gboolean by_group; /* by somebody in a group; others of that group may join them */
} HavenTaken;

void haven_taken_free (HavenTaken *self);
gboolean haven_taken_is_same_group (const HavenTaken *self, const HavenAppointment *appointment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTaken, haven_taken_free)

G_END_DECLS
