/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-catalogue-private.h"

#include <math.h>
#include <string.h>

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

/* ── Ids ─────────────────────────────────────────────────────────────────── */

/* Haven's own name space for ids that derive from a directory; made at random once. */
static const guint8 name_space[16] = { 0x9b, 0x1f, 0x4c, 0x52, 0x7d, 0xe3, 0x4a, 0x06,
                                       0x8c, 0x35, 0x60, 0xd8, 0x2a, 0x91, 0xbe, 0x47 };

/**
 * haven_directory_dup_id:
 *
 * The id that a thing has in Haven whenever it is imported: a name-based UUID (RFC 9562, version 5)
 * of where it comes from and what it is called there. What is called by a UUID already is the same
 * thing in every feed, so that the CSV and the JSON of one organisation meet.
 *
 * Returns: (transfer full)
 */
char *
haven_directory_dup_id (const char *source, const char *kind, const char *source_id)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *lower =
      haven_directory_is_uuid (source_id) ? g_ascii_strdown (source_id, -1) : NULL;
  g_autofree char *name =
      g_strjoin ("\n", lower ? "" : source, kind, lower ? lower : source_id, NULL);
  guint8 d[20];
  gsize length = sizeof d;

  g_checksum_update (sum, name_space, sizeof name_space);
  g_checksum_update (sum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (sum, d, &length);
  d[6] = (d[6] & 0x0f) | 0x50;
  d[8] = (d[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11],
                          d[12], d[13], d[14], d[15]);
}

/* ── What has no field ───────────────────────────────────────────────────── */

static gboolean
is_kept_aside (const HavenDirectoryDraft *draft, guint i, gboolean joins)
{
  const HavenDirectoryColumn *column = &draft->row->table->columns[i];
  const char *text = draft->row->values[i];

  if (text == NULL || *text == '\0' || (column->type == HAVEN_COLUMN_ID && i == 0))
    return FALSE;
  if (column->type == HAVEN_COLUMN_REFERENCE)
    return !draft->has[i] || (!joins && column->field == NULL);
  return column->field == NULL || !draft->has[i];
}

/**
 * haven_directory_draft_dup_extra:
 * @joins: whether the row becomes part of what it refers to, which then needn't be said
 *
 * Returns: (transfer full) (nullable): what no field holds, a wrong value included
 */
JsonObject *
haven_directory_draft_dup_extra (HavenDirectoryDraft *draft, gboolean joins)
{
  const HavenDirectoryTable *table = draft->row->table;
  g_autoptr (JsonObject) extra = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  for (guint i = 0; i < table->n_columns; i++)
    if (is_kept_aside (draft, i, joins))
      json_object_set_string_member (extra, table->columns[i].name, draft->row->values[i]);
  if (draft->row->extra)
    {
      json_object_iter_init_ordered (&iter, draft->row->extra);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        json_object_set_member (extra, name, json_node_copy (node));
    }
  return json_object_get_size (extra) > 0 ? g_steal_pointer (&extra) : NULL;
}

/* Takes @object. */
static void
add_aside (HavenDirectoryEntry *entry, const char *name, JsonObject *object)
{
  JsonNode *node;

  if (entry->extra == NULL)
    entry->extra = json_object_new ();
  node = json_object_get_member (entry->extra, name);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    json_object_set_array_member (entry->extra, name, json_array_new ());
  json_array_add_object_element (json_object_get_array_member (entry->extra, name), object);
}

static char *
dup_plural (const HavenDirectoryTable *table)
{
  return g_strndup (table->files, strcspn (table->files, "|"));
}

/* ── Merging ─────────────────────────────────────────────────────────────── */

static gboolean
is_unset (const HavenField *field, gconstpointer record)
{
  switch (field->type)
    {
    case HAVEN_FIELD_TEXT:
      return AT (char *const, record, field) == NULL;
    case HAVEN_FIELD_INTEGER:
    case HAVEN_FIELD_INSTANT:
      return AT (const gint64, record, field) == 0;
    case HAVEN_FIELD_MINUTE:
      return AT (const gint64, record, field) < 0;
    case HAVEN_FIELD_BOOLEAN:
      return !AT (const gboolean, record, field);
    case HAVEN_FIELD_REAL:
      return isnan (AT (const double, record, field));
    case HAVEN_FIELD_DATE:
      return !haven_date_is_set (AT (const HavenDate, record, field));
    case HAVEN_FIELD_TEXTS:
    case HAVEN_FIELD_BYTES:
    default:
      return FALSE;
    }
}

static void
merge_field (const HavenField *field, gpointer into, gpointer from)
{
  if (field->type == HAVEN_FIELD_TEXTS)
    {
      AT (char **, into, field) =
          haven_directory_merge_texts (AT (char **, into, field), AT (char **, from, field));
      return;
    }
  if (!is_unset (field, into))
    return;
  if (field->type == HAVEN_FIELD_TEXT)
    AT (char *, into, field) = g_steal_pointer (&AT (char *, from, field));
  else if (field->type == HAVEN_FIELD_REAL)
    AT (double, into, field) = AT (double, from, field);
  else if (field->type == HAVEN_FIELD_BOOLEAN)
    AT (gboolean, into, field) = AT (gboolean, from, field);
  else if (field->type == HAVEN_FIELD_DATE)
    AT (HavenDate, into, field) = AT (HavenDate, from, field);
  else if (field->type == HAVEN_FIELD_INTEGER || field->type == HAVEN_FIELD_MINUTE)
    AT (gint64, into, field) = AT (gint64, from, field);
}

/** Fills what the entry lacks from another telling of the same thing; what it has stays. */
void
haven_directory_entry_merge (HavenDirectoryEntry *self, gpointer record, JsonObject *extra)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  for (guint i = 0; record && i < self->table->info->n_fields; i++)
    merge_field (&self->table->info->fields[i], self->record, record);
  if (extra == NULL)
    return;
  if (self->extra == NULL)
    self->extra = json_object_new ();
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!json_object_has_member (self->extra, name))
      json_object_set_member (self->extra, name, json_node_copy (node));
}

/* ── Joining ─────────────────────────────────────────────────────────────── */

static void
store_in (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft, HavenDirectoryEntry *entry)
{
  const HavenDirectoryTable *table = draft->row->table;

  for (guint i = 0; i < table->n_columns; i++)
    {
      const HavenField *field =
          haven_directory_find_field (entry->table->info, table->columns[i].field);

      if (draft->has[i] && field && table->columns[i].type != HAVEN_COLUMN_REFERENCE &&
          !haven_directory_value_store (&draft->values[i], field,
                                        table->columns[i].flags & HAVEN_COLUMN_APPEND,
                                        entry->record))
        haven_directory_draft_reject (self, draft, table->columns[i].name, "too-long",
                                      draft->row->values[i], TRUE);
    }
}

static const char *
get_text (const HavenDirectoryDraft *draft, const char *column)
{
  int i = haven_directory_table_find_column (draft->row->table, column);

  return i >= 0 ? draft->row->values[i] : NULL;
}

static int
get_rank (const HavenDirectoryDraft *draft)
{
  const char *type = get_text (draft, "address_type");

  if (g_str_equal (draft->row->table->name, "mail_address"))
    return HAVEN_ADDRESS_MAIL;
  return type == NULL || *type == '\0' || g_ascii_strcasecmp (type, "physical") == 0
             ? HAVEN_ADDRESS_PLACE
             : HAVEN_ADDRESS_MAIL;
}

static const char *const address_fields[] = { "address_1",      "address_2",   "city",
                                              "state_province", "postal_code", "country" };

static JsonObject *
take_address (HavenDirectoryEntry *entry)
{
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (address_fields); i++)
    {
      const HavenField *field = haven_directory_find_field (entry->table->info, address_fields[i]);
      char **member = &AT (char *, entry->record, field);

      if (*member)
        json_object_set_string_member (object, address_fields[i], *member);
      g_clear_pointer (member, g_free);
    }
  return object;
}

static JsonObject *
describe_address (const HavenDirectoryDraft *draft)
{
  JsonObject *object = json_object_new ();

  for (guint i = 1; i < draft->row->table->n_columns; i++)
    if (draft->row->values[i] && *draft->row->values[i] &&
        draft->row->table->columns[i].type != HAVEN_COLUMN_REFERENCE)
      json_object_set_string_member (object, draft->row->table->columns[i].name,
                                     draft->row->values[i]);
  return object;
}

/* A place to go comes before an address to write to, whichever was told first; the other is kept
 * aside. */
static void
join_address (HavenDirectoryCatalogue *self,
              HavenDirectoryDraft *draft,
              HavenDirectoryEntry *location)
{
  int rank = get_rank (draft);
  g_autoptr (JsonObject) rest = NULL;

  if (rank <= location->address_rank)
    {
      add_aside (location, "other_addresses", describe_address (draft));
      return;
    }
  if (location->address_rank > HAVEN_ADDRESS_NONE)
    add_aside (location, "other_addresses", take_address (location));
  location->address_rank = rank;
  store_in (self, draft, location);
  rest = haven_directory_draft_dup_extra (draft, TRUE);
  if (location->extra)
    json_object_remove_member (location->extra, "address");
  if (rest)
    add_aside (location, "address", g_steal_pointer (&rest));
}

/* Without a code the name tells the language. */
static void
join_language (HavenDirectoryCatalogue *self,
               HavenDirectoryDraft *draft,
               HavenDirectoryEntry *entry)
{
  int code = haven_directory_table_find_column (draft->row->table, "code");
  const char *name = get_text (draft, "name");

  if (code >= 0 && !draft->has[code] && name && *name)
    draft->has[code] =
        haven_directory_value_parse (&draft->values[code], &draft->row->table->columns[code], name);
  store_in (self, draft, entry);
}

static HavenDirectoryEntry *
find_linked (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft)
{
  static const HavenDirectoryKind kinds[] = { HAVEN_KIND_SERVICE, HAVEN_KIND_LOCATION,
                                              HAVEN_KIND_ORGANIZATION, HAVEN_KIND_SERVICE_LOCATION,
                                              HAVEN_KIND_PHONE };
  const char *id = get_text (draft, "link_id");
  HavenDirectoryEntry *entry = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && entry == NULL; i++)
    entry = haven_directory_catalogue_find (self, kinds[i], id);
  if (entry == NULL)
    haven_directory_draft_reject (self, draft, "link_id", "reference", id, FALSE);
  return entry;
}

static gboolean
store_local (HavenDirectoryCatalogue *self,
             HavenDirectoryDraft *draft,
             HavenDirectoryEntry *entry,
             const char *name)
{
  int i = name && *name ? haven_directory_table_find_column (entry->table, name) : -1;
  const HavenDirectoryColumn *column = i >= 0 ? &entry->table->columns[i] : NULL;
  const char *text = get_text (draft, "value");
  g_auto (HavenDirectoryValue) value = { 0 };

  if (column == NULL || !(column->flags & HAVEN_COLUMN_LOCAL))
    return FALSE;
  if ((text == NULL || *text == '\0') && column->type == HAVEN_COLUMN_BOOLEAN)
    text = "true";
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!haven_directory_value_parse (&value, column, text))
    {
      haven_directory_draft_reject (self, draft, "value", haven_directory_column_get_rule (column),
                                    text, TRUE);
      if (column->type != HAVEN_COLUMN_BOOLEAN)
        return TRUE;
      value.integer = TRUE; /* a flag that can't be read is the careful one */
    }
  haven_directory_value_store (
      &value, haven_directory_find_field (entry->table->info, column->field), FALSE, entry->record);
  return TRUE;
}

static void
join_attribute (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft)
{
  HavenDirectoryEntry *entry = find_linked (self, draft);
  HavenDirectoryEntry *term = draft->parents[HAVEN_KIND_TERM];
  const HavenField *keywords;
  JsonObject *rest;

  if (entry == NULL || store_local (self, draft, entry, get_text (draft, "link_type")) ||
      store_local (self, draft, entry, term ? term->name : NULL))
    return;
  keywords = haven_directory_find_field (entry->table->info, "keywords");
  if (keywords && term && term->name)
    {
      HavenDirectoryValue value = { .text = term->name };

      haven_directory_value_store (&value, keywords, TRUE, entry->record);
    }
  if ((rest = haven_directory_draft_dup_extra (draft, TRUE)))
    add_aside (entry, "attributes", rest);
}

static gboolean
is_first_time (HavenDirectoryCatalogue *self,
               HavenDirectoryDraft *draft,
               HavenDirectoryEntry *parent)
{
  const HavenDirectoryTable *table = draft->row->table;
  GString *key;

  if (!self->repeats)
    return TRUE;
  key = g_string_new (table->name);
  g_string_append_printf (key, "\x1f%s\x1f%s", parent->table->name, parent->source_id);
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].type != HAVEN_COLUMN_REFERENCE &&
        (i == 0 || !(draft->row->values[0] && *draft->row->values[0])))
      g_string_append_printf (key, "\x1f%s", draft->row->values[i] ? draft->row->values[i] : "");
  return haven_directory_catalogue_mark (self, g_string_free (key, FALSE));
}

static void
join_parent (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft, HavenDirectoryEntry *parent)
{
  g_autofree char *plural = dup_plural (draft->row->table);
  JsonObject *rest;

  if (parent->record == NULL || !is_first_time (self, draft, parent))
    return;
  if (draft->row->table->kind == HAVEN_KIND_ADDRESS)
    {
      join_address (self, draft, parent);
      return;
    }
  if (draft->row->table->kind == HAVEN_KIND_LANGUAGE)
    join_language (self, draft, parent);
  else
    store_in (self, draft, parent);
  if ((rest = haven_directory_draft_dup_extra (draft, TRUE)))
    add_aside (parent, plural, rest);
}

/** Makes a row that has no record of its own a part of what it refers to. */
void
haven_directory_catalogue_join (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft)
{
  if (draft->row->table->kind == HAVEN_KIND_ATTRIBUTE)
    {
      join_attribute (self, draft);
      return;
    }
  for (guint kind = 0; kind < HAVEN_N_PARENT_KINDS; kind++)
    if (draft->parents[kind])
      join_parent (self, draft, draft->parents[kind]);
}
