/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each call to the system fails once, and then from there on: the n-th for every n, until all is done without. What was
 * acknowledged is there afterwards, nothing is half-applied, and the failure was told in a sentence. */

#include "fault-test.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

typedef struct
{
  const char *name;
  guint calls;
  int error_number;
} Failure;

static const Failure failures[] = {
  { "open EIO", 1u << FAULT_CALL_OPEN, EIO },
  { "open EROFS", 1u << FAULT_CALL_OPEN, EROFS },
  { "open ENOSPC", 1u << FAULT_CALL_OPEN, ENOSPC },
  { "read EIO", 1u << FAULT_CALL_READ, EIO },
  { "short read", 1u << FAULT_CALL_READ, FAULT_SHORT },
  { "write EIO", 1u << FAULT_CALL_WRITE, EIO },
  { "write ENOSPC", 1u << FAULT_CALL_WRITE, ENOSPC },
  { "write EROFS", 1u << FAULT_CALL_WRITE, EROFS },
  { "short write", 1u << FAULT_CALL_WRITE, FAULT_SHORT },
  { "sync EIO", 1u << FAULT_CALL_SYNC, EIO },
  { "sync ENOSPC", 1u << FAULT_CALL_SYNC, ENOSPC },
  { "truncate EIO", 1u << FAULT_CALL_TRUNCATE, EIO },
  { "remove EIO", 1u << FAULT_CALL_REMOVE, EIO },
  { "remove EROFS", 1u << FAULT_CALL_REMOVE, EROFS },
  { "lock EIO", 1u << FAULT_CALL_LOCK, EIO },
  { "map ENOMEM", 1u << FAULT_CALL_MAP, ENOMEM },
};

/* ── A day, in which something fails ──────────────────────────────────────── */

/* One vault for all points: each day begins with what the one before left. */
static void
try_point (HavenTestVault *vault, FaultLedger *ledger, const Failure *failure, guint at, gboolean for_good, FaultFigures *figures)
{
  g_autofree char *wrong = NULL;

  fault_calls_watch (vault->folder);
  fault_calls_fail (at, failure->calls, failure->error_number, for_good);
  fault_live_a_day (vault, 2 * FAULT_N_ACTS, ledger, figures);
  fault_calls_stop ();
  figures->n_points++;
  figures->n_failed += fault_calls_get_n_failed ();
  wrong = fault_describe_state (vault->folder, vault, ledger->acknowledged, FALSE);
  if (wrong)
    {
      g_test_message ("%s, call %u%s: %s", failure->name, at, for_good ? " and after" : "", wrong);
      figures->n_wrong++;
    }
}

/* A vault that is new each time is small, so the points stay the same in number. */
static void
start_anew (HavenTestVault **vault, FaultLedger **ledger)
{
  g_clear_pointer (vault, haven_test_vault_free);
  g_clear_pointer (ledger, fault_ledger_free);
  *vault = haven_test_vault_new ();
  *ledger = fault_ledger_new ();
  for (int i = 0; i < FAULT_N_ACTS; i++)
    g_assert_true (fault_do_act (*vault, (FaultActKind) i, *ledger, NULL, NULL));
  g_clear_object (&(*vault)->store);
}

static guint
count_calls (HavenTestVault *vault, FaultLedger *ledger, guint calls)
{
  FaultFigures figures = { 0 };

  fault_calls_watch (vault->folder);
  fault_live_a_day (vault, 2 * FAULT_N_ACTS, ledger, &figures);
  fault_calls_stop ();
  g_assert_cmpuint (figures.n_told, ==, 0);
  return fault_calls_get_count (calls);
}

/* All points where there are few; otherwise a part of them, from another start each time. */
static void
try_failure (const Failure *failure, gboolean for_good, guint most, GRand *random, FaultFigures *figures)
{
  g_autoptr (HavenTestVault) vault = NULL;
  g_autoptr (FaultLedger) ledger = NULL;
  guint n_calls, step;

  start_anew (&vault, &ledger);
  n_calls = count_calls (vault, ledger, failure->calls);
  step = MAX (1u, n_calls / most);
  for (guint at = 1 + (guint) g_rand_int_range (random, 0, (gint32) step); at <= n_calls; at += step)
    {
      if (ledger->tried->len > 200)
        {
          figures->n_acknowledged += ledger->acknowledged->len;
          start_anew (&vault, &ledger);
        }
      try_point (vault, ledger, failure, at, for_good, figures);
    }
  figures->n_acknowledged += ledger->acknowledged->len;
}

static void
try_all_failures (gboolean for_good, const char *part)
{
  g_autoptr (GRand) random = fault_random_new ();
  FaultFigures figures = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    try_failure (&failures[i], for_good, fault_scale (24), random, &figures);
  fault_tell (part,
              "points %u, calls failed %u, failures told %u, acknowledged %u, lost or half-applied or untold %u",
              figures.n_points,
              figures.n_failed,
              figures.n_told,
              figures.n_acknowledged,
              figures.n_wrong);
  g_assert_cmpuint (figures.n_points, >, 20);
  g_assert_cmpuint (figures.n_told, >, 10);
  g_assert_cmpuint (figures.n_acknowledged, >, 50);
  g_assert_cmpuint (figures.n_wrong, ==, 0);
}

static void
test_a_call_that_fails_once_loses_nothing (void)
{
  try_all_failures (FALSE, "a call fails once");
}

static void
test_calls_that_fail_for_good_lose_nothing (void)
{
  try_all_failures (TRUE, "a call fails, and all of its kind after it");
}

/* ── What ignores errors is found out ─────────────────────────────────────── */

/* Somebody's program that writes a row a line and never looks at what the system says. */
static guint
write_carelessly (const char *path, guint n_lines)
{
  int file = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *line = g_strdup_printf ("%06u\n", i);

      G_GNUC_UNUSED gssize written = write (file, line, 7);
    }
  fsync (file);
  close (file);
  return n_lines; /* acknowledged */
}

static void
test_a_careless_program_is_found_out (void)
{
  static const int numbers[] = { EIO, ENOSPC, FAULT_SHORT };
  char *folder = fault_make_folder ();
  guint n_found = 0, n_points = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint at = 1; at <= 20; at++)
      {
        g_autofree char *path = g_build_filename (folder, "lines", NULL);
        g_autofree char *content = NULL;
        gsize length = 0;
        guint acknowledged;

        fault_empty_folder (folder);
        fault_calls_watch (folder);
        fault_calls_fail (at, 1u << FAULT_CALL_WRITE, numbers[i], FALSE);
        acknowledged = write_carelessly (path, 20);
        fault_calls_stop ();
        g_assert_cmpuint (fault_calls_get_n_failed (), ==, 1);
        g_assert_true (g_file_get_contents (path, &content, &length, NULL));
        n_found += length != acknowledged * 7;
        n_points++;
      }
  fault_tell ("a call fails, known bad: errors ignored", "points %u, found out %u", n_points, n_found);
  g_assert_cmpuint (n_found, ==, n_points);
  fault_remove_folder (folder);
}

#define ADD(path, test) g_test_add_func ("/faults/calls/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("a-careless-program-is-found-out", test_a_careless_program_is_found_out);
  ADD ("a-call-that-fails-once-loses-nothing", test_a_call_that_fails_once_loses_nothing);
  ADD ("calls-that-fail-for-good-lose-nothing", test_calls_that_fail_for_good_lose_nothing);
  return g_test_run ();
}
