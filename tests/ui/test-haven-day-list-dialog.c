/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "appointments-test.h"
#include "haven-day-list-dialog.h"
#include "haven-place.h"
#include "ui-test.h"

#include <string.h>

/* The list of a day before it is printed: what is seen is what would leave. */

static GtkWidget *
open_list (void)
{
  adw_dialog_present (haven_day_list_dialog_new (test->workspace, test->today), test->pane);
  return clinic_test_get_dialog (test, HAVEN_TYPE_DAY_LIST_DIALOG);
}

static GtkDropDown *
get_choice (GtkWidget *dialog, const char *name)
{
  return GTK_DROP_DOWN (gtk_widget_get_template_child (dialog, HAVEN_TYPE_DAY_LIST_DIALOG, name));
}

static gboolean
is_made (GtkWidget *dialog)
{
  GtkStack *stack = GTK_STACK (gtk_widget_get_template_child (dialog, HAVEN_TYPE_DAY_LIST_DIALOG, "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "pages") == 0;
}

/* Of all pages; words may stand on two lines. */
static char *
dup_text (GtkWidget *dialog)
{
  HavenPaperPages *pages = haven_day_list_dialog_get_pages (HAVEN_DAY_LIST_DIALOG (dialog));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < haven_paper_pages_get_n (pages); i++)
    g_string_append (text, haven_paper_pages_get_text (pages, i));
  return g_string_free_and_steal (text);
}

static char *
choose (GtkWidget *dialog, const char *choice, guint position)
{
  gtk_drop_down_set_selected (get_choice (dialog, choice), position);
  clinic_test_wait (is_made (dialog));
  return dup_text (dialog);
}

static void
test_what_is_chosen_stands_on_the_list (void)
{
  g_autofree char *letters = NULL, *nobody = NULL, *names = NULL, *one = NULL;
  GtkWidget *dialog;

  set_up ();
  dialog = open_list ();
  clinic_test_wait (is_made (dialog));
  letters = dup_text (dialog);
  g_assert_null (strstr (letters, "Guadalupe"));
  g_assert_nonnull (strstr (letters, "G S"));
  nobody = choose (dialog, "who", 1);
  g_assert_null (strstr (nobody, "Guadalupe"));
  g_assert_null (strstr (nobody, "G S"));
  g_assert_true (clinic_test_shows (dialog, "Nobody stands on it."));
  names = choose (dialog, "who", 2);
  g_assert_nonnull (strstr (names, "Guadalupe"));
  g_assert_true (clinic_test_shows (dialog, "Whoever finds this list reads who comes here."));
  /* One is kept off paper by their visit, and none is told what for. */
  g_assert_null (strstr (names, "Alex"));
  g_assert_nonnull (strstr (names, "Taken"));
  g_assert_null (strstr (names, "Counselling"));
  one = choose (dialog, "whose", 1);
  g_assert_true (strlen (one) < strlen (names));
  tear_down ();
}

static void
test_it_has_names_and_its_ways_out_wait_for_it (void)
{
  GtkWidget *dialog;

  set_up ();
  dialog = open_list ();
  clinic_test_wait (is_made (dialog));
  gtk_drop_down_set_selected (get_choice (dialog, "who"), 2);
  g_assert_false (is_made (dialog));
  g_assert_false (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Print…")));
  g_assert_false (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Save a Copy…")));
  clinic_test_wait (is_made (dialog));
  g_assert_true (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Print…")));
  g_assert_true (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Save a Copy…")));
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  tear_down ();
}

static void
test_the_pane_asks_for_its_own_day (void)
{
  g_autofree char *day = NULL;

  set_up ();
  day = haven_date_dup_iso (test->today);
  gtk_widget_activate_action (test->pane, "day.print-list", NULL);
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_DAY_LIST);
  g_assert_cmpstr (test->destination_id, ==, day);
  tear_down ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/day-list/what-is-chosen-stands-on-the-list", test_what_is_chosen_stands_on_the_list);
  g_test_add_func ("/ui/day-list/it-has-names-and-its-ways-out-wait-for-it", test_it_has_names_and_its_ways_out_wait_for_it);
  g_test_add_func ("/ui/day-list/the-pane-asks-for-its-own-day", test_the_pane_asks_for_its_own_day);
  return g_test_run ();
}
