/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-announce.h"
#include "haven-day-grid-private.h"

#include <glib/gi18n.h>

/* What the keyboard does in the day grid: a cursor walks over slots and appointments. */

static int
clamp_minute (HavenDayGrid *self, int minute)
{
  int floored = minute / HAVEN_DAY_SLOT * HAVEN_DAY_SLOT;

  return CLAMP (floored, self->frame.first_minute, self->frame.last_minute - HAVEN_DAY_SLOT);
}

/* Up and down leave a tile at its end or before its start, else they walk slot by slot. */
static void
go_down (HavenDayGrid *self, int slots)
{
  int minute = self->cursor.minute;

  if (!haven_day_grid_arrange (self) || self->frame.n_columns == 0)
    return;
  if (self->cursor.tile >= 0)
    {
      const HavenDayTile *tile = haven_day_grid_layout_get_tile (self->layout, (guint) self->cursor.tile);

      minute = slots > 0 ? (tile->end + HAVEN_DAY_SLOT - 1) / HAVEN_DAY_SLOT * HAVEN_DAY_SLOT - HAVEN_DAY_SLOT : tile->start;
    }
  minute = clamp_minute (self, minute + slots * HAVEN_DAY_SLOT);
  haven_day_grid_go_to (self,
                        self->cursor.column,
                        minute,
                        haven_day_grid_layout_tile_at (self->layout, self->cursor.column, minute, 0));
}

/* The tile beside a tile within its column, or -1. */
static int
find_beside (HavenDayGrid *self, int step)
{
  const HavenDayTile *own = haven_day_grid_layout_get_tile (self->layout, (guint) self->cursor.tile);
  int lane = own->lane + step, found = -1;

  for (; found < 0 && lane >= 0 && lane < own->n_lanes; lane += step)
    {
      int tile = haven_day_grid_layout_tile_at (self->layout, own->column, self->cursor.minute, lane);

      if (tile >= 0 && haven_day_grid_layout_get_tile (self->layout, (guint) tile)->lane == lane)
        found = tile;
    }
  return found;
}

static int
find_in_column (HavenDayGrid *self, guint column, int step)
{
  int found = -1;

  for (int lane = 0, tile = 0; tile >= 0; lane++)
    {
      tile = haven_day_grid_layout_tile_at (self->layout, column, self->cursor.minute, lane);
      if (tile >= 0)
        {
          found = tile;
          lane = haven_day_grid_layout_get_tile (self->layout, (guint) tile)->lane;
        }
      if (step > 0)
        break;
    }
  return found;
}

/* @step is 1 towards the end edge, -1 towards the start. */
static void
go_across (HavenDayGrid *self, int step)
{
  gint64 column;
  int tile;

  if (!haven_day_grid_arrange (self) || self->frame.n_columns == 0)
    return;
  tile = self->cursor.tile >= 0 ? find_beside (self, step) : -1;
  column = (gint64) self->cursor.column + (tile < 0 ? step : 0);
  if (column < 0 || column >= self->frame.n_columns)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (tile < 0)
    tile = find_in_column (self, (guint) column, step);
  haven_day_grid_go_to (self, (guint) column, self->cursor.minute, tile);
}

static gboolean
down_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  go_down (HAVEN_DAY_GRID (widget), g_variant_get_int32 (parameter));
  return GDK_EVENT_STOP;
}

static gboolean
across_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  int step = g_variant_get_int32 (parameter);

  go_across (HAVEN_DAY_GRID (widget), gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -step : step);
  return GDK_EVENT_STOP;
}

static gboolean
edge_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);
  guint column;

  if (!haven_day_grid_arrange (self) || self->frame.n_columns == 0)
    return GDK_EVENT_STOP;
  column = g_variant_get_int32 (parameter) < 0 ? 0 : self->frame.n_columns - 1;
  haven_day_grid_go_to (self,
                        column,
                        self->cursor.minute,
                        haven_day_grid_layout_tile_at (self->layout, column, self->cursor.minute, 0));
  return GDK_EVENT_STOP;
}

/* What the cursor stands on, where it is something that can be moved. */
static HavenDayEvent *
get_movable (HavenDayGrid *self)
{
  HavenDayEvent *event = haven_day_grid_arrange (self) && self->cursor.tile >= 0
                             ? haven_day_grid_layout_get_event (self->layout, (guint) self->cursor.tile)
                             : NULL;

  return event != NULL && !haven_day_event_is_taken (event) ? event : NULL;
}

/* A slot longer or shorter; at least one slot stays. */
static gboolean
length_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);
  HavenDayEvent *event = get_movable (self);
  int length;

  if (event == NULL)
    {
      gtk_widget_error_bell (widget);
      return GDK_EVENT_STOP;
    }
  length = haven_day_event_get_end (event) - haven_day_event_get_start (event) + g_variant_get_int32 (parameter) * HAVEN_DAY_SLOT;
  if (length < HAVEN_DAY_SLOT || haven_day_event_get_start (event) + length > 24 * 60)
    gtk_widget_error_bell (widget);
  else
    haven_day_grid_ask_for_length (self, haven_day_event_get_id (event), self->cursor_column, length);
  return GDK_EVENT_STOP;
}

static void
mark_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);

  if (get_movable (self) == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  haven_day_grid_mark (self, self->cursor.tile);
  haven_announce (widget, _("Marked to move. Go to another place and press Ctrl+V, or Escape to leave it here."));
}

static void
put_down (HavenDayGrid *self)
{
  g_autofree char *event_id = g_steal_pointer (&self->marked_event);
  g_autofree char *column_id = g_steal_pointer (&self->marked_column);

  haven_day_grid_mark (self, -1);
  haven_day_grid_ask_for_move (self, event_id, column_id, self->cursor.column, self->cursor.minute);
}

static void
place_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);

  if (self->marked_event != NULL && haven_day_grid_arrange (self))
    put_down (self);
  else
    gtk_widget_error_bell (widget);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);

  if (!haven_day_grid_arrange (self) || self->frame.n_columns == 0)
    return;
  if (self->cursor.tile >= 0)
    haven_day_grid_activate_event (self, haven_day_grid_layout_get_event (self->layout, (guint) self->cursor.tile));
  else if (self->marked_event != NULL)
    put_down (self);
  else
    haven_day_grid_activate_slot (self, self->cursor.column, self->cursor.minute);
}

/* Escape lets go of a mark; without one it goes on to whoever else wants it. */
static gboolean
cancel_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);

  if (self->marked_event == NULL)
    return GDK_EVENT_PROPAGATE;
  haven_day_grid_mark (self, -1);
  return GDK_EVENT_STOP;
}

/** Installs the actions `day-grid.*` and the keys that call them. */
void
haven_day_grid_keys_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key, keypad;
    GtkShortcutFunc act;
    int step;
  } steps[] = {
    { GDK_KEY_Down, GDK_KEY_KP_Down, down_cb, 1 },       { GDK_KEY_Up, GDK_KEY_KP_Up, down_cb, -1 },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, down_cb, 8 }, { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, down_cb, -8 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, across_cb, 1 },   { GDK_KEY_Left, GDK_KEY_KP_Left, across_cb, -1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, edge_cb, -1 },      { GDK_KEY_End, GDK_KEY_KP_End, edge_cb, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_class_add_binding (widget_class, steps[i].key, 0, steps[i].act, "i", steps[i].step);
      gtk_widget_class_add_binding (widget_class, steps[i].keypad, 0, steps[i].act, "i", steps[i].step);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_SHIFT_MASK, length_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_SHIFT_MASK, length_cb, "i", -1);
  gtk_widget_class_install_action (widget_class, "day-grid.mark-to-move", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "day-grid.move-here", NULL, place_cb);
  gtk_widget_class_install_action (widget_class, "day-grid.open", NULL, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_x, GDK_CONTROL_MASK, "day-grid.mark-to-move", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "day-grid.move-here", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "day-grid.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "day-grid.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_ISO_Enter, 0, "day-grid.open", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, cancel_cb, NULL);
}
