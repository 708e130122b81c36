/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-announce.h"
#include "haven-day-grid-private.h"
#include "haven-time-scale.h"

#include <glib/gi18n.h>

#define NATURAL_HEIGHT 560
#define LEAST_COLUMN_LETTERS 23

typedef enum
{
  PROP_COLUMNS = 1,
  PROP_EVENTS,
  PROP_NOW_MINUTE,
  N_PROPERTIES,
  PROP_HADJUSTMENT = N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} Property;

enum
{
  EVENT_ACTIVATED,
  SLOT_ACTIVATED,
  EVENT_MOVE_REQUESTED,
  EVENT_RESIZE_REQUESTED,
  TYPED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (HavenDayGrid,
                               haven_day_grid,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* ── What the models and the scroll bars tell ─────────────────────────────── */

static void
value_changed_cb (HavenDayGrid *self)
{
  if (!self->configuring && self->layout != NULL)
    haven_day_grid_show_frame (self);
}

static void
models_changed_cb (HavenDayGrid *self)
{
  self->layout_stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* ── What somebody asks for ──────────────────────────────────────────────── */

void
haven_day_grid_activate_slot (HavenDayGrid *self, guint column, int minute)
{
  g_autoptr (HavenDayColumn) kept = g_object_ref (haven_day_grid_layout_get_column (self->layout, column));

  g_signal_emit (self, signals[SLOT_ACTIVATED], 0, haven_day_column_get_id (kept), minute);
}

void
haven_day_grid_activate_event (HavenDayGrid *self, HavenDayEvent *event)
{
  g_autoptr (HavenDayEvent) kept = g_object_ref (event);

  if (haven_day_event_is_taken (kept))
    haven_announce (GTK_WIDGET (self), _("This time is taken. Whose it is, is not shown to you."));
  else
    g_signal_emit (self, signals[EVENT_ACTIVATED], 0, kept);
}

void
haven_day_grid_ask_for_move (HavenDayGrid *self, const char *event_id, const char *from_column, guint column, int minute)
{
  g_autoptr (HavenDayColumn) kept = g_object_ref (haven_day_grid_layout_get_column (self->layout, column));

  self->moving_column = from_column;
  g_signal_emit (self, signals[EVENT_MOVE_REQUESTED], 0, event_id, haven_day_column_get_id (kept), minute);
  self->moving_column = NULL;
}

void
haven_day_grid_ask_for_length (HavenDayGrid *self, const char *event_id, const char *column_id, int minutes_long)
{
  g_signal_emit (self, signals[EVENT_RESIZE_REQUESTED], 0, event_id, column_id, minutes_long);
}

static void
set_cursor_on_tile (HavenDayGrid *self, guint tile)
{
  const HavenDayTile *place = haven_day_grid_layout_get_tile (self->layout, tile);
  int minute = place->start / HAVEN_DAY_SLOT * HAVEN_DAY_SLOT;

  if (self->cursor_placed && self->cursor.tile == (int) tile)
    return;
  haven_day_grid_put_cursor (self, place->column, minute, (int) tile);
}

static void
tile_clicked_cb (HavenDayGrid *self, guint tile)
{
  if (!haven_day_grid_arrange (self) || tile >= haven_day_grid_layout_get_n_tiles (self->layout))
    return;
  set_cursor_on_tile (self, tile);
  haven_day_grid_activate_event (self, haven_day_grid_layout_get_event (self->layout, tile));
}

static void
tile_focused_cb (HavenDayGrid *self, guint tile)
{
  if (!self->layout_stale && tile < haven_day_grid_layout_get_n_tiles (self->layout))
    set_cursor_on_tile (self, tile);
}

static void
slot_pressed_cb (HavenDayGrid *self, guint column, int minute, int n_press)
{
  if (!haven_day_grid_arrange (self) || column >= self->frame.n_columns)
    return;
  haven_day_grid_go_to (self, column, minute, -1);
  if (n_press == 2)
    haven_day_grid_activate_slot (self, column, minute);
}

static void
slot_activated_cb (HavenDayGrid *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "day-grid.open", NULL);
}

static void
dropped_cb (HavenDayGrid *self, const char *event_id, const char *from_column, guint column, int minute)
{
  haven_day_grid_ask_for_move (self, event_id, from_column, column, minute);
}

static void
resized_cb (HavenDayGrid *self, const char *event_id, const char *column_id, int minutes_long)
{
  haven_day_grid_ask_for_length (self, event_id, column_id, minutes_long);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static int
measure_child (GtkWidget *child, GtkOrientation orientation)
{
  int minimum;

  gtk_widget_measure (child, orientation, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
haven_day_grid_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = measure_child (self->hours, orientation) + 100;
  else
    *minimum = measure_child (self->header, orientation) + 4 * HAVEN_DAY_LEAST_SLOT_HEIGHT;
  *natural = MAX (*minimum, NATURAL_HEIGHT);
}

static void
allocate_at (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_allocate (child,
                       MAX (width, 0),
                       MAX (height, 0),
                       -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y)));
}

static void
haven_day_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);
  int hours = measure_child (self->hours, GTK_ORIENTATION_HORIZONTAL);
  int header = measure_child (self->header, GTK_ORIENTATION_VERTICAL);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int body_x = mirrored ? 0 : hours;

  self->frame.width = MAX (width - hours, 1);
  self->frame.height = MAX (height - header, 1);
  haven_day_grid_arrange (self);
  allocate_at (self->header, body_x, 0, self->frame.width, header);
  allocate_at (self->hours, mirrored ? width - hours : 0, header, hours, self->frame.height);
  allocate_at (self->body, body_x, header, self->frame.width, self->frame.height);
}

/* Tab comes to the grid once and leaves it at the next press; inside, its own keys move. */
static gboolean
haven_day_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (widget);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (!haven_day_grid_arrange (self) || self->frame.n_columns == 0)
    return FALSE;
  haven_day_grid_show_cursor (self);
  return haven_day_grid_body_grab_cursor (HAVEN_DAY_GRID_BODY (self->body));
}

static gboolean
haven_day_grid_grab_focus (GtkWidget *widget)
{
  return haven_day_grid_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
haven_day_grid_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (haven_day_grid_parent_class)->direction_changed (widget, previous);
  gtk_widget_queue_allocate (widget);
}

static void
haven_day_grid_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (haven_day_grid_parent_class)->system_setting_changed (widget, setting);
  gtk_widget_queue_resize (widget);
}

static void
set_adjustment (HavenDayGrid *self, GtkAdjustment **own, GtkAdjustment *adjustment)
{
  if (*own == adjustment && adjustment != NULL)
    return;
  if (*own != NULL)
    g_signal_handlers_disconnect_by_data (*own, self);
  g_clear_object (own);
  *own = g_object_ref_sink (adjustment ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (*own, "value-changed", G_CALLBACK (value_changed_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
haven_day_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (object);

  switch ((Property) id)
    {
    case PROP_COLUMNS:
      g_value_set_object (value, self->columns);
      break;
    case PROP_EVENTS:
      g_value_set_object (value, self->events);
      break;
    case PROP_NOW_MINUTE:
      g_value_set_int (value, self->frame.now_minute);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
haven_day_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (object);

  switch ((Property) id)
    {
    case PROP_COLUMNS:
      haven_day_grid_set_columns (self, g_value_get_object (value));
      break;
    case PROP_EVENTS:
      haven_day_grid_set_events (self, g_value_get_object (value));
      break;
    case PROP_NOW_MINUTE:
      haven_day_grid_set_now_minute (self, g_value_get_int (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
forget_model (HavenDayGrid *self, GListModel **own)
{
  if (*own != NULL)
    g_signal_handlers_disconnect_by_data (*own, self);
  g_clear_object (own);
}

static void
haven_day_grid_dispose (GObject *object)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (object);

  forget_model (self, &self->columns);
  forget_model (self, &self->events);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->hadjustment, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->hours, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (haven_day_grid_parent_class)->dispose (object);
}

static void
haven_day_grid_finalize (GObject *object)
{
  HavenDayGrid *self = HAVEN_DAY_GRID (object);

  g_clear_pointer (&self->layout, haven_day_grid_layout_free);
  g_free (self->marked_event);
  g_free (self->marked_column);
  g_free (self->cursor_event);
  g_free (self->cursor_column);
  G_OBJECT_CLASS (haven_day_grid_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_parameters, const GType *types)
{
  return g_signal_newv (name,
                        HAVEN_TYPE_DAY_GRID,
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
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /** #HavenDayColumn objects, in the order of the screen. */
  properties[PROP_COLUMNS] = g_param_spec_object ("columns", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /** #HavenDayEvent objects of one day, in any order. */
  properties[PROP_EVENTS] = g_param_spec_object ("events", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /** The minute of the day where the line of now stands; -1 where the day is not today. */
  properties[PROP_NOW_MINUTE] = g_param_spec_int ("now-minute", NULL, NULL, -1, HAVEN_MINUTES_A_DAY - 1, -1, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
haven_day_grid_class_init (HavenDayGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = haven_day_grid_get_property;
  object_class->set_property = haven_day_grid_set_property;
  object_class->dispose = haven_day_grid_dispose;
  object_class->finalize = haven_day_grid_finalize;
  widget_class->measure = haven_day_grid_measure;
  widget_class->size_allocate = haven_day_grid_size_allocate;
  widget_class->focus = haven_day_grid_focus;
  widget_class->grab_focus = haven_day_grid_grab_focus;
  widget_class->direction_changed = haven_day_grid_direction_changed;
  widget_class->system_setting_changed = haven_day_grid_system_setting_changed;
  install_properties (object_class);

  /** Somebody opened an appointment. */
  signals[EVENT_ACTIVATED] = add_signal ("event-activated", 1, (GType[]) { HAVEN_TYPE_DAY_EVENT });
  /** Somebody wants to book here: the column's id, the minute of the day. */
  signals[SLOT_ACTIVATED] = add_signal ("slot-activated", 2, (GType[]) { G_TYPE_STRING, G_TYPE_INT });
  /** Somebody wants to move an appointment: its id, the column's id, the minute; see haven_day_grid_get_moving_column(). */
  signals[EVENT_MOVE_REQUESTED] =
    add_signal ("event-move-requested", 3, (GType[]) { G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT });

  /** Somebody wants an appointment to take longer or shorter: its id, the column's id, the minutes. */
  signals[EVENT_RESIZE_REQUESTED] =
    add_signal ("event-resize-requested", 3, (GType[]) { G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT });
  /** Somebody began to type in the grid: what they typed. */
  signals[TYPED] = add_signal ("typed", 1, (GType[]) { G_TYPE_STRING });

  haven_day_grid_keys_install (widget_class);
  gtk_widget_class_set_css_name (widget_class, "day-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
haven_day_grid_init (HavenDayGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  self->frame.now_minute = -1;
  self->least_letters = LEAST_COLUMN_LETTERS;
  self->cursor.tile = -1;
  self->layout_stale = TRUE;
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  self->body = haven_day_grid_body_new ();
  self->hours = haven_day_grid_hours_new ();
  self->header = haven_day_grid_header_new ();
  gtk_widget_set_parent (self->body, widget);
  gtk_widget_set_parent (self->hours, widget);
  gtk_widget_set_parent (self->header, widget);
  g_signal_connect_swapped (self->body, "tile-clicked", G_CALLBACK (tile_clicked_cb), self);
  g_signal_connect_swapped (self->body, "tile-focused", G_CALLBACK (tile_focused_cb), self);
  g_signal_connect_swapped (self->body, "slot-pressed", G_CALLBACK (slot_pressed_cb), self);
  g_signal_connect_swapped (self->body, "slot-activated", G_CALLBACK (slot_activated_cb), self);
  g_signal_connect_swapped (self->body, "dropped", G_CALLBACK (dropped_cb), self);
  g_signal_connect_swapped (self->body, "resized", G_CALLBACK (resized_cb), self);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Day"), -1);
}

/* ── Public functions ────────────────────────────────────────────────────── */

/**
 * haven_day_grid_new:
 * @columns: (transfer none) (nullable): #HavenDayColumn objects
 * @events: (transfer none) (nullable): #HavenDayEvent objects
 *
 * One day, a column for each person, room or thing that appointments take. Put it into a #GtkScrolledWindow.
 */
GtkWidget *
haven_day_grid_new (GListModel *columns, GListModel *events)
{
  return g_object_new (HAVEN_TYPE_DAY_GRID, "columns", columns, "events", events, NULL);
}

static void
set_model (HavenDayGrid *self, GListModel **own, GListModel *model, Property property)
{
  if (*own == model)
    return;
  forget_model (self, own);
  *own = model ? g_object_ref (model) : NULL;
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (models_changed_cb), self);
  models_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/** Returns: (transfer none) (nullable) */
GListModel *
haven_day_grid_get_columns (HavenDayGrid *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), NULL);
  return self->columns;
}

void
haven_day_grid_set_columns (HavenDayGrid *self, GListModel *columns)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID (self));
  g_return_if_fail (columns == NULL || G_IS_LIST_MODEL (columns));
  set_model (self, &self->columns, columns, PROP_COLUMNS);
}

/** Returns: (transfer none) (nullable) */
GListModel *
haven_day_grid_get_events (HavenDayGrid *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), NULL);
  return self->events;
}

void
haven_day_grid_set_events (HavenDayGrid *self, GListModel *events)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID (self));
  g_return_if_fail (events == NULL || G_IS_LIST_MODEL (events));
  set_model (self, &self->events, events, PROP_EVENTS);
}

int
haven_day_grid_get_now_minute (HavenDayGrid *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), -1);
  return self->frame.now_minute;
}

void
haven_day_grid_set_now_minute (HavenDayGrid *self, int minute)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID (self));
  minute = CLAMP (minute, -1, HAVEN_MINUTES_A_DAY - 1);
  if (minute == self->frame.now_minute)
    return;
  self->frame.now_minute = minute;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW_MINUTE]);
}

/** Puts the cursor into a column at a minute of the day, on the appointment there if there is one. */
void
haven_day_grid_move_cursor_to (HavenDayGrid *self, const char *column_id, int minute)
{
  guint column;

  g_return_if_fail (HAVEN_IS_DAY_GRID (self));
  if (!haven_day_grid_arrange (self) || self->frame.n_columns == 0)
    return;
  column = haven_day_grid_find_column (self, column_id, self->cursor.column);
  minute = CLAMP (minute / HAVEN_DAY_SLOT * HAVEN_DAY_SLOT, self->frame.first_minute, self->frame.last_minute - HAVEN_DAY_SLOT);
  haven_day_grid_go_to (self, column, minute, haven_day_grid_layout_tile_at (self->layout, column, minute, 0));
}

/** How narrow a column may become: where there are few of them, all shall be in sight. */
void
haven_day_grid_set_least_letters (HavenDayGrid *self, int letters)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID (self));
  self->least_letters = letters;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** The same without taking the keyboard: for a view that comes into sight. */
void
haven_day_grid_put_cursor_on (HavenDayGrid *self, const char *column_id, int minute)
{
  guint column;

  g_return_if_fail (HAVEN_IS_DAY_GRID (self));
  if (!haven_day_grid_arrange (self) || self->frame.n_columns == 0)
    {
      /* It has no size yet: the place is found as soon as it has. */
      g_set_str (&self->cursor_column, column_id);
      g_clear_pointer (&self->cursor_event, g_free);
      self->cursor.minute = minute;
      self->cursor_placed = self->cursor_awaited = TRUE;
      self->layout_stale = TRUE;
      return;
    }
  column = haven_day_grid_find_column (self, column_id, self->cursor.column);
  minute = CLAMP (minute / HAVEN_DAY_SLOT * HAVEN_DAY_SLOT, self->frame.first_minute, self->frame.last_minute - HAVEN_DAY_SLOT);
  haven_day_grid_put_cursor (self, column, minute, haven_day_grid_layout_tile_at (self->layout, column, minute, 0));
  haven_day_grid_show_cursor (self);
}

/**
 * haven_day_grid_get_cursor:
 * @column_id: (out) (transfer none) (optional): the column that the cursor stands in
 * @minute: (out) (optional): the start of its slot
 *
 * Returns: whether there is a cursor; there is none without columns
 */
gboolean
haven_day_grid_get_cursor (HavenDayGrid *self, const char **column_id, int *minute)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), FALSE);
  if (!self->cursor_placed)
    return FALSE;
  if (column_id)
    *column_id = self->cursor_column;
  if (minute)
    *minute = self->cursor.minute;
  return TRUE;
}

/**
 * haven_day_grid_take_key:
 *
 * Somebody pressed a key that nothing else has a use for: a letter, a digit or a sign begins a line that is typed, which
 * HavenDayGrid::typed tells of. Whatever comes with Control or Alt is a command.
 *
 * Returns: whether the key was taken
 */
gboolean
haven_day_grid_take_key (HavenDayGrid *self, guint key, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  char text[7] = { 0 };

  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), FALSE);
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0 || !g_unichar_isgraph (letter) ||
      letter == '?')
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  g_signal_emit (self, signals[TYPED], 0, text);
  return TRUE;
}

/** Where the cursor is seen, in the coordinates of @inside; FALSE where there is no cursor. */
gboolean
haven_day_grid_get_cursor_box (HavenDayGrid *self, GtkWidget *inside, GdkRectangle *box)
{
  HavenDayGridBox place;
  graphene_point_t point;

  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), FALSE);
  if (!self->cursor_placed)
    return FALSE;
  place = haven_day_grid_frame_place (&self->frame, self->cursor.column, self->cursor.minute, self->cursor.minute + HAVEN_DAY_SLOT);
  if (!gtk_widget_compute_point (self->body, inside, &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y), &point))
    return FALSE;
  *box = (GdkRectangle) { (int) point.x, (int) point.y, (int) place.width, (int) place.height };
  return TRUE;
}

/** Returns: (transfer none) (nullable): the appointment that the cursor stands on */
HavenDayEvent *
haven_day_grid_get_selected (HavenDayGrid *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), NULL);
  haven_day_grid_arrange (self);
  return self->cursor.tile < 0 ? NULL : haven_day_grid_layout_get_event (self->layout, (guint) self->cursor.tile);
}

/** Puts the cursor on an appointment; @column_id: (nullable): in which of its columns, else the first one. */
void
haven_day_grid_select (HavenDayGrid *self, const char *event_id, const char *column_id)
{
  int tile = -1;

  g_return_if_fail (HAVEN_IS_DAY_GRID (self) && event_id != NULL);
  if (!haven_day_grid_arrange (self))
    return;
  for (guint i = 0; i < self->frame.n_columns && tile < 0; i++)
    {
      const char *id = haven_day_column_get_id (haven_day_grid_layout_get_column (self->layout, i));

      if (column_id == NULL || g_str_equal (id, column_id))
        tile = haven_day_grid_layout_tile_of (self->layout, event_id, id);
    }
  if (tile < 0)
    return;
  set_cursor_on_tile (self, (guint) tile);
  haven_day_grid_show_cursor (self);
}

/** Returns: (transfer none) (nullable): during `event-move-requested`, the column that the appointment is taken from */
const char *
haven_day_grid_get_moving_column (HavenDayGrid *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID (self), NULL);
  return self->moving_column;
}
