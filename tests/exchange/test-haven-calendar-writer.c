/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calendar-test.h"
#include "haven-calendar-writer.h"

#include <libical/ical.h>

static const char *const zones[] = { "America/New_York", "America/Chicago", "America/Phoenix", "America/Los_Angeles", "Pacific/Honolulu",
                                     "America/Puerto_Rico", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe" };

#define MADE_ON haven_date_from_ymd (2026, 11, 22)

static char *
write_out (const HavenCalendarEntry *entries, guint n, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = haven_calendar_write (entries, n, words, MADE_ON, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_a_file_says_when_and_nothing_else (void)
{
  HavenCalendarEntry entry = { "id-of-the-visit", haven_date_from_ymd (2026, 12, 1), 540, 45, "America/New_York", 2, FALSE };
  g_autofree char *text = write_out (&entry, 1, "Busy"), *again = write_out (&entry, 1, "Busy");
  static const char *const wanted[] = { "DTSTART;TZID=America/New_York:20261201T090000\r\n", "DURATION:PT45M\r\n", "SUMMARY:Busy\r\n", "CLASS:PRIVATE\r\n",
                                        "TRANSP:OPAQUE\r\n", "SEQUENCE:2\r\n", "DTSTAMP:20261122T000000Z\r\n", "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\n" };
  static const char *const never[] = { "ATTENDEE", "ORGANIZER", "VALARM", "X-", "LOCATION", "DESCRIPTION", "CATEGORIES", "CREATED", "LAST-MODIFIED",
                                       "RRULE:FREQ=W", "id-of-the-visit", "METHOD", "COMMENT", "CONTACT", "URL", "Haven" };

  g_assert_cmpstr (text, ==, again);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (text, wanted[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (strstr (text, never[i]));
}

static void
test_what_was_called_off_frees_the_time (void)
{
  HavenCalendarEntry entry = { "a", haven_date_from_ymd (2026, 12, 1), 540, 45, "America/New_York", 3, TRUE };
  g_autofree char *text = write_out (&entry, 1, "Busy");

  g_assert_nonnull (strstr (text, "STATUS:CANCELLED\r\n"));
  g_assert_nonnull (strstr (text, "TRANSP:TRANSPARENT\r\n"));
}

static void
test_lines_are_short_and_letters_whole (void)
{
  HavenCalendarEntry entry = { "a", haven_date_from_ymd (2026, 12, 1), 540, 45, "America/Argentina/Rio_Gallegos", 0, FALSE };

  for (guint shift = 0; shift < 12; shift++)
    {
      g_autoptr (GString) words = g_string_new (NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      icalcomponent *calendar;

      for (guint i = 0; i < shift; i++)
        g_string_append_c (words, 'x');
      for (guint i = 0; i < 60; i++)
        g_string_append (words, i % 3 == 0 ? "ሰ" : i % 3 == 1 ? "é" : "😀");
      g_string_append (words, "; \\ , : end");
      text = write_out (&entry, 1, words->str);
      lines = g_strsplit (text, "\r\n", -1);
      for (guint i = 0; lines[i]; i++)
        {
          g_assert_cmpuint (strlen (lines[i]), <=, 75);
          g_assert_true (g_utf8_validate (lines[i], -1, NULL));
          g_assert_null (strpbrk (lines[i], "\r\n"));
        }
      calendar = icalparser_parse_string (text);
      g_assert_nonnull (calendar);
      g_assert_cmpstr (icalcomponent_get_summary (calendar), ==, words->str);
      icalcomponent_free (calendar);
    }
}

/* Weeks in which clocks change count more than others. */
static HavenDate
make_date (void)
{
  static const int changes[][3] = { { 2027, 3, 14 }, { 2027, 11, 7 }, { 2027, 3, 28 }, { 2027, 10, 31 }, { 2027, 4, 4 }, { 2027, 10, 3 }, { 2026, 12, 31 } };

  if (g_test_rand_bit ())
    {
      const int *change = changes[g_test_rand_int_range (0, G_N_ELEMENTS (changes))];

      return haven_date_add_days (haven_date_from_ymd (change[0], change[1], change[2]), g_test_rand_int_range (-3, 4));
    }
  return haven_date_add_days (haven_date_from_ymd (2026, 11, 24), g_test_rand_int_range (0, 360));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
join_sorted (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("\n", (char **) texts->pdata);
}

static char *
dup_time (HavenInstant starts_at, int minutes)
{
  g_autofree char *iso = haven_instant_dup_iso (starts_at);

  return g_strdup_printf ("%s+%d", iso, minutes);
}

/* What libical makes of the file, by the zones that the file itself describes. */
static char *
read_by_libical (const char *text)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      icalproperty *property = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);
      const char *name = icalparameter_get_tzid (icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER));
      icaltimezone *zone = icalcomponent_get_timezone (calendar, name);
      struct icaltimetype start = icalproperty_get_dtstart (property);

      g_assert_nonnull (zone);
      g_ptr_array_add (times, dup_time ((HavenInstant) icaltime_as_timet_with_zone (start, zone) * G_TIME_SPAN_SECOND,
                                        icaldurationtype_as_int (icalcomponent_get_duration (event)) / 60));
    }
  icalcomponent_free (calendar);
  return join_sorted (times);
}

static char *
read_by_haven (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", &error);
  HavenCalendarWindow window = calendar_test_window ();
  g_autoptr (GPtrArray) found = NULL, times = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  found = haven_calendar_file_list_times (file, &window, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const HavenCalendarTime *time = found->pdata[i];

      g_assert_cmpint (time->outcome, ==, HAVEN_CALENDAR_TIME_BUSY);
      g_ptr_array_add (times, dup_time (time->starts_at, (int) ((time->ends_at - time->starts_at) / G_TIME_SPAN_MINUTE)));
    }
  return join_sorted (times);
}

/* Visits are promised by the wall clock: the clinic's clock says which instants these are. */
static char *
describe_entries (const HavenCalendarEntry *entries, guint n)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HavenClock) clock = haven_clock_new (entries[i].zone);

      g_ptr_array_add (times, dup_time (haven_clock_instant_at (clock, entries[i].date, entries[i].minute), entries[i].minutes_long));
    }
  return join_sorted (times);
}

/* An hour that clocks leave out or repeat is read in more than one way; libical is not asked about it. */
static gboolean
is_plain (const HavenCalendarEntry *entry)
{
  g_autoptr (HavenClock) clock = haven_clock_new (entry->zone);
  HavenInstant instant = haven_clock_instant_at (clock, entry->date, entry->minute);

  for (int hours = -2; hours <= 2; hours++)
    if (haven_clock_get_local_minute (clock, instant + hours * G_TIME_SPAN_HOUR) != (entry->minute + hours * 60 + 1440) % 1440)
      return FALSE;
  return TRUE;
}

static void
test_what_goes_out_comes_back (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, 25);
      g_autofree HavenCalendarEntry *entries = g_new0 (HavenCalendarEntry, n + 1);
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL, *expected = NULL, *ours = NULL, *theirs = NULL;
      gboolean plain = TRUE;

      for (guint i = 0; i < n; i++)
        {
          g_ptr_array_add (ids, g_strdup_printf ("%u-%u", round, i));
          entries[i] = (HavenCalendarEntry) { .id = ids->pdata[i], .date = make_date (), .minute = g_test_rand_int_range (0, 288) * 5,
                                              .minutes_long = g_test_rand_int_range (1, 40) * 15, .zone = zones[g_test_rand_int_range (0, G_N_ELEMENTS (zones))] };
          plain &= is_plain (&entries[i]);
        }
      text = write_out (entries, n, "Visit");
      expected = describe_entries (entries, n);
      ours = read_by_haven (text);
      g_assert_cmpstr (ours, ==, expected);
      theirs = plain ? read_by_libical (text) : NULL;
      if (plain)
        g_assert_cmpstr (theirs, ==, expected);
    }
}

/* The zones that are written are read as the file's own, under a name that this machine does not know. */
static void
test_a_zone_that_is_written_says_what_its_clocks_do (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      HavenCalendarEntry entries[60];
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL, *expected = NULL, *ours = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *renamed = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (entries); j++)
        {
          g_ptr_array_add (ids, g_strdup_printf ("%u", j));
          entries[j] = (HavenCalendarEntry) { .id = ids->pdata[j], .date = make_date (), .minute = g_test_rand_int_range (0, 288) * 5, .minutes_long = 30, .zone = zones[i] };
        }
      text = write_out (entries, G_N_ELEMENTS (entries), "Visit");
      parts = g_strsplit (text, zones[i], -1);
      renamed = g_strjoinv ("Zone of the file", parts);
      expected = describe_entries (entries, G_N_ELEMENTS (entries));
      ours = read_by_haven (renamed);
      g_assert_cmpstr (ours, ==, expected);
    }
}

static void
test_a_zone_that_nobody_knows_is_refused (void)
{
  HavenCalendarEntry entry = { "a", haven_date_from_ymd (2026, 12, 1), 540, 45, "Nowhere/Land", 0, FALSE };
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_calendar_write (&entry, 1, "Busy", MADE_ON, &error));
  g_assert_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/calendar-writer/a-file-says-when-and-nothing-else", test_a_file_says_when_and_nothing_else);
  g_test_add_func ("/exchange/calendar-writer/what-was-called-off-frees-the-time", test_what_was_called_off_frees_the_time);
  g_test_add_func ("/exchange/calendar-writer/lines-are-short-and-letters-whole", test_lines_are_short_and_letters_whole);
  g_test_add_func ("/exchange/calendar-writer/what-goes-out-comes-back", test_what_goes_out_comes_back);
  g_test_add_func ("/exchange/calendar-writer/a-zone-that-is-written-says-what-its-clocks-do", test_a_zone_that_is_written_says_what_its_clocks_do);
  g_test_add_func ("/exchange/calendar-writer/a-zone-that-nobody-knows-is-refused", test_a_zone_that_nobody_knows_is_refused);
  return g_test_run ();
}
