/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-calendar.h"
#include "haven-choice.h"

G_BEGIN_DECLS

#define HAVEN_SERIES_MOST_VISITS 104
#define HAVEN_SERIES_MOST_DAYS 732 /* two years */

typedef enum
{
  HAVEN_SERIES_NEVER,
  HAVEN_SERIES_DAILY,
  HAVEN_SERIES_WEEKLY,
  HAVEN_SERIES_MONTHLY_BY_DAY,     /* the same day of the month; months without it are left out */
  HAVEN_SERIES_MONTHLY_BY_WEEKDAY, /* the second Tuesday; months without a fifth one are left out */
} HavenSeriesFrequency;

#define HAVEN_N_SERIES_FREQUENCIES 5

/** On which days a visit comes again. */
typedef struct
{
  HavenSeriesFrequency frequency;
  int every;      /* each day, week or month, each second one, … */
  guint weekdays; /* weekly: bit 0 Monday to bit 6 Sunday; 0: that of the first day */
  HavenDate first;
  HavenDate last; /* HAVEN_DATE_NONE: as many as @count says */
  int count;      /* 0: as long as @last says */
} HavenSeriesRule;

/** Which visits of a series somebody means. */
typedef enum
{
  HAVEN_SERIES_THIS,
  HAVEN_SERIES_FOLLOWING,
  HAVEN_SERIES_ALL,
} HavenSeriesScope;

/** A visit that comes again: the rule that its visits were made by. The visits themselves are what counts. */
typedef struct
{
  char *id;
  char *patient_id;
  char *frequency;  /* see haven_series_frequency_get_code() */
  gint64 every;
  gint64 weekdays;
  HavenDate first_on;
  HavenDate last_on;  /* of the visits that were made */
  gint64 row_version;
} HavenAppointmentSeries;
HAVEN_DECLARE_RECORD (HavenAppointmentSeries, haven_appointment_series)

const char *haven_series_frequency_get_code (HavenSeriesFrequency frequency);
const char *haven_series_frequency_get_label (HavenSeriesFrequency frequency);
gboolean haven_series_rule_check (const HavenSeriesRule *rule, GError **error);
GArray *haven_series_expand (const HavenSeriesRule *rule);
GPtrArray *haven_series_select (GPtrArray *visits, const char *visit_id, HavenSeriesScope scope);
gboolean haven_series_is_exception (const HavenAppointment *visit);

#define HAVEN_SERIES_ERROR (haven_series_error_quark ())
GQuark haven_series_error_quark (void);

typedef enum
{
  HAVEN_SERIES_ERROR_RULE,
} HavenSeriesError;

G_END_DECLS
