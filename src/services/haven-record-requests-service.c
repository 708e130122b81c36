/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-record-requests-service.h"

#include "haven-forms.h"
#include "haven-id.h"
#include "haven-papers-wording.h"
#include "haven-staff.h"
#include "haven-tables.h"

#include <glib/gi18n.h>

void
haven_record_task_free (HavenRecordTask *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->request, haven_record_request_free);
  g_clear_pointer (&self->release, haven_release_free);
  g_free (self->person_name);
  g_free (self->taken_by_name);
  g_free (self->wording);
  g_free (self);
}

static gboolean
refuse (const char *sentence, GError **error)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

static HavenDate
get_today (HavenSession *session)
{
  return haven_clock_today (haven_session_get_clock (session));
}

static HavenCover
get_cover (HavenSession *session, const HavenRelease *release)
{
  return haven_release_get_cover (release, haven_session_get_clinic_name (session), get_today (session));
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

/* Returns: (nullable): nobody, where the person is closed to whoever looks */
static HavenRecordTask *
read_task (HavenTransaction *transaction, HavenSession *session, const HavenRecordRequest *request)
{
  g_autoptr (HavenPatient) patient = haven_transaction_load (transaction, &haven_patient_info, request->patient_id, NULL);
  g_autoptr (HavenStaffMember) member = NULL;
  HavenRecordTask *task;

  if (patient == NULL)
    return NULL;
  if (request->taken_by != NULL)
    member = haven_transaction_load (transaction, &haven_staff_member_info, request->taken_by, NULL);
  task = g_new0 (HavenRecordTask, 1);
  task->request = haven_record_request_copy (request);
  task->person_name = g_strdup (patient->name);
  task->taken_by_name = member ? g_strdup (member->name) : NULL;
  task->release = haven_transaction_load (transaction, &haven_release_info, request->release_id, NULL);
  task->cover = task->release ? get_cover (session, task->release) : HAVEN_COVER_NONE;
  return task;
}

typedef struct
{
  HavenSession *session;
  const char *request_id; /* NULL: all that are open */
  GPtrArray *tasks;
} Reading;

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const HavenRecordTask *first = *(HavenRecordTask *const *) a;
  const HavenRecordTask *second = *(HavenRecordTask *const *) b;
  int by_day = haven_date_compare (first->request->wanted_by, second->request->wanted_by);

  return by_day != 0 ? by_day : g_strcmp0 (first->request->id, second->request->id);
}

static gboolean
read_open (HavenTransaction *transaction, gpointer data, GError **error)
{
  static const char *const states[] = { "asked", "taken_on" };
  Reading *reading = data;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GPtrArray) rows =
          haven_transaction_list (transaction, &haven_record_request_info, "state", states[i], "wanted_by", error);

      if (rows == NULL)
        return FALSE;
      for (guint k = 0; k < rows->len; k++)
        {
          HavenRecordTask *task = read_task (transaction, reading->session, rows->pdata[k]);

          if (task != NULL)
            g_ptr_array_add (reading->tasks, task);
        }
    }
  g_ptr_array_sort (reading->tasks, compare_tasks);
  return TRUE;
}

/**
 * haven_record_requests_list_open:
 *
 * Returns: (transfer full) (element-type HavenRecordTask): what the care team is asked for, the nearest day first
 */
GPtrArray *
haven_record_requests_list_open (HavenSession *session, GError **error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_record_task_free);
  Reading reading = { session, NULL, tasks };

  if (!haven_session_run (session,
                          HAVEN_ACTION_LIST,
                          HAVEN_IN_SHARED,
                          "record_request",
                          NULL,
                          NULL,
                          read_open,
                          &reading,
                          error))
    return NULL;
  return g_steal_pointer (&tasks);
}

static gboolean
read_one (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autoptr (HavenRecordRequest) request =
      haven_transaction_load (transaction, &haven_record_request_info, reading->request_id, error);
  HavenRecordTask *task = request ? read_task (transaction, reading->session, request) : NULL;

  if (task == NULL)
    return request == NULL ? FALSE : refuse (_ ("This request is not there any more."), error);
  g_ptr_array_add (reading->tasks, task);
  return TRUE;
}

/** Returns: (transfer full): one request with its permission as it is now */
HavenRecordTask *
haven_record_requests_load (HavenSession *session, const char *request_id, GError **error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  Reading reading = { session, request_id, tasks };
  HavenRecordTask *task;

  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_SHARED,
                          "record_request",
                          request_id,
                          NULL,
                          read_one,
                          &reading,
                          error))
    return NULL;
  task = tasks->pdata[0];
  if (task->release != NULL && g_strcmp0 (task->release->language, HAVEN_FORMS_SOURCE_LANGUAGE) != 0)
    task->wording = haven_papers_dup_source_wording (session, task->release);
  return task;
}

/* ── Answering ────────────────────────────────────────────────────────────── */

/* Whoever asks does not answer. */
static gboolean
check_care_team (HavenSession *session, GError **error)
{
  return haven_session_has_partition (session, HAVEN_PARTITION_CLINICAL) ||
         refuse (_ ("Only the care team answers this."), error);
}

static HavenRecordRequest *
load_open (HavenSession *session, const char *request_id, const char *next, GError **error)
{
  g_autoptr (HavenRecordRequest) request = NULL;

  if (!check_care_team (session, error))
    return NULL;
  request = haven_session_load (session, &haven_record_request_info, request_id, error);
  if (request == NULL)
    return NULL;
  if (!haven_record_request_is_open (request->state))
    refuse (g_strcmp0 (request->state, "withdrawn") == 0
                ? _ ("This was taken back meanwhile; nothing is to be done.")
                : _ ("This was answered meanwhile. Look at the list again."),
            error);
  else if (!haven_record_request_may_become (request->state, next))
    refuse (_ ("This was taken on before."), error);
  else
    return g_steal_pointer (&request);
  return NULL;
}

/** Somebody of the care team says that they do it; the others see who. */
HavenEdit *
haven_record_requests_edit_take_on (HavenSession *session, const char *request_id, GError **error)
{
  g_autoptr (HavenRecordRequest) before = load_open (session, request_id, "taken_on", error);
  g_autoptr (HavenRecordRequest) after = before ? haven_record_request_copy (before) : NULL;
  HavenEdit *edit;

  if (after == NULL)
    return NULL;
  haven_record_set_text (&after->state, "taken_on");
  haven_record_set_text (&after->taken_by, haven_session_get_staff_id (session));
  edit = haven_edit_new (_ ("Taken on"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_record_request_info, before, after);
  return edit;
}

/**
 * haven_record_requests_edit_cannot:
 * @reason: one of haven_record_request_get_reasons(): no other words go across
 */
HavenEdit *
haven_record_requests_edit_cannot (HavenSession *session, const char *request_id, const char *reason, GError **error)
{
  g_autoptr (HavenRecordRequest) before = NULL, after = NULL;
  HavenEdit *edit;

  if (haven_choice_find (haven_record_request_get_reasons (), reason) == NULL)
    {
      refuse (_ ("Choose from the list why it cannot be had."), error);
      return NULL;
    }
  before = load_open (session, request_id, "cannot", error);
  if (before == NULL)
    return NULL;
  after = haven_record_request_copy (before);
  haven_record_set_text (&after->state, "cannot");
  haven_record_set_text (&after->reason, reason);
  haven_record_set_text (&after->taken_by, haven_session_get_staff_id (session));
  after->answered_on = get_today (session);
  edit = haven_edit_new (_ ("Answered that it cannot be had"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_record_request_info, before, after);
  return edit;
}

/* ── Giving ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  const HavenRecordRequest *before;
  const char *document_id; /* nullable */
} Giving;

static HavenDisclosure *
make_disclosure (const Giving *giving, const HavenRelease *release, const HavenDocument *document)
{
  HavenDisclosure *disclosure = haven_disclosure_new ();
  const char *kind = haven_choice_get_label (haven_record_request_get_kinds (), giving->before->kind);
  const char *const items[] = { kind, NULL };

  disclosure->id = haven_id_new ();
  disclosure->patient_id = g_strdup (giving->before->patient_id);
  disclosure->at = haven_clock_now (haven_session_get_clock (giving->session));
  disclosure->staff_id = g_strdup (haven_session_get_staff_id (giving->session));
  disclosure->recipient = g_strdup (release->recipient);
  disclosure->items = g_strdupv ((char **) items);
  disclosure->purpose = g_strdup (release->purpose);
  disclosure->method = g_strdup (document ? "referral" : "print");
  disclosure->basis = g_strdup ("release");
  disclosure->release_id = g_strdup (release->id);
  if (document != NULL)
    {
      disclosure->document_id = g_strdup (document->id);
      disclosure->sha256 = g_strdup (document->sha256);
      disclosure->pages = document->pages;
    }
  return disclosure;
}

static gboolean
check_paper (const Giving *giving, const HavenDocument *document, GError **error)
{
  return g_strcmp0 (document->patient_id, giving->before->patient_id) == 0 ||
         refuse (_ ("That paper is about somebody else."), error);
}

/* The permission and the request are read again here: both may have changed while somebody looked for the paper. */
static gboolean
give (HavenTransaction *transaction, gpointer data, GError **error)
{
  const Giving *giving = data;
  g_autoptr (HavenRecordRequest) now =
      haven_transaction_load (transaction, &haven_record_request_info, giving->before->id, error);
  g_autoptr (HavenRelease) release = NULL;
  g_autoptr (HavenDocument) document = NULL;
  g_autoptr (HavenDisclosure) disclosure = NULL;

  if (now == NULL)
    return FALSE;
  if (!haven_record_request_is_open (now->state))
    return refuse (_ ("This was answered or taken back meanwhile. Look at the list again."), error);
  release = haven_transaction_load (transaction, &haven_release_info, now->release_id, error);
  if (release == NULL)
    return FALSE;
  if (get_cover (giving->session, release) != HAVEN_COVER_CURRENT)
    return refuse (_ ("The signed permission has ended or was taken back, so nothing may be given."), error);
  if (giving->document_id != NULL)
    {
      document = haven_transaction_load (transaction, &haven_document_info, giving->document_id, error);
      if (document == NULL || !check_paper (giving, document, error))
        return FALSE;
    }
  haven_record_set_text (&now->state, "ready");
  haven_record_set_text (&now->taken_by, haven_session_get_staff_id (giving->session));
  haven_record_set_text (&now->document_id, giving->document_id);
  now->answered_on = get_today (giving->session);
  disclosure = make_disclosure (giving, release, document);
  return haven_transaction_update (transaction, &haven_record_request_info, now, error) &&
         haven_transaction_insert (transaction, &haven_disclosure_info, disclosure, error);
}

/**
 * haven_record_requests_give:
 * @document_id: (nullable): a paper of the vault; %NULL: it goes from hand to hand
 * @error: %HAVEN_STORE_ERROR
 *
 * Says that it is ready and lets it go, in one transaction with the account of it (45 CFR 164.528). What was given
 * cannot be taken back, so there is no undo.
 */
gboolean
haven_record_requests_give (HavenSession *session, const char *request_id, const char *document_id, GError **error)
{
  g_autoptr (HavenRecordRequest) before = load_open (session, request_id, "ready", error);
  Giving giving = { session, before, document_id };

  return before != NULL && haven_session_run (session,
                                              HAVEN_ACTION_DISCLOSE,
                                              HAVEN_IN_SHARED,
                                              "disclosure",
                                              request_id,
                                              before->patient_id,
                                              give,
                                              &giving,
                                              error);
}
