/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-glossary.h"

G_BEGIN_DECLS

typedef enum
{
  /* Errors: a text with one of these cannot be kept. */
  HAVEN_WARNING_PLACEHOLDER_MISSING,
  HAVEN_WARNING_PLACEHOLDER_UNKNOWN,
  HAVEN_WARNING_PLACEHOLDER_TWICE,
  /* What may be meant so. */
  HAVEN_WARNING_LONG,
  HAVEN_WARNING_SHORT,
  HAVEN_WARNING_TERM_MISSING,
  HAVEN_WARNING_TERM_AVOIDED,
  HAVEN_WARNING_BLANK_AT_EDGE,
  HAVEN_WARNING_NUMBER_MISSING,
  HAVEN_WARNING_NUMBER_UNKNOWN,
  HAVEN_WARNING_SENTENCE_END,
  HAVEN_WARNING_BRACKETS,
} HavenWarningKind;

/** What somebody who writes a translation should look at. */
typedef struct
{
  HavenWarningKind kind;
  int start;      /* in characters of the translation; -1: it is about something that is not there */
  int length;     /* in characters */
  char *what;     /* the name in braces, the term, the number, the sign; or NULL */
  char *expected; /* the agreed word; or NULL */
} HavenTranslationWarning;

GPtrArray *haven_translation_warnings_find (const HavenGlossary *glossary, const char *source, const char *text);
gboolean haven_translation_warning_is_error (const HavenTranslationWarning *self);
gboolean haven_translation_warnings_have_error (const GPtrArray *warnings);

G_END_DECLS
