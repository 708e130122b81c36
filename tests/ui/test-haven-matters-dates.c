/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "haven-booking-service.h"
#include "haven-consent.h"
#include "haven-date-row.h"
#include "haven-deadline-card.h"
#include "haven-deadline-dialog.h"
#include "haven-deadline-form.h"
#include "haven-id.h"
#include "haven-matters-list.h"
#include "haven-matters-pane.h"
#include "haven-matters-service.h"
#include "haven-people.h"
#include "haven-trigger-dialog.h"
#include "haven-words.h"
#include "matters-test.h"
#include "ui-test.h"

#include <string.h>

static MattersTest *test;

static HavenDeadlineForm *
get_form (AdwDialog *dialog)
{
  return HAVEN_DEADLINE_FORM (matters_test_find (GTK_WIDGET (dialog), HAVEN_TYPE_DEADLINE_FORM));
}

static GtkWidget *
get_row (AdwDialog *dialog, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (get_form (dialog)), HAVEN_TYPE_DEADLINE_FORM, name));
}

static void
type_into (AdwDialog *dialog, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, name)), text);
  g_signal_emit_by_name (get_row (dialog, name), "left");
}

static AdwDialog *
create_dialog (const char *matter_id, HavenDate born)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenMatterPage) page = haven_matters_load_page (test->session, matter_id, &error);

  g_assert_no_error (error);
  page->born = born;
  return haven_deadline_dialog_new (test->workspace, page);
}

static AdwDialog *
add_date (const char *rule)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");
  AdwDialog *dialog;

  draft_test_forget (test->workspace);
  dialog = create_dialog (deadline->matter_id, haven_date_from_ymd (1999, 3, 1));
  matters_test_open_card (test, deadline);
  adw_dialog_present (dialog, test->pane);
  haven_deadline_dialog_choose_rule (HAVEN_DEADLINE_DIALOG (dialog), rule);
  ui_test_settle ();
  return dialog;
}

static gboolean
save (AdwDialog *dialog)
{
  return gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
}

static gboolean
can_save (AdwDialog *dialog)
{
  GtkWidget *button = NULL;

  for (guint i = 0; button == NULL && i < 2; i++)
    button = matters_test_find_labelled (GTK_WIDGET (dialog), i ? "_Change" : "_Add");
  return gtk_widget_get_sensitive (button);
}

static guint
count_deadlines (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = haven_session_list (test->session, &haven_deadline_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return all->len;
}

static HavenDeadline *
find_saved (const char *rule, HavenDate trigger)
{
  g_autoptr (GPtrArray) all = haven_session_list (test->session, &haven_deadline_info, "rule_code", rule, NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    if (((HavenDeadline *) all->pdata[i])->trigger_on.day == trigger.day)
      return haven_deadline_copy (all->pdata[i]);
  return NULL;
}

static void
assert_same (const HavenDeadline *preview, const HavenDeadline *saved)
{
  g_assert_cmpint (preview->trigger_on.day, ==, saved->trigger_on.day);
  g_assert_cmpint (preview->plan_by.day, ==, saved->plan_by.day);
  g_assert_cmpint (preview->last_safe_day.day, ==, saved->last_safe_day.day);
  g_assert_cmpint (preview->statutory_day.day, ==, saved->statutory_day.day);
  g_assert_cmpint (preview->mail_by.day, ==, saved->mail_by.day);
  g_assert_cmpint (preview->opens_on.day, ==, saved->opens_on.day);
  g_assert_cmpstr (preview->explanation, ==, saved->explanation);
  g_assert_cmpstr (preview->citation, ==, saved->citation);
  g_assert_cmpstr (preview->set_by, ==, saved->set_by);
}

static void
test_what_is_shown_is_what_is_saved (void)
{
  AdwDialog *dialog = add_date ("ASY-1Y");
  g_autoptr (HavenDeadline) preview = NULL, saved = NULL, undone = NULL;
  g_autoptr (GPtrArray) published = NULL, published_after = NULL;
  g_autofree char *words = NULL;
  GtkWidget *desk;

  type_into (dialog, "trigger", "2025-12-26");
  g_assert_nonnull (haven_deadline_form_get_preview (get_form (dialog)));
  preview = haven_deadline_copy (haven_deadline_form_get_preview (get_form (dialog)));
  g_assert_cmpint (preview->last_safe_day.day, ==, haven_date_from_ymd (2026, 12, 25).day);
  words = haven_words_dup_date (preview->plan_by);
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), words));
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), preview->explanation));
  desk = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_DEADLINE_DIALOG, "desk_words"));
  gtk_editable_set_text (GTK_EDITABLE (desk), "  One more meeting before this day ");

  g_assert_true (save (dialog));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  saved = find_saved ("ASY-1Y", haven_date_from_ymd (2025, 12, 26));
  g_assert_nonnull (saved);
  assert_same (preview, saved);
  published = haven_session_list (test->session, &haven_bridge_date_info, "source_id", saved->id, NULL, NULL);
  g_assert_cmpuint (published->len, ==, 1);
  g_assert_cmpstr (((HavenBridgeDate *) published->pdata[0])->words, ==, "One more meeting before this day");
  matters_test_wait_shows (test->pane, "One more meeting before this day", TRUE);

  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  undone = haven_session_load (test->session, &haven_deadline_info, saved->id, NULL);
  g_assert_cmpstr (undone->status, ==, "void");
  published_after = haven_session_list (test->session, &haven_bridge_date_info, "source_id", saved->id, NULL, NULL);
  g_assert_cmpuint (published_after->len, ==, 0);
}

static void
assert_refused (AdwDialog *dialog, const char *row, const char *text)
{
  type_into (dialog, row, text);
  g_test_message ("%s: %s", text, haven_deadline_form_get_error (get_form (dialog)));
  g_assert_nonnull (haven_deadline_form_get_error (get_form (dialog)));
  g_assert_null (haven_deadline_form_get_preview (get_form (dialog)));
  g_assert_true (gtk_widget_has_css_class (get_row (dialog, row), "error"));
  gtk_test_accessible_assert_state (get_row (dialog, row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_false (can_save (dialog));
  save (dialog);
}

static void
test_a_date_that_is_none_is_told_beside_it (void)
{
  AdwDialog *dialog = add_date ("RFE");
  g_autofree char *long_text = g_strnfill (5000, '9');
  guint n_before = count_deadlines ();

  g_assert_null (haven_deadline_form_get_error (get_form (dialog)));
  assert_refused (dialog, "trigger", "2026-02-30");
  assert_refused (dialog, "trigger", "2026-13-01");
  assert_refused (dialog, "trigger", "0000-00-00");
  assert_refused (dialog, "trigger", "9999-12-31");
  assert_refused (dialog, "trigger", "1600-01-01");
  assert_refused (dialog, "trigger", "30.2.2026");
  assert_refused (dialog, "trigger", "tomorrow");
  assert_refused (dialog, "trigger", "٢٠٢٦-٠١-٠١");
  assert_refused (dialog, "trigger", "2026-01-01'); DROP TABLE deadline; --");
  assert_refused (dialog, "trigger", long_text);
  type_into (dialog, "trigger", "2026-10-01");
  assert_refused (dialog, "notice_date", "2026-09-30");

  type_into (dialog, "notice_date", "");
  g_assert_null (haven_deadline_form_get_error (get_form (dialog)));
  g_assert_false (gtk_widget_has_css_class (get_row (dialog, "notice_date"), "error"));
  g_assert_true (can_save (dialog));
  type_into (dialog, "trigger", "");
  g_assert_null (haven_deadline_form_get_error (get_form (dialog)));
  g_assert_false (can_save (dialog));
  g_assert_cmpuint (count_deadlines (), ==, n_before);
  adw_dialog_force_close (dialog);
}

static void
test_a_rule_asks_for_what_it_needs (void)
{
  static const struct
  {
    const char *rule;
    gboolean trigger, born, mailed, stopped_days;
  } cases[] = {
    { "RFE", TRUE, FALSE, TRUE, FALSE },      { "ASY-EAD", TRUE, FALSE, FALSE, TRUE },
    { "CIV-1595", TRUE, TRUE, FALSE, TRUE },  { "AGE-18", FALSE, TRUE, FALSE, FALSE },
    { "U-SUPB", TRUE, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AdwDialog *dialog = add_date (cases[i].rule);

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpint (gtk_widget_get_visible (get_row (dialog, "trigger")), ==, cases[i].trigger);
      g_assert_cmpint (gtk_widget_get_visible (get_row (dialog, "born")), ==, cases[i].born);
      g_assert_cmpint (gtk_widget_get_visible (get_row (dialog, "mailed")), ==, cases[i].mailed);
      g_assert_cmpint (gtk_widget_get_visible (get_row (dialog, "stopped_days")), ==, cases[i].stopped_days);
      if (cases[i].born)
        g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (dialog, "born"))), ==, "1999-03-01");
      g_assert_cmpuint (matters_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
      adw_dialog_force_close (dialog);
    }
}

static guint
count_shown_rules (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row; row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_child_visible (row) && gtk_widget_get_mapped (row);
  return n;
}

/* The list follows what is typed a moment later. */
static void
test_enter_is_for_what_is_typed (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");
  AdwDialog *dialog;
  AdwNavigationView *navigation;
  GtkWidget *search;

  draft_test_forget (test->workspace);
  dialog = create_dialog (deadline->matter_id, HAVEN_DATE_NONE);
  search = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_DEADLINE_DIALOG, "search"));
  navigation = ADW_NAVIGATION_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_DEADLINE_DIALOG, "navigation"));
  adw_dialog_present (dialog, test->pane);
  ui_test_settle ();
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (adw_navigation_view_get_visible_page_tag (navigation), ==, "rules");
  gtk_editable_set_text (GTK_EDITABLE (search), "i-290b");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (adw_navigation_view_get_visible_page_tag (navigation), ==, "form");
  g_assert_true (matters_test_shows (GTK_WIDGET (get_form (dialog)), "Form I-290B: appeal or motion"));
  ui_test_settle ();
  adw_dialog_force_close (dialog);
}

/* A hearing is on its day, and not by it. */
static void
test_a_hearing_is_called_what_it_is (void)
{
  AdwDialog *dialog = add_date ("HEARING");

  type_into (dialog, "trigger", "2027-07-05");
  ui_test_settle ();
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), "The day itself"));
  g_assert_false (matters_test_shows (GTK_WIDGET (dialog), "Last safe day"));
  haven_deadline_dialog_choose_rule (HAVEN_DEADLINE_DIALOG (dialog), "PO-RENEW");
  type_into (dialog, "trigger", "2027-07-06");
  ui_test_settle ();
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), "Last safe day"));
  g_assert_true (matters_test_mentions (GTK_WIDGET (dialog), "No days of a state court are known here"));
  adw_dialog_force_close (dialog);
}

static void
test_a_rule_is_found_by_form_and_by_law (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");
  AdwDialog *dialog;
  GtkWidget *search, *rules;

  draft_test_forget (test->workspace);
  dialog = create_dialog (deadline->matter_id, HAVEN_DATE_NONE);
  search = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_DEADLINE_DIALOG, "search"));
  rules = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_DEADLINE_DIALOG, "rules"));
  adw_dialog_present (dialog, test->pane);
  ui_test_settle ();
  g_assert_cmpuint (count_shown_rules (rules), ==,
                    haven_deadline_rules_get_n_rules (haven_session_get_rules (test->session)));
  gtk_editable_set_text (GTK_EDITABLE (search), "supplement i-918");
  g_signal_emit_by_name (search, "search-changed");
  ui_test_settle ();
  g_assert_cmpuint (count_shown_rules (rules), ==, 1);
  g_assert_true (matters_test_mentions (rules, "8 CFR 214.14(c)(2)(i)"));
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing like it");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), "No Rule Found"));
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpuint (matters_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  adw_dialog_force_close (dialog);
}

static void
test_another_trigger_shows_old_and_new_and_asks_why (void)
{
  g_autoptr (HavenDeadline) before = matters_test_find_deadline (test, "Mei", "RFE");
  GtkWidget *card = matters_test_open_card (test, before);
  g_autoptr (HavenDeadline) preview = NULL, after = NULL;
  g_autofree char *old_day = haven_words_dup_date (before->last_safe_day);
  g_autofree char *new_day = NULL;
  g_autofree char *change = NULL;
  g_autofree char *trigger = haven_date_dup_iso (haven_date_add_days (before->trigger_on, 8));
  AdwDialog *dialog;
  GtkWidget *reason;

  g_assert_true (gtk_widget_activate_action (card, "deadline.change", "s", before->id));
  ui_test_settle ();
  dialog = adw_window_get_visible_dialog (test->window);
  g_assert_true (HAVEN_IS_TRIGGER_DIALOG (dialog));
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (get_row (dialog, "mailed"))));
  g_assert_false (matters_test_shows (GTK_WIDGET (dialog), "What Changes"));
  type_into (dialog, "trigger", trigger);
  preview = haven_deadline_copy (haven_deadline_form_get_preview (get_form (dialog)));
  new_day = haven_words_dup_date (preview->last_safe_day);
  change = g_strdup_printf ("%s → %s", old_day, new_day);
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), change));
  g_assert_false (can_save (dialog));
  reason = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), HAVEN_TYPE_TRIGGER_DIALOG, "reason"));
  gtk_editable_set_text (GTK_EDITABLE (reason), "  ");
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (GTK_EDITABLE (reason), "The stamp was misread");
  g_assert_true (can_save (dialog));
  g_assert_cmpuint (matters_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);

  g_assert_true (save (dialog));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  after = haven_session_load (test->session, &haven_deadline_info, before->id, NULL);
  assert_same (preview, after);
  g_assert_cmpstr (after->change_reason, ==, "The stamp was misread");
  matters_test_wait_shows (card, "The stamp was misread", TRUE);
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  matters_test_wait_shows (card, "The stamp was misread", FALSE);
}

static void
test_a_calendar_types_the_day (void)
{
  AdwDialog *dialog = add_date ("RFE");
  GtkWidget *row = get_row (dialog, "trigger");
  GtkCalendar *calendar =
      GTK_CALENDAR (gtk_widget_get_template_child (row, HAVEN_TYPE_DATE_ROW, "calendar"));
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 10, 1, 0, 0, 0);

  gtk_calendar_select_day (calendar, day);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "2026-10-01");
  g_assert_nonnull (haven_deadline_form_get_preview (get_form (dialog)));
  adw_dialog_force_close (dialog);
}

/* Closed while the edit is being made: nothing is touched that is gone. */
static void
test_it_can_be_closed_while_it_is_saved (void)
{
  AdwDialog *dialog = add_date ("RFE");

  type_into (dialog, "trigger", "2026-11-02");
  g_assert_true (save (dialog));
  adw_dialog_force_close (dialog);
  ui_test_settle ();
  g_assert_cmpint (test->told, ==, -1);
}

/* ── Without the legal partition ──────────────────────────────────────────── */

static gboolean
add_member (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_insert (transaction, &haven_staff_member_info, data, error);
}

static HavenSession *
create_session_without_legal (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenClock) clock = haven_clock_new ("America/New_York");
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new_random ();
  g_autoptr (HavenStore) store = haven_store_create (folder, keys, clock, &error);
  g_autoptr (HavenStaffMember) member = haven_staff_member_new ();
  HavenAct act = { .action = HAVEN_ACTION_CREATE, .record = "staff_member", .partitions = HAVEN_IN_SHARED };
  HavenSession *session;

  g_assert_no_error (error);
  member->id = haven_id_new ();
  member->name = g_strdup ("Desk");
  member->roles = g_strsplit ("front-desk navigator", " ", -1);
  member->active = TRUE;
  haven_store_admit_for_setup (store, member->id, &error);
  g_assert_no_error (error);
  haven_store_run (store, &act, add_member, member, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  haven_vault_keys_remove (keys, HAVEN_PARTITION_LEGAL);
  store = haven_store_open (folder, keys, clock, &error);
  g_assert_no_error (error);
  session = haven_session_new (store, member->id, FALSE, &error);
  g_assert_no_error (error);
  return session;
}

static void
test_without_the_key_it_tells_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("haven-desk-XXXXXX", NULL);
  g_autoptr (HavenSession) session = create_session_without_legal (folder);
  g_autoptr (HavenWorkspace) workspace = haven_workspace_new (session);
  GtkWidget *pane = haven_matters_pane_new (workspace);
  GtkWindow *window = ui_test_show (pane, 800, 600);
  AdwStatusPage *page = ADW_STATUS_PAGE (matters_test_find (pane, ADW_TYPE_STATUS_PAGE));

  g_assert_cmpstr (adw_status_page_get_title (page), ==, "Nothing here for you");
  g_assert_cmpstr (adw_status_page_get_description (page), ==, "");
  g_assert_cmpuint (ui_test_count (pane, HAVEN_TYPE_MATTERS_LIST), ==, 0);
  haven_matters_pane_open (HAVEN_MATTERS_PANE (pane), "00000000-0000-4000-8000-000000000001");
  haven_matters_pane_add_matter (HAVEN_MATTERS_PANE (pane));
  haven_matters_pane_find (HAVEN_MATTERS_PANE (pane));
  g_assert_true (matters_test_find (pane, ADW_TYPE_STATUS_PAGE) == GTK_WIDGET (page));
  ui_test_close (window);
  ui_test_remove_folder (folder);
}

/* ── When and where a hearing is ──────────────────────────────────────────── */

static GtkWidget *
get_form_child (AdwDialog *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (get_form (dialog)), HAVEN_TYPE_DEADLINE_FORM, name));
}

static void
test_a_hearing_has_an_hour_and_a_place (void)
{
  AdwDialog *dialog = add_date ("HEARING");
  HavenDate day = haven_date_add_days (test->today, 60);
  g_autofree char *iso = haven_date_dup_iso (day), *date = haven_words_dup_date (day);
  g_autofree char *words = g_strdup_printf ("%s, 10:30, ⁨Ellery County Court⁩", date);
  g_autoptr (HavenDeadline) saved = NULL, changed = NULL, undone = NULL;
  GtkWidget *card;

  g_assert_true (gtk_widget_get_visible (get_form_child (dialog, "at_box")));
  type_into (dialog, "trigger", iso);
  /* Nothing is saved with an hour that is none. */
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "hour")), "half past ten");
  g_assert_false (can_save (dialog));
  g_assert_cmpstr (haven_deadline_form_get_error (get_form (dialog)), ==, "Write the hour as 10:30.");
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "hour")), "10:30");
  gtk_editable_set_text (GTK_EDITABLE (get_row (dialog, "place")), " Ellery County Court ");
  g_assert_true (can_save (dialog));
  g_assert_true (matters_test_shows (GTK_WIDGET (dialog), words));
  g_assert_true (save (dialog));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  saved = find_saved ("HEARING", day);
  g_assert_cmpint (saved->at_minute, ==, 630);
  g_assert_cmpstr (saved->place, ==, "Ellery County Court");
  card = matters_test_open_card (test, saved);
  matters_test_wait_shows (card, words, TRUE);

  /* Another place alone is a change, with its reason. */
  gtk_widget_activate_action (card, "deadline.change", "s", saved->id);
  ui_test_settle ();
  dialog = adw_window_get_visible_dialog (test->window);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (dialog, "hour"))), ==, "10:30");
  gtk_widget_activate_action (GTK_WIDGET (get_form (dialog)), "hearing.place", "s", "Tanager Street");
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (
                             GTK_WIDGET (dialog), HAVEN_TYPE_TRIGGER_DIALOG, "reason")),
                         "The court moved it");
  g_assert_true (can_save (dialog));
  g_assert_true (matters_test_mentions (GTK_WIDGET (dialog), "Ellery County Court → Tanager Street"));
  g_assert_true (save (dialog));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  changed = find_saved ("HEARING", day);
  g_assert_cmpstr (changed->place, ==, "Tanager Street");
  g_assert_cmpint (changed->at_minute, ==, 630);
  g_assert_cmpstr (changed->change_reason, ==, "The court moved it");
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
  undone = find_saved ("HEARING", day);
  g_assert_cmpstr (undone->place, ==, "Ellery County Court");
}

static void
test_what_is_kept_by_a_day_has_no_hour (void)
{
  AdwDialog *dialog = add_date ("RFE");

  g_assert_false (gtk_widget_get_visible (get_form_child (dialog, "at_box")));
  g_assert_false (gtk_widget_get_visible (get_form_child (dialog, "at_hint")));
  draft_test_forget (test->workspace);
  adw_dialog_force_close (dialog);
  ui_test_settle ();
}

/* Whoever booked it was not told, so the card tells. */
static void
test_a_visit_at_the_same_place_is_told_on_the_card (void)
{
  g_autoptr (HavenDeadline) rfe = matters_test_find_deadline (test, "Amina", "RFE");
  HavenDate day = haven_date_add_days (test->today, 61);
  HavenDeadlineInput input = HAVEN_DEADLINE_INPUT_INIT;
  const HavenDateAt at = { 10 * 60 + 30, "tanager street" };
  g_autoptr (GPtrArray) rooms = haven_session_list (test->session, &haven_resource_info, "kind", "room", NULL, NULL);
  const char *const resources[] = { ((HavenResource *) rooms->pdata[0])->id, NULL };
  HavenBooking booking = { .patient_id = rfe->patient_id,
                           .kind = "medical",
                           .mode = "in-person",
                           .date = day,
                           .minute = 11 * 60,
                           .minutes_long = 45,
                           .resource_ids = resources,
                           .override_reason = "agreed" };
  g_autoptr (HavenEdit) visit = NULL, hearing = NULL;
  g_autoptr (HavenDeadline) saved = NULL;
  GtkWidget *card;

  input.trigger = day;
  hearing = haven_matters_edit_add_deadline (test->session, rfe->matter_id, "PO-HEARING", &input, &at, NULL, NULL);
  g_assert_true (haven_edit_apply (hearing, test->session, NULL));
  saved = find_saved ("PO-HEARING", day);
  card = matters_test_open_card (test, saved);
  g_assert_false (matters_test_mentions (card, "at the same place then"));
  visit = haven_booking_edit_book (test->session, &booking, NULL);
  g_assert_true (haven_edit_apply (visit, test->session, NULL));
  matters_test_wait_shows (card, "A visit of this person is at the same place then: 11:00–11:45", TRUE);
  g_assert_true (haven_edit_revert (visit, test->session, NULL));
  matters_test_wait_shows (card, "at the same place then", FALSE);
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  test = matters_test_new ();
  g_test_add_func ("/ui/matter-dates/what-is-shown-is-what-is-saved", test_what_is_shown_is_what_is_saved);
  g_test_add_func ("/ui/matter-dates/a-date-that-is-none-is-told-beside-it", test_a_date_that_is_none_is_told_beside_it);
  g_test_add_func ("/ui/matter-dates/a-rule-asks-for-what-it-needs", test_a_rule_asks_for_what_it_needs);
  g_test_add_func ("/ui/matter-dates/enter-is-for-what-is-typed", test_enter_is_for_what_is_typed);
  g_test_add_func ("/ui/matter-dates/a-hearing-is-called-what-it-is", test_a_hearing_is_called_what_it_is);
  g_test_add_func ("/ui/matter-dates/a-rule-is-found-by-form-and-by-law", test_a_rule_is_found_by_form_and_by_law);
  g_test_add_func ("/ui/matter-dates/another-trigger-shows-old-and-new-and-asks-why",
                   test_another_trigger_shows_old_and_new_and_asks_why);
  g_test_add_func ("/ui/matter-dates/a-calendar-types-the-day", test_a_calendar_types_the_day);
  g_test_add_func ("/ui/matter-dates/a-hearing-has-an-hour-and-a-place", test_a_hearing_has_an_hour_and_a_place);
  g_test_add_func ("/ui/matter-dates/what-is-kept-by-a-day-has-no-hour", test_what_is_kept_by_a_day_has_no_hour);
  g_test_add_func ("/ui/matter-dates/a-visit-at-the-same-place-is-told-on-the-card",
                   test_a_visit_at_the_same_place_is_told_on_the_card);
  g_test_add_func ("/ui/matter-dates/it-can-be-closed-while-it-is-saved", test_it_can_be_closed_while_it_is_saved);
  g_test_add_func ("/ui/matter-dates/without-the-key-it-tells-nothing", test_without_the_key_it_tells_nothing);
  status = g_test_run ();
  matters_test_free (test);
  return status;
}
