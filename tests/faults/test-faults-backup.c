/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A backup that is stopped anywhere: killed, and without power. The vault is as it was, what bears the name of a backup is
 * whole, halves are nobody's, and the next backup is made. */

#include "fault-places.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define KEPT "backup "

static char *
build (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* ── The work ─────────────────────────────────────────────────────────────── */

static void
acknowledge_file (FaultPlaces *self, const char *path)
{
  g_autofree char *text = g_strconcat (KEPT, path + strlen (self->folder) + 1, NULL);

  fault_acknowledge (text);
}

static gboolean
copy_backup (FaultPlaces *self, const char *path)
{
  HavenTestVault *vault = self->made->vault;
  g_autofree char *elsewhere = fault_places_build (self, "elsewhere"), *name = g_path_get_basename (path);
  g_autofree char *copy = build (elsewhere, name);

  if (!haven_backup_copy (path, elsewhere, vault->folder, vault->keys, NULL, NULL, NULL, NULL))
    return FALSE;
  acknowledge_file (self, copy);
  return TRUE;
}

/* A day in the vault, the backup that is due after it, and a copy of that on another disk. */
static void
make_backup (gpointer data)
{
  FaultPlaces *self = data;
  HavenTestVault *vault = self->made->vault;
  g_autoptr (HavenBackupInfo) info = NULL;

  fault_places_live (self, 2);
  info = fault_write_backup (vault->folder, vault->keys, NULL);
  if (info == NULL)
    return;
  acknowledge_file (self, info->path);
  copy_backup (self, info->path);
}

/* ── What must hold ───────────────────────────────────────────────────────── */

static char *
check_backups_in (const char *folder, const char *vault, HavenVaultKeys *keys)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = build (folder, name);
      g_autoptr (GError) error = NULL;

      if (g_str_has_suffix (name, ".haven") && !haven_backup_verify (path, vault, keys, NULL, NULL, NULL, &error))
        return g_strdup_printf ("broken: %s: %s", name, error->message);
    }
  return NULL;
}

static char *
check_kept (const char *folder, GPtrArray *acknowledged)
{
  for (guint i = 0; i < acknowledged->len; i++)
    {
      const char *text = acknowledged->pdata[i];
      g_autofree char *path = build (folder, text + strlen (KEPT));

      if (g_str_has_prefix (text, KEPT) && !g_file_test (path, G_FILE_TEST_EXISTS))
        return g_strdup_printf ("lost: %s", text);
    }
  return NULL;
}

static char *
check_next_backup (const char *vault, const char *elsewhere, HavenVaultKeys *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenBackupInfo) info = fault_write_backup (vault, keys, &error);
  g_autofree char *work = g_build_filename (vault, "backups", "work", NULL);

  if (info == NULL || !haven_backup_copy (info->path, elsewhere, vault, keys, NULL, NULL, NULL, &error))
    return g_strdup_printf ("no next backup: %s", error->message);
  if (fault_has_name (vault, ".haven.part") || fault_has_name (elsewhere, ".part") || g_file_test (work, G_FILE_TEST_EXISTS))
    return g_strdup ("what was left of a backup stays");
  return NULL;
}

static char *
check_places (const char *folder, gpointer data, GPtrArray *acknowledged)
{
  FaultPlaces *self = data;
  HavenVaultKeys *keys = self->made->vault->keys;
  g_autofree char *vault = build (folder, "vault"), *elsewhere = build (folder, "elsewhere");
  g_autofree char *backups = build (vault, "backups");
  char *wrong = fault_places_describe (vault, keys, self, acknowledged);

  if (wrong == NULL)
    wrong = check_kept (folder, acknowledged);
  if (wrong == NULL)
    wrong = check_backups_in (backups, vault, keys);
  if (wrong == NULL)
    wrong = check_backups_in (elsewhere, vault, keys);
  return wrong ? wrong : check_next_backup (vault, elsewhere, keys);
}

/* Only what an interruption left is there to begin with: backups that were made whole would be looked at again and again. */
static void
remove_whole_ones (gpointer data)
{
  FaultPlaces *self = data;
  g_autofree char *backups = build (self->made->vault->folder, "backups"), *elsewhere = fault_places_build (self, "elsewhere");
  const char *const folders[] = { backups, elsewhere };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      const char *name;

      while (dir && (name = g_dir_read_name (dir)))
        {
          g_autofree char *path = build (folders[i], name);

          if (g_str_has_suffix (name, ".haven"))
            g_unlink (path);
        }
    }
}

/* As if no backup had ever been made: the folder for them is made with the first. */
static void
remove_all (gpointer data)
{
  FaultPlaces *self = data;
  g_autofree char *backups = build (self->made->vault->folder, "backups");

  remove_whole_ones (data);
  haven_backup_remove_tree (backups);
}

static FaultWork
on_places (FaultPlaces *self, void (*prepare) (gpointer), void (*work) (gpointer))
{
  return (FaultWork) { self->folder, self, prepare, work, check_places };
}

/* ── Known bad ────────────────────────────────────────────────────────────── */

/* Somebody's backup, that is written under its own name from the beginning. */
static void
write_under_its_name (gpointer data)
{
  FaultPlaces *self = data;
  HavenTestVault *vault = self->made->vault;
  g_autofree char *path = g_build_filename (vault->folder, "backups", "careless.haven", NULL), *bytes = NULL;
  gsize size = 0;
  int file = -1;

  if (g_file_get_contents (self->made->backup, &bytes, &size, NULL))
    file = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  for (gsize at = 0; file >= 0 && at < size; at += 65536)
    if (pwrite (file, bytes + at, MIN (65536, size - at), (off_t) at) < 0)
      return;
  fsync (file);
  close (file);
  acknowledge_file (self, path);
}

static void
test_a_backup_under_its_name_too_early_is_found_out (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_places (self, remove_whole_ones, write_under_its_name);
  FaultStops stops = { 0 };

  fault_places_keep_backup (self);
  fault_kill_everywhere (&work, FAULT_ALL_CALLS, 4, &stops);
  fault_tell_found ("kill -9 during a backup, known bad: no name of its own while it is written", &stops);
}

static void
test_a_disk_that_does_not_sync_is_found_out (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_places (self, remove_all, make_backup);
  g_autoptr (FaultDisk) disk = fault_record (&work, FALSE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (15), &stops);
  fault_tell_found ("power loss during a backup, known bad: nothing is synced", &stops);
}

/* ── Backups ──────────────────────────────────────────────────────────────── */

static void
test_a_kill_at_a_turning_point_leaves_no_half (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork first = on_places (self, remove_all, make_backup);
  const FaultWork next = on_places (self, remove_whole_ones, make_backup);
  FaultStops stops = { 0 };

  fault_kill_everywhere (&first, FAULT_TURNING_POINTS, fault_stride (3), &stops);
  fault_kill_everywhere (&next, 1u << FAULT_CALL_WRITE, fault_stride (150), &stops);
  fault_tell_kills ("kill -9 while a backup is made and copied", &stops);
}

static void
test_power_loss_leaves_no_half (void)
{
  g_autoptr (FaultPlaces) self = fault_places_new ();
  const FaultWork work = on_places (self, remove_all, make_backup);
  g_autoptr (FaultDisk) disk = fault_record (&work, TRUE);
  FaultStops stops = { 0 };

  fault_lose_power (&work, disk, fault_scale (60), &stops);
  fault_tell_losses ("power loss while a backup is made and copied", &stops);
}

#define ADD(path, test) g_test_add_func ("/faults/backup/" path, test)

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  ADD ("a-backup-under-its-name-too-early-is-found-out", test_a_backup_under_its_name_too_early_is_found_out);
  ADD ("a-disk-that-does-not-sync-is-found-out", test_a_disk_that_does_not_sync_is_found_out);
  ADD ("a-kill-at-a-turning-point-leaves-no-half", test_a_kill_at_a_turning_point_leaves_no_half);
  ADD ("power-loss-leaves-no-half", test_power_loss_leaves_no_half);
  return g_test_run ();
}
