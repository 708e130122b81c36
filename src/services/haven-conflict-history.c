/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflict-history.h"

#include "haven-staff.h"

#include <string.h>

/* Looks for conflicts as they were decided. Nothing of them changes; what was found is told by name to whomever it is open
 * to today. */

typedef struct
{
  HavenTransaction *transaction;
  const char *patient_id; /* nullable: whatever nothing came of, whomever it was for */
  GPtrArray *looks;
  GHashTable *names; /* id → name of staff and people, or "" */
} Reading;

static const char *
find_name (Reading *reading, const HavenRecordInfo *info, const char *id)
{
  const char *known = g_hash_table_lookup (reading->names, id);
  gpointer record;
  char *name;

  if (known != NULL)
    return *known ? known : NULL;
  record = haven_transaction_load (reading->transaction, info, id, NULL);
  name = g_strdup (record == NULL                     ? ""
                   : info == &haven_patient_info      ? ((HavenPatient *) record)->name
                                                      : ((HavenStaffMember *) record)->name);
  if (record != NULL)
    haven_record_free (info, record);
  g_hash_table_insert (reading->names, g_strdup (id), name);
  return *name ? name : NULL;
}

static void
find_party (Reading *reading, HavenConflictMatch *match)
{
  g_autoptr (HavenParty) party = haven_transaction_load (reading->transaction, &haven_party_info, match->id, NULL);

  if (party == NULL)
    return;
  g_set_str (&match->name, party->name);
  g_set_str (&match->role, party->role);
  g_set_str (&match->matter_id, party->matter_id);
  match->past = haven_date_is_set (party->ended_on);
}

/* Who is closed to whoever reads is answered like somebody who is not there: not even where they were found is told. */
static GPtrArray *
read_matches (Reading *reading, const HavenConflictCheck *check, gboolean *hides_some)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_conflict_match_free);

  for (guint i = 0; check->matches && check->matches[i]; i++)
    {
      HavenConflictMatch *match = haven_conflict_match_new_from_text (check->matches[i]);

      if (match == NULL)
        continue;
      if (match->place == HAVEN_CONFLICT_PERSON)
        match->name = g_strdup (find_name (reading, &haven_patient_info, match->id));
      else if (match->place == HAVEN_CONFLICT_STAFF)
        match->name = g_strdup (find_name (reading, &haven_staff_member_info, match->id));
      else
        find_party (reading, match);
      if (match->name != NULL)
        g_ptr_array_add (matches, match);
      else
        {
          haven_conflict_match_free (match);
          *hides_some = TRUE;
        }
    }
  return matches;
}

/* A look before a matter opened is known to the matter; a later one knows its matter. */
static HavenMatter *
find_matter (Reading *reading, const HavenConflictCheck *check)
{
  g_autoptr (GPtrArray) opened = NULL;

  if (check->matter_id != NULL)
    return haven_transaction_load (reading->transaction, &haven_matter_info, check->matter_id, NULL);
  if (!haven_conflict_outcome_allows (check->outcome))
    return NULL;
  opened = haven_transaction_list (
      reading->transaction, &haven_matter_info, "conflict_check_id", check->id, NULL, NULL);
  return opened && opened->len > 0 ? haven_matter_copy (opened->pdata[0]) : NULL;
}

static gboolean
read_looks (Reading *reading, const char *field, const char *value, GError **error)
{
  g_autoptr (GPtrArray) checks =
      haven_transaction_list (reading->transaction, &haven_conflict_check_info, field, value, "decided_at", error);

  for (guint i = 0; checks && i < checks->len; i++)
    {
      const HavenConflictCheck *check = checks->pdata[i];
      g_autoptr (HavenMatter) matter = find_matter (reading, check);
      gboolean hides_some = FALSE;
      g_autoptr (GPtrArray) matches = read_matches (reading, check, &hides_some);
      const char *person = find_name (reading, &haven_patient_info, check->patient_id);
      const char *decided_by = find_name (reading, &haven_staff_member_info, check->decided_by);

      g_ptr_array_add (reading->looks, haven_past_look_new (check, person, decided_by, matter, matches, hides_some));
    }
  return checks != NULL;
}

static gboolean
list (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->transaction = transaction;
  if (reading->patient_id != NULL)
    return read_looks (reading, "patient_id", reading->patient_id, error);
  return read_looks (reading, "outcome", "declined", error) && read_looks (reading, "outcome", "referred", error);
}

/**
 * haven_conflict_history_list:
 * @patient_id: (nullable): a person, for every look on their behalf; %NULL for those of everybody that nothing came of:
 *   declined, or left to the supervisor
 * @error: %HAVEN_STORE_ERROR: refused to whoever is not of the legal team
 *
 * An event of the log, as every reading is.
 *
 * Returns: (transfer full) (element-type HavenPastLook): the newest first
 */
GPtrArray *
haven_conflict_history_list (HavenSession *session, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reading reading = { NULL, patient_id, looks, names };

  if (!haven_session_run (session,
                          HAVEN_ACTION_LIST,
                          HAVEN_IN_SHARED | HAVEN_IN_LEGAL,
                          "conflict_check",
                          NULL,
                          patient_id,
                          list,
                          &reading,
                          error))
    return NULL;
  g_ptr_array_sort (looks, haven_past_look_compare);
  return g_steal_pointer (&looks);
}
