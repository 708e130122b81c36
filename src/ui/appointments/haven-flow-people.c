/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-flow-people.h"

#include "haven-flow-service.h"

void
haven_flow_person_free (HavenFlowPerson *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->current);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_free (self);
}

/* Whoever may see that there is a visit, but not whose, sees each as one person. */
static const char *
get_key (HavenVisit *visit)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);

  return appointment->patient_id ? appointment->patient_id : appointment->id;
}

static HavenFlowPerson *
create_person (const HavenDayPage *page, const char *key)
{
  HavenFlowPerson *self = g_new0 (HavenFlowPerson, 1);
  g_autoptr (GPtrArray) visits = g_ptr_array_new ();

  self->visits = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_appointment_free);
  for (guint i = 0; i < page->visits->len; i++)
    if (g_str_equal (get_key (page->visits->pdata[i]), key))
      {
        g_ptr_array_add (visits, page->visits->pdata[i]);
        g_ptr_array_add (self->visits, haven_flow_read_visit (page, page->visits->pdata[i]));
      }
  if (haven_flow_find_place (self->visits, &self->place))
    self->current = g_object_ref (visits->pdata[self->place.current]);
  else
    g_clear_pointer (&self, haven_flow_person_free);
  return self;
}

/* Who is to come by the hour, all others by how long they have been there. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const HavenFlowPerson *first = *(const HavenFlowPerson *const *) a, *second = *(const HavenFlowPerson *const *) b;
  HavenInstant since_first = first->place.since, since_second = second->place.since;

  if (since_first == since_second)
    {
      since_first = haven_visit_get_appointment (first->current)->starts_at;
      since_second = haven_visit_get_appointment (second->current)->starts_at;
    }
  return since_first < since_second ? -1 : since_first > since_second;
}

/** Returns: (transfer full) (element-type HavenFlowPerson): who is on their way through the house on @page's day */
GPtrArray *
haven_flow_people_new (const HavenDayPage *page)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_flow_person_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < page->visits->len; i++)
    {
      const char *key = get_key (page->visits->pdata[i]);
      HavenFlowPerson *person = g_hash_table_add (known, (gpointer) key) ? create_person (page, key) : NULL;

      if (person)
        g_ptr_array_add (people, person);
    }
  g_ptr_array_sort (people, compare);
  return people;
}
