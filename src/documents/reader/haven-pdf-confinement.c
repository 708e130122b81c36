/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-confinement.h"

#include "haven-pdf-calls-private.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define ADDRESS_SPACE ((rlim_t) 1024 * 1024 * 1024)
#define SECONDS                                                                                    \
  60 /* for all answers; each has a shorter time of its own, which the program keeps */

// ── Namespaces ──────────────────────────────────────────────────────────────

static void
write_map (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gssize n = fd >= 0 ? write (fd, text, strlen (text)) : -1;

  if (fd >= 0)
    close (fd);
  /* Without a map the process is nobody, which is as good. */
  (void) n;
}

static gboolean
leave (void)
{
  const int all = CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWPID | CLONE_NEWNS;
  char uid[64], gid[64];

  g_snprintf (uid, sizeof uid, "%u %u 1", getuid (), getuid ());
  g_snprintf (gid, sizeof gid, "%u %u 1", getgid (), getgid ());
  if (unshare (CLONE_NEWUSER | all) != 0)
    return unshare (all) == 0;
  write_map ("/proc/self/setgroups", "deny");
  write_map ("/proc/self/uid_map", uid);
  write_map ("/proc/self/gid_map", gid);
  return TRUE;
}

/* Stands outside with nothing in its hands until the other has ended; is killed by the program, and
 * takes the other with it. */
static void
wait_outside (pid_t child, const int *fds, gsize n_fds)
{
  int status = 0;

  for (gsize i = 0; i < n_fds; i++)
    close (fds[i]);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  while (waitpid (child, &status, 0) < 0 && errno == EINTR)
    continue;
  _exit (WIFEXITED (status) ? WEXITSTATUS (status) : 1);
}

/**
 * haven_pdf_confinement_leave_namespaces:
 * @fds: what only the confined process may hold
 *
 * The first step, before anything else runs: a process of its own without network, without other
 * processes, and with mounts of its own, where the system lets. Goes on in a child.
 *
 * Returns: what it is confined by now
 */
guint
haven_pdf_confinement_leave_namespaces (const int *fds, gsize n_fds)
{
  pid_t child;

  if (!leave ())
    return 0;
  child = fork ();
  if (child > 0)
    wait_outside (child, fds, n_fds);
  if (child < 0)
    _exit (1);
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  return HAVEN_PDF_CONFINED_NAMESPACES;
}

/* An empty folder becomes the root, and the old one is let go of. */
static void
empty_the_root (void)
{
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
      mount ("none", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=4k,mode=500") == 0 &&
      chdir ("/tmp") == 0 && syscall (SYS_pivot_root, ".", ".") == 0)
    umount2 (".", MNT_DETACH);
}

static void
drop_capabilities (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct none[2] = { { 0 } };

  for (int capability = 0; capability <= CAP_LAST_CAP; capability++)
    prctl (PR_CAPBSET_DROP, capability, 0, 0, 0);
  syscall (SYS_capset, &header, none);
}

// ── Limits and files ────────────────────────────────────────────────────────

static void
set_limit (__rlimit_resource_t resource, rlim_t value)
{
  const struct rlimit limit = { value, value };

  setrlimit (resource, &limit);
}

static void
set_limits (gsize n_files)
{
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_NPROC, 0);
  set_limit (RLIMIT_CPU, SECONDS);
  set_limit (RLIMIT_NOFILE, n_files + 32);
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes; such a build is never shipped */
  set_limit (RLIMIT_AS, ADDRESS_SPACE);
#endif
}

/* Everything that the running kernel knows to forbid, and no exception. */
static guint
close_the_files (void)
{
  struct landlock_ruleset_attr rules = { 0 };
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  const guint n_rights[] = { 0, 13, 14, 15, 15, 16, 16 };
  gsize size = sizeof rules.handled_access_fs;
  gboolean closed;
  int fd;

  if (version < 1)
    return 0;
  rules.handled_access_fs = (1ULL << n_rights[MIN (version, 6)]) - 1;
  if (version >= 4)
    {
      rules.handled_access_net = LANDLOCK_ACCESS_NET_BIND_TCP | LANDLOCK_ACCESS_NET_CONNECT_TCP;
      size = G_STRUCT_OFFSET (struct landlock_ruleset_attr, scoped);
    }
  if (version >= 6)
    {
      rules.scoped = LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL;
      size = sizeof rules;
    }
  fd = (int) syscall (SYS_landlock_create_ruleset, &rules, size, 0);
  closed = fd >= 0 && syscall (SYS_landlock_restrict_self, fd, 0) == 0;
  if (fd >= 0)
    close (fd);
  return closed ? HAVEN_PDF_CONFINED_FILES : 0;
}

/**
 * haven_pdf_confinement_complete:
 * @files: (nullable): what may still be opened by its path; has to stay as it is for good
 * @confined: what the first step answered
 *
 * The last step before the first byte from elsewhere is read. There is no way back.
 *
 * Returns: what the process is confined by; 0 where not even its calls are, so that it has to end
 */
guint
haven_pdf_confinement_complete (const HavenPdfOpenFiles *files, guint confined)
{
  if (confined & HAVEN_PDF_CONFINED_NAMESPACES)
    empty_the_root ();
  drop_capabilities ();
  set_limits (files != NULL ? files->n : 0);
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return 0;
#ifndef __SANITIZE_ADDRESS__
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  confined |= close_the_files ();
  if (!haven_pdf_calls_restrict (files))
    return 0;
  return confined | HAVEN_PDF_CONFINED_CALLS;
}
