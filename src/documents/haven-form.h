/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A form as it was read from its file: immutable, and independent of any language but its source.
 * FORMS.md tells what each part means.
 */

/** A text that is translated, known by an id that is stable over versions. */
typedef struct
{
  char *id;
  char *text;
} HavenFormText;

typedef enum
{
  HAVEN_FORM_VALUE_TEXT,
  HAVEN_FORM_VALUE_PARAGRAPH,
  HAVEN_FORM_VALUE_DATE,
  HAVEN_FORM_VALUE_CHOICE,
  HAVEN_FORM_VALUE_TICK,
  HAVEN_FORM_VALUE_LIST,
  HAVEN_FORM_VALUE_ROWS,
} HavenFormValueType;

typedef struct
{
  char *code;
  HavenFormText text;
} HavenFormOption;

/** What a form takes from outside. */
typedef struct
{
  char *name;
  HavenFormValueType type;
  gboolean weekday;   /* of a date */
  gboolean needed;    /* the paper is not signed on the screen without it */
  gsize max;          /* characters of a text, entries of a list or of rows */
  GPtrArray *options; /* HavenFormOption, of a choice */
  GPtrArray *fields;  /* HavenFormValue, of rows */
} HavenFormValue;

typedef enum
{
  HAVEN_FORM_BLOCK_HEADING,
  HAVEN_FORM_BLOCK_PARAGRAPH,
  HAVEN_FORM_BLOCK_NOTICE,
  HAVEN_FORM_BLOCK_LIST,
  HAVEN_FORM_BLOCK_FIELD,
  HAVEN_FORM_BLOCK_CHOICE,
  HAVEN_FORM_BLOCK_TABLE,
  HAVEN_FORM_BLOCK_GROUP,
  HAVEN_FORM_BLOCK_SIGNATURE,
  HAVEN_FORM_BLOCK_INTERPRETER,
  HAVEN_FORM_BLOCK_PAGE_BREAK,
} HavenFormBlockType;

typedef struct
{
  HavenFormText heading;
  char *value;
  double width; /* share of the line */
} HavenFormColumn;

/** When a block is printed: a value is set, or is one of some codes; or, with @negated, is not. */
typedef struct
{
  char *value;
  char **codes;
  gboolean negated;
} HavenFormCondition;

typedef struct
{
  HavenFormBlockType type;
  HavenFormText text;
  char *value;
  int level;
  int lines;    /* empty lines or rows for a pen, where the value is absent */
  double width; /* share of the line */
  gboolean small;
  gboolean if_needed; /* a page break where the rest of this page has no room for what follows */
  gboolean exact;     /* the law gives these words: they stand in the form's own language too */
  gboolean on_behalf; /* a signature that may be given for somebody */
  char **variants;
  char **elements; /* what the law asks for that this block says */
  HavenFormCondition *condition;
  GPtrArray *items;   /* HavenFormText, of a list */
  GPtrArray *columns; /* HavenFormColumn, of a table */
  GPtrArray *blocks;  /* HavenFormBlock, of a group */
} HavenFormBlock;

typedef struct
{
  char *code;
  char *file_stem;
  gboolean neutral; /* neutral title, no code and no clinic on the paper */
  gboolean cards;   /* four to a sheet */
} HavenFormVariant;

typedef struct
{
  char *code;
  char *version;
  char *sha256; /* of the file that it was read from */
  HavenFormText title;
  HavenFormText neutral_title;
  char **legal_basis;
  char **satisfies; /* hipaa, vawa, part2, … */
  gboolean needs_counsel_review;
  GPtrArray *variants;
  GPtrArray *values;
  GPtrArray *blocks;
  GPtrArray *texts; /* HavenFormText that no block prints by itself */
  GPtrArray *order; /* HavenFormText, borrowed: every text, in the order of the file */
} HavenForm;

HavenForm *haven_form_parse (GBytes *json, const HavenForm *common, GError **error);
void haven_form_free (HavenForm *self);
const HavenFormText *haven_form_find_text (const HavenForm *self, const char *id);
const HavenFormVariant *haven_form_find_variant (const HavenForm *self, const char *code);
const HavenFormValue *haven_form_value_find (const GPtrArray *values, const char *name);
gboolean haven_form_is_signed (const HavenForm *self);
char **haven_form_dup_placeholders (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HavenForm, haven_form_free)

G_END_DECLS
