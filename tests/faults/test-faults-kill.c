/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* kill -9 before each call that changes something on disk, one after the other, until the work is done without; and the
 * power failing during the same work. The work: making a vault, a day in it, a migration, writing vault.json. */

#include "fault-test.h"

#include "haven-database-private.h"
#include "haven-migrations-resource.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MIGRATIONS "/org/havenclinic/Haven/migrations"

/** Work on a vault; what it prints on @output is acknowledged. The store is closed before and after. */
typedef void (*WorkFunc) (HavenTestVault *vault, int output);
typedef char *(*CheckFunc) (HavenTestVault *vault, GPtrArray *acknowledged);

typedef struct
{
  guint n_kills;
  guint n_acknowledged;
  guint n_wrong;
} Figures;

static void
acknowledge (int output, const char *text)
{
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  if (output >= 0 && write (output, line, strlen (line)) < 0)
    _exit (5);
}

static void
read_lines (int input, GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize length;
  char *end;

  while ((length = read (input, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, length);
  while ((end = strchr (text->str, '\n')))
    {
      g_ptr_array_add (lines, g_strndup (text->str, (gsize) (end - text->str)));
      g_string_erase (text, 0, end - text->str + 1);
    }
}

/* Does the work in a child that is killed before its call number @at. %FALSE when it came to its end. */
static gboolean
kill_at (HavenTestVault *vault, WorkFunc work, guint at, GPtrArray *acknowledged)
{
  int pipes[2], status;
  pid_t child;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (pipes[0]);
      g_random_set_seed ((guint32) getpid ()); /* or each child would give its people the same ids */
      fault_calls_watch (vault->folder);
      fault_calls_kill (at);
      work (vault, pipes[1]);
      _exit (0);
    }
  close (pipes[1]);
  read_lines (pipes[0], acknowledged);
  close (pipes[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

static Figures
kill_everywhere (HavenTestVault *vault, WorkFunc work, CheckFunc check, void (*prepare) (HavenTestVault *), guint step)
{
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  Figures figures = { 0 };
  gboolean killed = TRUE;

  for (guint at = 1; killed; at += step)
    {
      g_autofree char *wrong = NULL;

      if (prepare)
        {
          g_ptr_array_set_size (acknowledged, 0);
          prepare (vault);
        }
      killed = kill_at (vault, work, at, acknowledged);
      wrong = check (vault, acknowledged);
      figures.n_kills += killed;
      figures.n_wrong += wrong != NULL;
      if (wrong && figures.n_wrong < 4)
        g_test_message ("killed before call %u: %s", at, wrong);
    }
  figures.n_acknowledged = acknowledged->len;
  return figures;
}

static void
tell (const char *part, const Figures *figures)
{
  fault_tell (part,
              "kills %u, acknowledged %u, lost or half-applied %u",
              figures->n_kills,
              figures->n_acknowledged,
              figures->n_wrong);
  g_assert_cmpuint (figures->n_kills, >, 0);
  g_assert_cmpuint (figures->n_acknowledged, >, 0);
  g_assert_cmpuint (figures->n_wrong, ==, 0);
}

/* ── A day ────────────────────────────────────────────────────────────────── */

static void
do_a_day (HavenTestVault *vault, int output)
{
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();

  vault->store = fault_sign_in (vault->folder, vault, NULL);
  for (int i = 0; vault->store && i < FAULT_N_ACTS; i++)
    if (fault_do_act (vault, (FaultActKind) i, ledger, NULL, NULL))
      acknowledge (output, ledger->acknowledged->pdata[ledger->acknowledged->len - 1]);
  g_clear_object (&vault->store);
}

static char *
check_day (HavenTestVault *vault, GPtrArray *acknowledged)
{
  return fault_describe_state (vault->folder, vault, acknowledged, FALSE);
}

static void
test_a_kill_before_any_call_loses_nothing (void)
{
  Figures all = { 0 };

  for (guint round = 0; round < fault_scale (1); round++)
    {
      g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
      Figures figures;

      g_clear_object (&vault->store);
      figures = kill_everywhere (vault, do_a_day, check_day, NULL, fault_stride (1));
      all.n_kills += figures.n_kills;
      all.n_acknowledged += figures.n_acknowledged;
      all.n_wrong += figures.n_wrong;
    }
  tell ("kill -9 before each call of a day", &all);
}

/* The same checks, on work that acknowledges before it commits. */
static void
boast (HavenTestVault *vault, int output)
{
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();
  g_autofree char *text = NULL;

  vault->store = fault_sign_in (vault->folder, vault, NULL);
  if (vault->store == NULL)
    return;
  fault_do_act (vault, FAULT_ACT_PERSON, ledger, NULL, NULL);
  text = g_strdup ("0 00000000-0000-4000-8000-0000000000ff");
  acknowledge (output, text);
  fault_do_act (vault, FAULT_ACT_PERSON, ledger, NULL, NULL);
  g_clear_object (&vault->store);
}

static void
test_acknowledging_too_early_is_found_out (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  Figures figures;

  g_clear_object (&vault->store);
  figures = kill_everywhere (vault, boast, check_day, NULL, fault_stride (3));
  fault_tell ("kill -9, known bad: acknowledged before it is kept", "kills %u, found out %u", figures.n_kills, figures.n_wrong);
  g_assert_cmpuint (figures.n_wrong, >, 0);
}

/* ── Making a vault ───────────────────────────────────────────────────────── */

static void
empty (HavenTestVault *vault)
{
  fault_empty_folder (vault->folder);
}

static void
make_vault (HavenTestVault *vault, int output)
{
  vault->store = haven_store_create (vault->folder, vault->keys, vault->clock, NULL);
  if (vault->store)
    acknowledge (output, "made");
  g_clear_object (&vault->store);
}

/* What was begun opens and is finished then, or says in a sentence that it is not a vault. */
static char *
check_made (HavenTestVault *vault, GPtrArray *acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenStore) store = fault_open_vault (vault->folder, vault, &error);

  if (store == NULL && acknowledged->len > 0)
    return g_strdup_printf ("lost: %s", error->message);
  if (store == NULL && !fault_is_told (error))
    return g_strdup_printf ("not told: %s", error->message);
  for (int i = 0; store && i < HAVEN_N_PARTITIONS; i++)
    if (!haven_store_verify_audit (store, (HavenPartition) i, NULL, &error))
      return g_strdup (error->message);
  return NULL;
}

static void
test_making_a_vault_is_never_half_done (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  Figures figures;

  g_clear_object (&vault->store);
  figures = kill_everywhere (vault, make_vault, check_made, empty, fault_stride (4));
  tell ("kill -9 while a vault is made", &figures);
}

/* ── A migration ──────────────────────────────────────────────────────────── */

static char *
read_step (HavenPartition partition, int number)
{
  g_autofree char *folder = g_strconcat (MIGRATIONS "/", haven_partition_get_name (partition), NULL);
  GResource *resource = haven_migrations_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (gsize i = 0; names && names[i]; i++)
    if (atoi (names[i]) == number)
      {
        g_autofree char *path = g_build_filename (folder, names[i], NULL);
        g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

        return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      }
  return NULL;
}

/* The vault as the first release left it, with somebody in it. */
static void
make_first_release (HavenTestVault *vault)
{
  fault_empty_folder (vault->folder);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *name = g_strconcat (haven_partition_get_name ((HavenPartition) i), ".db", NULL);
      g_autofree char *path = haven_test_vault_build_path (vault, name);
      g_autofree char *step = read_step ((HavenPartition) i, 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenDatabase) database =
          haven_database_open_file (path, haven_vault_keys_get (vault->keys, (HavenPartition) i), &error);

      g_assert_no_error (error);
      haven_database_exec (database, step, &error);
      g_assert_no_error (error);
      haven_database_exec (database, "PRAGMA user_version = 1", &error);
      if (i == HAVEN_PARTITION_SHARED)
        for (int k = 0; k < 30; k++)
          g_assert_true (haven_database_run (database,
                                             "INSERT INTO patient (id, name, mail_to, status, created_at) VALUES"
                                             " (lower (hex (randomblob (16))), 'Somebody', ?, 'active', 1)",
                                             &error,
                                             "s",
                                             "a place to send things to"));
      g_assert_no_error (error);
    }
}

static void
open_once (HavenTestVault *vault, int output)
{
  vault->store = fault_open_vault (vault->folder, vault, NULL);
  if (vault->store)
    acknowledge (output, "opened");
  g_clear_object (&vault->store);
}

static char *
check_migrated_in (const char *folder, HavenTestVault *vault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenStore) store = fault_open_vault (folder, vault, &error);
  g_autofree char *path = g_build_filename (folder, "shared.db", NULL);
  g_autoptr (HavenDatabase) database = NULL;
  gint64 n = 0;

  if (store == NULL)
    return g_strdup_printf ("it does not open: %s", error->message);
  g_clear_object (&store);
  database = haven_database_open_file (path, haven_vault_keys_get (vault->keys, HAVEN_PARTITION_SHARED), &error);
  if (database == NULL ||
      !haven_database_get_integer (database, "SELECT count(*) FROM patient WHERE name = 'Somebody'", &n, &error))
    return g_strdup (error->message);
  return n == 30 ? NULL : g_strdup_printf ("lost: %d of 30 people", (int) (30 - n));
}

static char *
check_migrated (HavenTestVault *vault, GPtrArray *acknowledged)
{
  return check_migrated_in (vault->folder, vault);
}

static void
test_a_migration_is_never_half_done (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  Figures figures;

  g_clear_object (&vault->store);
  figures = kill_everywhere (vault, open_once, check_migrated, make_first_release, fault_stride (4));
  tell ("kill -9 during a migration", &figures);
}

typedef char *(*StateFunc) (const char *folder, HavenTestVault *vault);

static void
try_power_loss (HavenTestVault *vault, FaultDisk *disk, StateFunc check, const char *part, guint n_states)
{
  g_autoptr (GRand) random = fault_random_new ();
  g_autoptr (FaultImage) image = fault_image_new (disk);
  char *state = fault_make_folder ();
  double per_point = (double) n_states / MAX (1u, fault_disk_get_n_events (disk)), due = 0.0;
  guint n_points = 0, n_tried = 0, n_wrong = 0;

  for (; fault_image_advance (image); n_points++)
    for (due += per_point; due >= 1.0; due -= 1.0, n_tried++)
      {
        g_autofree char *wrong = NULL;

        fault_image_restore (image, (FaultLoss) g_rand_int_range (random, 0, FAULT_N_LOSSES), random, state);
        wrong = check (state, vault);
        n_wrong += wrong != NULL;
        if (wrong && n_wrong < 4)
          g_test_message ("%s", wrong);
      }
  fault_remove_folder (state);
  fault_tell (part, "points %u, states %u, lost or broken %u", n_points, n_tried, n_wrong);
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_a_migration_outlives_power_loss (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (FaultDisk) disk = NULL;

  g_clear_object (&vault->store);
  make_first_release (vault);
  disk = fault_disk_new (vault->folder);
  fault_calls_watch (vault->folder);
  fault_calls_record (disk);
  open_once (vault, -1);
  fault_calls_stop ();
  try_power_loss (vault, disk, check_migrated_in, "power loss during a migration", fault_scale (250));
}

/* ── vault.json ───────────────────────────────────────────────────────────── */

static void
write_vault_file (HavenTestVault *vault, int output)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (vault->folder, NULL);

  if (file && haven_vault_file_write (file, vault->keys, vault->folder, NULL))
    acknowledge (output, "written");
}

static void
make_vault_file (HavenTestVault *vault)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (haven_passphrase_cost_light ());
  g_autoptr (GError) error = NULL;

  fault_empty_folder (vault->folder);
  haven_vault_file_set_passphrase_alone (file, TRUE);
  haven_vault_file_add_member (file, HAVEN_TEST_STAFF, "", "a passphrase of a test", NULL, vault->keys, &error);
  g_assert_no_error (error);
  haven_vault_file_write (file, vault->keys, vault->folder, &error);
  g_assert_no_error (error);
}

static char *
check_vault_file_in (const char *folder, HavenTestVault *vault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, &error);

  if (file == NULL || !haven_vault_file_check (file, vault->keys, &error))
    return g_strdup (error->message);
  return haven_vault_file_has_member (file, HAVEN_TEST_STAFF) ? NULL : g_strdup ("lost: a member");
}

static char *
check_vault_file (HavenTestVault *vault, GPtrArray *acknowledged)
{
  return check_vault_file_in (vault->folder, vault);
}

static void
test_vault_json_is_whole_after_a_kill (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  Figures figures;

  g_clear_object (&vault->store);
  figures = kill_everywhere (vault, write_vault_file, check_vault_file, make_vault_file, 1);
  tell ("kill -9 while vault.json is written", &figures);
}

static void
test_vault_json_outlives_power_loss (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (FaultDisk) disk = NULL;

  g_clear_object (&vault->store);
  make_vault_file (vault);
  disk = fault_disk_new (vault->folder);
  fault_calls_watch (vault->folder);
  fault_calls_record (disk);
  for (int i = 0; i < 3; i++)
    write_vault_file (vault, -1);
  fault_calls_stop ();
  try_power_loss (vault, disk, check_vault_file_in, "power loss while vault.json is written", fault_scale (500));
}

#define ADD(path, test) g_test_add_func ("/faults/kill/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("acknowledging-too-early-is-found-out", test_acknowledging_too_early_is_found_out);
  ADD ("a-kill-before-any-call-loses-nothing", test_a_kill_before_any_call_loses_nothing);
  ADD ("making-a-vault-is-never-half-done", test_making_a_vault_is_never_half_done);
  ADD ("a-migration-is-never-half-done", test_a_migration_is_never_half_done);
  ADD ("a-migration-outlives-power-loss", test_a_migration_outlives_power_loss);
  ADD ("vault-json-is-whole-after-a-kill", test_vault_json_is_whole_after_a_kill);
  ADD ("vault-json-outlives-power-loss", test_vault_json_outlives_power_loss);
  return g_test_run ();
}
