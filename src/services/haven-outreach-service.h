/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-outreach.h"
#include "haven-reminder.h"

G_BEGIN_DECLS

/** Somebody who missed visits, and how they may be asked how they are. */
typedef struct
{
  HavenOutreach *outreach;
  char *person_name;
  GArray *missed;     /* HavenDate: the days within a year, the last one first; what is hidden from oneself is not among them */
  HavenDate came_on;  /* since then, or HAVEN_DATE_NONE */
  HavenDate comes_on; /* the next visit that stands, or HAVEN_DATE_NONE */
  HavenReminderState state;
  HavenSafeContactRule *rule; /* nullable: by which way */
  int from;                   /* of the hours that are left today */
  int to;
  guint n_tries;
  HavenInstant tried_at; /* last */
} HavenOutreachItem;

void haven_outreach_item_free (HavenOutreachItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenOutreachItem, haven_outreach_item_free)

GPtrArray *haven_outreach_list_open (HavenSession *session, GError **error);
HavenOutreachItem *haven_outreach_load (HavenSession *session, const char *id, GError **error);

HavenEdit *haven_outreach_edit_note_try (HavenSession *session, const char *id, const char *channel, GError **error);
HavenEdit *haven_outreach_edit_close (HavenSession *session, const char *id, const char *outcome, GError **error);

G_END_DECLS
