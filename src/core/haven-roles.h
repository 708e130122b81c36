/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-action.h"

G_BEGIN_DECLS

/**
 * HavenRoles:
 *
 * The permission matrix: role × partition × record × action, as seeds/roles/roles.json says it. What it does not say is
 * refused. HavenAccess asks it for one person; nothing else decides.
 */
typedef struct _HavenRoles HavenRoles;

#define HAVEN_ROLES_ERROR (haven_roles_error_quark ())
GQuark haven_roles_error_quark (void);

typedef enum
{
  HAVEN_ROLES_ERROR_BAD_MATRIX,
} HavenRolesError;

HavenRoles *haven_roles_load (GError **error);
HavenRoles *haven_roles_new_from_json (JsonNode *node, GError **error);
HavenRoles *haven_roles_ref (HavenRoles *self);
void haven_roles_unref (HavenRoles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenRoles, haven_roles_unref)

char **haven_roles_dup_codes (HavenRoles *self);
const char *haven_roles_get_label (HavenRoles *self, const char *role);
gboolean haven_roles_covers (HavenRoles *self, HavenPartition partition, const char *record);
HavenPartitions haven_roles_get_keys (HavenRoles *self, const char *const *roles);
gboolean haven_roles_may_grant (HavenRoles *self, const char *const *own_roles, const char *role);
gboolean haven_roles_open_category (HavenRoles *self, const char *const *roles, const char *category);

G_END_DECLS
