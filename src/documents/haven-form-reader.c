/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-private.h"

#include "haven-document-error.h"

/** Latches an error that says where in which form. */
void
haven_form_reader_fail (HavenFormReader *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (self->error != NULL)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->error = g_error_new (HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_INVALID,
                             "The form “%s” cannot be used: %s", self->where, message);
}

/** Refuses a member that is not one of the @known words: a slip of the pen must not pass in
 * silence. */
void
haven_form_reader_check_members (HavenFormReader *self, JsonObject *object, const char *known)
{
  g_auto (GStrv) words = g_strsplit (known, " ", -1);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains ((const char *const *) words, l->data))
      haven_form_reader_fail (self, "“%s” is not known here; known are: %s", (char *) l->data,
                              known);
}

/** Returns: (transfer full) (nullable): the string at @member */
char *
haven_form_reader_dup_string (HavenFormReader *self,
                              JsonObject *object,
                              const char *member,
                              gboolean required)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    {
      if (required)
        haven_form_reader_fail (self, "“%s” is missing", member);
      return NULL;
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    {
      haven_form_reader_fail (self, "“%s” must be a text that is not empty", member);
      return NULL;
    }
  return json_node_dup_string (node);
}

double
haven_form_reader_get_number (HavenFormReader *self,
                              JsonObject *object,
                              const char *member,
                              double otherwise)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return otherwise;
  if (json_node_get_value_type (node) != G_TYPE_INT64 &&
      json_node_get_value_type (node) != G_TYPE_DOUBLE)
    {
      haven_form_reader_fail (self, "“%s” must be a number", member);
      return otherwise;
    }
  return json_node_get_double (node);
}

gboolean
haven_form_reader_get_boolean (HavenFormReader *self, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    haven_form_reader_fail (self, "“%s” must be true or false", member);
  return json_node_get_boolean (node);
}

/** Returns: (transfer full) (nullable): the strings at @member; %NULL where it is absent */
char **
haven_form_reader_dup_strings (HavenFormReader *self, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      haven_form_reader_fail (self, "“%s” must be a list of texts", member);
      return NULL;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *entry = json_array_get_element (array, i);

      if (json_node_get_value_type (entry) != G_TYPE_STRING)
        haven_form_reader_fail (self, "“%s” must be a list of texts", member);
      else
        g_strv_builder_add (builder, json_node_get_string (entry));
    }
  return g_strv_builder_end (builder);
}

/** Takes a text into the form: its id must be new, here and in the texts that all papers share. */
void
haven_form_reader_take_text (HavenFormReader *self, HavenFormText *text, char *id, char *source)
{
  text->id = id;
  text->text = source;
  if (id == NULL || source == NULL)
    return;
  if (!g_regex_match_simple ("^[a-z][a-z0-9-]{0,63}$", id, 0, 0))
    haven_form_reader_fail (self, "the text id “%s” must be small letters, digits and hyphens", id);
  else if (g_hash_table_contains (self->ids, id) ||
           (self->common && haven_form_find_text (self->common, id)))
    haven_form_reader_fail (self, "the text id “%s” is used twice", id);
  else
    {
      g_hash_table_add (self->ids, g_strdup (id));
      g_ptr_array_add (self->form->order, text);
    }
}

/** Reads the members `id` and `text`, which come together. */
void
haven_form_reader_read_text (HavenFormReader *self,
                             JsonObject *object,
                             HavenFormText *text,
                             gboolean required)
{
  gboolean present =
      json_object_has_member (object, "id") || json_object_has_member (object, "text");
  char *id = haven_form_reader_dup_string (self, object, "id", required || present);

  haven_form_reader_take_text (
      self, text, id, haven_form_reader_dup_string (self, object, "text", required || present));
}

/** Returns: (transfer full): an entry for each object of the list at @member; empty where it is
 * absent */
GPtrArray *
haven_form_reader_read_array (HavenFormReader *self,
                              JsonObject *object,
                              const char *member,
                              HavenFormReadFunc read,
                              gpointer data,
                              GDestroyNotify free_entry)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL)
    return entries;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      haven_form_reader_fail (self, "“%s” must be a list", member);
      return entries;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array) && self->error == NULL; i++)
    {
      JsonNode *entry = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (entry))
        g_ptr_array_add (entries, read (self, json_node_get_object (entry), data));
      else
        haven_form_reader_fail (self, "each entry of “%s” must be an object", member);
    }
  return entries;
}

const HavenFormValue *
haven_form_names_find (const HavenFormNames *self, const char *name)
{
  for (; self != NULL; self = self->outer)
    {
      const HavenFormValue *value = haven_form_value_find (self->values, name);

      if (value != NULL)
        return value;
    }
  return NULL;
}
