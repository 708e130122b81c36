/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-legal.h"
#include "haven-record-request.h"

G_BEGIN_DECLS

/** What a matter needs of somebody's record, and how far the care team is with it. */
typedef struct
{
  HavenMatterEvidence *evidence;
  HavenRecordRequest *request;  /* nullable: nobody was asked yet */
  HavenRelease *release;        /* nullable: that it was asked under */
  HavenCover cover;             /* what that permission is worth today */
  char *answered_by;            /* nullable: a name */
  HavenDocument *paper;         /* nullable, without its pages: only as far as the permission lets it be told */
} HavenEvidenceItem;

/** All of them, with the permission under which the care team can be asked now. */
typedef struct
{
  GPtrArray *items;      /* HavenEvidenceItem, the nearest first */
  HavenCover cover;
  HavenRelease *release; /* nullable: that one, or which came nearest */
} HavenEvidenceList;

HavenEvidenceList *haven_evidence_list_read (HavenTransaction *transaction,
                                        HavenSession *session,
                                        const HavenMatter *matter,
                                        GError **error);
void haven_evidence_list_free (HavenEvidenceList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenEvidenceList, haven_evidence_list_free)

HavenEdit *haven_evidence_edit_add (HavenSession *session,
                                    const HavenMatterEvidence *evidence,
                                    gboolean ask,
                                    GError **error);
HavenEdit *haven_evidence_edit_ask (HavenSession *session, const char *evidence_id, GError **error);
HavenEdit *haven_evidence_edit_withdraw (HavenSession *session, const char *evidence_id, GError **error);
HavenEdit *haven_evidence_edit_remove (HavenSession *session, const char *evidence_id, GError **error);

G_END_DECLS
