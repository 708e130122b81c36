/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draft-test.h"
#include "draft-wait.h"
#include "haven-appointment-status.h"
#include "haven-appointments-pane.h"
#include "haven-booking-dialog.h"
#include "haven-booking-person-row.h"
#include "haven-booking-service.h"
#include "haven-contact-dialog.h"
#include "haven-deadline-dialog.h"
#include "haven-draft-line.h"
#include "haven-drafts-service.h"
#include "haven-certification-dialog.h"
#include "haven-evidence-dialog.h"
#include "haven-matter-dialog.h"
#include "haven-matter-event-dialog.h"
#include "haven-matters-pane.h"
#include "haven-matters-service.h"
#include "haven-note-writer.h"
#include "haven-notes-service.h"
#include "haven-paper-dialog.h"
#include "haven-party-dialog.h"
#include "haven-people-pane.h"
#include "haven-people.h"
#include "haven-person-add-dialog.h"
#include "haven-person-change-dialog.h"
#include "haven-person-names.h"
#include "haven-trigger-dialog.h"
#include "haven-wait-dialog.h"
#include "haven-week-days.h"
#include "people-test.h"

#include <string.h>

#define TYPED "Half a sentence, “quoted” & אב"

/* One editor: where it is opened, what is typed, and that it comes back where the window is locked and opened again. */
typedef struct
{
  const char *editor;
  GtkWidget *(*create_pane) (HavenWorkspace *workspace);
  HavenPlace *(*find_place) (PeopleTest *test); /* NULL: some matter */
  GType (*get_type) (void);
  void (*fill) (PeopleTest *test, AdwDialog *dialog);
  gboolean (*holds) (PeopleTest *test, AdwDialog *dialog);
} Case;

typedef struct
{
  PeopleTest *test;
  AdwDialog *dialog;
  const Case *one;
} Wait;

/* ── Where ────────────────────────────────────────────────────────────────── */

static HavenPlace *
make_place (HavenDestination destination, const char *id, const char *editor, const char *subject_id, const char *detail)
{
  HavenPlace *place = haven_place_new (destination, id, NULL);

  haven_place_set_editor (place, editor, subject_id, detail);
  return place;
}

static HavenPlace *
find_note (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");

  return make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_NOTE, person, NULL);
}

static HavenPlace *
find_addendum (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");
  g_autoptr (GError) error = NULL;
  g_autofree char *note = haven_notes_sign (test->session, person, "Visit", "Signed text", &error);

  g_assert_no_error (error);
  return make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_ADDENDUM, note, person);
}

static HavenPlace *
find_person (PeopleTest *test)
{
  return make_place (HAVEN_DESTINATION_PEOPLE, NULL, HAVEN_EDITOR_PERSON, HAVEN_DRAFT_OF_NEW, NULL);
}

static HavenPlace *
find_person_change (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");

  return make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_PERSON_CHANGE, person, NULL);
}

static HavenPlace *
find_contact (PeopleTest *test)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");
  g_autofree char *subject_id = g_strdup_printf ("%s/%s", person, HAVEN_DRAFT_OF_NEW);

  return make_place (HAVEN_DESTINATION_PERSON, person, HAVEN_EDITOR_CONTACT, subject_id, NULL);
}

static HavenPlace *
find_booking_of (PeopleTest *test, const char *editor)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (test->session));
  g_autofree char *day = haven_date_dup_iso (haven_date_add_days (today, 3));
  g_autofree char *detail = g_strdup_printf ("%s 600 -", day);

  return make_place (HAVEN_DESTINATION_APPOINTMENTS, day, editor, HAVEN_DRAFT_OF_NEW, detail);
}

static HavenPlace *
find_booking (PeopleTest *test)
{
  return find_booking_of (test, HAVEN_EDITOR_BOOKING);
}

static HavenPlace *
find_quick_booking (PeopleTest *test)
{
  return find_booking_of (test, HAVEN_EDITOR_QUICK_BOOKING);
}

static char *
find_visit (PeopleTest *test)
{
  g_autoptr (GError) error = NULL;
  HavenDate today = haven_clock_today (haven_session_get_clock (test->session));
  g_autoptr (HavenDayPage) page = haven_booking_load_day (test->session, today, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->visits->len; i++)
    {
      const HavenAppointment *appointment = haven_visit_get_appointment (page->visits->pdata[i]);
      HavenAppointmentStatus status;

      g_assert_true (haven_appointment_status_parse (appointment->status, &status));
      if (status <= HAVEN_APPOINTMENT_CONFIRMED)
        return g_strdup (appointment->id);
    }
  g_assert_not_reached ();
}

static HavenPlace *
find_move (PeopleTest *test)
{
  g_autofree char *visit = find_visit (test);

  return make_place (HAVEN_DESTINATION_APPOINTMENTS, NULL, HAVEN_EDITOR_MOVE, visit, NULL);
}

static HavenPlace *
find_status (PeopleTest *test)
{
  g_autofree char *visit = find_visit (test);
  g_autofree char *subject_id =
    g_strdup_printf ("%s/%s", visit, haven_appointment_status_get_code (HAVEN_APPOINTMENT_CANCELLED_BY_CLIENT));

  return make_place (HAVEN_DESTINATION_APPOINTMENTS, NULL, HAVEN_EDITOR_VISIT_STATUS, subject_id, NULL);
}

static HavenPlace *
find_matter (PeopleTest *test)
{
  return make_place (HAVEN_DESTINATION_MATTERS, NULL, HAVEN_EDITOR_MATTER, HAVEN_DRAFT_OF_NEW, NULL);
}

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
  return make_place (HAVEN_DESTINATION_MATTER, deadline->matter_id, editor, subject_id, NULL);
}

static HavenPlace *
find_certification (PeopleTest *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matters = haven_session_list (test->session, &haven_matter_info, "type", "asylum", NULL, &error);
  const char *id = ((HavenMatter *) matters->pdata[0])->id;

  return make_place (HAVEN_DESTINATION_MATTER, id, HAVEN_EDITOR_CERTIFICATION, id, NULL);
}

/* ── What ─────────────────────────────────────────────────────────────────── */

static void
set_text (AdwDialog *dialog, const char *child, const char *text)
{
  gtk_editable_set_text (people_test_get_child (dialog, child), text);
}

static gboolean
has_text (AdwDialog *dialog, const char *child, const char *text)
{
  return g_str_equal (gtk_editable_get_text (people_test_get_child (dialog, child)), text);
}

static GtkTextBuffer *
get_buffer (AdwDialog *dialog)
{
  return gtk_text_view_get_buffer (people_test_get_child (dialog, "text"));
}

static void
fill_note (PeopleTest *test, AdwDialog *dialog)
{
  set_text (dialog, "title_row", "Six weeks on");
  gtk_text_buffer_set_text (get_buffer (dialog), TYPED, -1);
}

static gboolean
holds_note (PeopleTest *test, AdwDialog *dialog)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (get_buffer (dialog), &start, &end);
  text = gtk_text_buffer_get_text (get_buffer (dialog), &start, &end, TRUE);
  return g_str_equal (text, TYPED) && has_text (dialog, "title_row", "Six weeks on");
}

static void
fill_person (PeopleTest *test, AdwDialog *dialog)
{
  set_text (dialog, "name", TYPED);
  set_text (dialog, "born", "1990-0");
  adw_combo_row_set_selected (people_test_get_child (dialog, "spoken"), 3);
  adw_combo_row_set_selected (people_test_get_child (dialog, "interpreter"), 2);
  adw_switch_row_set_active (people_test_get_child (dialog, "estimated"), TRUE);
}

static gboolean
holds_person (PeopleTest *test, AdwDialog *dialog)
{
  return has_text (dialog, "name", TYPED) && has_text (dialog, "born", "1990-0") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "spoken")) == 3 &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "interpreter")) == 2 &&
         adw_switch_row_get_active (people_test_get_child (dialog, "estimated"));
}

static void
fill_person_change (PeopleTest *test, AdwDialog *dialog)
{
  set_text (dialog, "name", TYPED);
  haven_person_names_set_text (people_test_get_child (dialog, "names"), "\tformer\t" TYPED "\n");
  adw_switch_row_set_active (people_test_get_child (dialog, "do_not_contact"), TRUE);
}

static gboolean
holds_person_change (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *names = haven_person_names_dup_text (people_test_get_child (dialog, "names"));

  return has_text (dialog, "name", TYPED) && g_str_equal (names, "\tformer\t" TYPED "\n") &&
         adw_switch_row_get_active (people_test_get_child (dialog, "do_not_contact"));
}

static void
fill_contact (PeopleTest *test, AdwDialog *dialog)
{
  adw_combo_row_set_selected (people_test_get_child (dialog, "channel"), 2);
  adw_combo_row_set_selected (people_test_get_child (dialog, "safe"), 3);
  set_text (dialog, "value", "(360) 5");
  adw_switch_row_set_active (people_test_get_child (dialog, "limited"), TRUE);
  set_text (dialog, "from", "10:");
  haven_week_days_set_codes (people_test_get_child (dialog, "days"), "tue");
  set_text (dialog, "question", TYPED);
}

static gboolean
holds_contact (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *days = haven_week_days_dup_codes (people_test_get_child (dialog, "days"));

  return adw_combo_row_get_selected (people_test_get_child (dialog, "channel")) == 2 &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "safe")) == 3 &&
         has_text (dialog, "value", "(360) 5") && has_text (dialog, "from", "10:") && g_str_equal (days, "tue") &&
         gtk_widget_get_visible (people_test_get_child (dialog, "from")) && has_text (dialog, "question", TYPED);
}

static gpointer
get_when (AdwDialog *dialog)
{
  return people_test_get_child (people_test_get_child (dialog, "when"), "entry");
}

static GtkWidget *
get_chip (AdwDialog *dialog)
{
  return people_test_find (GTK_WIDGET (dialog), "GtkToggleButton", "resource-chip", 1);
}

static void
fill_booking (PeopleTest *test, AdwDialog *dialog)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");

  haven_booking_person_row_set_person (people_test_get_child (dialog, "person"), person, "Amina", NULL, NULL);
  set_text (dialog, "visit_title", "A neutral title");
  gtk_editable_set_text (get_when (dialog), "4 dec 15:30");
  adw_combo_row_set_selected (people_test_get_child (dialog, "mode"), 2);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_chip (dialog)), TRUE);
}

static gboolean
holds_booking (PeopleTest *test, AdwDialog *dialog)
{
  return has_text (dialog, "person", "Amina Idris Bashir") && has_text (dialog, "visit_title", "A neutral title") &&
         g_str_equal (gtk_editable_get_text (get_when (dialog)), "4 dec 15:30") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "mode")) == 2 && get_chip (dialog) != NULL &&
         gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_chip (dialog)));
}

static void
fill_move (PeopleTest *test, AdwDialog *dialog)
{
  gtk_editable_set_text (get_when (dialog), "4 dec");
}

static gboolean
holds_move (PeopleTest *test, AdwDialog *dialog)
{
  return g_str_equal (gtk_editable_get_text (get_when (dialog)), "4 dec");
}

static GtkCheckButton *
get_check (AdwDialog *dialog)
{
  return GTK_CHECK_BUTTON (people_test_find (GTK_WIDGET (dialog), "GtkCheckButton", NULL, 1));
}

static void
fill_status (PeopleTest *test, AdwDialog *dialog)
{
  gtk_check_button_set_active (get_check (dialog), TRUE);
}

static gboolean
holds_status (PeopleTest *test, AdwDialog *dialog)
{
  return gtk_check_button_get_active (get_check (dialog)) &&
         adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "go");
}

static void
fill_matter (PeopleTest *test, AdwDialog *dialog)
{
  g_signal_emit_by_name (people_test_get_child (dialog, "people"), "activate", 0);
  set_text (dialog, "title", TYPED);
  adw_combo_row_set_selected (people_test_get_child (dialog, "type"), 2);
  adw_combo_row_set_selected (people_test_get_child (dialog, "privilege"), 1);
}

static gboolean
holds_matter (PeopleTest *test, AdwDialog *dialog)
{
  AdwNavigationView *navigation = people_test_get_child (dialog, "navigation");

  return has_text (dialog, "title", TYPED) && adw_combo_row_get_selected (people_test_get_child (dialog, "type")) == 2 &&
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
  haven_deadline_dialog_choose_rule (HAVEN_DEADLINE_DIALOG (dialog), "RFE");
  gtk_editable_set_text (get_row (dialog, "trigger"), "2026-10-");
  adw_switch_row_set_active (get_row (dialog, "mailed"), TRUE);
  set_text (dialog, "desk_words", TYPED);
}

static gboolean
holds_deadline (PeopleTest *test, AdwDialog *dialog)
{
  AdwNavigationView *navigation = people_test_get_child (dialog, "navigation");

  return g_str_equal (gtk_editable_get_text (get_row (dialog, "trigger")), "2026-10-") &&
         adw_switch_row_get_active (get_row (dialog, "mailed")) && has_text (dialog, "desk_words", TYPED) &&
         g_str_equal (adw_navigation_view_get_visible_page_tag (navigation), "form");
}

static void
fill_certification (PeopleTest *test, AdwDialog *dialog)
{
  set_text (dialog, "agency", TYPED);
  gtk_editable_set_text (people_test_get_child (dialog, "requested_on"), "2026-11-0");
  adw_combo_row_set_selected (people_test_get_child (dialog, "form"), 1);
}

static gboolean
holds_certification (PeopleTest *test, AdwDialog *dialog)
{
  return has_text (dialog, "agency", TYPED) && has_text (dialog, "requested_on", "2026-11-0") &&
         adw_combo_row_get_selected (people_test_get_child (dialog, "form")) == 1;
}

static void
fill_evidence (PeopleTest *test, AdwDialog *dialog)
{
  set_text (dialog, "words", TYPED);
}

static gboolean
holds_evidence (PeopleTest *test, AdwDialog *dialog)
{
  return has_text (dialog, "words", TYPED);
}

static void
fill_event (PeopleTest *test, AdwDialog *dialog)
{
  set_text (dialog, "on_date", "2026-11-02");
  set_text (dialog, "notes", TYPED);
}

static gboolean
holds_event (PeopleTest *test, AdwDialog *dialog)
{
  return has_text (dialog, "notes", TYPED) && has_text (dialog, "on_date", "2026-11-02");
}

static void
fill_trigger (PeopleTest *test, AdwDialog *dialog)
{
  gtk_editable_set_text (get_row (dialog, "trigger"), "2026-11-02");
  set_text (dialog, "reason", TYPED);
}

static gboolean
holds_trigger (PeopleTest *test, AdwDialog *dialog)
{
  return g_str_equal (gtk_editable_get_text (get_row (dialog, "trigger")), "2026-11-02") &&
         has_text (dialog, "reason", TYPED);
}

static GtkEditable *
get_reason (AdwDialog *dialog)
{
  return GTK_EDITABLE (people_test_find (GTK_WIDGET (dialog), "AdwEntryRow", NULL, 0));
}

static void
fill_settle (PeopleTest *test, AdwDialog *dialog)
{
  gtk_editable_set_text (get_reason (dialog), TYPED);
}

static void
fill_party (PeopleTest *test, AdwDialog *dialog)
{
  adw_combo_row_set_selected (people_test_get_child (dialog, "role"), 2);
  set_text (dialog, "name", TYPED);
  set_text (dialog, "phone", "(564) 5");
}

static gboolean
holds_party (PeopleTest *test, AdwDialog *dialog)
{
  return adw_combo_row_get_selected (people_test_get_child (dialog, "role")) == 2 &&
         has_text (dialog, "name", TYPED) && has_text (dialog, "phone", "(564) 5");
}

static gboolean
holds_settle (PeopleTest *test, AdwDialog *dialog)
{
  return g_str_equal (gtk_editable_get_text (get_reason (dialog)), TYPED) &&
         adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "settle");
}

static const Case cases[] = {
  { HAVEN_EDITOR_NOTE, haven_people_pane_new, find_note, haven_note_writer_get_type, fill_note, holds_note },
  { HAVEN_EDITOR_ADDENDUM, haven_people_pane_new, find_addendum, haven_note_writer_get_type, fill_note, holds_note },
  { HAVEN_EDITOR_PERSON, haven_people_pane_new, find_person, haven_person_add_dialog_get_type, fill_person, holds_person },
  { HAVEN_EDITOR_PERSON_CHANGE, haven_people_pane_new, find_person_change,
    haven_person_change_dialog_get_type, fill_person_change, holds_person_change },
  { HAVEN_EDITOR_CONTACT, haven_people_pane_new, find_contact, haven_contact_dialog_get_type, fill_contact, holds_contact },
  { HAVEN_EDITOR_BOOKING, haven_appointments_pane_new, find_booking, haven_booking_dialog_get_type, fill_booking, holds_booking },
  { HAVEN_EDITOR_QUICK_BOOKING, haven_appointments_pane_new, find_quick_booking, haven_booking_dialog_get_type, fill_booking, holds_booking },
  { HAVEN_EDITOR_WAITING_BOOKING, haven_appointments_pane_new, find_waiting_booking,
    haven_booking_dialog_get_type, fill_waiting_booking, holds_waiting_booking },
  { HAVEN_EDITOR_WAIT, haven_appointments_pane_new, find_wait, haven_wait_dialog_get_type, fill_wait, holds_wait },
  { HAVEN_EDITOR_MOVE, haven_appointments_pane_new, find_move, haven_booking_dialog_get_type, fill_move, holds_move },
  { HAVEN_EDITOR_VISIT_STATUS, haven_appointments_pane_new, find_status,
    adw_alert_dialog_get_type, fill_status, holds_status },
  { HAVEN_EDITOR_MATTER, haven_matters_pane_new, find_matter, haven_matter_dialog_get_type, fill_matter, holds_matter },
  { HAVEN_EDITOR_DEADLINE, haven_matters_pane_new, NULL, haven_deadline_dialog_get_type, fill_deadline, holds_deadline },
  { HAVEN_EDITOR_TRIGGER, haven_matters_pane_new, NULL, haven_trigger_dialog_get_type, fill_trigger, holds_trigger },
  { HAVEN_EDITOR_CERTIFICATION, haven_matters_pane_new, find_certification,
    haven_certification_dialog_get_type, fill_certification, holds_certification },
  { HAVEN_EDITOR_EVIDENCE, haven_matters_pane_new, NULL, haven_evidence_dialog_get_type, fill_evidence, holds_evidence },
  { HAVEN_EDITOR_MATTER_NOTE, haven_matters_pane_new, NULL, haven_note_writer_get_type, fill_note, holds_note },
  { HAVEN_EDITOR_MATTER_EVENT, haven_matters_pane_new, NULL, haven_matter_event_dialog_get_type, fill_event, holds_event },
  { HAVEN_EDITOR_PARTY, haven_matters_pane_new, NULL, haven_party_dialog_get_type, fill_party, holds_party },
  { HAVEN_EDITOR_SETTLE, haven_matters_pane_new, NULL, adw_alert_dialog_get_type, fill_settle, holds_settle },
};

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

static HavenPlace *
find_place (PeopleTest *test, const Case *one)
{
  return one->find_place ? one->find_place (test) : find_in_matter (test, one->editor);
}

static void
show_pane (PeopleTest *test, const Case *one)
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
begin_anew (PeopleTest *test, const Case *one)
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
  g_autoptr (HavenPlace) first = find_place (test, wait.one);
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

/* ── Papers are shown by the window itself ────────────────────────────────── */

static gboolean
shows_paper (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (people_test_get_child (data, "stack")), "pages") == 0;
}

static void
test_paper (PeopleTest *test, gconstpointer data)
{
  g_autofree char *person = people_test_find_person (test, "Amina Idris Bashir");
  g_autofree char *asked = g_strdup_printf ("%d %s release-of-information", HAVEN_DESTINATION_PAPER, person);
  g_autoptr (HavenPlace) place = NULL;
  AdwDialog *dialog = haven_paper_dialog_new (test->workspace, person, "release-of-information");
  GtkDropDown *language = people_test_get_child (dialog, "language");
  guint chosen;

  people_test_show (test, gtk_label_new ("Below"));
  adw_dialog_present (dialog, test->content);
  people_test_wait (shows_paper, dialog);
  chosen = (gtk_drop_down_get_selected (language) + 1) % 3;
  gtk_drop_down_set_selected (language, chosen);
  place = haven_place_copy (haven_workspace_get_place (test->workspace));
  gtk_window_destroy (g_steal_pointer (&test->window));
  g_assert_true (draft_test_flush (test->workspace, NULL));

  haven_workspace_go_to_place (test->workspace, place);
  g_assert_cmpstr (test->opened, ==, asked);
  people_test_show (test, gtk_label_new ("Below"));
  dialog = haven_paper_dialog_new (test->workspace, person, "release-of-information");
  adw_dialog_present (dialog, test->content);
  people_test_wait (shows_paper, dialog);
  g_assert_cmpuint (gtk_drop_down_get_selected (people_test_get_child (dialog, "language")), ==, chosen);
  adw_dialog_close (dialog);
  g_assert_true (draft_test_flush (test->workspace, NULL));
  g_clear_pointer (&place->subject_id, g_free);
  place->subject_id = g_strdup_printf ("%s/release-of-information", person);
  draft_test_assert (test->session, HAVEN_EDITOR_PAPER, place->subject_id, "language", NULL);
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

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/draft-editors/%s-comes-back", cases[i].editor);

      g_test_add (path, PeopleTest, &cases[i], set_up, test_editor, tear_down);
    }
  g_test_add ("/ui/draft-editors/paper-comes-back", PeopleTest, NULL, set_up, test_paper, tear_down);
  return g_test_run ();
}
