/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"
#include "draft-test.h"
#include "haven-access-service.h"
#include "haven-emergency.h"
#include "haven-log-dialog.h"
#include "haven-log-page.h"
#include "haven-export.h"
#include "haven-log-words.h"
#include "haven-passphrase-dialog.h"
#include "haven-reason-dialog.h"
#include "haven-review-page.h"
#include "haven-vault-banner.h"
#include "ui-test.h"

#include <string.h>

static gboolean
says (HavenLogList *list, const char *words)
{
  for (guint i = 0; i < haven_log_list_get_n (list); i++)
    if (strstr (haven_log_list_get_sentence (list, i), words))
      return TRUE;
  return FALSE;
}

static HavenLogList *
show_log (AdministrationTest *test)
{
  HavenLogPage *page = HAVEN_LOG_PAGE (administration_test_show (test, "log"));

  clinic_test_wait (haven_log_list_is_loaded (haven_log_page_get_list (page)));
  return haven_log_page_get_list (page);
}

/* ── Sentences ────────────────────────────────────────────────────────────── */

static void
test_each_event_is_one_sentence (void)
{
  HavenAuditEntry entry = { .staff_id = "1", .staff_name = "Dr Bo", .action = "view", .record = "note" };
  g_autofree char *others = haven_log_dup_sentence (&entry, NULL, NULL);
  g_autofree char *own = haven_log_dup_sentence (&entry, "1", "Rosa");
  g_autofree char *unknown = NULL;

  g_assert_cmpstr (others, ==, "\u2068Dr Bo\u2069 opened a note");
  g_assert_cmpstr (own, ==, "You opened a note · \u2068Rosa\u2069");
  entry.action = "fly";
  entry.record = "kite";
  unknown = haven_log_dup_sentence (&entry, NULL, NULL);
  g_assert_nonnull (strstr (unknown, "kite"));
}

static void
test_a_file_that_was_not_written_is_not_said_to_be_saved (void)
{
  HavenAuditEntry entry = { .staff_id = (char *) "1", .staff_name = (char *) "Bo", .action = (char *) "export",
                            .record = (char *) "document", .detail = (char *) HAVEN_EXPORT_NOT_WRITTEN };
  g_autofree char *tried = haven_log_dup_sentence (&entry, "1", NULL), *saved = NULL;

  g_assert_cmpstr (tried, ==, "You tried to save a paper outside the vault; no file was saved");
  entry.detail = NULL;
  saved = haven_log_dup_sentence (&entry, "1", NULL);
  g_assert_cmpstr (saved, ==, "You saved a paper outside the vault");
}

/* What the program does by itself is not said as if somebody had done it. */
static void
test_what_the_program_does_is_not_said_of_a_person (void)
{
  static const char *const acts[][2] = { { "check", "vault" }, { "backup", "vault" }, { "list", "clinic_setting" } };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      const HavenAuditEntry entry = { .staff_id = (char *) "1",
                                      .staff_name = (char *) "Bo",
                                      .action = (char *) acts[i][0],
                                      .record = (char *) acts[i][1] };
      g_autofree char *others = haven_log_dup_sentence (&entry, NULL, NULL);
      g_autofree char *own = haven_log_dup_sentence (&entry, "1", NULL);

      g_assert_true (g_str_has_prefix (others, "Haven "));
      g_assert_true (g_str_has_suffix (others, " while \u2068Bo\u2069 was signed in"));
      g_assert_true (g_str_has_suffix (own, " while you were signed in"));
    }
}

/* An action that the matrix knows has its sentence, or the log tells it by its code. */
static void
test_no_action_is_without_a_sentence (void)
{
  for (int i = 0; i < HAVEN_N_ACTIONS; i++)
    {
      HavenAuditEntry entry = { .staff_id = "1",
                                .staff_name = "Bo",
                                .action = (char *) haven_action_get_name ((HavenAction) i),
                                .record = (char *) "note" };
      g_autofree char *sentence = haven_log_dup_sentence (&entry, NULL, NULL);

      g_assert_null (strchr (sentence, ':'));
      g_assert_nonnull (strstr (sentence, "Bo"));
    }
}

/* Not by colour alone: a look that was refused has a sign and words of its own. */
static void
test_a_look_that_was_refused_stands_out (void)
{
  g_assert_true (haven_log_is_denied ("deny"));
  g_assert_false (haven_log_is_denied ("view"));
  g_assert_cmpstr (haven_log_get_icon_name ("deny"), !=, haven_log_get_icon_name ("view"));
}

/* ── The page ─────────────────────────────────────────────────────────────── */

static void
test_a_supervisor_reads_what_everybody_did (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Fay");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenLogList *list;

  administration_test_sign_in (test, "Sam");
  list = show_log (test);
  g_assert_true (says (list, "Fay Tekle\u2069 added a person"));
  g_assert_true (says (list, "Rosa Testa"));
  g_assert_cmpuint (clinic_test_count_nameless (test->pane), ==, 0);
}

/* Auditors read the log, and no people: so no names of people either. */
static void
test_an_auditor_reads_no_names_of_people (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Fay");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenLogList *list;

  administration_test_sign_in (test, "Ash");
  list = show_log (test);
  g_assert_true (says (list, "Fay Tekle\u2069 added a person"));
  g_assert_false (says (list, "Rosa Testa"));
}

static void
test_it_is_asked_for_one_kind_of_act_and_one_person (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Fay");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenLogPage *page;
  HavenLogList *list;

  administration_test_sign_in (test, "Sam");
  list = show_log (test);
  page = HAVEN_LOG_PAGE (haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (test->pane), "log"));
  haven_log_page_set_action (page, "create");
  clinic_test_wait (haven_log_list_is_loaded (list));
  g_assert_true (says (list, "added"));
  g_assert_false (says (list, "signed in"));
  haven_log_page_set_action (page, NULL);
  haven_log_page_set_person (page, patient_id, "Rosa Testa");
  clinic_test_wait (haven_log_list_is_loaded (list));
  g_assert_true (says (list, "added a person"));
  g_assert_false (says (list, "signed in"));
}

static void
test_the_whole_log_is_verified (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Sam");
  HavenLogPage *page = HAVEN_LOG_PAGE (administration_test_show (test, "log"));

  haven_log_page_verify (page);
  clinic_test_wait (haven_log_page_get_verdict (page) != NULL);
  g_assert_nonnull (strstr (haven_log_page_get_verdict (page), "nothing was changed, taken out or put back"));
}

/* ── One's own, and one person's ──────────────────────────────────────────── */

static void
test_everybody_sees_what_they_opened_today (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Fay");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenLogDialog *dialog = HAVEN_LOG_DIALOG (haven_log_dialog_new_mine_today (test->workspace));

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (test->window));
  clinic_test_wait (haven_log_list_is_loaded (haven_log_dialog_get_list (dialog)));
  g_assert_true (says (haven_log_dialog_get_list (dialog), "You added a person · \u2068Rosa Testa"));
  g_assert_true (says (haven_log_dialog_get_list (dialog), "You signed in"));
  g_assert_false (says (haven_log_dialog_get_list (dialog), "Sam"));
}

static void
test_who_looked_is_told_to_who_may_ask (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Fay");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenLogDialog *dialog;

  administration_test_sign_in (test, "Sam");
  dialog = HAVEN_LOG_DIALOG (haven_log_dialog_new_for_person (test->workspace, patient_id));
  adw_dialog_present (ADW_DIALOG (dialog), test->pane);
  clinic_test_wait (haven_log_list_is_loaded (haven_log_dialog_get_list (dialog)));
  g_assert_true (says (haven_log_dialog_get_list (dialog), "Fay Tekle\u2069 added a person"));
  administration_test_sign_in (test, "Priya");
  dialog = HAVEN_LOG_DIALOG (haven_log_dialog_new_for_person (test->workspace, patient_id));
  adw_dialog_present (ADW_DIALOG (dialog), test->pane);
  clinic_test_wait (haven_log_list_is_loaded (haven_log_dialog_get_list (dialog)));
  g_assert_false (says (haven_log_dialog_get_list (dialog), "Fay Tekle"));
}

/* ── In an emergency ──────────────────────────────────────────────────────── */

static gboolean
has_glass (AdministrationTest *test)
{
  g_autoptr (HavenAccess) access = NULL;

  return haven_access_service_find_open_glass (test->session, &access) != NULL;
}

static void
test_restricted_notes_are_opened_with_a_reason_and_reviewed_by_another (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenReasonDialog *dialog;
  HavenReviewPage *reviews;
  GtkWidget *banner;
  g_autofree char *glass_id = NULL;

  g_assert_true (haven_emergency_is_for (test->session));
  haven_emergency_ask (test->workspace, test->pane, patient_id);
  dialog = HAVEN_REASON_DIALOG (administration_test_get_dialog (test, HAVEN_TYPE_REASON_DIALOG));
  haven_reason_dialog_type (dialog, "too short");
  g_assert_false (haven_reason_dialog_is_ready (dialog));
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "11 more letters"));
  haven_reason_dialog_type (dialog, "She fainted in the waiting room, and nobody knows why.");
  g_assert_true (haven_reason_dialog_is_ready (dialog));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  haven_reason_dialog_give (dialog);
  administration_test_prove (test);
  clinic_test_wait (has_glass (test));
  banner = g_object_ref_sink (haven_vault_banner_new (test->workspace));
  g_assert_nonnull (strstr (haven_vault_banner_get_words (HAVEN_VAULT_BANNER (banner)), "are open to you until"));
  g_object_unref (banner);

  administration_test_sign_in (test, "Sam");
  reviews = HAVEN_REVIEW_PAGE (administration_test_show (test, "reviews"));
  clinic_test_wait (haven_review_page_is_idle (reviews) && haven_review_page_get_n (reviews) == 1);
  g_assert_true (clinic_test_shows (GTK_WIDGET (reviews), "Priya Raman"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (reviews), "A medical emergency"));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (reviews)), ==, 0);
  {
    g_autoptr (GPtrArray) glasses = haven_access_service_list_to_review (test->session, NULL);

    glass_id = g_strdup (((HavenBreakGlass *) glasses->pdata[0])->id);
  }
  haven_review_page_review (reviews, glass_id, "It was needed.");
  clinic_test_wait (haven_review_page_get_n (reviews) == 0 && haven_review_page_is_idle (reviews));
}

static void
test_the_front_desk_is_offered_no_emergency (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Fay");

  g_assert_false (haven_emergency_is_for (test->session));
}

static HavenReasonDialog *
ask_in_an_emergency (AdministrationTest *test, const char *patient_id)
{
  haven_emergency_ask (test->workspace, test->pane, patient_id);
  return HAVEN_REASON_DIALOG (administration_test_get_dialog (test, HAVEN_TYPE_REASON_DIALOG));
}

static gboolean
has_draft (AdministrationTest *test, const char *patient_id)
{
  g_autoptr (HavenDraftContent) content = draft_test_find (test->session, HAVEN_EDITOR_EMERGENCY, patient_id);

  return content != NULL;
}

/* The window is locked while somebody writes why. */
static void
test_a_reason_that_was_begun_is_brought_back_until_it_is_used (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenReasonDialog *dialog = ask_in_an_emergency (test, patient_id);
  g_autoptr (GError) error = NULL;

  haven_reason_dialog_type (dialog, "She fainted in the waiting room, and nobody knows why.");
  g_assert_cmpstr (haven_workspace_get_place (test->workspace)->editor, ==, HAVEN_EDITOR_EMERGENCY);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_assert_true (draft_test_flush (test->workspace, &error));
  g_assert_no_error (error);

  dialog = ask_in_an_emergency (test, patient_id);
  clinic_test_wait (haven_reason_dialog_is_ready (dialog));
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "brought back"));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (dialog)), ==, 0);
  haven_reason_dialog_give (dialog);
  administration_test_prove (test);
  clinic_test_wait (has_glass (test) && !has_draft (test, patient_id));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/log/each-event-is-one-sentence", test_each_event_is_one_sentence);
  g_test_add_func ("/ui/log/no-action-is-without-a-sentence", test_no_action_is_without_a_sentence);
  g_test_add_func ("/ui/log/what-the-program-does-is-not-said-of-a-person",
                   test_what_the_program_does_is_not_said_of_a_person);
  g_test_add_func ("/ui/log/a-file-that-was-not-written-is-not-said-to-be-saved",
                   test_a_file_that_was_not_written_is_not_said_to_be_saved);
  g_test_add_func ("/ui/log/a-look-that-was-refused-stands-out", test_a_look_that_was_refused_stands_out);
  g_test_add_func ("/ui/log/a-supervisor-reads-what-everybody-did", test_a_supervisor_reads_what_everybody_did);
  g_test_add_func ("/ui/log/an-auditor-reads-no-names-of-people", test_an_auditor_reads_no_names_of_people);
  g_test_add_func ("/ui/log/it-is-asked-for-one-kind-of-act-and-one-person",
                   test_it_is_asked_for_one_kind_of_act_and_one_person);
  g_test_add_func ("/ui/log/the-whole-log-is-verified", test_the_whole_log_is_verified);
  g_test_add_func ("/ui/log/everybody-sees-what-they-opened-today", test_everybody_sees_what_they_opened_today);
  g_test_add_func ("/ui/log/who-looked-is-told-to-who-may-ask", test_who_looked_is_told_to_who_may_ask);
  g_test_add_func ("/ui/log/restricted-notes-are-opened-with-a-reason-and-reviewed-by-another",
                   test_restricted_notes_are_opened_with_a_reason_and_reviewed_by_another);
  g_test_add_func ("/ui/log/a-reason-that-was-begun-is-brought-back-until-it-is-used",
                   test_a_reason_that_was_begun_is_brought_back_until_it_is_used);
  g_test_add_func ("/ui/log/the-front-desk-is-offered-no-emergency", test_the_front_desk_is_offered_no_emergency);
  return g_test_run ();
}
