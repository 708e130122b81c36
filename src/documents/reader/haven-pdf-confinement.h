/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What holds a confined process. Each is enough against what files do to a program; the first has
 * to be there, the others are put on where the system lets. */
typedef enum
{
  HAVEN_PDF_CONFINED_CALLS = 1 << 0,      /* a list of system calls, and nothing else (seccomp) */
  HAVEN_PDF_CONFINED_FILES = 1 << 1,      /* no path opens anything (Landlock) */
  HAVEN_PDF_CONFINED_NAMESPACES = 1 << 2, /* no network, other processes or files to be seen */
} HavenPdfConfinement;

/** Files that stay readable by their path: they were opened before. */
typedef struct
{
  const char *const *paths;
  const int *fds;
  gsize n;
} HavenPdfOpenFiles;

guint haven_pdf_confinement_leave_namespaces (const int *fds, gsize n_fds);
guint haven_pdf_confinement_complete (const HavenPdfOpenFiles *files, guint confined);

G_END_DECLS
