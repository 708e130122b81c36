/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-words.h"

#include "haven-matter-type.h"
#include "haven-party.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define SOON_DAYS 14

static const HavenChoice privileges[] = {
  { "attorney-client", N_ ("Attorney and client") },
  { "advocate", N_ ("Advocate") },
  { "none", N_ ("None") },
  { NULL, NULL },
};

static const HavenChoice statuses[] = {
  { "open", N_ ("Open") },
  { "done", N_ ("Done") },
  { "missed", N_ ("Missed") },
  { "waived", N_ ("Waived") },
  { "void", N_ ("Void") },
  { NULL, NULL },
};

HavenNearness
haven_nearness_of (HavenDate today, HavenDate day)
{
  int days;

  if (!haven_date_is_set (day))
    return HAVEN_NEARNESS_NONE;
  days = haven_date_days_between (today, day);
  if (days < 0)
    return HAVEN_NEARNESS_OVERDUE;
  return days <= SOON_DAYS ? HAVEN_NEARNESS_SOON : HAVEN_NEARNESS_LATER;
}

const char *
haven_nearness_get_icon_name (HavenNearness nearness)
{
  static const char *const names[] = {
    [HAVEN_NEARNESS_NONE] = "content-loading-symbolic",
    [HAVEN_NEARNESS_LATER] = "x-office-calendar-symbolic",
    [HAVEN_NEARNESS_SOON] = "alarm-symbolic",
    [HAVEN_NEARNESS_OVERDUE] = "dialog-warning-symbolic",
  };

  return names[nearness];
}

const char *
haven_nearness_get_css_class (HavenNearness nearness)
{
  static const char *const names[] = {
    [HAVEN_NEARNESS_NONE] = "unplanned",
    [HAVEN_NEARNESS_LATER] = "later",
    [HAVEN_NEARNESS_SOON] = "soon",
    [HAVEN_NEARNESS_OVERDUE] = "overdue",
  };

  return names[nearness];
}

/** Returns: (transfer full): “Soon: in 6 days”, “Overdue by 3 days”, “In 40 days”, “No open date” */
char *
haven_nearness_dup_words (HavenDate today, HavenDate day)
{
  int days;

  if (!haven_date_is_set (day))
    return g_strdup (_ ("No day set"));
  days = haven_date_days_between (today, day);
  if (days < 0)
    return g_strdup_printf (ngettext ("Overdue by %d day", "Overdue by %d days", (gulong) -days), -days);
  if (days == 0)
    return g_strdup (_ ("Soon: today"));
  if (days == 1)
    return g_strdup (_ ("Soon: tomorrow"));
  if (days <= SOON_DAYS)
    return g_strdup_printf (ngettext ("Soon: in %d day", "Soon: in %d days", (gulong) days), days);
  return g_strdup_printf (ngettext ("In %d day", "In %d days", (gulong) days), days);
}

static const char *
get_label (const HavenChoice *choices, const char *code)
{
  const HavenChoice *choice = code ? haven_choice_find (choices, code) : NULL;

  return choice ? _ (choice->label) : code ? code : "";
}

const char *
haven_matter_words_get_type (const char *type)
{
  return get_label (haven_matter_get_types (), type);
}

const char *
haven_matter_words_get_stage (const char *stage)
{
  return get_label (haven_matter_get_stages (), stage);
}

const char *
haven_matter_words_get_party_role (const char *role)
{
  return get_label (haven_party_get_roles (), role);
}

const char *
haven_matter_words_get_privilege (const char *privilege)
{
  return get_label (privileges, privilege);
}

const char *
haven_matter_words_get_status (const char *status)
{
  return get_label (statuses, status);
}

/**
 * haven_matter_words_get_rule_words:
 * @words: (nullable): what a rule of the program says in English, as a record keeps it too
 *
 * Returns: it in the language of the screen; unchanged where it was typed by hand
 */
const char *
haven_matter_words_get_rule_words (const char *words)
{
  return words && *words ? _ (words) : "";
}

/** Returns: (transfer full): “3 open dates” */
char *
haven_matter_words_dup_open_dates (guint n_dates)
{
  if (n_dates == 0)
    return g_strdup (_ ("No open dates"));
  return g_strdup_printf (ngettext ("%u open date", "%u open dates", n_dates), n_dates);
}

/** Returns: (transfer full): how a date was settled: “Waived on Fri 27 Nov 2026: the reason” */
char *
haven_matter_words_dup_settled (const HavenDeadline *deadline)
{
  const char *status = haven_matter_words_get_status (deadline->status);
  g_autofree char *day = haven_words_dup_date (deadline->done_on);
  GString *text = g_string_new (NULL);

  if (*day)
    /* Translators: what became of a date, and the day on which it did: “Waived on Fri 27 Nov 2026” */
    g_string_append_printf (text, C_ ("date", "%s on %s"), status, day);
  else
    g_string_append (text, status);
  if (deadline->change_reason && *deadline->change_reason)
    g_string_append_printf (text, ": %s", deadline->change_reason);
  return g_string_free_and_steal (text);
}

/** Returns: (transfer full): where the date comes from */
char *
haven_matter_words_dup_set_by (const HavenDeadline *deadline)
{
  if (g_strcmp0 (deadline->set_by, "notice") == 0)
    return g_strdup (_ ("The day printed on the notice, which wins over the rule"));
  if (g_strcmp0 (deadline->set_by, "person") == 0 || deadline->rule_code == NULL)
    return g_strdup (_ ("Entered by hand"));
  return g_strdup_printf (_ ("Counted by the rule %s"), deadline->rule_code);
}

/** Returns: (transfer full): @text with a capital letter, for the title of a row */
char *
haven_matter_words_dup_sentence (const char *text)
{
  g_autofree char *first = NULL;
  gunichar start;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  start = g_unichar_totitle (g_utf8_get_char (text));
  first = g_ucs4_to_utf8 (&start, 1, NULL, NULL, NULL);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static char *
dup_place (const HavenConflictMatch *match)
{
  switch (match->place)
    {
    case HAVEN_CONFLICT_OTHER_SIDE:
      return g_strdup (match->past ? _ ("Was on the other side of somebody’s matter here")
                                   : _ ("On the other side of somebody’s matter here"));
    case HAVEN_CONFLICT_PERSON:
      return g_strdup (_ ("A person of this clinic"));
    case HAVEN_CONFLICT_STAFF:
      return g_strdup (_ ("Works here, or did"));
    case HAVEN_CONFLICT_PARTY:
    default:
      /* Translators: %s is what somebody is in a matter, such as “Witness” */
      return g_strdup_printf (match->past ? _ ("Took part in somebody’s matter here: %s")
                                          : _ ("Takes part in somebody’s matter here: %s"),
                              haven_matter_words_get_party_role (match->role));
    }
}

/** Returns: (transfer full): where somebody was found, and whether by what they were called or could be reached by before */
char *
haven_matter_words_dup_conflict_place (const HavenConflictMatch *match)
{
  g_autofree char *place = dup_place (match);

  return match->former ? g_strjoin (" · ", place, _ ("by what stood here before"), NULL) : g_steal_pointer (&place);
}

/** Returns: by what somebody was found */
const char *
haven_matter_words_get_conflict_level (HavenConflictLevel level)
{
  static const char *const words[] = {
    [HAVEN_CONFLICT_SAME_NAME] = N_ ("The same name"),
    [HAVEN_CONFLICT_SAME_PHONE] = N_ ("The same telephone"),
    [HAVEN_CONFLICT_SAME_ADDRESS] = N_ ("The same address"),
    [HAVEN_CONFLICT_LIKE_NAME] = N_ ("A name that sounds alike"),
  };

  return _ (words[level]);
}

/** What the last day of a date is called: a hearing is on its day, and not by it. */
const char *
haven_matter_words_get_last_day (const char *kind)
{
  return g_strcmp0 (kind, "hearing") == 0 ? _ ("The day itself") : _ ("Last safe day");
}
