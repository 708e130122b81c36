/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fault-calls.h"

#include <dlfcn.h>

G_BEGIN_DECLS

/* The call of the system itself, below the seam. */
#define REAL(name) \
  static __typeof__ (&name) real; \
  if (real == NULL) \
  *(gpointer *) &real = dlsym (RTLD_NEXT, #name)

gboolean fault_calls_are_watched (void);
const char *fault_calls_find_name (const char *path);
gboolean fault_calls_begin (FaultCall call);
int fault_calls_finish (gboolean fails, int answer);
FaultDisk *fault_calls_get_disk (void);
gboolean fault_calls_refuse (int descriptor, FaultCall call, int *error_number);

G_END_DECLS
