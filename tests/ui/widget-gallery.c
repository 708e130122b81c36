/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows one of Haven's widgets with made-up events, to look at and to take pictures of:
 *   widget-gallery timeline|day-grid [--zoom ZOOM] [--many] [--dark] [--rtl] [--scale N] [--width PX] [--height PX]
 */

#include "haven-day-grid.h"
#include "haven-timeline-view.h"
#include "haven-ui-resources.h"

#include <adwaita.h>
#include <locale.h>

static char *zoom = NULL;
static gboolean many, dark, rtl;
static double scale = 1;
static int width = 1100, height = 640;

static GOptionEntry entries[] = {
  { "zoom", 0, 0, G_OPTION_ARG_STRING, &zoom, "day, week, month or year", NULL },
  { "many", 0, 0, G_OPTION_ARG_NONE, &many, "20,000 events", NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "dark style", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "right to left", NULL },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, "size of text", NULL },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, NULL, NULL },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, NULL, NULL },
  { NULL },
};

static const struct
{
  int day, minute, minutes_long, lead;
  HavenEventKind kind;
  HavenLane lane;
  const char *title, *state;
} samples[] = {
  { -61, 600, 60, 0, HAVEN_EVENT_ENCOUNTER, HAVEN_LANE_MEDICAL, "First visit", "completed" },
  { -61, -1, 0, 0, HAVEN_EVENT_RELEASE, HAVEN_LANE_SHARED, "Release: records to partner", "live" },
  { -55, -1, 0, 0, HAVEN_EVENT_MATTER, HAVEN_LANE_LEGAL, "Matter opened", "open" },
  { -40, 570, 45, 0, HAVEN_EVENT_ENCOUNTER, HAVEN_LANE_MEDICAL, "Blood test", "completed" },
  { -33, 840, 50, 0, HAVEN_EVENT_ENCOUNTER, HAVEN_LANE_MEDICAL, "Counselling", "completed" },
  { -21, -1, 0, 0, HAVEN_EVENT_DOCUMENT, HAVEN_LANE_SHARED, "Care plan printed", NULL },
  { -14, 630, 60, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_LEGAL, "Interview", "completed" },
  { -6, 540, 30, 0, HAVEN_EVENT_ENCOUNTER, HAVEN_LANE_MEDICAL, "Check-up", "completed" },
  { -6, 575, 0, 0, HAVEN_EVENT_NOTE, HAVEN_LANE_MEDICAL, "Progress note", "signed" },
  { -5, -1, 0, 0, HAVEN_EVENT_DOCUMENT, HAVEN_LANE_LEGAL, "Statement, first version", "draft" },
  { -3, 600, 60, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_SHARED, "Interpreter: Amharic", "confirmed" },
  { -2, 840, 50, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_MEDICAL, "Counselling", "cancelled_by_client" },
  { 0, 570, 45, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_MEDICAL, "Visit with Dr Osei", "arrived" },
  { 0, 585, 0, 0, HAVEN_EVENT_NOTE, HAVEN_LANE_MEDICAL, "Draft note", "draft" },
  { 0, 630, 30, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_MEDICAL, "Laboratory", "confirmed" },
  { 0, 570, 120, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_SHARED, "Interpreter: Amharic", "confirmed" },
  { 0, 675, 60, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_LEGAL, "Meeting with M. Duarte", "confirmed" },
  { 1, 540, 30, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_MEDICAL, "Vaccination", "confirmed" },
  { 3, 840, 50, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_MEDICAL, "Counselling", "confirmed" },
  { 4, -1, 0, 0, HAVEN_EVENT_DOCUMENT, HAVEN_LANE_SHARED, "Consent form", "draft" },
  { 9, -1, 0, 7, HAVEN_EVENT_DEADLINE, HAVEN_LANE_LEGAL, "Filing due", "open" },
  { 10, 600, 60, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_MEDICAL, "Evaluation for the statement", "proposed" },
  { 15, -1, 0, 21, HAVEN_EVENT_DEADLINE, HAVEN_LANE_LEGAL, "Evidence needed by", "open" },
  { 24, 600, 60, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_MEDICAL, "Follow-up visit", "confirmed" },
  { 45, -1, 0, 30, HAVEN_EVENT_DEADLINE, HAVEN_LANE_LEGAL, "Certification lapses", "open" },
  { 52, 600, 60, 0, HAVEN_EVENT_APPOINTMENT, HAVEN_LANE_SHARED, "Plan review", "proposed" },
};

static HavenDate
get_today (void)
{
  return haven_date_from_ymd (2026, 11, 25);
}

static void
append (GListStore *store, guint i, int shift)
{
  g_autofree char *id = g_strdup_printf ("%u-%d", i, shift);
  g_autoptr (HavenTimelineEvent) event = NULL;

  event = haven_timeline_event_new (id,
                                    samples[i].kind,
                                    samples[i].lane,
                                    haven_date_add_days (get_today (), samples[i].day + shift),
                                    samples[i].minute,
                                    samples[i].minutes_long,
                                    samples[i].title,
                                    samples[i].state);
  haven_timeline_event_set_lead_days (event, samples[i].lead);
  g_list_store_append (store, event);
}

static const struct
{
  const char *id, *name, *kind;
} resources[] = {
  { "osei", "Dr A. Osei", "clinician" },       { "lindqvist", "Dr M. Lindqvist", "clinician" },
  { "duarte", "M. Duarte", "lawyer" },         { "nguyen", "T. Nguyen", "navigator" },
  { "room-1", "Room 1", "room" },              { "amharic", "Interpreter: Amharic", "interpreter" },
  { "van", "Clinic car", "vehicle" },
};

static const struct
{
  const char *id, *columns, *title, *subtitle, *status;
  int start, end;
  gboolean conflict;
} visits[] = {
  { "1", "osei room-1 amharic", "Selam T.", "Check-up", "arrived", 570, 615, FALSE },
  { "2", "duarte amharic", "Selam T.", "Meeting", "confirmed", 630, 690, FALSE },
  { "3", "osei", "Nadia K.", "Blood test", "confirmed", 630, 645, FALSE },
  { "4", "osei", "Linh P.", "Follow-up visit", "confirmed", 660, 720, TRUE },
  { "5", "osei", "Joseph M.", "Vaccination", "confirmed", 690, 720, TRUE },
  { "6", "lindqvist", "Ana R.", "Counselling", "completed", 540, 590, FALSE },
  { "7", "lindqvist", "Grace O.", "Counselling", "cancelled_by_client", 600, 650, FALSE },
  { "8", "lindqvist room-1", "Ming W.", "Evaluation", "confirmed", 780, 870, FALSE },
  { "9", "nguyen", "Fatima A.", "Plan review", "confirmed", 600, 660, FALSE },
  { "10", "duarte", "Ana R.", "Interview", "confirmed", 795, 885, FALSE },
  { "11", "van", "Grace O.", "Ride home", "proposed", 660, 690, FALSE },
};

static GListModel *
create_columns (void)
{
  GListStore *store = g_list_store_new (HAVEN_TYPE_DAY_COLUMN);

  for (guint i = 0; i < (many ? 30 : G_N_ELEMENTS (resources)); i++)
    {
      guint kind = i % G_N_ELEMENTS (resources);
      g_autofree char *id = i == kind ? g_strdup (resources[kind].id) : g_strdup_printf ("%s-%u", resources[kind].id, i);
      g_autoptr (HavenDayColumn) column = haven_day_column_new (id, resources[kind].name, resources[kind].kind);

      haven_day_column_add_open (column, 9 * 60, 12 * 60);
      haven_day_column_add_open (column, i % 3 == 2 ? 13 * 60 : 12 * 60 + 30, 17 * 60);
      g_list_store_append (store, column);
    }
  return G_LIST_MODEL (store);
}

static GListModel *
create_visits (void)
{
  GListStore *store = g_list_store_new (HAVEN_TYPE_DAY_EVENT);

  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_auto (GStrv) columns = g_strsplit (visits[i].columns, " ", -1);
      g_autoptr (HavenDayEvent) event = haven_day_event_new (visits[i].id,
                                                             (const char *const *) columns,
                                                             visits[i].start,
                                                             visits[i].end,
                                                             visits[i].title,
                                                             visits[i].subtitle,
                                                             visits[i].status,
                                                             visits[i].conflict);

      g_list_store_append (store, event);
    }
  return G_LIST_MODEL (store);
}

/* What the widgets ask for is printed, so that a hand can be checked by eye. */
static void
opened_cb (GtkWidget *widget, GObject *event)
{
  g_print ("open %s\n", HAVEN_IS_DAY_EVENT (event) ? haven_day_event_get_id (HAVEN_DAY_EVENT (event))
                                                   : haven_timeline_event_get_record_id (HAVEN_TIMELINE_EVENT (event)));
}

static void
slot_cb (HavenDayGrid *grid, const char *column, int minute)
{
  g_print ("book %s %d\n", column, minute);
}

static void
move_cb (HavenDayGrid *grid, const char *id, const char *column, int minute)
{
  g_print ("move %s from %s to %s %d\n", id, haven_day_grid_get_moving_column (grid), column, minute);
}

static void
focus_date_cb (HavenTimelineView *view)
{
  g_autofree char *date = haven_date_dup_iso (haven_timeline_view_get_focus_date (view));

  g_print ("at %s, zoom %d\n", date, haven_timeline_view_get_zoom (view));
}

static GtkWidget *
create_day_grid (void)
{
  g_autoptr (GListModel) columns = create_columns ();
  g_autoptr (GListModel) events = create_visits ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = haven_day_grid_new (columns, events);

  haven_day_grid_set_now_minute (HAVEN_DAY_GRID (grid), 605);
  g_signal_connect (grid, "event-activated", G_CALLBACK (opened_cb), NULL);
  g_signal_connect (grid, "slot-activated", G_CALLBACK (slot_cb), NULL);
  g_signal_connect (grid, "event-move-requested", G_CALLBACK (move_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
create_timeline (void)
{
  g_autoptr (GListStore) store = g_list_store_new (HAVEN_TYPE_TIMELINE_EVENT);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view;

  for (int round = many ? -770 : 0; round <= 0; round++)
    for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
      append (store, i, round * 3);
  view = haven_timeline_view_new (G_LIST_MODEL (store));
  haven_timeline_view_set_today (HAVEN_TIMELINE_VIEW (view), get_today ());
  haven_timeline_view_set_now_minute (HAVEN_TIMELINE_VIEW (view), 605);
  g_signal_connect (view, "event-activated", G_CALLBACK (opened_cb), NULL);
  g_signal_connect (view, "notify::focus-date", G_CALLBACK (focus_date_cb), NULL);
  if (zoom != NULL)
    gtk_widget_activate_action (view, "timeline.zoom", "s", zoom);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
closed_cb (GtkWindow *window, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

static void
set_up (void)
{
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (scale > 1)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
  haven_ui_load_resources (gdk_display_get_default ());
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("WIDGET");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  GtkWidget *window, *frame;
  gboolean day;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  day = argc > 1 && g_str_equal (argv[1], "day-grid");
  adw_init ();
  set_up ();

  window = adw_window_new ();
  frame = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (frame), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (frame), day ? create_day_grid () : create_timeline ());
  adw_window_set_content (ADW_WINDOW (window), frame);
  gtk_window_set_title (GTK_WINDOW (window), "Widgets");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  g_signal_connect (window, "destroy", G_CALLBACK (closed_cb), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  return 0;
}
