/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/**
 * One text of one version of a form in one language, as somebody at this clinic wrote, reviewed or approved it
 * (domain 2.8). What was approved are these words for that source: when the source changes, its hash no longer fits and
 * the translation is outdated (45 CFR 92.201(c)(3), R38).
 */
typedef struct
{
  char *id;
  char *form_code; /* or `paper`, for what all papers share */
  char *form_version;
  char *language; /* a language tag: es, zh-Hans */
  char *text_id;
  char *source;        /* the English words that it was made for */
  char *source_sha256; /* of these, in hexadecimal */
  char *text;
  char *state;         /* machine, draft, reviewed, approved */
  char *translator_id; /* NULL: it came with Haven or from a file */
  HavenInstant translated_at;
  char *reviewer_id; /* never the translator */
  HavenInstant reviewed_at;
  char *approver_id;
  HavenInstant approved_at;
  gint64 row_version;
} HavenTranslatedText;
HAVEN_DECLARE_RECORD (HavenTranslatedText, haven_translated_text)

/** That a lawyer of this clinic has read one version of a form: until then it bears a mark that says so. */
typedef struct
{
  char *id;
  char *form_code;
  char *form_version;
  char *form_sha256; /* of the form's file as it was read */
  char *counsel;     /* who read it, in words */
  HavenDate reviewed_on;
  char *recorded_by;
  HavenInstant recorded_at;
} HavenCounselReview;
HAVEN_DECLARE_RECORD (HavenCounselReview, haven_counsel_review)

/** A form of the clinic's own, or its own version of one that Haven brings. Signed papers keep the text they had. */
typedef struct
{
  char *id;
  char *form_code;
  char *form_version;
  GBytes *file; /* as FORMS.md tells */
  char *added_by;
  HavenInstant added_at;
  HavenInstant retired_at; /* 0 while it is in use */
} HavenClinicForm;
HAVEN_DECLARE_RECORD (HavenClinicForm, haven_clinic_form)

/** What somebody signed: the frozen words, the very file, and the strokes of a pen. It never changes. */
typedef struct
{
  char *id;
  char *patient_id;
  char *document_id;
  char *form_code;
  char *form_version;
  char *language;
  GBytes *texts;  /* JSON: each text id with the words as they stood on the paper */
  char *sha256;   /* of the signed PDF */
  char *signer;   /* self, guardian, representative */
  char *signed_name;
  char *relationship; /* where somebody signs for somebody */
  GBytes *strokes;    /* JSON: lists of points, each x, y and pressure (haven-document-strokes.h) */
  HavenInstant signed_at;
  char *witness_name;
  GBytes *witness_strokes;
  char *interpreter_name;
  char *interpreter_language;
  GBytes *interpreter_strokes;
  char *staff_id; /* before whom */
  GBytes *others; /* JSON: further signatures on the same paper: place, name, relationship, strokes */
} HavenSignedPaper;
HAVEN_DECLARE_RECORD (HavenSignedPaper, haven_signed_paper)

G_END_DECLS
