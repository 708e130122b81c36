/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-directory-catalogue.h"
#include "haven-directory-value.h"

G_BEGIN_DECLS

typedef struct _HavenDirectoryEntry HavenDirectoryEntry;

/** Where a location's address may be used: to write to, or to go to as well. */
enum
{
  HAVEN_ADDRESS_NONE,
  HAVEN_ADDRESS_MAIL,
  HAVEN_ADDRESS_PLACE,
};

/** A row that others may refer to, and its record if it has one. */
struct _HavenDirectoryEntry
{
  const HavenDirectoryTable *table;
  char *source_id;
  char *name; /* of a term, a program */
  gpointer record;
  JsonObject *extra;
  HavenDirectoryEntry *parents[HAVEN_N_PARENT_KINDS];
  int address_rank;
};

typedef struct
{
  const HavenDirectoryTable *table;
  const HavenField *fields[HAVEN_DIRECTORY_MAX_COLUMNS];
  GHashTable *by_id; /* (key source id) (value HavenDirectoryEntry): owned by entries */
  GPtrArray *entries;
} HavenDirectoryShelf;

struct _HavenDirectoryCatalogue
{
  char *source;
  HavenDirectoryReport *report;
  gboolean repeats; /* the same thing may come several times, as in nested JSON */
  HavenDirectoryShelf *shelves;
  guint n_shelves;
  HavenDirectoryShelf *by_kind[HAVEN_N_PARENT_KINDS];
  GHashTable *seen; /* what was joined or rejected already, where things repeat */
  guint n_rows;
};

/** A row while it is looked at. */
typedef struct
{
  const HavenDirectoryRow *row;
  HavenDirectoryShelf *shelf;
  HavenDirectoryValue values[HAVEN_DIRECTORY_MAX_COLUMNS];
  gboolean has[HAVEN_DIRECTORY_MAX_COLUMNS];
  HavenDirectoryEntry *parents[HAVEN_N_PARENT_KINDS];
  gboolean bad;
} HavenDirectoryDraft;

void haven_directory_draft_reject (HavenDirectoryCatalogue *self,
                                   HavenDirectoryDraft *draft,
                                   const char *column,
                                   const char *rule,
                                   const char *value,
                                   gboolean soft);
gboolean haven_directory_catalogue_mark (HavenDirectoryCatalogue *self, char *key);
HavenDirectoryEntry *haven_directory_catalogue_find (HavenDirectoryCatalogue *self,
                                                     HavenDirectoryKind kind,
                                                     const char *source_id);
void haven_directory_catalogue_join (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft);
JsonObject *haven_directory_draft_dup_extra (HavenDirectoryDraft *draft, gboolean joins);
void haven_directory_entry_merge (HavenDirectoryEntry *self, gpointer record, JsonObject *extra);
char *haven_directory_dup_id (const char *source, const char *kind, const char *source_id);

/* What a record points to, made complete from what it points to indirectly. */
void haven_directory_catalogue_complete (HavenDirectoryCatalogue *self);

G_END_DECLS
