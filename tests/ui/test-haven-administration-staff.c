/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"
#include "haven-closed-people.h"
#include "haven-member-add-dialog.h"
#include "haven-member-page.h"
#include "haven-passphrase-dialog.h"
#include "haven-role-dialog.h"
#include "haven-role-words.h"
#include "haven-staff-page.h"
#include "haven-staff-service.h"
#include "haven-way-in-dialog.h"
#include "ui-test.h"

#define NEW "wholly new words for it"

static HavenMemberPage *
show_member (AdministrationTest *test, const char *name)
{
  g_autofree char *id = administration_test_find (test, name);
  HavenMemberPage *page;

  haven_administration_pane_open_member (HAVEN_ADMINISTRATION_PANE (test->pane), id);
  page = HAVEN_MEMBER_PAGE (haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (test->pane), NULL));
  clinic_test_wait (haven_member_page_is_idle (page));
  ui_test_settle ();
  return page;
}

static void
press (GtkWidget *root, const char *label)
{
  GtkWidget *button = clinic_test_find_button (root, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
activate_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_BUTTON_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    {
      g_signal_emit_by_name (root, "activated");
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    activate_row (child, title);
}

static void
told_cb (HavenWorkspace *workspace, const char *message, int told, char **words)
{
  g_set_str (words, message);
}

static guint
get_held (AdministrationTest *test, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = haven_staff_list (test->session, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const HavenStaffEntry *entry = entries->pdata[i];

      if (g_strcmp0 (entry->member->name, name) == 0)
        return entry->holds;
    }
  g_assert_not_reached ();
}

static void
test_the_list_says_who_lacks_what (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenStaffPage *page = HAVEN_STAFF_PAGE (administration_test_show (test, "staff"));

  clinic_test_wait (haven_staff_page_is_loaded (page));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Priya Raman"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Clinician"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Can sign in"));
  g_assert_cmpuint (clinic_test_count_nameless (GTK_WIDGET (page)), ==, 0);
}

static void
test_somebody_is_added_after_both_typed_their_passphrases (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  AdwDialog *dialog = haven_member_add_dialog_new (test->workspace);
  HavenMemberAddDialog *add = HAVEN_MEMBER_ADD_DIALOG (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;
  g_autofree char *words = NULL;

  g_signal_connect (test->workspace, "told", G_CALLBACK (told_cb), &words);

  adw_dialog_present (dialog, test->pane);
  administration_test_get_dialog (test, HAVEN_TYPE_MEMBER_ADD_DIALOG);
  haven_member_add_dialog_fill (add, "Noor Haddad", "navigator");
  haven_way_in_type (haven_member_add_dialog_get_way_in (add), NEW, "something else altogether");
  haven_member_add_dialog_add (add);
  g_assert_true (clinic_test_shows (GTK_WIDGET (dialog), "The two passphrases differ. Type the same one twice."));
  haven_way_in_type (haven_member_add_dialog_get_way_in (add), NEW, NEW);
  haven_member_add_dialog_add (add);
  administration_test_prove (test);
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
  g_assert_cmpstr (words, ==, "Noor Haddad can sign in now, as “Noor Haddad”.");
  session = haven_vaults_open (test->folder, "noor haddad", NEW, NULL, NULL, &error);
  g_assert_no_error (error);
  haven_session_leave (session);
}

/* R29: nothing happens where the passphrase is not theirs. */
static void
test_a_wrong_passphrase_changes_nothing (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberPage *page = show_member (test, "Sam Duarte");
  GtkWidget *dialog;

  press (GTK_WIDGET (page), "Take Away…");
  dialog = administration_test_get_dialog (test, HAVEN_TYPE_PASSPHRASE_DIALOG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (adw_dialog_get_default_widget (ADW_DIALOG (dialog))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Take Away");
  haven_passphrase_dialog_set_passphrase (HAVEN_PASSPHRASE_DIALOG (dialog), "not this one at all");
  haven_passphrase_dialog_try (HAVEN_PASSPHRASE_DIALOG (dialog));
  clinic_test_wait (clinic_test_shows (dialog, "This is not the passphrase. Type it again.") && ui_test_count (dialog, ADW_TYPE_SPINNER) > 0 &&
                    gtk_widget_has_css_class (clinic_test_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW), "error"));
  g_assert_true (HAVEN_IS_PASSPHRASE_DIALOG (adw_window_get_visible_dialog (test->window)));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Supervisor"));
}

static void
test_a_role_is_taken_away (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberPage *page = show_member (test, "Priya Raman");

  g_assert_cmpuint (get_held (test, "Priya Raman"), ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  press (GTK_WIDGET (page), "Take Away…");
  administration_test_prove (test);
  clinic_test_wait (haven_member_page_is_idle (page) && get_held (test, "Priya Raman") == HAVEN_IN_SHARED);
  g_assert_cmpstr (haven_member_page_get_failure (page), ==, "");
}

/* Who does not hold a key cannot give it: a clinician lets somebody into the charts, an administrator does not. */
static void
test_a_role_is_given_by_who_holds_its_key (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Priya");
  HavenMemberPage *page = show_member (test, "Fay Tekle");
  GtkWidget *dialog;

  activate_row (GTK_WIDGET (page), "_Give a Role…");
  dialog = administration_test_get_dialog (test, HAVEN_TYPE_ROLE_DIALOG);
  g_assert_cmpuint (clinic_test_count_nameless (dialog), ==, 0);
  haven_role_dialog_choose (HAVEN_ROLE_DIALOG (dialog), "clinician");
  press (dialog, "_Give");
  administration_test_prove (test);
  clinic_test_wait (haven_member_page_is_idle (page) &&
                    get_held (test, "Fay Tekle") == (HAVEN_IN_SHARED | HAVEN_IN_CLINICAL));
}

static void
test_an_administrator_needs_a_code_for_a_chart (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberPage *page = show_member (test, "Fay Tekle");
  GtkWidget *dialog;

  activate_row (GTK_WIDGET (page), "_Give a Role…");
  dialog = administration_test_get_dialog (test, HAVEN_TYPE_ROLE_DIALOG);
  haven_role_dialog_choose (HAVEN_ROLE_DIALOG (dialog), "clinician");
  g_assert_true (clinic_test_shows (dialog, haven_part_get_helpers (HAVEN_PARTITION_CLINICAL)));
  g_assert_false (gtk_widget_get_sensitive (clinic_test_find_button (dialog, "_Give")));
  gtk_editable_set_text (GTK_EDITABLE (clinic_test_find (dialog, ADW_TYPE_ENTRY_ROW)), test->codes.clinic);
  press (dialog, "_Give");
  administration_test_prove (test);
  clinic_test_wait (haven_member_page_is_idle (page) &&
                    get_held (test, "Fay Tekle") == (HAVEN_IN_SHARED | HAVEN_IN_CLINICAL));
}

static GtkWidget *
find_titled (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static HavenMemberAddDialog *
show_add (AdministrationTest *test)
{
  AdwDialog *dialog = haven_member_add_dialog_new (test->workspace);

  adw_dialog_present (dialog, test->pane);
  administration_test_get_dialog (test, HAVEN_TYPE_MEMBER_ADD_DIALOG);
  clinic_test_wait (haven_member_add_dialog_is_ready (HAVEN_MEMBER_ADD_DIALOG (dialog)));
  return HAVEN_MEMBER_ADD_DIALOG (dialog);
}

/* Whoever can be given a role by a colleague is not given it by paper. */
static void
test_a_role_that_somebody_has_is_given_by_them (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberAddDialog *add = show_add (test);

  static const char *const roles[] = { "Clinician", "Attorney" };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      GtkWidget *row = find_titled (GTK_WIDGET (add), roles[i]);

      g_assert_false (gtk_widget_get_sensitive (row));
      g_assert_true (clinic_test_shows (row, "Somebody who has this role gives it afterwards."));
    }
}

static char *
dup_with_a_wrong_sign (const char *code)
{
  char *wrong = g_strdup (code);

  wrong[7] = wrong[7] == '2' ? '3' : '2';
  return wrong;
}

static void
end_work (AdministrationTest *test, const char *name)
{
  g_autofree char *id = administration_test_find (test, name);
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_staff_remove (test->session, id, &error));
  g_assert_no_error (error);
}

/* Otherwise a clinic whose administrator treats nobody would never have anybody who does. */
static void
test_the_first_clinician_comes_with_the_code_of_the_sheet (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  g_autofree char *wrong = dup_with_a_wrong_sign (test->codes.clinic);
  g_autoptr (HavenSession) session = NULL;
  g_autoptr (GError) error = NULL;
  HavenMemberAddDialog *add;

  end_work (test, "Priya Raman");
  add = show_add (test);
  g_assert_true (gtk_widget_get_sensitive (find_titled (GTK_WIDGET (add), "Clinician")));
  g_assert_true (clinic_test_shows (GTK_WIDGET (add), "Nobody here has this role yet. The code on the clinic’s sheet gives it."));
  haven_member_add_dialog_fill (add, "Nadia Farouk", "clinician");
  haven_way_in_type (haven_member_add_dialog_get_way_in (add), NEW, NEW);
  haven_member_add_dialog_type_code (add, wrong);
  g_assert_true (clinic_test_shows (GTK_WIDGET (add), "Group 2 of the recovery code is mistyped."));
  haven_member_add_dialog_add (add);
  g_assert_true (adw_window_get_visible_dialog (test->window) == ADW_DIALOG (add));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (GTK_WIDGET (add), "The Code on the Clinic’s Sheet"))), ==, wrong);
  /* The code of another sheet is sound, and opens something else. */
  haven_member_add_dialog_type_code (add, test->codes.legal);
  haven_member_add_dialog_add (add);
  administration_test_prove (test);
  clinic_test_wait (clinic_test_shows (GTK_WIDGET (add), "That is the code of the other sheet."));
  haven_member_add_dialog_type_code (add, test->codes.clinic);
  haven_member_add_dialog_add (add);
  administration_test_prove (test);
  clinic_test_wait (adw_window_get_visible_dialog (test->window) == NULL);
  g_assert_cmpuint (get_held (test, "Nadia Farouk"), ==, HAVEN_IN_SHARED | HAVEN_IN_CLINICAL);
  session = haven_vaults_open (test->folder, "Nadia Farouk", NEW, NULL, NULL, &error);
  g_assert_no_error (error);
  haven_session_leave (session);
}

static void
test_the_name_to_sign_in_with_follows_the_name_until_it_is_typed (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberAddDialog *add = show_add (test);
  HavenWayIn *way_in = haven_member_add_dialog_get_way_in (add);
  g_autofree char *followed = NULL, *typed = NULL;

  haven_member_add_dialog_fill (add, "Nadia", "navigator");
  haven_member_add_dialog_fill (add, "Nadia Farouk", "navigator");
  followed = haven_way_in_dup_name (way_in);
  g_assert_cmpstr (followed, ==, "Nadia Farouk");
  haven_way_in_set_name (way_in, "nadia");
  haven_member_add_dialog_fill (add, "Nadia Farouk-Lind", "navigator");
  typed = haven_way_in_dup_name (way_in);
  g_assert_cmpstr (typed, ==, "nadia");
}

/* What one signed in with goes on until one signs in again. */
static void
test_who_gives_themselves_a_role_learns_when_it_counts (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberPage *page = show_member (test, "Dana Whitfield");
  g_autofree char *words = NULL;
  GtkWidget *dialog;

  g_signal_connect (test->workspace, "told", G_CALLBACK (told_cb), &words);
  activate_row (GTK_WIDGET (page), "_Give a Role…");
  dialog = administration_test_get_dialog (test, HAVEN_TYPE_ROLE_DIALOG);
  haven_role_dialog_choose (HAVEN_ROLE_DIALOG (dialog), "auditor");
  press (dialog, "_Give");
  administration_test_prove (test);
  clinic_test_wait (words != NULL);
  g_assert_cmpstr (words, ==, "Sign in again to see it.");
}

/* A slip of the pen is told where it was made, and nothing has to be typed anew. */
static void
test_a_wrong_sign_in_a_code_is_told_in_the_dialog (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  g_autofree char *wrong = dup_with_a_wrong_sign (test->codes.clinic);
  HavenMemberPage *page = show_member (test, "Fay Tekle");
  GtkWidget *dialog, *code;

  activate_row (GTK_WIDGET (page), "_Give a Role…");
  dialog = administration_test_get_dialog (test, HAVEN_TYPE_ROLE_DIALOG);
  haven_role_dialog_choose (HAVEN_ROLE_DIALOG (dialog), "clinician");
  code = clinic_test_find (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (code), wrong);
  clinic_test_wait (clinic_test_shows (dialog, "Group 2 of the recovery code is mistyped."));
  press (dialog, "_Give");
  g_assert_true (adw_window_get_visible_dialog (test->window) == ADW_DIALOG (dialog));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (code)), ==, wrong);
  gtk_editable_set_text (GTK_EDITABLE (code), test->codes.clinic);
  g_assert_false (clinic_test_shows (dialog, "is mistyped."));
}

static void
test_a_new_passphrase_is_set (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberPage *page = show_member (test, "Fay Tekle");
  HavenWayInDialog *dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = NULL;

  activate_row (GTK_WIDGET (page), "_New Passphrase…");
  dialog = HAVEN_WAY_IN_DIALOG (administration_test_get_dialog (test, HAVEN_TYPE_WAY_IN_DIALOG));
  haven_way_in_set_name (haven_way_in_dialog_get_way_in (dialog), "Fay");
  haven_way_in_type (haven_way_in_dialog_get_way_in (dialog), NEW, NEW);
  haven_way_in_dialog_set (dialog);
  administration_test_prove (test);
  clinic_test_wait (haven_member_page_is_idle (page));
  g_assert_cmpstr (haven_member_page_get_failure (page), ==, "");
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "Passphrase set by Dana Whitfield on "));
  session = haven_vaults_open (test->folder, "Fay", NEW, NULL, NULL, &error);
  g_assert_no_error (error);
  haven_session_leave (session);
}

static void
test_work_ends_and_the_only_administrator_stays (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");
  HavenMemberPage *page = show_member (test, "Fay Tekle");

  activate_row (GTK_WIDGET (page), "_End Their Work Here…");
  administration_test_prove (test);
  clinic_test_wait (haven_member_page_is_idle (page) && get_held (test, "Fay Tekle") == 0);
  page = show_member (test, "Dana Whitfield");
  activate_row (GTK_WIDGET (page), "_End Their Work Here…");
  administration_test_prove (test);
  clinic_test_wait (haven_member_page_is_idle (page) && *haven_member_page_get_failure (page) != '\0');
  g_assert_cmpuint (get_held (test, "Dana Whitfield"), ==, HAVEN_IN_SHARED);
}

static void
test_a_supervisor_sees_staff_and_changes_nothing (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Sam");
  HavenMemberPage *page = show_member (test, "Fay Tekle");

  g_assert_null (clinic_test_find_button (GTK_WIDGET (page), "Take Away…"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (page), "Give a Role…"));
  g_assert_false (clinic_test_shows (GTK_WIDGET (page), "End Their Work Here…"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (page), "People Closed to This Member"));
}

static void
test_a_person_is_closed_to_a_member_and_opened_again (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Fay");
  g_autofree char *patient_id = administration_test_add_person (test, "Rosa Testa");
  HavenClosedPeople *closed;
  HavenMemberPage *page;

  administration_test_sign_in (test, "Sam");
  page = show_member (test, "Fay Tekle");
  closed = HAVEN_CLOSED_PEOPLE (clinic_test_find (GTK_WIDGET (page), HAVEN_TYPE_CLOSED_PEOPLE));
  g_assert_nonnull (closed);
  haven_closed_people_close (closed, patient_id, "A cousin of hers");
  clinic_test_wait (haven_closed_people_get_n (closed) == 1);
  g_assert_true (clinic_test_shows (GTK_WIDGET (closed), "Rosa Testa"));
  g_assert_true (clinic_test_shows (GTK_WIDGET (closed), "A cousin of hers"));
  press (GTK_WIDGET (closed), "Open Again");
  clinic_test_wait (haven_closed_people_get_n (closed) == 0);
}

static void
test_an_administrator_does_not_learn_who_is_closed_to_whom (void)
{
  g_autoptr (AdministrationTest) test = administration_test_new ("Dana");

  g_assert_false (haven_closed_people_is_for (test->session));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/staff/the-list-says-who-lacks-what", test_the_list_says_who_lacks_what);
  g_test_add_func ("/ui/staff/somebody-is-added-after-both-typed-their-passphrases",
                   test_somebody_is_added_after_both_typed_their_passphrases);
  g_test_add_func ("/ui/staff/a-wrong-passphrase-changes-nothing", test_a_wrong_passphrase_changes_nothing);
  g_test_add_func ("/ui/staff/a-role-is-taken-away", test_a_role_is_taken_away);
  g_test_add_func ("/ui/staff/a-role-is-given-by-who-holds-its-key", test_a_role_is_given_by_who_holds_its_key);
  g_test_add_func ("/ui/staff/an-administrator-needs-a-code-for-a-chart", test_an_administrator_needs_a_code_for_a_chart);
  g_test_add_func ("/ui/staff/a-role-that-somebody-has-is-given-by-them",
                   test_a_role_that_somebody_has_is_given_by_them);
  g_test_add_func ("/ui/staff/the-first-clinician-comes-with-the-code-of-the-sheet",
                   test_the_first_clinician_comes_with_the_code_of_the_sheet);
  g_test_add_func ("/ui/staff/the-name-to-sign-in-with-follows-the-name-until-it-is-typed",
                   test_the_name_to_sign_in_with_follows_the_name_until_it_is_typed);
  g_test_add_func ("/ui/staff/who-gives-themselves-a-role-learns-when-it-counts",
                   test_who_gives_themselves_a_role_learns_when_it_counts);
  g_test_add_func ("/ui/staff/a-wrong-sign-in-a-code-is-told-in-the-dialog",
                   test_a_wrong_sign_in_a_code_is_told_in_the_dialog);
  g_test_add_func ("/ui/staff/a-new-passphrase-is-set", test_a_new_passphrase_is_set);
  g_test_add_func ("/ui/staff/work-ends-and-the-only-administrator-stays", test_work_ends_and_the_only_administrator_stays);
  g_test_add_func ("/ui/staff/a-supervisor-sees-staff-and-changes-nothing",
                   test_a_supervisor_sees_staff_and_changes_nothing);
  g_test_add_func ("/ui/staff/a-person-is-closed-to-a-member-and-opened-again",
                   test_a_person_is_closed_to_a_member_and_opened_again);
  g_test_add_func ("/ui/staff/an-administrator-does-not-learn-who-is-closed-to-whom",
                   test_an_administrator_does_not_learn_who_is_closed_to_whom);
  return g_test_run ();
}
