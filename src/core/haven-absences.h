/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

/** One journey abroad. */
typedef struct
{
  HavenDate left;
  HavenDate back; /* unset: still away */
} HavenJourney;

/** What journeys abroad add up to. Start from %HAVEN_ABSENCES_INIT, end with haven_absences_clear(). */
typedef struct
{
  HavenDate counted_from; /* unset: every day counts */
  int *days;              /* of each journey, in the order in which they were given */
  guint n_journeys;
  int total;
  int longest;
  int open;    /* which journey lasts still, or -1 */
  int earlier; /* days of all others, which come before it */
  HavenDate open_from; /* the first day of it that counts */
} HavenAbsences;

#define HAVEN_ABSENCES_INIT                                                                        \
  {                                                                                                \
    .counted_from = { G_MININT32 }, .open = -1, .open_from = { G_MININT32 }                        \
  }

/* INA 245(l)(3) and 245(m)(2): more than this breaks continuous presence. */
#define HAVEN_ABSENCE_MOST_AT_ONCE 90
#define HAVEN_ABSENCE_MOST_IN_ALL 180

#define HAVEN_ABSENCES_ERROR (haven_absences_error_quark ())
GQuark haven_absences_error_quark (void);

typedef enum
{
  HAVEN_ABSENCES_ERROR_REVERSED, /* the return comes before the departure */
  HAVEN_ABSENCES_ERROR_OVERLAP,  /* nobody is on two journeys at once */
  HAVEN_ABSENCES_ERROR_AHEAD,    /* it has not begun, or not ended yet */
} HavenAbsencesError;

gboolean haven_absences_count (const HavenJourney *journeys,
                               guint n_journeys,
                               HavenDate counted_from,
                               HavenDate today,
                               HavenAbsences *result,
                               GError **error);
gboolean haven_absences_pass_at_once (const HavenAbsences *self);
gboolean haven_absences_pass_in_all (const HavenAbsences *self);
void haven_absences_clear (HavenAbsences *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenAbsences, haven_absences_clear)

G_END_DECLS
