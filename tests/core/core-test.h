/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

/** A date written as a test reads it. */
static inline HavenDate
date (const char *iso)
{
  HavenDate value = HAVEN_DATE_NONE;

  g_assert_true (haven_date_parse (iso, &value, NULL));
  return value;
}

/** @expected: `YYYY-MM-DD`, or %NULL for a date that is not set */
static inline void
assert_date (HavenDate value, const char *expected)
{
  g_autofree char *iso = haven_date_dup_iso (value);

  g_assert_cmpstr (iso, ==, expected ? expected : "");
}
