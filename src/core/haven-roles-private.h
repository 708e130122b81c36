/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-access.h"
#include "haven-roles.h"

G_BEGIN_DECLS

/* One line of the matrix as it bears on one record. */
typedef struct
{
  char *record; /* partition.name */
  guint32 actions;
  HavenRows rows;
  char **columns; /* nullable: only these */
  char **hidden;  /* nullable: all but these */
} HavenRoleLine;

#define HAVEN_READING_ACTIONS \
  ((1u << HAVEN_ACTION_VIEW) | (1u << HAVEN_ACTION_LIST) | (1u << HAVEN_ACTION_SEARCH))

typedef void (*HavenRoleLineFunc) (const HavenRoleLine *line, gpointer data);

void haven_roles_foreach_line (HavenRoles *self, const char *const *roles, HavenRoleLineFunc function, gpointer data);

G_END_DECLS
