/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-glossary.h"

#include "haven-document-error.h"
#include "haven-document-language.h"
#include "haven-seeds.h"

#include <json-glib/json-glib.h>

#define FLAGS (G_REGEX_CASELESS | G_REGEX_OPTIMIZE)

static void
free_term (gpointer data)
{
  HavenGlossaryTerm *term = data;

  g_free (term->term);
  g_free (term->word);
  g_clear_pointer (&term->source, g_regex_unref);
  g_clear_pointer (&term->not_in, g_regex_unref);
  g_clear_pointer (&term->known, g_regex_unref);
  g_clear_pointer (&term->avoided, g_regex_unref);
  g_free (term);
}

void
haven_glossary_free (HavenGlossary *self)
{
  if (self == NULL)
    return;
  g_free (self->language);
  g_ptr_array_unref (self->terms);
  g_free (self);
}

static gboolean
fail (GError **error, const char *language, const char *what)
{
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID,
               "The glossary “%s” cannot be read: %s", language ? language : "?", what);
  return FALSE;
}

// ── Reading ─────────────────────────────────────────────────────────────────

static const char *
get_string (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  const char *text = node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/* FALSE where it holds anything but texts. */
static gboolean
add_alternatives (GString *pattern, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node != NULL && array == NULL)
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *text =
          json_node_get_value_type (element) == G_TYPE_STRING ? json_node_get_string (element) : NULL;
      g_autofree char *escaped = text && *text ? g_regex_escape_string (text, -1) : NULL;

      if (escaped == NULL)
        return FALSE;
      g_string_append_printf (pattern, "%s%s", pattern->len > 0 ? "|" : "", escaped);
    }
  return TRUE;
}

/* English words begin and end, and may be many. Words of other languages are found as they stand, within longer ones
 * too: an article or an ending may be written together with them. */
static GRegex *
create_regex (const GString *alternatives, const char *before, const char *after)
{
  g_autofree char *pattern = NULL;

  if (alternatives->len == 0)
    return NULL;
  pattern = g_strconcat (before, "(?:", alternatives->str, ")", after, NULL);
  return g_regex_new (pattern, FLAGS, 0, NULL);
}

#define BEGINNING "(?<!\\w)"
#define END "(?!\\w)"
#define MANY "(?:s|es)?" END

static gboolean
fill_term (HavenGlossaryTerm *term, JsonObject *object)
{
  g_autofree char *source = g_regex_escape_string (term->term, -1);
  g_autofree char *word = g_regex_escape_string (term->word, -1);
  g_autoptr (GString) sources = g_string_new (source);
  g_autoptr (GString) forms = g_string_new (word);
  g_autoptr (GString) exceptions = g_string_new (NULL);
  g_autoptr (GString) avoided = g_string_new (NULL);

  if (!add_alternatives (sources, object, "also") || !add_alternatives (forms, object, "forms") ||
      !add_alternatives (exceptions, object, "not_in") || !add_alternatives (avoided, object, "avoid"))
    return FALSE;
  term->source = create_regex (sources, BEGINNING, MANY);
  term->not_in = create_regex (exceptions, BEGINNING, END);
  term->known = create_regex (forms, "", "");
  term->avoided = create_regex (avoided, "", "");
  return TRUE;
}

static gboolean
read_term (HavenGlossary *self, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  HavenGlossaryTerm *term;

  if (object == NULL || get_string (object, "term") == NULL || get_string (object, "word") == NULL)
    return fail (error, self->language, "each of its terms needs a “term” and a “word”");
  term = g_new0 (HavenGlossaryTerm, 1);
  g_ptr_array_add (self->terms, term);
  term->term = g_strdup (get_string (object, "term"));
  term->word = g_strdup (get_string (object, "word"));
  return fill_term (term, object) ||
         fail (error, self->language, "“also”, “not_in”, “forms” and “avoid” are lists of words");
}

static double
get_number (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING
             ? json_node_get_double (node)
             : 0;
}

static gboolean
read_length (HavenGlossary *self, JsonObject *root, GError **error)
{
  JsonNode *node = json_object_get_member (root, "length");
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (node == NULL)
    return TRUE;
  if (object != NULL)
    self->length = (HavenGlossaryLength) { get_number (object, "usual"), get_number (object, "least"),
                                           get_number (object, "most") };
  return (self->length.least > 0 && self->length.least <= self->length.usual &&
          self->length.usual <= self->length.most) ||
         fail (error, self->language, "“length” needs “least”, “usual” and “most”, in this order of size");
}

static gboolean
read_terms (HavenGlossary *self, JsonObject *root, GError **error)
{
  JsonNode *node = json_object_get_member (root, "terms");
  JsonArray *terms = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (terms == NULL)
    return fail (error, self->language, "it has no list of “terms”");
  for (guint i = 0; i < json_array_get_length (terms); i++)
    if (!read_term (self, json_array_get_element (terms, i), error))
      return FALSE;
  return TRUE;
}

/** Returns: (transfer full): the glossary, or %NULL with an error that says what to mend */
HavenGlossary *
haven_glossary_parse (GBytes *json, GError **error)
{
  g_autoptr (HavenGlossary) self = g_new0 (HavenGlossary, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  JsonNode *node;
  gsize length;
  const char *data = g_bytes_get_data (json, &length);

  self->terms = g_ptr_array_new_with_free_func (free_term);
  if (!json_parser_load_from_data (parser, data ? data : "", (gssize) length, &problem))
    {
      fail (error, NULL, problem->message);
      return NULL;
    }
  node = json_parser_get_root (parser);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, NULL, "it is no JSON object");
      return NULL;
    }
  self->language = g_strdup (get_string (json_node_get_object (node), "language"));
  if (!haven_document_language_is_tag (self->language) || get_number (json_node_get_object (node), "format") != 1)
    {
      fail (error, self->language, "it needs “format” 1 and a “language”");
      return NULL;
    }
  if (!read_length (self, json_node_get_object (node), error) || !read_terms (self, json_node_get_object (node), error))
    return NULL;
  return g_steal_pointer (&self);
}

/** Returns: (transfer full) (nullable): the glossary that Haven brings; %NULL without an error where there is none */
HavenGlossary *
haven_glossary_load (const char *language, GError **error)
{
  g_autofree char *name = g_strconcat (language, ".json", NULL);
  g_autofree char *path = g_strconcat ("glossaries/", name, NULL);
  g_auto (GStrv) names = haven_seeds_list ("glossaries");
  g_autoptr (GBytes) json = NULL;

  if (names == NULL || !g_strv_contains ((const char *const *) names, name))
    return NULL;
  json = haven_seeds_lookup (path, error);
  return json != NULL ? haven_glossary_parse (json, error) : NULL;
}
