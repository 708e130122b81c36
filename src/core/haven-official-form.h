/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-record.h"

G_BEGIN_DECLS

/** An agency's own PDF form, as this clinic brought it in. A new edition is another record. */
typedef struct
{
  char *id;
  char *code;  /* as the agency names it: I-918 */
  char *title; /* neutral: what it is called on a screen */
  char *agency;
  HavenDate edition_on; /* printed on it; not set where it has none */
  GBytes *file;         /* the PDF as it came; it is read by the confined reader alone */
  char *sha256;
  gint64 pages;
  char *added_by;
  HavenInstant added_at;
  HavenInstant retired_at; /* 0 while it is in use */
  gboolean privileged;     /* papers made from it are seen by the legal team alone */
} HavenOfficialForm;
HAVEN_DECLARE_RECORD (HavenOfficialForm, haven_official_form)

/** Where the value of one field of such a form comes from. */
typedef struct
{
  char *id;
  char *official_form_id;
  char *field;  /* its full name in the form */
  char *source; /* person.name, person.born_on, …, today, fixed; NULL: somebody writes it each time */
  char *format; /* how a date or a name is written, or the fixed value; NULL: as it is */
  gint64 row_version;
} HavenOfficialFormField;
HAVEN_DECLARE_RECORD (HavenOfficialFormField, haven_official_form_field)

G_END_DECLS
