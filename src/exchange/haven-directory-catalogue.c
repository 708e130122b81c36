/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-directory-catalogue-private.h"

#include "haven-directory-moment.h"
#include "haven-exchange-error.h"

#include <string.h>

#define AT(type, record, field) (*(type *) G_STRUCT_MEMBER_P ((record), (field)->offset))

static void
entry_free (gpointer data)
{
  HavenDirectoryEntry *entry = data;

  if (entry->record)
    haven_record_free (entry->table->info, entry->record);
  g_clear_pointer (&entry->extra, json_object_unref);
  g_free (entry->source_id);
  g_free (entry->name);
  g_free (entry);
}

static void
shelf_init (HavenDirectoryShelf *shelf, const HavenDirectoryTable *table)
{
  g_assert (table->n_columns <= HAVEN_DIRECTORY_MAX_COLUMNS);
  shelf->table = table;
  shelf->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  shelf->entries = g_ptr_array_new_with_free_func (entry_free);
  for (guint i = 0; i < table->n_columns; i++)
    shelf->fields[i] = haven_directory_find_field (table->info, table->columns[i].field);
}

/**
 * haven_directory_catalogue_new:
 * @source: which feed this is; ids derive from it
 * @repeats: whether the same thing may come several times, each time telling a part
 * @report: where faults and counts go; it must outlive the catalogue
 */
HavenDirectoryCatalogue *
haven_directory_catalogue_new (HavenDirectoryLayout layout,
                               const char *source,
                               gboolean repeats,
                               HavenDirectoryReport *report)
{
  HavenDirectoryCatalogue *self = g_new0 (HavenDirectoryCatalogue, 1);
  const HavenDirectoryTable *tables = haven_directory_layout_get_tables (layout, &self->n_shelves);

  self->source = g_strdup (source);
  self->report = report;
  self->repeats = repeats;
  self->shelves = g_new0 (HavenDirectoryShelf, self->n_shelves);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->n_shelves; i++)
    {
      shelf_init (&self->shelves[i], &tables[i]);
      if (tables[i].kind < HAVEN_N_PARENT_KINDS)
        self->by_kind[tables[i].kind] = &self->shelves[i];
    }
  return self;
}

void
haven_directory_catalogue_free (HavenDirectoryCatalogue *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_shelves; i++)
    {
      g_hash_table_unref (self->shelves[i].by_id);
      g_ptr_array_unref (self->shelves[i].entries);
    }
  g_hash_table_unref (self->seen);
  g_free (self->shelves);
  g_free (self->source);
  g_free (self);
}

/** Returns: (transfer none) (nullable): what the source calls @source_id */
HavenDirectoryEntry *
haven_directory_catalogue_find (HavenDirectoryCatalogue *self,
                                HavenDirectoryKind kind,
                                const char *source_id)
{
  HavenDirectoryShelf *shelf = kind < HAVEN_N_PARENT_KINDS ? self->by_kind[kind] : NULL;

  return shelf && source_id ? g_hash_table_lookup (shelf->by_id, source_id) : NULL;
}

/** Takes @key. Returns: %FALSE when it was marked before */
gboolean
haven_directory_catalogue_mark (HavenDirectoryCatalogue *self, char *key)
{
  return g_hash_table_add (self->seen, key);
}

static const char *
get_source_id (const HavenDirectoryDraft *draft)
{
  const HavenDirectoryTable *table = draft->row->table;

  return table->columns[0].type == HAVEN_COLUMN_ID ? draft->row->values[0] : NULL;
}

/** Notes a fault; unless it is @soft, the row is lost. Where things repeat, the same fault is told
 * once. */
void
haven_directory_draft_reject (HavenDirectoryCatalogue *self,
                              HavenDirectoryDraft *draft,
                              const char *column,
                              const char *rule,
                              const char *value,
                              gboolean soft)
{
  const HavenDirectoryRow *row = draft->row;
  const char *id = get_source_id (draft);
  g_autofree char *place = g_strconcat (row->path ? row->path : "", column, NULL);

  draft->bad = draft->bad || !soft;
  if (self->repeats && id != NULL &&
      !haven_directory_catalogue_mark (
          self, g_strjoin ("\x1f", "rejected", row->table->name, id, column, rule, value, NULL)))
    return;
  haven_directory_report_reject (self->report, row->file, row->number, place, rule, value);
}

/* ── Checking one row ────────────────────────────────────────────────────── */

static void
check_reference (HavenDirectoryCatalogue *self,
                 HavenDirectoryDraft *draft,
                 guint i,
                 const char *text)
{
  const HavenDirectoryColumn *column = &draft->row->table->columns[i];
  HavenDirectoryEntry *parent = haven_directory_catalogue_find (self, column->target, text);
  const HavenField *id;

  if (parent == NULL)
    {
      haven_directory_draft_reject (self, draft, column->name, "reference", text,
                                    column->flags & HAVEN_COLUMN_SOFT);
      return;
    }
  draft->parents[column->target] = parent;
  draft->has[i] = TRUE;
  id = haven_directory_find_field (parent->table->info, "id");
  draft->values[i] =
      (HavenDirectoryValue) { .text = id ? g_strdup (AT (char *, parent->record, id)) : NULL };
}

/* Terms are given by id and kept by name, which is what somebody searches for. */
static void
name_terms (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft, guint i)
{
  HavenDirectoryValue *value = &draft->values[i];

  for (gsize k = 0; value->texts[k]; k++)
    {
      HavenDirectoryEntry *term =
          haven_directory_catalogue_find (self, HAVEN_KIND_TERM, value->texts[k]);

      if (term == NULL)
        {
          const char *name = draft->row->table->columns[i].name;

          haven_directory_draft_reject (self, draft, name, "reference", value->texts[k], TRUE);
          continue;
        }
      g_set_str (&value->texts[k], term->name);
    }
}

static void
check_id (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft, const char *text)
{
  if (!self->repeats && g_hash_table_contains (draft->shelf->by_id, text))
    haven_directory_draft_reject (self, draft, draft->row->table->columns[0].name, "duplicate",
                                  text, FALSE);
}

static void
check_column (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft, guint i)
{
  const HavenDirectoryColumn *column = &draft->row->table->columns[i];
  const char *text = draft->row->values[i];
  gboolean soft = column->flags & HAVEN_COLUMN_SOFT;

  if (text == NULL || *text == '\0')
    {
      if (column->flags & HAVEN_COLUMN_REQUIRED && !(draft->row->absent && draft->row->absent[i]))
        haven_directory_draft_reject (self, draft, column->name, "required", "", soft);
      return;
    }
  if (strlen (text) > HAVEN_DIRECTORY_MAX_TEXT)
    {
      haven_directory_draft_reject (self, draft, column->name, "too-long", text, FALSE);
      return;
    }
  if (column->type == HAVEN_COLUMN_REFERENCE)
    {
      check_reference (self, draft, i, text);
      return;
    }
  draft->has[i] = haven_directory_value_parse (&draft->values[i], column, text);
  if (!draft->has[i])
    haven_directory_draft_reject (self, draft, column->name,
                                  haven_directory_column_get_rule (column), text, soft);
  else if (column->type == HAVEN_COLUMN_TERMS)
    name_terms (self, draft, i);
  else if (i == 0 && column->type == HAVEN_COLUMN_ID)
    check_id (self, draft, text);
}

static const HavenDirectoryValue *
get_value (const HavenDirectoryDraft *draft, const char *field)
{
  const HavenDirectoryTable *table = draft->row->table;

  for (guint i = 0; i < table->n_columns; i++)
    if (draft->has[i] && g_strcmp0 (table->columns[i].field, field) == 0)
      return &draft->values[i];
  return NULL;
}

static const char *
get_column_of (const HavenDirectoryDraft *draft, const char *field)
{
  const HavenDirectoryTable *table = draft->row->table;

  for (guint i = 0; i < table->n_columns; i++)
    if (g_strcmp0 (table->columns[i].field, field) == 0)
      return table->columns[i].name;
  return "";
}

/* Where every reference failed, each was told; where there was none, that is. */
static void
check_parents (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft)
{
  const HavenDirectoryTable *table = draft->row->table;
  const char *first = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < table->n_columns; i++)
    {
      if (table->columns[i].type != HAVEN_COLUMN_REFERENCE)
        continue;
      if (draft->has[i])
        return;
      any = any || (draft->row->values[i] && *draft->row->values[i]);
      if (first == NULL && !(draft->row->absent && draft->row->absent[i]))
        first = table->columns[i].name;
    }
  draft->bad = TRUE;
  if (!any)
    haven_directory_draft_reject (self, draft, first ? first : "", "required", "", FALSE);
}

/* Such a holiday may well go from December to January. */
static gboolean
is_every_year (HavenDate date)
{
  int year;

  haven_date_get_ymd (date, &year, NULL, NULL);
  return year == HAVEN_DIRECTORY_EVERY_YEAR;
}

/* What one column alone can't tell. */
static void
check_together (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft)
{
  const HavenDirectoryValue *low = get_value (draft, "minimum_age"),
                            *high = get_value (draft, "maximum_age");
  const HavenDirectoryValue *from = get_value (draft, "valid_from"),
                            *to = get_value (draft, "valid_to");
  const HavenDirectoryValue *closed = get_value (draft, "closed");

  if (low && high && high->integer > 0 && low->integer > high->integer)
    {
      g_autofree char *ages = g_strdup_printf ("%d > %d", (int) low->integer, (int) high->integer);

      haven_directory_draft_reject (self, draft, "minimum_age", "ages", ages, FALSE);
    }
  if (from && to && !is_every_year (from->date) && haven_date_compare (from->date, to->date) > 0)
    {
      g_autofree char *from_iso = haven_date_dup_iso (from->date);
      g_autofree char *to_iso = haven_date_dup_iso (to->date);
      g_autofree char *dates = g_strdup_printf ("%s > %s", from_iso, to_iso);

      haven_directory_draft_reject (self, draft, get_column_of (draft, "valid_from"), "dates",
                                    dates, FALSE);
    }
  if (closed && !closed->integer &&
      !(get_value (draft, "opens_at") && get_value (draft, "closes_at")))
    haven_directory_draft_reject (self, draft, "opens_at", "required", "", FALSE);
  if (draft->row->table->needs_parent)
    check_parents (self, draft);
}

/* ── Keeping one row ─────────────────────────────────────────────────────── */

static gpointer
make_record (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft, const char *source_id)
{
  const HavenDirectoryTable *table = draft->row->table;
  gpointer record = haven_record_new (table->info);
  const HavenField *field;

  for (guint i = 0; i < table->n_columns; i++)
    if (draft->has[i] && draft->shelf->fields[i])
      haven_directory_value_store (&draft->values[i], draft->shelf->fields[i],
                                   table->columns[i].flags & HAVEN_COLUMN_APPEND, record);
  AT (char *, record, &table->info->fields[0]) =
      haven_directory_dup_id (self->source, table->name, source_id);
  if ((field = haven_directory_find_field (table->info, "source")))
    haven_record_set_text (&AT (char *, record, field), self->source);
  if ((field = haven_directory_find_field (table->info, "source_id")))
    haven_record_set_text (&AT (char *, record, field), source_id);
  return record;
}

static HavenDirectoryEntry *
make_entry (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft, const char *source_id)
{
  HavenDirectoryEntry *entry = g_new0 (HavenDirectoryEntry, 1);
  int name = haven_directory_table_find_column (draft->row->table, "name");

  entry->table = draft->row->table;
  entry->source_id = g_strdup (source_id);
  if (entry->table->info)
    entry->record = make_record (self, draft, source_id);
  else if (name >= 0)
    entry->name = g_strdup (draft->row->values[name]);
  memcpy (entry->parents, draft->parents, sizeof entry->parents);
  g_ptr_array_add (draft->shelf->entries, entry);
  g_hash_table_insert (draft->shelf->by_id, entry->source_id, entry);
  return entry;
}

static void
keep_again (HavenDirectoryCatalogue *self,
            HavenDirectoryDraft *draft,
            HavenDirectoryEntry *entry,
            const char *source_id)
{
  g_autoptr (JsonObject) extra = haven_directory_draft_dup_extra (draft, FALSE);
  gpointer record = entry->record ? make_record (self, draft, source_id) : NULL;

  haven_directory_entry_merge (entry, record, extra);
  for (guint i = 0; i < HAVEN_N_PARENT_KINDS; i++)
    if (entry->parents[i] == NULL)
      entry->parents[i] = draft->parents[i];
  if (record)
    haven_record_free (entry->table->info, record);
}

static void
keep (HavenDirectoryCatalogue *self, HavenDirectoryDraft *draft)
{
  const char *source_id = get_source_id (draft);
  HavenDirectoryEntry *entry =
      source_id ? g_hash_table_lookup (draft->shelf->by_id, source_id) : NULL;

  if (draft->row->table->info != NULL || draft->row->table->kind < HAVEN_N_PARENT_KINDS)
    {
      if (entry != NULL)
        keep_again (self, draft, entry, source_id);
      else
        {
          entry = make_entry (self, draft, source_id);
          if (entry->record)
            entry->extra = haven_directory_draft_dup_extra (draft, FALSE);
        }
    }
  else if (source_id != NULL && *source_id && entry == NULL)
    make_entry (self, draft, source_id);
  if (draft->row->table->info == NULL)
    haven_directory_catalogue_join (self, draft);
}

static gboolean
check_limits (HavenDirectoryCatalogue *self, GError **error)
{
  const char *sentence = NULL;

  if (++self->n_rows > HAVEN_DIRECTORY_MAX_ROWS)
    sentence = "This directory has more than two million rows; import a part of it";
  else if (self->report->rejected->len > HAVEN_DIRECTORY_MAX_REJECTED)
    sentence = "More than a hundred thousand values of this directory are wrong, so it is probably "
               "another kind of file";
  if (sentence)
    g_set_error_literal (error, HAVEN_EXCHANGE_ERROR, HAVEN_EXCHANGE_ERROR_TOO_LARGE, sentence);
  return sentence == NULL;
}

/**
 * haven_directory_catalogue_add:
 *
 * Checks a row and keeps it if it is good; what is wrong goes into the report. Rows are added in
 * the order of the layout's tables, so that whatever a row refers to is known.
 *
 * Returns: %FALSE with an error only when it makes no sense to go on
 */
gboolean
haven_directory_catalogue_add (HavenDirectoryCatalogue *self,
                               const HavenDirectoryRow *row,
                               GError **error)
{
  HavenDirectoryDraft draft = { .row = row };
  const HavenDirectoryTable *first = self->shelves[0].table;

  g_return_val_if_fail (row->table >= first && row->table < first + self->n_shelves, FALSE);

  draft.shelf = &self->shelves[row->table - first];
  for (guint i = 0; i < row->table->n_columns; i++)
    check_column (self, &draft, i);
  check_together (self, &draft);
  if (!draft.bad)
    keep (self, &draft);
  for (guint i = 0; i < row->table->n_columns; i++)
    haven_directory_value_clear (&draft.values[i]);
  return check_limits (self, error);
}
