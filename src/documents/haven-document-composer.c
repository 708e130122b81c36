/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-composer-private.h"

#include "haven-document-error.h"
#include "haven-text.h"

#include <string.h>

/* Arabic letters need more height, and their fonts already have it. */
#define LINE_SPACING 1.28f
#define LINE_SPACING_ARABIC 1.02f
#define BLANK "____________"

// ── Voices ──────────────────────────────────────────────────────────────────

static void
init_voice (HavenComposer *self, HavenVoice *voice, const char *tag)
{
  voice->language = haven_document_language_get (tag);
  voice->family = haven_document_fonts_dup_family (self->fonts, tag);
  voice->context = haven_document_fonts_create_context (
      self->fonts, tag, haven_document_language_is_right_to_left (voice->language));
}

static void
clear_voice (HavenVoice *voice)
{
  g_clear_object (&voice->context);
  g_clear_pointer (&voice->family, g_free);
}

/** Returns: (transfer none): the voice of the form's own language */
HavenVoice *
haven_composer_get_source (HavenComposer *self)
{
  if (g_str_equal (self->request->language, HAVEN_FORMS_SOURCE_LANGUAGE))
    return &self->reader;
  if (self->source.context == NULL)
    init_voice (self, &self->source, HAVEN_FORMS_SOURCE_LANGUAGE);
  return &self->source;
}

/** Whether the paper has two columns: the reader's language, and the form's own. */
gboolean
haven_composer_is_bilingual (const HavenComposer *self)
{
  return self->request->bilingual;
}

// ── Where a text came from, for whoever translates it ───────────────────────

/* Where two texts are the same words, the one that was asked for last is the one that is laid out next. */
static void
note_words (HavenComposer *self, const char *words, const char *text_id)
{
  if (self->live != NULL && text_id != NULL)
    g_hash_table_replace (self->live->ids, g_strdup (words), (gpointer) text_id);
}

static const char *
find_id (HavenComposer *self, const char *words)
{
  return self->live != NULL ? g_hash_table_lookup (self->live->ids, words) : NULL;
}

static guint
find_number (const HavenForm *form, const char *text_id)
{
  for (guint i = 0; i < form->order->len; i++)
    if (g_str_equal (((const HavenFormText *) g_ptr_array_index (form->order, i))->id, text_id))
      return i + 1;
  return 0;
}

/* The number under which a missing text stands in the list beside the page; of what all papers share, with a P. */
static const char *
get_mark (HavenComposer *self, const HavenFormText *text)
{
  char *mark = g_hash_table_lookup (self->live->marks, text->id);
  guint number;

  if (mark != NULL)
    return mark;
  number = find_number (self->form, text->id);
  mark = number > 0 ? g_strdup_printf ("[%u]", number)
                    : g_strdup_printf ("[P%u]", find_number (self->common, text->id));
  g_hash_table_insert (self->live->marks, g_strdup (text->id), mark);
  return mark;
}

static GQuark
text_id_quark (void)
{
  return g_quark_from_static_string ("haven-text-id");
}

/** Returns: (nullable): the text that a layout of a live paper shows; borrowed from the form */
const char *
haven_composer_get_text_id (PangoLayout *layout)
{
  return g_object_get_qdata (G_OBJECT (layout), text_id_quark ());
}

// ── Texts ───────────────────────────────────────────────────────────────────

static const char *
find_text (HavenComposer *self, const HavenFormText *text)
{
  HavenTranslationState state;
  const char *found;

  if (self->voice->own_texts == NULL)
    return text->text;
  found = haven_translation_lookup (self->voice->own_texts, text->id, text->text, &state);
  if (found == NULL)
    found = haven_translation_lookup (self->voice->common_texts, text->id, text->text, &state);
  if (found == NULL && self->live != NULL)
    return get_mark (self, text);
  return found != NULL ? found : "";
}

/** The text in the language of the voice that speaks. That none is missing was made sure before; a live paper has a mark in
 * its place. */
const char *
haven_composer_get_text (HavenComposer *self, const HavenFormText *text)
{
  const char *found = find_text (self, text);

  note_words (self, found, text->id);
  return found;
}

/** Returns: (transfer none): a text that all papers share; an empty one and the error set where there is none */
const HavenFormText *
haven_composer_find_common_text (HavenComposer *self, const char *id)
{
  static char empty[] = "";
  static const HavenFormText none = { empty, empty };
  const HavenFormText *text = haven_form_find_text (self->common, id);

  if (text == NULL && self->error == NULL)
    self->error = g_error_new (HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_INVALID,
                               "The texts that all papers share lack “%s”", id);
  return text != NULL ? text : &none;
}

const char *
haven_composer_get_common_text (HavenComposer *self, const char *id)
{
  return haven_composer_get_text (self, haven_composer_find_common_text (self, id));
}

/* Puts what @lookup answers in place of each name in braces. */
typedef char *(*LookupFunc) (HavenComposer *self, const char *name, gconstpointer data);

static char *
dup_replaced (HavenComposer *self, const char *text, LookupFunc lookup, gconstpointer data)
{
  GString *result = g_string_new (NULL);

  for (;;)
    {
      const char *open = strchr (text, '{');
      const char *close = open ? strchr (open, '}') : NULL;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (close == NULL)
        break;
      g_string_append_len (result, text, open - text);
      name = g_strndup (open + 1, (gsize) (close - open - 1));
      value = lookup (self, name, data);
      g_string_append (result, value);
      text = close + 1;
    }
  g_string_append (result, text);
  return g_string_free (result, FALSE);
}

static char *
lookup_in_pairs (HavenComposer *self, const char *name, gconstpointer data)
{
  const char *const *pairs = data;

  for (; pairs[0] != NULL; pairs += 2)
    if (g_str_equal (pairs[0], name))
      return haven_text_dup_isolated (pairs[1]);
  return g_strdup (BLANK);
}

/**
 * haven_composer_dup_filled:
 * @...: pairs of a name and its value, then %NULL
 *
 * Returns: (transfer full): @text with each value in its place, isolated from the words around it
 */
char *
haven_composer_dup_filled (HavenComposer *self, const char *text, ...)
{
  const char *pairs[9] = { NULL };
  char *filled;
  va_list arguments;

  va_start (arguments, text);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs) - 1; i++)
    {
      pairs[i] = va_arg (arguments, const char *);
      if (pairs[i] == NULL)
        break;
    }
  va_end (arguments);
  filled = dup_replaced (self, text, lookup_in_pairs, pairs);
  note_words (self, filled, find_id (self, text));
  return filled;
}

// ── Values ──────────────────────────────────────────────────────────────────

/** Returns: (transfer none) (nullable): the value of that name, as far out as it has to be looked
 * for */
JsonNode *
haven_composer_find_value (const HavenScope *scope,
                           const char *name,
                           const HavenFormValue **declared)
{
  for (; scope != NULL; scope = scope->outer)
    {
      *declared = haven_form_value_find (scope->declared, name);
      if (*declared != NULL)
        return json_object_get_member (scope->values, name);
    }
  return NULL;
}

/** Whether a checked choice holds @code. */
gboolean
haven_composer_has_code (JsonNode *node, const char *code)
{
  JsonArray *codes = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; codes != NULL && i < json_array_get_length (codes); i++)
    if (g_strcmp0 (json_array_get_string_element (codes, i), code) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_choice (HavenComposer *self, const HavenFormValue *declared, JsonNode *node)
{
  GString *texts = g_string_new (NULL);
  const char *separator = haven_composer_get_common_text (self, "paper-and");

  for (guint i = 0; i < declared->options->len; i++)
    {
      const HavenFormOption *option = g_ptr_array_index (declared->options, i);

      if (!haven_composer_has_code (node, option->code))
        continue;
      if (texts->len > 0)
        g_string_append_printf (texts, " %s ", separator);
      g_string_append (texts, haven_composer_get_text (self, &option->text));
    }
  return g_string_free (texts, FALSE);
}

static HavenDateStyle
choose_date_style (const HavenFormValue *declared, gboolean in_table)
{
  if (declared->weekday)
    return HAVEN_DATE_STYLE_WEEKDAY;
  return in_table ? HAVEN_DATE_STYLE_SHORT : HAVEN_DATE_STYLE_LONG;
}

/** Returns: (transfer full): each line of what somebody wrote, isolated from the paper's direction
 */
char *
haven_composer_dup_isolated_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *result = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_string_append_printf (result, "%s\u2068%s\u2069", i > 0 ? "\n" : "", lines[i]);
  return g_string_free (result, FALSE);
}

/* A short date in a cell stays on one line. */
static char *
dup_date (HavenComposer *self, const HavenFormValue *declared, JsonNode *node, gboolean in_table)
{
  HavenDate date;
  GString *text;

  haven_date_parse (json_node_get_string (node), &date, NULL);
  text = g_string_new_take (haven_document_language_dup_date (
      self->voice->language, date, choose_date_style (declared, in_table)));
  if (in_table)
    g_string_replace (text, " ", "\u00a0", 0);
  return g_string_free (text, FALSE);
}

/**
 * haven_composer_dup_value:
 * @in_table: whether it stands in a cell, where dates are short
 *
 * Returns: (transfer full) (nullable): the value as text in the paper's language; %NULL where it is
 * absent
 */
char *
haven_composer_dup_value (HavenComposer *self,
                          const HavenScope *scope,
                          const char *name,
                          gboolean in_table)
{
  const HavenFormValue *declared = NULL;
  JsonNode *node = haven_composer_find_value (scope, name, &declared);

  if (declared != NULL && declared->type == HAVEN_FORM_VALUE_TICK)
    return g_strdup (node != NULL && json_node_get_boolean (node) ? "☑" : "☐");
  if (node == NULL)
    return NULL;
  switch (declared->type)
    {
    case HAVEN_FORM_VALUE_DATE:
      return dup_date (self, declared, node, in_table);
    case HAVEN_FORM_VALUE_CHOICE:
      return dup_choice (self, declared, node);
    case HAVEN_FORM_VALUE_TEXT:
    case HAVEN_FORM_VALUE_PARAGRAPH:
      return haven_composer_dup_isolated_lines (json_node_get_string (node));
    case HAVEN_FORM_VALUE_TICK:
    case HAVEN_FORM_VALUE_LIST:
    case HAVEN_FORM_VALUE_ROWS:
    default:
      return NULL;
    }
}

static char *
lookup_in_scope (HavenComposer *self, const char *name, gconstpointer data)
{
  g_autofree char *value = haven_composer_dup_value (self, data, name, FALSE);

  return value != NULL && *value != '\0' ? haven_text_dup_isolated (value) : g_strdup (BLANK);
}

/** Returns: (transfer full): a form's text in the paper's language with its values, or a line where
 * one is absent */
char *
haven_composer_dup_expanded (HavenComposer *self,
                             const HavenScope *scope,
                             const HavenFormText *text)
{
  char *expanded = dup_replaced (self, haven_composer_get_text (self, text), lookup_in_scope, scope);

  note_words (self, expanded, text->id);
  return expanded;
}

// ── Layouts and items ───────────────────────────────────────────────────────

/**
 * haven_composer_create_layout:
 * @width: where lines break, in points; negative for a text that stays on its line
 *
 * Laying out is most of what a paper costs, so ask for the width that is drawn: changing it shapes
 * the text anew.
 *
 * Returns: (transfer full): @text laid out; sets the error where a letter has no font
 */
PangoLayout *
haven_composer_create_layout (HavenComposer *self,
                              const char *where,
                              const char *text,
                              double size,
                              gboolean bold,
                              double width)
{
  PangoLayout *layout = pango_layout_new (self->voice->context);
  gboolean right_to_left = haven_document_language_is_right_to_left (self->voice->language);

  pango_font_description_set_family_static (self->font, self->voice->family);
  pango_font_description_set_absolute_size (self->font, size * PANGO_SCALE);
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, self->font);
  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, right_to_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_line_spacing (layout, right_to_left ? LINE_SPACING_ARABIC : LINE_SPACING);
  pango_layout_set_width (layout, width < 0 ? -1 : pango_units_from_double (width));
  pango_layout_set_text (layout, text, -1);
  if (self->error == NULL && haven_document_fonts_check_layout (layout, where, &self->error))
    haven_document_outlines_add_layout (haven_document_fonts_get_outlines (self->fonts), layout);
  if (self->live != NULL)
    g_object_set_qdata (G_OBJECT (layout), text_id_quark (), (gpointer) find_id (self, text));
  return layout;
}

/** Returns: (transfer none): a new item at the end of the paper */
HavenItem *
haven_composer_add_item (HavenComposer *self,
                         const char *where,
                         const char *role,
                         double space_before)
{
  HavenItem *item = haven_item_new (where, role);

  item->space_before = space_before;
  g_ptr_array_add (self->items, item);
  return item;
}

/** Lays @text out in @item and returns its height. */
double
haven_composer_put (HavenComposer *self,
                    HavenItem *item,
                    const char *text,
                    double size,
                    gboolean bold,
                    HavenInk ink,
                    const char *role,
                    double x,
                    double y,
                    double width)
{
  PangoLayout *layout = haven_composer_create_layout (self, item->where, text, size, bold, width);

  double height = haven_item_take_text (item, layout, x, y, ink, role);

  if (self->voice != &self->reader)
    g_array_index (item->texts, HavenItemText, item->texts->len - 1).language =
        haven_document_language_get_tag (self->voice->language);
  return height;
}

/** Puts a bullet or a box in front of what it belongs to; @mark is static. */
void
haven_composer_put_mark (HavenComposer *self, HavenItem *item, const char *mark, double x)
{
  PangoLayout *layout = g_hash_table_lookup (self->marks, mark);

  if (layout == NULL)
    {
      layout =
          haven_composer_create_layout (self, item->where, mark, self->style.body, FALSE, -1);
      g_hash_table_insert (self->marks, (gpointer) mark, layout);
    }
  haven_item_take_text (item, g_object_ref (layout), x, 0, HAVEN_INK_ACCENT, "Lbl");
}

/* Latin ligatures keep some readers from finding and copying words. These two are on unless told
 * otherwise; each is read again for each run of letters. */
static PangoAttrList *
create_attributes (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0,clig=0"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  return attributes;
}

/** Prepares a composer whose borrowed members are set. */
void
haven_composer_init (HavenComposer *self)
{
  haven_document_outlines_begin (haven_document_fonts_get_outlines (self->fonts));
  init_voice (self, &self->reader, self->request->language);
  self->voice = &self->reader;
  self->font = pango_font_description_new ();
  self->attributes = create_attributes ();
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  self->places = g_ptr_array_new_with_free_func (haven_document_place_free);
  haven_document_style_choose (&self->style, self->request->paper, self->request->large,
                               self->variant->cards);
  self->width = self->style.frame_width - self->style.margin_start - self->style.margin_end;
}

void
haven_composer_clear (HavenComposer *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  g_clear_pointer (&self->font, pango_font_description_free);
  clear_voice (&self->reader);
  clear_voice (&self->source);
  g_clear_error (&self->error);
}
