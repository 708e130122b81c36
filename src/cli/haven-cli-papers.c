/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-papers-service.h"
#include "haven-plan.h"
#include "haven-vaults.h"

#include <glib/gstdio.h>
#include <string.h>

#define LARGEST_VALUES (16 * 1024 * 1024)

/* ── Demo ─────────────────────────────────────────────────────────────────── */

int
haven_cli_demo (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (HavenSession) session = NULL;
  g_autofree char *passphrase_file = NULL, *folder = NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonObject *object = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  if (n_words != 1 || *words[0] == '-')
    return haven_cli_usage ("demo");
  folder = g_canonicalize_filename (words[0], NULL);
  session = haven_vaults_make_demo (folder, &passphrase_file, &error);
  if (session == NULL)
    return haven_cli_fail (error);
  json_object_set_string_member (object, "vault", folder);
  json_object_set_string_member (object, "passphrase_file", passphrase_file);
  return haven_cli_print_json (cli, node);
}

/* ── Forms ────────────────────────────────────────────────────────────────── */

static int
list_forms (const HavenCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_forms_load (&error);
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *array = json_array_new ();
  g_auto (GStrv) codes = NULL;

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  if (forms == NULL)
    return haven_cli_fail (error);
  codes = haven_forms_dup_codes (forms);
  for (gsize i = 0; codes[i]; i++)
    {
      const HavenForm *form = haven_forms_lookup (forms, codes[i], NULL);
      g_auto (GStrv) languages = haven_forms_dup_languages (forms, codes[i]);
      JsonObject *object = json_object_new ();
      JsonArray *list = json_array_new ();

      for (gsize j = 0; languages[j]; j++)
        json_array_add_string_element (list, languages[j]);
      json_object_set_string_member (object, "code", codes[i]);
      json_object_set_string_member (object, "version", form->version);
      json_object_set_string_member (object, "title", form->title.text);
      json_object_set_array_member (object, "languages", list);
      json_array_add_object_element (array, object);
    }
  return haven_cli_print_json (cli, node);
}

static gboolean
read_values (const char *path, JsonNode **node, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileInfo) info = NULL;
  gsize length;

  if (path == NULL)
    return TRUE;
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info && g_file_info_get_size (info) > LARGEST_VALUES)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "The file of values is too large to be one.");
      return FALSE;
    }
  if (g_file_get_contents (path, &text, &length, NULL) && g_utf8_validate (text, (gssize) length, NULL))
    *node = json_from_string (text, NULL);
  if (*node != NULL && JSON_NODE_HOLDS_OBJECT (*node))
    return TRUE;
  g_set_error_literal (error,
                       G_FILE_ERROR,
                       G_FILE_ERROR_INVAL,
                       "The file of values cannot be read, or is not a JSON object such as {\"person_name\": \"…\"}.");
  return FALSE;
}

static int
render_form (HavenDocumentRequest *request, const char *values_path, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_forms_load (&error);
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  g_autoptr (JsonNode) values = NULL;
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (GBytes) pdf = NULL;
  g_auto (HavenDocumentInfo) info = { 0 };

  if (forms == NULL || !read_values (values_path, &values, &error))
    return haven_cli_fail (error);
  request->values = values ? json_node_get_object (values) : none;
  request->made_on = haven_clock_today (clock);
  pdf = haven_document_render (forms, request, &info, &error);
  if (pdf == NULL || !haven_cli_write_file (output, pdf, &error))
    return haven_cli_fail (error);
  if (info.watermark_reason)
    g_printerr ("havenctl: not for signature: %s\n", info.watermark_reason);
  return HAVEN_CLI_DONE;
}

static int
run_render (const HavenCli *cli, int n_words, char **words)
{
  HavenDocumentRequest request = { .copy_for = NULL };
  g_autofree char *language = NULL, *variant = NULL, *values = NULL, *paper = NULL, *output = NULL;
  gboolean large = FALSE;
  GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &variant, NULL, NULL },
    { "values", 0, 0, G_OPTION_ARG_FILENAME, &values, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, NULL, NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &large, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1 || language == NULL || output == NULL ||
      (paper && strcmp (paper, "a4") != 0 && strcmp (paper, "letter") != 0))
    return haven_cli_usage ("form");
  request.form_code = words[0];
  request.language = language;
  request.variant = variant;
  request.paper = g_strcmp0 (paper, "a4") == 0 ? HAVEN_DOCUMENT_PAPER_A4 : HAVEN_DOCUMENT_PAPER_LETTER;
  request.large = large;
  return render_form (&request, values, output);
}

int
haven_cli_form (const HavenCli *cli, int n_words, char **words)
{
  if (n_words == 1 && strcmp (words[0], "list") == 0)
    return list_forms (cli);
  if (n_words >= 1 && strcmp (words[0], "render") == 0)
    return run_render (cli, n_words - 1, words + 1);
  return haven_cli_usage ("form");
}

/* ── Plans ────────────────────────────────────────────────────────────────── */

/* It is kept and logged before it leaves, and it is logged only when it can leave: the file takes its name last. */
static gboolean
hand_over (HavenSession *session, const HavenPaper *paper, const char *output, GError **error)
{
  g_autofree char *part = g_strconcat (output, ".part", NULL);

  if (g_file_test (output, G_FILE_TEST_IS_DIR))
    return haven_cli_write_file (output, paper->document->pdf, error);
  if (!haven_cli_write_file (part, paper->document->pdf, error))
    return FALSE;
  if (haven_papers_hand_over (session, paper, "export", error) && g_rename (part, output) == 0)
    return TRUE;
  g_remove (part);
  if (error && *error == NULL)
    g_set_error_literal (error,
                         G_FILE_ERROR,
                         G_FILE_ERROR_FAILED,
                         "The file cannot be written there. Choose another folder with --output.");
  return FALSE;
}

/* A plan may be named by its own id or by the person's. */
static char *
dup_patient_id (HavenSession *session, const char *id)
{
  g_autoptr (HavenPlan) plan = haven_session_load (session, &haven_plan_info, id, NULL);

  return g_strdup (plan ? plan->patient_id : id);
}

static int
print_plan (const HavenCli *cli, const char *id, const char *language, const char *variant, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_cli_open (cli, &error);
  g_autofree char *patient_id = session ? dup_patient_id (session, id) : NULL;
  g_autoptr (HavenPaper) paper =
      session ? haven_papers_make (session, patient_id, "care-plan", language, variant, &error) : NULL;

  if (paper == NULL || !hand_over (session, paper, output, &error))
    return haven_cli_fail (error);
  if (paper->watermark_reason)
    g_printerr ("havenctl: not for signature: %s\n", paper->watermark_reason);
  return HAVEN_CLI_DONE;
}

int
haven_cli_plan (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *language = NULL, *variant = NULL, *output = NULL;
  GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &variant, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 2 || strcmp (words[0], "print") != 0 ||
      language == NULL || output == NULL)
    return haven_cli_usage ("plan");
  return print_plan (cli, words[1], language, variant ? variant : "client", output);
}
