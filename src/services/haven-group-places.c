/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-group-places.h"

#include "haven-appointment-status.h"
#include "haven-booking-service.h"

static gboolean
comes (HavenVisit *other, HavenVisit *visit, const char *resource_id)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (other);
  HavenAppointmentStatus status;

  return haven_appointment_status_parse (appointment->status, &status) && haven_appointment_status_takes_time (status) &&
         haven_visit_takes_resource (other, resource_id) &&
         haven_appointments_are_one_group (appointment, haven_visit_get_appointment (visit));
}

/* Whoever is closed to whoever asks takes a place as well; nothing but their number is told. */
static int
count (const HavenDayPage *page, HavenVisit *visit, const char *resource_id)
{
  int n = 0;

  for (guint i = 0; i < page->visits->len; i++)
    n += comes (page->visits->pdata[i], visit, resource_id);
  for (guint i = 0; i < page->hidden->len; i++)
    {
      const HavenTaken *taken = page->hidden->pdata[i];

      n += g_strcmp0 (taken->resource_id, resource_id) == 0 &&
           haven_taken_is_same_group (taken, haven_visit_get_appointment (visit));
    }
  return n;
}

/**
 * haven_group_places_load:
 * @visit: of kind "group"
 *
 * Reads the day of @visit, and counts who comes to its group.
 *
 * Returns: (transfer full): freed with g_free()
 */
HavenGroupPlaces *
haven_group_places_load (HavenSession *session, HavenVisit *visit, GError **error)
{
  HavenDate date = haven_clock_get_local_date (haven_session_get_clock (session), haven_visit_get_appointment (visit)->starts_at);
  g_autoptr (HavenDayPage) page = haven_booking_load_day (session, date, error);
  HavenGroupPlaces *tightest;

  if (page == NULL)
    return NULL;
  tightest = g_new0 (HavenGroupPlaces, 1);
  for (guint i = 0; i < page->resources->len; i++)
    {
      const HavenResource *resource = page->resources->pdata[i];
      HavenGroupPlaces group = { 0, (int) resource->capacity };

      if (group.places <= 0 || !haven_visit_takes_resource (visit, resource->id))
        continue;
      group.taken = count (page, visit, resource->id);
      if (tightest->places == 0 || group.places - group.taken < tightest->places - tightest->taken)
        *tightest = group;
    }
  return tightest;
}
