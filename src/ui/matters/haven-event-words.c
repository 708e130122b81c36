/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-event-words.h"

#include "haven-words.h"

#include <glib/gi18n.h>

/** Returns: what happened, in the language of the screen; what somebody wrote themselves where the list has no word */
const char *
haven_event_words_get_title (const HavenMatterEvent *event)
{
  const HavenChoice *kind = haven_choice_find (haven_matter_event_get_kinds (), event->kind);

  return g_strcmp0 (event->kind, "other") == 0 && event->words ? event->words : kind ? _ (kind->label) : event->kind;
}

static char *
dup_formatted (HavenDate date, const char *format)
{
  int year, month, day;
  g_autoptr (GDateTime) time = NULL;

  haven_date_get_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return g_date_time_format (time, format);
}

static char *
dup_journey (const HavenMatterEvent *event)
{
  g_autofree char *left = haven_words_dup_date (event->on_date);
  g_autofree char *back = haven_words_dup_date (event->until_date);

  /* Translators: two days */
  return *back ? g_strdup_printf (_ ("Left %s, back %s"), left, back)
               /* Translators: a day */
               : g_strdup_printf (_ ("Left %s, still away"), left);
}

/** Returns: (transfer full): the day as exactly as it is known; of a journey both days */
char *
haven_event_words_dup_when (const HavenMatterEvent *event)
{
  if (haven_matter_event_is_journey (event))
    return dup_journey (event);
  if (g_strcmp0 (event->precision, "year") == 0)
    return dup_formatted (event->on_date, "%Y");
  if (g_strcmp0 (event->precision, "month") == 0)
    /* Translators: a month and a year, as g_date_time_format() writes them: November 2026 */
    return dup_formatted (event->on_date, C_ ("month and year", "%OB %Y"));
  return haven_words_dup_date (event->on_date);
}
