/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-place.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static guint32 pretended;

static int
pretend (const char *path, struct statfs *status)
{
  *status = (struct statfs) { 0 };
  status->f_type = (__typeof__ (status->f_type)) pretended;
  return 0;
}

static int
fail_to_tell (const char *path, struct statfs *status)
{
  errno = EACCES;
  return -1;
}

static char *
make_folder (const char *below)
{
  char *top = g_dir_make_tmp ("haven-place-XXXXXX", NULL);
  char *folder = g_build_filename (top, below, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_free (top);
  return folder;
}

static void
assert_refused (const char *folder, HavenStatfsFunc look)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_vault_place_check_with (folder, look, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_PERMISSIONS);
  g_assert_nonnull (strstr (error->message, "Nothing was changed."));
  g_assert_nonnull (strstr (error->message, "hoose "));
}

static void
test_disks_of_this_machine_are_fine (void)
{
  static const guint32 fine[] = { 0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0xCA451A4E, 0x2FC12FC1, 0x01021994, 0x794C7630 };
  g_autofree char *folder = make_folder ("clinic");

  for (gsize i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      g_autoptr (GError) error = NULL;

      pretended = fine[i];
      haven_vault_place_check_with (folder, pretend, &error);
      g_assert_no_error (error);
    }
}

static void
test_network_disks_are_refused (void)
{
  /* NFS, SMB, SMB2, CIFS, FUSE, 9p, AFS, Ceph, Coda, NCP, GFS2, OCFS2, vboxsf, FAT, and one that nobody knows */
  static const guint32 refused[] = { 0x6969,     0x517B,     0xFE534D42, 0xFF534D42, 0x65735546, 0x01021997, 0x5346414F, 0x00C36400,
                                     0x73757245, 0x564C,     0x01161970, 0x7461636F, 0x786F4256, 0x4D44,     0x12345678 };
  g_autofree char *folder = make_folder ("clinic");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      pretended = refused[i];
      assert_refused (folder, pretend);
    }
}

static void
test_a_disk_that_cannot_be_told_is_refused (void)
{
  g_autofree char *folder = make_folder ("clinic");

  assert_refused (folder, fail_to_tell);
}

static void
test_synchronised_folders_are_refused_by_name (void)
{
  static const char *const names[] = { "Dropbox/clinic",  "Nextcloud",          "ownCloud/a/b/c", "OneDrive - The Clinic/vault",
                                       "Dropbox (Clinic)", "Google Drive/clinic", "Syncthing/x",    "Seafile/My Library" };

  pretended = 0xEF53;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = make_folder (names[i]);

      assert_refused (folder, pretend);
    }
}

static void
test_names_that_only_sound_alike_are_fine (void)
{
  static const char *const names[] = { "dropbox-is-not-used-here/clinic", "my-nextcloud-notes", "synchrony", "megaphone" };

  pretended = 0xEF53;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = make_folder (names[i]);
      g_autoptr (GError) error = NULL;

      haven_vault_place_check_with (folder, pretend, &error);
      g_assert_no_error (error);
    }
}

static void
test_a_mark_in_a_folder_above_is_seen (void)
{
  g_autofree char *folder = make_folder ("shared/between/clinic");
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *mark = g_build_filename (above, ".stfolder", NULL);
  g_autoptr (GError) error = NULL;

  pretended = 0xEF53;
  g_assert_true (haven_vault_place_check_with (folder, pretend, &error));
  g_assert_cmpint (g_mkdir (mark, 0700), ==, 0);
  assert_refused (folder, pretend);
}

static void
test_a_link_into_such_a_folder_is_seen (void)
{
  g_autofree char *folder = make_folder ("Nextcloud/clinic");
  g_autofree char *other = make_folder ("plain");
  g_autofree char *link = g_build_filename (other, "clinic", NULL);

  pretended = 0xEF53;
  g_assert_cmpint (symlink (folder, link), ==, 0);
  assert_refused (link, pretend);
}

#define ADD(path, test) g_test_add_func ("/store/place/" path, test)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("disks-of-this-machine-are-fine", test_disks_of_this_machine_are_fine);
  ADD ("network-disks-are-refused", test_network_disks_are_refused);
  ADD ("a-disk-that-cannot-be-told-is-refused", test_a_disk_that_cannot_be_told_is_refused);
  ADD ("synchronised-folders-are-refused-by-name", test_synchronised_folders_are_refused_by_name);
  ADD ("names-that-only-sound-alike-are-fine", test_names_that_only_sound_alike_are_fine);
  ADD ("a-mark-in-a-folder-above-is-seen", test_a_mark_in_a_folder_above_is_seen);
  ADD ("a-link-into-such-a-folder-is-seen", test_a_link_into_such_a_folder_is_seen);
  return g_test_run ();
}
