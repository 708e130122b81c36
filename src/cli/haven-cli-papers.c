/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-form-check.h"
#include "haven-papers-service.h"
#include "haven-plan.h"
#include "haven-vaults.h"

#include <math.h>
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

static JsonArray *
make_texts (char **texts)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; texts && texts[i]; i++)
    json_array_add_string_element (array, texts[i]);
  return array;
}

static JsonObject *
make_form_line (const HavenForm *form, char **languages)
{
  JsonObject *object = json_object_new ();
  JsonArray *variants = json_array_new ();

  for (guint i = 0; i < form->variants->len; i++)
    json_array_add_string_element (variants, ((const HavenFormVariant *) g_ptr_array_index (form->variants, i))->code);
  json_object_set_string_member (object, "code", form->code);
  json_object_set_string_member (object, "version", form->version);
  json_object_set_string_member (object, "title", form->title.text);
  json_object_set_array_member (object, "languages", make_texts (languages));
  json_object_set_array_member (object, "variants", variants);
  json_object_set_array_member (object, "satisfies", make_texts (form->satisfies));
  json_object_set_boolean_member (object, "needs_counsel_review", form->needs_counsel_review);
  return object;
}

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

      json_array_add_object_element (array, make_form_line (form, languages));
    }
  return haven_cli_print_json (cli, node);
}

/* ── Checking a form ──────────────────────────────────────────────────────── */

/* With a vault, as the clinic has them. */
static HavenForms *
load_forms (const HavenCli *cli, GError **error)
{
  g_autoptr (HavenSession) session = NULL;

  if (cli->vault == NULL)
    return haven_forms_load (error);
  session = haven_cli_open (cli, error);
  return session ? haven_session_dup_forms (session, error) : NULL;
}

/* A form that Haven brings, by its code; or one that a clinic writes, by its file. */
static const HavenForm *
load_form (HavenForms *forms, const char *word, HavenForm **own, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (!g_str_has_suffix (word, ".json"))
    return haven_forms_lookup (forms, word, error);
  file = g_file_new_for_path (word);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL || g_file_info_get_size (info) > LARGEST_VALUES || !g_file_get_contents (word, &text, &length, NULL))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "The form's file cannot be read. Check its path.");
      return NULL;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  *own = haven_form_parse (bytes, haven_forms_get_common (forms), error);
  return *own;
}

static JsonArray *
make_elements (const GPtrArray *elements)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      const HavenFormElement *element = g_ptr_array_index (elements, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "code", element->code);
      json_object_set_string_member (object, "label", element->label);
      json_object_set_string_member (object, "citation", element->citation);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_checks (const GPtrArray *checks, gboolean *satisfied)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < checks->len; i++)
    {
      const HavenFormCheck *check = g_ptr_array_index (checks, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "code", check->list->code);
      json_object_set_string_member (object, "label", check->list->label);
      json_object_set_string_member (object, "citation", check->list->citation);
      json_object_set_boolean_member (object, "claimed", check->claimed);
      json_object_set_boolean_member (object, "satisfied", check->missing->len == 0);
      json_object_set_array_member (object, "present", make_elements (check->present));
      json_object_set_array_member (object, "missing", make_elements (check->missing));
      json_object_set_array_member (object, "advised", make_elements (check->advised));
      json_array_add_object_element (array, object);
      *satisfied = *satisfied && (!check->claimed || check->missing->len == 0);
    }
  return array;
}

static int
print_check (const HavenCli *cli, const HavenForm *form, const GPtrArray *lists)
{
  g_autoptr (GPtrArray) checks = haven_form_check (form, lists);
  g_auto (GStrv) unknown = haven_form_dup_unknown_claims (form, lists);
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonObject *object = json_object_new ();
  gboolean satisfied = unknown[0] == NULL;
  JsonArray *array = make_checks (checks, &satisfied);
  int code;

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  json_object_set_string_member (object, "code", form->code);
  json_object_set_string_member (object, "version", form->version);
  json_object_set_boolean_member (object, "needs_counsel_review", form->needs_counsel_review);
  /* Whole years of school, never fewer than it takes. */
  json_object_set_int_member (object, "reading_grade", (int) ceil (MAX (haven_form_get_grade (form), 0)));
  json_object_set_array_member (object, "legal_basis", make_texts (form->legal_basis));
  json_object_set_boolean_member (object, "satisfied", satisfied);
  json_object_set_array_member (object, "lists", array);
  json_object_set_array_member (object, "unknown_claims", make_texts (unknown));
  code = haven_cli_print_json (cli, node);
  if (code != HAVEN_CLI_DONE || satisfied)
    return code;
  g_printerr ("havenctl: The form does not say all that it claims to say; see “missing” and “unknown_claims”.\n");
  return HAVEN_CLI_FAILED;
}

static int
check_form (const HavenCli *cli, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = load_forms (cli, &error);
  g_autoptr (GPtrArray) lists = forms ? haven_form_element_lists_load (&error) : NULL;
  g_autoptr (HavenForm) own = NULL;
  const HavenForm *form = lists ? load_form (forms, word, &own, &error) : NULL;

  return form ? print_check (cli, form, lists) : haven_cli_fail (error);
}

/* ── Rendering a form ─────────────────────────────────────────────────────── */

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
render_form (const HavenCli *cli, HavenDocumentRequest *request, const char *values_path, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = load_forms (cli, &error);
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
  gboolean large = FALSE, bilingual = FALSE;
  GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &variant, NULL, NULL },
    { "values", 0, 0, G_OPTION_ARG_FILENAME, &values, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, NULL, NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &large, NULL, NULL },
    { "bilingual", 0, 0, G_OPTION_ARG_NONE, &bilingual, NULL, NULL },
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
  request.bilingual = bilingual;
  return render_form (cli, &request, values, output);
}

int
haven_cli_form (const HavenCli *cli, int n_words, char **words)
{
  if (n_words == 1 && strcmp (words[0], "list") == 0)
    return cli->vault ? haven_cli_form_list_clinic (cli) : list_forms (cli);
  if (n_words == 2 && strcmp (words[0], "check") == 0 && *words[1] != '-')
    return check_form (cli, words[1]);
  if (n_words >= 1 && strcmp (words[0], "render") == 0)
    return run_render (cli, n_words - 1, words + 1);
  if (n_words >= 1 && strcmp (words[0], "po") == 0)
    return haven_cli_form_po (cli, n_words - 1, words + 1);
  if (n_words >= 1 && (strcmp (words[0], "add") == 0 || strcmp (words[0], "retire") == 0 || strcmp (words[0], "review") == 0))
    return haven_cli_form_change (cli, n_words, words);
  return haven_cli_usage ("form");
}

/* ── Plans ────────────────────────────────────────────────────────────────── */

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
  g_autoptr (HavenProof) proof = NULL;
  g_autoptr (HavenSession) session = haven_cli_open_to_export (cli, &proof, &error);
  g_autofree char *patient_id = session ? dup_patient_id (session, id) : NULL;
  g_autoptr (HavenPaper) paper =
      session ? haven_papers_make (session, patient_id, "care-plan", language, variant, &error) : NULL;
  g_autoptr (HavenExport) export = paper ? haven_papers_export_new (session, paper, NULL) : NULL;

  if (export == NULL || !haven_export_write (export, session, proof, output, &error))
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
