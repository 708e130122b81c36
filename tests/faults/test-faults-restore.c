/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A restore that is stopped anywhere: killed, and without power. What it leaves is the whole vault, or no vault and begun
 * anew by the next restore; a part that is added to a vault is there whole or still missing. The backup is not touched. */

#include "fault-places.h"
#include "haven-vault-unfinished.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define REFUSED "refused"

/* ── The work ─────────────────────────────────────────────────────────────── */

static gboolean
restore (FaultPlaces *self, const char *folder, gboolean legal, GError **error)
{
  const char *const codes[] = { self->made->clinic_code, legal ? self->made->legal_code : NULL, NULL };
  const HavenBackupUnlock unlock = { .codes = codes };
  g_autofree char *backup = g_build_filename (folder, FAULT_KEPT_BACKUP, NULL);
  g_autofree char *target = g_build_filename (folder, "new", NULL);

  return haven_backup_restore (backup, target, &unlock, NULL, NULL, NULL, NULL, error);
}

static void
restore_all (gpointer data)
{
  FaultPlaces *self = data;

  if (restore (self, self->folder, TRUE, NULL))
    fault_acknowledge ("restored");
}

/* Without the code that it takes: for a new vault the clinic's, for one that lacks the legal part that one. */
static void
restore_in_vain (gpointer data)
{
  FaultPlaces *self = data;
  g_autofree char *vault = fault_places_build (self, "new/vault.json");
  const gboolean adding = g_file_test (vault, G_FILE_TEST_EXISTS);
  const char *const codes[] = { adding ? self->made->clinic_code : self->made->legal_code, NULL };
  const HavenBackupUnlock unlock = { .codes = codes };
  g_autofree char *target = fault_places_build (self, "new");

  if (!haven_backup_restore (self->made->backup, target, &unlock, NULL, NULL, NULL, NULL, NULL))
    fault_acknowledge (REFUSED);
}

static void
remove_restored (gpointer data)
{
  FaultPlaces *self = data;
  g_autofree char *target = fault_places_build (self, "new");

  haven_backup_remove_tree (target);
}

static void
restore_without_legal (gpointer data)
{
  FaultPlaces *self = data;
  g_autoptr (GError) error = NULL;

  remove_restored (data);
  restore (self, self->folder, FALSE, &error);
  g_assert_no_error (error);
}

/* What a restore leaves that was killed when all its parts had been moved up. */
static void
leave_half (gpointer data)
{
  static const char *const gone[] = { "vault.json", "vault.json.copy", "vault.json.previous", "vault.lock" };
  FaultPlaces *self = data;
  g_autofree char *work = fault_places_build (self, "new/restoring.part"), *part = NULL;

  restore_without_legal (data);
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autofree char *name = g_build_filename ("new", gone[i], NULL), *path = fault_places_build (self, name);

      g_unlink (path);
    }
  part = fault_places_build (self, "new/vault.json.part");
  g_assert_true (g_file_set_contents (part, "{", -1, NULL));
  g_assert_cmpint (g_mkdir (work, 0700), ==, 0);
}

/* The same, where a part was to be added. */
static void
leave_half_of_legal (gpointer data)
{
  FaultPlaces *self = data;
  g_autofree char *work = fault_places_build (self, "new/restoring.part");
  g_autofree char *legal = fault_places_build (self, "new/legal.db");

  restore_without_legal (data);
  g_assert_true (g_file_set_contents (legal, "moved up before the end", -1, NULL));
  g_assert_cmpint (g_mkdir (work, 0700), ==, 0);
}

/* ── What must hold ───────────────────────────────────────────────────────── */

static char *
check_backup (FaultPlaces *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FAULT_KEPT_BACKUP, NULL), *before = NULL, *now = NULL;
  gsize size_before, size;

  g_assert_true (g_file_get_contents (self->made->backup, &before, &size_before, NULL));
  if (!g_file_get_contents (path, &now, &size, NULL) || size != size_before || memcmp (now, before, size) != 0)
    return g_strdup ("the backup was touched");
  return NULL;
}

/* NULL for a whole vault with all that is in the backup. */
static char *
describe_vault (FaultPlaces *self, const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (target, &error);
  g_autoptr (HavenVaultKeys) keys = file ? fault_places_recover (self, file, &error) : NULL;

  if (keys == NULL || !haven_vault_file_check (file, keys, &error))
    return g_strdup_printf ("it does not open: %s", error->message);
  return fault_places_describe (target, keys, self, NULL);
}

static char *
check_restored_again (FaultPlaces *self, const char *folder)
{
  g_autofree char *target = g_build_filename (folder, "new", NULL), *work = g_build_filename (target, "restoring.part", NULL);
  g_autoptr (GError) error = NULL;

  if (!restore (self, folder, TRUE, &error))
    return g_strdup_printf ("it cannot be restored again: %s", error->message);
  if (g_file_test (work, G_FILE_TEST_EXISTS))
    return g_strdup ("what was left of a restore stays");
  return describe_vault (self, target);
}

/* Without a vault.json there is no vault, and that is said; otherwise all of it is there. */
static char *
check_restored (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  FaultPlaces *self = data;
  g_autofree char *target = g_build_filename (folder, "new", NULL), *wrong = check_backup (self, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (target, &error);

  if (wrong)
    return g_steal_pointer (&wrong);
  if (file == NULL && acknowledged->len > 0)
    return g_strdup_printf ("lost: %s", error->message);
  if (file == NULL && !g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_A_VAULT))
    return g_strdup_printf ("not told as what it is: %s", error->message);
  return file ? describe_vault (self, target) : check_restored_again (self, folder);
}

/* It opens without the part that is still missing, and that is not taken for one that is there. */
static char *
check_without_legal (FaultPlaces *self, HavenVaultFile *file, const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultKeys) keys = haven_vault_file_recover (file, self->made->clinic_code, &error);
  g_autoptr (HavenStore) store = keys ? haven_store_open (target, keys, self->made->vault->clock, &error) : NULL;

  return store ? NULL : g_strdup_printf ("it does not open: %s", error->message);
}

static char *
check_added (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  FaultPlaces *self = data;
  g_autofree char *target = g_build_filename (folder, "new", NULL), *wrong = check_backup (self, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (target, &error);

  if (wrong)
    return g_steal_pointer (&wrong);
  if (file == NULL)
    return g_strdup_printf ("lost: %s", error->message);
  if (!haven_vault_file_is_absent (file, HAVEN_PARTITION_LEGAL))
    return describe_vault (self, target);
  if (acknowledged->len > 0)
    return g_strdup ("lost: the part that was added");
  wrong = check_without_legal (self, file, target);
  return wrong ? g_steal_pointer (&wrong) : check_restored_again (self, folder);
}

static gboolean
has (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* By their names alone, without a restore: what has no vault.json can be restored into again, what vault.json speaks of is
 * there, and what is there although it does not speak of it is marked. */
static char *
check_names (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  g_autofree char *target = g_build_filename (folder, "new", NULL);
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (target, NULL);

  if (file == NULL && acknowledged->len > 0 && strcmp (acknowledged->pdata[0], REFUSED) != 0)
    return g_strdup ("lost: the vault");
  if (file == NULL && has (folder, "new") && !haven_vault_unfinished_is_free (target))
    return g_strdup ("neither a vault, nor known as half of one");
  for (int i = 0; file && i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *name = g_strconcat (haven_partition_get_name ((HavenPartition) i), ".db", NULL);
      const gboolean absent = haven_vault_file_is_absent (file, (HavenPartition) i);

      if (!absent && !has (target, name))
        return g_strdup_printf ("%s is missing", name);
      if (absent && has (target, name) && !has (target, "restoring.part"))
        return g_strdup_printf ("%s stands in its own way", name);
    }
  return NULL;
}

static FaultWork
on_places (FaultPlaces *self, void (*work) (gpointer))
{
  fault_places_keep_backup (self);
  return (FaultWork) { self->folder, self, remove_restored, work, check_restored };
}

static FaultWork
on_half (FaultPlaces *self)
{
  fault_places_keep_backup (self);
  return (FaultWork) { self->folder, self, restore_without_legal, restore_all, check_added };
}

/* ── Known bad ────────────────────────────────────────────────────────────── */

/* Somebody's restore, that begins with vault.json. */
static void
restore_carelessly (gpointer data)
{
  static const char *const names[] = { "vault.json", "heads", "shared.db", "clinical.db", "legal.db" };
  FaultPlaces *self = data;
  g_autofree char *target = fault_places_build (self, "new");

  g_mkdir (target, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = haven_test_vault_build_path (self->made->vault, names[i]);
      g_autofree char *to = g_build_filename (target, names[i], NULL), *bytes = NULL;
      gsize size;
      int file;

      if (!g_file_get_contents (from, &bytes, &size, NULL))
        continue;
      file = open (to, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
      if (write (file, bytes, size) < 0)
        return;
      fsync (file);
      close (file);
    }
  fault_acknowledge ("restored");
}

static void
test_vault_json_before_its_parts_is_found_out (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_places (self, restore_carelessly);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_ALL_CALLS, fault_stride (2), &stops);
  fault_tell_found ("kill -9 during a restore, known bad: vault.json comes first", &stops);
}

static void
test_a_disk_that_does_not_sync_is_found_out (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_places (self, restore_all);
  g_autoptr (FaultDisk) disk = fault_record (&work, FALSE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (25), &stops);
  fault_tell_found ("power loss during a restore, known bad: nothing is synced", &stops);
}

/* ── Restores ─────────────────────────────────────────────────────────────── */

static void
test_a_kill_leaves_no_half (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_places (self, restore_all);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_TURNING_POINTS, fault_stride (2), &stops);
  fault_kill_everywhere (&work, 1u << FAULT_CALL_WRITE, fault_stride (120), &stops);
  fault_tell_kills ("kill -9 while a backup is restored", &stops);
}

static void
test_a_kill_leaves_no_half_of_a_part_that_is_added (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_half (self);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_TURNING_POINTS, fault_stride (3), &stops);
  fault_tell_kills ("kill -9 while a part is added from a backup", &stops);
}

static void
test_power_loss_leaves_no_half (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_places (self, restore_all);
  g_autoptr (FaultDisk) disk = fault_record (&work, TRUE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (60), &stops);
  fault_tell_losses ("power loss while a backup is restored", &stops);
}

static void
test_power_loss_leaves_no_half_of_a_part_that_is_added (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_half (self);
  g_autoptr (FaultDisk) disk = fault_record (&work, TRUE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (30), &stops);
  fault_tell_losses ("power loss while a part is added from a backup", &stops);
}

static void
lose_names (FaultPlaces *self, void (*prepare) (gpointer), void (*work) (gpointer), FaultStops *stops)
{
  const FaultWork losing = { self->folder, self, prepare, work, check_names };
  g_autoptr (FaultDisk) disk = fault_record (&losing, TRUE);

  fault_lose_names (&losing, disk, stops);
}

static void
test_no_name_that_is_lost_leaves_what_nobody_knows (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  FaultStops stops = { 0 };

  fault_places_keep_backup (self);
  lose_names (self, remove_restored, restore_all, &stops);
  lose_names (self, leave_half, restore_all, &stops);
  lose_names (self, leave_half, restore_in_vain, &stops);
  lose_names (self, restore_without_legal, restore_all, &stops);
  lose_names (self, leave_half_of_legal, restore_all, &stops);
  lose_names (self, leave_half_of_legal, restore_in_vain, &stops);
  fault_tell_losses ("power loss during restores, one name at a time", &stops);
}

static void
test_half_that_is_begun_anew_is_never_left_unknown (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  FaultWork work = { self->folder, self, leave_half, restore_all, check_names };
  FaultStops stops = { 0 };

  fault_places_keep_backup (self);
  fault_kill_everywhere (&work, FAULT_TURNING_POINTS, fault_stride (3), &stops);
  work.work = restore_in_vain;
  fault_kill_everywhere (&work, FAULT_TURNING_POINTS, 1, &stops);
  work.prepare = leave_half_of_legal;
  fault_kill_everywhere (&work, FAULT_TURNING_POINTS, 1, &stops);
  fault_tell_kills ("kill -9 of a restore over half of one", &stops);
}

static void
test_a_call_that_fails_leaves_no_half (void)
{
  static const guint calls[] = { 1u << FAULT_CALL_SYNC, 1u << FAULT_CALL_RENAME, 1u << FAULT_CALL_FOLDER };
  g_autoptr (FaultPlaces) self = fault_places_new ();
  FaultWork work = on_places (self, restore_all), half = on_half (self);
  FaultStops stops = { 0 };

  for (guint i = 0; i < 4 * G_N_ELEMENTS (calls); i++)
    {
      const gboolean names = i % 2 == 1;
      const guint stride = names ? 1 : fault_stride (6);

      work.check = names ? check_names : check_restored;
      half.check = names ? check_names : check_added;
      fault_fail_everywhere (&work, calls[i / 4], stride, i % 4 > 1, &stops);
      fault_fail_everywhere (&half, calls[i / 4], stride, i % 4 > 1, &stops);
    }
  fault_tell_failures ("a call that fails during a restore", &stops);
}

#define ADD(path, test) g_test_add_func ("/faults/restore/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("vault-json-before-its-parts-is-found-out", test_vault_json_before_its_parts_is_found_out);
  ADD ("a-disk-that-does-not-sync-is-found-out", test_a_disk_that_does_not_sync_is_found_out);
  ADD ("a-kill-leaves-no-half", test_a_kill_leaves_no_half);
  ADD ("a-kill-leaves-no-half-of-a-part-that-is-added", test_a_kill_leaves_no_half_of_a_part_that_is_added);
  ADD ("power-loss-leaves-no-half", test_power_loss_leaves_no_half);
  ADD ("power-loss-leaves-no-half-of-a-part-that-is-added", test_power_loss_leaves_no_half_of_a_part_that_is_added);
  ADD ("no-name-that-is-lost-leaves-what-nobody-knows", test_no_name_that_is_lost_leaves_what_nobody_knows);
  ADD ("half-that-is-begun-anew-is-never-left-unknown", test_half_that_is_begun_anew_is_never_left_unknown);
  ADD ("a-call-that-fails-leaves-no-half", test_a_call_that_fails_leaves_no_half);
  return g_test_run ();
}
