/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-permit.h"
#include "roles-test.h"
#include "ui-test.h"

/* What a supervisor does: sees visits, books none, and has nothing to do with notes. */
static RolesTest *roles;
static HavenSession *supervisor;

static GtkWidget *
make_button (const char *record, HavenAction action)
{
  GtkWidget *button = gtk_button_new_with_label ("Do it");

  gtk_widget_set_tooltip_text (button, "Does it");
  haven_permit_bind (button, supervisor, record, action);
  return g_object_ref_sink (button);
}

static void
assert_description (GtkWidget *widget, const char *words)
{
  char *fault = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);

  g_assert_cmpstr (fault, ==, NULL);
}

static void
test_granted (void)
{
  g_autoptr (GtkWidget) button = make_button ("appointment", HAVEN_ACTION_LIST);

  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Does it");
}

static void
test_refused (void)
{
  g_autoptr (GtkWidget) button = make_button ("appointment", HAVEN_ACTION_CREATE);

  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Your role does not book visits.");
  assert_description (button, "Your role does not book visits.");
  gtk_widget_set_sensitive (button, TRUE);
  g_assert_false (gtk_widget_get_sensitive (button));
}

static void
test_foreign (void)
{
  g_autoptr (GtkWidget) button = make_button ("note", HAVEN_ACTION_CREATE);

  g_assert_false (gtk_widget_get_visible (button));
  gtk_widget_set_visible (button, TRUE);
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_again (void)
{
  g_autoptr (GtkWidget) button = make_button ("appointment", HAVEN_ACTION_CREATE);

  haven_permit_bind (button, supervisor, "appointment", HAVEN_ACTION_LIST);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Does it");
  haven_permit_bind (button, supervisor, "note", HAVEN_ACTION_CREATE);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpstr (haven_permit_get_need (button)->record, ==, "note");
}

/* A reason is a whole sentence, and says nothing of what there is. */
static void
test_reasons (void)
{
  static const char *const records[] = { "appointment", "patient", "matter", "deadline", "note", "service",
                                         "document",    "release", "nothing that is known" };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    for (int action = 0; action < HAVEN_N_ACTIONS; action++)
      {
        const char *reason = haven_permit_get_reason (records[i], (HavenAction) action);

        g_assert_true (g_str_has_prefix (reason, "Your role does not "));
        g_assert_true (g_str_has_suffix (reason, "."));
      }
}

static void
told_cb (char **told, const char *message, int kind)
{
  g_assert_cmpint (kind, ==, HAVEN_TOLD_PLAIN);
  g_set_str (told, message);
}

static void
test_check (void)
{
  g_autoptr (HavenWorkspace) workspace = haven_workspace_new (supervisor);
  g_autofree char *told = NULL;

  g_signal_connect_swapped (workspace, "told", G_CALLBACK (told_cb), &told);
  g_assert_true (haven_permit_check (workspace, "patient", HAVEN_ACTION_SEARCH));
  g_assert_null (told);
  g_assert_false (haven_permit_check (workspace, "patient", HAVEN_ACTION_CREATE));
  g_assert_cmpstr (told, ==, "Your role does not add people.");
}

static void
test_error (void)
{
  g_autoptr (GtkWidget) page = g_object_ref_sink (adw_status_page_new ());
  g_autoptr (GError) refused = g_error_new_literal (HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED, "Not <you>.");
  g_autoptr (GError) broken = g_error_new_literal (HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DAMAGED, "Damaged.");

  adw_status_page_set_title (ADW_STATUS_PAGE (page), "The Day Could Not Be Read");
  haven_permit_show_error (ADW_STATUS_PAGE (page), refused);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, "Not Part of Your Role");
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), ==, "Not &lt;you&gt;.");
  haven_permit_show_error (ADW_STATUS_PAGE (page), broken);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, "The Day Could Not Be Read");
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  roles = roles_test_new ();
  supervisor = roles_test_sign_in (roles, "supervisor");
  g_test_add_func ("/ui/permit/what-may-be-done-is-as-it-was", test_granted);
  g_test_add_func ("/ui/permit/what-may-not-be-done-is-dull-with-a-reason-and-stays-so", test_refused);
  g_test_add_func ("/ui/permit/what-is-none-of-theirs-is-not-there-and-stays-away", test_foreign);
  g_test_add_func ("/ui/permit/a-control-can-be-tied-to-something-else", test_again);
  g_test_add_func ("/ui/permit/every-reason-is-a-calm-sentence", test_reasons);
  g_test_add_func ("/ui/permit/a-key-that-does-nothing-says-why", test_check);
  g_test_add_func ("/ui/permit/what-is-refused-does-not-look-like-a-fault", test_error);
  status = g_test_run ();
  haven_session_leave (supervisor);
  g_clear_object (&supervisor);
  roles_test_free (roles);
  return status;
}
