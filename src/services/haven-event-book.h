/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-absences.h"
#include "haven-legal.h"
#include "haven-matter-event.h"
#include "haven-open-days.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** A version of an event, with the name of who wrote it. */
typedef struct
{
  HavenMatterEvent *event;
  char *author; /* nullable: somebody who is not on the list of staff */
} HavenEventEntry;

/** What happened to a person, in all matters, with the dates of these: a journey is the person's, in whichever matter it
 * was written down. Not changed once it was read. */
typedef struct
{
  gatomicrefcount references;
  HavenEventRules *rules;
  char *patient_id;
  HavenDate born;       /* where the whole date is known */
  GPtrArray *matters;   /* HavenMatter */
  GPtrArray *entries;   /* HavenEventEntry, all versions but what was undone; the newest first */
  GPtrArray *deadlines; /* HavenDeadline */
  HavenOpenDays *open_days; /* by which dates are planned */
} HavenEventBook;

HavenEventBook *haven_event_book_read (HavenTransaction *transaction,
                                       HavenSession *session,
                                       const char *patient_id,
                                       GError **error);
HavenEventBook *haven_event_book_ref (HavenEventBook *self);
void haven_event_book_unref (HavenEventBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenEventBook, haven_event_book_unref)

const HavenMatter *haven_event_book_find_matter (const HavenEventBook *self, const char *matter_id);
const HavenEventEntry *haven_event_book_find (const HavenEventBook *self, const char *id);
const HavenEventEntry *haven_event_book_find_standing (const HavenEventBook *self, const char *event_id);
const HavenEventEntry *haven_event_book_find_earlier (const HavenEventBook *self, const HavenEventEntry *entry);
GPtrArray *haven_event_book_list_hanging (const HavenEventBook *self, const char *event_id);

HavenDate haven_event_book_find_grant (const HavenEventBook *self,
                                       const HavenMatterEvent *before,
                                       const HavenMatterEvent *after);
GPtrArray *haven_event_book_list_journeys (const HavenEventBook *self,
                                           const HavenMatterEvent *before,
                                           const HavenMatterEvent *after);
gboolean haven_event_book_count_absences (const HavenEventBook *self,
                                          const HavenMatterEvent *before,
                                          const HavenMatterEvent *after,
                                          HavenDate today,
                                          HavenAbsences *result,
                                          GError **error);

G_END_DECLS
