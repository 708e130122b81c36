/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-form.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Reads JSON objects of known shape. The first error latches: what follows does nothing, so that a
 * parser reads straight down and looks once.
 */
typedef struct
{
  const char *where; /* the form's code, for error messages */
  HavenForm *form;
  const HavenForm *common;
  GHashTable *ids; /* of texts, to find a second use */
  GError *error;
} HavenFormReader;

void haven_form_reader_fail (HavenFormReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void haven_form_reader_check_members (HavenFormReader *self, JsonObject *object, const char *known);
char *haven_form_reader_dup_string (HavenFormReader *self,
                                    JsonObject *object,
                                    const char *member,
                                    gboolean required);
double haven_form_reader_get_number (HavenFormReader *self,
                                     JsonObject *object,
                                     const char *member,
                                     double otherwise);
gboolean
haven_form_reader_get_boolean (HavenFormReader *self, JsonObject *object, const char *member);
char **
haven_form_reader_dup_strings (HavenFormReader *self, JsonObject *object, const char *member);
void
haven_form_reader_take_text (HavenFormReader *self, HavenFormText *text, char *id, char *source);
void haven_form_reader_read_text (HavenFormReader *self,
                                  JsonObject *object,
                                  HavenFormText *text,
                                  gboolean required);

typedef gpointer (*HavenFormReadFunc) (HavenFormReader *self, JsonObject *object, gpointer data);
GPtrArray *haven_form_reader_read_array (HavenFormReader *self,
                                         JsonObject *object,
                                         const char *member,
                                         HavenFormReadFunc read,
                                         gpointer data,
                                         GDestroyNotify free_entry);

/** The values that a text may name: those of the rows it repeats over first, then outwards. */
typedef struct _HavenFormNames HavenFormNames;
struct _HavenFormNames
{
  const GPtrArray *values;
  const HavenFormNames *outer;
};

const HavenFormValue *haven_form_names_find (const HavenFormNames *self, const char *name);

gpointer haven_form_read_value (HavenFormReader *self, JsonObject *object, gpointer data);
gpointer haven_form_read_block (HavenFormReader *self, JsonObject *object, gpointer names);

void haven_form_text_free (gpointer data);
void haven_form_option_free (gpointer data);
void haven_form_value_free (gpointer data);
void haven_form_column_free (gpointer data);
void haven_form_block_free (gpointer data);
void haven_form_variant_free (gpointer data);

G_END_DECLS
