/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-person-events.h"

#include <string.h>

static HavenTimelineEvent *
new_event (const char *id, HavenEventKind kind, HavenLane lane, int day, const char *title, const char *state)
{
  return haven_timeline_event_new (id,
                                   kind,
                                   lane,
                                   haven_date_add_days (haven_date_from_ymd (2026, 11, 20), day),
                                   600,
                                   30,
                                   title,
                                   state);
}

static GPtrArray *
new_history (guint n)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_ptr_array_add (events,
                       new_event (id,
                                  (HavenEventKind) g_test_rand_int_range (0, HAVEN_N_EVENT_KINDS),
                                  (HavenLane) g_test_rand_int_range (0, HAVEN_N_LANES),
                                  g_test_rand_int_range (-1500, 400),
                                  i % 3 ? "Check-up" : "Visite guidée à Québec",
                                  i % 5 ? "confirmed" : NULL));
    }
  return events;
}

static int
month_of (HavenPersonEvents *events, guint position)
{
  g_autoptr (HavenTimelineEvent) event = g_list_model_get_item (G_LIST_MODEL (events), position);
  int year, month, day;

  haven_date_get_ymd (haven_timeline_event_get_starts_on (event), &year, &month, &day);
  return year * 12 + month;
}

static void
test_months (void)
{
  g_autoptr (HavenPersonEvents) events = haven_person_events_new ();
  g_autoptr (GPtrArray) history = new_history (800);

  haven_person_events_set_events (events, history);
  for (guint i = 0; i < 800; i++)
    {
      guint start, end;

      gtk_section_model_get_section (GTK_SECTION_MODEL (events), i, &start, &end);
      g_assert_cmpuint (start, <=, i);
      g_assert_cmpuint (end, >, i);
      g_assert_cmpint (month_of (events, start), ==, month_of (events, i));
      g_assert_cmpint (month_of (events, end - 1), ==, month_of (events, i));
      g_assert_true (start == 0 || month_of (events, start - 1) < month_of (events, i));
      g_assert_true (end == 800 || month_of (events, end) > month_of (events, i));
    }
}

static void
test_nothing (void)
{
  g_autoptr (HavenPersonEvents) events = haven_person_events_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  guint start, end;

  haven_person_events_set_events (events, none);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (events)), ==, 0);
  gtk_section_model_get_section (GTK_SECTION_MODEL (events), 0, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, G_MAXUINT);
  g_assert_cmpuint (haven_person_events_find_date (events, haven_date_from_ymd (2026, 1, 1)), ==, 0);
}

static guint
count_passing (GPtrArray *history, guint kinds, guint lanes)
{
  guint n = 0;

  for (guint i = 0; i < history->len; i++)
    n += (kinds >> haven_timeline_event_get_kind (history->pdata[i])) & 1 &
         (lanes >> haven_timeline_event_get_lane (history->pdata[i]));
  return n;
}

static void
test_filter (void)
{
  g_autoptr (HavenPersonEvents) events = haven_person_events_new ();
  g_autoptr (GPtrArray) history = new_history (600);

  haven_person_events_set_events (events, history);
  for (int i = 0; i < 200; i++)
    {
      HavenPersonFilter filter = { g_test_rand_int_range (0, HAVEN_ALL_KINDS + 1),
                                   g_test_rand_int_range (0, HAVEN_ALL_LANES + 1),
                                   NULL };

      haven_person_events_set_filter (events, &filter);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (events)),
                        ==,
                        count_passing (history, filter.kinds, filter.lanes));
    }
  g_assert_cmpuint (haven_person_events_get_n_all (events), ==, 600);
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    guint n;
  } cases[] = { { "quebec", 200 }, { "GUIDEE vis", 200 }, { "check up", 400 }, { "check zzz", 0 }, { "", 600 }, { "%_'", 0 } };
  g_autoptr (HavenPersonEvents) events = haven_person_events_new ();
  g_autoptr (GPtrArray) history = new_history (600);

  haven_person_events_set_events (events, history);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HavenPersonFilter filter = { HAVEN_ALL_KINDS, HAVEN_ALL_LANES, cases[i].text };

      haven_person_events_set_filter (events, &filter);
      if (strcmp (cases[i].text, "%_'") != 0)
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (events)), ==, cases[i].n);
    }
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *n_changed)
{
  *n_changed += removed + added;
}

static void
test_again (void)
{
  g_autoptr (HavenPersonEvents) events = haven_person_events_new ();
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (HavenTimelineEvent) before = NULL;
  g_autoptr (HavenTimelineEvent) after = NULL;
  guint n_changed = 0;

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);

      g_ptr_array_add (first, new_event (id, HAVEN_EVENT_NOTE, HAVEN_LANE_MEDICAL, i, "Note", "signed"));
      g_ptr_array_add (second, new_event (id, HAVEN_EVENT_NOTE, HAVEN_LANE_MEDICAL, i, "Note", i == 20 ? "draft" : "signed"));
    }
  haven_person_events_set_events (events, first);
  before = g_list_model_get_item (G_LIST_MODEL (events), 7);
  g_signal_connect (events, "items-changed", G_CALLBACK (changed_cb), &n_changed);
  haven_person_events_set_events (events, second);
  after = g_list_model_get_item (G_LIST_MODEL (events), 7);
  g_assert_true (before == after);
  g_assert_cmpuint (n_changed, ==, 2);
}

static void
test_titles (void)
{
  static const struct
  {
    HavenEventKind kind;
    const char *title, *state, *expected_title, *expected_state;
  } cases[] = {
    { HAVEN_EVENT_DOCUMENT, "care-plan", "ar", "Care plan, Arabic", NULL },
    { HAVEN_EVENT_DOCUMENT, "some-other-form", NULL, "some other form", NULL },
    { HAVEN_EVENT_RELEASE, "Halima Osman", NULL, "Permission to share: Halima Osman", NULL },
    { HAVEN_EVENT_RELEASE, "", NULL, "Release", NULL },
    { HAVEN_EVENT_NOTE, "", "signed", "Note", "signed" },
    { HAVEN_EVENT_MATTER, "Main application", "rfe", "Main application", "Asked for more" },
    { HAVEN_EVENT_APPOINTMENT, "Check-up", "confirmed", "Check-up", "confirmed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HavenTimelineEvent) event =
        new_event ("1", cases[i].kind, HAVEN_LANE_SHARED, 0, cases[i].title, cases[i].state);
      g_autoptr (HavenTimelineEvent) titled = NULL;

      haven_timeline_event_set_lead_days (event, 5);
      titled = haven_person_event_dup_titled (event);
      g_assert_cmpstr (haven_timeline_event_get_title (titled), ==, cases[i].expected_title);
      g_assert_cmpstr (haven_timeline_event_get_state (titled), ==, cases[i].expected_state);
      g_assert_cmpint (haven_timeline_event_get_lead_days (titled), ==, 5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/person-events/the-events-of-one-month-stand-together", test_months);
  g_test_add_func ("/ui/person-events/a-person-without-events-is-no-trouble", test_nothing);
  g_test_add_func ("/ui/person-events/kinds-and-lanes-filter", test_filter);
  g_test_add_func ("/ui/person-events/words-filter-whatever-their-accents", test_words);
  g_test_add_func ("/ui/person-events/what-did-not-change-stays-the-same-object", test_again);
  g_test_add_func ("/ui/person-events/titles-say-what-an-event-is", test_titles);
  return g_test_run ();
}
