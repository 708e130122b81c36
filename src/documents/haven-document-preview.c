/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-preview.h"

#include "haven-document-error.h"
#include "haven-document-work-private.h"

#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

#define MAX_PIXELS (64.0 * 1024 * 1024)

struct _HavenDocumentPreview
{
  GObject parent_instance;

  PopplerDocument *document;
};

G_DEFINE_FINAL_TYPE (HavenDocumentPreview, haven_document_preview, G_TYPE_OBJECT)

static PopplerPage *
open_page (HavenDocumentPreview *self, guint page, GError **error)
{
  guint n_pages = haven_document_preview_get_n_pages (self);
  PopplerPage *opened =
      page < n_pages ? poppler_document_get_page (self->document, (int) page) : NULL;

  if (opened == NULL)
    g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                 "The paper has %u pages; there is no page %u", n_pages, page + 1);
  return opened;
}

static void
haven_document_preview_finalize (GObject *object)
{
  HavenDocumentPreview *self = HAVEN_DOCUMENT_PREVIEW (object);
  g_auto (HavenWork) work = haven_document_work_begin (NULL);

  if (work)
    g_clear_object (&self->document);
  G_OBJECT_CLASS (haven_document_preview_parent_class)->finalize (object);
}

static void
haven_document_preview_class_init (HavenDocumentPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_document_preview_finalize;
}

static void
haven_document_preview_init (HavenDocumentPreview *self)
{
}

/**
 * haven_document_preview_new:
 * @pdf: bytes from haven_document_render(), never a file from elsewhere
 *
 * Returns: (transfer full): the opened paper
 */
HavenDocumentPreview *
haven_document_preview_new (GBytes *pdf, GError **error)
{
  g_autoptr (HavenDocumentPreview) self = g_object_new (HAVEN_TYPE_DOCUMENT_PREVIEW, NULL);
  g_autoptr (GError) local_error = NULL;
  g_auto (HavenWork) work = FALSE;

  g_return_val_if_fail (pdf != NULL, NULL);

  work = haven_document_work_begin (error);
  if (!work)
    return NULL;
  self->document = poppler_document_new_from_bytes (pdf, NULL, &local_error);
  if (self->document != NULL)
    return g_steal_pointer (&self);
  g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID,
               "The paper cannot be shown, because its file is damaged: %s", local_error->message);
  return NULL;
}

guint
haven_document_preview_get_n_pages (HavenDocumentPreview *self)
{
  g_auto (HavenWork) work = FALSE;

  g_return_val_if_fail (HAVEN_IS_DOCUMENT_PREVIEW (self), 0);

  work = haven_document_work_begin (NULL);
  return work ? (guint) MAX (poppler_document_get_n_pages (self->document), 0) : 0;
}

/** The size of a page in points; @page counts from 0. */
gboolean
haven_document_preview_get_page_size (
    HavenDocumentPreview *self, guint page, double *width, double *height, GError **error)
{
  g_auto (HavenWork) work = FALSE;
  g_autoptr (PopplerPage) opened = NULL;

  g_return_val_if_fail (HAVEN_IS_DOCUMENT_PREVIEW (self), FALSE);

  work = haven_document_work_begin (error);
  opened = work ? open_page (self, page, error) : NULL;
  if (opened == NULL)
    return FALSE;
  poppler_page_get_size (opened, width, height);
  return TRUE;
}

/**
 * haven_document_preview_render_page:
 * @page: from 0
 * @scale: pixels for each point
 *
 * May be called on a worker thread, as long as no other uses the same object.
 *
 * Returns: (transfer full): the page on white, as an RGB24 image surface
 */
cairo_surface_t *
haven_document_preview_render_page (HavenDocumentPreview *self,
                                    guint page,
                                    double scale,
                                    GError **error)
{
  g_auto (HavenWork) work = FALSE;
  g_autoptr (PopplerPage) opened = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height;

  g_return_val_if_fail (HAVEN_IS_DOCUMENT_PREVIEW (self), NULL);

  work = haven_document_work_begin (error);
  opened = work ? open_page (self, page, error) : NULL;
  if (opened == NULL)
    return NULL;
  poppler_page_get_size (opened, &width, &height);
  if (!(scale > 0) || width * height * scale * scale > MAX_PIXELS)
    {
      g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                           "The page cannot be shown at that size; zoom out");
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale + 0.5),
                                        (int) (height * scale + 0.5));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (opened, cr);
  cairo_destroy (cr);
  return surface;
}

static void
append_words (PopplerStructureElementIter *iter, int page, GString *words)
{
  do
    {
      PopplerStructureElement *element = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *child = poppler_structure_element_iter_get_child (iter);
      g_autofree char *text = poppler_structure_element_get_actual_text (element);

      if (text != NULL && poppler_structure_element_get_page (element) == page)
        g_string_append_printf (words, "%s\n", text);
      if (child != NULL)
        append_words (child, page, words);
      g_clear_pointer (&child, poppler_structure_element_iter_free);
      g_object_unref (element);
    }
  while (poppler_structure_element_iter_next (iter));
}

/**
 * haven_document_preview_dup_page_text:
 * @page: from 0
 *
 * The text comes from the tags, in reading order and as it was written; putting drawn letters back
 * in order fails for Arabic.
 *
 * Returns: (transfer full): the text of a page for screen readers, a line for each tag
 */
char *
haven_document_preview_dup_page_text (HavenDocumentPreview *self, guint page, GError **error)
{
  PopplerStructureElementIter *iter;
  g_auto (HavenWork) work = FALSE;
  g_autoptr (PopplerPage) opened = NULL;
  GString *words;

  g_return_val_if_fail (HAVEN_IS_DOCUMENT_PREVIEW (self), NULL);

  work = haven_document_work_begin (error);
  opened = work ? open_page (self, page, error) : NULL;
  if (opened == NULL)
    return NULL;
  words = g_string_new (NULL);
  iter = poppler_structure_element_iter_new (self->document);
  if (iter != NULL)
    append_words (iter, (int) page, words);
  g_clear_pointer (&iter, poppler_structure_element_iter_free);
  return g_string_free (words, FALSE);
}
