/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

/* Runs beside a real keyring daemon on a bus of its own; see with-keyring.sh. */

static void
lock_default_collection (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_autoptr (SecretCollection) collection = NULL;
  GList *list;

  g_assert_no_error (error);
  collection =
      secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (collection);
  list = g_list_append (NULL, collection);
  g_assert_cmpint (secret_service_lock_sync (service, list, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
  g_list_free (list);
}

static void
test_what_is_kept_comes_back (void)
{
  g_autoptr (HavenKeyring) keyring = haven_system_keyring_new ();
  guint8 key[HAVEN_DEVICE_KEY_SIZE] = { 3, 1, 4, 0, 5 }, found[HAVEN_DEVICE_KEY_SIZE] = { 0 };

  g_assert_cmpint (haven_keyring_lookup (keyring, "vault-1", found, NULL), ==, HAVEN_KEYRING_ABSENT);
  g_assert_cmpint (haven_keyring_keep (keyring, "vault-1", key, NULL), ==, HAVEN_KEYRING_FOUND);
  g_assert_cmpint (haven_keyring_lookup (keyring, "vault-1", found, NULL), ==, HAVEN_KEYRING_FOUND);
  g_assert_cmpmem (key, sizeof key, found, sizeof found);
  g_assert_cmpint (haven_keyring_lookup (keyring, "vault-2", found, NULL), ==, HAVEN_KEYRING_ABSENT);
}

static void
test_nothing_on_the_bus_names_the_clinic (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  GList *items;

  g_hash_table_insert (attributes, (gpointer) "vault", (gpointer) "vault-1");
  items = secret_service_search_sync (service, NULL, attributes, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  for (GList *item = items; item; item = item->next)
    {
      g_autofree char *label = secret_item_get_label (item->data);
      g_autoptr (GHashTable) found = secret_item_get_attributes (item->data);

      g_assert_cmpstr (label, ==, "Haven: keep this item");
      g_assert_cmpuint (g_hash_table_size (found), <=, 3); /* vault, kind and schema */
    }
  g_list_free_full (items, g_object_unref);
}

static void
test_a_locked_keyring_is_told_from_an_absent_key (void)
{
  g_autoptr (HavenKeyring) keyring = haven_system_keyring_new ();
  guint8 found[HAVEN_DEVICE_KEY_SIZE] = { 0 };

  lock_default_collection ();
  g_assert_cmpint (haven_keyring_lookup (keyring, "vault-1", found, NULL), ==, HAVEN_KEYRING_LOCKED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("HAVEN_TEST_KEYRING") == NULL)
    {
      g_print ("1..0 # SKIP no keyring daemon here\n");
      return 0;
    }
  g_test_add_func ("/keyring/system/what-is-kept-comes-back", test_what_is_kept_comes_back);
  g_test_add_func ("/keyring/system/nothing-on-the-bus-names-the-clinic", test_nothing_on_the_bus_names_the_clinic);
  g_test_add_func ("/keyring/system/a-locked-keyring-is-told-from-an-absent-key",
                   test_a_locked_keyring_is_told_from_an_absent_key);
  return g_test_run ();
}
