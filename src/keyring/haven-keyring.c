/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring-private.h"

#include <string.h>

/* The rules that every keyring keeps: what is refused, what is read back, how long anything may take. */

#define LONGEST_VAULT_ID 128

static const char call_tag[] = "haven-keyring-call";

typedef struct
{
  guint limit; /* milliseconds */
} HavenKeyringPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HavenKeyring, haven_keyring, G_TYPE_OBJECT)

/* One call, with all that it needs, whichever thread it runs in. */
typedef struct
{
  HavenKeyring *keyring;
  char *vault_id;
  HavenKeyringItem kind;
  HavenKeyringFlags flags;
  GBytes *content; /* what to keep, or what was found */
  HavenKeyringCall run;
} Call;

static Call *
call_new (HavenKeyring *self,
          HavenKeyringCall run,
          const char *vault_id,
          HavenKeyringItem kind,
          HavenKeyringFlags flags,
          GBytes *content)
{
  Call *call = g_new0 (Call, 1);

  call->keyring = g_object_ref (self);
  call->run = run;
  call->vault_id = g_strdup (vault_id);
  call->kind = kind;
  call->flags = flags;
  call->content = content ? g_bytes_ref (content) : NULL;
  return call;
}

static void
call_free (Call *call)
{
  g_clear_object (&call->keyring);
  g_clear_pointer (&call->vault_id, g_free);
  g_clear_pointer (&call->content, g_bytes_unref);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static HavenKeyringQuery
get_query (const Call *call)
{
  return (HavenKeyringQuery) { call->vault_id, call->kind, call->flags };
}

/* The id comes from a file that anybody may have written. */
static gboolean
is_usable (const Call *call)
{
  gsize length = strlen (call->vault_id);

  return length > 0 && length <= LONGEST_VAULT_ID && g_utf8_validate (call->vault_id, (gssize) length, NULL) &&
         (guint) call->kind < HAVEN_N_KEYRING_ITEMS;
}

/* ── The rules ────────────────────────────────────────────────────────────── */

static HavenKeyringState
find (const Call *call, GBytes **content, GCancellable *cancellable)
{
  HavenKeyringQuery query = get_query (call);
  gboolean others = FALSE;
  HavenKeyringState state =
      HAVEN_KEYRING_GET_CLASS (call->keyring)->find (call->keyring, &query, content, &others, cancellable);

  if (!(call->flags & HAVEN_KEYRING_EXPECTED))
    return state;
  if (state == HAVEN_KEYRING_ABSENT)
    return others ? HAVEN_KEYRING_MISSING : HAVEN_KEYRING_REPLACED;
  return state == HAVEN_KEYRING_NO_KEYRING ? HAVEN_KEYRING_REPLACED : state;
}

static HavenKeyringState
run_lookup (gpointer data, GCancellable *cancellable)
{
  Call *call = data;

  return is_usable (call) ? find (call, &call->content, cancellable) : HAVEN_KEYRING_FAILED;
}

static HavenKeyringState
write_and_read_back (Call *call, GCancellable *cancellable)
{
  HavenKeyringQuery query = get_query (call);
  g_autoptr (GBytes) again = NULL;
  HavenKeyringState state =
      HAVEN_KEYRING_GET_CLASS (call->keyring)->write (call->keyring, &query, call->content, cancellable);

  if (state != HAVEN_KEYRING_FOUND)
    return state;
  state = find (call, &again, cancellable);
  if (state == HAVEN_KEYRING_FOUND && !g_bytes_equal (again, call->content))
    return HAVEN_KEYRING_FAILED;
  return state == HAVEN_KEYRING_ABSENT ? HAVEN_KEYRING_FAILED : state;
}

static HavenKeyringState
run_keep (gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  g_autoptr (GBytes) kept = NULL;
  HavenKeyringState state;

  if (!is_usable (call) || !haven_keyring_content_fits (call->kind, call->content))
    return HAVEN_KEYRING_FAILED;
  state = find (call, &kept, cancellable);
  if (state == HAVEN_KEYRING_FOUND && g_bytes_equal (kept, call->content))
    return HAVEN_KEYRING_FOUND;
  if (state == HAVEN_KEYRING_ABSENT)
    return write_and_read_back (call, cancellable);
  if (state != HAVEN_KEYRING_FOUND && state != HAVEN_KEYRING_DAMAGED)
    return state;
  if (call->flags & HAVEN_KEYRING_REPLACE)
    return write_and_read_back (call, cancellable);
  return state == HAVEN_KEYRING_FOUND ? HAVEN_KEYRING_DIFFERENT : state;
}

static HavenKeyringState
run_forget (gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  HavenKeyringQuery query = get_query (call);
  g_autoptr (GBytes) kept = NULL;
  HavenKeyringState state = is_usable (call) ? find (call, &kept, cancellable) : HAVEN_KEYRING_FAILED;

  if (state != HAVEN_KEYRING_FOUND && state != HAVEN_KEYRING_DAMAGED)
    return state;
  return HAVEN_KEYRING_GET_CLASS (call->keyring)->erase (call->keyring, &query, cancellable);
}

static HavenKeyringState
run_call (Call *call, GCancellable *cancellable)
{
  HavenKeyringPrivate *priv = haven_keyring_get_instance_private (call->keyring);

  return haven_keyring_run_within_limit (call->run, call, priv->limit, cancellable);
}

static void
run_call_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, run_call (data, cancellable));
}

/* Takes @call. */
static void
run_call_async (Call *call, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (call->keyring, cancellable, callback, data);

  g_task_set_source_tag (task, (gpointer) call_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  g_task_run_in_thread (task, run_call_in_thread);
}

/* ── The type ─────────────────────────────────────────────────────────────── */

static void
haven_keyring_class_init (HavenKeyringClass *klass)
{
}

static void
haven_keyring_init (HavenKeyring *self)
{
  HavenKeyringPrivate *priv = haven_keyring_get_instance_private (self);

  priv->limit = HAVEN_KEYRING_LIMIT_MILLISECONDS;
}

/* ── Public ───────────────────────────────────────────────────────────────── */

/**
 * haven_keyring_lookup_item:
 * @content: (out) (optional): set only when found; its memory is overwritten when it is let go
 *
 * Looks for an item, asking the person to open a locked keyring unless @flags say %HAVEN_KEYRING_QUIET. Never writes.
 */
HavenKeyringState
haven_keyring_lookup_item (HavenKeyring *self,
                           const char *vault_id,
                           HavenKeyringItem kind,
                           HavenKeyringFlags flags,
                           GBytes **content,
                           GCancellable *cancellable)
{
  g_autoptr (Call) call = NULL;
  HavenKeyringState state;

  g_return_val_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL, HAVEN_KEYRING_FAILED);

  call = call_new (self, run_lookup, vault_id, kind, flags, NULL);
  state = run_call (call, cancellable);
  if (content)
    *content = state == HAVEN_KEYRING_FOUND ? g_steal_pointer (&call->content) : NULL;
  return state;
}

/**
 * haven_keyring_keep_item:
 * @content: as long as its kind says
 *
 * Keeps an item and reads it back: %HAVEN_KEYRING_FOUND says that the very same bytes came back. What is kept already
 * and the same stays. What is kept and different stays too (%HAVEN_KEYRING_DIFFERENT), unless @flags say
 * %HAVEN_KEYRING_REPLACE. What is expected and gone is not written anew. No keyring is ever created.
 */
HavenKeyringState
haven_keyring_keep_item (HavenKeyring *self,
                         const char *vault_id,
                         HavenKeyringItem kind,
                         HavenKeyringFlags flags,
                         GBytes *content,
                         GCancellable *cancellable)
{
  g_autoptr (Call) call = NULL;

  g_return_val_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL && content != NULL, HAVEN_KEYRING_FAILED);

  call = call_new (self, run_keep, vault_id, kind, flags, content);
  return run_call (call, cancellable);
}

/** Takes an item away: %HAVEN_KEYRING_ABSENT says that it is gone, or never was there. */
HavenKeyringState
haven_keyring_forget_item (HavenKeyring *self,
                           const char *vault_id,
                           HavenKeyringItem kind,
                           HavenKeyringFlags flags,
                           GCancellable *cancellable)
{
  g_autoptr (Call) call = NULL;

  g_return_val_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL, HAVEN_KEYRING_FAILED);

  call = call_new (self, run_forget, vault_id, kind, flags, NULL);
  return run_call (call, cancellable);
}

/** As haven_keyring_lookup_item(), beside the main loop; ends with haven_keyring_finish(). */
void
haven_keyring_lookup_item_async (HavenKeyring *self,
                                 const char *vault_id,
                                 HavenKeyringItem kind,
                                 HavenKeyringFlags flags,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL);

  run_call_async (call_new (self, run_lookup, vault_id, kind, flags, NULL), cancellable, callback, data);
}

/** As haven_keyring_keep_item(), beside the main loop; ends with haven_keyring_finish(). */
void
haven_keyring_keep_item_async (HavenKeyring *self,
                               const char *vault_id,
                               HavenKeyringItem kind,
                               HavenKeyringFlags flags,
                               GBytes *content,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_return_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL && content != NULL);

  run_call_async (call_new (self, run_keep, vault_id, kind, flags, content), cancellable, callback, data);
}

/** As haven_keyring_forget_item(), beside the main loop; ends with haven_keyring_finish(). */
void
haven_keyring_forget_item_async (HavenKeyring *self,
                                 const char *vault_id,
                                 HavenKeyringItem kind,
                                 HavenKeyringFlags flags,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_return_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL);

  run_call_async (call_new (self, run_forget, vault_id, kind, flags, NULL), cancellable, callback, data);
}

/**
 * haven_keyring_finish:
 * @content: (out) (optional) (nullable): what a lookup found
 *
 * Returns: what the call said; %HAVEN_KEYRING_CANCELLED when its cancellable was cancelled, so return before touching
 * anything that was freed
 */
HavenKeyringState
haven_keyring_finish (HavenKeyring *self, GAsyncResult *result, GBytes **content)
{
  HavenKeyringState state;
  Call *call;

  g_return_val_if_fail (g_task_is_valid (result, self), HAVEN_KEYRING_FAILED);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) call_tag), HAVEN_KEYRING_FAILED);

  call = g_task_get_task_data (G_TASK (result));
  state = (HavenKeyringState) g_task_propagate_int (G_TASK (result), NULL);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    state = HAVEN_KEYRING_CANCELLED;
  if (content)
    *content = state == HAVEN_KEYRING_FOUND && call->run == run_lookup ? g_steal_pointer (&call->content) : NULL;
  return state;
}

/**
 * haven_keyring_lookup_expected:
 * @expected: whether this device is known to have kept a share of this vault
 * @key: (out caller-allocates): %HAVEN_DEVICE_KEY_SIZE bytes, written only when found
 *
 * Looks for this device's share.
 */
HavenKeyringState
haven_keyring_lookup_expected (HavenKeyring *self,
                               const char *vault_id,
                               gboolean expected,
                               guint8 *key,
                               GCancellable *cancellable)
{
  HavenKeyringFlags flags = expected ? HAVEN_KEYRING_EXPECTED : HAVEN_KEYRING_PLAIN;
  g_autoptr (GBytes) content = NULL;
  HavenKeyringState state;

  g_return_val_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL && key != NULL, HAVEN_KEYRING_FAILED);

  state = haven_keyring_lookup_item (self, vault_id, HAVEN_KEYRING_ITEM_SHARE, flags, &content, cancellable);
  if (state == HAVEN_KEYRING_FOUND)
    memcpy (key, g_bytes_get_data (content, NULL), HAVEN_DEVICE_KEY_SIZE);
  return state;
}

/** As haven_keyring_lookup_expected(), where nothing is expected. */
HavenKeyringState
haven_keyring_lookup (HavenKeyring *self, const char *vault_id, guint8 *key, GCancellable *cancellable)
{
  return haven_keyring_lookup_expected (self, vault_id, FALSE, key, cancellable);
}

/** Keeps this device's first share of a vault: %HAVEN_KEYRING_DIFFERENT when there is another one already. */
HavenKeyringState
haven_keyring_keep (HavenKeyring *self, const char *vault_id, const guint8 *key, GCancellable *cancellable)
{
  g_autoptr (GBytes) content = NULL;

  g_return_val_if_fail (HAVEN_IS_KEYRING (self) && vault_id != NULL && key != NULL, HAVEN_KEYRING_FAILED);

  content = haven_keyring_content_new (key, HAVEN_DEVICE_KEY_SIZE);
  return haven_keyring_keep_item (self,
                                  vault_id,
                                  HAVEN_KEYRING_ITEM_SHARE,
                                  HAVEN_KEYRING_PLAIN,
                                  content,
                                  cancellable);
}

/** For tests: how long a call may take, instead of 30 seconds. */
void
haven_keyring_set_limit (HavenKeyring *self, guint milliseconds)
{
  HavenKeyringPrivate *priv = haven_keyring_get_instance_private (self);

  g_return_if_fail (HAVEN_IS_KEYRING (self) && milliseconds > 0);
  priv->limit = milliseconds;
}
