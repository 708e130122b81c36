/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-official-forms-service.h"

#include <glib/gi18n.h>
#include <string.h>

static JsonObject *
make_form (const HavenOfficialForm *form)
{
  JsonObject *object = json_object_new ();
  g_autofree char *edition = haven_date_is_set (form->edition_on) ? haven_date_dup_iso (form->edition_on) : NULL;

  json_object_set_string_member (object, "id", form->id);
  json_object_set_string_member (object, "code", form->code);
  json_object_set_string_member (object, "title", form->title);
  json_object_set_string_member (object, "agency", form->agency);
  json_object_set_int_member (object, "pages", form->pages);
  json_object_set_boolean_member (object, "privileged", form->privileged);
  if (edition)
    json_object_set_string_member (object, "edition", edition);
  return object;
}

static int
print_array (const HavenCli *cli, JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return haven_cli_print_json (cli, node);
}

static int
list (const HavenCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_open (cli, &error);
  g_autoptr (GPtrArray) forms = session ? haven_official_forms_list (session, &error) : NULL;
  JsonArray *array;

  if (forms == NULL)
    return haven_cli_fail (error);
  array = json_array_new ();
  for (guint i = 0; i < forms->len; i++)
    json_array_add_object_element (array, make_form (forms->pdata[i]));
  return print_array (cli, array);
}

static JsonArray *
make_formats (const HavenChoice *formats)
{
  JsonArray *array = json_array_new ();

  for (; formats->code; formats++)
    json_array_add_string_element (array, formats->code);
  return array;
}

/* From what a field can be filled, and how each is written. It is the same for every vault. */
static int
list_sources (const HavenCli *cli)
{
  JsonArray *array = json_array_new ();

  for (const HavenChoice *source = haven_official_form_get_sources (); source->code; source++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "source", source->code);
      json_object_set_string_member (object, "label", _ (source->label));
      json_object_set_array_member (object, "formats", make_formats (haven_official_form_get_formats (source->code)));
      json_array_add_object_element (array, object);
    }
  return print_array (cli, array);
}

static int
import (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (HavenOfficialForm) details = haven_official_form_new ();
  g_autofree char *edition = NULL, *id = NULL;
  GOptionEntry entries[] = {
    { "code", 0, 0, G_OPTION_ARG_STRING, &details->code, NULL, NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &details->title, NULL, NULL },
    { "agency", 0, 0, G_OPTION_ARG_STRING, &details->agency, NULL, NULL },
    { "edition", 0, 0, G_OPTION_ARG_STRING, &edition, NULL, NULL },
    { "for-everybody", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &details->privileged, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonObject *object = json_object_new ();

  details->privileged = TRUE;
  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1)
    return haven_cli_usage ("official");
  if (edition && !haven_date_parse (edition, &details->edition_on, &error))
    return haven_cli_fail (error);
  details->file = haven_cli_read_pdf (words[0], &error);
  session = details->file ? haven_cli_open (cli, &error) : NULL;
  id = session ? haven_official_forms_import (session, details, NULL, &error) : NULL;
  if (id == NULL)
    return haven_cli_fail (error);
  json_object_set_string_member (object, "id", id);
  return haven_cli_print_json (cli, node);
}

static int
list_fields (const HavenCli *cli, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_open (cli, &error);
  g_autoptr (HavenOfficialForm) form = session ? haven_official_forms_find (session, code, &error) : NULL;
  g_autoptr (GPtrArray) fields = form ? haven_official_forms_list_fields (session, form->id, &error) : NULL;
  JsonArray *array;

  if (fields == NULL)
    return haven_cli_fail (error);
  array = json_array_new ();
  for (guint i = 0; i < fields->len; i++)
    {
      const HavenOfficialFormField *field = fields->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", field->field);
      if (field->source)
        json_object_set_string_member (object, "source", field->source);
      if (field->format)
        json_object_set_string_member (object, "format", field->format);
      json_array_add_object_element (array, object);
    }
  return print_array (cli, array);
}

static const HavenOfficialFormField *
find_field (GPtrArray *fields, const char *name, GError **error)
{
  for (guint i = 0; i < fields->len; i++)
    if (strcmp (((const HavenOfficialFormField *) fields->pdata[i])->field, name) == 0)
      return fields->pdata[i];
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND, "The form has no field of that name.");
  return NULL;
}

static int
map (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_open (cli, &error);
  g_autoptr (HavenOfficialForm) form = session ? haven_official_forms_find (session, words[0], &error) : NULL;
  g_autoptr (GPtrArray) fields = form ? haven_official_forms_list_fields (session, form->id, &error) : NULL;
  const HavenOfficialFormField *before = fields ? find_field (fields, words[1], &error) : NULL;
  g_autoptr (HavenPdfReader) reader = before ? haven_official_forms_open (session, form->id, NULL, &error) : NULL;
  g_autoptr (HavenEdit) edit = NULL;

  if (reader != NULL)
    edit = haven_official_forms_edit_field (session, reader, before, n_words > 2 ? words[2] : NULL,
                                            n_words > 3 ? words[3] : NULL, &error);
  return edit && haven_edit_apply (edit, session, &error) ? HAVEN_CLI_DONE : haven_cli_fail (error);
}

static int
retire (const HavenCli *cli, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_open (cli, &error);
  g_autoptr (HavenOfficialForm) form = session ? haven_official_forms_find (session, code, &error) : NULL;

  return form && haven_official_forms_retire (session, form->id, &error) ? HAVEN_CLI_DONE : haven_cli_fail (error);
}

static int
fill (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *values_path = NULL, *output = NULL;
  GOptionEntry entries[] = {
    { "values", 0, 0, G_OPTION_ARG_FILENAME, &values_path, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (HavenProof) proof = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (HavenOfficialForm) form = NULL;
  g_autoptr (HavenPaper) paper = NULL;
  g_autoptr (HavenExport) export = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 2 || output == NULL)
    return haven_cli_usage ("official");
  values = values_path ? haven_cli_read_pdf_values (values_path, &error) : json_object_new ();
  session = values ? haven_cli_open_to_export (cli, &proof, &error) : NULL;
  form = session ? haven_official_forms_find (session, words[0], &error) : NULL;
  paper = form ? haven_official_forms_fill (session, form->id, words[1], values, NULL, &error) : NULL;
  export = paper ? haven_papers_export_new (session, paper, NULL) : NULL;
  if (export == NULL || !haven_export_write (export, session, proof, output, &error))
    return haven_cli_fail (error);
  return HAVEN_CLI_DONE;
}

/** havenctl official: forms of agencies that the clinic fills for people. */
int
haven_cli_official (const HavenCli *cli, int n_words, char **words)
{
  const char *act = n_words > 0 ? words[0] : "";

  if (n_words == 1 && strcmp (act, "list") == 0)
    return list (cli);
  if (n_words == 1 && strcmp (act, "sources") == 0)
    return list_sources (cli);
  if (n_words >= 2 && strcmp (act, "import") == 0)
    return import (cli, n_words - 1, words + 1);
  if (n_words == 2 && strcmp (act, "fields") == 0)
    return list_fields (cli, words[1]);
  if (n_words >= 3 && n_words <= 5 && strcmp (act, "map") == 0)
    return map (cli, n_words - 1, words + 1);
  if (n_words == 2 && strcmp (act, "retire") == 0)
    return retire (cli, words[1]);
  if (n_words >= 3 && strcmp (act, "fill") == 0)
    return fill (cli, n_words - 1, words + 1);
  return haven_cli_usage ("official");
}
