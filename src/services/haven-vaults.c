/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vaults-private.h"

#include "haven-id.h"
#include "haven-safe-file.h"
#include "haven-tables.h"
#include "haven-vault-lock.h"
#include "haven-vault-unfinished.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>

#define SHARED_AND_CLINICAL (HAVEN_IN_SHARED | HAVEN_IN_CLINICAL)

void
haven_recovery_codes_clear (HavenRecoveryCodes *codes)
{
  char **const all[] = { &codes->clinic, &codes->legal };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (*all[i])
      explicit_bzero (*all[i], strlen (*all[i]));
  g_clear_pointer (&codes->clinic, g_free);
  g_clear_pointer (&codes->legal, g_free);
}

const char *
haven_vaults_get_sign_in_name (const HavenNewMember *member)
{
  return member->sign_in_name ? member->sign_in_name : member->name;
}

/** The partitions whose keys somebody with these roles works with. */
guint
haven_vaults_get_partitions_for (const char *const *roles)
{
  static const struct
  {
    const char *role;
    guint partitions;
  } held[] = {
    { "clinician", HAVEN_IN_CLINICAL }, { "behavioural-clinician", HAVEN_IN_CLINICAL },
    { "attorney", HAVEN_IN_LEGAL },     { "paralegal", HAVEN_IN_LEGAL },
    { "advocate", HAVEN_IN_LEGAL },
  };
  guint partitions = HAVEN_IN_SHARED;

  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    if (roles && g_strv_contains (roles, held[i].role))
      partitions |= held[i].partitions;
  return partitions;
}

HavenStaffMember *
haven_vaults_make_staff_member (const HavenNewMember *member)
{
  HavenStaffMember *row = haven_staff_member_new ();

  row->id = haven_id_new ();
  row->name = g_strdup (member->name);
  row->roles = g_strdupv ((char **) member->roles);
  row->active = TRUE;
  return row;
}

/** Returns: (transfer full): those of @keys that are of @partitions */
HavenVaultKeys *
haven_vaults_pick_keys (HavenVaultKeys *keys, guint partitions)
{
  HavenVaultKeys *picked = haven_vault_keys_copy (keys);

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) == 0)
      haven_vault_keys_remove (picked, (HavenPartition) i);
  return picked;
}

/* ── Setting up ───────────────────────────────────────────────────────────── */

static gboolean
set_folder_error (GError **error, const char *folder, int failure)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_PERMISSIONS,
               "The folder for the vault cannot be made: %s. Choose another place.",
               g_strerror (failure));
  return FALSE;
}

/* Each folder's name is brought to the disk with it: what is kept below it is told to be kept. */
static gboolean
make_folders (const char *folder, GError **error)
{
  g_autofree char *above = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (strcmp (above, folder) != 0 && !make_folders (above, error))
    return FALSE;
  return (g_mkdir (folder, 0700) == 0 && haven_safe_file_sync_folder (above)) || errno == EEXIST ||
         set_folder_error (error, folder, errno);
}

static gboolean
set_not_empty (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_EXISTS,
                       "That folder is not empty. Nothing was changed. Choose a new or an empty folder for the vault.");
  return FALSE;
}

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL), *above = g_path_get_dirname (path);

  if (!make_folders (path, error))
    return FALSE;
  /* It may have been made a moment ago by somebody else. */
  haven_safe_file_sync_folder (above);
  if (!haven_vault_unfinished_is_free (folder))
    return set_not_empty (error);
  return g_chmod (folder, 0700) == 0 || set_folder_error (error, folder, errno);
}

/* What an interrupted set-up left is begun anew; what somebody else made meanwhile is left alone. */
static gboolean
mark_folder (const char *folder, GError **error)
{
  const int lock = haven_vault_lock_alone (folder, error);
  gboolean marked = lock >= 0 && (haven_vault_unfinished_is_free (folder) || set_not_empty (error));

  if (marked)
    {
      haven_vault_unfinished_remove_files (folder);
      marked = haven_vault_unfinished_mark (folder, error);
    }
  haven_vault_unlock (lock);
  return marked;
}

/** What could not be made whole, or is not wanted, leaves nothing behind: the folder can be tried again. */
void
haven_vaults_clear_folder (const char *folder)
{
  const int lock = haven_vault_lock_alone (folder, NULL);

  if (lock >= 0)
    haven_vault_unfinished_clear (folder);
  haven_vault_unlock (lock);
}

/** A new share for this device: for a vault that is being made, and for who came in by a recovery code. */
const guint8 *
haven_vaults_make_share (HavenVaultFile *file, HavenKeyring *keyring, guint8 *share, GError **error)
{
  HavenKeyringState state = HAVEN_KEYRING_FAILED;

  if (keyring != NULL && getrandom (share, HAVEN_DEVICE_KEY_SIZE, 0) == HAVEN_DEVICE_KEY_SIZE)
    state = haven_keyring_keep (keyring, haven_vault_file_get_id (file), share, NULL);
  if (state == HAVEN_KEYRING_FOUND)
    return share;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_WRONG_KEY,
                       keyring ? haven_keyring_state_get_sentence (state)
                               : "Without the system keyring, members can only sign in by the passphrase alone. Allow that, "
                                 "or set up the vault in a desktop session.");
  return NULL;
}

static gboolean
add_members (HavenVaultFile *file,
             HavenVaultKeys *keys,
             const HavenVaultSetup *setup,
             GPtrArray *rows,
             const guint8 *share,
             GError **error)
{
  for (gsize i = 0; i < setup->n_members; i++)
    {
      const HavenNewMember *member = &setup->members[i];
      const HavenStaffMember *row = rows->pdata[i];
      g_autoptr (HavenVaultKeys) own = haven_vaults_pick_keys (keys, haven_vaults_get_partitions_for (member->roles));

      if (!haven_vault_file_add_member (file,
                                        row->id,
                                        haven_vaults_get_sign_in_name (member),
                                        member->passphrase,
                                        share,
                                        own,
                                        error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_recovery (HavenVaultFile *file, HavenVaultKeys *keys, HavenRecoveryCodes *codes, GError **error)
{
  if (codes == NULL)
    return TRUE;
  codes->clinic = haven_vault_file_add_recovery (file, keys, SHARED_AND_CLINICAL, error);
  codes->legal = codes->clinic ? haven_vault_file_add_recovery (file, keys, HAVEN_IN_LEGAL, error) : NULL;
  return codes->legal != NULL;
}

static HavenVaultFile *
make_vault_file (HavenVaultKeys *keys,
                 const HavenVaultSetup *setup,
                 GPtrArray *rows,
                 HavenKeyring *keyring,
                 HavenRecoveryCodes *codes,
                 GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (setup->cost);
  guint8 bytes[HAVEN_DEVICE_KEY_SIZE];
  const guint8 *share = NULL;
  gboolean made;

  haven_vault_file_set_passphrase_alone (file, setup->passphrase_alone);
  if (!setup->passphrase_alone)
    share = haven_vaults_make_share (file, keyring, bytes, error);
  made = (share != NULL || setup->passphrase_alone) && add_members (file, keys, setup, rows, share, error) &&
         add_recovery (file, keys, codes, error);
  explicit_bzero (bytes, sizeof bytes);
  return made ? g_steal_pointer (&file) : NULL;
}

typedef struct
{
  const HavenVaultSetup *setup;
  GPtrArray *rows;
} FirstRows;

static gboolean
write_first_rows (HavenTransaction *transaction, gpointer data, GError **error)
{
  FirstRows *first = data;

  for (guint i = 0; i < first->rows->len; i++)
    if (!haven_transaction_insert (transaction, &haven_staff_member_info, first->rows->pdata[i], error))
      return FALSE;
  return haven_tables_set_setting (transaction, "name", first->setup->clinic_name, error) &&
         haven_tables_set_setting (transaction, "zone", first->setup->zone ? first->setup->zone : "", error);
}

/* vault.json comes last: until it is there, nobody has the keys, and what lies there is begun anew. */
static gboolean
make_store (const char *folder,
            HavenVaultFile *file,
            HavenVaultKeys *keys,
            HavenClock *clock,
            FirstRows *first,
            GError **error)
{
  HavenAct act = { .action = HAVEN_ACTION_CREATE, .record = "staff_member", .partitions = HAVEN_IN_SHARED };
  g_autoptr (HavenStore) store = haven_store_create (folder, keys, clock, error);
  gboolean made;

  act.object_id = ((HavenStaffMember *) first->rows->pdata[0])->id;
  made = store != NULL && haven_store_admit_for_setup (store, act.object_id, error) &&
         haven_store_run (store, &act, write_first_rows, first, error) && haven_vault_file_write (file, keys, folder, error);
  if (store)
    haven_store_close (store);
  return made;
}

static HavenSession *
fill_folder (const char *folder,
             HavenVaultFile *file,
             HavenVaultKeys *keys,
             const HavenVaultSetup *setup,
             GPtrArray *rows,
             GError **error)
{
  g_autoptr (HavenClock) clock = haven_clock_new (setup->zone);
  g_autoptr (HavenVaultKeys) own = NULL;
  g_autoptr (HavenStore) store = NULL;
  FirstRows first = { setup, rows };

  if (!make_store (folder, file, keys, clock, &first, error))
    return NULL;
  /* Who made the vault goes on with no more than what is theirs. */
  own = haven_vaults_pick_keys (keys, haven_vaults_get_partitions_for (setup->members[0].roles));
  store = haven_store_open (folder, own, clock, error);
  return store ? haven_session_new (store, ((HavenStaffMember *) rows->pdata[0])->id, FALSE, error) : NULL;
}

/* Two that set up in one folder: the vault of the other is not ours to clear. */
static void
clear_after (const char *folder, HavenVaultFile *file)
{
  g_autoptr (HavenVaultFile) there = haven_vault_file_read (folder, NULL);

  if (there == NULL || strcmp (haven_vault_file_get_id (there), haven_vault_file_get_id (file)) == 0)
    haven_vaults_clear_folder (folder);
}

static HavenSession *
create_in_folder (const char *folder,
                  const HavenVaultSetup *setup,
                  HavenKeyring *keyring,
                  HavenRecoveryCodes *codes,
                  GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new_random ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_staff_member_free);
  g_autoptr (HavenVaultFile) file = NULL;
  HavenSession *session;

  for (gsize i = 0; i < setup->n_members; i++)
    g_ptr_array_add (rows, haven_vaults_make_staff_member (&setup->members[i]));
  file = make_vault_file (keys, setup, rows, keyring, codes, error);
  if (file == NULL || !mark_folder (folder, error))
    return NULL;
  session = fill_folder (folder, file, keys, setup, rows, error);
  if (session != NULL)
    haven_vault_unfinished_unmark (folder);
  else
    clear_after (folder, file);
  return session;
}

/**
 * haven_vaults_create:
 * @folder: a new or empty folder, or one in which a set-up was interrupted
 * @keyring: (nullable): where this device's share is kept, unless the passphrase alone shall do
 * @codes: (out) (optional): the recovery codes, to be printed and cleared; without them there are none
 *
 * Makes a vault and signs its first member in. About half a second for each member: not on the main thread.
 */
HavenSession *
haven_vaults_create (const char *folder,
                     const HavenVaultSetup *setup,
                     HavenKeyring *keyring,
                     HavenRecoveryCodes *codes,
                     GError **error)
{
  HavenSession *session;

  g_return_val_if_fail (setup->n_members > 0, NULL);

  if (!make_folder (folder, error))
    return NULL;
  session = create_in_folder (folder, setup, keyring, codes, error);
  if (session == NULL && codes)
    haven_recovery_codes_clear (codes);
  return session;
}
