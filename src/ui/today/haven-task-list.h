/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** What a task list shows: what somebody has to do for people, each as a row that opens a dialog. */
typedef struct
{
  const char *title;   /* messages for gettext() */
  const char *name;    /* of the list, for those who hear it */
  const char *nothing; /* NULL: an empty list is not there at all */
  const char *const *records; /* whose changes make it read anew; ends with NULL */
  HavenWorkFunc list;         /* gives a GPtrArray */
  GtkWidget *(*create_row) (HavenWorkspace *workspace, gconstpointer item);
  AdwDialog *(*create_dialog) (HavenWorkspace *workspace, const char *id);
} HavenTaskKind;

#define HAVEN_TYPE_TASK_LIST (haven_task_list_get_type ())
G_DECLARE_FINAL_TYPE (HavenTaskList, haven_task_list, HAVEN, TASK_LIST, AdwBin)

void haven_task_list_start (HavenTaskList *self, HavenWorkspace *workspace, const HavenTaskKind *kind);
void haven_task_list_refresh (HavenTaskList *self);

GtkWidget *haven_task_row_new (const char *id, const char *person, const char *const *lines, const char *icon_name);

G_END_DECLS
