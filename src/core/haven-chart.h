/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** One visit as the chart knows it. */
typedef struct
{
  char *id;
  char *patient_id;
  char *appointment_id;
  char *kind;  /* visit, therapy, phone, laboratory, imaging, procedure */
  char *title;
  char *summary;
  HavenInstant starts_at;
  HavenInstant ends_at;
  char *staff_id;
} HavenEncounter;
HAVEN_DECLARE_RECORD (HavenEncounter, haven_encounter)

/** A note: a draft until signed, read-only from then on; what changes later is an addendum (domain 2.2). */
typedef struct
{
  char *id;
  char *patient_id;
  char *encounter_id;
  char *kind;  /* progress, phone, care-coordination, assessment, addendum */
  char *title;
  char *text;
  char *state;  /* draft, signed */
  char *author_id;
  HavenInstant written_at;
  char *signed_by;
  HavenInstant signed_at;
  char *addendum_of;
  char *addendum_reason;
  char *restricted;  /* none, psychotherapy, sud-counselling */
  gint64 row_version;
} HavenNote;
HAVEN_DECLARE_RECORD (HavenNote, haven_note)

G_END_DECLS
