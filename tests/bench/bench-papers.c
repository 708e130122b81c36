/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include "haven-document-preview.h"
#include "haven-document.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>

typedef struct
{
  HavenForms *forms;
  const char *language;
  JsonObject *values;
  GPtrArray *pages; /* the text of each page */
  guint n_pages;
} Papers;

static GBytes *
render (Papers *papers)
{
  HavenDocumentRequest request = {
    .form_code = "release-of-information",
    .language = papers->language,
    .values = papers->values,
    .made_on = haven_date_from_ymd (2026, 11, 21),
    .copy_for = "person",
  };
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = haven_document_render (papers->forms, &request, &info, &error);

  g_assert_no_error (error);
  papers->n_pages = info.pages;
  return pdf;
}

static void
papers_ours (gpointer data)
{
  g_autoptr (GBytes) pdf = render (data);

  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
}

static cairo_status_t
count_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  *(gsize *) data += length;
  return CAIRO_STATUS_SUCCESS;
}

/* The same words on as many pages by Pango and cairo alone: no forms, no tags, no checks, no second pass. */
static void
papers_bare (gpointer data)
{
  Papers *papers = data;
  gsize n_bytes = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (count_cb, &n_bytes, 612, 792);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cairo);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_from_string (g_strcmp0 (papers->language, "ar") == 0 ? "Noto Sans Arabic 10.5" : "Noto Sans 10.5");

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, 500 * PANGO_SCALE);
  for (guint i = 0; i < papers->pages->len; i++)
    {
      pango_layout_set_text (layout, papers->pages->pdata[i], -1);
      cairo_move_to (cairo, 56, 56);
      pango_cairo_show_layout (cairo, layout);
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (n_bytes, >, 1000);
}

static void
read_pages (Papers *papers)
{
  g_autoptr (GBytes) pdf = render (papers);
  g_autoptr (HavenDocumentPreview) preview = haven_document_preview_new (pdf, NULL);

  g_clear_pointer (&papers->pages, g_ptr_array_unref);
  papers->pages = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < haven_document_preview_get_n_pages (preview); i++)
    g_ptr_array_add (papers->pages, haven_document_preview_dup_page_text (preview, i, NULL));
}

int
main (void)
{
  static const char *const languages[] = { "en", "es", "ar" };
  g_autoptr (GError) error = NULL;
  Papers papers = { .forms = haven_forms_load (&error), .values = json_object_new () };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = NULL;

      papers.language = languages[i];
      read_pages (&papers);
      name = g_strdup_printf ("a consent form (%s, %u pages) / bare Pango and cairo", languages[i], papers.n_pages);
      bench_compare (name, 25, papers_ours, papers_bare, &papers);
    }
  g_ptr_array_unref (papers.pages);
  json_object_unref (papers.values);
  g_object_unref (papers.forms);
  return 0;
}
