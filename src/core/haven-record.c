/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-record.h"

#include <math.h>

G_DEFINE_QUARK (haven-record-error-quark, haven_record_error)

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

const char *
haven_partition_get_name (HavenPartition partition)
{
  static const char *const names[] = { "shared", "clinical", "legal" };

  g_return_val_if_fail (partition < HAVEN_N_PARTITIONS, NULL);
  return names[partition];
}

gpointer
haven_record_new (const HavenRecordInfo *info)
{
  gpointer record = g_malloc0 (info->size);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const HavenField *field = &info->fields[i];

      if (field->type == HAVEN_FIELD_DATE)
        AT (HavenDate, record, field) = HAVEN_DATE_NONE;
      else if (field->type == HAVEN_FIELD_REAL)
        AT (double, record, field) = NAN;
      else if (field->type == HAVEN_FIELD_MINUTE)
        AT (gint64, record, field) = -1;
    }
  return record;
}

static void
copy_field (const HavenField *field, gconstpointer from, gpointer to)
{
  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      AT (char *, to, field) = g_strdup (AT (char *const, from, field));
      break;
    case HAVEN_FIELD_TEXTS:
      AT (char **, to, field) = g_strdupv (AT (char **const, from, field));
      break;
    case HAVEN_FIELD_BYTES:
      if (AT (GBytes *const, from, field))
        AT (GBytes *, to, field) = g_bytes_ref (AT (GBytes *const, from, field));
      break;
    case HAVEN_FIELD_INTEGER:
    case HAVEN_FIELD_MINUTE:
    case HAVEN_FIELD_INSTANT:
      AT (gint64, to, field) = AT (const gint64, from, field);
      break;
    case HAVEN_FIELD_REAL:
      AT (double, to, field) = AT (const double, from, field);
      break;
    case HAVEN_FIELD_BOOLEAN:
      AT (gboolean, to, field) = AT (const gboolean, from, field);
      break;
    case HAVEN_FIELD_DATE:
      AT (HavenDate, to, field) = AT (const HavenDate, from, field);
      break;
    default:
      g_assert_not_reached ();
    }
}

gpointer
haven_record_copy (const HavenRecordInfo *info, gconstpointer record)
{
  gpointer copy;

  g_return_val_if_fail (record != NULL, NULL);

  copy = haven_record_new (info);
  for (guint i = 0; i < info->n_fields; i++)
    copy_field (&info->fields[i], record, copy);
  return copy;
}

void
haven_record_free (const HavenRecordInfo *info, gpointer record)
{
  if (record == NULL)
    return;
  for (guint i = 0; i < info->n_fields; i++)
    {
      const HavenField *field = &info->fields[i];

      if (field->type == HAVEN_FIELD_TEXT)
        g_free (AT (char *, record, field));
      else if (field->type == HAVEN_FIELD_TEXTS)
        g_strfreev (AT (char **, record, field));
      else if (field->type == HAVEN_FIELD_BYTES)
        g_clear_pointer (&AT (GBytes *, record, field), g_bytes_unref);
    }
  g_free (record);
}

static gboolean
texts_equal (char **a, char **b)
{
  static char *none[] = { NULL };

  return g_strv_equal ((const char *const *) (a ? a : none), (const char *const *) (b ? b : none));
}

static gboolean
bytes_equal (GBytes *a, GBytes *b)
{
  return a == b || (a != NULL && b != NULL && g_bytes_equal (a, b));
}

static gboolean
field_equal (const HavenField *field, gconstpointer a, gconstpointer b)
{
  double x, y;

  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      return g_strcmp0 (AT (char *const, a, field), AT (char *const, b, field)) == 0;
    case HAVEN_FIELD_TEXTS:
      return texts_equal (AT (char **const, a, field), AT (char **const, b, field));
    case HAVEN_FIELD_BYTES:
      return bytes_equal (AT (GBytes *const, a, field), AT (GBytes *const, b, field));
    case HAVEN_FIELD_INTEGER:
    case HAVEN_FIELD_MINUTE:
    case HAVEN_FIELD_INSTANT:
      return AT (const gint64, a, field) == AT (const gint64, b, field);
    case HAVEN_FIELD_REAL:
      x = AT (const double, a, field);
      y = AT (const double, b, field);
      return isnan (x) || isnan (y) ? isnan (x) && isnan (y) : !(x < y || x > y);
    case HAVEN_FIELD_BOOLEAN:
      return !AT (const gboolean, a, field) == !AT (const gboolean, b, field);
    case HAVEN_FIELD_DATE:
      return AT (const HavenDate, a, field).day == AT (const HavenDate, b, field).day;
    default:
      g_assert_not_reached ();
    }
}

gboolean
haven_record_equal (const HavenRecordInfo *info, gconstpointer a, gconstpointer b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < info->n_fields; i++)
    if (!field_equal (&info->fields[i], a, b))
      return FALSE;
  return TRUE;
}

static void
add_texts (JsonObject *object, const char *name, char **texts)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; texts && texts[i]; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (object, name, array);
}

static void
add_field (JsonObject *object, const HavenField *field, gconstpointer record)
{
  g_autofree char *iso = NULL;

  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      json_object_set_string_member (object, field->name, AT (char *const, record, field));
      break;
    case HAVEN_FIELD_TEXTS:
      add_texts (object, field->name, AT (char **const, record, field));
      break;
    case HAVEN_FIELD_INTEGER:
      json_object_set_int_member (object, field->name, AT (const gint64, record, field));
      break;
    case HAVEN_FIELD_MINUTE:
      if (AT (const gint64, record, field) < 0)
        json_object_set_null_member (object, field->name);
      else
        json_object_set_int_member (object, field->name, AT (const gint64, record, field));
      break;
    case HAVEN_FIELD_REAL:
      if (isnan (AT (const double, record, field)))
        json_object_set_null_member (object, field->name);
      else
        json_object_set_double_member (object, field->name, AT (const double, record, field));
      break;
    case HAVEN_FIELD_BOOLEAN:
      json_object_set_boolean_member (object, field->name, AT (const gboolean, record, field));
      break;
    case HAVEN_FIELD_DATE:
      iso = haven_date_dup_iso (AT (const HavenDate, record, field));
      json_object_set_string_member (object, field->name, *iso ? iso : NULL);
      break;
    case HAVEN_FIELD_INSTANT:
      iso = haven_instant_dup_iso (AT (const gint64, record, field));
      json_object_set_string_member (object, field->name, *iso ? iso : NULL);
      break;
    case HAVEN_FIELD_BYTES: /* too large for JSON, and never asked for in it */
      break;
    default:
      g_assert_not_reached ();
    }
}

/** Returns: (transfer full): every field but bytes, under its own name; what is unknown is null */
JsonObject *
haven_record_to_json (const HavenRecordInfo *info, gconstpointer record)
{
  JsonObject *object;

  g_return_val_if_fail (record != NULL, NULL);

  object = json_object_new ();
  for (guint i = 0; i < info->n_fields; i++)
    add_field (object, &info->fields[i], record);
  return object;
}

static gboolean
read_texts (JsonNode *node, char ***texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) == 0)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return FALSE;
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  *texts = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_field (const HavenField *field, JsonNode *node, gpointer record)
{
  GType type = json_node_get_value_type (node);

  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      if (type != G_TYPE_STRING)
        return FALSE;
      haven_record_set_text (&AT (char *, record, field), json_node_get_string (node));
      return TRUE;
    case HAVEN_FIELD_TEXTS:
      return read_texts (node, &AT (char **, record, field));
    case HAVEN_FIELD_INTEGER:
      AT (gint64, record, field) = json_node_get_int (node);
      return type == G_TYPE_INT64;
    case HAVEN_FIELD_MINUTE:
      AT (gint64, record, field) = json_node_get_int (node);
      return type == G_TYPE_INT64 && AT (gint64, record, field) >= 0 && AT (gint64, record, field) < 1440;
    case HAVEN_FIELD_REAL:
      AT (double, record, field) = json_node_get_double (node);
      return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
    case HAVEN_FIELD_BOOLEAN:
      AT (gboolean, record, field) = json_node_get_boolean (node);
      return type == G_TYPE_BOOLEAN;
    case HAVEN_FIELD_DATE:
      return type == G_TYPE_STRING &&
             haven_date_parse (json_node_get_string (node), &AT (HavenDate, record, field), NULL);
    case HAVEN_FIELD_INSTANT:
      return type == G_TYPE_STRING &&
             haven_instant_parse (json_node_get_string (node), &AT (gint64, record, field));
    case HAVEN_FIELD_BYTES:
      return FALSE;
    default:
      g_assert_not_reached ();
    }
}

/**
 * haven_record_from_json:
 *
 * Members that the record has not are passed over, absent and null ones stay unknown.
 *
 * Returns: (transfer full) (nullable): %NULL with %HAVEN_RECORD_ERROR_BAD_VALUE, which names the member, when one is
 *   of another kind than its field
 */
gpointer
haven_record_from_json (const HavenRecordInfo *info, JsonObject *object, GError **error)
{
  gpointer record = haven_record_new (info);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const HavenField *field = &info->fields[i];
      JsonNode *node = json_object_get_member (object, field->name);

      if (node == NULL || JSON_NODE_HOLDS_NULL (node) || read_field (field, node, record))
        continue;
      g_set_error (error,
                   HAVEN_RECORD_ERROR,
                   HAVEN_RECORD_ERROR_BAD_VALUE,
                   "“%s” of a %s has a value of the wrong kind",
                   field->name,
                   info->name);
      haven_record_free (info, record);
      return NULL;
    }
  return record;
}

/** Replaces a text member; an empty @text is stored as unknown. */
void
haven_record_set_text (char **member, const char *text)
{
  g_set_str (member, text && *text ? text : NULL);
}
