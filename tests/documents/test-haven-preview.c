/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <string.h>

static GBytes *
render_slip (const char *language)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_autoptr (GError) error = NULL;
  g_auto (HavenDocumentInfo) info = { 0 };
  HavenDocumentRequest request = { .form_code = "appointment-slip",
                                   .language = language,
                                   .variant = "page" };
  GBytes *pdf = haven_document_render (forms, &request, &info, &error);

  g_assert_no_error (error);
  return pdf;
}

static guint
count_dark_pixels (cairo_surface_t *surface)
{
  guint n = 0;

  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface) +
                                              y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        n += (row[x] & 0xff) < 0x80;
    }
  return n;
}

static void
test_a_page_becomes_a_picture_and_text (void)
{
  g_autoptr (GBytes) pdf = render_slip ("ar");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDocumentPreview) preview = haven_document_preview_new (pdf, &error);
  cairo_surface_t *surface;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  double width, height;

  g_assert_no_error (error);
  g_assert_cmpuint (haven_document_preview_get_n_pages (preview), ==, 1);
  g_assert_true (haven_document_preview_get_page_size (preview, 0, &width, &height, &error));
  g_assert_cmpfloat (width, ==, 612);
  surface = haven_document_preview_render_page (preview, 0, 1.5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 918);
  g_assert_cmpuint (count_dark_pixels (surface), >, 500);
  cairo_surface_destroy (surface);
  text = haven_document_preview_dup_page_text (preview, 0, &error);
  folded = haven_test_paper_dup_folded (text);
  haven_test_paper_assert_has (folded, "زيارتي");
}

static void
test_damage_and_nonsense_end_in_an_error (void)
{
  static const char *const contents[] = { "", "%PDF-1.7", "no paper at all" };
  g_autoptr (GBytes) pdf = render_slip ("en");
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (pdf, 0, g_bytes_get_size (pdf) / 2);
  g_autoptr (HavenDocumentPreview) preview = haven_document_preview_new (pdf, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (contents) + 1; i++)
    {
      g_autoptr (GBytes) bytes = i < G_N_ELEMENTS (contents)
                                     ? g_bytes_new (contents[i], strlen (contents[i]))
                                     : g_bytes_ref (half);
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_document_preview_new (bytes, &error));
      g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_PDF_INVALID);
    }
  g_assert_null (haven_document_preview_render_page (preview, 7, 1, NULL));
  g_assert_null (haven_document_preview_render_page (preview, 0, 1000, NULL));
  g_assert_null (haven_document_preview_render_page (preview, 0, -1, NULL));
}

static gpointer
draw_in_thread (gpointer pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDocumentPreview) preview = haven_document_preview_new (pdf, &error);
  cairo_surface_t *surface;
  guint dark;

  g_assert_no_error (error);
  surface = haven_document_preview_render_page (preview, 0, 1, &error);
  g_assert_no_error (error);
  dark = count_dark_pixels (surface);
  cairo_surface_destroy (surface);
  return GUINT_TO_POINTER (dark);
}

static void
test_threads_draw_with_objects_of_their_own (void)
{
  g_autoptr (GBytes) pdf = render_slip ("en");
  gpointer wanted = draw_in_thread (pdf);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_in_thread, pdf);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == wanted);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/preview/a-page-becomes-a-picture-and-text",
                   test_a_page_becomes_a_picture_and_text);
  g_test_add_func ("/documents/preview/damage-and-nonsense-end-in-an-error",
                   test_damage_and_nonsense_end_in_an_error);
  g_test_add_func ("/documents/preview/threads-draw-with-objects-of-their-own",
                   test_threads_draw_with_objects_of_their_own);
  return g_test_run ();
}
