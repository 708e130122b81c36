/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-parties-service.h"

#include "haven-conflict-guard.h"
#include "haven-id.h"
#include "haven-matter-type.h"

#include <glib/gi18n.h>

/* Who takes part in a matter while it runs (domain 2.1, 2.3). The store refuses whoever nobody looked for as well; this
 * says so in sentences. */

static gboolean
refuse (GQuark domain, int code, const char *sentence, GError **error)
{
  g_set_error_literal (error, domain, code, sentence);
  return FALSE;
}

static gboolean
refuse_party (const char *sentence, GError **error)
{
  return refuse (HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, sentence, error);
}

/* Returns: (transfer full) (nullable): the look that allows somebody to take part; @check_id: (nullable) */
static HavenConflictCheck *
load_look (HavenSession *session, const HavenParty *party, const char *check_id, GError **error)
{
  g_autoptr (HavenConflictCheck) check =
      check_id ? haven_session_load (session, &haven_conflict_check_info, check_id, error) : NULL;

  if (check_id != NULL && check == NULL)
    return NULL;
  if (check == NULL || g_strcmp0 (check->matter_id, party->matter_id) != 0 ||
      !haven_conflict_outcome_allows (check->outcome))
    refuse_party (_ ("Look for conflicts of interest first: nobody takes part in a matter before that."), error);
  else if (!haven_party_was_looked_for (party, check))
    refuse (HAVEN_CONFLICT_ERROR,
            HAVEN_CONFLICT_ERROR_NOT_LOOKED_FOR,
            _ ("Something was changed after the look for conflicts. Look again."),
            error);
  else
    return g_steal_pointer (&check);
  return NULL;
}

/* Another desk may have been at work since the look. */
static void
guard_edit (HavenEdit *edit, HavenParty *party, const HavenConflictCheck *check)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new ();

  g_ptr_array_add (parties, party);
  haven_conflict_guard_add (edit, parties, FALSE, check);
}

/* ── What somebody does ───────────────────────────────────────────────────── */

static HavenParty *
complete (const HavenParty *wanted, GError **error)
{
  g_autoptr (HavenParty) party = haven_party_copy (wanted);

  if (haven_choice_find (haven_party_get_roles (), party->role) == NULL)
    refuse_party (_ ("Say what part they take: other side, witness, office or another."), error);
  else if (!haven_party_complete (party))
    refuse_party (_ ("Give a name, or a telephone or an address if no name is known."), error);
  else
    return g_steal_pointer (&party);
  return NULL;
}

/* Returns: (transfer full) (nullable): the matter of somebody whose part may be changed there */
static HavenMatter *
load_matter (HavenSession *session, const HavenParty *party, GError **error)
{
  g_autoptr (HavenMatter) matter = haven_session_load (session, &haven_matter_info, party->matter_id, error);

  if (matter == NULL)
    return NULL;
  if (haven_party_is_person (party, matter))
    refuse_party (_ ("The matter is for this person. What is known of them is changed on their own page."), error);
  else if (haven_party_is_past (party))
    refuse_party (_ ("They take part no more, and what was known of them stays as it was. Add them again instead."), error);
  else
    return g_steal_pointer (&matter);
  return NULL;
}

/**
 * haven_parties_edit_add:
 * @wanted: with the id of the matter, and what is known of somebody
 * @check_id: of a look for this matter that asked for all of it, and found nothing or was cleared
 * @error: %HAVEN_MATTER_ERROR, %HAVEN_CONFLICT_ERROR or %HAVEN_STORE_ERROR
 */
HavenEdit *
haven_parties_edit_add (HavenSession *session, const HavenParty *wanted, const char *check_id, GError **error)
{
  g_autoptr (HavenParty) party = complete (wanted, error);
  g_autoptr (HavenMatter) matter = party ? load_matter (session, party, error) : NULL;
  g_autoptr (HavenConflictCheck) check = matter ? load_look (session, party, check_id, error) : NULL;
  HavenEdit *edit;

  if (check == NULL)
    return NULL;
  g_free (party->id);
  party->id = haven_id_new ();
  haven_record_set_text (&party->conflict_check_id, check_id);
  edit = haven_edit_new (_ ("Added to the matter"), HAVEN_ACTION_CREATE, matter->patient_id);
  haven_edit_insert (edit, &haven_party_info, party);
  guard_edit (edit, party, check);
  return edit;
}

static gboolean
refuse_undo (HavenTransaction *transaction, gpointer data, GError **error)
{
  return refuse (HAVEN_STORE_ERROR,
                 HAVEN_STORE_ERROR_CONSTRAINT,
                 _ ("Before this change nobody had looked for conflicts. Change it by hand instead of undoing it."),
                 error);
}

/**
 * haven_parties_edit_change:
 * @before: as it was read
 * @wanted: as it shall be
 * @check_id: (nullable): as in haven_parties_edit_add(); needed where haven_party_needs_look()
 * @error: %HAVEN_MATTER_ERROR, %HAVEN_CONFLICT_ERROR or %HAVEN_STORE_ERROR; applying is %HAVEN_STORE_ERROR_CONFLICT where
 *   somebody else changed it meanwhile
 */
HavenEdit *
haven_parties_edit_change (HavenSession *session,
                           const HavenParty *before,
                           const HavenParty *wanted,
                           const char *check_id,
                           GError **error)
{
  g_autoptr (HavenParty) after = complete (wanted, error);
  g_autoptr (HavenMatter) matter = after ? load_matter (session, before, error) : NULL;
  g_autoptr (HavenConflictCheck) check = NULL;
  HavenEdit *edit;

  if (matter == NULL)
    return NULL;
  if (haven_party_needs_look (before, after))
    {
      check = load_look (session, after, check_id, error);
      if (check == NULL)
        return NULL;
      haven_record_set_text (&after->conflict_check_id, check_id);
    }
  edit = haven_edit_new (_ ("Changed who takes part"), HAVEN_ACTION_UPDATE, matter->patient_id);
  haven_edit_replace (edit, &haven_party_info, before, after);
  if (check != NULL)
    guard_edit (edit, after, check);
  /* Of a matter that opened before looks were kept. */
  if (before->conflict_check_id == NULL && after->conflict_check_id != NULL)
    haven_edit_set_undo_condition (edit, refuse_undo, NULL, NULL);
  return edit;
}

/** They stay in the record, where a former opponent is found as a conflict (ABA Model Rule 1.9). */
HavenEdit *
haven_parties_edit_take_out (HavenSession *session, const HavenParty *before, GError **error)
{
  g_autoptr (HavenMatter) matter = load_matter (session, before, error);
  g_autoptr (HavenParty) after = NULL;
  HavenEdit *edit;

  if (matter == NULL)
    return NULL;
  after = haven_party_copy (before);
  after->ended_on = haven_clock_today (haven_session_get_clock (session));
  haven_record_set_text (&after->ended_by, haven_session_get_staff_id (session));
  edit = haven_edit_new (_ ("Taken out of the matter"), HAVEN_ACTION_UPDATE, matter->patient_id);
  haven_edit_replace (edit, &haven_party_info, before, after);
  return edit;
}

/**
 * haven_parties_decide:
 * @look: of haven_conflicts_look_again()
 * @before: (nullable): %NULL for somebody who joins
 * @edit: (out) (nullable): what follows; nothing where the outcome keeps somebody out
 *
 * Keeps what was decided, whether or not anything comes of it.
 */
gboolean
haven_parties_decide (HavenSession *session,
                      const HavenConflictLook *look,
                      const char *outcome,
                      const char *reason,
                      const HavenParty *before,
                      const HavenParty *wanted,
                      HavenEdit **edit,
                      GError **error)
{
  g_autofree char *check_id = haven_conflicts_record (session, look, outcome, reason, error);

  *edit = NULL;
  if (check_id == NULL)
    return FALSE;
  if (!haven_conflict_outcome_allows (outcome))
    return TRUE;
  *edit = before ? haven_parties_edit_change (session, before, wanted, check_id, error)
                 : haven_parties_edit_add (session, wanted, check_id, error);
  return *edit != NULL;
}
