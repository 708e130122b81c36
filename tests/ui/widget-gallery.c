/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows one of Haven's widgets with made-up events, to look at and to take pictures of:
 *   widget-gallery timeline|day-grid [--zoom ZOOM] [--many] [--dark] [--rtl] [--scale N] [--width PX] [--height PX]
 */

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

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  adw_init ();
  set_up ();

  window = adw_window_new ();
  frame = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (frame), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (frame), create_timeline ());
  adw_window_set_content (ADW_WINDOW (window), frame);
  gtk_window_set_title (GTK_WINDOW (window), "Widgets");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  g_signal_connect (window, "destroy", G_CALLBACK (closed_cb), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  return 0;
}
