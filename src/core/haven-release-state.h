/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-consent.h"

G_BEGIN_DECLS

/** What a signed permission to share is worth on one day. Computed, never typed (domain 2.6). */
typedef enum
{
  HAVEN_RELEASE_DRAFT,            /* not signed by that day */
  HAVEN_RELEASE_INVALID,          /* an element is missing that the law asks for */
  HAVEN_RELEASE_EFFECTIVE_FUTURE, /* signed, begins later */
  HAVEN_RELEASE_ACTIVE,
  HAVEN_RELEASE_EXPIRING, /* active, and ends within 14 days */
  HAVEN_RELEASE_EXPIRED,
  HAVEN_RELEASE_WITHDRAWN,
} HavenReleaseState;

#define HAVEN_N_RELEASE_STATES 7
#define HAVEN_RELEASE_EXPIRING_DAYS 14

HavenReleaseState
haven_release_get_state (const HavenRelease *release, HavenDate on, const char **missing);
gboolean haven_release_state_permits (HavenReleaseState state);
const char *haven_release_state_get_code (HavenReleaseState state);
const char *haven_release_state_get_label (HavenReleaseState state);

G_END_DECLS
