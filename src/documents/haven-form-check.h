/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form.h"

G_BEGIN_DECLS

/*
 * What the laws ask a paper to say, as data (seeds/rules/release-elements.json), and whether a form
 * says it.
 */

typedef struct
{
  char *code;
  char *label;
  char *citation;
  gboolean where_it_applies; /* enough that it is printed for those whom it concerns */
  gboolean advised;          /* good practice: nothing is missing without it */
  int most_grade;            /* measured by the reading grade, not said by a block; 0: not so */
} HavenFormElement;

typedef struct
{
  char *code; /* hipaa, part2, vawa, … as in a form's `satisfies` */
  char *label;
  char *citation;
  GPtrArray *elements; /* HavenFormElement */
} HavenFormElementList;

/** What a form says of one list. Elements are borrowed from the list. */
typedef struct
{
  const HavenFormElementList *list;
  gboolean claimed;
  GPtrArray *present;
  GPtrArray *missing;
  GPtrArray *advised; /* advised, and not there */
} HavenFormCheck;

GPtrArray *haven_form_element_lists_load (GError **error);
const HavenFormElementList *haven_form_element_lists_find (const GPtrArray *lists, const char *code);
GPtrArray *haven_form_check (const HavenForm *form, const GPtrArray *lists);
char **haven_form_dup_unknown_claims (const HavenForm *form, const GPtrArray *lists);
double haven_form_get_grade (const HavenForm *form);

G_END_DECLS
