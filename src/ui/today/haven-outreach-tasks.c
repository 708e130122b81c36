/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-outreach-tasks.h"

#include "haven-outreach-dialog.h"
#include "haven-permit.h"
#include "haven-reach-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

/** Returns: (transfer full): on how many days somebody did not come, and when last */
char *
haven_outreach_dup_missed (const HavenOutreachItem *item)
{
  g_autofree char *last = NULL;

  /* What they missed may be hidden from whoever reads this. */
  if (item->missed->len == 0)
    return g_strdup (_ ("Did not come more than once"));
  last = haven_words_dup_date (g_array_index (item->missed, HavenDate, 0));
  return g_strdup_printf (ngettext ("Did not come on %u day, the last on %s", "Did not come on %u days, the last on %s", item->missed->len),
                          item->missed->len,
                          last);
}

static GtkWidget *
create_row (HavenWorkspace *workspace, gconstpointer data)
{
  const HavenOutreachItem *item = data;
  g_autofree char *missed = haven_outreach_dup_missed (item);
  g_autofree char *way = haven_reach_dup_way (item->state, item->rule, item->from, item->to);
  const char *const lines[] = { missed, way, NULL };

  return haven_task_row_new (item->outreach->id, item->person_name, lines, "haven-person-symbolic");
}

static gpointer
list_open (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_outreach_list_open (session, error);
}

/** Whether whoever is signed in reaches out to people. */
gboolean
haven_outreach_tasks_concern (HavenSession *session)
{
  const HavenNeed need = { "outreach", HAVEN_ACTION_UPDATE };

  return haven_permit_grants (session, &need);
}

/** Returns: who missed visits, as a list of today's page */
const HavenTaskKind *
haven_outreach_tasks_get_kind (void)
{
  static const char *const records[] = { "outreach", "appointment", "reminder", "safe_contact_rule", "patient", NULL };
  static const HavenTaskKind kind = {
    .title = N_ ("Ask How They Are"),
    .name = N_ ("People to reach out to"),
    .records = records,
    .list = list_open,
    .create_row = create_row,
    .create_dialog = haven_outreach_dialog_new,
  };

  return &kind;
}
