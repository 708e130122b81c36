/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include "haven-calendar-times.h"
#include "haven-calendar-writer.h"

#include <libical/ical.h>

#define N_ENTRIES 10000

/* A calendar of 10,000 entries, read with all its times and written, beside what libical takes to parse the same file alone. */

typedef struct
{
  HavenCalendarEntry *entries;
  GPtrArray *ids;
  GBytes *file;
} Bench;

static GBytes *
write_file (const Bench *bench)
{
  return haven_calendar_write (bench->entries, N_ENTRIES, "Visit", haven_date_from_ymd (2026, 11, 22), NULL);
}

static void
read_ours (gpointer data)
{
  Bench *bench = data;
  g_autoptr (HavenCalendarFile) file = haven_calendar_file_read (bench->file, "America/New_York", NULL);
  HavenCalendarWindow window = { haven_date_from_ymd (2026, 11, 1).day * G_TIME_SPAN_DAY, haven_date_from_ymd (2027, 12, 1).day * G_TIME_SPAN_DAY, 50000 };
  g_autoptr (GPtrArray) times = haven_calendar_file_list_times (file, &window, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (times->len, ==, N_ENTRIES);
}

static void
parse_by_libical (gpointer data)
{
  Bench *bench = data;
  icalcomponent *calendar = icalparser_parse_string (g_bytes_get_data (bench->file, NULL));

  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==, N_ENTRIES);
  icalcomponent_free (calendar);
}

static void
write_ours (gpointer data)
{
  g_bytes_unref (write_file (data));
}

int
main (int argc, char *argv[])
{
  Bench bench = { g_new0 (HavenCalendarEntry, N_ENTRIES), g_ptr_array_new_with_free_func (g_free), NULL };
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_ptr_array_add (bench.ids, g_strdup_printf ("%u", i));
      bench.entries[i] = (HavenCalendarEntry) { .id = bench.ids->pdata[i], .date = haven_date_add_days (haven_date_from_ymd (2026, 11, 23), (int) (i % 365)),
                                                .minute = (int) (i % 40) * 15 + 480, .minutes_long = 45, .zone = "America/New_York" };
    }
  /* The floor wants a NUL behind it. */
  bytes = write_file (&bench);
  length = g_bytes_get_size (bytes);
  bench.file = g_bytes_new_take (g_strndup (g_bytes_get_data (bytes, NULL), length), length);
  bench_compare ("10,000 calendar entries read / parsed by libical", 11, read_ours, parse_by_libical, &bench);
  bench_compare ("  written / parsed by libical", 11, write_ours, parse_by_libical, &bench);
  g_bytes_unref (bench.file);
  g_ptr_array_unref (bench.ids);
  g_free (bench.entries);
  return 0;
}
