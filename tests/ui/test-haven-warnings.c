/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui-test.h"

/* What GTK says of a widget that is left out of a picture, in its own domain and words. */
static void
warn_of (GtkWidget *widget)
{
  g_log ("Gtk", G_LOG_LEVEL_WARNING, "Trying to snapshot %s %p without a current allocation", gtk_widget_get_name (widget), (gpointer) widget);
}

static void
test_left_out_once (void)
{
  GtkWidget *one = g_object_ref_sink (gtk_button_new ()), *other = g_object_ref_sink (gtk_label_new (NULL));

  for (int i = 0; i < 3; i++)
    {
      warn_of (one);
      warn_of (other);
    }
  g_object_unref (one);
  g_object_unref (other);
}

static void
test_left_out_again_and_again (void)
{
  if (g_test_subprocess ())
    {
      GtkWidget *button = g_object_ref_sink (gtk_button_new ());

      for (int i = 0; i < 4; i++)
        warn_of (button);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*# GtkButton*");
}

static void
test_another_warning (void)
{
  if (g_test_subprocess ())
    {
      g_warning ("Something else");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*Something else*");
}

static void
test_a_critical_one (void)
{
  if (g_test_subprocess ())
    {
      gtk_widget_queue_draw (NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/warnings/a-widget-may-be-left-out-of-a-picture", test_left_out_once);
  g_test_add_func ("/ui/warnings/one-that-is-left-out-again-and-again-ends-the-test", test_left_out_again_and_again);
  g_test_add_func ("/ui/warnings/any-other-warning-ends-the-test", test_another_warning);
  g_test_add_func ("/ui/warnings/what-is-critical-ends-the-test", test_a_critical_one);
  return g_test_run ();
}
