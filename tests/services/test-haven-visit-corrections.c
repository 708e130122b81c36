/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What became of a visit goes back with the supervisor alone, and with a reason.
 */

#include "haven-booking-service.h"
#include "trips-test.h"

#include <string.h>

static char *
find_confirmed (TripsTest *self)
{
  g_autoptr (GPtrArray) visits = haven_test_list (self->clinic, &haven_appointment_info, "status", "confirmed");

  return g_strdup (((HavenAppointment *) visits->pdata[0])->id);
}

static void
set (HavenSession *session, const char *id, const char *status, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_status (session, id, status, reason, &error);

  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, session, &error));
  g_assert_no_error (error);
}

static HavenSession *
sign_in (TripsTest *self, const char *role)
{
  g_autoptr (GPtrArray) staff = haven_test_list (self->clinic, &haven_staff_member_info, NULL, NULL);

  for (guint i = 0; i < staff->len; i++)
    {
      const HavenStaffMember *member = staff->pdata[i];
      g_autoptr (GError) error = NULL;
      HavenKeyringState state;
      HavenSession *session;

      if (member->roles == NULL || g_strv_length (member->roles) != 1 || !g_str_equal (member->roles[0], role))
        continue;
      session = haven_vaults_open (self->clinic->folder, member->name, self->passphrase, NULL, &state, &error);
      g_assert_no_error (error);
      return session;
    }
  return NULL;
}

static void
test_back_goes_the_supervisor_alone (TripsTest *self, gconstpointer data)
{
  g_autofree char *id = find_confirmed (self);
  g_autoptr (HavenSession) supervisor = sign_in (self, "supervisor");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (HavenAppointment) after = NULL;

  set (self->desk, id, "arrived", NULL);
  g_assert_false (haven_booking_may_put_back (self->desk));
  g_assert_null (haven_booking_edit_status (self->desk, id, "confirmed", "pressed by mistake", &error));
  haven_assert_store_error (error, REFUSED);
  g_assert_nonnull (strstr (error->message, "supervisor"));
  g_assert_true (haven_booking_may_put_back (supervisor ? supervisor : self->session));
  set (supervisor ? supervisor : self->session, id, "confirmed", "pressed by mistake");
  after = haven_test_get (self->clinic, &haven_appointment_info, id);
  g_assert_cmpstr (after->status, ==, "confirmed");
  g_assert_cmpstr (after->status_reason, ==, "pressed by mistake");
}

/* What somebody has just done, they may undo: that is no correction. */
static void
test_whoever_did_it_undoes_it (TripsTest *self, gconstpointer data)
{
  g_autofree char *id = find_confirmed (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_booking_edit_status (self->desk, id, "arrived", NULL, &error);
  g_autoptr (HavenAppointment) after = NULL;

  g_assert_true (haven_edit_apply (edit, self->desk, &error));
  g_assert_true (haven_edit_revert (edit, self->desk, &error));
  g_assert_no_error (error);
  after = haven_test_get (self->clinic, &haven_appointment_info, id);
  g_assert_cmpstr (after->status, ==, "confirmed");
}

#define ADD(path, test) g_test_add ("/services/visit-corrections/" path, TripsTest, NULL, trips_test_set_up, test, trips_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("back-goes-the-supervisor-alone", test_back_goes_the_supervisor_alone);
  ADD ("whoever-did-it-undoes-it", test_whoever_did_it_undoes_it);
  return g_test_run ();
}
