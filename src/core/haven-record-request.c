/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-record-request.h"

#include "haven-release-state.h"

#include <glib/gi18n.h>

#define F(member, TYPE) HAVEN_FIELD (HavenRecordRequest, member, TYPE)
HAVEN_DEFINE_RECORD (HavenRecordRequest, haven_record_request, "record_request", SHARED,
                     F (id, TEXT), F (patient_id, TEXT), F (kind, TEXT), F (wanted_by, DATE), F
                     (release_id, TEXT), F (asked_at, INSTANT), F (state, TEXT), F (reason, TEXT), F
                     (taken_by, TEXT), F (document_id, TEXT), F (answered_on, DATE), F (row_version, INTEGER))
#undef F

/* The words are those of the care team: what is written down, not what it is for. */
static const HavenChoice kinds[] = {
  { "records_summary", N_ ("Summary of the record") },
  { "visits_letter", N_ ("Letter on visits attended") },
  { "care_letter", N_ ("Letter on care received") },
  { "test_results", N_ ("Test results") },
  { "photographs", N_ ("Photographs") },
  { "evaluation", N_ ("Evaluation") },
  { "written_account", N_ ("Written account of what was seen") },
  { NULL, NULL },
};

static const HavenChoice states[] = {
  { "asked", N_ ("Asked for") },
  { "taken_on", N_ ("Taken on") },
  { "ready", N_ ("Ready") },
  { "cannot", N_ ("Cannot be had") },
  { "withdrawn", N_ ("Taken back") },
  { NULL, NULL },
};

static const HavenChoice reasons[] = {
  { "no_record", N_ ("There is no such record") },
  { "not_covered", N_ ("The signed permission does not cover it") },
  { "person_says_no", N_ ("The person does not want it shared") },
  { "not_good_for_health", N_ ("It would not be good for the person’s health") },
  { "not_by_that_day", N_ ("It cannot be done by that day") },
  { "someone_else", N_ ("Somebody elsewhere has to be asked") },
  { NULL, NULL },
};

const HavenChoice *
haven_record_request_get_kinds (void)
{
  return kinds;
}

const HavenChoice *
haven_record_request_get_states (void)
{
  return states;
}

/** Returns: why something cannot be had; there are no other words, so that nothing of a chart crosses with them */
const HavenChoice *
haven_record_request_get_reasons (void)
{
  return reasons;
}

/** Whether the care team still has something to do. */
gboolean
haven_record_request_is_open (const char *state)
{
  return g_strcmp0 (state, "asked") == 0 || g_strcmp0 (state, "taken_on") == 0;
}

/** Whether one state may follow another: what is ready was given out, so it stays; all else can be put back. */
gboolean
haven_record_request_may_become (const char *state, const char *next)
{
  if (g_strcmp0 (state, next) == 0 || haven_choice_find (states, next) == NULL)
    return FALSE;
  if (haven_record_request_is_open (state))
    return TRUE;
  return (g_strcmp0 (state, "cannot") == 0 || g_strcmp0 (state, "withdrawn") == 0) &&
         haven_record_request_is_open (next);
}

/* ── Permission ───────────────────────────────────────────────────────────── */

/**
 * haven_release_is_for_lawyers:
 * @clinic: its name, as papers have it
 *
 * Whether a permission lets the clinic share with a lawyer: HIPAA's (45 CFR 164.508), given for counsel, with the clinic
 * as the one who shares. One paper may let both sides share; what goes the other way is another permission.
 */
gboolean
haven_release_is_for_lawyers (const HavenRelease *release, const char *clinic)
{
  const char *const *basis = (const char *const *) release->basis;

  return basis != NULL && g_strv_contains (basis, "hipaa") && g_strv_contains (basis, "attorney") &&
         release->discloser != NULL && g_strcmp0 (release->discloser, clinic) == 0 &&
         g_strcmp0 (release->recipient, clinic) != 0;
}

/** What a permission is worth to the legal team on that day. A draft, or one that lacks what the law asks, is none. */
HavenCover
haven_release_get_cover (const HavenRelease *release, const char *clinic, HavenDate today)
{
  HavenReleaseState state = haven_release_get_state (release, today, NULL);

  if (!haven_release_is_for_lawyers (release, clinic))
    return HAVEN_COVER_NONE;
  if (haven_release_state_permits (state))
    return HAVEN_COVER_CURRENT;
  if (state == HAVEN_RELEASE_EFFECTIVE_FUTURE)
    return HAVEN_COVER_LATER;
  return state == HAVEN_RELEASE_EXPIRED || state == HAVEN_RELEASE_WITHDRAWN ? HAVEN_COVER_ENDED : HAVEN_COVER_NONE;
}

static gboolean
is_better (const HavenRelease *release, const HavenRelease *than, const char *recipient)
{
  gboolean names = g_strcmp0 (release->recipient, recipient) == 0;
  gint32 end = haven_date_is_set (release->expires_on) ? release->expires_on.day : G_MAXINT32;
  gint32 other_end = haven_date_is_set (than->expires_on) ? than->expires_on.day : G_MAXINT32;

  if (names != (g_strcmp0 (than->recipient, recipient) == 0))
    return names;
  return end > other_end;
}

/**
 * haven_releases_find_cover:
 * @releases: (element-type HavenRelease): a person's
 * @recipient: (nullable): the lawyer; a permission that names them goes before others
 * @release: (out) (nullable) (transfer none): the one that is worth most
 *
 * Which permission lets records go to the legal team today; where none does, which one came nearest.
 */
HavenCover
haven_releases_find_cover (GPtrArray *releases,
                           const char *clinic,
                           HavenDate today,
                           const char *recipient,
                           const HavenRelease **release)
{
  HavenCover best = HAVEN_COVER_NONE;
  const HavenRelease *found = NULL;

  for (guint i = 0; i < releases->len; i++)
    {
      const HavenRelease *next = releases->pdata[i];
      HavenCover cover = haven_release_get_cover (next, clinic, today);

      if (cover > best || (cover == best && found != NULL && is_better (next, found, recipient)))
        {
          best = cover;
          found = next;
        }
    }
  *release = found;
  return best;
}
