/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-reader-private.h"

#include "haven-pdf-wire-private.h"

#include <poppler.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* What the program that starts this one has put there. */
#define LINE 3
#define DOCUMENT 4

/* Ends of this program before it answers anything. */
#define NOTHING_TO_READ 3
#define NOT_CONFINED 4

typedef struct
{
  const char *bytes;
  gsize length;
  PopplerDocument *document; /* opened for the first picture */
  guint confined;
} Reader;

/* It was sealed: nobody changes it while it is read. */
static gboolean
map_document (Reader *self)
{
  struct stat info;
  void *bytes;

  if (fstat (DOCUMENT, &info) != 0 || info.st_size <= 0 || info.st_size > HAVEN_PDF_MAX_BYTES)
    return FALSE;
  bytes = mmap (NULL, (size_t) info.st_size, PROT_READ, MAP_PRIVATE, DOCUMENT, 0);
  if (bytes == MAP_FAILED)
    return FALSE;
  self->bytes = bytes;
  self->length = (gsize) info.st_size;
  close (DOCUMENT);
  return TRUE;
}

// ── Pictures and text ───────────────────────────────────────────────────────

static PopplerPage *
open_page (Reader *self, JsonObject *request)
{
  gint64 page = json_object_get_int_member_with_default (request, "page", -1);

  if (self->document == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (self->bytes, self->length);

      self->document = poppler_document_new_from_bytes (bytes, NULL, NULL);
    }
  return self->document != NULL && page >= 0 && page < poppler_document_get_n_pages (self->document)
             ? poppler_document_get_page (self->document, (int) page)
             : NULL;
}

static HavenPdfRefusal
draw_page (Reader *self, JsonObject *request, JsonObject *answer, GBytes **body)
{
  g_autoptr (PopplerPage) page = open_page (self, request);
  double scale = json_object_get_double_member_with_default (request, "scale", 0);
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (page == NULL)
    return HAVEN_PDF_DAMAGED;
  poppler_page_get_size (page, &width, &height);
  width = width * scale + 0.5;
  height = height * scale + 0.5;
  if (!(width >= 1 && height >= 1 && width * height <= HAVEN_PDF_MAX_PIXELS))
    return HAVEN_PDF_PICTURE;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  json_object_set_int_member (answer, "width", cairo_image_surface_get_width (surface));
  json_object_set_int_member (answer, "height", cairo_image_surface_get_height (surface));
  json_object_set_int_member (answer, "stride", cairo_image_surface_get_stride (surface));
  *body = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) *
                                          (gsize) cairo_image_surface_get_height (surface),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return NULL;
}

static HavenPdfRefusal
read_text (Reader *self, JsonObject *request, GBytes **body)
{
  g_autoptr (PopplerPage) page = open_page (self, request);
  char *text = page != NULL ? poppler_page_get_text (page) : NULL;

  if (page == NULL)
    return HAVEN_PDF_DAMAGED;
  *body = g_bytes_new_take (text, text != NULL ? strlen (text) : 0);
  return NULL;
}

// ── Questions ───────────────────────────────────────────────────────────────

static HavenPdfRefusal
answer_question (Reader *self, JsonObject *request, GBytes *with, JsonObject *answer, GBytes **body)
{
  const char *act = json_object_get_string_member_with_default (request, "do", "");

  if (strcmp (act, "facts") == 0)
    {
      json_object_set_int_member (answer, "confined", self->confined);
      return haven_pdf_read_facts (self->bytes, self->length, answer);
    }
  if (strcmp (act, "picture") == 0)
    return draw_page (self, request, answer, body);
  if (strcmp (act, "text") == 0)
    return read_text (self, request, body);
  if (strcmp (act, "flatten") == 0)
    return haven_pdf_flatten (self->bytes, self->length, request, with, body);
  return HAVEN_PDF_DAMAGED;
}

static void
serve (Reader *self)
{
  const HavenPdfChannel channel = { .fd = LINE, .is_pipe = TRUE };
  gboolean open = TRUE;

  while (open)
    {
      g_autoptr (GBytes) with = NULL, body = NULL;
      g_autoptr (JsonObject) request = haven_pdf_channel_receive (&channel, &with, NULL);
      g_autoptr (JsonObject) answer = json_object_new ();
      g_autoptr (GError) error = NULL;
      HavenPdfRefusal refusal;

      if (request == NULL)
        break;
      refusal = answer_question (self, request, with, answer, &body);
      if (refusal == NULL && haven_pdf_channel_send (&channel, answer, body, &error))
        continue;
      g_clear_pointer (&answer, json_object_unref);
      answer = json_object_new ();
      json_object_set_string_member (answer, "refused",
                                     refusal != NULL ? refusal : HAVEN_PDF_FIELDS);
      open =
          (refusal != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE)) &&
          haven_pdf_channel_send (&channel, answer, NULL, NULL);
    }
}

/*
 * haven-pdf-reader: the only program of Haven that reads PDFs from elsewhere. It is started for one
 * file with a line to the program that asks (descriptor 3) and the file (descriptor 4), gives up
 * all that it does not need, and only then reads the first byte.
 */
int
main (void)
{
  static const int own[] = { LINE, DOCUMENT };
  Reader reader = { .confined = haven_pdf_confinement_leave_namespaces (own, G_N_ELEMENTS (own)) };
  HavenPdfOpenFiles fonts = haven_pdf_open_fonts ();

  if (!map_document (&reader))
    _exit (NOTHING_TO_READ);
  reader.confined = haven_pdf_confinement_complete (&fonts, reader.confined);
  if (reader.confined == 0)
    _exit (NOT_CONFINED);
  serve (&reader);
  _exit (0);
}
