/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-query-private.h"

#include "haven-text.h"

static const char *const records[] = { "matter", "deadline", "patient", NULL };

#define OPEN_STAGES "stage NOT IN ('closed', 'declined', 'referred_out')"
#define NEXT_PLAN_BY "(SELECT min (plan_by) FROM legal_deadline AS deadline WHERE matter_id = matter.id AND status = 'open')"
#define IS_OF_PERSON                                                                                    \
  " AND (?2 = '' OR EXISTS (SELECT 1 FROM shared_patient AS patient JOIN shared_patient_name_key AS name" \
  "   ON name.patient_row = patient.row WHERE patient.id = matter.patient_id AND name.search_key LIKE ?2))"

static const char order_sql[] = "SELECT matter.row FROM legal_matter AS matter WHERE (?1 = '1' OR " OPEN_STAGES ")" IS_OF_PERSON
                                " ORDER BY coalesce (" NEXT_PLAN_BY ", '9999'), matter.row";

static const char matters_due_sql[] = "SELECT matter.row FROM legal_matter AS matter WHERE " OPEN_STAGES
                                      " AND " NEXT_PLAN_BY " <= ?1" IS_OF_PERSON " ORDER BY " NEXT_PLAN_BY ", matter.row";

static const char texts_sql[] =
    "SELECT matter.row, matter.id, matter.patient_id, patient.name, matter.type, matter.stage, matter.title,"
    " next.label, next.plan_by, next.last_safe_day, next.at_minute, next.place,"
    " (SELECT count(*) FROM legal_deadline AS deadline WHERE matter_id = matter.id AND status = 'open')"
    " FROM json_each (?1) AS wanted JOIN legal_matter AS matter ON matter.row = wanted.value"
    " LEFT JOIN shared_patient AS patient ON patient.id = matter.patient_id"
    " LEFT JOIN legal_deadline AS next ON next.row = (SELECT row FROM legal_deadline AS deadline WHERE matter_id = matter.id"
    "   AND status = 'open' AND plan_by IS NOT NULL ORDER BY plan_by, row LIMIT 1)";

static const char *const due_records[] = { "deadline", "matter", "patient", NULL };

static const char due_order_sql[] =
    "SELECT deadline.row FROM legal_deadline AS deadline JOIN legal_matter AS matter ON matter.id = deadline.matter_id"
    " WHERE deadline.status = 'open' AND plan_by <= ?1 AND " OPEN_STAGES
    " ORDER BY plan_by, deadline.row";

static const char due_texts_sql[] =
    "SELECT deadline.row, deadline.id, matter.id, patient.name, matter.type, deadline.label, deadline.plan_by,"
    " deadline.last_safe_day, deadline.at_minute, deadline.place"
    " FROM json_each (?1) AS wanted JOIN legal_deadline AS deadline ON deadline.row = wanted.value"
    " JOIN legal_matter AS matter ON matter.id = deadline.matter_id"
    " LEFT JOIN shared_patient AS patient ON patient.id = matter.patient_id";

static char *
dup_part (const char *search)
{
  g_autofree char *words = haven_text_dup_search_key (search);

  return *words ? g_strdup_printf ("%%%s%%", words) : g_strdup ("");
}

/** Matters, the one with the nearest date first. */
HavenQuery *
haven_query_new_matters (const char *search, gboolean with_closed)
{
  HavenQuery *self = haven_query_new (records, HAVEN_PARTITION_LEGAL, HAVEN_MATTERS_N_COLUMNS, texts_sql, search && *search);
  g_autofree char *part = dup_part (search);

  haven_query_add_step (self, order_sql, with_closed ? "1" : "0", part, NULL);
  return self;
}

/** Open matters that have an open date to plan by @until or before, the nearest first. */
HavenQuery *
haven_query_new_matters_due (const char *search, HavenDate until)
{
  HavenQuery *self = haven_query_new (records, HAVEN_PARTITION_LEGAL, HAVEN_MATTERS_N_COLUMNS, texts_sql, search && *search);
  g_autofree char *part = dup_part (search);
  g_autofree char *day = haven_date_dup_iso (until);

  haven_query_add_step (self, matters_due_sql, day, part, NULL);
  return self;
}

/** Open dates of open matters to plan by @until or before, the nearest first. */
HavenQuery *
haven_query_new_due (HavenDate until)
{
  HavenQuery *self = haven_query_new (due_records, HAVEN_PARTITION_LEGAL, HAVEN_DUE_N_COLUMNS, due_texts_sql, FALSE);
  g_autofree char *day = haven_date_dup_iso (until);

  haven_query_add_step (self, due_order_sql, day, NULL, NULL);
  return self;
}
