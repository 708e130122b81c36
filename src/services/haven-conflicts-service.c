/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflicts-service.h"

#include "haven-conflict-table.h"
#include "haven-id.h"
#include "haven-match-key.h"
#include "haven-party.h"
#include "haven-tables.h"

#include <glib/gi18n.h>
#include <string.h>

HavenConflictLook *
haven_conflict_look_ref (HavenConflictLook *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_look (gpointer data)
{
  HavenConflictLook *self = data;

  g_free (self->patient_id);
  g_free (self->matter_id);
  g_clear_pointer (&self->search, haven_conflict_search_free);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
}

void
haven_conflict_look_unref (HavenConflictLook *self)
{
  g_atomic_rc_box_release_full (self, clear_look);
}

/* ── Looking ──────────────────────────────────────────────────────────────── */

/* Letters that come to the clinic are no house that two people share. */
static void
add_address (HavenConflictSearch *search, const char *address, const char *clinic)
{
  g_autofree char *key = haven_match_key_dup_address (address);
  g_autofree char *own = haven_match_key_dup_address (clinic);

  if (strcmp (key, own) != 0)
    haven_conflict_search_add_address (search, address, FALSE);
}

/** All that is known of a person is looked for. Inside a transaction. */
gboolean
haven_conflicts_add_person (HavenTransaction *transaction, HavenConflictSearch *search, const char *patient_id, GError **error)
{
  g_autoptr (HavenPatient) patient = haven_transaction_load (transaction, &haven_patient_info, patient_id, error);
  g_autoptr (GPtrArray) names = NULL, rules = NULL;
  g_autofree char *clinic = haven_tables_dup_setting (transaction, "address", NULL);

  if (patient == NULL)
    return FALSE;
  names = haven_transaction_list (transaction, &haven_patient_name_info, "patient_id", patient_id, NULL, error);
  rules =
      names ? haven_transaction_list (transaction, &haven_safe_contact_rule_info, "patient_id", patient_id, NULL, error)
            : NULL;
  if (rules == NULL)
    return FALSE;
  haven_conflict_search_add_name (search, patient->name, FALSE);
  for (guint i = 0; i < names->len; i++)
    haven_conflict_search_add_name (search, ((const HavenPatientName *) names->pdata[i])->text, FALSE);
  add_address (search, patient->mail_to, clinic);
  for (guint i = 0; i < rules->len; i++)
    {
      const HavenSafeContactRule *rule = rules->pdata[i];

      if (strcmp (rule->channel, "mail") == 0 || strcmp (rule->channel, "in-person") == 0)
        add_address (search, rule->value, clinic);
      else if (strcmp (rule->channel, "email") != 0)
        haven_conflict_search_add_phone (search, rule->value, FALSE);
    }
  return TRUE;
}

/* Of a matter that is open, the person was looked for when it opened: now it is whoever joins them. */
static gboolean
add_matter (HavenTransaction *transaction, HavenConflictLook *look, GError **error)
{
  g_autoptr (HavenMatter) matter = haven_transaction_load (transaction, &haven_matter_info, look->matter_id, error);

  if (matter == NULL)
    return FALSE;
  g_set_str (&look->patient_id, matter->patient_id);
  return TRUE;
}

static gboolean
find (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenConflictLook *look = data;

  if (look->matter_id ? !add_matter (transaction, look, error) : !haven_conflicts_add_person (transaction, look->search, look->patient_id, error))
    return FALSE;
  if (haven_conflict_search_get_n_terms (look->search) == 0)
    {
      g_set_error_literal (error,
                           HAVEN_CONFLICT_ERROR,
                           HAVEN_CONFLICT_ERROR_NOT_LOOKED_FOR,
                           _ ("There is no name to look for. Give the person a name in letters first."));
      return FALSE;
    }
  look->matches =
      haven_tables_find_conflicts (transaction, look->search, look->patient_id, &look->behind_the_wall, error);
  return look->matches != NULL;
}

static HavenConflictLook *
look_for (HavenSession *session, const char *patient_id, const char *matter_id, GPtrArray *parties, GError **error)
{
  g_autoptr (HavenConflictLook) look = g_atomic_rc_box_new0 (HavenConflictLook);

  look->patient_id = g_strdup (patient_id);
  look->matter_id = g_strdup (matter_id);
  look->search = haven_conflict_search_new ();
  for (guint i = 0; parties && i < parties->len; i++)
    haven_party_look_for (parties->pdata[i], look->search);
  if (!haven_session_run (session,
                          HAVEN_ACTION_SEARCH,
                          HAVEN_IN_SHARED | HAVEN_IN_LEGAL,
                          "conflict_check",
                          matter_id,
                          patient_id,
                          find,
                          look,
                          error))
    return NULL;
  return g_steal_pointer (&look);
}

/**
 * haven_conflicts_look:
 * @parties: (nullable) (element-type HavenParty): who is on the other side, with what is known of them
 * @error: %HAVEN_STORE_ERROR
 *
 * Looks for whoever may have a conflict of interest with a new matter of a person: by every name, telephone and address
 * of theirs and of the other side. It is an event of the log; nothing is decided yet.
 */
HavenConflictLook *
haven_conflicts_look (HavenSession *session, const char *patient_id, GPtrArray *parties, GError **error)
{
  return look_for (session, patient_id, NULL, parties, error);
}

/**
 * haven_conflicts_look_again:
 * @parties: (element-type HavenParty): who is to take part in a matter that is open, as they will be
 * @error: %HAVEN_CONFLICT_ERROR or %HAVEN_STORE_ERROR
 *
 * Looks in the same way for somebody who joins a matter, or of whom something is known that was not known before.
 */
HavenConflictLook *
haven_conflicts_look_again (HavenSession *session, const char *matter_id, GPtrArray *parties, GError **error)
{
  return look_for (session, NULL, matter_id, parties, error);
}

/* ── Deciding ─────────────────────────────────────────────────────────────── */

static char **
dup_matches (const HavenConflictLook *look)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < look->matches->len; i++)
    g_strv_builder_take (builder, haven_conflict_match_dup_text (look->matches->pdata[i]));
  return look->matches->len > 0 ? g_strv_builder_end (builder) : NULL;
}

static gboolean
insert_check (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_conflict_check_info, data, error);
}

/**
 * haven_conflicts_record:
 * @outcome: clear, cleared, declined or referred
 * @reason: (nullable): why; cleared and declined need one
 * @error: %HAVEN_CONFLICT_ERROR or %HAVEN_STORE_ERROR
 *
 * Keeps what was looked for, what was found and what somebody decided, with its event. It is no edit: nobody takes it
 * back. Who decided otherwise looks again.
 *
 * Returns: (transfer full) (nullable): the id of the record
 */
char *
haven_conflicts_record (HavenSession *session,
                        const HavenConflictLook *look,
                        const char *outcome,
                        const char *reason,
                        GError **error)
{
  g_autoptr (HavenConflictCheck) check = haven_conflict_check_new ();
  g_autofree char *words = g_strstrip (g_strdup (reason ? reason : ""));

  check->id = haven_id_new ();
  check->patient_id = g_strdup (look->patient_id);
  check->matter_id = g_strdup (look->matter_id);
  check->looked_for = haven_conflict_search_dup_looked_for (look->search);
  check->matches = dup_matches (look);
  check->behind_the_wall = look->behind_the_wall;
  check->outcome = g_strdup (outcome);
  check->reason = *words ? g_strdup (words) : NULL;
  check->decided_by = g_strdup (haven_session_get_staff_id (session));
  check->decided_at = haven_clock_now (haven_session_get_clock (session));
  if (!haven_conflict_check_holds (check, error) ||
      !haven_session_run (session,
                          HAVEN_ACTION_CREATE,
                          HAVEN_IN_LEGAL,
                          "conflict_check",
                          check->id,
                          check->patient_id,
                          insert_check,
                          check,
                          error))
    return NULL;
  return g_steal_pointer (&check->id);
}
