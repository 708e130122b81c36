/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-picture.h"

#include "haven-surface-texture.h"

#define WIDEST 1100.0 /* pixels */

/* The number that the field has in the list, upright however the page is turned. */
static void
draw_number (cairo_t *cr, guint number, double x, double y)
{
  g_autofree char *words = g_strdup_printf ("%u", number);

  cairo_user_to_device (cr, &x, &y);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, 15);
  cairo_move_to (cr, x + 3, y + 15);
  cairo_set_source_rgb (cr, 0.05, 0.25, 0.55);
  cairo_show_text (cr, words);
  cairo_restore (cr);
}

/* Where the fields of a page stand, in its picture. */
static void
draw_fields (cairo_t *cr, const HavenPdfFacts *facts, guint number, double width, double height)
{
  const HavenPdfPage *page = &g_array_index (facts->pages, HavenPdfPage, number);
  gboolean sideways = page->rotation == 90 || page->rotation == 270;
  double page_width = page->x2 - page->x1, page_height = page->y2 - page->y1;

  cairo_translate (cr, width / 2, height / 2);
  cairo_rotate (cr, page->rotation * G_PI / 180);
  cairo_scale (cr, width / (sideways ? page_height : page_width), height / (sideways ? page_width : page_height));
  cairo_translate (cr, -page_width / 2, -page_height / 2);
  for (guint i = 0; i < facts->fields->len; i++)
    {
      const HavenPdfField *field = facts->fields->pdata[i];

      for (guint j = 0; j < field->widgets->len; j++)
        {
          const HavenPdfWidget *widget = field->widgets->pdata[j];

          if (widget->page != number)
            continue;
          cairo_rectangle (cr, widget->x1 - page->x1, page->y2 - widget->y2, widget->x2 - widget->x1,
                           widget->y2 - widget->y1);
          cairo_set_source_rgba (cr, 0.11, 0.44, 0.85, 0.18);
          cairo_fill_preserve (cr);
          cairo_set_source_rgba (cr, 0.11, 0.44, 0.85, 0.9);
          cairo_set_line_width (cr, 1);
          cairo_stroke (cr);
          draw_number (cr, i + 1, widget->x1 - page->x1, page->y2 - widget->y2);
        }
    }
}

static double
choose_scale (const HavenPdfPage *page)
{
  return WIDEST / MAX (page->x2 - page->x1, page->y2 - page->y1);
}

/**
 * haven_form_picture_draw:
 * @page: from 0
 *
 * A page of a form with its fields marked by their numbers. Waits for the confined reader: not for the main thread.
 */
GdkTexture *
haven_form_picture_draw (HavenPdfReader *reader, guint page, GCancellable *cancellable, GError **error)
{
  const HavenPdfFacts *facts = haven_pdf_reader_get_facts (reader);
  double scale = choose_scale (&g_array_index (facts->pages, HavenPdfPage, page));
  cairo_surface_t *surface = haven_pdf_reader_render_page (reader, page, scale, cancellable, error);
  cairo_t *cr;

  if (surface == NULL)
    return NULL;
  cr = cairo_create (surface);
  draw_fields (cr, facts, page, cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
  cairo_destroy (cr);
  return haven_surface_texture_new (surface);
}

/** Returns: (transfer full): the number of a field in the picture, and what it is called: “12. Family name” */
char *
haven_form_picture_dup_field_name (const HavenPdfFacts *facts, guint place)
{
  const HavenPdfField *field = facts->fields->pdata[place];

  return g_strdup_printf ("%u. %s", place + 1, *field->label ? field->label : field->name);
}
