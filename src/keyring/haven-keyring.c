/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <string.h>

G_DEFINE_ABSTRACT_TYPE (HavenKeyring, haven_keyring, G_TYPE_OBJECT)

static void
haven_keyring_class_init (HavenKeyringClass *klass)
{
}

static void
haven_keyring_init (HavenKeyring *self)
{
}

/**
 * haven_keyring_lookup:
 * @key: (out caller-allocates): %HAVEN_DEVICE_KEY_SIZE bytes, written only when found
 */
HavenKeyringState
haven_keyring_lookup (HavenKeyring *self, const char *vault_id, guint8 *key, GCancellable *cancellable)
{
  g_return_val_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL && key != NULL, HAVEN_KEYRING_FAILED);
  return HAVEN_KEYRING_GET_CLASS (self)->lookup (self, vault_id, key, cancellable);
}

/** Keeps a key and reads it back: %HAVEN_KEYRING_FOUND says that the very same bytes came back. */
HavenKeyringState
haven_keyring_keep (HavenKeyring *self, const char *vault_id, const guint8 *key, GCancellable *cancellable)
{
  guint8 again[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState state;

  g_return_val_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL && key != NULL, HAVEN_KEYRING_FAILED);

  state = HAVEN_KEYRING_GET_CLASS (self)->keep (self, vault_id, key, cancellable);
  if (state != HAVEN_KEYRING_FOUND)
    return state;
  state = haven_keyring_lookup (self, vault_id, again, cancellable);
  if (state == HAVEN_KEYRING_FOUND && memcmp (again, key, sizeof again) != 0)
    state = HAVEN_KEYRING_FAILED;
  explicit_bzero (again, sizeof again);
  return state;
}

/** What to tell the person, untranslated. */
const char *
haven_keyring_state_get_sentence (HavenKeyringState state)
{
  static const char *const sentences[] = {
    [HAVEN_KEYRING_FOUND] = "This device is known.",
    [HAVEN_KEYRING_ABSENT] = "This device keeps no key of this vault. Type the passphrase.",
    [HAVEN_KEYRING_LOCKED] = "The keyring of this device is locked. Unlock it, or type the passphrase.",
    [HAVEN_KEYRING_NO_SERVICE] = "This device has no keyring service. Type the passphrase.",
    [HAVEN_KEYRING_FAILED] = "The keyring of this device did not answer. Type the passphrase.",
  };

  g_return_val_if_fail (state < G_N_ELEMENTS (sentences), NULL);
  return sentences[state];
}
