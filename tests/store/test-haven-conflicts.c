/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "door-test.h"

#include "haven-conflict-table.h"
#include "haven-text.h"

#include <string.h>

#define LOOK_FOR_BORIS \
  "INSERT INTO legal.conflict_check (id, patient_id, looked_for, behind_the_wall, outcome, decided_by, decided_at, matter_id)" \
  " SELECT 'again', patient_id, '[\"Boris Ivanov\", \"564 555 0177\", \"4 Oak Road\"]', 0, 'clear', 'somebody', 5, id" \
  " FROM legal.matter WHERE id = 'matter';"
#define BECOMES_BORIS \
  "UPDATE legal.party SET name = 'Boris Ivanov', phone = '564 555 0177', address = '4 Oak Road'," \
  " conflict_check_id = 'again' WHERE id = 'viktor';"
#define REASON "Somebody else of that name, born elsewhere."

typedef struct
{
  HavenConflictSearch *search;
  const char *patient_id;
  GPtrArray *matches;
  gboolean behind;
} Look;

static gboolean
find (HavenTransaction *transaction, gpointer data, GError **error)
{
  Look *look = data;

  look->matches = haven_tables_find_conflicts (transaction, look->search, look->patient_id, &look->behind, error);
  return look->matches != NULL;
}

static gboolean
try_look (HavenDoorClinic *clinic, Look *look, GError **error)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_SEARCH, "conflict_check", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);

  act.staff_id = NULL;
  return haven_store_run (clinic->vault->store, &act, find, look, error);
}

/* What is found, as one text: the place, the level and the name of each. */
static char *
tell (HavenDoorClinic *clinic, const char *patient_id, const char *name, const char *phone, const char *address)
{
  g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();
  Look look = { .search = search, .patient_id = patient_id };
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  haven_conflict_search_add_name (search, name, TRUE);
  haven_conflict_search_add_phone (search, phone, TRUE);
  haven_conflict_search_add_address (search, address, TRUE);
  try_look (clinic, &look, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < look.matches->len; i++)
    {
      const HavenConflictMatch *match = look.matches->pdata[i];

      g_string_append_printf (text,
                              "%s %s %s%s|",
                              haven_conflict_place_get_code (match->place),
                              haven_conflict_level_get_code (match->level),
                              match->name,
                              match->former ? " before" : "");
    }
  g_string_append (text, look.behind ? "wall" : "");
  g_ptr_array_unref (look.matches);
  return g_string_free (text, FALSE);
}

static void
expect (HavenDoorClinic *clinic, const char *patient_id, const char *name, const char *phone, const char *address, const char *expected)
{
  g_autofree char *text = tell (clinic, patient_id, name, phone, address);

  g_test_message ("%s %s %s", name ? name : "", phone ? phone : "", address ? address : "");
  g_assert_cmpstr (text, ==, expected);
}

static void
add_party (HavenDoorClinic *clinic, const char *id, const char *role, const char *name, const char *phone, const char *address)
{
  g_autoptr (HavenParty) party = haven_party_new ();

  party->id = g_strdup (id);
  party->matter_id = g_strdup ("matter"); /* of clinic->person */
  party->role = g_strdup (role);
  party->name = g_strdup (name);
  party->phone = g_strdup (phone);
  party->address = g_strdup (address);
  haven_test_add_party (clinic->vault, party);
}

static HavenDoorClinic *
make_clinic (char **asking)
{
  HavenDoorClinic *clinic = haven_door_clinic_new ();
  g_autoptr (HavenSafeContactRule) rule = haven_safe_contact_rule_new ();
  g_autoptr (HavenPatient) patient = NULL;
  g_autofree char *neighbour = haven_test_add_person (clinic->vault, "Maria Silva Neves");

  rule->id = g_strdup ("neighbour-phone");
  rule->patient_id = g_strdup (neighbour);
  rule->channel = g_strdup ("mobile");
  rule->value = g_strdup ("564-555-0150");
  rule->safe = g_strdup ("yes");
  rule->safe_to = 1440;
  haven_test_insert (clinic->vault, &haven_safe_contact_rule_info, rule);
  add_party (clinic, "viktor", "adverse", "Viktor Sokolov", "(564) 555-0133", "12 Elm Street, Ellery");
  add_party (clinic, "witness", "witness", "Ilona Marsh", NULL, NULL);
  *asking = haven_test_add_person (clinic->vault, "Olena Bondar");
  return clinic;
}

static void
test_people_parties_and_staff_are_found (void)
{
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);

  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  expect (clinic, asking, "Viktor Sokolov", NULL, NULL, "other-side name Viktor Sokolov|");
  expect (clinic, asking, "Victor Sokoloff", NULL, NULL, "other-side sound Viktor Sokolov|");
  expect (clinic, asking, "Nobody Known", "+1 564 555 0133 x4", NULL, "other-side phone Viktor Sokolov|");
  expect (clinic, asking, NULL, NULL, "12 ELM ST. #4\nEllery", "other-side address Viktor Sokolov|");
  expect (clinic, asking, "Silva Neves, Maria", NULL, NULL, "person name Maria Silva Neves|");
  expect (clinic, asking, "Maria Neves", NULL, NULL, "person sound Maria Silva Neves|");
  expect (clinic, asking, NULL, "5645550150", NULL, "person phone Maria Silva Neves|");
  expect (clinic, asking, "Elona Marsch", NULL, NULL, "party sound Ilona Marsh|");
  expect (clinic, asking, "Somebody Quite Different", "564 555 0199", "9 Oak Road", "");
  /* The surest way is told once, and what weighs most comes first. */
  expect (clinic, asking, "Viktor Sokolov", "564 555 0150", "12 Elm St", "other-side name Viktor Sokolov|person phone Maria Silva Neves|");
  expect (clinic, asking, "Olena Bondar", NULL, NULL, "");
  /* The other side of one's own matter is known to be there. */
  expect (clinic, clinic->person, "Viktor Sokolov", NULL, NULL, "");
}

static void
test_staff_are_found_even_when_they_have_left (void)
{
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);
  g_autoptr (HavenStaffMember) member = haven_staff_member_new ();

  member->id = g_strdup ("left");
  member->name = g_strdup ("Gwen Archer");
  member->ended_at = 5;
  haven_test_insert (clinic->vault, &haven_staff_member_info, member);
  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  expect (clinic, asking, "Gwen Archer", NULL, NULL, "staff name Gwen Archer|");
}

/* One bit, whatever the match is: a person, their number, a party of their matter, somebody who takes part. */
static void
test_behind_the_wall_there_is_one_bit (void)
{
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);

  haven_door_bar (clinic, LAWYER);
  haven_door_sign_in (clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  expect (clinic, asking, CANARY " Amina", NULL, NULL, "wall");
  expect (clinic, asking, CANARY " alias", NULL, NULL, "wall");
  expect (clinic, asking, "Viktor Sokolov", NULL, NULL, "wall");
  expect (clinic, asking, "Victor Sokoloff", NULL, NULL, "wall");
  expect (clinic, asking, NULL, "564 555 0133", NULL, "wall");
  expect (clinic, asking, NULL, NULL, "12 Elm Street", "wall");
  expect (clinic, asking, "Ilona Marsh", NULL, NULL, "wall");
  expect (clinic, asking, "Somebody Quite Different", "564 555 0199", "9 Oak Road", "");
  expect (clinic, asking, "Maria Neves", NULL, NULL, "person sound Maria Silva Neves|");
  expect (clinic, asking, "Maria Neves", "564 555 0133", NULL, "person sound Maria Silva Neves|wall");
}

static void
test_it_is_for_a_legal_role_alone (void)
{
  static const char *const others[] = { DESK, DOCTOR, THERAPIST, NAVIGATOR, INTERPRETER, AUDITOR, TRANSLATOR };
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();
      Look look = { .search = search, .patient_id = asking };
      g_autoptr (GError) error = NULL;

      haven_conflict_search_add_name (search, "Viktor Sokolov", TRUE);
      haven_door_sign_in (clinic, others[i], HAVEN_IN_ALL);
      g_assert_false (try_look (clinic, &look, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED);
      g_assert_null (look.matches);
      haven_door_assert_sql (clinic, "SELECT count(*) FROM shared_contact_key", "0|");
      haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_party_key", "0|");
      haven_door_assert_sql (clinic, "SELECT count(*) FROM legal_conflict_check", "0|");
    }
}

/* ── The index against a plain comparison ─────────────────────────────────── */

#define N_PEOPLE 400
#define N_LOOKS 300

static char *
make_name (GRand *random)
{
  static const char *const parts[] = { "Li", "Lee", "Wei", "Way", "Ka", "Karim", "Kareem", "Mari", "Marie", "Sokol", "ov",
                                       "王", "明", "An", "Ann", "Xu", "Šu", "أحمد", "O", "D" };
  GString *name = g_string_new (NULL);

  for (int word = g_rand_int_range (random, 1, 4); word > 0; word--)
    {
      for (int part = g_rand_int_range (random, 1, 3); part > 0; part--)
        g_string_append (name, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      g_string_append (name, word > 1 ? " " : "");
    }
  return g_string_free (name, FALSE);
}

typedef struct
{
  char *name;
  char *key;
  char *sound;
} Name;

static void
free_name (gpointer data)
{
  Name *name = data;

  g_free (name->name);
  g_free (name->key);
  g_free (name->sound);
  g_free (name);
}

static Name *
make_keys (char *text)
{
  Name *name = g_new0 (Name, 1);

  name->name = text;
  name->key = haven_text_dup_search_key (text);
  name->sound = haven_text_dup_sound_key (text);
  return name;
}

static guint
count_plainly (GPtrArray *names, const HavenConflictTerm *term)
{
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = names->pdata[i];
      HavenConflictLevel level;

      n += haven_conflict_term_matches_name (term, name->key, name->sound, &level);
    }
  return n;
}

static gboolean
fill (HavenTransaction *transaction, gpointer data, GError **error)
{
  GPtrArray *names = data;

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (HavenPatient) patient = haven_patient_new ();

      patient->id = haven_id_new ();
      patient->name = g_strdup (((const Name *) names->pdata[i])->name);
      patient->status = g_strdup ("active");
      patient->created_at = 1;
      if (!haven_transaction_insert (transaction, &haven_patient_info, patient, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_the_index_finds_whom_a_plain_comparison_finds (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (free_name);
  HavenAct act = haven_test_act (HAVEN_ACTION_IMPORT, "patient", HAVEN_IN_SHARED);
  HavenDoorClinic clinic = { .vault = vault };
  g_autoptr (GError) error = NULL;
  guint n_found = 0;

  for (int i = 0; i < N_PEOPLE; i++)
    g_ptr_array_add (names, make_keys (make_name (random)));
  haven_store_run (vault->store, &act, fill, names, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_LOOKS; i++)
    {
      g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();
      g_autofree char *name = make_name (random);
      Look look = { .search = search, .patient_id = "nobody" };

      haven_conflict_search_add_name (search, name, FALSE);
      try_look (&clinic, &look, &error);
      g_assert_no_error (error);
      g_test_message ("%s", name);
      g_assert_cmpuint (look.matches->len, ==, count_plainly (names, haven_conflict_search_get_term (search, 0)));
      n_found += look.matches->len;
      g_ptr_array_unref (look.matches);
    }
  g_assert_cmpuint (n_found, >, N_LOOKS);
}

/* ── The record ───────────────────────────────────────────────────────────── */

static HavenConflictCheck *
make_check (const char *patient_id, const char *outcome, gboolean found, gboolean behind)
{
  HavenConflictCheck *check = haven_conflict_check_new ();

  check->id = haven_id_new ();
  check->patient_id = g_strdup (patient_id);
  check->looked_for = g_strdupv ((char *[]){ "Viktor Sokolov", NULL });
  check->matches = found ? g_strdupv ((char *[]){ "person name somebody", NULL }) : NULL;
  check->behind_the_wall = behind;
  check->outcome = g_strdup (outcome);
  check->reason = g_strdup (REASON);
  check->decided_by = g_strdup (HAVEN_TEST_STAFF);
  check->decided_at = 5;
  return check;
}

static gboolean
try_insert (HavenDoorClinic *clinic, const HavenRecordInfo *info, gpointer record, GError **error)
{
  HavenDoorChanging changing = { info, record };
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, info->name, HAVEN_IN_LEGAL);

  return haven_store_run (clinic->vault->store, &act, haven_door_insert_record, &changing, error);
}

static void
expect_matter (HavenDoorClinic *clinic, const char *check_id, const char *patient_id, gboolean opens)
{
  g_autoptr (HavenMatter) matter = haven_matter_new ();
  g_autoptr (GError) error = NULL;

  matter->id = haven_id_new ();
  matter->patient_id = g_strdup (patient_id);
  matter->type = g_strdup ("housing");
  matter->stage = g_strdup ("screening");
  matter->opened_on = haven_date_from_ymd (2026, 1, 5);
  matter->conflict_check_id = g_strdup (check_id);
  matter->row_version = 1;
  g_assert_cmpint (try_insert (clinic, &haven_matter_info, matter, &error), ==, opens);
  if (opens)
    g_assert_no_error (error);
  else
    g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
}

static void
test_no_matter_opens_without_its_own_look (void)
{
  static const struct
  {
    const char *outcome;
    gboolean found, behind, opens;
  } outcomes[] = {
    { "clear", FALSE, FALSE, TRUE },
    { "cleared", TRUE, FALSE, TRUE },
    { "declined", TRUE, FALSE, FALSE },
    { "referred", FALSE, TRUE, FALSE },
  };
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);

  expect_matter (clinic, NULL, asking, FALSE);
  expect_matter (clinic, "no-such-look", asking, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (HavenConflictCheck) check =
          make_check (asking, outcomes[i].outcome, outcomes[i].found, outcomes[i].behind);

      haven_test_insert (clinic->vault, &haven_conflict_check_info, check);
      expect_matter (clinic, check->id, clinic->other, FALSE); /* looked for on behalf of somebody else */
      expect_matter (clinic, check->id, asking, outcomes[i].opens);
      expect_matter (clinic, check->id, asking, FALSE); /* one look, one matter */
    }
}

static void
test_what_was_decided_never_changes (void)
{
  static const char *const statements[] = {
    "UPDATE legal.conflict_check SET outcome = 'cleared'",
    "UPDATE legal.conflict_check SET reason = 'a better one than before'",
    "DELETE FROM legal.conflict_check",
    "INSERT OR REPLACE INTO legal.conflict_check (row, id, patient_id, looked_for, behind_the_wall, outcome, decided_by,"
    " decided_at) SELECT row, id, patient_id, looked_for, 0, 'clear', decided_by, 9 FROM legal.conflict_check",
    "UPDATE legal.matter SET conflict_check_id = NULL WHERE conflict_check_id IS NOT NULL",
    "UPDATE legal.matter SET patient_id = 'somebody'",
  };
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);
  g_autoptr (HavenConflictCheck) check = make_check (asking, "declined", TRUE, FALSE);
  g_autoptr (HavenConflictCheck) now = NULL;

  haven_test_insert (clinic->vault, &haven_conflict_check_info, check);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    haven_door_expect_refused (clinic, "matter", statements[i]);
  now = haven_test_load (clinic->vault, &haven_conflict_check_info, check->id, NULL);
  g_assert_true (haven_record_equal (&haven_conflict_check_info, check, now));
}

/* What the table holds by itself, whoever writes into it. */
static void
test_nobody_clears_what_they_cannot_see (void)
{
  static const struct
  {
    const char *outcome;
    gboolean found, behind;
  } wrong[] = {
    { "clear", TRUE, FALSE }, { "clear", FALSE, TRUE }, { "cleared", FALSE, FALSE }, { "cleared", TRUE, TRUE },
    { "referred", TRUE, FALSE }, { "perhaps", TRUE, FALSE },
  };
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (HavenConflictCheck) check = make_check (asking, wrong[i].outcome, wrong[i].found, wrong[i].behind);
      g_autoptr (GError) error = NULL;

      g_assert_false (try_insert (clinic, &haven_conflict_check_info, check, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
    }
}

/* A number, an address and a name that change are found as they are now. */
static void
test_keys_follow_what_they_are_made_of (void)
{
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, "patient", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  g_autoptr (GError) error = NULL;

  haven_store_run (clinic->vault->store, &act, haven_door_run_inside,
                   LOOK_FOR_BORIS
                   BECOMES_BORIS
                   "UPDATE shared.safe_contact_rule SET value = '564 555 0188' WHERE id = 'neighbour-phone';"
                   "UPDATE shared.patient SET mail_to = '7 Hill Avenue, Ellery' WHERE name = 'Maria Silva Neves'",
                   &error);
  g_assert_no_error (error);
  /* Whoever changes their name stays who they are. */
  expect (clinic, asking, "Viktor Sokolov", "564 555 0133", "12 Elm St", "other-side name Boris Ivanov before|");
  expect (clinic, asking, NULL, "564 555 0133", NULL, "other-side phone Boris Ivanov before|");
  expect (clinic, asking, "Victor Sokoloff", NULL, NULL, "other-side sound Boris Ivanov before|");
  expect (clinic, asking, "Boris Ivanov", NULL, NULL, "other-side name Boris Ivanov|");
  expect (clinic, asking, NULL, "5645550177", NULL, "other-side phone Boris Ivanov|");
  expect (clinic, asking, NULL, NULL, "4 Oak Rd", "other-side address Boris Ivanov|");
  expect (clinic, asking, NULL, "564 555 0150", NULL, "");
  expect (clinic, asking, NULL, "564 555 0188", NULL, "person phone Maria Silva Neves|");
  expect (clinic, asking, NULL, NULL, "7 Hill Ave", "person address Maria Silva Neves|");
  haven_store_run (clinic->vault->store, &act, haven_door_run_inside,
                   "DELETE FROM legal.party WHERE id = 'viktor';"
                   "DELETE FROM shared.safe_contact_rule WHERE id = 'neighbour-phone';"
                   "UPDATE shared.patient SET mail_to = NULL WHERE name = 'Maria Silva Neves'",
                   &error);
  g_assert_no_error (error);
  expect (clinic, asking, "Boris Ivanov", "564 555 0188", "7 Hill Ave", "");
}

/* What comes back stands once, and is what it is now. */
static void
test_an_earlier_name_that_comes_back (void)
{
  g_autofree char *asking = NULL;
  g_autoptr (HavenDoorClinic) clinic = make_clinic (&asking);
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, "party", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  g_autoptr (GError) error = NULL;

  haven_store_run (clinic->vault->store, &act, haven_door_run_inside,
                   LOOK_FOR_BORIS
                   "CREATE TEMP TABLE before AS SELECT conflict_check_id FROM legal.party WHERE id = 'viktor';"
                   BECOMES_BORIS
                   "UPDATE legal.party SET name = 'Viktor Sokolov', phone = '564 555 0133', address = '12 Elm Street, Ellery',"
                   " conflict_check_id = (SELECT conflict_check_id FROM before) WHERE id = 'viktor'",
                   &error);
  g_assert_no_error (error);
  expect (clinic, asking, "Viktor Sokolov", NULL, NULL, "other-side name Viktor Sokolov|");
  expect (clinic, asking, "Boris Ivanov", NULL, NULL, "other-side name Viktor Sokolov before|");
  haven_door_assert_sql (clinic, "SELECT sum (former) FROM legal_party_key", "1|");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/conflicts/people-parties-and-staff-are-found", test_people_parties_and_staff_are_found);
  g_test_add_func ("/store/conflicts/staff-are-found-even-when-they-have-left", test_staff_are_found_even_when_they_have_left);
  g_test_add_func ("/store/conflicts/behind-the-wall-there-is-one-bit", test_behind_the_wall_there_is_one_bit);
  g_test_add_func ("/store/conflicts/it-is-for-a-legal-role-alone", test_it_is_for_a_legal_role_alone);
  g_test_add_func ("/store/conflicts/the-index-finds-whom-a-plain-comparison-finds",
                   test_the_index_finds_whom_a_plain_comparison_finds);
  g_test_add_func ("/store/conflicts/no-matter-opens-without-its-own-look", test_no_matter_opens_without_its_own_look);
  g_test_add_func ("/store/conflicts/what-was-decided-never-changes", test_what_was_decided_never_changes);
  g_test_add_func ("/store/conflicts/nobody-clears-what-they-cannot-see", test_nobody_clears_what_they_cannot_see);
  g_test_add_func ("/store/conflicts/keys-follow-what-they-are-made-of", test_keys_follow_what_they_are_made_of);
  g_test_add_func ("/store/conflicts/an-earlier-name-that-comes-back", test_an_earlier_name_that_comes_back);
  return g_test_run ();
}
