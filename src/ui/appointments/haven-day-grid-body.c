/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-body.h"
#include "haven-time-scale.h"
#include "haven-widget-pool.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define GAP 2.0
#define HOUR_ALPHA 0.12f
#define HALF_ALPHA 0.05f
#define COLUMN_ALPHA 0.09f
#define CLOSED_ALPHA 0.055f
#define LOW_LINES 2.35 /* lines of text under which a tile shows one */
#define NARROW_LINES 3.5 /* as wide as so many lines are high */

struct _HavenDayGridBody
{
  GtkWidget parent_instance;

  /* owned */
  HavenWidgetPool *tiles;
  GtkWidget *slot; /* the keyboard's place in an empty slot */
  GArray *shown;   /* numbers of the tiles that have a child */
  GPtrArray *keys;

  /* borrowed */
  HavenDayGridLayout *layout;

  HavenDayGridFrame frame;
  HavenDayGridCursor cursor;
  int marked;
  struct
  {
    guint column;
    int minute;
    int length; /* 0 while nothing is dragged */
  } preview;
};

G_DEFINE_FINAL_TYPE (HavenDayGridBody, haven_day_grid_body, GTK_TYPE_WIDGET)

enum
{
  TILE_CLICKED,
  TILE_FOCUSED,
  SLOT_PRESSED,
  SLOT_ACTIVATED,
  DROPPED,
  RESIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A number as a key of the pool: never NULL. */
#define KEY_OF(number) GUINT_TO_POINTER ((number) + 1)
#define NUMBER_OF(key) (GPOINTER_TO_UINT (key) - 1)

/* ── Children ────────────────────────────────────────────────────────────── */

static void
tile_clicked_cb (HavenDayGridBody *self, GtkWidget *tile)
{
  gpointer key = haven_widget_pool_get_key (tile);

  if (key != NULL && !haven_day_grid_resize_was_pulled (tile))
    g_signal_emit (self, signals[TILE_CLICKED], 0, NUMBER_OF (key));
}

static void
focus_entered_cb (HavenDayGridBody *self, GtkEventController *controller)
{
  gpointer key = haven_widget_pool_get_key (gtk_event_controller_get_widget (controller));

  if (key != NULL)
    g_signal_emit (self, signals[TILE_FOCUSED], 0, NUMBER_OF (key));
}

static GtkWidget *
create_tile (gpointer owner)
{
  GtkWidget *tile = haven_day_grid_tile_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), owner, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (tile, focus);
  g_signal_connect_object (tile, "clicked", G_CALLBACK (tile_clicked_cb), owner, G_CONNECT_SWAPPED);
  haven_day_grid_drag_attach_tile (owner, tile);
  haven_day_grid_resize_attach_tile (owner, tile);
  return tile;
}

static void
bind_tile (GtkWidget *widget, gpointer key, gpointer owner)
{
  HavenDayGridBody *self = owner;
  guint number = NUMBER_OF (key);
  const HavenDayTile *place = haven_day_grid_layout_get_tile (self->layout, number);

  haven_day_grid_tile_show (HAVEN_DAY_GRID_TILE (widget),
                            haven_day_grid_layout_get_event (self->layout, number),
                            haven_day_grid_layout_get_column (self->layout, place->column));
  haven_day_grid_tile_set_marked (HAVEN_DAY_GRID_TILE (widget), (int) number == self->marked);
}

/* What a tile shows, by its number in the layout of now; NULL where it has to be read anew. */
static gpointer
find_key (GtkWidget *widget, gpointer owner)
{
  HavenDayGridBody *self = owner;
  HavenDayEvent *event = haven_day_grid_tile_get_event (HAVEN_DAY_GRID_TILE (widget));
  HavenDayColumn *column = haven_day_grid_tile_get_column (HAVEN_DAY_GRID_TILE (widget));
  int number = haven_day_grid_layout_tile_of (self->layout, haven_day_event_get_id (event), haven_day_column_get_id (column));
  guint new_column;

  if (number < 0 || !haven_day_event_looks_like (event, haven_day_grid_layout_get_event (self->layout, (guint) number)))
    return NULL;
  new_column = haven_day_grid_layout_get_tile (self->layout, (guint) number)->column;
  if (!haven_day_column_is_named_like (column, haven_day_grid_layout_get_column (self->layout, new_column)))
    return NULL;
  haven_day_grid_tile_set_marked (HAVEN_DAY_GRID_TILE (widget), FALSE);
  return KEY_OF ((guint) number);
}

static gboolean
has_place (HavenDayGridBody *self)
{
  return self->layout != NULL && self->frame.column_width > 0 && self->frame.n_columns > 0;
}

static void
find_shown (HavenDayGridBody *self)
{
  guint first, last;
  int from, to;

  haven_day_grid_frame_get_columns (&self->frame, &first, &last);
  haven_day_grid_frame_get_minutes (&self->frame, &from, &to);
  haven_day_grid_layout_find_tiles (self->layout, first, last, from, to, self->shown);
  /* The tile that has the keyboard keeps its child wherever it is, so that the focus is never lost. */
  if (self->cursor.tile >= 0)
    {
      for (guint i = 0; i < self->shown->len; i++)
        if (g_array_index (self->shown, guint, i) == (guint) self->cursor.tile)
          return;
      g_array_append_val (self->shown, self->cursor.tile);
    }
}

static void
sync_tiles (HavenDayGridBody *self)
{
  g_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->keys, 0);
  if (has_place (self))
    find_shown (self);
  for (guint i = 0; i < self->shown->len; i++)
    g_ptr_array_add (self->keys, KEY_OF (g_array_index (self->shown, guint, i)));
  haven_widget_pool_sync (self->tiles, self->keys->pdata, self->keys->len);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ── Places ──────────────────────────────────────────────────────────────── */

HavenDayGridBox
haven_day_grid_body_get_tile_box (HavenDayGridBody *self, guint tile)
{
  const HavenDayTile *place = haven_day_grid_layout_get_tile (self->layout, tile);
  HavenDayGridBox box = haven_day_grid_frame_place (&self->frame, place->column, place->start, place->end);
  double width = (box.width - 3 * GAP) / place->n_slots, height = box.height / place->n_rows;

  box.x += self->frame.mirrored ? box.width - 2 * GAP - (place->slot + 1) * width + GAP : 2 * GAP + place->slot * width;
  box.width = width - GAP;
  box.y += place->row * height + GAP / 2;
  box.height = height - GAP;
  return box;
}

static void
allocate_in (GtkWidget *child, const HavenDayGridBox *box)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (child,
                       MAX ((int) box->width, minimum),
                       MAX ((int) box->height, 1),
                       -1,
                       gsk_transform_translate (NULL,
                                                &GRAPHENE_POINT_INIT ((float) round (box->x), (float) round (box->y))));
}

static double
get_line_height (GtkWidget *widget)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  double height = (double) pango_font_metrics_get_height (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return height;
}

static void
haven_day_grid_body_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HavenDayGridBody *self = HAVEN_DAY_GRID_BODY (widget);
  double line = get_line_height (widget);
  HavenDayGridBox slot;
  int least;

  if (!has_place (self))
    return;
  for (guint i = 0; i < self->shown->len; i++)
    {
      guint number = g_array_index (self->shown, guint, i);
      GtkWidget *tile = haven_day_grid_body_get_tile (self, number);
      HavenDayGridBox box = haven_day_grid_body_get_tile_box (self, number);

      haven_day_grid_tile_set_room (HAVEN_DAY_GRID_TILE (tile), box.height < LOW_LINES * line, box.width < NARROW_LINES * line);
      gtk_widget_measure (tile, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
      box.height = MAX (box.height, least);
      allocate_in (tile, &box);
    }
  slot = haven_day_grid_frame_place (&self->frame, self->cursor.column, self->cursor.minute, self->cursor.minute + HAVEN_DAY_SLOT);
  allocate_in (self->slot, &slot);
}

/* ── Drawing ─────────────────────────────────────────────────────────────── */

static void
fill (GtkSnapshot *snapshot, GdkRGBA ink, float alpha, double x, double y, double width, double height)
{
  ink.alpha *= alpha;
  gtk_snapshot_append_color (snapshot,
                             &ink,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
snapshot_closed (HavenDayGridBody *self, GtkSnapshot *snapshot, const GdkRGBA *ink, guint number)
{
  HavenDayColumn *column = haven_day_grid_layout_get_column (self->layout, number);
  int from = self->frame.first_minute;

  while (from < self->frame.last_minute)
    {
      gboolean open = haven_day_column_is_open (column, from);
      int to = from + HAVEN_DAY_SLOT;
      HavenDayGridBox box;

      while (to < self->frame.last_minute && haven_day_column_is_open (column, to) == open)
        to += HAVEN_DAY_SLOT;
      box = haven_day_grid_frame_place (&self->frame, number, from, to);
      if (!open)
        fill (snapshot, *ink, CLOSED_ALPHA, box.x, box.y, box.width, box.height);
      from = to;
    }
}

static void
snapshot_columns (HavenDayGridBody *self, GtkSnapshot *snapshot, const GdkRGBA *ink)
{
  guint first, last;

  haven_day_grid_frame_get_columns (&self->frame, &first, &last);
  for (guint i = first; i <= last; i++)
    {
      HavenDayGridBox box = haven_day_grid_frame_place (&self->frame, i, self->frame.first_minute, self->frame.last_minute);

      snapshot_closed (self, snapshot, ink, i);
      fill (snapshot, *ink, COLUMN_ALPHA, self->frame.mirrored ? box.x + box.width - 1 : box.x, box.y, 1, box.height);
    }
}

static void
snapshot_hours (HavenDayGridBody *self, GtkSnapshot *snapshot, const GdkRGBA *ink)
{
  int from, to;

  haven_day_grid_frame_get_minutes (&self->frame, &from, &to);
  for (int minute = from / 30 * 30; minute <= MIN (to, self->frame.last_minute); minute += 30)
    {
      HavenDayGridBox box = haven_day_grid_frame_place (&self->frame, 0, minute, minute);

      fill (snapshot, *ink, minute % 60 == 0 ? HOUR_ALPHA : HALF_ALPHA, 0, floor (box.y), self->frame.width, 1);
    }
}

static void
snapshot_now (HavenDayGridBody *self, GtkSnapshot *snapshot)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  HavenDayGridBox box = haven_day_grid_frame_place (&self->frame, 0, self->frame.now_minute, self->frame.now_minute);
  GdkRGBA ink;

  if (self->frame.now_minute < self->frame.first_minute || self->frame.now_minute >= self->frame.last_minute)
    return;
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager), adw_style_manager_get_dark (manager), &ink);
  fill (snapshot, ink, 0.85f, 0, round (box.y), self->frame.width, 2);
}

/* Where a dragged appointment would come to lie. */
static void
snapshot_preview (HavenDayGridBody *self, GtkSnapshot *snapshot)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  HavenDayGridBox box;
  GskRoundedRect shape;
  GdkRGBA ink;

  if (self->preview.length == 0)
    return;
  box = haven_day_grid_frame_place (&self->frame,
                                    self->preview.column,
                                    self->preview.minute,
                                    self->preview.minute + self->preview.length);
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (manager), adw_style_manager_get_dark (manager), &ink);
  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT ((float) box.x + 2, (float) box.y, (float) box.width - 4, (float) box.height),
                                   8);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  fill (snapshot, ink, 0.15f, box.x, box.y, box.width, box.height);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &shape, (float[]) { 2, 2, 2, 2 }, (GdkRGBA[]) { ink, ink, ink, ink });
}

static void
haven_day_grid_body_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HavenDayGridBody *self = HAVEN_DAY_GRID_BODY (widget);
  GdkRGBA ink;

  /* Nothing has a place before there are columns; what was never placed cannot be drawn. */
  if (!has_place (self))
    return;
  gtk_widget_get_color (widget, &ink);
  snapshot_columns (self, snapshot, &ink);
  snapshot_hours (self, snapshot, &ink);
  snapshot_now (self, snapshot);
  GTK_WIDGET_CLASS (haven_day_grid_body_parent_class)->snapshot (widget, snapshot);
  snapshot_preview (self, snapshot);
}

/* ── Pointer ─────────────────────────────────────────────────────────────── */

static void
pressed_cb (HavenDayGridBody *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  guint column;
  int minute;

  if (has_place (self) && haven_day_grid_frame_find_slot (&self->frame, x, y, &column, &minute))
    g_signal_emit (self, signals[SLOT_PRESSED], 0, column, minute, n_press);
}

static void
slot_clicked_cb (HavenDayGridBody *self)
{
  g_signal_emit (self, signals[SLOT_ACTIVATED], 0);
}

void
haven_day_grid_body_drop (HavenDayGridBody *self, const char *event_id, const char *from_column, guint column, int minute)
{
  g_signal_emit (self, signals[DROPPED], 0, event_id, from_column, column, minute);
}

void
haven_day_grid_body_resize (HavenDayGridBody *self, const char *event_id, const char *column_id, int minutes_long)
{
  g_signal_emit (self, signals[RESIZED], 0, event_id, column_id, minutes_long);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_day_grid_body_dispose (GObject *object)
{
  HavenDayGridBody *self = HAVEN_DAY_GRID_BODY (object);

  self->layout = NULL;
  g_clear_pointer (&self->tiles, haven_widget_pool_free);
  g_clear_pointer (&self->slot, gtk_widget_unparent);
  G_OBJECT_CLASS (haven_day_grid_body_parent_class)->dispose (object);
}

static void
haven_day_grid_body_finalize (GObject *object)
{
  HavenDayGridBody *self = HAVEN_DAY_GRID_BODY (object);

  g_array_unref (self->shown);
  g_ptr_array_unref (self->keys);
  G_OBJECT_CLASS (haven_day_grid_body_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_parameters, const GType *types)
{
  return g_signal_newv (name,
                        HAVEN_TYPE_DAY_GRID_BODY,
                        G_SIGNAL_RUN_LAST,
                        NULL,
                        NULL,
                        NULL,
                        NULL,
                        G_TYPE_NONE,
                        n_parameters,
                        (GType *) types);
}

static void
haven_day_grid_body_class_init (HavenDayGridBodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_day_grid_body_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_day_grid_body_finalize;
  widget_class->size_allocate = haven_day_grid_body_size_allocate;
  widget_class->snapshot = haven_day_grid_body_snapshot;

  signals[TILE_CLICKED] = add_signal ("tile-clicked", 1, (GType[]) { G_TYPE_UINT });
  signals[TILE_FOCUSED] = add_signal ("tile-focused", 1, (GType[]) { G_TYPE_UINT });
  signals[SLOT_PRESSED] = add_signal ("slot-pressed", 3, (GType[]) { G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT });
  signals[SLOT_ACTIVATED] = add_signal ("slot-activated", 0, NULL);
  signals[DROPPED] = add_signal ("dropped", 4, (GType[]) { G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_INT });
  signals[RESIZED] = add_signal ("resized", 3, (GType[]) { G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT });
  gtk_widget_class_set_css_name (widget_class, "day-body");
}

static void
haven_day_grid_body_init (HavenDayGridBody *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->cursor.tile = -1;
  self->marked = -1;
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = g_ptr_array_new ();
  self->tiles = haven_widget_pool_new (GTK_WIDGET (self), create_tile, bind_tile, self);
  self->slot = gtk_button_new ();
  gtk_widget_add_css_class (self->slot, "day-slot");
  gtk_widget_set_can_target (self->slot, FALSE);
  gtk_widget_set_parent (self->slot, GTK_WIDGET (self));
  g_signal_connect_object (self->slot, "clicked", G_CALLBACK (slot_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  haven_day_grid_drag_attach_body (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* ── Public functions ────────────────────────────────────────────────────── */

/** The part of the day grid that scrolls both ways. */
GtkWidget *
haven_day_grid_body_new (void)
{
  return g_object_new (HAVEN_TYPE_DAY_GRID_BODY, NULL);
}

/** @layout: (transfer none) (nullable): its owner keeps it until it sets another; what looks the same in it keeps its tile */
void
haven_day_grid_body_set_layout (HavenDayGridBody *self, HavenDayGridLayout *layout)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_BODY (self));
  self->layout = layout;
  self->cursor.tile = -1;
  self->marked = -1;
  if (layout != NULL)
    haven_widget_pool_rename (self->tiles, find_key);
  else
    haven_widget_pool_forget (self->tiles);
}

void
haven_day_grid_body_set_frame (HavenDayGridBody *self, const HavenDayGridFrame *frame)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_BODY (self));
  self->frame = *frame;
  sync_tiles (self);
}

const HavenDayGridFrame *
haven_day_grid_body_get_frame (HavenDayGridBody *self)
{
  return &self->frame;
}

static void
name_slot (HavenDayGridBody *self)
{
  HavenDayColumn *column = haven_day_grid_layout_get_column (self->layout, self->cursor.column);
  g_autofree char *time = haven_time_dup_clock_label (self->cursor.minute);
  g_autofree char *name = NULL;
  gboolean open = haven_day_column_is_open (column, self->cursor.minute);

  /* Translators: an empty place in the day, as a screen reader says it: whose column, when, and whether it is in the open hours */
  name = g_strdup_printf (C_("empty slot", "%s, %s, %s"),
                          haven_day_column_get_name (column),
                          time,
                          open ? C_("slot", "free") : C_("slot", "outside open hours"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slot), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
haven_day_grid_body_set_cursor (HavenDayGridBody *self, const HavenDayGridCursor *cursor)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_BODY (self));
  self->cursor = *cursor;
  if (has_place (self))
    name_slot (self);
  sync_tiles (self);
}

/** @tile: the one that waits to be put down somewhere else, or -1 */
void
haven_day_grid_body_set_marked (HavenDayGridBody *self, int tile)
{
  GtkWidget *before, *now;

  g_return_if_fail (HAVEN_IS_DAY_GRID_BODY (self));
  before = self->marked < 0 ? NULL : haven_day_grid_body_get_tile (self, (guint) self->marked);
  now = tile < 0 ? NULL : haven_day_grid_body_get_tile (self, (guint) tile);
  self->marked = tile;
  if (before != NULL)
    haven_day_grid_tile_set_marked (HAVEN_DAY_GRID_TILE (before), FALSE);
  if (now != NULL)
    haven_day_grid_tile_set_marked (HAVEN_DAY_GRID_TILE (now), TRUE);
}

/** @length: in minutes, 0 to show none */
void
haven_day_grid_body_set_preview (HavenDayGridBody *self, guint column, int minute, int length)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_BODY (self));
  self->preview.column = column;
  self->preview.minute = minute;
  self->preview.length = length;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** Gives the keyboard to the tile or the slot where the cursor is. */
gboolean
haven_day_grid_body_grab_cursor (HavenDayGridBody *self)
{
  GtkWidget *tile;

  g_return_val_if_fail (HAVEN_IS_DAY_GRID_BODY (self), FALSE);
  tile = self->cursor.tile < 0 ? NULL : haven_day_grid_body_get_tile (self, (guint) self->cursor.tile);
  return gtk_widget_grab_focus (tile ? tile : self->slot);
}

/** Returns: (transfer none) (nullable): the child of a tile, where it has one */
GtkWidget *
haven_day_grid_body_get_tile (HavenDayGridBody *self, guint tile)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID_BODY (self), NULL);
  return haven_widget_pool_lookup (self->tiles, KEY_OF (tile));
}
