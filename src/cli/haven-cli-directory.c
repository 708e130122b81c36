/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-directory-service.h"
#include "haven-people-service.h"

#include <string.h>

static int
run_import (const HavenCli *cli, int n_words, char **words)
{
  gboolean dry_run = FALSE;
  GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (HavenDirectoryReport) report = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1)
    return haven_cli_usage ("directory");
  session = haven_cli_open (cli, &error);
  if (session != NULL)
    report = haven_directory_import (session, words[0], dry_run, NULL, NULL, NULL, &error);
  if (report == NULL)
    return haven_cli_fail (error);
  node = json_node_alloc ();
  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, haven_directory_report_to_json (report));
  return haven_cli_print_json (cli, node);
}

static void
add_service_cb (gint64 row, const char *const *texts, gpointer data)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", texts[HAVEN_SERVICES_ID]);
  json_object_set_string_member (object, "name", texts[HAVEN_SERVICES_NAME]);
  json_object_set_string_member (object, "organization", texts[HAVEN_SERVICES_ORGANIZATION]);
  json_object_set_string_member (object, "status", texts[HAVEN_SERVICES_STATUS]);
  json_object_set_member (object, "languages", haven_cli_parse_list (texts[HAVEN_SERVICES_LANGUAGES]));
  json_object_set_string_member (object, "city", texts[HAVEN_SERVICES_CITY]);
  json_object_set_string_member (object, "phone", texts[HAVEN_SERVICES_PHONE]);
  json_object_set_boolean_member (object, "confidential", g_strcmp0 (texts[HAVEN_SERVICES_CONFIDENTIAL], "1") == 0);
  json_array_add_object_element (data, object);
}

static int
run_search (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *language = NULL, *area = NULL;
  GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, NULL, NULL },
    { "area", 0, 0, G_OPTION_ARG_STRING, &area, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (HavenQuery) query = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1)
    return haven_cli_usage ("directory");
  session = language == NULL || haven_people_check_language (language, &error) ? haven_cli_open (cli, &error) : NULL;
  if (session == NULL)
    return haven_cli_fail (error);
  query = haven_query_new_services (words[0], language, area);
  return haven_cli_print_rows (cli, session, "service", query, add_service_cb);
}

int
haven_cli_directory (const HavenCli *cli, int n_words, char **words)
{
  if (n_words >= 1 && strcmp (words[0], "import") == 0)
    return run_import (cli, n_words - 1, words + 1);
  if (n_words >= 1 && strcmp (words[0], "search") == 0)
    return run_search (cli, n_words - 1, words + 1);
  return haven_cli_usage ("directory");
}
