/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-record-tasks.h"

#include "haven-permit.h"
#include "haven-record-requests-service.h"
#include "haven-record-task-dialog.h"
#include "haven-words.h"

#include <glib/gi18n.h>

static char *
dup_when (const HavenRecordTask *task, HavenDate today)
{
  g_autofree char *date = haven_words_dup_date (task->request->wanted_by);
  g_autofree char *far = haven_words_dup_days_from (today, task->request->wanted_by);
  g_autofree char *taken = NULL;

  if (g_str_equal (task->request->state, "taken_on") && task->taken_by_name != NULL)
    /* Translators: the name of a member of staff */
    taken = g_strdup_printf (_ ("%s does it"), task->taken_by_name);
  return g_strjoin (" · ", date, far, taken, NULL);
}

static GtkWidget *
create_row (HavenWorkspace *workspace, gconstpointer item)
{
  const HavenRecordTask *task = item;
  HavenDate today = haven_clock_today (haven_session_get_clock (haven_workspace_get_session (workspace)));
  const char *kind = _ (haven_choice_get_label (haven_record_request_get_kinds (), task->request->kind));
  g_autofree char *when = dup_when (task, today);
  const char *ended = task->cover == HAVEN_COVER_CURRENT ? NULL : _ ("The signed permission has ended");
  const char *const lines[] = { kind, when, ended, NULL };

  return haven_task_row_new (
      task->request->id, task->person_name, lines, ended ? "dialog-warning-symbolic" : "haven-document-symbolic");
}

static gpointer
list_open (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_record_requests_list_open (session, error);
}

/** Whether whoever is signed in answers such requests: who asks them has a list of their own, with the matter. */
gboolean
haven_record_tasks_concern (HavenSession *session)
{
  const HavenNeed need = { "record_request", HAVEN_ACTION_UPDATE };

  return haven_session_has_partition (session, HAVEN_PARTITION_CLINICAL) && haven_permit_grants (session, &need);
}

/** Returns: what the care team is asked for, as a list of today's page */
const HavenTaskKind *
haven_record_tasks_get_kind (void)
{
  static const char *const records[] = { "record_request", "release", "patient", NULL };
  static const HavenTaskKind kind = {
    .title = N_ ("Asked of the Care Team"),
    .name = N_ ("Asked of the care team"),
    .nothing = N_ ("Nothing is asked for."),
    .records = records,
    .list = list_open,
    .create_row = create_row,
    .create_dialog = haven_record_task_dialog_new,
  };

  return &kind;
}
