/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calendar-test.h"

#include <gio/gio.h>

/* Reads what may be anything. Returns: how many times it gave, or -1 where it was refused */
static int
read_anything (const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", &error);
  HavenCalendarWindow window = calendar_test_window ();
  g_autoptr (GPtrArray) times = file ? haven_calendar_file_list_times (file, &window, NULL, NULL, NULL, &error) : NULL;

  if (times == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return -1;
    }
  for (guint i = 0; i < times->len; i++)
    {
      const HavenCalendarTime *time = times->pdata[i];

      if (time->outcome == HAVEN_CALENDAR_TIME_BUSY)
        {
          g_assert_cmpint (time->ends_at, >, window.from);
          g_assert_cmpint (time->starts_at, <, window.before);
          g_assert_cmpint (time->ends_at, >, time->starts_at);
        }
    }
  return (int) times->len;
}

static const char seed[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\n"
    "TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700308T020000\r\nRDATE:20270314T020000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:2\r\nDTSTART;TZID=Own:20261201T090000\r\nDTEND;TZID=Own:20261201T100000\r\n"
    "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU,-1FR;BYSETPOS=1,-1;UNTIL=20271231T000000Z;WKST=SU\r\nEXDATE;TZID=Own:20270209T090000\r\n"
    "RDATE;VALUE=PERIOD:20270101T000000Z/PT2H,20270102T000000Z/20270102T010000Z\r\nSUMMARY:caf\xC3\r\n \xA9\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=Own:20261201T090000\r\nDTSTART;TZID=Own:20261202T090000\r\nDURATION:P1DT2H3M4S\r\n"
    "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nRRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=9\r\n"
    "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:3\r\nDTSTART:19300101T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=999\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static const char *const words[] = { "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "BEGIN:VCALENDAR\r\n", "99999999999999999999", "-", "\r\n ", "\xFF", "\xF0\x9F", ";TZID=", "\"",
                                     "FREQ=DAILY;", "COUNT=9999;", "INTERVAL=1000;", "20261201T090000,", "00000000", "19000101T000000", "22001231T235959", "P99999W", "RRULE:", "BYDAY=MO,",
                                     "-53", "T", "Z", ",", ";", ":", "=", "/", "RECURRENCE-ID:20261201T140000Z\r\n", "STATUS:CANCELLED\r\n" };

static void
change_somewhere (GString *text)
{
  gsize at = (gsize) g_test_rand_int_range (0, (gint32) text->len + 1);
  gsize n = (gsize) g_test_rand_int_range (1, 40), from;

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      if (at < text->len)
        text->str[at] = (char) g_test_rand_int_range (0, 256);
      break;
    case 1:
      if (at < text->len)
        g_string_erase (text, (gssize) at, (gssize) MIN (n, text->len - at));
      break;
    case 2:
      g_string_insert (text, (gssize) at, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      break;
    case 3:
      from = (gsize) g_test_rand_int_range (0, (gint32) text->len + 1);
      n = MIN (n, text->len - from);
      {
        g_autofree char *piece = g_memdup2 (text->str + from, n + 1);

        g_string_insert_len (text, (gssize) at, piece, (gssize) n);
      }
      break;
    case 4:
      if (at < text->len && g_ascii_isdigit (text->str[at]))
        text->str[at] = (char) g_test_rand_int_range ('0', '9' + 1);
      break;
    default:
      if (g_test_rand_int_range (0, 20) == 0)
        g_string_truncate (text, at);
      break;
    }
}

static void
change_and_read (const char *data, gsize length, guint n_files, guint *n_read)
{
  for (guint i = 0; i < n_files; i++)
    {
      GString *text = g_string_new_len (data, (gssize) length);

      for (int n = g_test_rand_int_range (1, 8); n > 0; n--)
        change_somewhere (text);
      *n_read += read_anything (text->str, text->len) >= 0;
      g_string_free (text, TRUE);
    }
}

/* Some of the changed files still have to be read, or the test would only try the first check. */
static void
test_twenty_thousand_changed_files_end_well (void)
{
  guint n_read = 0;

  g_assert_cmpint (read_anything (seed, sizeof seed - 1), >, 5);
  change_and_read (seed, sizeof seed - 1, 20000, &n_read);
  g_test_message ("%u of 20000 were still read", n_read);
  g_assert_cmpuint (n_read, >, 2000);
}

static void
test_public_calendars_and_changed_ones_end_well (void)
{
  const char *folder = g_getenv ("HAVEN_SAMPLE_DATA");
  g_autofree char *path = folder ? g_build_filename (folder, "ical", NULL) : NULL;
  g_autoptr (GDir) files = path ? g_dir_open (path, 0, NULL) : NULL;
  guint n_files = 0, n_read = 0;

  if (files == NULL)
    {
      g_test_skip ("no sample calendars here: set HAVEN_SAMPLE_DATA to the folder that has them");
      return;
    }
  for (const char *name = g_dir_read_name (files); name; name = g_dir_read_name (files))
    {
      g_autofree char *file = g_build_filename (path, name, NULL), *data = NULL;
      gsize length;

      if (!g_str_has_suffix (name, ".ics") || !g_file_get_contents (file, &data, &length, NULL))
        continue;
      g_test_message ("%s gives %d", name, read_anything (data, length));
      change_and_read (data, length, 400, &n_read);
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 3);
}

/* ── Size ─────────────────────────────────────────────────────────────────── */

static void
assert_refused (GString *text, int code)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", &error);
  HavenCalendarWindow window = calendar_test_window ();
  g_autoptr (GPtrArray) times = file ? haven_calendar_file_list_times (file, &window, NULL, NULL, NULL, &error) : NULL;

  g_assert_null (times);
  g_assert_error (error, HAVEN_EXCHANGE_ERROR, code);
}

/* %u in it is the number. */
static GString *
repeat (const char *inside, guint n)
{
  g_auto (GStrv) parts = g_strsplit (inside, "%u", 2);
  GString *text = g_string_new ("BEGIN:VCALENDAR\n");

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, parts[0]);
      if (parts[1])
        g_string_append_printf (text, "%u%s", i, parts[1]);
    }
  return g_string_append (text, "END:VCALENDAR\n");
}

static void
test_too_much_is_refused (void)
{
  GString *large = g_string_new ("BEGIN:VCALENDAR\nX:");

  g_string_set_size (large, HAVEN_CALENDAR_MOST_BYTES + 1);
  memset (large->str + 20, 'x', large->len - 20);
  assert_refused (large, HAVEN_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (repeat ("BEGIN:VEVENT\nUID:%u\nEND:VEVENT\n", HAVEN_CALENDAR_MOST_EVENTS + 1), HAVEN_EXCHANGE_ERROR_TOO_LARGE);
  assert_refused (repeat ("BEGIN:X%u\nEND:X\n", 2), HAVEN_EXCHANGE_ERROR_DAMAGED);
  assert_refused (repeat ("BEGIN:VEVENT\nUID:%u\nDTSTART:20261201T090000\nDURATION:PT5M\nRRULE:FREQ=DAILY\nEND:VEVENT\n", 40), HAVEN_EXCHANGE_ERROR_TOO_LARGE);
}

/* A series that began in 1900 and is counted: each day has to be gone through. */
static void
test_rules_that_ask_for_ever_stop (void)
{
  g_autoptr (GString) text = repeat ("BEGIN:VEVENT\nUID:%u\nDTSTART:19000101T090000\nDURATION:PT5M\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9999\nEND:VEVENT\n", 20000);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", NULL);
  HavenCalendarWindow window = calendar_test_window ();
  g_autoptr (GPtrArray) times = haven_calendar_file_list_times (file, &window, NULL, NULL, NULL, NULL);
  guint n_endless = 0;

  g_assert_nonnull (times);
  g_assert_cmpuint (times->len, ==, 20000);
  for (guint i = 0; i < times->len; i++)
    n_endless += ((HavenCalendarTime *) times->pdata[i])->fault == HAVEN_CALENDAR_FAULT_ENDLESS;
  g_assert_cmpuint (n_endless, >, 10000);
  g_test_message ("%.2f s", g_timer_elapsed (timer, NULL));
}

static void
test_zones_that_ask_for_ever_stop (void)
{
  GString *inside = g_string_new (NULL);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GString) text = NULL;

  for (guint zone = 0; zone < 300; zone++)
    {
      g_string_append_printf (inside, "BEGIN:VTIMEZONE\nTZID:Z%u\n", zone);
      for (guint i = 0; i < HAVEN_CALENDAR_MOST_ONSETS; i++)
        g_string_append (inside, "BEGIN:STANDARD\nDTSTART:19000101T020000\nRRULE:FREQ=YEARLY;BYDAY=SU\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n");
      g_string_append (inside, "END:VTIMEZONE\n");
    }
  text = repeat (inside->str, 1);
  g_assert_cmpint (read_anything (text->str, text->len), ==, 0);
  g_test_message ("%.2f s", g_timer_elapsed (timer, NULL));
  g_string_free (inside, TRUE);
}

static void
test_it_can_be_stopped (void)
{
  g_autoptr (GString) text = repeat ("BEGIN:VEVENT\nUID:%u\nDTSTART:20261201T090000\nDURATION:PT5M\nEND:VEVENT\n", 10);
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bytes, "America/New_York", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  HavenCalendarWindow window = calendar_test_window ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (haven_calendar_file_list_times (file, &window, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_what_is_no_file_is_not_read (void)
{
  static const char *const paths[] = { "/dev/zero", "/nowhere/at/all.ics", "/proc", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_calendar_file_load (paths[i], &error));
      g_assert_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_NOT_FOUND);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/calendar-hostile/twenty-thousand-changed-files-end-well", test_twenty_thousand_changed_files_end_well);
  g_test_add_func ("/exchange/calendar-hostile/public-calendars-and-changed-ones-end-well", test_public_calendars_and_changed_ones_end_well);
  g_test_add_func ("/exchange/calendar-hostile/too-much-is-refused", test_too_much_is_refused);
  g_test_add_func ("/exchange/calendar-hostile/rules-that-ask-for-ever-stop", test_rules_that_ask_for_ever_stop);
  g_test_add_func ("/exchange/calendar-hostile/zones-that-ask-for-ever-stop", test_zones_that_ask_for_ever_stop);
  g_test_add_func ("/exchange/calendar-hostile/it-can-be-stopped", test_it_can_be_stopped);
  g_test_add_func ("/exchange/calendar-hostile/what-is-no-file-is-not-read", test_what_is_no_file_is_not_read);
  return g_test_run ();
}
