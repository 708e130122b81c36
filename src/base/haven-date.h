/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HavenDate:
 * @day: days since 1970-01-01 in the proleptic Gregorian calendar, or %HAVEN_DATE_NONE's value
 *
 * A calendar date with no time zone, as a legal date is. Passed by value.
 */
typedef struct
{
  gint32 day;
} HavenDate;

#define HAVEN_DATE_NONE ((HavenDate) { G_MININT32 })

typedef enum
{
  HAVEN_DATE_ERROR_INVALID,
} HavenDateError;

#define HAVEN_DATE_ERROR (haven_date_error_quark ())
GQuark haven_date_error_quark (void);

/** What became of the day number when a month or year was stepped. */
typedef enum
{
  HAVEN_DATE_STEP_EXACT,
  HAVEN_DATE_STEP_CLAMPED,    /* the target month lacks the day: its last day was taken */
  HAVEN_DATE_STEP_LEAP_MOVED, /* 29 February became 1 March */
} HavenDateStep;

gboolean haven_date_is_set (HavenDate self);
gboolean haven_date_is_valid_ymd (int year, int month, int day);
HavenDate haven_date_from_ymd (int year, int month, int day);
gboolean haven_date_parse (const char *text, HavenDate *date, GError **error);
void haven_date_get_ymd (HavenDate self, int *year, int *month, int *day);
char *haven_date_dup_iso (HavenDate self);

/** Monday is 1, Sunday is 7, as in ISO 8601. */
int haven_date_get_weekday (HavenDate self);
int haven_date_compare (HavenDate a, HavenDate b);
int haven_date_days_between (HavenDate from, HavenDate to);
int haven_date_get_age_on (HavenDate born, HavenDate on);
int haven_date_days_in_month (int year, int month);

HavenDate haven_date_add_days (HavenDate self, int days);
HavenDate haven_date_add_months (HavenDate self, int months, HavenDateStep *step);
HavenDate haven_date_add_years (HavenDate self, int years, HavenDateStep *step);

G_END_DECLS
