/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-calls-private.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

/*
 * Which system calls a reader needs: memory, the line that is open, its clock, its own signals. All
 * others answer EPERM; the few of which nobody stumbles upon by accident end the process.
 *
 * Fonts that a file does not bring are opened by their path while a page is drawn. No such call
 * reaches the kernel: it is caught here, and answered with a file that was opened before.
 */
static const int allowed[] = {
  SCMP_SYS (read),
  SCMP_SYS (readv),
  SCMP_SYS (pread64),
  SCMP_SYS (write),
  SCMP_SYS (writev),
  SCMP_SYS (lseek),
  SCMP_SYS (close),
  SCMP_SYS (fstat),
  SCMP_SYS (poll),
  SCMP_SYS (ppoll),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (brk),
  SCMP_SYS (futex),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_getres),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (time),
  SCMP_SYS (getrandom),
  SCMP_SYS (sched_yield),
  SCMP_SYS (getrusage),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (sysinfo),
  SCMP_SYS (rseq),
  SCMP_SYS (set_robust_list),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

static const int deadly[] = {
  SCMP_SYS (execve),
  SCMP_SYS (execveat),
  SCMP_SYS (ptrace),
  SCMP_SYS (process_vm_readv),
  SCMP_SYS (process_vm_writev),
  SCMP_SYS (bpf),
  SCMP_SYS (io_uring_setup),
  SCMP_SYS (userfaultfd),
  SCMP_SYS (perf_event_open),
  SCMP_SYS (add_key),
  SCMP_SYS (keyctl),
  SCMP_SYS (mount),
};

// ── Calls that are answered here ────────────────────────────────────────────

static HavenPdfOpenFiles open_files;

static long
open_again (const char *path)
{
  for (gsize i = 0; i < open_files.n; i++)
    if (strcmp (open_files.paths[i], path) == 0)
      {
        int fd;

        lseek (open_files.fds[i], 0, SEEK_SET);
        fd = fcntl (open_files.fds[i], F_DUPFD_CLOEXEC, 0);
        return fd >= 0 ? fd : -errno;
      }
  return -ENOENT;
}

/* What the C library calls to learn the size of a file that is open. */
static long
look_at_open_file (int fd, const char *path, struct stat *result, int flags)
{
  if ((flags & AT_EMPTY_PATH) == 0 || path == NULL || *path != '\0')
    return -EACCES;
  return syscall (SYS_fstat, fd, result) == 0 ? 0 : -errno;
}

#if defined(__x86_64__)
#define RESULT(context) ((context)->uc_mcontext.gregs[REG_RAX])
#define ARGUMENT(context, n)                                                                       \
  ((context)->uc_mcontext.gregs[(const int[]) { REG_RDI, REG_RSI, REG_RDX, REG_R10 }[n]])
#elif defined(__aarch64__)
#define RESULT(context) ((context)->uc_mcontext.regs[0])
#define ARGUMENT(context, n) ((context)->uc_mcontext.regs[n])
#endif

#ifdef RESULT
static void
system_call_cb (int number, siginfo_t *info, void *data)
{
  ucontext_t *context = data;
  int kept = errno;
  long result = -EPERM;

  if (info->si_syscall == SYS_openat)
    result = open_again ((const char *) ARGUMENT (context, 1));
#ifdef SYS_open
  else if (info->si_syscall == SYS_open)
    result = open_again ((const char *) ARGUMENT (context, 0));
#endif
  else if (info->si_syscall == SYS_newfstatat)
    result = look_at_open_file ((int) ARGUMENT (context, 0), (const char *) ARGUMENT (context, 1),
                                (struct stat *) ARGUMENT (context, 2), (int) ARGUMENT (context, 3));
  RESULT (context) = result;
  errno = kept;
}

static gboolean
catch_calls (scmp_filter_ctx filter)
{
  static const int caught[] = { SCMP_SYS (openat), SCMP_SYS (open), SCMP_SYS (newfstatat) };
  struct sigaction action = { .sa_sigaction = system_call_cb, .sa_flags = SA_SIGINFO | SA_NODEFER };
  gboolean done = sigaction (SIGSYS, &action, NULL) == 0;

  for (gsize i = 0; done && i < G_N_ELEMENTS (caught); i++)
    done = seccomp_rule_add (filter, SCMP_ACT_TRAP, caught[i], 0) == 0;
  return done;
}
#else
/* Elsewhere such a call is refused: letters of fonts that a file does not bring stay away. */
static gboolean
catch_calls (scmp_filter_ctx filter)
{
  return TRUE;
}
#endif

// ── The list ────────────────────────────────────────────────────────────────

static gboolean
allow_within_bounds (scmp_filter_ctx filter)
{
  static const int commands[] = { F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC };
  const struct scmp_arg_cmp no_code = SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  const struct scmp_arg_cmp own = SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ());
  gboolean done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1, no_code) == 0 &&
                  seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1, no_code) == 0 &&
                  seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, own) == 0;

  for (gsize i = 0; done && i < G_N_ELEMENTS (commands); i++)
    done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), 1,
                             SCMP_A1 (SCMP_CMP_EQ, (scmp_datum_t) commands[i])) == 0;
  return done;
}

/**
 * haven_pdf_calls_restrict:
 * @files: (nullable): what may still be opened by its path
 *
 * Returns: whether no other system call is possible now
 */
gboolean
haven_pdf_calls_restrict (const HavenPdfOpenFiles *files)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean done = filter != NULL;

  if (files != NULL)
    open_files = *files;
  done = done && seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
  for (gsize i = 0; done && i < G_N_ELEMENTS (allowed); i++)
    done = seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
  for (gsize i = 0; done && i < G_N_ELEMENTS (deadly); i++)
    done = seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0) == 0;
  done = done && allow_within_bounds (filter) && catch_calls (filter) && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);
  return done;
}
