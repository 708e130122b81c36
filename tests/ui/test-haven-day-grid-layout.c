/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-day-grid-layout.h"

static GListStore *
create_columns (int n)
{
  GListStore *store = g_list_store_new (HAVEN_TYPE_DAY_COLUMN);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("column-%d", i);
      g_autoptr (HavenDayColumn) column = haven_day_column_new (id, id, "room");

      haven_day_column_add_open (column, 9 * 60, 17 * 60);
      g_list_store_append (store, column);
    }
  return store;
}

static void
append (GListStore *store, const char *id, const char *columns, int start, int end)
{
  g_auto (GStrv) ids = g_strsplit (columns, " ", -1);
  g_autoptr (HavenDayEvent) event = haven_day_event_new (id, (const char *const *) ids, start, end, "A", NULL, NULL, FALSE);

  g_list_store_append (store, event);
}

static void
test_empty (void)
{
  g_autoptr (HavenDayGridLayout) layout = haven_day_grid_layout_new (NULL, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  int first, last;

  haven_day_grid_layout_find_tiles (layout, 0, 10, 0, 1440, found);
  haven_day_grid_layout_get_hours (layout, &first, &last);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpint (first, ==, 7 * 60);
  g_assert_cmpint (last, ==, 19 * 60);
  g_assert_cmpint (haven_day_grid_layout_tile_at (layout, 0, 600, 0), ==, -1);
}

static void
test_every_column (void)
{
  g_autoptr (GListStore) columns = create_columns (3);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  g_autoptr (HavenDayGridLayout) layout = NULL;

  append (events, "a", "column-0 column-2 column-0 elsewhere", 600, 660);
  layout = haven_day_grid_layout_new (G_LIST_MODEL (columns), G_LIST_MODEL (events));
  g_assert_cmpuint (haven_day_grid_layout_get_n_tiles (layout), ==, 2);
  g_assert_cmpint (haven_day_grid_layout_tile_of (layout, "a", "column-0"), >=, 0);
  g_assert_cmpint (haven_day_grid_layout_tile_of (layout, "a", "column-1"), ==, -1);
  g_assert_cmpint (haven_day_grid_layout_tile_of (layout, "a", "column-2"), >=, 0);
}

static void
test_sharing (void)
{
  g_autoptr (GListStore) columns = create_columns (1);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  g_autoptr (HavenDayGridLayout) layout = NULL;
  const HavenDayTile *a, *b, *c, *d;

  append (events, "a", "column-0", 540, 600);
  append (events, "b", "column-0", 570, 630);
  append (events, "c", "column-0", 600, 660);
  append (events, "d", "column-0", 660, 720);
  layout = haven_day_grid_layout_new (G_LIST_MODEL (columns), G_LIST_MODEL (events));
  a = haven_day_grid_layout_get_tile (layout, 0);
  b = haven_day_grid_layout_get_tile (layout, 1);
  c = haven_day_grid_layout_get_tile (layout, 2);
  d = haven_day_grid_layout_get_tile (layout, 3);

  /* What ends when the next begins does not overlap it. */
  g_assert_cmpint (a->lane, ==, 0);
  g_assert_cmpint (b->lane, ==, 1);
  g_assert_cmpint (c->lane, ==, 0);
  g_assert_cmpint (c->n_lanes, ==, 2);
  g_assert_cmpint (d->n_lanes, ==, 1);
}

/* Eight side by side would show a letter of each name. */
static void
test_a_group (void)
{
  g_autoptr (GListStore) columns = create_columns (1);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  g_autoptr (HavenDayGridLayout) layout = NULL;

  for (int i = 0; i < 8; i++)
    append (events, (const char[]) { (char) ('a' + i), '\0' }, "column-0", 900, 960);
  append (events, "pair", "column-0", 600, 660);
  append (events, "pairs", "column-0", 600, 660);
  layout = haven_day_grid_layout_new (G_LIST_MODEL (columns), G_LIST_MODEL (events));
  for (guint i = 0; i < 2; i++)
    {
      const HavenDayTile *tile = haven_day_grid_layout_get_tile (layout, i);

      g_assert_cmpint (tile->n_slots, ==, 2);
      g_assert_cmpint (tile->n_rows, ==, 1);
    }
  for (guint i = 2; i < 10; i++)
    {
      const HavenDayTile *tile = haven_day_grid_layout_get_tile (layout, i);

      g_assert_cmpint (tile->n_slots, ==, 2);
      g_assert_cmpint (tile->n_rows, ==, 4);
      g_assert_cmpint (tile->slot * 4 + tile->row, ==, (int) i - 2);
      g_assert_cmpint (tile->lane, ==, (int) i - 2); /* the keys go through them in this order */
    }
}

/* Against the plain definition: what overlaps has lanes of its own, all of one group the same number of them. */
static void
test_nothing_covers_anything (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (GListStore) columns = create_columns (4);
      g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
      g_autoptr (HavenDayGridLayout) layout = NULL;
      guint n;

      for (int i = 0; i < 40; i++)
        {
          g_autofree char *id = g_strdup_printf ("%d", i);
          g_autofree char *column = g_strdup_printf ("column-%d", g_rand_int_range (random, 0, 4));
          int step = round % 2 ? 1 : 60; /* of whole hours, many begin and end together */
          int start = g_rand_int_range (random, -50 / step, 1500 / step) * step;

          append (events, id, column, start, start + g_rand_int_range (random, -20 / step, 200 / step) * step);
        }
      layout = haven_day_grid_layout_new (G_LIST_MODEL (columns), G_LIST_MODEL (events));
      n = haven_day_grid_layout_get_n_tiles (layout);
      g_assert_cmpuint (n, ==, 40);
      for (guint i = 0; i < n; i++)
        for (guint j = i + 1; j < n; j++)
          {
            const HavenDayTile *a = haven_day_grid_layout_get_tile (layout, i);
            const HavenDayTile *b = haven_day_grid_layout_get_tile (layout, j);

            g_assert_cmpint (a->lane, <, a->n_lanes);
            g_assert_cmpint (a->end - a->start, >=, HAVEN_DAY_SLOT);
            g_assert_cmpint (a->end, <=, 1440);
            if (a->column != b->column || a->start >= b->end || b->start >= a->end)
              continue;
            g_assert_cmpint (a->lane, !=, b->lane);
            g_assert_cmpint (a->n_lanes, ==, b->n_lanes);
            g_assert_cmpint (a->slot, <, a->n_slots);
            g_assert_cmpint (a->row, <, a->n_rows);
            g_assert_cmpint (a->n_slots, ==, b->n_slots);
            g_assert_true (a->slot != b->slot || (a->row != b->row && a->n_rows == b->n_rows));
          }
    }
}

static void
test_search (void)
{
  g_autoptr (GListStore) columns = create_columns (3);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (HavenDayGridLayout) layout = NULL;

  append (events, "a", "column-0", 540, 600);
  append (events, "b", "column-1", 540, 600);
  append (events, "c", "column-2", 540, 600);
  append (events, "d", "column-1", 900, 960);
  layout = haven_day_grid_layout_new (G_LIST_MODEL (columns), G_LIST_MODEL (events));
  haven_day_grid_layout_find_tiles (layout, 1, 2, 500, 541, found);
  g_assert_cmpuint (found->len, ==, 2);
  g_array_set_size (found, 0);
  haven_day_grid_layout_find_tiles (layout, 0, 99, 600, 900, found);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpint (haven_day_grid_layout_tile_at (layout, 1, 585, 0), ==, haven_day_grid_layout_tile_of (layout, "b", "column-1"));
  g_assert_cmpint (haven_day_grid_layout_tile_at (layout, 1, 600, 0), ==, -1);
}

static void
test_hours (void)
{
  g_autoptr (GListStore) columns = create_columns (1);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  g_autoptr (HavenDayGridLayout) layout = NULL;
  g_autoptr (HavenDayGridLayout) early = NULL;
  int first, last;

  layout = haven_day_grid_layout_new (G_LIST_MODEL (columns), NULL);
  haven_day_grid_layout_get_hours (layout, &first, &last);
  g_assert_cmpint (first, ==, 8 * 60);
  g_assert_cmpint (last, ==, 18 * 60);
  append (events, "a", "column-0", 5, 20);
  append (events, "b", "column-0", 1439, 2000);
  early = haven_day_grid_layout_new (G_LIST_MODEL (columns), G_LIST_MODEL (events));
  haven_day_grid_layout_get_hours (early, &first, &last);
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (last, ==, 1440);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/day-grid-layout/an-empty-day-shows-working-hours", test_empty);
  g_test_add_func ("/ui/day-grid-layout/an-appointment-stands-once-in-each-of-its-columns", test_every_column);
  g_test_add_func ("/ui/day-grid-layout/what-overlaps-shares-the-width", test_sharing);
  g_test_add_func ("/ui/day-grid-layout/a-group-stands-below-each-other", test_a_group);
  g_test_add_func ("/ui/day-grid-layout/no-tile-covers-another", test_nothing_covers_anything);
  g_test_add_func ("/ui/day-grid-layout/search-finds-what-is-in-the-window", test_search);
  g_test_add_func ("/ui/day-grid-layout/the-hours-hold-all-that-is-open-or-booked", test_hours);
  return g_test_run ();
}
