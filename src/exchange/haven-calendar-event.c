/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-event-private.h"

#include <string.h>

HavenCalendarEvent *
haven_calendar_event_new (guint line)
{
  HavenCalendarEvent *self = g_new0 (HavenCalendarEvent, 1);

  self->line = line;
  return self;
}

void
haven_calendar_event_free (HavenCalendarEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->rule);
  g_clear_pointer (&self->added, g_array_unref);
  g_clear_pointer (&self->left_out, g_array_unref);
  g_free (self);
}

/* The first fault is the one that is told. */
static void
set_fault (HavenCalendarEvent *self, HavenCalendarFault fault)
{
  if (self->fault == HAVEN_CALENDAR_FAULT_NONE)
    self->fault = fault;
}

static gboolean
take_moment (HavenCalendarEvent *self, const HavenCalendarLine *line, const char *text, gsize length, HavenCalendarZones *zones, HavenCalendarMoment *moment)
{
  HavenCalendarMomentState state = haven_calendar_moment_parse (text, length, moment);

  if (state != HAVEN_CALENDAR_MOMENT_FINE)
    {
      set_fault (self, state == HAVEN_CALENDAR_MOMENT_OUTSIDE ? HAVEN_CALENDAR_FAULT_YEARS : HAVEN_CALENDAR_FAULT_TIME);
      return FALSE;
    }
  if (line->zone && !moment->is_utc && !moment->is_day)
    {
      moment->zone = haven_calendar_zones_intern (zones, line->zone);
      if (moment->zone == NULL)
        set_fault (self, HAVEN_CALENDAR_FAULT_ZONE);
    }
  return TRUE;
}

/* A list, of which a period's end is not looked at: each time of a series takes as long as the first. */
static void
take_moments (HavenCalendarEvent *self, const HavenCalendarLine *line, HavenCalendarZones *zones, GArray **list)
{
  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (HavenCalendarMoment));
  for (const char *at = line->value; at; at = strchr (at, ',') ? strchr (at, ',') + 1 : NULL)
    {
      HavenCalendarMoment moment;

      if ((*list)->len >= HAVEN_CALENDAR_MOST_DATES)
        {
          set_fault (self, HAVEN_CALENDAR_FAULT_SIZE);
          return;
        }
      if (*at != '\0' && take_moment (self, line, at, strcspn (at, ",/"), zones, &moment))
        g_array_append_val (*list, moment);
    }
}

static void
take_length (HavenCalendarEvent *self, const char *value)
{
  self->has_length = haven_calendar_duration_parse (value, strlen (value), &self->length_days, &self->length_seconds);
  if (!self->has_length)
    set_fault (self, HAVEN_CALENDAR_FAULT_TIME);
}

static void
make_key (HavenCalendarEvent *self, const char *what)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, what, -1);

  g_strlcpy (self->key, sum, sizeof self->key);
}

static void
take_rule (HavenCalendarEvent *self, const char *value)
{
  if (self->rule)
    set_fault (self, HAVEN_CALENDAR_FAULT_UNKNOWN);
  g_set_str (&self->rule, value);
}

static void
take_word (HavenCalendarEvent *self, const HavenCalendarLine *line)
{
  if (strcmp (line->name, "STATUS") == 0)
    self->cancelled |= g_ascii_strcasecmp (line->value, "CANCELLED") == 0;
  else if (strcmp (line->name, "TRANSP") == 0)
    self->free_time = g_ascii_strcasecmp (line->value, "TRANSPARENT") == 0;
  else if (strcmp (line->name, "SEQUENCE") == 0)
    self->sequence = g_ascii_strtoll (line->value, NULL, 10);
  else if (strcmp (line->name, "UID") == 0 && *line->value)
    make_key (self, line->value);
}

/** One of its properties; what says nothing of when it is, is passed over. */
void
haven_calendar_event_take_line (HavenCalendarEvent *self, const HavenCalendarLine *line, HavenCalendarZones *zones)
{
  gsize length = strlen (line->value);

  if (strcmp (line->name, "DTSTART") == 0)
    self->has_start = take_moment (self, line, line->value, length, zones, &self->start);
  else if (strcmp (line->name, "DTEND") == 0)
    self->has_end = take_moment (self, line, line->value, length, zones, &self->end);
  else if (strcmp (line->name, "DURATION") == 0)
    take_length (self, line->value);
  else if (strcmp (line->name, "RECURRENCE-ID") == 0)
    {
      self->replaces = take_moment (self, line, line->value, length, zones, &self->instead_of);
      if (line->range)
        set_fault (self, HAVEN_CALENDAR_FAULT_RANGE);
    }
  else if (strcmp (line->name, "RRULE") == 0)
    take_rule (self, line->value);
  else if (strcmp (line->name, "EXRULE") == 0)
    set_fault (self, HAVEN_CALENDAR_FAULT_UNKNOWN);
  else if (strcmp (line->name, "RDATE") == 0)
    take_moments (self, line, zones, &self->added);
  else if (strcmp (line->name, "EXDATE") == 0)
    take_moments (self, line, zones, &self->left_out);
  else
    {
      take_word (self, line);
      return;
    }
  if (line->cut)
    set_fault (self, HAVEN_CALENDAR_FAULT_SIZE);
}

/** All of it was read. @called_off: the file as a whole calls off what stands in it */
void
haven_calendar_event_close (HavenCalendarEvent *self, gboolean called_off)
{
  self->cancelled |= called_off;
  if (!self->has_start && !(self->cancelled && self->key[0]))
    set_fault (self, HAVEN_CALENDAR_FAULT_NO_START);
  if (self->key[0] == '\0')
    {
      g_autofree char *what = g_strdup_printf ("%d %d %d %d", self->start.date.day, self->start.second, self->end.date.day, self->end.second);

      make_key (self, what);
    }
  if (self->has_start && self->has_end && self->start.is_day != self->end.is_day)
    set_fault (self, HAVEN_CALENDAR_FAULT_TIME);
}
