/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form.h"

#include "haven-form-private.h"

static void
clear_text (HavenFormText *text)
{
  g_free (text->id);
  g_free (text->text);
}

void
haven_form_text_free (gpointer data)
{
  clear_text (data);
  g_free (data);
}

void
haven_form_option_free (gpointer data)
{
  HavenFormOption *option = data;

  g_free (option->code);
  clear_text (&option->text);
  g_free (option);
}

void
haven_form_value_free (gpointer data)
{
  HavenFormValue *value = data;

  g_free (value->name);
  g_clear_pointer (&value->options, g_ptr_array_unref);
  g_clear_pointer (&value->fields, g_ptr_array_unref);
  g_free (value);
}

void
haven_form_column_free (gpointer data)
{
  HavenFormColumn *column = data;

  clear_text (&column->heading);
  g_free (column->value);
  g_free (column);
}

static void
condition_free (HavenFormCondition *condition)
{
  g_free (condition->value);
  g_strfreev (condition->codes);
  g_free (condition);
}

void
haven_form_block_free (gpointer data)
{
  HavenFormBlock *block = data;

  clear_text (&block->text);
  g_free (block->value);
  g_strfreev (block->variants);
  g_strfreev (block->elements);
  g_clear_pointer (&block->condition, condition_free);
  g_clear_pointer (&block->items, g_ptr_array_unref);
  g_clear_pointer (&block->columns, g_ptr_array_unref);
  g_clear_pointer (&block->blocks, g_ptr_array_unref);
  g_free (block);
}

void
haven_form_variant_free (gpointer data)
{
  HavenFormVariant *variant = data;

  g_free (variant->code);
  g_free (variant->file_stem);
  g_free (variant);
}

void
haven_form_free (HavenForm *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->version);
  g_free (self->sha256);
  clear_text (&self->title);
  clear_text (&self->neutral_title);
  g_strfreev (self->legal_basis);
  g_strfreev (self->satisfies);
  g_clear_pointer (&self->variants, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_free (self);
}

/** Returns: (nullable): the text of that id */
const HavenFormText *
haven_form_find_text (const HavenForm *self, const char *id)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (self->order, i);

      if (g_str_equal (text->id, id))
        return text;
    }
  return NULL;
}

/** Returns: (nullable): the variant called @code; the first one where @code is %NULL */
const HavenFormVariant *
haven_form_find_variant (const HavenForm *self, const char *code)
{
  for (guint i = 0; i < self->variants->len; i++)
    {
      const HavenFormVariant *variant = g_ptr_array_index (self->variants, i);

      if (code == NULL || g_str_equal (variant->code, code))
        return variant;
    }
  return NULL;
}

/** Returns: (nullable): the declaration of the value called @name */
const HavenFormValue *
haven_form_value_find (const GPtrArray *values, const char *name)
{
  for (guint i = 0; i < values->len; i++)
    {
      const HavenFormValue *value = g_ptr_array_index (values, i);

      if (g_str_equal (value->name, name))
        return value;
    }
  return NULL;
}

static gboolean
have_signature (const GPtrArray *blocks)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);

      if (block->type == HAVEN_FORM_BLOCK_SIGNATURE || have_signature (block->blocks))
        return TRUE;
    }
  return FALSE;
}

/** Whether the form has a place to sign. */
gboolean
haven_form_is_signed (const HavenForm *self)
{
  return have_signature (self->blocks);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/** Returns: (transfer full): the names in braces of @text, sorted, each as often as it stands there
 */
char **
haven_form_dup_placeholders (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GRegex) regex = g_regex_new ("\\{([^{}]*)\\}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_ptr_array_add (names, g_match_info_fetch (match, 1));
      g_match_info_next (match, NULL);
    }
  g_ptr_array_sort (names, compare_strings);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
