/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-evidence-service.h"
#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "haven-record-requests-service.h"
#include "services-test.h"

#include <string.h>

#define WORDS "Brackenmoor theory: what the sister will say"

typedef struct
{
  HavenTestClinic *clinic;
  char *passphrase;
  HavenDate today;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *file = NULL;

  self->clinic = haven_test_clinic_new ();
  self->today = haven_clock_today (haven_session_get_clock (self->clinic->session));
  file = g_build_filename (self->clinic->folder, "demo-passphrase", NULL);
  g_assert_true (g_file_get_contents (file, &self->passphrase, NULL, NULL));
  g_strstrip (self->passphrase);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->passphrase);
}

/* The vault is open to one at a time. */
static void
sign_in (Fixture *self, const char *name)
{
  HavenKeyringState state;
  g_autoptr (GError) error = NULL;

  haven_session_leave (self->clinic->session);
  g_clear_object (&self->clinic->session);
  self->clinic->session = haven_vaults_open (self->clinic->folder, name, self->passphrase, NULL, &state, &error);
  g_assert_no_error (error);
}

static char *
find_matter (Fixture *self, const char *person, const char *type)
{
  g_autofree char *patient_id = haven_test_find_person (self->clinic, person);
  g_autoptr (GPtrArray) matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", patient_id);

  for (guint i = 0; i < matters->len; i++)
    if (g_str_equal (((HavenMatter *) matters->pdata[i])->type, type))
      return g_strdup (((HavenMatter *) matters->pdata[i])->id);
  g_assert_not_reached ();
}

static HavenEdit *
add (Fixture *self, const char *matter_id, const char *kind, int days, gboolean ask, GError **error)
{
  g_autoptr (HavenMatterEvidence) evidence = haven_matter_evidence_new ();

  evidence->matter_id = g_strdup (matter_id);
  evidence->kind = g_strdup (kind);
  evidence->words = g_strdup (WORDS);
  evidence->wanted_by = haven_date_add_days (self->today, days);
  return haven_evidence_edit_add (self->clinic->session, evidence, ask, error);
}

static void
apply (Fixture *self, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  haven_edit_apply (edit, self->clinic->session, &error);
  g_assert_no_error (error);
}

static const HavenEvidenceItem *
find_item (const HavenMatterPage *page, const char *kind)
{
  for (guint i = 0; i < page->evidence->items->len; i++)
    {
      const HavenEvidenceItem *item = page->evidence->items->pdata[i];

      if (g_str_equal (item->evidence->kind, kind))
        return item;
    }
  g_assert_not_reached ();
}

static HavenMatterPage *
load (Fixture *self, const char *matter_id)
{
  g_autoptr (GError) error = NULL;
  HavenMatterPage *page = haven_matters_load_page (self->clinic->session, matter_id, &error);

  g_assert_no_error (error);
  return page;
}

/* A matter of Amina's asks for photographs; gives the id of the request. */
static char *
ask (Fixture *self, char **matter_id)
{
  g_autofree char *matter = find_matter (self, "Amina", "t_visa");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = add (self, matter, "photographs", 10, TRUE, &error);
  g_autoptr (HavenMatterPage) page = NULL;

  g_assert_no_error (error);
  apply (self, edit);
  page = load (self, matter);
  if (matter_id != NULL)
    *matter_id = g_strdup (matter);
  return g_strdup (find_item (page, "photographs")->request->id);
}

static HavenRecordTask *
find_task (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = haven_record_requests_list_open (self->clinic->session, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < tasks->len; i++)
    if (g_str_equal (((HavenRecordTask *) tasks->pdata[i])->request->id, id))
      return g_ptr_array_steal_index (tasks, i);
  return NULL;
}

static void
test_a_request_crosses_as_a_kind_a_day_and_a_person (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenRecordTask) task = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  sign_in (self, "Irene Kowalczyk");
  id = ask (self, NULL);
  sign_in (self, "Dr Ngozi Okafor");
  task = find_task (self, id);
  g_assert_nonnull (task);
  g_assert_cmpstr (task->request->kind, ==, "photographs");
  g_assert_cmpint (task->request->wanted_by.day, ==, self->today.day + 10);
  g_assert_true (g_str_has_prefix (task->person_name, "Amina"));
  g_assert_cmpint (task->cover, ==, HAVEN_COVER_CURRENT);
  g_assert_cmpstr (task->release->recipient, ==, "Irene Kowalczyk");

  /* All of its members, and nothing among them that could hold the lawyer's words. */
  json_node_take_object (node, haven_record_to_json (&haven_record_request_info, task->request));
  text = json_to_string (node, FALSE);
  g_assert_null (strstr (text, "Brackenmoor"));
  g_assert_null (strstr (text, "t_visa"));
  g_assert_null (strstr (text, "I-914"));
}

static void
test_whoever_has_no_part_in_it_sees_nothing (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "Nadia Ferrell", "Claudine Joseph", "Paul Arsenault", "Karim Benali" };
  g_autofree char *id = ask (self, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL, closed = NULL;

      sign_in (self, others[i]);
      g_assert_null (haven_record_requests_list_open (self->clinic->session, &error));
      haven_assert_store_error (error, REFUSED);
      g_assert_null (haven_session_load (self->clinic->session, &haven_record_request_info, id, &closed));
      haven_assert_store_error (closed, REFUSED);
    }
}

/* The other way round, too: whoever asks does not answer, and the clinic does not see what a matter needs. */
static void
test_the_wall_stands_from_both_sides (Fixture *self, gconstpointer data)
{
  g_autofree char *id = ask (self, NULL);
  g_autoptr (GError) own = NULL, given = NULL, foreign = NULL;

  sign_in (self, "Irene Kowalczyk");
  g_assert_null (haven_record_requests_edit_take_on (self->clinic->session, id, &own));
  haven_assert_store_error (own, CONSTRAINT);
  g_assert_false (haven_record_requests_give (self->clinic->session, id, NULL, &given));
  haven_assert_store_error (given, CONSTRAINT);
  sign_in (self, "Dr Ngozi Okafor");
  g_assert_null (haven_session_list (self->clinic->session, &haven_matter_evidence_info, NULL, NULL, NULL, &foreign));
  g_assert_nonnull (foreign);
}

static void
test_an_answer_comes_back (Fixture *self, gconstpointer data)
{
  g_autofree char *matter = NULL;
  g_autofree char *id = ask (self, &matter);
  g_autoptr (GError) error = NULL, wrong = NULL, late = NULL;
  g_autoptr (HavenEdit) taken = NULL, cannot = NULL;
  g_autoptr (HavenMatterPage) page = NULL, answered = NULL;

  sign_in (self, "Dr Ngozi Okafor");
  taken = haven_record_requests_edit_take_on (self->clinic->session, id, &error);
  g_assert_no_error (error);
  apply (self, taken);
  g_assert_null (haven_record_requests_edit_take_on (self->clinic->session, id, &late));
  haven_assert_store_error (late, CONSTRAINT);
  sign_in (self, "Irene Kowalczyk");
  page = load (self, matter);
  g_assert_cmpstr (find_item (page, "photographs")->request->state, ==, "taken_on");
  g_assert_cmpstr (find_item (page, "photographs")->answered_by, ==, "Dr Ngozi Okafor");

  sign_in (self, "Dr Eva Lindqvist");
  g_assert_null (haven_record_requests_edit_cannot (self->clinic->session, id, "She told me that …", &wrong));
  haven_assert_store_error (wrong, CONSTRAINT);
  cannot = haven_record_requests_edit_cannot (self->clinic->session, id, "no_record", &error);
  g_assert_no_error (error);
  apply (self, cannot);
  sign_in (self, "Irene Kowalczyk");
  answered = load (self, matter);
  g_assert_cmpstr (find_item (answered, "photographs")->request->state, ==, "cannot");
  g_assert_cmpstr (find_item (answered, "photographs")->request->reason, ==, "no_record");
}

/* A paper of Amina's in the vault. */
static char *
add_paper (Fixture *self, const char *person)
{
  g_autoptr (HavenDocument) paper = haven_document_new ();

  paper->id = haven_id_new ();
  paper->patient_id = haven_test_find_person (self->clinic, person);
  paper->form_code = g_strdup ("care-plan");
  paper->form_version = g_strdup ("1");
  paper->language = g_strdup ("en");
  paper->file_name = g_strdup ("letter.pdf");
  paper->made_at = haven_clock_now (haven_session_get_clock (self->clinic->session));
  paper->made_by = g_strdup (haven_session_get_staff_id (self->clinic->session));
  paper->pages = 2;
  paper->pdf = g_bytes_new_static ("%PDF", 4);
  paper->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, paper->pdf);
  {
    g_autoptr (HavenEdit) edit = haven_edit_new ("Paper", HAVEN_ACTION_CREATE, paper->patient_id);

    haven_edit_insert (edit, &haven_document_info, paper);
    apply (self, edit);
  }
  return g_strdup (paper->id);
}

static void
end_release (Fixture *self, const char *release_id)
{
  g_autoptr (HavenRelease) release = haven_test_get (self->clinic, &haven_release_info, release_id);

  release->withdrawn_on = self->today;
  g_set_str (&release->withdrawn_how, "oral");
  haven_test_change (self->clinic, &haven_release_info, release);
}

static void
test_what_is_given_is_accounted_for (Fixture *self, gconstpointer data)
{
  guint n_disclosures = haven_test_count (self->clinic, &haven_disclosure_info);
  g_autofree char *matter = NULL;
  g_autofree char *id = ask (self, &matter), *paper = add_paper (self, "Amina"), *foreign = add_paper (self, "Dale");
  g_autoptr (GError) error = NULL, wrong = NULL, again = NULL;
  g_autoptr (GPtrArray) disclosures = NULL;
  g_autoptr (HavenMatterPage) page = NULL, later = NULL;
  const HavenDisclosure *last;

  sign_in (self, "Dr Ngozi Okafor");
  g_assert_false (haven_record_requests_give (self->clinic->session, id, foreign, &wrong));
  haven_assert_store_error (wrong, CONSTRAINT);
  g_assert_true (haven_record_requests_give (self->clinic->session, id, paper, &error));
  g_assert_no_error (error);
  g_assert_false (haven_record_requests_give (self->clinic->session, id, paper, &again));
  haven_assert_store_error (again, CONSTRAINT);
  disclosures = haven_test_list (self->clinic, &haven_disclosure_info, NULL, NULL);
  g_assert_cmpuint (disclosures->len, ==, n_disclosures + 1);
  last = disclosures->pdata[disclosures->len - 1];
  g_assert_cmpstr (last->recipient, ==, "Irene Kowalczyk");
  g_assert_cmpstr (last->basis, ==, "release");
  g_assert_cmpstr (last->document_id, ==, paper);

  sign_in (self, "Irene Kowalczyk");
  page = load (self, matter);
  g_assert_cmpstr (find_item (page, "photographs")->request->state, ==, "ready");
  g_assert_cmpstr (find_item (page, "photographs")->paper->id, ==, paper);
  g_assert_null (find_item (page, "photographs")->paper->pdf);
  end_release (self, find_item (page, "photographs")->request->release_id);
  later = load (self, matter);
  g_assert_cmpint (find_item (later, "photographs")->cover, ==, HAVEN_COVER_ENDED);
  g_assert_null (find_item (later, "photographs")->paper);
  g_assert_null (find_item (later, "photographs")->request->document_id);
}

static void
test_nothing_is_asked_or_given_without_permission (Fixture *self, gconstpointer data)
{
  g_autofree char *nobody = find_matter (self, "Wislande", "removal_defence");
  g_autofree char *ended = find_matter (self, "Harpreet", "u_visa");
  g_autofree char *id = ask (self, NULL);
  g_autoptr (HavenRecordRequest) request = haven_test_get (self->clinic, &haven_record_request_info, id);
  g_autoptr (GError) missing = NULL, expired = NULL, given = NULL, error = NULL;
  g_autoptr (HavenEdit) listed = NULL;

  g_assert_null (add (self, nobody, "records_summary", 5, TRUE, &missing));
  g_assert_error (missing, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (add (self, ended, "records_summary", 5, TRUE, &expired));
  g_assert_error (expired, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_nonnull (strstr (expired->message, "ended"));
  /* It can stand on the list before anybody signs. */
  listed = add (self, nobody, "evaluation", 5, FALSE, &error);
  g_assert_no_error (error);
  apply (self, listed);

  end_release (self, request->release_id);
  g_assert_false (haven_record_requests_give (self->clinic->session, id, NULL, &given));
  haven_assert_store_error (given, CONSTRAINT);
}

/* The edit was made while the permission stood; between then and now it was taken back. */
static void
test_a_permission_taken_back_meanwhile_stops_the_asking (Fixture *self, gconstpointer data)
{
  g_autofree char *matter = find_matter (self, "Dale", "wage_claim");
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenEdit) edit = add (self, matter, "visits_letter", 5, TRUE, &error);
  guint n_requests = haven_test_count (self->clinic, &haven_record_request_info);
  g_autofree char *person = haven_test_find_person (self->clinic, "Dale");
  g_autoptr (GPtrArray) releases = haven_test_list (self->clinic, &haven_release_info, "patient_id", person);

  g_assert_no_error (error);
  for (guint i = 0; i < releases->len; i++)
    end_release (self, ((HavenRelease *) releases->pdata[i])->id);
  g_assert_false (haven_edit_apply (edit, self->clinic->session, &refused));
  g_assert_error (refused, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_record_request_info), ==, n_requests);
}

static void
test_taking_back_and_undoing (Fixture *self, gconstpointer data)
{
  g_autofree char *matter = NULL;
  g_autofree char *id = ask (self, &matter);
  g_autoptr (HavenMatterPage) page = load (self, matter);
  const char *evidence_id = find_item (page, "photographs")->evidence->id;
  g_autoptr (GError) error = NULL, again = NULL, open = NULL, gone = NULL;
  g_autoptr (HavenEdit) withdraw = NULL, remove = NULL;

  g_assert_null (haven_evidence_edit_ask (self->clinic->session, evidence_id, &again));
  g_assert_error (again, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (haven_evidence_edit_remove (self->clinic->session, evidence_id, &open));
  g_assert_error (open, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  withdraw = haven_evidence_edit_withdraw (self->clinic->session, evidence_id, &error);
  g_assert_no_error (error);
  apply (self, withdraw);
  g_assert_null (find_task (self, id));
  g_assert_null (haven_record_requests_edit_take_on (self->clinic->session, id, &gone));
  g_assert_nonnull (strstr (gone->message, "taken back"));
  g_assert_true (haven_edit_revert (withdraw, self->clinic->session, &error));
  {
    g_autoptr (HavenRecordTask) back = find_task (self, id);

    g_assert_nonnull (back);
  }
  g_assert_true (haven_edit_apply (withdraw, self->clinic->session, &error));
  remove = haven_evidence_edit_remove (self->clinic->session, evidence_id, &error);
  g_assert_no_error (error);
  apply (self, remove);
}

/* Undo takes the task back out of the clinic's list, as long as nobody took it on. */
static void
test_asking_is_undone_until_somebody_took_it_on (Fixture *self, gconstpointer data)
{
  g_autofree char *matter = find_matter (self, "Selam", "asylum");
  g_autoptr (GError) error = NULL, conflict = NULL;
  g_autoptr (HavenEdit) first = add (self, matter, "photographs", 4, TRUE, &error);
  g_autoptr (HavenEdit) second = add (self, matter, "evaluation", 4, TRUE, &error);
  g_autoptr (HavenEdit) taken = NULL;
  g_autoptr (HavenMatterPage) page = NULL;

  apply (self, first);
  g_assert_true (haven_edit_revert (first, self->clinic->session, &error));
  g_assert_no_error (error);
  apply (self, second);
  page = load (self, matter);
  taken = haven_record_requests_edit_take_on (
      self->clinic->session, find_item (page, "evaluation")->request->id, &error);
  apply (self, taken);
  g_assert_false (haven_edit_revert (second, self->clinic->session, &conflict));
  g_assert_nonnull (conflict);
}

/* Who asked stands in the legal log; the shared one, which the clinic's supervisor reads, has a neutral record. */
static void
test_each_side_has_its_own_log (Fixture *self, gconstpointer data)
{
  HavenTestLog before;
  g_autofree char *matter = find_matter (self, "Amina", "t_visa");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = add (self, matter, "photographs", 10, TRUE, &error);

  before = haven_test_read_log (self->clinic);
  apply (self, edit);
  haven_test_assert_log (self->clinic, &before, 1, 0, 1);
}

static void
test_what_makes_no_sense_is_told (Fixture *self, gconstpointer data)
{
  g_autofree char *matter = find_matter (self, "Amina", "t_visa");
  g_autoptr (GError) kind = NULL, past = NULL, unknown = NULL;

  g_assert_null (add (self, matter, "t_visa affidavit", 3, TRUE, &kind));
  g_assert_error (kind, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (add (self, matter, "photographs", -1, FALSE, &past));
  g_assert_error (past, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (haven_evidence_edit_ask (self->clinic->session, "nothing", &unknown));
  haven_assert_store_error (unknown, NOT_FOUND);
}

#define ADD(path, test) g_test_add ("/services/evidence/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-request-crosses-as-a-kind-a-day-and-a-person", test_a_request_crosses_as_a_kind_a_day_and_a_person);
  ADD ("whoever-has-no-part-in-it-sees-nothing", test_whoever_has_no_part_in_it_sees_nothing);
  ADD ("the-wall-stands-from-both-sides", test_the_wall_stands_from_both_sides);
  ADD ("an-answer-comes-back", test_an_answer_comes_back);
  ADD ("what-is-given-is-accounted-for", test_what_is_given_is_accounted_for);
  ADD ("nothing-is-asked-or-given-without-permission", test_nothing_is_asked_or_given_without_permission);
  ADD ("a-permission-taken-back-meanwhile-stops-the-asking", test_a_permission_taken_back_meanwhile_stops_the_asking);
  ADD ("taking-back-and-undoing", test_taking_back_and_undoing);
  ADD ("asking-is-undone-until-somebody-took-it-on", test_asking_is_undone_until_somebody_took_it_on);
  ADD ("each-side-has-its-own-log", test_each_side_has_its_own_log);
  ADD ("what-makes-no-sense-is-told", test_what_makes_no_sense_is_told);
  return g_test_run ();
}
