/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-timeline-chip.h"
#include "haven-timeline-event-button.h"
#include "haven-timeline-lane.h"
#include "haven-timeline-words.h"
#include "haven-widget-pool.h"

#define MARGIN 120 /* pixels beyond the window in which events have their child already */
#define ROW_GAP 4
#define PADDING 6
#define LEAST_TARGET 44
#define LETTERS_WORTH_SHOWING 3
#define BOLDER 1.12 /* titles are set in bold letters */

struct _HavenTimelineLane
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *caption;
  GtkWidget *sample; /* never shown; the rows are as tall as it is */
  HavenWidgetPool *events;
  HavenWidgetPool *chips;
  GArray *shown; /* indices of the events that have a child */
  GPtrArray *keys;

  /* borrowed */
  HavenTimelineLayout *layout;

  HavenLane lane;
  HavenTimelineFrame frame;
  HavenTimelineSizes sizes;
  int selected; /* index in the layout, or -1 */
};

G_DEFINE_FINAL_TYPE (HavenTimelineLane, haven_timeline_lane, GTK_TYPE_WIDGET)

enum
{
  EVENT_ACTIVATED,
  EVENT_FOCUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ── Children ────────────────────────────────────────────────────────────── */

/* An index as a key of the pool: never NULL. */
#define KEY_OF(index) GUINT_TO_POINTER ((index) + 1)
#define INDEX_OF(key) (GPOINTER_TO_UINT (key) - 1)

static void
event_clicked_cb (HavenTimelineLane *self, GtkButton *button)
{
  HavenTimelineEvent *event = haven_timeline_event_button_get_event (HAVEN_TIMELINE_EVENT_BUTTON (button));

  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, event);
}

static void
focus_entered_cb (HavenTimelineLane *self, GtkEventController *controller)
{
  GtkWidget *button = gtk_event_controller_get_widget (controller);

  g_signal_emit (self,
                 signals[EVENT_FOCUSED],
                 0,
                 haven_timeline_event_button_get_event (HAVEN_TIMELINE_EVENT_BUTTON (button)));
}

static GtkWidget *
create_event (gpointer owner)
{
  GtkWidget *button = haven_timeline_event_button_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), owner, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (button, focus);
  g_signal_connect_object (button, "clicked", G_CALLBACK (event_clicked_cb), owner, G_CONNECT_SWAPPED);
  return button;
}

static void
bind_event (GtkWidget *widget, gpointer key, gpointer owner)
{
  HavenTimelineLane *self = owner;
  HavenTimelineEventButton *button = HAVEN_TIMELINE_EVENT_BUTTON (widget);

  haven_timeline_event_button_set_event (button, key, self->frame.zoom);
}

static void
chip_fill_cb (GtkMenuButton *chip, GListStore *events, gpointer owner)
{
  HavenTimelineLane *self = owner;
  gpointer key = haven_widget_pool_get_key (GTK_WIDGET (chip));

  if (self->layout != NULL && key != NULL)
    haven_timeline_layout_get_chip_events (self->layout, self->lane, INDEX_OF (key), events);
}

static void
chip_chosen_cb (HavenTimelineEvent *event, gpointer owner)
{
  g_signal_emit (owner, signals[EVENT_ACTIVATED], 0, event);
}

static GtkWidget *
create_chip (gpointer owner)
{
  return haven_timeline_chip_new (chip_fill_cb, chip_chosen_cb, owner);
}

static void
bind_chip (GtkWidget *widget, gpointer key, gpointer owner)
{
  HavenTimelineLane *self = owner;
  HavenTimelineChipBox box;

  haven_timeline_layout_get_chip (self->layout, self->lane, INDEX_OF (key), &box);
  haven_timeline_chip_set_count (GTK_MENU_BUTTON (widget), box.count);
}

static gboolean
shows_selected (HavenTimelineLane *self)
{
  return self->layout != NULL && self->selected >= 0 &&
         haven_timeline_event_get_lane (haven_timeline_layout_get_event (self->layout, (guint) self->selected)) ==
           self->lane;
}

/* The selected event keeps its child wherever it is, so that the focus is never lost. */
static void
sync_events (HavenTimelineLane *self, double from, double to)
{
  gboolean missing = shows_selected (self);

  g_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->keys, 0);
  haven_timeline_layout_find_boxes (self->layout, self->lane, from, to, self->shown);
  for (guint i = 0; i < self->shown->len; i++)
    {
      guint index = g_array_index (self->shown, guint, i);

      missing = missing && index != (guint) self->selected;
      g_ptr_array_add (self->keys, haven_timeline_layout_get_event (self->layout, index));
    }
  if (missing)
    {
      g_array_append_val (self->shown, self->selected);
      g_ptr_array_add (self->keys, haven_timeline_layout_get_event (self->layout, (guint) self->selected));
    }
  haven_widget_pool_sync (self->events, self->keys->pdata, self->keys->len);
}

static void
sync_chips (HavenTimelineLane *self, double from, double to)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  g_ptr_array_set_size (self->keys, 0);
  haven_timeline_layout_find_chips (self->layout, self->lane, from, to, numbers);
  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (self->keys, KEY_OF (g_array_index (numbers, guint, i)));
  haven_widget_pool_sync (self->chips, self->keys->pdata, self->keys->len);
}

static void
sync_children (HavenTimelineLane *self)
{
  double from = self->frame.left - MARGIN;
  double to = self->frame.left + self->frame.width + MARGIN;

  if (self->layout == NULL || self->frame.scale.pixels_a_minute <= 0)
    return;
  sync_events (self, from, to);
  sync_chips (self, from, to);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* ── Places ──────────────────────────────────────────────────────────────── */

static int
get_row_top (HavenTimelineLane *self, int row)
{
  return PADDING + self->sizes.caption + row * (self->sizes.row + ROW_GAP);
}

static void
allocate_at (GtkWidget *child, double x, int y, double width, int height)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y));

  gtk_widget_allocate (child, MAX ((int) width, 1), height, -1, transform);
}

/* An event that began before the window's start edge keeps its title in sight as long as it lasts. */
static void
allocate_event (HavenTimelineLane *self, guint index)
{
  GtkWidget *button = haven_timeline_lane_get_button (self, index);
  HavenTimelineBox box;
  double hidden, width;
  gboolean compact;

  haven_timeline_layout_get_box (self->layout, index, &box);
  hidden = CLAMP (self->frame.left - box.x, 0, box.width - self->sizes.compact_width);
  width = MAX (box.width - hidden, self->sizes.compact_width);
  compact = width < self->sizes.event_padding + LETTERS_WORTH_SHOWING * self->sizes.character_width;

  haven_timeline_event_button_set_compact (HAVEN_TIMELINE_EVENT_BUTTON (button), compact);
  haven_timeline_event_button_set_selected (HAVEN_TIMELINE_EVENT_BUTTON (button), (int) index == self->selected);
  allocate_at (button,
               haven_timeline_frame_place (&self->frame, box.x + hidden, width),
               get_row_top (self, box.row),
               width,
               self->sizes.row);
}

static void
allocate_chip (HavenTimelineLane *self, GtkWidget *chip, guint number)
{
  HavenTimelineChipBox box;
  int minimum;

  haven_timeline_layout_get_chip (self->layout, self->lane, number, &box);
  gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  allocate_at (chip,
               haven_timeline_frame_place (&self->frame, box.x, self->sizes.compact_width),
               get_row_top (self, box.row),
               MAX (self->sizes.compact_width, minimum),
               self->sizes.row);
}

static void
allocate_chips (HavenTimelineLane *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer key = haven_widget_pool_get_key (child);

      if (GTK_IS_MENU_BUTTON (child) && key != NULL)
        allocate_chip (self, child, INDEX_OF (key));
    }
}

/* ── Drawing ─────────────────────────────────────────────────────────────── */

/* The time before a deadline in which somebody has to start. */
static void
snapshot_tail (HavenTimelineLane *self, GtkSnapshot *snapshot, guint index)
{
  HavenTimelineBox box;
  GskRoundedRect shape;
  GdkRGBA ink, faint;
  HavenTimelineEvent *event = haven_timeline_layout_get_event (self->layout, index);
  double length = haven_timeline_event_get_lead_days (event) * self->frame.scale.pixels_a_minute * HAVEN_MINUTES_A_DAY;
  float x, y, start, end;

  haven_timeline_layout_get_box (self->layout, index, &box);
  x = (float) haven_timeline_frame_place (&self->frame, box.x - length, length);
  y = (float) get_row_top (self, box.row) + (float) self->sizes.row / 2 - 4;
  start = self->frame.mirrored ? x + (float) length : x;
  end = self->frame.mirrored ? x : x + (float) length;
  gtk_widget_get_color (GTK_WIDGET (self), &ink);
  faint = ink;
  faint.alpha *= 0.12f;
  ink.alpha *= 0.6f;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, y, (float) length, 8), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_linear_gradient (snapshot,
                                       &shape.bounds,
                                       &GRAPHENE_POINT_INIT (start, y),
                                       &GRAPHENE_POINT_INIT (end, y),
                                       (GskColorStop[]) { { 0, faint }, { 1, ink } },
                                       2);
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_tails (HavenTimelineLane *self, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) tails = g_array_new (FALSE, FALSE, sizeof (guint));
  double from = self->frame.left;

  haven_timeline_layout_find_tails (self->layout, self->lane, from, from + self->frame.width, tails);
  for (guint i = 0; i < tails->len; i++)
    snapshot_tail (self, snapshot, g_array_index (tails, guint, i));
}

static void
haven_timeline_lane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenTimelineLane *self = HAVEN_TIMELINE_LANE (widget);
  double height = gtk_widget_get_height (widget);
  GdkRGBA ink;

  gtk_widget_get_color (gtk_widget_get_parent (widget), &ink);
  haven_timeline_frame_snapshot_grid (&self->frame, snapshot, &ink, height);
  if (self->layout != NULL)
    snapshot_tails (self, snapshot);
  haven_timeline_frame_snapshot_today (&self->frame, snapshot, height);
  GTK_WIDGET_CLASS (haven_timeline_lane_parent_class)->snapshot (widget, snapshot);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_timeline_lane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HavenTimelineLane *self = HAVEN_TIMELINE_LANE (widget);
  int minimum, natural, caption_width;

  gtk_widget_measure (self->caption, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  caption_width = CLAMP (natural, minimum, MAX (width, minimum));
  allocate_at (self->caption,
               gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - caption_width : 0,
               PADDING / 2,
               caption_width,
               self->sizes.caption);
  if (self->layout == NULL)
    return;
  for (guint i = 0; i < self->shown->len; i++)
    allocate_event (self, g_array_index (self->shown, guint, i));
  allocate_chips (self);
}

static void
haven_timeline_lane_dispose (GObject *object)
{
  HavenTimelineLane *self = HAVEN_TIMELINE_LANE (object);

  self->layout = NULL;
  g_clear_pointer (&self->events, haven_widget_pool_free);
  g_clear_pointer (&self->chips, haven_widget_pool_free);
  g_clear_pointer (&self->caption, gtk_widget_unparent);
  g_clear_pointer (&self->sample, gtk_widget_unparent);
  G_OBJECT_CLASS (haven_timeline_lane_parent_class)->dispose (object);
}

static void
haven_timeline_lane_finalize (GObject *object)
{
  HavenTimelineLane *self = HAVEN_TIMELINE_LANE (object);

  g_array_unref (self->shown);
  g_ptr_array_unref (self->keys);
  G_OBJECT_CLASS (haven_timeline_lane_parent_class)->finalize (object);
}

static void
haven_timeline_lane_class_init (HavenTimelineLaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_timeline_lane_dispose;
  object_class->finalize = haven_timeline_lane_finalize;
  widget_class->size_allocate = haven_timeline_lane_size_allocate;
  widget_class->snapshot = haven_timeline_lane_snapshot;

  /** Somebody opened an event of this lane. */
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated",
                                           HAVEN_TYPE_TIMELINE_LANE,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           HAVEN_TYPE_TIMELINE_EVENT);

  /** The keyboard has come to an event of this lane. */
  signals[EVENT_FOCUSED] = g_signal_new ("event-focused",
                                         HAVEN_TYPE_TIMELINE_LANE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         HAVEN_TYPE_TIMELINE_EVENT);

  gtk_widget_class_set_css_name (widget_class, "timeline-lane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
haven_timeline_lane_init (HavenTimelineLane *self)
{
  self->selected = -1;
  self->frame.now = HAVEN_NO_MINUTE;
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = g_ptr_array_new ();
  self->events = haven_widget_pool_new (GTK_WIDGET (self), create_event, bind_event, self);
  self->chips = haven_widget_pool_new (GTK_WIDGET (self), create_chip, bind_chip, self);
  self->sample = haven_timeline_event_button_new ();
  gtk_widget_set_child_visible (self->sample, FALSE);
  gtk_widget_set_parent (self->sample, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* ── Public functions ────────────────────────────────────────────────────── */

static GtkWidget *
create_caption (HavenLane lane)
{
  GtkWidget *caption = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (haven_lane_get_icon_name (lane));

  gtk_box_append (GTK_BOX (caption), icon);
  gtk_box_append (GTK_BOX (caption), gtk_label_new (haven_lane_get_caption (lane)));
  gtk_widget_add_css_class (caption, "lane-caption");
  gtk_widget_set_can_target (caption, FALSE);
  return caption;
}

/** One lane of the timeline: the medical, the shared or the legal one. */
GtkWidget *
haven_timeline_lane_new (HavenLane lane)
{
  HavenTimelineLane *self = g_object_new (HAVEN_TYPE_TIMELINE_LANE, NULL);

  self->lane = lane;
  self->caption = create_caption (lane);
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), haven_lane_get_css_class (lane));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  haven_lane_get_caption (lane),
                                  -1);
  return GTK_WIDGET (self);
}

/** Measures rows and letters in the fonts in use, and keeps the result. */
void
haven_timeline_lane_measure_sizes (HavenTimelineLane *self, HavenTimelineSizes *sizes)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  HavenTimelineEventButton *sample = HAVEN_TIMELINE_EVENT_BUTTON (self->sample);
  int compact, wordy;

  *sizes = (HavenTimelineSizes) { .row_gap = ROW_GAP, .padding = PADDING };
  sizes->character_width = BOLDER * (double) pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;
  sizes->line_height = (double) pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);

  haven_timeline_event_button_set_compact (sample, TRUE);
  gtk_widget_measure (self->sample, GTK_ORIENTATION_HORIZONTAL, -1, &compact, NULL, NULL, NULL);
  haven_timeline_event_button_set_compact (sample, FALSE);
  gtk_widget_measure (self->sample, GTK_ORIENTATION_HORIZONTAL, -1, &wordy, NULL, NULL, NULL);
  gtk_widget_measure (self->sample, GTK_ORIENTATION_VERTICAL, -1, &sizes->row, NULL, NULL, NULL);
  gtk_widget_measure (self->caption, GTK_ORIENTATION_VERTICAL, -1, &sizes->caption, NULL, NULL, NULL);
  sizes->row = MAX (sizes->row, LEAST_TARGET);
  sizes->compact_width = MAX (MAX (compact, LEAST_TARGET), 4.6 * sizes->character_width);
  sizes->event_padding = wordy + sizes->character_width;
  self->sizes = *sizes;
}

int
haven_timeline_lane_get_height_for_rows (const HavenTimelineSizes *sizes, int rows)
{
  return 2 * PADDING + sizes->caption + rows * (sizes->row + ROW_GAP) - ROW_GAP;
}

/** @layout: (transfer none) (nullable): where the events are; its owner keeps it alive until it sets another */
void
haven_timeline_lane_set_layout (HavenTimelineLane *self, HavenTimelineLayout *layout)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_LANE (self));

  self->layout = layout;
  self->selected = -1;
  g_array_set_size (self->shown, 0);
  haven_timeline_lane_rearranged (self);
  if (layout == NULL)
    {
      haven_widget_pool_sync (self->events, NULL, 0);
      haven_widget_pool_sync (self->chips, NULL, 0);
    }
}

/** The layout's boxes and chips have changed: what is shown is bound afresh at the next frame. */
void
haven_timeline_lane_rearranged (HavenTimelineLane *self)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_LANE (self));
  haven_widget_pool_forget (self->chips);
}

void
haven_timeline_lane_set_frame (HavenTimelineLane *self, const HavenTimelineFrame *frame)
{
  gboolean zoomed;

  g_return_if_fail (HAVEN_IS_TIMELINE_LANE (self));
  zoomed = self->frame.zoom != frame->zoom;
  self->frame = *frame;
  if (zoomed)
    haven_widget_pool_rebind (self->events);
  sync_children (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** @index: of the selected event in the layout, whatever its lane, or -1 */
void
haven_timeline_lane_set_selected (HavenTimelineLane *self, int index)
{
  g_return_if_fail (HAVEN_IS_TIMELINE_LANE (self));
  if (self->selected == index)
    return;
  self->selected = index;
  sync_children (self);
  if (shows_selected (self))
    gtk_widget_insert_before (haven_timeline_lane_get_button (self, (guint) index), GTK_WIDGET (self), NULL);
}

/** Returns: (transfer none) (nullable): the child that shows the event at @index, where it has one */
GtkWidget *
haven_timeline_lane_get_button (HavenTimelineLane *self, guint index)
{
  g_return_val_if_fail (HAVEN_IS_TIMELINE_LANE (self), NULL);
  if (self->layout == NULL)
    return NULL;
  return haven_widget_pool_lookup (self->events, haven_timeline_layout_get_event (self->layout, index));
}
