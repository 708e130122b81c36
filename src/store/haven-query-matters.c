/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-query-private.h"

#include "haven-text.h"

static const char *const records[] = { "matter", "deadline", "patient", NULL };

static const char order_sql[] =
    "SELECT matter.row FROM legal.matter AS matter WHERE (?1 = '1' OR stage NOT IN ('closed', 'declined', 'referred_out'))"
    " AND (?2 = '' OR EXISTS (SELECT 1 FROM shared.patient AS patient JOIN shared.patient_name_key AS name"
    "   ON name.patient_row = patient.row WHERE patient.id = matter.patient_id AND name.search_key LIKE ?2))"
    " ORDER BY coalesce ((SELECT min (plan_by) FROM legal.deadline WHERE matter_id = matter.id AND status = 'open'),"
    "   '9999'), matter.row";

static const char texts_sql[] =
    "SELECT matter.row, matter.id, matter.patient_id, patient.name, matter.type, matter.stage, matter.title,"
    " next.label, next.plan_by, next.last_safe_day,"
    " (SELECT count(*) FROM legal.deadline WHERE matter_id = matter.id AND status = 'open')"
    " FROM json_each (?1) AS wanted JOIN legal.matter AS matter ON matter.row = wanted.value"
    " LEFT JOIN shared.patient AS patient ON patient.id = matter.patient_id"
    " LEFT JOIN legal.deadline AS next ON next.row = (SELECT row FROM legal.deadline WHERE matter_id = matter.id"
    "   AND status = 'open' AND plan_by IS NOT NULL ORDER BY plan_by, row LIMIT 1)";

/** Matters, the one with the nearest date first. */
HavenQuery *
haven_query_new_matters (const char *search, gboolean with_closed)
{
  HavenQuery *self = haven_query_new (records, HAVEN_PARTITION_LEGAL, HAVEN_MATTERS_N_COLUMNS, texts_sql, search && *search);
  g_autofree char *words = haven_text_dup_search_key (search);
  g_autofree char *part = *words ? g_strdup_printf ("%%%s%%", words) : g_strdup ("");

  haven_query_add_step (self, order_sql, with_closed ? "1" : "0", part, NULL);
  return self;
}
