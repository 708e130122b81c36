/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-person-change-dialog.h"
#include "haven-person-names.h"
#include "haven-person-tongues.h"
#include "people-test.h"

#include <string.h>

#define AMINA "Amina Idris Bashir"

static HavenPersonPage *
load (PeopleTest *self, const char *name)
{
  g_autofree char *id = people_test_find_person (self, name);
  g_autoptr (GError) error = NULL;
  HavenPersonPage *page = haven_people_load_page (self->session, id, &error);

  g_assert_no_error (error);
  return page;
}

static gboolean
can_be_typed_into (gpointer data)
{
  return gtk_widget_is_sensitive (people_test_get_child (data, "page"));
}

static AdwDialog *
open_dialog (PeopleTest *self)
{
  g_autoptr (HavenPersonPage) page = load (self, AMINA);
  AdwDialog *dialog = haven_person_change_dialog_new (self->workspace, page);

  adw_dialog_present (dialog, self->content);
  people_test_wait_for_dialog (self, HAVEN_TYPE_PERSON_CHANGE_DIALOG);
  people_test_wait (can_be_typed_into, dialog);
  return dialog;
}

static void
set_up (PeopleTest *self, gconstpointer data)
{
  people_test_init (self);
  people_test_show (self, gtk_label_new ("Below"));
}

static void
tear_down (PeopleTest *self, gconstpointer data)
{
  people_test_clear (self);
}

static void
press_save (AdwDialog *dialog)
{
  g_signal_emit_by_name (people_test_get_child (dialog, "save"), "clicked");
}

static gboolean
was_told (gpointer data)
{
  return ((PeopleTest *) data)->told != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return people_test_get_dialog (data) == NULL;
}

static GtkEditable *
get_name_row (AdwDialog *dialog, guint number)
{
  return GTK_EDITABLE (people_test_find (people_test_get_child (dialog, "names"), "AdwEntryRow", NULL, number));
}

static void
test_saved (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_dialog (self);
  g_autoptr (HavenPersonPage) before = load (self, AMINA), after = NULL, back = NULL;
  HavenPersonTongues *others = people_test_get_child (dialog, "others");

  gtk_editable_set_text (people_test_get_child (dialog, "name"), "Amina Bashir");
  gtk_editable_set_text (people_test_get_child (dialog, "pronouns"), "they/them");
  g_signal_emit_by_name (people_test_find (people_test_get_child (dialog, "names"), "AdwButtonRow", NULL, 0), "activated");
  gtk_editable_set_text (get_name_row (dialog, before->names->len), "አሚና");
  gtk_widget_activate_action (GTK_WIDGET (get_name_row (dialog, before->names->len)), "name.kind", "s", "native-script");
  gtk_widget_activate_action (GTK_WIDGET (get_name_row (dialog, 0)), "name.remove", NULL);
  haven_person_tongues_set_codes (others, "en so");
  press_save (dialog);
  people_test_wait (was_told, self);
  g_assert_cmpstr (self->told, ==, "Person changed");
  after = load (self, "Amina Bashir");
  g_assert_cmpstr (after->patient->pronouns, ==, "they/them");
  g_assert_cmpstr (after->patient->written_language, ==, before->patient->written_language);
  g_assert_cmpuint (after->names->len, ==, before->names->len);
  g_assert_true (g_strv_contains ((const char *const *) after->patient->languages, "so"));
  haven_workspace_undo (self->workspace);
  g_clear_pointer (&self->told, g_free);
  people_test_wait (was_told, self);
  back = load (self, AMINA);
  g_assert_cmpstr (back->patient->pronouns, ==, before->patient->pronouns);
}

/* Who only looked has changed nothing, and no list of steps says that they did. */
static void
test_untouched (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_dialog (self);

  press_save (dialog);
  people_test_wait (is_closed, self);
  g_assert_null (self->told);
  g_assert_false (haven_workspace_get_can_undo (self->workspace));
}

static void
assert_refused (PeopleTest *self, AdwDialog *dialog, const char *child)
{
  GtkWidget *row = people_test_get_child (dialog, child);

  people_test_wait (can_be_typed_into, dialog);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_nonnull (people_test_find (GTK_WIDGET (dialog), "AdwActionRow", "error", 0));
  g_assert_true (people_test_get_dialog (self) == dialog);
}

static gboolean
has_problem (gpointer data)
{
  return people_test_find (data, "AdwActionRow", "error", 0) != NULL;
}

static void
test_refused (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_dialog (self);

  gtk_editable_set_text (people_test_get_child (dialog, "name"), " ");
  press_save (dialog);
  assert_refused (self, dialog, "name");
  gtk_editable_set_text (people_test_get_child (dialog, "name"), "Amina");
  g_assert_false (has_problem (dialog));
  gtk_editable_set_text (people_test_get_child (dialog, "born"), "1994-02-30");
  press_save (dialog);
  people_test_wait (has_problem, dialog);
  assert_refused (self, dialog, "born");
}

static void
test_names (PeopleTest *self, gconstpointer data)
{
  HavenPersonNames *names = g_object_new (HAVEN_TYPE_PERSON_NAMES, NULL);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *text = NULL;

  g_object_ref_sink (names);
  haven_person_names_set_text (names, "an-id\tformer\tOld\n\talias\tA\tb\n\tnative-script\t \nnonsense\n");
  text = haven_person_names_dup_text (names);
  g_assert_cmpstr (text, ==, "an-id\tformer\tOld\n\talias\tA\tb\n\tnative-script\t \n");
  all = haven_person_names_dup_names (names);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((HavenPatientName *) all->pdata[0])->id, ==, "an-id");
  g_assert_cmpstr (((HavenPatientName *) all->pdata[0])->kind, ==, "former");
  g_assert_null (((HavenPatientName *) all->pdata[1])->id);
  g_object_unref (names);
}

static void
test_tongues (PeopleTest *self, gconstpointer data)
{
  AdwDialog *dialog = open_dialog (self);
  HavenPersonTongues *others = people_test_get_child (dialog, "others");
  GtkWidget *add = people_test_find (GTK_WIDGET (others), "AdwComboRow", NULL, 0);
  GtkWidget *remove;
  g_autofree char *before = haven_person_tongues_dup_codes (others), *after = NULL, *without = NULL;

  g_assert_cmpstr (before, ==, "en");
  remove = people_test_find (GTK_WIDGET (others), "GtkButton", "flat", 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove: English");
  adw_combo_row_set_selected (ADW_COMBO_ROW (add), 3);
  after = haven_person_tongues_dup_codes (others);
  g_assert_true (g_str_has_prefix (after, "en ") && strlen (after) > 4);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (add)), ==, 0);
  g_signal_emit_by_name (remove, "clicked");
  without = haven_person_tongues_dup_codes (others);
  g_assert_cmpstr (without, ==, after + 3);
}

#define ADD(path, function) \
  g_test_add ("/ui/person-change-dialog/" path, PeopleTest, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD ("names-pronouns-and-languages-are-changed-and-come-back", test_saved);
  ADD ("what-nobody-touched-is-no-change", test_untouched);
  ADD ("a-sentence-stands-beside-what-it-is-about", test_refused);
  ADD ("names-are-kept-as-text-with-their-kinds", test_names);
  ADD ("languages-are-added-and-taken-away", test_tongues);
  return g_test_run ();
}
