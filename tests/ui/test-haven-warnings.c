/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui-test.h"

/* In GTK's own domain and words. */
static void
warn_of (GtkWidget *widget)
{
  g_log ("Gtk", G_LOG_LEVEL_WARNING, "Trying to snapshot %s %p without a current allocation", gtk_widget_get_name (widget), (gpointer) widget);
}

static void
test_drawn_without_a_place (void)
{
  if (g_test_subprocess ())
    {
      warn_of (g_object_ref_sink (gtk_button_new ()));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*# GtkButton*");
}

static void
test_a_warning (void)
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
  g_test_add_func ("/ui/warnings/whose-place-is-missing-is-said", test_drawn_without_a_place);
  g_test_add_func ("/ui/warnings/any-warning-ends-the-test", test_a_warning);
  g_test_add_func ("/ui/warnings/what-is-critical-ends-the-test", test_a_critical_one);
  return g_test_run ();
}
