/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Power loss. What a program did is recorded once; then the disk is made again as it may be after the power failed at
 * each point, many times over, and opened. First the harness shows that it finds the losses of known-bad settings. */

#include "fault-test.h"
#include "haven-database-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOST_TOLD 3

typedef struct
{
  guint n_points;
  guint n_states;
  guint n_acknowledged;
  guint n_lost;
  guint n_broken; /* it does not open, or is not sound */
} Figures;

static void
tell (const char *part, const Figures *figures)
{
  fault_tell (part,
              "points %u, states %u, acknowledged %u, lost %u, broken %u",
              figures->n_points,
              figures->n_states,
              figures->n_acknowledged,
              figures->n_lost,
              figures->n_broken);
}

/* ── Known-bad and known-good settings of a plain file ────────────────────── */

#define N_PLAIN_ROWS 24

static sqlite3 *
open_plain (const char *folder, const char *settings)
{
  g_autofree char *path = g_build_filename (folder, "plain.db", NULL);
  sqlite3 *handle = NULL;

  if (sqlite3_open (path, &handle) != SQLITE_OK || sqlite3_exec (handle, settings, NULL, NULL, NULL) != SQLITE_OK)
    g_clear_pointer (&handle, sqlite3_close);
  return handle;
}

static void
record_plain (const char *folder, const char *settings, FaultDisk **disk)
{
  sqlite3 *handle = open_plain (folder, settings);

  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE t (n INTEGER PRIMARY KEY, x BLOB)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  *disk = fault_disk_new (folder);
  fault_calls_watch (folder);
  fault_calls_record (*disk);
  handle = open_plain (folder, settings);
  sqlite3_exec (handle, "PRAGMA wal_autocheckpoint=12", NULL, NULL, NULL);
  for (int i = 1; i <= N_PLAIN_ROWS; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO t VALUES (%d, randomblob (900))", i);
      g_autofree char *text = g_strdup_printf ("%d", i);

      g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
      fault_disk_acknowledge (*disk, text);
    }
  sqlite3_close (handle);
  fault_calls_stop ();
}

/* The highest row, as rows are added in order; −1 where the file is not sound. */
static int
read_plain (const char *folder, const char *settings)
{
  sqlite3 *handle = open_plain (folder, settings);
  sqlite3_stmt *statement = NULL;
  int n = -1;

  if (handle == NULL)
    return -1;
  if (sqlite3_prepare_v2 (handle, "SELECT count(*), coalesce (max (n), 0), (SELECT integrity_check FROM"
                                  " pragma_integrity_check LIMIT 1) FROM t", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_int (statement, 0) == sqlite3_column_int (statement, 1) &&
      strcmp ((const char *) sqlite3_column_text (statement, 2), "ok") == 0)
    n = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return n;
}

static Figures
try_plain (const char *settings)
{
  g_autoptr (GRand) random = fault_random_new ();
  char *folder = fault_make_folder (), *state = fault_make_folder ();
  g_autoptr (FaultDisk) disk = NULL;
  g_autoptr (FaultImage) image = NULL;
  Figures figures = { 0 };

  record_plain (folder, settings, &disk);
  image = fault_image_new (disk);
  while (fault_image_advance (image))
    {
      figures.n_points++;
      for (guint i = 0; i < fault_scale (2); i++)
        {
          int n;

          fault_image_restore (image, (FaultLoss) g_rand_int_range (random, 0, FAULT_N_LOSSES), random, state);
          n = read_plain (state, settings);
          figures.n_states++;
          figures.n_broken += n < 0;
          figures.n_lost += n >= 0 && n < (int) fault_image_get_acknowledged (image)->len;
        }
    }
  figures.n_acknowledged = fault_image_get_acknowledged (image)->len;
  fault_remove_folder (folder);
  fault_remove_folder (state);
  return figures;
}

static void
test_settings_that_lose_rows_are_found_out (void)
{
  static const char *const bad[] = { "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL",
                                     "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
                                     "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      Figures figures = try_plain (bad[i]);
      g_autofree char *part = g_strconcat ("power loss, known bad: ", bad[i], NULL);

      tell (part, &figures);
      g_assert_cmpuint (figures.n_lost + figures.n_broken, >, 0);
    }
}

static void
test_settings_that_keep_rows_are_not_blamed (void)
{
  static const char *const good[] = { "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
                                      "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL",
                                      "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      Figures figures = try_plain (good[i]);
      g_autofree char *part = g_strconcat ("power loss, known good: ", good[i], NULL);

      tell (part, &figures);
      g_assert_cmpuint (figures.n_lost, ==, 0);
      g_assert_cmpuint (figures.n_broken, ==, 0);
    }
}

/* ── The vault ────────────────────────────────────────────────────────────── */

static void
count_wrong (Figures *figures, const char *wrong)
{
  if (wrong == NULL)
    return;
  if (figures->n_lost + figures->n_broken < MOST_TOLD)
    g_test_message ("%s", wrong);
  if (g_str_has_prefix (wrong, "lost"))
    figures->n_lost++;
  else
    figures->n_broken++;
}

/* Goes through a recording, at most @n_states states spread over all its points. */
static Figures
try_recording (FaultDisk *disk, HavenTestVault *vault, guint n_states)
{
  g_autoptr (GRand) random = fault_random_new ();
  g_autoptr (FaultImage) image = fault_image_new (disk);
  char *state = fault_make_folder ();
  double per_point = (double) n_states / MAX (1u, fault_disk_get_n_events (disk)), due = 0.0;
  Figures figures = { 0 };

  while (fault_image_advance (image))
    {
      figures.n_points++;
      for (due += per_point; due >= 1.0; due -= 1.0)
        {
          g_autofree char *wrong = NULL;

          fault_image_restore (image, (FaultLoss) g_rand_int_range (random, 0, FAULT_N_LOSSES), random, state);
          wrong = fault_describe_state (state, vault, fault_image_get_acknowledged (image), figures.n_states % 8 == 0);
          count_wrong (&figures, wrong);
          figures.n_states++;
        }
    }
  figures.n_acknowledged = fault_image_get_acknowledged (image)->len;
  fault_remove_folder (state);
  return figures;
}

static FaultDisk *
start_recording (HavenTestVault *vault)
{
  FaultDisk *disk = fault_disk_new (vault->folder);

  fault_calls_watch (vault->folder);
  fault_calls_record (disk);
  return disk;
}

static void
test_no_acknowledged_act_is_lost (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();
  g_autoptr (FaultDisk) disk = NULL;
  Figures figures;

  g_clear_object (&vault->store);
  disk = start_recording (vault);
  /* Opening, acts of each kind, closing, which brings the log into the files; twice. */
  for (int day = 0; day < 2; day++)
    {
      haven_test_vault_reopen (vault);
      for (int i = 0; i < 24; i++)
        g_assert_true (fault_do_act (vault, (FaultActKind) (i % FAULT_N_ACTS), ledger, disk, NULL));
      g_clear_object (&vault->store);
    }
  fault_calls_stop ();
  figures = try_recording (disk, vault, fault_scale (600));
  tell ("power loss, a vault in use", &figures);
  g_assert_cmpuint (figures.n_acknowledged, ==, 48);
  g_assert_cmpuint (figures.n_lost, ==, 0);
  g_assert_cmpuint (figures.n_broken, ==, 0);
}

static void
test_the_log_goes_into_the_file_without_a_gap (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();
  g_autoptr (FaultDisk) disk = NULL;
  Figures figures;

  g_clear_object (&vault->store);
  disk = start_recording (vault);
  haven_test_vault_reopen (vault);
  /* So many that the log is taken in while the vault is in use: each 1,000 pages. */
  for (int i = 0; i < 160; i++)
    g_assert_true (fault_do_act (vault, FAULT_ACT_HOUSEHOLD, ledger, disk, NULL));
  g_clear_object (&vault->store);
  fault_calls_stop ();
  figures = try_recording (disk, vault, fault_scale (250));
  tell ("power loss, many acts and checkpoints", &figures);
  g_assert_cmpuint (figures.n_lost, ==, 0);
  g_assert_cmpuint (figures.n_broken, ==, 0);
}

/* The same acts by a store whose file is told not to wait for the disk: the checks above must see it. */
static void
test_a_vault_that_does_not_wait_is_found_out (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();
  g_autoptr (FaultDisk) disk = NULL, without_syncs = NULL;
  Figures figures;

  g_clear_object (&vault->store);
  disk = start_recording (vault);
  fault_calls_fail (1, 1u << FAULT_CALL_SYNC, FAULT_LIE, TRUE);
  haven_test_vault_reopen (vault);
  for (int i = 0; i < 12; i++)
    g_assert_true (fault_do_act (vault, (FaultActKind) (i % FAULT_N_ACTS), ledger, disk, NULL));
  g_clear_object (&vault->store);
  fault_calls_stop ();
  figures = try_recording (disk, vault, fault_scale (80));
  tell ("power loss, known bad: a disk that only says it synced", &figures);
  g_assert_cmpuint (figures.n_lost + figures.n_broken, >, 0);
}

#define ADD(path, test) g_test_add_func ("/faults/power/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("settings-that-lose-rows-are-found-out", test_settings_that_lose_rows_are_found_out);
  ADD ("settings-that-keep-rows-are-not-blamed", test_settings_that_keep_rows_are_not_blamed);
  ADD ("a-vault-that-does-not-wait-is-found-out", test_a_vault_that_does_not_wait_is_found_out);
  ADD ("no-acknowledged-act-is-lost", test_no_acknowledged_act_is_lost);
  ADD ("the-log-goes-into-the-file-without-a-gap", test_the_log_goes_into_the_file_without_a_gap);
  return g_test_run ();
}
