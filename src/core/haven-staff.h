/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** Somebody who works with the vault. What a role may do stands in seeds/roles (domain 2.10). */
typedef struct
{
  char *id;
  char *name;
  char **roles;  /* codes of seeds/roles */
  char **languages;
  gboolean active;
  HavenInstant ended_at;  /* when they left; unset: they did not */
} HavenStaffMember;
HAVEN_DECLARE_RECORD (HavenStaffMember, haven_staff_member)

/** A person is closed to a member of staff: a relative, the other party's friend (domain 2.10; T1). */
typedef struct
{
  char *id;
  char *patient_id;
  char *staff_id;  /* who is kept out */
  char *reason;
  HavenInstant since;
  char *denied_by;
  HavenInstant ended_at;
  char *ended_by;
} HavenPatientDenial;
HAVEN_DECLARE_RECORD (HavenPatientDenial, haven_patient_denial)

#define HAVEN_BREAK_GLASS_MINUTES 60
#define HAVEN_BREAK_GLASS_LEAST_REASON 20 /* letters */
#define HAVEN_BREAK_GLASS_REVIEW_HOURS 72

/** Restricted notes of one person, opened in an emergency for a while; somebody else reviews it (R24). */
typedef struct
{
  char *id;
  char *staff_id;
  char *patient_id;
  char *reason_code;  /* emergency, immediate-danger, nobody-else, court-order */
  char *reason;
  HavenInstant opened_at;
  HavenInstant closes_at;
  char *reviewed_by;
  HavenInstant reviewed_at;
  char *review;
} HavenBreakGlass;
HAVEN_DECLARE_RECORD (HavenBreakGlass, haven_break_glass)

G_END_DECLS
