/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-composer-private.h"

#define TICKED "☑"
#define UNTICKED "☐"
#define BULLET "•"

// ── Fields ──────────────────────────────────────────────────────────────────

static double
put_label (HavenComposer *self, const HavenCell *cell, const HavenScope *scope, const HavenFormText *label)
{
  double inset = 0.5 * self->style.body;
  double top = 0.35 * inset;

  return top + haven_composer_put_label (self, cell->item, scope, label, cell->x + inset, cell->y + top,
                                         cell->width - 2 * inset);
}

/** Puts a label in the corner of a box and the value of that name, or room for a pen, below it. Returns the height. */
double
haven_composer_put_field (HavenComposer *self,
                          const HavenCell *cell,
                          const HavenScope *scope,
                          const HavenFormText *label,
                          const char *value,
                          double pen_height)
{
  double inset = 0.5 * self->style.body;
  double height = put_label (self, cell, scope, label);
  double value_height = value != NULL ? haven_composer_put_value (self, cell->item, scope, value, cell->x + inset,
                                                                  cell->y + height, cell->width - 2 * inset)
                                      : 0;

  return height + MAX (pen_height, value_height) + 0.5 * inset;
}

/** Puts a label that all papers share over @words, which stand there once; likewise returns the height. */
double
haven_composer_put_words (
    HavenComposer *self, const HavenCell *cell, const char *label, const char *words, double pen_height)
{
  double inset = 0.5 * self->style.body;
  double height = put_label (self, cell, NULL, haven_composer_find_common_text (self, label));
  double words_height = 0;

  if (words != NULL)
    words_height = haven_composer_put (self, cell->item, words, self->style.body, FALSE, HAVEN_INK_TEXT, "P",
                                       cell->x + inset, cell->y + height, cell->width - 2 * inset);
  return height + MAX (pen_height, words_height) + 0.5 * inset;
}

/** The share of the line that a field takes: in large print, half of it or all of it. */
double
haven_composer_get_share (const HavenComposer *self, const HavenFormBlock *field)
{
  if (!self->request->large)
    return field->width;
  return field->width <= 0.5 ? 0.5 : 1;
}

/** Where a field begins that so much of the line is before. */
double
haven_composer_get_field_x (const HavenComposer *self, double share)
{
  return share * (self->width + self->style.gap);
}

/** Adds one line of field boxes, all as high as the highest. */
void
haven_composer_add_fields (HavenComposer *self,
                           const HavenFormBlock *const *fields,
                           guint n_fields,
                           const HavenScope *scope)
{
  HavenItem *item = haven_composer_add_item (self, fields[0]->value, NULL, self->style.gap);
  double share = 0, height = 0;

  for (guint i = 0; i < n_fields; i++)
    {
      double x = haven_composer_get_field_x (self, share);
      HavenCell cell = {
        item, x, 0, haven_composer_get_field_x (self, haven_composer_get_share (self, fields[i])) - self->style.gap
      };
      double needed = haven_composer_put_field (self, &cell, scope, &fields[i]->text, fields[i]->value,
                                                fields[i]->lines * 1.5 * self->style.body);

      height = MAX (height, needed);
      share += haven_composer_get_share (self, fields[i]);
    }
  share = 0;
  for (guint i = 0; i < n_fields; i++)
    {
      double width =
          haven_composer_get_field_x (self, haven_composer_get_share (self, fields[i])) - self->style.gap;

      haven_item_add_shape (item, HAVEN_SHAPE_BOX, haven_composer_get_field_x (self, share), 0, width, height);
      share += haven_composer_get_share (self, fields[i]);
    }
}

// ── Signatures ──────────────────────────────────────────────────────────────

/* Two boxes beside each other, under labels that all papers share. Returns their height. */
static double
put_pair (HavenComposer *self,
          HavenItem *item,
          const HavenScope *scope,
          double y,
          const char *first,
          const char *first_value,
          const char *second,
          double pen_height)
{
  double split = 0.64;
  HavenCell cells[] = {
    { item, 0, y, haven_composer_get_field_x (self, split) - self->style.gap },
    { item, haven_composer_get_field_x (self, split), y, haven_composer_get_field_x (self, 1 - split) - self->style.gap },
  };
  double height = haven_composer_put_field (self, &cells[0], scope, haven_composer_find_common_text (self, first),
                                            first_value, pen_height);
  double second_height =
      second != NULL ? haven_composer_put_field (self, &cells[1], scope, haven_composer_find_common_text (self, second),
                                                 NULL, pen_height)
                     : 0;

  height = MAX (height, second_height);
  for (int i = 0; i < (second != NULL ? 2 : 1); i++)
    haven_item_add_shape (item, HAVEN_SHAPE_BOX, cells[i].x, y, cells[i].width, height);
  return height;
}

/** Adds a place to sign, which no page end cuts: signature, date, name in print and, on behalf, the
 * relationship. */
void
haven_composer_add_signature (HavenComposer *self,
                              const HavenFormBlock *block,
                              const HavenScope *scope)
{
  HavenItem *item = haven_composer_add_item (self, block->text.id, NULL, 1.8 * self->style.gap);
  const HavenSetting setting = { self->style.body, TRUE, HAVEN_INK_TEXT, "P" };
  g_autofree char *title = haven_composer_dup_expanded (self, scope, &block->text);
  g_autofree char *name = block->value ? haven_composer_dup_value (self, scope, block->value, FALSE) : NULL;
  double y = haven_composer_put_text (self, item, scope, &block->text, &setting, 0, 0, self->width);

  y += 0.4 * self->style.gap;
  if (haven_composer_add_signed (self, block, item, y, title, name))
    return;
  y += put_pair (self, item, scope, y, "paper-signature", NULL, "paper-signed-on", 2.6 * self->style.body);
  y += self->style.gap;
  put_pair (self, item, scope, y, "paper-printed-name", block->value, block->on_behalf ? "paper-relationship" : NULL,
            1.6 * self->style.body);
}

// ── Lists and choices ───────────────────────────────────────────────────────

static HavenItem *
add_form_entry (HavenComposer *self, const HavenScope *scope, const HavenFormText *text)
{
  HavenItem *item = haven_composer_add_item (self, text->id, "LI", 0.7 * self->style.gap);

  haven_composer_put_entry (self, item, scope, text, BULLET, FALSE);
  item->flow = haven_composer_is_bilingual (self) ? -1 : 1;
  return item;
}

static HavenItem *
add_list_entry (HavenComposer *self, const char *where, const char *text)
{
  HavenItem *item = haven_composer_add_item (self, where, "LI", 0.7 * self->style.gap);
  double indent = 1.5 * self->style.body;

  haven_composer_put_mark (self, item, BULLET, 0);
  haven_composer_put (self, item, text, self->style.body, FALSE, HAVEN_INK_TEXT, "LBody", indent, 0,
                      self->width - indent);
  haven_item_align_label (item, 0, 1);
  item->flow = 1;
  return item;
}

static void
close_list (HavenItem *first, HavenItem *last)
{
  if (first == NULL)
    return;
  first->opens = "L";
  last->closes = "L";
}

static void
add_pen_lines (HavenComposer *self, const HavenFormBlock *block)
{
  for (int i = 0; i < block->lines; i++)
    {
      HavenItem *item = haven_composer_add_item (self, block->value, NULL, 0);

      item->keep_with_next = i + 1 < block->lines;
      haven_item_add_shape (item, HAVEN_SHAPE_LINE, 0, 2.2 * self->style.body, self->width, 0);
    }
}

/** Adds a list: the form's own items, or those of a value; lines for a pen where the value is
 * absent. */
void
haven_composer_add_list (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  const HavenFormValue *declared = NULL;
  JsonNode *node = block->value ? haven_composer_find_value (scope, block->value, &declared) : NULL;
  JsonArray *entries = node ? json_node_get_array (node) : NULL;
  guint n_entries = entries ? json_array_get_length (entries) : 0;
  HavenItem *first = NULL, *last = NULL;

  for (guint i = 0; i < block->items->len; i++)
    {
      last = add_form_entry (self, scope, g_ptr_array_index (block->items, i));
      first = first ? first : last;
    }
  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *text =
          haven_composer_dup_isolated_lines (json_array_get_string_element (entries, i));

      last = add_list_entry (self, block->value, text);
      first = first ? first : last;
    }
  close_list (first, last);
  if (block->value != NULL && n_entries == 0)
    add_pen_lines (self, block);
}

/* The options' texts, each on a line of its own. */
static GPtrArray *
create_option_layouts (HavenComposer *self, const GPtrArray *options)
{
  GPtrArray *layouts = g_ptr_array_new_full (options->len, g_object_unref);

  for (guint i = 0; i < options->len; i++)
    {
      const HavenFormOption *option = g_ptr_array_index (options, i);
      const char *text = haven_composer_get_text (self, &option->text);

      g_ptr_array_add (layouts, haven_composer_create_layout (self, option->text.id, text,
                                                              self->style.body, FALSE, -1));
    }
  return layouts;
}

static double
get_layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return pango_units_to_double (width);
}

/* How many options stand beside each other: three, two or one, as the longest allows. */
static guint
count_columns (HavenComposer *self, const GPtrArray *layouts, double indent)
{
  double longest = 0;

  for (guint i = 0; i < layouts->len; i++)
    longest = MAX (longest, get_layout_width (g_ptr_array_index (layouts, i)));
  for (guint n = 3; n > 1; n--)
    if (layouts->len >= n && longest + indent + self->style.gap <= self->width / n)
      return n;
  return 1;
}

static void
put_option (HavenComposer *self,
            HavenItem *item,
            PangoLayout *layout,
            gboolean ticked,
            double x,
            double width)
{
  double indent = 1.6 * self->style.body;

  haven_composer_put_mark (self, item, ticked ? TICKED : UNTICKED, x);
  g_array_index (item->texts, HavenItemText, item->texts->len - 1).opens = "LI";
  if (get_layout_width (layout) > width - indent)
    pango_layout_set_width (layout, pango_units_from_double (width - indent));
  haven_item_take_text (item, g_object_ref (layout), x + indent, 0, HAVEN_INK_TEXT, "LBody");
  g_array_index (item->texts, HavenItemText, item->texts->len - 1).closes = "LI";
  haven_item_align_label (item, item->texts->len - 2, item->texts->len - 1);
}

static void
add_options (HavenComposer *self, const HavenFormValue *declared, JsonNode *node)
{
  g_autoptr (GPtrArray) layouts = create_option_layouts (self, declared->options);
  guint n_columns = count_columns (self, layouts, 1.6 * self->style.body);
  double width = self->width / n_columns;
  HavenItem *first = NULL, *item = NULL;

  for (guint i = 0; i < declared->options->len; i++)
    {
      const HavenFormOption *option = g_ptr_array_index (declared->options, i);
      gboolean ticked = haven_composer_has_code (node, option->code);

      if (i % n_columns == 0)
        {
          item = haven_composer_add_item (self, declared->name, NULL, 0.6 * self->style.gap);
          item->keep_with_next = i + n_columns < declared->options->len;
        }
      first = first ? first : item;
      put_option (self, item, g_ptr_array_index (layouts, i), ticked, i % n_columns * width, width);
    }
  close_list (first, item);
}

/* With two languages each option has a line, and one box for both. */
static void
add_option_lines (HavenComposer *self, const HavenFormValue *declared, JsonNode *node, const HavenScope *scope)
{
  HavenItem *first = NULL, *item = NULL;

  for (guint i = 0; i < declared->options->len; i++)
    {
      const HavenFormOption *option = g_ptr_array_index (declared->options, i);

      item = haven_composer_add_item (self, declared->name, "LI", 0.6 * self->style.gap);
      item->keep_with_next = i + 1 < declared->options->len;
      first = first ? first : item;
      haven_composer_put_entry (self, item, scope, &option->text,
                                haven_composer_has_code (node, option->code) ? TICKED : UNTICKED, TRUE);
    }
  close_list (first, item);
}

/** Adds boxes to tick: all options of a choice, those chosen ticked. */
void
haven_composer_add_choice (HavenComposer *self,
                           const HavenFormBlock *block,
                           const HavenScope *scope)
{
  const HavenFormValue *declared = NULL;
  JsonNode *node = haven_composer_find_value (scope, block->value, &declared);

  if (block->text.id != NULL)
    {
      const HavenSetting setting = { self->style.body, FALSE, HAVEN_INK_TEXT, "P" };
      HavenItem *item = haven_composer_add_item (self, block->text.id, NULL, self->style.gap);

      item->keep_with_next = TRUE;
      haven_composer_put_text (self, item, scope, &block->text, &setting, 0, 0, self->width);
    }
  if (haven_composer_is_bilingual (self))
    add_option_lines (self, declared, node, scope);
  else
    add_options (self, declared, node);
}
