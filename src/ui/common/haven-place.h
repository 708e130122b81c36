/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Where a pane may ask the window to go. Panes never know each other. */
typedef enum
{
  HAVEN_DESTINATION_TODAY,
  HAVEN_DESTINATION_PEOPLE,       /* id: nothing, for the list */
  HAVEN_DESTINATION_PERSON,       /* id: the person */
  HAVEN_DESTINATION_MATTERS,
  HAVEN_DESTINATION_MATTER,       /* id: the matter */
  HAVEN_DESTINATION_APPOINTMENTS, /* id: nothing for today, or an ISO date; detail: nothing, or the minute of what is to be seen */
  HAVEN_DESTINATION_BOOKING,      /* id: the person to book for; detail: nothing, or an ISO date */
  HAVEN_DESTINATION_TRIP,         /* id: the person to find a trip for, or nothing */
  HAVEN_DESTINATION_DIRECTORY,
  HAVEN_DESTINATION_SERVICE,      /* id: the service */
  HAVEN_DESTINATION_PAPER,        /* id: the person; detail: the form's code */
  HAVEN_DESTINATION_SAMPLE,       /* id: the code of a form that somebody looks at, for nobody */
  HAVEN_DESTINATION_DAY_LIST,     /* id: an ISO date whose list is printed */
  HAVEN_DESTINATION_ADD_PERSON,
  HAVEN_DESTINATION_ADMINISTRATION, /* detail: nothing, or staff, forms, log, reviews, backups, vault */
  HAVEN_DESTINATION_TRANSLATIONS,   /* id: nothing, or a form's code; detail: the language then */
  HAVEN_DESTINATION_WHO_LOOKED,     /* id: the person whose part of the log is asked for */
  HAVEN_DESTINATION_EMERGENCY,      /* id: the person whose restricted notes are asked for */
} HavenDestination;

/**
 * HavenPlace:
 *
 * Where somebody is in the window: the page, and the editor that is open over it. Only ids, and only in memory: it is
 * what a locked window knows of who was there, so that unlocking leads back. The destination tells the pane.
 */
typedef struct
{
  HavenDestination destination;
  char *id;         /* nullable */
  char *detail;     /* nullable */
  char *editor;     /* nullable: one of HAVEN_EDITOR_NOTE and its kin */
  char *subject_id; /* nullable: what it is about; see haven-drafts-service.h */
  char *editor_detail; /* nullable: what else the editor was opened with */
} HavenPlace;

HavenPlace *haven_place_new (HavenDestination destination, const char *id, const char *detail);
HavenPlace *haven_place_copy (const HavenPlace *self);
void haven_place_free (HavenPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenPlace, haven_place_free)

void haven_place_set_editor (HavenPlace *self, const char *editor, const char *subject_id, const char *detail);

G_END_DECLS
