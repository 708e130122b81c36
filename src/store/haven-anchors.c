/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-anchors-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The file `heads` holds two slots for each partition, whether or not there is such a partition, and looks like noise.
 * A commit is followed by one small write into the slot that was not written last, without waiting for the disk: the
 * commit itself is on disk by then, so a head that is kept is never ahead of its chain, and one that was torn by a
 * power loss is no valid slot, and the other counts.
 */
#define SLOT_SIZE 128
#define PLAIN_SIZE (SLOT_SIZE - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES)
#define N_SLOTS 2
#define FILE_SIZE (HAVEN_N_PARTITIONS * N_SLOTS * SLOT_SIZE)
#define PURPOSE "haven heads"
#define FORMAT 1

G_STATIC_ASSERT (HAVEN_ANCHORS_BLOB_SIZE == HAVEN_N_PARTITIONS * SLOT_SIZE);
G_STATIC_ASSERT (crypto_secretbox_KEYBYTES == HAVEN_VAULT_KEY_SIZE);

typedef struct
{
  guint8 bytes[HAVEN_N_PARTITIONS][crypto_secretbox_KEYBYTES];
} Keys;

struct _HavenAnchors
{
  int file; /* -1: this vault is only looked at */
  Keys *keys;
  HavenPartitions partitions;

  GMutex mutex; /* guards what follows */
  HavenPartitions known;
  HavenAuditHead heads[HAVEN_N_PARTITIONS];
  guint next_slot[HAVEN_N_PARTITIONS];
};

/* ── A slot ───────────────────────────────────────────────────────────────── */

static void
put_number (guint8 *bytes, gint64 number)
{
  guint64 big = GUINT64_TO_BE ((guint64) number);

  memcpy (bytes, &big, sizeof big);
}

static gint64
take_number (const guint8 *bytes)
{
  guint64 big;

  memcpy (&big, bytes, sizeof big);
  return (gint64) GUINT64_FROM_BE (big);
}

static void
seal_slot (const guint8 *key, const HavenAuditHead *head, guint8 *slot)
{
  guint8 plain[PLAIN_SIZE] = { FORMAT };

  put_number (plain + 8, head->sequence);
  put_number (plain + 16, head->at);
  memcpy (plain + 24, head->hash, HAVEN_HASH_SIZE);
  randombytes_buf (slot, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (slot + crypto_secretbox_NONCEBYTES, plain, sizeof plain, slot, key);
}

static gboolean
unseal_slot (const guint8 *key, const guint8 *slot, HavenAuditHead *head)
{
  guint8 plain[PLAIN_SIZE];

  if (crypto_secretbox_open_easy (plain,
                                  slot + crypto_secretbox_NONCEBYTES,
                                  SLOT_SIZE - crypto_secretbox_NONCEBYTES,
                                  slot,
                                  key) != 0 ||
      plain[0] != FORMAT)
    return FALSE;
  head->sequence = take_number (plain + 8);
  head->at = take_number (plain + 16);
  memcpy (head->hash, plain + 24, HAVEN_HASH_SIZE);
  return head->sequence >= 0;
}

/* ── The file ─────────────────────────────────────────────────────────────── */

static off_t
slot_offset (HavenPartition partition, guint slot)
{
  return (off_t) ((partition * N_SLOTS + slot) * SLOT_SIZE);
}

/* The newer of the two slots that can be read; the next head goes into the other. */
static gboolean
read_slots (int file, const guint8 *key, HavenPartition partition, HavenAuditHead *head, guint *next_slot)
{
  gboolean found = FALSE;

  *next_slot = 0;
  for (guint i = 0; i < N_SLOTS; i++)
    {
      guint8 slot[SLOT_SIZE];
      HavenAuditHead one;

      if (pread (file, slot, sizeof slot, slot_offset (partition, i)) != sizeof slot ||
          !unseal_slot (key, slot, &one) || (found && one.sequence <= head->sequence))
        continue;
      *head = one;
      *next_slot = 1 - i;
      found = TRUE;
    }
  return found;
}

static int
open_file (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "heads", NULL);
  int file = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  guint8 noise[FILE_SIZE];
  struct stat status;

  if (file < 0)
    {
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_PERMISSIONS,
                   "The file “heads” of the vault cannot be opened: %s. Check the permissions of its folder.",
                   g_strerror (errno));
      return -1;
    }
  randombytes_buf (noise, sizeof noise);
  /* A slot that cannot be written on a full disk is one that is not valid, and is told as such. */
  if (fstat (file, &status) == 0 && status.st_size < FILE_SIZE &&
      pwrite (file, noise, (gsize) (FILE_SIZE - status.st_size), status.st_size) < 0)
    errno = 0;
  return file;
}

/**
 * haven_anchors_open:
 * @partitions: those that are open
 * @to_look: nothing is kept anew: what the file says is evidence
 */
HavenAnchors *
haven_anchors_open (const char *folder,
                    HavenVaultKeys *keys,
                    HavenPartitions partitions,
                    gboolean to_look,
                    GError **error)
{
  g_autoptr (HavenAnchors) self = g_new0 (HavenAnchors, 1);

  g_mutex_init (&self->mutex);
  self->file = -1;
  self->partitions = partitions;
  self->keys = sodium_malloc (sizeof *self->keys);
  if (self->keys == NULL)
    g_error ("no memory for keys");
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (partitions & (1u << i))
      haven_vault_keys_derive (keys, (HavenPartition) i, PURPOSE, self->keys->bytes[i]);
  self->file = to_look ? -1 : open_file (folder, error);
  if (self->file < 0 && !to_look)
    return NULL;
  for (int i = 0; i < HAVEN_N_PARTITIONS && !to_look; i++)
    if ((partitions & (1u << i)) != 0 &&
        read_slots (self->file, self->keys->bytes[i], (HavenPartition) i, &self->heads[i], &self->next_slot[i]))
      self->known |= 1u << i;
  return g_steal_pointer (&self);
}

void
haven_anchors_close (HavenAnchors *self)
{
  if (self == NULL)
    return;
  if (self->file >= 0)
    close (self->file);
  sodium_free (self->keys);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/** The head that was kept last; %FALSE where none can be read. */
gboolean
haven_anchors_get (HavenAnchors *self, HavenPartition partition, HavenAuditHead *head)
{
  gboolean known;

  g_mutex_lock (&self->mutex);
  known = (self->known & (1u << partition)) != 0;
  if (known)
    *head = self->heads[partition];
  g_mutex_unlock (&self->mutex);
  return known;
}

/** To be called after a commit: one write of constant size, which is not waited for. */
void
haven_anchors_keep (HavenAnchors *self, HavenPartition partition, const HavenAuditHead *head)
{
  guint8 slot[SLOT_SIZE];

  g_mutex_lock (&self->mutex);
  self->heads[partition] = *head;
  self->known |= 1u << partition;
  if (self->file >= 0)
    {
      seal_slot (self->keys->bytes[partition], head, slot);
      /* A head that cannot be written leaves the one before it, which still counts. */
      if (pwrite (self->file, slot, sizeof slot, slot_offset (partition, self->next_slot[partition])) == sizeof slot)
        self->next_slot[partition] = 1 - self->next_slot[partition];
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * haven_anchors_seal:
 * @previous: (nullable): the blob that this one takes the place of
 * @blob: %HAVEN_ANCHORS_BLOB_SIZE bytes
 *
 * What is said of a partition that is not open here is taken over from @previous, or is noise.
 */
void
haven_anchors_seal (HavenAnchors *self, GBytes *previous, guint8 *blob)
{
  gsize size = 0;
  const guint8 *old = previous ? g_bytes_get_data (previous, &size) : NULL;

  randombytes_buf (blob, HAVEN_ANCHORS_BLOB_SIZE);
  if (size == HAVEN_ANCHORS_BLOB_SIZE)
    memcpy (blob, old, size);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      HavenAuditHead head;

      if (haven_anchors_get (self, (HavenPartition) i, &head))
        seal_slot (self->keys->bytes[i], &head, blob + i * SLOT_SIZE);
    }
}

/** Reads what a blob says of an open partition; %FALSE where it says nothing that can be read. */
gboolean
haven_anchors_unseal (HavenAnchors *self, const guint8 *blob, HavenPartition partition, HavenAuditHead *head)
{
  return (self->partitions & (1u << partition)) != 0 &&
         unseal_slot (self->keys->bytes[partition], blob + partition * SLOT_SIZE, head);
}

/** Whether the chain goes as far as @anchor and through it, by two looks. */
gboolean
haven_anchors_check (HavenDatabase *database, HavenPartition partition, const HavenAuditHead *anchor, GError **error)
{
  HavenAuditHead head;
  gboolean contains = FALSE;

  if (!haven_audit_read_head (database, partition, &head, error) ||
      !haven_audit_contains (database, partition, anchor, HAVEN_HASH_SIZE, &contains, error))
    return FALSE;
  if (contains && head.sequence >= anchor->sequence)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_ROLLED_BACK,
               "The “%s” part of this vault is not the one that was used last: an older copy was put in its place, or "
               "its log was made anew. Nothing was changed. An administrator can open it to look only, compare it with "
               "the printed heads, and restore the latest backup.",
               haven_partition_get_name (partition));
  return FALSE;
}

/* ── A new key ────────────────────────────────────────────────────────────── */

/**
 * haven_anchors_rekey:
 * @before: holds the partition's key until now
 * @after: holds its new one
 *
 * Seals the kept heads of a partition anew, when its key changes. The vault must not be open.
 */
gboolean
haven_anchors_rekey (const char *folder,
                     HavenPartition partition,
                     HavenVaultKeys *before,
                     HavenVaultKeys *after,
                     GError **error)
{
  const HavenPartitions one = (HavenPartitions) (1u << partition);
  g_autoptr (HavenAnchors) from = haven_anchors_open (folder, before, one, FALSE, error);
  g_autoptr (HavenAnchors) to = from ? haven_anchors_open (folder, after, one, FALSE, error) : NULL;
  HavenAuditHead head;

  if (to == NULL)
    return FALSE;
  /* Twice, for both slots: nothing under the key that went stays behind. */
  if (haven_anchors_get (from, partition, &head))
    for (int i = 0; i < N_SLOTS; i++)
      haven_anchors_keep (to, partition, &head);
  if (fdatasync (to->file) == 0 || errno == EINVAL)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_INPUT_OUTPUT,
                       "The heads of the log could not be kept under the new key. Nothing was lost. Check the disk, then "
                       "open the vault again.");
  return FALSE;
}
