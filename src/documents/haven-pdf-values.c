/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-fill-private.h"

#include "haven-document-error.h"

#include <string.h>

#define LONGEST_VALUE 20000 /* characters */
#define LONGEST_NAME_SHOWN 80

/** Returns: (transfer full): the name of a field as it can stand in a sentence */
char *
haven_pdf_dup_shown_name (const HavenPdfField *field)
{
  if (g_utf8_strlen (field->name, -1) <= LONGEST_NAME_SHOWN)
    return g_strdup (field->name);
  return g_strconcat (g_utf8_substring (field->name, 0, LONGEST_NAME_SHOWN), "…", NULL);
}

static gboolean G_GNUC_PRINTF (3, 4)
    refuse (const HavenPdfField *field, GError **error, const char *format, ...)
{
  g_autofree char *name = haven_pdf_dup_shown_name (field), *rest = NULL;
  va_list arguments;

  va_start (arguments, format);
  rest = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_VALUE_INVALID, "The field “%s” %s",
               name, rest);
  return FALSE;
}

static void
entry_free (gpointer data)
{
  HavenPdfEntry *self = data;

  g_free (self->text);
  g_strfreev (self->codes);
  g_free (self);
}

// ── Each type ───────────────────────────────────────────────────────────────

static const char *
get_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
check_letters (const HavenPdfField *field, const char *text, GError **error)
{
  glong n = g_utf8_strlen (text, -1);

  if (n > LONGEST_VALUE || (field->max > 0 && n > (glong) field->max))
    return refuse (field, error, "takes at most %u characters; shorten its value",
                   field->max > 0 ? MIN (field->max, LONGEST_VALUE) : LONGEST_VALUE);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (*at == '\n' && !field->multiline)
      return refuse (field, error, "has one line; give its value without line breaks");
    else if (*at != '\n' && g_unichar_iscntrl (g_utf8_get_char (at)))
      return refuse (field, error, "cannot hold control characters; type its value again");
  return TRUE;
}

static gboolean
take_text (HavenPdfEntry *entry, JsonNode *node, GError **error)
{
  const char *text = get_string (node);

  if (text == NULL)
    return refuse (entry->field, error, "takes a text, such as \"…\"");
  if (!check_letters (entry->field, text, error))
    return FALSE;
  entry->text = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  return TRUE;
}

static const HavenPdfOption *
find_option (const HavenPdfField *field, const char *word)
{
  const HavenPdfOption *found = NULL;

  for (guint i = 0; word != NULL && found == NULL && i < field->options->len; i++)
    {
      const HavenPdfOption *option = g_ptr_array_index (field->options, i);

      if (strcmp (option->code, word) == 0)
        found = option;
    }
  for (guint i = 0; word != NULL && found == NULL && i < field->options->len; i++)
    {
      const HavenPdfOption *option = g_ptr_array_index (field->options, i);

      if (strcmp (option->text, word) == 0)
        found = option;
    }
  return found;
}

/* A few of what can be chosen, so that somebody sees what is meant. */
static gboolean
refuse_option (const HavenPdfField *field, GError **error)
{
  g_autoptr (GString) some = g_string_new (NULL);

  for (guint i = 0; i < MIN (field->options->len, 6); i++)
    {
      const HavenPdfOption *option = g_ptr_array_index (field->options, i);
      g_autofree char *code =
          g_utf8_substring (option->code, 0, MIN (g_utf8_strlen (option->code, -1), 30));

      g_string_append_printf (some, "%s%s", i > 0 ? ", " : "", code);
    }
  return refuse (field, error, "takes one of: %s%s", some->str,
                 field->options->len > 6 ? ", …" : "");
}

static gboolean
take_box (HavenPdfEntry *entry, JsonNode *node, GError **error)
{
  const HavenPdfField *field = entry->field;
  const HavenPdfOption *option = find_option (field, get_string (node));
  gboolean is_flag =
      JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;

  if (is_flag && field->type == HAVEN_PDF_FIELD_CHECKBOX && field->options->len <= 1)
    {
      const HavenPdfWidget *first = g_ptr_array_index (field->widgets, 0);
      const char *codes[] = { json_node_get_boolean (node) ? first->code : NULL, NULL };

      entry->codes = g_strdupv ((char **) codes);
      return TRUE;
    }
  if (option == NULL && field->type == HAVEN_PDF_FIELD_CHECKBOX && field->options->len <= 1)
    return refuse (field, error, "is a box to tick; it takes true or false");
  if (option == NULL)
    return refuse_option (field, error);
  entry->codes = g_new0 (char *, 2);
  entry->codes[0] = g_strdup (option->code);
  return TRUE;
}

static gboolean
append_choice (const HavenPdfField *field, JsonNode *node, GString *text, GError **error)
{
  const char *word = get_string (node);
  const HavenPdfOption *option = find_option (field, word);

  if (option == NULL && (word == NULL || !field->editable))
    return refuse_option (field, error);
  if (option == NULL && !check_letters (field, word, error))
    return FALSE;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, option != NULL ? option->text : word);
  return TRUE;
}

static gboolean
take_choice (HavenPdfEntry *entry, JsonNode *node, GError **error)
{
  const HavenPdfField *field = entry->field;
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list != NULL && !field->multiple)
    return refuse (field, error, "takes one of its choices, not several");
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!append_choice (field, json_array_get_element (list, i), text, error))
      return FALSE;
  if (list == NULL && !append_choice (field, node, text, error))
    return FALSE;
  entry->text = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
  return TRUE;
}

static gboolean
take_value (HavenPdfEntry *entry, JsonNode *node, GError **error)
{
  if (entry->field->read_only)
    return refuse (entry->field, error, "cannot be filled, as its maker closed it");
  switch (entry->field->type)
    {
    case HAVEN_PDF_FIELD_TEXT:
      return take_text (entry, node, error);
    case HAVEN_PDF_FIELD_CHECKBOX:
    case HAVEN_PDF_FIELD_RADIO:
      return take_box (entry, node, error);
    case HAVEN_PDF_FIELD_CHOICE:
      return take_choice (entry, node, error);
    case HAVEN_PDF_FIELD_SIGNATURE:
      return refuse (entry->field, error, "is a place to sign with a pen; leave it out");
    case HAVEN_PDF_FIELD_BUTTON:
    default:
      return refuse (entry->field, error,
                     "is a button to press, which a paper has not; leave it out");
    }
}

// ── What the file has already ───────────────────────────────────────────────

static gboolean
is_box (const HavenPdfField *field)
{
  return field->type == HAVEN_PDF_FIELD_CHECKBOX || field->type == HAVEN_PDF_FIELD_RADIO;
}

static gboolean
has_value (const HavenPdfField *field)
{
  gboolean ticked = FALSE;

  for (guint i = 0; is_box (field) && i < field->widgets->len; i++)
    ticked |= ((const HavenPdfWidget *) g_ptr_array_index (field->widgets, i))->ticked;
  return is_box (field) ? ticked : field->values[0] != NULL && *field->values[0] != '\0';
}

/* Its own look is kept where it has one. */
static gboolean
is_drawn (const HavenPdfField *field)
{
  for (guint i = 0; i < field->widgets->len; i++)
    {
      const HavenPdfWidget *widget = g_ptr_array_index (field->widgets, i);

      if (!widget->drawn && (widget->ticked || !is_box (field)))
        return FALSE;
    }
  return TRUE;
}

static void
take_present (HavenPdfEntry *entry)
{
  const HavenPdfField *field = entry->field;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; is_box (field) && i < field->widgets->len; i++)
    {
      const HavenPdfWidget *widget = g_ptr_array_index (field->widgets, i);

      if (widget->ticked)
        g_strv_builder_add (codes, widget->code);
    }
  for (gsize i = 0; !is_box (field) && field->values[i] != NULL; i++)
    {
      const HavenPdfOption *option = find_option (field, field->values[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                              option != NULL ? option->text : field->values[i]);
    }
  if (is_box (field))
    entry->codes = g_strv_builder_end (codes);
  else if (text->len > 0)
    entry->text = g_strdup (text->str);
}

// ── All of them ─────────────────────────────────────────────────────────────

static gboolean
check_names (const HavenPdfFacts *facts, JsonObject *values, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (values);

  for (GList *l = names; l != NULL; l = l->next)
    if (haven_pdf_facts_find (facts, l->data) == NULL)
      {
        g_autofree char *shown =
            g_utf8_substring (l->data, 0, MIN (g_utf8_strlen (l->data, -1), LONGEST_NAME_SHOWN));

        g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_VALUE_INVALID,
                     "The form has no field “%s”; the list of its fields tells their names", shown);
        return FALSE;
      }
  return TRUE;
}

static gboolean
is_empty (const HavenPdfEntry *entry)
{
  return entry->codes != NULL ? entry->codes[0] == NULL
                              : entry->text == NULL || *entry->text == '\0';
}

static gboolean
refuse_missing (const HavenPdfField *field, GError **error)
{
  return refuse (field, error, "has to be filled; give it a value");
}

static gboolean
add_entry (GPtrArray *entries, const HavenPdfField *field, JsonObject *values, GError **error)
{
  JsonNode *node = json_object_get_member (values, field->name);
  gboolean is_for_hands =
      field->type == HAVEN_PDF_FIELD_SIGNATURE || field->type == HAVEN_PDF_FIELD_BUTTON;
  gboolean is_required = field->required && !field->read_only && !is_for_hands;
  HavenPdfEntry *entry;

  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    node = NULL;
  if (node == NULL && is_required && !has_value (field))
    return refuse_missing (field, error);
  if (node == NULL && (field->type == HAVEN_PDF_FIELD_BUTTON || is_drawn (field)))
    return TRUE;
  entry = g_new0 (HavenPdfEntry, 1);
  entry->field = field;
  entry->given = node != NULL;
  g_ptr_array_add (entries, entry);
  if (node == NULL)
    take_present (entry);
  else if (!take_value (entry, node, error))
    return FALSE;
  return !is_required || !is_empty (entry) || refuse_missing (field, error);
}

/**
 * haven_pdf_values_check:
 * @values: full name of a field → a text, true or false, a choice, or a list of choices
 *
 * Returns: (transfer full) (element-type HavenPdfEntry): what is to be drawn, in the order of the
 * fields; or %NULL with an error that quotes no value
 */
GPtrArray *
haven_pdf_values_check (const HavenPdfFacts *facts, JsonObject *values, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);

  if (!check_names (facts, values, error))
    return NULL;
  for (guint i = 0; i < facts->fields->len; i++)
    if (!add_entry (entries, g_ptr_array_index (facts->fields, i), values, error))
      return NULL;
  return g_steal_pointer (&entries);
}
