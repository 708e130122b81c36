/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-diary.h"

#include "haven-safe-file.h"

#include <sodium.h>
#include <string.h>

/* It is the same for everybody of a vault, and small: a file beside the backups, sealed under the shared part's key. */
typedef struct
{
  guint32 format;
  guint32 drilled;
  gint64 drilled_at;
  gint64 elsewhere_wanted;
  gint64 elsewhere_at[HAVEN_N_PARTITIONS];
} Entry;

#define FORMAT 1
#define SEALED_SIZE (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + sizeof (Entry))

static const char diary_purpose[] = "haven backup diary 1";

static char *
build_path (const char *vault_folder)
{
  return g_build_filename (vault_folder, "backups", "diary", NULL);
}

static gboolean
unseal (const char *text, HavenVaultKeys *keys, Entry *entry)
{
  guint8 key[HAVEN_VAULT_KEY_SIZE];
  gsize size;
  g_autofree guint8 *sealed = g_base64_decode (text, &size);
  gboolean opened;

  if (size != SEALED_SIZE)
    return FALSE;
  haven_vault_keys_derive (keys, HAVEN_PARTITION_SHARED, diary_purpose, key);
  opened = crypto_secretbox_open_easy ((guint8 *) entry,
                                       sealed + crypto_secretbox_NONCEBYTES,
                                       size - crypto_secretbox_NONCEBYTES,
                                       sealed,
                                       key) == 0;
  sodium_memzero (key, sizeof key);
  return opened && entry->format == FORMAT;
}

/** One that is not there, or cannot be read, is empty: nothing is known, so everything is due. */
HavenBackupDiary
haven_backup_diary_read (const char *vault_folder, HavenVaultKeys *keys)
{
  g_autofree char *path = build_path (vault_folder), *text = NULL;
  HavenBackupDiary self = { 0 };
  Entry entry;

  if (haven_vault_keys_get (keys, HAVEN_PARTITION_SHARED) == NULL || !g_file_get_contents (path, &text, NULL, NULL) ||
      !unseal (text, keys, &entry))
    return self;
  self.drilled_at = entry.drilled_at;
  self.drilled = entry.drilled;
  self.elsewhere_wanted = entry.elsewhere_wanted != 0;
  memcpy (self.elsewhere_at, entry.elsewhere_at, sizeof self.elsewhere_at);
  return self;
}

gboolean
haven_backup_diary_write (const HavenBackupDiary *self, const char *vault_folder, HavenVaultKeys *keys, GError **error)
{
  g_autofree char *path = build_path (vault_folder), *text = NULL;
  Entry entry = { .format = FORMAT,
                  .drilled = self->drilled,
                  .drilled_at = self->drilled_at,
                  .elsewhere_wanted = self->elsewhere_wanted };
  guint8 key[HAVEN_VAULT_KEY_SIZE], sealed[SEALED_SIZE];

  memcpy (entry.elsewhere_at, self->elsewhere_at, sizeof entry.elsewhere_at);
  haven_vault_keys_derive (keys, HAVEN_PARTITION_SHARED, diary_purpose, key);
  randombytes_buf (sealed, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (sealed + crypto_secretbox_NONCEBYTES, (const guint8 *) &entry, sizeof entry, sealed, key);
  sodium_memzero (key, sizeof key);
  text = g_base64_encode (sealed, sizeof sealed);
  return haven_safe_file_write (path, text, error);
}
