/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-event-private.h"

#include "haven-exchange-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

static const char *const fault_codes[HAVEN_N_CALENDAR_FAULTS] = {
  "none", "no-start", "time", "years", "zone", "backward", "empty", "long", "rule", "often", "unknown-rule", "endless", "range", "size", "twice", "part-of-day",
};

/** Returns: (transfer none): a word for programs */
const char *
haven_calendar_fault_get_code (HavenCalendarFault fault)
{
  g_return_val_if_fail ((guint) fault < HAVEN_N_CALENDAR_FAULTS, NULL);
  return fault_codes[fault];
}

typedef struct
{
  HavenCalendarFile *file;
  HavenCalendarLines *lines;
  GPtrArray *open; /* names of the components that are open, owned */
  HavenCalendarEvent *event; /* owned; NULL: outside */
  guint n_properties, n_components;
  char *zone_name;
  GArray *onsets;
  HavenCalendarOnset onset;
  gboolean in_onset, zone_fails, onset_has_start, called_off;
} Reading;

static gboolean
fail (GError **error, HavenExchangeError code, const char *sentence)
{
  g_set_error_literal (error, HAVEN_EXCHANGE_ERROR, (int) code, sentence);
  return FALSE;
}

/* ── Zones ────────────────────────────────────────────────────────────────── */

static void
clear_onset (gpointer data)
{
  HavenCalendarOnset *onset = data;

  g_clear_pointer (&onset->dates, g_array_unref);
}

static void
open_zone (Reading *reading)
{
  g_clear_pointer (&reading->onsets, g_array_unref);
  g_clear_pointer (&reading->zone_name, g_free);
  reading->onsets = g_array_new (FALSE, FALSE, sizeof (HavenCalendarOnset));
  g_array_set_clear_func (reading->onsets, clear_onset);
  reading->zone_fails = FALSE;
}

static void
close_zone (Reading *reading)
{
  if (reading->zone_name && reading->onsets && !reading->zone_fails)
    haven_calendar_zones_describe (reading->file->zones, reading->zone_name, reading->onsets);
  g_clear_pointer (&reading->onsets, g_array_unref);
  g_clear_pointer (&reading->zone_name, g_free);
}

static void
open_onset (Reading *reading)
{
  clear_onset (&reading->onset);
  reading->onset = (HavenCalendarOnset) { 0 };
  reading->in_onset = TRUE;
  reading->onset_has_start = FALSE;
}

static void
close_onset (Reading *reading)
{
  if (!reading->onset_has_start || reading->onsets == NULL || reading->onsets->len >= HAVEN_CALENDAR_MOST_ONSETS)
    reading->zone_fails = TRUE;
  else
    {
      g_array_append_val (reading->onsets, reading->onset);
      reading->onset = (HavenCalendarOnset) { 0 };
    }
  reading->in_onset = FALSE;
}

static void
take_onset_dates (Reading *reading, const char *value)
{
  HavenCalendarOnset *onset = &reading->onset;

  if (onset->dates == NULL)
    onset->dates = g_array_new (FALSE, FALSE, sizeof (HavenCalendarMoment));
  for (const char *at = value; at; at = strchr (at, ',') ? strchr (at, ',') + 1 : NULL)
    {
      HavenCalendarMoment moment;

      if (onset->dates->len < 400 && haven_calendar_moment_parse (at, strcspn (at, ",/"), &moment) == HAVEN_CALENDAR_MOMENT_FINE)
        g_array_append_val (onset->dates, moment);
    }
}

static void
take_onset_line (Reading *reading, const HavenCalendarLine *line)
{
  HavenCalendarOnset *onset = &reading->onset;
  gboolean fine = TRUE;

  /* Some descriptions begin in 1601: what matters is that it was so ever since. */
  if (strcmp (line->name, "DTSTART") == 0)
    {
      char text[16] = "19000101T000000";

      if (strlen (line->value) >= 15 && strncmp (line->value, "1900", 4) < 0)
        memcpy (text + 4, line->value + 4, 11);
      else
        g_strlcpy (text, line->value, sizeof text);
      fine = reading->onset_has_start = haven_calendar_moment_parse (text, strlen (text), &onset->start) == HAVEN_CALENDAR_MOMENT_FINE;
    }
  else if (strcmp (line->name, "TZOFFSETFROM") == 0)
    fine = haven_calendar_offset_parse (line->value, &onset->from);
  else if (strcmp (line->name, "TZOFFSETTO") == 0)
    fine = haven_calendar_offset_parse (line->value, &onset->to);
  else if (strcmp (line->name, "RRULE") == 0)
    fine = onset->repeats = haven_calendar_rule_parse (line->value, &onset->rule) == HAVEN_CALENDAR_RULE_FINE &&
                            onset->rule.frequency == HAVEN_CALENDAR_YEARLY;
  else if (strcmp (line->name, "RDATE") == 0)
    take_onset_dates (reading, line->value);
  reading->zone_fails |= !fine || line->cut;
}

/* ── Components ───────────────────────────────────────────────────────────── */

static const char *
get_inmost (const Reading *reading)
{
  return reading->open->len > 0 ? reading->open->pdata[reading->open->len - 1] : "";
}

static gboolean
begin (Reading *reading, const HavenCalendarLine *line, GError **error)
{
  gboolean in_calendar = strcmp (get_inmost (reading), "VCALENDAR") == 0;
  g_autofree char *name = g_ascii_strup (line->value, -1);

  if ((reading->open->len == 0) != (strcmp (name, "VCALENDAR") == 0) || strlen (name) > 64)
    return fail (error, HAVEN_EXCHANGE_ERROR_DAMAGED, _ ("The parts of the calendar file do not fit together. Save it anew in the program it comes from."));
  if (reading->open->len >= HAVEN_CALENDAR_MOST_DEPTH || ++reading->n_components > HAVEN_CALENDAR_MOST_COMPONENTS ||
      reading->file->events->len >= HAVEN_CALENDAR_MOST_EVENTS)
    return fail (error, HAVEN_EXCHANGE_ERROR_TOO_LARGE, _ ("The calendar file has more in it than a calendar can have. Save a shorter time of it, and bring that in."));
  if (in_calendar && strcmp (name, "VEVENT") == 0)
    {
      reading->event = haven_calendar_event_new (line->number);
      reading->n_properties = 0;
    }
  else if (in_calendar && strcmp (name, "VTIMEZONE") == 0)
    open_zone (reading);
  else if (strcmp (get_inmost (reading), "VTIMEZONE") == 0)
    open_onset (reading);
  else if (in_calendar)
    reading->file->n_others++;
  g_ptr_array_add (reading->open, g_steal_pointer (&name));
  return TRUE;
}

static gboolean
end (Reading *reading, const HavenCalendarLine *line, GError **error)
{
  const char *inmost = get_inmost (reading);

  if (*inmost == '\0' || g_ascii_strcasecmp (line->value, inmost) != 0)
    return fail (error, HAVEN_EXCHANGE_ERROR_DAMAGED, _ ("The parts of the calendar file do not fit together. Save it anew in the program it comes from."));
  if (reading->open->len == 2 && reading->event)
    {
      haven_calendar_event_close (reading->event, reading->called_off);
      g_ptr_array_add (reading->file->events, g_steal_pointer (&reading->event));
    }
  else if (reading->open->len == 2 && strcmp (inmost, "VTIMEZONE") == 0)
    close_zone (reading);
  else if (reading->open->len == 3 && reading->in_onset)
    close_onset (reading);
  g_ptr_array_remove_index (reading->open, reading->open->len - 1);
  if (reading->open->len == 0)
    reading->called_off = FALSE;
  return TRUE;
}

static void
take_property (Reading *reading, const HavenCalendarLine *line)
{
  /* Alarms inside an entry have times of their own. */
  if (reading->event && reading->open->len == 2)
    {
      if (++reading->n_properties <= HAVEN_CALENDAR_MOST_PROPERTIES)
        haven_calendar_event_take_line (reading->event, line, reading->file->zones);
      else if (reading->event->fault == HAVEN_CALENDAR_FAULT_NONE)
        reading->event->fault = HAVEN_CALENDAR_FAULT_SIZE;
    }
  else if (reading->in_onset && reading->open->len == 3)
    take_onset_line (reading, line);
  else if (reading->onsets && reading->open->len == 2 && strcmp (line->name, "TZID") == 0)
    g_set_str (&reading->zone_name, line->value);
  else if (reading->open->len == 1 && strcmp (line->name, "METHOD") == 0)
    reading->called_off = g_ascii_strcasecmp (line->value, "CANCEL") == 0;
}

static gboolean
take_line (Reading *reading, const HavenCalendarLine *line, GError **error)
{
  if (strcmp (line->name, "BEGIN") == 0)
    return begin (reading, line, error);
  if (strcmp (line->name, "END") == 0)
    return end (reading, line, error);
  if (reading->open->len == 0)
    return fail (error, HAVEN_EXCHANGE_ERROR_NOT_KNOWN, _ ("This is no calendar file. Choose one whose name ends in .ics."));
  take_property (reading, line);
  return TRUE;
}

static gboolean
read_lines (Reading *reading, GError **error)
{
  HavenCalendarLine line = { 0 };
  g_autoptr (GError) damage = NULL;

  while (haven_calendar_lines_next (reading->lines, &line, &damage))
    if (!take_line (reading, &line, error))
      return FALSE;
  if (damage)
    {
      g_propagate_error (error, g_steal_pointer (&damage));
      return FALSE;
    }
  if (reading->open->len > 0)
    return fail (error, HAVEN_EXCHANGE_ERROR_DAMAGED, _ ("The calendar file ends in the middle. Fetch it again, and whole."));
  if (reading->n_components == 0)
    return fail (error, HAVEN_EXCHANGE_ERROR_NOT_KNOWN, _ ("This is no calendar file. Choose one whose name ends in .ics."));
  return TRUE;
}

/* ── The file ─────────────────────────────────────────────────────────────── */

static gboolean
check_bytes (const char *data, gsize length, GError **error)
{
  if (length > HAVEN_CALENDAR_MOST_BYTES)
    return fail (error, HAVEN_EXCHANGE_ERROR_TOO_LARGE, _ ("The calendar file is larger than 32 megabytes. Save a shorter time of it, and bring that in."));
  if (length >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    return fail (error, HAVEN_EXCHANGE_ERROR_DAMAGED, _ ("The calendar file is not written in UTF-8. Save it anew as UTF-8 in the program it comes from."));
  if (length > 0 && memchr (data, '\0', length) != NULL)
    return fail (error, HAVEN_EXCHANGE_ERROR_DAMAGED, _ ("The calendar file is damaged: a part of it is no text. Fetch it again, and whole."));
  return TRUE;
}

/**
 * haven_calendar_file_read:
 * @clinic_zone: for times without a zone of their own
 *
 * Reads when the entries of a calendar file are. What they are about, who comes, what is attached: none of it is read.
 * A faulty entry carries its fault; what is wrong with the file as a whole is an error.
 */
HavenCalendarFile *
haven_calendar_file_read (GBytes *bytes, const char *clinic_zone, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (HavenCalendarFile) file = g_new0 (HavenCalendarFile, 1);
  g_autoptr (HavenCalendarLines) lines = haven_calendar_lines_new (data, length);
  Reading reading = { .file = file, .lines = lines };
  gboolean fine;

  file->events = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_calendar_event_free);
  file->zones = haven_calendar_zones_new (clinic_zone);
  file->size = length;
  if (!check_bytes (data, length, error))
    return NULL;
  reading.open = g_ptr_array_new_with_free_func (g_free);
  fine = read_lines (&reading, error);
  g_ptr_array_unref (reading.open);
  haven_calendar_event_free (reading.event);
  clear_onset (&reading.onset);
  g_clear_pointer (&reading.onsets, g_array_unref);
  g_free (reading.zone_name);
  return fine ? g_steal_pointer (&file) : NULL;
}

void
haven_calendar_file_free (HavenCalendarFile *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->zones, haven_calendar_zones_free);
  g_free (self);
}

static GBytes *
read_stream (GInputStream *stream, gsize length)
{
  g_autofree char *data = g_try_malloc (MAX (length, 1));
  gsize n_read;

  if (data == NULL || !g_input_stream_read_all (stream, data, length, &n_read, NULL, NULL))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), n_read);
}

/** Reads the bytes of a file, up to what a calendar can be; a pipe or a device is none. */
GBytes *
haven_calendar_file_load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (info && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    stream = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  if (stream)
    bytes = read_stream (stream, (gsize) MIN (g_file_info_get_size (info), HAVEN_CALENDAR_MOST_BYTES + 1));
  if (bytes == NULL)
    fail (error, HAVEN_EXCHANGE_ERROR_NOT_FOUND, _ ("The calendar file cannot be read. Choose one that is there, and that you may read."));
  return g_steal_pointer (&bytes);
}
