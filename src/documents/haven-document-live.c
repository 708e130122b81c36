/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-live.h"

#include "haven-document-error.h"
#include "haven-document-paint-private.h"
#include "haven-document-painter-private.h"
#include "haven-document-values-private.h"
#include "haven-document-work-private.h"

#define COMMON "paper"
#define MAX_PIXELS (24.0 * 1024 * 1024) /* of one sheet */

static void
clear_place (gpointer data)
{
  g_free (((HavenLivePlace *) data)->text_id);
}

static void
free_sheet (gpointer data)
{
  HavenLiveSheet *sheet = data;

  g_clear_pointer (&sheet->picture, cairo_surface_destroy);
  g_free (sheet->text);
  g_free (sheet);
}

void
haven_document_live_free (HavenDocumentLive *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sheets);
  g_array_unref (self->places);
  g_free (self);
}

/** Returns: (nullable): where a text begins; %NULL where it is not on the paper */
const HavenLivePlace *
haven_document_live_find (const HavenDocumentLive *self, const char *text_id)
{
  for (guint i = 0; text_id != NULL && i < self->places->len; i++)
    {
      const HavenLivePlace *place = &g_array_index (self->places, HavenLivePlace, i);

      if (g_str_equal (place->text_id, text_id))
        return place;
    }
  return NULL;
}

// ── A paper that is put together ────────────────────────────────────────────

/** What is known while one is drawn. */
typedef struct
{
  const HavenLiveRequest *request;
  HavenComposer composer;
  HavenComposerLive live;
  HavenDocumentRequest shown;       /* the request with the form and the variant that are drawn */
  HavenTranslation *nothing;        /* owned: where there is no text at all */
  JsonObject *values;               /* owned */
  GPtrArray *pages;                 /* owned */
} Sketch;

static gboolean
has_interpreter (const GPtrArray *blocks)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);

      if (block->type == HAVEN_FORM_BLOCK_INTERPRETER || has_interpreter (block->blocks))
        return TRUE;
    }
  return FALSE;
}

/* What all papers share is seen best on one that is signed, with an interpreter. */
static const HavenForm *
find_form (HavenForms *forms, const char *code, GError **error)
{
  g_auto (GStrv) codes = NULL;

  if (g_strcmp0 (code, COMMON) != 0)
    return haven_forms_lookup (forms, code, error);
  codes = haven_forms_dup_codes (forms);
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const HavenForm *form = haven_forms_lookup (forms, codes[i], NULL);

      if (haven_form_is_signed (form) && has_interpreter (form->blocks))
        return form;
    }
  return haven_forms_lookup (forms, codes[0], error);
}

static const HavenTranslation *
find_texts (Sketch *self, HavenForms *forms, const char *code)
{
  const HavenDocumentRequest *request = self->request->request;
  const HavenTranslation *texts;

  if (g_strcmp0 (code, request->form_code) == 0)
    return self->request->texts;
  texts = haven_forms_find_translation (forms, code, request->language);
  return texts != NULL ? texts : self->nothing;
}

/* As it would come out now: what is written is not approved, whatever stood there before. */
static gboolean
is_approved (HavenForms *forms, const Sketch *self)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < self->composer.form->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (self->composer.form->order, i);
      HavenTranslationState state;

      haven_translation_lookup (self->composer.reader.own_texts, text->id, text->text, &state);
      if (state != HAVEN_TRANSLATION_APPROVED)
        return FALSE;
    }
  return haven_forms_get_state (forms, self->composer.form->code, self->shown.language, &first) ==
         HAVEN_TRANSLATION_APPROVED;
}

static gboolean
sketch_init (Sketch *self, HavenForms *forms, const HavenLiveRequest *request, GError **error)
{
  const HavenForm *form = find_form (forms, request->request->form_code, error);

  *self = (Sketch) { .request = request, .shown = *request->request };
  if (form == NULL)
    return FALSE;
  self->nothing = haven_translation_new (form->code, self->shown.language);
  self->shown.form_code = form->code;
  self->composer.request = &self->shown;
  self->composer.live = &self->live;
  self->composer.form = form;
  self->composer.common = haven_forms_get_common (forms);
  self->composer.variant = haven_form_find_variant (form, self->shown.variant);
  self->composer.reader.own_texts = find_texts (self, forms, form->code);
  self->composer.reader.common_texts = find_texts (self, forms, COMMON);
  self->composer.awaits_counsel = haven_forms_awaits_counsel (forms, form);
  self->composer.watermarked = !is_approved (forms, self);
  self->composer.fonts = haven_document_get_fonts (error);
  if (self->composer.fonts != NULL)
    self->values = haven_document_values_check (form, self->composer.common, self->shown.values, error);
  return self->values != NULL && self->composer.variant != NULL;
}

static void
forget_items (Sketch *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  haven_composer_clear (&self->composer);
  g_clear_pointer (&self->live.ids, g_hash_table_unref);
  g_clear_pointer (&self->live.marks, g_hash_table_unref);
}

static void
sketch_clear (Sketch *self)
{
  forget_items (self);
  g_clear_pointer (&self->nothing, haven_translation_free);
  g_clear_pointer (&self->values, json_object_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sketch, sketch_clear)

static gboolean
put_together (Sketch *self, const HavenFormVariant *variant, gboolean everything, GError **error)
{
  HavenComposer *composer = &self->composer;
  const HavenDocumentStyle *style = &composer->style;
  const gboolean watermarked = composer->watermarked;

  forget_items (self);
  self->live.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->live.marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->live.everything = everything;
  composer->variant = variant;
  composer->last_signature = NULL;
  composer->told_not_to_sign = FALSE;
  haven_composer_init (composer);
  composer->watermarked = watermarked && !everything;
  haven_document_compose (composer, self->values);
  composer->watermarked = watermarked;
  if (composer->error == NULL)
    self->pages = haven_pages_make (composer->items, style->frame_height - style->margin_top - style->margin_bottom,
                                    &composer->error);
  if (composer->error != NULL)
    g_propagate_error (error, g_steal_pointer (&composer->error));
  return self->pages != NULL;
}

static gboolean
shows (const Sketch *self, const char *text_id)
{
  for (guint i = 0; i < self->composer.items->len; i++)
    {
      const HavenItem *item = g_ptr_array_index (self->composer.items, i);

      for (guint j = 0; j < item->texts->len; j++)
        if (g_strcmp0 (haven_composer_get_text_id (g_array_index (item->texts, HavenItemText, j).layout), text_id) == 0)
          return TRUE;
    }
  return FALSE;
}

/* The paper as it comes out; where the text is not on it, whichever kind of it has the text at some time. */
static gboolean
choose (Sketch *self, GError **error)
{
  const HavenFormVariant *first = self->composer.variant;
  const GPtrArray *variants = self->composer.form->variants;
  const char *text_id = self->request->text_id;

  if (!put_together (self, first, FALSE, error))
    return FALSE;
  if (text_id == NULL || shows (self, text_id))
    return TRUE;
  for (guint i = 0; i < variants->len; i++)
    for (int everything = 0; everything <= 1; everything++)
      if (put_together (self, g_ptr_array_index (variants, i), everything, NULL) && shows (self, text_id))
        return TRUE;
  return put_together (self, first, FALSE, error);
}

// ── Drawing ─────────────────────────────────────────────────────────────────

static void
add_place (HavenDocumentLive *live, const HavenPainter *painter, guint page, const HavenFragment *fragment, guint index)
{
  const HavenDocumentStyle *style = &painter->composer->style;
  const HavenItemText *text = &g_array_index (fragment->item->texts, HavenItemText, index);
  const char *id = haven_composer_get_text_id (text->layout);
  HavenLivePlace place = { .sheet = page / (guint) (style->columns * style->rows), .width = text->width };
  int height;

  if (id == NULL || (fragment->first_line > 0 && fragment->item->flow != (int) index))
    return;
  haven_painter_get_origin (painter, page, &place.x, &place.y);
  pango_layout_get_size (text->layout, NULL, &height);
  place.text_id = g_strdup (id);
  place.x += haven_painter_get_left (painter, text->x, text->width);
  place.y += fragment->y + text->y;
  place.height = pango_units_to_double (height);
  if (fragment->n_lines > 0)
    place.height *= (double) fragment->n_lines / pango_layout_get_line_count (text->layout);
  g_array_append_val (live->places, place);
}

static void
add_places (HavenDocumentLive *live, const HavenPainter *painter)
{
  for (guint page = 0; page < painter->pages->len; page++)
    {
      const GArray *fragments = g_ptr_array_index (painter->pages, page);

      for (guint i = 0; i < fragments->len; i++)
        {
          const HavenFragment *fragment = &g_array_index (fragments, HavenFragment, i);

          for (guint j = 0; !fragment->repeated && j < fragment->item->texts->len; j++)
            add_place (live, painter, page, fragment, j);
        }
    }
}

static char *
dup_words (const GPtrArray *texts, guint first)
{
  GString *words = g_string_new (NULL);

  for (guint i = first; i < texts->len; i++)
    g_string_append_printf (words, "%s\n", ((const HavenTagWords *) g_ptr_array_index (texts, i))->words);
  return g_string_free (words, FALSE);
}

static gboolean
draw_sheet (HavenPainter *painter, HavenDocumentLive *live, guint first, double scale, GError **error)
{
  const HavenDocumentStyle *style = &painter->composer->style;
  const guint per_sheet = (guint) (style->columns * style->rows);
  const guint n_texts = painter->texts->len;
  HavenLiveSheet *sheet = g_new0 (HavenLiveSheet, 1);
  cairo_status_t status;

  g_ptr_array_add (live->sheets, sheet);
  sheet->width = style->sheet_width;
  sheet->height = style->sheet_height;
  sheet->picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (sheet->width * scale + 0.5),
                                               (int) (sheet->height * scale + 0.5));
  painter->cr = cairo_create (sheet->picture);
  cairo_set_source_rgb (painter->cr, 1, 1, 1);
  cairo_paint (painter->cr);
  cairo_scale (painter->cr, scale, scale);
  for (guint page = first; page < MIN (first + per_sheet, painter->pages->len); page++)
    haven_painter_draw_page (painter, page);
  status = cairo_status (painter->cr);
  cairo_destroy (painter->cr);
  sheet->text = dup_words (painter->texts, n_texts);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FAILED, "The page could not be drawn: %s",
                 cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

static gboolean
draw_sheets (HavenPainter *painter, HavenDocumentLive *live, double scale, GCancellable *cancellable, GError **error)
{
  const HavenDocumentStyle *style = &painter->composer->style;
  const guint per_sheet = (guint) (style->columns * style->rows);

  for (guint page = 0; page < painter->pages->len; page += per_sheet)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !draw_sheet (painter, live, page, scale, error))
      return FALSE;
  return TRUE;
}

static gboolean
draw (Sketch *sketch, HavenDocumentLive *live, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (haven_tag_words_free);
  HavenPainter painter = {
    .composer = &sketch->composer,
    .pages = sketch->pages,
    .texts = texts,
    .right_to_left = haven_document_language_is_right_to_left (sketch->composer.reader.language),
  };
  gboolean drawn = haven_painter_prepare (&painter, error);

  if (drawn)
    {
      add_places (live, &painter);
      drawn = draw_sheets (&painter, live, sketch->request->scale, cancellable, error);
    }
  haven_painter_clear (&painter);
  return drawn;
}

/* Only what somebody chose can be too large; the texts are of the form. */
static gboolean
check_scale (double scale, GError **error)
{
  if (scale > 0 && scale * scale * 612 * 792 <= MAX_PIXELS)
    return TRUE;
  g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                       "The page cannot be shown at that size; zoom out");
  return FALSE;
}

/**
 * haven_document_live_render:
 *
 * Draws a form as it would come out with texts that somebody is writing: the same layout as a paper's, straight onto
 * pictures. Any thread may call it; one that stays the same is quicker, as it keeps its fonts.
 *
 * Returns: (transfer full): the pictures, or %NULL with an error in a sentence
 */
HavenDocumentLive *
haven_document_live_render (HavenForms *forms,
                            const HavenLiveRequest *request,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (HavenDocumentLive) self = g_new0 (HavenDocumentLive, 1);
  g_auto (HavenWork) work = FALSE;
  g_auto (Sketch) sketch = { 0 };

  g_return_val_if_fail (HAVEN_IS_FORMS (forms) && request != NULL && request->texts != NULL, NULL);

  work = haven_document_work_begin (error);
  if (!work)
    return NULL;

  self->sheets = g_ptr_array_new_with_free_func (free_sheet);
  self->places = g_array_new (FALSE, FALSE, sizeof (HavenLivePlace));
  g_array_set_clear_func (self->places, clear_place);
  if (!check_scale (request->scale, error) || !sketch_init (&sketch, forms, request, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) || !choose (&sketch, error) ||
      !draw (&sketch, self, cancellable, error))
    return NULL;
  self->everything = sketch.live.everything;
  return g_steal_pointer (&self);
}
