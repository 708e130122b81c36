/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-access.h"
#include "haven-database-private.h"
#include "haven-transaction.h"

G_BEGIN_DECLS

/* Who somebody is to the vault, read from its own rows: the roles, the people who are closed, the glass that is broken. */
HavenAccess *haven_admission_read (HavenDatabase *database,
                                   HavenRoles *roles,
                                   const char *staff_id,
                                   HavenPartitions held,
                                   HavenInstant now,
                                   GError **error);
HavenAccess *haven_admission_begin (HavenDatabase *database, const char *staff_id, GError **error);
char *haven_admission_dup_setting (HavenDatabase *database, const char *name, GError **error);
char *haven_admission_find_staff (HavenDatabase *database, const char *name, GError **error);
gint64 haven_admission_get_version (HavenDatabase *database);
gboolean haven_admission_decide (HavenAccess *access,
                                 HavenRoles *roles,
                                 const HavenAct *act,
                                 HavenInstant now,
                                 GError **error);
void haven_admission_set_nobody (GError **error);

G_END_DECLS
