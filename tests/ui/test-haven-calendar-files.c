/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "appointments-test.h"
#include "haven-announce.h"
#include "haven-audit-service.h"
#include "haven-calendar-in-dialog.h"
#include "haven-calendar-out-dialog.h"
#include "haven-date-row.h"
#include "haven-passphrase-dialog.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* Calendar files in the appointments' pane: what is told before one leaves, and what one that comes in would do. */

static char *
dup_day (int days)
{
  int year, month, day;

  haven_date_get_ymd (haven_date_add_days (test->today, days), &year, &month, &day);
  return g_strdup_printf ("%04d%02d%02d", year, month, day);
}

static char *
write_file (const char *data)
{
  char *path = g_build_filename (test->folder, "outside.ics", NULL);

  g_assert_true (g_file_set_contents (path, data, -1, NULL));
  return path;
}

/* One hour in a month, one entry that nobody can follow, one that is over. */
static char *
write_calendar (void)
{
  g_autofree char *day = dup_day (30), *past = dup_day (-30);
  g_autofree char *data = g_strdup_printf ("BEGIN:VCALENDAR\nVERSION:2.0\n"
                                           "BEGIN:VEVENT\nUID:a\nSUMMARY:Canary\nDTSTART:%sT100000\nDURATION:PT1H\nEND:VEVENT\n"
                                           "BEGIN:VEVENT\nUID:b\nDTSTART:%sT100000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n"
                                           "BEGIN:VEVENT\nUID:c\nDTSTART:%sT100000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n", day, day, past);

  return write_file (data);
}

static HavenCalendarInDialog *
open_in (void)
{
  set_up ();
  gtk_widget_activate_action (test->pane, "day.bring-in-calendar", NULL);
  return HAVEN_CALENDAR_IN_DIALOG (clinic_test_get_dialog (test, HAVEN_TYPE_CALENDAR_IN_DIALOG));
}

static void
look (HavenCalendarInDialog *dialog, const char *path)
{
  haven_calendar_in_dialog_check (dialog, path);
  clinic_test_wait (!g_str_equal (haven_calendar_in_dialog_get_page (dialog), "working"));
  ui_test_settle ();
}

static guint
count_away (void)
{
  g_autoptr (GPtrArray) absences = haven_session_list (test->session, &haven_resource_absence_info, NULL, NULL, NULL, NULL);

  return absences->len;
}

static void
test_each_row_is_shown_before_anything_changes (void)
{
  HavenCalendarInDialog *dialog = open_in ();
  g_autofree char *path = write_calendar ();
  guint before = count_away ();
  const HavenCalendarPreview *preview;

  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  look (dialog, path);
  g_assert_cmpstr (haven_calendar_in_dialog_get_page (dialog), ==, "checked");
  preview = haven_calendar_in_dialog_get_preview (dialog);
  g_assert_cmpuint (preview->n[HAVEN_CALENDAR_ROW_NEW], ==, 1);
  g_assert_cmpuint (preview->n[HAVEN_CALENDAR_ROW_REFUSED], ==, 1);
  g_assert_cmpuint (preview->n[HAVEN_CALENDAR_ROW_PAST], ==, 1);
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "Refused: It comes again each hour or more often."));
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "Will be brought in"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (dialog), "Canary"));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  g_assert_cmpuint (count_away (), ==, before);
  tear_down ();
}

static void
test_all_of_it_comes_in_and_is_taken_back (void)
{
  HavenCalendarInDialog *dialog = open_in ();
  g_autofree char *path = write_calendar ();
  guint before = count_away ();

  look (dialog, path);
  haven_calendar_in_dialog_apply (dialog);
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  g_assert_cmpuint (count_away (), ==, before + 1);
  haven_workspace_undo (test->workspace);
  clinic_test_wait (count_away () == before);
  tear_down ();
}

static void
test_a_file_that_is_none_is_told (void)
{
  HavenCalendarInDialog *dialog = open_in ();
  g_autofree char *path = write_file ("hello\n");

  look (dialog, path);
  g_assert_cmpstr (haven_calendar_in_dialog_get_page (dialog), ==, "problem");
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "This is no calendar file. Choose one whose name ends in .ics."));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  tear_down ();
}

static void
test_what_leaves_is_said_first (void)
{
  GtkWidget *dialog;

  set_up ();
  gtk_widget_activate_action (test->pane, "day.save-calendar", NULL);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_CALENDAR_OUT_DIALOG);
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  g_assert_true (clinic_test_shows (dialog, "Who Could Read It"));
  g_assert_true (clinic_test_shows (dialog, "When each visit is, and one word that is the same for all. No person, no initials, no reason, no place."));
  tear_down ();
}

static GtkWidget *
get_child (GtkWidget *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, HAVEN_TYPE_CALENDAR_OUT_DIALOG, name));
}

static void
save (GtkWidget *dialog, const char *first, const char *last)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, "first")), first);
  gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, "last")), last);
  g_signal_emit_by_name (get_child (dialog, "save"), "clicked");
  ui_test_settle ();
}

/* Said right under the row of that name, which has the focus; the other one is not blamed. */
static void
assert_refused (GtkWidget *dialog, const char *name, const char *sentence)
{
  const char *other = g_str_equal (name, "first") ? "last" : "first";
  g_autofree char *label_name = g_strconcat (name, "_problem", NULL), *other_name = g_strconcat (other, "_problem", NULL);
  GtkWidget *row = get_child (dialog, name), *label = get_child (dialog, label_name);
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  g_assert_true (gtk_widget_is_ancestor (label, next));
  g_assert_true (gtk_widget_get_mapped (label));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, sentence);
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (dialog)), row));
  g_assert_cmpstr (haven_announced (label), ==, sentence);
  g_assert_false (gtk_widget_get_mapped (get_child (dialog, other_name)));
  g_assert_false (gtk_widget_has_css_class (get_child (dialog, other), "error"));
}

static void
test_a_wrong_day_is_told_at_its_row (void)
{
  static const char *const which = "Which day? For example: tomorrow, fri, +2w mon, 4 dec, 2026-12-04";
  GtkWidget *dialog;

  set_up ();
  gtk_widget_activate_action (test->pane, "day.save-calendar", NULL);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_CALENDAR_OUT_DIALOG);
  save (dialog, "smorgas", "tomorrow");
  assert_refused (dialog, "first", which);
  save (dialog, "tomorrow", "");
  assert_refused (dialog, "last", which);
  save (dialog, "+2w", "tomorrow");
  assert_refused (dialog, "last", "The last day comes before the first.");
  save (dialog, "tomorrow", "+99w");
  assert_refused (dialog, "last", "A file holds one year at most.");
  save (dialog, "3pm", "tomorrow");
  assert_refused (dialog, "first", which);
  gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, "first")), "2");
  g_assert_false (gtk_widget_get_mapped (get_child (dialog, "first_problem")));
  tear_down ();
}

/* As when the window locks over it. */
static void
test_the_window_may_go_while_it_asks (void)
{
  GtkWidget *dialog;

  set_up ();
  gtk_widget_activate_action (test->pane, "day.save-calendar", NULL);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_CALENDAR_OUT_DIALOG);
  save (dialog, "tomorrow", "+2w");
  clinic_test_get_dialog (test, HAVEN_TYPE_PASSPHRASE_DIALOG);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  tear_down ();
  ui_test_settle ();
  g_assert_null (dialog);
}

static void
test_days_are_said_in_words (void)
{
  GtkWidget *dialog;
  HavenDate first, last;

  set_up ();
  gtk_widget_activate_action (test->pane, "day.save-calendar", NULL);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_CALENDAR_OUT_DIALOG);
  save (dialog, "tomorrow", "+2w");
  clinic_test_get_dialog (test, HAVEN_TYPE_PASSPHRASE_DIALOG);
  haven_date_row_read (HAVEN_DATE_ROW (get_child (dialog, "first")), &first, NULL);
  haven_date_row_read (HAVEN_DATE_ROW (get_child (dialog, "last")), &last, NULL);
  g_assert_cmpint (first.day, ==, test->today.day + 1);
  g_assert_cmpint (last.day, ==, test->today.day + 14);
  tear_down ();
}

static guint
count_exports (void)
{
  g_autoptr (HavenAuditPage) page = haven_audit_list_mine_today (test->session, 200, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < page->entries->len; i++)
    n += g_str_equal (((HavenAuditEntry *) page->entries->pdata[i])->action, "export");
  return n;
}

static void
test_who_it_is_is_asked_before_times_leave (void)
{
  GtkWidget *dialog, *asks;

  set_up ();
  gtk_widget_activate_action (test->pane, "day.save-calendar", NULL);
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_CALENDAR_OUT_DIALOG);
  g_signal_emit_by_name (gtk_widget_get_template_child (dialog, HAVEN_TYPE_CALENDAR_OUT_DIALOG, "save"), "clicked");
  asks = clinic_test_get_dialog (test, HAVEN_TYPE_PASSPHRASE_DIALOG);
  g_assert_cmpuint (clinic_test_count_nameless (asks), ==, 0);
  g_assert_cmpuint (count_exports (), ==, 0);
  adw_dialog_force_close (ADW_DIALOG (asks));
  ui_test_settle ();
  g_assert_cmpuint (count_exports (), ==, 0);
  /* Whoever thinks better of it is where they were. */
  g_assert_true (clinic_test_get_dialog (test, HAVEN_TYPE_CALENDAR_OUT_DIALOG) == dialog);
  tear_down ();
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/calendar-files/each-row-is-shown-before-anything-changes", test_each_row_is_shown_before_anything_changes);
  g_test_add_func ("/ui/calendar-files/all-of-it-comes-in-and-is-taken-back", test_all_of_it_comes_in_and_is_taken_back);
  g_test_add_func ("/ui/calendar-files/a-file-that-is-none-is-told", test_a_file_that_is_none_is_told);
  g_test_add_func ("/ui/calendar-files/what-leaves-is-said-first", test_what_leaves_is_said_first);
  g_test_add_func ("/ui/calendar-files/who-it-is-is-asked-before-times-leave", test_who_it_is_is_asked_before_times_leave);
  g_test_add_func ("/ui/calendar-files/a-wrong-day-is-told-at-its-row", test_a_wrong_day_is_told_at_its_row);
  g_test_add_func ("/ui/calendar-files/the-window-may-go-while-it-asks", test_the_window_may_go_while_it_asks);
  g_test_add_func ("/ui/calendar-files/days-are-said-in-words", test_days_are_said_in_words);
  return g_test_run ();
}
