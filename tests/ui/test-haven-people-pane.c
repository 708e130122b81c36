/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-announce.h"
#include "haven-people-list.h"
#include "haven-people-pane.h"
#include "haven-people-row.h"
#include "haven-person-add-dialog.h"
#include "haven-person-view.h"
#include "haven-query-model.h"
#include "people-test.h"

#include <string.h>

static void
set_up (PeopleTest *self, gconstpointer data)
{
  people_test_init (self);
  people_test_show (self, haven_people_pane_new (self->workspace));
}

static void
tear_down (PeopleTest *self, gconstpointer data)
{
  people_test_clear (self);
}

static GtkWidget *
get_list (PeopleTest *self)
{
  return people_test_find (self->content, "HavenPeopleList", NULL, 0);
}

static GListModel *
get_model (PeopleTest *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (people_test_get_child (get_list (self), "list")));
}

static void
search_for (PeopleTest *self, const char *text)
{
  gtk_editable_set_text (people_test_get_child (get_list (self), "search"), text);
  ui_test_settle ();
}

static char *
dup_name_at (PeopleTest *self, guint position)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (get_model (self), position);

  return row ? g_strdup (haven_query_row_get_text (row, HAVEN_PEOPLE_NAME)) : NULL;
}

static gboolean
is_found (PeopleTest *self, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_model (self)); i++)
    {
      g_autofree char *found = dup_name_at (self, i);

      if (g_strcmp0 (found, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_search (PeopleTest *self, gconstpointer data)
{
  static const struct
  {
    const char *heard, *name;
  } cases[] = {
    { "hutch", "Dale Hutchins" },           { "أمينة", "Amina Idris Bashir" },
    { "амина", "Amina Idris Bashir" },      { "林", "Lin Meihua" },
    { "tran quoc", "Trần Quốc Tuấn" },      { "Ameena", "Amina Idris Bashir" },
    { "camara", "Fatoumata Kéïta" },        { "OGUNLEYE", "Adébáyọ̀ Ògúnlẹ́yẹ" },
    { "bashir amina", "Amina Idris Bashir" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      search_for (self, cases[i].heard);
      if (!is_found (self, cases[i].name))
        g_error ("“%s” was not found as “%s”", cases[i].name, cases[i].heard);
    }
}

/* Amina has three names that begin alike, and is one person. */
static void
test_once (PeopleTest *self, gconstpointer data)
{
  static const char *const typed[] = { "a", "am", "ami", "amina" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      search_for (self, typed[i]);
      for (guint j = 0; j < g_list_model_get_n_items (get_model (self)); j++)
        g_assert_true (g_hash_table_add (seen, dup_name_at (self, j)));
    }
}

static void
test_by_ear (PeopleTest *self, gconstpointer data)
{
  g_autofree char *first = NULL;

  search_for (self, "Amena");
  first = dup_name_at (self, 0);
  g_assert_cmpstr (first, ==, "Amina Idris Bashir");
}

static void
test_hostile (PeopleTest *self, gconstpointer data)
{
  static const char *const typed[] = { "'; DROP TABLE patient; --", "\"", "*", "%", "((((", "NEAR(", "\u202e\u2066", "-" };
  g_autofree char *long_text = g_strnfill (20000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      search_for (self, typed[i]);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (people_test_get_child (get_list (self), "stack")), !=, "failed");
    }
  search_for (self, long_text);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (people_test_get_child (get_list (self), "stack")), ==, "none-found");
  search_for (self, "");
  g_assert_true (is_found (self, "Amina Idris Bashir"));
}

static void
test_enter (PeopleTest *self, gconstpointer data)
{
  g_autofree char *id = people_test_find_person (self, "Amina Idris Bashir");
  GtkWidget *page;

  search_for (self, "amina idris");
  g_signal_emit_by_name (people_test_get_child (get_list (self), "search"), "activate");
  ui_test_settle ();
  page = people_test_find (self->content, "HavenPersonView", NULL, 0);
  g_assert_nonnull (page);
  g_assert_cmpstr (haven_person_view_get_patient_id (HAVEN_PERSON_VIEW (page)), ==, id);
}

static void
test_arrows (PeopleTest *self, gconstpointer data)
{
  GtkWidget *search = people_test_get_child (get_list (self), "search");
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_model (self));

  search_for (self, "a");
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 0);
  g_assert_true (ui_test_press (search, GDK_KEY_Down, 0));
  g_assert_true (ui_test_press (search, GDK_KEY_Down, 0));
  g_assert_true (ui_test_press (search, GDK_KEY_Up, 0));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
  g_assert_true (ui_test_press (search, GDK_KEY_Page_Up, 0));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 0);
}

static void
test_nobody (PeopleTest *self, gconstpointer data)
{
  GtkWidget *list = get_list (self);

  search_for (self, "xqzw");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (people_test_get_child (list, "stack")), ==, "none-found");
  g_assert_cmpstr (haven_announced (list), ==, "Nobody found by that name");
  search_for (self, "hutch");
  g_assert_cmpstr (haven_announced (list), ==, "1 person found");
}

static void
test_names (PeopleTest *self, gconstpointer data)
{
  g_autofree char *name = NULL;
  GtkWidget *row;

  search_for (self, "zarmina");
  row = people_test_find (get_list (self), "HavenPeopleRow", NULL, 0);
  name = haven_people_row_dup_accessible_name (HAVEN_PEOPLE_ROW (row));
  g_assert_true (g_str_has_prefix (name, "Zarmina Noori, do not contact, زرمینه نوری, Dari, Pashto, Interpreter needed"));
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static gboolean
shows_person (gpointer data)
{
  PeopleTest *self = data;
  GtkWidget *page = people_test_find (self->content, "HavenPersonView", NULL, 0);

  return page != NULL &&
         g_strcmp0 (gtk_stack_get_visible_child_name (people_test_get_child (page, "stack")), "person") == 0;
}

static AdwDialog *
open_add (PeopleTest *self)
{
  haven_people_pane_add_person (HAVEN_PEOPLE_PANE (self->content));
  return people_test_wait_for_dialog (self, HAVEN_TYPE_PERSON_ADD_DIALOG);
}

static void
test_add (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *page;

  search_for (self, "Quiet Lantern");
  dialog = open_add (self);
  g_assert_cmpstr (gtk_editable_get_text (people_test_get_child (dialog, "name")), ==, "Quiet Lantern");
  gtk_editable_set_text (people_test_get_child (dialog, "aliases"), "Lucerna، فانوس");
  gtk_editable_set_text (people_test_get_child (dialog, "born"), "1994-05");
  g_signal_emit_by_name (people_test_get_child (dialog, "add"), "clicked");
  people_test_wait (shows_person, self);
  g_assert_null (people_test_get_dialog (self));
  page = people_test_find (self->content, "HavenPersonView", NULL, 0);
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), ==, "Quiet Lantern");
  haven_people_pane_open (HAVEN_PEOPLE_PANE (self->content), NULL);
  search_for (self, "فانوس");
  g_assert_true (is_found (self, "Quiet Lantern"));
}

static void
test_add_nothing (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_add (self);
  guint n_people = g_list_model_get_n_items (get_model (self));

  g_assert_false (gtk_widget_get_sensitive (people_test_get_child (dialog, "add")));
  gtk_editable_set_text (people_test_get_child (dialog, "name"), "   ");
  g_assert_false (gtk_widget_get_sensitive (people_test_get_child (dialog, "add")));
  gtk_editable_set_text (people_test_get_child (dialog, "name"), "Somebody");
  gtk_editable_set_text (people_test_get_child (dialog, "born"), "1994-02-30");
  g_signal_emit_by_name (people_test_get_child (dialog, "add"), "clicked");
  ui_test_settle ();
  g_assert_true (people_test_get_dialog (self) == dialog);
  g_assert_true (gtk_widget_get_visible (people_test_get_child (dialog, "born_error")));
  gtk_test_accessible_assert_state (people_test_get_child (dialog, "born"),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_editable_set_text (people_test_get_child (dialog, "born"), "1994-02-28");
  g_assert_false (gtk_widget_get_visible (people_test_get_child (dialog, "born_error")));
  g_assert_cmpuint (g_list_model_get_n_items (get_model (self)), ==, n_people);
}

static void
test_languages (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_add (self);
  GListModel *languages = adw_combo_row_get_model (people_test_get_child (dialog, "spoken"));
  gboolean mam = FALSE, arabic = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (languages); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (languages, i);

      mam |= g_str_equal (gtk_string_object_get_string (item), "Mam");
      arabic |= g_str_equal (gtk_string_object_get_string (item), "Arabic");
    }
  g_assert_true (mam && arabic);
  g_assert_true (adw_combo_row_get_enable_search (people_test_get_child (dialog, "spoken")));
}

#define ADD(path, function) g_test_add (path, PeopleTest, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("/ui/people-pane/a-person-is-found-by-alias-script-and-sound", test_search);
  ADD ("/ui/people-pane/somebody-with-many-names-is-found-once", test_once);
  ADD ("/ui/people-pane/who-begins-as-it-sounds-comes-first", test_by_ear);
  ADD ("/ui/people-pane/whatever-is-typed-is-only-a-search", test_hostile);
  ADD ("/ui/people-pane/enter-opens-the-best-match", test_enter);
  ADD ("/ui/people-pane/arrows-move-while-the-cursor-stays-in-the-search", test_arrows);
  ADD ("/ui/people-pane/nobody-found-says-what-to-do", test_nobody);
  ADD ("/ui/people-pane/a-row-says-first-what-must-be-known", test_names);
  ADD ("/ui/people-pane/a-name-is-enough-to-add-somebody", test_add);
  ADD ("/ui/people-pane/a-day-that-does-not-exist-adds-nobody", test_add_nothing);
  ADD ("/ui/people-pane/languages-are-found-by-name", test_languages);
  return g_test_run ();
}
