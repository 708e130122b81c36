/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-access.h"
#include "haven-clock.h"
#include "haven-database-private.h"

G_BEGIN_DECLS

/* Nobody reads a table of a partition by its own name. Each has a view, `partition_table`, that shows the rows and the
 * columns that are open to whoever is signed in: that is what SQL of this room reads. The engine asks
 * haven_door_authorize() for every column of every statement, so a statement that goes past the views does not even
 * compile. What is closed is an empty view: counting it, joining it and searching it tell nothing. */

gboolean haven_door_open (HavenDatabase *database,
                          HavenAccess *access,
                          HavenPartitions attached,
                          HavenClock *clock,
                          GError **error);

typedef struct
{
  HavenAccess *access; /* nullable: nobody is signed in */
  GHashTable *views;   /* names */
  gboolean inside;     /* the store's own work: the log, signing in */
  gboolean preparing;  /* a statement of ours, and none that the search tables make for themselves */
  gboolean writing;    /* that statement changes rows */
  gboolean names_part; /* it names a partition by itself: what it counts there is no view's */
} HavenDoorState;

gboolean haven_door_names_part (const char *sql);

int haven_door_authorize (const HavenDoorState *state,
                          int action,
                          const char *first,
                          const char *second,
                          const char *schema,
                          const char *inner);

/* What stands for a column in somebody's view, and keeps it as it is when somebody who sees it so writes the row. */
typedef struct
{
  const char *table;
  const char *column;
  const char *when;    /* SQL about the row */
  const char *instead; /* SQL */
} HavenMask;

const HavenMask *haven_door_find_mask (HavenAccess *access, HavenPartition partition, const char *table, const char *column);
gboolean haven_door_is_masked (const char *table, const char *column);
const char *haven_door_get_own_column (const char *table);
char *haven_door_dup_view (HavenPartition partition, const char *table);

G_END_DECLS
