/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first free time that suits somebody who waits. What stands against a time is asked of what booking asks, so that
 * nothing is proposed that booking refuses.
 */

#include "haven-waiting-service.h"

#include "haven-booking-private.h"
#include "haven-people.h"
#include "haven-trips-service.h"

#include <glib/gi18n.h>

#define DAYS 42 /* that are looked at, from the first one that is wanted */
#define STEP 15
#define OPENS (7 * 60) /* nobody is asked to come outside of these, unless they said so */
#define CLOSES (21 * 60)

typedef struct
{
  HavenSession *session;
  const char *entry_id;
  HavenWaitProposal *proposal;
  GPtrArray *providers; /* HavenResource; none: it is not said with whom */
} Search;

void
haven_wait_proposal_free (HavenWaitProposal *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entry, haven_wait_entry_free);
  g_free (self->with_name);
  g_free (self->resource_id);
  g_free (self);
}

/* Whom they wait for, or all who do visits of that kind. */
static GPtrArray *
list_providers (HavenTransaction *transaction, const HavenWaitEntry *entry, GError **error)
{
  const char *kind = haven_trip_kind_get_provider (entry->kind);
  GPtrArray *resources = haven_transaction_list (transaction, &haven_resource_info, NULL, NULL, "position", error);

  for (guint i = resources ? resources->len : 0; i > 0; i--)
    {
      const HavenResource *one = resources->pdata[i - 1];

      if (!one->active || (entry->resource_id ? g_strcmp0 (one->id, entry->resource_id) != 0 : g_strcmp0 (one->kind, kind) != 0))
        g_ptr_array_remove_index (resources, i - 1);
    }
  return resources;
}

typedef enum
{
  CLEAR,
  TAKEN,
  NOBODY_CAN, /* it is the person or the day: nobody else would make it better */
  DAY_CLOSED,
  FAILED
} Verdict;

static Verdict
judge (GPtrArray *conflicts)
{
  Verdict verdict = conflicts->len == 0 ? CLEAR : TAKEN;

  for (guint i = 0; i < conflicts->len; i++)
    switch ((int) ((const HavenAppointmentConflict *) conflicts->pdata[i])->code)
      {
      case HAVEN_CONFLICT_CLINIC_CLOSED:
        return DAY_CLOSED;
      case HAVEN_CONFLICT_PERSON_BUSY:
      case HAVEN_CONFLICT_OUTSIDE_SAFE_HOURS:
        verdict = NOBODY_CAN;
        break;
      default:
        break;
      }
  return verdict;
}

static Verdict
try_with (HavenTransaction *transaction, Search *search, HavenDate date, int minute, const HavenResource *provider, GError **error)
{
  const HavenWaitEntry *entry = search->proposal->entry;
  const char *const resource_ids[] = { provider ? provider->id : NULL, NULL };
  g_autoptr (HavenAppointment) proposed = haven_appointment_new ();
  g_autoptr (GPtrArray) conflicts = NULL;

  proposed->patient_id = g_strdup (entry->patient_id);
  proposed->kind = g_strdup (entry->kind ? entry->kind : "legal");
  proposed->status = g_strdup ("confirmed");
  proposed->mode = g_strdup ("in-person");
  proposed->site = provider ? g_strdup (provider->site) : NULL;
  haven_booking_fill_times (proposed, haven_session_get_clock (search->session), date, minute, (int) entry->minutes_long);
  conflicts = haven_booking_list_conflicts (transaction, search->session, proposed, resource_ids, NULL, error);
  return conflicts ? judge (conflicts) : FAILED;
}

static Verdict
try_minute (HavenTransaction *transaction, Search *search, HavenDate date, int minute, GError **error)
{
  Verdict verdict = TAKEN;
  guint n = MAX (search->providers->len, 1);

  for (guint i = 0; i < n && verdict == TAKEN; i++)
    {
      const HavenResource *provider = search->providers->len > 0 ? search->providers->pdata[i] : NULL;

      verdict = try_with (transaction, search, date, minute, provider, error);
      if (verdict == CLEAR && provider)
        search->proposal->resource_id = g_strdup (provider->id);
    }
  return verdict;
}

static Verdict
try_day (HavenTransaction *transaction, Search *search, HavenDate date, int from, GError **error)
{
  const HavenWaitEntry *entry = search->proposal->entry;
  const gboolean any = entry->earliest == entry->latest;
  int first = any ? OPENS : (int) entry->earliest, last = (any ? CLOSES : (int) entry->latest) - (int) entry->minutes_long;
  Verdict verdict = TAKEN;

  first = (MAX (first, from) + STEP - 1) / STEP * STEP;
  for (int minute = first; minute <= last && verdict != CLEAR && verdict != DAY_CLOSED && verdict != FAILED; minute += STEP)
    {
      if (!haven_wait_entry_admits (entry, date, minute) ||
          !haven_clock_shows (haven_session_get_clock (search->session), date, minute))
        continue;
      verdict = try_minute (transaction, search, date, minute, error);
      if (verdict == CLEAR)
        search->proposal->minute = minute;
    }
  return verdict;
}

static gboolean
search_days (HavenTransaction *transaction, Search *search, GError **error)
{
  const HavenWaitEntry *entry = search->proposal->entry;
  HavenClock *clock = haven_session_get_clock (search->session);
  HavenDate today = haven_clock_today (clock), date = today;

  if (haven_date_is_set (entry->not_before) && haven_date_compare (entry->not_before, today) > 0)
    date = entry->not_before;
  for (int i = 0; i < DAYS && (!haven_date_is_set (entry->not_after) || haven_date_compare (date, entry->not_after) <= 0);
       i++, date = haven_date_add_days (date, 1))
    {
      int from = haven_date_compare (date, today) == 0 ? haven_clock_minute_of_day (clock) + 1 : 0;
      Verdict verdict = try_day (transaction, search, date, from, error);

      if (verdict == FAILED)
        return FALSE;
      if (verdict != CLEAR)
        continue;
      search->proposal->date = date;
      return TRUE;
    }
  return TRUE;
}

static gboolean
find_time (HavenTransaction *transaction, gpointer data, GError **error)
{
  Search *search = data;
  HavenWaitProposal *proposal = search->proposal;
  gboolean done;

  proposal->entry = haven_transaction_load (transaction, &haven_wait_entry_info, search->entry_id, error);
  if (proposal->entry && g_strcmp0 (proposal->entry->status, "waiting") != 0)
    {
      g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, _ ("This person no longer waits. Book a visit for them instead."));
      return FALSE;
    }
  search->providers = proposal->entry ? list_providers (transaction, proposal->entry, error) : NULL;
  if (search->providers == NULL)
    return FALSE;
  if (proposal->entry->resource_id && search->providers->len > 0)
    proposal->with_name = g_strdup (((const HavenResource *) search->providers->pdata[0])->name);
  done = search_days (transaction, search, error);
  g_clear_pointer (&search->providers, g_ptr_array_unref);
  return done;
}

/**
 * haven_waiting_find_time:
 *
 * The first time in the next weeks that somebody who waits could have: on a day and at an hour that they want, with whom they
 * wait for or with somebody who does such visits, and with nothing that stands against it. Only a proposal: nothing is kept.
 *
 * Returns: (transfer full) (nullable)
 */
HavenWaitProposal *
haven_waiting_find_time (HavenSession *session, const char *entry_id, GError **error)
{
  g_autoptr (HavenWaitProposal) proposal = g_new0 (HavenWaitProposal, 1);
  Search search = { session, entry_id, proposal, NULL };

  proposal->date = HAVEN_DATE_NONE;
  proposal->minute = -1;
  if (!haven_session_run (session, HAVEN_ACTION_LIST, HAVEN_IN_SHARED, "wait_entry", entry_id, NULL, find_time, &search, error))
    return NULL;
  return g_steal_pointer (&proposal);
}
