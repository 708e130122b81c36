/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-day-grid-tile.h"
#include "haven-state-words.h"

#include <glib/gi18n.h>

struct _HavenDayGridTile
{
  GtkButton parent_instance;

  /* template */
  GtkInscription *title;
  GtkInscription *detail;
  GtkImage *status;
  GtkImage *conflict;

  /* owned */
  HavenDayEvent *event;
  HavenDayColumn *column;
};

G_DEFINE_FINAL_TYPE (HavenDayGridTile, haven_day_grid_tile, GTK_TYPE_BUTTON)

static void
set_class_if (HavenDayGridTile *self, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static const char *
get_status_icon (const char *status)
{
  static const char *const here[] = { "arrived", "checked_in", "in_progress", NULL };

  if (g_str_equal (status, "completed"))
    return "object-select-symbolic";
  return g_strv_contains (here, status) ? "haven-person-symbolic" : NULL;
}

static char *
join (const char *separator, const char *const *parts, guint n_parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      {
        if (text->len > 0)
          g_string_append (text, separator);
        g_string_append (text, parts[i]);
      }
  return g_string_free_and_steal (text);
}

static char *
dup_words (HavenDayGridTile *self, const char *separator)
{
  g_autofree char *times = haven_day_event_dup_times (self->event);
  g_autofree char *state = haven_state_dup_label (haven_day_event_get_status (self->event));
  const char *parts[] = { haven_day_event_get_title (self->event),
                          times,
                          haven_day_event_get_subtitle (self->event),
                          haven_day_column_get_name (self->column),
                          state,
                          haven_day_event_get_conflict (self->event) ? _("has a conflict") : NULL };

  return join (separator, parts, G_N_ELEMENTS (parts));
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, gpointer data)
{
  HavenDayGridTile *self = HAVEN_DAY_GRID_TILE (widget);
  g_autofree char *text = NULL;

  if (self->event == NULL)
    return FALSE;
  text = dup_words (self, "\n");
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
haven_day_grid_tile_dispose (GObject *object)
{
  HavenDayGridTile *self = HAVEN_DAY_GRID_TILE (object);

  g_clear_object (&self->event);
  g_clear_object (&self->column);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DAY_GRID_TILE);
  G_OBJECT_CLASS (haven_day_grid_tile_parent_class)->dispose (object);
}

static void
haven_day_grid_tile_class_init (HavenDayGridTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_day_grid_tile_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-day-grid-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDayGridTile, title);
  gtk_widget_class_bind_template_child (widget_class, HavenDayGridTile, detail);
  gtk_widget_class_bind_template_child (widget_class, HavenDayGridTile, status);
  gtk_widget_class_bind_template_child (widget_class, HavenDayGridTile, conflict);
}

static void
haven_day_grid_tile_init (HavenDayGridTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/** One appointment in one column of the day. */
GtkWidget *
haven_day_grid_tile_new (void)
{
  return g_object_new (HAVEN_TYPE_DAY_GRID_TILE, NULL);
}

static void
set_column_class (HavenDayGridTile *self, HavenDayColumn *column)
{
  if (self->column != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), haven_day_column_get_css_class (self->column));
  g_set_object (&self->column, column);
  gtk_widget_add_css_class (GTK_WIDGET (self), haven_day_column_get_css_class (column));
}

/* Where a name is cut, its beginning stays, in whichever direction it is written. */
static void
turn_title (HavenDayGridTile *self)
{
  gboolean cut = gtk_inscription_get_text_overflow (self->title) == GTK_INSCRIPTION_OVERFLOW_CLIP;
  GtkTextDirection direction = GTK_TEXT_DIR_NONE;

  if (cut && self->event != NULL)
    {
      g_autoptr (PangoLayout) layout =
          gtk_widget_create_pango_layout (GTK_WIDGET (self->title), haven_day_event_get_title (self->event));

      direction = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
    }
  gtk_widget_set_direction (GTK_WIDGET (self->title), direction);
}

void
haven_day_grid_tile_show (HavenDayGridTile *self, HavenDayEvent *event, HavenDayColumn *column)
{
  g_autofree char *times = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *name = NULL;
  const char *icon;

  g_return_if_fail (HAVEN_IS_DAY_GRID_TILE (self));
  g_return_if_fail (HAVEN_IS_DAY_EVENT (event) && HAVEN_IS_DAY_COLUMN (column));

  g_set_object (&self->event, event);
  set_column_class (self, column);
  times = haven_day_event_dup_times (event);
  detail = join (" · ", (const char *[]) { times, haven_day_event_get_subtitle (event) }, 2);
  name = dup_words (self, C_("between parts of a sentence", ", "));
  icon = haven_day_event_is_taken (event) ? "action-unavailable-symbolic"
                                          : get_status_icon (haven_day_event_get_status (event));

  gtk_inscription_set_text (self->title, haven_day_event_get_title (event));
  turn_title (self);
  gtk_inscription_set_text (self->detail, detail);
  gtk_image_set_from_icon_name (self->status, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->status), icon != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->conflict), haven_day_event_get_conflict (event));
  set_class_if (self, "taken", haven_day_event_is_taken (event));
  set_class_if (self, "over", haven_state_is_over (haven_day_event_get_status (event)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/** Returns: (transfer none) (nullable) */
HavenDayEvent *
haven_day_grid_tile_get_event (HavenDayGridTile *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID_TILE (self), NULL);
  return self->event;
}

/** Returns: (transfer none) (nullable) */
HavenDayColumn *
haven_day_grid_tile_get_column (HavenDayGridTile *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_GRID_TILE (self), NULL);
  return self->column;
}

/**
 * A tile too low for two lines shows its title alone. In a narrow one, of several beside each other, the signs stand below the
 * title, which begins a name rather than saying “…”.
 */
void
haven_day_grid_tile_set_room (HavenDayGridTile *self, gboolean low, gboolean narrow)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_TILE (self));
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !low && !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_button_get_child (GTK_BUTTON (self))),
                                  narrow && !low ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_inscription_set_text_overflow (self->title, narrow ? GTK_INSCRIPTION_OVERFLOW_CLIP : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  turn_title (self);
  set_class_if (self, "low", low);
  set_class_if (self, "narrow", narrow);
}

/** A marked tile waits to be put down somewhere else. */
void
haven_day_grid_tile_set_marked (HavenDayGridTile *self, gboolean marked)
{
  g_return_if_fail (HAVEN_IS_DAY_GRID_TILE (self));
  set_class_if (self, "marked", marked);
}
