/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-deadline.h"
#include "haven-edit.h"
#include "haven-event-book.h"
#include "haven-evidence-days.h"
#include "haven-evidence-service.h"
#include "haven-expected-times.h"
#include "haven-legal.h"
#include "haven-matter-notes.h"
#include "haven-open-days.h"

G_BEGIN_DECLS

/** A matter with whom it is for, who takes part, and its dates. */
typedef struct
{
  HavenMatter *matter;
  char *person_name;
  HavenDate born; /* the person's birthday, where the whole date is known */
  char *lead_name;      /* nullable */
  GPtrArray *parties;   /* HavenParty */
  GPtrArray *deadlines; /* HavenDeadline, the nearest first */
  GPtrArray *certifications; /* HavenCertification */
  GPtrArray *tasks;          /* HavenLegalTask, the nearest first */
  HavenEvidenceList *evidence;
  GPtrArray *evidence_days;  /* HavenEvidenceDay: by when it is needed, for the open dates that it is for */
  GPtrArray *notes;     /* nullable: not for whoever asks; HavenMatterNote, the newest first */
  HavenEventBook *events; /* what happened to the person, in all matters */
  guint n_stale;          /* open dates that the tables of closed days would plan otherwise now */
  GPtrArray *published; /* HavenBridgeDate: what the desk may know */
  GPtrArray *met;       /* HavenMetVisit: visits that meet a hearing of the person */
  char **sites;         /* where visits and hearings of the clinic are */
} HavenMatterPage;

HavenMatterPage *haven_matters_load_page (HavenSession *session, const char *matter_id, GError **error);
void haven_matter_page_free (HavenMatterPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenMatterPage, haven_matter_page_free)

/** At what hour and where somebody has to be, on a date that is kept on its day. Borrowed. */
typedef struct
{
  int minute;        /* of the day; -1 where nobody knows it */
  const char *place; /* nullable */
} HavenDateAt;

gboolean haven_matters_compute (HavenSession *session,
                                const HavenOpenDays *days,
                                const char *court,
                                const char *rule_code,
                                const HavenDeadlineInput *input,
                                HavenDeadlineResult *result,
                                GError **error);
HavenEdit *haven_matters_edit_add_deadline (HavenSession *session,
                                            const char *matter_id,
                                            const char *rule_code,
                                            const HavenDeadlineInput *input,
                                            const HavenDateAt *at,
                                            const char *words_for_desk,
                                            GError **error);
HavenDeadline *haven_matters_make_deadline (HavenSession *session,
                                            const HavenOpenDays *days,
                                            const HavenMatter *matter,
                                            const char *rule_code,
                                            const HavenDeadlineInput *input,
                                            GError **error);
void haven_matters_insert_deadline (HavenEdit *edit, const HavenDeadline *deadline);
gboolean haven_matters_move_published (HavenSession *session,
                                       HavenEdit *edit,
                                       const HavenDeadline *deadline,
                                       GError **error);
gboolean haven_matters_revoke_published (HavenSession *session,
                                         HavenEdit *edit,
                                         const char *deadline_id,
                                         GError **error);
HavenDeadlineInput haven_matters_find_input (HavenSession *session, const HavenDeadline *deadline, HavenDate born);
HavenEdit *haven_matters_edit_trigger (HavenSession *session,
                                       const char *deadline_id,
                                       const HavenDeadlineInput *input,
                                       const HavenDateAt *at,
                                       const char *reason,
                                       GError **error);
HavenEdit *haven_matters_edit_deadline_status (HavenSession *session,
                                               const char *deadline_id,
                                               const char *status,
                                               const char *reason,
                                               GError **error);
HavenEdit *haven_matters_edit_open (HavenSession *session,
                                    const HavenMatter *matter,
                                    GPtrArray *parties,
                                    char **matter_id,
                                    GError **error);

G_END_DECLS
