/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-week-view.h"

#include "haven-appointments-pane-items.h"
#include "haven-choice-factory.h"
#include "haven-visit-list.h"
#include "haven-visit-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define DAYS 7
#define LEAST_LETTERS 12 /* of a day; seven in sight are worth more than long names, and a tile tells its whole name on hover */

struct _HavenWeekView
{
  AdwBin parent_instance;

  /* template */
  GtkWidget *grid_side;
  HavenDayGrid *grid;
  GtkDropDown *whose;
  GtkLabel *summary;
  HavenVisitList *agenda;
  GtkWidget *nothing;

  /* owned */
  HavenWorkspace *workspace;
  HavenDayFeed *feed;
  GListStore *columns;
  GListStore *events;
  GPtrArray *resource_ids; /* beside each name in @whose; the first one, everybody, is "" */

  HavenDate date; /* the day on which the cursor is put when its week has come */
  gboolean with_list;
  gboolean placing;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenWeekView, haven_week_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_WITH_LIST = 1,
  N_PROPERTIES
} Property;

static GParamSpec *properties[N_PROPERTIES];

enum
{
  VISIT_ACTIVATED,
  SLOT_ACTIVATED,
  MOVE_REQUESTED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── The week as columns ──────────────────────────────────────────────────── */

static void
show_columns (HavenWeekView *self)
{
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < DAYS; i++)
    {
      HavenDate date = haven_date_add_days (haven_day_feed_get_date (self->feed), i);
      gboolean closed = haven_appointments_pane_find_closed (page, date) != NULL, today = haven_date_compare (date, haven_clock_today (clock)) == 0;

      g_ptr_array_add (columns,
                       haven_appointments_pane_create_day_column (page,
                                                                  clock,
                                                                  date,
                                                                  haven_week_view_get_resource_id (self),
                                                                  closed  ? "closed"
                                                                  : today ? "today"
                                                                          : "day"));
    }
  g_list_store_splice (self->columns, 0, g_list_model_get_n_items (G_LIST_MODEL (self->columns)), columns->pdata, columns->len);
}

static gboolean
is_wanted (HavenWeekView *self, HavenVisit *visit)
{
  const char *id = haven_week_view_get_resource_id (self);

  return id == NULL || haven_visit_takes_resource (visit, id);
}

static void
show_visits (HavenWeekView *self)
{
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);
  g_autoptr (GPtrArray) visits = g_ptr_array_new ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < page->visits->len; i++)
    if (is_wanted (self, page->visits->pdata[i]))
      g_ptr_array_add (visits, page->visits->pdata[i]);
  events = haven_appointments_pane_create_week_events (page, visits);
  haven_appointments_pane_add_week_taken (events,
                                          page,
                                          haven_session_get_clock (haven_workspace_get_session (self->workspace)),
                                          haven_day_feed_get_date (self->feed),
                                          DAYS,
                                          haven_week_view_get_resource_id (self));
  g_list_store_splice (self->events, 0, g_list_model_get_n_items (G_LIST_MODEL (self->events)), events->pdata, events->len);
  haven_visit_list_show (self->agenda, visits, page->resources);
  summary = haven_visits_dup_summary (visits);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->agenda), visits->len > 0);
  gtk_widget_set_visible (self->nothing, visits->len == 0);
}

static void
fill_whose (HavenWeekView *self)
{
  const HavenDayPage *page = haven_day_feed_get_page (self->feed);
  g_autofree char *chosen = g_strdup (haven_week_view_get_resource_id (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->resource_ids, 0);
  g_ptr_array_add (self->resource_ids, g_strdup (""));
  gtk_string_list_append (names, _("Everybody"));
  for (guint i = 0; i < page->resources->len; i++)
    {
      const HavenResource *resource = page->resources->pdata[i];

      if (!resource->active)
        continue;
      if (g_strcmp0 (resource->id, chosen) == 0)
        selected = self->resource_ids->len;
      g_ptr_array_add (self->resource_ids, g_strdup (resource->id));
      gtk_string_list_append (names, resource->name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->whose, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->whose, selected);
  self->filling = FALSE;
}

static void
place_cursor (HavenWeekView *self)
{
  g_autofree char *id = haven_date_dup_iso (self->date);
  int minute = 9 * 60;

  if (!self->placing)
    return;
  self->placing = FALSE;
  haven_day_grid_get_cursor (self->grid, NULL, &minute);
  haven_day_grid_put_cursor_on (self->grid, id, minute);
}

static void
week_read_cb (HavenWeekView *self)
{
  fill_whose (self);
  show_columns (self);
  show_visits (self);
  place_cursor (self);
}

static void
week_failed_cb (HavenWeekView *self, const GError *error)
{
  haven_workspace_tell_error (self->workspace, error);
}

static void
whose_changed_cb (HavenWeekView *self)
{
  if (self->filling || self->feed == NULL || haven_day_feed_get_page (self->feed) == NULL)
    return;
  show_columns (self);
  show_visits (self);
}

/* ── What somebody wants ──────────────────────────────────────────────────── */

static void
visit_activated_cb (HavenWeekView *self, HavenVisit *visit)
{
  g_signal_emit (self, signals[VISIT_ACTIVATED], 0, visit);
}

static void
event_activated_cb (HavenWeekView *self, HavenDayEvent *event)
{
  HavenVisit *visit = haven_day_feed_find_visit (self->feed, haven_day_event_get_id (event));

  if (visit)
    g_signal_emit (self, signals[VISIT_ACTIVATED], 0, visit);
}

static void
slot_activated_cb (HavenWeekView *self, const char *day, int minute)
{
  g_signal_emit (self, signals[SLOT_ACTIVATED], 0, day, minute);
}

static void
move_requested_cb (HavenWeekView *self, const char *event_id, const char *day, int minute)
{
  HavenVisit *visit = haven_day_feed_find_visit (self->feed, event_id);

  if (visit)
    g_signal_emit (self, signals[MOVE_REQUESTED], 0, visit, day, minute, 0);
}

static void
resize_requested_cb (HavenWeekView *self, const char *event_id, const char *day, int minutes_long)
{
  HavenVisit *visit = haven_day_feed_find_visit (self->feed, event_id);

  if (visit)
    g_signal_emit (self, signals[MOVE_REQUESTED], 0, visit, day, haven_visit_get_start_minute (visit), minutes_long);
}

static void
typed_cb (HavenWeekView *self, const char *text)
{
  const char *day;
  int minute;

  if (haven_day_grid_get_cursor (self->grid, &day, &minute))
    g_signal_emit (self, signals[TYPED], 0, text, day, minute);
}

static void
haven_week_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if ((Property) id == PROP_WITH_LIST)
    g_value_set_boolean (value, HAVEN_WEEK_VIEW (object)->with_list);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_week_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if ((Property) id == PROP_WITH_LIST)
    haven_week_view_set_with_list (HAVEN_WEEK_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_week_view_dispose (GObject *object)
{
  HavenWeekView *self = HAVEN_WEEK_VIEW (object);

  g_clear_object (&self->feed);
  g_clear_object (&self->workspace);
  g_clear_object (&self->columns);
  g_clear_object (&self->events);
  g_clear_pointer (&self->resource_ids, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_WEEK_VIEW);
  G_OBJECT_CLASS (haven_week_view_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  /** HavenWeekView::visit-activated: somebody wants to see this #HavenVisit */
  signals[VISIT_ACTIVATED] = g_signal_new ("visit-activated", HAVEN_TYPE_WEEK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, HAVEN_TYPE_VISIT);
  /** HavenWeekView::slot-activated: somebody wants to book on a day (ISO) at a minute */
  signals[SLOT_ACTIVATED] = g_signal_new ("slot-activated", HAVEN_TYPE_WEEK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  /** HavenWeekView::move-requested: a visit to a day (ISO) and a minute, with another length where it is not 0 */
  signals[MOVE_REQUESTED] = g_signal_new ("move-requested", HAVEN_TYPE_WEEK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 4, HAVEN_TYPE_VISIT, G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT);
  /** HavenWeekView::typed: somebody began to type, on a day (ISO) at a minute */
  signals[TYPED] = g_signal_new ("typed", HAVEN_TYPE_WEEK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                 G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT);
}

static void
haven_week_view_class_init (HavenWeekViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = haven_week_view_get_property;
  G_OBJECT_CLASS (klass)->set_property = haven_week_view_set_property;
  G_OBJECT_CLASS (klass)->dispose = haven_week_view_dispose;
  /** HavenWeekView:with-list: whether the visits stand beside the days as a list too, where there is room for both */
  properties[PROP_WITH_LIST] = g_param_spec_boolean ("with-list", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  install_signals ();
  g_type_ensure (HAVEN_TYPE_DAY_GRID);
  g_type_ensure (HAVEN_TYPE_VISIT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-week-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWeekView, grid_side);
  gtk_widget_class_bind_template_child (widget_class, HavenWeekView, grid);
  gtk_widget_class_bind_template_child (widget_class, HavenWeekView, whose);
  gtk_widget_class_bind_template_child (widget_class, HavenWeekView, summary);
  gtk_widget_class_bind_template_child (widget_class, HavenWeekView, agenda);
  gtk_widget_class_bind_template_child (widget_class, HavenWeekView, nothing);
  gtk_widget_class_bind_template_callback (widget_class, whose_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, visit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, slot_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, resize_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
haven_week_view_init (HavenWeekView *self)
{
  self->columns = g_list_store_new (HAVEN_TYPE_DAY_COLUMN);
  self->events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  self->resource_ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_choice_show_whole_items (self->whose);
  haven_visit_list_set_dated (self->agenda, TRUE);
  haven_day_grid_set_least_letters (self->grid, LEAST_LETTERS);
  haven_day_grid_set_columns (self->grid, G_LIST_MODEL (self->columns));
  haven_day_grid_set_events (self->grid, G_LIST_MODEL (self->events));
}

void
haven_week_view_set_workspace (HavenWeekView *self, HavenWorkspace *workspace)
{
  g_return_if_fail (HAVEN_IS_WEEK_VIEW (self) && self->feed == NULL);

  self->workspace = g_object_ref (workspace);
  haven_visit_list_set_workspace (self->agenda, workspace);
  self->feed = haven_day_feed_new_for_days (haven_workspace_get_session (workspace), DAYS);
  g_signal_connect_object (self->feed, "read", G_CALLBACK (week_read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "failed", G_CALLBACK (week_failed_cb), self, G_CONNECT_SWAPPED);
}

/** Shows the week of @date, from Monday on, with the cursor on that day. */
void
haven_week_view_show_date (HavenWeekView *self, HavenDate date)
{
  HavenDate monday = haven_date_add_days (date, 1 - haven_date_get_weekday (date));
  gboolean there;

  g_return_if_fail (HAVEN_IS_WEEK_VIEW (self));

  there = haven_day_feed_get_page (self->feed) != NULL && haven_date_compare (haven_day_feed_get_date (self->feed), monday) == 0;
  self->date = date;
  self->placing = TRUE;
  haven_day_feed_set_date (self->feed, monday);
  if (there)
    place_cursor (self);
}

HavenDayFeed *
haven_week_view_get_feed (HavenWeekView *self)
{
  g_return_val_if_fail (HAVEN_IS_WEEK_VIEW (self), NULL);
  return self->feed;
}

/** Returns: (transfer none) (nullable): whose week it is; %NULL for everybody's */
const char *
haven_week_view_get_resource_id (HavenWeekView *self)
{
  guint selected;

  g_return_val_if_fail (HAVEN_IS_WEEK_VIEW (self), NULL);
  selected = gtk_drop_down_get_selected (self->whose);
  return selected > 0 && selected < self->resource_ids->len ? self->resource_ids->pdata[selected] : NULL;
}

gboolean
haven_week_view_get_with_list (HavenWeekView *self)
{
  g_return_val_if_fail (HAVEN_IS_WEEK_VIEW (self), FALSE);
  return self->with_list;
}

void
haven_week_view_set_with_list (HavenWeekView *self, gboolean with_list)
{
  g_return_if_fail (HAVEN_IS_WEEK_VIEW (self));
  if (self->with_list == with_list)
    return;
  self->with_list = with_list;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WITH_LIST]);
}

/** Returns: (transfer none): what a popover beside the grid is put into */
GtkWidget *
haven_week_view_get_grid_side (HavenWeekView *self)
{
  g_return_val_if_fail (HAVEN_IS_WEEK_VIEW (self), NULL);
  return self->grid_side;
}

HavenDayGrid *
haven_week_view_get_grid (HavenWeekView *self)
{
  g_return_val_if_fail (HAVEN_IS_WEEK_VIEW (self), NULL);
  return self->grid;
}
