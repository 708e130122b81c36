/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-service.h"

#include "haven-backup-diary.h"
#include "haven-id.h"
#include "haven-tables.h"
#include "haven-vault-lock.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECOND_PLACE "backup_folder"

/** The vault as it was when somebody asked, with keys that outlive the session. */
typedef struct
{
  HavenSession *session;
  const char *id; /* nullable: of a backup to be made */
  HavenVaultKeys *keys;
  HavenBackup *backup;
  char *second_place;
  HavenInstant now;
} Pinned;

static void
clear_pinned (Pinned *self)
{
  g_clear_pointer (&self->keys, haven_vault_keys_free);
  g_clear_pointer (&self->backup, haven_backup_free);
  g_clear_pointer (&self->second_place, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pinned, clear_pinned)

void
haven_backup_result_free (HavenBackupResult *self)
{
  haven_backup_info_free (self->info);
  g_strfreev (self->removed);
  g_free (self->elsewhere);
  g_clear_error (&self->elsewhere_error);
  g_free (self);
}

static const char *
get_vault (HavenSession *session)
{
  return haven_store_get_folder (haven_session_get_store (session));
}

/** Returns: (transfer full): where the vault keeps its own backups */
char *
haven_backup_dup_folder (HavenSession *session)
{
  return g_build_filename (get_vault (session), "backups", NULL);
}

/* ── Inside a transaction ─────────────────────────────────────────────────── */

/* The keys are copied where the store cannot be closed meanwhile. */
static gboolean
look (HavenTransaction *transaction, gpointer data, GError **error)
{
  Pinned *self = data;
  HavenStore *store = haven_session_get_store (self->session);
  g_autoptr (GError) failure = NULL;

  self->keys = haven_vault_keys_copy (haven_store_get_keys (store));
  self->second_place = haven_tables_dup_setting (transaction, SECOND_PLACE, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
pin (HavenTransaction *transaction, gpointer data, GError **error)
{
  Pinned *self = data;
  int lock;
  gboolean pinned;

  if (!look (transaction, data, error))
    return FALSE;
  /* What another program has committed about the slots is in vault.json when it gives this lock back. */
  lock = haven_vault_lock_writing (get_vault (self->session), error);
  if (lock >= 0)
    self->backup = haven_backup_new (get_vault (self->session), self->id, self->keys, error);
  pinned = self->backup != NULL && haven_backup_pin (self->backup, error);
  haven_vault_unlock (lock);
  return pinned;
}

static gboolean
run (Pinned *self, HavenSession *session, HavenAction action, const char *id, HavenTransactionFunc function, GError **error)
{
  self->session = session;
  self->id = id;
  self->now = haven_clock_now (haven_session_get_clock (session));
  return haven_session_run (session, action, HAVEN_IN_SHARED, "vault", id, NULL, function, self, error);
}

/* ── What is there ────────────────────────────────────────────────────────── */

static GPtrArray *
list_folder (Pinned *self, const char *folder)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_backup_entry_free);
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (get_vault (self->session), NULL);
  g_autoptr (GDir) dir = file ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (HavenBackupInfo) info = g_str_has_suffix (name, ".haven") ? haven_backup_info_read (path, NULL) : NULL;
      HavenBackupEntry *entry;

      /* Another clinic's may lie on the same disk. */
      if (info == NULL || g_strcmp0 (info->vault_id, haven_vault_file_get_id (file)) != 0)
        continue;
      entry = haven_backup_entry_new (g_steal_pointer (&info));
      entry->authentic = haven_backup_is_authentic (path, self->keys, &entry->opened, NULL) && entry->opened != 0;
      g_ptr_array_add (entries, entry);
    }
  haven_backup_generations_mark (entries, self->now);
  return entries;
}

/**
 * haven_backup_list:
 * @folder: (nullable): another place than the vault's own
 *
 * Returns: (transfer full) (nullable) (element-type HavenBackupEntry): the backups of this vault that can be read, the newest first
 */
GPtrArray *
haven_backup_list (HavenSession *session, const char *folder, GError **error)
{
  g_auto (Pinned) pinned = { 0 };
  g_autofree char *own = haven_backup_dup_folder (session);

  if (!run (&pinned, session, HAVEN_ACTION_CHECK, NULL, look, error))
    return NULL;
  return list_folder (&pinned, folder ? folder : own);
}

/* What the rule does not need any longer goes; what was just made never does, however the clock stands. */
static void
remove_spare (Pinned *self, const char *folder, const HavenBackupInfo *made, GStrvBuilder *removed)
{
  g_autoptr (GPtrArray) entries = list_folder (self, folder);

  for (guint i = 0; i < entries->len; i++)
    {
      const HavenBackupEntry *entry = entries->pdata[i];

      if (entry->spare && g_strcmp0 (entry->info->id, made->id) != 0 && g_unlink (entry->info->path) == 0)
        g_strv_builder_add (removed, entry->info->path);
    }
}

/* ── Making one ───────────────────────────────────────────────────────────── */

static void
note_elsewhere (Pinned *self, const HavenBackupInfo *info, gboolean copied)
{
  HavenBackupDiary diary = haven_backup_diary_read (get_vault (self->session), self->keys);

  diary.elsewhere_wanted = self->second_place != NULL && *self->second_place;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (copied && (info->partitions & (1u << i)) != 0)
      diary.elsewhere_at[i] = info->made_at;
  /* It only tells how old what is: a diary that cannot be written makes a banner come too soon, never too late. */
  haven_backup_diary_write (&diary, get_vault (self->session), self->keys, NULL);
}

static void
copy_elsewhere (Pinned *self, HavenBackupResult *result, GStrvBuilder *removed, GCancellable *cancellable)
{
  g_autofree char *name = g_path_get_basename (result->info->path);
  gboolean copied = FALSE;

  if (self->second_place != NULL && *self->second_place)
    copied = haven_backup_copy (result->info->path,
                                self->second_place,
                                get_vault (self->session),
                                self->keys,
                                NULL,
                                NULL,
                                cancellable,
                                &result->elsewhere_error);
  if (copied)
    {
      result->elsewhere = g_build_filename (self->second_place, name, NULL);
      remove_spare (self, self->second_place, result->info, removed);
    }
  note_elsewhere (self, result->info, copied);
}

/**
 * haven_backup_make:
 * @target: (nullable): a folder or a new file; %NULL: the vault's own folder, and the second place where one is set
 *
 * Makes a backup of what whoever is signed in holds, and reads it back. A second place that cannot be reached does not
 * make it fail: the result says so. From a worker thread.
 *
 * Returns: (transfer full) (nullable):
 */
HavenBackupResult *
haven_backup_make (HavenSession *session,
                   const char *target,
                   HavenProgressFunc progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (Pinned) pinned = { 0 };
  g_autofree char *id = haven_id_new (), *own = haven_backup_dup_folder (session);
  g_autoptr (HavenBackupResult) result = g_new0 (HavenBackupResult, 1);
  g_autoptr (GStrvBuilder) removed = g_strv_builder_new ();

  g_mkdir (own, 0700);
  if (!run (&pinned, session, HAVEN_ACTION_BACKUP, id, pin, error))
    return NULL;
  result->info =
      haven_backup_write (pinned.backup, target ? target : own, pinned.now, progress, data, cancellable, error);
  if (result->info == NULL)
    return NULL;
  if (target == NULL)
    {
      remove_spare (&pinned, own, result->info, removed);
      copy_elsewhere (&pinned, result, removed, cancellable);
    }
  result->removed = g_strv_builder_end (removed);
  return g_steal_pointer (&result);
}

/* ── A second place ───────────────────────────────────────────────────────── */

static gboolean
set_second_place (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_tables_set_setting (transaction, SECOND_PLACE, data, error);
}

/**
 * haven_backup_set_second_place:
 * @folder: (nullable): on another disk, for example; %NULL: none
 *
 * Backups are copied there too, whenever it can be reached.
 */
gboolean
haven_backup_set_second_place (HavenSession *session, const char *folder, GError **error)
{
  if (folder != NULL && (!g_path_is_absolute (folder) || !g_file_test (folder, G_FILE_TEST_IS_DIR)))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_FOUND,
                           "There is no such folder. Connect the disk, and choose a folder on it by its whole path.");
      return FALSE;
    }
  return haven_session_run (session,
                            HAVEN_ACTION_UPDATE,
                            HAVEN_IN_SHARED,
                            "clinic_setting",
                            NULL,
                            NULL,
                            set_second_place,
                            (gpointer) (folder ? folder : ""),
                            error);
}

/** Returns: (transfer full) (nullable): %NULL without an error where none is set */
char *
haven_backup_dup_second_place (HavenSession *session, GError **error)
{
  g_auto (Pinned) pinned = { 0 };

  if (!run (&pinned, session, HAVEN_ACTION_CHECK, NULL, look, error) || pinned.second_place == NULL ||
      !*pinned.second_place)
    return NULL;
  return g_steal_pointer (&pinned.second_place);
}

/* ── Trying one out ───────────────────────────────────────────────────────── */

static char *
find_newest (Pinned *self)
{
  g_autofree char *own = haven_backup_dup_folder (self->session);
  g_autoptr (GPtrArray) entries = list_folder (self, own);

  for (guint i = 0; i < entries->len; i++)
    {
      const HavenBackupEntry *entry = entries->pdata[i];

      if (entry->authentic)
        return g_strdup (entry->info->path);
    }
  return NULL;
}

static void
note_drill (Pinned *self, HavenPartitions partitions)
{
  HavenBackupDiary diary = haven_backup_diary_read (get_vault (self->session), self->keys);

  diary.drilled_at = self->now;
  diary.drilled = partitions;
  haven_backup_diary_write (&diary, get_vault (self->session), self->keys, NULL);
}

/**
 * haven_backup_try_out:
 * @path: (nullable): %NULL: the newest of the vault's own
 *
 * Restores a backup into a folder inside the vault, compares every row, and removes it again. When that was is kept. From
 * a worker thread.
 *
 * Returns: the parts that came back as they were; none where something is wrong
 */
HavenPartitions
haven_backup_try_out (HavenSession *session,
                      const char *path,
                      HavenProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Pinned) pinned = { 0 };
  g_autofree char *newest = NULL;
  HavenPartitions partitions;

  if (!run (&pinned, session, HAVEN_ACTION_CHECK, NULL, look, error))
    return 0;
  newest = path ? g_strdup (path) : find_newest (&pinned);
  if (newest == NULL)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_FOUND,
                           "There is no backup of this vault to try out. Make one first.");
      return 0;
    }
  partitions = haven_backup_drill (newest, get_vault (session), pinned.keys, progress, data, cancellable, error);
  if (partitions != 0)
    note_drill (&pinned, partitions);
  return partitions;
}

/* ── How well it is kept ──────────────────────────────────────────────────── */

/* The newest whose age is known; where there are only others, one of those. 0: none. */
static HavenInstant
find_last (GPtrArray *entries, HavenPartitions part, HavenInstant now)
{
  HavenInstant unknown = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const HavenBackupEntry *entry = entries->pdata[i];

      if (!entry->authentic || (entry->opened & part) == 0)
        continue;
      if (!haven_backup_is_of_unknown_age (entry->info->made_at, now))
        return entry->info->made_at;
      unknown = entry->info->made_at;
    }
  return unknown;
}

/** Looks at the backups in the vault's folder, and at what is known of those elsewhere. From a worker thread. */
gboolean
haven_backup_read_state (HavenSession *session, HavenBackupState *state, GError **error)
{
  g_auto (Pinned) pinned = { 0 };
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *own = haven_backup_dup_folder (session);
  HavenBackupDiary diary;

  memset (state, 0, sizeof *state);
  if (!run (&pinned, session, HAVEN_ACTION_CHECK, NULL, look, error))
    return FALSE;
  entries = list_folder (&pinned, own);
  diary = haven_backup_diary_read (get_vault (session), pinned.keys);
  state->held = haven_store_get_open_partitions (haven_session_get_store (session));
  state->elsewhere_wanted = pinned.second_place != NULL && *pinned.second_place;
  state->drilled_at = diary.drilled_at;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      if ((state->held & (1u << i)) == 0)
        continue;
      state->elsewhere_at[i] = diary.elsewhere_at[i];
      state->made_at[i] = find_last (entries, 1u << i, pinned.now);
    }
  return TRUE;
}

static HavenInstant
find_oldest (const HavenBackupState *self, const HavenInstant *at)
{
  HavenInstant oldest = G_MAXINT64;

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((self->held & (1u << i)) != 0)
      oldest = MIN (oldest, at[i]);
  return oldest == G_MAXINT64 ? 0 : oldest;
}

static gboolean
is_any_unknown (const HavenBackupState *self, const HavenInstant *at, HavenInstant now)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((self->held & (1u << i)) != 0 && haven_backup_is_of_unknown_age (at[i], now))
      return TRUE;
  return FALSE;
}

/** Whether the last backup of a part is older than @age, or of an age that nobody knows. */
gboolean
haven_backup_state_is_older_than (const HavenBackupState *self, gint64 age, HavenInstant now)
{
  return is_any_unknown (self, self->made_at, now) || now - find_oldest (self, self->made_at) >= age;
}

/** Returns: when the part that waits longest was last backed up; 0: never */
HavenInstant
haven_backup_state_get_oldest (const HavenBackupState *self)
{
  return find_oldest (self, self->made_at);
}

/* Nobody knows how long it has been: at least as long as makes it old. */
static int
count_days (HavenInstant since, HavenInstant now, gint64 least)
{
  const gint64 day = 24 * G_TIME_SPAN_HOUR;

  if (since == 0)
    return 0;
  return (int) ((haven_backup_is_of_unknown_age (since, now) ? least : MAX (now - since, 0)) / day);
}

/**
 * haven_backup_state_get_concern:
 * @days: (out) (optional): how many whole days it has been, where it ever was; of a stamp that lies in the future the
 *   fewest that make it old
 */
HavenBackupConcern
haven_backup_state_get_concern (const HavenBackupState *self, HavenInstant now, int *days)
{
  const HavenInstant made = haven_backup_state_get_oldest (self), copied = find_oldest (self, self->elsewhere_at);
  const gboolean made_unknown = is_any_unknown (self, self->made_at, now);
  const gboolean copied_unknown = is_any_unknown (self, self->elsewhere_at, now);
  HavenBackupConcern concern = HAVEN_BACKUP_IS_FINE;
  int n_days = count_days (made, now, HAVEN_BACKUP_OLDEST);

  if (made == 0)
    concern = HAVEN_BACKUP_IS_MISSING;
  else if (now - made > HAVEN_BACKUP_OLDEST || made_unknown)
    {
      concern = HAVEN_BACKUP_IS_OLD;
      n_days = MAX (n_days, (int) (HAVEN_BACKUP_OLDEST / (24 * G_TIME_SPAN_HOUR)));
    }
  else if (self->elsewhere_wanted && (now - copied > HAVEN_BACKUP_OLDEST_ELSEWHERE || copied_unknown))
    {
      concern = HAVEN_BACKUP_ELSEWHERE_IS_OLD;
      n_days = count_days (copied, now, HAVEN_BACKUP_OLDEST_ELSEWHERE);
    }
  else if (now - self->drilled_at > HAVEN_BACKUP_OLDEST_DRILL || haven_backup_is_of_unknown_age (self->drilled_at, now))
    {
      concern = HAVEN_BACKUP_DRILL_IS_DUE;
      n_days = count_days (self->drilled_at, now, HAVEN_BACKUP_OLDEST_DRILL);
    }
  if (days)
    *days = n_days;
  return concern;
}
