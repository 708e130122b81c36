/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-hearing-words.h"

#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>

static char *
join (const char *first, const char *second)
{
  /* Translators: a day, an hour or a place, and the next of them: “Wed 9 Dec 2026, 10:30, County Court” */
  return g_strdup_printf (C_ ("hearing", "%s, %s"), first, second);
}

/** Returns: (transfer full) (nullable): “10:30, County Court”; %NULL where neither is known */
char *
haven_hearing_words_dup_at (int minute, const char *place)
{
  g_autofree char *time = minute >= 0 ? haven_words_dup_time (minute) : NULL;
  g_autofree char *where = place && *place ? haven_text_dup_isolated (place) : NULL;

  if (time != NULL && where != NULL)
    return join (time, where);
  return time ? g_steal_pointer (&time) : g_steal_pointer (&where);
}

/** Returns: (transfer full): “Wed 9 Dec 2026, 10:30, County Court”, as far as it is known */
char *
haven_hearing_words_dup_day (HavenDate day, int minute, const char *place)
{
  g_autofree char *date = haven_words_dup_date (day);
  g_autofree char *at = haven_hearing_words_dup_at (minute, place);

  return at && haven_date_is_set (day) ? join (date, at) : g_steal_pointer (&date);
}

/**
 * haven_hearing_words_dup_beside:
 * @shown: the day that stands there already, which may be the one to plan by
 *
 * Returns: (transfer full) (nullable): what is to be said beside it; %NULL where neither hour nor place is known
 */
char *
haven_hearing_words_dup_beside (HavenDate shown, HavenDate day, int minute, const char *place)
{
  if (minute < 0 && (place == NULL || *place == '\0'))
    return NULL;
  return shown.day == day.day ? haven_hearing_words_dup_at (minute, place)
                              : haven_hearing_words_dup_day (day, minute, place);
}
