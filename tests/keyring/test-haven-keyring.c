/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <string.h>

static void
test_what_is_kept_is_found (void)
{
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  guint8 key[HAVEN_DEVICE_KEY_SIZE] = { 1, 2, 3 }, found[HAVEN_DEVICE_KEY_SIZE] = { 0 };

  g_assert_cmpint (haven_keyring_lookup (keyring, "vault", found, NULL), ==, HAVEN_KEYRING_ABSENT);
  g_assert_cmpint (haven_keyring_keep (keyring, "vault", key, NULL), ==, HAVEN_KEYRING_FOUND);
  g_assert_cmpint (haven_keyring_lookup (keyring, "vault", found, NULL), ==, HAVEN_KEYRING_FOUND);
  g_assert_cmpmem (key, sizeof key, found, sizeof found);
  g_assert_cmpint (haven_keyring_lookup (keyring, "another", found, NULL), ==, HAVEN_KEYRING_ABSENT);
}

static void
test_every_state_has_its_words (void)
{
  for (int state = HAVEN_KEYRING_FOUND; state <= HAVEN_KEYRING_FAILED; state++)
    g_assert_cmpuint (strlen (haven_keyring_state_get_sentence ((HavenKeyringState) state)), >, 10);
}

static void
test_a_locked_keyring_is_not_an_absent_key (void)
{
  g_autoptr (HavenKeyring) keyring = haven_memory_keyring_new ();
  guint8 key[HAVEN_DEVICE_KEY_SIZE] = { 9 };

  haven_memory_keyring_set_state (keyring, HAVEN_KEYRING_LOCKED);
  g_assert_cmpint (haven_keyring_keep (keyring, "vault", key, NULL), ==, HAVEN_KEYRING_LOCKED);
  g_assert_cmpint (haven_keyring_lookup (keyring, "vault", key, NULL), ==, HAVEN_KEYRING_LOCKED);
}

/* Without a session bus libsecret cannot reach a service: that is told apart from an absent key. */
static void
test_no_bus_is_no_service (void)
{
  g_autoptr (HavenKeyring) keyring = haven_system_keyring_new ();
  guint8 key[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState state = haven_keyring_lookup (keyring, "vault", key, NULL);

  g_assert_cmpint (state, !=, HAVEN_KEYRING_FOUND);
  g_assert_cmpint (state, !=, HAVEN_KEYRING_ABSENT);
}

int
main (int argc, char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/what-is-kept-is-found", test_what_is_kept_is_found);
  g_test_add_func ("/keyring/every-state-has-its-words", test_every_state_has_its_words);
  g_test_add_func ("/keyring/a-locked-keyring-is-not-an-absent-key", test_a_locked_keyring_is_not_an_absent_key);
  g_test_add_func ("/keyring/no-bus-is-no-service", test_no_bus_is_no_service);
  return g_test_run ();
}
