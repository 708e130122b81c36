/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "haven-deadline-card.h"
#include "haven-evidence-box.h"
#include "haven-matter-change-dialog.h"
#include "haven-due-radar.h"
#include "haven-conflict-page.h"
#include "haven-matter-dialog.h"
#include "haven-other-sides.h"
#include "haven-radar-item.h"
#include "haven-radar-page.h"
#include "haven-matter-row.h"
#include "haven-matters-list.h"
#include "haven-matters-pane.h"
#include "haven-matters-service.h"
#include "haven-vaults.h"
#include "haven-words.h"
#include "matters-test.h"
#include "ui-test.h"

#include <string.h>

static MattersTest *test;

static HavenMattersList *
get_list (void)
{
  return HAVEN_MATTERS_LIST (matters_test_find (test->pane, HAVEN_TYPE_MATTERS_LIST));
}

static guint
count_rows (void)
{
  return g_list_model_get_n_items (haven_matters_list_get_model (get_list ()));
}

static const char *
get_text (guint position, guint column)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (haven_matters_list_get_model (get_list ()), position);

  return haven_query_row_get_text (row, column);
}

/* ── The list ─────────────────────────────────────────────────────────────── */

static void
test_the_nearest_day_comes_first (void)
{
  const char *before = "";

  g_assert_cmpuint (count_rows (), >, 10);
  for (guint i = 0; i < count_rows (); i++)
    {
      const char *day = get_text (i, HAVEN_MATTERS_NEXT_PLAN_BY);

      if (day == NULL)
        day = "9999";
      g_assert_cmpstr (day, >=, before);
      before = day;
    }
}

static void
test_a_row_says_everything_to_a_screen_reader (void)
{
  GtkWidget *row = matters_test_find (test->pane, HAVEN_TYPE_MATTER_ROW);
  g_autoptr (HavenQueryRow) first = g_list_model_get_item (haven_matters_list_get_model (get_list ()), 0);
  g_autofree char *name = haven_matter_row_dup_accessible_name (first, test->today, FALSE);

  g_assert_nonnull (strstr (name, get_text (0, HAVEN_MATTERS_PERSON)));
  g_assert_nonnull (strstr (name, get_text (0, HAVEN_MATTERS_NEXT_LABEL)));
  g_assert_nonnull (strstr (name, "Overdue by"));
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

/* Of the nearest date that is a hearing, the row says the hour and the place too. */
static void
test_a_row_says_when_and_where_a_hearing_is (void)
{
  g_autoptr (HavenQueryRow) row = NULL;
  g_autofree char *name = NULL;

  haven_matters_list_search (get_list (), "robin");
  row = g_list_model_get_item (haven_matters_list_get_model (get_list ()), 0);
  name = haven_matter_row_dup_accessible_name (row, test->today, FALSE);
  g_assert_nonnull (strstr (name, "9:30, ⁨Ellery County Court⁩"));
  haven_matters_list_search (get_list (), "");
}

static void
test_a_person_is_found (void)
{
  haven_matters_list_search (get_list (), "amina");
  g_assert_cmpuint (count_rows (), ==, 3);
  for (guint i = 0; i < count_rows (); i++)
    g_assert_true (g_str_has_prefix (get_text (i, HAVEN_MATTERS_PERSON), "Amina"));
  haven_matters_list_search (get_list (), "'; DROP TABLE matter; -- %_");
  g_assert_cmpuint (count_rows (), ==, 0);
  g_assert_true (matters_test_shows (test->pane, "No Matter Found"));
  haven_matters_list_search (get_list (), "");
  g_assert_cmpuint (count_rows (), >, 3);
}

static gboolean
lists_an_ended_matter (void)
{
  for (guint i = 0; i < count_rows (); i++)
    if (g_str_equal (get_text (i, HAVEN_MATTERS_STAGE), "closed"))
      return TRUE;
  return FALSE;
}

static void
test_closed_matters_are_shown_when_asked (void)
{
  GtkWidget *toggle = matters_test_find_labelled (test->pane, "With Closed");
  guint n_open = count_rows ();

  g_assert_false (lists_an_ended_matter ());
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  g_assert_cmpuint (count_rows (), >, n_open);
  g_assert_true (lists_an_ended_matter ());
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  g_assert_cmpuint (count_rows (), ==, n_open);
}

/* The radar against all deadlines, counted the long way round. */
static void
count_due (guint *n_ahead, guint *n_overdue)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
      haven_session_list (test->session, &haven_deadline_info, "status", "open", NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const HavenDeadline *deadline = all->pdata[i];
      g_autoptr (HavenMatter) matter = haven_session_load (test->session, &haven_matter_info, deadline->matter_id, NULL);

      if (!haven_date_is_set (deadline->plan_by) || g_str_equal (matter->stage, "closed") ||
          haven_date_days_between (test->today, deadline->plan_by) > HAVEN_DUE_RADAR_DAYS)
        continue;
      if (haven_date_compare (deadline->plan_by, test->today) < 0)
        (*n_overdue)++;
      else
        (*n_ahead)++;
    }
}

static void
test_the_radar_counts_and_filters (void)
{
  HavenDueRadar *radar = HAVEN_DUE_RADAR (matters_test_find (test->pane, HAVEN_TYPE_DUE_RADAR));
  HavenDate until = haven_due_radar_get_until (radar);
  guint n_all = count_rows (), n_ahead = 0, n_overdue = 0;
  g_autofree char *summary = NULL;
  g_autofree char *last = haven_date_dup_iso (until);

  count_due (&n_ahead, &n_overdue);
  g_assert_cmpuint (n_overdue, >, 0);
  summary = g_strdup_printf ("%u dates in the next 30 days, %u overdue", n_ahead, n_overdue);
  g_assert_true (matters_test_shows (GTK_WIDGET (radar), summary));
  g_assert_cmpuint (ui_test_count (GTK_WIDGET (radar), ADW_TYPE_ACTION_ROW), ==, 3);

  haven_due_radar_set_only_these (radar, TRUE);
  g_assert_cmpuint (count_rows (), >, 0);
  g_assert_cmpuint (count_rows (), <, n_all);
  for (guint i = 0; i < count_rows (); i++)
    g_assert_cmpstr (get_text (i, HAVEN_MATTERS_NEXT_PLAN_BY), <=, last);
  haven_due_radar_set_only_these (radar, FALSE);
  g_assert_cmpuint (count_rows (), ==, n_all);
}

/* ── A matter ─────────────────────────────────────────────────────────────── */

static void
assert_shows_day (GtkWidget *root, HavenDate day)
{
  g_autofree char *words = haven_words_dup_date (day);

  g_assert_true (haven_date_is_set (day));
  g_assert_true (matters_test_shows (root, words));
}

static void
test_a_card_is_what_the_rule_gives (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");
  GtkWidget *card = matters_test_open_card (test, deadline);
  g_auto (HavenDeadlineResult) result = HAVEN_DEADLINE_RESULT_INIT;
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenOpenDays) days = haven_open_days_load (test->session, &error);

  input.trigger = haven_date_add_days (test->today, -66);
  input.mailed = TRUE;
  g_assert_true (haven_matters_compute (test->session, days, NULL, "RFE", &input, &result, &error));
  haven_deadline_card_set_expanded (HAVEN_DEADLINE_CARD (card), TRUE);
  assert_shows_day (card, result.plan_by);
  assert_shows_day (card, result.last_safe_day);
  assert_shows_day (card, result.statutory_day);
  g_assert_true (matters_test_shows (card, result.explanation));
  g_assert_true (matters_test_shows (card, result.citation));
  for (guint i = 0; i < result.n_alerts; i++)
    {
      g_autofree char *day = haven_words_dup_date (result.alert_on[i]);

      g_assert_true (matters_test_mentions (card, day));
    }
  g_assert_true (matters_test_mentions (card, "Papers are due: please keep the paperwork meetings before this day"));
  g_assert_false (matters_test_shows (card, "A lawyer must confirm this"));
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, deadline->label);
}

static void
test_what_a_lawyer_must_confirm_is_marked (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Rafael", "CIV-1595");
  GtkWidget *card = matters_test_open_card (test, deadline);

  g_assert_true (matters_test_shows (card, "A lawyer must confirm this"));
}

static void
test_the_head_and_the_parties_are_told (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatterPage) page = haven_matters_load_page (test->session, deadline->matter_id, &error);

  matters_test_open_card (test, deadline);
  g_assert_no_error (error);
  g_assert_true (matters_test_shows (test->pane, page->person_name));
  g_assert_true (matters_test_shows (test->pane, "1367-protected"));
  g_assert_true (matters_test_shows (test->pane, page->matter->receipt_number));
  g_assert_true (matters_test_shows (test->pane, page->matter->alien_number));
  g_assert_cmpuint (page->parties->len, ==, 5);
  for (guint i = 0; i < page->parties->len; i++)
    g_assert_true (matters_test_shows (test->pane, ((HavenParty *) page->parties->pdata[i])->name));
}

static void
assert_status (const char *id, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDeadline) deadline = haven_session_load (test->session, &haven_deadline_info, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (deadline->status, ==, status);
}

static void
test_done_can_be_undone (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Fatou", "ASY-EAD");
  GtkWidget *card = matters_test_open_card (test, deadline);
  GtkWidget *done = matters_test_find_labelled (card, "Done");

  g_assert_true (gtk_widget_activate (done));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  assert_status (deadline->id, "done");
  matters_test_wait_shows (card, "Done on", TRUE);
  g_assert_false (gtk_widget_is_visible (done));

  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  assert_status (deadline->id, "open");
  matters_test_wait_shows (card, "Done on", FALSE);
  g_assert_true (matters_test_find (test->pane, HAVEN_TYPE_DEADLINE_CARD) == card);
}

static void
test_waiving_asks_why (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Malee", "T-LPR");
  GtkWidget *card = matters_test_open_card (test, deadline);
  AdwDialog *dialog;
  GtkWidget *reason;

  g_assert_true (gtk_widget_activate_action (card, "deadline.waive", "s", deadline->id));
  ui_test_settle ();
  dialog = adw_window_get_visible_dialog (test->window);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "settle"));
  reason = matters_test_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (reason), "   ");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "settle"));
  gtk_editable_set_text (GTK_EDITABLE (reason), "Another way was chosen");
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "settle"));
  g_signal_emit_by_name (dialog, "response::settle", "settle");
  adw_dialog_force_close (dialog);
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  assert_status (deadline->id, "waived");
  matters_test_wait_shows (card, "Another way was chosen", TRUE);
}

static void
test_only_what_is_past_can_be_missed (void)
{
  g_autoptr (HavenDeadline) past = matters_test_find_deadline (test, "Junmar", "APPEAL");
  g_autoptr (HavenDeadline) ahead = matters_test_find_deadline (test, "Amina", "RFE");
  GtkWidget *card = matters_test_open_card (test, ahead);

  g_assert_false (gtk_widget_is_visible (matters_test_find_labelled (card, "Missed…")));
  g_assert_cmpint (haven_date_compare (past->last_safe_day, test->today), <, 0);
  card = matters_test_open_card (test, past);
  g_assert_true (gtk_widget_is_visible (matters_test_find_labelled (card, "Missed…")));
  g_assert_true (matters_test_mentions (card, "Overdue by"));
}

/* ── Opening ──────────────────────────────────────────────────────────────── */

static AdwDialog *
begin_matter (const char *person)
{
  AdwDialog *dialog;
  GtkWidget *search;

  haven_matters_pane_add_matter (HAVEN_MATTERS_PANE (test->pane));
  dialog = adw_window_get_visible_dialog (test->window);
  g_assert_true (HAVEN_IS_MATTER_DIALOG (dialog));
  ui_test_settle ();
  search = matters_test_find (GTK_WIDGET (dialog), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), person);
  /* Whoever types fast is ahead of the list. */
  g_signal_emit_by_name (search, "activate");
  ui_test_settle ();
  return dialog;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
can (GtkWidget *page, const char *label)
{
  GtkWidget *button = find_button (page, label);

  g_assert_nonnull (button);
  return gtk_widget_get_visible (button) && gtk_widget_is_sensitive (button);
}

/* Says why, where something was found, and opens the matter. */
static void
decide (AdwDialog *dialog)
{
  GtkWidget *page = matters_test_find (GTK_WIDGET (dialog), HAVEN_TYPE_CONFLICT_PAGE);

  gtk_editable_set_text (GTK_EDITABLE (haven_conflict_page_get_reason (HAVEN_CONFLICT_PAGE (page))),
                         "Nobody of them is the same person");
  g_assert_true (gtk_widget_activate_action (page, "conflict.open", NULL));
}

static void
test_a_matter_is_opened_and_shown (void)
{
  AdwDialog *dialog = begin_matter ("marisol");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.look", NULL));
  matters_test_wait_shows (GTK_WIDGET (dialog), "Looked for", TRUE);
  decide (dialog);
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  matters_test_wait_shows (test->pane, "No dates yet", TRUE);
  g_assert_true (matters_test_shows (test->pane, "First look"));
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  haven_matters_pane_open (HAVEN_MATTERS_PANE (test->pane), NULL);
}

/* Whom the sample clinic knows is asked about; what is found has to be looked at. */
static void
test_a_conflict_is_looked_at_and_declined (void)
{
  AdwDialog *dialog = begin_matter ("marisol");
  GtkWidget *others = matters_test_find (GTK_WIDGET (dialog), HAVEN_TYPE_OTHER_SIDES);
  GtkWidget *page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = NULL;

  haven_other_sides_set_text (HAVEN_OTHER_SIDES (others), "Larkmore Lettings\t\t\n\t(564) 555-0119\t");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.look", NULL));
  matters_test_wait_shows (GTK_WIDGET (dialog), "Larkmoor Lettings", TRUE);
  page = matters_test_find (GTK_WIDGET (dialog), HAVEN_TYPE_CONFLICT_PAGE);
  g_assert_true (matters_test_mentions (GTK_WIDGET (dialog), "On the other side of somebody’s matter here"));
  g_assert_false (can (page, "_Open the Matter"));
  g_assert_false (can (page, "_Decline the Matter"));
  gtk_editable_set_text (GTK_EDITABLE (haven_conflict_page_get_reason (HAVEN_CONFLICT_PAGE (page))), "too short");
  g_assert_false (can (page, "_Decline the Matter"));
  gtk_editable_set_text (GTK_EDITABLE (haven_conflict_page_get_reason (HAVEN_CONFLICT_PAGE (page))),
                         "We act for a tenant of theirs");
  g_assert_true (can (page, "_Open the Matter"));
  g_assert_true (gtk_widget_activate_action (page, "conflict.decline", NULL));
  while (adw_window_get_visible_dialog (test->window) == dialog)
    g_main_context_iteration (NULL, TRUE);
  checks =
      haven_session_list (test->session, &haven_conflict_check_info, "reason", "We act for a tenant of theirs", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, 1);
  g_assert_cmpstr (((HavenConflictCheck *) checks->pdata[0])->outcome, ==, "declined");
}

/* One list by day, and of each kind by itself as many as of all together. */
static void
test_what_ends_stands_in_one_list (void)
{
  HavenRadarPage *page = haven_radar_page_new (test->workspace);
  AdwWindow *window = ADW_WINDOW (g_object_ref_sink (adw_window_new ()));
  GtkWidget *kind, *list;
  GListModel *shown;
  guint n_all, n_kinds = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 700);
  adw_window_set_content (window, GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  matters_test_wait_shows (GTK_WIDGET (page), "to keep in mind", TRUE);
  matters_test_wait_shows (GTK_WIDGET (page), "Overdue by", TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 4000);
  matters_test_wait_shows (GTK_WIDGET (page), "9:30, ⁨Ellery County Court⁩", TRUE);
  kind = matters_test_find (GTK_WIDGET (page), GTK_TYPE_DROP_DOWN);
  list = matters_test_find (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW);
  shown = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  n_all = g_list_model_get_n_items (shown);
  for (guint i = 1; i <= HAVEN_N_RADAR_KINDS; i++)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), i);
      n_kinds += g_list_model_get_n_items (shown);
    }
  g_assert_cmpuint (n_kinds, ==, n_all);
  g_assert_cmpuint (n_all, >, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), 0);
  ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

static gpointer
get_row (AdwDialog *dialog, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_MATTER_CHANGE_DIALOG, name);
}

static AdwDialog *
open_change (const HavenMatter *matter)
{
  AdwDialog *dialog = haven_matter_change_dialog_new (test->workspace, matter, NULL);

  adw_dialog_present (dialog, test->pane);
  ui_test_settle ();
  return dialog;
}

static HavenMatter *
find_work_permit (void)
{
  g_autoptr (GPtrArray) all = haven_session_list (test->session, &haven_matter_info, "type", "work_permit", NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((HavenMatter *) all->pdata[i])->stage, "ready"))
      return haven_matter_copy (all->pdata[i]);
  g_assert_not_reached ();
}

/* The stages of its kind; what the chosen one needs is named, and asked for only where it leaves the order. */
static void
test_a_matter_goes_on_with_what_its_stage_needs (void)
{
  g_autoptr (HavenMatter) before = find_work_permit (), after = NULL;
  AdwDialog *dialog = open_change (before);
  AdwComboRow *stage = get_row (dialog, "stage"), *method = get_row (dialog, "method");
  GtkWidget *reason = get_row (dialog, "reason"), *missing = get_row (dialog, "missing");
  guint n_stages = g_list_model_get_n_items (adw_combo_row_get_model (stage));

  test->told = -1;
  g_assert_cmpuint (n_stages, ==, 15); /* all but waiting for a signature */
  g_assert_false (gtk_widget_get_visible (reason));
  adw_combo_row_set_selected (stage, adw_combo_row_get_selected (stage) + 1);
  g_assert_true (gtk_widget_get_visible (missing));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (missing)), "how it was sent"));
  g_assert_false (gtk_widget_get_visible (reason));
  adw_combo_row_set_selected (stage, 0);
  g_assert_true (gtk_widget_get_visible (reason));
  g_assert_false (gtk_widget_get_visible (missing));
  adw_combo_row_set_selected (stage, 5);
  gtk_editable_set_text (get_row (dialog, "filed_on"), "2026-11-02");
  adw_combo_row_set_selected (method, 1);
  g_assert_false (gtk_widget_get_visible (missing));
  gtk_editable_set_text (get_row (dialog, "receipt"), "ioe 0912345678");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  after = haven_session_load (test->session, &haven_matter_info, before->id, NULL);
  g_assert_cmpstr (after->stage, ==, "filed");
  g_assert_cmpstr (after->receipt_method, ==, "mail");
  g_assert_cmpstr (after->receipt_number, ==, "IOE0912345678");
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
}

static void
test_a_wrong_number_is_told_and_comes_back (void)
{
  g_autoptr (HavenMatter) before = find_work_permit (), later = haven_matter_copy (before);
  AdwDialog *dialog = open_change (before), *again;

  gtk_editable_set_text (get_row (dialog, "alien"), "12");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  matters_test_wait_shows (GTK_WIDGET (dialog), "seven to nine digits", TRUE);
  /* What was typed is a draft: the dialog that is opened next has it. */
  adw_dialog_force_close (dialog);
  ui_test_settle ();
  g_set_str (&later->docket_number, "24-2-00001-1");
  again = open_change (later);
  while (g_strcmp0 (gtk_editable_get_text (get_row (again, "alien")), "12") != 0)
    g_main_context_iteration (NULL, TRUE);
  /* What somebody else changed meanwhile, and nobody touched here, is not put back. */
  g_assert_cmpstr (gtk_editable_get_text (get_row (again, "docket")), ==, "24-2-00001-1");
  draft_test_forget (test->workspace);
  adw_dialog_force_close (again);
}

/* ── Evidence ─────────────────────────────────────────────────────────────── */

static GtkWidget *
open_evidence (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");

  matters_test_open_card (test, deadline);
  return matters_test_find (test->pane, HAVEN_TYPE_EVIDENCE_BOX);
}

static char *
find_state (const char *kind)
{
  g_autoptr (GPtrArray) all = haven_session_list (test->session, &haven_record_request_info, "kind", kind, NULL, NULL);

  return all->len > 0 ? g_strdup (((HavenRecordRequest *) all->pdata[all->len - 1])->state) : NULL;
}

static void
test_the_care_team_is_asked_with_one_press (void)
{
  GtkWidget *box = open_evidence ();
  g_autofree char *asked = NULL, *withdrawn = NULL, *undone = NULL;

  test->told = -1;
  g_assert_true (matters_test_mentions (box, "permission to share with Irene Kowalczyk"));
  g_assert_true (matters_test_shows (box, "Nobody was asked yet"));
  g_signal_emit_by_name (matters_test_find_labelled (box, "Ask the Care Team"), "clicked");
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  matters_test_wait_shows (test->pane, "Nobody was asked yet", FALSE);
  asked = find_state ("test_results");
  g_assert_cmpstr (asked, ==, "asked");
  g_assert_null (matters_test_find_labelled (box, "Ask the Care Team"));

  /* The letter, asked for before, is the first that can be taken back. */
  g_signal_emit_by_name (matters_test_find_labelled (box, "Take Back"), "clicked");
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  matters_test_wait_shows (test->pane, "Taken back", TRUE);
  withdrawn = find_state ("care_letter");
  g_assert_cmpstr (withdrawn, ==, "withdrawn");
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  matters_test_wait_shows (test->pane, "Nobody was asked yet", TRUE);
  undone = find_state ("test_results");
  g_assert_null (undone);
}

/* Before anything is asked for, the permission's own words can be read. */
static void
test_what_the_permission_covers_is_read_before_asking (void)
{
  GtkWidget *box = open_evidence (), *dialog;

  g_assert_true (matters_test_mentions (box, "It covers, written in Arabic: "));
  g_assert_true (matters_test_mentions (box, "رسالة عن الرعاية في العيادة"));
  gtk_widget_activate_action (box, "evidence.add", NULL);
  ui_test_settle ();
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (test->window));
  g_assert_true (matters_test_mentions (dialog, "رسالة عن الرعاية في العيادة"));
  g_assert_true (matters_test_mentions (dialog, "عنوان السكن")); /* what it leaves out */
  draft_test_forget (test->workspace);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_test_settle ();
}

static void
test_without_a_permission_nobody_is_asked (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Wislande", "MOVE-EOIR");
  GtkWidget *box;

  test->told = -1;
  matters_test_open_card (test, deadline);
  box = matters_test_find (test->pane, HAVEN_TYPE_EVIDENCE_BOX);
  g_assert_true (matters_test_mentions (box, "Nobody signed a permission"));
  g_assert_true (matters_test_mentions (box, "Have a Permission Signed"));
  g_assert_false (matters_test_mentions (box, "It covers"));
  if (matters_test_find_labelled (box, "Ask the Care Team") != NULL)
    {
      g_signal_emit_by_name (matters_test_find_labelled (box, "Ask the Care Team"), "clicked");
      matters_test_wait_told (test, HAVEN_TOLD_FAILED);
    }
}

static void
test_what_was_given_under_an_ended_permission_is_not_named (void)
{
  GtkWidget *box = open_evidence ();

  g_assert_true (matters_test_mentions (box, "Ready"));
  g_assert_true (matters_test_mentions (box, "Dr Ngozi Okafor"));
  g_assert_true (matters_test_shows (box, "The permission has ended, so it is not told which paper it is."));
}

static void
test_everything_has_a_name (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");

  g_assert_cmpuint (matters_test_count_nameless (test->pane), ==, 0);
  matters_test_open_card (test, deadline);
  g_assert_cmpuint (matters_test_count_nameless (test->pane), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  test = matters_test_new ();
  g_test_add_func ("/ui/matters/the-nearest-day-comes-first", test_the_nearest_day_comes_first);
  g_test_add_func ("/ui/matters/a-row-says-everything-to-a-screen-reader",
                   test_a_row_says_everything_to_a_screen_reader);
  g_test_add_func ("/ui/matters/a-row-says-when-and-where-a-hearing-is", test_a_row_says_when_and_where_a_hearing_is);
  g_test_add_func ("/ui/matters/a-person-is-found", test_a_person_is_found);
  g_test_add_func ("/ui/matters/closed-matters-are-shown-when-asked", test_closed_matters_are_shown_when_asked);
  g_test_add_func ("/ui/matters/the-radar-counts-and-filters", test_the_radar_counts_and_filters);
  g_test_add_func ("/ui/matters/a-card-is-what-the-rule-gives", test_a_card_is_what_the_rule_gives);
  g_test_add_func ("/ui/matters/what-a-lawyer-must-confirm-is-marked", test_what_a_lawyer_must_confirm_is_marked);
  g_test_add_func ("/ui/matters/the-head-and-the-parties-are-told", test_the_head_and_the_parties_are_told);
  g_test_add_func ("/ui/matters/done-can-be-undone", test_done_can_be_undone);
  g_test_add_func ("/ui/matters/waiving-asks-why", test_waiving_asks_why);
  g_test_add_func ("/ui/matters/only-what-is-past-can-be-missed", test_only_what_is_past_can_be_missed);
  g_test_add_func ("/ui/matters/a-matter-is-opened-and-shown", test_a_matter_is_opened_and_shown);
  g_test_add_func ("/ui/matters/a-conflict-is-looked-at-and-declined", test_a_conflict_is_looked_at_and_declined);
  g_test_add_func ("/ui/matters/what-ends-stands-in-one-list", test_what_ends_stands_in_one_list);
  g_test_add_func ("/ui/matters/a-matter-goes-on-with-what-its-stage-needs",
                   test_a_matter_goes_on_with_what_its_stage_needs);
  g_test_add_func ("/ui/matters/a-wrong-number-is-told-and-comes-back", test_a_wrong_number_is_told_and_comes_back);
  g_test_add_func ("/ui/matters/the-care-team-is-asked-with-one-press", test_the_care_team_is_asked_with_one_press);
  g_test_add_func ("/ui/matters/what-the-permission-covers-is-read-before-asking",
                   test_what_the_permission_covers_is_read_before_asking);
  g_test_add_func ("/ui/matters/without-a-permission-nobody-is-asked", test_without_a_permission_nobody_is_asked);
  g_test_add_func ("/ui/matters/what-was-given-under-an-ended-permission-is-not-named",
                   test_what_was_given_under_an_ended_permission_is_not_named);
  g_test_add_func ("/ui/matters/everything-has-a-name", test_everything_has_a_name);
  status = g_test_run ();
  matters_test_free (test);
  return status;
}
