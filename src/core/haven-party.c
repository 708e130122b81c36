/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-party.h"

#include "haven-match-key.h"
#include "haven-text.h"

#include <glib/gi18n.h>

/** Returns: what somebody may be in a matter; ends with an empty choice */
const HavenChoice *
haven_party_get_roles (void)
{
  static const HavenChoice roles[] = {
    { "client", N_ ("The person") },
    { "adverse", N_ ("Other side") },
    { "witness", N_ ("Witness") },
    { "agency", N_ ("Office") },
    { "counsel", N_ ("Counsel") },
    { "derivative", N_ ("Family member included") },
    { NULL, NULL },
  };

  return roles;
}

static void
strip (char **member)
{
  if (haven_text_is_blank (*member))
    g_clear_pointer (member, g_free);
  else
    g_strstrip (*member);
}

/**
 * haven_party_complete:
 *
 * Puts in order what was typed. Somebody of whom only a telephone or an address is known goes by it until there is a name.
 *
 * Returns: whether anything is known of them
 */
gboolean
haven_party_complete (HavenParty *party)
{
  strip (&party->name);
  strip (&party->relation);
  strip (&party->phone);
  strip (&party->address);
  if (party->name == NULL)
    party->name = g_strdup (party->phone ? party->phone : party->address);
  return party->name != NULL;
}

/** Whether it is the person whom the matter is for: what they are called is changed on their own page. */
gboolean
haven_party_is_person (const HavenParty *party, const HavenMatter *matter)
{
  return g_strcmp0 (party->role, "client") == 0 && g_strcmp0 (party->patient_id, matter->patient_id) == 0;
}

/** Whether somebody takes part no more. */
gboolean
haven_party_is_past (const HavenParty *party)
{
  return haven_date_is_set (party->ended_on);
}

/* What somebody is found by is told by its key: another way of writing the same finds nobody else. */
static gboolean
has_another_key (const char *before, const char *after, char *(*make_key) (const char *))
{
  g_autofree char *old = make_key (before);
  g_autofree char *new = make_key (after);

  return *new != '\0' && !g_str_equal (old, new);
}

/**
 * haven_party_needs_look:
 * @before: (nullable): %NULL where somebody is to take part who did not
 *
 * Whether conflicts of interest are to be looked for first: somebody joins, or is found by something else than before,
 * or takes another part, as who was cleared as a witness was not cleared as the other side (ABA Model Rules 1.7, 1.9).
 * What is only left out finds nobody.
 */
gboolean
haven_party_needs_look (const HavenParty *before, const HavenParty *after)
{
  return before == NULL || g_strcmp0 (before->role, after->role) != 0 ||
         has_another_key (before->name, after->name, haven_text_dup_search_key) ||
         has_another_key (before->phone, after->phone, haven_match_key_dup_phone) ||
         has_another_key (before->address, after->address, haven_match_key_dup_address);
}

/** Adds all that is known of somebody to what is looked for. */
void
haven_party_look_for (const HavenParty *party, HavenConflictSearch *search)
{
  gboolean other_side = g_strcmp0 (party->role, "adverse") == 0;

  haven_conflict_search_add_name (search, party->name, other_side);
  haven_conflict_search_add_phone (search, party->phone, other_side);
  haven_conflict_search_add_address (search, party->address, other_side);
}

static gboolean
is_among (const char *text, char **looked_for, char *(*make_key) (const char *))
{
  g_autofree char *key = make_key (text);

  for (guint i = 0; looked_for && looked_for[i]; i++)
    {
      g_autofree char *other = make_key (looked_for[i]);

      if (g_str_equal (key, other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
says_nothing (const char *text, char *(*make_key) (const char *))
{
  g_autofree char *key = make_key (text);

  return *key == '\0';
}

/** Whether a look asked for all that is known of somebody: the name, and the telephone and the address where they say
 * something. */
gboolean
haven_party_was_looked_for (const HavenParty *party, const HavenConflictCheck *check)
{
  return !says_nothing (party->name, haven_text_dup_search_key) &&
         is_among (party->name, check->looked_for, haven_text_dup_search_key) &&
         (says_nothing (party->phone, haven_match_key_dup_phone) ||
          is_among (party->phone, check->looked_for, haven_match_key_dup_phone)) &&
         (says_nothing (party->address, haven_match_key_dup_address) ||
          is_among (party->address, check->looked_for, haven_match_key_dup_address));
}
