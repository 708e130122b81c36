/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-table.h"

G_BEGIN_DECLS

/** Longer text is no description but a mistake. */
#define HAVEN_DIRECTORY_MAX_TEXT 65536
#define HAVEN_DIRECTORY_MAX_TEXTS 1000
#define HAVEN_DIRECTORY_MAX_ID 255
#define HAVEN_DIRECTORY_MAX_AGE 150

/** What a value of a column means; which member is set depends on the column's type. */
typedef struct
{
  char *text;
  char **texts;
  double real;
  gint64 integer;
  HavenDate date;
} HavenDirectoryValue;

gboolean haven_directory_value_parse (HavenDirectoryValue *self,
                                      const HavenDirectoryColumn *column,
                                      const char *text);
void haven_directory_value_clear (HavenDirectoryValue *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HavenDirectoryValue, haven_directory_value_clear)
gboolean haven_directory_value_store (HavenDirectoryValue *self,
                                      const HavenField *field,
                                      gboolean append,
                                      gpointer record);
char *haven_directory_dup_clean (const char *text);
gboolean haven_directory_parse_boolean (const char *text, gboolean *value);
gboolean haven_directory_is_uuid (const char *text);
char **haven_directory_merge_texts (char **texts, char **more);

G_END_DECLS
