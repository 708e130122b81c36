/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that are put back and logs that are made anew: what is kept of the chains elsewhere tells. Every test first
 * shows that the vault opens as it is. */

#include "audit-test.h"

#include "haven-anchors.h"
#include "haven-audit-watch.h"
#include "haven-audit-private.h"

#include <string.h>

#define N_PEOPLE 6

/* ── A chain made anew ────────────────────────────────────────────────────── */

/* From the third event on, as if the fourth had never been and somebody else had done the rest. */
static void
fork_chain (HavenTestVault *vault, guint n_more)
{
  g_autoptr (HavenDatabase) database = audit_test_open_raw (vault, HAVEN_PARTITION_SHARED);
  HavenAuditEvent event = { .staff_id = "somebody else", .action = "view", .record = "patient" };
  HavenAuditHead head;
  gint64 n_events;
  g_autoptr (GError) error = NULL;

  haven_audit_verify (database, HAVEN_PARTITION_SHARED, &n_events, &error);
  g_assert_no_error (error);
  g_assert_true (haven_database_exec (database, "DELETE FROM shared.audit_event WHERE sequence > 2", NULL));
  g_assert_true (haven_audit_read_head (database, HAVEN_PARTITION_SHARED, &head, NULL));
  for (gint64 i = 2; i < n_events + n_more; i++)
    g_assert_true (haven_audit_append (database, HAVEN_PARTITION_SHARED, &event, head.at, &head, NULL));
  /* Made anew, the chain holds in itself: only what was kept outside tells. */
  haven_audit_verify (database, HAVEN_PARTITION_SHARED, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_fork_is_found_at_opening (void)
{
  for (guint n_more = 0; n_more < 4; n_more++)
    {
      g_autoptr (HavenTestVault) vault = audit_test_make_vault ();

      fork_chain (vault, n_more);
      audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
    }
}

static void
test_the_last_events_cannot_be_taken_away (void)
{
  for (guint n = 1; n <= N_PEOPLE; n++)
    {
      g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
      g_autofree char *sql = g_strdup_printf ("DELETE FROM audit_event WHERE sequence >"
                                              " (SELECT max (sequence) FROM audit_event) - %u",
                                              n);

      audit_test_run_raw (vault, sql);
      audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
    }
}

/* ── Old files ────────────────────────────────────────────────────────────── */

static void
test_an_old_file_is_found_at_opening (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (GHashTable) files = NULL;

  audit_test_close (vault);
  files = audit_test_copy_files (vault, "shared.db");
  haven_test_vault_reopen (vault);
  audit_test_add_people (vault, 1);
  audit_test_close (vault);
  audit_test_put_back (vault, files, "shared.db");
  audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
}

static void
test_an_old_file_with_its_wal_is_found_at_opening (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (GHashTable) files = NULL;

  audit_test_add_people (vault, 1);
  files = audit_test_copy_files (vault, "shared.db");
  g_assert_true (g_hash_table_contains (files, "shared.db-wal"));
  audit_test_add_people (vault, 1);
  audit_test_close (vault);
  audit_test_put_back (vault, files, "shared.db");
  audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
}

static void
test_a_lost_wal_is_found_at_opening (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (GHashTable) files = NULL;

  audit_test_add_people (vault, 1);
  files = audit_test_copy_files (vault, "shared.db");
  audit_test_close (vault);
  g_hash_table_remove (files, "shared.db-wal");
  g_hash_table_remove (files, "shared.db-shm");
  audit_test_put_back (vault, files, "shared.db");
  audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
}

/* ── What is kept elsewhere ───────────────────────────────────────────────── */

static void
assert_blob_tells (HavenTestVault *vault, GBytes *blob)
{
  HavenPartitions checked = 0;
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, "patient", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_anchors_check_blob (vault->store, blob, &checked, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_ROLLED_BACK);
  g_assert_nonnull (strstr (error->message, "“shared”"));
  g_assert_true (checked & HAVEN_IN_SHARED);
  /* Looking goes on, and is logged. */
  g_assert_true (haven_store_run (vault->store, &act, NULL, NULL, NULL));
}

static void
test_without_the_file_the_kept_blob_tells (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;
  HavenPartitions checked;

  blob = haven_anchors_dup_blob (vault->store, NULL);
  haven_test_vault_reopen (vault);
  g_assert_true (haven_anchors_check_blob (vault->store, blob, &checked, &error));
  g_assert_cmpuint (checked, ==, HAVEN_IN_ALL);
  g_assert_cmpuint (haven_audit_watch_get_missing_heads (haven_store_get_audit_watch (vault->store)), ==, 0);

  fork_chain (vault, 1);
  audit_test_remove_file (vault, "heads");
  haven_test_vault_reopen (vault);
  /* That it is gone is told too, and stands in the log. */
  g_assert_cmpuint (haven_audit_watch_get_missing_heads (haven_store_get_audit_watch (vault->store)), ==, HAVEN_IN_SHARED);
  assert_blob_tells (vault, blob);
}

static void
test_with_everything_replaced_the_blob_and_the_paper_tell (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (GHashTable) files = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;
  HavenPartition partition;
  gint64 sequence;

  audit_test_close (vault);
  files = audit_test_copy_files (vault, "");
  g_assert_true (g_hash_table_contains (files, "heads"));
  haven_test_vault_reopen (vault);
  audit_test_add_people (vault, 1);
  blob = haven_anchors_dup_blob (vault->store, NULL);
  printed = haven_anchors_dup_printed (vault->store, HAVEN_PARTITION_SHARED);
  audit_test_add_people (vault, 1);
  /* Later states of the same chain go by. */
  g_assert_true (haven_anchors_check_blob (vault->store, blob, NULL, NULL));
  g_assert_true (haven_anchors_check_printed (vault->store, printed, &partition, &sequence, NULL));
  g_assert_cmpint (partition, ==, HAVEN_PARTITION_SHARED);
  g_assert_cmpint (sequence, ==, haven_anchors_get_sequence (vault->store, HAVEN_PARTITION_SHARED, NULL) - 1);

  audit_test_close (vault);
  audit_test_put_back (vault, files, "");
  haven_test_vault_reopen (vault);
  g_assert_false (haven_anchors_check_printed (vault->store, printed, NULL, NULL, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_ROLLED_BACK);
  assert_blob_tells (vault, blob);
}

static void
test_a_printed_head_is_read_as_people_type (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autofree char *printed = haven_anchors_dup_printed (vault->store, HAVEN_PARTITION_SHARED);
  g_autofree char *small = g_ascii_strdown (printed, -1);

  g_assert_cmpuint (strlen (printed), ==, 32 + 7);
  g_strdelimit (small, "-", ' ');
  g_assert_true (haven_anchors_check_printed (vault->store, small, NULL, NULL, NULL));
  for (gsize i = 0; printed[i]; i++)
    {
      g_autofree char *slip = g_strdup (printed);
      g_autoptr (GError) error = NULL;

      if (slip[i] == '-')
        continue;
      slip[i] = slip[i] == 'Z' ? 'Y' : 'Z';
      g_assert_false (haven_anchors_check_printed (vault->store, slip, NULL, NULL, &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_FAILED);
    }
  g_assert_false (haven_anchors_check_printed (vault->store, "", NULL, NULL, NULL));
  g_assert_false (haven_anchors_check_printed (vault->store, "\xff\xff", NULL, NULL, NULL));
}

/* ── The file of kept heads ───────────────────────────────────────────────── */

static void
test_a_torn_head_leaves_the_one_before (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();

  /* Each slot in turn is half written. */
  for (guint slot = 0; slot < 2; slot++)
    {
      g_autoptr (GHashTable) heads = NULL;
      g_autofree char *content = NULL;
      GBytes *bytes;

      audit_test_add_people (vault, 3);
      audit_test_close (vault);
      heads = audit_test_copy_files (vault, "heads");
      bytes = g_hash_table_lookup (heads, "heads");
      content = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      memset (content + slot * 128 + 64, 0, 64);
      g_hash_table_insert (heads, g_strdup ("heads"), g_bytes_new (content, g_bytes_get_size (bytes)));
      audit_test_put_back (vault, heads, "heads");
      haven_test_vault_reopen (vault);
      g_assert_cmpuint (haven_audit_watch_get_missing_heads (haven_store_get_audit_watch (vault->store)), ==, 0);
    }
  /* With one of them gone, what is older than the other is noticed all the same. */
  audit_test_run_raw (vault, "DELETE FROM audit_event WHERE sequence > 2");
  audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
}

static void
test_a_kept_head_tells_a_thief_nothing (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (GBytes) first = haven_anchors_dup_blob (vault->store, NULL);
  g_autoptr (GBytes) second = haven_anchors_dup_blob (vault->store, NULL);
  g_autoptr (GBytes) third = NULL;
  g_autoptr (GHashTable) before = audit_test_copy_files (vault, "heads"), after = NULL;
  HavenPartitions checked;

  g_assert_cmpuint (g_bytes_get_size (first), ==, HAVEN_ANCHORS_BLOB_SIZE);
  g_assert_false (g_bytes_equal (first, second));
  audit_test_add_people (vault, 20);
  after = audit_test_copy_files (vault, "heads");
  g_assert_cmpuint (g_bytes_get_size (g_hash_table_lookup (before, "heads")), ==,
                    g_bytes_get_size (g_hash_table_lookup (after, "heads")));

  /* Somebody without the key of legal says nothing of it and passes on what was said. */
  haven_vault_keys_remove (vault->keys, HAVEN_PARTITION_LEGAL);
  haven_test_vault_reopen (vault);
  g_assert_true (haven_anchors_check_blob (vault->store, first, &checked, NULL));
  g_assert_cmpuint (checked, ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  third = haven_anchors_dup_blob (vault->store, first);
  g_assert_cmpuint (g_bytes_get_size (third), ==, HAVEN_ANCHORS_BLOB_SIZE);
  g_assert_cmpmem ((const guint8 *) g_bytes_get_data (third, NULL) + 256, 128,
                   (const guint8 *) g_bytes_get_data (first, NULL) + 256, 128);
  g_assert_null (haven_anchors_dup_printed (vault->store, HAVEN_PARTITION_LEGAL));
}

static void
test_a_new_key_takes_the_heads_with_it (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autoptr (HavenVaultKeys) others = haven_vault_keys_new_random ();
  g_autoptr (GError) error = NULL;

  audit_test_close (vault);
  g_assert_true (haven_anchors_rekey (vault->folder, HAVEN_PARTITION_SHARED, vault->keys, others, &error));
  g_assert_no_error (error);
  /* What the old key sealed is gone. */
  haven_test_vault_reopen (vault);
  g_assert_cmpuint (haven_audit_watch_get_missing_heads (haven_store_get_audit_watch (vault->store)), ==, HAVEN_IN_SHARED);
}

static void
test_a_rolled_back_vault_can_be_looked_at (void)
{
  g_autoptr (HavenTestVault) vault = audit_test_make_vault ();
  g_autofree char *id = haven_test_add_person (vault, "Somebody");
  g_autoptr (HavenPatient) patient = NULL;
  g_autoptr (GHashTable) files = NULL;
  g_autoptr (GError) error = NULL;

  audit_test_close (vault);
  files = audit_test_copy_files (vault, "shared.db");
  haven_test_vault_reopen (vault);
  audit_test_add_people (vault, 1);
  audit_test_close (vault);
  audit_test_put_back (vault, files, "shared.db");
  audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);

  vault->store = haven_store_open_to_look (vault->folder, vault->keys, vault->clock, &error);
  g_assert_no_error (error);
  g_assert_true (haven_store_admit (vault->store, HAVEN_TEST_STAFF, NULL));
  patient = haven_test_load (vault, &haven_patient_info, id, &error);
  g_assert_no_error (error);
  audit_test_assert_writing_answers (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
  /* What was kept is evidence: looking does not make it good. */
  audit_test_assert_opening_tells (vault, HAVEN_STORE_ERROR_ROLLED_BACK);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/store/anchors/" path, function)
  ADD ("a-fork-is-found-at-opening", test_a_fork_is_found_at_opening);
  ADD ("the-last-events-cannot-be-taken-away", test_the_last_events_cannot_be_taken_away);
  ADD ("an-old-file-is-found-at-opening", test_an_old_file_is_found_at_opening);
  ADD ("an-old-file-with-its-wal-is-found-at-opening", test_an_old_file_with_its_wal_is_found_at_opening);
  ADD ("a-lost-wal-is-found-at-opening", test_a_lost_wal_is_found_at_opening);
  ADD ("without-the-file-the-kept-blob-tells", test_without_the_file_the_kept_blob_tells);
  ADD ("with-everything-replaced-the-blob-and-the-paper-tell", test_with_everything_replaced_the_blob_and_the_paper_tell);
  ADD ("a-printed-head-is-read-as-people-type", test_a_printed_head_is_read_as_people_type);
  ADD ("a-torn-head-leaves-the-one-before", test_a_torn_head_leaves_the_one_before);
  ADD ("a-kept-head-tells-a-thief-nothing", test_a_kept_head_tells_a_thief_nothing);
  ADD ("a-new-key-takes-the-heads-with-it", test_a_new_key_takes_the_heads_with_it);
  ADD ("a-rolled-back-vault-can-be-looked-at", test_a_rolled_back_vault_can_be_looked_at);
  return g_test_run ();
}
