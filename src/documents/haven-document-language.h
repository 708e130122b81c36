/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-date.h"

G_BEGIN_DECLS

/** How much a date says. */
typedef enum
{
  HAVEN_DATE_STYLE_LONG,    /* 3 December 2026 */
  HAVEN_DATE_STYLE_SHORT,   /* 3 Dec 2026, for the cells of tables */
  HAVEN_DATE_STYLE_WEEKDAY, /* Thursday, 3 December 2026 */
} HavenDateStyle;

/** How one language writes direction, digits and dates. Not thread-safe: one thread at a time. */
typedef struct _HavenDocumentLanguage HavenDocumentLanguage;

gboolean haven_document_language_is_tag (const char *tag);
HavenDocumentLanguage *haven_document_language_new (const char *tag);
HavenDocumentLanguage *haven_document_language_get (const char *tag);
void haven_document_language_free (HavenDocumentLanguage *self);
const char *haven_document_language_get_tag (const HavenDocumentLanguage *self);
gboolean haven_document_language_is_right_to_left (const HavenDocumentLanguage *self);
char *haven_document_language_dup_number (HavenDocumentLanguage *self, guint number);
char *haven_document_language_dup_date (HavenDocumentLanguage *self,
                                        HavenDate date,
                                        HavenDateStyle style);

char *haven_document_language_dup_name (const char *tag, const char *paper_language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenDocumentLanguage, haven_document_language_free)

G_END_DECLS
