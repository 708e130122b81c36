/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define HAVEN_DEVICE_KEY_SIZE 32
#define HAVEN_KEYRING_MAX_CONTENT 4096

/**
 * HavenKeyringState:
 *
 * What the keyring said; each has words of its own in haven-keyring-words.c. Only %HAVEN_KEYRING_ABSENT
 * is certain that nothing is kept, and only after it may a new share be made and kept. Only after
 * %HAVEN_KEYRING_FOUND is it certain that something was kept; where a keep timed out or the service ended, an item may have been written all the same, and the
 * next keep finds it (%HAVEN_KEYRING_DIFFERENT, unless it is the same).
 */
typedef enum
{
  HAVEN_KEYRING_FOUND,       /* here it is; after keep: it was kept, and the very same bytes came back */
  HAVEN_KEYRING_ABSENT,      /* the keyring is open and holds nothing of this kind for this vault; after forget: gone */
  HAVEN_KEYRING_MISSING,     /* expected, but gone, while another item of this vault is still there */
  HAVEN_KEYRING_REPLACED,    /* expected, but nothing of this vault is left: a new, empty or unreadable keyring */
  HAVEN_KEYRING_LOCKED,      /* locked since it was last open, and nobody could be asked to open it */
  HAVEN_KEYRING_LOCKED_COLD, /* not opened since the person signed in to the device, as after a new login password */
  HAVEN_KEYRING_DISMISSED,   /* the person was asked to open it, and declined */
  HAVEN_KEYRING_NO_BUS,      /* no session bus: started outside a desktop session */
  HAVEN_KEYRING_NO_SERVICE,  /* a bus, but no program on it that keeps secrets, and none that could be started */
  HAVEN_KEYRING_NO_KEYRING,  /* a service that has no keyring to keep anything in */
  HAVEN_KEYRING_DAEMON_GONE, /* the service ended while it was being asked */
  HAVEN_KEYRING_TIMED_OUT,   /* no answer within 30 seconds, from the service or from the person it asked; a
                                question that stands on the screen stays there, for the next try */
  HAVEN_KEYRING_DIFFERENT,   /* keep only: another item is kept already, and it was left as it is */
  HAVEN_KEYRING_DAMAGED,     /* an item is there, but it is not one that Haven kept, or there are two that differ */
  HAVEN_KEYRING_CANCELLED,   /* the caller's own cancellable */
  HAVEN_KEYRING_FAILED,      /* anything else */
} HavenKeyringState;

#define HAVEN_N_KEYRING_STATES (HAVEN_KEYRING_FAILED + 1)

/** What is kept for a vault: one item of each kind. */
typedef enum
{
  HAVEN_KEYRING_ITEM_SHARE, /* this device's share of the way to the keys: %HAVEN_DEVICE_KEY_SIZE random bytes */
  HAVEN_KEYRING_ITEM_HEADS, /* the heads of the audit chains: 1 to %HAVEN_KEYRING_MAX_CONTENT bytes of any form */
} HavenKeyringItem;

#define HAVEN_N_KEYRING_ITEMS (HAVEN_KEYRING_ITEM_HEADS + 1)

/**
 * HavenKeyringFlags:
 * @HAVEN_KEYRING_EXPECTED: this device is known to have kept the item before. An item that is not there is then
 *     %HAVEN_KEYRING_MISSING or %HAVEN_KEYRING_REPLACED, never %HAVEN_KEYRING_ABSENT, and keep writes nothing.
 * @HAVEN_KEYRING_REPLACE: keep may overwrite a different or damaged item; without it such an item stays as it is.
 * @HAVEN_KEYRING_QUIET: nobody is asked to open a locked keyring. For what happens in the background.
 *
 * After %HAVEN_KEYRING_MISSING or %HAVEN_KEYRING_REPLACED a share is enrolled anew only by a person who signed in
 * another way and asked for it: that call leaves out %HAVEN_KEYRING_EXPECTED.
 */
typedef enum
{
  HAVEN_KEYRING_PLAIN = 0,
  HAVEN_KEYRING_EXPECTED = 1 << 0,
  HAVEN_KEYRING_REPLACE = 1 << 1,
  HAVEN_KEYRING_QUIET = 1 << 2,
} HavenKeyringFlags;

/**
 * HavenKeyring:
 *
 * Keeps this device's share of the way to a vault's keys, and the heads of its audit chains. It never holds a vault's
 * own key nor the only way to one.
 *
 * Every function may wait for a service and for a person whom the service asks, 30 seconds in all. Call them on a
 * worker thread, or use the asynchronous ones. They may be called from several threads at once.
 */
#define HAVEN_TYPE_KEYRING (haven_keyring_get_type ())
G_DECLARE_DERIVABLE_TYPE (HavenKeyring, haven_keyring, HAVEN, KEYRING, GObject)

/** What a keyring is asked; only the keyrings of this room look into it. */
typedef struct
{
  const char *vault_id;
  HavenKeyringItem kind;
  HavenKeyringFlags flags;
} HavenKeyringQuery;

/**
 * HavenKeyringClass:
 * @find: FOUND with the content, or ABSENT with @others telling whether the vault has an item of another
 *     kind, or why not
 * @write: keeps @content: in place of what is there, or as a new item where there is none. FOUND when it was written
 * @erase: takes away what is there. ABSENT when it was
 *
 * What a kind of keyring must do. The rules (what is refused, reading back, the limit) are in haven-keyring.c.
 */
struct _HavenKeyringClass
{
  GObjectClass parent_class;

  HavenKeyringState (*find) (HavenKeyring *self,
                             const HavenKeyringQuery *query,
                             GBytes **content,
                             gboolean *others,
                             GCancellable *cancellable);
  HavenKeyringState (*write) (HavenKeyring *self,
                              const HavenKeyringQuery *query,
                              GBytes *content,
                              GCancellable *cancellable);
  HavenKeyringState (*erase) (HavenKeyring *self, const HavenKeyringQuery *query, GCancellable *cancellable);
};

/* ── Any item ─────────────────────────────────────────────────────────────── */

HavenKeyringState haven_keyring_lookup_item (HavenKeyring *self,
                                             const char *vault_id,
                                             HavenKeyringItem kind,
                                             HavenKeyringFlags flags,
                                             GBytes **content,
                                             GCancellable *cancellable);
HavenKeyringState haven_keyring_keep_item (HavenKeyring *self,
                                           const char *vault_id,
                                           HavenKeyringItem kind,
                                           HavenKeyringFlags flags,
                                           GBytes *content,
                                           GCancellable *cancellable);
HavenKeyringState haven_keyring_forget_item (HavenKeyring *self,
                                             const char *vault_id,
                                             HavenKeyringItem kind,
                                             HavenKeyringFlags flags,
                                             GCancellable *cancellable);

/* ── For a window ─────────────────────────────────────────────────────────── */

void haven_keyring_lookup_item_async (HavenKeyring *self,
                                      const char *vault_id,
                                      HavenKeyringItem kind,
                                      HavenKeyringFlags flags,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
void haven_keyring_keep_item_async (HavenKeyring *self,
                                    const char *vault_id,
                                    HavenKeyringItem kind,
                                    HavenKeyringFlags flags,
                                    GBytes *content,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
void haven_keyring_forget_item_async (HavenKeyring *self,
                                      const char *vault_id,
                                      HavenKeyringItem kind,
                                      HavenKeyringFlags flags,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);
HavenKeyringState haven_keyring_finish (HavenKeyring *self, GAsyncResult *result, GBytes **content);

/* ── The share, as it is used by sign-in ──────────────────────────────────── */

HavenKeyringState haven_keyring_lookup (HavenKeyring *self,
                                        const char *vault_id,
                                        guint8 *key,
                                        GCancellable *cancellable);
HavenKeyringState haven_keyring_lookup_expected (HavenKeyring *self,
                                                 const char *vault_id,
                                                 gboolean expected,
                                                 guint8 *key,
                                                 GCancellable *cancellable);
HavenKeyringState haven_keyring_keep (HavenKeyring *self,
                                      const char *vault_id,
                                      const guint8 *key,
                                      GCancellable *cancellable);

/* ── Words ────────────────────────────────────────────────────────────────── */

const char *haven_keyring_state_get_code (HavenKeyringState state);
const char *haven_keyring_state_get_title (HavenKeyringState state);
const char *haven_keyring_state_get_sentence (HavenKeyringState state);

/* ── Keyrings ─────────────────────────────────────────────────────────────── */

HavenKeyring *haven_system_keyring_new (void);
HavenKeyring *haven_memory_keyring_new (void);
void haven_memory_keyring_set_state (HavenKeyring *self, HavenKeyringState state);
guint haven_memory_keyring_count (HavenKeyring *self);

/* ── For tests ────────────────────────────────────────────────────────────── */

void haven_keyring_set_limit (HavenKeyring *self, guint milliseconds);

G_END_DECLS
