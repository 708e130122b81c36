/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-calendar-zone.h"

#include <string.h>
#include <unicode/ucal.h>

/* Between these a zone's changes are worked out; before and after, it is as it was and will be. */
#define FIRST_YEAR 1970
#define LAST_YEAR 2100

/** One clock change: from this wall time on, as the clock showed it before. */
typedef struct
{
  gint64 wall;
  int from;
  int to;
} Change;

typedef struct
{
  GTimeZone *known; /* (nullable): of this machine */
  GArray *changes;  /* (nullable): Change, in order, of the file */
  gboolean tried;
} Zone;

struct _HavenCalendarZones
{
  GHashTable *zones; /* name → Zone */
  GTimeZone *clinic;
  guint64 budget; /* days that may still be looked at */
};

static void
free_zone (gpointer data)
{
  Zone *zone = data;

  g_clear_pointer (&zone->known, g_time_zone_unref);
  g_clear_pointer (&zone->changes, g_array_unref);
  g_free (zone);
}

/* The name goes to a function that opens files, so that it must be one that zones have. */
static GTimeZone *
open_zone (const char *name)
{
  gsize n = strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/");

  if (n == 0 || n > 64 || name[n] != '\0' || !g_ascii_isalpha (*name))
    return NULL;
  return g_time_zone_new_identifier (name);
}

/* Some programs set words of their own before the name: /freeassociation.sourceforge.net/America/New_York. */
static GTimeZone *
open_behind_prefix (const char *name)
{
  for (const char *slash = *name == '/' ? strchr (name + 1, '/') : NULL; slash; slash = strchr (slash + 1, '/'))
    {
      GTimeZone *zone = strchr (slash + 1, '/') ? open_zone (slash + 1) : NULL;

      if (zone)
        return zone;
    }
  return NULL;
}

/* Names such as “Eastern Standard Time”. */
static GTimeZone *
open_windows_name (const char *name)
{
  UChar wanted[80], found[80];
  char id[80];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;

  if (strlen (name) >= G_N_ELEMENTS (wanted))
    return NULL;
  for (gsize i = 0; i <= strlen (name); i++)
    {
      if ((guchar) name[i] > 126)
        return NULL;
      wanted[i] = (UChar) name[i];
    }
  length = ucal_getTimeZoneIDForWindowsID (wanted, -1, NULL, found, G_N_ELEMENTS (found), &status);
  if (U_FAILURE (status) || length <= 0 || length >= (int32_t) sizeof id)
    return NULL;
  for (int32_t i = 0; i <= length; i++)
    id[i] = (char) found[i];
  return open_zone (id);
}

/** @clinic_zone: for times that name no zone, and whole days */
HavenCalendarZones *
haven_calendar_zones_new (const char *clinic_zone)
{
  HavenCalendarZones *self = g_new0 (HavenCalendarZones, 1);

  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_zone);
  self->budget = 5000000;
  self->clinic = g_time_zone_new_identifier (clinic_zone);
  if (self->clinic == NULL)
    self->clinic = g_time_zone_new_utc ();
  return self;
}

void
haven_calendar_zones_free (HavenCalendarZones *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->zones);
  g_time_zone_unref (self->clinic);
  g_free (self);
}

/** Returns: (transfer none) (nullable): the name, as long as this lives; %NULL once there are too many */
const char *
haven_calendar_zones_intern (HavenCalendarZones *self, const char *name)
{
  gpointer key;

  if (g_hash_table_lookup_extended (self->zones, name, &key, NULL))
    return key;
  if (g_hash_table_size (self->zones) >= HAVEN_CALENDAR_MOST_ZONES)
    return NULL;
  key = g_strdup (name);
  g_hash_table_insert (self->zones, key, g_new0 (Zone, 1));
  return key;
}

static Zone *
find_zone (HavenCalendarZones *self, const char *name)
{
  Zone *zone = g_hash_table_lookup (self->zones, name);

  if (zone == NULL || zone->tried)
    return zone;
  zone->tried = TRUE;
  zone->known = open_zone (name);
  if (zone->known == NULL)
    zone->known = open_behind_prefix (name);
  if (zone->known == NULL)
    zone->known = open_windows_name (name);
  return zone;
}

/* ── What the file says ───────────────────────────────────────────────────── */

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Change *) a)->wall, y = ((const Change *) b)->wall;

  return x < y ? -1 : x > y;
}

static void
add_change (GArray *changes, const HavenCalendarOnset *onset, gint64 wall)
{
  Change change = { wall, onset->from, onset->to };

  g_array_append_val (changes, change);
}

static void
add_onset (HavenCalendarZones *self, GArray *changes, const HavenCalendarOnset *onset)
{
  HavenCalendarSpan span = { .first = onset->start.date,
                             .last = HAVEN_DATE_NONE,
                             .from = haven_date_from_ymd (FIRST_YEAR, 1, 1),
                             .before = haven_date_from_ymd (LAST_YEAR, 1, 1),
                             .most = 400 };
  HavenCalendarMoment until;
  g_autoptr (GArray) days = NULL;
  gboolean ended;

  add_change (changes, onset, haven_calendar_moment_get_wall (&onset->start));
  for (guint i = 0; onset->dates && i < onset->dates->len; i++)
    add_change (changes, onset, haven_calendar_moment_get_wall (&g_array_index (onset->dates, HavenCalendarMoment, i)));
  if (!onset->repeats)
    return;
  if (*onset->rule.until && haven_calendar_moment_parse (onset->rule.until, strlen (onset->rule.until), &until) == HAVEN_CALENDAR_MOMENT_FINE)
    span.last = until.date;
  days = haven_calendar_rule_expand (&onset->rule, &span, &self->budget, &ended);
  for (guint i = 0; i < days->len; i++)
    add_change (changes, onset, (gint64) g_array_index (days, HavenDate, i).day * 86400 + onset->start.second);
}

/**
 * haven_calendar_zones_describe:
 * @onsets: (element-type HavenCalendarOnset): when its clocks change
 *
 * What the file says of a zone counts where the machine does not know the name.
 *
 * Returns: whether it counts
 */
gboolean
haven_calendar_zones_describe (HavenCalendarZones *self, const char *name, GArray *onsets)
{
  const char *key = haven_calendar_zones_intern (self, name);
  Zone *zone = key ? find_zone (self, key) : NULL;

  if (zone == NULL || zone->known != NULL || zone->changes != NULL || onsets->len == 0)
    return FALSE;
  zone->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  for (guint i = 0; i < onsets->len; i++)
    add_onset (self, zone->changes, &g_array_index (onsets, HavenCalendarOnset, i));
  g_array_sort (zone->changes, compare_changes);
  return TRUE;
}

/* ── Instants ─────────────────────────────────────────────────────────────── */

/* A wall time that a change skips counts by the clock before it; one that it repeats is the first (RFC 5545, 3.3.5). */
static int
find_offset (const GArray *changes, gint64 wall)
{
  guint low = 0, high = changes->len;
  const Change *change;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (changes, Change, middle).wall <= wall)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return g_array_index (changes, Change, 0).from;
  change = &g_array_index (changes, Change, low - 1);
  return wall < change->wall + (change->to - change->from) ? change->from : change->to;
}

/** Returns: %FALSE where the zone is known neither to this machine nor to the file */
gboolean
haven_calendar_zones_find_instant (HavenCalendarZones *self, const HavenCalendarMoment *moment, HavenInstant *instant)
{
  gint64 wall = haven_calendar_moment_get_wall (moment);
  const Zone *zone;

  if (moment->is_utc)
    {
      *instant = wall * G_TIME_SPAN_SECOND;
      return TRUE;
    }
  if (moment->zone == NULL || moment->is_day)
    {
      *instant = haven_zone_instant_at (self->clinic, wall);
      return TRUE;
    }
  zone = find_zone (self, moment->zone);
  if (zone == NULL || (zone->known == NULL && zone->changes == NULL))
    return FALSE;
  *instant = zone->known ? haven_zone_instant_at (zone->known, wall) : (wall - find_offset (zone->changes, wall)) * G_TIME_SPAN_SECOND;
  return TRUE;
}

/** What the clocks of @zone (%NULL: the clinic's) show at an instant. */
gboolean
haven_calendar_zones_find_wall (HavenCalendarZones *self, const char *zone_name, HavenInstant instant, HavenCalendarMoment *moment)
{
  const Zone *zone = zone_name ? find_zone (self, zone_name) : NULL;
  gint64 utc = instant / G_TIME_SPAN_SECOND, wall = utc;

  if (zone_name && (zone == NULL || (zone->known == NULL && zone->changes == NULL)))
    return FALSE;
  if (zone && zone->known == NULL)
    {
      const GArray *changes = zone->changes;

      wall = utc + g_array_index (changes, Change, 0).from;
      for (guint i = 0; i < changes->len && g_array_index (changes, Change, i).wall - g_array_index (changes, Change, i).from <= utc; i++)
        wall = utc + g_array_index (changes, Change, i).to;
    }
  else
    {
      GTimeZone *known = zone ? zone->known : self->clinic;

      wall = utc + g_time_zone_get_offset (known, g_time_zone_find_interval (known, G_TIME_TYPE_UNIVERSAL, utc));
    }
  *moment = (HavenCalendarMoment) { .zone = zone_name };
  moment->date.day = (gint32) (wall >= 0 ? wall / 86400 : -((86399 - wall) / 86400));
  moment->second = (int) (wall - (gint64) moment->date.day * 86400);
  return TRUE;
}
