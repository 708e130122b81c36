/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What somebody needs, for a control or a page to be of use to them: that they may do this with records of that kind. */
typedef struct
{
  const char *record; /* a table's name, or `vault`; NULL: nothing is needed */
  HavenAction action;
} HavenNeed;

typedef enum
{
  HAVEN_PERMIT_GRANTED,
  HAVEN_PERMIT_REFUSED, /* they do other things with such records: what they may not do is there, dull, with a reason */
  HAVEN_PERMIT_FOREIGN, /* they have nothing to do with such records: nothing shows that there are any */
} HavenPermit;

/* One mechanism for all screens: what the signed-in person may not do is not offered. The store decides, always; a
 * screen only asks haven_session_may() beforehand, so that the two cannot part. */

HavenPermit haven_permit_ask (HavenSession *session, const char *record, HavenAction action);
gboolean haven_permit_grants (HavenSession *session, const HavenNeed *need);
gboolean haven_permit_grants_any (HavenSession *session, const HavenNeed *needs, gsize n_needs);
const char *haven_permit_get_reason (const char *record, HavenAction action);

void haven_permit_bind (GtkWidget *widget, HavenSession *session, const char *record, HavenAction action);
void haven_permit_bind_action (GtkWidget *widget,
                               HavenSession *session,
                               const char *name,
                               const char *record,
                               HavenAction action);
const HavenNeed *haven_permit_get_need (GtkWidget *widget);
gboolean haven_permit_check (HavenWorkspace *workspace, const char *record, HavenAction action);
void haven_permit_show_error (AdwStatusPage *page, const GError *error);

G_END_DECLS
