/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "slots-test.h"

#include <string.h>
#include <sys/resource.h>

static gsize
get_peak_kib (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return (gsize) usage.ru_maxrss;
}

static void
test_a_cost_out_of_bounds_is_refused_before_it_is_paid (void)
{
  const struct
  {
    const char *name;
    gint64 value;
  } costs[] = {
    { "memory", 0 },  { "memory", 1024 },        { "memory", -1 },  { "memory", G_MAXINT64 }, { "memory", G_MININT64 },
    { "passes", 0 },  { "passes", 65 },          { "passes", -1 },  { "passes", G_MAXINT64 }, { "passes", G_MININT64 },
    { "memory", (gint64) 1024 * 1024 * 1024 + 1 },
  };
  g_autoptr (HavenTestSlots) slots = haven_test_slots_new ();
  g_autofree char *good = haven_test_read_text (slots->path);
  const gsize before = get_peak_kib ();

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      g_autoptr (JsonObject) object = haven_test_parse (good);
      g_autofree char *bad = NULL;
      g_autoptr (GError) error = NULL;

      json_object_set_int_member (json_object_get_object_member (object, "passphrase"), costs[i].name, costs[i].value);
      bad = haven_test_print (object);
      g_assert_null (haven_vault_file_parse (bad, strlen (bad), &error));
      haven_assert_store_error (error, DAMAGED);
    }
  g_assert_cmpuint (get_peak_kib () - before, <, 32 * 1024);
}

static void
test_a_measured_cost_is_within_bounds (void)
{
  const HavenPassphraseCost cost = haven_passphrase_cost_measure ();
  g_autoptr (HavenVaultFile) file = haven_vault_file_new (cost);
  g_autoptr (HavenVaultKeys) keys = haven_vault_keys_new_random (), opened = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began;

  haven_vault_file_set_passphrase_alone (file, TRUE);
  g_assert_true (haven_vault_file_add_member (file, ADMIN_ID, "", ADMIN_PASSPHRASE, NULL, keys, NULL));
  began = g_get_monotonic_time ();
  g_assert_null (haven_vault_file_sign_in (file, "", "not the passphrase", NULL, NULL, &error));
  g_test_message ("a try takes %.0f ms: %u passes over %u MiB",
                  (double) (g_get_monotonic_time () - began) / 1000,
                  (guint) cost.passes,
                  (guint) (cost.memory / 1024 / 1024));
  haven_assert_store_error (error, WRONG_PASSPHRASE);
  g_assert_cmpuint (cost.passes, >=, 3);
  g_assert_cmpuint (cost.passes, <=, 64);
  g_assert_cmpuint (cost.memory, >=, 64 * 1024 * 1024);
  g_assert_cmpuint (cost.memory, <=, 1024 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/passphrase-cost/a-cost-out-of-bounds-is-refused-before-it-is-paid",
                   test_a_cost_out_of_bounds_is_refused_before_it_is_paid);
  g_test_add_func ("/store/passphrase-cost/a-measured-cost-is-within-bounds", test_a_measured_cost_is_within_bounds);
  return g_test_run ();
}
