/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-absences-box.h"
#include "haven-date-row.h"
#include "haven-event-dates-view.h"
#include "haven-matter-event-dialog.h"
#include "haven-matter-event.h"
#include "haven-matter-events-box.h"
#include "matters-test.h"
#include "ui-test.h"

static MattersTest *test;

static GtkWidget *
wait_for_dialog (GType type)
{
  while (adw_window_get_visible_dialog (test->window) == NULL ||
         !G_TYPE_CHECK_INSTANCE_TYPE (adw_window_get_visible_dialog (test->window), type))
    g_main_context_iteration (NULL, TRUE);
  return GTK_WIDGET (adw_window_get_visible_dialog (test->window));
}

static gpointer
get_child (GtkWidget *dialog, const char *name)
{
  return gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), name);
}

/* What was typed before is there, and the rows can be typed into. */
static GtkWidget *
wait_for_editor (void)
{
  GtkWidget *dialog = wait_for_dialog (HAVEN_TYPE_MATTER_EVENT_DIALOG);

  while (!gtk_widget_get_sensitive (get_child (dialog, "page")))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  return dialog;
}

static void
choose_kind (GtkWidget *dialog, const char *code)
{
  const HavenChoice *kinds = haven_matter_event_get_kinds ();

  for (guint i = 0; kinds[i].code; i++)
    if (g_str_equal (kinds[i].code, code))
      adw_combo_row_set_selected (get_child (dialog, "kind"), i);
}

static void
type_day (GtkWidget *dialog, const char *row, int days)
{
  haven_date_row_set_date (get_child (dialog, row), haven_date_add_days (test->today, days));
}

static gboolean
can_save (GtkWidget *dialog)
{
  return gtk_widget_get_sensitive (get_child (dialog, "save"));
}

static void
save (GtkWidget *dialog)
{
  g_assert_true (can_save (dialog));
  test->told = -1;
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
}

/* What was read anew keeps open what is open. */
static void
unfold (GtkWidget *root)
{
  if (ADW_IS_EXPANDER_ROW (root))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (root), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    unfold (child);
}

static GtkWidget *
open_box (const char *person, const char *rule)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, person, rule);

  matters_test_open_card (test, deadline);
  unfold (matters_test_find (test->pane, HAVEN_TYPE_MATTER_EVENTS_BOX));
  ui_test_settle ();
  return matters_test_find (test->pane, HAVEN_TYPE_MATTER_EVENTS_BOX);
}

static void
test_an_event_is_written_with_its_dates (void)
{
  GtkWidget *box = open_box ("Amina", "RFE"), *dialog;

  g_assert_true (matters_test_mentions (box, "Biometrics taken"));
  g_assert_true (matters_test_mentions (box, "Fingers were read on the second try"));
  /* A version that was corrected stands behind the one that took its place. */
  g_assert_true (matters_test_mentions (box, "Before: "));
  g_assert_true (matters_test_mentions (box, "The key was handed over"));
  g_assert_false (matters_test_mentions (box, "She knows the season"));

  g_assert_true (gtk_widget_activate_action (box, "event.write", NULL));
  dialog = wait_for_editor ();
  choose_kind (dialog, "noid");
  g_assert_false (can_save (dialog));
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "mailed")));
  type_day (dialog, "on_date", -2);
  g_assert_true (matters_test_mentions (get_child (dialog, "dates"), "Plan by"));
  g_assert_true (can_save (dialog));
  save (dialog);
  matters_test_wait_shows (box, "Notice of intent to deny", TRUE);
  {
    g_autoptr (HavenDeadline) set = matters_test_find_deadline (test, "Amina", "NOID");

    g_assert_nonnull (set->event_id);
    g_assert_cmpint (set->last_safe_day.day, ==, test->today.day - 2 + 30);
  }

  /* Undone, it is gone from the page, and its date is void. */
  test->told = -1;
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  matters_test_wait_shows (box, "Notice of intent to deny", FALSE);
}

static void
test_what_is_wrong_is_said (void)
{
  GtkWidget *box = open_box ("Harpreet", "U-STATUS"), *dialog;

  g_assert_true (gtk_widget_activate_action (box, "event.write", NULL));
  dialog = wait_for_editor ();
  choose_kind (dialog, "hearing");
  type_day (dialog, "on_date", 3);
  g_assert_true (matters_test_mentions (dialog, "still to come"));
  g_assert_false (can_save (dialog));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "mailed")));
  choose_kind (dialog, "other");
  type_day (dialog, "on_date", -1);
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (get_child (dialog, "words"), "A call from the officer");
  g_assert_true (can_save (dialog));
  /* Nobody leaves again before they are back. */
  choose_kind (dialog, "journey");
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "until_date")));
  g_assert_true (matters_test_mentions (dialog, "overlap"));
  g_assert_false (can_save (dialog));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_a_change_shows_old_and_new_and_asks_why (void)
{
  GtkWidget *box = open_box ("Harpreet", "U-STATUS"), *dialog;
  g_autoptr (HavenDeadline) before = matters_test_find_deadline (test, "Harpreet", "U-STATUS"), after = NULL;

  g_assert_true (gtk_widget_activate_action (box, "event.change", "s", before->event_id));
  dialog = wait_for_editor ();
  g_assert_false (gtk_widget_get_sensitive (get_child (dialog, "kind")));
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "reason_box")));
  haven_date_row_set_date (get_child (dialog, "on_date"), haven_date_add_days (before->trigger_on, -4));
  g_assert_true (matters_test_mentions (get_child (dialog, "dates"), "What Changes"));
  g_assert_true (matters_test_mentions (get_child (dialog, "dates"), " → "));
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (get_child (dialog, "reason"), "The notice came again, with another day");
  save (dialog);
  after = matters_test_find_deadline (test, "Harpreet", "U-STATUS");
  g_assert_cmpint (after->opens_on.day, <, before->opens_on.day);
  g_assert_cmpstr (after->change_reason, ==, "The notice came again, with another day");
  matters_test_wait_shows (box, "The notice came again", TRUE);
}

static gboolean
settle_question (GtkWidget *dialog, const char *reason)
{
  GtkWidget *row = matters_test_find (dialog, ADW_TYPE_ENTRY_ROW);

  while (!gtk_widget_is_sensitive (row))
    g_main_context_iteration (NULL, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), reason);
  if (!adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "void"))
    return FALSE;
  test->told = -1;
  g_signal_emit_by_name (dialog, "response", "void");
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  return TRUE;
}

static void
test_a_void_event_asks_for_its_dates (void)
{
  GtkWidget *box = open_box ("Jun", "APPEAL"), *dialog;
  g_autoptr (HavenDeadline) before = matters_test_find_deadline (test, "Jun", "APPEAL"), after = NULL;

  g_assert_true (gtk_widget_activate_action (box, "event.void", "s", before->event_id));
  dialog = wait_for_dialog (ADW_TYPE_ALERT_DIALOG);
  matters_test_wait_shows (dialog, "Void too: ", TRUE);
  g_assert_false (settle_question (dialog, "   "));
  g_assert_true (settle_question (dialog, "It was another person’s letter"));
  after = matters_test_find_deadline (test, "Jun", "APPEAL");
  g_assert_cmpstr (after->status, ==, "void");
  matters_test_wait_shows (box, "It was another person’s letter", TRUE);
  test->told = -1;
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  matters_test_wait_shows (box, "It was another person’s letter", FALSE);
}

/* Days of each, their sum, from which day, and until when somebody has to be back; another day changes all of it. */
static void
test_journeys_are_added_up (void)
{
  g_autoptr (HavenDeadline) before = NULL, after = NULL;
  GtkWidget *box, *dialog;

  open_box ("Harpreet", "U-STATUS");
  box = matters_test_find (test->pane, HAVEN_TYPE_ABSENCES_BOX);
  before = matters_test_find_deadline (test, "Harpreet", "TU-ABSENCE");
  g_assert_true (matters_test_mentions (box, "Counted from "));
  g_assert_true (matters_test_mentions (box, "84 days"));
  g_assert_true (matters_test_mentions (box, "18 days"));
  g_assert_true (matters_test_mentions (box, "102 days"));
  g_assert_true (matters_test_mentions (box, "still away"));
  g_assert_true (matters_test_mentions (box, "Back by "));
  g_assert_true (matters_test_mentions (box, "A lawyer has to confirm"));
  g_assert_false (matters_test_mentions (box, "breaks continuous presence"));
  g_assert_true (gtk_widget_activate_action (box, "journey.change", "s", before->event_id));
  dialog = wait_for_editor ();
  type_day (dialog, "on_date", -100);
  g_assert_true (matters_test_mentions (get_child (dialog, "dates"), " → "));
  gtk_editable_set_text (get_child (dialog, "reason"), "He left earlier");
  save (dialog);
  matters_test_wait_shows (box, "A single absence is longer than 90 days", TRUE);
  g_assert_true (matters_test_mentions (box, "longer than 180 days"));
  after = matters_test_find_deadline (test, "Harpreet", "TU-ABSENCE");
  g_assert_cmpint (after->last_safe_day.day, ==, before->last_safe_day.day - 82);
  test->told = -1;
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  matters_test_wait_shows (box, "breaks continuous presence", FALSE);
}

/* Where they do not count, nobody is asked about them. */
static void
test_no_journeys_where_they_do_not_count (void)
{
  open_box ("Wislande", "EOIR-REOPEN");
  g_assert_null (matters_test_find (test->pane, HAVEN_TYPE_ABSENCES_BOX));
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  test = matters_test_new ();
  g_test_add_func ("/ui/matter-events/one-is-written-with-its-dates-and-undone", test_an_event_is_written_with_its_dates);
  g_test_add_func ("/ui/matter-events/what-is-wrong-is-said-and-not-saved", test_what_is_wrong_is_said);
  g_test_add_func ("/ui/matter-events/a-change-shows-old-and-new-and-asks-why", test_a_change_shows_old_and_new_and_asks_why);
  g_test_add_func ("/ui/matter-events/a-void-one-asks-for-its-dates", test_a_void_event_asks_for_its_dates);
  g_test_add_func ("/ui/matter-events/journeys-are-added-up", test_journeys_are_added_up);
  g_test_add_func ("/ui/matter-events/no-journeys-where-they-do-not-count", test_no_journeys_where_they_do_not_count);
  status = g_test_run ();
  matters_test_free (test);
  return status;
}
