/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-release-state.h"

#include "haven-choice.h"
#include <glib/gi18n.h>
#include <string.h>

static const HavenChoice states[] = {
  { "draft", N_ ("Draft") },
  { "invalid", N_ ("Not complete") },
  { "effective_future", N_ ("Begins later") },
  { "active", N_ ("Active") },
  { "expiring", N_ ("Ends soon") },
  { "expired", N_ ("Ended") },
  { "withdrawn", N_ ("Withdrawn") },
  { NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == HAVEN_N_RELEASE_STATES + 1);

static gboolean
has_basis (const HavenRelease *release, const char *basis)
{
  return release->basis && g_strv_contains ((const char *const *) release->basis, basis);
}

static gboolean
has_only_known_bases (const HavenRelease *release)
{
  static const char *const known[] = { "hipaa", "part2", "vawa", "treatment", "attorney", NULL };

  if (release->basis == NULL || release->basis[0] == NULL)
    return FALSE;
  for (gsize i = 0; release->basis[i]; i++)
    if (!g_strv_contains (known, release->basis[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

/* A release for everything is a release for nothing (28 CFR 90.4(b)(3): no blanket releases). */
static gboolean
is_blanket (const char *item)
{
  static const char *const blankets[] = {
    "all", "any", "everything", "all records", "any and all records", "*", NULL
  };
  g_autofree char *folded = g_utf8_casefold (item, -1);

  return g_strv_contains (blankets, g_strstrip (folded));
}

static gboolean
names_items (const HavenRelease *release)
{
  if (release->items == NULL || release->items[0] == NULL)
    return FALSE;
  for (gsize i = 0; release->items[i]; i++)
    if (is_blank (release->items[i]) || is_blanket (release->items[i]))
      return FALSE;
  return TRUE;
}

/* HIPAA asks for a date or an event, VAWA for a reasonable time; only a Part 2, treatment or
 * attorney paper may lack one. No default is ever put in its place. */
static gboolean
needs_end (const HavenRelease *release)
{
  return has_basis (release, "vawa") || has_basis (release, "hipaa");
}

static HavenDate
get_start (const HavenRelease *release)
{
  return haven_date_is_set (release->effective_on) ? release->effective_on : release->signed_on;
}

static const char *
find_missing (const HavenRelease *release)
{
  if (is_blank (release->patient_id))
    return N_ ("whose release it is");
  if (!has_only_known_bases (release))
    return N_ ("the law it rests on");
  if (is_blank (release->discloser))
    return N_ ("who may share");
  if (is_blank (release->recipient))
    return N_ ("who may receive");
  if (has_basis (release, "vawa") && strpbrk (release->recipient, ";\n"))
    return N_ ("one recipient alone");
  if (!names_items (release))
    return N_ ("what may be shared, item by item");
  if (is_blank (release->purpose))
    return N_ ("what it is for");
  if (is_blank (release->signer))
    return N_ ("who signed");
  if (needs_end (release) && !haven_date_is_set (release->expires_on))
    return N_ ("the day on which it ends");
  if (haven_date_is_set (release->expires_on) &&
      (haven_date_compare (release->expires_on, release->signed_on) < 0 ||
       haven_date_compare (release->expires_on, get_start (release)) < 0))
    return N_ ("an end that comes after its beginning");
  return NULL;
}

static HavenReleaseState
get_state_in_time (const HavenRelease *release, HavenDate on)
{
  gboolean ends = haven_date_is_set (release->expires_on);

  if (haven_date_compare (get_start (release), on) > 0)
    return HAVEN_RELEASE_EFFECTIVE_FUTURE;
  if (ends && haven_date_compare (release->expires_on, on) < 0)
    return HAVEN_RELEASE_EXPIRED;
  if (ends && haven_date_days_between (on, release->expires_on) <= HAVEN_RELEASE_EXPIRING_DAYS)
    return HAVEN_RELEASE_EXPIRING;
  return HAVEN_RELEASE_ACTIVE;
}

/**
 * haven_release_get_state:
 * @on: the day to look at, usually today
 * @missing: (out) (optional) (nullable): where it is invalid, the missing element in words, for
 * gettext()
 *
 * A release counts through the whole of its last day. One that was withdrawn is withdrawn on
 * whatever day one asks for: a date typed wrongly must not bring it back.
 */
HavenReleaseState
haven_release_get_state (const HavenRelease *release, HavenDate on, const char **missing)
{
  const char *element;

  g_return_val_if_fail (release != NULL && haven_date_is_set (on), HAVEN_RELEASE_INVALID);

  if (missing)
    *missing = NULL;
  if (haven_date_is_set (release->withdrawn_on) || !is_blank (release->withdrawn_how))
    return HAVEN_RELEASE_WITHDRAWN;
  if (!haven_date_is_set (release->signed_on) || haven_date_compare (release->signed_on, on) > 0)
    return HAVEN_RELEASE_DRAFT;

  element = find_missing (release);
  if (missing)
    *missing = element;
  return element ? HAVEN_RELEASE_INVALID : get_state_in_time (release, on);
}

/** Whether something may leave under a release in that state. */
gboolean
haven_release_state_permits (HavenReleaseState state)
{
  return state == HAVEN_RELEASE_ACTIVE || state == HAVEN_RELEASE_EXPIRING;
}

const char *
haven_release_state_get_code (HavenReleaseState state)
{
  g_return_val_if_fail (state < HAVEN_N_RELEASE_STATES, NULL);
  return states[state].code;
}

/** Returns: the label, for gettext() */
const char *
haven_release_state_get_label (HavenReleaseState state)
{
  g_return_val_if_fail (state < HAVEN_N_RELEASE_STATES, NULL);
  return states[state].label;
}
