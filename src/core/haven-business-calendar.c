/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-business-calendar.h"

#include <glib/gi18n.h>

#define SATURDAY 6
#define SUNDAY 7

/* A table of closed days that never ends would make a search for an open one never end either. */
#define FARTHEST_SEARCH 3660

struct _HavenBusinessCalendar
{
  GHashTable *closed; /* day number → who closes on it, CLOSED_… */
  char *court;        /* nullable: the state court whose days are among them */
};

enum
{
  CLOSED_BY_CLINIC = 1 << 0,
  CLOSED_BY_COURT = 1 << 1,
};

typedef struct
{
  const char *name;
  int month;
  int day;     /* fixed day, or 0 */
  int weekday; /* of a floating one, 1 Monday */
  int nth;     /* which of them in its month; -1 is the last */
} Holiday;

/* 5 USC 6103(a), as it stands since 2021. Dates before that are held against the same list. */
static const Holiday holidays[] = {
  { N_ ("New Year’s Day"), 1, 1, 0, 0 },
  { N_ ("Birthday of Martin Luther King, Jr."), 1, 0, 1, 3 },
  { N_ ("Washington’s Birthday"), 2, 0, 1, 3 },
  { N_ ("Memorial Day"), 5, 0, 1, -1 },
  { N_ ("Juneteenth National Independence Day"), 6, 19, 0, 0 },
  { N_ ("Independence Day"), 7, 4, 0, 0 },
  { N_ ("Labor Day"), 9, 0, 1, 1 },
  { N_ ("Columbus Day"), 10, 0, 1, 2 },
  { N_ ("Veterans Day"), 11, 11, 0, 0 },
  { N_ ("Thanksgiving Day"), 11, 0, 4, 4 },
  { N_ ("Christmas Day"), 12, 25, 0, 0 },
};

static gboolean
is_weekend (HavenDate date)
{
  return haven_date_get_weekday (date) >= SATURDAY;
}

static gboolean
is_named_day (const Holiday *holiday, HavenDate date)
{
  int year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  if (month != holiday->month)
    return FALSE;
  if (holiday->day != 0)
    return day == holiday->day;
  if (haven_date_get_weekday (date) != holiday->weekday)
    return FALSE;
  if (holiday->nth < 0)
    return day + 7 > haven_date_days_in_month (year, month);
  return (day - 1) / 7 + 1 == holiday->nth;
}

static const char *
find_named_day (HavenDate date)
{
  for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
    if (is_named_day (&holidays[i], date))
      return holidays[i].name;
  return NULL;
}

HavenBusinessCalendar *
haven_business_calendar_new (void)
{
  HavenBusinessCalendar *self = g_new0 (HavenBusinessCalendar, 1);

  self->closed = g_hash_table_new (NULL, NULL);
  return self;
}

HavenBusinessCalendar *
haven_business_calendar_copy (const HavenBusinessCalendar *self)
{
  HavenBusinessCalendar *copy;
  GHashTableIter iter;
  gpointer key, by;

  g_return_val_if_fail (self != NULL, NULL);

  copy = haven_business_calendar_new ();
  g_hash_table_iter_init (&iter, self->closed);
  while (g_hash_table_iter_next (&iter, &key, &by))
    g_hash_table_insert (copy->closed, key, by);
  copy->court = g_strdup (self->court);
  return copy;
}

void
haven_business_calendar_free (HavenBusinessCalendar *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->closed);
  g_free (self->court);
  g_free (self);
}

static int
get_closed_by (const HavenBusinessCalendar *self, HavenDate date)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->closed, GINT_TO_POINTER (date.day)));
}

static void
add_closed (HavenBusinessCalendar *self, HavenDate date, int by)
{
  g_hash_table_insert (self->closed, GINT_TO_POINTER (date.day), GINT_TO_POINTER (get_closed_by (self, date) | by));
}

/** Adds a day of the clinic's own table; a day that is closed already stays closed. */
void
haven_business_calendar_add_closed_day (HavenBusinessCalendar *self, HavenDate date)
{
  g_return_if_fail (self != NULL && haven_date_is_set (date));
  add_closed (self, date, CLOSED_BY_CLINIC);
}

/** From now on the calendar is also that of a state court, whose days are added one by one. */
void
haven_business_calendar_set_court (HavenBusinessCalendar *self, const char *court)
{
  g_return_if_fail (self != NULL && court != NULL);
  g_set_str (&self->court, court);
}

/** Returns: (nullable): the state court by whose days the calendar goes too */
const char *
haven_business_calendar_get_court (const HavenBusinessCalendar *self)
{
  return self ? self->court : NULL;
}

/** Adds a day on which the calendar's court is closed. */
void
haven_business_calendar_add_court_day (HavenBusinessCalendar *self, HavenDate date)
{
  g_return_if_fail (self != NULL && self->court != NULL && haven_date_is_set (date));
  add_closed (self, date, CLOSED_BY_COURT);
}

/** Whether it is the court alone that is closed, among those that have tables. */
gboolean
haven_business_calendar_is_court_day (const HavenBusinessCalendar *self, HavenDate date)
{
  return self != NULL && get_closed_by (self, date) == CLOSED_BY_COURT;
}

/**
 * haven_federal_holiday_get_name:
 *
 * A holiday on a Saturday is observed on the Friday before it, one on a Sunday on the Monday after:
 * 31 December may be next year's New Year's Day.
 *
 * Returns: (nullable): the name of the federal holiday kept on @date, for gettext(); %NULL on any
 * other day
 */
const char *
haven_federal_holiday_get_name (HavenDate date)
{
  const char *name;

  g_return_val_if_fail (haven_date_is_set (date), NULL);

  name = find_named_day (date);
  if (name == NULL && haven_date_get_weekday (date) == SATURDAY - 1)
    name = find_named_day (haven_date_add_days (date, 1));
  else if (name == NULL && haven_date_get_weekday (date) == 1)
    name = find_named_day (haven_date_add_days (date, -1));
  return name;
}

gboolean
haven_business_calendar_is_open (const HavenBusinessCalendar *self, HavenDate date)
{
  g_return_val_if_fail (haven_date_is_set (date), FALSE);

  return !is_weekend (date) && haven_federal_holiday_get_name (date) == NULL &&
         !(self && g_hash_table_contains (self->closed, GINT_TO_POINTER (date.day)));
}

static HavenDate
find_open (const HavenBusinessCalendar *self, HavenDate date, int direction)
{
  g_return_val_if_fail (haven_date_is_set (date), HAVEN_DATE_NONE);

  for (int i = 0; i < FARTHEST_SEARCH; i++)
    {
      HavenDate candidate = haven_date_add_days (date, i * direction);

      if (haven_business_calendar_is_open (self, candidate))
        return candidate;
    }
  return HAVEN_DATE_NONE;
}

/** Returns: the first open day on or after @date; unset where ten years have none */
HavenDate
haven_business_calendar_next_open (const HavenBusinessCalendar *self, HavenDate date)
{
  return find_open (self, date, 1);
}

/** Returns: the last open day on or before @date; unset where ten years have none */
HavenDate
haven_business_calendar_previous_open (const HavenBusinessCalendar *self, HavenDate date)
{
  return find_open (self, date, -1);
}

/**
 * haven_business_calendar_add_working_days:
 * @days: how many open days to go forward, or back where negative; 0 gives @date itself, open or
 * not
 *
 * Returns: the @days-th open day after (before) @date, which itself is not counted; unset where the
 * calendar has too few open days
 */
HavenDate
haven_business_calendar_add_working_days (const HavenBusinessCalendar *self,
                                          HavenDate date,
                                          int days)
{
  int direction = days < 0 ? -1 : 1;

  g_return_val_if_fail (haven_date_is_set (date), HAVEN_DATE_NONE);

  for (int left = ABS (days); left > 0 && haven_date_is_set (date); left--)
    date = find_open (self, haven_date_add_days (date, direction), direction);
  return date;
}
