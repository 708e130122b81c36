/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-composer-private.h"

#define MAX_COLUMNS 8

typedef struct
{
  HavenComposer *composer;
  const HavenFormBlock *block;
  GPtrArray *rows;  /* of char *[], one text for each column; the heading is the first */
  GPtrArray *other; /* the same in the form's own language, of a paper in two; a text is empty where it says the same */
  double widths[MAX_COLUMNS];
} Table;

static double
get_inset (const Table *table)
{
  return 0.35 * table->composer->style.body;
}

/* The texts of a row in the voice that speaks; those of the heading where @scope is %NULL. */
static char **
dup_texts (const Table *table, const HavenScope *scope)
{
  HavenComposer *self = table->composer;
  const GPtrArray *columns = table->block->columns;
  char **texts = g_new0 (char *, columns->len + 1);

  for (guint i = 0; i < columns->len; i++)
    {
      const HavenFormColumn *column = g_ptr_array_index (columns, i);

      texts[i] = scope != NULL ? haven_composer_dup_value (self, scope, column->value, TRUE)
                               : g_strdup (haven_composer_get_text (self, &column->heading));
      if (texts[i] == NULL)
        texts[i] = g_strdup ("");
    }
  return texts;
}

static void
add_texts (const Table *table, const HavenScope *scope)
{
  HavenComposer *self = table->composer;
  char **texts = dup_texts (table, scope), **other;

  g_ptr_array_add (table->rows, texts);
  if (!haven_composer_is_bilingual (self))
    return;
  self->voice = haven_composer_get_source (self);
  other = dup_texts (table, scope);
  self->voice = &self->reader;
  for (gsize i = 0; texts[i] != NULL; i++)
    if (g_str_equal (texts[i], other[i]))
      *other[i] = '\0';
  g_ptr_array_add (table->other, other);
}

static int
get_longest_word (const Table *table, const GPtrArray *rows, guint column)
{
  HavenComposer *self = table->composer;
  int least = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const char *text = ((char **) g_ptr_array_index (rows, i))[column];
      double size = i == 0 ? self->style.small : self->style.body;
      g_autoptr (PangoLayout) layout =
          haven_composer_create_layout (self, table->block->value, text, size, i == 0, 0);
      int width;

      pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
      pango_layout_get_size (layout, &width, NULL);
      least = MAX (least, width);
    }
  return least;
}

/* A column is never narrower than its longest word. */
static double
get_least_width (const Table *table, guint column)
{
  HavenComposer *self = table->composer;
  int least = get_longest_word (table, table->rows, column);

  if (table->other->len > 0)
    {
      self->voice = haven_composer_get_source (self);
      least = MAX (least, get_longest_word (table, table->other, column));
      self->voice = &self->reader;
    }
  return pango_units_to_double (least) + 2 * get_inset (table) + 0.5;
}

/* Shares the line as the form says, then lets columns with room to spare help those whose words do
 * not fit. */
static void
measure_columns (Table *table)
{
  const GPtrArray *columns = table->block->columns;
  double total = 0, spare = 0, wanted = 0, help;
  double surplus[MAX_COLUMNS];

  for (guint i = 0; i < columns->len; i++)
    total += ((const HavenFormColumn *) g_ptr_array_index (columns, i))->width;
  for (guint i = 0; i < columns->len; i++)
    {
      const HavenFormColumn *column = g_ptr_array_index (columns, i);

      table->widths[i] = column->width / total * table->composer->width;
      surplus[i] = table->widths[i] - get_least_width (table, i);
      spare += MAX (surplus[i], 0);
      wanted += MAX (-surplus[i], 0);
    }
  help = MIN (spare, wanted);
  for (guint i = 0; help > 0 && i < columns->len; i++)
    table->widths[i] -= surplus[i] > 0 ? surplus[i] / spare * help : surplus[i] / wanted * help;
}

/* What a cell says in the form's own language, under what it says to the reader: one cell of two
 * paragraphs. */
static void
put_other (const Table *table, HavenItem *item, guint row, guint column, double x, double width)
{
  HavenComposer *self = table->composer;
  const char *other = table->other->len > 0 ? ((char **) g_ptr_array_index (table->other, row))[column] : "";
  HavenItemText *text = &g_array_index (item->texts, HavenItemText, item->texts->len - 1);
  const char *cell = text->role;
  double bottom;
  int height;

  if (*other == '\0' || *pango_layout_get_text (text->layout) == '\0')
    return;
  pango_layout_get_size (text->layout, NULL, &height);
  bottom = text->y + pango_units_to_double (height);
  text->opens = cell;
  text->role = "P";
  self->voice = haven_composer_get_source (self);
  haven_composer_put (self, item, other, row == 0 ? self->style.small : self->style.body, row == 0,
                      row == 0 ? HAVEN_INK_MUTED : HAVEN_INK_TEXT, "P", x, bottom, width);
  self->voice = &self->reader;
  g_array_index (item->texts, HavenItemText, item->texts->len - 1).closes = cell;
}

static HavenItem *
add_row (const Table *table, guint index)
{
  HavenComposer *self = table->composer;
  char **texts = g_ptr_array_index (table->rows, index);
  gboolean head = index == 0;
  double inset = get_inset (table);
  HavenItem *item = haven_composer_add_item (self, table->block->value, "TR", 0);
  double x = 0;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      double width = MAX (table->widths[i] - 2 * inset, 1);

      haven_composer_put (self, item, texts[i], head ? self->style.small : self->style.body, head,
                          head ? HAVEN_INK_MUTED : HAVEN_INK_TEXT, head ? "TH" : "TD", x + inset, inset, width);
      put_other (table, item, index, i, x + inset, width);
      x += table->widths[i];
    }
  if (table->other->len == 0)
    haven_item_align_texts (item, 0);
  item->height = MAX (item->height, head ? 0 : 2 * self->style.body);
  haven_item_add_shape (item, HAVEN_SHAPE_LINE, 0, item->height + inset, self->width, 0);
  return item;
}

static void
collect_rows (const Table *table, const HavenScope *scope)
{
  const HavenFormValue *declared = NULL;
  JsonNode *node = haven_composer_find_value (scope, table->block->value, &declared);
  JsonArray *rows = node ? json_node_get_array (node) : NULL;
  guint n_rows = rows ? json_array_get_length (rows) : 0;
  g_autoptr (JsonObject) nothing = json_object_new ();

  add_texts (table, NULL);
  for (guint i = 0; i < n_rows || (n_rows == 0 && i < (guint) table->block->lines); i++)
    {
      HavenScope inner = { declared->fields,
                           n_rows > 0 ? json_array_get_object_element (rows, i) : nothing, scope };

      add_texts (table, &inner);
    }
}

/** Adds a table of a value's rows, or of empty rows for a pen; its heading stands on each page that
 * it reaches. */
void
haven_composer_add_table (HavenComposer *self, const HavenFormBlock *block, const HavenScope *scope)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) other = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  Table table = { self, block, texts, other, { 0 } };
  HavenItem *header, *row;

  collect_rows (&table, scope);
  measure_columns (&table);
  header = row = add_row (&table, 0);
  header->space_before = self->style.gap;
  header->keep_with_next = TRUE;
  header->opens = "Table";
  for (guint i = 1; i < texts->len; i++)
    {
      row = add_row (&table, i);
      row->header = header;
    }
  row->closes = "Table";
}
