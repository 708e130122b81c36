/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-translations-service.h"

#include <string.h>

#define LARGEST_PO (4 * 1024 * 1024)

/* ── Out ──────────────────────────────────────────────────────────────────── */

/* What Haven brings is nobody's, and leaves nothing. */
static gboolean
export_shipped (const char *code, const char *language, const char *output, GError **error)
{
  g_autoptr (HavenForms) forms = haven_forms_load (error);
  g_autoptr (GBytes) po = forms ? haven_translations_export_shipped_po (forms, code, language, error) : NULL;

  return po != NULL && haven_cli_write_file (output, po, error);
}

/* What the clinic made of it. */
static gboolean
export_own (const HavenCli *cli, const char *code, const char *language, const char *output, GError **error)
{
  g_autoptr (HavenProof) proof = NULL;
  g_autoptr (HavenSession) session = haven_cli_open_to_export (cli, &proof, error);
  g_autoptr (HavenExport) po = session ? haven_translations_export_po (session, code, language, error) : NULL;

  return po != NULL && haven_export_write (po, session, proof, output, error);
}

static int
run_export (const HavenCli *cli, char **words)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = cli->vault ? export_own (cli, words[0], words[1], words[2], &error)
                                   : export_shipped (words[0], words[1], words[2], &error);

  return done ? HAVEN_CLI_DONE : haven_cli_fail (error);
}

/* ── In ───────────────────────────────────────────────────────────────────── */

static GBytes *
read_po (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  char *text = NULL;
  gsize length;

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= LARGEST_PO && g_file_get_contents (path, &text, &length, NULL))
    return g_bytes_new_take (text, length);
  g_set_error_literal (error,
                       G_FILE_ERROR,
                       G_FILE_ERROR_INVAL,
                       "The file cannot be read, or is larger than a PO file of a form. Nothing was changed.");
  return NULL;
}

static int
print_count (const HavenCli *cli, guint n_texts)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonObject *object = json_object_new ();

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  json_object_set_int_member (object, "texts", n_texts);
  return haven_cli_print_json (cli, node);
}

static int
run_import (const HavenCli *cli, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) po = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  guint n_texts = 0;

  if (!haven_cli_need_vault (cli, &error))
    return haven_cli_fail (error);
  po = read_po (words[2], &error);
  session = po ? haven_cli_open (cli, &error) : NULL;
  if (session == NULL)
    return haven_cli_fail (error);
  edit = haven_translations_import_po (session, words[0], words[1], po, &n_texts, &error);
  if (error != NULL || (edit != NULL && !haven_edit_apply (edit, session, &error)))
    return haven_cli_fail (error);
  return print_count (cli, n_texts);
}

/** `form po export|import CODE LL FILE`: a form's translation as a gettext PO file. */
int
haven_cli_form_po (const HavenCli *cli, int n_words, char **words)
{
  if (n_words == 4 && strcmp (words[0], "export") == 0)
    return run_export (cli, words + 1);
  if (n_words == 4 && strcmp (words[0], "import") == 0)
    return run_import (cli, words + 1);
  return haven_cli_usage ("form");
}
