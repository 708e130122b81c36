/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/**
 * haven_harden_process:
 *
 * The first thing each program does (safety, start-up contract): new files are the owner's alone, no core file and no
 * other process of the user sees its memory, and variables that would make a library write elsewhere, say what it does, or
 * load what lies in a folder of somebody's choice have no effect.
 */
void
haven_harden_process (void)
{
  static const char *const dangerous[] = {
    "SECRET_BACKEND", "SECRET_FILE_TEST_PATH", "SECRET_FILE_TEST_PASSWORD", "SQLITE_TMPDIR",
    "GTK_MODULES",    "GTK_DEBUG",             "GTK_PATH",                  "G_DBUS_DEBUG",
    "GTK_EXE_PREFIX", "GIO_EXTRA_MODULES",     "GIO_MODULE_DIR",            "GDK_PIXBUF_MODULE_FILE",
    "GDK_DEBUG",      "GSK_DEBUG",
  };
  const struct rlimit none = { 0, 0 };

  umask (077);
  setrlimit (RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks from outside; such a build is never shipped */
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  for (gsize i = 0; i < G_N_ELEMENTS (dangerous); i++)
    g_unsetenv (dangerous[i]);
}
