/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-event.h"
#include "haven-matter-type.h"
#include "haven-seeds.h"

#include <string.h>

static HavenDeadlineRules *rules;
static HavenEventRules *events;

static HavenDate
day (const char *iso)
{
  HavenDate date;

  g_assert_true (haven_date_parse (iso, &date, NULL));
  return date;
}

static gboolean
is_set_aside (const char *code)
{
  g_autoptr (JsonNode) node = haven_seeds_lookup_json ("rules/matter-events.json", NULL);
  JsonArray *list = json_object_get_array_member (json_node_get_object (node), "without_event");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);

      if (g_str_equal (json_object_get_string_member (entry, "rule"), code))
        return *json_object_get_string_member (entry, "why") != '\0';
    }
  return FALSE;
}

static gboolean
is_started (const char *code)
{
  const HavenChoice *kinds = haven_matter_event_get_kinds ();
  HavenEventRule found;

  for (guint i = 0; kinds[i].code; i++)
    if (haven_event_rules_find (events, kinds[i].code, code, &found))
      return TRUE;
  return FALSE;
}

/* A rule that is added has to say which event starts it, or why none does. */
static void
test_every_rule_has_its_event (void)
{
  for (guint i = 0; i < haven_deadline_rules_get_n_rules (rules); i++)
    {
      const char *code = haven_deadline_rule_get_code (haven_deadline_rules_get_rule (rules, i));

      if (is_started (code) == is_set_aside (code))
        g_error ("%s stands with an event and without, or with neither", code);
    }
}

/* What a notice prints can only be the last day of a rule that has one. */
static void
test_a_printed_day_has_its_rule (void)
{
  const HavenChoice *kinds = haven_matter_event_get_kinds ();

  for (guint i = 0; kinds[i].code; i++)
    for (guint j = 0; j < haven_deadline_rules_get_n_rules (rules); j++)
      {
        const HavenDeadlineRule *rule = haven_deadline_rules_get_rule (rules, j);
        HavenEventRule found;

        if (haven_event_rules_find (events, kinds[i].code, haven_deadline_rule_get_code (rule), &found) && found.printed)
          g_assert_true (haven_deadline_rule_has_dates (rule));
        g_assert_false (haven_deadline_rule_starts_at_birth (rule) &&
                        haven_event_rules_find (events, kinds[i].code, haven_deadline_rule_get_code (rule), &found));
      }
}

static void
assert_offers (const char *kind, const char *type, const char *expected)
{
  g_autoptr (GArray) list = haven_event_rules_list (events, kind, type);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s%s%s", i ? " " : "", g_array_index (list, HavenEventRule, i).rule,
                            g_array_index (list, HavenEventRule, i).usual ? "!" : "");
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_what_an_event_starts_depends_on_the_matter (void)
{
  assert_offers ("granted", "t_visa", "T-END! T-LPR!");
  assert_offers ("granted", "u_visa", "U-STATUS!");
  assert_offers ("granted", "housing", "");
  assert_offers ("rfe", "t_visa", "RFE!");
  assert_offers ("moved", "removal_defence", "MOVE-USCIS! MOVE-EOIR!");
  assert_offers ("order_entered", "removal_defence", "EOIR-RECONSIDER! EOIR-REOPEN! EOIR-ABSENTIA");
  assert_offers ("journey", "u_visa", "TU-ABSENCE!");
  assert_offers ("journey", "asylum", "");
  assert_offers ("other", "t_visa", "");
  assert_offers ("no such thing", "t_visa", "");
}

static void
assert_refused (const HavenMatterEvent *event, HavenMatterEventError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_event_rules_check (events, event, day ("2026-11-22"), &error));
  g_assert_error (error, HAVEN_MATTER_EVENT_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_what_can_be_written_down (void)
{
  g_autoptr (HavenMatterEvent) event = haven_matter_event_new ();
  HavenDate today = day ("2026-11-22");

  event->on_date = today;
  assert_refused (event, HAVEN_MATTER_EVENT_ERROR_UNKNOWN_VALUE);
  event->kind = g_strdup ("hearing");
  g_assert_true (haven_event_rules_check (events, event, today, NULL));
  event->on_date = day ("2026-11-23");
  assert_refused (event, HAVEN_MATTER_EVENT_ERROR_BAD_DAY);
  g_set_str (&event->kind, "expiry");
  g_assert_true (haven_event_rules_check (events, event, today, NULL));
  event->on_date = HAVEN_DATE_NONE;
  assert_refused (event, HAVEN_MATTER_EVENT_ERROR_MISSING);
  event->on_date = today;
  event->printed_on = day ("2026-11-21");
  assert_refused (event, HAVEN_MATTER_EVENT_ERROR_BAD_DAY);
  event->printed_on = HAVEN_DATE_NONE;
  g_set_str (&event->kind, "other");
  event->words = g_strdup ("  ");
  assert_refused (event, HAVEN_MATTER_EVENT_ERROR_MISSING);
  g_set_str (&event->kind, "journey");
  event->precision = g_strdup ("month");
  assert_refused (event, HAVEN_MATTER_EVENT_ERROR_BAD_DAY);
  g_set_str (&event->precision, "week");
  assert_refused (event, HAVEN_MATTER_EVENT_ERROR_UNKNOWN_VALUE);
}

/* The rule says "back by" as the days abroad are counted. */
static void
test_absences (void)
{
  g_assert_cmpstr (haven_event_rules_get_absence_rule (events), ==, "TU-ABSENCE");
  g_assert_true (haven_event_rules_is_status (events, "u_visa"));
  g_assert_false (haven_event_rules_is_status (events, "asylum"));
  g_assert_true (haven_event_rules_tells_grant (events, "T-LPR"));
  g_assert_false (haven_event_rules_tells_grant (events, "RFE"));
  g_assert_true (haven_event_rules_shows_absences (events, "adjustment"));
  g_assert_false (haven_event_rules_shows_absences (events, "housing"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  rules = haven_deadline_rules_load (&error);
  g_assert_no_error (error);
  events = haven_event_rules_load (rules, &error);
  g_assert_no_error (error);
  g_test_add_func ("/core/matter-event/every-rule-has-its-event-or-a-reason-for-none", test_every_rule_has_its_event);
  g_test_add_func ("/core/matter-event/a-printed-day-has-its-rule", test_a_printed_day_has_its_rule);
  g_test_add_func ("/core/matter-event/what-an-event-starts-depends-on-the-matter",
                   test_what_an_event_starts_depends_on_the_matter);
  g_test_add_func ("/core/matter-event/what-can-be-written-down", test_what_can_be_written_down);
  g_test_add_func ("/core/matter-event/absences", test_absences);
  status = g_test_run ();
  haven_event_rules_free (events);
  haven_deadline_rules_unref (rules);
  return status;
}
