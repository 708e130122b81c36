/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* kill -9 before each call that changes something on disk, one after the other, until the work is done without; and the
 * power failing during the same work. The work: making a vault, a day in it, a migration, writing vault.json. */

#include "fault-test.h"
#include "fault-work.h"

#include "haven-database-private.h"
#include "haven-migrations-resource.h"

#include <glib/gstdio.h>
#include <string.h>

#define MIGRATIONS "/org/havenclinic/Haven/migrations"

/* The store is closed before the work and after it. */
static FaultWork
on_vault (HavenTestVault *vault,
          void (*prepare) (gpointer),
          void (*work) (gpointer),
          char *(*check) (const char *, gpointer, GPtrArray *))
{
  g_clear_object (&vault->store);
  return (FaultWork) { vault->folder, vault, prepare, work, check };
}

/* ── A day ────────────────────────────────────────────────────────────────── */

static void
do_a_day (gpointer data)
{
  HavenTestVault *vault = data;
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();

  vault->store = fault_sign_in (vault->folder, vault, NULL);
  for (int i = 0; vault->store && i < FAULT_N_ACTS; i++)
    if (fault_do_act (vault, (FaultActKind) i, ledger, NULL, NULL))
      fault_acknowledge (ledger->acknowledged->pdata[ledger->acknowledged->len - 1]);
  g_clear_object (&vault->store);
}

static char *
check_day (const char *folder, gpointer vault, GPtrArray *acknowledged)
{
  return fault_describe_state (folder, vault, acknowledged, FALSE);
}

static void
test_a_kill_before_any_call_loses_nothing (void)
{
  FaultStops all = { 0 };

  for (guint round = 0; round < fault_scale (1); round++)
    {
      g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
      const FaultWork work = on_vault (vault, NULL, do_a_day, check_day);

      fault_kill_everywhere (&work, FAULT_ALL_CALLS, fault_stride (1), &all);
    }
  fault_tell_kills ("kill -9 before each call of a day", &all);
}

/* The same checks, on work that acknowledges before it commits. */
static void
boast (gpointer data)
{
  HavenTestVault *vault = data;
  g_autoptr (FaultLedger) ledger = fault_ledger_new ();
  g_autofree char *text = NULL;

  vault->store = fault_sign_in (vault->folder, vault, NULL);
  if (vault->store == NULL)
    return;
  fault_do_act (vault, FAULT_ACT_PERSON, ledger, NULL, NULL);
  text = g_strdup ("0 00000000-0000-4000-8000-0000000000ff");
  fault_acknowledge (text);
  fault_do_act (vault, FAULT_ACT_PERSON, ledger, NULL, NULL);
  g_clear_object (&vault->store);
}

static void
test_acknowledging_too_early_is_found_out (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const FaultWork work = on_vault (vault, NULL, boast, check_day);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_ALL_CALLS, fault_stride (3), &stops);
  fault_tell_found ("kill -9, known bad: acknowledged before it is kept", &stops);
}

/* ── Making a vault ───────────────────────────────────────────────────────── */

static void
empty (gpointer data)
{
  HavenTestVault *vault = data;
  fault_empty_folder (vault->folder);
}

static void
make_vault (gpointer data)
{
  HavenTestVault *vault = data;
  vault->store = haven_store_create (vault->folder, vault->keys, vault->clock, NULL);
  if (vault->store)
    fault_acknowledge ("made");
  g_clear_object (&vault->store);
}

/* What was begun opens and is finished then, or says in a sentence that it is not a vault. */
static char *
check_made (const char *folder, gpointer vault, GPtrArray *acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenStore) store = fault_open_vault (folder, vault, &error);

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
  const FaultWork work = on_vault (vault, empty, make_vault, check_made);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_ALL_CALLS, fault_stride (4), &stops);
  fault_tell_kills ("kill -9 while a vault is made", &stops);
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
make_first_release (gpointer data)
{
  HavenTestVault *vault = data;
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
open_once (gpointer data)
{
  HavenTestVault *vault = data;
  vault->store = fault_open_vault (vault->folder, vault, NULL);
  if (vault->store)
    fault_acknowledge ("opened");
  g_clear_object (&vault->store);
}

/* A part that is no longer as the first release left it lies beside one that is. */
static char *
check_set_aside (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  HavenTestVault *vault = data;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *name = g_strconcat (haven_partition_get_name ((HavenPartition) i), ".db", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL), *aside = g_strconcat (path, ".version-1", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenDatabase) database =
          haven_database_open_file (path, haven_vault_keys_get (vault->keys, (HavenPartition) i), &error);
      gint64 version = 0;

      if (database == NULL || !haven_database_get_integer (database, "PRAGMA user_version", &version, &error))
        return g_strdup (error->message);
      if (version != 1 && !g_file_test (aside, G_FILE_TEST_EXISTS))
        return g_strdup_printf ("%s was changed, and its copy is not there", name);
    }
  return NULL;
}

static char *
check_migrated (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  HavenTestVault *vault = data;
  g_autofree char *wrong = check_set_aside (folder, data, acknowledged);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenStore) store = fault_open_vault (folder, vault, &error);
  g_autofree char *path = g_build_filename (folder, "shared.db", NULL);
  g_autoptr (HavenDatabase) database = NULL;
  gint64 n = 0;

  if (wrong)
    return g_steal_pointer (&wrong);
  if (store == NULL)
    return g_strdup_printf ("it does not open: %s", error->message);
  g_clear_object (&store);
  database = haven_database_open_file (path, haven_vault_keys_get (vault->keys, HAVEN_PARTITION_SHARED), &error);
  if (database == NULL ||
      !haven_database_get_integer (database, "SELECT count(*) FROM patient WHERE name = 'Somebody'", &n, &error))
    return g_strdup (error->message);
  return n == 30 ? NULL : g_strdup_printf ("lost: %d of 30 people", (int) (30 - n));
}

static void
test_a_migration_is_never_half_done (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const FaultWork work = on_vault (vault, make_first_release, open_once, check_migrated);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_ALL_CALLS, fault_stride (4), &stops);
  fault_tell_kills ("kill -9 during a migration", &stops);
}

static void
test_a_migration_outlives_power_loss (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const FaultWork work = on_vault (vault, make_first_release, open_once, check_migrated);
  g_autoptr (FaultDisk) disk = fault_record (&work, TRUE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (250), &stops);
  fault_tell_losses ("power loss during a migration", &stops);
}

static void
test_no_name_that_is_lost_leaves_a_migration_without_its_copy (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const FaultWork work = on_vault (vault, make_first_release, open_once, check_set_aside);
  g_autoptr (FaultDisk) disk = fault_record (&work, TRUE);
  FaultStops stops = { 0 };

  fault_lose_names (&work, disk, &stops);
  fault_tell_losses ("power loss during a migration, one name at a time", &stops);
}

/* ── vault.json ───────────────────────────────────────────────────────────── */

static void
write_vault_file (gpointer data)
{
  HavenTestVault *vault = data;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (vault->folder, NULL);

  if (file && haven_vault_file_write (file, vault->keys, vault->folder, NULL))
    fault_acknowledge ("written");
}

static void
make_vault_file (gpointer data)
{
  HavenTestVault *vault = data;
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
check_vault_file (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  HavenTestVault *vault = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, &error);

  if (file == NULL || !haven_vault_file_check (file, vault->keys, &error))
    return g_strdup (error->message);
  return haven_vault_file_has_member (file, HAVEN_TEST_STAFF) ? NULL : g_strdup ("lost: a member");
}

static void
test_vault_json_is_whole_after_a_kill (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const FaultWork work = on_vault (vault, make_vault_file, write_vault_file, check_vault_file);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_ALL_CALLS, 1, &stops);
  fault_tell_kills ("kill -9 while vault.json is written", &stops);
}

static void
write_it_thrice (gpointer vault)
{
  for (int i = 0; i < 3; i++)
    write_vault_file (vault);
}

static void
test_vault_json_outlives_power_loss (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  const FaultWork work = on_vault (vault, make_vault_file, write_it_thrice, check_vault_file);
  g_autoptr (FaultDisk) disk = fault_record (&work, TRUE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (500), &stops);
  fault_tell_losses ("power loss while vault.json is written", &stops);
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
  ADD ("no-name-that-is-lost-leaves-a-migration-without-its-copy",
       test_no_name_that_is_lost_leaves_a_migration_without_its_copy);
  ADD ("vault-json-is-whole-after-a-kill", test_vault_json_is_whole_after_a_kill);
  ADD ("vault-json-outlives-power-loss", test_vault_json_outlives_power_loss);
  return g_test_run ();
}
