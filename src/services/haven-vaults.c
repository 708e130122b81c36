/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vaults.h"

#include "haven-demo-private.h"
#include "haven-id.h"
#include "haven-roles.h"
#include "haven-tables.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static const char demo_file[] = "demo-passphrase";

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_PERMISSIONS,
                   "The folder for the vault cannot be made: %s. Choose another place.",
                   g_strerror (errno));
      return FALSE;
    }
  dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL || g_dir_read_name (dir) != NULL)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_EXISTS,
                           "That folder is not empty. Nothing was changed. Choose a new or an empty folder for the vault.");
      return FALSE;
    }
  return g_chmod (folder, 0700) == 0;
}

/* The keyring is a convenience: where it is not there, the passphrase opens the vault all the same. */
static gboolean
add_device_slot (HavenVaultFile *file, HavenVaultKeys *keys, HavenKeyring *keyring, GError **error)
{
  guint8 device_key[HAVEN_DEVICE_KEY_SIZE];
  gboolean added = TRUE;

  if (keyring == NULL)
    return TRUE;
  if (getrandom (device_key, sizeof device_key, 0) != sizeof device_key)
    return TRUE;
  if (haven_keyring_keep (keyring, haven_vault_file_get_id (file), device_key, NULL) == HAVEN_KEYRING_FOUND)
    added = haven_vault_file_add_device (file, keys, device_key, error);
  explicit_bzero (device_key, sizeof device_key);
  return added;
}

static gboolean
write_vault_file (const char *folder,
                  HavenVaultKeys *keys,
                  const char *passphrase,
                  HavenKeyring *keyring,
                  GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (keys);

  return haven_vault_file_add_passphrase (file, keys, passphrase, error) &&
         add_device_slot (file, keys, keyring, error) && haven_vault_file_write (file, folder, error);
}

typedef struct
{
  const HavenVaultSetup *setup;
  HavenStaffMember *member;
} FirstRows;

static gboolean
write_first_rows (HavenTransaction *transaction, gpointer data, GError **error)
{
  FirstRows *rows = data;

  return haven_transaction_insert (transaction, &haven_staff_member_info, rows->member, error) &&
         haven_tables_set_setting (transaction, "name", rows->setup->clinic_name, error) &&
         haven_tables_set_setting (transaction, "zone", rows->setup->zone ? rows->setup->zone : "", error) &&
         haven_tables_set_setting (transaction, "owner", rows->member->id, error);
}

static HavenStaffMember *
make_owner (const HavenVaultSetup *setup, HavenRoles *roles)
{
  HavenStaffMember *member = haven_staff_member_new ();

  member->id = haven_id_new ();
  member->name = g_strdup (setup->staff_name);
  /* Whoever makes a vault begins alone, with everything to do; others take roles over. */
  member->roles = haven_roles_dup_codes (roles);
  member->active = TRUE;
  return member;
}

/* What could not be made whole leaves nothing behind: the folder was empty before, and can be tried again. */
static void
empty_again (const char *folder)
{
  static const char *const names[] = { "vault.json", "vault.json.previous", "shared.db", "clinical.db", "legal.db", demo_file };
  static const char *const endings[] = { "", "-wal", "-shm", "-journal", ".part" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (endings); k++)
      {
        g_autofree char *name = g_strconcat (names[i], endings[k], NULL);
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_remove (path);
      }
}

static HavenSession *
create_in_folder (const char *folder,
                  const char *passphrase,
                  const HavenVaultSetup *setup,
                  HavenKeyring *keyring,
                  GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new_random ();
  g_autoptr (HavenClock) clock = haven_clock_new (setup->zone);
  g_autoptr (HavenRoles) roles = haven_roles_load (error);
  g_autoptr (HavenStaffMember) owner = roles ? make_owner (setup, roles) : NULL;
  g_autoptr (HavenStore) store = NULL;
  FirstRows rows = { setup, owner };
  HavenAct act = {
    .staff_id = owner ? owner->id : NULL,
    .action = HAVEN_ACTION_CREATE,
    .record = "staff_member",
    .object_id = owner ? owner->id : NULL,
    .partitions = HAVEN_IN_SHARED,
  };

  /* The way to the keys is on disk before anything is encrypted with them. */
  if (owner == NULL || !write_vault_file (folder, keys, passphrase, keyring, error))
    return NULL;
  store = haven_store_create (folder, keys, clock, error);
  if (store == NULL || !haven_store_run (store, &act, write_first_rows, &rows, error))
    return NULL;
  return haven_session_new (store, owner->id, FALSE, error);
}

/**
 * haven_vaults_create:
 * @folder: a new or empty folder
 * @keyring: (nullable): where this device's key is kept, so that this device opens the vault without the passphrase
 *
 * Makes a vault and signs its first administrator in. About a tenth of a second: not on the main thread.
 */
HavenSession *
haven_vaults_create (const char *folder,
                     const char *passphrase,
                     const HavenVaultSetup *setup,
                     HavenKeyring *keyring,
                     GError **error)
{
  HavenSession *session;

  if (!make_folder (folder, error))
    return NULL;
  session = create_in_folder (folder, passphrase, setup, keyring, error);
  if (session == NULL)
    empty_again (folder);
  return session;
}

/* ── Opening ──────────────────────────────────────────────────────────────── */

static HavenVaultKeys *
unlock (HavenVaultFile *file, const char *passphrase, HavenKeyring *keyring, HavenKeyringState *state, GError **error)
{
  guint8 device_key[HAVEN_DEVICE_KEY_SIZE];
  HavenVaultKeys *keys = NULL;

  if (passphrase != NULL)
    return haven_vault_file_unlock_with_passphrase (file, passphrase, error);
  *state = keyring ? haven_keyring_lookup (keyring, haven_vault_file_get_id (file), device_key, NULL)
                   : HAVEN_KEYRING_ABSENT;
  if (*state == HAVEN_KEYRING_FOUND)
    keys = haven_vault_file_unlock_with_device (file, device_key, error);
  else
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
                         haven_keyring_state_get_sentence (*state));
  explicit_bzero (device_key, sizeof device_key);
  return keys;
}

typedef struct
{
  char *zone;
  char *owner;
  gboolean demo;
} Clinic;

static gboolean
read_clinic (HavenTransaction *transaction, gpointer data, GError **error)
{
  Clinic *clinic = data;
  g_autoptr (GError) failure = NULL;
  g_autofree char *demo = NULL;

  clinic->owner = haven_tables_dup_setting (transaction, "owner", &failure);
  if (failure == NULL)
    clinic->zone = haven_tables_dup_setting (transaction, "zone", &failure);
  if (failure == NULL)
    demo = haven_tables_dup_setting (transaction, "demo", &failure);
  clinic->demo = g_strcmp0 (demo, "yes") == 0;
  if (failure == NULL && clinic->owner == NULL)
    g_set_error_literal (&failure,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_A_VAULT,
                         "The set-up of this vault was not finished. Make a new one in an empty folder.");
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
load_clinic (HavenStore *store, Clinic *clinic, GError **error)
{
  HavenAct act = {
    .staff_id = "nobody",
    .action = HAVEN_ACTION_SIGN_IN,
    .record = "clinic_setting",
    .partitions = HAVEN_IN_SHARED,
  };

  return haven_store_run (store, &act, read_clinic, clinic, error);
}

static HavenSession *
open_with_keys (const char *folder, HavenVaultKeys *keys, GError **error)
{
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  g_autoptr (HavenStore) store = haven_store_open (folder, keys, clock, error);
  HavenSession *session = NULL;
  Clinic clinic = { 0 };

  if (store != NULL && load_clinic (store, &clinic, error))
    {
      haven_store_set_zone (store, clinic.zone);
      session = haven_session_new (store, clinic.owner, clinic.demo, error);
    }
  g_free (clinic.zone);
  g_free (clinic.owner);
  return session;
}

/**
 * haven_vaults_open:
 * @passphrase: (nullable): %NULL asks @keyring for this device's key
 * @keyring: (nullable):
 * @state: (out) (optional): what the keyring said, where it was asked
 */
HavenSession *
haven_vaults_open (const char *folder,
                   const char *passphrase,
                   HavenKeyring *keyring,
                   HavenKeyringState *state,
                   GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (folder, error);
  g_autoptr (HavenVaultKeys) keys = NULL;
  HavenKeyringState own_state = HAVEN_KEYRING_ABSENT;

  if (file == NULL)
    return NULL;
  keys = unlock (file, passphrase, keyring, state ? state : &own_state, error);
  return keys ? open_with_keys (folder, keys, error) : NULL;
}

/* ── The sample clinic ────────────────────────────────────────────────────── */

static char *
make_passphrase (void)
{
  guint8 bytes[15];

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    return NULL;
  return g_base64_encode (bytes, sizeof bytes);
}

static gboolean
write_passphrase (const char *path, const char *passphrase, GError **error)
{
  int file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gsize length = strlen (passphrase);
  gboolean written = file >= 0 && write (file, passphrase, length) == (gssize) length;

  if (file >= 0)
    close (file);
  if (!written)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_INPUT_OUTPUT,
                         "The passphrase of the sample clinic could not be written. Choose another folder.");
  return written;
}

/**
 * haven_vaults_make_demo:
 * @folder: a new or empty folder
 * @passphrase_file: (out) (optional): the path of a file, mode 0600, that holds the passphrase
 *
 * Makes the sample clinic's vault. Its people are made up and its dates lie around today.
 */
HavenSession *
haven_vaults_make_demo (const char *folder, char **passphrase_file, GError **error)
{
  g_autofree char *passphrase = make_passphrase ();
  g_autofree char *path = g_build_filename (folder, demo_file, NULL);
  g_autoptr (HavenSession) session = NULL;
  HavenVaultSetup setup = { "Sample clinic", NULL, "Sample administrator" };
  g_autofree char *zone = haven_demo_dup_zone (error);

  if (zone == NULL)
    return NULL;
  setup.zone = zone;
  session = passphrase ? haven_vaults_create (folder, passphrase, &setup, NULL, error) : NULL;
  if (session == NULL)
    return NULL;
  if (!write_passphrase (path, passphrase, error) || !haven_demo_fill (session, error))
    {
      g_clear_object (&session);
      empty_again (folder);
      return NULL;
    }
  if (passphrase_file)
    *passphrase_file = g_steal_pointer (&path);
  return haven_session_new (haven_session_get_store (session), haven_session_get_staff_id (session), TRUE, error);
}

/** The sample clinic in a folder of its own, in memory where the system has such a place; it goes when it is left. */
HavenSession *
haven_vaults_make_throw_away_demo (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "haven-sample-XXXXXX", NULL);
  HavenSession *session;

  if (g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp ("haven-sample-XXXXXX", error);
      if (folder == NULL)
        return NULL;
    }
  session = haven_vaults_make_demo (folder, NULL, error);
  if (session)
    haven_session_set_throw_away (session);
  return session;
}
