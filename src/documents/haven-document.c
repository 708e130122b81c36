/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document.h"

#include "haven-document-composer-private.h"
#include "haven-document-error.h"
#include "haven-document-fonts-private.h"
#include "haven-document-paint-private.h"
#include "haven-document-values-private.h"
#include "haven-document-work-private.h"

#define COMMON "paper"

// ── The request ─────────────────────────────────────────────────────────────

static gboolean
refuse (GError **error, HavenDocumentError code, const char *message)
{
  g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
check_small_print (const char *text, GError **error)
{
  if (text == NULL || (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= 60 &&
                       !g_regex_match_simple ("[\\p{C}\\x{2028}\\x{2029}]", text, 0, 0)))
    return TRUE;
  return refuse (
      error, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
      "Whom the copy is for, and the time, must be short plain texts of at most 60 characters");
}

static gboolean
check_request (const HavenDocumentRequest *request, GError **error)
{
  if (request->reference != NULL &&
      !g_regex_match_simple ("^[0-9A-Z]{2,12}$", request->reference, 0, 0))
    return refuse (error, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                   "A paper's reference must be 2 to 12 capitals and digits");
  if (request->bilingual && g_strcmp0 (request->language, HAVEN_FORMS_SOURCE_LANGUAGE) == 0)
    return refuse (error, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                   "This paper is in English already; choose the language to stand beside it");
  return check_small_print (request->copy_for, error) &&
         check_small_print (request->made_at, error) &&
         check_small_print (request->signed_at, error);
}

static const HavenFormVariant *
find_variant (const HavenForm *form, const char *code, GError **error)
{
  const HavenFormVariant *variant = haven_form_find_variant (form, code);
  g_autoptr (GString) known = NULL;

  if (variant != NULL)
    return variant;
  known = g_string_new (NULL);
  for (guint i = 0; i < form->variants->len; i++)
    g_string_append_printf (
        known, "%s%s", i > 0 ? ", " : "",
        ((const HavenFormVariant *) g_ptr_array_index (form->variants, i))->code);
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_VARIANT_UNKNOWN,
               "The form “%s” has no variant “%s”; it has: %s", form->code, code, known->str);
  return NULL;
}

// ── Translation ─────────────────────────────────────────────────────────────

static gboolean
find_texts (HavenForms *forms, HavenComposer *composer, GError **error)
{
  const HavenDocumentRequest *request = composer->request;
  g_autoptr (GError) local_error = NULL;

  composer->reader.own_texts =
      haven_forms_lookup_translation (forms, request->form_code, request->language, &local_error);
  if (local_error == NULL)
    composer->reader.common_texts =
        haven_forms_lookup_translation (forms, COMMON, request->language, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A missing text makes the paper impossible; one that nobody approved makes it unfit to be signed.
 */
static gboolean
judge_translation (HavenForms *forms,
                   HavenComposer *composer,
                   HavenDocumentInfo *info,
                   GError **error)
{
  const HavenDocumentRequest *request = composer->request;
  g_autofree char *id = NULL;
  HavenTranslationState state =
      haven_forms_get_state (forms, request->form_code, request->language, &id);

  if (state == HAVEN_TRANSLATION_MISSING)
    {
      g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INCOMPLETE,
                   "The form “%s” is not completely translated into “%s”: the text “%s” is missing",
                   request->form_code, request->language, id);
      return FALSE;
    }
  composer->watermarked = state != HAVEN_TRANSLATION_APPROVED;
  if (composer->watermarked)
    info->watermark_reason =
        g_strdup_printf ("The translation into “%s” is not approved yet (the text “%s”), so this "
                         "paper carries a watermark and has no place to sign",
                         request->language, id);
  return TRUE;
}

// ── Putting it together ─────────────────────────────────────────────────────

static void
add_head (HavenComposer *composer, const HavenScope *scope)
{
  const HavenFormText *title =
      composer->variant->neutral ? &composer->form->neutral_title : &composer->form->title;
  g_autofree char *clinic = composer->variant->neutral
                                ? NULL
                                : haven_composer_dup_value (composer, scope, "clinic_name", FALSE);
  const HavenSetting setting = { composer->style.headings[0], TRUE, HAVEN_INK_ACCENT, "H1" };
  HavenItem *item;

  if (clinic != NULL)
    {
      item = haven_composer_add_item (composer, "clinic_name", NULL, 0);
      item->keep_with_next = TRUE;
      haven_composer_put (composer, item, clinic, composer->style.body, FALSE, HAVEN_INK_MUTED, "P",
                          0, 0, composer->width);
    }
  item = haven_composer_add_item (composer, title->id, NULL, 0.4 * composer->style.gap);
  item->keep_with_next = TRUE;
  haven_composer_put_text (composer, item, scope, title, &setting, 0, 0, composer->width);
}

/** Puts the items of a paper together; what goes wrong is the composer's error. */
void
haven_document_compose (HavenComposer *composer, JsonObject *values)
{
  HavenScope common = { composer->common->values, values, NULL };
  HavenScope scope = { composer->form->values, values, &common };

  add_head (composer, &scope);
  haven_composer_add_blocks (composer, composer->form->blocks, &scope);
}

static guint
count_sheets (const HavenComposer *composer, const GPtrArray *pages)
{
  guint per_sheet = (guint) (composer->style.columns * composer->style.rows);

  return (pages->len + per_sheet - 1) / per_sheet;
}

static void
fill_info (HavenDocumentInfo *info,
           const HavenComposer *composer,
           const GPtrArray *pages,
           GBytes *pdf,
           const char *title)
{
  const HavenDocumentRequest *request = composer->request;

  info->pages = count_sheets (composer, pages);
  info->watermarked = composer->watermarked;
  info->file_name = g_strconcat (composer->variant->file_stem, request->reference ? "-" : "",
                                 request->reference ? request->reference : "", ".pdf", NULL);
  info->title = g_strdup (title);
  info->form_version = g_strdup (composer->form->version);
  info->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);
  info->places = g_ptr_array_ref (composer->places);
}

static GBytes *
make_pdf (HavenComposer *composer, JsonObject *values, HavenDocumentInfo *info, GError **error)
{
  const char *title = haven_composer_get_text (composer, &composer->form->neutral_title);
  const HavenDocumentStyle *style = &composer->style;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (haven_tag_words_free);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GBytes) drawn = NULL;
  GBytes *pdf;

  if (!haven_composer_check_places (composer, error))
    return NULL;
  pages = haven_pages_make (composer->items,
                            style->frame_height - style->margin_top - style->margin_bottom, error);
  drawn = pages != NULL ? haven_document_paint (composer, pages, title, texts, error) : NULL;
  pdf = drawn != NULL
            ? haven_document_finish (drawn, title, composer->request->language,
                                     haven_document_language_is_right_to_left (composer->reader.language),
                                     texts, error)
            : NULL;
  if (pdf != NULL)
    fill_info (info, composer, pages, pdf, title);
  if (pdf != NULL && composer->request->n_signatures > 0)
    info->frozen = haven_composer_freeze (composer, values, texts);
  return pdf;
}

/** One font map for each thread: making one costs more than a page does. */
HavenDocumentFonts *
haven_document_get_fonts (GError **error)
{
  static GPrivate fonts = G_PRIVATE_INIT ((GDestroyNotify) haven_document_fonts_free);

  if (g_private_get (&fonts) == NULL)
    g_private_set (&fonts, haven_document_fonts_new (error));
  return g_private_get (&fonts);
}

static gboolean
check_room (const HavenComposer *composer, GError **error)
{
  if (!composer->request->bilingual || !composer->variant->cards)
    return TRUE;
  return refuse (error, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                 "A card has no room for two languages; print it in one");
}

static gboolean
prepare (HavenForms *forms, HavenComposer *composer, HavenDocumentInfo *info, GError **error)
{
  const HavenDocumentRequest *request = composer->request;

  composer->form = haven_forms_lookup (forms, request->form_code, error);
  composer->common = haven_forms_get_common (forms);
  if (composer->form == NULL || !check_request (request, error))
    return FALSE;
  composer->awaits_counsel = haven_forms_awaits_counsel (forms, composer->form);
  composer->variant = find_variant (composer->form, request->variant, error);
  if (composer->variant == NULL || !check_room (composer, error) || !find_texts (forms, composer, error) ||
      !judge_translation (forms, composer, info, error) ||
      !haven_document_check_signatures (request, composer->watermarked, error))
    return FALSE;
  composer->fonts = haven_document_get_fonts (error);
  return composer->fonts != NULL;
}

/**
 * haven_document_render:
 * @info: (out caller-allocates): what came out; cleared first, so it must hold nothing
 *
 * Fills a form and sets it on pages. The same forms, request and fonts give the same bytes. Any
 * thread may call it.
 *
 * Returns: (transfer full): a PDF; or %NULL with an error in a sentence that names no person and
 * quotes no value
 */
GBytes *
haven_document_render (HavenForms *forms,
                       const HavenDocumentRequest *request,
                       HavenDocumentInfo *info,
                       GError **error)
{
  HavenComposer composer = { .request = request };
  g_auto (HavenWork) work = FALSE;
  g_autoptr (JsonObject) values = NULL;
  GBytes *pdf = NULL;

  g_return_val_if_fail (HAVEN_IS_FORMS (forms), NULL);
  g_return_val_if_fail (request != NULL && info != NULL, NULL);

  *info = (HavenDocumentInfo) { 0 };
  work = haven_document_work_begin (error);
  if (work && prepare (forms, &composer, info, error))
    values = haven_document_values_check (composer.form, composer.common, request->values, error);
  if (values != NULL)
    {
      haven_composer_init (&composer);
      haven_document_compose (&composer, values);
      pdf = make_pdf (&composer, values, info, error);
    }
  haven_composer_clear (&composer);
  if (pdf == NULL)
    haven_document_info_clear (info);
  return pdf;
}

/** Frees what @info holds. */
void
haven_document_info_clear (HavenDocumentInfo *info)
{
  g_free (info->watermark_reason);
  g_free (info->file_name);
  g_free (info->title);
  g_free (info->form_version);
  g_free (info->sha256);
  g_clear_pointer (&info->places, g_ptr_array_unref);
  g_clear_pointer (&info->frozen, g_bytes_unref);
  *info = (HavenDocumentInfo) { 0 };
}
