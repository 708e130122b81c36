/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The day of a large clinic, 400 visits in 30 columns: its first frame, and one visit that goes to another column. The
 * floor is the same picture without anything behind it: a label and a button for each of what is in sight. */

#include "bench.h"
#include "haven-day-grid.h"
#include "haven-ui-resources.h"
#include "ui-test.h"

#include <adwaita.h>

#define COLUMNS 30
#define EVENTS 400
#define WIDTH 1360
#define HEIGHT 860

typedef struct
{
  GListStore *columns;
  GListStore *events;
  GtkWindow *window;
  GtkWidget *grid;
  GtkWidget *fixed;
  GtkWidget *first; /* of the buttons of the floor */
  guint in_sight;
  guint turn;
} Day;

static void
make_day (Day *day)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (400);

  day->columns = g_list_store_new (HAVEN_TYPE_DAY_COLUMN);
  day->events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  for (int i = 0; i < COLUMNS; i++)
    {
      g_autofree char *id = g_strdup_printf ("column-%d", i);
      g_autofree char *name = g_strdup_printf ("Dr Number %d", i + 1);
      g_autoptr (HavenDayColumn) column = haven_day_column_new (id, name, i % 3 ? "clinician" : "room");

      haven_day_column_add_open (column, 8 * 60, 18 * 60);
      g_list_store_append (day->columns, column);
    }
  for (int i = 0; i < EVENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("visit-%d", i);
      g_autofree char *column = g_strdup_printf ("column-%d", i % COLUMNS);
      int start = 8 * 60 + i / COLUMNS * 40 + g_rand_int_range (random, 0, 2) * 15;
      g_autoptr (HavenDayEvent) event = haven_day_event_new (id, (const char *const[]) { column, NULL }, start, start + 30,
                                                             "Somebody With a Name", "Check-up", "confirmed", FALSE);

      g_list_store_append (day->events, event);
    }
}

/* ── Frames ───────────────────────────────────────────────────────────────── */

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_for_paint (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static void
show_in_window (Day *day, GtkWidget *child)
{
  day->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (day->window, WIDTH, HEIGHT);
  gtk_window_set_child (day->window, child);
  gtk_window_present (day->window);
  wait_for_paint (day->window);
}

static void
close_window (gpointer data)
{
  Day *day = data;

  if (day->window)
    gtk_window_destroy (g_steal_pointer (&day->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* ── The grid ─────────────────────────────────────────────────────────────── */

static GtkWidget *
create_grid (Day *day)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  day->grid = haven_day_grid_new (G_LIST_MODEL (day->columns), G_LIST_MODEL (day->events));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), day->grid);
  return scroller;
}

static void
show_grid (gpointer data)
{
  show_in_window (data, create_grid (data));
}

/* A visit in sight goes to the column beside it, as after a drag: the model changes, and the next frame shows it. */
static void
move_visit (gpointer data)
{
  Day *day = data;
  g_autofree char *column = g_strdup_printf ("column-%u", ++day->turn % 3);
  g_autoptr (HavenDayEvent) moved = haven_day_event_new ("visit-0", (const char *const[]) { column, NULL }, 9 * 60, 10 * 60,
                                                         "Somebody With a Name", "Check-up", "confirmed", FALSE);

  g_list_store_splice (day->events, 0, 1, (gpointer[]) { moved }, 1);
  wait_for_paint (day->window);
}

/* ── The floor ────────────────────────────────────────────────────────────── */

static GtkWidget *
create_button (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new ("Somebody With a Name"), *subtitle = gtk_label_new ("9:00–9:30 · Check-up");

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_size_request (button, 140, 44);
  return button;
}

static void
show_buttons (gpointer data)
{
  Day *day = data;

  day->fixed = gtk_fixed_new ();
  day->first = NULL;
  for (guint i = 0; i < day->in_sight; i++)
    {
      GtkWidget *button = create_button ();

      day->first = day->first ? day->first : button;
      gtk_fixed_put (GTK_FIXED (day->fixed), button, i % 8 * 160, i / 8 * 60);
    }
  show_in_window (day, day->fixed);
}

static void
move_button (gpointer data)
{
  Day *day = data;

  gtk_fixed_move (GTK_FIXED (day->fixed), day->first, ++day->turn % 3 * 160, 0);
  wait_for_paint (day->window);
}

static void
prepare_grid (gpointer data)
{
  close_window (data);
  show_grid (data);
  ui_test_settle ();
}

static void
prepare_buttons (gpointer data)
{
  close_window (data);
  show_buttons (data);
  ui_test_settle ();
}

static guint
count_tiles (GtkWidget *widget)
{
  guint n = g_str_equal (gtk_widget_get_css_name (widget), "button") && gtk_widget_get_child_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_tiles (child);
  return n;
}

int
main (int argc, char *argv[])
{
  Day day = { 0 };

  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  haven_ui_load_resources (gdk_display_get_default ());
  make_day (&day);
  show_grid (&day);
  day.in_sight = MAX (count_tiles (day.grid), 1);
  bench_compare_prepared ("a day of 400 visits, 30 columns / as many buttons", 11, close_window, show_grid, close_window, show_buttons, &day);
  bench_compare_prepared ("  one visit moves / one button moves", 11, prepare_grid, move_visit, prepare_buttons, move_button, &day);
  close_window (&day);
  g_object_unref (day.columns);
  g_object_unref (day.events);
  return 0;
}
