/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-values-private.h"

#include "haven-date.h"
#include "haven-document-error.h"

#include <string.h>

/* No text of a value is ever in an error: only its name is. */
static gboolean refuse (GError **error, const char *name, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error, const char *name, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "The value “%s” %s",
               name, message);
  return FALSE;
}

/* Embeddings, overrides and isolates could turn the words around a value: they are left out. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static char *
dup_clean (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *clean = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t')
        g_string_append_c (clean, ' ');
      else if (c != '\r' && !is_direction_control (c))
        g_string_append_unichar (clean, c);
    }
  return g_strstrip (g_string_free (clean, FALSE));
}

static gboolean
have_control (const char *text, gboolean allow_lines)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c == '\n' || c == '\r') && allow_lines)
        continue;
      if (c != '\t' && (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029))
        return TRUE;
    }
  return FALSE;
}

static char *
check_text (const char *name, JsonNode *node, gsize max, gboolean allow_lines, GError **error)
{
  const char *text;
  glong length;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      refuse (error, name, "must be a text");
      return NULL;
    }
  text = json_node_get_string (node);
  if (!g_utf8_validate (text, -1, NULL))
    {
      refuse (error, name, "is not valid UTF-8 text; enter it again");
      return NULL;
    }
  length = g_utf8_strlen (text, -1);
  if ((gsize) length > max)
    {
      refuse (error, name,
              "has %ld characters and the form has room for %" G_GSIZE_FORMAT "; shorten it",
              length, max);
      return NULL;
    }
  if (have_control (text, allow_lines))
    {
      refuse (error, name, "holds control characters; enter it again without them");
      return NULL;
    }
  return dup_clean (text);
}

static JsonNode *
new_string_node (char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  g_free (text);
  return node;
}

static JsonNode *
check_date (const HavenFormValue *declared, JsonNode *node, GError **error)
{
  HavenDate date;

  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      haven_date_parse (json_node_get_string (node), &date, NULL))
    return json_node_copy (node);
  refuse (error, declared->name, "must be a date such as 2026-12-03");
  return NULL;
}

static gboolean
check_code (const HavenFormValue *declared, JsonNode *node, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < declared->options->len; i++)
    {
      const HavenFormOption *option = g_ptr_array_index (declared->options, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING &&
          g_str_equal (option->code, json_node_get_string (node)))
        return TRUE;
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", option->code);
    }
  return refuse (error, declared->name, "must be one of: %s", known->str);
}

/* One code or several; kept as a list of codes. */
static JsonNode *
check_choice (const HavenFormValue *declared, JsonNode *node, GError **error)
{
  g_autoptr (JsonArray) codes = json_array_new ();
  JsonNode *result;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      if (!check_code (declared, node, error))
        return NULL;
      json_array_add_element (codes, json_node_copy (node));
    }
  else
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        JsonNode *code = json_array_get_element (json_node_get_array (node), i);

        if (!check_code (declared, code, error))
          return NULL;
        json_array_add_element (codes, json_node_copy (code));
      }
  result = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (result, codes);
  return result;
}

static gboolean
check_length (const HavenFormValue *declared, JsonNode *node, GError **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, declared->name, "must be a list");
  if (json_array_get_length (json_node_get_array (node)) > declared->max)
    return refuse (error, declared->name,
                   "has %u entries and the form has room for %" G_GSIZE_FORMAT "; leave some out",
                   json_array_get_length (json_node_get_array (node)), declared->max);
  return TRUE;
}

#define MAX_LIST_ENTRY 400

static JsonObject *
check_object (const GPtrArray *declared, const GPtrArray *also, JsonObject *values, GError **error);

static JsonNode *
check_entry (const HavenFormValue *declared, JsonNode *entry, GError **error)
{
  JsonNode *node = NULL;

  if (declared->type == HAVEN_FORM_VALUE_LIST)
    {
      char *text = check_text (declared->name, entry, MAX_LIST_ENTRY, FALSE, error);

      return text != NULL ? new_string_node (text) : NULL;
    }
  if (JSON_NODE_HOLDS_OBJECT (entry))
    {
      JsonObject *object =
          check_object (declared->fields, NULL, json_node_get_object (entry), error);

      if (object == NULL)
        return NULL;
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, object);
      return node;
    }
  refuse (error, declared->name, "must be a list of objects");
  return NULL;
}

static JsonNode *
check_entries (const HavenFormValue *declared, JsonNode *node, GError **error)
{
  g_autoptr (JsonArray) entries = json_array_new ();
  JsonNode *result;

  if (!check_length (declared, node, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *entry =
          check_entry (declared, json_array_get_element (json_node_get_array (node), i), error);

      if (entry == NULL)
        return NULL;
      json_array_add_element (entries, entry);
    }
  result = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (result, entries);
  return result;
}

static JsonNode *
check_value (const HavenFormValue *declared, JsonNode *node, GError **error)
{
  char *text;

  switch (declared->type)
    {
    case HAVEN_FORM_VALUE_TEXT:
    case HAVEN_FORM_VALUE_PARAGRAPH:
      text = check_text (declared->name, node, declared->max,
                         declared->type == HAVEN_FORM_VALUE_PARAGRAPH, error);
      return text != NULL ? new_string_node (text) : NULL;
    case HAVEN_FORM_VALUE_DATE:
      return check_date (declared, node, error);
    case HAVEN_FORM_VALUE_CHOICE:
      return check_choice (declared, node, error);
    case HAVEN_FORM_VALUE_TICK:
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return json_node_copy (node);
      refuse (error, declared->name, "must be true or false");
      return NULL;
    case HAVEN_FORM_VALUE_LIST:
    case HAVEN_FORM_VALUE_ROWS:
    default:
      return check_entries (declared, node, error);
    }
}

static char *
dup_names (const GPtrArray *declared, const GPtrArray *also)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < declared->len + (also ? also->len : 0); i++)
    {
      const HavenFormValue *value = i < declared->len ? g_ptr_array_index (declared, i)
                                                      : g_ptr_array_index (also, i - declared->len);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", value->name);
    }
  return g_string_free (names, FALSE);
}

static gboolean
is_absent (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) ||
         (json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) == '\0');
}

static gboolean
take_member (const GPtrArray *declared,
             const GPtrArray *also,
             const char *name,
             JsonNode *node,
             JsonObject *clean,
             GError **error)
{
  const HavenFormValue *value = haven_form_value_find (declared, name);
  JsonNode *checked;

  if (value == NULL && also != NULL)
    value = haven_form_value_find (also, name);
  if (value == NULL)
    {
      g_autofree char *names = dup_names (declared, also);
      g_autofree char *printable = g_utf8_make_valid (name, -1);

      return refuse (error, printable, "is not one of this form, which takes: %s", names);
    }
  if (is_absent (node))
    return TRUE;
  checked = check_value (value, node, error);
  if (checked == NULL)
    return FALSE;
  json_object_set_member (clean, name, checked);
  return TRUE;
}

static JsonObject *
check_object (const GPtrArray *declared, const GPtrArray *also, JsonObject *values, GError **error)
{
  g_autoptr (JsonObject) clean = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (values);

  for (GList *l = members; l != NULL; l = l->next)
    if (!take_member (declared, also, l->data, json_object_get_member (values, l->data), clean,
                      error))
      return NULL;
  return g_steal_pointer (&clean);
}

/**
 * haven_document_values_check:
 * @values: (nullable): what fills the form
 *
 * Checks every value against what the form declares: kind, length, no control characters, valid
 * UTF-8. Texts come out composed (NFC) and without direction controls. An absent value is left for
 * a pen.
 *
 * Returns: (transfer full): the clean values, or %NULL with an error that names the value but not
 * its text
 */
JsonObject *
haven_document_values_check (const HavenForm *form,
                             const HavenForm *common,
                             JsonObject *values,
                             GError **error)
{
  return values != NULL ? check_object (form->values, common->values, values, error)
                        : json_object_new ();
}

/** Returns: (transfer full): @text made clean as a value of one line; %NULL with an error that names @name */
char *
haven_document_values_check_line (const char *name, const char *text, gsize max, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return check_text (name, node, max, FALSE, error);
}
