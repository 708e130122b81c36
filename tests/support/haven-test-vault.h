/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-store.h"
#include "haven-people.h"
#include "haven-visit.h"

/** A real encrypted vault in a folder of its own, removed with the fixture. */
typedef struct
{
  char *folder;
  HavenClock *clock;
  HavenVaultKeys *keys;
  HavenStore *store;
} HavenTestVault;

HavenTestVault *haven_test_vault_new (void);
void haven_test_vault_free (HavenTestVault *self);
void haven_test_vault_reopen (HavenTestVault *self);
char *haven_test_vault_build_path (HavenTestVault *self, const char *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTestVault, haven_test_vault_free)

#define HAVEN_TEST_STAFF "00000000-0000-4000-8000-000000000001"

void haven_test_set_up (HavenStore *store);
void haven_test_add_staff (HavenTestVault *self, const char *id, const char *roles);
HavenAct haven_test_act (HavenAction action, const char *record, HavenPartitions partitions);
HavenAction haven_test_get_insert_action (const HavenRecordInfo *info);
void haven_test_insert (HavenTestVault *self, const HavenRecordInfo *info, gpointer record);
gpointer haven_test_load (HavenTestVault *self, const HavenRecordInfo *info, const char *id, GError **error);
char *haven_test_add_person (HavenTestVault *self, const char *name);
void haven_test_look_for_conflicts (HavenTestVault *self, HavenMatter *matter);
void haven_test_add_matter (HavenTestVault *self, HavenMatter *matter);
void haven_test_add_party (HavenTestVault *self, HavenParty *party);
