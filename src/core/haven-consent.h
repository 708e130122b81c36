/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** A signed permission to share (domain 2.6). Its state is computed, never typed. */
typedef struct
{
  char *id;
  char *patient_id;
  char **basis;  /* hipaa, part2, vawa, treatment, attorney */
  char *form_code;
  char *form_version;
  char *language;
  char *discloser;
  char *recipient;
  char **items;  /* what may be shared */
  char **withhold;  /* what must not, whatever the items say */
  char *purpose;
  HavenDate effective_on;
  HavenDate expires_on;
  HavenDate signed_on;
  char *signer;  /* self, guardian, representative */
  HavenDate withdrawn_on;
  char *withdrawn_how;  /* oral, written, electronic */
  char *copy_given;  /* yes, declined-unsafe, no */
  char *signed_paper_id;  /* the paper that gives it, where it was signed on the screen */
  gint64 row_version;
} HavenRelease;
HAVEN_DECLARE_RECORD (HavenRelease, haven_release)

/** A finished PDF. It is made once: what is previewed, printed and kept is this same file. */
typedef struct
{
  char *id;
  char *patient_id;
  char *form_code;
  char *form_version;
  char *language;
  char *variant;    /* of a form; "official" and "privileged" of agencies' forms, the latter the legal team's alone */
  char *file_name;  /* neutral */
  HavenInstant made_at;
  char *made_by;
  gint64 pages;
  char *sha256;
  gboolean watermarked;
  GBytes *pdf;
} HavenDocument;
HAVEN_DECLARE_RECORD (HavenDocument, haven_document)

/** An act of sharing: everything that leaves is logged (domain 2.6, R33). */
typedef struct
{
  char *id;
  char *patient_id;
  HavenInstant at;
  char *staff_id;
  char *recipient;
  char **items;
  char *purpose;
  char *method;  /* print, export, oral, referral */
  char *basis;  /* release, to-the-person, treatment, emergency, mandated-report, court-order, audit */
  char *release_id;
  char *document_id;
  char *sha256;
  gint64 pages;
} HavenDisclosure;
HAVEN_DECLARE_RECORD (HavenDisclosure, haven_disclosure)

/** What the legal side lets the desk know of a date, in neutral words: published, dated, revocable. */
typedef struct
{
  char *id;
  char *patient_id;
  char *source_id;  /* of the deadline that it stands for */
  HavenDate not_after;
  char *words;
  char *published_by;
  HavenInstant published_at;
  HavenInstant revoked_at;
} HavenBridgeDate;
HAVEN_DECLARE_RECORD (HavenBridgeDate, haven_bridge_date)

G_END_DECLS
