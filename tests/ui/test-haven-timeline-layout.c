/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-timeline-layout.h"

#define COMPACT 44.0
#define GAP 4.0

static HavenTimelineMeasures
get_measures (double pixels_a_day, int rows)
{
  return (HavenTimelineMeasures) {
    .scale = { haven_wall_minute_at (haven_date_from_ymd (2026, 1, 1), 0), pixels_a_day / HAVEN_MINUTES_A_DAY },
    .compact_width = COMPACT,
    .character_width = 8,
    .padding = 44,
    .widest = 250,
    .gap = GAP,
    .rows = { rows, rows, rows },
  };
}

static void
append (GListStore *store, int number, int day, int minute, int length, HavenLane lane)
{
  g_autofree char *id = g_strdup_printf ("record-%d", number);
  g_autoptr (HavenTimelineEvent) event = NULL;

  event = haven_timeline_event_new (id,
                                    HAVEN_EVENT_APPOINTMENT,
                                    lane,
                                    haven_date_add_days (haven_date_from_ymd (2026, 1, 1), day),
                                    minute,
                                    length,
                                    "A visit with a title",
                                    "confirmed");
  g_list_store_append (store, event);
}

static HavenTimelineLayout *
create_random (GRand *random, int n, int days, int rows)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  HavenTimelineMeasures measures = get_measures (30, rows);
  HavenTimelineLayout *layout;

  for (int i = 0; i < n; i++)
    append (store,
            i,
            g_rand_int_range (random, 0, days),
            g_rand_int_range (random, -1, 1440),
            g_rand_int_range (random, 0, 3000),
            (HavenLane) g_rand_int_range (random, 0, HAVEN_N_LANES));
  layout = haven_timeline_layout_new (G_LIST_MODEL (store));
  haven_timeline_layout_arrange (layout, &measures);
  return layout;
}

static void
test_empty (void)
{
  g_autoptr (HavenTimelineLayout) layout = haven_timeline_layout_new (NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  HavenTimelineMeasures measures = get_measures (30, 3);
  guint index;

  haven_timeline_layout_arrange (layout, &measures);
  haven_timeline_layout_find_boxes (layout, HAVEN_LANE_LEGAL, -1e9, 1e9, found);
  haven_timeline_layout_find_chips (layout, HAVEN_LANE_LEGAL, -1e9, 1e9, found);
  haven_timeline_layout_find_tails (layout, HAVEN_LANE_LEGAL, -1e9, 1e9, found);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (haven_timeline_layout_seek (layout, 0), ==, 0);
  g_assert_false (haven_timeline_layout_nearest (layout, HAVEN_LANE_SHARED, 0, &index));
  g_assert_false (haven_timeline_layout_step (layout, HAVEN_LANE_SHARED, 0, 1, &index));
}

static void
test_positions (void)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  g_autoptr (HavenTimelineLayout) layout = NULL;
  HavenTimelineMeasures measures = get_measures (1440, 3);
  HavenTimelineBox first, second, third;

  append (store, 1, 0, 600, 600, HAVEN_LANE_MEDICAL);
  append (store, 2, 0, 630, 30, HAVEN_LANE_MEDICAL);
  append (store, 3, 1, 600, 0, HAVEN_LANE_MEDICAL);
  layout = haven_timeline_layout_new (G_LIST_MODEL (store));
  haven_timeline_layout_arrange (layout, &measures);
  haven_timeline_layout_get_box (layout, 0, &first);
  haven_timeline_layout_get_box (layout, 1, &second);
  haven_timeline_layout_get_box (layout, 2, &third);

  g_assert_cmpfloat_with_epsilon (first.x, 600, 0.01);
  g_assert_cmpfloat_with_epsilon (first.width, 596, 0.01);
  g_assert_cmpint (first.row, ==, 0);
  g_assert_cmpfloat_with_epsilon (second.x, 630, 0.01);
  g_assert_cmpint (second.row, ==, 1);
  g_assert_cmpint (third.row, ==, 0);
}

/* The lane has one row, so what falls together in it is counted instead. */
static void
test_chip (void)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  g_autoptr (GListStore) gathered = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  g_autoptr (GArray) chips = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (HavenTimelineLayout) layout = NULL;
  HavenTimelineMeasures measures = get_measures (30, 1);
  HavenTimelineChipBox chip;

  for (int i = 0; i < 5; i++)
    append (store, i, 10, 600 + i, 30, HAVEN_LANE_LEGAL);
  append (store, 9, 20, 600, 30, HAVEN_LANE_LEGAL);
  layout = haven_timeline_layout_new (G_LIST_MODEL (store));
  haven_timeline_layout_arrange (layout, &measures);
  haven_timeline_layout_find_chips (layout, HAVEN_LANE_LEGAL, 0, 3000, chips);

  g_assert_cmpuint (chips->len, ==, 1);
  haven_timeline_layout_get_chip (layout, HAVEN_LANE_LEGAL, 0, &chip);
  g_assert_cmpuint (chip.count, ==, 5);
  haven_timeline_layout_get_chip_events (layout, HAVEN_LANE_LEGAL, 0, gathered);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gathered)), ==, 5);
}

static void
check_row_is_free (HavenTimelineLayout *layout, guint a, guint b)
{
  HavenTimelineBox one, other;

  haven_timeline_layout_get_box (layout, a, &one);
  haven_timeline_layout_get_box (layout, b, &other);
  if (one.chip >= 0 || other.chip >= 0 || one.row != other.row)
    return;
  g_assert_cmpfloat (one.x + one.width, <=, other.x + 0.01);
}

/* Against the plain definition: within a lane and a row nothing covers anything, and each event is shown or counted. */
static void
test_nothing_covers_anything (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 40; round++)
    {
      g_autoptr (HavenTimelineLayout) layout = create_random (random, 120, 60, g_rand_int_range (random, 1, 5));
      guint shown = 0, counted = 0;

      for (HavenLane lane = 0; lane < HAVEN_N_LANES; lane++)
        {
          g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (guint));
          g_autoptr (GArray) chips = g_array_new (FALSE, FALSE, sizeof (guint));

          haven_timeline_layout_find_boxes (layout, lane, -1e9, 1e9, boxes);
          haven_timeline_layout_find_chips (layout, lane, -1e9, 1e9, chips);
          for (guint i = 0; i < boxes->len; i++)
            for (guint j = i + 1; j < boxes->len; j++)
              check_row_is_free (layout, g_array_index (boxes, guint, i), g_array_index (boxes, guint, j));
          for (guint i = 0; i < chips->len; i++)
            {
              HavenTimelineChipBox chip;
              g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);

              haven_timeline_layout_get_chip (layout, lane, g_array_index (chips, guint, i), &chip);
              haven_timeline_layout_get_chip_events (layout, lane, g_array_index (chips, guint, i), events);
              g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (events)), ==, chip.count);
              g_assert_cmpuint (chip.count, >=, 2);
              counted += chip.count;
            }
          shown += boxes->len;
        }
      g_assert_cmpuint (shown + counted, ==, 120);
    }
}

/* Against looking at every event. */
static void
test_search_finds_what_is_in_the_window (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (HavenTimelineLayout) layout = create_random (random, 200, 90, 3);
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
      double from = g_rand_double_range (random, -200, 2800), to = from + g_rand_double_range (random, 0, 900);
      guint expected = 0;

      for (guint i = 0; i < haven_timeline_layout_get_n_events (layout); i++)
        {
          HavenTimelineBox box;

          haven_timeline_layout_get_box (layout, i, &box);
          expected += box.chip < 0 && box.x <= to && box.x + box.width >= from;
        }
      for (HavenLane lane = 0; lane < HAVEN_N_LANES; lane++)
        haven_timeline_layout_find_boxes (layout, lane, from, to, found);
      g_assert_cmpuint (found->len, ==, expected);
    }
}

static void
test_unsorted_is_sorted (void)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  g_autoptr (HavenTimelineLayout) layout = NULL;

  append (store, 1, 9, 0, 0, HAVEN_LANE_MEDICAL);
  append (store, 2, 3, 0, 0, HAVEN_LANE_LEGAL);
  append (store, 3, 6, 0, 0, HAVEN_LANE_SHARED);
  layout = haven_timeline_layout_new (G_LIST_MODEL (store));
  g_assert_cmpstr (haven_timeline_event_get_record_id (haven_timeline_layout_get_event (layout, 0)), ==, "record-2");
  g_assert_cmpstr (haven_timeline_event_get_record_id (haven_timeline_layout_get_event (layout, 2)), ==, "record-1");
}

static void
test_steps (void)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  g_autoptr (HavenTimelineLayout) layout = NULL;
  guint index;

  append (store, 0, 1, 0, 0, HAVEN_LANE_MEDICAL);
  append (store, 1, 2, 0, 0, HAVEN_LANE_LEGAL);
  append (store, 2, 3, 0, 0, HAVEN_LANE_MEDICAL);
  layout = haven_timeline_layout_new (G_LIST_MODEL (store));

  g_assert_true (haven_timeline_layout_step (layout, HAVEN_LANE_MEDICAL, 0, 1, &index));
  g_assert_cmpuint (index, ==, 2);
  g_assert_false (haven_timeline_layout_step (layout, HAVEN_LANE_MEDICAL, 2, 1, &index));
  g_assert_true (haven_timeline_layout_step (layout, HAVEN_LANE_MEDICAL, 1, -1, &index));
  g_assert_cmpuint (index, ==, 0);
  g_assert_true (haven_timeline_layout_nearest (layout, HAVEN_LANE_LEGAL, G_MAXINT32, &index));
  g_assert_cmpuint (index, ==, 1);
}

static void
test_tails (void)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (HavenTimelineEvent) last = NULL;
  g_autoptr (HavenTimelineLayout) layout = NULL;
  HavenTimelineMeasures measures = get_measures (30, 3);

  append (store, 0, 50, -1, 0, HAVEN_LANE_LEGAL);
  append (store, 1, 100, -1, 0, HAVEN_LANE_LEGAL);
  last = g_list_model_get_item (G_LIST_MODEL (store), 1);
  haven_timeline_event_set_lead_days (last, 30);
  layout = haven_timeline_layout_new (G_LIST_MODEL (store));
  haven_timeline_layout_arrange (layout, &measures);

  haven_timeline_layout_find_tails (layout, HAVEN_LANE_LEGAL, 60 * 30, 69 * 30, found);
  g_assert_cmpuint (found->len, ==, 0);
  haven_timeline_layout_find_tails (layout, HAVEN_LANE_LEGAL, 71 * 30, 80 * 30, found);
  g_assert_cmpuint (found->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/timeline-layout/no-events-take-no-place", test_empty);
  g_test_add_func ("/ui/timeline-layout/an-event-begins-at-its-minute-and-stacks", test_positions);
  g_test_add_func ("/ui/timeline-layout/what-does-not-fit-is-counted-in-a-chip", test_chip);
  g_test_add_func ("/ui/timeline-layout/no-event-covers-another", test_nothing_covers_anything);
  g_test_add_func ("/ui/timeline-layout/search-finds-what-is-in-the-window", test_search_finds_what_is_in_the_window);
  g_test_add_func ("/ui/timeline-layout/events-out-of-order-are-sorted", test_unsorted_is_sorted);
  g_test_add_func ("/ui/timeline-layout/steps-stay-in-their-lane", test_steps);
  g_test_add_func ("/ui/timeline-layout/a-lead-time-reaches-back", test_tails);
  return g_test_run ();
}
