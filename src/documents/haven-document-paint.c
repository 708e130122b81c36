/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-paint-private.h"

#include "haven-document-error.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

typedef struct
{
  HavenComposer *composer;
  GPtrArray *pages;
  GPtrArray *texts; /* what each tag says, in their order */
  cairo_t *cr;
  gboolean right_to_left;
} Painter;

// ── Ink and tags ────────────────────────────────────────────────────────────

static void
set_ink (cairo_t *cr, HavenInk ink)
{
  static const double inks[][3] = { { 0.11, 0.12, 0.13 }, { 0.36, 0.39, 0.41 }, { 0.07, 0.33, 0.38 } };

  cairo_set_source_rgb (cr, inks[ink][0], inks[ink][1], inks[ink][2]);
}

static void
begin (Painter *self, const char *role)
{
  if (role != NULL)
    cairo_tag_begin (self->cr, role, NULL);
}

static void
end (Painter *self, const char *role)
{
  if (role != NULL)
    cairo_tag_end (self->cr, role);
}

/* From the edge where reading starts to the left edge of what is @width wide. */
static double
get_left (const Painter *self, double x, double width)
{
  return self->right_to_left ? self->composer->width - x - width : x;
}

// ── Texts and shapes ────────────────────────────────────────────────────────

/* Draws @n_lines from @first on; the first of them at @y. All where @n_lines is negative. */
static void
draw_lines (cairo_t *cr, PangoLayout *layout, double x, double y, int first, int n_lines)
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
          cairo_move_to (cr,
                         x + pango_units_to_double (extents.x),
                         y + pango_units_to_double (pango_layout_iter_get_baseline (iter) - top));
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      if (!pango_layout_iter_next_line (iter))
        break;
    }
  pango_layout_iter_free (iter);
}

static void
draw_shape (const Painter *self, const HavenItemShape *shape)
{
  cairo_t *cr = self->cr;
  double x = get_left (self, shape->x, shape->width);

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
      set_ink (cr, HAVEN_INK_ACCENT);
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

/* The words of some lines as they were written, for readers that cannot put drawn letters in order. */
static char *
dup_lines (PangoLayout *layout, int first, int n_lines)
{
  int last = MIN (n_lines < 0 ? G_MAXINT : first + n_lines, pango_layout_get_line_count (layout)) - 1;
  PangoLayoutLine *start = pango_layout_get_line_readonly (layout, first);
  PangoLayoutLine *end = pango_layout_get_line_readonly (layout, last);
  const char *text = pango_layout_get_text (layout);
  GString *words = g_string_new (NULL);

  for (const char *p = text + start->start_index; p < text + end->start_index + end->length; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0x2066 || g_utf8_get_char (p) > 0x2069)
      g_string_append_unichar (words, g_utf8_get_char (p));
  return g_string_free (words, FALSE);
}

static void
draw_text (Painter *self, const HavenFragment *fragment, guint index)
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
      begin (self, text->opens);
      begin (self, text->role);
      g_ptr_array_add (self->texts, dup_lines (text->layout, first, n_lines));
    }
  set_ink (self->cr, text->ink);
  draw_lines (self->cr,
              text->layout,
              get_left (self, text->x, text->width),
              text->y,
              first,
              n_lines);
  if (tagged)
    {
      end (self, text->role);
      end (self, text->closes);
    }
}

static gboolean
is_last_fragment (const HavenFragment *fragment)
{
  const HavenItem *item = fragment->item;

  return item->flow < 0 || fragment->n_lines < 0 ||
         fragment->first_line + fragment->n_lines ==
             pango_layout_get_line_count (g_array_index (item->texts, HavenItemText, item->flow).layout);
}

static void
draw_shapes (Painter *self, const HavenItem *item)
{
  if (item->shapes->len == 0)
    return;
  begin (self, "Artifact");
  for (guint i = 0; i < item->shapes->len; i++)
    draw_shape (self, &g_array_index (item->shapes, HavenItemShape, i));
  end (self, "Artifact");
}

static void
draw_fragment (Painter *self, const HavenFragment *fragment)
{
  const HavenItem *item = fragment->item;

  cairo_save (self->cr);
  cairo_translate (self->cr, 0, fragment->y);
  draw_shapes (self, item);
  if (!fragment->repeated && fragment->first_line == 0)
    begin (self, item->opens);
  begin (self, fragment->repeated ? "Artifact" : item->role);
  for (guint i = 0; i < item->texts->len; i++)
    draw_text (self, fragment, i);
  end (self, fragment->repeated ? "Artifact" : item->role);
  if (!fragment->repeated && is_last_fragment (fragment))
    end (self, item->closes);
  cairo_restore (self->cr);
}

// ── Foot of the page, watermark, cutting lines ──────────────────────────────

/* One line of small print: @first where reading starts, @second at the other end. */
static void
draw_foot_line (Painter *self, const char *first, const char *second, double y)
{
  HavenComposer *composer = self->composer;
  double size = composer->style.small * (composer->variant->cards ? 0.9 : 1);
  const char *const texts[] = { first, second };

  set_ink (self->cr, HAVEN_INK_MUTED);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PangoLayout) layout = NULL;
      int width;

      if (texts[i] == NULL)
        continue;
      layout = haven_composer_create_layout (composer, "footer", texts[i], size, FALSE, 0);
      pango_layout_set_width (layout, -1);
      pango_layout_get_size (layout, &width, NULL);
      draw_lines (self->cr,
                  layout,
                  get_left (self,
                            i == 0 ? 0 : composer->width - pango_units_to_double (width),
                            pango_units_to_double (width)),
                  y,
                  0,
                  -1);
    }
}

static char *
dup_page_of (Painter *self, guint page)
{
  HavenDocumentLanguage *language = self->composer->language;
  g_autofree char *number = haven_document_language_dup_number (language, page + 1);
  g_autofree char *total = haven_document_language_dup_number (language, self->pages->len);

  return haven_composer_dup_filled (self->composer,
                                    haven_composer_get_common_text (self->composer, "paper-page-of"),
                                    "page",
                                    number,
                                    "pages",
                                    total,
                                    NULL);
}

/* The form's code, version and language need no words; a reference tells one paper from another. */
static char *
dup_identity (Painter *self)
{
  const HavenComposer *composer = self->composer;
  GString *text = g_string_new ("\u2066");

  g_string_append_printf (text,
                          "%s %s · %s",
                          composer->form->code,
                          composer->form->version,
                          composer->request->language);
  if (composer->request->reference != NULL)
    g_string_append_printf (text, " · %s", composer->request->reference);
  g_string_append (text, "\u2069");
  return g_string_free (text, FALSE);
}

static void
append_part (GString *line, char *part)
{
  if (part != NULL)
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
  g_free (part);
}

static char *
dup_copy_for (HavenComposer *composer)
{
  static const char *const codes[] = { "person", "clinic", "recipient", "court", NULL };
  const char *whom = composer->request->copy_for;
  g_autofree char *id = NULL;

  if (whom == NULL || *whom == '\0')
    return NULL;
  if (g_strv_contains (codes, whom))
    {
      id = g_strconcat ("paper-copy-", whom, NULL);
      whom = haven_composer_get_common_text (composer, id);
    }
  return haven_composer_dup_filled (composer,
                                    haven_composer_get_common_text (composer, "paper-copy-for"),
                                    "whom",
                                    whom,
                                    NULL);
}

static char *
dup_circumstances (HavenComposer *composer)
{
  GString *line = g_string_new (NULL);
  g_autofree char *date = NULL;
  g_autofree char *when = NULL;

  append_part (line, dup_copy_for (composer));
  if (haven_date_is_set (composer->request->made_on))
    {
      date = haven_document_language_dup_date (composer->language, composer->request->made_on, HAVEN_DATE_STYLE_LONG);
      when = composer->request->made_at ? g_strdup_printf ("%s \u2066%s\u2069", date, composer->request->made_at)
                                        : g_strdup (date);
      append_part (line,
                   haven_composer_dup_filled (composer,
                                              haven_composer_get_common_text (composer, "paper-made-on"),
                                              "date",
                                              when,
                                              NULL));
    }
  return g_string_free (line, FALSE);
}

static void
draw_footer (Painter *self, guint page)
{
  HavenComposer *composer = self->composer;
  double y = composer->style.frame_height - composer->style.margin_top - composer->style.margin_bottom;
  double step = 1.5 * composer->style.small;
  g_autofree char *page_of = dup_page_of (self, page);
  g_autofree char *identity = dup_identity (self);
  g_autofree char *circumstances = NULL;

  begin (self, "Artifact");
  if (composer->variant->neutral)
    {
      if (self->pages->len > 1)
        draw_foot_line (self, NULL, page_of, y + 4);
    }
  else
    {
      HavenItemShape rule = { HAVEN_SHAPE_LINE, 0, y + 10, composer->width, 0 };

      circumstances = dup_circumstances (composer);
      draw_shape (self, &rule);
      draw_foot_line (self, identity, page_of, y + 15);
      draw_foot_line (self,
                      circumstances,
                      composer->form->needs_counsel_review
                          ? haven_composer_get_common_text (composer, "paper-not-reviewed-by-counsel")
                          : NULL,
                      y + 15 + step);
    }
  end (self, "Artifact");
}

static void
draw_watermark (Painter *self)
{
  const HavenDocumentStyle *style = &self->composer->style;
  double length = hypot (style->frame_width, style->frame_height);
  double size = style->frame_width / 14;
  g_autoptr (PangoLayout) layout = haven_composer_create_layout (self->composer,
                                                                 "watermark",
                                                                 haven_composer_get_common_text (self->composer,
                                                                                                 "paper-watermark"),
                                                                 size,
                                                                 TRUE,
                                                                 0.8 * length);
  int height;

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_size (layout, NULL, &height);
  begin (self, "Artifact");
  cairo_save (self->cr);
  cairo_translate (self->cr,
                   style->frame_width / 2 - style->margin_start,
                   style->frame_height / 2 - style->margin_top);
  cairo_rotate (self->cr, (self->right_to_left ? 1 : -1) * atan2 (style->frame_height, style->frame_width));
  cairo_set_source_rgb (self->cr, 0.90, 0.915, 0.92);
  draw_lines (self->cr, layout, -0.4 * length, -0.5 * pango_units_to_double (height), 0, -1);
  cairo_restore (self->cr);
  end (self, "Artifact");
}

static void
draw_cutting_lines (Painter *self)
{
  static const double dashes[] = { 3, 4 };
  const HavenDocumentStyle *style = &self->composer->style;

  begin (self, "Artifact");
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
  end (self, "Artifact");
}

// ── Pages ───────────────────────────────────────────────────────────────────

/* Moves to the text area of the page's frame: cards fill a sheet in reading order. */
static void
enter_frame (Painter *self, guint page)
{
  const HavenDocumentStyle *style = &self->composer->style;
  int slot = (int) page % (style->columns * style->rows);
  int column = slot % style->columns;
  double left = self->right_to_left ? style->margin_end : style->margin_start;

  if (self->right_to_left)
    column = style->columns - 1 - column;
  cairo_translate (self->cr,
                   column * style->frame_width + left,
                   slot / style->columns * style->frame_height + style->margin_top);
}

static void
draw_page (Painter *self, guint page)
{
  const HavenDocumentStyle *style = &self->composer->style;
  GArray *fragments = g_ptr_array_index (self->pages, page);
  guint per_sheet = (guint) (style->columns * style->rows);

  if (per_sheet > 1 && page % per_sheet == 0)
    draw_cutting_lines (self);
  cairo_save (self->cr);
  enter_frame (self, page);
  if (self->composer->watermarked)
    draw_watermark (self);
  for (guint i = 0; i < fragments->len; i++)
    draw_fragment (self, &g_array_index (fragments, HavenFragment, i));
  draw_footer (self, page);
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
  date = haven_date_is_set (composer->request->made_on) ? haven_date_dup_iso (composer->request->made_on)
                                                        : g_strdup ("2000-01-01");
  instant = g_strconcat (date, "T00:00:00Z", NULL);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, instant);
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
haven_document_paint (HavenComposer *composer,
                      GPtrArray *pages,
                      const char *title,
                      GPtrArray *texts,
                      GError **error)
{
  const HavenDocumentStyle *style = &composer->style;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_bytes_cb, bytes, style->sheet_width, style->sheet_height);
  Painter painter = { composer, pages, texts, cairo_create (surface),
                      haven_document_language_is_right_to_left (composer->language) };
  cairo_status_t status;

  set_metadata (surface, composer, title);
  begin (&painter, "Document");
  for (guint i = 0; i < pages->len; i++)
    draw_page (&painter, i);
  end (&painter, "Document");
  cairo_surface_finish (surface);
  status = cairo_status (painter.cr) ? cairo_status (painter.cr) : cairo_surface_status (surface);
  cairo_destroy (painter.cr);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS && composer->error == NULL)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  if (composer->error != NULL)
    g_propagate_error (error, g_steal_pointer (&composer->error));
  else
    g_set_error (error,
                 HAVEN_DOCUMENT_ERROR,
                 HAVEN_DOCUMENT_ERROR_FAILED,
                 "The paper could not be drawn: %s",
                 cairo_status_to_string (status));
  return NULL;
}
