/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form-check.h"
#include "haven-form-records.h"
#include "haven-session.h"

G_BEGIN_DECLS

/** How far one translation of a form is. */
typedef struct
{
  char *language;
  HavenTranslationState state; /* of the weakest text of the paper, what all papers share among them */
  guint n_texts;               /* of the form itself */
  guint n_approved;
  guint n_outdated;
  guint n_missing;
} HavenFormLanguage;

/** One form as it is in use at this clinic, and what is known of it. */
typedef struct
{
  HavenForms *forms;
  GPtrArray *lists;       /* HavenFormElementList: what the checks speak of */
  const HavenForm *form;  /* of @forms */
  char *shipped_version;  /* nullable: of the one that Haven brings */
  HavenClinicForm *own;   /* nullable: the clinic's version that is in use */
  char *added_by;         /* nullable: a name */
  HavenCounselReview *review; /* nullable: of these very words */
  char *recorded_by;      /* nullable: a name */
  gboolean awaits_counsel;
  GPtrArray *checks;      /* HavenFormCheck */
  guint n_missing;        /* elements that the form claims to say and doesn't */
  GPtrArray *languages;   /* HavenFormLanguage */
} HavenFormFacts;

void haven_form_facts_free (HavenFormFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenFormFacts, haven_form_facts_free)

GPtrArray *haven_form_facts_list (HavenSession *session, GError **error);
HavenFormFacts *haven_form_facts_read (HavenSession *session, const char *code, GError **error);

void haven_form_language_free (HavenFormLanguage *self);
HavenFormLanguage *haven_form_language_new (HavenForms *forms, const HavenForm *form, const char *language);

G_END_DECLS
