/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-calendar.h"
#include "haven-calendar-service.h"

#include <string.h>

static int
print_object (const HavenCli *cli, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return haven_cli_print_json (cli, node);
}

/* ── Whose ────────────────────────────────────────────────────────────────── */

static int
run_list (const HavenCli *cli, int n_words, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = n_words == 0 ? haven_cli_open (cli, &error) : NULL;
  g_autoptr (GPtrArray) resources = session ? haven_session_list (session, &haven_resource_info, NULL, NULL, "position", &error) : NULL;
  g_autoptr (JsonNode) node = json_node_alloc ();
  JsonArray *array;

  if (n_words != 0)
    return haven_cli_usage ("calendar");
  if (resources == NULL)
    return haven_cli_fail (error);
  array = json_array_new ();
  for (guint i = 0; i < resources->len; i++)
    {
      const HavenResource *resource = resources->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", resource->id);
      json_object_set_string_member (object, "name", resource->name);
      json_object_set_string_member (object, "kind", resource->kind);
      json_array_add_object_element (array, object);
    }
  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return haven_cli_print_json (cli, node);
}

/* ── Out ──────────────────────────────────────────────────────────────────── */

static int
export (const HavenCli *cli, const HavenCalendarWanted *wanted, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenProof) proof = NULL;
  g_autoptr (HavenSession) session = haven_cli_open_to_export (cli, &proof, &error);
  g_autoptr (HavenResource) resource = NULL;
  g_autoptr (HavenCalendarExport) file = NULL;
  JsonObject *object;

  if (session && wanted->resource_id)
    resource = haven_session_load (session, &haven_resource_info, wanted->resource_id, &error);
  if (session && (resource || wanted->resource_id == NULL))
    file = haven_calendar_export (session, wanted, &error);
  if (file == NULL || !haven_export_write (file->export, session, proof, output, &error))
    return haven_cli_fail (error);
  object = json_object_new ();
  json_object_set_int_member (object, "visits", file->n_visits);
  json_object_set_int_member (object, "called_off", file->n_called_off);
  json_object_set_string_member (object, "output", output);
  return print_object (cli, object);
}

static int
run_export (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *resource = NULL, *from = NULL, *to = NULL, *says = NULL, *output = NULL;
  GOptionEntry entries[] = {
    { "resource", 0, 0, G_OPTION_ARG_STRING, &resource, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "says", 0, 0, G_OPTION_ARG_STRING, &says, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  HavenCalendarWanted wanted = { .says = HAVEN_CALENDAR_SAYS_BUSY };
  g_autoptr (GError) error = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 0 || from == NULL || to == NULL || output == NULL ||
      (says && strcmp (says, "busy") != 0 && strcmp (says, "visit") != 0))
    return haven_cli_usage ("calendar");
  if (!haven_date_parse (from, &wanted.first, &error) || !haven_date_parse (to, &wanted.last, &error))
    return haven_cli_fail (error);
  wanted.resource_id = resource;
  if (says && strcmp (says, "visit") == 0)
    wanted.says = HAVEN_CALENDAR_SAYS_VISIT;
  return export (cli, &wanted, output);
}

/* ── In ───────────────────────────────────────────────────────────────────── */

static JsonObject *
describe_row (const HavenCalendarRow *row)
{
  JsonObject *object = json_object_new ();
  g_autofree char *start = haven_instant_dup_iso (row->starts_at), *end = haven_instant_dup_iso (row->ends_at);

  json_object_set_string_member (object, "state", haven_calendar_row_state_get_code (row->state));
  if (row->fault != HAVEN_CALENDAR_FAULT_NONE)
    {
      json_object_set_string_member (object, "rule", haven_calendar_fault_get_code (row->fault));
      json_object_set_string_member (object, "why", haven_calendar_fault_get_sentence (row->fault));
    }
  if (row->line > 0)
    json_object_set_int_member (object, "line", row->line);
  if (row->starts_at != 0)
    {
      json_object_set_string_member (object, "start", start);
      json_object_set_string_member (object, "end", end);
    }
  return object;
}

static int
print_preview (const HavenCli *cli, const HavenCalendarPreview *preview)
{
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < HAVEN_N_CALENDAR_ROW_STATES; i++)
    json_object_set_int_member (object, haven_calendar_row_state_get_code ((HavenCalendarRowState) i), preview->n[i]);
  json_object_set_int_member (object, "others", preview->n_others);
  for (guint i = 0; i < preview->rows->len; i++)
    json_array_add_object_element (rows, describe_row (&g_array_index (preview->rows, HavenCalendarRow, i)));
  json_object_set_array_member (object, "rows", rows);
  return print_object (cli, object);
}

static int
run_check (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *zone = NULL;
  GOptionEntry entries[] = {
    { "zone", 0, 0, G_OPTION_ARG_STRING, &zone, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GTimeZone) known = NULL;
  g_autoptr (HavenClock) clock = NULL;
  g_autoptr (HavenCalendarPreview) preview = NULL;

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1)
    return haven_cli_usage ("calendar");
  known = g_time_zone_new_identifier (zone ? zone : "UTC");
  if (known == NULL)
    {
      g_set_error_literal (&error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_NOT_FOUND, "There is no such time zone. Name one such as America/New_York.");
      return haven_cli_fail (error);
    }
  clock = haven_clock_new (zone ? zone : "UTC");
  bytes = haven_calendar_file_load (words[0], &error);
  preview = bytes ? haven_calendar_check (clock, bytes, &error) : NULL;
  return preview ? print_preview (cli, preview) : haven_cli_fail (error);
}

static int
import (const HavenCli *cli, const char *path, const HavenCalendarTaking *taking, gboolean dry_run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = haven_calendar_file_load (path, &error);
  g_autoptr (HavenSession) session = bytes ? haven_cli_open (cli, &error) : NULL;
  g_autoptr (HavenCalendarPreview) preview = session ? haven_calendar_preview (session, bytes, taking, NULL, NULL, NULL, &error) : NULL;

  if (preview == NULL || (!dry_run && preview->edit && !haven_edit_apply (preview->edit, session, &error)))
    return haven_cli_fail (error);
  return print_preview (cli, preview);
}

static int
run_import (const HavenCli *cli, int n_words, char **words)
{
  g_autofree char *resource = NULL, *closed = NULL;
  gboolean whole = FALSE, dry_run = FALSE;
  GOptionEntry entries[] = {
    { "resource", 0, 0, G_OPTION_ARG_STRING, &resource, NULL, NULL },
    { "closed-days", 0, 0, G_OPTION_ARG_STRING, &closed, NULL, NULL },
    { "whole", 0, 0, G_OPTION_ARG_NONE, &whole, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!haven_cli_parse (entries, &n_words, &words) || n_words != 1 || (resource == NULL) == (closed == NULL))
    return haven_cli_usage ("calendar");
  return import (cli, words[0], &(HavenCalendarTaking) { resource, closed, whole }, dry_run);
}

int
haven_cli_calendar (const HavenCli *cli, int n_words, char **words)
{
  static const struct
  {
    const char *name;
    HavenCliFunc function;
  } commands[] = { { "list", run_list }, { "export", run_export }, { "check", run_check }, { "import", run_import } };

  for (gsize i = 0; n_words >= 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (words[0], commands[i].name) == 0)
      return commands[i].function (cli, n_words - 1, words + 1);
  return haven_cli_usage ("calendar");
}
