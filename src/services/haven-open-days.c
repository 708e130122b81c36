/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-open-days.h"

#include "haven-business-calendar.h"
#include "haven-calendar.h"

struct _HavenOpenDays
{
  gatomicrefcount references;
  HavenBusinessCalendar *clinic;
  GHashTable *courts; /* name → HavenBusinessCalendar: the clinic's days and the court's */
};

static HavenOpenDays *
create (HavenBusinessCalendar *clinic)
{
  HavenOpenDays *self = g_new0 (HavenOpenDays, 1);

  g_atomic_ref_count_init (&self->references);
  self->clinic = clinic;
  self->courts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) haven_business_calendar_free);
  return self;
}

HavenOpenDays *
haven_open_days_ref (HavenOpenDays *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_open_days_unref (HavenOpenDays *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  haven_business_calendar_free (self->clinic);
  g_hash_table_unref (self->courts);
  g_free (self);
}

static HavenBusinessCalendar *
ensure_court (HavenOpenDays *self, const char *court)
{
  HavenBusinessCalendar *calendar = g_hash_table_lookup (self->courts, court);

  if (calendar == NULL)
    {
      calendar = haven_business_calendar_copy (self->clinic);
      haven_business_calendar_set_court (calendar, court);
      g_hash_table_insert (self->courts, g_strdup (court), calendar);
    }
  return calendar;
}

static void
add_court_days (HavenOpenDays *self, GPtrArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      const HavenCourtDay *day = days->pdata[i];

      haven_business_calendar_add_court_day (ensure_court (self, day->court), day->on_date);
    }
}

/** Reads them inside a transaction that may view matters. */
HavenOpenDays *
haven_open_days_read (HavenTransaction *transaction, GError **error)
{
  g_autoptr (HavenOpenDays) self = create (haven_business_calendar_new ());
  g_autoptr (GPtrArray) closed = NULL;
  g_autoptr (GPtrArray) courts = NULL;

  closed = haven_transaction_list (transaction, &haven_closed_day_info, "calendar", "clinic", NULL, error);
  for (guint i = 0; closed && i < closed->len; i++)
    haven_business_calendar_add_closed_day (self->clinic, ((const HavenClosedDay *) closed->pdata[i])->on_date);
  if (closed != NULL)
    courts = haven_transaction_list (transaction, &haven_court_day_info, NULL, NULL, NULL, error);
  if (courts == NULL)
    return NULL;
  add_court_days (self, courts);
  return g_steal_pointer (&self);
}

static gboolean
read_days (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenOpenDays **days = data;

  *days = haven_open_days_read (transaction, error);
  return *days != NULL;
}

/** The same in a transaction of its own. Waits for the store. */
HavenOpenDays *
haven_open_days_load (HavenSession *session, GError **error)
{
  HavenOpenDays *days = NULL;

  if (!haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_LEGAL, "court_day", NULL, NULL, read_days, &days, error))
    return NULL;
  return days;
}

/**
 * haven_open_days_copy_with:
 * @days: (element-type HavenCourtDay): all days of @court, as they would be
 */
HavenOpenDays *
haven_open_days_copy_with (const HavenOpenDays *self, const char *court, GPtrArray *days)
{
  HavenOpenDays *copy;
  GHashTableIter iter;
  gpointer name, calendar;

  g_return_val_if_fail (self != NULL && court != NULL && days != NULL, NULL);

  copy = create (haven_business_calendar_copy (self->clinic));
  g_hash_table_iter_init (&iter, self->courts);
  while (g_hash_table_iter_next (&iter, &name, &calendar))
    if (!g_str_equal (name, court))
      g_hash_table_insert (copy->courts, g_strdup (name), haven_business_calendar_copy (calendar));
  add_court_days (copy, days);
  return copy;
}

/** Returns: the clinic's days, without any court's; belongs to @self */
const HavenBusinessCalendar *
haven_open_days_get_clinic (const HavenOpenDays *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->clinic;
}

/**
 * haven_open_days_get_calendar:
 * @court: (nullable): whose calendar the matter has; it counts for rules that go by a state court
 *
 * Returns: by which days to plan, the clinic's alone where no day of @court is known; belongs to @self
 */
const HavenBusinessCalendar *
haven_open_days_get_calendar (const HavenOpenDays *self, const HavenDeadlineRule *rule, const char *court)
{
  const HavenBusinessCalendar *calendar = NULL;

  g_return_val_if_fail (self != NULL && rule != NULL, NULL);

  if (court != NULL && haven_deadline_rule_goes_by_state_court (rule))
    calendar = g_hash_table_lookup (self->courts, court);
  return calendar ? calendar : self->clinic;
}
