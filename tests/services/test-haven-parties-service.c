/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-access-service.h"
#include "haven-id.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "haven-parties-service.h"
#include "services-test.h"

#include <string.h>

#define REASON "Another company of that name; Rosa knows both."
#define NOBODY_KNOWN "Quarrington Tile Works"

typedef struct
{
  HavenTestClinic *clinic;
  char *passphrase;
  char *matter_id; /* of Kofi, against Larkmoor Lettings */
} Fixture;

static char *
find_matter (HavenTestClinic *clinic, const char *name)
{
  g_autofree char *person = haven_test_find_person (clinic, name);
  g_autoptr (GPtrArray) matters = haven_test_list (clinic, &haven_matter_info, "patient_id", person);

  g_assert_cmpuint (matters->len, >, 0);
  return g_strdup (((HavenMatter *) matters->pdata[0])->id);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *file = NULL;

  self->clinic = haven_test_clinic_new ();
  file = g_build_filename (self->clinic->folder, "demo-passphrase", NULL);
  g_assert_true (g_file_get_contents (file, &self->passphrase, NULL, NULL));
  g_strstrip (self->passphrase);
  self->matter_id = find_matter (self->clinic, "Kofi");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->passphrase);
  g_free (self->matter_id);
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

static HavenParty *
make_party (Fixture *self, const char *name, const char *phone)
{
  HavenParty *party = haven_party_new ();

  party->matter_id = g_strdup (self->matter_id);
  party->role = g_strdup ("witness");
  party->name = g_strdup (name);
  party->phone = g_strdup (phone);
  return party;
}

static HavenConflictLook *
look_for (Fixture *self, HavenParty *party)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  HavenConflictLook *look;

  g_ptr_array_add (parties, party);
  look = haven_conflicts_look_again (self->clinic->session, self->matter_id, parties, &error);
  g_assert_no_error (error);
  return look;
}

/* Looked for, and whatever comes of it. */
static HavenEdit *
decide (Fixture *self, const HavenParty *before, HavenParty *wanted, const char *outcome)
{
  g_autoptr (HavenConflictLook) look = look_for (self, wanted);
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = NULL;

  g_assert_true (haven_parties_decide (self->clinic->session, look, outcome, REASON, before, wanted, &edit, &error));
  g_assert_no_error (error);
  return edit;
}

static void
apply (Fixture *self, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  g_assert_no_error (error);
}

static HavenParty *
find_party (Fixture *self, const char *name)
{
  g_autoptr (GPtrArray) all = haven_test_list (self->clinic, &haven_party_info, "matter_id", self->matter_id);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((HavenParty *) all->pdata[i])->name, name))
      return haven_party_copy (all->pdata[i]);
  return NULL;
}

/* Somebody whom nobody knows takes part. */
static HavenParty *
add_somebody (Fixture *self)
{
  g_autoptr (HavenParty) wanted = make_party (self, NOBODY_KNOWN, "(564) 555-0188");
  g_autoptr (HavenEdit) edit = decide (self, NULL, wanted, "clear");

  apply (self, edit);
  return find_party (self, NOBODY_KNOWN);
}

/* ── Joining ──────────────────────────────────────────────────────────────── */

static void
test_somebody_joins_after_a_look (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) wanted = make_party (self, "  " NOBODY_KNOWN " ", " ");
  g_autoptr (HavenEdit) edit = decide (self, NULL, wanted, "clear");
  g_autoptr (HavenParty) there = NULL, gone = NULL, again = NULL;
  g_autoptr (HavenConflictCheck) check = NULL;
  guint n_checks = haven_test_count (self->clinic, &haven_conflict_check_info);
  HavenTestLog log = haven_test_read_log (self->clinic);
  g_autoptr (GError) error = NULL;

  apply (self, edit);
  haven_test_assert_log (self->clinic, &log, 0, 0, 1);
  there = find_party (self, NOBODY_KNOWN);
  g_assert_nonnull (there);
  g_assert_null (there->phone);
  check = haven_test_get (self->clinic, &haven_conflict_check_info, there->conflict_check_id);
  g_assert_cmpstr (check->matter_id, ==, self->matter_id);
  g_assert_cmpstr (check->looked_for[0], ==, NOBODY_KNOWN);
  g_assert_null (check->looked_for[1]); /* the person was looked for when the matter opened */

  /* Undone, they are gone and the look stays; done again, they are there again. */
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  gone = find_party (self, NOBODY_KNOWN);
  g_assert_null (gone);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_conflict_check_info), ==, n_checks);
  apply (self, edit);
  again = find_party (self, NOBODY_KNOWN);
  g_assert_true (haven_record_equal (&haven_party_info, there, again));
}

#define expect_refused(edit, domain, code, error) \
  G_STMT_START                                     \
  {                                                \
    g_assert_null (edit);                          \
    g_assert_error (error, domain, code);          \
  }                                                \
  G_STMT_END

static void
test_nobody_joins_without_a_look (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) wanted = make_party (self, NOBODY_KNOWN, NULL);
  g_autoptr (HavenParty) other = make_party (self, "Somebody Else Instead", NULL);
  g_autoptr (HavenParty) nameless = make_party (self, "  ", NULL);
  g_autoptr (HavenParty) partless = make_party (self, NOBODY_KNOWN, NULL);
  g_autoptr (HavenConflictLook) look = look_for (self, wanted);
  g_autoptr (GError) none = NULL, changed = NULL, blank = NULL, part = NULL, elsewhere = NULL, error = NULL;
  g_autofree char *check_id = haven_conflicts_record (self->clinic->session, look, "clear", NULL, &error);
  HavenSession *session = self->clinic->session;

  expect_refused (haven_parties_edit_add (session, wanted, NULL, &none),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, none);
  expect_refused (haven_parties_edit_add (session, other, check_id, &changed),
                  HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_NOT_LOOKED_FOR, changed);
  expect_refused (haven_parties_edit_add (session, nameless, check_id, &blank),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, blank);
  g_set_str (&partless->role, "somebody");
  expect_refused (haven_parties_edit_add (session, partless, check_id, &part),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, part);
  g_free (wanted->matter_id);
  wanted->matter_id = find_matter (self->clinic, "Selam");
  expect_refused (haven_parties_edit_add (session, wanted, check_id, &elsewhere),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, elsewhere);
}

/* Found on the other side of somebody else's matter; in one's own, the same name is known to be there. */
static void
test_what_is_found_is_cleared_or_keeps_out (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) company = make_party (self, "Corvane Home Staffing", NULL);
  g_autoptr (HavenParty) own = make_party (self, "Larkmoor Lettings", NULL);
  g_autoptr (HavenConflictLook) found = look_for (self, company), known = look_for (self, own);
  g_autoptr (HavenEdit) declined = NULL, cleared = NULL;
  g_autoptr (HavenParty) out = NULL, in = NULL;
  g_autoptr (GError) error = NULL;
  HavenEdit *wrong = NULL;

  g_assert_cmpuint (found->matches->len, >, 0);
  g_assert_cmpuint (known->matches->len, ==, 0);
  g_assert_false (haven_parties_decide (self->clinic->session, found, "clear", NULL, NULL, company, &wrong, &error));
  g_assert_error (error, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_BAD_OUTCOME);
  declined = decide (self, NULL, company, "declined");
  g_assert_null (declined);
  out = find_party (self, company->name);
  g_assert_null (out);
  cleared = decide (self, NULL, company, "cleared");
  apply (self, cleared);
  in = find_party (self, company->name);
  g_assert_nonnull (in);
}

/* Of whom nothing is told, nobody is put in; whoever is told looks again. */
static void
test_behind_the_wall_it_is_left_to_the_supervisor (Fixture *self, gconstpointer data)
{
  g_autofree char *closed = haven_test_find_person (self->clinic, "Rafael");
  g_autoptr (GPtrArray) staff = haven_test_list (self->clinic, &haven_staff_member_info, "name", "Irene Kowalczyk");
  g_autoptr (HavenParty) party = make_party (self, "Rafael Nascimento", NULL);
  g_autoptr (HavenConflictLook) look = NULL;
  g_autoptr (HavenEdit) edit = NULL, after = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;

  g_assert_true (haven_access_service_bar (self->clinic->session, closed, ((HavenStaffMember *) staff->pdata[0])->id,
                                           "Knows the family.", &error));
  g_assert_no_error (error);
  sign_in (self, "Irene Kowalczyk");
  look = look_for (self, party);
  g_assert_cmpuint (look->matches->len, ==, 0);
  g_assert_true (look->behind_the_wall);
  g_assert_false (
      haven_parties_decide (self->clinic->session, look, "cleared", REASON, NULL, party, &edit, &refused));
  g_assert_error (refused, HAVEN_CONFLICT_ERROR, HAVEN_CONFLICT_ERROR_BAD_OUTCOME);
  g_assert_true (haven_parties_decide (self->clinic->session, look, "referred", NULL, NULL, party, &edit, &error));
  g_assert_null (edit);
  sign_in (self, "Grace Liu");
  after = decide (self, NULL, party, "cleared");
  apply (self, after);
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

static void
test_what_finds_nobody_else_changes_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) before = add_somebody (self), wanted = haven_party_copy (before), now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  haven_record_set_text (&wanted->relation, "neighbour");
  haven_record_set_text (&wanted->name, "QUARRINGTON tile works");
  haven_record_set_text (&wanted->phone, NULL);
  g_assert_false (haven_party_needs_look (before, wanted));
  edit = haven_parties_edit_change (self->clinic->session, before, wanted, NULL, &error);
  g_assert_no_error (error);
  apply (self, edit);
  now = haven_test_get (self->clinic, &haven_party_info, before->id);
  g_assert_true (haven_record_equal (&haven_party_info, now, wanted));
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_no_error (error);
}

static void
test_what_may_find_somebody_else_is_looked_for (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) before = add_somebody (self), wanted = haven_party_copy (before), now = NULL, then = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenEdit) edit = NULL, kept_out = NULL;

  haven_record_set_text (&wanted->phone, "(564) 555-0109");
  expect_refused (haven_parties_edit_change (self->clinic->session, before, wanted, NULL, &refused),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, refused);
  kept_out = decide (self, before, wanted, "declined");
  g_assert_null (kept_out);
  edit = decide (self, before, wanted, "cleared");
  apply (self, edit);
  now = haven_test_get (self->clinic, &haven_party_info, before->id);
  g_assert_cmpstr (now->phone, ==, "(564) 555-0109");
  g_assert_cmpstr (now->conflict_check_id, !=, before->conflict_check_id);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  then = haven_test_get (self->clinic, &haven_party_info, before->id);
  g_assert_true (haven_record_equal (&haven_party_info, then, before));
  apply (self, edit);
}

/* Who was cleared as a witness was not cleared as the other side. */
static void
test_another_part_takes_another_look (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) before = add_somebody (self), wanted = haven_party_copy (before);
  g_autoptr (GError) refused = NULL;
  g_autoptr (HavenEdit) edit = NULL;

  g_set_str (&wanted->role, "adverse");
  expect_refused (haven_parties_edit_change (self->clinic->session, before, wanted, NULL, &refused),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, refused);
  edit = decide (self, before, wanted, "clear");
  apply (self, edit);
}

static void
test_of_two_desks_the_second_is_told (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) before = add_somebody (self), first = haven_party_copy (before), second = haven_party_copy (before);
  g_autoptr (HavenEdit) first_edit = NULL, second_edit = NULL, third_edit = NULL;
  g_autoptr (GError) error = NULL, told = NULL, undone = NULL;

  haven_record_set_text (&first->relation, "neighbour");
  haven_record_set_text (&second->relation, "supplier");
  first_edit = haven_parties_edit_change (self->clinic->session, before, first, NULL, &error);
  second_edit = haven_parties_edit_change (self->clinic->session, before, second, NULL, &error);
  third_edit = haven_parties_edit_take_out (self->clinic->session, before, &error);
  g_assert_no_error (error);
  apply (self, first_edit);
  g_assert_false (haven_edit_apply (second_edit, self->clinic->session, &told));
  haven_assert_store_error (told, CONFLICT);
  g_assert_false (haven_edit_apply (third_edit, self->clinic->session, &undone));
  haven_assert_store_error (undone, CONFLICT);
}

static void
add_person (Fixture *self, const char *name)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();
  g_autoptr (HavenEdit) edit = haven_edit_new ("Person", HAVEN_ACTION_CREATE, NULL);

  patient->id = haven_id_new ();
  patient->name = g_strdup (name);
  patient->status = g_strdup ("active");
  patient->created_at = 5;
  haven_edit_insert (edit, &haven_patient_info, patient);
  apply (self, edit);
}

/* Looked for at one desk, while another takes in somebody of that name; and done again after it was undone. */
static void
test_who_came_meanwhile_is_looked_at_first (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) wanted = make_party (self, NOBODY_KNOWN, NULL), other = make_party (self, "Wilbert Ashcombe", NULL);
  g_autoptr (HavenEdit) edit = decide (self, NULL, wanted, "clear"), again = decide (self, NULL, other, "clear");
  g_autoptr (HavenEdit) cleared = NULL;
  g_autoptr (GError) told = NULL, redone = NULL, error = NULL;
  g_autoptr (HavenParty) out = NULL;

  add_person (self, "Quarrington Tile Works");
  g_assert_false (haven_edit_apply (edit, self->clinic->session, &told));
  haven_assert_store_error (told, CONFLICT);
  out = find_party (self, NOBODY_KNOWN);
  g_assert_null (out);
  cleared = decide (self, NULL, wanted, "cleared");
  apply (self, cleared);

  apply (self, again);
  g_assert_true (haven_edit_revert (again, self->clinic->session, &error));
  g_assert_no_error (error);
  add_person (self, "Wilbert Ashcombe");
  g_assert_false (haven_edit_apply (again, self->clinic->session, &redone));
  haven_assert_store_error (redone, CONFLICT);
}

/* ── Taking out ───────────────────────────────────────────────────────────── */

static void
test_who_is_taken_out_stays_readable_and_is_found (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) before = find_party (self, "Larkmoor Lettings"), past = NULL, again = NULL;
  g_autofree char *other = haven_test_find_person (self->clinic, "Selam");
  g_autoptr (HavenEdit) edit = NULL, twice = NULL, change = NULL;
  g_autoptr (GPtrArray) parties = g_ptr_array_new ();
  g_autoptr (HavenConflictLook) look = NULL;
  g_autoptr (GError) error = NULL, ended = NULL, closed = NULL;

  edit = haven_parties_edit_take_out (self->clinic->session, before, &error);
  g_assert_no_error (error);
  apply (self, edit);
  past = haven_test_get (self->clinic, &haven_party_info, before->id);
  g_assert_true (haven_party_is_past (past));
  g_assert_cmpstr (past->ended_by, ==, haven_session_get_staff_id (self->clinic->session));
  expect_refused (haven_parties_edit_take_out (self->clinic->session, past, &ended),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, ended);
  expect_refused (haven_parties_edit_change (self->clinic->session, past, before, NULL, &closed),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, closed);
  g_ptr_array_add (parties, before);
  look = haven_conflicts_look (self->clinic->session, other, parties, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (look->matches->len, ==, 1);
  g_assert_true (((HavenConflictMatch *) look->matches->pdata[0])->past);
  g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
  g_assert_no_error (error);
  again = haven_test_get (self->clinic, &haven_party_info, before->id);
  g_assert_true (haven_record_equal (&haven_party_info, before, again));
}

static void
test_the_person_stays_in_their_own_matter (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) person = find_party (self, "Kofi Ansah-Boateng");
  g_autoptr (GError) out = NULL, changed = NULL;

  expect_refused (haven_parties_edit_take_out (self->clinic->session, person, &out),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, out);
  expect_refused (haven_parties_edit_change (self->clinic->session, person, person, NULL, &changed),
                  HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, changed);
}

static void
test_others_than_the_legal_team_change_nothing (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "Dr Ngozi Okafor", "Nadia Ferrell", "Rosa Delgado" };
  g_autoptr (HavenParty) party = find_party (self, "Larkmoor Lettings");
  g_autoptr (GPtrArray) parties = g_ptr_array_new ();

  g_ptr_array_add (parties, party);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) looked = NULL, made = NULL;
      g_autoptr (HavenEdit) edit = NULL;

      g_test_message ("%s", others[i]);
      sign_in (self, others[i]);
      g_assert_null (haven_conflicts_look_again (self->clinic->session, self->matter_id, parties, &looked));
      g_assert_nonnull (looked);
      edit = haven_parties_edit_take_out (self->clinic->session, party, &made);
      g_assert_true (edit == NULL || !haven_edit_apply (edit, self->clinic->session, &made));
      g_assert_nonnull (made);
    }
}

#define ADD(path, test) g_test_add ("/services/parties/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("somebody-joins-after-a-look", test_somebody_joins_after_a_look);
  ADD ("nobody-joins-without-a-look", test_nobody_joins_without_a_look);
  ADD ("what-is-found-is-cleared-or-keeps-out", test_what_is_found_is_cleared_or_keeps_out);
  ADD ("behind-the-wall-it-is-left-to-the-supervisor", test_behind_the_wall_it_is_left_to_the_supervisor);
  ADD ("what-finds-nobody-else-changes-at-once", test_what_finds_nobody_else_changes_at_once);
  ADD ("what-may-find-somebody-else-is-looked-for", test_what_may_find_somebody_else_is_looked_for);
  ADD ("another-part-takes-another-look", test_another_part_takes_another_look);
  ADD ("of-two-desks-the-second-is-told", test_of_two_desks_the_second_is_told);
  ADD ("who-came-meanwhile-is-looked-at-first", test_who_came_meanwhile_is_looked_at_first);
  ADD ("who-is-taken-out-stays-readable-and-is-found", test_who_is_taken_out_stays_readable_and_is_found);
  ADD ("the-person-stays-in-their-own-matter", test_the_person_stays_in_their_own_matter);
  ADD ("others-than-the-legal-team-change-nothing", test_others_than_the_legal_team_change_nothing);
  return g_test_run ();
}
