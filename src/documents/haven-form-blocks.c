/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-private.h"

#define MAX_COLUMNS 8

static void
check_placeholders (HavenFormReader *reader, const HavenFormText *text, const HavenFormNames *names)
{
  g_auto (GStrv) placeholders = NULL;

  if (text->text == NULL)
    return;
  placeholders = haven_form_dup_placeholders (text->text);
  for (gsize i = 0; placeholders[i] != NULL; i++)
    {
      const HavenFormValue *value = haven_form_names_find (names, placeholders[i]);

      if (value == NULL)
        haven_form_reader_fail (reader, "the text “%s” names {%s}, which is not declared", text->id,
                                placeholders[i]);
      else if (value->type >= HAVEN_FORM_VALUE_TICK)
        haven_form_reader_fail (reader, "the text “%s” names {%s}, which is not one text", text->id,
                                placeholders[i]);
    }
}

/* Looks up what a block takes its content from. */
static const HavenFormValue *
find_value (HavenFormReader *reader, const HavenFormNames *names, const char *name)
{
  const HavenFormValue *value = name ? haven_form_names_find (names, name) : NULL;

  if (value == NULL)
    haven_form_reader_fail (reader, "the value “%s” is not declared", name ? name : "");
  return value;
}

static HavenFormCondition *
read_condition (HavenFormReader *reader, JsonObject *object, const HavenFormNames *names)
{
  gboolean negated = json_object_has_member (object, "unless");
  const char *member = negated ? "unless" : "when";
  g_autofree char *name = haven_form_reader_dup_string (reader, object, member, FALSE);
  HavenFormCondition *condition;

  if (name == NULL)
    return NULL;
  if (negated && json_object_has_member (object, "when"))
    haven_form_reader_fail (reader, "a block has “when” or “unless”, not both");
  find_value (reader, names, name);
  condition = g_new0 (HavenFormCondition, 1);
  condition->value = g_steal_pointer (&name);
  condition->negated = negated;
  condition->codes = haven_form_reader_dup_strings (reader, object, "is");
  return condition;
}

static gpointer
read_item (HavenFormReader *reader, JsonObject *object, gpointer names)
{
  HavenFormText *text = g_new0 (HavenFormText, 1);

  haven_form_reader_check_members (reader, object, "id text");
  haven_form_reader_read_text (reader, object, text, TRUE);
  check_placeholders (reader, text, names);
  return text;
}

static gpointer
read_column (HavenFormReader *reader, JsonObject *object, gpointer names)
{
  HavenFormColumn *column = g_new0 (HavenFormColumn, 1);

  haven_form_reader_check_members (reader, object, "id text value width");
  haven_form_reader_read_text (reader, object, &column->heading, TRUE);
  column->value = haven_form_reader_dup_string (reader, object, "value", TRUE);
  column->width = haven_form_reader_get_number (reader, object, "width", 1);
  find_value (reader, names, column->value);
  if (column->width <= 0)
    haven_form_reader_fail (reader, "the width of a column must be above 0");
  return column;
}

static void
read_table (HavenFormReader *reader,
            JsonObject *object,
            HavenFormBlock *block,
            const HavenFormNames *names)
{
  const HavenFormValue *rows = find_value (reader, names, block->value);
  HavenFormNames inner;

  if (rows == NULL || rows->type != HAVEN_FORM_VALUE_ROWS)
    {
      haven_form_reader_fail (reader, "a table or a repeated group needs rows");
      return;
    }
  inner = (HavenFormNames) { rows->fields, names };
  if (block->type == HAVEN_FORM_BLOCK_TABLE)
    block->columns = haven_form_reader_read_array (reader, object, "columns", read_column, &inner,
                                                   haven_form_column_free);
  else
    block->blocks = haven_form_reader_read_array (reader, object, "blocks", haven_form_read_block,
                                                  &inner, haven_form_block_free);
  if (block->type == HAVEN_FORM_BLOCK_TABLE &&
      (block->columns->len == 0 || block->columns->len > MAX_COLUMNS))
    haven_form_reader_fail (reader, "a table must have 1 to %d columns", MAX_COLUMNS);
}

static void
read_group (HavenFormReader *reader,
            JsonObject *object,
            HavenFormBlock *block,
            const HavenFormNames *names)
{
  if (block->value != NULL)
    read_table (reader, object, block, names);
  else
    block->blocks = haven_form_reader_read_array (reader, object, "blocks", haven_form_read_block,
                                                  (gpointer) names, haven_form_block_free);
}

static void
read_list (HavenFormReader *reader,
           JsonObject *object,
           HavenFormBlock *block,
           const HavenFormNames *names)
{
  block->items = haven_form_reader_read_array (reader, object, "items", read_item, (gpointer) names,
                                               haven_form_text_free);
  if (block->value != NULL)
    {
      const HavenFormValue *value = find_value (reader, names, block->value);

      if (value != NULL && value->type != HAVEN_FORM_VALUE_LIST)
        haven_form_reader_fail (reader, "the value “%s” is not a list", block->value);
    }
  else if (block->items->len == 0)
    haven_form_reader_fail (reader, "a list has neither items nor a value");
}

static void
read_value_block (HavenFormReader *reader, HavenFormBlock *block, const HavenFormNames *names)
{
  const HavenFormValue *value = find_value (reader, names, block->value);

  if (value == NULL)
    return;
  if (block->type == HAVEN_FORM_BLOCK_CHOICE && value->type != HAVEN_FORM_VALUE_CHOICE)
    haven_form_reader_fail (reader, "the value “%s” is not a choice", block->value);
  if (block->type == HAVEN_FORM_BLOCK_FIELD && value->type > HAVEN_FORM_VALUE_CHOICE)
    haven_form_reader_fail (reader, "the value “%s” does not fit a field", block->value);
}

static void
read_content (HavenFormReader *reader,
              JsonObject *object,
              HavenFormBlock *block,
              const HavenFormNames *names)
{
  switch (block->type)
    {
    case HAVEN_FORM_BLOCK_LIST:
      read_list (reader, object, block, names);
      break;
    case HAVEN_FORM_BLOCK_TABLE:
      read_table (reader, object, block, names);
      break;
    case HAVEN_FORM_BLOCK_GROUP:
      read_group (reader, object, block, names);
      break;
    case HAVEN_FORM_BLOCK_FIELD:
    case HAVEN_FORM_BLOCK_CHOICE:
    case HAVEN_FORM_BLOCK_SIGNATURE:
      if (block->value != NULL || block->type != HAVEN_FORM_BLOCK_SIGNATURE)
        read_value_block (reader, block, names);
      break;
    case HAVEN_FORM_BLOCK_INTERPRETER:
      if (reader->common == NULL)
        haven_form_reader_fail (reader, "the interpreter's statement cannot hold itself");
      break;
    case HAVEN_FORM_BLOCK_HEADING:
    case HAVEN_FORM_BLOCK_PARAGRAPH:
    case HAVEN_FORM_BLOCK_NOTICE:
    case HAVEN_FORM_BLOCK_PAGE_BREAK:
    default:
      break;
    }
}

typedef struct
{
  const char *word;
  HavenFormBlockType type;
  gboolean needs_text;
  const char *members;
} BlockKind;

static const BlockKind *
find_kind (const char *word)
{
  static const BlockKind kinds[] = {
    { "heading", HAVEN_FORM_BLOCK_HEADING, TRUE, "level" },
    { "paragraph", HAVEN_FORM_BLOCK_PARAGRAPH, TRUE, "small exact" },
    { "notice", HAVEN_FORM_BLOCK_NOTICE, TRUE, "exact" },
    { "list", HAVEN_FORM_BLOCK_LIST, FALSE, "items value lines" },
    { "field", HAVEN_FORM_BLOCK_FIELD, TRUE, "value width lines" },
    { "choice", HAVEN_FORM_BLOCK_CHOICE, FALSE, "value" },
    { "table", HAVEN_FORM_BLOCK_TABLE, FALSE, "value columns lines" },
    { "group", HAVEN_FORM_BLOCK_GROUP, FALSE, "value blocks lines" },
    { "signature", HAVEN_FORM_BLOCK_SIGNATURE, TRUE, "value on_behalf" },
    { "interpreter", HAVEN_FORM_BLOCK_INTERPRETER, FALSE, "" },
    { "page-break", HAVEN_FORM_BLOCK_PAGE_BREAK, FALSE, "if_needed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].word, word) == 0)
      return &kinds[i];
  return NULL;
}

static void
check_variants (HavenFormReader *reader, char **variants)
{
  for (gsize i = 0; variants != NULL && variants[i] != NULL; i++)
    if (haven_form_find_variant (reader->form, variants[i]) == NULL)
      haven_form_reader_fail (reader, "a block names the variant “%s”, which the form has not",
                              variants[i]);
}

static void
read_common_members (HavenFormReader *reader,
                     JsonObject *object,
                     HavenFormBlock *block,
                     const HavenFormNames *names)
{
  block->value = haven_form_reader_dup_string (reader, object, "value", FALSE);
  block->level = (int) haven_form_reader_get_number (reader, object, "level", 2);
  block->lines = (int) haven_form_reader_get_number (reader, object, "lines",
                                                     block->type != HAVEN_FORM_BLOCK_GROUP);
  block->width = haven_form_reader_get_number (reader, object, "width", 1);
  block->small = haven_form_reader_get_boolean (reader, object, "small");
  block->if_needed = haven_form_reader_get_boolean (reader, object, "if_needed");
  block->exact = haven_form_reader_get_boolean (reader, object, "exact");
  block->on_behalf = haven_form_reader_get_boolean (reader, object, "on_behalf");
  block->variants = haven_form_reader_dup_strings (reader, object, "variants");
  block->elements = haven_form_reader_dup_strings (reader, object, "elements");
  block->condition = read_condition (reader, object, names);
  check_variants (reader, block->variants);
  if (block->level < 1 || block->level > 3 || block->lines < 0 || block->lines > 20 ||
      block->width <= 0 || block->width > 1)
    haven_form_reader_fail (
        reader, "a block has a level, a number of lines or a width that is out of range");
}

/** Reads one block and, of a group, the blocks in it. */
gpointer
haven_form_read_block (HavenFormReader *reader, JsonObject *object, gpointer names)
{
  HavenFormBlock *block = g_new0 (HavenFormBlock, 1);
  g_autofree char *type = haven_form_reader_dup_string (reader, object, "type", TRUE);
  const BlockKind *kind = find_kind (type);
  g_autofree char *members = NULL;

  if (kind == NULL)
    {
      haven_form_reader_fail (reader, "a block cannot be a “%s”", type ? type : "");
      return block;
    }
  members = g_strconcat ("type id text variants elements when unless is ", kind->members, NULL);
  haven_form_reader_check_members (reader, object, g_strchomp (members));
  block->type = kind->type;
  read_common_members (reader, object, block, names);
  haven_form_reader_read_text (reader, object, &block->text, kind->needs_text);
  check_placeholders (reader, &block->text, names);
  if (reader->error == NULL)
    read_content (reader, object, block, names);
  return block;
}
