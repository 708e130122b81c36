/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Both names of each call are defined here, so neither may be an alias of the other. */
#undef _FILE_OFFSET_BITS

#include "fault-calls-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/* The part of the seam that locks, maps and waits. */

static gboolean
lock_fails (int descriptor)
{
  int error_number;

  if (!fault_calls_refuse (descriptor, FAULT_CALL_LOCK, &error_number))
    return FALSE;
  errno = error_number;
  return TRUE;
}

int
fcntl64 (int descriptor, int command, ...)
{
  REAL (fcntl64);
  va_list list;
  gpointer argument;

  va_start (list, command);
  argument = va_arg (list, gpointer);
  va_end (list);
  if ((command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK) &&
      lock_fails (descriptor))
    return -1;
  return real (descriptor, command, argument);
}

int
flock (int descriptor, int operation)
{
  REAL (flock);

  return lock_fails (descriptor) ? -1 : real (descriptor, operation);
}

/* Whoever waits for a lock that never comes need not really wait. */
int
usleep (useconds_t time)
{
  REAL (usleep);

  return fault_calls_are_watched () ? 0 : real (time);
}

int
nanosleep (const struct timespec *time, struct timespec *left)
{
  REAL (nanosleep);

  return fault_calls_are_watched () ? 0 : real (time, left);
}

void *
mmap64 (void *address, size_t length, int protection, int flags, int descriptor, off64_t offset)
{
  int error_number;
  REAL (mmap64);

  if (!fault_calls_refuse (descriptor, FAULT_CALL_MAP, &error_number))
    return real (address, length, protection, flags, descriptor, offset);
  errno = ENOMEM;
  return MAP_FAILED;
}
