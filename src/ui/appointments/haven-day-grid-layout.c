/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-day-grid-layout.h"

#include "haven-time-scale.h"

#define DEFAULT_FIRST (8 * 60)
#define DEFAULT_LAST (18 * 60)
#define LEAST_STACKED 3
#define MARGIN 60 /* minutes that show the closed hours' beginning */

typedef struct
{
  HavenDayTile place;
  HavenDayEvent *event; /* borrowed from the list of events */
} Tile;

struct _HavenDayGridLayout
{
  /* owned */
  GPtrArray *columns;
  GPtrArray *events;
  GArray *tiles;   /* Tile, by column, then by start */
  GArray *offsets; /* guint: the first tile of each column, and one more for the end */
};

/* ── Sharing a column's width ────────────────────────────────────────────── */

static int
compare_tiles (gconstpointer a, gconstpointer b)
{
  const Tile *one = a, *other = b;

  if (one->place.column != other->place.column)
    return one->place.column < other->place.column ? -1 : 1;
  if (one->place.start != other->place.start)
    return one->place.start < other->place.start ? -1 : 1;
  if (one->place.end != other->place.end)
    return one->place.end > other->place.end ? -1 : 1;
  return g_strcmp0 (haven_day_event_get_id (one->event), haven_day_event_get_id (other->event));
}

/* The first part whose last tile has ended; @ends holds when each part is free again. */
static int
choose_part (GArray *ends, const Tile *tile)
{
  for (guint i = 0; i < ends->len; i++)
    if (g_array_index (ends, int, i) <= tile->place.start)
      {
        g_array_index (ends, int, i) = tile->place.end;
        return (int) i;
      }
  g_array_append_val (ends, tile->place.end);
  return (int) ends->len - 1;
}

static guint
count_together (GArray *tiles, guint first, guint end)
{
  const HavenDayTile *head = &g_array_index (tiles, Tile, first).place;
  guint n = 1;

  while (first + n < end && g_array_index (tiles, Tile, first + n).place.start == head->start &&
         g_array_index (tiles, Tile, first + n).place.end == head->end)
    n++;
  return n;
}

/* Two stand beside each other; of more, as many below each other as their time has slots: each is as high as a name. */
static void
stack_together (GArray *tiles, guint first, guint n, GArray *ends)
{
  const HavenDayTile *head = &g_array_index (tiles, Tile, first).place;
  int most_rows = n < LEAST_STACKED ? 1 : MAX ((head->end - head->start) / HAVEN_DAY_SLOT, 1);
  int n_parts = ((int) n + most_rows - 1) / most_rows;
  int n_rows = ((int) n + n_parts - 1) / n_parts, slot = 0;

  for (guint i = 0; i < n; i++)
    {
      Tile *tile = &g_array_index (tiles, Tile, first + i);

      tile->place.row = (int) i % n_rows;
      tile->place.n_rows = n_rows;
      if (tile->place.row == 0)
        slot = choose_part (ends, tile);
      tile->place.slot = slot;
    }
}

static void
share_width (GArray *tiles, guint first, guint end)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = first, n; i < end; i += n)
    {
      n = count_together (tiles, i, end);
      stack_together (tiles, i, n, ends);
    }
  for (guint i = first; i < end; i++)
    g_array_index (tiles, Tile, i).place.n_slots = (int) ends->len;
}

/* A group is a run of tiles that overlap each other in a chain; all of it is divided alike. */
static guint
share_group (GArray *tiles, guint first)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int));
  Tile *head = &g_array_index (tiles, Tile, first);
  int until = head->place.start + 1;
  guint i;

  for (i = first; i < tiles->len; i++)
    {
      Tile *tile = &g_array_index (tiles, Tile, i);

      if (tile->place.column != head->place.column || tile->place.start >= until)
        break;
      tile->place.lane = choose_part (ends, tile);
      until = MAX (until, tile->place.end);
    }
  for (guint j = first; j < i; j++)
    g_array_index (tiles, Tile, j).place.n_lanes = (int) ends->len;
  share_width (tiles, first, i);
  return i;
}

/* ── Reading the models ──────────────────────────────────────────────────── */

static GPtrArray *
read_list (GListModel *model)
{
  guint n = model ? g_list_model_get_n_items (model) : 0;
  GPtrArray *list = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, g_list_model_get_item (model, i));
  return list;
}

static gboolean
is_repeated (const char *const *ids, guint at)
{
  for (guint i = 0; i < at; i++)
    if (g_str_equal (ids[i], ids[at]))
      return TRUE;
  return FALSE;
}

static void
add_tiles (HavenDayGridLayout *self, GHashTable *numbers, HavenDayEvent *event)
{
  const char *const *ids = haven_day_event_get_column_ids (event);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gpointer number;
      Tile tile = { .event = event };

      if (!g_hash_table_lookup_extended (numbers, ids[i], NULL, &number) || is_repeated (ids, i))
        continue;
      tile.place.column = GPOINTER_TO_UINT (number);
      tile.place.start = MIN (haven_day_event_get_start (event), HAVEN_MINUTES_A_DAY - HAVEN_DAY_SLOT);
      tile.place.end = MAX (haven_day_event_get_end (event), tile.place.start + HAVEN_DAY_SLOT);
      g_array_append_val (self->tiles, tile);
    }
}

static void
measure_offsets (HavenDayGridLayout *self)
{
  guint tile = 0;

  for (guint column = 0; column <= self->columns->len; column++)
    {
      while (tile < self->tiles->len && g_array_index (self->tiles, Tile, tile).place.column < column)
        tile++;
      g_array_append_val (self->offsets, tile);
    }
}

/* ── Public functions ────────────────────────────────────────────────────── */

/**
 * haven_day_grid_layout_new:
 * @columns: (nullable): #HavenDayColumn objects in the order of the screen
 * @events: (nullable): #HavenDayEvent objects in any order; a column that they name and that is not there is left out
 */
HavenDayGridLayout *
haven_day_grid_layout_new (GListModel *columns, GListModel *events)
{
  HavenDayGridLayout *self = g_new0 (HavenDayGridLayout, 1);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  self->columns = read_list (columns);
  self->events = read_list (events);
  self->tiles = g_array_new (FALSE, TRUE, sizeof (Tile));
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->columns->len; i++)
    g_hash_table_insert (numbers,
                         (gpointer) haven_day_column_get_id (self->columns->pdata[i]),
                         GUINT_TO_POINTER (i));
  for (guint i = 0; i < self->events->len; i++)
    add_tiles (self, numbers, self->events->pdata[i]);
  g_array_sort (self->tiles, compare_tiles);
  for (guint i = 0; i < self->tiles->len;)
    i = share_group (self->tiles, i);
  measure_offsets (self);
  return self;
}

void
haven_day_grid_layout_free (HavenDayGridLayout *self)
{
  g_array_unref (self->tiles);
  g_array_unref (self->offsets);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

guint
haven_day_grid_layout_get_n_columns (HavenDayGridLayout *self)
{
  return self->columns->len;
}

/** Returns: (transfer none) */
HavenDayColumn *
haven_day_grid_layout_get_column (HavenDayGridLayout *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return g_ptr_array_index (self->columns, column);
}

static void
include (int *first, int *last, int from, int to)
{
  *first = MIN (*first, from);
  *last = MAX (*last, to);
}

/** The hours to show: all that is open or booked, an hour around it, whole hours; eight to six where nothing is. */
void
haven_day_grid_layout_get_hours (HavenDayGridLayout *self, int *first_minute, int *last_minute)
{
  int first = HAVEN_MINUTES_A_DAY, last = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      guint n;
      const HavenDayInterval *open = haven_day_column_get_open (self->columns->pdata[i], &n);

      for (guint j = 0; j < n; j++)
        include (&first, &last, open[j].opens, open[j].closes);
    }
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const HavenDayTile *place = &g_array_index (self->tiles, Tile, i).place;

      include (&first, &last, place->start, place->end);
    }
  if (first >= last)
    {
      first = DEFAULT_FIRST;
      last = DEFAULT_LAST;
    }
  *first_minute = MAX (first - MARGIN, 0) / 60 * 60;
  *last_minute = MIN ((last + MARGIN + 59) / 60 * 60, HAVEN_MINUTES_A_DAY);
}

guint
haven_day_grid_layout_get_n_tiles (HavenDayGridLayout *self)
{
  return self->tiles->len;
}

const HavenDayTile *
haven_day_grid_layout_get_tile (HavenDayGridLayout *self, guint tile)
{
  g_return_val_if_fail (tile < self->tiles->len, NULL);
  return &g_array_index (self->tiles, Tile, tile).place;
}

/** Returns: (transfer none) */
HavenDayEvent *
haven_day_grid_layout_get_event (HavenDayGridLayout *self, guint tile)
{
  g_return_val_if_fail (tile < self->tiles->len, NULL);
  return g_array_index (self->tiles, Tile, tile).event;
}

/** @tiles: (element-type guint): gets the numbers of the tiles of these columns that touch @from to @to */
void
haven_day_grid_layout_find_tiles (HavenDayGridLayout *self,
                                  guint first_column,
                                  guint last_column,
                                  int from,
                                  int to,
                                  GArray *tiles)
{
  if (first_column >= self->columns->len)
    return;
  last_column = MIN (last_column, self->columns->len - 1);
  for (guint i = g_array_index (self->offsets, guint, first_column);
       i < g_array_index (self->offsets, guint, last_column + 1);
       i++)
    {
      const HavenDayTile *place = &g_array_index (self->tiles, Tile, i).place;

      if (place->start < to && place->end > from)
        g_array_append_val (tiles, i);
    }
}

/**
 * haven_day_grid_layout_tile_at:
 * @minute: the start of a slot
 * @lane: the first lane to look in, going on to the next ones
 *
 * Returns: the tile that takes some of the slot, or -1
 */
int
haven_day_grid_layout_tile_at (HavenDayGridLayout *self, guint column, int minute, int lane)
{
  g_autoptr (GArray) tiles = g_array_new (FALSE, FALSE, sizeof (guint));
  int found = -1;

  haven_day_grid_layout_find_tiles (self, column, column, minute, minute + HAVEN_DAY_SLOT, tiles);
  for (guint i = 0; i < tiles->len; i++)
    {
      guint tile = g_array_index (tiles, guint, i);
      int other = g_array_index (self->tiles, Tile, tile).place.lane;

      if (other >= lane && (found < 0 || other < g_array_index (self->tiles, Tile, found).place.lane))
        found = (int) tile;
    }
  return found;
}

/** Returns: the tile of an appointment in a column, or -1 */
int
haven_day_grid_layout_tile_of (HavenDayGridLayout *self, const char *event_id, const char *column_id)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      Tile *tile = &g_array_index (self->tiles, Tile, i);

      if (g_strcmp0 (haven_day_event_get_id (tile->event), event_id) == 0 &&
          g_strcmp0 (haven_day_column_get_id (self->columns->pdata[tile->place.column]), column_id) == 0)
        return (int) i;
    }
  return -1;
}
