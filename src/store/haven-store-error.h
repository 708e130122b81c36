/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a caller can act on. Messages name ids and tables, never what somebody typed. */
typedef enum
{
  HAVEN_STORE_ERROR_FAILED,
  HAVEN_STORE_ERROR_NOT_ENCRYPTING,   /* the engine bound to this program is not the encrypting one */
  HAVEN_STORE_ERROR_NOT_A_VAULT,      /* no vault.json, or not one of ours */
  HAVEN_STORE_ERROR_EXISTS,           /* a vault is there already */
  HAVEN_STORE_ERROR_WRONG_PASSPHRASE,
  HAVEN_STORE_ERROR_WRONG_KEY,        /* the key is sound and belongs to another file */
  HAVEN_STORE_ERROR_DAMAGED,
  HAVEN_STORE_ERROR_MISSING_PARTITION,
  HAVEN_STORE_ERROR_NEWER_SCHEMA,
  HAVEN_STORE_ERROR_PERMISSIONS,      /* others may read the vault, or this program may not */
  HAVEN_STORE_ERROR_DISK_FULL,
  HAVEN_STORE_ERROR_READ_ONLY,
  HAVEN_STORE_ERROR_INPUT_OUTPUT,
  HAVEN_STORE_ERROR_BUSY,             /* another program holds the vault */
  HAVEN_STORE_ERROR_NOT_FOUND,
  HAVEN_STORE_ERROR_CONSTRAINT,
  HAVEN_STORE_ERROR_CONFLICT,         /* somebody changed the record since it was read */
  HAVEN_STORE_ERROR_CLOSED,
  HAVEN_STORE_ERROR_TOO_SOON,         /* wrong tries slow the next one down */
  HAVEN_STORE_ERROR_ROLLED_BACK,      /* an older copy of a file was put in its place */
  HAVEN_STORE_ERROR_CHAIN_BROKEN,     /* the audit log was altered */
  HAVEN_STORE_ERROR_REFUSED,          /* the role of the signed-in person does not allow it */
} HavenStoreError;

#define HAVEN_STORE_ERROR (haven_store_error_quark ())
GQuark haven_store_error_quark (void);

G_END_DECLS
