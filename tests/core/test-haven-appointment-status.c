/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-appointment-status.h"

#include <string.h>

static HavenAppointmentStatus
parse (const char *code)
{
  HavenAppointmentStatus status = HAVEN_APPOINTMENT_PROPOSED;

  g_assert_true (haven_appointment_status_parse (code, &status));
  return status;
}

static void
test_every_code_is_read_back (void)
{
  for (guint i = 0; i < HAVEN_N_APPOINTMENT_STATUSES; i++)
    {
      g_assert_cmpuint (parse (haven_appointment_status_get_code (i)), ==, i);
      g_assert_nonnull (haven_appointment_status_get_label (i));
    }
}

static void
test_unknown_codes_are_refused (void)
{
  const char *const unknown[] = { "", "Confirmed", "no-show", "confirmed ", "\xff" };
  HavenAppointmentStatus status = HAVEN_APPOINTMENT_COMPLETED;

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (haven_appointment_status_parse (unknown[i], &status));
  g_assert_false (haven_appointment_status_parse (NULL, &status));
  g_assert_cmpint (status, ==, HAVEN_APPOINTMENT_COMPLETED);
}

/* The table of the domain, written once more as arrows. */
static const char *const arrows[] = {
  "proposed>requested",
  "proposed>confirmed",
  "proposed>cancelled_by_client",
  "proposed>cancelled_by_clinic",
  "requested>waitlisted",
  "requested>confirmed",
  "requested>cancelled_by_client",
  "requested>cancelled_by_clinic",
  "waitlisted>confirmed",
  "waitlisted>cancelled_by_client",
  "waitlisted>cancelled_by_clinic",
  "confirmed>arrived",
  "confirmed>cancelled_by_client",
  "confirmed>cancelled_by_clinic",
  "confirmed>no_show",
  "confirmed>rescheduled",
  "arrived>checked_in",
  "arrived>no_show",
  "checked_in>in_progress",
  "in_progress>completed",
  NULL,
};

static void
test_only_the_arrows_of_the_table_go_forward (void)
{
  guint n_allowed = 0;

  for (guint from = 0; from < HAVEN_N_APPOINTMENT_STATUSES; from++)
    for (guint to = 0; to < HAVEN_N_APPOINTMENT_STATUSES; to++)
      {
        g_autofree char *arrow = g_strconcat (haven_appointment_status_get_code (from), ">",
                                              haven_appointment_status_get_code (to), NULL);
        gboolean allowed =
            haven_appointment_status_check_move (from, to) == HAVEN_STATUS_MOVE_ALLOWED;

        g_test_message ("%s", arrow);
        g_assert_true (allowed == g_strv_contains (arrows, arrow));
        n_allowed += allowed;
      }
  g_assert_cmpuint (n_allowed, ==, g_strv_length ((char **) arrows));
}

static HavenStatusMove
check (const char *from, const char *to)
{
  return haven_appointment_status_check_move (parse (from), parse (to));
}

static void
test_a_way_back_needs_a_reason (void)
{
  g_assert_cmpint (check ("arrived", "confirmed"), ==, HAVEN_STATUS_MOVE_NEEDS_REASON);
  g_assert_cmpint (check ("no_show", "arrived"), ==, HAVEN_STATUS_MOVE_NEEDS_REASON);
  g_assert_cmpint (check ("cancelled_by_clinic", "confirmed"), ==, HAVEN_STATUS_MOVE_NEEDS_REASON);
  g_assert_cmpint (check ("completed", "in_progress"), ==, HAVEN_STATUS_MOVE_NEEDS_REASON);
}

static void
test_no_status_is_left_out_or_swapped_at_the_end (void)
{
  g_assert_cmpint (check ("confirmed", "completed"), ==, HAVEN_STATUS_MOVE_FORBIDDEN);
  g_assert_cmpint (check ("proposed", "arrived"), ==, HAVEN_STATUS_MOVE_FORBIDDEN);
  g_assert_cmpint (check ("completed", "no_show"), ==, HAVEN_STATUS_MOVE_FORBIDDEN);
  g_assert_cmpint (check ("cancelled_by_client", "rescheduled"), ==, HAVEN_STATUS_MOVE_FORBIDDEN);
  for (guint i = 0; i < HAVEN_N_APPOINTMENT_STATUSES; i++)
    g_assert_cmpint (haven_appointment_status_check_move (i, i), ==, HAVEN_STATUS_MOVE_FORBIDDEN);
}

static void
test_what_was_called_off_takes_no_time (void)
{
  const char *const called_off[] = { "cancelled_by_client", "cancelled_by_clinic", "no_show",
                                     "rescheduled", NULL };

  for (guint i = 0; i < HAVEN_N_APPOINTMENT_STATUSES; i++)
    {
      const char *code = haven_appointment_status_get_code (i);
      gboolean off = g_strv_contains (called_off, code);

      g_assert_true (haven_appointment_status_takes_time (i) == !off);
      g_assert_true (haven_appointment_status_is_final (i) ==
                     (off || strcmp (code, "completed") == 0));
    }
}

static void
test_reasons_are_labelled (void)
{
  const HavenChoice *reasons = haven_appointment_status_get_reasons ();

  g_assert_cmpstr (haven_choice_get_label (reasons, "weather"), ==, "Weather");
  g_assert_cmpstr (haven_choice_get_label (reasons, "from an older list"), ==,
                   "from an older list");
  g_assert_null (haven_choice_find (reasons, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/core/appointment-status/" name, function)
  ADD ("every-code-is-read-back", test_every_code_is_read_back);
  ADD ("unknown-codes-are-refused", test_unknown_codes_are_refused);
  ADD ("only-the-arrows-of-the-table-go-forward", test_only_the_arrows_of_the_table_go_forward);
  ADD ("a-way-back-needs-a-reason", test_a_way_back_needs_a_reason);
  ADD ("no-status-is-left-out-or-swapped-at-the-end",
       test_no_status_is_left_out_or_swapped_at_the_end);
  ADD ("what-was-called-off-takes-no-time", test_what_was_called_off_takes_no_time);
  ADD ("reasons-are-labelled", test_reasons_are_labelled);
#undef ADD
  return g_test_run ();
}
