/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What makes, moves and removes names: files and folders. */

#include "fault-calls-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int
unlink (const char *path)
{
  REAL (unlink);
  const char *name = fault_calls_find_name (path);
  gboolean fails;
  int answer = 0;

  if (name == NULL)
    return real (path);
  fails = fault_calls_begin (FAULT_CALL_REMOVE);
  if (!fails)
    answer = real (path);
  if (!fails && answer == 0 && fault_calls_get_disk () && !g_str_has_suffix (name, "-shm"))
    fault_disk_remove (fault_calls_get_disk (), name);
  return fault_calls_finish (fails, answer);
}

int
remove (const char *path)
{
  REAL (remove);

  if (fault_calls_find_name (path) == NULL)
    return real (path);
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? rmdir (path) : unlink (path);
}

int
rename (const char *from, const char *to)
{
  REAL (rename);
  const char *from_name = fault_calls_find_name (from), *to_name = fault_calls_find_name (to);
  gboolean fails;
  int answer = 0;

  if (from_name == NULL || to_name == NULL)
    return real (from, to);
  fails = fault_calls_begin (FAULT_CALL_RENAME);
  if (!fails)
    answer = real (from, to);
  if (!fails && answer == 0 && fault_calls_get_disk ())
    fault_disk_rename (fault_calls_get_disk (), from_name, to_name);
  return fault_calls_finish (fails, answer);
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
  REAL (renameat2);

  if (flags == 0 && from_folder == AT_FDCWD && to_folder == AT_FDCWD)
    return rename (from, to);
  if (fault_calls_find_name (from) == NULL)
    return real (from_folder, from, to_folder, to, flags);
  errno = EINVAL; /* as file systems answer that know no such flag */
  return -1;
}

int
mkdir (const char *path, mode_t mode)
{
  REAL (mkdir);
  const char *name = fault_calls_find_name (path);
  gboolean fails;
  int answer = 0;

  if (name == NULL)
    return real (path, mode);
  fails = fault_calls_begin (FAULT_CALL_FOLDER);
  if (!fails)
    answer = real (path, mode);
  if (!fails && answer == 0 && fault_calls_get_disk ())
    fault_disk_make_folder (fault_calls_get_disk (), name);
  return fault_calls_finish (fails, answer);
}

int
rmdir (const char *path)
{
  REAL (rmdir);
  const char *name = fault_calls_find_name (path);
  gboolean fails;
  int answer = 0;

  if (name == NULL)
    return real (path);
  fails = fault_calls_begin (FAULT_CALL_FOLDER);
  if (!fails)
    answer = real (path);
  if (!fails && answer == 0 && fault_calls_get_disk ())
    fault_disk_remove (fault_calls_get_disk (), name);
  return fault_calls_finish (fails, answer);
}
