/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-appointment-conflicts.h"
#include "core-test.h"

G_BEGIN_DECLS

#define MINUTE ((HavenInstant) 60 * G_USEC_PER_SEC)
#define TRAVEL 30

/** A clinic of a few resources, in which visits are laid and then looked at. */
typedef struct
{
  HavenClock *clock;
  GPtrArray *resources, *hours, *absences, *closed_days, *rules, *others, *links, *hidden;
} ConflictsTest;

ConflictsTest *conflicts_test_new (void);
void conflicts_test_free (ConflictsTest *clinic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConflictsTest, conflicts_test_free)

HavenInstant conflicts_test_at (ConflictsTest *clinic, const char *day, int minute);
HavenAppointment *
conflicts_test_make_visit (ConflictsTest *clinic, const char *id, const char *patient, int from, int to);
HavenAppointment *conflicts_test_add_visit (
    ConflictsTest *clinic, const char *id, const char *patient, int from, int to, const char *resource);
void conflicts_test_add_resource (ConflictsTest *clinic, const char *id, const char *kind, const char *name);
void conflicts_test_add_hours (ConflictsTest *clinic, const char *resource, int weekday, int opens_at, int closes_at);
HavenSafeContactRule *
conflicts_test_add_rule (ConflictsTest *clinic, const char *channel, const char *safe, int from, int to);

GPtrArray *
conflicts_test_find (ConflictsTest *clinic, const HavenAppointment *proposed, const char *const *resource_ids);
char *conflicts_test_dup_names (ConflictsTest *clinic, const HavenAppointment *proposed, const char *resource);
void conflicts_test_assert (ConflictsTest *clinic,
                            const HavenAppointment *proposed,
                            const char *resource,
                            const char *expected);

G_END_DECLS
