/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-booking-service.h"
#include "haven-outreach-service.h"
#include "haven-series-service.h"
#include "services-test.h"

#include <string.h>

/* A clinic in which somebody has visits on some days, which are marked as missed one by one. */
typedef struct
{
  HavenTestClinic *clinic;
  char *person;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->clinic = haven_test_clinic_new ();
  self->person = haven_test_find_person (self->clinic, "Amina");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_clinic_free (self->clinic);
  g_free (self->person);
}

static HavenSession *
session_of (Fixture *self)
{
  return self->clinic->session;
}

static HavenDate
in_days (Fixture *self, int days)
{
  return haven_date_add_days (haven_clock_today (haven_session_get_clock (session_of (self))), days);
}

static void
apply (Fixture *self, HavenEdit *edit, GError *error)
{
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, session_of (self), &error));
  g_assert_no_error (error);
}

static char *
book (Fixture *self, int days, int minute)
{
  HavenBooking booking = { .patient_id = self->person, .kind = "medical", .mode = "phone", .date = in_days (self, days),
                           .minute = minute, .minutes_long = 20, .override_reason = "wanted" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_book (session_of (self), &booking, &error);
  g_autoptr (HavenDayPage) page = NULL;

  apply (self, edit, error);
  page = haven_booking_load_day (session_of (self), booking.date, &error);
  for (guint i = 0; i < page->visits->len; i++)
    if (haven_visit_get_start_minute (page->visits->pdata[i]) == minute &&
        g_str_equal (haven_visit_get_appointment (page->visits->pdata[i])->patient_id, self->person))
      return g_strdup (haven_visit_get_appointment (page->visits->pdata[i])->id);
  g_assert_not_reached ();
}

static HavenEdit *
mark (Fixture *self, const char *visit, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_status (session_of (self), visit, status, "other", &error);

  apply (self, edit, error);
  return g_steal_pointer (&edit);
}

static void
miss (Fixture *self, const char *visit)
{
  g_autoptr (HavenEdit) edit = mark (self, visit, "no_show");
}

static HavenOutreachItem *
find (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = haven_outreach_list_open (session_of (self), &error);
  HavenOutreachItem *found = NULL;

  g_assert_no_error (error);
  for (guint i = items->len; i > 0; i--)
    if (g_str_equal (((HavenOutreachItem *) items->pdata[i - 1])->outreach->patient_id, self->person))
      {
        g_assert_null (found); /* one for each person */
        found = g_ptr_array_steal_index (items, i - 1);
      }
  return found;
}

static void
assert_open (Fixture *self, gboolean open)
{
  g_autoptr (HavenOutreachItem) item = find (self);

  g_assert_cmpint (item != NULL, ==, open);
}

static void
test_the_second_missed_day_opens_it (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *same_day = book (self, 30, 700), *second = book (self, 37, 600);
  g_autofree char *third = book (self, 44, 600);
  g_autoptr (HavenOutreachItem) item = NULL, later = NULL;
  g_autoptr (HavenPatient) before = haven_test_get (self->clinic, &haven_patient_info, self->person), after = NULL;

  miss (self, first);
  assert_open (self, FALSE);
  miss (self, same_day); /* one day, not two */
  assert_open (self, FALSE);
  miss (self, second);
  item = find (self);
  g_assert_nonnull (item);
  g_assert_cmpstr (item->outreach->id, ==, second);
  g_assert_cmpuint (item->missed->len, ==, 2);
  g_assert_cmpint (haven_date_compare (g_array_index (item->missed, HavenDate, 0), in_days (self, 37)), ==, 0);
  g_assert_cmpint (haven_date_compare (g_array_index (item->missed, HavenDate, 1), in_days (self, 30)), ==, 0);
  miss (self, third); /* one for each person is enough */
  later = find (self);
  g_assert_cmpstr (later->outreach->id, ==, second);
  g_assert_cmpuint (later->missed->len, ==, 3);
  /* Nobody's care ends by it. */
  after = haven_test_get (self->clinic, &haven_patient_info, self->person);
  g_assert_cmpstr (after->status, ==, before->status);
  g_assert_cmpint (after->row_version, ==, before->row_version);
}

static void
test_more_than_a_year_apart_is_no_second_time (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 10, 600), *last = book (self, 10 + 366, 600), *within = book (self, 10 + 364, 600);

  miss (self, first);
  miss (self, last);
  assert_open (self, FALSE);
  miss (self, within);
  assert_open (self, TRUE);
}

static void
test_what_is_undone_or_put_right_closes_it (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *second = book (self, 37, 600);
  g_autoptr (HavenEdit) missed = NULL, put_right = NULL;
  g_autoptr (HavenOutreach) row = NULL;
  g_autoptr (GError) error = NULL;

  miss (self, first);
  missed = mark (self, second, "no_show");
  assert_open (self, TRUE);
  g_assert_true (haven_edit_revert (missed, session_of (self), &error));
  g_assert_no_error (error);
  assert_open (self, FALSE);
  row = haven_test_get (self->clinic, &haven_outreach_info, second);
  g_assert_cmpstr (row->outcome, ==, "not-missed");
  apply (self, missed, NULL); /* done again */
  assert_open (self, TRUE);
  /* It was the first that was marked by mistake: then there was one. */
  put_right = mark (self, first, "confirmed");
  assert_open (self, FALSE);
}

/* As if the one that was marked by mistake had never been missed. */
static void
test_what_is_put_right_leaves_the_others (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *second = book (self, 37, 600), *third = book (self, 44, 600);
  g_autoptr (HavenOutreachItem) item = NULL;
  g_autoptr (HavenEdit) put_right = NULL, last = NULL;
  g_autoptr (GError) error = NULL;

  miss (self, first);
  miss (self, second);
  miss (self, third);
  put_right = mark (self, second, "confirmed");
  item = find (self);
  g_assert_nonnull (item);
  g_assert_cmpstr (item->outreach->id, ==, third);
  g_assert_cmpuint (item->missed->len, ==, 2);
  g_assert_true (haven_edit_revert (put_right, session_of (self), &error));
  g_assert_no_error (error);
  assert_open (self, TRUE);
  apply (self, put_right, NULL);
  assert_open (self, TRUE);
  last = mark (self, third, "confirmed");
  assert_open (self, FALSE);
}

static HavenEdit *
close_it (Fixture *self, const char *outcome)
{
  g_autoptr (HavenOutreachItem) item = find (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_outreach_edit_close (session_of (self), item->outreach->id, outcome, &error);

  apply (self, edit, error);
  return g_steal_pointer (&edit);
}

static void
test_it_is_closed_once_and_opens_with_the_next (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *second = book (self, 37, 600), *third = book (self, 44, 600);
  g_autoptr (HavenOutreachItem) item = NULL;
  g_autoptr (HavenEdit) closed = NULL, again = NULL;
  g_autoptr (GError) error = NULL, nothing = NULL, late = NULL;

  miss (self, first);
  miss (self, second);
  item = find (self);
  g_assert_null (haven_outreach_edit_close (session_of (self), second, "not-missed", &nothing));
  haven_assert_store_error (nothing, CONSTRAINT);
  again = haven_outreach_edit_close (session_of (self), second, "new-time", &error);
  closed = close_it (self, "will-call");
  assert_open (self, FALSE);
  g_assert_null (haven_outreach_edit_close (session_of (self), second, "will-call", &late));
  g_assert_cmpstr (late->message, ==, "Somebody else closed this meanwhile.");
  g_clear_error (&late);
  g_assert_false (haven_edit_apply (again, session_of (self), &late)); /* two at once: the second is told */
  haven_assert_store_error (late, CONFLICT);
  g_assert_true (haven_edit_revert (closed, session_of (self), &error));
  assert_open (self, TRUE);
  apply (self, closed, NULL);
  miss (self, third);
  assert_open (self, TRUE);
  /* One is open at a time: what was closed before stays closed. */
  g_assert_false (haven_edit_revert (closed, session_of (self), &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "Another visit was missed since"));
}

/* Whoever wishes to be left alone is, until they have come again. */
static void
test_a_wish_not_to_be_contacted_holds (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *second = book (self, 37, 600), *third = book (self, 44, 600);
  g_autofree char *came = book (self, 50, 600), *fourth = book (self, 57, 600);
  static const char *const steps[] = { "arrived", "checked_in", "in_progress", "completed" };
  g_autoptr (HavenEdit) closed = NULL;

  miss (self, first);
  miss (self, second);
  closed = close_it (self, "no-contact");
  miss (self, third);
  assert_open (self, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (HavenEdit) step = mark (self, came, steps[i]);
    }
  miss (self, fourth);
  assert_open (self, TRUE);
}

/* Whoever comes again is asked when they are here. */
static void
test_coming_again_closes_it (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *second = book (self, 37, 600), *early = book (self, 33, 600);
  g_autofree char *third = book (self, 40, 600), *came = book (self, 44, 600);
  static const char *const steps[] = { "arrived", "checked_in", "in_progress", "completed" };
  g_autoptr (HavenEdit) last = NULL;
  g_autoptr (GError) error = NULL;

  miss (self, first);
  miss (self, second);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (HavenEdit) step = mark (self, early, steps[i]);
    }
  assert_open (self, TRUE); /* that was before */
  miss (self, third);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_clear_object (&last);
      assert_open (self, TRUE);
      last = mark (self, came, steps[i]);
    }
  assert_open (self, FALSE);
  g_assert_true (haven_edit_revert (last, session_of (self), &error));
  assert_open (self, TRUE);
}

/* What somebody asked about stays asked, whichever of its visits is put right. */
static void
test_what_was_asked_about_is_not_asked_again (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *second = book (self, 37, 600), *third = book (self, 44, 600);
  g_autofree char *fourth = book (self, 51, 600);
  g_autoptr (HavenEdit) closed = NULL, put_right = NULL, last = NULL;

  miss (self, first);
  miss (self, second);
  miss (self, third);
  closed = close_it (self, "will-call");
  put_right = mark (self, second, "confirmed");
  assert_open (self, FALSE);
  miss (self, fourth);
  assert_open (self, TRUE);
  last = mark (self, fourth, "confirmed");
  assert_open (self, FALSE);
}

static void
add_rule (Fixture *self, const char *safe, HavenDate confirmed)
{
  g_autoptr (HavenSafeContactRule) rule = haven_safe_contact_rule_new ();
  g_autoptr (GPtrArray) old = haven_test_list (self->clinic, &haven_safe_contact_rule_info, "patient_id", self->person);
  g_autoptr (HavenEdit) edit = haven_edit_new ("rule", HAVEN_ACTION_CREATE, self->person);

  for (guint i = 0; i < old->len; i++)
    haven_edit_delete (edit, &haven_safe_contact_rule_info, old->pdata[i]);
  rule->id = g_strdup_printf ("rule-%s-%d", safe, (int) confirmed.day);
  rule->patient_id = g_strdup (self->person);
  rule->channel = g_strdup ("mobile");
  rule->value = g_strdup ("202-555-0143");
  rule->safe = g_strdup (safe);
  rule->last_confirmed_on = confirmed;
  rule->confirm_every_days = 30;
  haven_edit_insert (edit, &haven_safe_contact_rule_info, rule);
  apply (self, edit, NULL);
}

/* What is not known to be safe is not offered, whoever is missed. */
static void
test_only_safe_ways_are_offered (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, 30, 600), *second = book (self, 37, 600);
  static const struct
  {
    const char *safe;
    int confirmed;
    HavenReminderState state;
  } cases[] = { { "yes", 0, HAVEN_REMIND_NOW },
                { "yes", -31, HAVEN_REMIND_ASK_FIRST },
                { "ask-first", 0, HAVEN_REMIND_ASK_FIRST },
                { "no", 0, HAVEN_REMIND_NEVER } };

  miss (self, first);
  miss (self, second);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenOutreachItem) item = NULL;

      add_rule (self, cases[i].safe, in_days (self, cases[i].confirmed));
      item = find (self);
      g_assert_cmpint (item->state, ==, cases[i].state);
      g_assert_cmpint (item->rule != NULL, ==, cases[i].state != HAVEN_REMIND_NEVER);
    }
}

/* What was done before the visit was a reminder of it, and no try to ask how somebody is. */
static void
test_a_try_is_noted_and_counted (Fixture *self, gconstpointer data)
{
  g_autofree char *first = book (self, -9, 600), *second = book (self, -2, 600);
  g_autoptr (HavenOutreachItem) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL, reminded = haven_edit_new ("reminder", HAVEN_ACTION_CREATE, self->person);
  g_autoptr (HavenReminder) reminder = haven_reminder_new ();

  miss (self, first);
  miss (self, second);
  reminder->id = g_strdup ("before");
  reminder->appointment_id = g_strdup (second);
  reminder->patient_id = g_strdup (self->person);
  reminder->outcome = g_strdup ("reached");
  reminder->done_at = haven_clock_instant_at (haven_session_get_clock (session_of (self)), in_days (self, -3), 600);
  reminder->done_by = g_strdup (haven_session_get_staff_id (session_of (self)));
  haven_edit_insert (reminded, &haven_reminder_info, reminder);
  apply (self, reminded, NULL);
  before = find (self);
  g_assert_cmpuint (before->n_tries, ==, 0);
  edit = haven_outreach_edit_note_try (session_of (self), second, "mobile", &error);
  apply (self, edit, error);
  after = find (self);
  g_assert_nonnull (after); /* it stays open */
  g_assert_cmpuint (after->n_tries, ==, 1);
}

/* Why somebody was to be asked stays out of what is said. */
static void
test_the_words_tell_nothing (Fixture *self, gconstpointer data)
{
  static const char *const telling[] = { "missed", "clinic", "doctor", "lawyer", "appointment", "visit", "must" };
  g_autofree char *named = haven_outreach_dup_words ("Rosa"), *nameless = haven_outreach_dup_words (NULL);

  g_assert_nonnull (strstr (named, "Rosa"));
  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      g_assert_null (strstr (named, telling[i]));
      g_assert_null (strstr (nameless, telling[i]));
    }
}

#define ADD(path, function) g_test_add ("/services/outreach/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-second-missed-day-opens-it", test_the_second_missed_day_opens_it);
  ADD ("more-than-a-year-apart-is-no-second-time", test_more_than_a_year_apart_is_no_second_time);
  ADD ("what-is-undone-or-put-right-closes-it", test_what_is_undone_or_put_right_closes_it);
  ADD ("what-is-put-right-leaves-the-others", test_what_is_put_right_leaves_the_others);
  ADD ("what-was-asked-about-is-not-asked-again", test_what_was_asked_about_is_not_asked_again);
  ADD ("it-is-closed-once-and-opens-with-the-next", test_it_is_closed_once_and_opens_with_the_next);
  ADD ("a-wish-not-to-be-contacted-holds", test_a_wish_not_to_be_contacted_holds);
  ADD ("coming-again-closes-it", test_coming_again_closes_it);
  ADD ("only-safe-ways-are-offered", test_only_safe_ways_are_offered);
  ADD ("a-try-is-noted-and-counted", test_a_try_is_noted_and_counted);
  ADD ("the-words-tell-nothing", test_the_words_tell_nothing);
  return g_test_run ();
}
