/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static int
take (const char *folder, const char *name, int how, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (lock < 0)
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   errno == EROFS ? HAVEN_STORE_ERROR_READ_ONLY : HAVEN_STORE_ERROR_PERMISSIONS,
                   "The vault cannot be locked for use: %s. Check the permissions of its folder and the disk.",
                   g_strerror (errno));
      return -1;
    }
  while (flock (lock, how) != 0)
    {
      if (errno == EINTR)
        continue;
      close (lock);
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_BUSY,
                           "Another program is using the vault. Nothing was changed. Close it and try again.");
      return -1;
    }
  return lock;
}

/** Returns: a lock to give back, or -1 while somebody has the vault alone */
int
haven_vault_lock_share (const char *folder, GError **error)
{
  return take (folder, "vault.lock", LOCK_SH | LOCK_NB, error);
}

/** Returns: a lock to give back, or -1 while anybody has the vault open */
int
haven_vault_lock_alone (const char *folder, GError **error)
{
  return take (folder, "vault.lock", LOCK_EX | LOCK_NB, error);
}

/** For the moment in which `vault.json` is read, changed and written: waits for the other who does so. */
int
haven_vault_lock_writing (const char *folder, GError **error)
{
  return take (folder, "vault.json.lock", LOCK_EX, error);
}

/** For one try of a passphrase: tries come one after the other, so that many at once are no more than one. */
int
haven_vault_lock_signing (const char *folder, GError **error)
{
  return take (folder, "sign-in.lock", LOCK_EX, error);
}

/** @lock: may be -1 */
void
haven_vault_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}
