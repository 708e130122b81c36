/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Both names of each call are defined here, so neither may be an alias of the other. */
#undef _FILE_OFFSET_BITS

#include "fault-calls-private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MOST_HANDLES 4096

const char *const fault_call_names[] = { "open", "read", "write", "sync", "truncate", "remove", "rename", "lock", "map", "folder" };

typedef struct
{
  gboolean watched;
  guint file;   /* FAULT_NO_FILE where it is not recorded */
  char *folder; /* where it is a folder: its name */
} Handle;

static struct
{
  char *folder;
  FaultDisk *disk;
  guint counts[FAULT_N_CALLS];
  guint n_asked; /* of those that may fail */
  guint at;
  guint calls;
  int error_number;
  gboolean for_good;
  guint kill_at;
  guint kill_calls;
  guint n_failed;
  FaultCall last_failed;
} seam;

static gint active;
static GMutex mutex;
static Handle handles[MOST_HANDLES];

/* ── What is wanted ───────────────────────────────────────────────────────── */

/** From now on all calls that touch what lies below @folder go through the seam. */
void
fault_calls_watch (const char *folder)
{
  g_mutex_lock (&mutex);
  g_free (seam.folder);
  memset (&seam, 0, sizeof seam);
  seam.folder = g_strdup (folder);
  for (gsize i = 0; i < MOST_HANDLES; i++)
    {
      g_free (handles[i].folder);
      handles[i] = (Handle) { 0 };
    }
  g_mutex_unlock (&mutex);
  g_atomic_int_set (&active, 1);
}

void
fault_calls_stop (void)
{
  g_atomic_int_set (&active, 0);
}

void
fault_calls_record (FaultDisk *disk)
{
  seam.disk = disk;
}

/**
 * fault_calls_fail:
 * @at: which of the calls from now on, counted from 1; 0 for none
 * @calls: the kinds that are counted, as a set
 * @error_number: what errno says, %FAULT_SHORT or %FAULT_LIE
 * @for_good: that one and all after it
 */
void
fault_calls_fail (guint at, guint calls, int error_number, gboolean for_good)
{
  seam.at = at;
  seam.calls = calls;
  seam.error_number = error_number;
  seam.for_good = for_good;
  seam.n_asked = 0;
  seam.n_failed = 0;
}

/**
 * fault_calls_kill:
 * @at: which of the calls from now on, counted from 1; 0 for none
 * @calls: the kinds that are counted, as a set
 *
 * Ends the program as kill -9 does, just before that call changes anything; half of a write is done.
 */
void
fault_calls_kill (guint at, guint calls)
{
  seam.kill_at = at;
  seam.kill_calls = calls;
}

guint
fault_calls_get_count (guint calls)
{
  guint count = 0;

  for (int i = 0; i < FAULT_N_CALLS; i++)
    if (calls & (1u << i))
      count += seam.counts[i];
  return count;
}

guint
fault_calls_get_n_failed (void)
{
  return seam.n_failed;
}

FaultCall
fault_calls_get_last_failed (void)
{
  return seam.last_failed;
}

/* ── The way down ─────────────────────────────────────────────────────────── */

static gboolean
is_changing (FaultCall call)
{
  return call != FAULT_CALL_READ && call != FAULT_CALL_LOCK && call != FAULT_CALL_MAP;
}

/* With the lock held. */
static gboolean
must_fail (FaultCall call)
{
  gboolean fails;

  seam.counts[call]++;
  if (seam.at == 0 || (seam.calls & (1u << call)) == 0)
    return FALSE;
  seam.n_asked++;
  fails = seam.n_asked == seam.at || (seam.for_good && seam.n_asked > seam.at);
  if (fails)
    {
      seam.n_failed++;
      seam.last_failed = call;
    }
  return fails;
}

static gboolean
must_die (FaultCall call)
{
  return seam.kill_at && is_changing (call) && (seam.kill_calls & (1u << call)) && --seam.kill_at == 0;
}

G_NORETURN static void
die (void)
{
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

/* A relative name below the folder, or NULL. */
const char *
fault_calls_find_name (const char *path)
{
  gsize length;

  if (!g_atomic_int_get (&active) || path == NULL || seam.folder == NULL)
    return NULL;
  length = strlen (seam.folder);
  if (strncmp (path, seam.folder, length) != 0)
    return NULL;
  return path[length] == '\0' ? "." : path[length] == '/' ? path + length + 1 : NULL;
}

static Handle *
find_handle (int descriptor)
{
  if (!g_atomic_int_get (&active) || descriptor < 0 || descriptor >= MOST_HANDLES || !handles[descriptor].watched)
    return NULL;
  return &handles[descriptor];
}

gboolean
fault_calls_are_watched (void)
{
  return g_atomic_int_get (&active);
}

/* For a call that changes nothing: whether it fails, and with which error. */
gboolean
fault_calls_refuse (int descriptor, FaultCall call, int *error_number)
{
  gboolean fails;

  if (!find_handle (descriptor))
    return FALSE;
  g_mutex_lock (&mutex);
  fails = must_fail (call);
  *error_number = seam.error_number == FAULT_SHORT ? EIO : seam.error_number;
  g_mutex_unlock (&mutex);
  return fails;
}

static gboolean
is_recorded (const Handle *handle)
{
  return seam.disk != NULL && handle->file != FAULT_NO_FILE;
}

static void
note_open (int descriptor, const char *name, int flags, gboolean was_there)
{
  Handle *handle = &handles[descriptor];
  struct stat status;

  g_free (handle->folder);
  *handle = (Handle) { TRUE, FAULT_NO_FILE, NULL };
  if (fstat (descriptor, &status) == 0 && S_ISDIR (status.st_mode))
    handle->folder = g_strdup (name);
  if (seam.disk == NULL || handle->folder || g_str_has_suffix (name, "-shm"))
    return;
  handle->file = fault_disk_find (seam.disk, name);
  if (!was_there || handle->file == FAULT_NO_FILE)
    handle->file = fault_disk_make (seam.disk, name);
  if (was_there && (flags & O_TRUNC))
    fault_disk_truncate (seam.disk, handle->file, 0);
}

typedef int (*OpenFunc) (const char *path, int flags, ...);

static int
open_through (OpenFunc real_open, const char *path, int flags, mode_t mode)
{
  const char *name = fault_calls_find_name (path);
  int descriptor;
  gboolean was_there;

  if (name == NULL)
    return real_open (path, flags, mode);
  g_mutex_lock (&mutex);
  if ((flags & O_CREAT) && must_die (FAULT_CALL_OPEN))
    die ();
  if (must_fail (FAULT_CALL_OPEN))
    {
      g_mutex_unlock (&mutex);
      errno = seam.error_number == FAULT_SHORT ? EINTR : seam.error_number;
      return -1;
    }
  was_there = access (path, F_OK) == 0;
  descriptor = real_open (path, flags, mode);
  if (descriptor >= 0 && descriptor < MOST_HANDLES)
    note_open (descriptor, name, flags, was_there);
  g_mutex_unlock (&mutex);
  return descriptor;
}

/* What the system headers declare, and what the libraries' checked builds call. */
int __open_2 (const char *path, int flags);
int __open64_2 (const char *path, int flags);
ssize_t __read_chk (int descriptor, void *bytes, size_t length, size_t size);
ssize_t __pread64_chk (int descriptor, void *bytes, size_t length, off64_t offset, size_t size);

static OpenFunc
find_real_open (void)
{
  REAL (open64);

  return real;
}

#define TAKE_MODE(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) \
    { \
      va_list list; \
      va_start (list, flags); \
      mode = va_arg (list, mode_t); \
      va_end (list); \
    }

int
open (const char *path, int flags, ...)
{
  TAKE_MODE (flags)

  return open_through (find_real_open (), path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  TAKE_MODE (flags)

  return open_through (find_real_open (), path, flags, mode);
}

int
__open_2 (const char *path, int flags)
{
  return open_through (find_real_open (), path, flags, 0);
}

int
__open64_2 (const char *path, int flags)
{
  return open_through (find_real_open (), path, flags, 0);
}

int
openat (int folder, const char *path, int flags, ...)
{
  REAL (openat);
  TAKE_MODE (flags)

  return folder == AT_FDCWD ? open_through (find_real_open (), path, flags, mode) : real (folder, path, flags, mode);
}

int
openat64 (int folder, const char *path, int flags, ...)
{
  REAL (openat64);
  TAKE_MODE (flags)

  return folder == AT_FDCWD ? open_through (find_real_open (), path, flags, mode) : real (folder, path, flags, mode);
}

int
creat (const char *path, mode_t mode)
{
  return open_through (find_real_open (), path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int
close (int descriptor)
{
  REAL (close);

  if (find_handle (descriptor))
    {
      g_mutex_lock (&mutex);
      g_free (handles[descriptor].folder);
      handles[descriptor] = (Handle) { 0 };
      g_mutex_unlock (&mutex);
    }
  return real (descriptor);
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

/* How much of a read is done: all, half, or -1 with an error. */
static gssize
plan_read (int descriptor, gsize length)
{
  gssize planned = (gssize) length;

  if (find_handle (descriptor) == NULL)
    return planned;
  g_mutex_lock (&mutex);
  if (must_fail (FAULT_CALL_READ))
    {
      planned = seam.error_number == FAULT_SHORT ? (gssize) length / 2 : -1;
      errno = seam.error_number == FAULT_SHORT ? 0 : seam.error_number;
    }
  g_mutex_unlock (&mutex);
  return planned;
}

ssize_t
read (int descriptor, void *bytes, size_t length)
{
  REAL (read);
  gssize planned = plan_read (descriptor, length);

  return planned < 0 ? -1 : real (descriptor, bytes, (size_t) planned);
}

ssize_t
pread64 (int descriptor, void *bytes, size_t length, off64_t offset)
{
  REAL (pread64);
  gssize planned = plan_read (descriptor, length);

  return planned < 0 ? -1 : real (descriptor, bytes, (size_t) planned, offset);
}

ssize_t
pread (int descriptor, void *bytes, size_t length, off_t offset)
{
  return pread64 (descriptor, bytes, length, offset);
}

ssize_t
__read_chk (int descriptor, void *bytes, size_t length, size_t size)
{
  return read (descriptor, bytes, MIN (length, size));
}

ssize_t
__pread64_chk (int descriptor, void *bytes, size_t length, off64_t offset, size_t size)
{
  return pread64 (descriptor, bytes, MIN (length, size), offset);
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

static ssize_t
write_through (Handle *handle, int descriptor, const void *bytes, gsize length, off64_t offset)
{
  REAL (pwrite64);
  ssize_t written;

  if (must_die (FAULT_CALL_WRITE))
    {
      real (descriptor, bytes, length / 2, offset);
      die ();
    }
  if (must_fail (FAULT_CALL_WRITE))
    {
      if (seam.error_number != FAULT_SHORT)
        {
          errno = seam.error_number;
          return -1;
        }
      length /= 2;
      if (seam.for_good && length < 16)
        {
          errno = ENOSPC;
          return -1;
        }
    }
  written = real (descriptor, bytes, length, offset);
  if (written > 0 && is_recorded (handle))
    fault_disk_write (seam.disk, handle->file, offset, bytes, (gsize) written);
  return written;
}

ssize_t
pwrite64 (int descriptor, const void *bytes, size_t length, off64_t offset)
{
  REAL (pwrite64);
  Handle *handle = find_handle (descriptor);
  ssize_t written;

  if (handle == NULL)
    return real (descriptor, bytes, length, offset);
  g_mutex_lock (&mutex);
  written = write_through (handle, descriptor, bytes, length, offset);
  g_mutex_unlock (&mutex);
  return written;
}

ssize_t
pwrite (int descriptor, const void *bytes, size_t length, off_t offset)
{
  return pwrite64 (descriptor, bytes, length, offset);
}

ssize_t
write (int descriptor, const void *bytes, size_t length)
{
  REAL (write);
  Handle *handle = find_handle (descriptor);
  off64_t offset;
  ssize_t written;

  if (handle == NULL)
    return real (descriptor, bytes, length);
  g_mutex_lock (&mutex);
  offset = lseek64 (descriptor, 0, (fcntl (descriptor, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR);
  written = write_through (handle, descriptor, bytes, length, offset);
  if (written > 0)
    lseek64 (descriptor, offset + written, SEEK_SET);
  g_mutex_unlock (&mutex);
  return written;
}

/* Those who copy inside the kernel are sent to read and write. */
ssize_t
copy_file_range (int in, off64_t *in_offset, int out, off64_t *out_offset, size_t length, unsigned flags)
{
  REAL (copy_file_range);

  if (find_handle (in) == NULL && find_handle (out) == NULL)
    return real (in, in_offset, out, out_offset, length, flags);
  errno = ENOSYS;
  return -1;
}

ssize_t
splice (int in, off64_t *in_offset, int out, off64_t *out_offset, size_t length, unsigned flags)
{
  REAL (splice);

  if (find_handle (in) == NULL && find_handle (out) == NULL)
    return real (in, in_offset, out, out_offset, length, flags);
  errno = EINVAL;
  return -1;
}

ssize_t
sendfile64 (int out, int in, off64_t *offset, size_t length)
{
  REAL (sendfile64);

  if (find_handle (in) == NULL && find_handle (out) == NULL)
    return real (out, in, offset, length);
  errno = ENOSYS;
  return -1;
}

/* ── Syncing and sizes ────────────────────────────────────────────────────── */

/* Whether the call that begins is made to fail; the seam is held until fault_calls_finish(). */
gboolean
fault_calls_begin (FaultCall call)
{
  g_mutex_lock (&mutex);
  if (must_die (call))
    die ();
  return must_fail (call);
}

FaultDisk *
fault_calls_get_disk (void)
{
  return seam.disk;
}

int
fault_calls_finish (gboolean fails, int answer)
{
  g_mutex_unlock (&mutex);
  if (!fails || seam.error_number == FAULT_LIE)
    return answer;
  errno = seam.error_number == FAULT_SHORT ? EIO : seam.error_number;
  return -1;
}

static int
sync_through (int descriptor, int (*real) (int))
{
  Handle *handle = find_handle (descriptor);
  gboolean fails;
  int answer = 0;

  if (handle == NULL)
    return real (descriptor);
  fails = fault_calls_begin (FAULT_CALL_SYNC);
  if (!fails)
    answer = real (descriptor);
  if (!fails && answer == 0 && seam.disk && handle->folder)
    fault_disk_sync_folder (seam.disk, handle->folder);
  else if (!fails && answer == 0 && is_recorded (handle))
    fault_disk_sync (seam.disk, handle->file);
  return fault_calls_finish (fails, answer);
}

int
fsync (int descriptor)
{
  REAL (fsync);

  return sync_through (descriptor, real);
}

int
fdatasync (int descriptor)
{
  REAL (fdatasync);

  return sync_through (descriptor, real);
}

int
ftruncate64 (int descriptor, off64_t size)
{
  REAL (ftruncate64);
  Handle *handle = find_handle (descriptor);
  gboolean fails;
  int answer = 0;

  if (handle == NULL)
    return real (descriptor, size);
  fails = fault_calls_begin (FAULT_CALL_TRUNCATE);
  if (!fails)
    answer = real (descriptor, size);
  if (!fails && answer == 0 && is_recorded (handle))
    fault_disk_truncate (seam.disk, handle->file, size);
  return fault_calls_finish (fails, answer);
}

int
ftruncate (int descriptor, off_t size)
{
  return ftruncate64 (descriptor, size);
}
