/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define HAVEN_DEVICE_KEY_SIZE 32

/** What the keyring said. Only %HAVEN_KEYRING_ABSENT is certain that nothing is kept. */
typedef enum
{
  HAVEN_KEYRING_FOUND,
  HAVEN_KEYRING_ABSENT,
  HAVEN_KEYRING_LOCKED,     /* kept, or perhaps kept, behind a lock that was not opened */
  HAVEN_KEYRING_NO_SERVICE, /* no bus, or nobody on it keeps secrets */
  HAVEN_KEYRING_FAILED,     /* anything else, a time limit among them */
} HavenKeyringState;

/**
 * HavenKeyring:
 *
 * Keeps this device's key of a vault. It never holds a vault's own key nor the only way to one. Its functions may wait
 * for a service and a prompt, 30 seconds at most: never call them on the main thread.
 */
#define HAVEN_TYPE_KEYRING (haven_keyring_get_type ())
G_DECLARE_DERIVABLE_TYPE (HavenKeyring, haven_keyring, HAVEN, KEYRING, GObject)

struct _HavenKeyringClass
{
  GObjectClass parent_class;

  HavenKeyringState (*lookup) (HavenKeyring *self, const char *vault_id, guint8 *key, GCancellable *cancellable);
  HavenKeyringState (*keep) (HavenKeyring *self, const char *vault_id, const guint8 *key, GCancellable *cancellable);
};

HavenKeyringState haven_keyring_lookup (HavenKeyring *self,
                                        const char *vault_id,
                                        guint8 *key,
                                        GCancellable *cancellable);
HavenKeyringState haven_keyring_keep (HavenKeyring *self,
                                      const char *vault_id,
                                      const guint8 *key,
                                      GCancellable *cancellable);
const char *haven_keyring_state_get_sentence (HavenKeyringState state);

HavenKeyring *haven_system_keyring_new (void);
HavenKeyring *haven_memory_keyring_new (void);
void haven_memory_keyring_set_state (HavenKeyring *self, HavenKeyringState state);

G_END_DECLS
