/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-papers-fields.h"

#include <string.h>

typedef struct
{
  HavenForms *forms;
  const HavenForm *form;
  const char *variant;
  const char *language;
  GPtrArray *fields;
  GHashTable *seen;
  const HavenFormText *heading; /* the last one: it says what a list without words of its own is */
} Walk;

void
haven_paper_field_free (HavenPaperField *self)
{
  g_free (self->label);
  g_strfreev (self->options);
  g_free (self);
}

/* In the language of the screen where the form has it, else as the form was written. */
static const char *
get_words (const Walk *walk, const HavenFormText *text)
{
  const char *codes[] = { walk->form->code, "paper" };
  HavenTranslationState state;

  for (gsize i = 0; i < G_N_ELEMENTS (codes) && walk->language != NULL; i++)
    {
      const HavenTranslation *translation = haven_forms_find_translation (walk->forms, codes[i], walk->language);
      const char *found = translation ? haven_translation_lookup (translation, text->id, text->text, &state) : NULL;

      if (found != NULL)
        return found;
    }
  return text->text;
}

static char **
dup_options (const Walk *walk, const HavenFormValue *value)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  if (value->type != HAVEN_FORM_VALUE_CHOICE)
    return NULL;
  for (guint i = 0; i < value->options->len; i++)
    g_strv_builder_add (labels, get_words (walk, &((const HavenFormOption *) value->options->pdata[i])->text));
  return g_strv_builder_end (labels);
}

/* Who signs, and for whom, is said when it is signed; the name is the record's. */
static gboolean
is_asked (const HavenFormValue *value)
{
  static const char *const others[] = { "signer", "authority", "person_name", NULL };

  return value->type != HAVEN_FORM_VALUE_ROWS && !g_strv_contains (others, value->name);
}

static void
add_value (Walk *walk, const char *name, const HavenFormText *text)
{
  const HavenFormValue *value = haven_form_value_find (walk->form->values, name);
  HavenPaperField *field;

  if (value == NULL)
    value = haven_form_value_find (haven_forms_get_common (walk->forms)->values, name);
  if (value == NULL || !is_asked (value) || !g_hash_table_add (walk->seen, (gpointer) value->name))
    return;
  if (text == NULL || text->id == NULL)
    text = walk->heading;
  field = g_new0 (HavenPaperField, 1);
  field->value = value;
  field->label = g_strdup (text ? get_words (walk, text) : value->name);
  field->options = dup_options (walk, value);
  g_ptr_array_add (walk->fields, field);
}

static void walk_blocks (Walk *walk, const GPtrArray *blocks);

/* Whether an interpreter is there is asked under the heading of what they sign. */
static void
walk_interpreter (Walk *walk, const HavenFormBlock *block)
{
  const GPtrArray *blocks = haven_forms_get_common (walk->forms)->blocks;
  const HavenFormBlock *first = blocks->len > 0 ? blocks->pdata[0] : NULL;

  if (block->condition != NULL && first != NULL)
    add_value (walk, block->condition->value, &first->text);
  walk_blocks (walk, blocks);
}

static void
walk_blocks (Walk *walk, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const HavenFormBlock *block = blocks->pdata[i];

      if (block->variants != NULL && !g_strv_contains ((const char *const *) block->variants, walk->variant))
        continue;
      if (block->type == HAVEN_FORM_BLOCK_HEADING)
        walk->heading = &block->text;
      if (block->type == HAVEN_FORM_BLOCK_GROUP && block->value == NULL)
        walk_blocks (walk, block->blocks);
      else if (block->type == HAVEN_FORM_BLOCK_INTERPRETER)
        walk_interpreter (walk, block);
      else if (block->value != NULL)
        add_value (walk, block->value, &block->text);
    }
}

/**
 * haven_papers_list_fields:
 * @language: (nullable): of the screen
 *
 * Returns: (transfer full) (element-type HavenPaperField): what can be filled in by hand, in the order of the paper; it
 *   lives no longer than @form
 */
GPtrArray *
haven_papers_list_fields (HavenForms *forms, const HavenForm *form, const char *variant, const char *language)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { forms, form, variant, language, NULL, seen, NULL };

  walk.fields = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_paper_field_free);
  walk_blocks (&walk, form->blocks);
  return walk.fields;
}
