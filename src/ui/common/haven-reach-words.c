/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-reach-words.h"

#include "haven-words.h"

#include <glib/gi18n.h>

static const HavenChoice channels[] = {
  { "mobile", N_ ("Mobile telephone") }, { "home", N_ ("Telephone at home") },       { "work", N_ ("Telephone at work") },
  { "email", N_ ("E-mail") },            { "via-person", N_ ("Through a person") }, { NULL, NULL },
};

/**
 * haven_reach_dup_way:
 * @rule: (nullable): the way
 * @from: @to: of the hours that are left today, in minutes of the day
 *
 * Returns: (transfer full): by which way somebody may be reached, and when; or why not
 */
char *
haven_reach_dup_way (HavenReminderState state, const HavenSafeContactRule *rule, int from, int to)
{
  const char *channel = rule ? haven_choice_get_label (channels, rule->channel) : NULL;
  g_autofree char *begins = haven_words_dup_time (from), *ends = haven_words_dup_time (to % 1440);

  switch (state)
    {
    case HAVEN_REMIND_NOW:
      if (to >= 1440)
        return g_strdup_printf (_ ("Now: %s"), _ (channel));
      return g_strdup_printf (_ ("Now, until %s: %s"), ends, _ (channel));
    case HAVEN_REMIND_LATER:
      return g_strdup_printf (_ ("Not before %s: %s"), begins, _ (channel));
    case HAVEN_REMIND_ASK_FIRST:
      return g_strdup (_ ("Not yet: ask the person first, when they are here, whether this way is still safe."));
    case HAVEN_REMIND_NOT_TODAY:
      return g_strdup (_ ("Not today any more: the safe hours are over, or lie on another day."));
    case HAVEN_REMIND_NEVER:
    default:
      return g_strdup (_ ("No way to reach this person is safe. Speak to them when they are here."));
    }
}
