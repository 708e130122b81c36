/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-writer.h"

#include "haven-exchange-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_OCTETS 75

/* ── Lines ────────────────────────────────────────────────────────────────── */

/* Folds before the 76th octet, never inside a letter (RFC 5545, 3.1). */
static void
add_line (GString *text, const char *line)
{
  gsize room = MOST_OCTETS;

  while (strlen (line) > room)
    {
      gsize n = room;

      while (((guchar) line[n] & 0xC0) == 0x80)
        n--;
      g_string_append_len (text, line, (gssize) n);
      g_string_append (text, "\r\n ");
      line += n;
      room = MOST_OCTETS - 1;
    }
  g_string_append (text, line);
  g_string_append (text, "\r\n");
}

static void G_GNUC_PRINTF (2, 3)
add_formatted (GString *text, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_line (text, line);
}

/* What would end a value, or the line, is written so that it does not (RFC 5545, 3.3.11). */
static char *
dup_escaped (const char *words)
{
  GString *escaped = g_string_new (NULL);

  for (const char *at = words; *at; at++)
    if (*at == '\n')
      g_string_append (escaped, "\\n");
    else if ((guchar) *at >= ' ' && *at != 127)
      g_string_append_printf (escaped, "%s%c", strchr ("\\;,", *at) ? "\\" : "", *at);
  return g_string_free (escaped, FALSE);
}

/* ── Zones ────────────────────────────────────────────────────────────────── */

static int
get_offset (GTimeZone *zone, gint64 second)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, second));
}

static void
add_offset (GString *text, const char *name, int offset)
{
  int seconds = ABS (offset);

  if (seconds % 60)
    add_formatted (text, "%s:%c%02d%02d%02d", name, offset < 0 ? '-' : '+', seconds / 3600, seconds / 60 % 60, seconds % 60);
  else
    add_formatted (text, "%s:%c%02d%02d", name, offset < 0 ? '-' : '+', seconds / 3600, seconds / 60 % 60);
}

/* From @second on, the clocks of the zone show what they show then; before, they were @from ahead. */
static void
add_onset (GString *text, GTimeZone *zone, gint64 second, int from)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, second);
  const char *kind = g_time_zone_is_dst (zone, interval) ? "DAYLIGHT" : "STANDARD";
  g_autoptr (GDateTime) wall = g_date_time_new_from_unix_utc (second + from);
  g_autofree char *start = g_date_time_format (wall, "%Y%m%dT%H%M%S");

  add_formatted (text, "BEGIN:%s", kind);
  add_formatted (text, "DTSTART:%s", start);
  add_offset (text, "TZOFFSETFROM", from);
  add_offset (text, "TZOFFSETTO", get_offset (zone, second));
  add_formatted (text, "TZNAME:%s", g_time_zone_get_abbreviation (zone, interval));
  add_formatted (text, "END:%s", kind);
}

/* The second from which on the offset is another, between one at which it is not and one at which it is. */
static gint64
find_change (GTimeZone *zone, gint64 before, gint64 after)
{
  int offset = get_offset (zone, before);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (get_offset (zone, middle) == offset)
        before = middle;
      else
        after = middle;
    }
  return after;
}

/* When its clocks change, from a year before what is in the file to a year after; the file needs no other book. */
static void
add_zone (GString *text, const char *name, GTimeZone *zone, int first_year, int last_year)
{
  gint64 start = (gint64) haven_date_from_ymd (first_year - 1, 1, 1).day * 86400;
  gint64 end = (gint64) haven_date_from_ymd (last_year + 2, 1, 1).day * 86400;

  add_line (text, "BEGIN:VTIMEZONE");
  add_formatted (text, "TZID:%s", name);
  add_onset (text, zone, start, get_offset (zone, start));
  for (gint64 second = start; second < end; second += 86400)
    {
      int offset = get_offset (zone, second);

      if (get_offset (zone, second + 86400) != offset)
        add_onset (text, zone, find_change (zone, second, second + 86400), offset);
    }
  add_line (text, "END:VTIMEZONE");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
add_zones (GString *text, const HavenCalendarEntry *const *entries, guint n_entries, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  int first_year = 9990, last_year = 2;

  for (guint i = 0; i < n_entries; i++)
    {
      int year;

      haven_date_get_ymd (entries[i]->date, &year, NULL, NULL);
      first_year = MIN (first_year, year);
      last_year = MAX (last_year, year);
      if (!g_ptr_array_find_with_equal_func (names, entries[i]->zone, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) entries[i]->zone);
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (names->pdata[i]);

      if (zone == NULL)
        {
          g_set_error_literal (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_NOT_FOUND,
                               _ ("This machine does not know one of the time zones that visits were promised in. Have its time zones brought up to date."));
          return FALSE;
        }
      add_zone (text, names->pdata[i], zone, first_year, last_year);
    }
  return TRUE;
}

/* ── Entries ──────────────────────────────────────────────────────────────── */

/* Random ids of the vault do not leave it, and what leaves is the same each time. */
static char *
dup_uid (const char *id)
{
  g_autofree char *seed = g_strconcat ("calendar entry ", id, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", sum, sum + 8, sum + 12, sum + 15, sum + 18);
}

static void
add_entry (GString *text, const HavenCalendarEntry *entry, const char *words, const char *stamp)
{
  int year, month, day;
  g_autofree char *uid = dup_uid (entry->id);

  haven_date_get_ymd (entry->date, &year, &month, &day);
  add_line (text, "BEGIN:VEVENT");
  add_formatted (text, "UID:%s", uid);
  add_formatted (text, "DTSTAMP:%s", stamp);
  add_formatted (text, "DTSTART;TZID=%s:%04d%02d%02dT%02d%02d00", entry->zone, year, month, day, entry->minute / 60, entry->minute % 60);
  add_formatted (text, "DURATION:PT%dM", entry->minutes_long);
  add_formatted (text, "SUMMARY:%s", words);
  add_formatted (text, "SEQUENCE:%" G_GINT64_FORMAT, entry->sequence);
  add_line (text, entry->called_off ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  add_line (text, entry->called_off ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
  add_line (text, "CLASS:PRIVATE");
  add_line (text, "END:VEVENT");
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const HavenCalendarEntry *x = *(const HavenCalendarEntry *const *) a, *y = *(const HavenCalendarEntry *const *) b;

  return x->date.day != y->date.day ? (x->date.day < y->date.day ? -1 : 1)
         : x->minute != y->minute   ? (x->minute < y->minute ? -1 : 1)
                                    : strcmp (x->id, y->id);
}

/**
 * haven_calendar_write:
 * @words: what each entry is called; one for all, as a word of its own would tell them apart
 * @made_on: the day on which the file is made; when a visit was booked or changed is nobody's business outside
 *
 * Writes times as a calendar file (RFC 5545): private, with the wall clock's time and when its clocks change, nobody
 * invited, no reminder. The same entries give the same bytes. A visit that comes again is an entry like any other: a
 * rule would say that one person comes each week.
 */
GBytes *
haven_calendar_write (const HavenCalendarEntry *entries, guint n_entries, const char *words, HavenDate made_on, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree const HavenCalendarEntry **sorted = g_new0 (const HavenCalendarEntry *, n_entries + 1);
  g_autofree char *escaped = dup_escaped (words), *stamp = NULL;
  int year, month, day;

  g_return_val_if_fail (haven_date_is_set (made_on), NULL);

  for (guint i = 0; i < n_entries; i++)
    sorted[i] = &entries[i];
  qsort (sorted, n_entries, sizeof *sorted, compare_entries);
  haven_date_get_ymd (made_on, &year, &month, &day);
  stamp = g_strdup_printf ("%04d%02d%02dT000000Z", year, month, day);
  add_line (text, "BEGIN:VCALENDAR");
  add_line (text, "VERSION:2.0");
  add_line (text, "PRODID:-//Calendar//EN");
  if (!add_zones (text, sorted, n_entries, error))
    return NULL;
  for (guint i = 0; i < n_entries; i++)
    add_entry (text, sorted[i], escaped, stamp);
  add_line (text, "END:VCALENDAR");
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
