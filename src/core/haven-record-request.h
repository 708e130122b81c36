/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-choice.h"
#include "haven-consent.h"
#include "haven-date.h"

G_BEGIN_DECLS

/** What the care team is asked for of somebody's record, by a day. It says nothing of what it is for: a kind out of a
 * closed list, a day, a signed permission, and how far it is. What it belongs to stays in the legal part (R19, R20). */
typedef struct
{
  char *id;
  char *patient_id;
  char *kind;
  HavenDate wanted_by;
  char *release_id; /* the permission that it was asked under */
  HavenInstant asked_at;
  char *state;
  char *reason;      /* of those that say why it cannot be had */
  char *taken_by;    /* who of the care team answered */
  char *document_id; /* the paper, where it is one of the vault's */
  HavenDate answered_on;
  gint64 row_version;
} HavenRecordRequest;
HAVEN_DECLARE_RECORD (HavenRecordRequest, haven_record_request)

const HavenChoice *haven_record_request_get_kinds (void);
const HavenChoice *haven_record_request_get_states (void);
const HavenChoice *haven_record_request_get_reasons (void);
gboolean haven_record_request_is_open (const char *state);
gboolean haven_record_request_may_become (const char *state, const char *next);

/** What of a permission to share the legal team may be given records under. */
typedef enum
{
  HAVEN_COVER_NONE,    /* nobody signed one */
  HAVEN_COVER_LATER,   /* it begins later */
  HAVEN_COVER_ENDED,   /* it ended, or was taken back */
  HAVEN_COVER_CURRENT,
} HavenCover;

gboolean haven_release_is_for_lawyers (const HavenRelease *release, const char *clinic);
HavenCover haven_release_get_cover (const HavenRelease *release, const char *clinic, HavenDate today);
HavenCover haven_releases_find_cover (GPtrArray *releases,
                                      const char *clinic,
                                      HavenDate today,
                                      const char *recipient,
                                      const HavenRelease **release);

G_END_DECLS
