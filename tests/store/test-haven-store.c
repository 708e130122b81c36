/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-private.h"
#include "haven-chart.h"
#include "haven-id.h"
#include "haven-store-private.h"
#include "haven-test-vault.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_a_person_comes_back_as_it_went_in (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenPatient) patient = haven_patient_new ();
  g_autoptr (HavenPatient) loaded = NULL;
  g_autoptr (GError) error = NULL;
  const char *languages[] = { "ar", "en", NULL };

  patient->id = haven_id_new ();
  patient->name = g_strdup ("سلمى");
  patient->pronouns = g_strdup ("she");
  patient->born_on = g_strdup ("1994");
  patient->born_estimated = TRUE;
  patient->languages = g_strdupv ((char **) languages);
  patient->written_language = g_strdup ("ar");
  patient->interpreter_need = g_strdup ("spoken");
  patient->status = g_strdup ("active");
  patient->created_at = haven_clock_now (vault->clock);
  patient->row_version = 1;
  haven_test_insert (vault, &haven_patient_info, patient);

  haven_test_vault_reopen (vault);
  loaded = haven_test_load (vault, &haven_patient_info, patient->id, &error);
  g_assert_no_error (error);
  g_assert_true (haven_record_equal (&haven_patient_info, patient, loaded));
}

static void
test_nothing_readable_is_on_disk (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Canary Quillfeather");
  const char *const files[] = { "shared.db", "shared.db-wal", "clinical.db", "legal.db", NULL };

  for (gsize i = 0; files[i]; i++)
    {
      g_autofree char *path = haven_test_vault_build_path (vault, files[i]);
      g_autofree char *content = NULL;
      gsize length;
      GStatBuf status;

      if (!g_file_get_contents (path, &content, &length, NULL))
        continue;
      g_assert_null (memmem (content, length, "Quillfeather", 12));
      g_assert_null (memmem (content, length, "quillfeather", 12));
      g_assert_null (memmem (content, length, id, strlen (id)));
      g_assert_null (memmem (content, length, "SQLite format", 13));
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
}

static gboolean
insert_then_fail (HavenTransaction *transaction, gpointer data, GError **error)
{
  if (!haven_transaction_insert (transaction, &haven_patient_info, data, error))
    return FALSE;
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_FAILED, "the test stops here");
  return FALSE;
}

static void
test_a_failed_transaction_leaves_neither_row_nor_event (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenPatient) patient = haven_patient_new ();
  g_autoptr (GError) error = NULL, load_error = NULL;
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "patient", HAVEN_IN_SHARED);
  gint64 before, after;

  patient->id = haven_id_new ();
  patient->name = g_strdup ("Not kept");
  patient->status = g_strdup ("active");
  patient->created_at = 1;
  patient->row_version = 1;

  g_assert_true (haven_store_verify_audit (vault->store, HAVEN_PARTITION_SHARED, &before, NULL));
  g_assert_false (haven_store_run (vault->store, &act, insert_then_fail, patient, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_FAILED);
  g_assert_true (haven_store_verify_audit (vault->store, HAVEN_PARTITION_SHARED, &after, NULL));
  g_assert_cmpint (before, ==, after);
  g_assert_null (haven_test_load (vault, &haven_patient_info, patient->id, &load_error));
  g_assert_error (load_error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
}

static gboolean
update_patient (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_patient_info, data, error);
}

static void
test_the_second_of_two_editors_is_told (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *id = haven_test_add_person (vault, "Linh");
  g_autoptr (HavenPatient) first = haven_test_load (vault, &haven_patient_info, id, NULL);
  g_autoptr (HavenPatient) second = haven_test_load (vault, &haven_patient_info, id, NULL);
  g_autoptr (HavenPatient) kept = NULL;
  g_autoptr (GError) error = NULL;
  HavenAct act = haven_test_act (HAVEN_ACTION_UPDATE, "patient", HAVEN_IN_SHARED);

  haven_record_set_text (&first->name, "Linh T.");
  haven_record_set_text (&second->name, "Lin");
  g_assert_true (haven_store_run (vault->store, &act, update_patient, first, NULL));
  g_assert_false (haven_store_run (vault->store, &act, update_patient, second, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONFLICT);
  kept = haven_test_load (vault, &haven_patient_info, id, NULL);
  g_assert_cmpstr (kept->name, ==, "Linh T.");
  g_assert_cmpint (kept->row_version, ==, 2);
}

static gboolean
sign_note (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_note_info, data, error);
}

static void
test_a_signed_note_never_changes (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autofree char *person = haven_test_add_person (vault, "Rosa");
  g_autoptr (HavenNote) note = haven_note_new ();
  g_autoptr (HavenNote) signed_note = NULL;
  g_autoptr (GError) error = NULL;
  HavenAct act = haven_test_act (HAVEN_ACTION_SIGN, "note", HAVEN_IN_CLINICAL);

  note->id = haven_id_new ();
  note->patient_id = g_strdup (person);
  note->kind = g_strdup ("progress");
  note->text = g_strdup ("Sleeping better.");
  note->state = g_strdup ("draft");
  note->restricted = g_strdup ("none");
  note->author_id = g_strdup (HAVEN_TEST_STAFF);
  note->written_at = haven_clock_now (vault->clock);
  note->row_version = 1;
  haven_test_insert (vault, &haven_note_info, note);

  haven_record_set_text (&note->state, "signed");
  haven_record_set_text (&note->signed_by, HAVEN_TEST_STAFF);
  note->signed_at = haven_clock_now (vault->clock);
  g_assert_true (haven_store_run (vault->store, &act, sign_note, note, NULL));

  signed_note = haven_test_load (vault, &haven_note_info, note->id, NULL);
  haven_record_set_text (&signed_note->text, "Something else.");
  g_assert_false (haven_store_run (vault->store, &act, sign_note, signed_note, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "a signed note never changes"));
}

static void
count_changes_cb (HavenStore *store, HavenChanges *changes, guint *n_emissions)
{
  g_assert_true (haven_changes_touch (changes, "patient"));
  g_assert_false (haven_changes_touch (changes, "matter"));
  (*n_emissions)++;
}

static void
test_changes_are_told_once_on_the_main_context (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  guint n_emissions = 0;

  g_signal_connect (vault->store, "changed", G_CALLBACK (count_changes_cb), &n_emissions);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = haven_test_add_person (vault, "Somebody");

      g_assert_nonnull (id);
    }
  g_assert_cmpuint (n_emissions, ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_emissions, ==, 1);
}

static void
test_a_closed_store_answers_with_an_error (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, "patient", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  haven_store_close (vault->store);
  g_assert_false (haven_store_run (vault->store, &act, NULL, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CLOSED);
}

static void
test_without_its_key_a_partition_does_not_exist (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (GError) error = NULL;

  haven_vault_keys_remove (vault->keys, HAVEN_PARTITION_LEGAL);
  haven_test_vault_reopen (vault);
  g_assert_cmpuint (haven_store_get_open_partitions (vault->store), ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  g_assert_null (haven_test_load (vault, &haven_staff_member_info, "x", NULL));
  g_assert_null (haven_database_prepare (haven_store_get_reader (vault->store, NULL),
                                         "SELECT * FROM legal.matter",
                                         &error,
                                         ""));
  g_assert_nonnull (error);
}

static void
test_the_connection_is_sealed (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const char *const forbidden[] = { "ATTACH '/tmp/x.db' AS x KEY ''", "PRAGMA key = 'x'",
                                    "DROP TABLE shared.patient",      "CREATE TABLE shared.x (y)",
                                    "DELETE FROM shared.patient",     "SELECT sqlcipher_export ('shared')",
                                    "PRAGMA shared.journal_mode = DELETE", NULL };

  for (gsize i = 0; forbidden[i]; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_database_exec (haven_store_get_reader (vault->store, NULL), forbidden[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/store/a-person-comes-back-as-it-went-in", test_a_person_comes_back_as_it_went_in);
  g_test_add_func ("/store/store/nothing-readable-is-on-disk", test_nothing_readable_is_on_disk);
  g_test_add_func ("/store/store/a-failed-transaction-leaves-neither-row-nor-event",
                   test_a_failed_transaction_leaves_neither_row_nor_event);
  g_test_add_func ("/store/store/the-second-of-two-editors-is-told", test_the_second_of_two_editors_is_told);
  g_test_add_func ("/store/store/a-signed-note-never-changes", test_a_signed_note_never_changes);
  g_test_add_func ("/store/store/changes-are-told-once-on-the-main-context",
                   test_changes_are_told_once_on_the_main_context);
  g_test_add_func ("/store/store/a-closed-store-answers-with-an-error", test_a_closed_store_answers_with_an_error);
  g_test_add_func ("/store/store/without-its-key-a-partition-does-not-exist",
                   test_without_its_key_a_partition_does_not_exist);
  g_test_add_func ("/store/store/the-connection-is-sealed", test_the_connection_is_sealed);
  return g_test_run ();
}
