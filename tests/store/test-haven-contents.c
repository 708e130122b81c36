/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The log vouches for what the vault holds: whatever Haven does adds up, and whatever is done past it does not. */

#include "audit-test.h"

#include "haven-audit-private.h"
#include "haven-consent.h"
#include "haven-id.h"
#include "haven-legal.h"

#include <string.h>

#define PAGE 4096

static void
assert_adds_up (HavenTestVault *vault)
{
  g_autoptr (GError) error = NULL;

  audit_test_verify (vault, &error);
  g_assert_no_error (error);
}

/* ── What Haven does ──────────────────────────────────────────────────────── */

static HavenPatient *
make_patient (const char *name)
{
  HavenPatient *patient = haven_patient_new ();

  patient->id = haven_id_new ();
  patient->name = g_strdup (name);
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;
  return patient;
}

static HavenAppointment *
make_visit (const char *person)
{
  HavenAppointment *visit = haven_appointment_new ();

  visit->id = haven_id_new ();
  visit->patient_id = g_strdup (person);
  visit->kind = g_strdup ("medical");
  visit->title = g_strdup ("Follow-up visit");
  visit->starts_at = 1;
  visit->ends_at = 2;
  visit->zone = g_strdup ("America/New_York");
  visit->local_start = g_strdup ("2026-11-20T09:30");
  visit->status = g_strdup ("completed");
  visit->row_version = 1;
  return visit;
}

static gboolean
update_patient (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_patient_info, data, error);
}

static gboolean
save_draft (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_save (transaction, &haven_shared_draft_info, data, error);
}

static gboolean
delete_draft (HavenTransaction *transaction, gpointer data, GError **error)
{
  const HavenDraft *draft = data;

  return haven_transaction_delete (transaction, &haven_shared_draft_info, draft->id, error);
}

static void
run (HavenTestVault *vault, HavenAction action, const char *record, HavenTransactionFunc function, gpointer data)
{
  HavenAct act = haven_test_act (action, record, HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  haven_store_run (vault->store, &act, function, data, &error);
  g_assert_no_error (error);
}

static void
test_what_is_done_adds_up (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autofree char *id = haven_test_add_person (vault, "Linh");
  g_autoptr (HavenDraft) draft = haven_draft_new ();

  assert_adds_up (vault);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (HavenPatient) patient = haven_test_load (vault, &haven_patient_info, id, NULL);
      g_autoptr (HavenAppointment) visit = make_visit (id);

      haven_record_set_text (&patient->name, i % 2 ? "سلمى" : "Linh T.");
      haven_record_set_text (&patient->pronouns, i % 2 ? "she" : NULL);
      run (vault, HAVEN_ACTION_UPDATE, "patient", update_patient, patient);
      assert_adds_up (vault);
      haven_test_insert (vault, &haven_appointment_info, visit);
      assert_adds_up (vault);
    }
  draft->id = haven_id_new ();
  draft->staff_id = g_strdup (HAVEN_TEST_STAFF);
  draft->editor = g_strdup ("person");
  draft->subject_id = g_strdup (id);
  draft->saved_at = 1;
  for (int i = 0; i < 3; i++)
    {
      g_free (draft->text);
      draft->text = g_strdup_printf ("%d", i);
      run (vault, HAVEN_ACTION_UPDATE, "draft", save_draft, draft);
      assert_adds_up (vault);
    }
  run (vault, HAVEN_ACTION_DELETE, "draft", delete_draft, draft);
  assert_adds_up (vault);
  haven_test_vault_reopen (vault);
  assert_adds_up (vault);
}

typedef struct
{
  HavenPatient *first;
  HavenPatient *second;
  HavenAppointment *orphan;
} Mixed;

/* The second row is refused, by what is looked up when the statement is done; the function goes on all the same. */
static gboolean
insert_with_a_failure (HavenTransaction *transaction, gpointer data, GError **error)
{
  Mixed *mixed = data;

  if (!haven_transaction_insert (transaction, &haven_patient_info, mixed->first, error))
    return FALSE;
  g_assert_false (haven_transaction_insert (transaction, &haven_appointment_info, mixed->orphan, NULL));
  g_assert_false (haven_transaction_insert (transaction, &haven_patient_info, mixed->first, NULL));
  return haven_transaction_insert (transaction, &haven_patient_info, mixed->second, error);
}

static gboolean
insert_and_give_up (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_assert_true (haven_transaction_insert (transaction, &haven_patient_info, data, error));
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_FAILED, "the test stops here");
  return FALSE;
}

static void
test_what_failed_does_not_count (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (HavenPatient) first = make_patient ("First"), second = make_patient ("Second"), third = make_patient ("Third");
  g_autoptr (HavenAppointment) orphan = make_visit ("nobody");
  Mixed mixed = { first, second, orphan };
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "patient", HAVEN_IN_SHARED);

  run (vault, HAVEN_ACTION_CREATE, "patient", insert_with_a_failure, &mixed);
  assert_adds_up (vault);
  g_assert_false (haven_store_run (vault->store, &act, insert_and_give_up, third, NULL));
  assert_adds_up (vault);
  audit_test_add_people (vault, 1);
  assert_adds_up (vault);
}

static void
test_an_event_that_vouches_for_nothing_is_followed_by_one_that_does (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  HavenAuditEvent event = { .staff_id = HAVEN_TEST_STAFF, .action = "view", .record = "patient" };
  HavenAuditHead head;
  HavenDatabase *database = audit_test_open_raw (vault, HAVEN_PARTITION_SHARED);

  g_assert_true (haven_audit_read_head (database, HAVEN_PARTITION_SHARED, &head, NULL));
  g_assert_true (head.has_contents);
  g_assert_true (haven_audit_append (database, HAVEN_PARTITION_SHARED, &event, head.at, &head, NULL));
  g_assert_false (head.has_contents);
  g_clear_pointer (&database, haven_database_close);
  haven_test_vault_reopen (vault);
  audit_test_add_people (vault, 2);
  assert_adds_up (vault);
  database = audit_test_open_raw (vault, HAVEN_PARTITION_SHARED);
  g_assert_true (haven_audit_read_head (database, HAVEN_PARTITION_SHARED, &head, NULL));
  g_assert_true (head.has_contents);
  haven_database_close (database);
}

/* ── What is done past it ─────────────────────────────────────────────────── */

static void
test_a_row_that_is_changed_past_haven_is_noticed (void)
{
  static const char *const crimes[] = {
    "UPDATE patient SET name = 'Somebody else' WHERE row = 2",
    "UPDATE patient SET pronouns = ''",
    "UPDATE patient SET created_at = created_at + 1 WHERE row = 1",
    "DELETE FROM safe_contact_rule",
    "DELETE FROM patient_name; DELETE FROM appointment; DELETE FROM patient WHERE row = 3",
    "INSERT INTO clinic_setting (name, value) VALUES ('zone', 'Asia/Tokyo') ON CONFLICT (name) DO UPDATE SET value = 'x'",
    "UPDATE staff_member SET roles = '[\"administrator\"]'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (crimes); i++)
    {
      g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
      g_autoptr (HavenSafeContactRule) rule = haven_safe_contact_rule_new ();

      rule->id = haven_id_new ();
      rule->patient_id = haven_test_add_person (vault, "Rosa");
      rule->channel = g_strdup ("mobile");
      rule->value = g_strdup ("555-0100");
      rule->safe = g_strdup ("no");
      haven_test_insert (vault, &haven_safe_contact_rule_info, rule);
      assert_adds_up (vault);
      audit_test_run_raw (vault, crimes[i]);
      haven_test_vault_reopen (vault);
      audit_test_assert_walk_finds_break (vault);
      /* The last of them takes the right to add anybody as well. */
      if (i + 1 < G_N_ELEMENTS (crimes))
        audit_test_assert_writing_answers (vault, HAVEN_STORE_ERROR_CHAIN_BROKEN);
    }
}

/* Whether opening, or a walk after it, tells that something is wrong. */
static gboolean
is_noticed (HavenTestVault *vault)
{
  g_autoptr (GError) error = NULL;
  gboolean noticed;

  vault->store = haven_store_open (vault->folder, vault->keys, vault->clock, &error);
  noticed = vault->store == NULL || !audit_test_verify (vault, &error);
  if (noticed)
    g_assert_true (error->domain == HAVEN_STORE_ERROR);
  audit_test_close (vault);
  return noticed;
}

/* Every row of every table, but for what search keeps of them: a second opinion, by plain reading. */
static char *
dup_all_rows (HavenTestVault *vault)
{
  HavenDatabase *database = audit_test_open_raw (vault, HAVEN_PARTITION_SHARED);
  g_autoptr (GString) all = g_string_new (NULL);
  g_auto (GStrv) names = NULL;
  sqlite3_stmt *statement = haven_database_prepare (database,
                                                    "SELECT group_concat (name, ' ') FROM pragma_table_list"
                                                    " WHERE schema = 'shared' AND type = 'table'"
                                                    " AND name NOT LIKE 'sqlite_%'",
                                                    NULL,
                                                    "");
  gboolean row;

  g_assert_true (haven_database_step (database, statement, &row, NULL) && row);
  names = g_strsplit (haven_column_text (statement, 0), " ", -1);
  for (gsize i = 0; names[i]; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM shared.%s ORDER BY 1", names[i]);

      g_string_append (all, names[i]);
      statement = haven_database_prepare (database, sql, NULL, "");
      while (haven_database_step (database, statement, &row, NULL) && row)
        for (int k = 0; k < sqlite3_column_count (statement); k++)
          g_string_append_printf (all, "|%s", haven_column_text (statement, k));
    }
  haven_database_close (database);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static GBytes *
replace_page (GBytes *bytes, GBytes *old, gsize page)
{
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);
  char *mixed = g_memdup2 (content, size);

  memcpy (mixed + page * PAGE, (const char *) g_bytes_get_data (old, NULL) + page * PAGE, PAGE);
  return g_bytes_new_take (mixed, size);
}

static void
test_an_old_page_is_noticed (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autofree char *id = haven_test_add_person (vault, "Linh");
  g_autoptr (HavenPatient) patient = NULL;
  g_autoptr (HavenAppointment) visit = make_visit (id);
  g_autoptr (GHashTable) before = NULL, after = NULL;
  g_autofree char *rows = NULL;
  GBytes *old, *new;
  guint n_pages = 0, n_noticed = 0;

  haven_test_insert (vault, &haven_appointment_info, visit);
  audit_test_close (vault);
  before = audit_test_copy_files (vault, "");
  haven_test_vault_reopen (vault);
  /* The same length as before, so that rows stay on their pages. */
  patient = haven_test_load (vault, &haven_patient_info, id, NULL);
  haven_record_set_text (&patient->name, "Lina");
  run (vault, HAVEN_ACTION_UPDATE, "patient", update_patient, patient);
  audit_test_close (vault);
  after = audit_test_copy_files (vault, "");
  old = g_hash_table_lookup (before, "shared.db");
  new = g_hash_table_lookup (after, "shared.db");
  rows = dup_all_rows (vault);
  g_assert_false (is_noticed (vault));

  for (gsize page = 0; page < MIN (g_bytes_get_size (old), g_bytes_get_size (new)) / PAGE; page++)
    {
      g_autoptr (GHashTable) mixed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
      GHashTableIter iter;
      gpointer name, bytes;

      if (memcmp ((const char *) g_bytes_get_data (old, NULL) + page * PAGE,
                  (const char *) g_bytes_get_data (new, NULL) + page * PAGE, PAGE) == 0)
        continue;
      g_hash_table_iter_init (&iter, after);
      while (g_hash_table_iter_next (&iter, &name, &bytes))
        g_hash_table_insert (mixed, g_strdup (name), g_bytes_ref (bytes));
      g_hash_table_insert (mixed, g_strdup ("shared.db"), replace_page (new, old, page));
      audit_test_put_back (vault, mixed, "");
      n_pages++;
      if (is_noticed (vault))
        {
          n_noticed++;
          continue;
        }
      /* Written anew with the same in it, or an index of words, which is made from the rows. */
      audit_test_put_back (vault, mixed, "");
      {
        g_autofree char *same = dup_all_rows (vault);

        if (strcmp (same, rows) != 0)
          g_error ("page %" G_GSIZE_FORMAT " of an older file went by", page + 1);
      }
    }
  g_test_message ("%u older pages put back: %u noticed, the others hold no other row", n_pages, n_noticed);
  g_assert_cmpuint (n_noticed, >=, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/store/contents/" path, function)
  ADD ("what-is-done-adds-up", test_what_is_done_adds_up);
  ADD ("what-failed-does-not-count", test_what_failed_does_not_count);
  ADD ("an-event-that-vouches-for-nothing-is-followed-by-one-that-does",
       test_an_event_that_vouches_for_nothing_is_followed_by_one_that_does);
  ADD ("a-row-that-is-changed-past-haven-is-noticed", test_a_row_that_is_changed_past_haven_is_noticed);
  ADD ("an-old-page-is-noticed", test_an_old_page_is_noticed);
  return g_test_run ();
}
