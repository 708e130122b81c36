/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calendar-test.h"

#define EVENT(lines) "BEGIN:VEVENT\nUID:a@b\n" lines "END:VEVENT\n"
#define OTHER(lines) "BEGIN:VEVENT\nUID:c@d\n" lines "END:VEVENT\n"

/* The clinic's zone is New York: five hours behind, four in summer. */
static const char *const cases[][2] = {
  /* When it is. */
  { EVENT ("DTSTART:20261201T090000\nDTEND:20261201T094500\n"), "busy 2026-12-01T14:00+45" },
  { EVENT ("DTSTART:20261201T090000Z\nDURATION:PT45M\n"), "busy 2026-12-01T09:00+45" },
  { EVENT ("DTSTART;TZID=Europe/Berlin:20261201T090000\nDURATION:PT1H30M\n"), "busy 2026-12-01T08:00+90" },
  { EVENT ("DTSTART;TZID=\"America/Los_Angeles\":20261201T090000\nDURATION:PT15M\n"), "busy 2026-12-01T17:00+15" },
  { EVENT ("DTSTART;TZID=Eastern Standard Time:20261201T090000\nDURATION:PT15M\n"), "busy 2026-12-01T14:00+15" },
  { EVENT ("DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/America/Chicago:20261201T090000\nDURATION:PT15M\n"), "busy 2026-12-01T15:00+15" },
  { EVENT ("DTSTART;VALUE=DATE:20261201\n"), "busy 2026-12-01T05:00+1440 day" },
  { EVENT ("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204\n"), "busy 2026-12-01T05:00+4320 day" },
  { EVENT ("DTSTART;VALUE=DATE:20261201\nDURATION:P1W\n"), "busy 2026-12-01T05:00+10080 day" },
  { EVENT ("DTSTART:20270314T013000\nDURATION:PT60M\n"), "busy 2027-03-14T06:30+60" },
  { EVENT ("DTSTART:20270314T023000\nDURATION:PT60M\n"), "busy 2027-03-14T07:30+60" },
  { EVENT ("DTSTART:20270314T013000\nDTEND:20270314T033000\n"), "busy 2027-03-14T06:30+60" },
  { EVENT ("DTSTART:20271107T013000\nDURATION:PT30M\n"), "busy 2027-11-07T05:30+30" },
  { EVENT ("DTSTART;VALUE=DATE:20271107\n"), "busy 2027-11-07T04:00+1500 day" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:P1DT1H\n"), "busy 2026-12-01T14:00+1500" },
  /* Folds, letters, order, what is beside the point. */
  { "BEGIN:VEVENT\nDUR\n ATION:PT\n 4\n\t5M\ndtstart:2026120\n 1T090000\nUID:x\nEND:VEVENT\n", "busy 2026-12-01T14:00+45" },
  { EVENT ("SUMMARY:She said: \"no\"\\; BEGIN:VEVENT\nDTSTART:20261201T090000\nDURATION:PT45M\nATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA\nURL:http://example.org\nATTENDEE;CN=\"A;B:C\":mailto:a@b\n"),
    "busy 2026-12-01T14:00+45" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT3H\nREPEAT:2\nDTSTART:20200101T000000\nEND:VALARM\n"), "busy 2026-12-01T14:00+45" },
  { "BEGIN:VTODO\nDTSTART:20261201T090000\nDUE:20261202T090000\nEND:VTODO\n" EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\n"), "busy 2026-12-01T14:00+45" },
  { "", "" },
  /* What keeps nobody from anything, what is over, what is far. */
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nTRANSP:TRANSPARENT\n"), "free" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nSTATUS:CANCELLED\n"), "off" },
  { EVENT ("STATUS:CANCELLED\n"), "off" },
  { EVENT ("DTSTART:20251201T090000\nDURATION:PT45M\n"), "past" },
  { EVENT ("DTSTART:20251201T090000\nDURATION:PT45M\nRRULE:FREQ=DAILY;COUNT=10\n"), "past" },
  { EVENT ("DTSTART:20281201T090000\nDURATION:PT45M\n"), "later" },
  { EVENT ("DTSTART:20281201T090000\nDURATION:PT45M\nRRULE:FREQ=DAILY\n"), "later" },
  /* What is refused. */
  { EVENT ("SUMMARY:no time\n"), "no-start" },
  { EVENT ("DTSTART:20261301T090000\nDURATION:PT45M\n"), "time" },
  { EVENT ("DTSTART:20261201T250000\nDURATION:PT45M\n"), "time" },
  { EVENT ("DTSTART:20270229T090000\nDURATION:PT45M\n"), "time" },
  { EVENT ("DTSTART:2026-12-01T09:00\nDURATION:PT45M\n"), "time" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:45M\n"), "time" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT99999999999999999999H\n"), "time" },
  { EVENT ("DTSTART:20261201T090000\nDTEND;VALUE=DATE:20261202\n"), "time" },
  { EVENT ("DTSTART:00010101T000000\nDURATION:PT45M\n"), "years" },
  { EVENT ("DTSTART:99991231T235959\nDURATION:PT45M\n"), "years" },
  { EVENT ("DTSTART:20261201T090000\nDTEND:99991231T235959\n"), "years" },
  { EVENT ("DTSTART:20261201T090000\nDTEND:20261201T080000\n"), "backward" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:-PT45M\n"), "backward" },
  { EVENT ("DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261130\n"), "backward" },
  { EVENT ("DTSTART:20261201T090000\n"), "empty" },
  { EVENT ("DTSTART:20261201T090000\nDTEND:20261201T090000\n"), "empty" },
  { EVENT ("DTSTART:20261201T090000\nDTEND:20291201T090000\n"), "long" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:P99999D\n"), "long" },
  { EVENT ("DTSTART;TZID=Middle-earth:20261201T090000\nDURATION:PT45M\n"), "zone" },
  { EVENT ("DTSTART;TZID=../../../etc/passwd:20261201T090000\nDURATION:PT45M\n"), "zone" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=SECONDLY\n"), "often" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=DAILY;COUNT=x\n"), "rule" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=YEARLY;BYWEEKNO=1\n"), "unknown-rule" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nEXRULE:FREQ=DAILY\n"), "unknown-rule" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261201T090000\n"), "range" },
  /* Series. */
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;COUNT=3\n"),
    "busy 2026-12-01T14:00+45 | busy 2026-12-08T14:00+45 | busy 2026-12-15T14:00+45" },
  { EVENT ("DTSTART:20270308T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;UNTIL=20270315T130000Z\n"), "busy 2027-03-08T14:00+45 | busy 2027-03-15T13:00+45" },
  { EVENT ("DTSTART:20270308T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;UNTIL=20270315T125959Z\n"), "busy 2027-03-08T14:00+45" },
  { EVENT ("DTSTART:20270308T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;UNTIL=20270315\n"), "busy 2027-03-08T14:00+45 | busy 2027-03-15T13:00+45" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261208T140000Z,20261215T090000\n"), "busy 2026-12-01T14:00+45" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;VALUE=DATE:20261208\n"), "busy 2026-12-01T14:00+45" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRDATE:20261203T100000,20261201T090000\n"), "busy 2026-12-01T14:00+45 | busy 2026-12-03T15:00+45" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRDATE;VALUE=PERIOD:20261203T100000Z/PT2H\n"), "busy 2026-12-01T14:00+45 | busy 2026-12-03T10:00+45" },
  { EVENT ("DTSTART:20260101T090000\nDURATION:PT45M\nRRULE:FREQ=YEARLY\n"), "busy 2027-01-01T14:00+45" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;COUNT=2\n") EVENT ("RECURRENCE-ID:20261208T140000Z\nDTSTART:20261209T110000\nDURATION:PT30M\n"),
    "busy 2026-12-01T14:00+45 | busy 2026-12-09T16:00+30" },
  { EVENT ("RECURRENCE-ID:20261208T090000\nSTATUS:CANCELLED\nDTSTART:20261208T090000\nDURATION:PT30M\n") EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;COUNT=2\n"),
    "busy 2026-12-01T14:00+45 | off" },
  { EVENT ("RECURRENCE-ID:20261208T090000\nDTSTART:20261208T100000\nDURATION:PT30M\n"), "busy 2026-12-08T15:00+30" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nSEQUENCE:1\n") EVENT ("DTSTART:20261202T090000\nDURATION:PT45M\nSEQUENCE:2\n"), "twice | busy 2026-12-02T14:00+45" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nSEQUENCE:3\n") EVENT ("DTSTART:20261202T090000\nDURATION:PT45M\nSEQUENCE:2\n"), "busy 2026-12-01T14:00+45 | twice" },
  { EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\n") OTHER ("DTSTART:20261201T090000\nDURATION:PT45M\n"), "busy 2026-12-01T14:00+45 | busy 2026-12-01T14:00+45" },
};

static void
test_each_entry_comes_to_its_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *described = calendar_test_read (cases[i][0]);

      if (strcmp (described, cases[i][1]) != 0)
        g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (described, ==, cases[i][1]);
    }
}

#define OWN_ZONE   "BEGIN:VTIMEZONE\nTZID:Our Town\n"   "BEGIN:STANDARD\nDTSTART:16011104T020000\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nTZOFFSETFROM:-0230\nTZOFFSETTO:-0330\nEND:STANDARD\n"   "BEGIN:DAYLIGHT\nDTSTART:16010311T020000\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nTZOFFSETFROM:-0330\nTZOFFSETTO:-0230\nEND:DAYLIGHT\n"   "END:VTIMEZONE\n"

static const char *const zone_cases[][2] = {
  { EVENT ("DTSTART;TZID=Our Town:20261201T090000\nDURATION:PT45M\n"), "busy 2026-12-01T12:30+45" },
  { EVENT ("DTSTART;TZID=Our Town:20270701T090000\nDURATION:PT45M\n"), "busy 2027-07-01T11:30+45" },
  { EVENT ("DTSTART;TZID=Our Town:20270314T015900\nDURATION:PT45M\n"), "busy 2027-03-14T05:29+45" },
  { EVENT ("DTSTART;TZID=Our Town:20270314T023000\nDURATION:PT45M\n"), "busy 2027-03-14T06:00+45" },
  { EVENT ("DTSTART;TZID=Our Town:20270314T030000\nDURATION:PT45M\n"), "busy 2027-03-14T05:30+45" },
  { EVENT ("DTSTART;TZID=Our Town:20271107T013000\nDURATION:PT45M\n"), "busy 2027-11-07T04:00+45" },
  { EVENT ("DTSTART;TZID=Our Town:20270308T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;UNTIL=20270315T113000Z\n"), "busy 2027-03-08T12:30+45 | busy 2027-03-15T11:30+45" },
};

static void
test_a_zone_that_only_the_file_knows_is_followed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zone_cases); i++)
    {
      g_autofree char *before = g_strconcat (OWN_ZONE, zone_cases[i][0], NULL);
      g_autofree char *after = g_strconcat (zone_cases[i][0], OWN_ZONE, NULL);
      g_autofree char *described = calendar_test_read (before), *again = calendar_test_read (after);

      g_assert_cmpstr (described, ==, zone_cases[i][1]);
      g_assert_cmpstr (again, ==, zone_cases[i][1]);
    }
}

static void
test_a_file_that_calls_off_does_so_for_all_in_it (void)
{
  g_autofree char *described = calendar_test_read ("METHOD:CANCEL\n" EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\n"));

  g_assert_cmpstr (described, ==, "off");
}

/* The same entry has the same key wherever it is read, and nothing of its UID is in it. */
static void
test_an_entry_is_known_again (void)
{
  HavenCalendarWindow window = calendar_test_window ();
  g_autoptr (GBytes) bytes = calendar_test_wrap (EVENT ("DTSTART:20261201T090000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;COUNT=2\n"));
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", NULL);
  g_autoptr (GPtrArray) times = haven_calendar_file_list_times (file, &window, NULL, NULL, NULL, NULL);
  const HavenCalendarTime *first = times->pdata[0], *second = times->pdata[1];

  g_assert_cmpstr (first->key, ==, second->key);
  g_assert_cmpuint (strlen (first->key), ==, 32);
  g_assert_null (strstr (first->key, "a@b"));
  g_assert_cmpstr (first->place, ==, "20261201T140000Z");
  g_assert_cmpstr (second->place, ==, "20261208T140000Z");
}

static const struct
{
  const char *data;
  gsize length; /* 0: up to the NUL */
  int code;
} broken[] = {
  { "", 0, HAVEN_EXCHANGE_ERROR_NOT_KNOWN },
  { "hello\n", 0, HAVEN_EXCHANGE_ERROR_NOT_KNOWN },
  { "<html>\n", 0, HAVEN_EXCHANGE_ERROR_NOT_KNOWN },
  { "BEGIN:VCARD\nEND:VCARD\n", 0, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "BEGIN:VCALENDAR\n", 0, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T0900", 0, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT\n", 0, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "END:VCALENDAR\n", 0, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "BEGIN:VCALENDAR\nSUMMARY:caf\xE9\nEND:VCALENDAR\n", 0, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "BEGIN:VCALENDAR\nX:a\0b\nEND:VCALENDAR\n", 33, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "\xFF\xFE" "B\0E\0G\0", 8, HAVEN_EXCHANGE_ERROR_DAMAGED },
  { "BEGIN:VCALENDAR\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\n", 0, HAVEN_EXCHANGE_ERROR_TOO_LARGE },
};

static void
test_a_file_that_is_none_ends_in_a_sentence (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i].data, broken[i].length ? broken[i].length : strlen (broken[i].data));
      g_autoptr (GError) error = NULL;
      g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", &error);

      g_assert_null (file);
      g_assert_error (error, HAVEN_EXCHANGE_ERROR, broken[i].code);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/calendar-file/each-entry-comes-to-its-times", test_each_entry_comes_to_its_times);
  g_test_add_func ("/exchange/calendar-file/a-zone-that-only-the-file-knows-is-followed", test_a_zone_that_only_the_file_knows_is_followed);
  g_test_add_func ("/exchange/calendar-file/a-file-that-calls-off-does-so-for-all-in-it", test_a_file_that_calls_off_does_so_for_all_in_it);
  g_test_add_func ("/exchange/calendar-file/an-entry-is-known-again", test_an_entry_is_known_again);
  g_test_add_func ("/exchange/calendar-file/a-file-that-is-none-ends-in-a-sentence", test_a_file_that_is_none_ends_in_a_sentence);
  return g_test_run ();
}
