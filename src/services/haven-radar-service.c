/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-radar-service.h"

#include "haven-tables.h"

typedef struct
{
  HavenDate today;
  HavenDate until;
  GPtrArray *items;
} Listing;

static gboolean
list (HavenTransaction *transaction, gpointer data, GError **error)
{
  Listing *listing = data;

  listing->items = haven_tables_list_radar (transaction, listing->today, listing->until, error);
  return listing->items != NULL;
}

/**
 * haven_radar_list:
 * @n_days: how far ahead
 * @error: %HAVEN_STORE_ERROR: refused to whoever may not list the dates of matters
 *
 * Returns: (transfer full) (element-type HavenRadarItem): everything that ends or is to be done, the nearest first
 */
GPtrArray *
haven_radar_list (HavenSession *session, int n_days, GError **error)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (session));
  Listing listing = { today, haven_date_add_days (today, n_days), NULL };

  if (haven_session_run (session,
                         HAVEN_ACTION_LIST,
                         HAVEN_IN_SHARED | HAVEN_IN_LEGAL,
                         "deadline",
                         NULL,
                         NULL,
                         list,
                         &listing,
                         error))
    return listing.items;
  g_clear_pointer (&listing.items, g_ptr_array_unref);
  return NULL;
}
