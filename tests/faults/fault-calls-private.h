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
gboolean fault_calls_refuse (int descriptor, FaultCall call, int *error_number);

G_END_DECLS
