/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "conflicts-test.h"

static HavenAppointment *
add_to_group (ConflictsTest *clinic, const char *id, const char *patient, int from, int to)
{
  HavenAppointment *visit = conflicts_test_add_visit (clinic, id, patient, from, to, "room");

  g_set_str (&visit->kind, "group");
  return visit;
}

static HavenResource *
get_resource (ConflictsTest *clinic, const char *id)
{
  for (guint i = 0; i < clinic->resources->len; i++)
    if (g_str_equal (((HavenResource *) clinic->resources->pdata[i])->id, id))
      return clinic->resources->pdata[i];
  g_assert_not_reached ();
}

/* Who comes to one group shares the room, up to its places; whoever comes at another time, or to something else, does not. */
static void
test_a_group_has_as_many_places_as_the_room (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);
  HavenAppointment *second;
  g_autoptr (GPtrArray) found = NULL;
  const char *resource_ids[] = { "room", NULL };

  g_set_str (&proposed->kind, "group");
  add_to_group (clinic, "one", "bea", 600, 660);
  second = add_to_group (clinic, "two", "chi", 600, 660);
  conflicts_test_assert (clinic, proposed, "room", "");
  get_resource (clinic, "room")->capacity = 3;
  conflicts_test_assert (clinic, proposed, "room", "");
  get_resource (clinic, "room")->capacity = 2;
  conflicts_test_assert (clinic, proposed, "room", "over-capacity");
  found = conflicts_test_find (clinic, proposed, resource_ids);
  g_assert_cmpstr (((HavenAppointmentConflict *) found->pdata[0])->sentence, ==,
                   "Blue room has 2 places in a group, and with this visit 3 people come.");
  g_set_str (&second->status, "cancelled_by_client");
  conflicts_test_assert (clinic, proposed, "room", "");
  g_set_str (&proposed->id, "one"); /* it is among them already */
  conflicts_test_assert (clinic, proposed, "room", "");
  g_set_str (&proposed->id, "new");
  g_set_str (&proposed->kind, "medical");
  conflicts_test_assert (clinic, proposed, "room", "room-busy");
  g_set_str (&proposed->kind, "group");
  proposed->ends_at += MINUTE;
  conflicts_test_assert (clinic, proposed, "room", "room-busy");
}

static void
add_hidden (ConflictsTest *clinic, int from, int to, gboolean by_group)
{
  HavenTaken *taken = g_new0 (HavenTaken, 1);

  taken->resource_id = g_strdup ("room");
  taken->starts_at = conflicts_test_at (clinic, "2026-11-24", from);
  taken->ends_at = conflicts_test_at (clinic, "2026-11-24", to);
  taken->by_group = by_group;
  g_ptr_array_add (clinic->hidden, taken);
}

/* Who is hidden has a place as well. */
static void
test_hidden_people_have_their_places (void)
{
  g_autoptr (ConflictsTest) clinic = conflicts_test_new ();
  g_autoptr (HavenAppointment) proposed = conflicts_test_make_visit (clinic, "new", "ana", 600, 660);

  add_hidden (clinic, 600, 660, TRUE);
  conflicts_test_assert (clinic, proposed, "room", "room-busy");
  g_set_str (&proposed->kind, "group");
  conflicts_test_assert (clinic, proposed, "room", "");
  get_resource (clinic, "room")->capacity = 1;
  conflicts_test_assert (clinic, proposed, "room", "over-capacity");
  proposed->starts_at -= MINUTE;
  conflicts_test_assert (clinic, proposed, "room", "room-busy");
  proposed->starts_at += MINUTE;
  get_resource (clinic, "room")->capacity = 0;
  add_hidden (clinic, 600, 660, FALSE);
  conflicts_test_assert (clinic, proposed, "room", "room-busy");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/group-places/a-group-has-as-many-places-as-the-room", test_a_group_has_as_many_places_as_the_room);
  g_test_add_func ("/core/group-places/hidden-people-have-their-places", test_hidden_people_have_their_places);
  return g_test_run ();
}
