/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A set-up that is stopped anywhere: killed, without power, and with a call that fails. What it leaves is a vault that its
 * first member signs in to, or a folder in which the set-up is begun anew. */

#include "fault-test.h"
#include "fault-work.h"
#include "haven-vault-unfinished.h"
#include "haven-vaults.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define NAME "Dana"
#define PASSPHRASE "a passphrase of a test"
#define MADE "made"

/* ── The work ─────────────────────────────────────────────────────────────── */

static char *
build_place (const char *folder)
{
  return g_build_filename (folder, "clinic", "vault", NULL);
}

static HavenSession *
set_up (const char *folder, GError **error)
{
  static const char *const roles[] = { "administrator", "clinician", NULL };
  const HavenNewMember member = { NAME, NULL, PASSPHRASE, roles };
  const HavenVaultSetup setup = { "A clinic", "UTC", &member, 1, haven_passphrase_cost_light (), TRUE };
  g_auto (HavenRecoveryCodes) codes = { NULL, NULL };
  g_autofree char *place = build_place (folder);

  return haven_vaults_create (place, &setup, NULL, &codes, error);
}

static void
work (gpointer folder)
{
  g_autoptr (HavenSession) session = set_up (folder, NULL);

  if (session)
    fault_acknowledge (MADE);
}

static void
empty (gpointer folder)
{
  fault_empty_folder (folder);
}

/* Of three parts one is not there yet, and vault.json is being written. */
static void
leave_half (gpointer folder)
{
  static const char *const gone[] = { "vault.json", "vault.json.copy", "legal.db" };
  g_autoptr (HavenSession) session = NULL;
  g_autofree char *place = build_place (folder), *mark = g_build_filename (place, "restoring.part", NULL);
  g_autofree char *part = g_build_filename (place, "vault.json.part", NULL);

  empty (folder);
  session = set_up (folder, NULL);
  g_clear_object (&session);
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autofree char *path = g_build_filename (place, gone[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_true (g_file_set_contents (part, "{", -1, NULL));
  g_assert_cmpint (g_mkdir (mark, 0700), ==, 0);
}

/* ── What must hold ───────────────────────────────────────────────────────── */

static char *
describe_vault (const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_open (place, NAME, PASSPHRASE, NULL, NULL, &error);

  for (int i = 0; error == NULL && i < HAVEN_N_PARTITIONS; i++)
    if (haven_session_has_partition (session, (HavenPartition) i))
      haven_store_verify_audit (haven_session_get_store (session), (HavenPartition) i, NULL, &error);
  return error ? g_strdup_printf ("it does not open: %s", error->message) : NULL;
}

static char *
check (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  g_autofree char *place = build_place (folder), *file = g_build_filename (place, "vault.json", NULL);
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    return describe_vault (place);
  if (acknowledged->len > 0)
    return g_strdup ("lost: the vault");
  session = set_up (folder, &error);
  if (session == NULL)
    return g_strdup_printf ("it cannot be set up again: %s", error->message);
  g_clear_object (&session);
  return describe_vault (place);
}

static gboolean
has (const char *place, const char *name)
{
  g_autofree char *path = g_build_filename (place, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* By their names alone: with a vault.json all of it is there, and without one a set-up may begin anew. */
static char *
check_names (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  g_autofree char *place = build_place (folder);

  if (has (place, "vault.json"))
    return has (place, "shared.db") && has (place, "clinical.db") && has (place, "legal.db") ? NULL : g_strdup ("half a vault");
  if (acknowledged->len > 0)
    return g_strdup ("lost: the vault");
  return !has (place, ".") || haven_vault_unfinished_is_free (place) ? NULL : g_strdup ("neither a vault, nor known as half of one");
}

/* ── Known bad ────────────────────────────────────────────────────────────── */

/* Somebody's set-up, that begins with vault.json. */
static void
work_carelessly (gpointer folder)
{
  g_autofree char *place = build_place (folder);
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (haven_passphrase_cost_light ());
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new_random ();
  g_autoptr (HavenClock) clock = haven_clock_new ("UTC");
  g_autoptr (HavenStore) store = NULL;

  if (g_mkdir_with_parents (place, 0700) == 0 && haven_vault_file_write (file, keys, place, NULL))
    store = haven_store_create (place, keys, clock, NULL);
  if (store)
    fault_acknowledge (MADE);
}

static void
test_vault_json_before_its_parts_is_found_out (void)
{
  char *folder = fault_make_folder ();
  const FaultWork careless = { folder, folder, empty, work_carelessly, check };
  FaultStops stops = { 0 };

  fault_kill_everywhere (&careless, FAULT_TURNING_POINTS, fault_stride (12), &stops);
  fault_tell_found ("kill -9 during a set-up, known bad: vault.json comes first", &stops);
  fault_remove_folder (folder);
}

/* ── Set-ups ──────────────────────────────────────────────────────────────── */

static void
test_a_kill_leaves_no_half (void)
{
  char *folder = fault_make_folder ();
  const FaultWork works[] = {
    { folder, folder, empty, work, check_names },
    { folder, folder, leave_half, work, check_names },
    { folder, folder, empty, work, check },
    { folder, folder, leave_half, work, check },
  };
  FaultStops stops = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    fault_kill_everywhere (&works[i], FAULT_TURNING_POINTS, fault_stride (works[i].check == check ? 30 : 10), &stops);
  fault_tell_kills ("kill -9 during a set-up", &stops);
  fault_remove_folder (folder);
}

static void
lose_power (void (*prepare) (gpointer), char *folder, FaultStops *stops)
{
  FaultWork losing = { folder, folder, prepare, work, check };
  g_autoptr (FaultDisk) disk = fault_record (&losing, TRUE);

  fault_lose_power (&losing, disk, fault_scale (8), stops);
  losing.check = check_names;
  fault_lose_power (&losing, disk, fault_scale (200), stops);
  fault_lose_names (&losing, disk, stops);
}

static void
test_power_loss_leaves_no_half (void)
{
  char *folder = fault_make_folder ();
  FaultStops stops = { 0 };

  lose_power (empty, folder, &stops);
  lose_power (leave_half, folder, &stops);
  fault_tell_losses ("power loss during a set-up", &stops);
  fault_remove_folder (folder);
}

static void
test_a_call_that_fails_leaves_no_half (void)
{
  static const guint calls[] = { 1u << FAULT_CALL_SYNC, 1u << FAULT_CALL_RENAME, 1u << FAULT_CALL_FOLDER };
  char *folder = fault_make_folder ();
  FaultStops stops = { 0 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (calls); i++)
    {
      const FaultWork failing = { folder, folder, empty, work, i % 2 == 1 ? check_names : check };

      fault_fail_everywhere (&failing, calls[i / 2], fault_stride (4), i % 2 == 1, &stops);
    }
  fault_tell_failures ("a call that fails during a set-up", &stops);
  fault_remove_folder (folder);
}

#define ADD(path, test) g_test_add_func ("/faults/set-up/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("vault-json-before-its-parts-is-found-out", test_vault_json_before_its_parts_is_found_out);
  ADD ("a-kill-leaves-no-half", test_a_kill_leaves_no_half);
  ADD ("power-loss-leaves-no-half", test_power_loss_leaves_no_half);
  ADD ("a-call-that-fails-leaves-no-half", test_a_call_that_fails_leaves_no_half);
  return g_test_run ();
}
