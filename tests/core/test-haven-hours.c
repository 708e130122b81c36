/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-hours.h"

#include <string.h>

static void
test_hours_are_read_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int n = 0; n < 20000; n++)
    {
      HavenOpenHours hours[HAVEN_HOURS_MOST];
      guint count = (guint) g_rand_int_range (random, 0, HAVEN_HOURS_MOST + 1);
      g_autofree char *text = NULL;
      g_autoptr (GArray) read = NULL;
      int at = 0;

      for (guint i = 0; i < count; i++)
        {
          hours[i].opens = at + g_rand_int_range (random, 0, 90);
          hours[i].closes = hours[i].opens + g_rand_int_range (random, 1, 90);
          at = hours[i].closes;
        }
      text = haven_hours_dup_text (hours, count);
      read = haven_hours_parse (text, NULL);
      g_assert_nonnull (read);
      g_assert_cmpuint (read->len, ==, count);
      g_assert_true (count == 0 || memcmp (read->data, hours, count * sizeof (HavenOpenHours)) == 0);
    }
}

static void
test_as_people_write_them (void)
{
  static const char *const same[] = { "9-12,13-17:30", " 9:00 – 12:00 ; 13.00-17.30", "٩-١٢، ١٣-١٧:٣٠" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GArray) hours = haven_hours_parse (same[i], NULL);
      g_autofree char *text = NULL;

      g_assert_nonnull (hours);
      text = haven_hours_dup_text ((HavenOpenHours *) (gpointer) hours->data, hours->len);
      g_assert_cmpstr (text, ==, "9:00–12:00, 13:00–17:30");
    }
}

static void
test_what_is_no_hours_is_refused (void)
{
  static const char *const wrong[] = { "9",      "9-",       "9-9",        "12-9",        "9-12,11-13", "9-12,",     "9-25",
                                       "9-12-13", "9:60-10", "nine to 5", "9-12 13-17 x", ",",          "24:00-24:00", "\xff" };
  g_autofree char *long_text = g_strnfill (5000, '9');

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_hours_parse (wrong[i], &error));
      g_assert_error (error, HAVEN_HOURS_ERROR, HAVEN_HOURS_ERROR_INVALID);
    }
  g_assert_null (haven_hours_parse (long_text, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/hours/hours-are-read-back", test_hours_are_read_back);
  g_test_add_func ("/core/hours/as-people-write-them", test_as_people_write_them);
  g_test_add_func ("/core/hours/what-is-no-hours-is-refused", test_what_is_no_hours_is_refused);
  return g_test_run ();
}
