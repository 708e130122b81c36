/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-pdf-fill-private.h"

#include "haven-document-error.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define SMALLEST 8.0 /* points: what is smaller cannot be read by many */
#define USUAL 12.0
#define STEP 0.5
#define PADDING 2.0

/* The height of a line of Noto is a third more than that of its letters. */
#define LINE_OVER_BOX 1.35

/* Where a text goes, in the direction in which it is read. */
typedef struct
{
  const HavenPdfEntry *entry;
  HavenDocumentFonts *fonts;
  PangoContext *context;
  PangoFontDescription *font;
  PangoAttrList *attributes;
  double width;
  double height;
} Frame;

void
haven_pdf_mark_free (HavenPdfMark *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self);
}

static gboolean
refuse (const HavenPdfEntry *entry, GError **error)
{
  g_autofree char *name = haven_pdf_dup_shown_name (entry->field);

  g_set_error (
      error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TOO_LONG,
      "The field “%s” is too small for its value even in letters of 8 points; shorten the value",
      name);
  return FALSE;
}

// ── Laying out ──────────────────────────────────────────────────────────────

static PangoLayout *
create_layout (Frame *frame, const char *text, int length, double size, double width)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                               PANGO_ALIGN_RIGHT };
  PangoLayout *layout = pango_layout_new (frame->context);

  pango_font_description_set_absolute_size (frame->font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, frame->font);
  pango_layout_set_attributes (layout, frame->attributes);
  pango_layout_set_auto_dir (layout, TRUE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignments[frame->entry->field->align]);
  pango_layout_set_width (layout, width < 0 ? -1 : pango_units_from_double (width));
  pango_layout_set_text (layout, text, length);
  return layout;
}

static void
measure (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  *width = pango_units_to_double (w);
  *height = pango_units_to_double (h);
}

static double
choose_size (const Frame *frame)
{
  const HavenPdfField *field = frame->entry->field;
  double usual = field->multiline ? USUAL - 2 : frame->height * 0.68;

  return field->size > 0 ? CLAMP (field->size, SMALLEST, 72) : CLAMP (usual, SMALLEST, USUAL);
}

static gboolean
fits (const Frame *frame, PangoLayout *layout)
{
  double width, height,
      box = frame->height * (frame->entry->field->multiline ? 1.02 : LINE_OVER_BOX);

  measure (layout, &width, &height);
  return width <= frame->width + 0.01 && height <= MAX (box, SMALLEST * LINE_OVER_BOX);
}

static gboolean
put (HavenPdfMark *mark, Frame *frame, PangoLayout *layout, double x, double y, GError **error)
{
  g_autofree char *name = haven_pdf_dup_shown_name (frame->entry->field);
  HavenPdfPlace place = { x, y };

  g_ptr_array_add (mark->layouts, layout);
  g_array_append_val (mark->places, place);
  if (!haven_document_fonts_check_layout (layout, name, error))
    return FALSE;
  haven_document_outlines_add_layout (haven_document_fonts_get_outlines (frame->fonts), layout);
  return TRUE;
}

/* Texts begin at the top where there are several lines, else they stand in the middle. */
static gboolean
put_text (HavenPdfMark *mark, Frame *frame, GError **error)
{
  const char *text = frame->entry->text;
  gboolean many = frame->entry->field->multiline || strchr (text, '\n') != NULL;
  double width, height, x = PADDING;

  for (double size = choose_size (frame); size >= SMALLEST; size -= STEP)
    {
      PangoLayout *layout = create_layout (frame, text, -1, size, many ? frame->width : -1);

      if (!fits (frame, layout))
        {
          g_object_unref (layout);
          continue;
        }
      measure (layout, &width, &height);
      if (!many)
        pango_layout_set_width (layout, pango_units_from_double (frame->width));
      return put (mark, frame, layout, x, many ? PADDING : (frame->height - height) / 2, error);
    }
  return refuse (frame->entry, error);
}

/* One cell for each letter with its signs, from the side where reading begins. */
static gboolean
put_cells (HavenPdfMark *mark, Frame *frame, GError **error)
{
  const char *text = frame->entry->text;
  g_autoptr (PangoLayout) whole = create_layout (frame, text, -1, SMALLEST, -1);
  gboolean leftwards = pango_layout_get_direction (whole, 0) == PANGO_DIRECTION_RTL;
  double cell = (frame->width + 2 * PADDING) / frame->entry->field->max, size = choose_size (frame);
  int n_stops, cells = 0;
  const PangoLogAttr *stops = pango_layout_get_log_attrs_readonly (whole, &n_stops);

  size = MAX (MIN (size, cell * 1.1), SMALLEST);
  for (int i = 0; i + 1 < n_stops; cells++)
    {
      int first = i++;
      const char *start = g_utf8_offset_to_pointer (text, first);
      double width, height;
      PangoLayout *layout;

      while (i + 1 < n_stops && !stops[i].is_cursor_position)
        i++;
      layout = create_layout (frame, start, (int) (g_utf8_offset_to_pointer (text, i) - start),
                              size, -1);
      measure (layout, &width, &height);
      if (!put (mark, frame, layout,
                cell * (leftwards ? (int) frame->entry->field->max - 1 - cells : cells) +
                    (cell - width) / 2,
                (frame->height - height) / 2, error))
        return FALSE;
      if (width > cell * 1.3)
        return refuse (frame->entry, error);
    }
  return TRUE;
}

/* Latin ligatures keep some readers from finding and copying words. */
static PangoAttrList *
create_attributes (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0,clig=0"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  return attributes;
}

static gboolean
is_sideways (const HavenPdfWidget *widget)
{
  return widget->rotation == 90 || widget->rotation == 270;
}

static gboolean
put_words (HavenPdfMark *mark,
           HavenDocumentFonts *fonts,
           PangoContext *context,
           const HavenPdfEntry *entry,
           GError **error)
{
  const HavenPdfWidget *widget = mark->widget;
  double width = widget->x2 - widget->x1, height = widget->y2 - widget->y1;
  g_autofree char *family = haven_document_fonts_dup_family (fonts, "en");
  Frame frame = {
    .entry = entry,
    .fonts = fonts,
    .context = context,
    .width = (is_sideways (widget) ? height : width) - 2 * PADDING,
    .height = is_sideways (widget) ? width : height,
  };
  gboolean done;

  if (frame.width < 1 || frame.height < 1)
    return refuse (entry, error);
  frame.font = pango_font_description_new ();
  pango_font_description_set_family (frame.font, family);
  frame.attributes = create_attributes ();
  done = entry->field->comb ? put_cells (mark, &frame, error) : put_text (mark, &frame, error);
  pango_font_description_free (frame.font);
  pango_attr_list_unref (frame.attributes);
  return done;
}

/**
 * haven_pdf_mark_new:
 * @context: measures in points
 *
 * Lays out what is to be seen of @entry at one of its places, in letters that fit.
 *
 * Returns: (transfer full): it, or %NULL with an error that names the field
 */
HavenPdfMark *
haven_pdf_mark_new (const HavenPdfEntry *entry,
                    const HavenPdfWidget *widget,
                    HavenDocumentFonts *fonts,
                    PangoContext *context,
                    GError **error)
{
  g_autoptr (HavenPdfMark) self = g_new0 (HavenPdfMark, 1);

  self->page = widget->page;
  self->widget = widget;
  self->round = entry->field->type == HAVEN_PDF_FIELD_RADIO;
  self->frame = entry->codes == NULL || !widget->drawn_off;
  self->cells = entry->field->comb ? entry->field->max : 0;
  self->tick =
      entry->codes != NULL && g_strv_contains ((const char *const *) entry->codes, widget->code);
  self->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_array_new (FALSE, FALSE, sizeof (HavenPdfPlace));
  if (entry->text != NULL && *entry->text != '\0' &&
      !put_words (self, fonts, context, entry, error))
    return NULL;
  return g_steal_pointer (&self);
}

// ── Drawing ─────────────────────────────────────────────────────────────────

static void
trace_box (const HavenPdfMark *self, cairo_t *cr, double width, double height, double inset)
{
  cairo_new_path (cr);
  if (self->round)
    cairo_arc (cr, 0, 0, MAX (MIN (width, height) / 2 - inset, 0.1), 0, 2 * G_PI);
  else
    cairo_rectangle (cr, -width / 2 + inset, -height / 2 + inset, MAX (width - 2 * inset, 0.1),
                     MAX (height - 2 * inset, 0.1));
}

/* The lines between cells belong to the border. */
static void
trace_cells (const HavenPdfMark *self, cairo_t *cr, double width, double height)
{
  for (guint i = 1; i < self->cells; i++)
    {
      cairo_move_to (cr, -width / 2 + i * width / self->cells, -height / 2);
      cairo_rel_line_to (cr, 0, height);
    }
}

static void
draw_frame (const HavenPdfMark *self, cairo_t *cr, double width, double height)
{
  const HavenPdfColour *fill = &self->widget->fill, *border = &self->widget->border;

  if (fill->is_set)
    {
      trace_box (self, cr, width, height, 0);
      cairo_set_source_rgb (cr, fill->red, fill->green, fill->blue);
      cairo_fill (cr);
    }
  if (border->is_set && self->widget->line > 0)
    {
      trace_box (self, cr, width, height, self->widget->line / 2);
      trace_cells (self, cr, width, height);
      cairo_set_source_rgb (cr, border->red, border->green, border->blue);
      cairo_set_line_width (cr, self->widget->line);
      cairo_stroke (cr);
    }
}

static void
trace_star (cairo_t *cr, double radius)
{
  for (int i = 0; i < 10; i++)
    cairo_line_to (cr, (i % 2 ? 0.4 : 1) * radius * sin (i * G_PI / 5),
                   -(i % 2 ? 0.4 : 1) * radius * cos (i * G_PI / 5));
  cairo_close_path (cr);
}

/* The signs that readers offer (ZapfDingbats: 4 ✓, 8 ✗, l ●, n ■, u ◆, H ★), as shapes of our own.
 */
static void
draw_tick (const HavenPdfMark *self, cairo_t *cr, double width, double height)
{
  char sign = self->widget->mark != 0 ? self->widget->mark : self->round ? 'l' : '4';
  double r = 0.35 * MIN (width, height);

  cairo_new_path (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, MAX (0.24 * r, 0.8));
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (sign == '8')
    {
      cairo_move_to (cr, -r, -r);
      cairo_line_to (cr, r, r);
      cairo_move_to (cr, r, -r);
      cairo_line_to (cr, -r, r);
    }
  else if (sign == '4' || strchr ("lnuH", sign) == NULL)
    {
      cairo_move_to (cr, -r, 0.1 * r);
      cairo_line_to (cr, -0.3 * r, 0.8 * r);
      cairo_line_to (cr, r, -0.9 * r);
    }
  if (sign == 'l')
    cairo_arc (cr, 0, 0, 0.75 * r, 0, 2 * G_PI);
  else if (sign == 'n')
    cairo_rectangle (cr, -0.8 * r, -0.8 * r, 1.6 * r, 1.6 * r);
  else if (sign == 'u')
    for (int i = 0; i < 4; i++)
      cairo_line_to (cr, r * sin (i * G_PI / 2), -r * cos (i * G_PI / 2));
  else if (sign == 'H')
    trace_star (cr, r);
  if (strchr ("lnuH", sign) != NULL)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
}

static void
draw_layout (PangoLayout *layout, HavenDocumentOutlines *outlines, cairo_t *cr, double x, double y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle line;

      pango_layout_iter_get_line_extents (iter, NULL, &line);
      cairo_move_to (cr, x + pango_units_to_double (line.x),
                     y + pango_units_to_double (pango_layout_iter_get_baseline (iter)));
      haven_document_outlines_draw_line (outlines, cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/** Draws it on a page whose origin is the upper corner of what is seen of it, y downwards. */
void
haven_pdf_mark_draw (const HavenPdfMark *self,
                     const HavenPdfPage *page,
                     HavenDocumentOutlines *outlines,
                     cairo_t *cr)
{
  const HavenPdfWidget *widget = self->widget;
  double width = widget->x2 - widget->x1, height = widget->y2 - widget->y1;

  cairo_save (cr);
  cairo_translate (cr, (widget->x1 + widget->x2) / 2 - page->x1,
                   page->y2 - (widget->y1 + widget->y2) / 2);
  cairo_rotate (cr, -widget->rotation * G_PI / 180);
  if (is_sideways (widget))
    {
      width = widget->y2 - widget->y1;
      height = widget->x2 - widget->x1;
    }
  if (self->frame)
    draw_frame (self, cr, width, height);
  if (self->tick)
    draw_tick (self, cr, width, height);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < self->layouts->len; i++)
    {
      const HavenPdfPlace *place = &g_array_index (self->places, HavenPdfPlace, i);

      draw_layout (g_ptr_array_index (self->layouts, i), outlines, cr, place->x - width / 2,
                   place->y - height / 2);
    }
  cairo_restore (cr);
}
