/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-composer-private.h"

/*
 * How a text of the form comes on a paper of one language or of two. What the form says stands in
 * two columns, so that each reader finds their words beside the other's; what is filled in stands
 * once, under labels in both languages, so that nobody fills or signs anything twice.
 */

#define GUTTER 2.2 /* between the columns, in gaps */

static double
get_column_width (const HavenComposer *self, double width)
{
  return (width - GUTTER * self->style.gap) / 2;
}

/* One text in one voice. */
static double
put_in_voice (HavenComposer *self,
              HavenVoice *voice,
              HavenItem *item,
              const char *text,
              const HavenSetting *setting,
              double x,
              double y,
              double width)
{
  HavenVoice *before = self->voice;
  double height;

  self->voice = voice;
  height = haven_composer_put (self, item, text, setting->size, setting->bold, setting->ink,
                               setting->role, x, y, width);
  self->voice = before;
  return height;
}

static char *
dup_in_voice (HavenComposer *self, HavenVoice *voice, const HavenScope *scope, const HavenFormText *text)
{
  HavenVoice *before = self->voice;
  char *expanded;

  self->voice = voice;
  expanded = haven_composer_dup_expanded (self, scope, text);
  self->voice = before;
  return expanded;
}

static double
put_said (HavenComposer *self,
          HavenVoice *voice,
          HavenItem *item,
          const HavenScope *scope,
          const HavenFormText *text,
          const HavenSetting *setting,
          double x,
          double y,
          double width)
{
  g_autofree char *words = dup_in_voice (self, voice, scope, text);

  return put_in_voice (self, voice, item, words, setting, x, y, width);
}

/**
 * haven_composer_put_text:
 * @width: of the whole, in points; with two languages each gets half
 *
 * Puts a text of the form in @item, its values filled in.
 *
 * Returns: its height
 */
double
haven_composer_put_text (HavenComposer *self,
                         HavenItem *item,
                         const HavenScope *scope,
                         const HavenFormText *text,
                         const HavenSetting *setting,
                         double x,
                         double y,
                         double width)
{
  double column = get_column_width (self, width);
  guint first = item->texts->len;

  if (!haven_composer_is_bilingual (self))
    return put_said (self, self->voice, item, scope, text, setting, x, y, width);
  put_said (self, &self->reader, item, scope, text, setting, x, y, column);
  put_said (self, haven_composer_get_source (self), item, scope, text, setting, x + width - column, y, column);
  return haven_item_align_texts (item, first) - y;
}

/**
 * haven_composer_put_label:
 *
 * Puts the small words over a field, in each language on lines of their own.
 *
 * Returns: its height
 */
double
haven_composer_put_label (HavenComposer *self,
                          HavenItem *item,
                          const HavenScope *scope,
                          const HavenFormText *text,
                          double x,
                          double y,
                          double width)
{
  const HavenSetting setting = { self->style.small, FALSE, HAVEN_INK_MUTED, "P" };
  double height = put_said (self, self->voice, item, scope, text, &setting, x, y, width);

  if (haven_composer_is_bilingual (self))
    height += put_said (self, haven_composer_get_source (self), item, scope, text, &setting, x, y + height, width);
  return height;
}

/* The value as the source writes it, where that is other than what the reader has. */
static char *
dup_other_value (HavenComposer *self, const HavenScope *scope, const char *name, const char *value)
{
  char *other;

  if (!haven_composer_is_bilingual (self))
    return NULL;
  self->voice = haven_composer_get_source (self);
  other = haven_composer_dup_value (self, scope, name, FALSE);
  self->voice = &self->reader;
  if (g_strcmp0 (other, value) == 0)
    g_clear_pointer (&other, g_free);
  return other;
}

/**
 * haven_composer_put_value:
 *
 * Puts what was filled in: once, unless it is written otherwise in the other language, as dates and
 * choices are.
 *
 * Returns: its height; 0 where nothing was filled in
 */
double
haven_composer_put_value (HavenComposer *self,
                          HavenItem *item,
                          const HavenScope *scope,
                          const char *name,
                          double x,
                          double y,
                          double width)
{
  const HavenSetting setting = { self->style.body, FALSE, HAVEN_INK_TEXT, "P" };
  g_autofree char *value = haven_composer_dup_value (self, scope, name, FALSE);
  g_autofree char *other = dup_other_value (self, scope, name, value);
  double height;

  if (value == NULL || *value == '\0')
    return 0;
  height = put_in_voice (self, self->voice, item, value, &setting, x, y, width);
  if (other != NULL)
    height += put_in_voice (self, haven_composer_get_source (self), item, other, &setting, x, y + height, width);
  return height;
}

/* The second column's mark stands where its language starts to read. */
static void
put_second_mark (HavenComposer *self, HavenItem *item, const char *mark, double column, gboolean against)
{
  guint index = item->texts->len;
  HavenItemText *text;

  haven_composer_put_mark (self, item, mark, self->width - column);
  text = &g_array_index (item->texts, HavenItemText, index);
  if (against)
    text->x = self->width - text->width;
}

/**
 * haven_composer_put_entry:
 * @mark: static; stands before the text, in each column
 * @marked_once: whether it stands in the reader's column only, as a box to tick does
 *
 * Puts an entry of a list, or an option of a choice.
 */
void
haven_composer_put_entry (HavenComposer *self,
                          HavenItem *item,
                          const HavenScope *scope,
                          const HavenFormText *text,
                          const char *mark,
                          gboolean marked_once)
{
  const HavenSetting setting = { self->style.body, FALSE, HAVEN_INK_TEXT, "LBody" };
  double indent = 1.5 * self->style.body;
  double column = get_column_width (self, self->width);
  HavenVoice *source;
  gboolean against;

  haven_composer_put_mark (self, item, mark, 0);
  if (!haven_composer_is_bilingual (self))
    {
      put_said (self, self->voice, item, scope, text, &setting, indent, 0, self->width - indent);
      haven_item_align_label (item, 0, 1);
      return;
    }
  source = haven_composer_get_source (self);
  against = haven_document_language_is_right_to_left (self->reader.language) !=
            haven_document_language_is_right_to_left (source->language);
  put_said (self, &self->reader, item, scope, text, &setting, indent, 0, column - indent);
  if (!marked_once)
    put_second_mark (self, item, mark, column, against);
  put_said (self, source, item, scope, text, &setting, self->width - column + (against ? 0 : indent), 0,
            column - indent);
  haven_item_align_texts (item, 0);
}
