/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-service.h"

#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-staff.h"
#include "haven-tables.h"
#include "haven-text.h"

#include <glib/gi18n.h>

static void
free_item (gpointer data)
{
  HavenEvidenceItem *item = data;

  g_clear_pointer (&item->evidence, haven_matter_evidence_free);
  g_clear_pointer (&item->request, haven_record_request_free);
  g_clear_pointer (&item->release, haven_release_free);
  g_clear_pointer (&item->paper, haven_document_free);
  g_free (item->answered_by);
  g_free (item);
}

void
haven_evidence_list_free (HavenEvidenceList *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->release, haven_release_free);
  g_free (self);
}

static gboolean
need (gboolean there, const char *sentence, GError **error)
{
  if (!there)
    g_set_error_literal (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, sentence);
  return there;
}

static HavenDate
get_today (HavenSession *session)
{
  return haven_clock_today (haven_session_get_clock (session));
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static const HavenRelease *
find_release (GPtrArray *releases, const char *id)
{
  for (guint i = 0; i < releases->len; i++)
    if (g_strcmp0 (((const HavenRelease *) releases->pdata[i])->id, id) == 0)
      return releases->pdata[i];
  return NULL;
}

/* Which paper it is, is told while the permission lasts; afterwards only that something was given. */
static void
read_paper (HavenTransaction *transaction, HavenEvidenceItem *item)
{
  if (item->request->document_id == NULL || item->cover != HAVEN_COVER_CURRENT)
    {
      g_clear_pointer (&item->request->document_id, g_free);
      return;
    }
  item->paper = haven_transaction_load (transaction, &haven_document_info, item->request->document_id, NULL);
  if (item->paper != NULL)
    g_clear_pointer (&item->paper->pdf, g_bytes_unref);
}

/* What may be read of it by whoever asks; a permission that is closed to them is none. */
static gboolean
read_request (HavenTransaction *transaction,
              HavenSession *session,
              GPtrArray *releases,
              HavenEvidenceItem *item,
              GError **error)
{
  g_autoptr (HavenStaffMember) member = NULL;
  const HavenRelease *release;

  item->cover = HAVEN_COVER_NONE;
  if (item->evidence->request_id == NULL ||
      !haven_transaction_may (transaction, &haven_record_request_info, HAVEN_ACTION_VIEW))
    return TRUE;
  item->request =
      haven_transaction_load (transaction, &haven_record_request_info, item->evidence->request_id, error);
  if (item->request == NULL)
    return FALSE;
  release = find_release (releases, item->request->release_id);
  item->release = release ? haven_release_copy (release) : NULL;
  item->cover = release ? haven_release_get_cover (release, haven_session_get_clinic_name (session), get_today (session)) : HAVEN_COVER_NONE;
  if (item->request->taken_by != NULL)
    member = haven_transaction_load (transaction, &haven_staff_member_info, item->request->taken_by, NULL);
  item->answered_by = member ? g_strdup (member->name) : NULL;
  read_paper (transaction, item);
  return TRUE;
}

static GPtrArray *
list_releases (HavenTransaction *transaction, const char *patient_id, GError **error)
{
  if (!haven_transaction_may (transaction, &haven_release_info, HAVEN_ACTION_LIST))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) haven_release_free);
  return haven_transaction_list (transaction, &haven_release_info, "patient_id", patient_id, NULL, error);
}

static char *
dup_lawyer (HavenTransaction *transaction, HavenSession *session, const HavenMatter *matter)
{
  g_autoptr (HavenStaffMember) lead = NULL;

  if (matter->lead_attorney_id != NULL)
    lead = haven_transaction_load (transaction, &haven_staff_member_info, matter->lead_attorney_id, NULL);
  return g_strdup (lead ? lead->name : haven_session_get_staff_name (session));
}

/** Reads what a matter needs, inside a transaction that may view matters. */
HavenEvidenceList *
haven_evidence_list_read (HavenTransaction *transaction, HavenSession *session, const HavenMatter *matter, GError **error)
{
  g_autoptr (HavenEvidenceList) list = g_new0 (HavenEvidenceList, 1);
  g_autoptr (GPtrArray) releases = list_releases (transaction, matter->patient_id, error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *lawyer = dup_lawyer (transaction, session, matter);
  const HavenRelease *release = NULL;

  list->items = g_ptr_array_new_with_free_func (free_item);
  if (releases == NULL)
    return NULL;
  rows = haven_transaction_list (
      transaction, &haven_matter_evidence_info, "matter_id", matter->id, "wanted_by", error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      HavenEvidenceItem *item = g_new0 (HavenEvidenceItem, 1);

      item->evidence = haven_matter_evidence_copy (rows->pdata[i]);
      g_ptr_array_add (list->items, item);
      if (!read_request (transaction, session, releases, item, error))
        return NULL;
    }
  list->cover = haven_releases_find_cover (
      releases, haven_session_get_clinic_name (session), get_today (session), lawyer, &release);
  list->release = release ? haven_release_copy (release) : NULL;
  return g_steal_pointer (&list);
}

/* ── Asking ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  const HavenMatter *matter;
  HavenEvidenceList *list;
} Looking;

static gboolean
look (HavenTransaction *transaction, gpointer data, GError **error)
{
  Looking *looking = data;

  looking->list = haven_evidence_list_read (transaction, looking->session, looking->matter, error);
  return looking->list != NULL;
}

/* The permission is looked at now, not when the page was shown (R13). */
static HavenRelease *
find_permission (HavenSession *session, const HavenMatter *matter, GError **error)
{
  Looking looking = { session, matter, NULL };
  g_autoptr (HavenEvidenceList) list = NULL;

  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_LEGAL,
                          "matter",
                          matter->id,
                          matter->patient_id,
                          look,
                          &looking,
                          error))
    return NULL;
  list = looking.list;
  if (!need (list->cover == HAVEN_COVER_CURRENT,
             list->cover == HAVEN_COVER_ENDED ? _ ("The signed permission has ended. Have a new one signed first.")
             : list->cover == HAVEN_COVER_LATER
                 ? _ ("The signed permission begins later. Ask from that day on.")
                 : _ ("Nobody signed a permission to share records with the legal team. Have one signed first."),
             error))
    return NULL;
  return g_steal_pointer (&list->release);
}

/* Asked inside the transaction that asks the care team: a permission may be taken back at any moment. */
typedef struct
{
  char *release_id;
  char *clinic;
  HavenClock *clock;
} Permission;

static void
free_permission (gpointer data)
{
  Permission *permission = data;

  g_free (permission->release_id);
  g_free (permission->clinic);
  g_object_unref (permission->clock);
  g_free (permission);
}

static gboolean
check_permission (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Permission *permission = data;
  g_autoptr (HavenRelease) release =
      haven_transaction_load (transaction, &haven_release_info, permission->release_id, error);

  return release != NULL &&
         need (haven_release_get_cover (release, permission->clinic, haven_clock_today (permission->clock)) == HAVEN_COVER_CURRENT,
               _ ("The signed permission has ended. Have a new one signed first."),
               error);
}

/* Only a kind, a day and the permission cross; the words stay here (R20). */
static gboolean
insert_request (HavenSession *session,
                HavenEdit *edit,
                const HavenMatter *matter,
                HavenMatterEvidence *evidence,
                GError **error)
{
  g_autoptr (HavenRecordRequest) request = haven_record_request_new ();
  g_autoptr (HavenRelease) release = find_permission (session, matter, error);
  Permission *permission;

  if (release == NULL)
    return FALSE;
  request->id = haven_id_new ();
  request->patient_id = g_strdup (evidence->patient_id);
  request->kind = g_strdup (evidence->kind);
  request->wanted_by = evidence->wanted_by;
  request->release_id = g_strdup (release->id);
  request->asked_at = haven_clock_now (haven_session_get_clock (session));
  request->state = g_strdup ("asked");
  haven_record_set_text (&evidence->request_id, request->id);
  haven_record_set_text (&evidence->asked_by, haven_session_get_staff_id (session));
  haven_edit_insert (edit, &haven_record_request_info, request);
  permission = g_new0 (Permission, 1);
  permission->release_id = g_strdup (release->id);
  permission->clinic = g_strdup (haven_session_get_clinic_name (session));
  permission->clock = g_object_ref (haven_session_get_clock (session));
  haven_edit_set_precondition (edit, check_permission, permission, free_permission);
  return TRUE;
}

static gboolean
check_evidence (HavenSession *session, const HavenMatterEvidence *evidence, GError **error)
{
  return need (haven_choice_find (haven_record_request_get_kinds (), evidence->kind) != NULL,
               _ ("Choose what is needed from the list."), error) &&
         need (haven_date_is_set (evidence->wanted_by), _ ("Say by which day it is needed."), error) &&
         need (haven_date_compare (evidence->wanted_by, get_today (session)) >= 0,
               _ ("The day by which it is needed is past."), error);
}

/**
 * haven_evidence_edit_add:
 * @evidence: for which matter, what, by when, and the lawyer's own words on why, which never leave the legal part
 * @ask: whether to ask the care team at once
 * @error: %HAVEN_MATTER_ERROR or %HAVEN_STORE_ERROR
 */
HavenEdit *
haven_evidence_edit_add (HavenSession *session, const HavenMatterEvidence *evidence, gboolean ask, GError **error)
{
  g_autoptr (HavenMatterEvidence) own = haven_matter_evidence_copy (evidence);
  g_autoptr (HavenMatter) matter = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  if (!check_evidence (session, own, error))
    return NULL;
  matter = haven_session_load (session, &haven_matter_info, own->matter_id, error);
  if (matter == NULL)
    return NULL;
  g_free (own->id);
  own->id = haven_id_new ();
  haven_record_set_text (&own->patient_id, matter->patient_id);
  if (haven_text_is_blank (own->words))
    g_clear_pointer (&own->words, g_free);
  edit = haven_edit_new (ask ? _ ("Care team asked") : _ ("Evidence added"), HAVEN_ACTION_CREATE, own->patient_id);
  if (ask && !insert_request (session, edit, matter, own, error))
    return NULL;
  haven_edit_insert (edit, &haven_matter_evidence_info, own);
  return g_steal_pointer (&edit);
}

static HavenRecordRequest *
load_request (HavenSession *session, const HavenMatterEvidence *evidence, GError **error)
{
  return haven_session_load (session, &haven_record_request_info, evidence->request_id, error);
}

/**
 * haven_evidence_edit_ask:
 *
 * Asks the care team for what a matter needs, the first time, or again after it could not be had or was taken back.
 */
HavenEdit *
haven_evidence_edit_ask (HavenSession *session, const char *evidence_id, GError **error)
{
  g_autoptr (HavenMatterEvidence) before = haven_session_load (session, &haven_matter_evidence_info, evidence_id, error);
  g_autoptr (HavenMatterEvidence) after = before ? haven_matter_evidence_copy (before) : NULL;
  g_autoptr (HavenRecordRequest) last = NULL;
  g_autoptr (HavenMatter) matter = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  if (before == NULL || !check_evidence (session, before, error))
    return NULL;
  if (before->request_id != NULL)
    {
      last = load_request (session, before, error);
      if (last == NULL || !need (!haven_record_request_is_open (last->state),
                                 _ ("The care team was asked before and has not answered yet."),
                                 error))
        return NULL;
    }
  matter = haven_session_load (session, &haven_matter_info, before->matter_id, error);
  if (matter == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Care team asked"), HAVEN_ACTION_CREATE, before->patient_id);
  if (!insert_request (session, edit, matter, after, error))
    return NULL;
  haven_edit_replace (edit, &haven_matter_evidence_info, before, after);
  return g_steal_pointer (&edit);
}

/** Takes back what the care team was asked for and has not answered; the task goes from their list. */
HavenEdit *
haven_evidence_edit_withdraw (HavenSession *session, const char *evidence_id, GError **error)
{
  g_autoptr (HavenMatterEvidence) evidence =
      haven_session_load (session, &haven_matter_evidence_info, evidence_id, error);
  g_autoptr (HavenRecordRequest) before = NULL, after = NULL;
  HavenEdit *edit;

  if (evidence == NULL || !need (evidence->request_id != NULL, _ ("The care team was not asked for this."), error))
    return NULL;
  before = load_request (session, evidence, error);
  if (before == NULL || !need (haven_record_request_is_open (before->state),
                               _ ("The care team has answered, so there is nothing to take back."),
                               error))
    return NULL;
  after = haven_record_request_copy (before);
  haven_record_set_text (&after->state, "withdrawn");
  edit = haven_edit_new (_ ("Request taken back"), HAVEN_ACTION_UPDATE, evidence->patient_id);
  haven_edit_replace (edit, &haven_record_request_info, before, after);
  return edit;
}

/** Removes something that a matter does not need after all. What the care team was asked for is taken back first. */
HavenEdit *
haven_evidence_edit_remove (HavenSession *session, const char *evidence_id, GError **error)
{
  g_autoptr (HavenMatterEvidence) before = haven_session_load (session, &haven_matter_evidence_info, evidence_id, error);
  g_autoptr (HavenRecordRequest) request = NULL;
  HavenEdit *edit;

  if (before == NULL)
    return NULL;
  if (before->request_id != NULL)
    {
      request = load_request (session, before, error);
      if (request == NULL || !need (!haven_record_request_is_open (request->state),
                                    _ ("The care team was asked for this. Take that back first."),
                                    error))
        return NULL;
    }
  edit = haven_edit_new (_ ("Evidence removed"), HAVEN_ACTION_DELETE, before->patient_id);
  haven_edit_delete (edit, &haven_matter_evidence_info, before);
  return edit;
}
