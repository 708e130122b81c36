/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflict.h"
#include "haven-legal.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** What somebody looked for before a matter opens or somebody joins it, and what was found. It never changes; any thread
 * may hold it. */
typedef struct
{
  char *patient_id;
  char *matter_id; /* nullable: a matter that is to open has none yet */
  HavenConflictSearch *search;
  GPtrArray *matches; /* HavenConflictMatch, what weighs most first */
  gboolean behind_the_wall;
} HavenConflictLook;

HavenConflictLook *
haven_conflicts_look (HavenSession *session, const char *patient_id, GPtrArray *parties, GError **error);
HavenConflictLook *
haven_conflicts_look_again (HavenSession *session, const char *matter_id, GPtrArray *parties, GError **error);
HavenConflictLook *haven_conflict_look_ref (HavenConflictLook *self);
void haven_conflict_look_unref (HavenConflictLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenConflictLook, haven_conflict_look_unref)

gboolean
haven_conflicts_add_person (HavenTransaction *transaction, HavenConflictSearch *search, const char *patient_id, GError **error);
char *haven_conflicts_record (HavenSession *session,
                              const HavenConflictLook *look,
                              const char *outcome,
                              const char *reason,
                              GError **error);

G_END_DECLS
