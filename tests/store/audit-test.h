/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-test-vault.h"

G_BEGIN_DECLS

/* What somebody who holds a partition's key can do to the files of a vault. */

HavenTestVault *audit_test_make_vault (void);
void audit_test_add_people (HavenTestVault *vault, guint n_people);
void audit_test_close (HavenTestVault *vault);
HavenDatabase *audit_test_open_raw (HavenTestVault *vault, HavenPartition partition);
void audit_test_run_raw (HavenTestVault *vault, const char *sql);

GHashTable *audit_test_copy_files (HavenTestVault *vault, const char *prefix);
void audit_test_put_back (HavenTestVault *vault, GHashTable *files, const char *prefix);
void audit_test_remove_file (HavenTestVault *vault, const char *name);

gboolean audit_test_verify (HavenTestVault *vault, GError **error);
void audit_test_assert_opening_tells (HavenTestVault *vault, HavenStoreError code);
void audit_test_assert_walk_finds_break (HavenTestVault *vault);
void audit_test_assert_writing_answers (HavenTestVault *vault, HavenStoreError code);

G_END_DECLS
