/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-cli.h"

#include "haven-trip.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES (64 * 1024 * 1024)

/* A file or a pipe, up to what can be a question at all. */
static GString *
read_stream (FILE *stream)
{
  GString *text = g_string_new (NULL);
  char buffer[65536];
  gsize n_read;

  while (text->len <= MOST_BYTES && (n_read = fread (buffer, 1, sizeof buffer, stream)) > 0)
    g_string_append_len (text, buffer, (gssize) n_read);
  if (ferror (stream))
    g_string_free (g_steal_pointer (&text), TRUE);
  return text;
}

static GString *
read_question (const char *path, GError **error)
{
  gboolean is_input = strcmp (path, "-") == 0;
  FILE *stream = is_input ? stdin : fopen (path, "re");
  GString *text = stream ? read_stream (stream) : NULL;

  if (stream && !is_input)
    fclose (stream);
  if (text == NULL)
    g_set_error_literal (
        error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
        "The trip to find cannot be read. Name a file that exists, or - for standard input.");
  return text;
}

static int
find (const HavenCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = read_question (path, &error);
  g_autoptr (HavenTripProblem) problem = NULL;
  g_autoptr (HavenTripResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (text != NULL)
    problem = haven_trip_problem_new_from_json (text->str, (gssize) text->len, &error);
  if (problem != NULL)
    result = haven_trip_find (problem, NULL, &error);
  if (result == NULL)
    return haven_cli_fail (error);
  node = json_node_alloc ();
  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, haven_trip_result_to_json (result));
  return haven_cli_print_json (cli, node);
}

/** `havenctl trip find FILE.json`: no vault is opened, and nothing is booked. */
int
haven_cli_trip (const HavenCli *cli, int n_words, char **words)
{
  if (n_words != 2 || strcmp (words[0], "find") != 0)
    return haven_cli_usage ("trip");
  return find (cli, words[1]);
}
