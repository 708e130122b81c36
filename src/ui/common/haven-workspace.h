/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-edit.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/** Where a pane may ask the window to go. Panes never know each other. */
typedef enum
{
  HAVEN_DESTINATION_TODAY,
  HAVEN_DESTINATION_PEOPLE,       /* id: nothing, for the list */
  HAVEN_DESTINATION_PERSON,       /* id: the person */
  HAVEN_DESTINATION_MATTERS,
  HAVEN_DESTINATION_MATTER,       /* id: the matter */
  HAVEN_DESTINATION_APPOINTMENTS, /* id: nothing for today, or an ISO date */
  HAVEN_DESTINATION_BOOKING,      /* id: the person to book for; detail: nothing, or an ISO date */
  HAVEN_DESTINATION_DIRECTORY,
  HAVEN_DESTINATION_SERVICE,      /* id: the service */
  HAVEN_DESTINATION_PAPER,        /* id: the person; detail: the form's code */
  HAVEN_DESTINATION_ADD_PERSON,
} HavenDestination;

/** What a message of HavenWorkspace::told is about. */
typedef enum
{
  HAVEN_TOLD_PLAIN,
  HAVEN_TOLD_DONE,   /* it can be undone */
  HAVEN_TOLD_UNDONE,
  HAVEN_TOLD_FAILED,
} HavenTold;

/**
 * HavenWorkspace:
 *
 * What the panes of one window share: the session, what was done and can be undone, what the person is told, and where
 * to go next. Belongs to the main thread.
 */
#define HAVEN_TYPE_WORKSPACE (haven_workspace_get_type ())
G_DECLARE_FINAL_TYPE (HavenWorkspace, haven_workspace, HAVEN, WORKSPACE, GObject)

HavenWorkspace *haven_workspace_new (HavenSession *session);
HavenSession *haven_workspace_get_session (HavenWorkspace *self);

void haven_workspace_do (HavenWorkspace *self, HavenEdit *edit);
void haven_workspace_undo (HavenWorkspace *self);
void haven_workspace_redo (HavenWorkspace *self);
gboolean haven_workspace_get_can_undo (HavenWorkspace *self);
gboolean haven_workspace_get_can_redo (HavenWorkspace *self);

void haven_workspace_tell (HavenWorkspace *self, const char *message);
void haven_workspace_tell_error (HavenWorkspace *self, const GError *error);
void haven_workspace_open (HavenWorkspace *self, HavenDestination destination, const char *id, const char *detail);

G_END_DECLS
