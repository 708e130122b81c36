/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-conflicts-service.h"
#include "haven-consent.h"
#include "haven-matters-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  char *person;
  char *matter;
  HavenDeadlineInput input;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) matters = NULL;

  self->clinic = haven_test_clinic_new ();
  self->person = haven_test_find_person (self->clinic, "Amina");
  matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", self->person);
  self->matter = g_strdup (((HavenMatter *) matters->pdata[0])->id);
  self->input = (HavenDeadlineInput) HAVEN_DEADLINE_INPUT_INIT;
  self->input.trigger = haven_date_from_ymd (2027, 3, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
  g_free (self->matter);
}

static HavenDeadline *
find_newest (Fixture *self)
{
  g_autoptr (GPtrArray) deadlines =
      haven_test_list (self->clinic, &haven_deadline_info, "matter_id", self->matter);

  return haven_deadline_copy (deadlines->pdata[deadlines->len - 1]);
}

static HavenEdit *
add_deadline (Fixture *self, const char *rule, const char *words, GError **error)
{
  return haven_matters_edit_add_deadline (self->clinic->session, self->matter, rule, &self->input, NULL, words, error);
}

static void
test_a_date_that_is_undone_is_void_and_kept (Fixture *self, gconstpointer data)
{
  guint n_deadlines = haven_test_count (self->clinic, &haven_deadline_info);
  guint n_published = haven_test_count (self->clinic, &haven_bridge_date_info);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = add_deadline (self, "ASY-1Y", "Papers are due", &error);
  g_autoptr (HavenDeadline) added = NULL;
  HavenTestLog log = haven_test_read_log (self->clinic);

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  haven_test_assert_log (self->clinic, &log, 1, 0, 1);
  added = find_newest (self);
  g_assert_cmpstr (added->status, ==, "open");
  g_assert_cmpstr (added->set_by, ==, "rule");
  g_assert_cmpint (haven_date_compare (added->last_safe_day, haven_date_from_ymd (2028, 2, 29)), ==, 0);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_bridge_date_info), ==, n_published + 1);

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (HavenDeadline) undone = NULL, again = NULL;

      g_assert_true (haven_edit_revert (edit, self->clinic->session, &error));
      g_assert_no_error (error);
      undone = haven_test_get (self->clinic, &haven_deadline_info, added->id);
      g_assert_cmpstr (undone->status, ==, "void");
      g_assert_cmpuint (haven_test_count (self->clinic, &haven_deadline_info), ==, n_deadlines + 1);
      g_assert_cmpuint (haven_test_count (self->clinic, &haven_bridge_date_info), ==, n_published);
      g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
      g_assert_no_error (error);
      again = haven_test_get (self->clinic, &haven_deadline_info, added->id);
      g_assert_cmpstr (again->status, ==, "open");
    }
}

static void
test_a_date_on_a_notice_wins (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenDeadline) added = NULL;

  self->input.notice_date = haven_date_from_ymd (2027, 5, 12);
  edit = add_deadline (self, "RFE", NULL, &error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  added = find_newest (self);
  g_assert_cmpstr (added->set_by, ==, "notice");
  g_assert_cmpint (haven_date_compare (added->last_safe_day, self->input.notice_date), ==, 0);
}

static void
test_what_cannot_be_computed_adds_nothing (Fixture *self, gconstpointer data)
{
  guint n_deadlines = haven_test_count (self->clinic, &haven_deadline_info);
  g_autoptr (GError) rule_error = NULL, date_error = NULL, matter_error = NULL;

  g_assert_null (add_deadline (self, "NO-SUCH-RULE", NULL, &rule_error));
  g_assert_nonnull (rule_error);
  self->input.trigger = HAVEN_DATE_NONE;
  g_assert_null (add_deadline (self, "ASY-1Y", NULL, &date_error));
  g_assert_nonnull (date_error);
  self->input.trigger = haven_date_from_ymd (2027, 3, 1);
  g_assert_null (haven_matters_edit_add_deadline (self->clinic->session, "nope", "ASY-1Y", &self->input, NULL, NULL, &matter_error));
  haven_assert_store_error (matter_error, NOT_FOUND);
  g_assert_cmpuint (haven_test_count (self->clinic, &haven_deadline_info), ==, n_deadlines);
}

static void
test_what_the_desk_knows_goes_when_the_date_is_settled (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again_error = NULL;
  g_autoptr (HavenEdit) edit = add_deadline (self, "ASY-1Y", "Papers are due", &error);
  g_autoptr (HavenEdit) settle = NULL;
  g_autoptr (HavenDeadline) added = NULL, done = NULL;
  g_autoptr (GPtrArray) published = NULL, revoked = NULL, back = NULL;
  HavenTestLog log;

  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  added = find_newest (self);
  published = haven_test_list (self->clinic, &haven_bridge_date_info, "source_id", added->id);
  g_assert_cmpuint (published->len, ==, 1);
  g_assert_cmpint (((HavenBridgeDate *) published->pdata[0])->revoked_at, ==, 0);

  settle = haven_matters_edit_deadline_status (self->clinic->session, added->id, "done", "sent by courier", &error);
  log = haven_test_read_log (self->clinic);
  g_assert_true (haven_edit_apply (settle, self->clinic->session, &error));
  haven_test_assert_log (self->clinic, &log, 1, 0, 1);
  done = haven_test_get (self->clinic, &haven_deadline_info, added->id);
  g_assert_cmpstr (done->status, ==, "done");
  g_assert_cmpstr (done->done_by, ==, haven_session_get_staff_id (self->clinic->session));
  revoked = haven_test_list (self->clinic, &haven_bridge_date_info, "source_id", added->id);
  g_assert_cmpint (((HavenBridgeDate *) revoked->pdata[0])->revoked_at, !=, 0);

  g_assert_null (haven_matters_edit_deadline_status (self->clinic->session, added->id, "missed", NULL, &again_error));
  haven_assert_store_error (again_error, CONSTRAINT);
  g_assert_true (haven_edit_revert (settle, self->clinic->session, &error));
  g_assert_no_error (error);
  back = haven_test_list (self->clinic, &haven_bridge_date_info, "source_id", added->id);
  g_assert_cmpint (((HavenBridgeDate *) back->pdata[0])->revoked_at, ==, 0);
}

static void
test_a_date_is_settled_in_the_words_of_the_field_only (Fixture *self, gconstpointer data)
{
  const char *const bad[] = { NULL, "", "open", "finished", "DONE" };
  g_autoptr (HavenEdit) edit = add_deadline (self, "ASY-1Y", NULL, NULL);
  g_autoptr (HavenDeadline) added = NULL;
  g_autoptr (GError) unknown = NULL;

  g_assert_true (haven_edit_apply (edit, self->clinic->session, NULL));
  added = find_newest (self);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_matters_edit_deadline_status (self->clinic->session, added->id, bad[i], NULL, &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
  g_assert_null (haven_matters_edit_deadline_status (self->clinic->session, "nope", "done", NULL, &unknown));
  haven_assert_store_error (unknown, NOT_FOUND);
}

static void
test_a_date_that_somebody_changed_is_not_overwritten (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenEdit) edit = add_deadline (self, "ASY-1Y", "Papers are due", NULL);
  g_autoptr (HavenEdit) settle = NULL;
  g_autoptr (HavenDeadline) added = NULL;
  g_autoptr (GPtrArray) published = NULL;
  g_autoptr (GError) error = NULL, undo_error = NULL;
  HavenTestLog log;

  g_assert_true (haven_edit_apply (edit, self->clinic->session, NULL));
  added = find_newest (self);
  settle = haven_matters_edit_deadline_status (self->clinic->session, added->id, "done", NULL, NULL);
  haven_record_set_text (&added->change_reason, "somebody else was here");
  haven_test_change (self->clinic, &haven_deadline_info, added);
  log = haven_test_read_log (self->clinic);
  g_assert_false (haven_edit_apply (settle, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
  g_assert_false (haven_edit_revert (edit, self->clinic->session, &undo_error));
  haven_assert_store_error (undo_error, CONFLICT);
  haven_test_assert_log (self->clinic, &log, 0, 0, 0);
  published = haven_test_list (self->clinic, &haven_bridge_date_info, "source_id", added->id);
  g_assert_cmpint (((HavenBridgeDate *) published->pdata[0])->revoked_at, ==, 0);
}

static char *
look_for_conflicts (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenConflictLook) look = haven_conflicts_look (self->clinic->session, self->person, NULL, &error);
  char *id;

  g_assert_no_error (error);
  id = haven_conflicts_record (self->clinic->session, look, look->matches->len > 0 ? "cleared" : "clear",
                               "Nobody of them is the same person.", &error);
  g_assert_no_error (error);
  return id;
}

static void
test_a_matter_is_opened_for_somebody_who_exists (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatter) matter = haven_matter_new ();
  g_autofree char *id = NULL, *other = NULL;
  g_autoptr (GError) error = NULL, nobody = NULL, type = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenMatterPage) page = NULL;

  matter->patient_id = g_strdup (self->person);
  matter->type = g_strdup ("t_visa");
  matter->conflict_check_id = look_for_conflicts (self);
  edit = haven_matters_edit_open (self->clinic->session, matter, NULL, &id, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->clinic->session, &error));
  page = haven_matters_load_page (self->clinic->session, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (page->matter->stage, ==, "screening");
  g_assert_true (page->matter->protected_1367);
  g_assert_true (g_str_has_prefix (page->person_name, "Amina"));

  haven_record_set_text (&matter->patient_id, "nobody");
  g_assert_null (haven_matters_edit_open (self->clinic->session, matter, NULL, &other, &nobody));
  haven_assert_store_error (nobody, NOT_FOUND);
  haven_record_set_text (&matter->patient_id, self->person);
  haven_record_set_text (&matter->type, "lottery");
  g_assert_null (haven_matters_edit_open (self->clinic->session, matter, NULL, &other, &type));
  g_assert_nonnull (type);
  g_assert_null (other);
}

static void
test_open_dates_come_first_and_the_nearest_of_them (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) matters = haven_test_list (self->clinic, &haven_matter_info, NULL, NULL);

  for (guint i = 0; i < matters->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenMatterPage) page =
          haven_matters_load_page (self->clinic->session, ((HavenMatter *) matters->pdata[i])->id, &error);
      const HavenDeadline *before = NULL;

      g_assert_no_error (error);
      for (guint k = 0; k < page->deadlines->len; k++)
        {
          const HavenDeadline *deadline = page->deadlines->pdata[k];
          gboolean open = strcmp (deadline->status, "open") == 0;

          g_assert_true (before == NULL || strcmp (before->status, "open") == 0 || !open);
          if (before && open && haven_date_is_set (deadline->plan_by) && haven_date_is_set (before->plan_by))
            g_assert_cmpint (haven_date_compare (before->plan_by, deadline->plan_by), <=, 0);
          before = deadline;
        }
    }
}

#define ADD(path, test) g_test_add ("/services/matters/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-date-that-is-undone-is-void-and-kept", test_a_date_that_is_undone_is_void_and_kept);
  ADD ("a-date-on-a-notice-wins", test_a_date_on_a_notice_wins);
  ADD ("what-cannot-be-computed-adds-nothing", test_what_cannot_be_computed_adds_nothing);
  ADD ("what-the-desk-knows-goes-when-the-date-is-settled", test_what_the_desk_knows_goes_when_the_date_is_settled);
  ADD ("a-date-is-settled-in-the-words-of-the-field-only", test_a_date_is_settled_in_the_words_of_the_field_only);
  ADD ("a-date-that-somebody-changed-is-not-overwritten", test_a_date_that_somebody_changed_is_not_overwritten);
  ADD ("a-matter-is-opened-for-somebody-who-exists", test_a_matter_is_opened_for_somebody_who_exists);
  ADD ("open-dates-come-first-and-the-nearest-of-them", test_open_dates_come_first_and_the_nearest_of_them);
  return g_test_run ();
}
