/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-draft-content.h"
#include "haven-edit.h"

G_BEGIN_DECLS

/* The editors, and what a draft of each is about. Its name alone decides in which partition a draft is kept. */
#define HAVEN_EDITOR_NOTE "note"                 /* clinical; a person */
#define HAVEN_EDITOR_ADDENDUM "addendum"         /* clinical; a note */
#define HAVEN_EDITOR_PERSON "person"             /* shared; HAVEN_DRAFT_OF_NEW */
#define HAVEN_EDITOR_PERSON_CHANGE "person-change" /* shared; a person */
#define HAVEN_EDITOR_CONTACT "contact"           /* shared; a person and a safe contact rule, or HAVEN_DRAFT_OF_NEW: id/id */
#define HAVEN_EDITOR_BOOKING "booking"           /* shared; a person, or HAVEN_DRAFT_OF_NEW */
#define HAVEN_EDITOR_QUICK_BOOKING "quick-booking" /* shared; HAVEN_DRAFT_OF_NEW: typed into the calendar */
#define HAVEN_EDITOR_WAITING_BOOKING "waiting-booking" /* shared; PERSON/WAIT_ENTRY */
#define HAVEN_EDITOR_WAIT "wait"                 /* shared; HAVEN_DRAFT_OF_NEW */
#define HAVEN_EDITOR_TRIP "trip"                 /* shared; a person, or HAVEN_DRAFT_OF_NEW */
#define HAVEN_EDITOR_MOVE "move"                 /* shared; an appointment */
#define HAVEN_EDITOR_VISIT_STATUS "visit-status" /* shared; an appointment and its next status: id/code */
#define HAVEN_EDITOR_PAPER "paper"               /* shared; a person and a form: id/code */
#define HAVEN_EDITOR_MATTER "matter"             /* legal; HAVEN_DRAFT_OF_NEW */
#define HAVEN_EDITOR_DEADLINE "deadline"         /* legal; a matter */
#define HAVEN_EDITOR_TRIGGER "trigger"           /* legal; a deadline */
#define HAVEN_EDITOR_CERTIFICATION "certification" /* legal; a matter, or a certification and a step: id/step */
#define HAVEN_EDITOR_MATTER_CHANGE "matter-change" /* legal; a matter */
#define HAVEN_EDITOR_COURT "court"               /* legal; a matter */
#define HAVEN_EDITOR_COURT_DAYS "court-days"     /* legal; the matter on whose page it was opened */
#define HAVEN_EDITOR_EVIDENCE "evidence"         /* legal; a matter */
#define HAVEN_EDITOR_MATTER_NOTE "matter-note"   /* legal; a matter, or a matter and the first version of a note: id/id */
#define HAVEN_EDITOR_MATTER_EVENT "matter-event" /* legal; a matter, or a matter and an event: id/id; voiding it: id/id/void */
#define HAVEN_EDITOR_PARTY "party"               /* legal; a matter, or who takes part in one */
#define HAVEN_EDITOR_SETTLE "settle"             /* legal; a deadline and how it is settled: id/status */
#define HAVEN_EDITOR_EMERGENCY "emergency"       /* shared; a person */
#define HAVEN_EDITOR_REVIEW "review"             /* shared; what was opened in an emergency */
#define HAVEN_EDITOR_TRANSLATION "translation"   /* shared; a form and a language: code/tag */
#define HAVEN_EDITOR_DENIAL "denial"             /* shared; a member of staff and a person: id/id */

/* What is being made has no id yet. */
#define HAVEN_DRAFT_OF_NEW "new"

gboolean haven_drafts_get_partition (const char *editor, HavenPartition *partition);

gboolean haven_drafts_save (HavenSession *session,
                            const char *editor,
                            const char *subject_id,
                            const HavenDraftContent *content,
                            GError **error);
HavenDraftContent *haven_drafts_find (HavenSession *session,
                                      const char *editor,
                                      const char *subject_id,
                                      GError **error);
gboolean haven_drafts_discard (HavenSession *session, const char *editor, const char *subject_id, GError **error);
gboolean haven_drafts_discard_within (HavenTransaction *transaction,
                                      HavenSession *session,
                                      const char *editor,
                                      const char *subject_id,
                                      GError **error);
HavenEdit *haven_drafts_edit_discard (HavenSession *session,
                                      const char *editor,
                                      const char *subject_id,
                                      GError **error);
GPtrArray *haven_drafts_list (HavenSession *session, GError **error);

G_END_DECLS
