/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"
#include "haven-appointment-status.h"
#include "haven-drafts-service.h"
#include "haven-consent.h"
#include "haven-due-row.h"
#include "haven-outreach-dialog.h"
#include "haven-record-task-dialog.h"
#include "haven-task-list.h"
#include "haven-status-pill.h"
#include "haven-today-pane.h"
#include "haven-unfinished-line.h"
#include "haven-visit-list.h"
#include "haven-visit-row.h"
#include "haven-visit-status.h"
#include "ui-test.h"

#include <string.h>

static ClinicTest *test;

static GtkListBox *
get_list (void)
{
  GtkWidget *list = clinic_test_find (test->pane, HAVEN_TYPE_VISIT_LIST);

  return list ? GTK_LIST_BOX (clinic_test_find (list, GTK_TYPE_LIST_BOX)) : NULL;
}

static HavenVisitRow *
get_row (int position)
{
  GtkListBox *list = get_list ();
  GtkListBoxRow *row = list ? gtk_list_box_get_row_at_index (list, position) : NULL;

  return row ? HAVEN_VISIT_ROW (row) : NULL;
}

static void
set_up (gboolean demo)
{
  test = clinic_test_new (haven_today_pane_new, demo);
  if (demo)
    clinic_test_wait (get_row (0) != NULL);
  ui_test_settle ();
}

static void
tear_down (void)
{
  g_clear_pointer (&test, clinic_test_free);
}

static HavenVisitRow *
find_row_with_status (const char *status)
{
  HavenVisitRow *row;

  for (int i = 0; (row = get_row (i)) != NULL; i++)
    if (g_str_equal (haven_visit_get_appointment (haven_visit_row_get_visit (row))->status, status))
      return row;
  g_assert_not_reached ();
}

static void
wait_status (const char *id, const char *status)
{
  gboolean reached = FALSE;

  while (!reached)
    {
      HavenVisitRow *row;

      g_main_context_iteration (NULL, FALSE);
      for (int i = 0; (row = get_row (i)) != NULL; i++)
        {
          const HavenAppointment *shown = haven_visit_get_appointment (haven_visit_row_get_visit (row));

          reached |= g_str_equal (shown->id, id) && g_str_equal (shown->status, status);
        }
    }
}

static void
assert_stored_status (const char *id, const char *status)
{
  g_autoptr (HavenAppointment) appointment = clinic_test_load (test, id);

  g_assert_cmpstr (appointment->status, ==, status);
}

static void
test_rows (void)
{
  g_autoptr (HavenDayPage) page = NULL;

  set_up (TRUE);
  page = clinic_test_load_day (test, 0);
  g_assert_cmpuint (page->visits->len, >=, 10);
  for (guint i = 0; i < page->visits->len; i++)
    {
      HavenVisitRow *row = get_row ((int) i);

      g_assert_nonnull (row);
      g_assert_cmpstr (haven_visit_get_appointment (haven_visit_row_get_visit (row))->id,
                       ==,
                       haven_visit_get_appointment (page->visits->pdata[i])->id);
      g_assert_true (clinic_test_shows (GTK_WIDGET (row), haven_visit_get_person_name (page->visits->pdata[i])));
      g_assert_nonnull (clinic_test_find (GTK_WIDGET (row), HAVEN_TYPE_STATUS_PILL));
    }
  g_assert_null (get_row ((int) page->visits->len));
  tear_down ();
}

static void
test_names (void)
{
  HavenVisitRow *row;

  set_up (TRUE);
  g_assert_cmpuint (clinic_test_count_nameless (test->pane), ==, 0);
  row = find_row_with_status ("confirmed");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "8:30, Gorrión, Check-up · Marta Salas, Room 1, Completed");
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  tear_down ();
}

static void
test_arrived_by_key (void)
{
  g_autofree char *id = NULL;
  HavenVisitRow *row;

  set_up (TRUE);
  row = find_row_with_status ("confirmed");
  id = g_strdup (haven_visit_get_appointment (haven_visit_row_get_visit (row))->id);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_true (ui_test_press (GTK_WIDGET (row), GDK_KEY_a, 0));
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  wait_status (id, "arrived");
  assert_stored_status (id, "arrived");
  /* The row is the same one, and the keyboard has not left it. */
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (row)));

  haven_workspace_undo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_UNDONE);
  wait_status (id, "confirmed");
  assert_stored_status (id, "confirmed");
  tear_down ();
}

static void
test_arrived_by_click (void)
{
  g_autofree char *id = NULL;
  HavenVisitRow *row;
  GtkWidget *button;

  set_up (TRUE);
  row = find_row_with_status ("confirmed");
  id = g_strdup (haven_visit_get_appointment (haven_visit_row_get_visit (row))->id);
  button = clinic_test_find (GTK_WIDGET (row), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_activate (button));
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  wait_status (id, "arrived");
  g_assert_false (gtk_widget_get_visible (button));
  tear_down ();
}

static void
test_arrived_twice (void)
{
  g_autofree char *id = NULL;
  HavenVisitRow *row;

  set_up (TRUE);
  row = find_row_with_status ("completed");
  id = g_strdup (haven_visit_get_appointment (haven_visit_row_get_visit (row))->id);
  ui_test_press (GTK_WIDGET (row), GDK_KEY_a, 0);
  ui_test_settle ();
  g_assert_cmpint (test->told, ==, -1);
  assert_stored_status (id, "completed");
  tear_down ();
}

static guint
count_visible (void)
{
  guint n = 0;
  HavenVisitRow *row;

  for (int i = 0; (row = get_row (i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row));
  return n;
}

static void
test_filter (void)
{
  AdwToggleGroup *filter;
  g_autoptr (HavenDayPage) page = NULL;
  guint here = 0, to_come = 0;

  set_up (TRUE);
  page = clinic_test_load_day (test, 0);
  for (guint i = 0; i < page->visits->len; i++)
    {
      here += haven_visit_is_here (page->visits->pdata[i]);
      to_come += haven_visit_is_to_come (page->visits->pdata[i]);
    }
  filter = ADW_TOGGLE_GROUP (clinic_test_find (test->pane, ADW_TYPE_TOGGLE_GROUP));
  adw_toggle_group_set_active_name (filter, "here");
  g_assert_cmpuint (count_visible (), ==, here);
  adw_toggle_group_set_active_name (filter, "to-come");
  g_assert_cmpuint (count_visible (), ==, to_come);
  adw_toggle_group_set_active_name (filter, "all");
  g_assert_cmpuint (count_visible (), ==, page->visits->len);
  tear_down ();
}

/* Whether a menu, with all that is in it, holds an item for that status. */
static gboolean
offers (GMenuModel *menu, const char *status)
{
  static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *target = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_TARGET, "s", &target) && g_str_equal (target, status))
        return TRUE;
      for (guint j = 0; j < G_N_ELEMENTS (links); j++)
        {
          g_autoptr (GMenuModel) inner = g_menu_model_get_item_link (menu, i, links[j]);

          if (inner && offers (inner, status))
            return TRUE;
        }
    }
  return FALSE;
}

static void
test_menu (void)
{
  for (guint from = 0; from < HAVEN_N_APPOINTMENT_STATUSES; from++)
    {
      g_autoptr (GMenuModel) menu = haven_visit_status_build_menu (from, "visit.set-status");

      for (guint to = 0; to < HAVEN_N_APPOINTMENT_STATUSES; to++)
        {
          HavenStatusMove move = haven_appointment_status_check_move (from, to);
          gboolean offered = offers (menu, haven_appointment_status_get_code (to));

          if (move == HAVEN_STATUS_MOVE_FORBIDDEN)
            g_assert_false (offered);
          else if (move == HAVEN_STATUS_MOVE_ALLOWED && to != HAVEN_APPOINTMENT_RESCHEDULED)
            g_assert_true (offered);
        }
    }
}

static void
test_cancel_reason (void)
{
  g_autofree char *id = NULL;
  g_autoptr (HavenAppointment) stored = NULL;
  HavenVisitRow *row;
  GtkWidget *dialog, *check;

  set_up (TRUE);
  row = find_row_with_status ("confirmed");
  id = g_strdup (haven_visit_get_appointment (haven_visit_row_get_visit (row))->id);
  gtk_widget_activate_action (GTK_WIDGET (row), "visit.set-status", "s", "cancelled_by_client");
  dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "go"));
  check = clinic_test_find (dialog, GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "go"));
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  g_assert_true (gtk_widget_activate (adw_dialog_get_default_widget (ADW_DIALOG (dialog))));
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  wait_status (id, "cancelled_by_client");
  stored = clinic_test_load (test, id);
  g_assert_cmpstr (stored->status_reason, ==, haven_appointment_status_get_reasons ()[0].code);
  tear_down ();
}

static void
test_cancel_left (void)
{
  g_autofree char *id = NULL;
  HavenVisitRow *row;
  GtkWidget *dialog;

  set_up (TRUE);
  row = find_row_with_status ("confirmed");
  id = g_strdup (haven_visit_get_appointment (haven_visit_row_get_visit (row))->id);
  gtk_widget_activate_action (GTK_WIDGET (row), "visit.set-status", "s", "cancelled_by_clinic");
  dialog = clinic_test_get_dialog (test, ADW_TYPE_ALERT_DIALOG);
  adw_dialog_close (ADW_DIALOG (dialog));
  ui_test_settle ();
  g_assert_cmpint (test->told, ==, -1);
  assert_stored_status (id, "confirmed");
  tear_down ();
}

static void
test_open_person (void)
{
  set_up (TRUE);
  g_signal_emit_by_name (get_list (), "row-activated", get_row (2));
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_PERSON);
  g_assert_cmpstr (test->destination_id,
                   ==,
                   haven_visit_get_appointment (haven_visit_row_get_visit (get_row (2)))->patient_id);
  tear_down ();
}

static void
test_due (void)
{
  g_autoptr (HavenDayPage) page = NULL;
  GtkWidget *row;

  set_up (TRUE);
  page = clinic_test_load_day (test, 0);
  g_assert_cmpuint (ui_test_count (test->pane, HAVEN_TYPE_DUE_ROW), ==, page->due->len);
  row = clinic_test_find (test->pane, HAVEN_TYPE_DUE_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_PERSON);
  g_assert_cmpstr (test->destination_id, ==, haven_due_date_get_patient_id (page->due->pdata[0]));
  tear_down ();
}

static void
test_overdue (void)
{
  HavenDate today = haven_date_from_ymd (2026, 11, 21);
  g_autoptr (HavenDueDate) past = haven_due_date_new ("1", "Selam T.", haven_date_add_days (today, -3), "Papers needed");
  g_autoptr (HavenDueDate) last = haven_due_date_new ("1", "Selam T.", today, "Papers needed");
  GtkWidget *overdue = g_object_ref_sink (haven_due_row_new (past, today));
  GtkWidget *due = g_object_ref_sink (haven_due_row_new (last, today));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (overdue),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Selam T., Papers needed, Wed 18 Nov 2026, 3 days ago, Past its day");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (due),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Selam T., Papers needed, Sat 21 Nov 2026, today");
  g_assert_true (clinic_test_shows (overdue, "Past its day"));
  g_assert_false (clinic_test_shows (due, "Past its day"));
  g_object_unref (overdue);
  g_object_unref (due);
}

static void
assert_within (GtkWidget *row, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_visible (widget) || GTK_IS_NATIVE (widget))
    return;
  g_assert_true (gtk_widget_compute_bounds (widget, row, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, -1);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (row) + 1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_within (row, child);
}

static void
test_narrow (void)
{
  static const GtkTextDirection directions[] = { GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };
  HavenVisitRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      gtk_widget_set_default_direction (directions[i]);
      set_up (TRUE);
      gtk_window_set_default_size (GTK_WINDOW (test->window), 360, 700);
      clinic_test_wait (gtk_widget_get_width (test->pane) <= 400);
      ui_test_settle ();
      for (int j = 0; (row = get_row (j)) != NULL; j++)
        assert_within (GTK_WIDGET (row), gtk_widget_get_first_child (GTK_WIDGET (row)));
      tear_down ();
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_empty (void)
{
  set_up (FALSE);
  clinic_test_wait (clinic_test_shows (test->pane, "No Visits Today"));
  g_assert_true (clinic_test_shows (test->pane, "Nothing is due in the next four weeks."));
  g_signal_emit_by_name (clinic_test_find_button (test->pane, "_Book a Visit…"), "clicked");
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_BOOKING);
  tear_down ();
}

static void
begin_paper (const char *subject_id)
{
  g_autoptr (HavenDraftContent) content = haven_draft_content_new ();
  g_autoptr (GError) error = NULL;

  haven_draft_content_set (content, "reader", "es");
  g_assert_true (haven_drafts_save (test->session, HAVEN_EDITOR_PAPER, subject_id, content, &error));
  g_assert_no_error (error);
}

/* As each minute does. @words: NULL: the line is not there */
static void
wait_for_unfinished (HavenUnfinishedLine *line, const char *words)
{
  while (words ? !clinic_test_shows (test->pane, words) : gtk_widget_get_visible (GTK_WIDGET (line)))
    {
      haven_unfinished_line_look (line);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_unfinished (void)
{
  HavenUnfinishedLine *line;
  g_autoptr (GError) error = NULL;

  set_up (TRUE);
  line = HAVEN_UNFINISHED_LINE (gtk_widget_get_template_child (test->pane, HAVEN_TYPE_TODAY_PANE, "unfinished"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (line)));
  begin_paper ("first-person/plan-copy");
  begin_paper ("second-person/consent");
  wait_for_unfinished (line, "2 unfinished papers");
  g_assert_cmpuint (clinic_test_count_nameless (test->pane), ==, 0);
  g_signal_emit_by_name (clinic_test_find (GTK_WIDGET (line), GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpint (test->destination, ==, HAVEN_DESTINATION_PAPER);
  g_assert_cmpstr (test->destination_id, ==, "second-person");
  g_assert_true (haven_drafts_discard (test->session, HAVEN_EDITOR_PAPER, "first-person/plan-copy", &error));
  wait_for_unfinished (line, "1 unfinished paper");
  g_assert_true (haven_drafts_discard (test->session, HAVEN_EDITOR_PAPER, "second-person/consent", &error));
  wait_for_unfinished (line, NULL);
  tear_down ();
}

/* ── What the care team is asked for ──────────────────────────────────────── */

static GtkListBox *
get_task_list (const char *name)
{
  GtkWidget *tasks = GTK_WIDGET (gtk_widget_get_template_child (test->pane, HAVEN_TYPE_TODAY_PANE, name));

  return GTK_LIST_BOX (gtk_widget_get_template_child (tasks, HAVEN_TYPE_TASK_LIST, "tasks"));
}

static GtkListBox *
get_tasks (void)
{
  return get_task_list ("record_tasks");
}

static guint
count_tasks (void)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (get_tasks (), (int) n) != NULL)
    n++;
  return n;
}

static GtkWidget *
open_task (int position)
{
  GtkWidget *dialog;

  g_signal_emit_by_name (get_tasks (), "row-activated", gtk_list_box_get_row_at_index (get_tasks (), position));
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_RECORD_TASK_DIALOG);
  clinic_test_wait (clinic_test_shows (dialog, "The Signed Permission"));
  return dialog;
}

static gpointer
get_task_child (GtkWidget *dialog, const char *name)
{
  return gtk_widget_get_template_child (dialog, HAVEN_TYPE_RECORD_TASK_DIALOG, name);
}

static gboolean
has_focus_inside (GtkWidget *row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

static void
test_record_tasks (void)
{
  GtkWidget *dialog, *row;

  set_up (TRUE);
  clinic_test_wait (count_tasks () == 2);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_tasks (), 0));
  g_assert_true (clinic_test_shows (row, "Amina Idris Bashir"));
  g_assert_cmpuint (clinic_test_count_nameless (test->pane), ==, 0);
  dialog = open_task (0);
  g_assert_true (clinic_test_shows (dialog, "Letter on care received"));
  g_assert_true (clinic_test_shows (dialog, "Irene Kowalczyk"));
  /* It is in Arabic: the form's own words stand under it, and who may interpret what was filled in. */
  g_assert_true (gtk_widget_get_visible (get_task_child (dialog, "wording")));
  g_assert_nonnull (strstr (gtk_label_get_label (get_task_child (dialog, "wording_text")), "I can take back my yes at any time."));
  g_assert_nonnull (strstr (gtk_label_get_label (get_task_child (dialog, "wording_text")), "رسالة عن الرعاية في العيادة"));
  g_assert_true (clinic_test_shows (dialog, "What was filled in stands as it was written, in Arabic"));
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  g_assert_true (gtk_widget_activate_action (dialog, "task.take-on", NULL));
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  /* It stays, says how it stands now, and goes on to which paper it is. */
  clinic_test_wait (!gtk_widget_get_visible (get_task_child (dialog, "take_on")));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (get_task_child (dialog, "standing")), "Taken on · "));
  g_assert_true (has_focus_inside (get_task_child (dialog, "paper")));
  haven_workspace_undo (test->workspace);
  clinic_test_wait_told (test, HAVEN_TOLD_UNDONE);
  clinic_test_wait (gtk_widget_get_visible (get_task_child (dialog, "take_on")));

  g_assert_true (gtk_widget_activate_action (dialog, "task.cannot", NULL));
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  clinic_test_wait (count_tasks () == 1);
  tear_down ();
}

static void
test_record_task_given (void)
{
  g_autoptr (GPtrArray) disclosures = NULL;
  GtkWidget *dialog, *covered;

  set_up (TRUE);
  clinic_test_wait (count_tasks () == 2);
  dialog = open_task (0);
  /* Nothing goes before somebody says that they read what the permission covers. */
  gtk_widget_activate_action (dialog, "task.give", NULL);
  ui_test_settle ();
  g_assert_cmpuint (count_tasks (), ==, 2);
  covered = clinic_test_find (dialog, ADW_TYPE_SWITCH_ROW);
  g_assert_nonnull (covered);
  adw_switch_row_set_active (ADW_SWITCH_ROW (covered), TRUE);
  g_assert_true (gtk_widget_activate_action (dialog, "task.give", NULL));
  clinic_test_wait (count_tasks () == 1);
  disclosures = haven_session_list (test->session, &haven_disclosure_info, "recipient", "Irene Kowalczyk", NULL, NULL);
  g_assert_cmpuint (disclosures->len, ==, 1);
  tear_down ();
}

static void
test_left_while_read (void)
{
  ClinicTest *soon = clinic_test_new (haven_today_pane_new, TRUE);

  adw_window_set_content (soon->window, gtk_label_new (""));
  clinic_test_free (soon);
}

/* ── Who missed visits ────────────────────────────────────────────────────── */

static guint
count_outreach (void)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (get_task_list ("outreach"), (int) n) != NULL)
    n++;
  return n;
}

static void
test_outreach (void)
{
  GtkWidget *dialog;
  guint n;

  set_up (TRUE);
  clinic_test_wait (count_outreach () > 0);
  n = count_outreach ();
  g_signal_emit_by_name (get_task_list ("outreach"), "row-activated", gtk_list_box_get_row_at_index (get_task_list ("outreach"), 0));
  dialog = clinic_test_get_dialog (test, HAVEN_TYPE_OUTREACH_DIALOG);
  clinic_test_wait (clinic_test_shows (dialog, "How to Reach Them"));
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  gtk_widget_activate_action (dialog, "outreach.close", "u", 1u);
  clinic_test_wait (count_outreach () == n - 1);
  haven_workspace_undo (test->workspace);
  clinic_test_wait (count_outreach () == n);
  tear_down ();
}

static HavenVisitRow *
find_row_of (const char *name)
{
  HavenVisitRow *row;

  for (int i = 0; (row = get_row (i)) != NULL; i++)
    if (g_strcmp0 (haven_visit_get_person_name (haven_visit_row_get_visit (row)), name) == 0)
      return row;
  return NULL;
}

/* Of two who are marked alike, the one who missed a visit before is a task now, and whoever marked it learns of it. */
static void
test_a_second_missed_visit_is_told (void)
{
  guint n;

  set_up (TRUE);
  clinic_test_wait (count_outreach () > 0);
  n = count_outreach ();
  gtk_widget_activate_action (GTK_WIDGET (find_row_of ("Lin Meihua")), "visit.set-status", "s", "no_show");
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  gtk_widget_activate_action (GTK_WIDGET (find_row_of ("Fatoumata Kéïta")), "visit.set-status", "s", "no_show");
  clinic_test_wait_told (test, HAVEN_TOLD_DONE);
  clinic_test_wait_told (test, HAVEN_TOLD_PLAIN);
  g_assert_nonnull (strstr (test->message, "Ask How They Are"));
  clinic_test_wait (count_outreach () == n + 1);
  tear_down ();
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/today/each-visit-of-the-day-has-a-row-in-its-order", test_rows);
  g_test_add_func ("/ui/today/nothing-that-can-be-pressed-is-without-a-name", test_names);
  g_test_add_func ("/ui/today/one-key-marks-arrived-and-undo-takes-it-back", test_arrived_by_key);
  g_test_add_func ("/ui/today/one-click-marks-arrived", test_arrived_by_click);
  g_test_add_func ("/ui/today/who-has-gone-cannot-arrive", test_arrived_twice);
  g_test_add_func ("/ui/today/the-filter-shows-who-is-to-come-and-who-is-here", test_filter);
  g_test_add_func ("/ui/today/a-row-offers-the-statuses-that-may-follow-and-no-others", test_menu);
  g_test_add_func ("/ui/today/cancelling-asks-for-a-reason-and-keeps-it", test_cancel_reason);
  g_test_add_func ("/ui/today/a-question-that-is-left-changes-nothing", test_cancel_left);
  g_test_add_func ("/ui/today/a-visit-opens-the-person", test_open_person);
  g_test_add_func ("/ui/today/what-is-due-stands-beside-and-opens-the-person", test_due);
  g_test_add_func ("/ui/today/what-is-past-its-day-says-so-in-words", test_overdue);
  g_test_add_func ("/ui/today/a-narrow-row-stays-within-itself-in-either-direction", test_narrow);
  g_test_add_func ("/ui/today/a-clinic-with-no-visits-says-what-to-do", test_empty);
  g_test_add_func ("/ui/today/unfinished-papers-are-counted-and-the-latest-opens", test_unfinished);
  g_test_add_func ("/ui/today/who-missed-visits-is-asked-how-they-are", test_outreach);
  g_test_add_func ("/ui/today/a-second-missed-visit-is-told", test_a_second_missed_visit_is_told);
  g_test_add_func ("/ui/today/what-the-care-team-is-asked-for-is-answered", test_record_tasks);
  g_test_add_func ("/ui/today/what-is-given-is-accounted-for-and-goes-from-the-list", test_record_task_given);
  g_test_add_func ("/ui/today/a-pane-that-goes-while-it-reads-is-not-touched", test_left_while_read);
  return g_test_run ();
}
