/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"
#include "haven-member-page.h"
#include "haven-staff-news.h"
#include "haven-staff-service.h"
#include "ui-test.h"

#include <string.h>

static GtkWidget *
show_news (AdministrationTest *test)
{
  GtkWidget *news = haven_staff_news_new (test->workspace);

  adw_window_set_content (test->window, news);
  test->pane = NULL;
  clinic_test_wait (haven_staff_news_is_idle (HAVEN_STAFF_NEWS (news)));
  ui_test_settle ();
  return news;
}

static AdwBanner *
get_banner (GtkWidget *news, gboolean task)
{
  GtkWidget *first = gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (news)));

  return ADW_BANNER (task ? first : gtk_widget_get_next_sibling (first));
}

static const char *
get_words (GtkWidget *news, gboolean task)
{
  AdwBanner *banner = get_banner (news, task);

  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (banner)), ==, *adw_banner_get_title (banner) != '\0');
  return adw_banner_get_title (banner);
}

static void
press (GtkWidget *news, gboolean task)
{
  g_signal_emit_by_name (get_banner (news, task), "button-clicked");
  clinic_test_wait (haven_staff_news_is_idle (HAVEN_STAFF_NEWS (news)));
  ui_test_settle ();
}

static void
end_work (AdministrationTest *test, const char *name)
{
  g_autofree char *id = administration_test_find (test, name);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_staff_remove (test->session, id, &error));
  g_assert_no_error (error);
}

/* R48 */
static void
test_an_administrator_tells_others_until_it_is_done (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  g_autofree char *sam = administration_test_find (test, "Sam Duarte");
  g_autoptr (GError) error = NULL;
  GtkWidget *news;

  end_work (test, "Fay Tekle");
  g_assert_true (haven_staff_revoke (test->session, sam, "supervisor", &error));
  administration_test_sign_in (test, "Priya");
  g_assert_cmpstr (get_words (show_news (test), TRUE), ==, "");
  administration_test_sign_in (test, "Dana");
  news = show_news (test);
  g_assert_true (g_str_has_prefix (get_words (news, TRUE), "Fay Tekle no longer works here. Tell those outside"));
  g_assert_cmpstr (adw_banner_get_button_label (get_banner (news, TRUE)), ==, "Everybody Was Told");
  press (news, TRUE);
  g_assert_true (g_str_has_prefix (get_words (news, TRUE), "Sam Duarte no longer has the role Supervisor."));
  press (news, TRUE);
  g_assert_cmpstr (get_words (news, TRUE), ==, "");
  administration_test_sign_in (test, "Dana");
  g_assert_cmpstr (get_words (show_news (test), TRUE), ==, "");
}

/* What happens while it stands there is seen without signing in again. */
static void
test_a_task_comes_while_somebody_is_signed_in (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  GtkWidget *news = show_news (test);

  g_assert_cmpstr (get_words (news, TRUE), ==, "");
  end_work (test, "Fay Tekle");
  clinic_test_wait (*get_words (news, TRUE) != '\0');
}

static void
test_what_is_late_says_so (void)
{
  g_autoptr (HavenClock) clock = NULL;
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenStaffNotice notice = { .kind = HAVEN_STAFF_NOTICE_LEFT };
  g_autofree char *late = NULL, *soon = NULL;

  clock = g_object_ref (haven_session_get_clock (test->session));
  notice.due_at = haven_clock_now (clock) - 1;
  late = haven_staff_news_dup_words (&notice, "Fay", clock);
  notice.due_at = haven_clock_now (clock) + G_TIME_SPAN_HOUR;
  soon = haven_staff_news_dup_words (&notice, "Fay", clock);
  g_assert_true (g_str_has_prefix (late, "Overdue"));
  g_assert_true (g_str_has_prefix (soon, "Fay no longer works here."));
}

static void
test_everybody_is_told_once_of_a_new_sheet (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");
  g_autoptr (GError) error = NULL;
  g_autofree char *code = haven_staff_make_recovery (test->session, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL, &error);
  GtkWidget *news;

  g_assert_no_error (error);
  g_assert_cmpstr (get_words (show_news (test), FALSE), ==, "");
  administration_test_sign_in (test, "Fay");
  news = show_news (test);
  g_assert_true (g_str_has_prefix (get_words (news, FALSE), "Priya Raman made a new recovery sheet for the clinic’s part on "));
  press (news, FALSE);
  g_assert_cmpstr (get_words (news, FALSE), ==, "");
  administration_test_sign_in (test, "Fay");
  g_assert_cmpstr (get_words (show_news (test), FALSE), ==, "");
}

static void
test_who_came_in_by_a_code_is_told_and_stands_on_their_page (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  const char *const codes[] = { test->codes.clinic, NULL };
  const HavenNewMember member = { "Priya Raman", NULL, "wholly new words for it", NULL };
  g_autofree char *id = administration_test_find (test, "Priya Raman");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) recovered = NULL;
  HavenMemberPage *page;

  administration_test_sign_in (test, "Ash");
  recovered = haven_vaults_recover (test->folder, codes, &member, NULL, &error);
  g_assert_no_error (error);
  haven_session_leave (recovered);
  administration_test_sign_in (test, "Dana");
  g_assert_true (g_str_has_prefix (get_words (show_news (test), FALSE), "Priya Raman came in with a recovery code on "));
  administration_test_sign_in (test, "Dana");
  haven_administration_pane_open_member (HAVEN_ADMINISTRATION_PANE (test->pane), id);
  page = HAVEN_MEMBER_PAGE (haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (test->pane), NULL));
  clinic_test_wait (haven_member_page_is_idle (page));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Came in with a recovery code on "));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/staff-news/an-administrator-tells-others-until-it-is-done",
                   test_an_administrator_tells_others_until_it_is_done);
  g_test_add_func ("/ui/staff-news/a-task-comes-while-somebody-is-signed-in",
                   test_a_task_comes_while_somebody_is_signed_in);
  g_test_add_func ("/ui/staff-news/what-is-late-says-so", test_what_is_late_says_so);
  g_test_add_func ("/ui/staff-news/everybody-is-told-once-of-a-new-sheet", test_everybody_is_told_once_of_a_new_sheet);
  g_test_add_func ("/ui/staff-news/who-came-in-by-a-code-is-told-and-stands-on-their-page",
                   test_who_came_in_by_a_code_is_told_and_stands_on_their_page);
  return g_test_run ();
}
