/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vaults-private.h"

#include "haven-anchors.h"
#include "haven-sign-in-tries.h"
#include "haven-staff-notices.h"
#include "haven-vault-change.h"
#include "haven-vault-lock.h"
#include "haven-vault-rekey.h"
#include "haven-vault-state.h"

#include <string.h>

/* ── Signing in ───────────────────────────────────────────────────────────── */

const guint8 *
haven_vaults_find_share (HavenVaultFile *file, HavenKeyring *keyring, guint8 *share, HavenKeyringState *state)
{
  *state = HAVEN_KEYRING_NO_SERVICE;
  if (haven_vault_file_get_passphrase_alone (file) || keyring == NULL)
    return NULL;
  *state = haven_keyring_lookup_expected (keyring, haven_vault_file_get_id (file), TRUE, share, NULL);
  return *state == HAVEN_KEYRING_FOUND ? share : NULL;
}

/* Who came in, and how many wrong tries of that name came before. */
typedef struct
{
  char *member_id;
  gint64 n_wrong;
  HavenVaultChangeFound settled; /* what ended half-way before */
} SignIn;

static HavenVaultKeys *
try_passphrase (const char *folder,
                HavenVaultFile *file,
                const char *sign_in_name,
                const char *passphrase,
                const guint8 *share,
                SignIn *sign_in,
                GError **error)
{
  const int lock = haven_vault_lock_signing (folder, error);
  const HavenTriesTime now = haven_tries_time_now ();
  const char *vault_id = haven_vault_file_get_id (file);
  HavenVaultKeys *keys = NULL;

  if (lock >= 0 && haven_sign_in_tries_begin (folder, vault_id, sign_in_name, &now, error))
    keys = haven_vault_file_sign_in (file, sign_in_name, passphrase, share, &sign_in->member_id, error);
  if (keys != NULL)
    sign_in->n_wrong = haven_sign_in_tries_clear (folder, vault_id, sign_in_name);
  haven_vault_unlock (lock);
  return keys;
}

/* An older file that was put back must not become the newest by being written. */
static gboolean
check_newest (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, GError **error)
{
  g_autoptr (HavenVaultKeys) picked = haven_vault_keys_copy (keys);

  haven_vault_pick_rekeyed (folder, file, picked);
  return haven_vault_state_check_generation (folder, picked, haven_vault_file_get_generation (file), error);
}

/* Whoever holds the key of a part that somebody left gives it a new one, when nobody else has the vault open. */
static gboolean
bring_keys_up_to_date (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, GError **error)
{
  gboolean wanted = FALSE, done;
  int lock;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    wanted = wanted || haven_vault_file_is_rekey_pending (file, (HavenPartition) i) ||
             haven_vault_file_is_rekey_due (file, (HavenPartition) i);
  lock = wanted ? haven_vault_lock_alone (folder, NULL) : -1;
  if (lock < 0)
    {
      haven_vault_pick_rekeyed (folder, file, keys);
      return TRUE;
    }
  done = check_newest (folder, file, keys, error) && haven_vault_settle_rekeys (folder, file, keys, error);
  for (int i = 0; done && i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_file_is_rekey_due (file, (HavenPartition) i) && haven_vault_keys_get (keys, (HavenPartition) i) != NULL &&
        !haven_vault_file_is_absent (file, (HavenPartition) i))
      done = haven_vault_rekey (folder, file, keys, (HavenPartition) i, NULL, NULL, NULL, error);
  haven_vault_unlock (lock);
  return done;
}

/* What the vault says of itself before anybody is let in. */
static gboolean
check_clinic (HavenStore *store, HavenVaultFile *file, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *name = haven_store_dup_setting (store, "name", &failure);
  g_autofree char *known = failure ? NULL : haven_store_dup_setting (store, "vault_generation", &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (name == NULL)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_A_VAULT,
                         "The set-up of this vault was not finished. Make a new one in an empty folder.");
  else if (known && g_ascii_strtoll (known, NULL, 10) > haven_vault_file_get_generation (file))
    haven_vault_state_set_rolled_back (error);
  else
    return TRUE;
  return FALSE;
}

/* A part that a restore did not bring is not opened, whoever holds its key. */
static void
drop_absent (HavenVaultFile *file, HavenVaultKeys *keys)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_file_is_absent (file, (HavenPartition) i))
      haven_vault_keys_remove (keys, (HavenPartition) i);
}

/* The heads of the logs as the keyring keeps them: files that are all put back together are noticed by them alone. */
static gboolean
check_heads (HavenStore *store, HavenKeyring *keyring, const char *vault_id, GBytes **heads, GError **error)
{
  const HavenKeyringState state =
      haven_keyring_lookup_item (keyring, vault_id, HAVEN_KEYRING_ITEM_HEADS, HAVEN_KEYRING_QUIET, heads, NULL);

  return state != HAVEN_KEYRING_FOUND || haven_anchors_check_blob (store, *heads, NULL, error);
}

/* The engine gives one answer for a damaged file and for one of another vault. */
static void
tell_foreign_file (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, GError **failure)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL && !haven_vault_file_knows (file, folder, (HavenPartition) i))
      {
        g_clear_error (failure);
        g_set_error (failure,
                     HAVEN_STORE_ERROR,
                     HAVEN_STORE_ERROR_WRONG_KEY,
                     "The file “%s.db” does not belong to this vault.json: it is from another vault, or one of the two is "
                     "older. Nothing was changed. Put back the file that belongs here, or restore a backup.",
                     haven_partition_get_name ((HavenPartition) i));
        return;
      }
}

static HavenStore *
open_store (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, GError **error)
{
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  GError *failure = NULL;
  HavenStore *store = haven_store_open (folder, keys, clock, &failure);

  if (g_error_matches (failure, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DAMAGED))
    tell_foreign_file (folder, file, keys, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return store;
}

static HavenSession *
open_with_keys (const char *folder,
                HavenVaultFile *file,
                HavenVaultKeys *keys,
                const char *member_id,
                HavenKeyring *keyring,
                GError **error)
{
  g_autoptr (HavenStore) store = NULL;
  g_autofree char *zone = NULL, *demo = NULL;
  const char *vault_id = haven_vault_file_get_id (file);
  g_autoptr (GBytes) heads = NULL;
  HavenSession *session;

  drop_absent (file, keys);
  store = open_store (folder, file, keys, error);
  if (store == NULL || !check_clinic (store, file, error) ||
      !haven_vault_state_note_generation (folder, keys, haven_vault_file_get_generation (file), error))
    return NULL;
  zone = haven_store_dup_setting (store, "zone", NULL);
  demo = haven_store_dup_setting (store, "demo", NULL);
  haven_store_set_zone (store, zone);
  if (keyring && !haven_vault_file_is_restored (file) && !check_heads (store, keyring, vault_id, &heads, error))
    return NULL;
  session = haven_session_new (store, member_id, g_strcmp0 (demo, "yes") == 0, error);
  if (session && keyring)
    haven_session_keep_heads_in (session, keyring, vault_id, heads);
  return session;
}

/* Without the share that a vault asks for, no passphrase opens it: the keyring's own state is what helps. */
static gboolean
check_share (HavenVaultFile *file, const guint8 *share, HavenKeyringState state, GError **error)
{
  if (share != NULL || haven_vault_file_get_passphrase_alone (file))
    return TRUE;
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_KEY, haven_keyring_state_get_sentence (state));
  return FALSE;
}

static HavenVaultKeys *
unlock (const char *folder,
        HavenVaultFile *file,
        const char *sign_in_name,
        const char *passphrase,
        HavenKeyring *keyring,
        HavenKeyringState *state,
        SignIn *sign_in,
        GError **error)
{
  guint8 bytes[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState own_state;
  const guint8 *share = haven_vaults_find_share (file, keyring, bytes, state ? state : &own_state);
  HavenVaultKeys *keys = NULL;

  if (check_share (file, share, state ? *state : own_state, error))
    keys = try_passphrase (folder, file, sign_in_name, passphrase, share, sign_in, error);
  explicit_bzero (bytes, sizeof bytes);
  return keys;
}

/** Signs somebody in without opening anything: for what works on the vault itself. */
HavenVaultKeys *
haven_vaults_unlock (const char *folder,
                     HavenVaultFile *file,
                     const char *sign_in_name,
                     const char *passphrase,
                     HavenKeyring *keyring,
                     GError **error)
{
  SignIn sign_in = { 0 };
  HavenVaultKeys *keys = unlock (folder, file, sign_in_name, passphrase, keyring, NULL, &sign_in, error);

  g_free (sign_in.member_id);
  return keys;
}

/* Signs somebody in, by the slots that count: a change that ended half-way is settled first, and may be about themselves. */
static HavenVaultKeys *
unlock_settled (const char *folder,
                HavenVaultFile **file,
                const char *sign_in_name,
                const char *passphrase,
                HavenKeyring *keyring,
                HavenKeyringState *state,
                SignIn *sign_in,
                GError **error)
{
  g_autoptr (HavenVaultKeys) keys = unlock (folder, *file, sign_in_name, passphrase, keyring, state, sign_in, error);
  const gint64 n_wrong = sign_in->n_wrong;

  if (keys == NULL || !haven_vault_change_settle (folder, file, keys, &sign_in->settled, error))
    return NULL;
  if (sign_in->settled == HAVEN_VAULT_CHANGE_NONE)
    return g_steal_pointer (&keys);
  g_clear_pointer (&keys, haven_vault_keys_free);
  g_clear_pointer (&sign_in->member_id, g_free);
  keys = unlock (folder, *file, sign_in_name, passphrase, keyring, state, sign_in, error);
  sign_in->n_wrong += n_wrong;
  return g_steal_pointer (&keys);
}

/* What happened before the door is written down once there is a log to write it in. */
static void
record (HavenSession *session, HavenAction action, const char *detail)
{
  const HavenAct act = { .staff_id = haven_session_get_staff_id (session),
                         .action = action,
                         .record = "vault",
                         .object_id = haven_session_get_staff_id (session),
                         .detail = detail,
                         .partitions = HAVEN_IN_SHARED };

  haven_store_record_async (haven_session_get_store (session), &act);
}

static void
record_wrong_tries (HavenSession *session, gint64 n_wrong)
{
  g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT, n_wrong);

  record (session, HAVEN_ACTION_FAILED, detail);
}

static gboolean
forget_restore (HavenVaultFile *file, gpointer data, GError **error)
{
  haven_vault_file_set_restored (file, FALSE);
  return TRUE;
}

/* The first to come in after a restore. Where the mark cannot be taken off, it is met again next time. */
static void
record_restore (HavenSession *session, const char *folder, HavenVaultKeys *keys)
{
  record (session, HAVEN_ACTION_SIGN_IN, "restored");
  haven_vault_file_edit (folder, keys, forget_restore, NULL, NULL, NULL);
}

/**
 * haven_vaults_open:
 * @sign_in_name: (nullable): who signs in; the sample clinic's visitor has no name
 * @keyring: (nullable):
 * @state: (out) (optional): what the keyring said, where the vault asks for it
 *
 * Signs somebody in. Half a second, and longer where the keyring asks somebody: not on the main thread.
 */
HavenSession *
haven_vaults_open (const char *folder,
                   const char *sign_in_name,
                   const char *passphrase,
                   HavenKeyring *keyring,
                   HavenKeyringState *state,
                   GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);
  g_autoptr (HavenVaultKeys) keys = NULL;
  SignIn sign_in = { 0 };
  HavenSession *session = NULL;

  if (file == NULL)
    return NULL;
  keys = unlock_settled (folder, &file, sign_in_name, passphrase, keyring, state, &sign_in, error);
  if (keys != NULL && bring_keys_up_to_date (folder, file, keys, error))
    session = open_with_keys (folder, file, keys, sign_in.member_id, keyring, error);
  if (session != NULL && sign_in.n_wrong > 0)
    record_wrong_tries (session, sign_in.n_wrong);
  if (session != NULL && sign_in.settled != HAVEN_VAULT_CHANGE_NONE)
    record (session,
            HAVEN_ACTION_CHECK,
            sign_in.settled == HAVEN_VAULT_CHANGE_FINISHED ? "vault-change-finished" : "vault-change-taken-back");
  if (session != NULL && haven_vault_file_is_restored (file))
    record_restore (session, folder, keys);
  g_free (sign_in.member_id);
  return session;
}

/* ── With the printed codes ───────────────────────────────────────────────── */

static HavenVaultKeys *
recover_keys (HavenVaultFile *file, const char *const *codes, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new ();

  for (gsize i = 0; codes[i]; i++)
    {
      g_autoptr (HavenVaultKeys) opened = haven_vault_file_recover (file, codes[i], error);

      if (opened == NULL)
        return NULL;
      haven_vault_keys_add_all (keys, opened);
    }
  if (haven_vault_keys_get (keys, HAVEN_PARTITION_SHARED) != NULL)
    return g_steal_pointer (&keys);
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
                       "That code opens the legal part alone. Type the clinic's code as well: the staff's names are in its "
                       "part.");
  return NULL;
}

typedef struct
{
  const char *member_id;
  const HavenNewMember *member;
  HavenVaultKeys *keys;
  HavenKeyring *keyring;
  HavenSession *session; /* nullable: in whose name it is written down */
} Recovery;

/* The share of a device that is gone is gone: a new one is made for this device, as the person asked for it. */
static gboolean
replace_slot (HavenVaultFile *file, gpointer data, GError **error)
{
  Recovery *recovery = data;
  guint8 bytes[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState state;
  const guint8 *share = haven_vaults_find_share (file, recovery->keyring, bytes, &state);
  const char *sign_in_name = haven_vaults_get_sign_in_name (recovery->member);
  gboolean done = share != NULL || haven_vault_file_get_passphrase_alone (file);

  if (!done)
    {
      share = haven_vaults_make_share (file, recovery->keyring, bytes, error);
      done = share != NULL;
    }
  if (done && haven_vault_file_has_member (file, recovery->member_id))
    done = haven_vault_file_replace_member (file,
                                            recovery->member_id,
                                            sign_in_name,
                                            recovery->member->passphrase,
                                            share,
                                            recovery->keys,
                                            error);
  else if (done)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_FOUND,
                         "That member of staff cannot sign in here any more. Type the name of somebody who can.");
  explicit_bzero (bytes, sizeof bytes);
  return done && haven_vault_file_has_member (file, recovery->member_id);
}

/* Whoever holds a sheet may become anybody: they see it at their page, and the others are told. */
static gboolean
note_recovered (HavenTransaction *transaction, gpointer data, GError **error)
{
  Recovery *recovery = data;

  return haven_staff_notices_set_reset (transaction, recovery->session, recovery->member_id, TRUE, error) &&
         haven_staff_notices_add (transaction,
                                  recovery->session,
                                  HAVEN_STAFF_NOTICE_RECOVERED,
                                  recovery->member_id,
                                  NULL,
                                  error);
}

/* That somebody came in by a code, and the old passphrase no longer does, is the log's business: both or neither. */
static gboolean
replace_and_log (const char *folder, HavenVaultFile *file, Recovery *recovery, GError **error)
{
  g_autoptr (HavenVaultKeys) own = haven_vault_keys_copy (recovery->keys);
  g_autoptr (HavenSession) session = open_with_keys (folder, file, own, recovery->member_id, NULL, error);
  const HavenAct act = { .action = HAVEN_ACTION_SIGN_IN,
                         .record = "vault",
                         .object_id = recovery->member_id,
                         .detail = "recovery-code",
                         .partitions = HAVEN_IN_SHARED };
  const HavenVaultChange change = { replace_slot, note_recovered, recovery, FALSE };
  gboolean replaced;

  if (session == NULL)
    return FALSE;
  recovery->session = session;
  replaced = haven_vault_change_run (haven_session_get_store (session), &act, &change, error);
  recovery->session = NULL;
  haven_session_leave (session);
  return replaced;
}

static HavenVaultKeys *
recover_settled (const char *folder, HavenVaultFile **file, const char *const *codes, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = recover_keys (*file, codes, error);
  HavenVaultChangeFound settled;

  if (keys == NULL || !haven_vault_change_settle (folder, file, keys, &settled, error))
    return NULL;
  return settled == HAVEN_VAULT_CHANGE_NONE ? g_steal_pointer (&keys) : recover_keys (*file, codes, error);
}

/**
 * haven_vaults_recover:
 * @codes: the printed codes; the clinic's is needed, the legal partner's opens the legal part as well
 * @member: an active member of staff by @name; the passphrase is their new one
 *
 * Opens a vault for which nobody here has a way in: after a restore on a new device, when a keyring was lost, when
 * somebody forgot the passphrase. Half a second: not on the main thread.
 */
HavenSession *
haven_vaults_recover (const char *folder,
                      const char *const *codes,
                      const HavenNewMember *member,
                      HavenKeyring *keyring,
                      GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);
  g_autoptr (HavenVaultKeys) keys = file ? recover_settled (folder, &file, codes, error) : NULL;
  g_autofree char *member_id = NULL;
  Recovery recovery = { NULL, member, keys, keyring, NULL };

  if (keys == NULL || !bring_keys_up_to_date (folder, file, keys, error))
    return NULL;
  if (!haven_vault_state_check_generation (folder, keys, haven_vault_file_get_generation (file), error))
    return NULL;
  recovery.member_id = member_id = haven_vault_state_find_staff (folder, keys, member->name, error);
  if (member_id == NULL || !replace_and_log (folder, file, &recovery, error))
    return NULL;
  return haven_vaults_open (folder, haven_vaults_get_sign_in_name (member), member->passphrase, keyring, NULL, error);
}

/* Holding the key is not enough: the matrix says who gives a part a new one, and the log that they did. */
static gboolean
log_rekey (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, const SignIn *sign_in, GError **error)
{
  g_autoptr (HavenVaultKeys) own = haven_vault_keys_copy (keys);
  g_autoptr (HavenSession) session = NULL;
  gboolean logged;

  haven_vault_pick_rekeyed (folder, file, own);
  session = open_with_keys (folder, file, own, sign_in->member_id, NULL, error);
  if (session == NULL)
    return FALSE;
  if (sign_in->n_wrong > 0)
    record_wrong_tries (session, sign_in->n_wrong);
  logged = haven_session_run (session, HAVEN_ACTION_REKEY, HAVEN_IN_SHARED, "vault", NULL, NULL, NULL, NULL, error);
  haven_session_leave (session);
  return logged;
}

static gboolean
rekey_alone (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, HavenPartition partition, GError **error)
{
  const int lock = haven_vault_lock_alone (folder, error);
  const gboolean done = lock >= 0 && check_newest (folder, file, keys, error) &&
                        haven_vault_settle_rekeys (folder, file, keys, error) &&
                        haven_vault_rekey (folder, file, keys, partition, NULL, NULL, NULL, error);

  haven_vault_unlock (lock);
  return done;
}

/**
 * haven_vaults_rekey:
 *
 * Gives a partition a new key, for everybody who holds it. Nobody may have the vault open.
 */
gboolean
haven_vaults_rekey (const char *folder,
                    const char *sign_in_name,
                    const char *passphrase,
                    HavenKeyring *keyring,
                    HavenPartition partition,
                    GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);
  g_autoptr (HavenVaultKeys) keys = NULL;
  SignIn sign_in = { 0 };
  gboolean done;

  if (file == NULL)
    return FALSE;
  keys = unlock_settled (folder, &file, sign_in_name, passphrase, keyring, NULL, &sign_in, error);
  done = keys != NULL && log_rekey (folder, file, keys, &sign_in, error) &&
         rekey_alone (folder, file, keys, partition, error);
  g_free (sign_in.member_id);
  return done;
}
