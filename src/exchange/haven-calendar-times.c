/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-times.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LENGTH (366 * G_TIME_SPAN_DAY)
#define MOST_DAYS_LOOKED_AT 20000000
#define MOST_OF_ONE 2000

typedef struct
{
  HavenCalendarFile *file;
  const HavenCalendarWindow *window;
  GPtrArray *times;     /* HavenCalendarTime */
  GHashTable *masters;  /* key → HavenCalendarEvent: the newest that replaces none */
  GHashTable *replaced; /* key and place → HavenCalendarEvent: the newest */
  GHashTable *used;     /* HavenCalendarEvent: replaced a time that is there */
  guint64 budget;
  guint n_busy;
} Listing;

/* ── One time ─────────────────────────────────────────────────────────────── */

static void
write_place (char place[17], HavenInstant instant)
{
  HavenDate day = { (gint32) (instant >= 0 ? instant / G_TIME_SPAN_DAY : -((G_TIME_SPAN_DAY - 1 - instant) / G_TIME_SPAN_DAY)) };
  int second = (int) ((instant - day.day * G_TIME_SPAN_DAY) / G_TIME_SPAN_SECOND), year, month, date;

  haven_date_get_ymd (day, &year, &month, &date);
  g_snprintf (place, 17, "%04d%02d%02dT%02d%02d%02dZ", year % 10000, month, date, second / 3600, second / 60 % 60, second % 60);
}

static HavenCalendarTime *
add_time (Listing *listing, const HavenCalendarEvent *event, HavenCalendarOutcome outcome, HavenCalendarFault fault)
{
  HavenCalendarTime *time = g_new0 (HavenCalendarTime, 1);

  time->line = event->line;
  memcpy (time->key, event->key, sizeof time->key);
  time->first_day = time->last_day = HAVEN_DATE_NONE;
  time->outcome = outcome;
  time->fault = fault;
  listing->n_busy += outcome == HAVEN_CALENDAR_TIME_BUSY;
  g_ptr_array_add (listing->times, time);
  return time;
}

/* A file's lengths may reach beyond any calendar. */
static gboolean
add_days (HavenCalendarMoment *moment, int days)
{
  int year;

  if (ABS (days) > 2 * 366)
    return FALSE;
  moment->date.day += days;
  haven_date_get_ymd (moment->date, &year, NULL, NULL);
  return year > 0 && year < 9999;
}

/* When it ends if it starts then: days by the calendar, hours by the clock (RFC 5545, 3.3.6 and 3.8.2.2). */
static HavenCalendarFault
find_end (Listing *listing, const HavenCalendarEvent *event, const HavenCalendarMoment *start, HavenInstant starts_at, HavenInstant *ends_at)
{
  HavenCalendarZones *zones = listing->file->zones;
  HavenCalendarMoment end = *start;
  HavenInstant first_start, first_end;

  *ends_at = starts_at;
  if (event->has_length || (event->start.is_day && !event->has_end))
    {
      if (!add_days (&end, event->has_length ? event->length_days : 1))
        return HAVEN_CALENDAR_FAULT_LONG;
      if (!haven_calendar_zones_find_instant (zones, &end, ends_at))
        return HAVEN_CALENDAR_FAULT_ZONE;
      *ends_at += (event->has_length ? event->length_seconds : 0) * G_TIME_SPAN_SECOND;
    }
  else if (event->has_end && event->start.is_day)
    {
      if (!add_days (&end, haven_date_days_between (event->start.date, event->end.date)))
        return HAVEN_CALENDAR_FAULT_LONG;
      if (!haven_calendar_zones_find_instant (zones, &end, ends_at))
        return HAVEN_CALENDAR_FAULT_ZONE;
    }
  else if (event->has_end)
    {
      if (!haven_calendar_zones_find_instant (zones, &event->start, &first_start) || !haven_calendar_zones_find_instant (zones, &event->end, &first_end))
        return HAVEN_CALENDAR_FAULT_ZONE;
      *ends_at = starts_at + (first_end - first_start);
    }
  return HAVEN_CALENDAR_FAULT_NONE;
}

static HavenCalendarFault
check_length (HavenInstant starts_at, HavenInstant ends_at)
{
  return ends_at < starts_at                 ? HAVEN_CALENDAR_FAULT_BACKWARD
         : ends_at == starts_at              ? HAVEN_CALENDAR_FAULT_EMPTY
         : ends_at - starts_at > MOST_LENGTH ? HAVEN_CALENDAR_FAULT_LONG
                                             : HAVEN_CALENDAR_FAULT_NONE;
}

/* Returns: where the times that are wanted lie: before them, among them or after them */
static int
compare_with_window (const HavenCalendarWindow *window, HavenInstant starts_at, HavenInstant ends_at)
{
  return ends_at <= window->from ? -1 : starts_at >= window->before ? 1 : 0;
}

static void
set_days (HavenCalendarTime *time, const HavenCalendarEvent *event, const HavenCalendarMoment *start)
{
  int days = event->has_length ? event->length_days : event->has_end ? haven_date_days_between (event->start.date, event->end.date) : 1;

  if (!start->is_day || (event->has_length && event->length_seconds != 0))
    return;
  time->first_day = start->date;
  time->last_day = haven_date_add_days (start->date, days - 1);
}

/* A time of @event that was to be at @place. Returns: as compare_with_window() does */
static int
take_time (Listing *listing, const HavenCalendarEvent *event, const HavenCalendarMoment *start, const char *place, gboolean alone)
{
  HavenInstant starts_at, ends_at;
  HavenCalendarFault fault = HAVEN_CALENDAR_FAULT_ZONE;
  HavenCalendarTime *time;
  int where;

  if (haven_calendar_zones_find_instant (listing->file->zones, start, &starts_at))
    fault = find_end (listing, event, start, starts_at, &ends_at);
  if (fault == HAVEN_CALENDAR_FAULT_NONE)
    fault = check_length (starts_at, ends_at);
  if (fault != HAVEN_CALENDAR_FAULT_NONE)
    {
      g_strlcpy (add_time (listing, event, HAVEN_CALENDAR_TIME_REFUSED, fault)->place, place, 17);
      return 0;
    }
  where = compare_with_window (listing->window, starts_at, ends_at);
  if (where != 0 && !alone)
    return where;
  time = add_time (listing, event, where < 0 ? HAVEN_CALENDAR_TIME_PAST : where > 0 ? HAVEN_CALENDAR_TIME_LATER : HAVEN_CALENDAR_TIME_BUSY, HAVEN_CALENDAR_FAULT_NONE);
  time->starts_at = starts_at;
  time->ends_at = ends_at;
  g_strlcpy (time->place, place, sizeof time->place);
  set_days (time, event, start);
  return where;
}

/* ── A time that another one replaces ─────────────────────────────────────── */

static char *
dup_place_key (const char *key, const char *place)
{
  return g_strconcat (key, place, NULL);
}

static gboolean
find_place (Listing *listing, const HavenCalendarMoment *moment, char place[17])
{
  HavenInstant instant;

  if (!haven_calendar_zones_find_instant (listing->file->zones, moment, &instant))
    return FALSE;
  write_place (place, instant);
  return TRUE;
}

static void
take_replacing (Listing *listing, const HavenCalendarEvent *event, const char *place)
{
  if (event->fault != HAVEN_CALENDAR_FAULT_NONE)
    g_strlcpy (add_time (listing, event, HAVEN_CALENDAR_TIME_REFUSED, event->fault)->place, place, 17);
  else if (event->cancelled)
    g_strlcpy (add_time (listing, event, HAVEN_CALENDAR_TIME_CALLED_OFF, HAVEN_CALENDAR_FAULT_NONE)->place, place, 17);
  else if (event->free_time)
    g_strlcpy (add_time (listing, event, HAVEN_CALENDAR_TIME_FREE, HAVEN_CALENDAR_FAULT_NONE)->place, place, 17);
  else
    take_time (listing, event, &event->start, place, TRUE);
}

/* ── A series ─────────────────────────────────────────────────────────────── */

static GHashTable *
list_left_out (Listing *listing, const HavenCalendarEvent *event)
{
  GHashTable *left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; event->left_out && i < event->left_out->len; i++)
    {
      HavenCalendarMoment moment = g_array_index (event->left_out, HavenCalendarMoment, i);
      char place[17];

      /* Some programs leave out a day where they mean the time on it. */
      if (moment.is_day && !event->start.is_day)
        {
          moment.is_day = FALSE;
          moment.second = event->start.second;
          moment.zone = event->start.zone;
          moment.is_utc = event->start.is_utc;
        }
      if (find_place (listing, &moment, place))
        g_hash_table_add (left_out, g_strdup (place));
    }
  return left_out;
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  gint64 x = haven_calendar_moment_get_wall (a), y = haven_calendar_moment_get_wall (b);

  return x < y ? -1 : x > y;
}

/* The rule's own end, as a day of the series' wall clock. */
static HavenCalendarFault
find_last (Listing *listing, const HavenCalendarEvent *event, const HavenCalendarRule *rule, HavenDate *last)
{
  HavenCalendarMoment until;
  HavenInstant instant;

  *last = HAVEN_DATE_NONE;
  if (*rule->until == '\0')
    return HAVEN_CALENDAR_FAULT_NONE;
  switch (haven_calendar_moment_parse (rule->until, strlen (rule->until), &until))
    {
    case HAVEN_CALENDAR_MOMENT_OUTSIDE: /* “for ever” in some programs */
      return strncmp (rule->until, "2", 1) < 0 ? HAVEN_CALENDAR_FAULT_RULE : HAVEN_CALENDAR_FAULT_NONE;
    case HAVEN_CALENDAR_MOMENT_UNREADABLE:
      return HAVEN_CALENDAR_FAULT_RULE;
    case HAVEN_CALENDAR_MOMENT_FINE:
    default:
      break;
    }
  if (until.is_utc && !event->start.is_utc && !event->start.is_day)
    {
      instant = haven_calendar_moment_get_wall (&until) * G_TIME_SPAN_SECOND;
      if (!haven_calendar_zones_find_wall (listing->file->zones, event->start.zone, instant, &until))
        return HAVEN_CALENDAR_FAULT_ZONE;
    }
  *last = until.date;
  if (!until.is_day && !event->start.is_day && until.second < event->start.second)
    last->day--;
  return HAVEN_CALENDAR_FAULT_NONE;
}

static HavenDate
get_day (HavenInstant instant, int more)
{
  return (HavenDate) { (gint32) (instant / G_TIME_SPAN_DAY) + more };
}

static HavenCalendarFault
add_by_rule (Listing *listing, const HavenCalendarEvent *event, GArray *starts)
{
  HavenCalendarRule rule;
  HavenCalendarRuleState state = haven_calendar_rule_parse (event->rule, &rule);
  HavenCalendarSpan span = { .first = event->start.date, .most = MOST_OF_ONE };
  g_autoptr (GArray) days = NULL;
  HavenCalendarFault fault;
  gboolean ended;

  if (state != HAVEN_CALENDAR_RULE_FINE)
    return state == HAVEN_CALENDAR_RULE_TOO_OFTEN ? HAVEN_CALENDAR_FAULT_OFTEN
           : state == HAVEN_CALENDAR_RULE_UNKNOWN ? HAVEN_CALENDAR_FAULT_UNKNOWN
                                                  : HAVEN_CALENDAR_FAULT_RULE;
  fault = find_last (listing, event, &rule, &span.last);
  if (fault != HAVEN_CALENDAR_FAULT_NONE)
    return fault;
  /* What began before the window may reach into it, and zones differ by a day. */
  span.from = get_day (listing->window->from, -368);
  span.before = get_day (listing->window->before, 2);
  days = haven_calendar_rule_expand (&rule, &span, &listing->budget, &ended);
  if (!ended)
    return HAVEN_CALENDAR_FAULT_ENDLESS;
  for (guint i = 0; i < days->len; i++)
    {
      HavenCalendarMoment moment = event->start;

      moment.date = g_array_index (days, HavenDate, i);
      g_array_append_val (starts, moment);
    }
  return HAVEN_CALENDAR_FAULT_NONE;
}

/* When its times start: the first, those of the rule, those that are added. */
static HavenCalendarFault
list_starts (Listing *listing, const HavenCalendarEvent *event, GArray *starts)
{
  HavenCalendarFault fault = HAVEN_CALENDAR_FAULT_NONE;

  g_array_append_val (starts, event->start);
  if (event->rule)
    fault = add_by_rule (listing, event, starts);
  if (event->added)
    g_array_append_vals (starts, event->added->data, event->added->len);
  g_array_sort (starts, compare_moments);
  return fault;
}

static void
take_series (Listing *listing, const HavenCalendarEvent *event)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (HavenCalendarMoment));
  g_autoptr (GHashTable) seen = list_left_out (listing, event);
  HavenCalendarFault fault = list_starts (listing, event, starts);
  guint n_before = listing->times->len;
  int where = 0;

  if (fault != HAVEN_CALENDAR_FAULT_NONE)
    {
      add_time (listing, event, HAVEN_CALENDAR_TIME_REFUSED, fault);
      return;
    }
  for (guint i = 0; i < starts->len; i++)
    {
      const HavenCalendarMoment *start = &g_array_index (starts, HavenCalendarMoment, i);
      g_autofree char *key = NULL;
      const HavenCalendarEvent *replacing;
      char place[17] = "";

      if (find_place (listing, start, place) && !g_hash_table_add (seen, g_strdup (place)))
        continue;
      key = dup_place_key (event->key, place);
      replacing = g_hash_table_lookup (listing->replaced, key);
      if (replacing == NULL)
        where = take_time (listing, event, start, place, FALSE);
      else if (g_hash_table_add (listing->used, (gpointer) replacing))
        take_replacing (listing, replacing, place);
      if (listing->times->len > n_before && ((HavenCalendarTime *) listing->times->pdata[listing->times->len - 1])->outcome == HAVEN_CALENDAR_TIME_REFUSED)
        break; /* one row says what all of them suffer from */
    }
  if (listing->times->len == n_before)
    add_time (listing, event, where > 0 ? HAVEN_CALENDAR_TIME_LATER : HAVEN_CALENDAR_TIME_PAST, HAVEN_CALENDAR_FAULT_NONE);
}

/* ── The file ─────────────────────────────────────────────────────────────── */

/* Of two that mean the same, the newer counts; of two as new, the later in the file. */
static void
remember (Listing *listing, GHashTable *table, char *key, HavenCalendarEvent *event)
{
  HavenCalendarEvent *other = g_hash_table_lookup (table, key);
  HavenCalendarEvent *older = other && other->sequence > event->sequence ? event : other;

  if (older)
    older->fault = HAVEN_CALENDAR_FAULT_TWICE;
  if (older == event)
    g_free (key);
  else
    g_hash_table_replace (table, key, event);
}

static void
sort_out (Listing *listing)
{
  for (guint i = 0; i < listing->file->events->len; i++)
    {
      HavenCalendarEvent *event = listing->file->events->pdata[i];
      char place[17];

      if (event->fault != HAVEN_CALENDAR_FAULT_NONE && !event->replaces)
        continue;
      if (!event->replaces)
        remember (listing, listing->masters, g_strdup (event->key), event);
      else if (find_place (listing, &event->instead_of, place))
        remember (listing, listing->replaced, dup_place_key (event->key, place), event);
      else
        event->fault = HAVEN_CALENDAR_FAULT_ZONE;
    }
}

/* What comes once is known by its entry alone, so that it is the same one when it was moved. */
static void
take_single (Listing *listing, const HavenCalendarEvent *event)
{
  char place[17];
  g_autofree char *key = find_place (listing, &event->start, place) ? dup_place_key (event->key, place) : NULL;

  if (key == NULL)
    add_time (listing, event, HAVEN_CALENDAR_TIME_REFUSED, HAVEN_CALENDAR_FAULT_ZONE);
  else if (g_hash_table_contains (listing->replaced, key))
    take_series (listing, event);
  else
    take_time (listing, event, &event->start, "", TRUE);
}

static void
take_event (Listing *listing, const HavenCalendarEvent *event)
{
  if (event->fault != HAVEN_CALENDAR_FAULT_NONE)
    add_time (listing, event, HAVEN_CALENDAR_TIME_REFUSED, event->fault);
  else if (event->cancelled)
    add_time (listing, event, HAVEN_CALENDAR_TIME_CALLED_OFF, HAVEN_CALENDAR_FAULT_NONE);
  else if (event->free_time)
    add_time (listing, event, HAVEN_CALENDAR_TIME_FREE, HAVEN_CALENDAR_FAULT_NONE);
  else if (event->rule || event->added)
    take_series (listing, event);
  else
    take_single (listing, event);
}

/* What replaces a time that its series does not give, or whose series is not in the file, stands for itself. */
static void
take_left_over (Listing *listing, const HavenCalendarEvent *event)
{
  char place[17] = "";

  if (g_hash_table_contains (listing->used, event))
    return;
  find_place (listing, &event->instead_of, place);
  take_replacing (listing, event, place);
}

static gboolean
take_events (Listing *listing, gboolean replacing, HavenProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  GPtrArray *events = listing->file->events;

  for (guint i = 0; i < events->len; i++)
    {
      HavenCalendarEvent *event = events->pdata[i];

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress && i % 256 == 0)
        progress (replacing ? events->len : i, events->len, progress_data);
      if (event->replaces != replacing)
        continue;
      if (replacing)
        take_left_over (listing, event);
      else
        take_event (listing, event);
      if (listing->n_busy > listing->window->most)
        {
          g_set_error (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_TOO_LARGE,
                       _ ("The calendar file gives more than %u times. Save a shorter time of it, and bring that in."), listing->window->most);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * haven_calendar_file_list_times:
 *
 * All that the file says, time by time, and each entry that gives none with why. What a file can ask for is bounded:
 * times that all of its rules give, and the days that are looked at for them.
 *
 * Returns: (transfer full) (element-type HavenCalendarTime)
 */
GPtrArray *
haven_calendar_file_list_times (HavenCalendarFile *self,
                                const HavenCalendarWindow *window,
                                HavenProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autoptr (GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) masters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  Listing listing = { self, window, times, masters, replaced, used, MOST_DAYS_LOOKED_AT };

  sort_out (&listing);
  if (!take_events (&listing, FALSE, progress, progress_data, cancellable, error) ||
      !take_events (&listing, TRUE, progress, progress_data, cancellable, error))
    return NULL;
  return g_steal_pointer (&times);
}
