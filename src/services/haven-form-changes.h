/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form-facts.h"

G_BEGIN_DECLS

/** A text of a form that is not as it was. */
typedef struct
{
  char *text_id;
  char *before; /* NULL: it is new */
  char *after;  /* NULL: it is gone */
} HavenFormTextChange;

/** What a form's file would change, before it is taken. */
typedef struct
{
  HavenForms *forms;       /* as they would be */
  GPtrArray *lists;        /* HavenFormElementList */
  const HavenForm *before; /* nullable: the form is new */
  const HavenForm *after;
  GBytes *file;
  GPtrArray *texts;     /* HavenFormTextChange: in the order of the new form, then what is gone */
  GPtrArray *lost;      /* HavenFormElement: said before, and claimed */
  GPtrArray *missing;   /* HavenFormElement: claimed, and not said */
  GPtrArray *languages; /* HavenFormLanguage: those that would have texts to be translated */
} HavenFormChanges;

void haven_form_changes_free (HavenFormChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenFormChanges, haven_form_changes_free)

HavenFormChanges *haven_form_changes_read (HavenSession *session, GBytes *file, GError **error);

G_END_DECLS
