/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What SQLite asks of its files and of its memory fails: each operation in SQLite's own codes, and each allocation. */

#include "fault-test.h"
#include "fault-vfs.h"

#include "haven-database-private.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ── Files ────────────────────────────────────────────────────────────────── */

static void
try_op (FaultOp op, gboolean for_good, guint most, GRand *random, FaultFigures *figures)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();
  guint n_calls, step;

  g_clear_object (&vault->store);
  fault_vfs_fail (op, 0, FALSE);
  fault_live_a_day (vault, FAULT_N_ACTS, ledger, figures);
  n_calls = fault_vfs_get_count (op);
  step = MAX (1u, n_calls / most);
  for (guint at = 1 + (guint) g_rand_int_range (random, 0, (gint32) step); at <= n_calls; at += step)
    {
      g_autofree char *wrong = NULL;

      fault_calls_watch (vault->folder); /* waits for locks end at once */
      fault_vfs_fail (op, at, for_good);
      fault_live_a_day (vault, FAULT_N_ACTS, ledger, figures);
      figures->n_failed += fault_vfs_get_n_failed ();
      fault_vfs_stop ();
      fault_calls_stop ();
      figures->n_points++;
      wrong = fault_describe_state (vault->folder, vault, ledger->acknowledged, FALSE);
      if (wrong)
        {
          g_test_message ("%s %u%s: %s", fault_op_names[op], at, for_good ? " and after" : "", wrong);
          figures->n_wrong++;
        }
    }
  figures->n_acknowledged += ledger->acknowledged->len;
}

static void
test_an_operation_that_fails_loses_nothing (void)
{
  g_autoptr (GRand) random = fault_random_new ();
  FaultFigures figures = { 0 };

  for (FaultOp op = FAULT_OP_OPEN; op < FAULT_N_OPS; op++)
    for (int for_good = 0; for_good < 2; for_good++)
      try_op (op, for_good, fault_scale (12), random, &figures);
  fault_tell ("an operation of SQLite fails",
              "points %u, operations failed %u, failures told %u, acknowledged %u, lost or half-applied or untold %u",
              figures.n_points,
              figures.n_failed,
              figures.n_told,
              figures.n_acknowledged,
              figures.n_wrong);
  g_assert_cmpuint (figures.n_failed, >, 20);
  g_assert_cmpuint (figures.n_told, >, 10);
  g_assert_cmpuint (figures.n_acknowledged, >, 50);
  g_assert_cmpuint (figures.n_wrong, ==, 0);
}

/* A program that takes a read that failed for an empty one. */
static void
test_a_program_that_ignores_codes_is_found_out (void)
{
  char *folder = fault_make_folder ();
  g_autofree char *path = g_build_filename (folder, "plain.db", NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  guint n_found = 0, n_tried = 0;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "CREATE TABLE t (x); INSERT INTO t VALUES (1), (2), (3)", NULL, NULL, NULL);
  sqlite3_close (handle);
  for (guint at = 1; at <= 4; at++)
    {
      int n = 0;

      fault_vfs_fail (FAULT_OP_READ, at, FALSE);
      sqlite3_open (path, &handle);
      if (sqlite3_prepare_v2 (handle, "SELECT count(*) FROM t", -1, &statement, NULL) == SQLITE_OK)
        n = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int (statement, 0) : 0;
      sqlite3_finalize (g_steal_pointer (&statement));
      sqlite3_close (handle);
      n_tried += fault_vfs_get_n_failed ();
      n_found += n != 3;
      fault_vfs_stop ();
    }
  fault_tell ("an operation of SQLite fails, known bad: codes ignored", "points %u, found out %u", n_tried, n_found);
  g_assert_cmpuint (n_found, >, 0);
  fault_remove_folder (folder);
}

/* ── Memory ───────────────────────────────────────────────────────────────── */

static sqlite3_mem_methods memory;
static gint n_allocations, fail_at;
static gboolean fail_for_good;

static gboolean
memory_fails (void)
{
  gint number = g_atomic_int_add (&n_allocations, 1) + 1;

  return fail_at > 0 && (number == fail_at || (fail_for_good && number > fail_at));
}

static void *
allocate (int size)
{
  return memory_fails () ? NULL : memory.xMalloc (size);
}

static void *
reallocate (void *bytes, int size)
{
  return memory_fails () ? NULL : memory.xRealloc (bytes, size);
}

static void
take_memory (void)
{
  sqlite3_mem_methods ours;

  sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory);
  ours = memory;
  ours.xMalloc = allocate;
  ours.xRealloc = reallocate;
  sqlite3_config (SQLITE_CONFIG_MALLOC, &ours);
}

typedef struct
{
  guint n_told;
  guint n_untold;
  guint n_kept;
} Told;

/* In a child, as the engine may crash where it does not look at what it got; that counts as a kill. */
static gboolean
live_without_memory (HavenTestVault *vault, GPtrArray *acknowledged, guint at, gboolean for_good, Told *told)
{
  int pipes[2], status;
  pid_t child;
  Told one = { 0 };
  char line[64];

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (FaultLedger) ledger = fault_ledger_new ();
      FaultFigures figures = { 0 };

      g_random_set_seed ((guint32) getpid ()); /* or each child would give its people the same ids */
      n_allocations = 0;
      fail_at = (gint) at;
      fail_for_good = for_good;
      fault_live_a_day (vault, FAULT_N_ACTS, ledger, &figures);
      one = (Told) { figures.n_told, figures.n_wrong, ledger->acknowledged->len };
      _exit (write (pipes[1], &one, sizeof one) == sizeof one && ledger->acknowledged->len == 0 ? 0
             : write (pipes[1], ledger->acknowledged->pdata[0], 39) > 0                          ? 0
                                                                                                : 1);
    }
  close (pipes[1]);
  if (read (pipes[0], &one, sizeof one) == sizeof one && read (pipes[0], line, 39) >= 38)
    g_ptr_array_add (acknowledged, g_strndup (line, 38));
  close (pipes[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  told->n_told += one.n_told;
  told->n_untold += one.n_untold;
  told->n_kept += one.n_kept;
  return !WIFSIGNALED (status);
}

static guint
count_allocations (HavenTestVault *vault)
{
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();
  FaultFigures figures = { 0 };

  n_allocations = 0;
  fault_live_a_day (vault, FAULT_N_ACTS, ledger, &figures);
  return (guint) n_allocations;
}

static void
test_no_memory_loses_nothing (void)
{
  g_autoptr (GRand) random = fault_random_new ();
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  guint n_points = 0, n_crashed = 0, n_wrong = 0, n_all, step;
  Told told = { 0 };

  g_clear_object (&vault->store);
  n_all = count_allocations (vault);
  step = MAX (1u, n_all / fault_scale (60));
  for (int for_good = 0; for_good < 2; for_good++)
    for (guint at = 1 + (guint) g_rand_int_range (random, 0, (gint32) step); at <= n_all; at += step)
      {
        g_autofree char *wrong = NULL;

        if (!live_without_memory (vault, acknowledged, at, for_good, &told))
          {
            n_crashed++;
            g_test_message ("allocation %u%s: the engine crashed", at, for_good ? " and after" : "");
          }
        wrong = fault_describe_state (vault->folder, vault, acknowledged, FALSE);
        n_points++;
        n_wrong += wrong != NULL;
        if (wrong)
          g_test_message ("allocation %u: %s", at, wrong);
      }
  fault_tell ("no memory for the engine",
              "allocations of a day %u, points %u, failures told %u, untold %u, acts kept %u, crashes %u, lost or half-applied %u",
              n_all,
              n_points,
              told.n_told,
              told.n_untold,
              told.n_kept,
              n_crashed,
              n_wrong);
  g_assert_cmpuint (told.n_told, >, 5);
  g_assert_cmpuint (told.n_kept, >, 0);
  g_assert_cmpuint (n_wrong, ==, 0);
  g_assert_cmpuint (told.n_untold, ==, 0);
}

#define ADD(path, test) g_test_add_func ("/faults/engine/" path, test)

int
main (int argc, char *argv[])
{
  take_memory ();
  fault_init (&argc, &argv);
  fault_vfs_register ();
  ADD ("a-program-that-ignores-codes-is-found-out", test_a_program_that_ignores_codes_is_found_out);
  ADD ("an-operation-that-fails-loses-nothing", test_an_operation_that_fails_loses_nothing);
  ADD ("no-memory-loses-nothing", test_no_memory_loses_nothing);
  return g_test_run ();
}
