/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-case.h"
#include "haven-certification-dialog.h"
#include "haven-court-days-dialog.h"
#include "haven-court-dialog.h"
#include "haven-deadline-dialog.h"
#include "haven-drafts-service.h"
#include "haven-evidence-dialog.h"
#include "haven-matter-dialog.h"
#include "haven-matter-event-dialog.h"
#include "haven-matters-pane.h"
#include "haven-matters-service.h"
#include "haven-note-writer.h"
#include "haven-party-dialog.h"
#include "haven-trigger-dialog.h"

/* ── Where ────────────────────────────────────────────────────────────────── */

static HavenPlace *
find_matter (PeopleTest *test)
{
  return draft_case_make_place (HAVEN_DESTINATION_MATTERS, NULL, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, NULL);
}

/* Some matter with an open date. */
static HavenPlace *
find_in_matter (PeopleTest *test, const char *editor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) deadlines =
    haven_session_list (test->session, &haven_deadline_info, "status", "open", "plan_by", &error);
  const HavenDeadline *deadline = NULL;
  g_autofree char *subject_id = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < deadlines->len && deadline == NULL; i++)
    if (((HavenDeadline *) deadlines->pdata[i])->rule_code != NULL)
      deadline = deadlines->pdata[i];
  g_assert_nonnull (deadline);
  subject_id = g_str_equal (editor, HAVEN_EDITOR_SETTLE) ? g_strdup_printf ("%s/waived", deadline->id)
               : g_strdup (g_str_equal (editor, HAVEN_EDITOR_TRIGGER) ? deadline->id : deadline->matter_id);
  return draft_case_make_place (HAVEN_DESTINATION_MATTER, deadline->matter_id, editor, subject_id, NULL);
}

static HavenPlace *
find_deadline (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_DEADLINE);
}

static HavenPlace *
find_trigger (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_TRIGGER);
}

static HavenPlace *
find_evidence (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_EVIDENCE);
}

static HavenPlace *
find_matter_note (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_MATTER_NOTE);
}

static HavenPlace *
find_matter_event (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_MATTER_EVENT);
}

static HavenPlace *
find_party (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_PARTY);
}

static HavenPlace *
find_settle (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_SETTLE);
}

static HavenPlace *
find_court (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_COURT);
}

static HavenPlace *
find_court_days (PeopleTest *test)
{
  return find_in_matter (test, HAVEN_EDITOR_COURT_DAYS);
}

static HavenPlace *
find_certification (PeopleTest *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matters = haven_session_list (test->session, &haven_matter_info, "type", "asylum", NULL, &error);
  const char *id = ((HavenMatter *) matters->pdata[0])->id;

  return draft_case_make_place (HAVEN_DESTINATION_MATTER, id, HAVEN_EDITOR_CERTIFICATION, id, NULL);
}

/* ── What ─────────────────────────────────────────────────────────────────── */

static void
fill_matter (PeopleTest *test, AdwDialog *dialog)
{
  g_signal_emit_by_name (people_test_get_child (dialog, "people"), "activate", 0);
  draft_case_set_text (dialog, "title", DRAFT_CASE_TYPED);
  adw_combo_row_set_selected (people_test_get_child (dialog, "type"), 2);
  adw_combo_row_set_selected (people_test_get_child (dialog, "privilege"), 1);
}

static gboolean
holds_matter (PeopleTest *test, AdwDialog *dialog)
{
  AdwNavigationView *navigation = people_test_get_child (dialog, "navigation");

  return draft_case_has_text (dialog, "title", DRAFT_CASE_TYPED) && adw_combo_row_get_selected (people_test_get_child (dialog, "type")) == 2 &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "privilege")) == 1 &&
         g_str_equal (adw_navigation_view_get_visible_page_tag (navigation), "matter") &&
         *gtk_label_get_label (people_test_get_child (dialog, "person")) != '\0';
}

static gpointer
get_row (AdwDialog *dialog, const char *name)
{
  return people_test_get_child (people_test_get_child (dialog, "form"), name);
}

static void
fill_deadline (PeopleTest *test, AdwDialog *dialog)
{
  haven_deadline_dialog_choose_rule (HAVEN_DEADLINE_DIALOG (dialog), "HEARING");
  gtk_editable_set_text (get_row (dialog, "trigger"), "2026-10-");
  gtk_editable_set_text (get_row (dialog, "hour"), "10:3");
  gtk_editable_set_text (get_row (dialog, "place"), "Ellery County C");
  draft_case_set_text (dialog, "desk_words", DRAFT_CASE_TYPED);
}

static gboolean
holds_deadline (PeopleTest *test, AdwDialog *dialog)
{
  AdwNavigationView *navigation = people_test_get_child (dialog, "navigation");

  return g_str_equal (gtk_editable_get_text (get_row (dialog, "trigger")), "2026-10-") &&
         g_str_equal (gtk_editable_get_text (get_row (dialog, "hour")), "10:3") &&
         g_str_equal (gtk_editable_get_text (get_row (dialog, "place")), "Ellery County C") && draft_case_has_text (dialog, "desk_words", DRAFT_CASE_TYPED) &&
         g_str_equal (adw_navigation_view_get_visible_page_tag (navigation), "form");
}

static void
fill_certification (PeopleTest *test, AdwDialog *dialog)
{
  draft_case_set_text (dialog, "agency", DRAFT_CASE_TYPED);
  gtk_editable_set_text (people_test_get_child (dialog, "requested_on"), "2026-11-0");
  adw_combo_row_set_selected (people_test_get_child (dialog, "form"), 1);
}

static gboolean
holds_certification (PeopleTest *test, AdwDialog *dialog)
{
  return draft_case_has_text (dialog, "agency", DRAFT_CASE_TYPED) && draft_case_has_text (dialog, "requested_on", "2026-11-0") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "form")) == 1;
}

static void
fill_evidence (PeopleTest *test, AdwDialog *dialog)
{
  draft_case_set_text (dialog, "words", DRAFT_CASE_TYPED);
}

static gboolean
holds_evidence (PeopleTest *test, AdwDialog *dialog)
{
  return draft_case_has_text (dialog, "words", DRAFT_CASE_TYPED);
}

static void
fill_event (PeopleTest *test, AdwDialog *dialog)
{
  draft_case_set_text (dialog, "on_date", "2026-11-02");
  draft_case_set_text (dialog, "notes", DRAFT_CASE_TYPED);
}

static gboolean
holds_event (PeopleTest *test, AdwDialog *dialog)
{
  return draft_case_has_text (dialog, "notes", DRAFT_CASE_TYPED) && draft_case_has_text (dialog, "on_date", "2026-11-02");
}

static void
fill_trigger (PeopleTest *test, AdwDialog *dialog)
{
  gtk_editable_set_text (get_row (dialog, "trigger"), "2026-11-02");
  draft_case_set_text (dialog, "reason", DRAFT_CASE_TYPED);
}

static gboolean
holds_trigger (PeopleTest *test, AdwDialog *dialog)
{
  return g_str_equal (gtk_editable_get_text (get_row (dialog, "trigger")), "2026-11-02") &&
         draft_case_has_text (dialog, "reason", DRAFT_CASE_TYPED);
}

static GtkEditable *
get_reason (AdwDialog *dialog)
{
  return GTK_EDITABLE (people_test_find (GTK_WIDGET (dialog), "AdwEntryRow", NULL, 0));
}

static void
fill_settle (PeopleTest *test, AdwDialog *dialog)
{
  gtk_editable_set_text (get_reason (dialog), DRAFT_CASE_TYPED);
}

static void
fill_party (PeopleTest *test, AdwDialog *dialog)
{
  adw_combo_row_set_selected (people_test_get_child (dialog, "role"), 2);
  draft_case_set_text (dialog, "name", DRAFT_CASE_TYPED);
  draft_case_set_text (dialog, "phone", "(564) 5");
}

static gboolean
holds_party (PeopleTest *test, AdwDialog *dialog)
{
  return adw_combo_row_get_selected (people_test_get_child (dialog, "role")) == 2 &&
         draft_case_has_text (dialog, "name", DRAFT_CASE_TYPED) && draft_case_has_text (dialog, "phone", "(564) 5");
}

static gboolean
holds_settle (PeopleTest *test, AdwDialog *dialog)
{
  return g_str_equal (gtk_editable_get_text (get_reason (dialog)), DRAFT_CASE_TYPED) &&
         adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "settle");
}

static void
fill_court (PeopleTest *test, AdwDialog *dialog)
{
  adw_combo_row_set_selected (people_test_get_child (dialog, "court"), 1);
  gtk_editable_set_text (GTK_EDITABLE (people_test_get_child (people_test_get_child (dialog, "dates"), "reason")),
                         DRAFT_CASE_TYPED);
}

static gboolean
holds_court (PeopleTest *test, AdwDialog *dialog)
{
  gpointer reason = people_test_get_child (people_test_get_child (dialog, "dates"), "reason");

  return adw_combo_row_get_selected (people_test_get_child (dialog, "court")) == 1 &&
         g_str_equal (gtk_editable_get_text (reason), DRAFT_CASE_TYPED);
}

/* A court that has no table yet, and two lines of its list. */
static void
fill_court_days (PeopleTest *test, AdwDialog *dialog)
{
  adw_combo_row_set_selected (people_test_get_child (dialog, "court"), 1);
  draft_case_set_text (dialog, "name", DRAFT_CASE_TYPED);
  gtk_text_buffer_set_text (draft_case_get_buffer (dialog), "2031-02-12 County day\n2031-0", -1);
}

static gboolean
holds_court_days (PeopleTest *test, AdwDialog *dialog)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (draft_case_get_buffer (dialog), &start, &end);
  text = gtk_text_buffer_get_text (draft_case_get_buffer (dialog), &start, &end, TRUE);
  return g_str_equal (text, "2031-02-12 County day\n2031-0") && draft_case_has_text (dialog, "name", DRAFT_CASE_TYPED) &&
         gtk_widget_get_visible (people_test_get_child (dialog, "name"));
}

static const DraftCase cases[] = {
  { HAVEN_EDITOR_MATTER, haven_matters_pane_new, find_matter, haven_matter_dialog_get_type, fill_matter, holds_matter },
  { HAVEN_EDITOR_DEADLINE, haven_matters_pane_new, find_deadline, haven_deadline_dialog_get_type, fill_deadline, holds_deadline },
  { HAVEN_EDITOR_TRIGGER, haven_matters_pane_new, find_trigger, haven_trigger_dialog_get_type, fill_trigger, holds_trigger },
  { HAVEN_EDITOR_CERTIFICATION, haven_matters_pane_new, find_certification,
    haven_certification_dialog_get_type, fill_certification, holds_certification },
  { HAVEN_EDITOR_EVIDENCE, haven_matters_pane_new, find_evidence, haven_evidence_dialog_get_type, fill_evidence, holds_evidence },
  { HAVEN_EDITOR_MATTER_NOTE, haven_matters_pane_new, find_matter_note, haven_note_writer_get_type, draft_case_fill_note, draft_case_holds_note },
  { HAVEN_EDITOR_MATTER_EVENT, haven_matters_pane_new, find_matter_event, haven_matter_event_dialog_get_type, fill_event, holds_event },
  { HAVEN_EDITOR_PARTY, haven_matters_pane_new, find_party, haven_party_dialog_get_type, fill_party, holds_party },
  { HAVEN_EDITOR_SETTLE, haven_matters_pane_new, find_settle, adw_alert_dialog_get_type, fill_settle, holds_settle },
  { HAVEN_EDITOR_COURT, haven_matters_pane_new, find_court, haven_court_dialog_get_type, fill_court, holds_court },
  { HAVEN_EDITOR_COURT_DAYS, haven_matters_pane_new, find_court_days,
    haven_court_days_dialog_get_type, fill_court_days, holds_court_days },
};

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    draft_case_add (&cases[i]);
  return g_test_run ();
}
