/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fault-disk.h"

G_BEGIN_DECLS

/* The seam between the program and the system: a test program that is linked with fault-calls.c defines open, pwrite,
 * fsync and the like itself, for all libraries in it. Below the watched folder they count, record, fail or end the
 * program. SQLite's own layer for files stands above this one, and so does what is written without SQLite: vault.json,
 * the copy that a migration sets aside, a backup. */

typedef enum
{
  FAULT_CALL_OPEN,
  FAULT_CALL_READ,
  FAULT_CALL_WRITE,
  FAULT_CALL_SYNC,
  FAULT_CALL_TRUNCATE,
  FAULT_CALL_REMOVE,
  FAULT_CALL_RENAME,
  FAULT_CALL_LOCK,
  FAULT_CALL_MAP,
  FAULT_CALL_FOLDER, /* one that is made or removed */
  FAULT_N_CALLS
} FaultCall;

extern const char *const fault_call_names[FAULT_N_CALLS];

#define FAULT_ALL_CALLS ((1u << FAULT_N_CALLS) - 1)
#define FAULT_SHORT (-1) /* half of what was asked, without an error */
#define FAULT_LIE 0      /* it says that it is done, and is not; for a sync */

void fault_calls_watch (const char *folder);
void fault_calls_stop (void);
void fault_calls_record (FaultDisk *disk);

void fault_calls_fail (guint at, guint calls, int error_number, gboolean for_good);
void fault_calls_kill (guint at, guint calls);
guint fault_calls_get_count (guint calls);
guint fault_calls_get_n_failed (void);
FaultCall fault_calls_get_last_failed (void);

G_END_DECLS
