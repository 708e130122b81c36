/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-drafts-service.h"

#include "haven-id.h"
#include "haven-people.h"
#include "haven-tables.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is typed about a matter never lands in `shared`: a draft is kept where its record will be. */
static const struct
{
  const char *editor;
  const HavenRecordInfo *info;
  gboolean of_person;
} editors[] = {
  { HAVEN_EDITOR_NOTE, &haven_clinical_draft_info, TRUE },
  { HAVEN_EDITOR_ADDENDUM, &haven_clinical_draft_info, FALSE },
  { HAVEN_EDITOR_PERSON, &haven_shared_draft_info, FALSE },
  { HAVEN_EDITOR_PERSON_CHANGE, &haven_shared_draft_info, TRUE },
  { HAVEN_EDITOR_CONTACT, &haven_shared_draft_info, TRUE },
  { HAVEN_EDITOR_BOOKING, &haven_shared_draft_info, TRUE },
  { HAVEN_EDITOR_QUICK_BOOKING, &haven_shared_draft_info, FALSE },
  { HAVEN_EDITOR_WAITING_BOOKING, &haven_shared_draft_info, TRUE },
  { HAVEN_EDITOR_WAIT, &haven_shared_draft_info, FALSE },
  { HAVEN_EDITOR_TRIP, &haven_shared_draft_info, TRUE },
  { HAVEN_EDITOR_MOVE, &haven_shared_draft_info, FALSE },
  { HAVEN_EDITOR_VISIT_STATUS, &haven_shared_draft_info, FALSE },
  { HAVEN_EDITOR_PAPER, &haven_shared_draft_info, TRUE },
  { HAVEN_EDITOR_MATTER, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_DEADLINE, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_TRIGGER, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_CERTIFICATION, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_MATTER_CHANGE, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_COURT, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_COURT_DAYS, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_EVIDENCE, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_MATTER_NOTE, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_MATTER_EVENT, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_PARTY, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_SETTLE, &haven_legal_draft_info, FALSE },
  { HAVEN_EDITOR_EMERGENCY, &haven_shared_draft_info, TRUE },
  { HAVEN_EDITOR_REVIEW, &haven_shared_draft_info, FALSE },
  { HAVEN_EDITOR_DENIAL, &haven_shared_draft_info, FALSE },
  { HAVEN_EDITOR_TRANSLATION, &haven_shared_draft_info, FALSE },
};

typedef struct
{
  HavenSession *session;
  const HavenRecordInfo *info;
  const char *editor;
  const char *subject_id;
  char *patient_id; /* nullable, owned */
  const char *text; /* to write */
  HavenDraft *found;
  GPtrArray *all;   /* where a list goes */
} Work;

static void
clear_work (Work *work)
{
  g_clear_pointer (&work->patient_id, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

/* Whom the audit log names: the person, whatever else stands behind the id. */
static char *
dup_patient_id (const char *subject_id)
{
  return g_str_equal (subject_id, HAVEN_DRAFT_OF_NEW) ? NULL : g_strndup (subject_id, strcspn (subject_id, "/"));
}

/* An editor that is not listed has no place, so nothing of it is kept anywhere. */
static gboolean
start (Work *work, HavenSession *session, const char *editor, const char *subject_id, GError **error)
{
  work->session = session;
  work->editor = editor;
  work->subject_id = subject_id;
  for (gsize i = 0; i < G_N_ELEMENTS (editors); i++)
    if (g_strcmp0 (editors[i].editor, editor) == 0)
      {
        work->info = editors[i].info;
        work->patient_id = editors[i].of_person ? dup_patient_id (subject_id) : NULL;
        return TRUE;
      }
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("No drafts are kept of “%s”. Finish what you write there before you leave it."),
               editor);
  return FALSE;
}

static gboolean
run (Work *work, HavenAction action, HavenTransactionFunc function, GError **error)
{
  return haven_session_run (work->session,
                            action,
                            1u << work->info->partition,
                            "draft",
                            work->subject_id,
                            work->patient_id,
                            function,
                            work,
                            error);
}

/* ── Within a transaction ─────────────────────────────────────────────────── */

static gboolean
find (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GError) failure = NULL;

  work->found = haven_tables_find_draft (transaction,
                                         work->info,
                                         haven_session_get_staff_id (work->session),
                                         work->editor,
                                         work->subject_id,
                                         &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
save (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (HavenDraft) draft = NULL;

  if (!find (transaction, work, error))
    return FALSE;
  draft = g_steal_pointer (&work->found);
  if (draft == NULL)
    {
      draft = haven_draft_new ();
      draft->id = haven_id_new ();
      draft->staff_id = g_strdup (haven_session_get_staff_id (work->session));
      draft->editor = g_strdup (work->editor);
      draft->subject_id = g_strdup (work->subject_id);
    }
  g_set_str (&draft->text, work->text);
  draft->saved_at = haven_clock_now (haven_session_get_clock (work->session));
  return haven_transaction_save (transaction, work->info, draft, error);
}

static gboolean
discard (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (HavenDraft) draft = NULL;

  if (!find (transaction, work, error))
    return FALSE;
  draft = g_steal_pointer (&work->found);
  return draft == NULL || haven_transaction_delete (transaction, work->info, draft->id, error);
}

/* ── Acts ─────────────────────────────────────────────────────────────────── */

/** Returns: whether drafts of that editor are kept; @partition is where */
gboolean
haven_drafts_get_partition (const char *editor, HavenPartition *partition)
{
  for (gsize i = 0; i < G_N_ELEMENTS (editors); i++)
    if (g_strcmp0 (editors[i].editor, editor) == 0)
      {
        *partition = editors[i].info->partition;
        return TRUE;
      }
  return FALSE;
}

/**
 * haven_drafts_save:
 * @editor: one of HAVEN_EDITOR_NOTE and its kin
 * @subject_id: what is written about, as the editor says
 *
 * Keeps what the signed-in person has typed, in the place of what was kept before.
 */
gboolean
haven_drafts_save (HavenSession *session,
                   const char *editor,
                   const char *subject_id,
                   const HavenDraftContent *content,
                   GError **error)
{
  g_auto (Work) work = { 0 };
  g_autofree char *text = NULL;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && subject_id != NULL && content != NULL, FALSE);

  if (!start (&work, session, editor, subject_id, error))
    return FALSE;
  work.text = text = haven_draft_content_to_text (content, error);
  return text != NULL && run (&work, HAVEN_ACTION_UPDATE, save, error);
}

/* With the audit event of having looked. Returns FALSE on an error; work->found may be NULL otherwise. */
static gboolean
look (Work *work, GError **error)
{
  if (run (work, HAVEN_ACTION_VIEW, find, error))
    return TRUE;
  g_clear_pointer (&work->found, haven_draft_free);
  return FALSE;
}

/** Returns: (transfer full) (nullable): %NULL without an error when the person left nothing unfinished there */
HavenDraftContent *
haven_drafts_find (HavenSession *session, const char *editor, const char *subject_id, GError **error)
{
  g_auto (Work) work = { 0 };
  g_autoptr (HavenDraft) draft = NULL;
  HavenDraftContent *content;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && subject_id != NULL, NULL);

  if (!start (&work, session, editor, subject_id, error) || !look (&work, error) || work.found == NULL)
    return NULL;
  draft = work.found;
  content = haven_draft_content_from_text (draft->text, error);
  if (content != NULL)
    haven_draft_content_set_saved_at (content, draft->saved_at);
  return content;
}

/** Removes a draft for good: what was written is done. That there is none is no error. */
gboolean
haven_drafts_discard (HavenSession *session, const char *editor, const char *subject_id, GError **error)
{
  g_auto (Work) work = { 0 };

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && subject_id != NULL, FALSE);
  return start (&work, session, editor, subject_id, error) && run (&work, HAVEN_ACTION_DELETE, discard, error);
}

/** The same within the transaction of the act, which must reach the draft's partition: the text is never in neither place. */
gboolean
haven_drafts_discard_within (HavenTransaction *transaction,
                             HavenSession *session,
                             const char *editor,
                             const char *subject_id,
                             GError **error)
{
  g_auto (Work) work = { 0 };

  return start (&work, session, editor, subject_id, error) && discard (transaction, &work, error);
}

/**
 * haven_drafts_edit_discard:
 *
 * Throws a draft away; undone, it comes back as it was.
 *
 * Returns: (transfer full) (nullable): %NULL without an error when there is none
 */
HavenEdit *
haven_drafts_edit_discard (HavenSession *session, const char *editor, const char *subject_id, GError **error)
{
  g_auto (Work) work = { 0 };
  g_autoptr (HavenDraft) draft = NULL;
  HavenEdit *edit;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && subject_id != NULL, NULL);

  if (!start (&work, session, editor, subject_id, error) || !look (&work, error) || work.found == NULL)
    return NULL;
  draft = work.found;
  edit = haven_edit_new (_ ("Unsaved text discarded"), HAVEN_ACTION_DELETE, work.patient_id);
  haven_edit_delete (edit, work.info, draft);
  return edit;
}

/* ── All that is unfinished ───────────────────────────────────────────────── */

static gboolean
list_within (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) found = haven_transaction_list (transaction,
                                                        work->info,
                                                        "staff_id",
                                                        haven_session_get_staff_id (work->session),
                                                        "saved_at",
                                                        error);

  if (found == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (work->all, g_steal_pointer (&found));
  return TRUE;
}

static int
compare_latest_first (gconstpointer a, gconstpointer b)
{
  const HavenDraft *first = *(const HavenDraft *const *) a, *second = *(const HavenDraft *const *) b;

  return (first->saved_at < second->saved_at) - (first->saved_at > second->saved_at);
}

/** Returns: (transfer full) (nullable) (element-type HavenDraft): of the signed-in person, the latest first */
GPtrArray *
haven_drafts_list (HavenSession *session, GError **error)
{
  static const HavenRecordInfo *const infos[] = { &haven_shared_draft_info,
                                                  &haven_clinical_draft_info,
                                                  &haven_legal_draft_info };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_draft_free);

  g_return_val_if_fail (HAVEN_IS_SESSION (session), NULL);

  /* One act for each partition: the log of one tells nothing of another. */
  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_auto (Work) work = { .session = session, .info = infos[i], .all = all };

      if (haven_session_has_partition (session, infos[i]->partition) && !run (&work, HAVEN_ACTION_LIST, list_within, error))
        return NULL;
    }
  g_ptr_array_sort (all, compare_latest_first);
  return g_steal_pointer (&all);
}
