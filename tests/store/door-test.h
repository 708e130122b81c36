/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-access.h"
#include "haven-id.h"
#include "haven-query.h"
#include "haven-store-private.h"
#include "haven-test-vault.h"

#define DESK "00000000-0000-4000-8000-0000000000d1"
#define DOCTOR "00000000-0000-4000-8000-0000000000d2"
#define THERAPIST "00000000-0000-4000-8000-0000000000d3"
#define LAWYER "00000000-0000-4000-8000-0000000000d4"
#define INTERPRETER "00000000-0000-4000-8000-0000000000d5"
#define AUDITOR "00000000-0000-4000-8000-0000000000d6"
#define TRANSLATOR "00000000-0000-4000-8000-0000000000d7"
#define NAVIGATOR "00000000-0000-4000-8000-0000000000d8"

/* Words that stand in the records of one person, each in another kind of record: what leaks is known by its word. */
#define CANARY "Quokka"

typedef struct
{
  HavenTestVault *vault;
  char *person; /* id */
  char *other;
} HavenDoorClinic;

typedef struct
{
  const HavenRecordInfo *info;
  gpointer record;
} HavenDoorChanging;

HavenDoorClinic *haven_door_clinic_new (void);
void haven_door_clinic_free (HavenDoorClinic *clinic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDoorClinic, haven_door_clinic_free)

void haven_door_sign_in (HavenDoorClinic *clinic, const char *staff_id, HavenPartitions held);
HavenDatabase *haven_door_get_reader (HavenDoorClinic *clinic);
char *haven_door_run_sql (HavenDoorClinic *clinic, const char *sql);
void haven_door_assert_sql (HavenDoorClinic *clinic, const char *sql, const char *expected);
gboolean haven_door_run_inside (HavenTransaction *transaction, gpointer data, GError **error);
void haven_door_expect_refused (HavenDoorClinic *clinic, const char *record, const char *sql);
gboolean haven_door_insert_record (HavenTransaction *transaction, gpointer data, GError **error);
gboolean haven_door_change (HavenDoorClinic *clinic, const HavenRecordInfo *info, gpointer record, GError **error);
gboolean haven_door_break_glass (HavenDoorClinic *clinic,
                                 const char *staff_id,
                                 HavenInstant from,
                                 int minutes,
                                 const char *reason,
                                 GError **error);
void haven_door_bar (HavenDoorClinic *clinic, const char *staff_id);
char *haven_door_run_query (HavenDoorClinic *clinic, HavenQuery *query, const GArray *every_row);
