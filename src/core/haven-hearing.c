/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-hearing.h"

#include "haven-allowance.h"
#include "haven-match-key.h"

#include <glib/gi18n.h>

/** Whether somebody has to be somewhere on that day, so that it has an hour and a place; all others are kept by a day. */
gboolean
haven_deadline_is_kept_on_its_day (const HavenDeadline *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return g_strcmp0 (self->kind, "hearing") == 0;
}

/** Returns: the day itself, and not the one to plan by, which may be an open day before it */
HavenDate
haven_deadline_get_day (const HavenDeadline *self)
{
  g_return_val_if_fail (self != NULL, HAVEN_DATE_NONE);
  return haven_date_is_set (self->last_safe_day) ? self->last_safe_day : self->plan_by;
}

/**
 * haven_expected_time_new:
 * @hearing: of a matter that has another side
 *
 * When that other side is expected where the hearing is: from an hour before it to two hours after its start; on the whole
 * day where nobody knows the hour.
 *
 * Returns: (transfer full) (nullable): %NULL where it is settled, has no day or no place, or is no hearing
 */
HavenExpectedTime *
haven_expected_time_new (const HavenDeadline *hearing, HavenClock *clock)
{
  g_autofree char *place_key = haven_match_key_dup_place (hearing->place);
  HavenDate day = haven_deadline_get_day (hearing);
  int minute = hearing->at_minute >= 0 && hearing->at_minute < 1440 ? (int) hearing->at_minute : -1;
  HavenInstant start;
  HavenExpectedTime *self;

  if (!haven_deadline_is_kept_on_its_day (hearing) || g_strcmp0 (hearing->status, "open") != 0 ||
      !haven_date_is_set (day) || *place_key == '\0')
    return NULL;
  self = g_new0 (HavenExpectedTime, 1);
  self->deadline_id = g_strdup (hearing->id);
  self->patient_id = g_strdup (hearing->patient_id);
  self->place_key = g_steal_pointer (&place_key);
  self->at_minute = minute;
  start = haven_clock_instant_at (clock, day, MAX (minute, 0));
  self->from = minute < 0 ? start : start - HAVEN_HEARING_MINUTES_BEFORE * G_TIME_SPAN_MINUTE;
  self->until = minute < 0 ? haven_clock_instant_at (clock, haven_date_add_days (day, 1), 0)
                           : start + HAVEN_HEARING_MINUTES_AFTER * G_TIME_SPAN_MINUTE;
  return self;
}

void
haven_expected_time_free (HavenExpectedTime *self)
{
  if (self == NULL)
    return;
  g_free (self->deadline_id);
  g_free (self->patient_id);
  g_free (self->place_key);
  g_free (self);
}

/** Whether a site is that place, however it is written; nobody knows which place an unnamed one is. */
gboolean
haven_expected_time_is_at (const HavenExpectedTime *self, const char *site)
{
  g_autofree char *key = haven_match_key_dup_place (site);

  g_return_val_if_fail (self != NULL, FALSE);
  return *key != '\0' && g_str_equal (key, self->place_key);
}

/** Whether a visit brings the person there at that time. The time to rest after it counts, as they rest where they are. */
gboolean
haven_expected_time_meets (const HavenExpectedTime *self, const HavenAppointment *visit)
{
  g_return_val_if_fail (self != NULL && visit != NULL, FALSE);
  return visit->patient_id != NULL && g_strcmp0 (visit->patient_id, self->patient_id) == 0 &&
         (visit->mode == NULL || g_str_equal (visit->mode, "in-person")) &&
         haven_span_meets (haven_span_of_person (visit), (HavenSpan) { self->from, self->until }) &&
         haven_expected_time_is_at (self, visit->site);
}

/** Returns: (transfer full): that they are expected; no word of who, nor of why, as it stands on a screen of the appointments */
char *
haven_expected_time_dup_sentence (const HavenExpectedTime *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (self->at_minute < 0)
    return g_strdup (_ ("Somebody who must not be met is expected at this place on that day."));
  return g_strdup_printf (_ ("Somebody who must not be met is expected at this place then (%02d:%02d)."),
                          self->at_minute / 60,
                          self->at_minute % 60);
}
