/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-seeds.h"
#include "haven-seeds-resource.h"

#define PREFIX "/org/havenclinic/Haven/seeds/"

/* Kept for good: the program takes its own hold away when it ends, while other threads may still be reading. */
static GResource *
get_resource (void)
{
  static gsize resource = 0;

  if (g_once_init_enter (&resource))
    g_once_init_leave (&resource, (gsize) g_resource_ref (haven_seeds_get_resource ()));
  return (GResource *) resource;
}

/**
 * haven_seeds_lookup:
 * @path: below `seeds/`, for example `rules/deadlines.json`
 *
 * Seeds are built into the program, so that nobody can swap a legal text beside it.
 *
 * Returns: (transfer full): the file's bytes
 */
GBytes *
haven_seeds_lookup (const char *path, GError **error)
{
  g_autofree char *full = g_strconcat (PREFIX, path, NULL);

  return g_resource_lookup_data (get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

/** Returns: (transfer full): the file's JSON */
JsonNode *
haven_seeds_lookup_json (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = haven_seeds_lookup (path, error);
  g_autoptr (JsonParser) parser = NULL;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  parser = json_parser_new_immutable ();
  text = g_bytes_get_data (bytes, &length);
  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;
  return json_parser_steal_root (parser);
}

/** Returns: (transfer full): the names of the files in a folder of seeds, in no order; none where it is absent */
char **
haven_seeds_list (const char *folder)
{
  g_autofree char *full = g_strconcat (PREFIX, folder, NULL);
  char **names = g_resource_enumerate_children (get_resource (),
                                                full,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                NULL);

  return names ? names : g_new0 (char *, 1);
}
