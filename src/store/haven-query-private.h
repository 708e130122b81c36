/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-database-private.h"
#include "haven-query.h"

G_BEGIN_DECLS

/* One statement of an order; later steps add what earlier ones did not find. */
typedef struct
{
  const char *sql;   /* constant; gives row numbers */
  char *values[4];   /* bound as text, the first NULL ends them */
} HavenQueryStep;

#define HAVEN_QUERY_MOST_STEPS 4

HavenQuery *haven_query_new (const char *const *records,
                             HavenPartition partition,
                             guint n_columns,
                             const char *texts_sql,
                             gboolean search);
void haven_query_add_step (HavenQuery *self, const char *sql, const char *first, const char *second, const char *third);
void haven_query_set_texts_value (HavenQuery *self, const char *value);
char *haven_query_dup_match (const char *column, const char *words, gboolean prefix);

G_END_DECLS
