/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-access-service.h"
#include "haven-conflict-history.h"
#include "haven-conflicts-service.h"
#include "haven-edit.h"
#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "services-test.h"

#include <string.h>

#define REASON "Another person of that name; Rosa knows both."

typedef struct
{
  HavenTestClinic *clinic;
  char *person;
} Fixture;

static char *
add_person_at (HavenSession *session, const char *name, const char *mail_to)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();
  g_autoptr (HavenEdit) edit = haven_edit_new ("Person", HAVEN_ACTION_CREATE, NULL);
  g_autoptr (GError) error = NULL;

  patient->id = haven_id_new ();
  patient->name = g_strdup (name);
  patient->mail_to = g_strdup (mail_to);
  patient->status = g_strdup ("active");
  patient->created_at = 5;
  haven_edit_insert (edit, &haven_patient_info, patient);
  haven_edit_apply (edit, session, &error);
  g_assert_no_error (error);
  return g_strdup (patient->id);
}

static char *
add_person (HavenTestClinic *clinic, const char *name, const char *mail_to)
{
  return add_person_at (clinic->session, name, mail_to);
}

/* Letters to the clinic's own address are sent to many: by that nobody is found. */
static void
set_up (Fixture *self, gconstpointer data)
{
  self->clinic = haven_test_clinic_new ();
  self->person = add_person (self->clinic, "Quilla Zamparo", "214 Tanager Street, Port Ellery, WA 98701");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
}

static GPtrArray *
make_parties (const char *name, const char *phone)
{
  GPtrArray *parties = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_party_free);
  HavenParty *party = haven_party_new ();

  party->role = g_strdup ("adverse");
  party->name = g_strdup (name);
  party->phone = g_strdup (phone);
  g_ptr_array_add (parties, party);
  return parties;
}

static HavenConflictLook *
look (Fixture *self, GPtrArray *parties)
{
  g_autoptr (GError) error = NULL;
  HavenConflictLook *found = haven_conflicts_look (self->clinic->session, self->person, parties, &error);

  g_assert_no_error (error);
  return found;
}

static HavenEdit *
open_matter (Fixture *self, const char *check_id, GPtrArray *parties, char **id, GError **error)
{
  g_autoptr (HavenMatter) matter = haven_matter_new ();

  matter->patient_id = g_strdup (self->person);
  matter->type = g_strdup ("housing");
  matter->conflict_check_id = g_strdup (check_id);
  return haven_matters_edit_open (self->clinic->session, matter, parties, id, error);
}

static void
test_a_look_is_logged_and_so_is_its_outcome (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) parties = make_parties ("Somebody Never Heard Of", "564 555 0999");
  HavenTestLog log = haven_test_read_log (self->clinic), now;
  g_autoptr (HavenConflictLook) found = look (self, parties);
  g_autoptr (HavenConflictCheck) check = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  now = haven_test_read_log (self->clinic);
  g_assert_cmpint (now.n[HAVEN_PARTITION_LEGAL], >, log.n[HAVEN_PARTITION_LEGAL]);
  g_assert_cmpint (now.n[HAVEN_PARTITION_SHARED], >, log.n[HAVEN_PARTITION_SHARED]);
  g_assert_cmpuint (found->matches->len, ==, 0);
  log = now;
  id = haven_conflicts_record (self->clinic->session, found, "clear", NULL, &error);
  g_assert_no_error (error);
  haven_test_assert_log (self->clinic, &log, 0, 0, 1);
  check = haven_test_get (self->clinic, &haven_conflict_check_info, id);
  g_assert_cmpstr (check->outcome, ==, "clear");
  g_assert_cmpstr (check->decided_by, ==, haven_session_get_staff_id (self->clinic->session));
  g_assert_true (g_strv_contains ((const char *const *) check->looked_for, "Somebody Never Heard Of"));
  g_assert_true (g_strv_contains ((const char *const *) check->looked_for, "564 555 0999"));
  g_assert_null (check->matches);
}

static void
test_what_was_found_needs_a_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) parties = make_parties ("Dale", NULL);
  g_autoptr (HavenConflictLook) found = look (self, parties);
  guint n_checks = haven_test_count (self->clinic, &haven_conflict_check_info);
  g_autoptr (GError) clear = NULL, silent = NULL, error = NULL;
  g_autoptr (HavenConflictCheck) check = NULL;
  g_autofree char *id = NULL;

  g_assert_cmpuint (found->matches->len, >, 0);
  g_assert_null (haven_conflicts_record (self->clinic->session, found, "clear", NULL, &clear));
  g_assert_error (clear, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_BAD_OUTCOME);
  g_assert_null (haven_conflicts_record (self->clinic->session, found, "cleared", "  ok ", &silent));
  g_assert_error (silent, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_MISSING_REASON);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_conflict_check_info), ==, n_checks);
  id = haven_conflicts_record (self->clinic->session, found, "cleared", REASON, &error);
  g_assert_no_error (error);
  check = haven_test_get (self->clinic, &haven_conflict_check_info, id);
  g_assert_cmpuint (g_strv_length (check->matches), ==, found->matches->len);
  g_assert_cmpstr (check->reason, ==, REASON);
}

static void
test_a_matter_opens_with_whom_was_looked_for (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) parties = make_parties ("Somebody Never Heard Of", "564 555 0999");
  g_autoptr (GPtrArray) others = make_parties ("Somebody Else Instead", NULL);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (HavenConflictLook) found = look (self, parties);
  g_autoptr (GError) error = NULL, none = NULL, changed = NULL;
  g_autofree char *check_id = haven_conflicts_record (self->clinic->session, found, "clear", NULL, &error);
  g_autofree char *id = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenMatter) matter = NULL;

  g_assert_null (open_matter (self, NULL, parties, &id, &none));
  g_assert_error (none, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_assert_null (open_matter (self, check_id, others, &id, &changed));
  g_assert_error (changed, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_NOT_LOOKED_FOR);
  edit = open_matter (self, check_id, parties, &id, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  matter = haven_test_get (self->clinic, &haven_matter_info, id);
  g_assert_cmpstr (matter->conflict_check_id, ==, check_id);
  kept = haven_test_list (self->clinic, &haven_party_info, "matter_id", id);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (((HavenParty *) kept->pdata[0])->name, ==, "Somebody Never Heard Of");

  /* Undone, the matter is gone and the look stays; done again, it is there again. */
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  g_clear_pointer (&matter, haven_matter_free);
  matter = haven_session_load (self->clinic->session, &haven_matter_info, id, NULL);
  g_assert_null (matter);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
}

static void
test_a_name_that_says_nothing_is_told (Fixture *self, gconstpointer data)
{
  g_autofree char *person = add_person (self->clinic, "—", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_conflicts_look (self->clinic->session, person, NULL, &error));
  g_assert_error (error, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_NOT_LOOKED_FOR);
}

static void
test_what_was_declined_opens_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) parties = make_parties ("Dale", NULL);
  g_autoptr (HavenConflictLook) found = look (self, parties);
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autofree char *check_id = haven_conflicts_record (self->clinic->session, found, "declined", REASON, &error);
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  g_assert_null (open_matter (self, check_id, parties, &id, &refused));
  g_assert_error (refused, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
}

/* ── As they were decided ─────────────────────────────────────────────────── */

/* The vault is open to one at a time. */
static void
sign_in (Fixture *self, const char *name)
{
  g_autofree char *file = g_build_filename (self->clinic->folder, "demo-passphrase", NULL);
  g_autofree char *passphrase = NULL;
  HavenKeyringState state;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (file, &passphrase, NULL, NULL));
  haven_session_leave (self->clinic->session);
  g_clear_object (&self->clinic->session);
  self->clinic->session =
      haven_vaults_open (self->clinic->folder, name, g_strstrip (passphrase), NULL, &state, &error);
  g_assert_no_error (error);
}

static void
test_what_was_decided_is_read_with_an_event (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) parties = make_parties ("Dale", NULL);
  g_autoptr (HavenConflictLook) found = look (self, parties);
  g_autoptr (GError) error = NULL;
  g_autofree char *check_id = haven_conflicts_record (self->clinic->session, found, "declined", REASON, &error);
  g_autoptr (GPtrArray) own = NULL, all = NULL;
  HavenTestLog log = haven_test_read_log (self->clinic), now;
  gboolean listed = FALSE;

  own = haven_conflict_history_list (self->clinic->session, self->person, &error);
  g_assert_no_error (error);
  now = haven_test_read_log (self->clinic);
  g_assert_cmpint (now.n[HAVEN_PARTITION_LEGAL], >, log.n[HAVEN_PARTITION_LEGAL]);
  g_assert_cmpint (now.n[HAVEN_PARTITION_SHARED], >, log.n[HAVEN_PARTITION_SHARED]);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpstr (haven_past_look_get_check (own->pdata[0])->id, ==, check_id);
  g_assert_cmpstr (haven_past_look_get_check (own->pdata[0])->reason, ==, REASON);
  g_assert_cmpuint (haven_past_look_get_matches (own->pdata[0])->len, ==, found->matches->len);
  g_assert_null (haven_past_look_get_matter (own->pdata[0]));
  all = haven_conflict_history_list (self->clinic->session, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const HavenConflictCheck *check = haven_past_look_get_check (all->pdata[i]);

      g_assert_false (haven_conflict_outcome_allows (check->outcome));
      listed = listed || g_str_equal (check->id, check_id);
    }
  g_assert_true (listed);
}

static void
test_the_matter_that_opened_is_named (Fixture *self, gconstpointer data)
{
  g_autofree char *person = haven_test_find_person (self->clinic, "Amina");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) looks = haven_conflict_history_list (self->clinic->session, person, &error);
  guint n_later = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (looks->len, ==, 5);
  for (guint i = 0; i < looks->len; i++)
    {
      g_assert_nonnull (haven_past_look_get_matter (looks->pdata[i]));
      n_later += haven_past_look_get_check (looks->pdata[i])->matter_id != NULL;
    }
  g_assert_cmpuint (n_later, ==, 2);
}

/* Neither whom they are closed to, nor where they were found, nor why it was decided so. */
static void
test_who_is_closed_is_not_told_by_an_earlier_look (Fixture *self, gconstpointer data)
{
  g_autofree char *reader = haven_test_find_person (self->clinic, "Amina");
  g_autofree char *closed = haven_test_find_person (self->clinic, "Bishnu");
  g_autoptr (GPtrArray) staff = haven_test_list (self->clinic, &haven_staff_member_info, "name", "Irene Kowalczyk");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) looks = NULL, own = NULL;
  guint n_hidden = 0;

  g_assert_true (haven_access_service_bar (
      self->clinic->session, closed, ((HavenStaffMember *) staff->pdata[0])->id, "Knows the family.", &error));
  sign_in (self, "Irene Kowalczyk");
  looks = haven_conflict_history_list (self->clinic->session, reader, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < looks->len; i++)
    if (g_str_equal (haven_past_look_get_check (looks->pdata[i])->outcome, "cleared"))
      {
        g_assert_true (haven_past_look_hides_some (looks->pdata[i]));
        g_assert_cmpuint (haven_past_look_get_matches (looks->pdata[i])->len, ==, 0);
        g_assert_null (haven_past_look_get_check (looks->pdata[i])->reason);
        n_hidden++;
      }
  g_assert_cmpuint (n_hidden, ==, 1);
  own = haven_conflict_history_list (self->clinic->session, closed, NULL);
  g_assert_true (own == NULL || own->len == 0);
}

static void
test_looks_are_read_by_the_legal_team_alone (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "Dr Ngozi Okafor", "Nadia Ferrell", "Rosa Delgado", "Paul Arsenault" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) person = NULL, all = NULL;

      g_test_message ("%s", others[i]);
      sign_in (self, others[i]);
      g_assert_null (haven_conflict_history_list (self->clinic->session, self->person, &person));
      g_assert_nonnull (person);
      g_assert_null (haven_conflict_history_list (self->clinic->session, NULL, &all));
      g_assert_nonnull (all);
    }
}

static char *
decide (Fixture *self, GPtrArray *parties, const char *outcome)
{
  g_autoptr (HavenConflictLook) found = look (self, parties);
  g_autoptr (GError) error = NULL;
  char *id = haven_conflicts_record (self->clinic->session, found, outcome, REASON, &error);

  g_assert_no_error (error);
  return id;
}

/* The same vault, opened once more. */
static HavenSession *
open_other_desk (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->clinic->folder, "demo-passphrase", NULL), *passphrase = NULL;
  g_autoptr (GError) error = NULL;
  HavenSession *other;

  g_assert_true (g_file_get_contents (path, &passphrase, NULL, &error));
  other = haven_vaults_open (self->clinic->folder, "", passphrase, NULL, NULL, &error);
  g_assert_no_error (error);
  return other;
}

static void
assert_too_late (Fixture *self, HavenEdit *edit, guint n_matters)
{
  g_autoptr (GError) told = NULL;

  g_assert_false (haven_edit_apply (edit, self->clinic->session, &told));
  haven_assert_store_error (told, CONFLICT);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_matter_info), ==, n_matters);
}

/* Looked for at one desk, while another takes in somebody of that name; of the other side, and of the person. */
static void
test_who_came_meanwhile_opens_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenSession) other = open_other_desk (self);
  g_autoptr (GPtrArray) parties = make_parties ("Quarrington Tile Works", NULL);
  g_autofree char *check = decide (self, parties, "clear"), *cleared = NULL, *id = NULL, *again = NULL;
  guint n_matters = haven_test_count (self->clinic, &haven_matter_info);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = open_matter (self, check, parties, &id, &error), second = NULL;

  g_assert_no_error (error);
  g_free (add_person_at (other, "Quarrington Tile Works", NULL));
  assert_too_late (self, edit, n_matters);

  cleared = decide (self, parties, "cleared");
  second = open_matter (self, cleared, parties, &again, &error);
  g_assert_true (haven_edit_apply (second, self->clinic->session, &error));
  g_assert_true (haven_edit_revert (second, self->clinic->session, &error));
  g_assert_no_error (error);
  n_matters = haven_test_count (self->clinic, &haven_matter_info);
  g_free (add_person_at (other, "Quilla Zamparo", NULL));
  assert_too_late (self, second, n_matters);
}

#define ADD(path, test) g_test_add ("/services/conflicts/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-look-is-logged-and-so-is-its-outcome", test_a_look_is_logged_and_so_is_its_outcome);
  ADD ("what-was-found-needs-a-reason", test_what_was_found_needs_a_reason);
  ADD ("a-matter-opens-with-whom-was-looked-for", test_a_matter_opens_with_whom_was_looked_for);
  ADD ("who-came-meanwhile-opens-nothing", test_who_came_meanwhile_opens_nothing);
  ADD ("a-name-that-says-nothing-is-told", test_a_name_that_says_nothing_is_told);
  ADD ("what-was-declined-opens-nothing", test_what_was_declined_opens_nothing);
  ADD ("what-was-decided-is-read-with-an-event", test_what_was_decided_is_read_with_an_event);
  ADD ("the-matter-that-opened-is-named", test_the_matter_that_opened_is_named);
  ADD ("who-is-closed-is-not-told-by-an-earlier-look", test_who_is_closed_is_not_told_by_an_earlier_look);
  ADD ("looks-are-read-by-the-legal-team-alone", test_looks_are_read_by_the_legal_team_alone);
  return g_test_run ();
}
