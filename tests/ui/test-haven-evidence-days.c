/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "haven-date-row.h"
#include "haven-deadline-card.h"
#include "haven-evidence-box.h"
#include "haven-evidence-day-box.h"
#include "haven-evidence-dialog.h"
#include "haven-words.h"
#include "matters-test.h"
#include "ui-test.h"

#include <string.h>

static MattersTest *test;

static GtkWidget *
open_card (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");

  return matters_test_open_card (test, deadline);
}

static HavenDate
read_wanted_by (AdwDialog *dialog)
{
  HavenDate date = HAVEN_DATE_NONE;

  haven_date_row_read (
      HAVEN_DATE_ROW (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_EVIDENCE_DIALOG, "wanted_by")),
      &date,
      NULL);
  return date;
}

static void
close_dialog (AdwDialog *dialog)
{
  draft_test_forget (test->workspace);
  adw_dialog_force_close (dialog);
  ui_test_settle ();
}

static void
set_number (const char *number)
{
  g_assert_true (haven_evidence_days_set_number (test->session, number, NULL));
}

/* The demo's answer is due in three weeks, which is less than thirty working days. */
static void
test_what_is_late_is_asked_for_today (void)
{
  GtkWidget *card = open_card ();
  AdwDialog *dialog;

  g_assert_true (matters_test_mentions (card, "Medical evidence was needed by "));
  g_assert_true (matters_test_mentions (card, "; ask today"));
  g_assert_true (matters_test_mentions (card, "1 is in · 2 are open, the next wanted by "));
  g_assert_true (matters_test_shows (card, "2 are wanted later than that"));
  g_signal_emit_by_name (matters_test_find_labelled (card, "Ask for Evidence…"), "clicked");
  ui_test_settle ();
  dialog = adw_window_get_visible_dialog (test->window);
  g_assert_cmpint (read_wanted_by (dialog).day, ==, test->today.day);
  g_assert_true (matters_test_mentions (GTK_WIDGET (dialog), "so it is wanted today."));
  close_dialog (dialog);
}

/* The card follows the clinic's number, and so does the editor, from either button. */
static void
test_the_editor_starts_with_what_the_card_says (void)
{
  GtkWidget *card = open_card (), *evidence = matters_test_find (test->pane, HAVEN_TYPE_EVIDENCE_BOX);
  HavenDate day;
  AdwDialog *dialog;

  set_number ("5");
  matters_test_wait_shows (card, ", 5 working days before", TRUE);
  g_signal_emit_by_name (matters_test_find_labelled (card, "Ask for Evidence…"), "clicked");
  ui_test_settle ();
  dialog = adw_window_get_visible_dialog (test->window);
  day = read_wanted_by (dialog);
  {
    g_autofree char *words = haven_words_dup_date (day);
    g_autofree char *needed = g_strdup_printf ("Medical evidence needed by %s, 5 working days before", words);

    g_assert_true (matters_test_shows (card, needed));
  }
  g_assert_true (matters_test_mentions (GTK_WIDGET (dialog), "5 working days before “"));
  close_dialog (dialog);
  gtk_widget_activate_action (evidence, "evidence.add", NULL);
  ui_test_settle ();
  dialog = adw_window_get_visible_dialog (test->window);
  g_assert_cmpint (read_wanted_by (dialog).day, ==, day.day);
  close_dialog (dialog);
  set_number ("30");
  matters_test_wait_shows (card, "; ask today", TRUE);
}

static void
test_other_dates_say_nothing_of_it (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Wislande", "MOVE-EOIR");
  GtkWidget *card = matters_test_open_card (test, deadline);

  g_assert_null (matters_test_find (card, HAVEN_TYPE_EVIDENCE_DAY_BOX));
}

static void
test_the_button_says_for_which_date (void)
{
  GtkWidget *button = matters_test_find_labelled (open_card (), "Ask for Evidence…");

  gtk_test_accessible_assert_property (
      button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Ask for Evidence…: Answer to a request for evidence");
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  test = matters_test_new ();
  g_test_add_func ("/ui/evidence-days/what-is-late-is-asked-for-today", test_what_is_late_is_asked_for_today);
  g_test_add_func ("/ui/evidence-days/the-editor-starts-with-what-the-card-says",
                   test_the_editor_starts_with_what_the_card_says);
  g_test_add_func ("/ui/evidence-days/other-dates-say-nothing-of-it", test_other_dates_say_nothing_of_it);
  g_test_add_func ("/ui/evidence-days/the-button-says-for-which-date", test_the_button_says_for_which_date);
  status = g_test_run ();
  matters_test_free (test);
  return status;
}
