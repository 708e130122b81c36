/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vault-file.h"

#include <json-glib/json-glib.h>

/** A vault.json in a folder of its own, without databases: an administrator, a clinician, an attorney, two codes. */
typedef struct
{
  char *folder;
  char *path; /* of vault.json */
  HavenVaultKeys *keys;
  HavenVaultFile *file;
  char *clinic_code, *legal_code;
} HavenTestSlots;

#define ADMIN_ID "00000000-0000-4000-8000-00000000000a"
#define CLINICIAN_ID "00000000-0000-4000-8000-00000000000b"
#define ATTORNEY_ID "00000000-0000-4000-8000-00000000000c"
#define ADMIN_NAME "Dana"
#define CLINICIAN_NAME "Priya Raman"
#define ATTORNEY_NAME "José Ortega"
#define ADMIN_PASSPHRASE "correct horse battery"
#define CLINICIAN_PASSPHRASE "a ladder, two lamps, rain"
#define ATTORNEY_PASSPHRASE "every third Tuesday in May"

#define IN_ALL (HAVEN_IN_SHARED | HAVEN_IN_CLINICAL | HAVEN_IN_LEGAL)

HavenTestSlots *haven_test_slots_new (void);
void haven_test_slots_free (HavenTestSlots *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTestSlots, haven_test_slots_free)

HavenVaultKeys *haven_test_pick_keys (HavenVaultKeys *keys, guint partitions);
guint haven_test_get_held (HavenVaultKeys *keys);
void haven_test_assert_keys (HavenVaultKeys *keys, HavenVaultKeys *all, guint partitions);
void haven_test_write (HavenTestSlots *self);
char *haven_test_read_text (const char *path);
void haven_test_put_text (const char *path, const char *text, gssize length);

/* As an attacker would: the public digest is reckoned anew, the seal stays. */
JsonObject *haven_test_parse (const char *text);
char *haven_test_digest (JsonObject *object);
char *haven_test_print (JsonObject *object);

#define haven_assert_store_error(error, code) g_assert_error ((error), HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_##code)
