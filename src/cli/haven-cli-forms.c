/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-forms-service.h"

#include <string.h>

#define LARGEST_FILE (16 * 1024 * 1024)

static JsonObject *
make_object (JsonNode *node)
{
  JsonObject *object = json_object_new ();

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return object;
}

static JsonArray *
make_elements (const GPtrArray *elements)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      const HavenFormElement *element = elements->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "code", element->code);
      json_object_set_string_member (object, "label", element->label);
      json_object_set_string_member (object, "citation", element->citation);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_languages (const GPtrArray *languages)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < languages->len; i++)
    {
      const HavenFormLanguage *language = languages->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "language", language->language);
      json_object_set_int_member (object, "texts", language->n_texts);
      json_object_set_int_member (object, "approved", language->n_approved);
      json_object_set_int_member (object, "outdated", language->n_outdated);
      json_object_set_int_member (object, "missing", language->n_missing);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* ── The forms of a clinic ────────────────────────────────────────────────── */

static JsonObject *
make_line (const HavenFormFacts *facts)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", facts->form->code);
  json_object_set_string_member (object, "version", facts->form->version);
  json_object_set_string_member (object, "title", facts->form->title.text);
  json_object_set_string_member (object, "sha256", facts->form->sha256);
  json_object_set_boolean_member (object, "own", facts->own != NULL);
  json_object_set_string_member (object, "shipped_version", facts->shipped_version);
  json_object_set_boolean_member (object, "needs_counsel_review", facts->form->needs_counsel_review);
  json_object_set_boolean_member (object, "awaits_counsel", facts->awaits_counsel);
  if (facts->review != NULL)
    {
      g_autofree char *day = haven_date_dup_iso (facts->review->reviewed_on);

      json_object_set_string_member (object, "counsel", facts->review->counsel);
      json_object_set_string_member (object, "reviewed_on", day);
    }
  json_object_set_int_member (object, "missing_elements", facts->n_missing);
  json_object_set_array_member (object, "languages", make_languages (facts->languages));
  return object;
}

/** `form list` with a vault: the forms as they are in use there. */
int
haven_cli_form_list_clinic (const HavenCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_open (cli, &error);
  g_autoptr (GPtrArray) all = session ? haven_form_facts_list (session, &error) : NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *array = json_array_new ();

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  if (all == NULL)
    return haven_cli_fail (error);
  for (guint i = 0; i < all->len; i++)
    json_array_add_object_element (array, make_line (all->pdata[i]));
  return haven_cli_print_json (cli, node);
}

/* ── Adding ───────────────────────────────────────────────────────────────── */

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  char *text = NULL;
  gsize length;

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= LARGEST_FILE && g_file_get_contents (path, &text, &length, NULL))
    return g_bytes_new_take (text, length);
  g_set_error_literal (error,
                       G_FILE_ERROR,
                       G_FILE_ERROR_INVAL,
                       "The form's file cannot be read. Check its path; nothing was changed.");
  return NULL;
}

static JsonArray *
make_text_ids (const GPtrArray *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    {
      const HavenFormTextChange *change = texts->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", change->text_id);
      json_object_set_string_member (object, "before", change->before);
      json_object_set_string_member (object, "after", change->after);
      json_array_add_object_element (array, object);
    }
  return array;
}

static int
print_changes (const HavenCli *cli, const HavenFormChanges *changes)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonObject *object = make_object (node);

  json_object_set_string_member (object, "code", changes->after->code);
  json_object_set_string_member (object, "version", changes->after->version);
  json_object_set_string_member (object, "version_before", changes->before ? changes->before->version : NULL);
  json_object_set_array_member (object, "texts", make_text_ids (changes->texts));
  json_object_set_array_member (object, "lost", make_elements (changes->lost));
  json_object_set_array_member (object, "missing", make_elements (changes->missing));
  json_object_set_array_member (object, "languages", make_languages (changes->languages));
  return haven_cli_print_json (cli, node);
}

static int
run_add (const HavenCli *cli, int n_words, char **words)
{
  gboolean dry_run = FALSE;
  GOptionEntry entries[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, NULL, NULL }, G_OPTION_ENTRY_NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (HavenFormChanges) changes = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1)
    return haven_cli_usage ("form");
  if (!haven_cli_need_vault (cli, &error))
    return haven_cli_fail (error);
  file = read_file (words[0], &error);
  session = file ? haven_cli_open (cli, &error) : NULL;
  changes = session ? haven_form_changes_read (session, file, &error) : NULL;
  if (changes == NULL || (!dry_run && !haven_clinic_forms_add (session, file, &error)))
    return haven_cli_fail (error);
  return print_changes (cli, changes);
}

/* ── Retiring and reviewing ───────────────────────────────────────────────── */

/* What holds now; a form that was the clinic's alone is gone. */
static int
print_form (const HavenCli *cli, HavenSession *session, const char *code)
{
  g_autoptr (HavenFormFacts) facts = haven_form_facts_read (session, code, NULL);
  g_autoptr (JsonNode) node = json_node_alloc ();

  if (facts != NULL)
    {
      json_node_init (node, JSON_NODE_OBJECT);
      json_node_take_object (node, make_line (facts));
    }
  else
    json_object_set_string_member (make_object (node), "code", code);
  return haven_cli_print_json (cli, node);
}

static int
run_retire (const HavenCli *cli, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_need_vault (cli, &error) ? haven_cli_open (cli, &error) : NULL;

  if (session == NULL || !haven_clinic_forms_retire (session, code, &error))
    return haven_cli_fail (error);
  return print_form (cli, session, code);
}

static int
record_review (const HavenCli *cli, const char *code, const char *counsel, HavenDate on)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_need_vault (cli, &error) ? haven_cli_open (cli, &error) : NULL;
  g_autoptr (HavenEdit) edit = session ? haven_clinic_forms_edit_review (session, code, counsel, on, &error) : NULL;

  if (edit == NULL || !haven_edit_apply (edit, session, &error))
    return haven_cli_fail (error);
  return print_form (cli, session, code);
}

static int
run_review (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *counsel = NULL, *day = NULL;
  GOptionEntry entries[] = {
    { "counsel", 0, 0, G_OPTION_ARG_STRING, &counsel, NULL, NULL },
    { "on", 0, 0, G_OPTION_ARG_STRING, &day, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  HavenDate on = HAVEN_DATE_NONE;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1 || counsel == NULL || day == NULL)
    return haven_cli_usage ("form");
  if (!haven_date_parse (day, &on, &error))
    return haven_cli_fail (error);
  return record_review (cli, words[0], counsel, on);
}

/** `form add FILE`, `form retire CODE`, `form review CODE`: what a clinic does with the forms themselves. */
int
haven_cli_form_change (const HavenCli *cli, int n_words, char **words)
{
  if (strcmp (words[0], "add") == 0)
    return run_add (cli, n_words - 1, words + 1);
  if (strcmp (words[0], "review") == 0)
    return run_review (cli, n_words - 1, words + 1);
  if (n_words == 2 && *words[1] != '-')
    return run_retire (cli, words[1]);
  return haven_cli_usage ("form");
}
