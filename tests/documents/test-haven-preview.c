/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <stdlib.h>
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

// ── The end of the program ──────────────────────────────────────────────────

typedef struct
{
  GBytes *pdf;
  GMutex mutex;
  GCond drew;
  gboolean has_drawn;
} Drawing;

static gpointer
draw_on (gpointer data)
{
  Drawing *drawing = data;
  g_autoptr (GError) error = NULL;

  while (error == NULL)
    {
      g_autoptr (HavenDocumentPreview) preview = haven_document_preview_new (drawing->pdf, &error);
      cairo_surface_t *surface =
          preview != NULL ? haven_document_preview_render_page (preview, 0, 3, &error) : NULL;

      g_clear_pointer (&surface, cairo_surface_destroy);
      g_mutex_lock (&drawing->mutex);
      drawing->has_drawn = TRUE;
      g_cond_signal (&drawing->drew);
      g_mutex_unlock (&drawing->mutex);
    }
  return NULL;
}

static void
end_while_drawing (void)
{
  static Drawing drawing;

  drawing.pdf = render_slip ("en");
  for (int i = 0; i < 3; i++)
    g_thread_unref (g_thread_new ("drawing", draw_on, &drawing));
  g_mutex_lock (&drawing.mutex);
  while (!drawing.has_drawn)
    g_cond_wait (&drawing.drew, &drawing.mutex);
  g_mutex_unlock (&drawing.mutex);
  exit (0);
}

/* The window closes while the next page is on its way: nothing breaks, as nothing did for the reader. */
static void
test_the_program_ends_while_pages_are_drawn (void)
{
  if (g_test_subprocess ())
    end_while_drawing ();
  for (int i = 0; i < 10; i++)
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
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
  g_test_add_func ("/documents/preview/the-program-ends-while-pages-are-drawn",
                   test_the_program_ends_while_pages_are_drawn);
  return g_test_run ();
}
