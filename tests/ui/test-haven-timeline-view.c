/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-announce.h"
#include "haven-timeline-event-button.h"
#include "haven-timeline-view.h"
#include "ui-test.h"

static HavenDate
get_today (void)
{
  return haven_date_from_ymd (2026, 11, 25);
}

static void
append (GListStore *store, const char *id, int day, int minute, HavenLane lane, HavenEventKind kind, const char *title)
{
  g_autoptr (HavenTimelineEvent) event =
    haven_timeline_event_new (id, kind, lane, haven_date_add_days (get_today (), day), minute, 30, title, "confirmed");

  g_list_store_append (store, event);
}

static GListStore *
create_few (void)
{
  GListStore *store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);

  append (store, "a", -400, 540, HAVEN_LANE_MEDICAL, HAVEN_EVENT_ENCOUNTER, "First visit");
  append (store, "b", -2, 570, HAVEN_LANE_MEDICAL, HAVEN_EVENT_APPOINTMENT, "Visit");
  append (store, "c", 2, 570, HAVEN_LANE_LEGAL, HAVEN_EVENT_APPOINTMENT, "Meeting");
  append (store, "d", 4, 570, HAVEN_LANE_MEDICAL, HAVEN_EVENT_APPOINTMENT, "Blood test");
  append (store, "e", 300, -1, HAVEN_LANE_LEGAL, HAVEN_EVENT_DEADLINE, "Filing due");
  return store;
}

static HavenTimelineView *
create_view (GListStore *store)
{
  HavenTimelineView *view = HAVEN_TIMELINE_VIEW (haven_timeline_view_new (G_LIST_MODEL (store)));

  haven_timeline_view_set_today (view, get_today ());
  return view;
}

static GtkWindow *
show (HavenTimelineView *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  return ui_test_show (scroller, 900, 600);
}

static GtkWidget *
find_button (GtkWidget *root, const char *id)
{
  GtkWidget *found = NULL;

  if (HAVEN_IS_TIMELINE_EVENT_BUTTON (root))
    {
      HavenTimelineEvent *event = haven_timeline_event_button_get_event (HAVEN_TIMELINE_EVENT_BUTTON (root));

      if (event != NULL && gtk_widget_get_child_visible (root) &&
          g_str_equal (haven_timeline_event_get_record_id (event), id))
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, id);
  return found;
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static const char *
get_selected_id (HavenTimelineView *view)
{
  HavenTimelineEvent *selected = haven_timeline_view_get_selected (view);

  return selected ? haven_timeline_event_get_record_id (selected) : NULL;
}

static void
test_defaults (void)
{
  g_autoptr (HavenTimelineView) view = g_object_ref_sink (HAVEN_TIMELINE_VIEW (haven_timeline_view_new (NULL)));

  g_assert_null (haven_timeline_view_get_model (view));
  g_assert_cmpint (haven_timeline_view_get_zoom (view), ==, HAVEN_TIME_ZOOM_MONTH);
  g_assert_false (haven_date_is_set (haven_timeline_view_get_today (view)));
  g_assert_null (haven_timeline_view_get_selected (view));
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Timeline");
}

static void
test_notify (void)
{
  g_autoptr (HavenTimelineView) view = g_object_ref_sink (HAVEN_TIMELINE_VIEW (haven_timeline_view_new (NULL)));
  g_autoptr (GListStore) store = create_few ();
  guint models = 0, zooms = 0, todays = 0;

  g_signal_connect_swapped (view, "notify::model", G_CALLBACK (count_cb), &models);
  g_signal_connect_swapped (view, "notify::zoom", G_CALLBACK (count_cb), &zooms);
  g_signal_connect_swapped (view, "notify::today", G_CALLBACK (count_cb), &todays);
  for (int i = 0; i < 2; i++)
    {
      haven_timeline_view_set_model (view, G_LIST_MODEL (store));
      haven_timeline_view_set_zoom (view, HAVEN_TIME_ZOOM_DAY);
      haven_timeline_view_set_today (view, get_today ());
    }
  g_assert_cmpuint (models, ==, 1);
  g_assert_cmpuint (zooms, ==, 1);
  g_assert_cmpuint (todays, ==, 1);
  g_assert_cmpint (haven_timeline_view_get_focus_date (view).day, ==, get_today ().day);
  g_object_set (view, "zoom", HAVEN_TIME_ZOOM_YEAR, NULL);
  g_assert_cmpint (haven_timeline_view_get_zoom (view), ==, HAVEN_TIME_ZOOM_YEAR);
}

static void
test_finalise (void)
{
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  gpointer watched = view;
  GtkWindow *window = show (view);
  guint references = G_OBJECT (store)->ref_count;

  g_object_add_weak_pointer (G_OBJECT (view), &watched);
  ui_test_close (window);
  g_assert_null (watched);
  g_assert_cmpuint (G_OBJECT (store)->ref_count, ==, references - 1);
}

static void
test_names (void)
{
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  GtkWindow *window = show (view);

  gtk_test_accessible_assert_role (find_button (GTK_WIDGET (view), "b"), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (find_button (GTK_WIDGET (view), "b"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Visit, Monday 23 November 2026, 9:30, booked");
  gtk_test_accessible_assert_property (find_button (GTK_WIDGET (view), "d"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Visit: Blood test, Sunday 29 November 2026, 9:30, booked");
  g_assert_true (gtk_widget_get_focusable (find_button (GTK_WIDGET (view), "b")));
  gtk_test_accessible_assert_role (gtk_widget_get_parent (find_button (GTK_WIDGET (view), "c")),
                                   GTK_ACCESSIBLE_ROLE_LIST);
  ui_test_close (window);
}

static void
test_keys (void)
{
  static const struct
  {
    guint key;
    const char *id;
  } steps[] = {
    { GDK_KEY_j, "c" },    { GDK_KEY_j, "d" },     { GDK_KEY_j, "e" },    { GDK_KEY_j, "e" },
    { GDK_KEY_k, "d" },    { GDK_KEY_Left, "b" },  { GDK_KEY_Left, "a" }, { GDK_KEY_Right, "b" },
    { GDK_KEY_Down, "c" }, { GDK_KEY_Right, "e" }, { GDK_KEY_Up, "d" },   { GDK_KEY_Home, "a" },
    { GDK_KEY_End, "e" },
  };
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  GtkWindow *window = show (view);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (ui_test_press (GTK_WIDGET (view), steps[i].key, 0));
      ui_test_settle ();
      g_assert_cmpstr (get_selected_id (view), ==, steps[i].id);
      g_assert_true (gtk_window_get_focus (window) == find_button (GTK_WIDGET (view), steps[i].id));
    }
  g_assert_cmpint (haven_timeline_view_get_focus_date (view).day, >, get_today ().day + 250);
  g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_t, 0));
  g_assert_cmpint (haven_timeline_view_get_focus_date (view).day, ==, get_today ().day);
  ui_test_close (window);
}

static void
activated_cb (HavenTimelineView *view, HavenTimelineEvent *event, const char **id)
{
  *id = haven_timeline_event_get_record_id (event);
}

/* Tab comes to one event, and leaves the timeline at the next press. */
static void
test_tab (void)
{
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *before = gtk_button_new_with_label ("Before");
  GtkWidget *after = gtk_button_new_with_label ("After");
  GtkWindow *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), after);
  window = ui_test_show (box, 900, 700);

  gtk_widget_grab_focus (before);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (window) == find_button (GTK_WIDGET (view), "c"));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (window) == after);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (window) == find_button (GTK_WIDGET (view), "c"));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (window) == before);
  ui_test_close (window);
}

static void
test_opening (void)
{
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  GtkWindow *window = show (view);
  const char *opened = NULL;

  g_signal_connect (view, "event-activated", G_CALLBACK (activated_cb), &opened);
  g_signal_emit_by_name (find_button (GTK_WIDGET (view), "c"), "clicked");
  g_assert_cmpstr (opened, ==, "c");
  g_assert_cmpstr (get_selected_id (view), ==, "c");
  opened = NULL;
  g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_j, 0));
  g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_Return, 0));
  g_assert_cmpstr (opened, ==, "d");
  ui_test_close (window);
}

static void
test_zoom_keeps_the_middle (void)
{
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  GtkWindow *window = show (view);
  HavenDate middle = haven_date_add_days (get_today (), 40);

  haven_timeline_view_scroll_to_date (view, middle);
  ui_test_settle ();
  g_assert_cmpint (haven_timeline_view_get_focus_date (view).day, ==, middle.day);
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_plus, i == 1 ? GDK_CONTROL_MASK : 0));
      ui_test_settle ();
      g_assert_cmpint (haven_timeline_view_get_focus_date (view).day, ==, middle.day);
    }
  g_assert_cmpint (haven_timeline_view_get_zoom (view), ==, HAVEN_TIME_ZOOM_DAY);
  g_assert_cmpstr (haven_announced (GTK_WIDGET (view)), ==, "Day, January 2027");
  for (int i = 0; i < 5; i++)
    g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_minus, 0));
  ui_test_settle ();
  g_assert_cmpint (haven_timeline_view_get_zoom (view), ==, HAVEN_TIME_ZOOM_YEAR);
  g_assert_cmpint (ABS (haven_timeline_view_get_focus_date (view).day - middle.day), <=, 1);
  ui_test_close (window);
}

static float
get_left (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return bounds.origin.x;
}

static float
get_right (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return bounds.origin.x + bounds.size.width;
}

static void
test_mirrored (void)
{
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  GtkWidget *widget = GTK_WIDGET (view);
  GtkWindow *window = show (view);
  float start = get_left (find_button (widget, "b"), widget);

  g_assert_cmpfloat (start, <, get_left (find_button (widget, "d"), widget));
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  ui_test_settle ();
  g_assert_cmpfloat (get_left (find_button (widget, "b"), widget), >, get_left (find_button (widget, "d"), widget));
  g_assert_cmpfloat_with_epsilon ((float) gtk_widget_get_width (widget) - get_right (find_button (widget, "b"), widget),
                                  start,
                                  1.5);

  haven_timeline_view_select (view, haven_timeline_event_button_get_event (HAVEN_TIMELINE_EVENT_BUTTON (find_button (widget, "b"))));
  g_assert_true (ui_test_press (widget, GDK_KEY_Left, 0));
  g_assert_cmpstr (get_selected_id (view), ==, "d");
  ui_test_close (window);
}

static void
test_model_changes (void)
{
  g_autoptr (GListStore) store = create_few ();
  HavenTimelineView *view = create_view (store);
  GtkWindow *window = show (view);

  haven_timeline_view_select (view, haven_timeline_event_button_get_event (HAVEN_TIMELINE_EVENT_BUTTON (find_button (GTK_WIDGET (view), "c"))));
  g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_k, 0));
  g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_j, 0));

  /* The same record as a new object, as a model that has read it again gives it. */
  g_list_store_remove (store, 2);
  append (store, "c", 3, 570, HAVEN_LANE_LEGAL, HAVEN_EVENT_APPOINTMENT, "Meeting, moved");
  ui_test_settle ();
  g_assert_cmpstr (get_selected_id (view), ==, "c");
  g_assert_cmpstr (haven_timeline_event_get_title (haven_timeline_view_get_selected (view)), ==, "Meeting, moved");
  g_assert_true (gtk_window_get_focus (window) == find_button (GTK_WIDGET (view), "c"));

  g_list_store_remove_all (store);
  ui_test_settle ();
  g_assert_null (haven_timeline_view_get_selected (view));
  g_assert_null (find_button (GTK_WIDGET (view), "c"));
  g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_Right, 0));
  g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_j, 0));
  ui_test_close (window);
}

static GListStore *
create_many (guint n)
{
  GListStore *store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("event-%u", i);

      append (store, id, (int) i / 4 - 4000, (int) i % 4 * 60 + 540, i % 3, i % HAVEN_N_EVENT_KINDS, "One of many");
    }
  return store;
}

/* However long the life and wherever the window, the widgets are as many as are in sight. */
static void
test_many (void)
{
  g_autoptr (GListStore) store = create_many (20000);
  HavenTimelineView *view = create_view (store);
  GtkWindow *window = show (view);

  for (HavenTimeZoom zoom = 0; zoom < HAVEN_N_TIME_ZOOMS; zoom++)
    {
      haven_timeline_view_set_zoom (view, zoom);
      for (int year = -8; year <= 2; year++)
        {
          haven_timeline_view_scroll_to_date (view, haven_date_add_days (get_today (), year * 365));
          ui_test_settle ();
          g_assert_cmpuint (ui_test_count (GTK_WIDGET (view), HAVEN_TYPE_TIMELINE_EVENT_BUTTON), <, 400);
          g_assert_cmpuint (ui_test_count (GTK_WIDGET (view), GTK_TYPE_MENU_BUTTON), <, 150);
        }
    }
  ui_test_close (window);
}

static void
test_hostile (void)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  g_autofree char *long_title = g_strnfill (100000, 'x');
  HavenTimelineView *view;
  GtkWindow *window;

  append (store, "first", haven_date_from_ymd (1, 1, 1).day - get_today ().day, -1, HAVEN_LANE_MEDICAL, HAVEN_EVENT_NOTE, long_title);
  append (store, "last", haven_date_from_ymd (9999, 12, 31).day - get_today ().day, 1439, HAVEN_LANE_LEGAL, HAVEN_EVENT_DEADLINE, "");
  view = create_view (store);
  window = show (view);
  for (HavenTimeZoom zoom = 0; zoom < HAVEN_N_TIME_ZOOMS; zoom++)
    {
      haven_timeline_view_set_zoom (view, zoom);
      g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_Home, 0));
      ui_test_settle ();
      g_assert_nonnull (find_button (GTK_WIDGET (view), "first"));
      g_assert_true (ui_test_press (GTK_WIDGET (view), GDK_KEY_End, 0));
      ui_test_settle ();
      g_assert_nonnull (find_button (GTK_WIDGET (view), "last"));
    }
  ui_test_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/timeline/it-begins-empty-and-named", test_defaults);
  g_test_add_func ("/ui/timeline/setting-the-same-value-says-nothing", test_notify);
  g_test_add_func ("/ui/timeline/it-leaves-nothing-behind", test_finalise);
  g_test_add_func ("/ui/timeline/each-event-has-a-whole-name", test_names);
  g_test_add_func ("/ui/timeline/keys-walk-in-time-and-over-lanes", test_keys);
  g_test_add_func ("/ui/timeline/tab-comes-once-and-leaves", test_tab);
  g_test_add_func ("/ui/timeline/a-click-or-enter-opens-an-event", test_opening);
  g_test_add_func ("/ui/timeline/zooming-keeps-the-date-in-the-middle", test_zoom_keeps_the_middle);
  g_test_add_func ("/ui/timeline/time-flows-from-right-to-left", test_mirrored);
  g_test_add_func ("/ui/timeline/a-record-read-again-stays-selected", test_model_changes);
  g_test_add_func ("/ui/timeline/twenty-thousand-events-need-few-widgets", test_many);
  g_test_add_func ("/ui/timeline/the-first-and-the-last-day-of-the-calendar-show", test_hostile);
  return g_test_run ();
}
