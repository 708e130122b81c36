/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-changes.h"

struct _HavenChanges
{
  gatomicrefcount references;
  GHashTable *records; /* names of tables, which are constants */
  GHashTable *ids;     /* owned text */
};

/* Past this many, a view reloads all the same; ids of a long import are not worth keeping. */
#define MOST_IDS 1000

static gpointer
copy_changes (gpointer changes)
{
  return haven_changes_ref (changes);
}

static void
free_changes (gpointer changes)
{
  haven_changes_unref (changes);
}

GType
haven_changes_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       g_boxed_type_register_static (g_intern_static_string ("HavenChanges"), copy_changes, free_changes));
  return type;
}

HavenChanges *
haven_changes_new (void)
{
  HavenChanges *self = g_new0 (HavenChanges, 1);

  g_atomic_ref_count_init (&self->references);
  self->records = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

HavenChanges *
haven_changes_ref (HavenChanges *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
haven_changes_unref (HavenChanges *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->ids);
  g_free (self);
}

/** @record is a table's name that lives as long as the program. */
void
haven_changes_add (HavenChanges *self, const char *record, const char *id)
{
  g_hash_table_add (self->records, (gpointer) record);
  if (id != NULL && g_hash_table_size (self->ids) <= MOST_IDS)
    g_hash_table_add (self->ids, g_strdup (id));
}

void
haven_changes_add_all (HavenChanges *self, HavenChanges *others)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, others->records);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (self->records, key);
  g_hash_table_iter_init (&iter, others->ids);
  while (g_hash_table_iter_next (&iter, &key, NULL) && g_hash_table_size (self->ids) <= MOST_IDS)
    g_hash_table_add (self->ids, g_strdup (key));
}

gboolean
haven_changes_is_empty (HavenChanges *self)
{
  return g_hash_table_size (self->records) == 0;
}

gboolean
haven_changes_touch (HavenChanges *self, const char *record)
{
  return g_hash_table_contains (self->records, record);
}

/** Whether the record may have changed: so many may have that their ids were not kept. */
gboolean
haven_changes_touch_id (HavenChanges *self, const char *id)
{
  return g_hash_table_size (self->ids) > MOST_IDS || g_hash_table_contains (self->ids, id);
}
