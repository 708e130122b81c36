/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-timeline-layout.h"

#define NO_CHIP (-1)
#define MAX_ROWS 32
#define LEAST_LETTERS 12 /* the line below the title wants as many */

typedef struct
{
  HavenWallMinute start;
  HavenWallMinute end;
  double x;
  float width;
  guint16 letters;
  gint16 row;
  gint32 chip;
} Item;

typedef struct
{
  HavenTimelineChipBox box;
  guint first, last; /* members of the lane between which its events lie */
} Chip;

typedef struct
{
  GArray *members;   /* guint: indices of the lane's events, in time order */
  GArray *reach;     /* double: the furthest end of the events up to here, so that it only grows */
  GArray *chips;     /* Chip, in time order */
  GArray *deadlines; /* guint: indices of those that have a lead time */
  int longest_lead;
} Lane;

struct _HavenTimelineLayout
{
  /* owned */
  GPtrArray *events;
  Item *items;
  Lane lanes[HAVEN_N_LANES];

  HavenTimelineMeasures measures;
};

/* What one row holds last while a lane is being filled. */
typedef struct
{
  Item *item; /* NULL while the row is empty, or when it ends with a chip */
  int chip;
  double x;
  double natural_end;
  double compact_end;
} Row;

typedef struct
{
  HavenTimelineLayout *layout;
  Lane *lane;
  Row rows[MAX_ROWS];
  int n_rows;
} Filling;

/* ── Reading the model ───────────────────────────────────────────────────── */

static int
compare_events (gconstpointer a, gconstpointer b)
{
  return haven_timeline_event_compare (*(HavenTimelineEvent *const *) a, *(HavenTimelineEvent *const *) b);
}

static gboolean
is_sorted (GPtrArray *events)
{
  for (guint i = 1; i < events->len; i++)
    if (haven_timeline_event_compare (events->pdata[i - 1], events->pdata[i]) > 0)
      return FALSE;
  return TRUE;
}

static void
read_item (HavenTimelineEvent *event, Item *item)
{
  int minute = haven_timeline_event_get_minute (event);

  item->start = haven_wall_minute_at (haven_timeline_event_get_starts_on (event), MAX (minute, 0));
  item->end = item->start + (minute < 0 ? HAVEN_MINUTES_A_DAY : haven_timeline_event_get_minutes_long (event));
  item->letters = (guint16) CLAMP (g_utf8_strlen (haven_timeline_event_get_title (event), 512), LEAST_LETTERS, 128);
  item->chip = NO_CHIP;
}

static void
add_to_lane (Lane *lane, guint index, HavenTimelineEvent *event)
{
  int lead = haven_timeline_event_get_lead_days (event);

  g_array_append_val (lane->members, index);
  if (lead == 0)
    return;
  g_array_append_val (lane->deadlines, index);
  lane->longest_lead = MAX (lane->longest_lead, lead);
}

static void
init_lane (Lane *lane)
{
  lane->members = g_array_new (FALSE, FALSE, sizeof (guint));
  lane->reach = g_array_new (FALSE, FALSE, sizeof (double));
  lane->chips = g_array_new (FALSE, FALSE, sizeof (Chip));
  lane->deadlines = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
clear_lane (Lane *lane)
{
  g_array_unref (lane->members);
  g_array_unref (lane->reach);
  g_array_unref (lane->chips);
  g_array_unref (lane->deadlines);
}

/* ── Filling a lane ──────────────────────────────────────────────────────── */

static double
get_natural_width (const HavenTimelineMeasures *measures, const Item *item)
{
  double lasting = (double) (item->end - item->start) * measures->scale.pixels_a_minute - measures->gap;
  double reading = MIN (measures->padding + item->letters * measures->character_width, measures->widest);

  return MAX (MAX (lasting, reading), measures->compact_width);
}

static void
put_in_row (Filling *filling, int number, Item *item)
{
  const HavenTimelineMeasures *measures = &filling->layout->measures;
  Row *row = &filling->rows[number];

  if (row->item != NULL && row->natural_end > item->x)
    row->item->width = (float) (item->x - measures->gap - row->item->x);

  *row = (Row) { .item = item, .chip = NO_CHIP, .x = item->x };
  row->natural_end = item->x + item->width + measures->gap;
  row->compact_end = item->x + measures->compact_width + measures->gap;
  item->row = (gint16) number;
}

/* The first row with room for the whole title; else the row whose last event has had most of its own. */
static int
choose_row (Filling *filling, double x)
{
  int best = -1;

  for (int i = 0; i < filling->n_rows; i++)
    if (filling->rows[i].natural_end <= x)
      return i;
  for (int i = 0; i < filling->n_rows; i++)
    if (filling->rows[i].compact_end <= x && (best < 0 || filling->rows[i].x < filling->rows[best].x))
      best = i;
  return best;
}

/* Turns what ends the last row into a chip, unless it is one already. */
static int
open_chip (Filling *filling, guint member)
{
  Row *row = &filling->rows[filling->n_rows - 1];
  Item *covered = row->item;
  Chip chip = { .box = { row->x, filling->n_rows - 1, 1 }, .first = member, .last = member };

  if (covered == NULL)
    return row->chip;
  while (&filling->layout->items[g_array_index (filling->lane->members, guint, chip.first)] != covered)
    chip.first--;
  row->chip = (int) filling->lane->chips->len;
  row->item = NULL;
  row->natural_end = row->compact_end;
  covered->chip = row->chip;
  covered->width = (float) filling->layout->measures.compact_width;
  g_array_append_val (filling->lane->chips, chip);
  return row->chip;
}

static void
gather (Filling *filling, Item *item, guint member)
{
  int number = open_chip (filling, member);
  Chip *chip = &g_array_index (filling->lane->chips, Chip, number);

  chip->box.count++;
  chip->last = member;
  item->chip = number;
  item->row = (gint16) chip->box.row;
}

static void
fill_lane (HavenTimelineLayout *self, Lane *lane, int n_rows)
{
  Filling filling = { .layout = self, .lane = lane, .n_rows = CLAMP (n_rows, 1, MAX_ROWS) };

  for (int i = 0; i < filling.n_rows; i++)
    filling.rows[i] = (Row) { NULL, NO_CHIP, -G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  g_array_set_size (lane->chips, 0);

  for (guint i = 0; i < lane->members->len; i++)
    {
      Item *item = &self->items[g_array_index (lane->members, guint, i)];
      int row;

      item->x = haven_time_scale_to_pixels (&self->measures.scale, item->start);
      item->width = (float) get_natural_width (&self->measures, item);
      item->chip = NO_CHIP;
      row = choose_row (&filling, item->x);
      if (row >= 0)
        put_in_row (&filling, row, item);
      else
        gather (&filling, item, i);
    }
}

static void
measure_reach (HavenTimelineLayout *self, Lane *lane)
{
  double furthest = -G_MAXDOUBLE;

  g_array_set_size (lane->reach, lane->members->len);
  for (guint i = 0; i < lane->members->len; i++)
    {
      Item *item = &self->items[g_array_index (lane->members, guint, i)];

      furthest = MAX (furthest, item->x + item->width);
      g_array_index (lane->reach, double, i) = furthest;
    }
}

/* ── Searching ───────────────────────────────────────────────────────────── */

typedef gboolean (*Before) (gpointer data, guint position, double value);

/* The first of @n positions for which @before no longer holds. */
static guint
bisect (guint n, Before before, gpointer data, double value)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (before (data, middle, value))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
reach_is_before (gpointer data, guint position, double value)
{
  return g_array_index ((GArray *) data, double, position) < value;
}

static gboolean
chip_is_before (gpointer data, guint position, double value)
{
  return g_array_index ((GArray *) data, Chip, position).box.x < value;
}

/* ── Public functions ────────────────────────────────────────────────────── */

/**
 * haven_timeline_layout_new:
 * @events: (transfer none): #HavenTimelineEvent objects, best in time order already; a copy of the list is kept, so a
 *   change of the model asks for a new layout
 */
HavenTimelineLayout *
haven_timeline_layout_new (GListModel *events)
{
  HavenTimelineLayout *self;
  guint n;

  g_return_val_if_fail (events == NULL || G_IS_LIST_MODEL (events), NULL);

  self = g_new0 (HavenTimelineLayout, 1);
  n = events ? g_list_model_get_n_items (events) : 0;
  self->events = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->events, g_list_model_get_item (events, i));
  if (!is_sorted (self->events))
    g_ptr_array_sort (self->events, compare_events);

  self->items = g_new0 (Item, MAX (n, 1));
  for (int lane = 0; lane < HAVEN_N_LANES; lane++)
    init_lane (&self->lanes[lane]);
  for (guint i = 0; i < n; i++)
    {
      HavenTimelineEvent *event = g_ptr_array_index (self->events, i);

      read_item (event, &self->items[i]);
      add_to_lane (&self->lanes[haven_timeline_event_get_lane (event)], i, event);
    }
  return self;
}

void
haven_timeline_layout_free (HavenTimelineLayout *self)
{
  for (int lane = 0; lane < HAVEN_N_LANES; lane++)
    clear_lane (&self->lanes[lane]);
  g_ptr_array_unref (self->events);
  g_free (self->items);
  g_free (self);
}

/** Gives each event its place; takes time in proportion to the number of events, a millisecond or two for 20,000. */
void
haven_timeline_layout_arrange (HavenTimelineLayout *self, const HavenTimelineMeasures *measures)
{
  self->measures = *measures;
  for (int lane = 0; lane < HAVEN_N_LANES; lane++)
    {
      fill_lane (self, &self->lanes[lane], measures->rows[lane]);
      measure_reach (self, &self->lanes[lane]);
    }
}

guint
haven_timeline_layout_get_n_events (HavenTimelineLayout *self)
{
  return self->events->len;
}

/** Returns: (transfer none): the event at @index in time order */
HavenTimelineEvent *
haven_timeline_layout_get_event (HavenTimelineLayout *self, guint index)
{
  g_return_val_if_fail (index < self->events->len, NULL);
  return g_ptr_array_index (self->events, index);
}

HavenWallMinute
haven_timeline_layout_get_start (HavenTimelineLayout *self, guint index)
{
  g_return_val_if_fail (index < self->events->len, 0);
  return self->items[index].start;
}

HavenWallMinute
haven_timeline_layout_get_end (HavenTimelineLayout *self, guint index)
{
  g_return_val_if_fail (index < self->events->len, 0);
  return self->items[index].end;
}

/** Where an event stands; an event inside a chip has the chip's row, and the least width for when it is shown anyway. */
void
haven_timeline_layout_get_box (HavenTimelineLayout *self, guint index, HavenTimelineBox *box)
{
  const Item *item;

  g_return_if_fail (index < self->events->len);
  item = &self->items[index];
  *box = (HavenTimelineBox) { item->x, item->width, item->row, item->chip };
}

gboolean
haven_timeline_layout_find_event (HavenTimelineLayout *self, HavenTimelineEvent *event, guint *index)
{
  return event != NULL && g_ptr_array_find (self->events, event, index);
}

/** Finds a record again after the model has made new objects for it. */
gboolean
haven_timeline_layout_find_record (HavenTimelineLayout *self, HavenEventKind kind, const char *record_id, guint *index)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      HavenTimelineEvent *event = g_ptr_array_index (self->events, i);

      if (haven_timeline_event_get_kind (event) == kind &&
          g_str_equal (haven_timeline_event_get_record_id (event), record_id))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
start_is_before (gpointer data, guint position, double value)
{
  return (double) ((HavenTimelineLayout *) data)->items[position].start < value;
}

/** Returns: the index of the first event that starts at or after @minute; the number of events where there is none */
guint
haven_timeline_layout_seek (HavenTimelineLayout *self, HavenWallMinute minute)
{
  return bisect (self->events->len, start_is_before, self, (double) minute);
}

static gboolean
member_is_before (gpointer data, guint position, double value)
{
  return g_array_index (((Lane *) data)->members, guint, position) < (guint) value;
}

/** The next (@direction 1) or previous (-1) event of a lane, seen from the event at @from, which may be of another lane. */
gboolean
haven_timeline_layout_step (HavenTimelineLayout *self, HavenLane lane, guint from, int direction, guint *index)
{
  Lane *own = &self->lanes[lane];
  guint at = bisect (own->members->len, member_is_before, own, from);

  if (direction < 0)
    {
      if (at == 0)
        return FALSE;
      at--;
    }
  else if (at < own->members->len && g_array_index (own->members, guint, at) == from)
    at++;
  if (at >= own->members->len)
    return FALSE;
  *index = g_array_index (own->members, guint, at);
  return TRUE;
}

/** The event of a lane whose start is nearest to @minute. */
gboolean
haven_timeline_layout_nearest (HavenTimelineLayout *self, HavenLane lane, HavenWallMinute minute, guint *index)
{
  Lane *own = &self->lanes[lane];
  guint after = bisect (own->members->len, member_is_before, own, haven_timeline_layout_seek (self, minute));
  guint at = after;

  if (own->members->len == 0)
    return FALSE;
  if (after == own->members->len)
    at = after - 1;
  else if (after > 0)
    {
      HavenWallMinute later = self->items[g_array_index (own->members, guint, after)].start;
      HavenWallMinute earlier = self->items[g_array_index (own->members, guint, after - 1)].start;

      at = minute - earlier < later - minute ? after - 1 : after;
    }
  *index = g_array_index (own->members, guint, at);
  return TRUE;
}

/**
 * haven_timeline_layout_find_boxes:
 * @indices: (element-type guint): gets the indices of the events of @lane between @from and @to that stand for
 *   themselves, in time order
 */
void
haven_timeline_layout_find_boxes (HavenTimelineLayout *self, HavenLane lane, double from, double to, GArray *indices)
{
  Lane *own = &self->lanes[lane];
  guint first = bisect (own->reach->len, reach_is_before, own->reach, from);

  for (guint i = first; i < own->reach->len; i++)
    {
      guint index = g_array_index (own->members, guint, i);
      const Item *item = &self->items[index];

      if (item->x > to)
        break;
      if (item->chip == NO_CHIP && item->x + item->width >= from)
        g_array_append_val (indices, index);
    }
}

/** @chips: (element-type guint): gets the numbers of the chips of @lane between @from and @to */
void
haven_timeline_layout_find_chips (HavenTimelineLayout *self, HavenLane lane, double from, double to, GArray *chips)
{
  GArray *own = self->lanes[lane].chips;
  guint first = bisect (own->len, chip_is_before, own, from - self->measures.compact_width);

  for (guint i = first; i < own->len && g_array_index (own, Chip, i).box.x <= to; i++)
    g_array_append_val (chips, i);
}

static gboolean
deadline_is_before (gpointer data, guint position, double value)
{
  HavenTimelineLayout *self = ((gpointer *) data)[0];
  Lane *lane = ((gpointer *) data)[1];

  return self->items[g_array_index (lane->deadlines, guint, position)].x < value;
}

/** @indices: (element-type guint): gets the deadlines of @lane, those in no chip, whose lead time touches @from to @to */
void
haven_timeline_layout_find_tails (HavenTimelineLayout *self, HavenLane lane, double from, double to, GArray *indices)
{
  Lane *own = &self->lanes[lane];
  gpointer data[] = { self, own };
  double a_day = self->measures.scale.pixels_a_minute * HAVEN_MINUTES_A_DAY;
  guint first = bisect (own->deadlines->len, deadline_is_before, data, from);

  for (guint i = first; i < own->deadlines->len; i++)
    {
      guint index = g_array_index (own->deadlines, guint, i);
      double x = self->items[index].x;

      if (x - own->longest_lead * a_day > to)
        break;
      if (self->items[index].chip == NO_CHIP &&
          x - haven_timeline_event_get_lead_days (self->events->pdata[index]) * a_day <= to)
        g_array_append_val (indices, index);
    }
}

void
haven_timeline_layout_get_chip (HavenTimelineLayout *self, HavenLane lane, guint chip, HavenTimelineChipBox *box)
{
  g_return_if_fail (chip < self->lanes[lane].chips->len);
  *box = g_array_index (self->lanes[lane].chips, Chip, chip).box;
}

/** Appends the events that a chip gathers, in time order. */
void
haven_timeline_layout_get_chip_events (HavenTimelineLayout *self, HavenLane lane, guint chip, GListStore *events)
{
  Lane *own = &self->lanes[lane];
  const Chip *gathered;

  g_return_if_fail (chip < own->chips->len);
  gathered = &g_array_index (own->chips, Chip, chip);
  for (guint i = gathered->first; i <= gathered->last; i++)
    {
      guint index = g_array_index (own->members, guint, i);

      if (self->items[index].chip == (gint32) chip)
        g_list_store_append (events, g_ptr_array_index (self->events, index));
    }
}
