/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-conflicts-service.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What a look for conflicts of interest found, and what somebody decides about it. */
#define HAVEN_TYPE_CONFLICT_PAGE (haven_conflict_page_get_type ())
G_DECLARE_FINAL_TYPE (HavenConflictPage, haven_conflict_page, HAVEN, CONFLICT_PAGE, AdwNavigationPage)

/** What is to come of it where nothing stands against it. */
typedef enum
{
  HAVEN_CONFLICT_OPENING,  /* a matter opens */
  HAVEN_CONFLICT_JOINING,  /* somebody takes part in one that is open */
  HAVEN_CONFLICT_CHANGING, /* somebody who takes part is found by something else than before */
} HavenConflictQuestion;

void haven_conflict_page_set_question (HavenConflictPage *self, HavenConflictQuestion question);
void haven_conflict_page_look (HavenConflictPage *self,
                               HavenSession *session,
                               const char *patient_id,
                               const char *matter_id,
                               GPtrArray *parties);
void haven_conflict_page_show (HavenConflictPage *self, HavenConflictLook *look);
HavenConflictLook *haven_conflict_page_get_look (HavenConflictPage *self);
GtkWidget *haven_conflict_page_get_reason (HavenConflictPage *self);
void haven_conflict_page_tell_problem (HavenConflictPage *self, const char *sentence);

G_END_DECLS
