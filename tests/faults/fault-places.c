/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-places.h"

#include <glib/gstdio.h>

/** Somebody has worked in it for a day already. */
FaultPlaces *
fault_places_new (void)
{
  FaultPlaces *self = g_new0 (FaultPlaces, 1);
  HavenTestVault *vault;
  g_autofree char *elsewhere = NULL, *folder = NULL;

  self->made = haven_test_backup_new (0);
  self->ledger = fault_ledger_new ();
  self->folder = g_strdup (self->made->outside);
  vault = self->made->vault;
  g_clear_object (&vault->store);
  folder = fault_places_build (self, "vault");
  g_assert_cmpint (g_rename (vault->folder, folder), ==, 0);
  g_free (vault->folder);
  vault->folder = g_steal_pointer (&folder);
  elsewhere = fault_places_build (self, "elsewhere");
  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  fault_places_live (self, FAULT_N_ACTS);
  self->n_before = self->ledger->acknowledged->len;
  g_assert_cmpuint (self->n_before, ==, FAULT_N_ACTS);
  return self;
}

void
fault_places_free (FaultPlaces *self)
{
  if (self == NULL)
    return;
  haven_test_backup_free (self->made);
  fault_ledger_free (self->ledger);
  g_free (self->folder);
  g_free (self);
}

char *
fault_places_build (FaultPlaces *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/** Writes one into the vault's own folder for backups. */
HavenBackupInfo *
fault_write_backup (const char *vault, HavenVaultKeys *keys, GError **error)
{
  g_autofree char *backups = g_build_filename (vault, "backups", NULL);
  g_autoptr (HavenBackup) backup = haven_backup_new (vault, NULL, keys, error);

  return backup ? haven_backup_write (backup, backups, FAULT_NOW, NULL, NULL, NULL, error) : NULL;
}

/** Makes a backup of the vault as it is, and puts it beside the vault. */
void
fault_places_keep_backup (FaultPlaces *self)
{
  HavenTestVault *vault = self->made->vault;
  g_autoptr (HavenBackupInfo) info = fault_write_backup (vault->folder, vault->keys, NULL);

  g_assert_nonnull (info);
  self->made->backup = fault_places_build (self, FAULT_KEPT_BACKUP);
  g_assert_cmpint (g_rename (info->path, self->made->backup), ==, 0);
}

/** Opens the vault, does acts in it, each of which is acknowledged, and closes it. */
void
fault_places_live (FaultPlaces *self, guint n_acts)
{
  HavenTestVault *vault = self->made->vault;

  vault->store = fault_sign_in (vault->folder, vault, NULL);
  for (guint i = 0; vault->store && i < n_acts; i++)
    if (fault_do_act (vault, (FaultActKind) (i % FAULT_N_ACTS), self->ledger, NULL, NULL))
      fault_acknowledge (self->ledger->acknowledged->pdata[self->ledger->acknowledged->len - 1]);
  g_clear_object (&vault->store);
}

/** By both printed codes, as on a machine that knows nothing of the vault. */
HavenVaultKeys *
fault_places_recover (FaultPlaces *self, HavenVaultFile *file, GError **error)
{
  g_autoptr (HavenVaultKeys) keys = haven_vault_file_recover (file, self->made->clinic_code, error);
  g_autoptr (HavenVaultKeys) legal = keys ? haven_vault_file_recover (file, self->made->legal_code, error) : NULL;

  if (legal == NULL)
    return NULL;
  haven_vault_keys_add_all (keys, legal);
  return g_steal_pointer (&keys);
}

static void
add_acts (GPtrArray *acts, GPtrArray *texts, guint n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    if (g_ascii_isdigit (*(const char *) texts->pdata[i]))
      g_ptr_array_add (acts, texts->pdata[i]);
}

/** fault_describe_state() for a vault at @folder: all acts before, and those among @acknowledged, are in it. */
char *
fault_places_describe (const char *folder, HavenVaultKeys *keys, FaultPlaces *self, GPtrArray *acknowledged)
{
  HavenTestVault vault = *self->made->vault;
  g_autoptr (GPtrArray) acts = g_ptr_array_new ();

  vault.keys = keys;
  add_acts (acts, self->ledger->acknowledged, self->n_before);
  if (acknowledged)
    add_acts (acts, acknowledged, acknowledged->len);
  return fault_describe_state (folder, &vault, acts, FALSE);
}

/** Whether anything in @folder, however deep, has such an ending. */
gboolean
fault_has_name (const char *folder, const char *ending)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ending) || fault_has_name (path, ending))
        return TRUE;
    }
  return FALSE;
}
