/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-store.h"

G_BEGIN_DECLS

/**
 * HavenQuery:
 *
 * What a list shows: an order of rows, and the texts of each row. The rows are asked for as a whole (numbers only),
 * the texts a page at a time.
 */
typedef struct _HavenQuery HavenQuery;

HavenQuery *haven_query_ref (HavenQuery *self);
void haven_query_unref (HavenQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenQuery, haven_query_unref)

/* People: by name, or best match first where something is searched for. */
enum
{
  HAVEN_PEOPLE_ID,
  HAVEN_PEOPLE_NAME,
  HAVEN_PEOPLE_ALIASES,          /* joined by " · " */
  HAVEN_PEOPLE_SPOKEN_LANGUAGE,  /* BCP 47 */
  HAVEN_PEOPLE_WRITTEN_LANGUAGE,
  HAVEN_PEOPLE_INTERPRETER_NEED,
  HAVEN_PEOPLE_DO_NOT_CONTACT,   /* 1 or 0 */
  HAVEN_PEOPLE_NEXT_VISIT,       /* local start, or nothing */
  HAVEN_PEOPLE_LANGUAGES,        /* JSON array */
  HAVEN_PEOPLE_N_COLUMNS
};
HavenQuery *haven_query_new_people (const char *search, HavenInstant now);

/* Legal matters: those with the nearest date first. */
enum
{
  HAVEN_MATTERS_ID,
  HAVEN_MATTERS_PATIENT_ID,
  HAVEN_MATTERS_PERSON,
  HAVEN_MATTERS_TYPE,
  HAVEN_MATTERS_STAGE,
  HAVEN_MATTERS_TITLE,
  HAVEN_MATTERS_NEXT_LABEL,
  HAVEN_MATTERS_NEXT_PLAN_BY,
  HAVEN_MATTERS_NEXT_LAST_SAFE_DAY,
  HAVEN_MATTERS_NEXT_AT_MINUTE, /* of a hearing; nothing where nobody knows it */
  HAVEN_MATTERS_NEXT_PLACE,
  HAVEN_MATTERS_N_OPEN,
  HAVEN_MATTERS_N_COLUMNS
};
HavenQuery *haven_query_new_matters (const char *search, gboolean with_closed);
HavenQuery *haven_query_new_matters_due (const char *search, HavenDate until);

/* Open dates of all matters up to a day: the nearest first. */
enum
{
  HAVEN_DUE_ID,
  HAVEN_DUE_MATTER_ID,
  HAVEN_DUE_PERSON,
  HAVEN_DUE_TYPE,
  HAVEN_DUE_LABEL,
  HAVEN_DUE_PLAN_BY,
  HAVEN_DUE_LAST_SAFE_DAY,
  HAVEN_DUE_AT_MINUTE, /* of a hearing; nothing where nobody knows it */
  HAVEN_DUE_PLACE,
  HAVEN_DUE_N_COLUMNS
};
HavenQuery *haven_query_new_due (HavenDate until);

/* Services of the directory. A confidential place has neither city nor address here. */
enum
{
  HAVEN_SERVICES_ID,
  HAVEN_SERVICES_NAME,
  HAVEN_SERVICES_ORGANIZATION,
  HAVEN_SERVICES_STATUS,
  HAVEN_SERVICES_LANGUAGES, /* JSON array */
  HAVEN_SERVICES_CITY,
  HAVEN_SERVICES_CONFIDENTIAL,
  HAVEN_SERVICES_PHONE,
  HAVEN_SERVICES_LAST_VERIFIED_ON,
  HAVEN_SERVICES_DESCRIPTION,
  HAVEN_SERVICES_N_COLUMNS
};
HavenQuery *haven_query_new_services (const char *search, const char *language, const char *area);

guint haven_query_get_n_columns (HavenQuery *self);
const char *haven_query_get_record (HavenQuery *self);
gboolean haven_query_is_search (HavenQuery *self);
HavenPartition haven_query_get_partition (HavenQuery *self);
gboolean haven_query_depends_on (HavenQuery *self, HavenChanges *changes);

typedef void (*HavenQueryRowFunc) (gint64 row, const char *const *texts, gpointer data);

gboolean haven_store_query_order (HavenStore *self, HavenQuery *query, GArray *rows, GError **error);
gboolean haven_store_query_texts (HavenStore *self,
                                  HavenQuery *query,
                                  const gint64 *rows,
                                  gsize n_rows,
                                  HavenQueryRowFunc function,
                                  gpointer data,
                                  GError **error);

G_END_DECLS
