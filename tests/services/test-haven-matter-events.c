/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-consent.h"
#include "haven-id.h"
#include "haven-matter-events.h"
#include "haven-matter-type.h"
#include "haven-matters-service.h"
#include "services-test.h"

#include <string.h>

typedef struct
{
  HavenTestClinic *clinic;
  HavenMatter *matter;
  HavenDate today;
} Fixture;

/* The T matter of somebody who has one, with nothing in it that happened. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *person = NULL;
  g_autoptr (GPtrArray) matters = NULL;

  self->clinic = haven_test_clinic_new ();
  self->today = haven_clock_today (haven_session_get_clock (self->clinic->session));
  person = haven_test_find_person (self->clinic, "Bishnu");
  matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", person);
  for (guint i = 0; i < matters->len; i++)
    if (g_str_equal (((HavenMatter *) matters->pdata[i])->type, "t_visa"))
      self->matter = haven_matter_copy (matters->pdata[i]);
  g_assert_nonnull (self->matter);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_matter_free (self->matter);
  haven_test_clinic_free (self->clinic);
}

static HavenMatterEvent *
make (Fixture *self, const char *kind, int days)
{
  HavenMatterEvent *event = haven_matter_event_new ();

  event->matter_id = g_strdup (self->matter->id);
  event->kind = g_strdup (kind);
  event->on_date = haven_date_add_days (self->today, days);
  return event;
}

static HavenMatterEvent *
make_journey (Fixture *self, int left, int back)
{
  HavenMatterEvent *event = make (self, "journey", left);

  if (back <= 0)
    event->until_date = haven_date_add_days (self->today, back);
  return event;
}

#define STILL_AWAY 1

static HavenMatterPage *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HavenMatterPage *page = haven_matters_load_page (self->clinic->session, self->matter->id, &error);

  g_assert_no_error (error);
  return page;
}

static void
apply (Fixture *self, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  haven_edit_apply (edit, self->clinic->session, &error);
  g_assert_no_error (error);
}

static void
revert (Fixture *self, HavenEdit *edit)
{
  g_autoptr (GError) error = NULL;

  haven_edit_revert (edit, self->clinic->session, &error);
  g_assert_no_error (error);
}

static HavenEdit *
write_event (Fixture *self, const HavenMatterEvent *event, const char *rule, const char *reason)
{
  const char *const rules[] = { rule, NULL };
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_matter_events_edit_write (self->clinic->session, event, rules, reason, &error);

  g_assert_no_error (error);
  apply (self, edit);
  return edit;
}

/* The standing version of that kind. */
static HavenMatterEvent *
find (Fixture *self, const char *kind)
{
  g_autoptr (HavenMatterPage) page = load (self);

  for (guint i = 0; i < page->events->entries->len; i++)
    {
      const HavenMatterEvent *event = ((const HavenEventEntry *) page->events->entries->pdata[i])->event;

      if (g_str_equal (event->kind, kind) && haven_matter_event_stands (event))
        return haven_matter_event_copy (event);
    }
  return NULL;
}

/* The date of that rule that hangs on an event, whatever became of it. */
static HavenDeadline *
find_date (Fixture *self, const char *rule)
{
  g_autoptr (HavenMatterPage) page = load (self);

  for (guint i = 0; i < page->deadlines->len; i++)
    {
      const HavenDeadline *deadline = page->deadlines->pdata[i];

      if (g_strcmp0 (deadline->rule_code, rule) == 0 && deadline->event_id != NULL)
        return haven_deadline_copy (deadline);
    }
  return NULL;
}

static HavenEdit *
change (Fixture *self, const HavenMatterEvent *before, const HavenMatterEvent *after, const char *reason, GError **error)
{
  return haven_matter_events_edit_change (self->clinic->session, before->id, after, NULL, reason, error);
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

static void
test_an_event_sets_its_dates (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "rfe", -3), written = NULL, undone = NULL;
  g_autoptr (HavenDeadline) date = NULL, after_undo = NULL;
  g_autoptr (HavenMatterPage) before = load (self), page = NULL;
  g_autoptr (GPtrArray) offers = NULL;
  const HavenEventDate *offer;
  g_autoptr (HavenEdit) edit = NULL;

  event->mailed = TRUE;
  event->notes = g_strdup ("  Asks for the hospital papers. ");
  offers = haven_event_dates_list_offers (self->clinic->session, before->events, NULL, event);
  g_assert_cmpuint (offers->len, ==, 1);
  offer = offers->pdata[0];
  g_assert_true (offer->usual && offer->after != NULL);
  g_assert_cmpint (offer->after->last_safe_day.day, ==, event->on_date.day + 87);

  edit = write_event (self, event, "RFE", NULL);
  written = find (self, "rfe");
  date = find_date (self, "RFE");
  g_assert_cmpstr (written->event_id, ==, written->id);
  g_assert_cmpstr (written->precision, ==, "day");
  g_assert_cmpstr (written->notes, ==, "Asks for the hospital papers.");
  g_assert_cmpstr (written->written_by, ==, haven_session_get_staff_id (self->clinic->session));
  g_assert_cmpstr (date->event_id, ==, written->event_id);
  g_assert_cmpint (date->last_safe_day.day, ==, offer->after->last_safe_day.day);
  g_assert_cmpstr (date->explanation, ==, offer->after->explanation);

  revert (self, edit);
  undone = find (self, "rfe");
  after_undo = find_date (self, "RFE");
  g_assert_null (undone);
  g_assert_cmpstr (after_undo->status, ==, "void");
  apply (self, edit);
  page = load (self);
  g_assert_cmpuint (page->events->entries->len, ==, before->events->entries->len + 1);
}

static void
test_nothing_is_set_that_was_not_chosen (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "rfe", -3);
  g_autoptr (HavenEdit) edit = write_event (self, event, NULL, NULL);
  g_autoptr (HavenDeadline) date = find_date (self, "RFE");

  g_assert_null (date);
}

/* A month is no day to count from, and what the matter has already is not set twice. */
static void
test_what_is_offered (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "granted", -30);
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenMatterPage) page = load (self), later = NULL;
  g_autoptr (GPtrArray) offers = haven_event_dates_list_offers (self->clinic->session, page->events, NULL, event);
  g_autoptr (GPtrArray) inexact = NULL, again = NULL;

  g_assert_cmpuint (offers->len, ==, 2);
  event->precision = g_strdup ("month");
  inexact = haven_event_dates_list_offers (self->clinic->session, page->events, NULL, event);
  g_assert_cmpuint (inexact->len, ==, 0);
  g_set_str (&event->precision, "day");
  edit = write_event (self, event, "T-LPR", NULL);
  later = load (self);
  again = haven_event_dates_list_offers (self->clinic->session, later->events, NULL, event);
  for (guint i = 0; i < again->len; i++)
    {
      const HavenEventDate *offer = again->pdata[i];

      g_assert_true (offer->there == g_str_equal (haven_deadline_rule_get_code (offer->rule), "T-LPR"));
      g_assert_true (offer->usual != offer->there);
    }
  {
    /* To whom it hangs on, it is not offered again. */
    g_autoptr (HavenMatterEvent) written = find (self, "granted");
    g_autoptr (GPtrArray) more = haven_event_dates_list_offers (self->clinic->session, later->events, written, written);

    g_assert_cmpuint (more->len, ==, 1);
    g_assert_cmpstr (haven_deadline_rule_get_code (((const HavenEventDate *) more->pdata[0])->rule), ==, "T-END");
    g_assert_false (((const HavenEventDate *) more->pdata[0])->usual);
  }
}

static void
test_a_printed_day_wins (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "rfe", -3), before = NULL, after = NULL;
  g_autoptr (HavenDeadline) date = NULL, moved = NULL, unprinted = NULL;
  g_autoptr (HavenEdit) edit = NULL, later = NULL, last = NULL;

  event->printed_on = haven_date_add_days (self->today, 50);
  edit = write_event (self, event, "RFE", NULL);
  date = find_date (self, "RFE");
  g_assert_cmpstr (date->set_by, ==, "notice");
  g_assert_cmpint (date->last_safe_day.day, ==, event->printed_on.day);

  before = find (self, "rfe");
  after = haven_matter_event_copy (before);
  after->on_date.day -= 2;
  later = change (self, before, after, "The date on page one", NULL);
  apply (self, later);
  moved = find_date (self, "RFE");
  g_assert_cmpint (moved->trigger_on.day, ==, after->on_date.day);
  g_assert_cmpint (moved->last_safe_day.day, ==, event->printed_on.day);

  g_clear_pointer (&before, haven_matter_event_free);
  before = find (self, "rfe");
  after->printed_on = HAVEN_DATE_NONE;
  last = change (self, before, after, "That was another letter", NULL);
  apply (self, last);
  unprinted = find_date (self, "RFE");
  g_assert_cmpstr (unprinted->set_by, ==, "rule");
  g_assert_cmpint (unprinted->last_safe_day.day, ==, after->on_date.day + 84);
}

static void
assert_not_written (Fixture *self, const HavenMatterEvent *event, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_matter_events_edit_write (self->clinic->session, event, NULL, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_null (strstr (error->message, "Bishnu"));
}

static void
test_what_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) ahead = make (self, "hearing", 4), wordless = make (self, "other", -1);
  g_autoptr (HavenMatterEvent) reversed = make_journey (self, -10, -12), nowhere = make (self, "hearing", -4);

  assert_not_written (self, ahead, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_BAD_DAY);
  assert_not_written (self, wordless, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_MISSING);
  assert_not_written (self, reversed, HAVEN_ABSENCES_ERROR, HAVEN_ABSENCES_ERROR_REVERSED);
  g_set_str (&nowhere->matter_id, "'; --");
  assert_not_written (self, nowhere, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

static void
test_dates_follow_their_event (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "granted", -30), before = NULL, after = NULL, now = NULL;
  g_autoptr (HavenDeadline) lpr = NULL, end = NULL, moved_lpr = NULL, moved_end = NULL, undone = NULL;
  const char *const both[] = { "T-END", "T-LPR", NULL };
  g_autoptr (HavenEdit) edit = NULL, changing = NULL;
  g_autoptr (HavenMatterPage) page = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;

  edit = haven_matter_events_edit_write (self->clinic->session, event, both, NULL, &error);
  g_assert_no_error (error);
  apply (self, edit);
  before = find (self, "granted");
  lpr = find_date (self, "T-LPR");
  end = find_date (self, "T-END");
  after = haven_matter_event_copy (before);
  after->on_date.day += 5;
  page = load (self);
  changes = haven_event_dates_list_changes (self->clinic->session, page->events, before, after);
  g_assert_cmpuint (changes->len, ==, 2);

  g_assert_null (change (self, before, after, "  ", &error));
  g_assert_error (error, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_MISSING);
  g_clear_error (&error);
  changing = change (self, before, after, " The notice says so ", &error);
  g_assert_no_error (error);
  apply (self, changing);
  now = find (self, "granted");
  moved_lpr = find_date (self, "T-LPR");
  moved_end = find_date (self, "T-END");
  g_assert_cmpstr (now->event_id, ==, before->event_id);
  g_assert_cmpstr (now->id, !=, before->id);
  g_assert_cmpstr (now->change_reason, ==, "The notice says so");
  g_assert_cmpint (moved_lpr->opens_on.day, ==, lpr->opens_on.day + 5);
  g_assert_cmpint (moved_end->last_safe_day.day, ==, end->last_safe_day.day + 5);
  g_assert_cmpstr (moved_end->change_reason, ==, "The notice says so");

  /* What was said before stays readable behind it. */
  g_clear_pointer (&page, haven_matter_page_free);
  page = load (self);
  {
    const HavenEventEntry *entry = haven_event_book_find_standing (page->events, before->event_id);

    g_assert_cmpint (haven_event_book_find_earlier (page->events, entry)->event->on_date.day, ==, before->on_date.day);
  }
  revert (self, changing);
  undone = find_date (self, "T-LPR");
  g_assert_cmpint (undone->opens_on.day, ==, lpr->opens_on.day);
  apply (self, changing);
}

/* What the desk was told moves along, in the same act. */
static void
test_what_the_desk_knows_moves_along (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "rfe", -3), before = NULL, after = NULL;
  g_autoptr (HavenEdit) edit = write_event (self, event, "RFE", NULL), publishing = NULL, changing = NULL;
  g_autoptr (HavenDeadline) date = find_date (self, "RFE"), moved = NULL;
  g_autoptr (HavenBridgeDate) told = haven_bridge_date_new ();
  g_autoptr (GPtrArray) now = NULL;

  told->id = haven_id_new ();
  told->patient_id = g_strdup (date->patient_id);
  told->source_id = g_strdup (date->id);
  told->not_after = date->plan_by;
  told->words = g_strdup ("Papers are due");
  told->published_by = g_strdup (haven_session_get_staff_id (self->clinic->session));
  told->published_at = 5;
  publishing = haven_edit_new ("Told", HAVEN_ACTION_CREATE, date->patient_id);
  haven_edit_insert (publishing, &haven_bridge_date_info, told);
  apply (self, publishing);
  before = find (self, "rfe");
  after = haven_matter_event_copy (before);
  after->on_date.day -= 20;
  changing = change (self, before, after, "Read again", NULL);
  apply (self, changing);
  moved = find_date (self, "RFE");
  now = haven_test_list (self->clinic, &haven_bridge_date_info, "source_id", date->id);
  g_assert_cmpint (((HavenBridgeDate *) now->pdata[0])->not_after.day, ==, moved->plan_by.day);
}

/* Two desks have read the same; the second one is told, and nothing of it is done. */
static void
test_a_stale_change_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "rfe", -3), before = NULL, one = NULL, other = NULL, now = NULL;
  g_autoptr (HavenEdit) edit = write_event (self, event, "RFE", NULL), first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  before = find (self, "rfe");
  one = haven_matter_event_copy (before);
  other = haven_matter_event_copy (before);
  one->on_date.day -= 1;
  other->on_date.day -= 2;
  first = change (self, before, one, "One", NULL);
  second = change (self, before, other, "Two", NULL);
  apply (self, first);
  g_assert_false (haven_edit_apply (second, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
  g_clear_error (&error);
  g_assert_null (change (self, before, other, "Three", &error));
  haven_assert_store_error (error, CONFLICT);
  now = find (self, "rfe");
  g_assert_cmpint (now->on_date.day, ==, one->on_date.day);
}

/* A date that another desk hung on the event meanwhile is not left behind. */
static void
test_a_date_that_came_meanwhile_stands_in_the_way (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "granted", -30), before = NULL, after = NULL;
  g_autoptr (HavenEdit) edit = write_event (self, event, NULL, NULL), first = NULL, second = NULL;
  const char *const rules[] = { "T-LPR", NULL };
  g_autoptr (GError) error = NULL;

  before = find (self, "granted");
  after = haven_matter_event_copy (before);
  after->on_date.day -= 1;
  first = change (self, before, after, "One", NULL);
  second = haven_matter_events_edit_change (self->clinic->session, before->id, before, rules, "Set late", &error);
  g_assert_no_error (error);
  apply (self, second);
  g_assert_false (haven_edit_apply (first, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
  g_clear_error (&error);
  /* Nor is writing it undone under what hangs on it now. */
  g_assert_false (haven_edit_revert (edit, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
}

static void
test_a_change_that_says_nothing_new_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "hearing", -3), before = NULL, other = NULL;
  g_autoptr (HavenEdit) edit = write_event (self, event, NULL, NULL);
  g_autoptr (GError) error = NULL;

  before = find (self, "hearing");
  g_assert_null (change (self, before, before, "Why", &error));
  g_assert_error (error, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_MISSING);
  g_clear_error (&error);
  other = haven_matter_event_copy (before);
  g_set_str (&other->kind, "interview");
  g_assert_null (change (self, before, other, "Why", &error));
  g_assert_error (error, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_MISSING);
}

/* A date that hangs on an event goes by the event's day; what else it counts by is still its own. */
static void
test_the_trigger_of_a_hanging_date_is_the_events (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "rfe", -3);
  g_autoptr (HavenEdit) edit = write_event (self, event, "RFE", NULL), other = NULL;
  g_autoptr (HavenDeadline) date = find_date (self, "RFE");
  HavenDeadlineInput input = haven_matters_find_input (self->clinic->session, date, HAVEN_DATE_NONE);
  g_autoptr (GError) error = NULL;

  input.trigger.day += 1;
  g_assert_null (haven_matters_edit_trigger (self->clinic->session, date->id, &input, NULL, "Why", &error));
  g_assert_error (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD);
  g_clear_error (&error);
  input.trigger.day -= 1;
  input.mailed = TRUE;
  other = haven_matters_edit_trigger (self->clinic->session, date->id, &input, NULL, "It came by mail", &error);
  g_assert_no_error (error);
  apply (self, other);
}

/* ── Void ─────────────────────────────────────────────────────────────────── */

static void
test_a_void_event_asks_for_its_dates (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) event = make (self, "granted", -30), before = NULL, gone = NULL, back = NULL;
  const char *const both[] = { "T-END", "T-LPR", NULL };
  g_autoptr (HavenDeadline) lpr = NULL, end = NULL, void_one = NULL, kept = NULL;
  g_autoptr (HavenEdit) edit = NULL, voiding = NULL;
  const char *ids[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  edit = haven_matter_events_edit_write (self->clinic->session, event, both, NULL, &error);
  g_assert_no_error (error);
  apply (self, edit);
  before = find (self, "granted");
  lpr = find_date (self, "T-LPR");
  end = find_date (self, "T-END");
  ids[0] = lpr->id;
  g_assert_null (haven_matter_events_edit_void (self->clinic->session, before->id, ids, " ", &error));
  g_assert_error (error, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_MISSING);
  g_clear_error (&error);
  voiding = haven_matter_events_edit_void (self->clinic->session, before->id, ids, "Another person's notice", &error);
  g_assert_no_error (error);
  apply (self, voiding);
  gone = find (self, "granted");
  g_assert_null (gone);
  void_one = haven_test_get (self->clinic, &haven_deadline_info, lpr->id);
  kept = haven_test_get (self->clinic, &haven_deadline_info, end->id);
  g_assert_cmpstr (void_one->status, ==, "void");
  g_assert_cmpstr (kept->status, ==, "open");
  g_assert_null (kept->event_id);
  g_assert_cmpint (kept->last_safe_day.day, ==, end->last_safe_day.day);
  revert (self, voiding);
  back = find (self, "granted");
  g_assert_nonnull (back);
  g_clear_pointer (&kept, haven_deadline_free);
  kept = haven_test_get (self->clinic, &haven_deadline_info, end->id);
  g_assert_cmpstr (kept->event_id, ==, before->event_id);
}

/* ── Journeys ─────────────────────────────────────────────────────────────── */

static void
test_be_back_by_follows_the_list (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) granted = make (self, "granted", -500), away = make_journey (self, -20, STILL_AWAY);
  g_autoptr (HavenMatterEvent) earlier = make_journey (self, -300, -160), before_grant = make_journey (self, -700, -600);
  g_autoptr (HavenMatterEvent) now = NULL, back = NULL;
  g_autoptr (HavenEdit) a = NULL, b = NULL, c = NULL, d = NULL, e = NULL;
  g_autoptr (HavenDeadline) first = NULL, second = NULL, third = NULL, done = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;

  a = write_event (self, granted, NULL, NULL);
  b = write_event (self, away, "TU-ABSENCE", NULL);
  first = find_date (self, "TU-ABSENCE");
  g_assert_cmpint (first->last_safe_day.day, ==, away->on_date.day + 90);
  /* 140 days away before: 40 are left. */
  g_assert_null (haven_matter_events_edit_write (self->clinic->session, earlier, NULL, NULL, &error));
  g_assert_error (error, HAVEN_MATTER_EVENT_ERROR, HAVEN_MATTER_EVENT_ERROR_MISSING);
  g_clear_error (&error);
  c = write_event (self, earlier, NULL, "Told today");
  second = find_date (self, "TU-ABSENCE");
  g_assert_cmpint (second->last_safe_day.day, ==, away->on_date.day + 40);
  g_assert_cmpstr (second->change_reason, ==, "Told today");
  /* What came before the grant changes nothing. */
  d = write_event (self, before_grant, NULL, NULL);
  third = find_date (self, "TU-ABSENCE");
  g_assert_cmpint (third->last_safe_day.day, ==, second->last_safe_day.day);

  g_set_str (&away->kind, "journey");
  {
    g_autoptr (HavenMatterPage) page = load (self);
    g_autoptr (GPtrArray) journeys = haven_event_book_list_journeys (page->events, NULL, NULL);

    g_assert_cmpuint (journeys->len, ==, 3);
    now = haven_matter_event_copy (journeys->pdata[2]);
  }
  back = haven_matter_event_copy (now);
  back->until_date = self->today;
  e = change (self, now, back, "Back today", &error);
  g_assert_no_error (error);
  apply (self, e);
  done = find_date (self, "TU-ABSENCE");
  g_assert_cmpstr (done->status, ==, "done");
  g_assert_cmpint (done->done_on.day, ==, self->today.day);
  revert (self, e);
  undone = find_date (self, "TU-ABSENCE");
  g_assert_cmpstr (undone->status, ==, "open");
}

/* Nobody leaves again before they are back, whichever matter it is written in and whoever writes. */
static void
test_journeys_do_not_overlap (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenMatterEvent) one = make_journey (self, -100, -80), inside = make_journey (self, -90, -85);
  g_autoptr (HavenMatterEvent) other = make_journey (self, -60, -50), same = make_journey (self, -55, -52);
  g_autoptr (HavenEdit) edit = write_event (self, one, NULL, NULL), first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  assert_not_written (self, inside, HAVEN_ABSENCES_ERROR, HAVEN_ABSENCES_ERROR_OVERLAP);
  first = haven_matter_events_edit_write (self->clinic->session, other, NULL, NULL, &error);
  second = haven_matter_events_edit_write (self->clinic->session, same, NULL, NULL, &error);
  g_assert_no_error (error);
  apply (self, first);
  g_assert_false (haven_edit_apply (second, self->clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
}

/* Without an event of the grant, a date that counts from it tells the day. */
static void
test_the_grant_is_found (Fixture *self, gconstpointer data)
{
  g_autofree char *tuan = haven_test_find_person (self->clinic, "Trần");
  g_autoptr (GPtrArray) matters = haven_test_list (self->clinic, &haven_matter_info, "patient_id", tuan);
  g_autoptr (HavenMatterPage) page = load (self), other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_date_is_set (haven_event_book_find_grant (page->events, NULL, NULL)));
  other = haven_matters_load_page (self->clinic->session, ((HavenMatter *) matters->pdata[0])->id, &error);
  g_assert_no_error (error);
  g_assert_true (haven_date_is_set (haven_event_book_find_grant (other->events, NULL, NULL)));
}

/* Whoever wrote it, it is in the log of the legal part, and nowhere else. */
static void
test_it_is_in_the_log (Fixture *self, gconstpointer data)
{
  HavenTestLog log = haven_test_read_log (self->clinic);
  g_autoptr (HavenMatterEvent) event = make (self, "hearing", -3);
  g_autoptr (HavenEdit) edit = write_event (self, event, NULL, NULL);

  haven_test_assert_log (self->clinic, &log, 0, 0, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*function) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "an-event-sets-its-dates-in-the-same-act", test_an_event_sets_its_dates },
    { "nothing-is-set-that-was-not-chosen", test_nothing_is_set_that_was_not_chosen },
    { "what-is-offered", test_what_is_offered },
    { "a-printed-day-wins-and-stays", test_a_printed_day_wins },
    { "what-is-refused-with-a-sentence", test_what_is_refused },
    { "dates-follow-their-event-and-ask-why", test_dates_follow_their_event },
    { "what-the-desk-knows-moves-along", test_what_the_desk_knows_moves_along },
    { "a-stale-change-is-refused", test_a_stale_change_is_refused },
    { "a-date-that-came-meanwhile-stands-in-the-way", test_a_date_that_came_meanwhile_stands_in_the_way },
    { "a-change-that-says-nothing-new-is-refused", test_a_change_that_says_nothing_new_is_refused },
    { "the-trigger-of-a-hanging-date-is-the-events", test_the_trigger_of_a_hanging_date_is_the_events },
    { "a-void-event-asks-for-its-dates", test_a_void_event_asks_for_its_dates },
    { "be-back-by-follows-the-list", test_be_back_by_follows_the_list },
    { "journeys-do-not-overlap", test_journeys_do_not_overlap },
    { "the-grant-is-found", test_the_grant_is_found },
    { "it-is-in-the-log-of-the-legal-part", test_it_is_in_the_log },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/services/matter-events/", tests[i].path, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].function, tear_down);
    }
  return g_test_run ();
}
