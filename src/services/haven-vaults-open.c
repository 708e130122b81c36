/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vaults-private.h"

#include "haven-sign-in-tries.h"
#include "haven-tables.h"
#include "haven-vault-lock.h"
#include "haven-vault-rekey.h"

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

static HavenVaultKeys *
try_passphrase (const char *folder,
                HavenVaultFile *file,
                const char *sign_in_name,
                const char *passphrase,
                const guint8 *share,
                char **member_id,
                GError **error)
{
  const HavenTriesTime now = haven_tries_time_now ();
  const char *vault_id = haven_vault_file_get_id (file);
  HavenVaultKeys *keys;

  if (!haven_sign_in_tries_begin (folder, vault_id, sign_in_name, &now, error))
    return NULL;
  keys = haven_vault_file_sign_in (file, sign_in_name, passphrase, share, member_id, error);
  if (keys != NULL)
    haven_sign_in_tries_clear (folder, vault_id, sign_in_name);
  return keys;
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
    return TRUE;
  done = haven_vault_settle_rekeys (folder, file, keys, error);
  for (int i = 0; done && i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_file_is_rekey_due (file, (HavenPartition) i) && haven_vault_keys_get (keys, (HavenPartition) i) != NULL &&
        !haven_vault_file_is_absent (file, (HavenPartition) i))
      done = haven_vault_rekey (folder, file, keys, (HavenPartition) i, NULL, NULL, NULL, error);
  haven_vault_unlock (lock);
  return done;
}

typedef struct
{
  char *zone;
  gboolean demo;
  gint64 generation;
} Clinic;

static gboolean
check_generation (HavenTransaction *transaction, gint64 generation, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *known = haven_tables_dup_setting (transaction, "vault_generation", &failure);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, generation);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (known == NULL || g_ascii_strtoll (known, NULL, 10) < generation)
    return haven_tables_set_setting (transaction, "vault_generation", text, error);
  if (g_ascii_strtoll (known, NULL, 10) == generation)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_ROLLED_BACK,
                       "An older vault.json was put in the place of the newest one. Nothing was changed. Put the newest one "
                       "back, or restore a backup, and tell the administrator.");
  return FALSE;
}

static gboolean
read_clinic (HavenTransaction *transaction, gpointer data, GError **error)
{
  Clinic *clinic = data;
  g_autoptr (GError) failure = NULL;
  g_autofree char *name = NULL, *demo = NULL;

  name = haven_tables_dup_setting (transaction, "name", &failure);
  if (failure == NULL)
    clinic->zone = haven_tables_dup_setting (transaction, "zone", &failure);
  if (failure == NULL)
    demo = haven_tables_dup_setting (transaction, "demo", &failure);
  clinic->demo = g_strcmp0 (demo, "yes") == 0;
  if (failure == NULL && name == NULL)
    g_set_error_literal (&failure,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_A_VAULT,
                         "The set-up of this vault was not finished. Make a new one in an empty folder.");
  if (failure == NULL)
    return check_generation (transaction, clinic->generation, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
load_clinic (HavenStore *store, const char *staff_id, Clinic *clinic, GError **error)
{
  HavenAct act = {
    .staff_id = staff_id,
    .action = HAVEN_ACTION_SIGN_IN,
    .record = "clinic_setting",
    .partitions = HAVEN_IN_SHARED,
  };

  return haven_store_run (store, &act, read_clinic, clinic, error);
}

/* A part that a restore did not bring is not opened, whoever holds its key. */
static void
drop_absent (HavenVaultFile *file, HavenVaultKeys *keys)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_vault_file_is_absent (file, (HavenPartition) i))
      haven_vault_keys_remove (keys, (HavenPartition) i);
}

static HavenSession *
open_with_keys (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, const char *member_id, GError **error)
{
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  g_autoptr (HavenStore) store = NULL;
  HavenSession *session = NULL;
  Clinic clinic = { .generation = haven_vault_file_get_generation (file) };

  drop_absent (file, keys);
  store = haven_store_open (folder, keys, clock, error);
  if (store != NULL && load_clinic (store, member_id, &clinic, error))
    {
      haven_store_set_zone (store, clinic.zone);
      session = haven_session_new (store, member_id, clinic.demo, error);
    }
  g_free (clinic.zone);
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
        char **member_id,
        GError **error)
{
  guint8 bytes[HAVEN_DEVICE_KEY_SIZE];
  HavenKeyringState own_state;
  const guint8 *share = haven_vaults_find_share (file, keyring, bytes, state ? state : &own_state);
  HavenVaultKeys *keys = NULL;

  if (check_share (file, share, state ? *state : own_state, error))
    keys = try_passphrase (folder, file, sign_in_name, passphrase, share, member_id, error);
  explicit_bzero (bytes, sizeof bytes);
  return keys;
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
  g_autofree char *member_id = NULL;

  if (file == NULL)
    return NULL;
  keys = unlock (folder, file, sign_in_name, passphrase, keyring, state, &member_id, error);
  if (keys == NULL || !bring_keys_up_to_date (folder, file, keys, error))
    return NULL;
  return open_with_keys (folder, file, keys, member_id, error);
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

typedef struct
{
  const char *name;
  char *id;
} Search;

static gboolean
search_staff (HavenTransaction *transaction, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (GPtrArray) members = haven_transaction_list (transaction, &haven_staff_member_info, "name", search->name, NULL, error);

  for (guint i = 0; members && search->id == NULL && i < members->len; i++)
    if (((const HavenStaffMember *) members->pdata[i])->active)
      search->id = g_strdup (((const HavenStaffMember *) members->pdata[i])->id);
  if (members != NULL && search->id == NULL)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_FOUND,
                         "No member of staff of this vault has that name. Type it as the clinic writes it.");
  return search->id != NULL;
}

static char *
find_staff (HavenStore *store, const char *name, GError **error)
{
  Search search = { name, NULL };
  HavenAct act = {
    .staff_id = "nobody",
    .action = HAVEN_ACTION_SIGN_IN,
    .record = "staff_member",
    .partitions = HAVEN_IN_SHARED,
  };

  if (haven_store_run (store, &act, search_staff, &search, error))
    return search.id;
  g_free (search.id);
  return NULL;
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
  g_autoptr (HavenVaultKeys) keys = file ? recover_keys (file, codes, error) : NULL;
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  g_autoptr (HavenStore) store = NULL;
  g_autofree char *member_id = NULL;
  Recovery recovery = { NULL, member, keys, keyring };

  if (keys == NULL || !bring_keys_up_to_date (folder, file, keys, error))
    return NULL;
  drop_absent (file, keys);
  store = haven_store_open (folder, keys, clock, error);
  recovery.member_id = member_id = store ? find_staff (store, member->name, error) : NULL;
  if (member_id == NULL || !haven_vault_file_edit (folder, keys, replace_slot, &recovery, NULL, error))
    return NULL;
  haven_store_close (store);
  return haven_vaults_open (folder,
                            haven_vaults_get_sign_in_name (member),
                            member->passphrase,
                            keyring,
                            NULL,
                            error);
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
  g_autofree char *member_id = NULL;
  int lock;
  gboolean done;

  if (file == NULL)
    return FALSE;
  keys = unlock (folder, file, sign_in_name, passphrase, keyring, NULL, &member_id, error);
  lock = keys ? haven_vault_lock_alone (folder, error) : -1;
  if (lock < 0)
    return FALSE;
  done = haven_vault_settle_rekeys (folder, file, keys, error) &&
         haven_vault_rekey (folder, file, keys, partition, NULL, NULL, NULL, error);
  haven_vault_unlock (lock);
  return done;
}
