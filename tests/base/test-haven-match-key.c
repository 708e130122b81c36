/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-match-key.h"

typedef struct
{
  const char *text;
  const char *key;
} Row;

static void
check (const Row *rows, gsize n_rows, char *(*make) (const char *))
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *key = make (rows[i].text);

      g_test_message ("%s", rows[i].text ? rows[i].text : "NULL");
      g_assert_cmpstr (key, ==, rows[i].key);
    }
}

static void
test_one_line_is_one_key_however_it_is_written (void)
{
  static const Row rows[] = {
    { "(564) 555-0119", "5645550119" },
    { "+1 564.555.0119", "5645550119" },
    { "1-564-555-0119 ext. 22", "5645550119" },
    { "564 555 0119 x22", "5645550119" },
    { "٥٦٤٥٥٥٠١١٩", "5645550119" },
    { "+44 20 7946 0018", "2079460018" },
    { "555-0119", "5550119" },
  };

  check (rows, G_N_ELEMENTS (rows), haven_match_key_dup_phone);
}

static void
test_what_is_no_number_matches_nothing (void)
{
  static const Row rows[] = {
    { NULL, "" }, { "", "" }, { "ask Rosa", "" }, { "911", "" }, { "ext 12", "" }, { "caf\xe9 5645550119", "" },
  };

  check (rows, G_N_ELEMENTS (rows), haven_match_key_dup_phone);
}

static void
test_one_house_is_one_key_however_it_is_written (void)
{
  static const Row rows[] = {
    { "12 Elm Street, Apt 3, Ellery 01103", "12 elm st" },
    { "12 ELM ST. #3\nEllery", "12 elm st" },
    { "12 Elm Street Apt 3 Ellery", "12 elm st" },
    { "12 St Mary Road, Ellery", "12 st mary rd" },
    { "Calle Núñez 4, Ellery", "calle nunez 4" },
    { "Sunrise House, 7 Hill Avenue", "7 hill ave" },
    { "PO Box 88", "po box 88" },
  };

  check (rows, G_N_ELEMENTS (rows), haven_match_key_dup_address);
}

static void
test_what_is_no_house_matches_nothing (void)
{
  static const Row rows[] = {
    { NULL, "" }, { "", "" }, { "Ellery", "" }, { "with her sister", "" }, { "01103", "" }, { "12 \xff St", "" },
  };

  check (rows, G_N_ELEMENTS (rows), haven_match_key_dup_address);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/match-key/one-line-is-one-key-however-it-is-written",
                   test_one_line_is_one_key_however_it_is_written);
  g_test_add_func ("/base/match-key/what-is-no-number-matches-nothing", test_what_is_no_number_matches_nothing);
  g_test_add_func ("/base/match-key/one-house-is-one-key-however-it-is-written",
                   test_one_house_is_one_key_however_it_is_written);
  g_test_add_func ("/base/match-key/what-is-no-house-matches-nothing", test_what_is_no_house_matches_nothing);
  return g_test_run ();
}
