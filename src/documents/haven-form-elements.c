/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-check.h"

#include "haven-form-private.h"
#include "haven-seeds.h"

#define ELEMENTS_PATH "rules/release-elements.json"

static void
element_free (gpointer data)
{
  HavenFormElement *element = data;

  g_free (element->code);
  g_free (element->label);
  g_free (element->citation);
  g_free (element);
}

static void
list_free (gpointer data)
{
  HavenFormElementList *list = data;

  g_free (list->code);
  g_free (list->label);
  g_free (list->citation);
  g_clear_pointer (&list->elements, g_ptr_array_unref);
  g_free (list);
}

static gpointer
read_element (HavenFormReader *reader, JsonObject *object, gpointer data)
{
  HavenFormElement *element = g_new0 (HavenFormElement, 1);

  haven_form_reader_check_members (reader, object,
                                   "code label citation where_it_applies advised most_grade");
  element->code = haven_form_reader_dup_string (reader, object, "code", TRUE);
  element->label = haven_form_reader_dup_string (reader, object, "label", TRUE);
  element->citation = haven_form_reader_dup_string (reader, object, "citation", TRUE);
  element->where_it_applies = haven_form_reader_get_boolean (reader, object, "where_it_applies");
  element->advised = haven_form_reader_get_boolean (reader, object, "advised");
  element->most_grade = (int) haven_form_reader_get_number (reader, object, "most_grade", 0);
  return element;
}

static gpointer
read_list (HavenFormReader *reader, JsonObject *object, gpointer data)
{
  HavenFormElementList *list = g_new0 (HavenFormElementList, 1);

  haven_form_reader_check_members (reader, object, "code label citation elements");
  list->code = haven_form_reader_dup_string (reader, object, "code", TRUE);
  list->label = haven_form_reader_dup_string (reader, object, "label", TRUE);
  list->citation = haven_form_reader_dup_string (reader, object, "citation", TRUE);
  list->elements =
      haven_form_reader_read_array (reader, object, "elements", read_element, NULL, element_free);
  return list;
}

/**
 * haven_form_element_lists_load:
 *
 * Returns: (transfer full) (element-type HavenFormElementList): what each law asks for, as Haven
 * brings it
 */
GPtrArray *
haven_form_element_lists_load (GError **error)
{
  g_autoptr (JsonNode) root = haven_seeds_lookup_json (ELEMENTS_PATH, error);
  HavenFormReader reader = { "release-elements", NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) lists = NULL;

  if (root == NULL)
    return NULL;
  lists = haven_form_reader_read_array (&reader, json_node_get_object (root), "lists", read_list,
                                        NULL, list_free);
  if (reader.error == NULL)
    return g_steal_pointer (&lists);
  g_propagate_error (error, reader.error);
  return NULL;
}

/** Returns: (nullable): the list of that code */
const HavenFormElementList *
haven_form_element_lists_find (const GPtrArray *lists, const char *code)
{
  for (guint i = 0; i < lists->len; i++)
    {
      const HavenFormElementList *list = g_ptr_array_index (lists, i);

      if (g_str_equal (list->code, code))
        return list;
    }
  return NULL;
}
