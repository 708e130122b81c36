/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include "haven-test-pdf.h"

#include <cairo-pdf.h>
#include <poppler.h>

#define N_PAGES 10

typedef struct
{
  GBytes *pdf;
  HavenPdfReader *reader;
  JsonObject *values;
} Form;

static void
fill (HavenPdfReader *reader, Form *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) filled = haven_pdf_fill (reader, form->values, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (filled), >, 1000);
}

static void
fill_open (gpointer data)
{
  Form *form = data;

  fill (form->reader, form);
}

/* With a program started, confined and ended for it. */
static void
fill_new (gpointer data)
{
  Form *form = data;
  g_autoptr (HavenPdfReader) reader = haven_test_pdf_open (form->pdf);

  fill (reader, form);
}

static cairo_status_t
count_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  *(gsize *) data += length;
  return CAIRO_STATUS_SUCCESS;
}

/* The same pages, drawn as they are into a new file by the libraries alone: no values, no confinement, no checks. */
static void
draw_bare (gpointer data)
{
  Form *form = data;
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (form->pdf, NULL, &error);
  gsize n_bytes = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (count_cb, &n_bytes, 612, 792);
  cairo_t *cairo = cairo_create (surface);

  g_assert_no_error (error);
  for (int i = 0; i < N_PAGES; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      poppler_page_render (page, cairo);
      cairo_show_page (cairo);
      g_object_unref (page);
    }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  g_object_unref (document);
  g_assert_cmpuint (n_bytes, >, 1000);
}

int
main (void)
{
  Form form = { .pdf = haven_test_pdf_make_pages (N_PAGES, "/MediaBox [0 0 612 792]"), .values = json_object_new () };

  for (int i = 0; i < N_PAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %d", i);

      json_object_set_string_member (form.values, name, i % 2 ? "محمد العربي" : "Nguyễn Thị Đặng");
    }
  form.reader = haven_test_pdf_open (form.pdf);
  bench_compare ("an official form filled (10 pages) / bare Poppler and cairo", 25, fill_open, draw_bare, &form);
  bench_compare ("the same, reader started and ended / bare Poppler and cairo", 15, fill_new, draw_bare, &form);
  g_object_unref (form.reader);
  json_object_unref (form.values);
  g_bytes_unref (form.pdf);
  return 0;
}
