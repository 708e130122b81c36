/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-change.h"
#include "haven-matter-type.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  HavenMatter *matter;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *person = NULL;
  g_autoptr (GPtrArray) matters = NULL;

  self->clinic = haven_test_clinic_new ();
  person = haven_test_find_person (self->clinic, "Marisol");
  matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", person);
  for (guint i = 0; i < matters->len; i++)
    if (g_str_equal (((HavenMatter *) matters->pdata[i])->type, "u_visa"))
      self->matter = haven_matter_copy (matters->pdata[i]);
  g_assert_cmpstr (self->matter->stage, ==, "ready");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  haven_matter_free (self->matter);
}

static void
assert_refused (Fixture *self, const HavenMatter *wanted, const char *reason, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_matters_edit_change (self->clinic->session, self->matter, wanted, reason, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, part));
}

static HavenMatter *
apply (Fixture *self, const HavenMatter *wanted, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit =
      haven_matters_edit_change (self->clinic->session, self->matter, wanted, reason, &error);

  g_assert_no_error (error);
  haven_edit_apply (edit, self->clinic->session, &error);
  g_assert_no_error (error);
  return haven_test_get (self->clinic, &haven_matter_info, self->matter->id);
}

static void
test_a_stage_asks_for_what_it_needs (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatter) wanted = haven_matter_copy (self->matter), after = NULL;
  HavenDate today = haven_clock_today (haven_session_get_clock (self->clinic->session));

  wanted->filed_on = HAVEN_DATE_NONE;
  g_clear_pointer (&wanted->receipt_method, g_free);
  g_set_str (&wanted->stage, "filed");
  assert_refused (self, wanted, NULL, "the day on which it was sent, how it was sent");
  wanted->filed_on = haven_date_add_days (today, 1);
  g_set_str (&wanted->receipt_method, "mail");
  assert_refused (self, wanted, NULL, "still to come");
  wanted->filed_on = today;
  after = apply (self, wanted, NULL);
  g_assert_cmpstr (after->stage, ==, "filed");
  g_assert_null (after->stage_reason);
}

static void
test_another_order_wants_a_reason_that_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatter) wanted = haven_matter_copy (self->matter), after = NULL;

  g_set_str (&wanted->stage, "screening");
  assert_refused (self, wanted, "  ", "Say why");
  after = apply (self, wanted, "Taken over from another office");
  g_assert_cmpstr (after->stage_reason, ==, "Taken over from another office");
}

static void
test_what_ends_has_its_day_and_loses_it_again (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatter) wanted = haven_matter_copy (self->matter), closed = NULL, reopened = NULL;

  g_set_str (&wanted->stage, "closed");
  g_clear_pointer (&wanted->outcome, g_free);
  assert_refused (self, wanted, NULL, "the outcome");
  g_set_str (&wanted->outcome, "withdrawn");
  closed = apply (self, wanted, NULL);
  g_assert_true (haven_date_is_set (closed->closed_on));
  haven_matter_free (self->matter);
  self->matter = haven_matter_copy (closed);
  g_set_str (&closed->stage, "gathering");
  reopened = apply (self, closed, "She came back");
  g_assert_false (haven_date_is_set (reopened->closed_on));
}

static void
test_numbers_and_the_mark_are_held_to_their_form (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatter) wanted = haven_matter_copy (self->matter), after = NULL;

  g_set_str (&wanted->receipt_number, "EAC26");
  assert_refused (self, wanted, NULL, "three letters and ten digits");
  g_set_str (&wanted->receipt_number, "eac 26-123-45678");
  g_set_str (&wanted->alien_number, "12");
  assert_refused (self, wanted, NULL, "seven to nine digits");
  g_set_str (&wanted->alien_number, "98-765-432");
  wanted->protected_1367 = FALSE;
  assert_refused (self, wanted, NULL, "1367");
  wanted->protected_1367 = TRUE;
  g_set_str (&wanted->venue, "  Vermont Service Center ");
  after = apply (self, wanted, NULL);
  g_assert_cmpstr (after->receipt_number, ==, "EAC2612345678");
  g_assert_cmpstr (after->alien_number, ==, "A098765432");
  g_assert_cmpstr (after->venue, ==, "Vermont Service Center");
}

/* Two people changed it: the second hears so, and nothing is lost. */
static void
test_what_somebody_else_changed_is_not_overwritten (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatter) wanted = haven_matter_copy (self->matter), now = NULL, first = NULL;
  g_autoptr (GError) error = NULL, conflict = NULL;
  g_autoptr (HavenEdit) late = NULL;

  g_set_str (&wanted->venue, "Late");
  late = haven_matters_edit_change (self->clinic->session, self->matter, wanted, NULL, &error);
  g_assert_no_error (error);
  g_set_str (&wanted->venue, "First");
  first = apply (self, wanted, NULL);
  g_assert_false (haven_edit_apply (late, self->clinic->session, &conflict));
  haven_assert_store_error (conflict, CONFLICT);
  now = haven_test_get (self->clinic, &haven_matter_info, self->matter->id);
  g_assert_cmpstr (now->venue, ==, "First");
}

#define ADD(path, test) g_test_add ("/services/matter-change/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-stage-asks-for-what-it-needs", test_a_stage_asks_for_what_it_needs);
  ADD ("another-order-wants-a-reason-that-stays", test_another_order_wants_a_reason_that_stays);
  ADD ("what-ends-has-its-day-and-loses-it-again", test_what_ends_has_its_day_and_loses_it_again);
  ADD ("numbers-and-the-mark-are-held-to-their-form", test_numbers_and_the_mark_are_held_to_their_form);
  ADD ("what-somebody-else-changed-is-not-overwritten", test_what_somebody_else_changed_is_not_overwritten);
  return g_test_run ();
}
