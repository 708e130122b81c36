/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-case.h"

#include "draft-test.h"
#include "haven-appointments-pane.h"
#include "haven-draft-line.h"
#include "haven-matters-pane.h"
#include "haven-people-pane.h"

#include <string.h>

typedef struct
{
  PeopleTest *test;
  AdwDialog *dialog;
  const DraftCase *one;
} Wait;

/* ── What many of them do ─────────────────────────────────────────────────── */

HavenPlace *
draft_case_make_place (HavenDestination destination, const char *id, const char *editor, const char *subject_id, const char *detail)
{
  HavenPlace *place = haven_place_new (destination, id, NULL);

  haven_place_set_editor (place, editor, subject_id, detail);
  return place;
}

void
draft_case_set_text (AdwDialog *dialog, const char *child, const char *text)
{
  gtk_editable_set_text (people_test_get_child (dialog, child), text);
}

gboolean
draft_case_has_text (AdwDialog *dialog, const char *child, const char *text)
{
  return g_str_equal (gtk_editable_get_text (people_test_get_child (dialog, child)), text);
}

GtkTextBuffer *
draft_case_get_buffer (AdwDialog *dialog)
{
  return gtk_text_view_get_buffer (people_test_get_child (dialog, "text"));
}

void
draft_case_fill_note (PeopleTest *test, AdwDialog *dialog)
{
  draft_case_set_text (dialog, "title_row", "Six weeks on");
  gtk_text_buffer_set_text (draft_case_get_buffer (dialog), DRAFT_CASE_TYPED, -1);
}

gboolean
draft_case_holds_note (PeopleTest *test, AdwDialog *dialog)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (draft_case_get_buffer (dialog), &start, &end);
  text = gtk_text_buffer_get_text (draft_case_get_buffer (dialog), &start, &end, TRUE);
  return g_str_equal (text, DRAFT_CASE_TYPED) && draft_case_has_text (dialog, "title_row", "Six weeks on");
}

/* ── Locked and opened again ──────────────────────────────────────────────── */

/* What the window does of it. */
static void
open_cb (PeopleTest *test, int destination, const char *id, const char *detail)
{
  HavenDate date = HAVEN_DATE_NONE;

  if (HAVEN_IS_PEOPLE_PANE (test->content))
    haven_people_pane_open (HAVEN_PEOPLE_PANE (test->content), id);
  else if (HAVEN_IS_MATTERS_PANE (test->content))
    haven_matters_pane_open (HAVEN_MATTERS_PANE (test->content), id);
  else
    {
      if (id != NULL)
        haven_date_parse (id, &date, NULL);
      haven_appointments_pane_open (HAVEN_APPOINTMENTS_PANE (test->content), date);
    }
}

static void
show_pane (PeopleTest *test, const DraftCase *one)
{
  g_signal_connect_swapped (test->workspace, "open", G_CALLBACK (open_cb), test);
  people_test_show (test, one->create_pane (test->workspace));
}

static GtkWidget *
get_line (AdwDialog *dialog)
{
  return people_test_find (GTK_WIDGET (dialog), "HavenDraftLine", NULL, 0);
}

static gboolean
can_be_typed_into (gpointer data)
{
  Wait *wait = data;
  const HavenPlace *place = haven_workspace_get_place (wait->test->workspace);
  AdwDialog *dialog = people_test_get_dialog (wait->test);

  if (dialog == NULL || !g_type_is_a (G_OBJECT_TYPE (dialog), wait->one->get_type ()) ||
      g_strcmp0 (place->editor, wait->one->editor) != 0 || get_line (dialog) == NULL)
    return FALSE;
  wait->dialog = dialog;
  for (const char *const *child = (const char *const[]) { "page", "form", "navigation", NULL }; *child; child++)
    {
      GObject *form = gtk_widget_get_template_child (GTK_WIDGET (dialog), G_OBJECT_TYPE (dialog), *child);

      if (form != NULL && !gtk_widget_is_sensitive (GTK_WIDGET (form)))
        return FALSE;
    }
  /* In a question the form stands below its line. */
  if (ADW_IS_ALERT_DIALOG (dialog) && !gtk_widget_is_sensitive (gtk_widget_get_next_sibling (get_line (dialog))))
    return FALSE;
  return gtk_widget_get_mapped (GTK_WIDGET (dialog));
}

static gboolean
holds (gpointer data)
{
  Wait *wait = data;

  return can_be_typed_into (wait) && haven_draft_line_get_words (HAVEN_DRAFT_LINE (get_line (wait->dialog))) != NULL &&
         wait->one->holds (wait->test, wait->dialog);
}

static void
begin_anew (PeopleTest *test, const DraftCase *one)
{
  gtk_window_destroy (g_steal_pointer (&test->window));
  g_assert_true (draft_test_flush (test->workspace, NULL));
  g_signal_handlers_disconnect_by_data (test->workspace, test);
  g_object_unref (test->workspace);
  test->workspace = haven_workspace_new (test->session);
  show_pane (test, one);
}

static void
test_editor (PeopleTest *test, gconstpointer data)
{
  Wait wait = { test, NULL, data };
  g_autoptr (HavenPlace) first = wait.one->find_place (test);
  g_autoptr (HavenPlace) noted = NULL;
  const char *words;

  show_pane (test, wait.one);
  haven_workspace_go_to_place (test->workspace, first);
  people_test_wait (can_be_typed_into, &wait);
  wait.one->fill (test, wait.dialog);
  ui_test_settle ();
  noted = haven_place_copy (haven_workspace_get_place (test->workspace));
  g_assert_cmpint (noted->destination, ==, first->destination);
  g_assert_cmpstr (noted->editor, ==, first->editor);
  g_assert_cmpstr (noted->subject_id, ==, first->subject_id);
  begin_anew (test, wait.one);
  haven_workspace_go_to_place (test->workspace, noted);
  people_test_wait (holds, &wait);
  words = haven_draft_line_get_words (HAVEN_DRAFT_LINE (get_line (wait.dialog)));
  g_assert_true (g_str_has_prefix (words, "Unsaved "));
  g_assert_true (strstr (words, "brought back") != NULL);
}

static void
set_up (PeopleTest *self, gconstpointer data)
{
  people_test_init (self);
}

static void
tear_down (PeopleTest *self, gconstpointer data)
{
  people_test_clear (self);
}

/** @self: is to stay where it is */
void
draft_case_add (const DraftCase *self)
{
  g_autofree char *path = g_strdup_printf ("/ui/draft-editors/%s-comes-back", self->editor);

  g_test_add (path, PeopleTest, self, set_up, test_editor, tear_down);
}
