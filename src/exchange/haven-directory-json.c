/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-input.h"

#include "haven-directory-value.h"

#include <string.h>

/** A row found in the tree; rows wait until all are found, because what they refer to may come
 * later. */
typedef struct
{
  const HavenDirectoryTable *table;
  char *path;
  guint file;
  guint number;
  char **values; /* n_columns of them */
  JsonObject *extra;
} FoundRow;

typedef struct
{
  HavenDirectoryInput *input;
  GPtrArray *rows; /* (element-type FoundRow) */
  guint file;
  guint number;
} Walk;

/** What an object stands in. */
typedef struct
{
  HavenDirectoryKind kind;
  const char *id;
} Parent;

static const char *walk_object (Walk *self,
                                JsonObject *object,
                                const HavenDirectoryTable *table,
                                const char *path,
                                Parent parent);

static void
found_row_free (gpointer data)
{
  FoundRow *row = data;

  for (guint i = 0; i < row->table->n_columns; i++)
    g_free (row->values[i]);
  g_free (row->values);
  g_free (row->path);
  json_object_unref (row->extra);
  g_free (row);
}

/* ── Before parsing ──────────────────────────────────────────────────────── */

/**
 * haven_directory_json_check:
 *
 * The parser recurses and builds everything in memory, so depth and number of values are bounded
 * before it runs.
 */
gboolean
haven_directory_json_check (const char *name, const char *text, gsize length, GError **error)
{
  guint depth = 0, n_values = 0;
  gboolean quoted = FALSE;
  const char *sentence = NULL;

  for (const char *p = text; p < text + length && sentence == NULL; p++)
    {
      if (quoted && *p == '\\')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == '{' || *p == '['))
        depth++;
      else if (!quoted && (*p == '}' || *p == ']') && depth > 0)
        depth--;
      n_values += !quoted && (*p == ',' || *p == '{' || *p == '[');
      if (depth > HAVEN_DIRECTORY_MAX_JSON_DEPTH)
        sentence = "is nested far deeper than a service directory ever is";
      else if (n_values > HAVEN_DIRECTORY_MAX_JSON_VALUES)
        sentence = "holds more values than a service directory ever does";
    }
  if (sentence == NULL && !g_utf8_validate_len (text, length, NULL))
    sentence = "is not written in UTF-8";
  if (sentence)
    g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED,
                 "“%s” %s; ask for it in the JSON of HSDS 3 again", name, sentence);
  return sentence == NULL;
}

static gboolean
bytes_read_cb (const char *bytes, gsize size, gpointer user_data, GError **error)
{
  GString *text = user_data;

  g_string_append_len (text, bytes, (gssize) size);
  if (text->len <= HAVEN_DIRECTORY_MAX_JSON)
    return TRUE;
  g_set_error_literal (
      error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_TOO_LARGE,
      "The JSON file is larger than 64 megabytes; import the directory as CSV files instead");
  return FALSE;
}

static JsonNode *
parse_file (HavenDirectoryInput *input, guint file, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *name = haven_import_files_get_name (input->files, file);
  gsize start;
  JsonNode *root;

  if (!haven_directory_input_read_file (input, file, bytes_read_cb, text, error))
    return NULL;
  start = g_str_has_prefix (text->str, "\xEF\xBB\xBF") ? 3 : 0;
  if (!haven_directory_json_check (name, text->str + start, text->len - start, error))
    return NULL;
  if (json_parser_load_from_data (parser, text->str + start, (gssize) (text->len - start), NULL) &&
      (root = json_parser_steal_root (parser)) != NULL)
    return root;
  g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED,
               "“%s” is no valid JSON; ask for it in the JSON of HSDS 3 again", name);
  return NULL;
}

/* ── Values ──────────────────────────────────────────────────────────────── */

static char *
dup_number (JsonNode *node)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
}

static char *
dup_scalar (JsonNode *node)
{
  GType type = json_node_get_value_type (node);
  g_autofree char *valid = NULL;

  if (type == G_TYPE_STRING)
    {
      valid = g_utf8_make_valid (json_node_get_string (node), -1);
      return haven_directory_dup_clean (valid);
    }
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  return dup_number (node);
}

/* An array of plain values is a list with commas. */
static char *
dup_list (JsonArray *array)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *text = JSON_NODE_HOLDS_VALUE (node) ? dup_scalar (node) : NULL;

      if (text && *text)
        g_string_append_printf (list, "%s%s", list->len ? "," : "", text);
    }
  return g_string_free (list, FALSE);
}

static gboolean
holds_objects (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array && json_array_get_length (array) > 0 &&
         JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0));
}

/* ── The tree ────────────────────────────────────────────────────────────── */

static void
keep_unknown (FoundRow *row, const char *name, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      text = dup_scalar (node);
      if (*text)
        json_object_set_string_member (row->extra, name, text);
      return;
    }
  text = json_to_string (node, FALSE);
  if (g_utf8_validate (text, -1, NULL))
    json_object_set_member (row->extra, name, json_node_copy (node));
}

static int
find_reference (const HavenDirectoryTable *table, HavenDirectoryKind kind)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].type == HAVEN_COLUMN_REFERENCE && table->columns[i].target == kind)
      return (int) i;
  return -1;
}

/* "location": {…} in a service_at_location stands for its location_id. */
static void
read_object_member (Walk *self,
                    FoundRow *row,
                    const HavenDirectoryTable *table,
                    const char *name,
                    JsonObject *object)
{
  g_autofree char *path = g_strdup_printf ("%s%s.", row->path, name);
  int column = find_reference (row->table, table->kind);
  const char *id = walk_object (self, object, table, path, (Parent) { HAVEN_KIND_NONE, NULL });

  if (column >= 0 && row->values[column] == NULL && id)
    row->values[column] = g_strdup (id);
}

static void
read_member (Walk *self, FoundRow *row, const char *name, JsonNode *node)
{
  const HavenDirectoryTable *table = haven_directory_layout_find_table (HAVEN_LAYOUT_HSDS_3, name);
  int column = haven_directory_table_find_column (row->table, name);

  if (JSON_NODE_HOLDS_NULL (node) || *name == '\0')
    return;
  if (table && JSON_NODE_HOLDS_OBJECT (node))
    read_object_member (self, row, table, name, json_node_get_object (node));
  else if (table && holds_objects (node))
    return; /* its children, read when the row itself is known */
  else if (column >= 0 && row->values[column] == NULL && JSON_NODE_HOLDS_VALUE (node))
    row->values[column] = dup_scalar (node);
  else if (column >= 0 && row->values[column] == NULL && JSON_NODE_HOLDS_ARRAY (node))
    row->values[column] = dup_list (json_node_get_array (node));
  else if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) > 0)
    keep_unknown (row, name, node);
}

static void
walk_array (
    Walk *self, JsonArray *array, const HavenDirectoryTable *table, const char *path, Parent parent)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *place = *path ? g_strdup_printf ("%s[%u].", path, i) : g_strdup ("");

      if (*path == '\0')
        self->number = i + 1;
      if (JSON_NODE_HOLDS_OBJECT (node))
        walk_object (self, json_node_get_object (node), table, place, parent);
    }
}

static void
walk_children (Walk *self, JsonObject *object, FoundRow *row)
{
  const char *id = row->table->columns[0].type == HAVEN_COLUMN_ID ? row->values[0] : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const HavenDirectoryTable *table =
          haven_directory_layout_find_table (HAVEN_LAYOUT_HSDS_3, name);
      g_autofree char *path = g_strconcat (row->path, name, NULL);

      if (table && holds_objects (node))
        walk_array (self, json_node_get_array (node), table, path,
                    (Parent) { row->table->kind, id });
    }
}

static void
refer_to_parent (FoundRow *row, Parent parent)
{
  int column = row->table->kind == HAVEN_KIND_ATTRIBUTE
                   ? haven_directory_table_find_column (row->table, "link_id")
                   : find_reference (row->table, parent.kind);

  if (parent.id && column >= 0 && row->values[column] == NULL)
    row->values[column] = g_strdup (parent.id);
}

/* Returns: (nullable): the id of what the object describes, valid as long as the walk */
static const char *
walk_object (Walk *self,
             JsonObject *object,
             const HavenDirectoryTable *table,
             const char *path,
             Parent parent)
{
  FoundRow *row = g_new0 (FoundRow, 1);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  row->table = table;
  row->path = g_strdup (path);
  row->file = self->file;
  row->number = self->number;
  row->values = g_new0 (char *, table->n_columns);
  row->extra = json_object_new ();
  g_ptr_array_add (self->rows, row);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    read_member (self, row, name, node);
  refer_to_parent (row, parent);
  walk_children (self, object, row);
  return table->columns[0].type == HAVEN_COLUMN_ID ? row->values[0] : NULL;
}

/* ── What a file is ──────────────────────────────────────────────────────── */

static gboolean
describes (const char *base, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (base, name, length) == 0 &&
         (base[length] == '\0' || !g_ascii_isalpha (base[length]));
}

/* "service_at_location_full" is told by the longest name that it begins with. */
static const HavenDirectoryTable *
find_table_by_name (const char *base)
{
  guint n_tables;
  const HavenDirectoryTable *tables =
      haven_directory_layout_get_tables (HAVEN_LAYOUT_HSDS_3, &n_tables);
  const HavenDirectoryTable *found = NULL;

  for (guint i = 0; i < n_tables; i++)
    {
      g_autofree char *plural = g_strndup (tables[i].files, strcspn (tables[i].files, "|"));

      if ((describes (base, tables[i].name) || describes (base, plural)) &&
          (found == NULL || strlen (tables[i].name) > strlen (found->name)))
        found = &tables[i];
    }
  return found;
}

static const HavenDirectoryTable *
find_table_by_members (JsonObject *object)
{
  guint n_tables, best = 2;
  const HavenDirectoryTable *tables =
      haven_directory_layout_get_tables (HAVEN_LAYOUT_HSDS_3, &n_tables);
  const HavenDirectoryTable *found = NULL;

  for (guint i = 0; i < n_tables; i++)
    {
      guint score = 0;

      for (guint k = 0; tables[i].info && k < tables[i].n_columns; k++)
        score += json_object_has_member (object, tables[i].columns[k].name) ? 1 : 0;
      if (score > best)
        {
          best = score;
          found = &tables[i];
        }
    }
  return found;
}

static const HavenDirectoryTable *
find_table_of_member (const char *name)
{
  g_autofree char *base = haven_directory_dup_base_name (name, ".csv");

  return haven_directory_layout_find_table (HAVEN_LAYOUT_HSDS_3, base ? base : name);
}

/* {"organizations": […], "services.csv": […]}: tables, not a thing that has parts, for it has no
 * id. */
static gboolean
walk_tables (Walk *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean any = FALSE;

  if (json_object_has_member (object, "id"))
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const HavenDirectoryTable *table = find_table_of_member (name);

      if (table == NULL || !holds_objects (node))
        continue;
      walk_array (self, json_node_get_array (node), table, name,
                  (Parent) { HAVEN_KIND_NONE, NULL });
      any = TRUE;
    }
  return any;
}

static JsonArray *
find_contents (JsonObject *object)
{
  static const char *const names[] = { "contents", "results", "items", "data" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      if (node && JSON_NODE_HOLDS_ARRAY (node))
        return json_node_get_array (node);
    }
  return NULL;
}

static void
walk_root (Walk *self, JsonNode *root)
{
  g_autofree char *base = haven_directory_dup_base_name (
      haven_import_files_get_name (self->input->files, self->file), ".json");
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root)
                     : object                     ? find_contents (object)
                                                  : NULL;
  const HavenDirectoryTable *table = find_table_by_name (base);
  const Parent none = { HAVEN_KIND_NONE, NULL };

  self->number = 1;
  if (array == NULL && (object == NULL || walk_tables (self, object)))
    return;
  if (array && json_array_get_length (array) > 0 &&
      JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0)))
    object = json_array_get_object_element (array, 0);
  if (table == NULL && object)
    table = find_table_by_members (object);
  if (table && array)
    walk_array (self, array, table, "", none);
  else if (table)
    walk_object (self, object, table, "", none);
}

/* ── Reading ─────────────────────────────────────────────────────────────── */

static gboolean
is_json (HavenImportFiles *files, guint i)
{
  g_autofree char *base =
      haven_directory_dup_base_name (haven_import_files_get_name (files, i), ".json");

  return base && g_ascii_strcasecmp (base, "datapackage") != 0;
}

guint
haven_directory_json_count_files (HavenImportFiles *files)
{
  guint n = 0;

  for (guint i = 0; i < haven_import_files_get_n (files); i++)
    n += is_json (files, i);
  return n;
}

static gboolean
add_rows (Walk *self, GError **error)
{
  guint n_tables;
  const HavenDirectoryTable *tables =
      haven_directory_layout_get_tables (HAVEN_LAYOUT_HSDS_3, &n_tables);

  for (guint t = 0; t < n_tables; t++)
    {
      if (g_cancellable_set_error_if_cancelled (self->input->cancellable, error))
        return FALSE;
      for (guint i = 0; i < self->rows->len; i++)
        {
          FoundRow *found = g_ptr_array_index (self->rows, i);
          HavenDirectoryRow row = {
            .table = found->table,
            .file = haven_import_files_get_name (self->input->files, found->file),
            .number = found->number,
            .path = found->path,
            .values = (const char *const *) found->values,
            .extra = found->extra,
          };

          if (found->table == &tables[t] &&
              !haven_directory_catalogue_add (self->input->catalogue, &row, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* One damaged file among others is told in the report; alone, or refused or cancelled, it is the
 * end. */
static gboolean
read_file (Walk *self, gboolean alone, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = parse_file (self->input, self->file, &local);

  if (root)
    walk_root (self, root);
  else if (alone || !g_error_matches (local, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  else
    haven_directory_report_reject (self->input->report,
                                   haven_import_files_get_name (self->input->files, self->file), 1,
                                   "", "json", local->message);
  return TRUE;
}

/** Reads every JSON file there is. */
gboolean
haven_directory_json_read (HavenDirectoryInput *input, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (found_row_free);
  Walk self = { .input = input, .rows = rows };
  gboolean alone = haven_directory_json_count_files (input->files) == 1;

  for (guint i = 0; i < haven_import_files_get_n (input->files); i++)
    {
      self.file = i;
      if (is_json (input->files, i) && !read_file (&self, alone, error))
        return FALSE;
    }
  input->has_rows = rows->len > 0;
  return add_rows (&self, error);
}
