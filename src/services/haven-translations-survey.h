/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-translations-service.h"

G_BEGIN_DECLS

/** A form, and how far it is in each language of the survey. */
typedef struct
{
  char *form_code; /* or `paper` */
  char *title;     /* in English, a message for gettext() */
  HavenTranslationProgress *progress; /* one for each language */
} HavenSurveyedForm;

/** How far the words of all papers are. */
typedef struct
{
  char **languages; /* those that the clinic uses first */
  guint n_used;     /* how many of these it uses */
  char *own;        /* nullable: the one among them that the signed-in person has */
  GPtrArray *forms; /* HavenSurveyedForm; what all papers share comes last */
} HavenTranslationSurvey;

HavenTranslationSurvey *haven_translations_survey (HavenSession *session, GError **error);
void haven_translation_survey_free (HavenTranslationSurvey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenTranslationSurvey, haven_translation_survey_free)

G_END_DECLS
