/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-pages-private.h"

#include "haven-document-error.h"

#define MIN_LINES 2 /* neither widows nor orphans */
#define MAX_PAGES 100

/* As wide as its lines may be, or as they are where nothing breaks them. */
static double
get_text_width (PangoLayout *layout)
{
  int width = pango_layout_get_width (layout);

  if (width < 0)
    pango_layout_get_size (layout, &width, NULL);
  return pango_units_to_double (width);
}

static void
clear_text (gpointer data)
{
  g_object_unref (((HavenItemText *) data)->layout);
}

HavenItem *
haven_item_new (const char *where, const char *role)
{
  HavenItem *self = g_new0 (HavenItem, 1);

  self->where = g_strdup (where);
  self->role = role;
  self->flow = -1;
  self->texts = g_array_new (FALSE, FALSE, sizeof (HavenItemText));
  g_array_set_clear_func (self->texts, clear_text);
  self->shapes = g_array_new (FALSE, FALSE, sizeof (HavenItemShape));
  return self;
}

void
haven_item_free (HavenItem *self)
{
  g_free (self->where);
  g_array_unref (self->texts);
  g_array_unref (self->shapes);
  g_clear_pointer (&self->inks, g_array_unref);
  g_free (self);
}

/**
 * haven_item_take_text:
 * @layout: (transfer full): its width is where the text wraps; without one, it stays on its lines
 *
 * Returns: the height of the text
 */
double
haven_item_take_text (
    HavenItem *self, PangoLayout *layout, double x, double y, HavenInk ink, const char *role)
{
  HavenItemText text = { layout, x, y, get_text_width (layout), ink, role, NULL, NULL, NULL };
  int height;

  pango_layout_get_size (layout, NULL, &height);
  g_array_append_val (self->texts, text);
  self->height = MAX (self->height, y + pango_units_to_double (height));
  return pango_units_to_double (height);
}

void
haven_item_add_shape (
    HavenItem *self, HavenShape shape, double x, double y, double width, double height)
{
  HavenItemShape added = { shape, x, y, width, height };

  g_array_append_val (self->shapes, added);
  self->height = MAX (self->height, y + height);
}

static double
get_baseline (HavenItem *self, guint index)
{
  return pango_units_to_double (
      pango_layout_get_baseline (g_array_index (self->texts, HavenItemText, index).layout));
}

/** Moves a label up or down, so that it stands on the first line of its body. */
void
haven_item_align_label (HavenItem *self, guint label, guint body)
{
  g_array_index (self->texts, HavenItemText, label).y +=
      get_baseline (self, body) - get_baseline (self, label);
}

/** Moves the texts from @first on down, so that all first lines stand on one; returns where the longest ends. */
double
haven_item_align_texts (HavenItem *self, guint first)
{
  double lowest = 0, bottom = 0;

  for (guint i = first; i < self->texts->len; i++)
    lowest = MAX (lowest, get_baseline (self, i));
  for (guint i = first; i < self->texts->len; i++)
    {
      HavenItemText *text = &g_array_index (self->texts, HavenItemText, i);
      int height;

      text->y += lowest - get_baseline (self, i);
      pango_layout_get_size (text->layout, NULL, &height);
      bottom = MAX (bottom, text->y + pango_units_to_double (height));
    }
  self->height = MAX (self->height, bottom);
  return bottom;
}

// ── Filling pages ───────────────────────────────────────────────────────────

typedef struct
{
  GPtrArray *items;
  GPtrArray *pages;
  GArray *page; /* borrowed: the last of @pages */
  double height;
  double y;
} Filler;

static void
start_page (Filler *filler)
{
  filler->page = g_array_new (FALSE, FALSE, sizeof (HavenFragment));
  g_ptr_array_add (filler->pages, filler->page);
  filler->y = 0;
}

static double
get_space (const Filler *filler, const HavenItem *item)
{
  return filler->y > 0 ? item->space_before : 0;
}

static PangoLayout *
get_flow (const HavenItem *item)
{
  return item->flow >= 0 ? g_array_index (item->texts, HavenItemText, item->flow).layout : NULL;
}

/* Where the first @n_lines of a stretch from @first end, in points from its top. */
static double
get_lines_height (PangoLayout *layout, int first, int n_lines)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int top = 0, bottom = 0, start, end;

  for (int i = 0; i < first + n_lines; i++)
    {
      pango_layout_iter_get_line_yrange (iter, &start, &end);
      if (i == first)
        top = start;
      bottom = end;
      if (!pango_layout_iter_next_line (iter))
        break;
    }
  pango_layout_iter_free (iter);
  return pango_units_to_double (bottom - top);
}

/* The least that must fit on a page for the item to begin on it. */
static double
get_least_height (const HavenItem *item)
{
  PangoLayout *flow = get_flow (item);
  int n_lines = flow != NULL ? pango_layout_get_line_count (flow) : 0;

  if (n_lines < 2 * MIN_LINES)
    return item->height;
  return get_lines_height (flow, 0, MIN_LINES);
}

/* What has to stand together from item @index on: a chain of headings and the beginning of what they head. A chain that no
 * page holds stands together as far as nothing. */
static double
get_chain_height (const Filler *filler, guint index)
{
  double height = 0;

  for (guint i = index; i < filler->items->len; i++)
    {
      const HavenItem *item = g_ptr_array_index (filler->items, i);
      double space = i > index ? item->space_before : get_space (filler, item);

      if (!item->keep_with_next)
        {
          height += space + get_least_height (item);
          break;
        }
      height += space + item->height;
    }
  return height <= filler->height ? height : get_least_height (g_ptr_array_index (filler->items, index));
}

/* Of all that stands from the break @index on, up to the next one or the end. */
static double
get_height_to_next_break (const Filler *filler, guint index)
{
  double height = 0;

  for (guint i = index; i < filler->items->len; i++)
    {
      const HavenItem *item = g_ptr_array_index (filler->items, i);

      if (i > index && item->breaks_page)
        break;
      height += item->space_before + item->height;
    }
  return height;
}

static gboolean
breaks_page (const Filler *filler, guint index)
{
  const HavenItem *item = g_ptr_array_index (filler->items, index);

  if (!item->breaks_page || filler->y <= 0)
    return FALSE;
  return !item->breaks_if_needed || filler->y + get_height_to_next_break (filler, index) > filler->height;
}

static void
place (Filler *filler,
       const HavenItem *item,
       int first_line,
       int n_lines,
       double height,
       gboolean repeated)
{
  HavenFragment fragment = { item, filler->y, first_line, n_lines, repeated };

  g_array_append_val (filler->page, fragment);
  filler->y += height;
}

/* How many lines from @first fit, leaving at least two for the next page; 0 where the item should
 * wait for it. */
static int
count_fitting_lines (const Filler *filler, PangoLayout *layout, int first)
{
  int total = pango_layout_get_line_count (layout) - first;
  int fitting = total;

  while (fitting > 0 && filler->y + get_lines_height (layout, first, fitting) > filler->height)
    fitting--;
  if (fitting < total && total - fitting < MIN_LINES)
    fitting = total - MIN_LINES;
  return fitting < total && fitting < MIN_LINES ? 0 : fitting;
}

static gboolean
place_flowing (Filler *filler, const HavenItem *item, PangoLayout *layout)
{
  int total = pango_layout_get_line_count (layout);

  for (int first = 0; first < total;)
    {
      int fitting = count_fitting_lines (filler, layout, first);

      if (fitting <= 0 && filler->y <= 0)
        return FALSE;
      if (fitting > 0)
        place (filler, item, first, fitting, get_lines_height (layout, first, fitting), FALSE);
      first += MAX (fitting, 0);
      if (first < total)
        start_page (filler);
      if (filler->pages->len > MAX_PAGES)
        return FALSE;
    }
  return TRUE;
}

static gboolean
place_item (Filler *filler, guint index)
{
  const HavenItem *item = g_ptr_array_index (filler->items, index);
  PangoLayout *flow = get_flow (item);

  if (breaks_page (filler, index))
    start_page (filler);
  if (filler->y > 0 && filler->y + get_chain_height (filler, index) > filler->height)
    {
      start_page (filler);
      if (item->header != NULL)
        place (filler, item->header, 0, -1, item->header->height, TRUE);
    }
  filler->y += get_space (filler, item);
  if (flow != NULL && filler->y + item->height > filler->height)
    return place_flowing (filler, item, flow);
  if (filler->y + item->height > filler->height)
    return FALSE;
  place (filler, item, 0, -1, item->height, FALSE);
  return filler->pages->len <= MAX_PAGES;
}

/**
 * haven_pages_make:
 * @height: of a page's text area, in points
 *
 * Headings stay with what they head, an item that does not flow is never cut, and a paragraph
 * leaves two lines or more on either side of a page's end.
 *
 * Returns: (transfer full): pages, each an array of #HavenFragment; %NULL where an item is longer
 * than a page
 */
GPtrArray *
haven_pages_make (GPtrArray *items, double height, GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Filler filler = { items, pages, NULL, height, 0 };

  start_page (&filler);
  for (guint i = 0; i < items->len; i++)
    {
      const HavenItem *item = g_ptr_array_index (items, i);

      if (place_item (&filler, i))
        continue;
      g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TOO_LONG,
                   "What stands at “%s” does not fit the paper; shorten it, or choose a larger "
                   "paper or smaller print",
                   item->where);
      return NULL;
    }
  return g_steal_pointer (&pages);
}
