/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-absences.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (haven - absences - error - quark, haven_absences_error)

/* A journey in the order of departures; which one it is stays known. */
typedef struct
{
  HavenJourney journey;
  guint position;
} Placed;

/* Of two that begin on one day, the one that ends sooner comes first; what lasts still ends last of all. */
static int
compare_placed (gconstpointer a, gconstpointer b, gpointer data)
{
  const HavenJourney *first = &((const Placed *) a)->journey, *second = &((const Placed *) b)->journey;
  gint32 first_end = haven_date_is_set (first->back) ? first->back.day : G_MAXINT32;
  gint32 second_end = haven_date_is_set (second->back) ? second->back.day : G_MAXINT32;

  if (first->left.day != second->left.day)
    return (first->left.day > second->left.day) - (first->left.day < second->left.day);
  return (first_end > second_end) - (first_end < second_end);
}

static gboolean
refuse (HavenAbsencesError code, const char *sentence, GError **error)
{
  g_set_error_literal (error, HAVEN_ABSENCES_ERROR, code, sentence);
  return FALSE;
}

static gboolean
check_journey (const HavenJourney *journey, HavenDate today, GError **error)
{
  if (haven_date_is_set (journey->back) && haven_date_compare (journey->back, journey->left) < 0)
    return refuse (HAVEN_ABSENCES_ERROR_REVERSED,
                   _ ("The day of return comes before the day of departure. Look at both."), error);
  if (haven_date_compare (journey->left, today) > 0 ||
      (haven_date_is_set (journey->back) && haven_date_compare (journey->back, today) > 0))
    return refuse (HAVEN_ABSENCES_ERROR_AHEAD,
                   _ ("That day is still to come. Write a journey down when it has begun, and the return when it has happened."),
                   error);
  return TRUE;
}

/* Who comes back and leaves again on one day was on two journeys, one after the other. */
static gboolean
check_order (const Placed *placed, guint n_placed, GError **error)
{
  for (guint i = 1; i < n_placed; i++)
    {
      HavenDate back = placed[i - 1].journey.back;

      if (!haven_date_is_set (back) || haven_date_compare (placed[i].journey.left, back) < 0)
        return refuse (HAVEN_ABSENCES_ERROR_OVERLAP,
                       _ ("Two journeys overlap: nobody leaves again before they are back. Look at the days of both."),
                       error);
    }
  return TRUE;
}

/* From departure to return, as TU-ABSENCE counts: who is back on the next day was away for one. */
static int
count_days (HavenDate from, HavenDate to)
{
  return MAX (0, haven_date_days_between (from, to));
}

static HavenDate
get_later (HavenDate a, HavenDate b)
{
  return haven_date_is_set (b) && haven_date_compare (b, a) > 0 ? b : a;
}

static void
add_up (HavenAbsences *self, const Placed *placed, HavenDate today)
{
  const HavenJourney *journey = &placed->journey;
  gboolean lasts = !haven_date_is_set (journey->back);
  HavenDate from = get_later (journey->left, self->counted_from);
  int days = count_days (from, lasts ? today : journey->back);

  self->days[placed->position] = days;
  self->total += days;
  self->longest = MAX (self->longest, days);
  if (!lasts)
    {
      self->earlier += days;
      return;
    }
  self->open = (int) placed->position;
  self->open_from = from;
}

/**
 * haven_absences_count:
 * @journeys: in any order
 * @counted_from: the day on which status was granted; what lies before it does not count. Unset: all does
 * @today: until when a journey that lasts still is counted
 * @result: (out): initialised with %HAVEN_ABSENCES_INIT; untouched on error
 * @error: %HAVEN_ABSENCES_ERROR
 *
 * Adds up days abroad: INA 245(l)(3) and 245(m)(2), 8 CFR 245.23(a)(3) and 245.24(a)(1). How the days of departure and
 * of return count is for a lawyer to confirm; here they are the difference between both, as in the rule TU-ABSENCE.
 */
gboolean
haven_absences_count (const HavenJourney *journeys,
                      guint n_journeys,
                      HavenDate counted_from,
                      HavenDate today,
                      HavenAbsences *result,
                      GError **error)
{
  g_autofree Placed *placed = g_new0 (Placed, n_journeys + 1);

  g_return_val_if_fail ((journeys != NULL || n_journeys == 0) && result != NULL, FALSE);

  for (guint i = 0; i < n_journeys; i++)
    {
      if (!check_journey (&journeys[i], today, error))
        return FALSE;
      placed[i] = (Placed){ journeys[i], i };
    }
  g_sort_array (placed, n_journeys, sizeof *placed, compare_placed, NULL);
  if (!check_order (placed, n_journeys, error))
    return FALSE;

  haven_absences_clear (result);
  result->counted_from = counted_from;
  result->n_journeys = n_journeys;
  result->days = g_new0 (int, n_journeys + 1);
  for (guint i = 0; i < n_journeys; i++)
    add_up (result, &placed[i], today);
  return TRUE;
}

/** Whether a single absence is too long. */
gboolean
haven_absences_pass_at_once (const HavenAbsences *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->longest > HAVEN_ABSENCE_MOST_AT_ONCE;
}

/** Whether all absences together are too long. */
gboolean
haven_absences_pass_in_all (const HavenAbsences *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->total > HAVEN_ABSENCE_MOST_IN_ALL;
}

void
haven_absences_clear (HavenAbsences *self)
{
  g_free (self->days);
  *self = (HavenAbsences) HAVEN_ABSENCES_INIT;
}
