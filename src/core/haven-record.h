/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-clock.h"
#include "haven-date.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Each partition is a file with a key of its own; see src/store. */
typedef enum
{
  HAVEN_PARTITION_SHARED,
  HAVEN_PARTITION_CLINICAL,
  HAVEN_PARTITION_LEGAL,
} HavenPartition;

#define HAVEN_N_PARTITIONS 3

const char *haven_partition_get_name (HavenPartition partition);

typedef enum
{
  HAVEN_FIELD_TEXT,    /* char *, NULL when unknown */
  HAVEN_FIELD_INTEGER, /* gint64 */
  HAVEN_FIELD_MINUTE,  /* gint64, a minute of the day; -1 when unknown */
  HAVEN_FIELD_REAL,    /* double, NAN when unknown */
  HAVEN_FIELD_BOOLEAN, /* gboolean */
  HAVEN_FIELD_DATE,    /* HavenDate */
  HAVEN_FIELD_INSTANT, /* HavenInstant */
  HAVEN_FIELD_TEXTS,   /* char **, NULL-terminated; NULL when empty; a JSON array in SQL */
  HAVEN_FIELD_BYTES,   /* GBytes * */
} HavenFieldType;

typedef struct
{
  const char *name; /* the C member, the SQL column and the JSON key, in one word */
  HavenFieldType type;
  gsize offset;
} HavenField;

/**
 * HavenRecordInfo:
 *
 * One description of a record feeds its SQL, its JSON, its copying and its freeing, so that a field is named once.
 * The first field is the id.
 */
typedef struct
{
  const char *name; /* the SQL table */
  HavenPartition partition;
  gsize size;
  const HavenField *fields;
  guint n_fields;
  GDestroyNotify free; /* for arrays of records */
} HavenRecordInfo;

gpointer haven_record_new (const HavenRecordInfo *info);
gpointer haven_record_copy (const HavenRecordInfo *info, gconstpointer record);
void haven_record_free (const HavenRecordInfo *info, gpointer record);
gboolean haven_record_equal (const HavenRecordInfo *info, gconstpointer a, gconstpointer b);
JsonObject *haven_record_to_json (const HavenRecordInfo *info, gconstpointer record);
gpointer haven_record_from_json (const HavenRecordInfo *info, JsonObject *object, GError **error);
void haven_record_set_text (char **member, const char *text);

#define HAVEN_RECORD_ERROR (haven_record_error_quark ())
GQuark haven_record_error_quark (void);

typedef enum
{
  HAVEN_RECORD_ERROR_BAD_VALUE,
} HavenRecordError;

/** Declares a record type: its info, and new, copy and free that follow from it. */
#define HAVEN_DECLARE_RECORD(Type, prefix) \
  extern const HavenRecordInfo prefix##_info; \
  Type *prefix##_new (void); \
  Type *prefix##_copy (const Type *self); \
  void prefix##_free (Type *self); \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_free)

#define HAVEN_DEFINE_RECORD(Type, prefix, table, PARTITION, ...) \
  static const HavenField prefix##_fields[] = { __VA_ARGS__ }; \
  const HavenRecordInfo prefix##_info = { table, \
                                          HAVEN_PARTITION_##PARTITION, \
                                          sizeof (Type), \
                                          prefix##_fields, \
                                          G_N_ELEMENTS (prefix##_fields), \
                                          (GDestroyNotify) prefix##_free }; \
  Type *prefix##_new (void) \
  { \
    return haven_record_new (&prefix##_info); \
  } \
  Type *prefix##_copy (const Type *self) \
  { \
    return haven_record_copy (&prefix##_info, self); \
  } \
  void prefix##_free (Type *self) \
  { \
    haven_record_free (&prefix##_info, self); \
  }

#define HAVEN_FIELD(Type, member, TYPE) { #member, HAVEN_FIELD_##TYPE, G_STRUCT_OFFSET (Type, member) }

G_END_DECLS
