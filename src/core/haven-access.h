/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-roles.h"
#include "haven-staff.h"

G_BEGIN_DECLS

/**
 * HavenAccess:
 *
 * What one signed-in person may do: their roles together, the partitions whose keys they hold, the people who are closed
 * to them, a glass that they broke. It never changes; what changes makes another. haven_access_decide() is the one
 * function that decides.
 */
typedef struct _HavenAccess HavenAccess;

#define HAVEN_ACCESS_ERROR (haven_access_error_quark ())
GQuark haven_access_error_quark (void);

typedef enum
{
  HAVEN_ACCESS_ERROR_REFUSED, /* no role of theirs does this */
  HAVEN_ACCESS_ERROR_CLOSED,  /* they hold no key of the partition */
  HAVEN_ACCESS_ERROR_BARRED,  /* the person is closed to them; to be told as "not found" */
} HavenAccessError;

/** Which rows of a record a role sees. */
typedef enum
{
  HAVEN_ROWS_NONE,
  HAVEN_ROWS_ASSIGNED, /* visits that one is booked for */
  HAVEN_ROWS_OWN,      /* what one made oneself */
  HAVEN_ROWS_ALL,
} HavenRows;

HavenAccess *haven_access_new (HavenRoles *roles,
                               const char *staff_id,
                               const char *const *role_codes,
                               HavenPartitions held,
                               const char *const *barred_ids,
                               const HavenBreakGlass *glass);
HavenAccess *haven_access_new_for_setup (const char *staff_id);
HavenAccess *haven_access_ref (HavenAccess *self);
void haven_access_unref (HavenAccess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenAccess, haven_access_unref)

gboolean haven_access_decide (HavenAccess *self,
                              HavenPartition partition,
                              const char *record,
                              HavenAction action,
                              const char *patient_id,
                              HavenInstant now,
                              GError **error);
gboolean haven_access_may_read_column (HavenAccess *self,
                                       HavenPartition partition,
                                       const char *record,
                                       const char *column);
HavenRows haven_access_get_rows (HavenAccess *self, HavenPartition partition, const char *record);
gboolean haven_access_opens_category (HavenAccess *self, const char *category, const char *patient_id, HavenInstant now);
gboolean haven_access_tells_reasons (HavenAccess *self);

const char *haven_access_get_staff_id (HavenAccess *self);
const char *const *haven_access_get_roles (HavenAccess *self);
gboolean haven_access_has_role (HavenAccess *self, const char *role);
HavenPartitions haven_access_get_held (HavenAccess *self);
const char *const *haven_access_get_barred (HavenAccess *self);
gboolean haven_access_is_barred (HavenAccess *self, const char *patient_id);
const HavenBreakGlass *haven_access_get_glass (HavenAccess *self);

G_END_DECLS
