/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"

G_BEGIN_DECLS

/* Days of several years at once; a text that is longer is not a court's list. */
#define HAVEN_COURT_LINES_MAX 400

typedef enum
{
  HAVEN_COURT_LINE_NEW,
  HAVEN_COURT_LINE_KNOWN,         /* the table has the day, or an earlier line */
  HAVEN_COURT_LINE_CLOSED_ANYWAY, /* a weekend or a federal holiday, which needs no row */
  HAVEN_COURT_LINE_WRONG,
} HavenCourtLineKind;

/** One line of a court's list, and what comes of it. */
typedef struct
{
  HavenCourtLineKind kind;
  char *text;         /* as it stands there */
  HavenDate on_date;  /* unset where none was found */
  char *name;         /* nullable: what the day is called; %NULL where the line does not say */
  const char *reason; /* nullable: for gettext(): what is wrong, or which holiday it is */
} HavenCourtLine;

GPtrArray *haven_court_lines_read (const char *text, GPtrArray *known, gboolean *is_whole);

G_END_DECLS
