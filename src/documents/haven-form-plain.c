/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-plain.h"

#include "haven-text.h"

#include <string.h>

#define BLANK "–" /* nothing was filled in */

typedef struct
{
  const HavenForm *form;
  JsonObject *values;
  const char *unknown;
  GString *text;
} Plain;

static const char *
get_blank (Plain *self, const char *name)
{
  return json_object_has_member (self->values, name) ? BLANK : self->unknown;
}

/* A list, or one text as a list of one; empty where there is none. */
static char **
dup_texts (Plain *self, const char *name)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  JsonNode *node = name != NULL ? json_object_get_member (self->values, name) : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING && !haven_text_is_blank (json_node_get_string (node)))
    g_strv_builder_add (texts, json_node_get_string (node));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (texts, json_node_get_string (element));
    }
  return g_strv_builder_end (texts);
}

static gboolean
is_set (Plain *self, const char *name)
{
  JsonNode *node = json_object_get_member (self->values, name);
  g_auto (GStrv) texts = dup_texts (self, name);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  return texts[0] != NULL;
}

static gboolean
is_printed (Plain *self, const HavenFormBlock *block)
{
  const HavenFormVariant *variant = self->form->variants->len > 0 ? self->form->variants->pdata[0] : NULL;
  const HavenFormCondition *condition = block->condition;
  g_auto (GStrv) texts = NULL;
  gboolean holds = FALSE;

  if (block->variants != NULL && variant != NULL && !g_strv_contains ((const char *const *) block->variants, variant->code))
    return FALSE;
  if (condition == NULL)
    return TRUE;
  texts = dup_texts (self, condition->value);
  for (gsize i = 0; condition->codes != NULL && texts[i] != NULL; i++)
    holds |= g_strv_contains ((const char *const *) condition->codes, texts[i]);
  if (condition->codes == NULL)
    holds = is_set (self, condition->value);
  return holds != condition->negated;
}

/* A line, with each name in braces filled in. */
static void
add_line (Plain *self, const char *before, const char *text)
{
  g_string_append (self->text, before);
  for (const char *open; (open = strchr (text, '{')) != NULL && strchr (open, '}') != NULL; text = strchr (open, '}') + 1)
    {
      g_autofree char *name = g_strndup (open + 1, (gsize) (strchr (open, '}') - open - 1));
      g_auto (GStrv) texts = dup_texts (self, name);
      g_autofree char *isolated = texts[0] ? haven_text_dup_isolated (texts[0]) : NULL;

      g_string_append_len (self->text, text, open - text);
      g_string_append (self->text, isolated ? isolated : get_blank (self, name));
    }
  g_string_append_printf (self->text, "%s\n", text);
}

static void
add_value_lines (Plain *self, const char *value)
{
  g_auto (GStrv) texts = dup_texts (self, value);

  if (texts[0] == NULL)
    g_string_append_printf (self->text, "• %s\n", get_blank (self, value));
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *isolated = haven_text_dup_isolated (texts[i]);

      g_string_append_printf (self->text, "• %s\n", isolated);
    }
}

/* Options that were not chosen are left out. */
static void
add_chosen (Plain *self, const char *value)
{
  const HavenFormValue *declared = haven_form_value_find (self->form->values, value);
  g_auto (GStrv) codes = dup_texts (self, value);

  if (codes[0] == NULL)
    g_string_append_printf (self->text, "• %s\n", get_blank (self, value));
  for (guint i = 0; declared != NULL && declared->options != NULL && i < declared->options->len; i++)
    {
      const HavenFormOption *option = declared->options->pdata[i];

      if (g_strv_contains ((const char *const *) codes, option->code))
        add_line (self, "• ", option->text.text);
    }
}

static void
add_field (Plain *self, const HavenFormBlock *block)
{
  g_auto (GStrv) texts = dup_texts (self, block->value);
  g_autofree char *joined = g_strjoinv ("; ", texts);
  g_autofree char *isolated = texts[0] != NULL ? haven_text_dup_isolated (joined) : g_strdup (get_blank (self, block->value));

  g_string_append_printf (self->text, "%s: %s\n", block->text.text, isolated);
}

static void
add_block (Plain *self, const HavenFormBlock *block)
{
  switch (block->type)
    {
    case HAVEN_FORM_BLOCK_HEADING:
      add_line (self, "\n", block->text.text);
      break;
    case HAVEN_FORM_BLOCK_LIST:
      for (guint i = 0; block->items != NULL && i < block->items->len; i++)
        add_line (self, "• ", ((const HavenFormText *) block->items->pdata[i])->text);
      if (block->value != NULL)
        add_value_lines (self, block->value);
      break;
    case HAVEN_FORM_BLOCK_FIELD:
      add_field (self, block);
      break;
    case HAVEN_FORM_BLOCK_CHOICE:
      if (block->text.text != NULL)
        add_line (self, "", block->text.text);
      add_chosen (self, block->value);
      break;
    case HAVEN_FORM_BLOCK_PARAGRAPH:
    case HAVEN_FORM_BLOCK_NOTICE:
    case HAVEN_FORM_BLOCK_SIGNATURE:
      add_line (self, "", block->text.text);
      break;
    case HAVEN_FORM_BLOCK_TABLE:
    case HAVEN_FORM_BLOCK_GROUP:
    case HAVEN_FORM_BLOCK_INTERPRETER:
    case HAVEN_FORM_BLOCK_PAGE_BREAK:
    default:
      break;
    }
}

/**
 * haven_form_dup_plain:
 * @values: what filled the form, by its names
 * @unknown: (nullable): what stands for a value that @values does not name; %NULL: nothing was filled in there
 *
 * Returns: (transfer full): what a form says in the language that it is written in, line by line, with what was filled in as
 *   it was filled in; tables and what belongs to the interpreter are left out
 */
char *
haven_form_dup_plain (const HavenForm *form, JsonObject *values, const char *unknown)
{
  Plain self = { form, values, unknown ? unknown : BLANK, g_string_new (NULL) };

  for (guint i = 0; i < form->blocks->len; i++)
    if (is_printed (&self, form->blocks->pdata[i]))
      add_block (&self, form->blocks->pdata[i]);
  return g_strstrip (g_string_free (self.text, FALSE));
}
