/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What somebody would like to have loaded: it leaves a mark when it is. */

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__ ((constructor)) static void
leave_mark (void)
{
  const char *path = getenv ("HAVEN_HOSTILE_MARK");
  int file = path ? open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) : -1;

  if (file >= 0)
    close (file);
}
