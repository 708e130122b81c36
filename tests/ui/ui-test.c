/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui-test.h"

#include "haven-ui-resources.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS 400

/* GTK names a widget that was to be drawn without a place by its address alone, and the warning ends the test: say whose. */
static void
print_path (const char *message)
{
  const char *words = strstr (message, "Trying to snapshot ");
  gpointer widget = NULL;

  if (words == NULL || sscanf (words, "Trying to snapshot %*s %p without a current allocation", &widget) != 1)
    return;
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);
      g_autofree char *all = g_strjoinv (".", classes);

      g_printerr ("# %s.%s, %d by %d\n",
                  G_OBJECT_TYPE_NAME (widget),
                  all,
                  gtk_widget_get_width (widget),
                  gtk_widget_get_height (widget));
    }
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      print_path (fields[i].value);
  return g_log_writer_default (level, fields, n_fields, data);
}

void
ui_test_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  haven_ui_load_resources (gdk_display_get_default ());
}

/* Turns the main loop until the next frame of @window is on the display: bounded, and no waiting by the clock. */
static void
frame_drawn_cb (GdkFrameClock *clock, gpointer data)
{
  (*(guint *) data)++;
}

void
ui_test_settle (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (l->data);
      guint frames = 0;
      gulong handler;

      if (clock == NULL || !gtk_widget_get_mapped (l->data))
        continue;
      handler = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_drawn_cb), &frames);
      gtk_widget_queue_draw (l->data);
      for (int i = 0; i < ROUNDS && frames < 2; i++)
        {
          gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
          g_main_context_iteration (NULL, TRUE);
        }
      g_assert_cmpuint (frames, >=, 2);
      g_signal_handler_disconnect (clock, handler);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

GtkWindow *
ui_test_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  for (int i = 0; i < ROUNDS && !gtk_widget_get_mapped (child); i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_get_mapped (child));
  ui_test_settle ();
  return window;
}

void
ui_test_close (GtkWindow *window)
{
  gtk_window_destroy (window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

guint
ui_test_count (GtkWidget *root, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += ui_test_count (child, type);
  return n;
}

static gboolean
try_shortcut (GtkWidget *widget, GtkShortcut *shortcut, guint key, GdkModifierType modifiers)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

  if (!GTK_IS_KEYVAL_TRIGGER (trigger) ||
      gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key ||
      gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != modifiers)
    return FALSE;
  return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                       GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                       widget,
                                       gtk_shortcut_get_arguments (shortcut));
}

static gboolean
press_at (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (try_shortcut (widget, shortcut, key, modifiers))
            return TRUE;
        }
    }
  return FALSE;
}

/* Does what a key does at @widget: the shortcuts of the widget, then those of what it is in. */
gboolean
ui_test_press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (press_at (widget, key, modifiers))
      return TRUE;
  return FALSE;
}

/* With all that is in it. */
void
ui_test_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      ui_test_remove_folder (child);
    }
  g_remove (path);
}
