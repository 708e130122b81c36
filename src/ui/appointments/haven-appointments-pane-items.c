/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-appointments-pane-items.h"

#include "haven-allowance.h"
#include "haven-visit-words.h"

#include <glib/gi18n.h>

#define MINUTES_A_DAY 1440

/* ── Open hours ───────────────────────────────────────────────────────────── */

/* Cuts @from to @to out of the open hours. */
static void
cut (GArray *open, int from, int to)
{
  for (guint i = 0; i < open->len; i++)
    {
      HavenDayInterval *interval = &g_array_index (open, HavenDayInterval, i);
      HavenDayInterval rest = { MAX (to, interval->opens), interval->closes };

      if (to <= interval->opens || from >= interval->closes)
        continue;
      interval->closes = MAX (from, interval->opens);
      if (rest.opens < rest.closes)
        g_array_append_val (open, rest);
    }
}

/* A resource with no hours at all is always open, as it is where conflicts are looked for. */
static GArray *
create_open (const HavenDayPage *page, const char *resource_id, int weekday)
{
  GArray *open = g_array_new (FALSE, FALSE, sizeof (HavenDayInterval));
  const HavenDayInterval always = { 0, MINUTES_A_DAY };
  gboolean has_hours = FALSE;

  for (guint i = 0; i < page->hours->len; i++)
    {
      const HavenResourceHours *hours = page->hours->pdata[i];
      HavenDayInterval interval = { (int) hours->opens_at, (int) hours->closes_at };

      if (g_strcmp0 (hours->resource_id, resource_id) != 0)
        continue;
      has_hours = TRUE;
      if (hours->weekday == weekday)
        g_array_append_val (open, interval);
    }
  if (!has_hours)
    g_array_append_val (open, always);
  return open;
}

static void
cut_absences (GArray *open, const HavenDayPage *page, const char *resource_id, HavenClock *clock, HavenDate date)
{
  HavenInstant start = haven_clock_instant_at (clock, date, 0), end = haven_clock_instant_at (clock, date, MINUTES_A_DAY);

  for (guint i = 0; i < page->absences->len; i++)
    {
      const HavenResourceAbsence *absence = page->absences->pdata[i];

      if (g_strcmp0 (absence->resource_id, resource_id) != 0 || absence->starts_at >= end || absence->ends_at <= start)
        continue;
      cut (open,
           absence->starts_at <= start ? 0 : haven_clock_get_local_minute (clock, absence->starts_at),
           absence->ends_at >= end ? MINUTES_A_DAY : haven_clock_get_local_minute (clock, absence->ends_at));
    }
}

/** Returns: (transfer none) (nullable): the day of @date on which the clinic is closed */
const HavenClosedDay *
haven_appointments_pane_find_closed (const HavenDayPage *page, HavenDate date)
{
  for (guint i = 0; i < page->closed->len; i++)
    if (haven_date_compare (((const HavenClosedDay *) page->closed->pdata[i])->on_date, date) == 0)
      return page->closed->pdata[i];
  return NULL;
}

static HavenDayColumn *
create_column (const HavenDayPage *page, const HavenResource *resource, HavenClock *clock, HavenDate date)
{
  HavenDayColumn *column = haven_day_column_new (resource->id, resource->name, resource->kind);
  g_autoptr (GArray) open = create_open (page, resource->id, haven_date_get_weekday (date));

  cut_absences (open, page, resource->id, clock, date);
  if (haven_appointments_pane_find_closed (page, date) != NULL)
    g_array_set_size (open, 0);
  for (guint i = 0; i < open->len; i++)
    {
      const HavenDayInterval *interval = &g_array_index (open, HavenDayInterval, i);

      haven_day_column_add_open (column, interval->opens, interval->closes);
    }
  return column;
}

/**
 * haven_appointments_pane_create_columns:
 * @kinds: (array zero-terminated=1): the kinds of resource to show
 *
 * Returns: (transfer full) (element-type HavenDayColumn): with the hours in which each is open on @date
 */
GPtrArray *
haven_appointments_pane_create_columns (const HavenDayPage *page, HavenClock *clock, HavenDate date, const char *const *kinds)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < page->resources->len; i++)
    {
      const HavenResource *resource = page->resources->pdata[i];

      if (resource->active && g_strv_contains (kinds, resource->kind))
        g_ptr_array_add (columns, create_column (page, resource, clock, date));
    }
  return columns;
}

/** Returns: (transfer full): a day without its year, so that a week fits on a screen, and a day over a narrow one */
char *
haven_appointments_pane_dup_day_name (HavenDate date)
{
  g_autoptr (GDateTime) time = NULL;
  int year, month, day;

  haven_date_get_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 12, 0, 0);
  /* Translators: the heading of a day in the week view; see strftime(3) */
  return g_date_time_format (time, _("%a %-d %b"));
}

/**
 * haven_appointments_pane_create_day_column:
 * @resource_id: (nullable): whose hours the day has; else it is open as long as anybody is
 *
 * Returns: (transfer full): a day as a column; its id is the ISO date
 */
HavenDayColumn *
haven_appointments_pane_create_day_column (const HavenDayPage *page,
                                           HavenClock *clock,
                                           HavenDate date,
                                           const char *resource_id,
                                           const char *kind)
{
  g_autofree char *id = haven_date_dup_iso (date);
  g_autofree char *name = haven_appointments_pane_dup_day_name (date);
  HavenDayColumn *column = haven_day_column_new (id, name, kind);

  for (guint i = 0; i < page->resources->len && !g_str_equal (kind, "closed"); i++)
    {
      const HavenResource *resource = page->resources->pdata[i];
      g_autoptr (GArray) open = NULL;

      if (!resource->active || (resource_id != NULL && g_strcmp0 (resource->id, resource_id) != 0))
        continue;
      open = create_open (page, resource->id, haven_date_get_weekday (date));
      cut_absences (open, page, resource->id, clock, date);
      for (guint j = 0; j < open->len; j++)
        haven_day_column_add_open (column,
                                   g_array_index (open, HavenDayInterval, j).opens,
                                   g_array_index (open, HavenDayInterval, j).closes);
    }
  return column;
}

/* ── Events ───────────────────────────────────────────────────────────────── */

static gboolean
share_person (HavenVisit *a, HavenVisit *b)
{
  return g_strcmp0 (haven_visit_get_appointment (a)->patient_id, haven_visit_get_appointment (b)->patient_id) == 0;
}

static gboolean
share_resource (HavenVisit *a, HavenVisit *b)
{
  const char *const *ids = haven_visit_get_resource_ids (a);

  if (haven_appointments_are_one_group (haven_visit_get_appointment (a), haven_visit_get_appointment (b)))
    return FALSE;
  for (gsize i = 0; ids[i]; i++)
    if (haven_visit_takes_resource (b, ids[i]))
      return TRUE;
  return FALSE;
}

static gboolean
clash (HavenVisit *a, HavenVisit *b)
{
  const HavenAppointment *one = haven_visit_get_appointment (a), *other = haven_visit_get_appointment (b);

  if (a == b || !haven_appointment_status_takes_time (haven_visit_get_status (a)) ||
      !haven_appointment_status_takes_time (haven_visit_get_status (b)))
    return FALSE;
  return (share_person (a, b) && haven_span_meets (haven_span_of_person (one), haven_span_of_person (other))) ||
         (share_resource (a, b) && haven_span_meets (haven_span_of_resources (one), haven_span_of_resources (other)));
}

/* With what is not shown. */
static gboolean
is_hidden_clash (HavenVisit *visit, const HavenTaken *taken)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);

  if (haven_taken_is_same_group (taken, appointment))
    return FALSE;
  return haven_span_meets (haven_span_of_resources (appointment), (HavenSpan) { taken->starts_at, taken->ends_at }) &&
         haven_appointment_status_takes_time (haven_visit_get_status (visit)) &&
         haven_visit_takes_resource (visit, taken->resource_id);
}

static gboolean
has_clash (const HavenDayPage *page, HavenVisit *visit)
{
  for (guint i = 0; i < page->hidden->len; i++)
    if (is_hidden_clash (visit, page->hidden->pdata[i]))
      return TRUE;
  for (guint i = 0; i < page->visits->len; i++)
    if (clash (visit, page->visits->pdata[i]))
      return TRUE;
  return FALSE;
}

static HavenDayEvent *
create_event (const HavenDayPage *page, HavenVisit *visit, const char *const *column_ids)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);
  int start = haven_visit_get_start_minute (visit);

  return haven_day_event_new (appointment->id,
                              column_ids,
                              start,
                              MIN (start + haven_visit_get_minutes_long (visit), MINUTES_A_DAY),
                              haven_visit_get_person_words (visit),
                              haven_visit_get_title_words (visit),
                              appointment->status,
                              has_clash (page, visit));
}

/* Of what is not shown, each resource has a block of its own: that two are taken by one visit is not told. */
static HavenDayEvent *
create_taken (const HavenDayPage *page, HavenClock *clock, guint position, HavenDate date, const char *column_id)
{
  const HavenTaken *taken = page->hidden->pdata[position];
  HavenInstant start = haven_clock_instant_at (clock, date, 0), end = haven_clock_instant_at (clock, date, MINUTES_A_DAY);
  g_autofree char *id = g_strdup_printf ("taken-%u-%s", position, column_id);

  return haven_day_event_new_taken (
      id,
      (const char *const[]) { column_id, NULL },
      taken->starts_at <= start ? 0 : haven_clock_get_local_minute (clock, taken->starts_at),
      taken->ends_at >= end ? MINUTES_A_DAY : haven_clock_get_local_minute (clock, taken->ends_at));
}

/** Returns: (transfer full) (element-type HavenDayEvent): the day's visits; those that overlap are flagged. What is not
 *   shown is a time that is taken */
GPtrArray *
haven_appointments_pane_create_events (const HavenDayPage *page, HavenClock *clock, HavenDate date)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < page->visits->len; i++)
    g_ptr_array_add (events, create_event (page, page->visits->pdata[i], haven_visit_get_resource_ids (page->visits->pdata[i])));
  for (guint i = 0; i < page->hidden->len; i++)
    g_ptr_array_add (events, create_taken (page, clock, i, date, ((const HavenTaken *) page->hidden->pdata[i])->resource_id));
  return events;
}

static gboolean
is_on (HavenClock *clock, HavenDate date, const HavenTaken *taken)
{
  return taken->starts_at < haven_clock_instant_at (clock, date, MINUTES_A_DAY) &&
         taken->ends_at > haven_clock_instant_at (clock, date, 0);
}

/**
 * haven_appointments_pane_add_week_taken:
 * @resource_id: (nullable): whose week it is; where it is everybody's, what is taken stands in nobody's way
 *
 * Adds what is not shown, each time in the column of its day.
 */
void
haven_appointments_pane_add_week_taken (GPtrArray *events,
                                        const HavenDayPage *page,
                                        HavenClock *clock,
                                        HavenDate first,
                                        int n_days,
                                        const char *resource_id)
{
  for (int day = 0; resource_id != NULL && day < n_days; day++)
    {
      HavenDate date = haven_date_add_days (first, day);
      g_autofree char *column_id = haven_date_dup_iso (date);

      for (guint i = 0; i < page->hidden->len; i++)
        if (g_strcmp0 (((const HavenTaken *) page->hidden->pdata[i])->resource_id, resource_id) == 0 &&
            is_on (clock, date, page->hidden->pdata[i]))
          g_ptr_array_add (events, create_taken (page, clock, i, date, column_id));
    }
}

/**
 * haven_appointments_pane_create_week_events:
 * @visits: (element-type HavenVisit): those of @page that are shown
 *
 * Returns: (transfer full) (element-type HavenDayEvent): each in the column of its day
 */
GPtrArray *
haven_appointments_pane_create_week_events (const HavenDayPage *page, GPtrArray *visits)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < visits->len; i++)
    {
      const char *local = haven_visit_get_appointment (visits->pdata[i])->local_start;
      g_autofree char *day = g_strndup (local ? local : "", 10);

      g_ptr_array_add (events, create_event (page, visits->pdata[i], (const char *const[]) { day, NULL }));
    }
  return events;
}
