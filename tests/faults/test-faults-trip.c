/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A trip is booked while SQLite's operations fail, one after another: all its visits are there afterwards, or none. */

#include "fault-test.h"
#include "fault-vfs.h"
#include "trips-test.h"

typedef struct
{
  guint n_points, n_failed, n_booked, n_wrong;
} Figures;

static guint
count_all (TripsTest *self)
{
  return haven_test_count (self->clinic, &haven_appointment_info) * 10000 +
         haven_test_count (self->clinic, &haven_appointment_resource_info) * 10 +
         haven_test_count (self->clinic, &haven_slot_hold_info);
}

/* Two visits with four resources, and what was held for them: all of it, or as it was. */
static void
try_at (TripsTest *self, HavenEdit *edit, FaultOp op, guint at, guint before, Figures *figures)
{
  g_autoptr (GError) error = NULL;
  gboolean booked;
  guint n_failed, after;

  fault_vfs_fail (op, at, FALSE);
  booked = haven_edit_apply (edit, self->session, &error);
  n_failed = fault_vfs_get_n_failed ();
  fault_vfs_stop ();
  after = count_all (self);
  figures->n_points++;
  figures->n_failed += n_failed;
  figures->n_booked += booked;
  if (after != (booked ? before + 2 * 10000 + 4 * 10 : before) || (!booked && !fault_is_told (error)))
    {
      g_test_message ("%s %u: %s, %u instead of %u", fault_op_names[op], at, booked ? "booked" : "refused", after, before);
      figures->n_wrong++;
    }
  if (booked)
    {
      g_autoptr (GError) undo_error = NULL;

      g_assert_true (haven_edit_revert (edit, self->session, &undo_error));
      g_assert_no_error (undo_error);
    }
}

static void
test_a_trip_is_booked_whole_or_not (TripsTest *self, gconstpointer data)
{
  static const FaultOp ops[] = { FAULT_OP_WRITE, FAULT_OP_FULL, FAULT_OP_SYNC, FAULT_OP_READ, FAULT_OP_SHARED_LOCK, FAULT_OP_SHARED_MAP };
  g_autoptr (HavenTripQuestion) question = trips_test_ask (self, 1);
  g_autoptr (HavenTripAnswer) answer = trips_test_find (self->session, question, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_trips_edit_book (self->session, answer, 0, NULL, &error);
  guint before = count_all (self);
  Figures figures = { 0 };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      guint n_calls;

      fault_vfs_fail (ops[i], 0, FALSE);
      g_assert_true (haven_edit_apply (edit, self->session, &error));
      n_calls = fault_vfs_get_count (ops[i]);
      fault_vfs_stop ();
      g_assert_true (haven_edit_revert (edit, self->session, &error));
      for (guint at = 1; at <= n_calls; at++)
        try_at (self, edit, ops[i], at, before, &figures);
    }
  fault_tell ("a trip is booked while an operation fails",
              "points %u, operations failed %u, booked all the same %u, half booked or untold %u",
              figures.n_points,
              figures.n_failed,
              figures.n_booked,
              figures.n_wrong);
  g_assert_cmpuint (figures.n_failed, >, 5);
  g_assert_cmpuint (figures.n_booked, <, figures.n_points);
  g_assert_cmpuint (figures.n_wrong, ==, 0);
}

int
main (int argc, char *argv[])
{
  fault_init (&argc, &argv);
  fault_vfs_register ();
  g_test_add ("/faults/trip/a-trip-is-booked-whole-or-not",
              TripsTest,
              NULL,
              trips_test_set_up,
              test_a_trip_is_booked_whole_or_not,
              trips_test_tear_down);
  return g_test_run ();
}
