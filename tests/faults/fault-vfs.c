/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-vfs.h"

#include <sqlite3.h>
#include <string.h>

const char *const fault_op_names[] = { "open",     "delete", "access", "read", "short read", "write",      "full",
                                       "truncate", "sync",   "size",   "lock", "shared map", "shared lock" };

static const int codes[] = { SQLITE_CANTOPEN,       SQLITE_IOERR_DELETE, SQLITE_IOERR_ACCESS, SQLITE_IOERR_READ,
                             SQLITE_IOERR_SHORT_READ, SQLITE_IOERR_WRITE,  SQLITE_FULL,         SQLITE_IOERR_TRUNCATE,
                             SQLITE_IOERR_FSYNC,    SQLITE_IOERR_FSTAT,  SQLITE_IOERR_LOCK,   SQLITE_IOERR_SHMMAP,
                             SQLITE_IOERR_SHMLOCK };

typedef struct
{
  sqlite3_file base;
  sqlite3_file *below; /* stands right behind */
} FaultFile;

static sqlite3_vfs vfs;
static sqlite3_vfs *below;
static gint counts[FAULT_N_OPS];
static gint n_failed;
static FaultOp wanted = FAULT_N_OPS;
static gint wanted_at;
static gboolean wanted_for_good;

/** The @at-th of this operation from now on fails, and with @for_good all after it. */
void
fault_vfs_fail (FaultOp op, guint at, gboolean for_good)
{
  memset (counts, 0, sizeof counts);
  n_failed = 0;
  wanted = op;
  wanted_at = (gint) at;
  wanted_for_good = for_good;
}

void
fault_vfs_stop (void)
{
  wanted = FAULT_N_OPS;
}

guint
fault_vfs_get_count (FaultOp op)
{
  return (guint) counts[op];
}

guint
fault_vfs_get_n_failed (void)
{
  return (guint) n_failed;
}

static gboolean
fails (FaultOp op)
{
  gint number = g_atomic_int_add (&counts[op], 1) + 1;

  if (wanted != op || (number != wanted_at && !(wanted_for_good && number > wanted_at)))
    return FALSE;
  g_atomic_int_inc (&n_failed);
  return TRUE;
}

#define BELOW(file) (((FaultFile *) (file))->below)
#define PASS(op, call) return fails (op) ? codes[op] : (call)

static int
close_file (sqlite3_file *file)
{
  return BELOW (file)->pMethods->xClose (BELOW (file));
}

static int
read_file (sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
  if (fails (FAULT_OP_READ))
    return codes[FAULT_OP_READ];
  if (fails (FAULT_OP_SHORT_READ))
    {
      /* What is missing is filled with zeros, as SQLite asks of its files. */
      memset (bytes, 0, (size_t) length);
      return codes[FAULT_OP_SHORT_READ];
    }
  return BELOW (file)->pMethods->xRead (BELOW (file), bytes, length, offset);
}

static int
write_file (sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
  if (fails (FAULT_OP_FULL))
    {
      BELOW (file)->pMethods->xWrite (BELOW (file), bytes, length / 2, offset);
      return codes[FAULT_OP_FULL];
    }
  PASS (FAULT_OP_WRITE, BELOW (file)->pMethods->xWrite (BELOW (file), bytes, length, offset));
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  PASS (FAULT_OP_TRUNCATE, BELOW (file)->pMethods->xTruncate (BELOW (file), size));
}

static int
sync_file (sqlite3_file *file, int flags)
{
  PASS (FAULT_OP_SYNC, BELOW (file)->pMethods->xSync (BELOW (file), flags));
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  PASS (FAULT_OP_SIZE, BELOW (file)->pMethods->xFileSize (BELOW (file), size));
}

static int
lock_file (sqlite3_file *file, int level)
{
  PASS (FAULT_OP_LOCK, BELOW (file)->pMethods->xLock (BELOW (file), level));
}

static int
unlock_file (sqlite3_file *file, int level)
{
  return BELOW (file)->pMethods->xUnlock (BELOW (file), level);
}

static int
check_reserved (sqlite3_file *file, int *answer)
{
  return BELOW (file)->pMethods->xCheckReservedLock (BELOW (file), answer);
}

static int
control_file (sqlite3_file *file, int operation, void *argument)
{
  return BELOW (file)->pMethods->xFileControl (BELOW (file), operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  return BELOW (file)->pMethods->xSectorSize (BELOW (file));
}

static int
get_characteristics (sqlite3_file *file)
{
  return BELOW (file)->pMethods->xDeviceCharacteristics (BELOW (file));
}

static int
map_shared (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  if (fails (FAULT_OP_SHARED_MAP))
    {
      *memory = NULL;
      return codes[FAULT_OP_SHARED_MAP];
    }
  return BELOW (file)->pMethods->xShmMap (BELOW (file), region, size, extend, memory);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  if (flags & SQLITE_SHM_UNLOCK)
    return BELOW (file)->pMethods->xShmLock (BELOW (file), offset, n, flags);
  PASS (FAULT_OP_SHARED_LOCK, BELOW (file)->pMethods->xShmLock (BELOW (file), offset, n, flags));
}

static void
order_shared (sqlite3_file *file)
{
  BELOW (file)->pMethods->xShmBarrier (BELOW (file));
}

static int
unmap_shared (sqlite3_file *file, int delete)
{
  return BELOW (file)->pMethods->xShmUnmap (BELOW (file), delete);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = order_shared,
  .xShmUnmap = unmap_shared,
};

static int
open_file (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *ours = (FaultFile *) file;
  int code;

  ours->base.pMethods = NULL;
  if (fails (FAULT_OP_OPEN))
    return codes[FAULT_OP_OPEN];
  ours->below = (sqlite3_file *) (ours + 1);
  code = below->xOpen (below, name, ours->below, flags, out_flags);
  if (ours->below->pMethods)
    ours->base.pMethods = &methods;
  return code;
}

static int
delete_file (sqlite3_vfs *self, const char *name, int sync_folder)
{
  PASS (FAULT_OP_DELETE, below->xDelete (below, name, sync_folder));
}

static int
access_file (sqlite3_vfs *self, const char *name, int flags, int *answer)
{
  PASS (FAULT_OP_ACCESS, below->xAccess (below, name, flags, answer));
}

/** Stands over SQLite's own layer from now on, for all connections that are opened. */
void
fault_vfs_register (void)
{
  below = sqlite3_vfs_find (NULL);
  vfs = *below;
  vfs.zName = "haven-faults";
  vfs.szOsFile = (int) sizeof (FaultFile) + below->szOsFile;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  g_assert (sqlite3_vfs_register (&vfs, 1) == SQLITE_OK);
}
