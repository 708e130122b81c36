/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** What somebody did, as the audit log and the permission matrix name it (domain 2.10). */
typedef enum
{
  HAVEN_ACTION_VIEW,
  HAVEN_ACTION_LIST,
  HAVEN_ACTION_SEARCH,
  HAVEN_ACTION_CREATE,
  HAVEN_ACTION_UPDATE,
  HAVEN_ACTION_DELETE,
  HAVEN_ACTION_SIGN,
  HAVEN_ACTION_PRINT,
  HAVEN_ACTION_EXPORT,
  HAVEN_ACTION_IMPORT,
  HAVEN_ACTION_UNDO,
  HAVEN_ACTION_SIGN_IN,
  HAVEN_ACTION_SIGN_OUT,
  HAVEN_ACTION_LOCK,
  HAVEN_ACTION_FAILED, /* somebody tried to sign in and could not */
  HAVEN_ACTION_DENY,   /* somebody asked for what is not theirs */
  HAVEN_ACTION_BREAK_GLASS,
  HAVEN_ACTION_REVIEW, /* of a broken glass, by another person */
  HAVEN_ACTION_DISCLOSE,
  HAVEN_ACTION_GRANT,
  HAVEN_ACTION_REVOKE,
  HAVEN_ACTION_BACKUP,
  HAVEN_ACTION_RESTORE,
  HAVEN_ACTION_REKEY,
  HAVEN_ACTION_CHECK,
} HavenAction;

#define HAVEN_N_ACTIONS (HAVEN_ACTION_CHECK + 1)

const char *haven_action_get_name (HavenAction action);
gboolean haven_action_parse (const char *name, HavenAction *action);

/** Partitions, as a set. */
typedef enum
{
  HAVEN_IN_SHARED = 1 << HAVEN_PARTITION_SHARED,
  HAVEN_IN_CLINICAL = 1 << HAVEN_PARTITION_CLINICAL,
  HAVEN_IN_LEGAL = 1 << HAVEN_PARTITION_LEGAL,
} HavenPartitions;

#define HAVEN_IN_ALL (HAVEN_IN_SHARED | HAVEN_IN_CLINICAL | HAVEN_IN_LEGAL)

G_END_DECLS
