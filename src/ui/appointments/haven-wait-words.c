/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-wait-words.h"

#include "haven-week-days.h"
#include "haven-words.h"

#include <glib/gi18n.h>

/* “Mon, Wed”: where any day suits, none is said. */
static void
append_days (GString *words, const HavenWaitEntry *entry)
{
  gboolean any = FALSE;

  for (int day = 0; entry->days != NULL && day < 7; day++)
    if (g_strv_contains ((const char *const *) entry->days, haven_week_day_get_code (day)))
      {
        g_autofree char *name = haven_week_day_dup_name (day, FALSE);

        g_string_append_printf (words, "%s%s", any ? C_("between parts of a sentence", ", ") : " · ", name);
        any = TRUE;
      }
}

/**
 * “30 minutes · not after Fri 4 Dec 2026”: what the visit is for is nobody's at the desk.
 *
 * @with_name: (nullable): with whom
 */
char *
haven_wait_words_dup_wish (const HavenWaitEntry *entry, const char *with_name)
{
  GString *words = g_string_new (NULL);
  g_autofree char *before = haven_words_dup_date (entry->not_before), *after = haven_words_dup_date (entry->not_after);
  g_autofree char *from = haven_words_dup_time ((int) entry->earliest), *to = haven_words_dup_time ((int) (entry->latest % 1440));

  g_string_append_printf (words, ngettext ("%d minute", "%d minutes", (gulong) entry->minutes_long), (int) entry->minutes_long);
  if (*before)
    g_string_append_printf (words, _(" · from %s"), before);
  if (*after)
    g_string_append_printf (words, _(" · not after %s"), after);
  if (entry->earliest != entry->latest)
    g_string_append_printf (words, " · %s–%s", from, to);
  append_days (words, entry);
  if (with_name)
    g_string_append_printf (words, _(" · with %s"), with_name);
  return g_string_free_and_steal (words);
}

/** Returns: (transfer full): how long somebody has been waiting: “Waiting for 12 days” */
char *
haven_wait_words_dup_since (const HavenWaitEntry *entry, HavenClock *clock)
{
  int days = haven_date_days_between (haven_clock_get_local_date (clock, entry->created_at), haven_clock_today (clock));

  if (days <= 0)
    return g_strdup (_("Waiting since today"));
  return g_strdup_printf (ngettext ("Waiting for %d day", "Waiting for %d days", (gulong) days), days);
}
