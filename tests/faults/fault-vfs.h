/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A layer between SQLite and its files that answers as a failing disk does, in SQLite's own codes: what no call to the
 * system gives, such as a lock or a size that cannot be had. */

typedef enum
{
  FAULT_OP_OPEN,
  FAULT_OP_DELETE,
  FAULT_OP_ACCESS,
  FAULT_OP_READ,
  FAULT_OP_SHORT_READ,
  FAULT_OP_WRITE,
  FAULT_OP_FULL,
  FAULT_OP_TRUNCATE,
  FAULT_OP_SYNC,
  FAULT_OP_SIZE,
  FAULT_OP_LOCK,
  FAULT_OP_SHARED_MAP,
  FAULT_OP_SHARED_LOCK,
  FAULT_N_OPS
} FaultOp;

extern const char *const fault_op_names[FAULT_N_OPS];

void fault_vfs_register (void);
void fault_vfs_fail (FaultOp op, guint at, gboolean for_good);
void fault_vfs_stop (void);
guint fault_vfs_get_count (FaultOp op);
guint fault_vfs_get_n_failed (void);

G_END_DECLS
