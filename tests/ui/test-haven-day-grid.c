/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-announce.h"
#include "haven-day-grid-tile.h"
#include "haven-day-grid.h"
#include "ui-test.h"

static GListStore *
create_columns (int n)
{
  GListStore *store = g_list_store_new (HAVEN_TYPE_DAY_COLUMN);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%d", i);
      g_autofree char *name = g_strdup_printf ("Column %d", i);
      g_autoptr (HavenDayColumn) column = haven_day_column_new (id, name, i % 2 ? "lawyer" : "clinician");

      haven_day_column_add_open (column, 9 * 60, 17 * 60);
      g_list_store_append (store, column);
    }
  return store;
}

static void
append (GListStore *store, const char *id, const char *columns, int start, int end, const char *status, gboolean conflict)
{
  g_auto (GStrv) ids = g_strsplit (columns, " ", -1);
  g_autoptr (HavenDayEvent) event = haven_day_event_new (id, (const char *const *) ids, start, end, "Selam T.", "Check-up", status, conflict);

  g_list_store_append (store, event);
}

static GListStore *
create_events (void)
{
  GListStore *store = g_list_store_new (HAVEN_TYPE_DAY_EVENT);

  append (store, "a", "c0 c2", 570, 615, "arrived", FALSE);
  append (store, "b", "c1", 570, 630, "confirmed", TRUE);
  append (store, "c", "c1", 600, 660, "confirmed", FALSE);
  return store;
}

static GtkWindow *
show (HavenDayGrid *grid)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (grid));
  return ui_test_show (scroller, 900, 600);
}

static HavenDayGrid *
create_grid (void)
{
  g_autoptr (GListStore) columns = create_columns (3);
  g_autoptr (GListStore) events = create_events ();

  return HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
}

static GtkWidget *
find_slot (GtkWidget *root)
{
  GtkWidget *found = gtk_widget_has_css_class (root, "day-slot") ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_slot (child);
  return found;
}

static GtkWidget *
find_tile (GtkWidget *root, const char *event_id, const char *column_id)
{
  GtkWidget *found = NULL;

  if (HAVEN_IS_DAY_GRID_TILE (root) && gtk_widget_get_child_visible (root))
    {
      HavenDayEvent *event = haven_day_grid_tile_get_event (HAVEN_DAY_GRID_TILE (root));
      HavenDayColumn *column = haven_day_grid_tile_get_column (HAVEN_DAY_GRID_TILE (root));

      if (event != NULL && g_str_equal (haven_day_event_get_id (event), event_id) &&
          g_str_equal (haven_day_column_get_id (column), column_id))
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tile (child, event_id, column_id);
  return found;
}

/* What was asked for, as one line of text. */
static void
event_activated_cb (HavenDayGrid *grid, HavenDayEvent *event, GString *log)
{
  g_string_append_printf (log, "open %s;", haven_day_event_get_id (event));
}

static void
slot_activated_cb (HavenDayGrid *grid, const char *column, int minute, GString *log)
{
  g_string_append_printf (log, "book %s %d;", column, minute);
}

static void
move_requested_cb (HavenDayGrid *grid, const char *id, const char *column, int minute, GString *log)
{
  g_string_append_printf (log, "move %s from %s to %s %d;", id, haven_day_grid_get_moving_column (grid), column, minute);
}

static GString *
listen (HavenDayGrid *grid)
{
  GString *log = g_string_new (NULL);

  g_signal_connect (grid, "event-activated", G_CALLBACK (event_activated_cb), log);
  g_signal_connect (grid, "slot-activated", G_CALLBACK (slot_activated_cb), log);
  g_signal_connect (grid, "event-move-requested", G_CALLBACK (move_requested_cb), log);
  return log;
}

static void
assert_cursor (HavenDayGrid *grid, const char *column, int minute)
{
  const char *own_column;
  int own_minute;

  g_assert_true (haven_day_grid_get_cursor (grid, &own_column, &own_minute));
  g_assert_cmpstr (own_column, ==, column);
  g_assert_cmpint (own_minute, ==, minute);
}

static void
press (HavenDayGrid *grid, guint key)
{
  g_assert_true (ui_test_press (GTK_WIDGET (grid), key, 0));
  ui_test_settle ();
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
test_defaults (void)
{
  g_autoptr (HavenDayGrid) grid = g_object_ref_sink (HAVEN_DAY_GRID (haven_day_grid_new (NULL, NULL)));

  g_assert_null (haven_day_grid_get_columns (grid));
  g_assert_null (haven_day_grid_get_events (grid));
  g_assert_cmpint (haven_day_grid_get_now_minute (grid), ==, -1);
  g_assert_null (haven_day_grid_get_selected (grid));
  g_assert_false (haven_day_grid_get_cursor (grid, NULL, NULL));
  gtk_test_accessible_assert_role (grid, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (grid, GTK_ACCESSIBLE_PROPERTY_LABEL, "Day");
}

static GtkWidget *
find_title (GtkWidget *root)
{
  GtkWidget *found = GTK_IS_INSCRIPTION (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_title (child);
  return found;
}

/* Of several beside each other: the title has the tile's whole width, and begins a name. One alone has room for its sign beside it. */
static void
check_narrow_tiles (void)
{
  g_autoptr (GListStore) columns = create_columns (1);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  HavenDayGrid *grid;
  GtkWindow *window;
  GtkWidget *narrow, *alone;

  append (events, "a", "c0", 570, 615, "arrived", FALSE);
  append (events, "b", "c0", 575, 620, "arrived", FALSE);
  append (events, "c", "c0", 580, 625, "arrived", FALSE);
  append (events, "d", "c0", 660, 705, "arrived", FALSE);
  grid = HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
  window = ui_test_show (gtk_scrolled_window_new (), 190, 600);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (gtk_window_get_child (window)), GTK_WIDGET (grid));
  ui_test_settle ();
  narrow = find_tile (GTK_WIDGET (grid), "b", "c0");
  alone = find_tile (GTK_WIDGET (grid), "d", "c0");
  g_assert_cmpint (gtk_widget_get_width (find_title (narrow)), ==, gtk_widget_get_width (narrow));
  g_assert_cmpint (gtk_inscription_get_text_overflow (GTK_INSCRIPTION (find_title (narrow))), ==, GTK_INSCRIPTION_OVERFLOW_CLIP);
  g_assert_cmpint (gtk_widget_get_width (find_title (alone)), <, gtk_widget_get_width (alone) - 12);
  /* A Latin name begins at its left, wherever the page begins. */
  g_assert_cmpint (gtk_widget_get_direction (find_title (narrow)), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (gtk_widget_get_direction (find_title (alone)), ==, gtk_widget_get_default_direction ());
  ui_test_close (window);
}

static void
test_narrow_tiles_begin_a_name (void)
{
  check_narrow_tiles ();
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  check_narrow_tiles ();
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A group of eight in one column: no tile covers another, and each has half of the width. */
static void
test_a_group_can_be_read (void)
{
  g_autoptr (GListStore) columns = create_columns (1);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
  graphene_rect_t boxes[G_N_ELEMENTS (ids)];
  HavenDayGrid *grid;
  GtkWindow *window;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    append (events, ids[i], "c0", 600, 660, "confirmed", FALSE);
  grid = HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
  window = ui_test_show (gtk_scrolled_window_new (), 260, 600);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (gtk_window_get_child (window)), GTK_WIDGET (grid));
  ui_test_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_true (gtk_widget_compute_bounds (find_tile (GTK_WIDGET (grid), ids[i], "c0"), GTK_WIDGET (grid), &boxes[i]));
      g_assert_cmpfloat (boxes[i].size.width, >, 60);
      for (gsize j = 0; j < i; j++)
        g_assert_false (graphene_rect_intersection (&boxes[i], &boxes[j], NULL));
    }
  ui_test_close (window);
}

/* A time that is taken is read and stood upon; it opens nothing, goes nowhere, and nothing is booked there by mistake. */
/* Before there are columns the keyboard's place has none: GTK would warn of a button that was never placed. */
static void
test_without_columns (void)
{
  g_autoptr (GListStore) columns = create_columns (0), some = create_columns (3);
  g_autoptr (GListStore) events = create_events ();
  HavenDayGrid *grid = HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
  GtkWindow *window = show (grid);

  for (int i = 0; i < 4; i++)
    {
      haven_day_grid_set_columns (grid, G_LIST_MODEL (i % 2 ? columns : some));
      gtk_widget_queue_resize (find_slot (GTK_WIDGET (grid)));
      ui_test_settle ();
    }
  ui_test_close (window);
}

static void
test_taken (void)
{
  g_autoptr (GListStore) columns = create_columns (3);
  g_autoptr (GListStore) events = create_events ();
  g_autoptr (HavenDayEvent) taken = haven_day_event_new_taken ("t", (const char *const[]) { "c0", NULL }, 720, 780);
  HavenDayGrid *grid;
  GtkWindow *window;
  GtkWidget *tile;
  guint n_asked = 0;

  g_list_store_append (events, taken);
  grid = HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
  window = show (grid);
  g_signal_connect_swapped (grid, "event-activated", G_CALLBACK (count_cb), &n_asked);
  g_signal_connect_swapped (grid, "slot-activated", G_CALLBACK (count_cb), &n_asked);
  g_signal_connect_swapped (grid, "event-move-requested", G_CALLBACK (count_cb), &n_asked);
  g_signal_connect_swapped (grid, "event-resize-requested", G_CALLBACK (count_cb), &n_asked);
  tile = find_tile (GTK_WIDGET (grid), "t", "c0");
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_LABEL, "Taken, 12:00–13:00, Column 0");
  g_assert_true (gtk_widget_get_focusable (tile));
  haven_day_grid_move_cursor_to (grid, "c0", 735);
  g_assert_true (haven_day_grid_get_selected (grid) == taken);
  gtk_widget_activate_action (GTK_WIDGET (grid), "day-grid.open", NULL);
  gtk_widget_activate_action (GTK_WIDGET (grid), "day-grid.mark-to-move", NULL);
  haven_day_grid_move_cursor_to (grid, "c0", 900);
  gtk_widget_activate_action (GTK_WIDGET (grid), "day-grid.move-here", NULL);
  g_assert_cmpuint (n_asked, ==, 0);
  /* The harness can fail: beside it a slot is opened. */
  gtk_widget_activate_action (GTK_WIDGET (grid), "day-grid.open", NULL);
  g_assert_cmpuint (n_asked, ==, 1);
  ui_test_close (window);
}

static void
test_notify (void)
{
  g_autoptr (HavenDayGrid) grid = g_object_ref_sink (HAVEN_DAY_GRID (haven_day_grid_new (NULL, NULL)));
  g_autoptr (GListStore) columns = create_columns (2);
  g_autoptr (GListStore) events = create_events ();
  guint notified = 0;

  g_signal_connect_swapped (grid, "notify", G_CALLBACK (count_cb), &notified);
  for (int i = 0; i < 2; i++)
    {
      haven_day_grid_set_columns (grid, G_LIST_MODEL (columns));
      haven_day_grid_set_events (grid, G_LIST_MODEL (events));
      haven_day_grid_set_now_minute (grid, 600);
    }
  g_assert_cmpuint (notified, ==, 3);
  haven_day_grid_set_now_minute (grid, 100000);
  g_assert_cmpint (haven_day_grid_get_now_minute (grid), ==, 1439);
}

static void
test_finalise (void)
{
  HavenDayGrid *grid = create_grid ();
  gpointer watched = grid;
  GtkWindow *window = show (grid);

  g_object_add_weak_pointer (G_OBJECT (grid), &watched);
  ui_test_close (window);
  g_assert_null (watched);
}

static void
test_names (void)
{
  HavenDayGrid *grid = create_grid ();
  GtkWindow *window = show (grid);

  gtk_test_accessible_assert_property (find_tile (GTK_WIDGET (grid), "a", "c0"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Selam T., 9:30–10:15, Check-up, Column 0, arrived");
  gtk_test_accessible_assert_property (find_tile (GTK_WIDGET (grid), "b", "c1"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Selam T., 9:30–10:30, Check-up, Column 1, booked, has a conflict");
  g_assert_nonnull (find_tile (GTK_WIDGET (grid), "a", "c2"));
  g_assert_true (gtk_widget_get_focusable (find_tile (GTK_WIDGET (grid), "a", "c2")));

  haven_day_grid_move_cursor_to (grid, "c0", 720);
  gtk_test_accessible_assert_property (gtk_window_get_focus (window), GTK_ACCESSIBLE_PROPERTY_LABEL, "Column 0, 12:00, free");
  haven_day_grid_move_cursor_to (grid, "c0", 480);
  gtk_test_accessible_assert_property (gtk_window_get_focus (window),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Column 0, 8:00, outside open hours");
  ui_test_close (window);
}

static void
test_keys (void)
{
  HavenDayGrid *grid = create_grid ();
  GtkWindow *window = show (grid);

  haven_day_grid_move_cursor_to (grid, "c0", 555);
  assert_cursor (grid, "c0", 555);
  press (grid, GDK_KEY_Down);
  g_assert_true (gtk_window_get_focus (window) == find_tile (GTK_WIDGET (grid), "a", "c0"));
  press (grid, GDK_KEY_Down);
  assert_cursor (grid, "c0", 615);
  press (grid, GDK_KEY_Up);
  g_assert_cmpstr (haven_day_event_get_id (haven_day_grid_get_selected (grid)), ==, "a");
  press (grid, GDK_KEY_Up);
  assert_cursor (grid, "c0", 555);
  g_assert_null (haven_day_grid_get_selected (grid));

  /* Two appointments beside each other in the next column, then the column after it. */
  haven_day_grid_move_cursor_to (grid, "c0", 615);
  press (grid, GDK_KEY_Right);
  g_assert_true (gtk_window_get_focus (window) == find_tile (GTK_WIDGET (grid), "b", "c1"));
  press (grid, GDK_KEY_Right);
  g_assert_true (gtk_window_get_focus (window) == find_tile (GTK_WIDGET (grid), "c", "c1"));
  press (grid, GDK_KEY_Right);
  assert_cursor (grid, "c2", 615);
  press (grid, GDK_KEY_Left);
  g_assert_true (gtk_window_get_focus (window) == find_tile (GTK_WIDGET (grid), "c", "c1"));
  press (grid, GDK_KEY_Home);
  assert_cursor (grid, "c0", 615);
  press (grid, GDK_KEY_End);
  assert_cursor (grid, "c2", 615);
  for (int i = 0; i < 100; i++)
    g_assert_true (ui_test_press (GTK_WIDGET (grid), GDK_KEY_Down, 0));
  assert_cursor (grid, "c2", 18 * 60 - 15);
  ui_test_close (window);
}

/* Tab comes to the cursor, and leaves the grid at the next press. */
static void
test_tab (void)
{
  HavenDayGrid *grid = create_grid ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *before = gtk_button_new_with_label ("Before");
  GtkWidget *after = gtk_button_new_with_label ("After");
  GtkWindow *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (grid));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), after);
  window = ui_test_show (box, 900, 700);

  gtk_widget_grab_focus (before);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  gtk_test_accessible_assert_property (gtk_window_get_focus (window), GTK_ACCESSIBLE_PROPERTY_LABEL, "Column 0, 9:00, free");
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (window) == after);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (window) == before);
  ui_test_close (window);
}

static void
test_opening_and_booking (void)
{
  HavenDayGrid *grid = create_grid ();
  GtkWindow *window = show (grid);
  GString *log = listen (grid);

  g_signal_emit_by_name (find_tile (GTK_WIDGET (grid), "b", "c1"), "clicked");
  haven_day_grid_move_cursor_to (grid, "c2", 735);
  press (grid, GDK_KEY_Return);
  g_signal_emit_by_name (gtk_window_get_focus (window), "clicked");
  haven_day_grid_select (grid, "a", "c2");
  press (grid, GDK_KEY_Return);
  g_assert_cmpstr (log->str, ==, "open b;book c2 735;book c2 735;open a;");
  g_string_free (log, TRUE);
  ui_test_close (window);
}

static void
test_moving (void)
{
  HavenDayGrid *grid = create_grid ();
  GtkWidget *widget = GTK_WIDGET (grid);
  GtkWindow *window = show (grid);
  GString *log = listen (grid);

  haven_day_grid_select (grid, "a", "c2");
  g_assert_true (ui_test_press (widget, GDK_KEY_x, GDK_CONTROL_MASK));
  g_assert_nonnull (haven_announced (widget));
  g_assert_true (gtk_widget_has_css_class (find_tile (widget, "a", "c2"), "marked"));
  haven_day_grid_move_cursor_to (grid, "c0", 840);
  g_assert_true (ui_test_press (widget, GDK_KEY_v, GDK_CONTROL_MASK));
  g_assert_false (gtk_widget_has_css_class (find_tile (widget, "a", "c2"), "marked"));
  g_assert_cmpstr (log->str, ==, "move a from c2 to c0 840;");
  g_assert_null (haven_day_grid_get_moving_column (grid));

  /* Enter puts it down too; Escape lets go. */
  g_string_truncate (log, 0);
  haven_day_grid_select (grid, "c", NULL);
  g_assert_true (ui_test_press (widget, GDK_KEY_x, GDK_CONTROL_MASK));
  haven_day_grid_move_cursor_to (grid, "c0", 900);
  press (grid, GDK_KEY_Return);
  g_assert_cmpstr (log->str, ==, "move c from c1 to c0 900;");
  g_string_truncate (log, 0);
  haven_day_grid_select (grid, "c", NULL);
  g_assert_true (ui_test_press (widget, GDK_KEY_x, GDK_CONTROL_MASK));
  g_assert_true (ui_test_press (widget, GDK_KEY_Escape, 0));
  g_assert_false (ui_test_press (widget, GDK_KEY_Escape, 0));
  g_assert_true (ui_test_press (widget, GDK_KEY_v, GDK_CONTROL_MASK));
  g_assert_cmpstr (log->str, ==, "");
  g_string_free (log, TRUE);
  ui_test_close (window);
}

static void
test_model_changes (void)
{
  g_autoptr (GListStore) columns = create_columns (3);
  g_autoptr (GListStore) events = create_events ();
  HavenDayGrid *grid = HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
  GtkWidget *widget = GTK_WIDGET (grid);
  GtkWindow *window = show (grid);

  haven_day_grid_move_cursor_to (grid, "c0", 585);
  g_assert_true (gtk_window_get_focus (window) == find_tile (widget, "a", "c0"));

  /* Moved by whoever owns the model: the keyboard stays with it. */
  g_list_store_remove (events, 0);
  append (events, "a", "c0 c2", 780, 825, "arrived", FALSE);
  ui_test_settle ();
  g_assert_true (gtk_window_get_focus (window) == find_tile (widget, "a", "c0"));
  assert_cursor (grid, "c0", 780);

  g_list_store_remove_all (events);
  ui_test_settle ();
  assert_cursor (grid, "c0", 780);
  g_assert_null (haven_day_grid_get_selected (grid));
  g_assert_nonnull (gtk_window_get_focus (window));
  g_list_store_remove_all (columns);
  ui_test_settle ();
  g_assert_true (ui_test_press (widget, GDK_KEY_Down, 0));
  g_assert_true (ui_test_press (widget, GDK_KEY_Return, 0));
  ui_test_close (window);
}

/* What is read again and looks the same keeps its tile; what looks otherwise is read anew, wherever it stands. */
static void
test_what_stays_keeps_its_tile (void)
{
  g_autoptr (GListStore) columns = create_columns (3);
  g_autoptr (GListStore) events = create_events ();
  HavenDayGrid *grid = HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
  GtkWidget *widget = GTK_WIDGET (grid);
  GtkWindow *window = show (grid);
  GtkWidget *b = find_tile (widget, "b", "c1");

  g_assert_nonnull (b);
  g_list_store_remove_all (events);
  append (events, "c", "c1", 600, 660, "cancelled_by_client", FALSE);
  append (events, "b", "c1", 570, 630, "confirmed", TRUE);
  append (events, "a", "c1", 690, 750, "arrived", FALSE);
  ui_test_settle ();
  g_assert_true (find_tile (widget, "b", "c1") == b);
  g_assert_null (find_tile (widget, "a", "c0"));
  g_assert_nonnull (find_tile (widget, "a", "c1"));
  g_assert_true (gtk_widget_has_css_class (find_tile (widget, "c", "c1"), "over"));
  ui_test_close (window);
}

static float
get_left (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return bounds.origin.x;
}

static void
test_mirrored (void)
{
  HavenDayGrid *grid = create_grid ();
  GtkWidget *widget = GTK_WIDGET (grid);
  GtkWindow *window = show (grid);

  g_assert_cmpfloat (get_left (find_tile (widget, "a", "c0"), widget), <, get_left (find_tile (widget, "a", "c2"), widget));
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  ui_test_settle ();
  g_assert_cmpfloat (get_left (find_tile (widget, "a", "c0"), widget), >, get_left (find_tile (widget, "a", "c2"), widget));
  g_assert_cmpfloat (get_left (find_tile (widget, "b", "c1"), widget), >, get_left (find_tile (widget, "c", "c1"), widget));
  haven_day_grid_move_cursor_to (grid, "c0", 720);
  press (grid, GDK_KEY_Left);
  assert_cursor (grid, "c1", 720);
  ui_test_close (window);
}

static void
test_many (void)
{
  g_autoptr (GListStore) columns = create_columns (30);
  g_autoptr (GListStore) events = g_list_store_new (HAVEN_TYPE_DAY_EVENT);
  HavenDayGrid *grid;
  GtkWindow *window;

  for (int i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%d", i);
      g_autofree char *column = g_strdup_printf ("c%d", i % 30);

      append (events, id, column, 540 + i / 30 * 30, 570 + i / 30 * 30, "confirmed", FALSE);
    }
  grid = HAVEN_DAY_GRID (haven_day_grid_new (G_LIST_MODEL (columns), G_LIST_MODEL (events)));
  window = show (grid);
  for (int i = 0; i < 30; i++)
    {
      press (grid, GDK_KEY_Right);
      g_assert_cmpuint (ui_test_count (GTK_WIDGET (grid), HAVEN_TYPE_DAY_GRID_TILE), <, 200);
    }
  assert_cursor (grid, "c29", 540);
  ui_test_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/day-grid/it-begins-empty-and-named", test_defaults);
  g_test_add_func ("/ui/day-grid/narrow-tiles-begin-a-name", test_narrow_tiles_begin_a_name);
  g_test_add_func ("/ui/day-grid/without-columns-nothing-is-drawn-that-has-no-place", test_without_columns);
  g_test_add_func ("/ui/day-grid/a-group-can-be-read", test_a_group_can_be_read);
  g_test_add_func ("/ui/day-grid/a-time-that-is-taken-leads-nowhere", test_taken);
  g_test_add_func ("/ui/day-grid/setting-the-same-value-says-nothing", test_notify);
  g_test_add_func ("/ui/day-grid/it-leaves-nothing-behind", test_finalise);
  g_test_add_func ("/ui/day-grid/appointments-and-empty-slots-have-whole-names", test_names);
  g_test_add_func ("/ui/day-grid/keys-walk-over-slots-and-appointments", test_keys);
  g_test_add_func ("/ui/day-grid/tab-comes-once-and-leaves", test_tab);
  g_test_add_func ("/ui/day-grid/enter-opens-or-books", test_opening_and_booking);
  g_test_add_func ("/ui/day-grid/an-appointment-is-moved-by-keys", test_moving);
  g_test_add_func ("/ui/day-grid/the-keyboard-stays-with-its-appointment", test_model_changes);
  g_test_add_func ("/ui/day-grid/what-stays-keeps-its-tile", test_what_stays_keeps_its_tile);
  g_test_add_func ("/ui/day-grid/columns-flow-from-right-to-left", test_mirrored);
  g_test_add_func ("/ui/day-grid/thirty-columns-need-few-widgets", test_many);
  return g_test_run ();
}
