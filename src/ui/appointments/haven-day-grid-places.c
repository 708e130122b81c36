/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-private.h"

#include <math.h>

/* Which part of the day the grid shows, and where its cursor stands in it. */

#define SLOT_LINES 1.3
#define EARLIER_THAN_NOW 90 /* minutes left above the line of now at first */

/* ── Places ──────────────────────────────────────────────────────────────── */

void
haven_day_grid_show_frame (HavenDayGrid *self)
{
  self->frame.across = gtk_adjustment_get_value (self->hadjustment);
  self->frame.down = gtk_adjustment_get_value (self->vadjustment);
  haven_day_grid_header_set_frame (HAVEN_DAY_GRID_HEADER (self->header), &self->frame);
  haven_day_grid_hours_set_frame (HAVEN_DAY_GRID_HOURS (self->hours), &self->frame);
  haven_day_grid_body_set_frame (HAVEN_DAY_GRID_BODY (self->body), &self->frame);
}

static void
configure (GtkAdjustment *adjustment, double page, double total, double step)
{
  double value = CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (total - page, 0));

  gtk_adjustment_configure (adjustment, value, 0, MAX (total, page), step, page * 0.9, page);
}

static void
configure_adjustments (HavenDayGrid *self)
{
  self->configuring = TRUE;
  configure (self->hadjustment,
             self->frame.width,
             haven_day_grid_frame_get_total_width (&self->frame),
             self->frame.column_width);
  configure (self->vadjustment,
             self->frame.height,
             haven_day_grid_frame_get_total_height (&self->frame),
             30 * self->frame.pixels_a_minute);
  self->configuring = FALSE;
}

static void
measure_frame (HavenDayGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  double line = (double) pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  double letter = (double) pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;
  guint n = haven_day_grid_layout_get_n_columns (self->layout);

  pango_font_metrics_unref (metrics);
  self->frame.n_columns = n;
  self->frame.pixels_a_minute = MAX (ceil (SLOT_LINES * line), HAVEN_DAY_LEAST_SLOT_HEIGHT) / HAVEN_DAY_SLOT;
  self->frame.column_width = MAX (self->least_letters * letter, n > 0 ? (double) self->frame.width / n : 0);
  self->frame.mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  haven_day_grid_layout_get_hours (self->layout, &self->frame.first_minute, &self->frame.last_minute);
}

static void
bring_into_view (GtkAdjustment *adjustment, double start, double size)
{
  gtk_adjustment_clamp_page (adjustment, start, start + MIN (size, gtk_adjustment_get_page_size (adjustment)));
}

/* At first the grid shows now, or where the day begins. */
static void
scroll_at_first (HavenDayGrid *self)
{
  int minute = MAX (self->frame.now_minute - EARLIER_THAN_NOW, self->frame.first_minute + 45);

  if (self->scrolled_once || self->frame.n_columns == 0)
    return;
  self->scrolled_once = TRUE;
  gtk_adjustment_set_value (self->vadjustment, (minute - self->frame.first_minute) * self->frame.pixels_a_minute);
}

/* ── Reading the models ──────────────────────────────────────────────────── */

static void
place_cursor_at_first (HavenDayGrid *self)
{
  guint n;
  const HavenDayInterval *open;
  int minute = self->frame.now_minute >= 0 ? self->frame.now_minute : self->frame.first_minute + 60;

  if (self->cursor_placed || self->frame.n_columns == 0)
    return;
  open = haven_day_column_get_open (haven_day_grid_layout_get_column (self->layout, 0), &n);
  if (self->frame.now_minute < 0 && n > 0)
    minute = open[0].opens;
  minute = CLAMP (minute / HAVEN_DAY_SLOT * HAVEN_DAY_SLOT, self->frame.first_minute, self->frame.last_minute - HAVEN_DAY_SLOT);
  haven_day_grid_put_cursor (self, 0, minute, haven_day_grid_layout_tile_at (self->layout, 0, minute, 0));
}

guint
haven_day_grid_find_column (HavenDayGrid *self, const char *id, guint fallback)
{
  for (guint i = 0; i < self->frame.n_columns; i++)
    if (g_strcmp0 (haven_day_column_get_id (haven_day_grid_layout_get_column (self->layout, i)), id) == 0)
      return i;
  return MIN (fallback, self->frame.n_columns > 0 ? self->frame.n_columns - 1 : 0);
}

/* After the models have changed: the cursor follows its appointment, or stays at its time in its column. */
static void
restore_cursor (HavenDayGrid *self, gboolean focused)
{
  int tile;
  guint column;
  int minute = self->cursor.minute;

  if (!self->cursor_placed || self->frame.n_columns == 0)
    return;
  column = haven_day_grid_find_column (self, self->cursor_column, self->cursor.column);
  tile = self->cursor_event ? haven_day_grid_layout_tile_of (self->layout, self->cursor_event, self->cursor_column) : -1;
  if (tile >= 0)
    minute = haven_day_grid_layout_get_tile (self->layout, (guint) tile)->start;
  else
    tile = haven_day_grid_layout_tile_at (self->layout, column, minute, 0);
  minute = CLAMP (minute, self->frame.first_minute, self->frame.last_minute - HAVEN_DAY_SLOT);
  haven_day_grid_put_cursor (self, column, minute, tile);
  if (focused)
    haven_day_grid_body_grab_cursor (HAVEN_DAY_GRID_BODY (self->body));
}

static void
restore_mark (HavenDayGrid *self)
{
  if (self->marked_event != NULL)
    haven_day_grid_body_set_marked (HAVEN_DAY_GRID_BODY (self->body),
                                    haven_day_grid_layout_tile_of (self->layout, self->marked_event, self->marked_column));
}

static void
read_models (HavenDayGrid *self)
{
  HavenDayGridLayout *layout = haven_day_grid_layout_new (self->columns, self->events);

  haven_day_grid_header_set_layout (HAVEN_DAY_GRID_HEADER (self->header), layout);
  haven_day_grid_body_set_layout (HAVEN_DAY_GRID_BODY (self->body), layout);
  g_clear_pointer (&self->layout, haven_day_grid_layout_free);
  self->layout = layout;
  self->layout_stale = FALSE;
}

/* Its column: which part of the day is in sight, scroll_at_first() has chosen. */
static void
show_awaited_cursor (HavenDayGrid *self)
{
  if (!self->cursor_awaited || self->frame.n_columns == 0)
    return;
  self->cursor_awaited = FALSE;
  bring_into_view (self->hadjustment, self->cursor.column * self->frame.column_width, self->frame.column_width);
}

/** Brings positions up to date where the models or the size have changed; FALSE while the grid has no size yet. */
gboolean
haven_day_grid_arrange (HavenDayGrid *self)
{
  gboolean reread = self->layout_stale;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (reread)
    read_models (self);
  measure_frame (self);
  if (self->frame.width <= 0)
    return FALSE;
  configure_adjustments (self);
  scroll_at_first (self);
  haven_day_grid_show_frame (self);
  if (reread)
    {
      restore_cursor (self, focused);
      restore_mark (self);
    }
  place_cursor_at_first (self);
  show_awaited_cursor (self);
  return TRUE;
}

/* ── The cursor ──────────────────────────────────────────────────────────── */

/* Remembers the cursor by what it stands on, so that it can be found after a change. */
void
haven_day_grid_put_cursor (HavenDayGrid *self, guint column, int minute, int tile)
{
  g_autofree char *event_id = NULL;
  g_autofree char *column_id = NULL;

  if (tile >= 0)
    event_id = g_strdup (haven_day_event_get_id (haven_day_grid_layout_get_event (self->layout, (guint) tile)));
  column_id = g_strdup (haven_day_column_get_id (haven_day_grid_layout_get_column (self->layout, column)));
  g_set_str (&self->cursor_event, event_id);
  g_set_str (&self->cursor_column, column_id);
  self->cursor = (HavenDayGridCursor) { column, minute, tile };
  self->cursor_placed = TRUE;
  haven_day_grid_body_set_cursor (HAVEN_DAY_GRID_BODY (self->body), &self->cursor);
}

void
haven_day_grid_show_cursor (HavenDayGrid *self)
{
  int from = self->cursor.minute, to = from + HAVEN_DAY_SLOT;

  if (self->cursor.tile >= 0)
    {
      const HavenDayTile *tile = haven_day_grid_layout_get_tile (self->layout, (guint) self->cursor.tile);

      from = tile->start;
      to = tile->end;
    }
  bring_into_view (self->hadjustment, self->cursor.column * self->frame.column_width, self->frame.column_width);
  bring_into_view (self->vadjustment,
                   (from - self->frame.first_minute - HAVEN_DAY_SLOT) * self->frame.pixels_a_minute,
                   (to - from + 2 * HAVEN_DAY_SLOT) * self->frame.pixels_a_minute);
}

/* Puts the cursor somewhere, brings it into the window and gives it the keyboard. */
void
haven_day_grid_go_to (HavenDayGrid *self, guint column, int minute, int tile)
{
  haven_day_grid_put_cursor (self, column, minute, tile);
  haven_day_grid_show_cursor (self);
  haven_day_grid_body_grab_cursor (HAVEN_DAY_GRID_BODY (self->body));
}

/* @tile: the one that waits to be put down somewhere else, or -1 */
void
haven_day_grid_mark (HavenDayGrid *self, int tile)
{
  g_clear_pointer (&self->marked_event, g_free);
  g_clear_pointer (&self->marked_column, g_free);
  if (tile >= 0)
    {
      guint column = haven_day_grid_layout_get_tile (self->layout, (guint) tile)->column;

      self->marked_event = g_strdup (haven_day_event_get_id (haven_day_grid_layout_get_event (self->layout, (guint) tile)));
      self->marked_column = g_strdup (haven_day_column_get_id (haven_day_grid_layout_get_column (self->layout, column)));
    }
  haven_day_grid_body_set_marked (HAVEN_DAY_GRID_BODY (self->body), tile);
}
