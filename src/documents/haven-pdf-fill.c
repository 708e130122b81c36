/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-fill.h"

#include "haven-document-error.h"
#include "haven-pdf-fill-private.h"

#include <cairo-pdf.h>

#define TITLE "Form"

static cairo_status_t
write_cb (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
add_marks (GPtrArray *marks,
           GArray *dropped,
           const HavenPdfEntry *entry,
           HavenDocumentFonts *fonts,
           PangoContext *context,
           GError **error)
{
  for (guint i = 0; i < entry->field->widgets->len; i++)
    {
      const HavenPdfWidget *widget = g_ptr_array_index (entry->field->widgets, i);
      HavenPdfMark *mark;

      g_array_append_val (dropped, widget->number);
      if (!widget->shown)
        continue;
      mark = haven_pdf_mark_new (entry, widget, fonts, context, error);
      if (mark == NULL)
        return FALSE;
      g_ptr_array_add (marks, mark);
    }
  return TRUE;
}

/* Everything is laid out before the first page is drawn, as the fonts are made of what is used. */
static GPtrArray *
lay_out (GPtrArray *entries, HavenDocumentFonts *fonts, GArray *dropped, GError **error)
{
  HavenDocumentOutlines *outlines = haven_document_fonts_get_outlines (fonts);
  PangoContext *context = haven_document_fonts_create_context (fonts, "en", FALSE);
  g_autoptr (GPtrArray) marks =
      g_ptr_array_new_with_free_func ((GDestroyNotify) haven_pdf_mark_free);
  gboolean done = TRUE;

  haven_document_outlines_begin (outlines);
  for (guint i = 0; done && i < entries->len; i++)
    done = add_marks (marks, dropped, g_ptr_array_index (entries, i), fonts, context, error);
  g_object_unref (context);
  return done && haven_document_outlines_make (outlines, error) ? g_steal_pointer (&marks) : NULL;
}

static GBytes *
draw (const HavenPdfFacts *facts, GPtrArray *marks, HavenDocumentOutlines *outlines, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  for (guint i = 0; i < facts->pages->len; i++)
    {
      const HavenPdfPage *page = &g_array_index (facts->pages, HavenPdfPage, i);

      cairo_pdf_surface_set_size (surface, page->x2 - page->x1, page->y2 - page->y1);
      for (guint j = 0; j < marks->len; j++)
        {
          const HavenPdfMark *mark = g_ptr_array_index (marks, j);

          if (mark->page == i)
            haven_pdf_mark_draw (mark, page, outlines, cr);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FAILED,
                       "The values could not be drawn; try again");
  return NULL;
}

/* One font map for each thread: making one costs more than a page does. */
static HavenDocumentFonts *
get_fonts (GError **error)
{
  static GPrivate fonts = G_PRIVATE_INIT ((GDestroyNotify) haven_document_fonts_free);

  if (g_private_get (&fonts) == NULL)
    g_private_set (&fonts, haven_document_fonts_new (error));
  return g_private_get (&fonts);
}

/**
 * haven_pdf_fill:
 * @values: full name of a field → a text, true or false, a choice, or a list of choices; what is
 *   not named stays as the file has it
 * @title: (nullable): the title of the result, which names nobody
 *
 * Writes values over the fields of a form, in letters that fit. The same file, values and fonts
 * give the same bytes.
 *
 * Returns: (transfer full): the pages and what was written on them, with no form left; it is a PDF
 * from elsewhere, see haven_pdf_reader_flatten(). Or %NULL with an error that names a field and
 * quotes no value
 */
GBytes *
haven_pdf_fill (HavenPdfReader *reader,
                JsonObject *values,
                const char *title,
                GCancellable *cancellable,
                GError **error)
{
  const HavenPdfFacts *facts;
  HavenDocumentFonts *fonts;
  g_autoptr (GPtrArray) entries = NULL, marks = NULL;
  g_autoptr (GArray) dropped = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GBytes) overlay = NULL;

  g_return_val_if_fail (HAVEN_IS_PDF_READER (reader), NULL);
  g_return_val_if_fail (values != NULL, NULL);

  facts = haven_pdf_reader_get_facts (reader);
  if (facts->fields->len == 0)
    {
      g_set_error_literal (
          error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID,
          "The PDF has no fields to fill. Ask the agency for the form that can be filled");
      return NULL;
    }
  entries = haven_pdf_values_check (facts, values, error);
  fonts = entries != NULL ? get_fonts (error) : NULL;
  marks = fonts != NULL ? lay_out (entries, fonts, dropped, error) : NULL;
  overlay =
      marks != NULL ? draw (facts, marks, haven_document_fonts_get_outlines (fonts), error) : NULL;
  if (overlay == NULL)
    return NULL;
  return haven_pdf_reader_flatten (reader, title != NULL ? title : TITLE, dropped, overlay,
                                   cancellable, error);
}
