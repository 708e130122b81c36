/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-paint-private.h"

#include "haven-document-error.h"
#include "haven-document-painter-private.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

// ── Ink and tags ────────────────────────────────────────────────────────────

/** Sets one of the paper's few colours, all dark enough to copy. */
void
haven_painter_set_ink (HavenPainter *self, HavenInk ink)
{
  static const double inks[][3] = { { 0.11, 0.12, 0.13 },
                                    { 0.36, 0.39, 0.41 },
                                    { 0.07, 0.33, 0.38 } };

  cairo_set_source_rgb (self->cr, inks[ink][0], inks[ink][1], inks[ink][2]);
}

/** Begins a tag, or nothing where @role is %NULL. */
void
haven_painter_begin (HavenPainter *self, const char *role)
{
  if (role != NULL)
    cairo_tag_begin (self->cr, role, NULL);
}

/** Ends a tag, or nothing where @role is %NULL. */
void
haven_painter_end (HavenPainter *self, const char *role)
{
  if (role != NULL)
    cairo_tag_end (self->cr, role);
}

/** From the edge where reading starts to the left edge of what is @width wide. */
double
haven_painter_get_left (const HavenPainter *self, double x, double width)
{
  return self->right_to_left ? self->composer->width - x - width : x;
}

// ── Texts and shapes ────────────────────────────────────────────────────────

/* A picture needs no outlines of its own: what cairo loses, it loses on the way into a file. */
static void
draw_line (HavenPainter *self, PangoLayoutLine *line)
{
  if (self->composer->live != NULL)
    pango_cairo_show_layout_line (self->cr, line);
  else
    haven_document_outlines_draw_line (haven_document_fonts_get_outlines (self->composer->fonts), self->cr, line);
}

/** Draws @n_lines from @first on; the first of them at @y. All where @n_lines is negative. */
void
haven_painter_draw_lines (
    HavenPainter *self, PangoLayout *layout, double x, double y, int first, int n_lines)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int top = 0;

  for (int i = 0; n_lines < 0 || i < first + n_lines; i++)
    {
      int start, finish;
      PangoRectangle extents;

      pango_layout_iter_get_line_yrange (iter, &start, &finish);
      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      if (i == first)
        top = start;
      if (i >= first)
        {
          cairo_move_to (self->cr, x + pango_units_to_double (extents.x),
                         y + pango_units_to_double (pango_layout_iter_get_baseline (iter) - top));
          draw_line (self, pango_layout_iter_get_line_readonly (iter));
        }
      if (!pango_layout_iter_next_line (iter))
        break;
    }
  pango_layout_iter_free (iter);
}

/** Draws a line, a box, a shade or a bar. */
void
haven_painter_draw_shape (HavenPainter *self, const HavenItemShape *shape)
{
  cairo_t *cr = self->cr;
  double x = haven_painter_get_left (self, shape->x, shape->width);

  cairo_rectangle (cr, x, shape->y, shape->width, shape->height);
  switch (shape->shape)
    {
    case HAVEN_SHAPE_BOX:
      cairo_set_source_rgb (cr, 0.55, 0.60, 0.62);
      cairo_set_line_width (cr, 0.75);
      cairo_stroke (cr);
      break;
    case HAVEN_SHAPE_SHADE:
      cairo_set_source_rgb (cr, 0.945, 0.960, 0.962);
      cairo_fill (cr);
      break;
    case HAVEN_SHAPE_BAR:
      haven_painter_set_ink (self, HAVEN_INK_ACCENT);
      cairo_fill (cr);
      break;
    case HAVEN_SHAPE_LINE:
    default:
      cairo_new_path (cr);
      cairo_move_to (cr, x, shape->y);
      cairo_line_to (cr, x + shape->width, shape->y);
      cairo_set_source_rgb (cr, 0.70, 0.74, 0.75);
      cairo_set_line_width (cr, 0.75);
      cairo_stroke (cr);
      break;
    }
}

/** Frees a #HavenTagWords. */
void
haven_tag_words_free (gpointer data)
{
  HavenTagWords *words = data;

  g_free (words->words);
  g_free (words);
}

/* The words of some lines as they were written, for readers that cannot put drawn letters in order.
 */
static char *
dup_lines (PangoLayout *layout, int first, int n_lines)
{
  int last =
      MIN (n_lines < 0 ? G_MAXINT : first + n_lines, pango_layout_get_line_count (layout)) - 1;
  PangoLayoutLine *start = pango_layout_get_line_readonly (layout, first);
  PangoLayoutLine *end = pango_layout_get_line_readonly (layout, last);
  const char *text = pango_layout_get_text (layout);
  GString *words = g_string_new (NULL);

  for (const char *p = text + start->start_index; p < text + end->start_index + end->length;
       p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0x2066 || g_utf8_get_char (p) > 0x2069)
      g_string_append_unichar (words, g_utf8_get_char (p));
  return g_string_free (words, FALSE);
}

static void
add_words (HavenPainter *self, const HavenItemText *text, int first, int n_lines)
{
  HavenTagWords *words = g_new0 (HavenTagWords, 1);

  words->words = dup_lines (text->layout, first, n_lines);
  words->language = text->language;
  g_ptr_array_add (self->texts, words);
}

static void
draw_text (HavenPainter *self, const HavenFragment *fragment, guint index)
{
  const HavenItemText *text = &g_array_index (fragment->item->texts, HavenItemText, index);
  gboolean flows = fragment->item->flow == (int) index;
  gboolean empty = *pango_layout_get_text (text->layout) == '\0';
  gboolean tagged = !fragment->repeated && !empty;
  int first = flows ? fragment->first_line : 0;
  int n_lines = flows ? fragment->n_lines : -1;

  if (!flows && fragment->first_line > 0)
    return;
  if (tagged)
    {
      haven_painter_begin (self, text->opens);
      haven_painter_begin (self, text->role);
      add_words (self, text, first, n_lines);
    }
  haven_painter_set_ink (self, text->ink);
  haven_painter_draw_lines (self, text->layout, haven_painter_get_left (self, text->x, text->width),
                            text->y, first, n_lines);
  if (tagged)
    {
      haven_painter_end (self, text->role);
      haven_painter_end (self, text->closes);
    }
}

static gboolean
is_last_fragment (const HavenFragment *fragment)
{
  const HavenItem *item = fragment->item;

  return item->flow < 0 || fragment->n_lines < 0 ||
         fragment->first_line + fragment->n_lines ==
             pango_layout_get_line_count (
                 g_array_index (item->texts, HavenItemText, item->flow).layout);
}

static void
draw_fragment (HavenPainter *self, const HavenFragment *fragment)
{
  const HavenItem *item = fragment->item;

  cairo_save (self->cr);
  cairo_translate (self->cr, 0, fragment->y);
  if (!fragment->repeated && fragment->first_line == 0)
    haven_painter_begin (self, item->opens);
  haven_painter_begin (self, fragment->repeated ? "Artifact" : item->role);
  for (guint i = 0; i < item->texts->len; i++)
    draw_text (self, fragment, i);
  haven_painter_end (self, fragment->repeated ? "Artifact" : item->role);
  if (!fragment->repeated && is_last_fragment (fragment))
    haven_painter_end (self, item->closes);
  cairo_restore (self->cr);
}

// ── Ground and cutting lines ─────────────────────────────────────────────

/* From corner to corner. */
static double
get_watermark_width (const HavenDocumentStyle *style)
{
  return 0.8 * hypot (style->frame_width, style->frame_height);
}

static PangoLayout *
create_watermark (HavenComposer *composer)
{
  PangoLayout *layout = haven_composer_create_layout (
      composer, "watermark", haven_composer_get_common_text (composer, "paper-watermark"),
      composer->style.frame_width / 14, TRUE, get_watermark_width (&composer->style));

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static void
draw_watermark (HavenPainter *self)
{
  const HavenDocumentStyle *style = &self->composer->style;
  int height;

  pango_layout_get_size (self->watermark, NULL, &height);
  cairo_save (self->cr);
  cairo_translate (self->cr, style->frame_width / 2 - style->margin_start,
                   style->frame_height / 2 - style->margin_top);
  cairo_rotate (self->cr,
                (self->right_to_left ? 1 : -1) * atan2 (style->frame_height, style->frame_width));
  cairo_set_source_rgb (self->cr, 0.90, 0.915, 0.92);
  haven_painter_draw_lines (self, self->watermark, -0.5 * get_watermark_width (style),
                            -0.5 * pango_units_to_double (height), 0, -1);
  cairo_restore (self->cr);
}

static void
draw_shapes (HavenPainter *self, const HavenFragment *fragment)
{
  const GArray *shapes = fragment->item->shapes;

  cairo_save (self->cr);
  cairo_translate (self->cr, 0, fragment->y);
  for (guint i = 0; i < shapes->len; i++)
    haven_painter_draw_shape (self, &g_array_index (shapes, HavenItemShape, i));
  haven_painter_draw_inks (self, fragment->item);
  cairo_restore (self->cr);
}

/* What lies under the words of a page. One artifact: each is a number in the file that names
 * nothing, which every reader of it has to find out. */
static void
draw_ground (HavenPainter *self, const GArray *fragments)
{
  haven_painter_begin (self, "Artifact");
  if (self->watermark != NULL)
    draw_watermark (self);
  for (guint i = 0; i < fragments->len; i++)
    draw_shapes (self, &g_array_index (fragments, HavenFragment, i));
  haven_painter_end (self, "Artifact");
}

static void
draw_cutting_lines (HavenPainter *self)
{
  static const double dashes[] = { 3, 4 };
  const HavenDocumentStyle *style = &self->composer->style;

  haven_painter_begin (self, "Artifact");
  cairo_save (self->cr);
  cairo_set_dash (self->cr, dashes, 2, 0);
  cairo_set_line_width (self->cr, 0.6);
  cairo_set_source_rgb (self->cr, 0.6, 0.63, 0.64);
  for (int i = 1; i < style->columns; i++)
    {
      cairo_move_to (self->cr, i * style->frame_width, 0);
      cairo_line_to (self->cr, i * style->frame_width, style->sheet_height);
    }
  cairo_move_to (self->cr, 0, style->frame_height);
  cairo_line_to (self->cr, style->sheet_width, style->frame_height);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
  haven_painter_end (self, "Artifact");
}

// ── Pages ───────────────────────────────────────────────────────────────────

/** Where the text area of a page's frame begins on its sheet: cards fill a sheet in reading order. */
void
haven_painter_get_origin (const HavenPainter *self, guint page, double *x, double *y)
{
  const HavenDocumentStyle *style = &self->composer->style;
  int slot = (int) page % (style->columns * style->rows);
  int column = slot % style->columns;
  double left = self->right_to_left ? style->margin_end : style->margin_start;

  if (self->right_to_left)
    column = style->columns - 1 - column;
  *x = column * style->frame_width + left;
  *y = slot / style->columns * style->frame_height + style->margin_top;
}

/** Draws one page in its place on the sheet. */
void
haven_painter_draw_page (HavenPainter *self, guint page)
{
  const HavenDocumentStyle *style = &self->composer->style;
  GArray *fragments = g_ptr_array_index (self->pages, page);
  guint per_sheet = (guint) (style->columns * style->rows);
  double x, y;

  if (per_sheet > 1 && page % per_sheet == 0)
    draw_cutting_lines (self);
  cairo_save (self->cr);
  haven_painter_get_origin (self, page, &x, &y);
  cairo_translate (self->cr, x, y);
  draw_ground (self, fragments);
  for (guint i = 0; i < fragments->len; i++)
    draw_fragment (self, &g_array_index (fragments, HavenFragment, i));
  haven_painter_draw_foot (self, page);
  cairo_restore (self->cr);
  if ((page + 1) % per_sheet == 0 && page + 1 < self->pages->len)
    cairo_show_page (self->cr);
}

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const HavenComposer *composer, const char *title)
{
  g_autofree char *date = NULL;
  g_autofree char *instant = NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  date = haven_date_is_set (composer->request->made_on)
             ? haven_date_dup_iso (composer->request->made_on)
             : g_strdup ("2000-01-01");
  instant = g_strconcat (date, "T00:00:00Z", NULL);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, instant);
}

void
haven_painter_clear (HavenPainter *self)
{
  g_clear_object (&self->watermark);
  g_clear_object (&self->identity);
  g_clear_object (&self->circumstances);
  g_clear_object (&self->not_reviewed);
  g_clear_pointer (&self->pages_of, g_ptr_array_unref);
}

/** Lays out what each page repeats. All is laid out before anything is drawn: the fonts have to hold all its letters. */
gboolean
haven_painter_prepare (HavenPainter *self, GError **error)
{
  HavenComposer *composer = self->composer;

  if (composer->watermarked)
    self->watermark = create_watermark (composer);
  haven_painter_prepare_foot (self);
  if (composer->error == NULL)
    return composer->live != NULL ||
           haven_document_outlines_make (haven_document_fonts_get_outlines (composer->fonts),
                                         error);
  g_propagate_error (error, g_steal_pointer (&composer->error));
  return FALSE;
}

static gboolean
draw_pages (HavenPainter *self, const char *title, GByteArray *bytes, GError **error)
{
  const HavenDocumentStyle *style = &self->composer->style;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      append_bytes_cb, bytes, style->sheet_width, style->sheet_height);
  cairo_status_t status;

  self->cr = cairo_create (surface);
  set_metadata (surface, self->composer, title);
  haven_painter_begin (self, "Document");
  for (guint i = 0; i < self->pages->len; i++)
    haven_painter_draw_page (self, i);
  haven_painter_end (self, "Document");
  cairo_surface_finish (surface);
  status = cairo_status (self->cr) ? cairo_status (self->cr) : cairo_surface_status (surface);
  cairo_destroy (self->cr);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FAILED,
                 "The paper could not be drawn: %s", cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

/**
 * haven_document_paint:
 * @pages: from haven_pages_make()
 * @title: neutral, for the file's own description
 * @texts: gets what each tag says, in their order
 *
 * Returns: (transfer full): a tagged PDF, which haven_document_finish() still has to put in order
 */
GBytes *
haven_document_paint (
    HavenComposer *composer, GPtrArray *pages, const char *title, GPtrArray *texts, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  HavenPainter painter = {
    .composer = composer,
    .pages = pages,
    .texts = texts,
    .right_to_left = haven_document_language_is_right_to_left (composer->reader.language),
  };
  gboolean drawn =
      haven_painter_prepare (&painter, error) && draw_pages (&painter, title, bytes, error);

  haven_painter_clear (&painter);
  return drawn ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
