/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-generations.h"

#define DAY (24 * G_TIME_SPAN_HOUR)
#define DAYS_OF_DAILY 7
#define DAYS_OF_WEEKLY 31

HavenBackupEntry *
haven_backup_entry_new (HavenBackupInfo *info)
{
  HavenBackupEntry *self = g_new0 (HavenBackupEntry, 1);

  self->info = info;
  return self;
}

void
haven_backup_entry_free (HavenBackupEntry *self)
{
  haven_backup_info_free (self->info);
  g_free (self);
}

/** Whether a stamp is of a time that has not come yet: such a backup counts as old, and takes no other's place. */
gboolean
haven_backup_is_of_unknown_age (HavenInstant made_at, HavenInstant now)
{
  return made_at > now + HAVEN_BACKUP_CLOCKS_DIFFER;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const HavenBackupEntry *one = *(HavenBackupEntry *const *) a, *other = *(HavenBackupEntry *const *) b;

  return one->info->made_at < other->info->made_at ? 1 : one->info->made_at > other->info->made_at ? -1 : 0;
}

/* Backups that hold the same parts, and that the same keys open, take each other's place; no others do. */
static gboolean
is_of_group (const HavenBackupEntry *entry, HavenPartitions partitions, HavenPartitions opened)
{
  return entry->info->partitions == partitions && entry->opened == opened;
}

/* Whether the newest backup of its day or week is wanted, and is this one. */
static gboolean
stands_for (gint64 *last, gint64 number)
{
  const gboolean first = *last != number;

  *last = number;
  return first;
}

static void
mark_group (GPtrArray *entries, HavenPartitions partitions, HavenPartitions opened, HavenInstant now)
{
  gint64 last_day = G_MININT64, last_week = G_MININT64;
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      HavenBackupEntry *entry = entries->pdata[i];
      const gint64 age = now - entry->info->made_at, day = entry->info->made_at / DAY;
      gboolean of_day, of_week;

      if (!is_of_group (entry, partitions, opened) || haven_backup_is_of_unknown_age (entry->info->made_at, now))
        continue;
      of_day = stands_for (&last_day, day);
      of_week = stands_for (&last_week, day / 7);
      entry->spare = n++ >= HAVEN_BACKUP_FEWEST_GENERATIONS && !(of_day && age <= DAYS_OF_DAILY * DAY) &&
                     !(of_week && age <= DAYS_OF_WEEKLY * DAY);
    }
}

static guint
count_newer (GPtrArray *entries, const HavenBackupEntry *than, HavenInstant now)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const HavenBackupEntry *entry = entries->pdata[i];

      n += entry->authentic && is_of_group (entry, than->info->partitions, than->info->partitions) &&
           entry->info->made_at > than->info->made_at && !haven_backup_is_of_unknown_age (entry->info->made_at, now);
    }
  return n;
}

/* Somebody who left may open what was made before the parts got new keys. It goes as soon as it is not needed. */
static void
mark_old_keys (GPtrArray *entries, HavenInstant now)
{
  for (guint i = 0; i < entries->len; i++)
    {
      HavenBackupEntry *entry = entries->pdata[i];

      if (entry->opened == 0)
        entry->spare = now - entry->info->made_at > DAYS_OF_WEEKLY * DAY &&
                       count_newer (entries, entry, now) >= HAVEN_BACKUP_FEWEST_GENERATIONS;
    }
}

/**
 * haven_backup_generations_mark:
 * @entries: (inout) (element-type HavenBackupEntry): of one vault; they are sorted, the newest first
 *
 * Marks those that may go: of each set of parts the last three are kept, then one a day for a week and one a week for a
 * month. Those that the keys of today do not open never take the place of those that they do, nor do those that were
 * stamped in the future; and of these none goes until its time has come.
 */
void
haven_backup_generations_mark (GPtrArray *entries, HavenInstant now)
{
  g_ptr_array_sort (entries, compare_newest_first);
  for (HavenPartitions partitions = 1; partitions <= HAVEN_IN_ALL; partitions++)
    for (HavenPartitions opened = 1; opened <= HAVEN_IN_ALL; opened++)
      mark_group (entries, partitions, opened, now);
  mark_old_keys (entries, now);
}
