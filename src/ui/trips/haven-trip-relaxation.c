/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-trip-relaxation.h"

#include "haven-words.h"

#include <glib/gi18n.h>

#define WIDE_SPAN 480 /* a working day */
#define WIDE_GAP 240

/* Rules of the question itself, and what people can be asked for: to come at other hours. What is booked is not given up
 * here. */
#define GIVEN_UP_HERE                                                                                      \
  (1u << HAVEN_TRIP_RULE_MAX_SPAN | 1u << HAVEN_TRIP_RULE_MAX_GAP | 1u << HAVEN_TRIP_RULE_AFTER |          \
   1u << HAVEN_TRIP_RULE_DECOMPRESS | 1u << HAVEN_TRIP_RULE_NOT_AFTER | 1u << HAVEN_TRIP_RULE_SAFE |   \
   1u << HAVEN_TRIP_RULE_HOURS | 1u << HAVEN_TRIP_RULE_CLOSED)

static void
relax_one (HavenTripQuestion *question, HavenTripRule rule, int needed)
{
  switch (rule)
    {
    case HAVEN_TRIP_RULE_MAX_SPAN:
      question->max_span = needed > 0 ? needed : MAX (question->max_span, WIDE_SPAN);
      break;
    case HAVEN_TRIP_RULE_MAX_GAP:
      question->max_gap = needed > 0 ? needed : MAX (question->max_gap, WIDE_GAP);
      break;
    case HAVEN_TRIP_RULE_AFTER:
      question->in_order = FALSE;
      break;
    case HAVEN_TRIP_RULE_DECOMPRESS:
      question->decompress = 0;
      break;
    case HAVEN_TRIP_RULE_NOT_AFTER:
      question->past_published_date = TRUE;
      break;
    case HAVEN_TRIP_RULE_SAFE:
      question->outside_safe_hours = TRUE;
      break;
    case HAVEN_TRIP_RULE_HOURS:
      question->outside_hours = TRUE;
      break;
    case HAVEN_TRIP_RULE_CLOSED:
      question->on_closed_days = TRUE;
      break;
    case HAVEN_TRIP_RULE_BUSY:
    case HAVEN_TRIP_RULE_TRAVEL:
    case HAVEN_TRIP_RULE_NEVER:
    case HAVEN_TRIP_RULE_SEVERAL:
    case HAVEN_TRIP_RULE_IMPOSSIBLE:
      break;
    }
}

/* Somebody in particular was asked for, and is taken or away. */
static gboolean
take_anybody (HavenTripQuestion *question, const char *instead_of)
{
  gboolean found = FALSE;

  for (guint i = 0; i < question->visits->len; i++)
    {
      HavenTripVisit *visit = question->visits->pdata[i];

      if (!visit->wanted || visit->provider_id == NULL || g_strcmp0 (visit->provider_id, instead_of) != 0)
        continue;
      g_clear_pointer (&visit->provider_id, g_free);
      found = TRUE;
    }
  return found;
}

/**
 * haven_trip_relax:
 *
 * Changes the question so that @blocker no longer stands in the way.
 *
 * Returns: %FALSE where that is not for whoever asks, as others' visits are, or was given up already
 */
gboolean
haven_trip_relax (HavenTripQuestion *question, const HavenTripBlocker *blocker)
{
  guint rules = blocker->rule == HAVEN_TRIP_RULE_SEVERAL ? blocker->together : 1u << blocker->rule;
  g_autoptr (HavenTripQuestion) before = NULL;

  if (blocker->rule == HAVEN_TRIP_RULE_BUSY || blocker->rule == HAVEN_TRIP_RULE_HOURS)
    if (take_anybody (question, blocker->id))
      return TRUE;
  if (rules == 0 || (rules & ~GIVEN_UP_HERE) != 0)
    return FALSE;
  before = haven_trip_question_copy (question);
  for (guint rule = 0; rule < HAVEN_TRIP_N_CHANGEABLE_RULES; rule++)
    if (rules & 1u << rule)
      relax_one (question, (HavenTripRule) rule, blocker->needed);
  return !haven_trip_question_equal (before, question);
}

/* Nobody is asked to come on a day on which nobody is there. */
static gboolean
is_on_working_day (const HavenTripAnswer *answer, const HavenTripBlocker *blocker)
{
  for (guint i = 0; i < blocker->dates->len; i++)
    if (answer->working_days & 1u << (haven_date_get_weekday (g_array_index (blocker->dates, HavenDate, i)) - 1))
      return TRUE;
  return FALSE;
}

/** What can be done about what stands in the way, with one press. */
HavenTripRelaxation
haven_trip_relaxation_find (const HavenTripAnswer *answer, const HavenTripBlocker *blocker)
{
  guint rules = blocker->rule == HAVEN_TRIP_RULE_SEVERAL ? blocker->together : 1u << blocker->rule;
  g_autoptr (HavenTripQuestion) tried = haven_trip_question_copy (answer->question);

  if ((blocker->rule == HAVEN_TRIP_RULE_BUSY || blocker->rule == HAVEN_TRIP_RULE_HOURS) && take_anybody (tried, blocker->id))
    return HAVEN_TRIP_RELAXATION_ANYBODY;
  if (!haven_trip_relax (tried, blocker) ||
      ((rules & 1u << HAVEN_TRIP_RULE_HOURS) != 0 && !is_on_working_day (answer, blocker)))
    return HAVEN_TRIP_RELAXATION_NONE;
  return HAVEN_TRIP_RELAXATION_RULE;
}

/** Returns: (transfer full): what the button says that gives it up */
char *
haven_trip_relaxation_dup_label (HavenTripRelaxation relaxation, const HavenTripBlocker *blocker)
{
  if (relaxation == HAVEN_TRIP_RELAXATION_ANYBODY)
    return g_strdup (_ ("Take Anybody"));
  switch (blocker->rule)
    {
    case HAVEN_TRIP_RULE_MAX_SPAN:
    case HAVEN_TRIP_RULE_MAX_GAP:
      return g_strdup_printf (ngettext ("Allow %d Minute", "Allow %d Minutes", (gulong) blocker->needed), blocker->needed);
    case HAVEN_TRIP_RULE_AFTER:
      return g_strdup (_ ("In Any Order"));
    case HAVEN_TRIP_RULE_DECOMPRESS:
      return g_strdup (_ ("Without the Rest"));
    case HAVEN_TRIP_RULE_NOT_AFTER:
      return g_strdup (_ ("Also After That Date"));
    case HAVEN_TRIP_RULE_SAFE:
      return g_strdup (_ ("Also Outside Safe Hours"));
    case HAVEN_TRIP_RULE_HOURS:
      return g_strdup (_ ("Also Outside Working Hours"));
    case HAVEN_TRIP_RULE_CLOSED:
      return g_strdup (_ ("Also on Closed Days"));
    case HAVEN_TRIP_RULE_BUSY:
    case HAVEN_TRIP_RULE_TRAVEL:
    case HAVEN_TRIP_RULE_NEVER:
    case HAVEN_TRIP_RULE_SEVERAL:
    case HAVEN_TRIP_RULE_IMPOSSIBLE:
      break;
    }
  return g_strdup (_ ("Allow All of These"));
}

/** Returns: (transfer full): what it would win: “3 days: Tue 24 Nov, …” */
char *
haven_trip_relaxation_dup_gain (const HavenTripBlocker *blocker)
{
  guint n = blocker->dates->len;
  g_autofree char *first = NULL;

  if (n == 0)
    return g_strdup ("");
  first = haven_words_dup_date (g_array_index (blocker->dates, HavenDate, 0));
  if (blocker->rule == HAVEN_TRIP_RULE_IMPOSSIBLE)
    return g_strdup_printf (ngettext ("%u day", "%u days", n), n);
  return g_strdup_printf (ngettext ("Wins %u day, %s", "Wins %u days, the first %s", n), n, first);
}
