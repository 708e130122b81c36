/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the table of parties holds by itself: nobody joins a matter, and nobody is found by something else than before,
 * without a look for conflicts of its own; and who took part stays. */

#include "door-test.h"

#include "haven-conflict-table.h"
#include "haven-migrations-private.h"
#include "haven-migrations-resource.h"

#include <string.h>

#define REASON "Somebody else of that name, born elsewhere."

typedef struct
{
  HavenDoorClinic *clinic;
  char *other_matter; /* of the same person */
  char *party;        /* Viktor Sokolov, the other side, who joined after a look */
} Fixture;

static char *
add_matter (HavenDoorClinic *clinic, const char *patient_id)
{
  g_autoptr (HavenMatter) matter = haven_matter_new ();

  matter->id = haven_id_new ();
  matter->patient_id = g_strdup (patient_id);
  matter->type = g_strdup ("housing");
  matter->stage = g_strdup ("screening");
  matter->opened_on = haven_date_from_ymd (2026, 1, 5);
  matter->row_version = 1;
  haven_test_add_matter (clinic->vault, matter);
  return g_strdup (matter->id);
}

static HavenParty *
make_party (const char *check_id)
{
  HavenParty *party = haven_party_new ();

  party->id = haven_id_new ();
  party->matter_id = g_strdup ("matter");
  party->role = g_strdup ("adverse");
  party->name = g_strdup ("Viktor Sokolov");
  party->phone = g_strdup ("(564) 555-0133");
  party->address = g_strdup ("12 Elm Street, Ellery");
  party->conflict_check_id = g_strdup (check_id);
  return party;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) party = make_party (NULL);

  self->clinic = haven_door_clinic_new ();
  self->other_matter = add_matter (self->clinic, self->clinic->person);
  haven_test_add_party (self->clinic->vault, party);
  self->party = g_strdup (party->id);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_door_clinic_free (self->clinic);
  g_free (self->other_matter);
  g_free (self->party);
}

/* @looked_for: parted by bars */
static HavenConflictCheck *
make_look (Fixture *self, const char *matter_id, const char *outcome, const char *looked_for)
{
  HavenConflictCheck *check = haven_conflict_check_new ();

  check->id = haven_id_new ();
  check->patient_id = g_strdup (self->clinic->person);
  check->matter_id = g_strdup (matter_id);
  check->looked_for = g_strsplit (looked_for, "|", -1);
  check->matches = g_str_equal (outcome, "cleared") ? g_strdupv ((char *[]){ "person name somebody", NULL }) : NULL;
  check->behind_the_wall = g_str_equal (outcome, "referred");
  check->outcome = g_strdup (outcome);
  check->reason = g_strdup (REASON);
  check->decided_by = g_strdup (HAVEN_TEST_STAFF);
  check->decided_at = 5;
  return check;
}

static char *
add_look (Fixture *self, const char *matter_id, const char *outcome, const char *looked_for)
{
  g_autoptr (HavenConflictCheck) check = make_look (self, matter_id, outcome, looked_for);

  haven_test_insert (self->clinic->vault, &haven_conflict_check_info, check);
  return g_strdup (check->id);
}

static gboolean
try_insert (Fixture *self, const HavenRecordInfo *info, gpointer record, GError **error)
{
  HavenDoorChanging changing = { info, record };
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, info->name, HAVEN_IN_LEGAL);

  return haven_store_run (self->clinic->vault->store, &act, haven_door_insert_record, &changing, error);
}

static gboolean
update_record (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_party_info, data, error);
}

static gboolean
try_update (Fixture *self, HavenParty *party, GError **error)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, "party", HAVEN_IN_LEGAL);

  return haven_store_run (self->clinic->vault->store, &act, update_record, party, error);
}

/* ── Joining ──────────────────────────────────────────────────────────────── */

#define ALL "(564) 555 0133|viktor SOKOLOV|12 Elm St"

static void
test_nobody_joins_without_a_look_of_their_own (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *matter_id, *outcome, *looked_for;
    gboolean joins;
  } looks[] = {
    { "matter", "clear", ALL, TRUE },
    { "matter", "cleared", ALL, TRUE },
    { "matter", "declined", ALL, FALSE },
    { "matter", "referred", ALL, FALSE },
    { self->other_matter, "clear", ALL, FALSE },
    { NULL, "clear", ALL, FALSE }, /* before some matter opened */
    { "matter", "clear", "(564) 555 0133|Somebody Else|12 Elm St", FALSE },
    { "matter", "clear", "viktor SOKOLOV|12 Elm St", FALSE },
    { "matter", "clear", "(564) 555 0133|viktor SOKOLOV", FALSE },
  };
  g_autoptr (HavenParty) none = make_party (NULL), unknown = make_party ("no-such-look");

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (try_insert (self, &haven_party_info, i == 0 ? none : unknown, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *check_id = add_look (self, looks[i].matter_id, looks[i].outcome, looks[i].looked_for);
      g_autoptr (HavenParty) party = make_party (check_id), second = make_party (check_id);
      g_autoptr (GError) error = NULL, again = NULL;

      g_test_message ("%zu", i);
      g_assert_cmpint (try_insert (self, &haven_party_info, party, &error), ==, looks[i].joins);
      if (looks[i].joins)
        g_assert_no_error (error);
      else
        g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
      g_assert_false (try_insert (self, &haven_party_info, second, &again)); /* one look, one party */
      g_assert_error (again, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
    }
}

/* Those of the beginning share the look after which the matter opened. */
static void
test_who_is_there_from_the_beginning_shares_one_look (Fixture *self, gconstpointer data)
{
  g_autofree char *check_id = add_look (self, NULL, "clear", ALL "|Boris Ivanov");
  g_autoptr (HavenMatter) matter = haven_matter_new ();
  g_autoptr (HavenParty) viktor = make_party (check_id), boris = make_party (check_id), other = make_party (check_id);
  g_autoptr (GError) error = NULL;

  matter->id = haven_id_new ();
  matter->patient_id = g_strdup (self->clinic->person);
  matter->type = g_strdup ("housing");
  matter->stage = g_strdup ("screening");
  matter->opened_on = haven_date_from_ymd (2026, 1, 5);
  matter->conflict_check_id = g_strdup (check_id);
  matter->row_version = 1;
  haven_test_insert (self->clinic->vault, &haven_matter_info, matter);
  g_set_str (&viktor->matter_id, matter->id);
  g_set_str (&boris->matter_id, matter->id);
  g_set_str (&boris->name, "Boris Ivanov");
  haven_test_insert (self->clinic->vault, &haven_party_info, viktor);
  haven_test_insert (self->clinic->vault, &haven_party_info, boris);
  g_set_str (&other->matter_id, matter->id);
  g_set_str (&other->name, "Nobody Asked About");
  g_assert_false (try_insert (self, &haven_party_info, other, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
}

static void
test_a_look_for_one_matter_is_none_for_another (Fixture *self, gconstpointer data)
{
  g_autofree char *check_id = add_look (self, "matter", "clear", ALL);
  g_autoptr (HavenMatter) matter = haven_matter_new ();
  g_autoptr (HavenConflictCheck) stranger = make_look (self, "matter", "clear", ALL);
  g_autoptr (HavenConflictCheck) nowhere = make_look (self, "no-such-matter", "clear", ALL);
  g_autoptr (GError) opening = NULL, other = NULL, none = NULL;

  matter->id = haven_id_new ();
  matter->patient_id = g_strdup (self->clinic->person);
  matter->type = g_strdup ("housing");
  matter->stage = g_strdup ("screening");
  matter->opened_on = haven_date_from_ymd (2026, 1, 5);
  matter->conflict_check_id = g_strdup (check_id);
  matter->row_version = 1;
  g_assert_false (try_insert (self, &haven_matter_info, matter, &opening));
  g_assert_error (opening, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
  g_set_str (&stranger->patient_id, self->clinic->other);
  g_assert_false (try_insert (self, &haven_conflict_check_info, stranger, &other));
  g_assert_error (other, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
  g_assert_false (try_insert (self, &haven_conflict_check_info, nowhere, &none));
  g_assert_error (none, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

static void
expect_update (Fixture *self, HavenParty *party, gboolean changes)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_update (self, party, &error), ==, changes);
  if (changes)
    g_assert_no_error (error);
  else
    g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
}

static HavenParty *
load_party (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HavenParty *party = haven_test_load (self->clinic->vault, &haven_party_info, self->party, &error);

  g_assert_no_error (error);
  return party;
}

static void
test_what_finds_somebody_else_takes_another_look (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gsize member;
    const char *value;
    gboolean needs_look;
  } changes[] = {
    { G_STRUCT_OFFSET (HavenParty, name), "Boris Ivanov", TRUE },
    { G_STRUCT_OFFSET (HavenParty, phone), "564 555 0177", TRUE },
    { G_STRUCT_OFFSET (HavenParty, address), "4 Oak Road", TRUE },
    { G_STRUCT_OFFSET (HavenParty, role), "witness", TRUE },
    { G_STRUCT_OFFSET (HavenParty, relation), "former employer", FALSE },
    { G_STRUCT_OFFSET (HavenParty, name), "VIKTOR  Sokolov", FALSE },
    { G_STRUCT_OFFSET (HavenParty, phone), "564-555-0133", FALSE },
    { G_STRUCT_OFFSET (HavenParty, phone), NULL, FALSE },
    { G_STRUCT_OFFSET (HavenParty, address), "12 Elm St, Flat 4", FALSE },
    { G_STRUCT_OFFSET (HavenParty, address), NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (HavenParty) before = load_party (self), after = load_party (self);
      g_autofree char *check_id = NULL;

      g_test_message ("%zu", i);
      g_set_str ((char **) G_STRUCT_MEMBER_P (after, changes[i].member), changes[i].value);
      expect_update (self, after, !changes[i].needs_look);
      if (changes[i].needs_look)
        {
          check_id = add_look (self, "matter", "clear", ALL "|Boris Ivanov|564 555 0177|4 Oak Road");
          g_set_str (&after->conflict_check_id, check_id);
          expect_update (self, after, TRUE);
        }
      expect_update (self, before, TRUE); /* undoing brings back the look that holds of what was before */
      expect_update (self, after, TRUE);
      expect_update (self, before, TRUE);
    }
}

static void
test_a_look_that_keeps_out_changes_nothing (Fixture *self, gconstpointer data)
{
  static const char *const outcomes[] = { "declined", "referred" };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (HavenParty) party = load_party (self);
      g_autofree char *check_id = add_look (self, "matter", outcomes[i], ALL "|Boris Ivanov");

      g_set_str (&party->name, "Boris Ivanov");
      g_set_str (&party->conflict_check_id, check_id);
      expect_update (self, party, FALSE);
      g_set_str (&party->name, "Viktor Sokolov");
      expect_update (self, party, FALSE);
    }
}

static void
test_a_party_stays_with_its_matter (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenParty) party = load_party (self);

  g_set_str (&party->matter_id, self->other_matter);
  expect_update (self, party, FALSE);
}

/* ── Ending ───────────────────────────────────────────────────────────────── */

static void
end_party (Fixture *self)
{
  g_autoptr (HavenParty) party = load_party (self);
  g_autoptr (HavenParty) half = load_party (self);

  half->ended_on = haven_date_from_ymd (2026, 3, 2);
  expect_update (self, half, FALSE); /* nobody said who */
  party->ended_on = haven_date_from_ymd (2026, 3, 2);
  g_set_str (&party->ended_by, HAVEN_TEST_STAFF);
  expect_update (self, party, TRUE);
}

static void
test_who_took_part_stays_as_they_were (Fixture *self, gconstpointer data)
{
  static const char *const statements[] = {
    "DELETE FROM legal.party WHERE ended_on IS NOT NULL",
    "UPDATE legal.party SET name = 'Somebody' WHERE ended_on IS NOT NULL",
    "UPDATE legal.party SET phone = NULL WHERE ended_on IS NOT NULL",
    "UPDATE legal.party SET relation = 'none' WHERE ended_on IS NOT NULL",
    "INSERT OR REPLACE INTO legal.party (row, id, matter_id, role, name, conflict_check_id)"
    " SELECT row, id, matter_id, role, 'Viktor Sokolov', conflict_check_id FROM legal.party WHERE ended_on IS NOT NULL",
  };
  g_autoptr (HavenParty) before = NULL, after = NULL;

  end_party (self);
  before = load_party (self);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    haven_door_expect_refused (self->clinic, "party", statements[i]);
  after = load_party (self);
  g_assert_true (haven_record_equal (&haven_party_info, before, after));
  /* What was just done can be undone. */
  after->ended_on = HAVEN_DATE_NONE;
  g_clear_pointer (&after->ended_by, g_free);
  expect_update (self, after, TRUE);
}

typedef struct
{
  const char *patient_id;
  GPtrArray *matches;
  gboolean behind;
} Look;

static gboolean
find (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (HavenConflictSearch) search = haven_conflict_search_new ();
  Look *look = data;

  haven_conflict_search_add_name (search, "Victor Sokoloff", TRUE);
  look->matches = haven_tables_find_conflicts (transaction, search, look->patient_id, &look->behind, error);
  return look->matches != NULL;
}

static Look
look_for (Fixture *self, const char *patient_id)
{
  HavenAct act = haven_test_act (HAVEN_ACTION_SEARCH, "conflict_check", HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  Look look = { .patient_id = patient_id };
  g_autoptr (GError) error = NULL;

  act.staff_id = NULL;
  haven_store_run (self->clinic->vault->store, &act, find, &look, &error);
  g_assert_no_error (error);
  return look;
}

/* A former opponent is a conflict as before; to the person whose matter it was they are none. */
static void
test_who_took_part_is_still_found (Fixture *self, gconstpointer data)
{
  Look look;

  end_party (self);
  haven_door_sign_in (self->clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  look = look_for (self, self->clinic->other);
  g_assert_cmpuint (look.matches->len, ==, 1);
  g_assert_true (((HavenConflictMatch *) look.matches->pdata[0])->past);
  g_assert_cmpint (((HavenConflictMatch *) look.matches->pdata[0])->place, ==, HAVEN_CONFLICT_OTHER_SIDE);
  g_ptr_array_unref (look.matches);
  look = look_for (self, self->clinic->person);
  g_assert_cmpuint (look.matches->len, ==, 0);
  g_ptr_array_unref (look.matches);
}

static void
test_who_took_part_is_one_bit_behind_the_wall (Fixture *self, gconstpointer data)
{
  Look look;

  end_party (self);
  haven_door_bar (self->clinic, LAWYER);
  haven_door_sign_in (self->clinic, LAWYER, HAVEN_IN_SHARED | HAVEN_IN_LEGAL);
  look = look_for (self, self->clinic->other);
  g_assert_cmpuint (look.matches->len, ==, 0);
  g_assert_true (look.behind);
  g_ptr_array_unref (look.matches);
}

/* Nobody takes a party away: only what somebody has just put in, by undoing it. */
static void
test_no_role_takes_a_party_away (Fixture *self, gconstpointer data)
{
  static const char *const roles[] = { LAWYER, DESK, DOCTOR, NAVIGATOR };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (HavenAccess) access = NULL;

      haven_door_sign_in (self->clinic, roles[i], HAVEN_IN_ALL);
      access = haven_store_ref_access (self->clinic->vault->store);
      g_assert_false (haven_access_decide (access, HAVEN_PARTITION_LEGAL, "party", HAVEN_ACTION_DELETE, NULL, 0, NULL));
    }
}

/* ── From before ──────────────────────────────────────────────────────────── */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
exec (HavenDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  haven_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

/* The schema as it was. */
static void
run_steps (HavenDatabase *database, int first, int last)
{
  const char *folder = "/org/havenclinic/Haven/migrations/legal/";
  g_auto (GStrv) names = g_resource_enumerate_children (haven_migrations_get_resource (), folder, 0, NULL);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", last);

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (int i = first; i <= last; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i - 1], NULL);
      g_autoptr (GBytes) sql = g_resource_lookup_data (haven_migrations_get_resource (), path, 0, NULL);

      exec (database, g_bytes_get_data (sql, NULL));
    }
  exec (database, version);
}

static gint64
count (HavenDatabase *database, const char *where)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM party WHERE ", where, NULL);
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  haven_database_get_integer (database, sql, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* Who took part from the beginning has the look of their matter; of the oldest matters nobody has one, and they change in
 * what finds nobody until somebody looks. */
static void
test_parties_from_before_keep_their_look (Fixture *self, gconstpointer data)
{
  const guint8 *key = haven_vault_keys_get (self->clinic->vault->keys, HAVEN_PARTITION_LEGAL);
  g_autofree char *path = haven_test_vault_build_path (self->clinic->vault, "older.db");
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, key, &error);

  g_assert_no_error (error);
  run_steps (database, 1, 3);
  exec (database,
        "INSERT INTO matter (id, patient_id, type, stage, opened_on) VALUES ('old', 'p', 'housing', 'screening', '2025-01-05');"
        "INSERT INTO party (id, matter_id, role, name, phone) VALUES ('older', 'old', 'adverse', 'Viktor', '564 555 0133')");
  run_steps (database, 4, 9);
  exec (database,
        "INSERT INTO conflict_check (id, patient_id, looked_for, behind_the_wall, outcome, decided_by, decided_at)"
        " VALUES ('look', 'p', '[\"Boris\"]', 0, 'clear', 's', 5);"
        "INSERT INTO matter (id, patient_id, type, stage, opened_on, conflict_check_id)"
        " VALUES ('new', 'p', 'housing', 'screening', '2026-01-05', 'look');"
        "INSERT INTO party (id, matter_id, role, name) VALUES ('newer', 'new', 'adverse', 'Boris')");
  g_clear_pointer (&database, haven_database_close);
  g_assert_true (haven_migrations_run (HAVEN_PARTITION_LEGAL, path, key, &error));
  g_assert_no_error (error);

  database = haven_database_open_file (path, key, &error);
  g_assert_cmpint (count (database, "id = 'older' AND conflict_check_id IS NULL AND ended_on IS NULL"), ==, 1);
  g_assert_cmpint (count (database, "id = 'newer' AND conflict_check_id = 'look'"), ==, 1);
  exec (database, "UPDATE party SET relation = 'landlord'; UPDATE party SET phone = '(564) 555-0133' WHERE id = 'older'");
  g_assert_cmpint (count (database, "relation = 'landlord'"), ==, 2);
  g_assert_false (haven_database_exec (database, "UPDATE party SET phone = '564 555 0177' WHERE id = 'older'", &refused));
  g_assert_error (refused, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
}

#define ADD(path, test) g_test_add ("/store/parties/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nobody-joins-without-a-look-of-their-own", test_nobody_joins_without_a_look_of_their_own);
  ADD ("who-is-there-from-the-beginning-shares-one-look", test_who_is_there_from_the_beginning_shares_one_look);
  ADD ("a-look-for-one-matter-is-none-for-another", test_a_look_for_one_matter_is_none_for_another);
  ADD ("what-finds-somebody-else-takes-another-look", test_what_finds_somebody_else_takes_another_look);
  ADD ("a-look-that-keeps-out-changes-nothing", test_a_look_that_keeps_out_changes_nothing);
  ADD ("a-party-stays-with-its-matter", test_a_party_stays_with_its_matter);
  ADD ("who-took-part-stays-as-they-were", test_who_took_part_stays_as_they_were);
  ADD ("who-took-part-is-still-found", test_who_took_part_is_still_found);
  ADD ("who-took-part-is-one-bit-behind-the-wall", test_who_took_part_is_one_bit_behind_the_wall);
  ADD ("no-role-takes-a-party-away", test_no_role_takes_a_party_away);
  ADD ("parties-from-before-keep-their-look", test_parties_from_before_keep_their_look);
  return g_test_run ();
}
