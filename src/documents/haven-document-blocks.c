/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-composer-private.h"

#define BAR 3.0

// ── Which blocks are printed ────────────────────────────────────────────────

static gboolean
is_set (JsonNode *node, const HavenFormValue *declared)
{
  if (node == NULL)
    return FALSE;
  if (declared->type == HAVEN_FORM_VALUE_TICK)
    return json_node_get_boolean (node);
  return !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) > 0;
}

static gboolean
is_one_of (JsonNode *node, char **codes)
{
  for (gsize i = 0; codes[i] != NULL; i++)
    if (haven_composer_has_code (node, codes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
holds (const HavenFormCondition *condition, const HavenScope *scope)
{
  const HavenFormValue *declared = NULL;
  JsonNode *node;
  gboolean met;

  if (condition == NULL)
    return TRUE;
  node = haven_composer_find_value (scope, condition->value, &declared);
  met = condition->codes != NULL ? is_one_of (node, condition->codes) : is_set (node, declared);
  return met != condition->negated;
}

static gboolean
is_printed (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  if (block->variants != NULL &&
      !g_strv_contains ((const char *const *) block->variants, self->variant->code))
    return FALSE;
  return (self->live != NULL && self->live->everything) || holds (block->condition, scope);
}

// ── Blocks ──────────────────────────────────────────────────────────────────

/* Keeps what was added last together with what comes now. */
static void
keep_with_next (HavenComposer *self)
{
  if (self->items->len > 0)
    ((HavenItem *) g_ptr_array_index (self->items, self->items->len - 1))->keep_with_next = TRUE;
}

static void
add_heading (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  static const char *const roles[] = { "H1", "H2", "H3" };
  static const double spaces[] = { 0, 1.9, 1.5 };
  int i = block->level - 1;
  HavenSetting setting = { self->style.headings[i], TRUE, block->level < 3 ? HAVEN_INK_ACCENT : HAVEN_INK_TEXT,
                           roles[i] };
  HavenItem *item =
      haven_composer_add_item (self, block->text.id, NULL, spaces[i] * self->style.gap);

  item->keep_with_next = TRUE;
  haven_composer_put_text (self, item, scope, &block->text, &setting, 0, 0, self->width);
}

/* By the form's own words, so that a paper is laid out by the same rule in each language. */
static gboolean
leads_to_what_follows (const HavenFormText *text)
{
  return g_str_has_suffix (text->text, ":");
}

/* Lines of two columns do not end together, so such a paragraph stays whole. */
static void
add_paragraph (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  const HavenSetting setting = { block->small ? self->style.small * 1.1 : self->style.body, FALSE,
                                 block->small ? HAVEN_INK_MUTED : HAVEN_INK_TEXT, "P" };
  HavenItem *item = haven_composer_add_item (self, block->text.id, NULL, self->style.gap);

  item->keep_with_next = leads_to_what_follows (&block->text);
  item->flow = haven_composer_is_bilingual (self) ? -1 : 0;
  haven_composer_put_text (self, item, scope, &block->text, &setting, 0, 0, self->width);
}

static void
add_notice (HavenComposer *self, const HavenFormText *text, const HavenScope *scope)
{
  const HavenSetting setting = { self->style.body, FALSE, HAVEN_INK_TEXT, "P" };
  HavenItem *item = haven_composer_add_item (self, text->id, NULL, 1.5 * self->style.gap);
  double inset = 0.8 * self->style.body;
  double height;

  height = haven_composer_put_text (self, item, scope, text, &setting, inset + BAR, 0.7 * inset,
                                    self->width - 2 * inset - BAR);
  haven_item_add_shape (item, HAVEN_SHAPE_SHADE, 0, 0, self->width, height + 1.4 * inset);
  haven_item_add_shape (item, HAVEN_SHAPE_BAR, 0, 0, BAR, height + 1.4 * inset);
}

/* Words that the law gives stand in their own language too: under the translation, which tells what
 * they mean. */
static void
add_exact_words (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  HavenVoice *source = haven_composer_get_source (self);

  if (source == &self->reader || haven_composer_is_bilingual (self))
    return;
  keep_with_next (self);
  self->voice = source;
  if (block->type == HAVEN_FORM_BLOCK_NOTICE)
    add_notice (self, &block->text, scope);
  else
    add_paragraph (self, block, scope);
  self->voice = &self->reader;
}

static void
add_group (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  const HavenFormValue *declared = NULL;
  g_autoptr (JsonObject) nothing = NULL;
  JsonNode *node;
  JsonArray *rows;
  guint n_rows;

  if (block->value == NULL)
    {
      haven_composer_add_blocks (self, block->blocks, scope);
      return;
    }
  node = haven_composer_find_value (scope, block->value, &declared);
  rows = node != NULL ? json_node_get_array (node) : NULL;
  n_rows = rows != NULL ? json_array_get_length (rows) : 0;
  nothing = json_object_new ();
  for (guint i = 0; i < n_rows || (n_rows == 0 && i < (guint) block->lines); i++)
    {
      HavenScope inner = { declared->fields,
                           n_rows > 0 ? json_array_get_object_element (rows, i) : nothing, scope };

      haven_composer_add_blocks (self, block->blocks, &inner);
    }
}

/* Nobody signs a page that says nothing: the first of several places to sign stays with what stands before it.
 * A paper whose translation nobody approved has no such place: it says so where that would be. */
static void
add_signature (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  if (self->told_not_to_sign)
    return;
  if (self->items->len > 0 && self->last_signature != g_ptr_array_index (self->items, self->items->len - 1))
    keep_with_next (self);
  if (self->watermarked)
    add_notice (self, haven_composer_find_common_text (self, "paper-no-signature"), scope);
  else
    haven_composer_add_signature (self, block, scope);
  self->last_signature = g_ptr_array_index (self->items, self->items->len - 1);
  self->told_not_to_sign = self->watermarked;
}

static void
add_page_break (HavenComposer *self, const HavenFormBlock *block)
{
  HavenItem *item = haven_composer_add_item (self, "page-break", NULL, 0);

  item->breaks_page = TRUE;
  item->breaks_if_needed = block->if_needed;
}

static void
add_block (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  switch (block->type)
    {
    case HAVEN_FORM_BLOCK_HEADING:
      add_heading (self, block, scope);
      break;
    case HAVEN_FORM_BLOCK_PARAGRAPH:
      add_paragraph (self, block, scope);
      break;
    case HAVEN_FORM_BLOCK_NOTICE:
      add_notice (self, &block->text, scope);
      break;
    case HAVEN_FORM_BLOCK_LIST:
      haven_composer_add_list (self, block, scope);
      break;
    case HAVEN_FORM_BLOCK_CHOICE:
      haven_composer_add_choice (self, block, scope);
      break;
    case HAVEN_FORM_BLOCK_TABLE:
      haven_composer_add_table (self, block, scope);
      break;
    case HAVEN_FORM_BLOCK_GROUP:
      add_group (self, block, scope);
      break;
    case HAVEN_FORM_BLOCK_SIGNATURE:
      add_signature (self, block, scope);
      break;
    case HAVEN_FORM_BLOCK_INTERPRETER:
      haven_composer_add_blocks (self, self->common->blocks, scope);
      break;
    case HAVEN_FORM_BLOCK_PAGE_BREAK:
      add_page_break (self, block);
      break;
    case HAVEN_FORM_BLOCK_FIELD:
    default:
      break;
    }
}

#define MAX_FIELDS 6

/* Fields that follow each other share a line as long as their widths do. */
static guint
add_line_of_fields (HavenComposer *self,
                    const GPtrArray *blocks,
                    guint first,
                    const HavenScope *scope)
{
  const HavenFormBlock *fields[MAX_FIELDS];
  guint n_fields = 0;
  double width = 0;
  guint i = first;

  for (; i < blocks->len && n_fields < MAX_FIELDS; i++)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);

      if (!is_printed (self, block, scope))
        continue;
      if (block->type != HAVEN_FORM_BLOCK_FIELD ||
          (n_fields > 0 && width + haven_composer_get_share (self, block) > 1.001))
        break;
      fields[n_fields++] = block;
      width += haven_composer_get_share (self, block);
    }
  haven_composer_add_fields (self, fields, n_fields, scope);
  return i;
}

/** Adds what is printed of @blocks to the paper. */
void
haven_composer_add_blocks (HavenComposer *self, const GPtrArray *blocks, const HavenScope *scope)
{
  for (guint i = 0; i < blocks->len && self->error == NULL;)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);

      if (block->type == HAVEN_FORM_BLOCK_FIELD && is_printed (self, block, scope))
        {
          i = add_line_of_fields (self, blocks, i, scope);
          continue;
        }
      if (is_printed (self, block, scope))
        add_block (self, block, scope);
      if (block->exact && is_printed (self, block, scope))
        add_exact_words (self, block, scope);
      i++;
    }
}
