/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflict-guard.h"

#include "haven-conflict-table.h"
#include "haven-conflicts-service.h"
#include "haven-party.h"

#include <glib/gi18n.h>

typedef struct
{
  GPtrArray *parties; /* HavenParty */
  HavenConflictCheck *check;
  gboolean with_person;
} Guard;

static void
free_guard (gpointer data)
{
  Guard *guard = data;

  g_ptr_array_unref (guard->parties);
  haven_conflict_check_free (guard->check);
  g_free (guard);
}

static HavenConflictSearch *
make_search (HavenTransaction *transaction, const Guard *guard, GError **error)
{
  g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();

  for (guint i = 0; i < guard->parties->len; i++)
    haven_party_look_for (guard->parties->pdata[i], search);
  if (guard->with_person && !haven_conflicts_add_person (transaction, search, guard->check->patient_id, error))
    return NULL;
  return g_steal_pointer (&search);
}

/* Nobody came who was not there when somebody looked: another desk may have been at work meanwhile, or it is done again
 * long after it was undone. Nothing is told but that. */
static gboolean
nobody_came (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Guard *guard = data;
  const char *const none[] = { NULL };
  const char *const *known = guard->check->matches ? (const char *const *) guard->check->matches : none;
  g_autoptr (HavenConflictSearch) search = make_search (transaction, guard, error);
  g_autoptr (GPtrArray) matches = NULL;
  gboolean behind = FALSE, came;

  if (search != NULL)
    matches = haven_tables_find_conflicts (transaction, search, guard->check->patient_id, &behind, error);
  if (matches == NULL)
    return FALSE;
  came = behind;
  for (guint i = 0; i < matches->len; i++)
    {
      g_autofree char *text = haven_conflict_match_dup_text (matches->pdata[i]);

      came = came || !g_strv_contains (known, text);
    }
  if (came)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_CONFLICT,
                         _ ("Somebody came into the record who was not there when you looked for conflicts. Look again."));
  return !came;
}

/**
 * haven_conflict_guard_add:
 * @parties: (nullable) (element-type HavenParty): who was looked for, as they will be
 * @with_person: whether the person whose matter it is was looked for too, with all that is known of them
 * @check: the look that the edit stands on
 */
void
haven_conflict_guard_add (HavenEdit *edit, GPtrArray *parties, gboolean with_person, const HavenConflictCheck *check)
{
  Guard *guard = g_new0 (Guard, 1);

  guard->parties = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_party_free);
  for (guint i = 0; parties && i < parties->len; i++)
    g_ptr_array_add (guard->parties, haven_party_copy (parties->pdata[i]));
  guard->check = haven_conflict_check_copy (check);
  guard->with_person = with_person;
  haven_edit_set_precondition (edit, nobody_came, guard, free_guard);
}
