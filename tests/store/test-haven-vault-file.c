/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-vault.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSPHRASE "correct horse battery"

static HavenVaultFile *
make_file (HavenTestVault *vault)
{
  HavenVaultFile *file = haven_vault_file_new (vault->keys);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_vault_file_add_passphrase (file, vault->keys, PASSPHRASE, &error));
  g_assert_true (haven_vault_file_write (file, vault->folder, &error));
  g_assert_no_error (error);
  return file;
}

static void
rewrite (HavenTestVault *vault, const char *from, const char *to)
{
  g_autofree char *path = haven_test_vault_build_path (vault, "vault.json");
  g_autofree char *content = NULL;
  g_autoptr (GString) text = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  text = g_string_new (content);
  g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_chmod (path, 0600);
}

static void
assert_read_fails (HavenTestVault *vault, HavenStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_vault_file_read (vault->folder, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, (int) code);
}

static void
test_the_right_passphrase_gives_the_keys (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) written = make_file (vault);
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (vault->folder, NULL);
  g_autoptr (HavenVaultKeys) keys = haven_vault_file_unlock_with_passphrase (file, PASSPHRASE, NULL);

  g_assert_nonnull (keys);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    g_assert_cmpmem (haven_vault_keys_get (keys, (HavenPartition) i),
                     HAVEN_VAULT_KEY_SIZE,
                     haven_vault_keys_get (vault->keys, (HavenPartition) i),
                     HAVEN_VAULT_KEY_SIZE);
}

static void
test_a_wrong_passphrase_and_a_wrong_vault_are_told_apart (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = make_file (vault);
  g_autoptr (HavenVaultKeys) others = haven_vault_keys_new_random ();
  g_autoptr (HavenVaultFile) mixed = haven_vault_file_new (others);
  g_autoptr (GError) wrong = NULL, foreign = NULL;

  g_assert_null (haven_vault_file_unlock_with_passphrase (file, "correct horse batterz", &wrong));
  g_assert_error (wrong, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  g_assert_true (haven_vault_file_add_passphrase (mixed, vault->keys, PASSPHRASE, NULL));
  g_assert_null (haven_vault_file_unlock_with_passphrase (mixed, PASSPHRASE, &foreign));
  g_assert_error (foreign, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_KEY);
}

static void
test_a_device_opens_without_a_passphrase (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = make_file (vault);
  g_autoptr (HavenVaultKeys) keys = NULL;
  g_autoptr (GError) error = NULL;
  guint8 device[32] = { 7 }, other[32] = { 8 };

  g_assert_true (haven_vault_file_add_device (file, vault->keys, device, NULL));
  keys = haven_vault_file_unlock_with_device (file, device, NULL);
  g_assert_nonnull (keys);
  g_assert_null (haven_vault_file_unlock_with_device (file, other, &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_KEY);
}

static void
test_what_is_wrong_with_a_file_is_named (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = NULL;
  g_autofree char *path = haven_test_vault_build_path (vault, "vault.json");

  assert_read_fails (vault, HAVEN_STORE_ERROR_NOT_A_VAULT);
  file = make_file (vault);
  rewrite (vault, "\"format\" : 1", "\"format\" : 2");
  assert_read_fails (vault, HAVEN_STORE_ERROR_NEWER_SCHEMA);
  rewrite (vault, "\"format\" : 2", "\"format\" : true");
  assert_read_fails (vault, HAVEN_STORE_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (path, "{\"format\": 1, \"slots\": [3]", -1, NULL));
  g_chmod (path, 0600);
  assert_read_fails (vault, HAVEN_STORE_ERROR_DAMAGED);
  g_chmod (path, 0644);
  assert_read_fails (vault, HAVEN_STORE_ERROR_PERMISSIONS);
}

static void
test_no_flipped_byte_crashes_or_opens (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = make_file (vault);
  g_autofree char *path = haven_test_vault_build_path (vault, "vault.json");
  g_autofree char *good = NULL;
  gsize length;
  guint n_refused = 0;

  g_assert_true (g_file_get_contents (path, &good, &length, NULL));
  for (gsize i = 0; i < length; i += 3)
    {
      g_autofree char *bad = g_memdup2 (good, length);
      g_autoptr (HavenVaultFile) read = NULL;

      bad[i] ^= 0x11;
      g_assert_true (g_file_set_contents (path, bad, (gssize) length, NULL));
      g_chmod (path, 0600);
      read = haven_vault_file_read (vault->folder, NULL);
      if (read == NULL)
        n_refused++;
    }
  g_assert_cmpuint (n_refused, >, 0);
}

static void
test_the_generation_before_is_kept (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = make_file (vault);
  g_autofree char *path = haven_test_vault_build_path (vault, "vault.json");
  g_autofree char *previous = haven_test_vault_build_path (vault, "vault.json.previous");
  g_autofree char *before = NULL, *kept = NULL;
  guint8 device[32] = { 7 };

  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_true (haven_vault_file_add_device (file, vault->keys, device, NULL));
  g_assert_true (haven_vault_file_write (file, vault->folder, NULL));
  g_assert_true (g_file_get_contents (previous, &kept, NULL, NULL));
  g_assert_cmpstr (before, ==, kept);
}

static void
test_a_short_passphrase_is_refused (void)
{
  g_autoptr (HavenTestVault) vault = haven_test_vault_new ();
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (vault->keys);
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_vault_file_add_passphrase (file, vault->keys, "1234567", &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/vault-file/the-right-passphrase-gives-the-keys", test_the_right_passphrase_gives_the_keys);
  g_test_add_func ("/store/vault-file/a-wrong-passphrase-and-a-wrong-vault-are-told-apart",
                   test_a_wrong_passphrase_and_a_wrong_vault_are_told_apart);
  g_test_add_func ("/store/vault-file/a-device-opens-without-a-passphrase", test_a_device_opens_without_a_passphrase);
  g_test_add_func ("/store/vault-file/what-is-wrong-with-a-file-is-named", test_what_is_wrong_with_a_file_is_named);
  g_test_add_func ("/store/vault-file/no-flipped-byte-crashes-or-opens", test_no_flipped_byte_crashes_or_opens);
  g_test_add_func ("/store/vault-file/the-generation-before-is-kept", test_the_generation_before_is_kept);
  g_test_add_func ("/store/vault-file/a-short-passphrase-is-refused", test_a_short_passphrase_is_refused);
  return g_test_run ();
}
