/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-error.h"
#include "haven-document-pages-private.h"

#include <pango/pangocairo.h>

/* Items of known height on pages of known height: no form, no PDF. */

#define PAGE 200.0

static HavenItem *
add_block (GPtrArray *items, double height)
{
  HavenItem *item = haven_item_new ("block", NULL);

  item->height = height;
  g_ptr_array_add (items, item);
  return item;
}

/* A paragraph of @n_lines short lines. */
static HavenItem *
add_paragraph (GPtrArray *items, int n_lines)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (GString) text = g_string_new ("line");
  HavenItem *item = haven_item_new ("paragraph", NULL);

  for (int i = 1; i < n_lines; i++)
    g_string_append (text, "\nline");
  g_object_unref (context);
  pango_layout_set_text (layout, text->str, -1);
  haven_item_take_text (item, layout, 0, 0, HAVEN_INK_TEXT, "P");
  item->flow = 0;
  g_ptr_array_add (items, item);
  return item;
}

static double
get_line_height (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);

  return add_paragraph (items, 1)->height;
}

static const HavenFragment *
get_fragment (GPtrArray *pages, guint page, guint index)
{
  GArray *fragments = g_ptr_array_index (pages, page);

  g_assert_cmpuint (index, <, fragments->len);
  return &g_array_index (fragments, HavenFragment, index);
}

static void
test_a_heading_goes_with_what_it_heads (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  g_autoptr (GPtrArray) pages = NULL;
  HavenItem *first, *second;

  add_block (items, 150);
  first = add_block (items, 20);
  first->keep_with_next = TRUE;
  second = add_block (items, 10);
  second->keep_with_next = TRUE;
  add_block (items, 30);
  pages = haven_pages_make (items, PAGE, NULL);
  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_true (get_fragment (pages, 1, 0)->item == first);
  g_assert_cmpfloat (get_fragment (pages, 1, 1)->y, ==, 20);
}

static void
test_a_paragraph_leaves_two_lines_on_either_side (void)
{
  double line = get_line_height ();
  int fitting = (int) (PAGE / line);

  for (int n_lines = 1; n_lines < 3 * fitting; n_lines++)
    for (int before = 0; before < fitting; before++)
      {
        g_autoptr (GPtrArray) items =
            g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
        g_autoptr (GPtrArray) pages = NULL;
        int total = 0;

        add_block (items, before * line + 0.5);
        add_paragraph (items, n_lines);
        pages = haven_pages_make (items, PAGE, NULL);
        g_assert_nonnull (pages);
        for (guint i = 0; i < pages->len; i++)
          {
            GArray *fragments = g_ptr_array_index (pages, i);

            for (guint k = 0; k < fragments->len; k++)
              {
                const HavenFragment *fragment = &g_array_index (fragments, HavenFragment, k);
                int lines = fragment->n_lines < 0 ? n_lines : fragment->n_lines;

                if (fragment->item->flow < 0)
                  continue;
                g_assert_cmpint (lines, >=, MIN (n_lines, 2));
                g_assert_cmpfloat (fragment->y + lines * line, <=, PAGE + 0.5);
                g_assert_cmpint (fragment->first_line, ==, total);
                total += lines;
              }
          }
        g_assert_cmpint (total, ==, n_lines);
      }
}

static void
test_a_block_is_never_cut (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  g_autoptr (GPtrArray) pages = NULL;

  for (int i = 0; i < 7; i++)
    add_block (items, 90);
  pages = haven_pages_make (items, PAGE, NULL);
  g_assert_cmpuint (pages->len, ==, 4);
}

static void
test_what_is_longer_than_a_page_is_refused (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  g_autoptr (GError) error = NULL;

  add_block (items, PAGE + 1);
  g_assert_null (haven_pages_make (items, PAGE, &error));
  g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TOO_LONG);
}

static void
test_a_table_heading_stands_on_each_page (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  g_autoptr (GPtrArray) pages = NULL;
  HavenItem *header = add_block (items, 20);

  header->keep_with_next = TRUE;
  for (int i = 0; i < 6; i++)
    add_block (items, 50)->header = header;
  pages = haven_pages_make (items, PAGE, NULL);
  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_true (get_fragment (pages, 1, 0)->repeated);
  g_assert_true (get_fragment (pages, 1, 0)->item == header);
}

static void
test_a_page_break_starts_a_page (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  g_autoptr (GPtrArray) pages = NULL;

  add_block (items, 10);
  add_block (items, 10)->breaks_page = TRUE;
  pages = haven_pages_make (items, PAGE, NULL);
  g_assert_cmpuint (pages->len, ==, 2);
}

/* What follows a soft break is a block of @height, a hard break and another page. */
static guint
count_pages_after_a_soft_break (double before, double height)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  g_autoptr (GPtrArray) pages = NULL;
  HavenItem *soft;

  add_block (items, before);
  soft = add_block (items, 0);
  soft->breaks_page = soft->breaks_if_needed = TRUE;
  add_block (items, height / 2);
  add_block (items, height / 2);
  add_block (items, 0)->breaks_page = TRUE;
  add_block (items, PAGE);
  pages = haven_pages_make (items, PAGE, NULL);
  g_assert_nonnull (pages);
  return pages->len;
}

static void
test_a_soft_break_keeps_what_fits (void)
{
  g_assert_cmpuint (count_pages_after_a_soft_break (120, 80), ==, 2);
  g_assert_cmpuint (count_pages_after_a_soft_break (121, 80), ==, 3);
  g_assert_cmpuint (count_pages_after_a_soft_break (1, PAGE), ==, 3);
}

static void
test_a_chain_longer_than_a_page_fills_pages (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_item_free);
  g_autoptr (GPtrArray) pages = NULL;

  for (int i = 0; i < 12; i++)
    add_block (items, 40)->keep_with_next = i < 11;
  pages = haven_pages_make (items, PAGE, NULL);
  g_assert_nonnull (pages);
  g_assert_cmpuint (pages->len, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/pages/a-heading-goes-with-what-it-heads",
                   test_a_heading_goes_with_what_it_heads);
  g_test_add_func ("/documents/pages/a-paragraph-leaves-two-lines-on-either-side",
                   test_a_paragraph_leaves_two_lines_on_either_side);
  g_test_add_func ("/documents/pages/a-block-is-never-cut", test_a_block_is_never_cut);
  g_test_add_func ("/documents/pages/what-is-longer-than-a-page-is-refused",
                   test_what_is_longer_than_a_page_is_refused);
  g_test_add_func ("/documents/pages/a-table-heading-stands-on-each-page",
                   test_a_table_heading_stands_on_each_page);
  g_test_add_func ("/documents/pages/a-page-break-starts-a-page", test_a_page_break_starts_a_page);
  g_test_add_func ("/documents/pages/a-soft-break-keeps-what-fits", test_a_soft_break_keeps_what_fits);
  g_test_add_func ("/documents/pages/a-chain-longer-than-a-page-fills-pages",
                   test_a_chain_longer_than_a_page_fills_pages);
  return g_test_run ();
}
