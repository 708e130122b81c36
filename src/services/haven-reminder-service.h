/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include "haven-reminder.h"
#include "haven-visit.h"

G_BEGIN_DECLS

/** A visit of which somebody is reminded today, and how that is allowed. */
typedef struct
{
  HavenVisit *visit;
  HavenReminderState state;
  HavenSafeContactRule *rule; /* nullable: by which way */
  int from;                   /* of the hours that are left today */
  int to;
  HavenReminder *last; /* nullable: what was tried already */
} HavenReminderItem;

void haven_reminder_item_free (HavenReminderItem *self);
GPtrArray *haven_reminders_list (HavenSession *session, GError **error);
HavenEdit *haven_reminder_edit_note (HavenSession *session,
                                     const char *appointment_id,
                                     const char *outcome,
                                     const char *channel,
                                     GError **error);

/** What a visit needs beside the people in the room. */
typedef enum
{
  HAVEN_NEED_INTERPRETER,
  HAVEN_NEED_TRANSPORT,
} HavenVisitNeed;

HavenEdit *haven_reminder_edit_confirm (HavenSession *session,
                                        const char *appointment_id,
                                        HavenVisitNeed need,
                                        gboolean confirmed,
                                        GError **error);

G_END_DECLS
