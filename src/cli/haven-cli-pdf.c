/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-pdf-fill.h"

#include <string.h>

#define LARGEST_PDF (64 * 1024 * 1024)
#define LARGEST_VALUES (16 * 1024 * 1024)

static GBytes *
read_file (const char *path, goffset largest, const char *sentence, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  char *text;
  gsize length;

  if (info && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && g_file_info_get_size (info) <= largest &&
      g_file_get_contents (path, &text, &length, NULL))
    return g_bytes_new_take (text, length);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, sentence);
  return NULL;
}

/** Returns: (transfer full): a PDF's file */
GBytes *
haven_cli_read_pdf (const char *path, GError **error)
{
  return read_file (path, LARGEST_PDF, "The PDF cannot be read, or is larger than 64 MB. Check its path.", error);
}

static HavenPdfReader *
open_pdf (const char *path, GError **error)
{
  g_autoptr (GBytes) pdf = haven_cli_read_pdf (path, error);

  return pdf ? haven_pdf_reader_new (pdf, NULL, error) : NULL;
}

/** Returns: (transfer full): values for the fields of a form, by their names */
JsonObject *
haven_cli_read_pdf_values (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes =
      read_file (path, LARGEST_VALUES, "The file of values cannot be read, or is too large to be one.", error);
  g_autoptr (JsonNode) node = NULL;
  gsize length = 0;
  const char *text = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  g_autofree char *ended = text ? g_strndup (text, length) : NULL;

  if (bytes == NULL)
    return NULL;
  if (ended && g_utf8_validate (ended, (gssize) length, NULL))
    node = json_from_string (ended, NULL);
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                       "The file of values is not a JSON object such as {\"Family Name\": \"…\", \"Agree\": true}.");
  return NULL;
}

/* ── What fields there are ────────────────────────────────────────────────── */

static JsonArray *
make_options (const HavenPdfField *field)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < field->options->len; i++)
    {
      const HavenPdfOption *option = g_ptr_array_index (field->options, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "value", option->code);
      json_object_set_string_member (object, "text", option->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_places (const HavenPdfField *field)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < field->widgets->len; i++)
    {
      const HavenPdfWidget *widget = g_ptr_array_index (field->widgets, i);
      JsonObject *object = json_object_new ();
      JsonArray *rectangle = json_array_new ();

      json_array_add_double_element (rectangle, widget->x1);
      json_array_add_double_element (rectangle, widget->y1);
      json_array_add_double_element (rectangle, widget->x2);
      json_array_add_double_element (rectangle, widget->y2);
      json_object_set_int_member (object, "page", widget->page + 1);
      json_object_set_array_member (object, "rectangle", rectangle);
      if (widget->code)
        json_object_set_string_member (object, "value", widget->code);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* As a value would be given. */
static JsonNode *
make_present (const HavenPdfField *field)
{
  gboolean is_box = field->type == HAVEN_PDF_FIELD_CHECKBOX || field->type == HAVEN_PDF_FIELD_RADIO;
  JsonNode *node = json_node_alloc ();
  const char *ticked = NULL;

  for (guint i = 0; is_box && i < field->widgets->len; i++)
    {
      const HavenPdfWidget *widget = g_ptr_array_index (field->widgets, i);

      ticked = widget->ticked ? widget->code : ticked;
    }
  if (field->type == HAVEN_PDF_FIELD_CHECKBOX && field->options->len <= 1)
    return json_node_init_boolean (node, ticked != NULL);
  if (is_box)
    return ticked ? json_node_init_string (node, ticked) : json_node_init_null (node);
  return field->values[0] ? json_node_init_string (node, field->values[0]) : json_node_init_null (node);
}

static JsonObject *
make_field (const HavenPdfField *field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", field->name);
  json_object_set_string_member (object, "label", field->label);
  json_object_set_string_member (object, "type", haven_pdf_field_type_get_name (field->type));
  json_object_set_boolean_member (object, "required", field->required);
  json_object_set_boolean_member (object, "read_only", field->read_only);
  json_object_set_boolean_member (object, "multiline", field->multiline);
  json_object_set_boolean_member (object, "comb", field->comb);
  json_object_set_int_member (object, "max", field->max);
  json_object_set_array_member (object, "options", make_options (field));
  json_object_set_array_member (object, "places", make_places (field));
  json_object_set_member (object, "value", make_present (field));
  return object;
}

static int
print_fields (const HavenCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPdfReader) reader = open_pdf (path, &error);
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *array = json_array_new ();
  const HavenPdfFacts *facts;

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  if (reader == NULL)
    return haven_cli_fail (error);
  facts = haven_pdf_reader_get_facts (reader);
  for (guint i = 0; i < facts->fields->len; i++)
    json_array_add_object_element (array, make_field (g_ptr_array_index (facts->fields, i)));
  return haven_cli_print_json (cli, node);
}

/* ── Filling ──────────────────────────────────────────────────────────────── */

static int
fill (int n_words, char **words)
{
  g_autofree char *values_path = NULL, *output = NULL;
  GOptionEntry entries[] = {
    { "values", 0, 0, G_OPTION_ARG_FILENAME, &values_path, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (HavenPdfReader) reader = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1 || values_path == NULL || output == NULL)
    return haven_cli_usage ("pdf");
  values = haven_cli_read_pdf_values (values_path, &error);
  reader = values ? open_pdf (words[0], &error) : NULL;
  pdf = reader ? haven_pdf_fill (reader, values, NULL, NULL, &error) : NULL;
  if (pdf == NULL || !haven_cli_write_file (output, pdf, &error))
    return haven_cli_fail (error);
  return HAVEN_CLI_DONE;
}

/** havenctl pdf: the fields of a form from elsewhere, and filling them. */
int
haven_cli_pdf (const HavenCli *cli, int n_words, char **words)
{
  if (n_words == 2 && strcmp (words[0], "fields") == 0 && *words[1] != '-')
    return print_fields (cli, words[1]);
  if (n_words >= 1 && strcmp (words[0], "fill") == 0)
    return fill (n_words - 1, words + 1);
  return haven_cli_usage ("pdf");
}
