/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Confines itself as the reader of PDFs does, tries one act, and tells by its exit what came of it.
 */

#include "haven-pdf-confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REFUSED 0
#define DONE 10
#define NOT_CONFINED 20

static int
judge (long result)
{
  return result < 0 ? REFUSED : DONE;
}

static int
try_file (const char *path, int flags)
{
  return judge (open (path, flags, 0600));
}

static int
try_network (int family)
{
  return judge (socket (family, SOCK_STREAM, 0));
}

static int
try_program (void)
{
  char *const words[] = { (char *) "true", NULL };

  return judge (execv ("/bin/true", words));
}

static int
try_code (void)
{
  void *page =
      mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? REFUSED : DONE;
}

static int
try_writable_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? NOT_CONFINED : judge (mprotect (page, 4096, PROT_READ | PROT_EXEC));
}

static int
try_open_font (const HavenPdfOpenFiles *files)
{
  char letters[4];
  int fd = open (files->paths[0], O_RDONLY);

  return fd >= 0 && read (fd, letters, sizeof letters) == sizeof letters ? DONE : REFUSED;
}

static int
try_act (const char *act, pid_t parent, const HavenPdfOpenFiles *files)
{
  struct stat info;

  if (strcmp (act, "nothing") == 0)
    return DONE;
  if (strcmp (act, "read") == 0)
    return try_file ("/etc/passwd", O_RDONLY);
  if (strcmp (act, "write") == 0)
    return try_file ("/tmp/haven-probe", O_WRONLY | O_CREAT);
  if (strcmp (act, "look") == 0)
    return judge (stat ("/etc/passwd", &info));
  if (strcmp (act, "network") == 0)
    return try_network (AF_INET);
  if (strcmp (act, "local") == 0)
    return try_network (AF_UNIX);
  if (strcmp (act, "program") == 0)
    return try_program ();
  if (strcmp (act, "fork") == 0)
    return judge (fork ());
  if (strcmp (act, "trace") == 0)
    return judge (ptrace (PTRACE_ATTACH, parent, NULL, NULL));
  if (strcmp (act, "kill") == 0)
    return judge (kill (parent, SIGKILL)) == DONE || kill (-1, SIGKILL) == 0 ? DONE : REFUSED;
  if (strcmp (act, "code") == 0)
    return try_code ();
  if (strcmp (act, "late-code") == 0)
    return try_writable_code ();
  if (strcmp (act, "limits") == 0)
    return judge (syscall (SYS_prlimit64, 0, 0, NULL, NULL));
  if (strcmp (act, "unshare") == 0)
    return judge (syscall (SYS_unshare, 0x10000000));
  if (strcmp (act, "font") == 0)
    return try_open_font (files);
  return NOT_CONFINED;
}

int
main (int argc, char **argv)
{
  const char *const paths[] = { "/etc/hosts" };
  const int fds[] = { open (paths[0], O_RDONLY | O_CLOEXEC) };
  const HavenPdfOpenFiles files = { paths, fds, 1 };
  pid_t parent = getppid ();
  guint confined = argc > 2 && strcmp (argv[2], "alone") == 0
                       ? 0
                       : haven_pdf_confinement_leave_namespaces (NULL, 0);

  if (argc < 2)
    _exit (NOT_CONFINED);
  /* The proof that an act is possible without. */
  if (argc > 2 && strcmp (argv[2], "free") == 0)
    _exit (try_act (argv[1], parent, &files));
  if ((haven_pdf_confinement_complete (&files, confined) & HAVEN_PDF_CONFINED_CALLS) == 0)
    _exit (NOT_CONFINED);
  _exit (try_act (argv[1], parent, &files));
}
