/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A new key for a partition, stopped anywhere: killed, and without power. The vault opens and is settled, every row is
 * there, and exactly one key opens the partition. */

#include "fault-places.h"

#include "haven-anchors.h"
#include "haven-database-copy-private.h"
#include "haven-vault-lock.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  FaultPlaces *places;
  HavenPartition partition;
} Rekeying;

/* ── The work ─────────────────────────────────────────────────────────────── */

static gboolean
run_alone (Rekeying *self, gboolean (*function) (Rekeying *, HavenVaultFile *, HavenVaultKeys *))
{
  HavenTestVault *vault = self->places->made->vault;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (vault->folder, NULL);
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_copy (vault->keys);
  const int lock = haven_vault_lock_alone (vault->folder, NULL);
  const gboolean done = file && lock >= 0 && function (self, file, keys);

  haven_vault_unlock (lock);
  return done;
}

static gboolean
rekey (Rekeying *self, HavenVaultFile *file, HavenVaultKeys *keys)
{
  return haven_vault_rekey (self->places->made->vault->folder, file, keys, self->partition, NULL, NULL, NULL, NULL);
}

/* An act before it, so that there is something that only the log of writes has. */
static void
live_and_rekey (gpointer data)
{
  Rekeying *self = data;

  fault_places_live (self->places, 1);
  if (run_alone (self, rekey))
    fault_acknowledge ("rekeyed");
}

/* ── What must hold ───────────────────────────────────────────────────────── */

static gboolean
opens (const char *vault, HavenPartition partition, HavenVaultKeys *keys)
{
  g_autofree char *path = haven_backup_build_path (vault, partition, "");
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, haven_vault_keys_get (keys, partition), NULL);

  return database != NULL;
}

/* Signs in as after a start of the program, which settles what is left. */
static HavenVaultKeys *
settle (Rekeying *self, const char *vault, GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (vault, error);
  g_autoptr (HavenVaultKeys) keys = file ? fault_places_recover (self->places, file, error) : NULL;
  const int lock = keys ? haven_vault_lock_alone (vault, error) : -1;
  const gboolean settled = lock >= 0 && haven_vault_settle_rekeys (vault, file, keys, error);

  haven_vault_unlock (lock);
  return settled ? g_steal_pointer (&keys) : NULL;
}

static char *
check_keys (Rekeying *self, const char *vault, HavenVaultKeys *keys, gboolean acknowledged)
{
  HavenVaultKeys *before = self->places->made->vault->keys;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (vault, NULL);
  const gboolean same = memcmp (haven_vault_keys_get (keys, self->partition),
                                haven_vault_keys_get (before, self->partition),
                                HAVEN_VAULT_KEY_SIZE) == 0;

  if (file == NULL || haven_vault_file_is_rekey_pending (file, self->partition) || fault_has_name (vault, ".rekeyed"))
    return g_strdup ("it is not settled");
  if (acknowledged && same)
    return g_strdup ("lost: the new key");
  if (!opens (vault, self->partition, keys))
    return g_strdup ("lost: the key");
  return opens (vault, self->partition, before) == same ? NULL : g_strdup ("two keys open it");
}

static gboolean
has_word (GPtrArray *texts, const char *word)
{
  return g_ptr_array_find_with_equal_func (texts, word, g_str_equal, NULL);
}

static char *
check_rekeyed (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  Rekeying *self = data;
  g_autofree char *vault = g_build_filename (folder, "vault", NULL), *wrong = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenVaultKeys) keys = settle (self, vault, &error);

  if (keys == NULL)
    return g_strdup_printf ("it does not open: %s", error->message);
  wrong = check_keys (self, vault, keys, has_word (acknowledged, "rekeyed"));
  if (wrong == NULL)
    wrong = fault_places_describe (vault, keys, self->places, acknowledged);
  /* The next one begins with the key of this one. */
  if (wrong == NULL && strcmp (folder, self->places->folder) == 0)
    haven_vault_keys_add_all (self->places->made->vault->keys, keys);
  return g_steal_pointer (&wrong);
}

static void
prepare_nothing (gpointer data)
{
}

static FaultWork
on_places (Rekeying *self, void (*work) (gpointer))
{
  return (FaultWork) { self->places->folder, self, prepare_nothing, work, check_rekeyed };
}

/* ── Known bad ────────────────────────────────────────────────────────────── */

/* Somebody's rekey, that puts the file in its place before anybody was given its key. */
static gboolean
rekey_in_the_wrong_order (Rekeying *self, HavenVaultFile *file, HavenVaultKeys *keys)
{
  const char *folder = self->places->made->vault->folder;
  g_autofree char *path = haven_backup_build_path (folder, self->partition, "");
  g_autofree char *copy = haven_backup_build_path (folder, self->partition, ".rekeyed");
  g_autoptr (HavenDatabase) database = haven_database_open_file (path, haven_vault_keys_get (keys, self->partition), NULL);
  g_autoptr (HavenVaultKeys) before = haven_vault_keys_copy (keys);

  g_unlink (copy);
  haven_vault_keys_set_random (keys, self->partition);
  if (database == NULL ||
      !haven_database_copy (database, "main", copy, haven_vault_keys_get (keys, self->partition), NULL, NULL, NULL, NULL) ||
      g_rename (copy, path) != 0)
    return FALSE;
  g_clear_pointer (&database, haven_database_close);
  haven_vault_file_prepare_rekey (file, self->partition, haven_vault_keys_get (keys, self->partition), NULL);
  haven_vault_file_finish_rekey (file, self->partition);
  return haven_anchors_rekey (folder, self->partition, before, keys, NULL) &&
         haven_vault_file_write (file, keys, folder, NULL);
}

static void
rekey_carelessly (gpointer data)
{
  if (run_alone (data, rekey_in_the_wrong_order))
    fault_acknowledge ("rekeyed");
}

static void
test_a_file_before_its_key_is_found_out (void)
{
  g_autoptr (FaultPlaces) places = fault_places_new ();
  Rekeying self = { places, HAVEN_PARTITION_LEGAL };
  const FaultWork work = on_places (&self, rekey_carelessly);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&work, FAULT_TURNING_POINTS, fault_stride (1), &stops);
  fault_tell_found ("kill -9 during a rekey, known bad: the file comes before its key", &stops);
}

static void
test_a_disk_that_does_not_sync_is_found_out (void)
{
  g_autoptr (FaultPlaces) places = fault_places_new ();
  Rekeying self = { places, HAVEN_PARTITION_LEGAL };
  const FaultWork work = on_places (&self, live_and_rekey);
  g_autoptr (FaultDisk) disk = fault_record (&work, FALSE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (25), &stops);
  fault_tell_found ("power loss during a rekey, known bad: nothing is synced", &stops);
}

/* ── New keys ─────────────────────────────────────────────────────────────── */

static void
test_a_kill_leaves_one_key (void)
{
  g_autoptr (FaultPlaces) places = fault_places_new ();
  FaultStops stops = { 0 };

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      Rekeying self = { places, (HavenPartition) i };
      const FaultWork work = on_places (&self, live_and_rekey);

      fault_kill_everywhere (&work, FAULT_TURNING_POINTS, fault_stride (i == HAVEN_PARTITION_SHARED ? 2 : 4), &stops);
      fault_kill_everywhere (&work, 1u << FAULT_CALL_WRITE, fault_stride (60), &stops);
    }
  fault_tell_kills ("kill -9 while a part gets a new key", &stops);
}

static void
test_power_loss_leaves_one_key (void)
{
  FaultStops stops = { 0 };

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autoptr (FaultPlaces) places = fault_places_new ();
      Rekeying self = { places, (HavenPartition) i };
      const FaultWork work = on_places (&self, live_and_rekey);
      g_autoptr (FaultDisk) disk = fault_record (&work, TRUE);

      fault_lose_power (&work, disk, fault_scale (50), &stops);
    }
  fault_tell_losses ("power loss while a part gets a new key", &stops);
}

#define ADD(path, test) g_test_add_func ("/faults/rekey/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("a-file-before-its-key-is-found-out", test_a_file_before_its_key_is_found_out);
  ADD ("a-disk-that-does-not-sync-is-found-out", test_a_disk_that_does_not_sync_is_found_out);
  ADD ("a-kill-leaves-one-key", test_a_kill_leaves_one_key);
  ADD ("power-loss-leaves-one-key", test_power_loss_leaves_one_key);
  return g_test_run ();
}
