/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-cells.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <poppler.h>
#include <string.h>

#define SCALE 3 /* pixels in a point */
#define FOOT 62 /* points: the small print below is of another size */

/* Of what pango draws. Ink is not quite black; a reader may draw a letter a shade fatter. */
#define LEAST 0.7
#define LEAST_MUTED 0.5 /* small print is grey */
#define CELL                                                                                       \
  1.448 /* how much higher a cell is than its letters' size, in the fonts for Chinese              \
         */
#define MOST 1.2

/** Whether a character is one of those that are weighed: Chinese, Japanese or Korean. */
gboolean
haven_test_cells_is_looked_at (gunichar c)
{
  return c >= 0x3041 && !g_unichar_isspace (c) && c != 0xfeff && c < 0xfe00;
}

// ── Ink ─────────────────────────────────────────────────────────────────────

/* The share of black in a channel that the paper's inks hardly have, in whole pixels. */
static double
weigh (cairo_surface_t *picture, const PopplerRectangle *cell)
{
  int stride = cairo_image_surface_get_stride (picture);
  const guint8 *pixels = cairo_image_surface_get_data (picture);
  int right = MIN ((int) ceil (cell->x2 * SCALE), cairo_image_surface_get_width (picture));
  int bottom = MIN ((int) ceil (cell->y2 * SCALE), cairo_image_surface_get_height (picture));
  guint sum = 0;

  for (int y = MAX ((int) (cell->y1 * SCALE), 0); y < bottom; y++)
    for (int x = MAX ((int) (cell->x1 * SCALE), 0); x < right; x++)
      sum += 255 - ((*(const guint32 *) (pixels + y * stride + 4 * x) >> 16) & 0xff);
  return sum / 255.0;
}

static cairo_t *
create_picture (double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) ceil (width * SCALE), (int) ceil (height * SCALE));
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_scale (cr, SCALE, SCALE);
  return cr;
}

/** Returns: (transfer full): an empty layout as the paper has it */
PangoLayout *
haven_test_cells_create_layout (HavenDocumentFonts *fonts, const HavenTestFace *face)
{
  PangoContext *context = haven_document_fonts_create_context (fonts, face->language, FALSE);
  g_autofree char *family = haven_document_fonts_dup_family (fonts, face->language);
  PangoFontDescription *description = pango_font_description_new ();
  PangoLayout *layout = pango_layout_new (context);

  pango_font_description_set_family (description, family);
  pango_font_description_set_absolute_size (description, face->size * PANGO_SCALE);
  pango_font_description_set_weight (description,
                                     face->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  g_object_unref (context);
  return layout;
}

static double
weigh_by_pango (PangoLayout *layout, gunichar c)
{
  PopplerRectangle all = { 0, 0, 32, 32 };
  cairo_t *cr = create_picture (32, 32);
  char text[8] = "";
  double ink;

  g_unichar_to_utf8 (c, text);
  pango_layout_set_text (layout, text, -1);
  g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
  cairo_move_to (cr, 5, 5);
  pango_cairo_show_layout (cr, layout);
  ink = weigh (cairo_get_target (cr), &all);
  cairo_destroy (cr);
  return ink;
}

/* What pango draws, each letter once for all papers. */
static double
get_expected (const HavenTestFace *face, gunichar c)
{
  static HavenDocumentFonts *fonts;
  static GHashTable *known;
  static PangoLayout *layout;
  static HavenTestFace of;
  double *ink;

  if (fonts == NULL)
    {
      fonts = haven_document_fonts_new (NULL);
      known = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    }
  if (layout == NULL || memcmp (&of, face, sizeof of) != 0)
    {
      g_clear_object (&layout);
      g_hash_table_remove_all (known);
      layout = haven_test_cells_create_layout (fonts, face);
      of = *face;
    }
  ink = g_hash_table_lookup (known, GUINT_TO_POINTER (c));
  if (ink == NULL)
    {
      ink = g_new (double, 1);
      *ink = weigh_by_pango (layout, c);
      g_hash_table_insert (known, GUINT_TO_POINTER (c), ink);
    }
  return *ink;
}

// ── A paper's cells ─────────────────────────────────────────────────────────

typedef struct
{
  const HavenTestFace *face;
  gboolean any;     /* of whatever size and weight: then @face is the lightest */
  GHashTable *seen; /* characters */
  GString *wrong;   /* characters, each with its share of the ink */
} Look;

static void
look_at_cell (Look *look, gunichar c, double ink, double height)
{
  double scale = look->any ? height / CELL / look->face->size : 1;
  double share = ink / get_expected (look->face, c) / (scale * scale);
  char text[8] = "";

  g_hash_table_add (look->seen, GUINT_TO_POINTER (c));
  g_unichar_to_utf8 (c, text);
  if (look->any ? share < LEAST_MUTED : share < LEAST || share > MOST)
    g_string_append_printf (look->wrong, "%s (%.2f) ", text, share);
}

/* The part of a page that holds all cells: a picture of all of it takes ten times as long. */
static PopplerRectangle
find_area (const PopplerRectangle *cells, guint n_cells, double bottom)
{
  PopplerRectangle area = { G_MAXDOUBLE, G_MAXDOUBLE, 0, 0 };

  for (guint i = 0; i < n_cells; i++)
    if (cells[i].y1 < bottom)
      area = (PopplerRectangle) { MIN (area.x1, floor (cells[i].x1)),
                                  MIN (area.y1, floor (cells[i].y1)), MAX (area.x2, cells[i].x2),
                                  MAX (area.y2, cells[i].y2) };
  return area;
}

static void
look_at_cells (Look *look,
               PopplerPage *page,
               const char *text,
               const PopplerRectangle *cells,
               guint n_cells,
               double bottom)
{
  PopplerRectangle area = find_area (cells, n_cells, bottom);
  cairo_t *cr = create_picture (area.x2 - area.x1, area.y2 - area.y1);

  cairo_translate (cr, -area.x1, -area.y1);
  poppler_page_render (page, cr);
  cairo_surface_flush (cairo_get_target (cr));
  for (guint i = 0; i < n_cells && *text != '\0'; i++, text = g_utf8_next_char (text))
    {
      PopplerRectangle cell = { cells[i].x1 - area.x1, cells[i].y1 - area.y1, cells[i].x2 - area.x1,
                                cells[i].y2 - area.y1 };

      if (haven_test_cells_is_looked_at (g_utf8_get_char (text)) && cells[i].y1 < bottom)
        look_at_cell (look, g_utf8_get_char (text), weigh (cairo_get_target (cr), &cell),
                      cell.y2 - cell.y1);
    }
  cairo_destroy (cr);
}

/* Poppler marks the direction of words, and gives these marks no cell. */
static void
remove_directions (char *text)
{
  char *end = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0x202a || g_utf8_get_char (p) > 0x202e)
      end += g_unichar_to_utf8 (g_utf8_get_char (p), end);
  *end = '\0';
}

static void
look_at_page (Look *look, PopplerPage *page)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *cells = NULL;
  guint n_cells;
  double width, height;

  poppler_page_get_size (page, &width, &height);
  remove_directions (text);
  if (poppler_page_get_text_layout (page, &cells, &n_cells))
    look_at_cells (look, page, text, cells, n_cells, look->any ? height : height - FOOT);
}

static void
look_at_pages (Look *look, GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      look_at_page (look, page);
      g_object_unref (page);
    }
  g_object_unref (document);
}

/**
 * haven_test_cells_look:
 * @text: what has to be on the paper
 *
 * Returns: (transfer full): the characters that are not drawn as pango draws them, each with its
 * share of the ink, and those that are not there; empty where all is well
 */
char *
haven_test_cells_look (GBytes *pdf, const HavenTestFace *face, const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Look look = { face, FALSE, seen, g_string_new (NULL) };

  look_at_pages (&look, pdf);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (haven_test_cells_is_looked_at (g_utf8_get_char (p)) &&
        !g_hash_table_contains (seen, GUINT_TO_POINTER (g_utf8_get_char (p))))
      g_string_append_printf (look.wrong, "%.*s (absent) ", (int) (g_utf8_next_char (p) - p), p);
  return g_string_free (look.wrong, FALSE);
}

/**
 * haven_test_cells_look_at_all:
 * @n_seen: (out): how many different characters there are
 *
 * Returns: (transfer full): the characters of a paper, small print and headings too, that have
 * less ink than pango draws them with
 */
char *
haven_test_cells_look_at_all (GBytes *pdf, const char *language, guint *n_seen)
{
  HavenTestFace face = { language, 11, FALSE };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Look look = { &face, TRUE, seen, g_string_new (NULL) };

  look_at_pages (&look, pdf);
  *n_seen = g_hash_table_size (seen);
  return g_string_free (look.wrong, FALSE);
}
