/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-timeline.h"

#include "haven-announce.h"
#include "haven-permit.h"
#include "haven-person-event-row.h"
#include "haven-person-filter-bar.h"
#include "haven-timeline-view.h"

#include <glib/gi18n.h>

struct _HavenPersonTimeline
{
  GtkBox parent_instance;

  /* template */
  AdwToggleGroup *zoom;
  HavenPersonFilterBar *filter;
  GtkBox *split;
  HavenTimelineView *timeline;
  GtkStack *list_stack;
  GtkListView *list;
  AdwStatusPage *nothing;
  GtkWidget *clear;

  /* owned */
  HavenPersonEvents *events;
  GtkSingleSelection *selection;

  gboolean narrow;
  gboolean selecting; /* one view follows the other */
  guint in_sight; /* where the list was scrolled to last */
  gboolean placed;    /* today was shown once */
};

G_DEFINE_FINAL_TYPE (HavenPersonTimeline, haven_person_timeline, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

enum
{
  EVENT_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ── The list by keys ─────────────────────────────────────────────────────── */

static void
scroll_list (HavenPersonTimeline *self, guint position)
{
  self->in_sight = position;
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

/* A list that was scrolled keeps the row where it began, out of sight and unmapped, and gives it the focus: nobody sees it
 * or hears of it. Whoever comes by keys begins with what is in sight. */
static gboolean
leave_empty_row (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  HavenPersonTimeline *self = HAVEN_PERSON_TIMELINE (data);
  GtkWidget *row = gtk_root_get_focus (gtk_widget_get_root (list));

  if (row != NULL && gtk_widget_get_parent (row) == list && !gtk_widget_get_mapped (row) &&
      self->in_sight < g_list_model_get_n_items (G_LIST_MODEL (self->events)))
    gtk_list_view_scroll_to (self->list, self->in_sight, GTK_LIST_SCROLL_FOCUS, NULL);
  return G_SOURCE_REMOVE;
}

static void
list_entered_cb (HavenPersonTimeline *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), leave_empty_row, g_object_ref (self), g_object_unref);
}

/* ── Both views in step ──────────────────────────────────────────────────── */

static void
timeline_selected_cb (HavenPersonTimeline *self)
{
  guint position;

  if (self->selecting || self->selection == NULL)
    return;
  position = haven_person_events_find (self->events, haven_timeline_view_get_selected (self->timeline));
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    scroll_list (self, position);
  self->selecting = FALSE;
}

static void
list_selected_cb (HavenPersonTimeline *self)
{
  if (self->selecting)
    return;
  self->selecting = TRUE;
  haven_timeline_view_select (self->timeline, gtk_single_selection_get_selected_item (self->selection));
  self->selecting = FALSE;
}

static void
scroll_list_to_today (HavenPersonTimeline *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->events));
  guint position = haven_person_events_find_date (self->events, haven_timeline_view_get_today (self->timeline));

  if (n > 0)
    scroll_list (self, MIN (position, n - 1));
}

/* A search whose results lie out of sight would look like one without results. */
static void
go_to_nearest (HavenPersonTimeline *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->events));
  guint position = haven_person_events_find_date (self->events, haven_timeline_view_get_focus_date (self->timeline));
  g_autoptr (HavenTimelineEvent) event = NULL;

  if (n == 0)
    return;
  position = position > 0 ? position - 1 : 0;
  event = g_list_model_get_item (G_LIST_MODEL (self->events), position);
  haven_timeline_view_scroll_to_date (self->timeline, haven_timeline_event_get_starts_on (event));
  scroll_list (self, position);
}

/* A list that was not measured yet would forget where it was sent. */
static gboolean
place_list_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));

  if (gtk_adjustment_get_upper (adjustment) <= 1)
    return G_SOURCE_CONTINUE;
  scroll_list_to_today (data);
  return G_SOURCE_REMOVE;
}

static void
zoom_chosen_cb (HavenPersonTimeline *self)
{
  guint active = adw_toggle_group_get_active (self->zoom);

  if (self->timeline != NULL && active < HAVEN_N_TIME_ZOOMS)
    haven_timeline_view_set_zoom (self->timeline, (HavenTimeZoom) active);
}

static void
timeline_zoomed_cb (HavenPersonTimeline *self)
{
  adw_toggle_group_set_active (self->zoom, haven_timeline_view_get_zoom (self->timeline));
}

/* ── The filter ──────────────────────────────────────────────────────────── */

static void
show_emptiness (HavenPersonTimeline *self)
{
  guint n_all = haven_person_events_get_n_all (self->events);
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->events)) == 0;

  gtk_stack_set_visible_child_name (self->list_stack, empty ? "none" : "list");
  gtk_widget_set_visible (self->clear, n_all > 0);
  adw_status_page_set_description (self->nothing,
                                   n_all > 0 ? _("The filter hides every event.")
                                             : _("Visits, notes and papers will stand here."));
}

static void
filter_changed_cb (HavenPersonTimeline *self)
{
  HavenPersonFilter filter;
  g_autofree char *result = NULL;
  guint n;

  haven_person_filter_bar_get_filter (self->filter, &filter);
  haven_person_events_set_filter (self->events, &filter);
  show_emptiness (self);
  timeline_selected_cb (self);
  if (filter.text != NULL && *filter.text != '\0')
    go_to_nearest (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->events));
  result = g_strdup_printf (ngettext ("%u event is shown", "%u events are shown", n), n);
  haven_announce (GTK_WIDGET (self), result);
}

static void
clear_clicked_cb (HavenPersonTimeline *self, GtkButton *button)
{
  haven_person_filter_bar_clear (self->filter);
  haven_person_filter_bar_focus_text (self->filter);
}

/* ── Opening ─────────────────────────────────────────────────────────────── */

static void
event_activated_cb (HavenPersonTimeline *self, HavenTimelineEvent *event, HavenTimelineView *timeline)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, event);
}

static void
row_activated_cb (HavenPersonTimeline *self, guint position, GtkListView *list)
{
  g_autoptr (HavenTimelineEvent) event = g_list_model_get_item (G_LIST_MODEL (self->events), position);

  if (event != NULL)
    g_signal_emit (self, signals[EVENT_ACTIVATED], 0, event);
}

static void
today_clicked_cb (HavenPersonTimeline *self, GtkButton *button)
{
  haven_person_timeline_go_to_today (self);
}

/* ── Rows ────────────────────────────────────────────────────────────────── */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, haven_person_event_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  HavenTimelineEvent *event = gtk_list_item_get_item (item);
  g_autofree char *name = haven_person_event_dup_accessible_name (event);

  haven_person_event_row_set_event (HAVEN_PERSON_EVENT_ROW (gtk_list_item_get_child (item)), event);
  gtk_list_item_set_accessible_label (item, name);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  HavenTimelineEvent *event = gtk_list_header_get_item (header);
  g_autofree char *month =
    haven_time_dup_label (C_("month and year", "%OB %Y"),
                          haven_wall_minute_at (haven_timeline_event_get_starts_on (event), 0));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), month);
}

static void
make_list (HavenPersonTimeline *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  self->events = haven_person_events_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->events));
  g_signal_connect_object (self->selection,
                           "notify::selected",
                           G_CALLBACK (list_selected_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (rows, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), NULL);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  haven_timeline_view_set_model (self->timeline, G_LIST_MODEL (self->events));
}

static void
offer_zooms (HavenPersonTimeline *self)
{
  HavenTimeZoom zoom = haven_timeline_view_get_zoom (self->timeline);

  for (int i = 0; i < HAVEN_N_TIME_ZOOMS; i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, haven_time_zoom_get_label ((HavenTimeZoom) i));
      adw_toggle_group_add (self->zoom, toggle);
    }
  adw_toggle_group_set_active (self->zoom, zoom);
}

/* ── Keys ────────────────────────────────────────────────────────────────── */

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  haven_person_timeline_find (HAVEN_PERSON_TIMELINE (widget));
}

static void
today_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  haven_person_timeline_go_to_today (HAVEN_PERSON_TIMELINE (widget));
}

static void
move_by (HavenPersonTimeline *self, int steps)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->events));
  gint64 position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = haven_person_events_find_date (self->events, haven_timeline_view_get_today (self->timeline));
  else
    position += steps;
  gtk_list_view_scroll_to (self->list,
                           (guint) CLAMP (position, 0, (gint64) n - 1),
                           GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT,
                           NULL);
}

static void
next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  move_by (HAVEN_PERSON_TIMELINE (widget), 1);
}

static void
previous_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  move_by (HAVEN_PERSON_TIMELINE (widget), -1);
}

/* The timeline has j, k and t itself; here they work in the list as well. */
static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "events.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "events.go-to-today", NULL, today_cb);
  gtk_widget_class_install_action (widget_class, "events.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "events.previous", NULL, previous_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_slash, 0, "events.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "events.go-to-today", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "events.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "events.previous", NULL);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_person_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, HAVEN_PERSON_TIMELINE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_person_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenPersonTimeline *self = HAVEN_PERSON_TIMELINE (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->narrow = g_value_get_boolean (value);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->split),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
haven_person_timeline_dispose (GObject *object)
{
  HavenPersonTimeline *self = HAVEN_PERSON_TIMELINE (object);

  self->selecting = TRUE;
  if (self->list)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PERSON_TIMELINE);
  g_clear_object (&self->selection);
  g_clear_object (&self->events);
  G_OBJECT_CLASS (haven_person_timeline_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, zoom);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, filter);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, split);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, timeline);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, list_stack);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, list);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, nothing);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonTimeline, clear);
  gtk_widget_class_bind_template_callback (widget_class, zoom_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, timeline_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, timeline_zoomed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
haven_person_timeline_class_init (HavenPersonTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_person_timeline_get_property;
  object_class->set_property = haven_person_timeline_set_property;
  object_class->dispose = haven_person_timeline_dispose;

  /** Whether the list stands below the timeline instead of beside it. */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** HavenPersonTimeline::event-activated: somebody opened an event, in either view */
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated",
                                           HAVEN_TYPE_PERSON_TIMELINE,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           HAVEN_TYPE_TIMELINE_EVENT);

  g_type_ensure (HAVEN_TYPE_TIMELINE_VIEW);
  g_type_ensure (HAVEN_TYPE_PERSON_FILTER_BAR);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_keys (GTK_WIDGET_CLASS (klass));
}

static void
haven_person_timeline_init (HavenPersonTimeline *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "enter", G_CALLBACK (list_entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), focus);
  make_list (self);
  offer_zooms (self);
  show_emptiness (self);
}

/* Of what each kind of event and each lane is made. A date is either the lawyer's own or what was published of it. */
static const HavenNeed kind_needs[HAVEN_N_EVENT_KINDS][2] = {
  [HAVEN_EVENT_APPOINTMENT] = { { "appointment", HAVEN_ACTION_LIST } },
  [HAVEN_EVENT_ENCOUNTER] = { { "encounter", HAVEN_ACTION_LIST } },
  [HAVEN_EVENT_NOTE] = { { "note", HAVEN_ACTION_LIST } },
  [HAVEN_EVENT_MATTER] = { { "matter", HAVEN_ACTION_LIST } },
  [HAVEN_EVENT_HAPPENED] = { { "matter_event", HAVEN_ACTION_LIST } },
  [HAVEN_EVENT_DEADLINE] = { { "deadline", HAVEN_ACTION_LIST }, { "bridge_date", HAVEN_ACTION_LIST } },
  [HAVEN_EVENT_RELEASE] = { { "release", HAVEN_ACTION_LIST } },
  [HAVEN_EVENT_DOCUMENT] = { { "document", HAVEN_ACTION_LIST } },
};

static const HavenNeed lane_needs[HAVEN_N_LANES][2] = {
  [HAVEN_LANE_MEDICAL] = { { "encounter", HAVEN_ACTION_LIST }, { "note", HAVEN_ACTION_LIST } },
  [HAVEN_LANE_LEGAL] = { { "matter", HAVEN_ACTION_LIST }, { "deadline", HAVEN_ACTION_LIST } },
};

/** Lanes and kinds that are closed to whoever is signed in are not there: an empty one would tell that there is one. */
void
haven_person_timeline_set_session (HavenPersonTimeline *self, HavenSession *session)
{
  guint kinds = 0, lanes = 1u << HAVEN_LANE_SHARED;

  g_return_if_fail (HAVEN_IS_PERSON_TIMELINE (self) && HAVEN_IS_SESSION (session));

  for (guint i = 0; i < HAVEN_N_EVENT_KINDS; i++)
    if (haven_permit_grants_any (session, kind_needs[i], 2))
      kinds |= 1u << i;
  for (guint i = 0; i < HAVEN_N_LANES; i++)
    if (haven_permit_grants_any (session, lane_needs[i], 2))
      lanes |= 1u << i;
  haven_timeline_view_set_lanes (self->timeline, lanes);
  haven_person_filter_bar_offer (self->filter, kinds, lanes);
}

/**
 * haven_person_timeline_set_events:
 * @events: (element-type HavenTimelineEvent): all of a person
 *
 * Shows the events; today is in the middle when they are shown first.
 */
void
haven_person_timeline_set_events (HavenPersonTimeline *self, GPtrArray *events, HavenClock *clock)
{
  g_return_if_fail (HAVEN_IS_PERSON_TIMELINE (self) && events != NULL);

  haven_timeline_view_set_today (self->timeline, haven_clock_today (clock));
  haven_timeline_view_set_now_minute (self->timeline, haven_clock_minute_of_day (clock));
  haven_person_events_set_events (self->events, events);
  show_emptiness (self);
  if (self->placed)
    return;
  self->placed = TRUE;
  haven_timeline_view_scroll_to_date (self->timeline, haven_clock_today (clock));
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), place_list_cb, self, NULL);
}

void
haven_person_timeline_go_to_today (HavenPersonTimeline *self)
{
  g_return_if_fail (HAVEN_IS_PERSON_TIMELINE (self));

  haven_timeline_view_scroll_to_date (self->timeline, haven_timeline_view_get_today (self->timeline));
  scroll_list_to_today (self);
}

/** Puts the cursor into the words of the filter. */
void
haven_person_timeline_find (HavenPersonTimeline *self)
{
  g_return_if_fail (HAVEN_IS_PERSON_TIMELINE (self));
  haven_person_filter_bar_focus_text (self->filter);
}
