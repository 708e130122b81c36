/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-vaults.h"

/** The sample clinic in a folder of its own, removed with the fixture. */
typedef struct
{
  char *folder;
  HavenSession *session;
} HavenTestClinic;

HavenTestClinic *haven_test_clinic_new (void);
void haven_test_clinic_free (HavenTestClinic *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTestClinic, haven_test_clinic_free)

char *haven_test_make_folder (void);
void haven_test_remove_folder (const char *folder);

char *haven_test_find_person (HavenTestClinic *self, const char *name);
gpointer haven_test_get (HavenTestClinic *self, const HavenRecordInfo *info, const char *id);
GPtrArray *haven_test_list (HavenTestClinic *self, const HavenRecordInfo *info, const char *field, const char *value);
guint haven_test_count (HavenTestClinic *self, const HavenRecordInfo *info);
void haven_test_change (HavenTestClinic *self, const HavenRecordInfo *info, gconstpointer record);

/* How many events the log of each partition holds; the chains are walked, so that a broken one ends the test. */
typedef struct
{
  gint64 n[HAVEN_N_PARTITIONS];
} HavenTestLog;

HavenTestLog haven_test_read_log (HavenTestClinic *self);
void haven_test_assert_log (HavenTestClinic *self, const HavenTestLog *before, int shared, int clinical, int legal);

#define haven_assert_store_error(error, code) g_assert_error ((error), HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_##code)
