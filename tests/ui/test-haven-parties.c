/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "haven-conflict-page.h"
#include "haven-matter-view.h"
#include "haven-matters-pane.h"
#include "haven-parties-box.h"
#include "haven-party-dialog.h"
#include "haven-past-looks-page.h"
#include "matters-test.h"
#include "ui-test.h"

#define SOMEBODY "Quarrington Tile Works"

static MattersTest *test;

/* The matter of Amina in which somebody takes part, somebody did, and one is the person. */
static GtkWidget *
open_box (void)
{
  g_autoptr (HavenDeadline) deadline = matters_test_find_deadline (test, "Amina", "RFE");

  matters_test_open_card (test, deadline);
  test->told = -1;
  return matters_test_find (test->pane, HAVEN_TYPE_PARTIES_BOX);
}

static gpointer
get_child (GtkWidget *widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_ACTION_ROW (root) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
wait_for_dialog (void)
{
  GtkWidget *dialog;

  while (!HAVEN_IS_PARTY_DIALOG (adw_window_get_visible_dialog (test->window)))
    g_main_context_iteration (NULL, TRUE);
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (test->window));
  while (!gtk_widget_get_sensitive (get_child (dialog, "navigation")))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  return dialog;
}

static GtkWidget *
open_dialog (GtkWidget *box, const char *name)
{
  if (name == NULL)
    g_assert_true (gtk_widget_activate_action (box, "party.add", NULL));
  else
    g_assert_true (gtk_widget_activate (find_row (box, name)));
  return wait_for_dialog ();
}

static void
type (GtkWidget *dialog, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, row)), text);
}

/* Looks, and waits for what was found. */
static GtkWidget *
look (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.look", NULL));
  matters_test_wait_shows (dialog, "Looked for", TRUE);
  ui_test_settle ();
  return matters_test_find (dialog, HAVEN_TYPE_CONFLICT_PAGE);
}

static void
wait_closed (void)
{
  while (adw_window_get_visible_dialog (test->window) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
undo (void)
{
  test->told = -1;
  haven_workspace_undo (test->workspace);
  matters_test_wait_told (test, HAVEN_TOLD_UNDONE);
}

/* ── Who is there ─────────────────────────────────────────────────────────── */

static void
test_who_takes_part_and_who_did_are_told_apart (void)
{
  GtkWidget *box = open_box ();
  GtkWidget *past = get_child (box, "past"), *present = get_child (box, "present");

  g_assert_nonnull (find_row (present, "Halima Osman"));
  g_assert_nonnull (find_row (past, "Office of Maude Alderton"));
  g_assert_null (find_row (present, "Office of Maude Alderton"));
  g_assert_true (matters_test_mentions (past, "Counsel · counsel of the former employer · (564) 555-0120 · Until"));
  /* What is past stays, and the person is changed on their own page. */
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_row (past, "Office of Maude Alderton"))));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_row (present, "Amina Idris Bashir"))));
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (find_row (present, "Halima Osman"))));
}

/* ── Joining ──────────────────────────────────────────────────────────────── */

static void
test_somebody_joins_after_a_look (void)
{
  GtkWidget *box = open_box (), *dialog = open_dialog (box, NULL), *page;

  g_assert_false (gtk_widget_get_sensitive (get_child (dialog, "look")));
  type (dialog, "name", SOMEBODY);
  type (dialog, "relation", "supplier");
  g_assert_true (gtk_widget_get_sensitive (get_child (dialog, "look")));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "save")));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "take_out")));
  page = look (dialog);
  g_assert_true (matters_test_shows (page, "Nobody was found"));
  g_assert_nonnull (matters_test_find_labelled (page, "_Add to the Matter"));
  g_assert_true (gtk_widget_activate_action (page, "conflict.open", NULL));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  matters_test_wait_shows (box, SOMEBODY, TRUE);
  undo ();
  matters_test_wait_shows (box, SOMEBODY, FALSE);
}

static void
test_who_is_found_is_left_out_with_a_reason (void)
{
  GtkWidget *box = open_box (), *dialog = open_dialog (box, NULL), *page;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;

  type (dialog, "name", "Larkmore Lettings");
  page = look (dialog);
  matters_test_wait_shows (page, "Larkmoor Lettings", TRUE);
  g_assert_false (gtk_widget_get_sensitive (get_child (page, "open")));
  gtk_editable_set_text (GTK_EDITABLE (haven_conflict_page_get_reason (HAVEN_CONFLICT_PAGE (page))),
                         "The same company: we act against it elsewhere");
  g_assert_true (gtk_widget_activate_action (page, "conflict.decline", NULL));
  wait_closed ();
  g_assert_false (matters_test_mentions (box, "Larkmore"));
  checks = haven_session_list (test->session, &haven_conflict_check_info, "reason",
                               "The same company: we act against it elsewhere", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, 1);
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

static void
test_only_what_may_find_somebody_else_is_looked_for (void)
{
  GtkWidget *box = open_box (), *dialog = open_dialog (box, "Halima Osman"), *page;

  g_assert_false (gtk_widget_get_sensitive (get_child (dialog, "save"))); /* nothing was changed */
  type (dialog, "relation", "friend");
  g_assert_true (gtk_widget_get_sensitive (get_child (dialog, "save")));
  type (dialog, "phone", "(564) 555-0177");
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "save")));
  page = look (dialog);
  g_assert_nonnull (matters_test_find_labelled (page, "_Save the Change"));
  g_assert_true (gtk_widget_activate_action (page, "conflict.open", NULL));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  matters_test_wait_shows (box, "Witness · friend · (564) 555-0177", TRUE);
  undo ();
  matters_test_wait_shows (box, "Witness · former co-worker", TRUE);

  dialog = open_dialog (box, "Halima Osman");
  type (dialog, "relation", "friend");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  test->told = -1;
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  matters_test_wait_shows (box, "Witness · friend", TRUE);
  undo ();
}

static void
test_what_was_typed_comes_back (void)
{
  GtkWidget *box = open_box (), *dialog = open_dialog (box, "Halima Osman"), *again;

  type (dialog, "address", "9 Oak Road");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_test_settle ();
  again = open_dialog (box, "Halima Osman");
  while (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (get_child (again, "address"))), "9 Oak Road") != 0)
    g_main_context_iteration (NULL, TRUE);
  draft_test_forget (test->workspace);
  adw_dialog_force_close (ADW_DIALOG (again));
}

static void
test_who_is_taken_out_stays_to_be_read (void)
{
  GtkWidget *box = open_box (), *dialog = open_dialog (box, "Halima Osman");

  g_assert_true (gtk_widget_activate_action (dialog, "party.take-out", NULL));
  matters_test_wait_told (test, HAVEN_TOLD_DONE);
  while (find_row (get_child (box, "past"), "Halima Osman") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find_row (get_child (box, "present"), "Halima Osman"));
  undo ();
  while (find_row (get_child (box, "present"), "Halima Osman") == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* ── Earlier looks ────────────────────────────────────────────────────────── */

static void
test_earlier_looks_of_a_person_are_read (void)
{
  GtkWidget *box = open_box (), *page;

  g_assert_true (gtk_widget_activate_action (box, "matter.looks", NULL));
  matters_test_wait_shows (test->pane, "Looked for: Halima Osman", TRUE);
  page = matters_test_find (test->pane, HAVEN_TYPE_PAST_LOOKS_PAGE);
  g_assert_true (matters_test_mentions (page, "Found, and cleared"));
  g_assert_true (matters_test_mentions (page, "Corvane Home Staffing LLC · On the other side of somebody’s matter here · The same name"));
  g_assert_true (matters_test_mentions (page, "Why: The same former employer"));
  g_assert_true (matters_test_mentions (page, "Irene Kowalczyk"));
  g_assert_cmpuint (matters_test_count_nameless (page), ==, 0);
  haven_matters_pane_open (HAVEN_MATTERS_PANE (test->pane), NULL);
}

static void
test_looks_that_nothing_came_of_are_found (void)
{
  AdwNavigationPage *page = haven_past_looks_page_new (test->workspace, NULL);
  AdwWindow *window = ADW_WINDOW (g_object_ref_sink (adw_window_new ()));

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 700);
  adw_window_set_content (window, GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  matters_test_wait_shows (GTK_WIDGET (page), "Robin Ashby · Declined", TRUE);
  g_assert_true (matters_test_mentions (GTK_WIDGET (page), "Nguyễn Thị Thu Hà · Left to the supervisor"));
  g_assert_true (matters_test_mentions (GTK_WIDGET (page), "Alex Marchetti · A person of this clinic · The same name"));
  g_assert_true (matters_test_mentions (GTK_WIDGET (page), "A match existed that was not open to whoever looked"));
  g_assert_false (matters_test_mentions (GTK_WIDGET (page), "Nobody was found"));
  ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static void
test_everything_has_a_name (void)
{
  g_assert_cmpuint (matters_test_count_nameless (open_box ()), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  ui_test_init (&argc, &argv);
  test = matters_test_new ();
  g_test_add_func ("/ui/parties/who-takes-part-and-who-did-are-told-apart", test_who_takes_part_and_who_did_are_told_apart);
  g_test_add_func ("/ui/parties/somebody-joins-after-a-look", test_somebody_joins_after_a_look);
  g_test_add_func ("/ui/parties/who-is-found-is-left-out-with-a-reason", test_who_is_found_is_left_out_with_a_reason);
  g_test_add_func ("/ui/parties/only-what-may-find-somebody-else-is-looked-for",
                   test_only_what_may_find_somebody_else_is_looked_for);
  g_test_add_func ("/ui/parties/what-was-typed-comes-back", test_what_was_typed_comes_back);
  g_test_add_func ("/ui/parties/who-is-taken-out-stays-to-be-read", test_who_is_taken_out_stays_to_be_read);
  g_test_add_func ("/ui/parties/earlier-looks-of-a-person-are-read", test_earlier_looks_of_a_person_are_read);
  g_test_add_func ("/ui/parties/looks-that-nothing-came-of-are-found", test_looks_that_nothing_came_of_are_found);
  g_test_add_func ("/ui/parties/everything-has-a-name", test_everything_has_a_name);
  status = g_test_run ();
  matters_test_free (test);
  return status;
}
