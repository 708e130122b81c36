/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vault-change.h"

#include "haven-transaction-private.h"
#include "haven-vault-file-private.h"
#include "haven-vault-lock.h"
#include "haven-vault-rekey.h"
#include "haven-vault-state-private.h"

#include <string.h>

/* The order of the locks is always: the shared partition's writer, then the one of vault.json. */

/* ── What is committed: the vault.json to come ────────────────────────────── */

typedef struct
{
  char *value; /* as it is noted */
  gint64 generation;
  char *text;
  char *before; /* nullable: what stands again where the change was not finished */
  gboolean back; /* this is what stands again */
} Noted;

static void
clear_noted (Noted *self)
{
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->before, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Noted, clear_noted)

static void
note_take (Noted *self, HavenVaultFile *file, char *text, char *before)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  self->generation = haven_vault_file_get_generation (file);
  self->text = text;
  self->before = before;
  json_object_set_int_member (object, "generation", self->generation);
  json_object_set_string_member (object, "file", text);
  if (before != NULL)
    json_object_set_string_member (object, "before", before);
  if (self->back)
    json_object_set_boolean_member (object, "back", TRUE);
  self->value = json_to_string (node, FALSE);
}

/* What cannot be read is as good as none: it was written by this program, or lies damaged in a partition that says so. */
static gboolean
note_parse (Noted *self, const char *value)
{
  g_autoptr (JsonNode) node = value ? json_from_string (value, NULL) : NULL;
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return FALSE;
  self->value = g_strdup (value);
  self->generation = json_object_get_int_member_with_default (object, "generation", 0);
  self->text = g_strdup (json_object_get_string_member_with_default (object, "file", NULL));
  self->before = g_strdup (json_object_get_string_member_with_default (object, "before", NULL));
  self->back = json_object_get_boolean_member_with_default (object, "back", FALSE);
  return self->text != NULL;
}

static gboolean
read_setting (HavenDatabase *database, const char *schema, const char *name, char **value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM %s.clinic_setting WHERE name = ?", schema);
  sqlite3_stmt *statement = haven_database_prepare (database, sql, error, "s", name);
  gboolean row = FALSE;

  *value = NULL;
  if (statement == NULL || !haven_database_step (database, statement, &row, error))
    return FALSE;
  if (row)
    *value = g_strdup (haven_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
write_setting (HavenDatabase *database, const char *schema, const char *name, const char *value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO %s.clinic_setting (name, value) VALUES (?, ?)"
                                          " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                          schema);

  return haven_database_run (database, sql, error, "ss", name, value);
}

/* The generation goes with it: until the file is there, the vault knows that the one in the folder is not the newest. */
static gboolean
write_note (HavenDatabase *database, const char *schema, const Noted *noted, GError **error)
{
  g_autofree char *generation = g_strdup_printf ("%" G_GINT64_FORMAT, noted->generation);

  return write_setting (database, schema, "vault_change", noted->value, error) &&
         write_setting (database, schema, "vault_generation", generation, error);
}

/* ── Which vault.json is the true one ─────────────────────────────────────── */

/* As it stood before the change; its next seal is one generation above the change's. */
static HavenVaultFile *
parse_before (const Noted *noted, HavenVaultKeys *keys, GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_parse (noted->before, strlen (noted->before), error);

  if (file == NULL || !haven_vault_file_check (file, keys, error))
    return NULL;
  json_object_set_int_member (file->object, "generation", noted->generation);
  return g_steal_pointer (&file);
}

static HavenVaultFile *
parse_coming (const Noted *noted, HavenVaultKeys *keys, GError **error)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_parse (noted->text, strlen (noted->text), error);

  return file != NULL && haven_vault_file_check (file, keys, error) ? g_steal_pointer (&file) : NULL;
}

/* What the file in the folder, of generation @present, needs to become the one that counts. */
static HavenVaultChangeFound
look_at (const Noted *noted, gint64 present)
{
  if (noted->text == NULL || present > noted->generation)
    return HAVEN_VAULT_CHANGE_NONE;
  if (noted->before != NULL)
    return HAVEN_VAULT_CHANGE_TAKEN_BACK;
  if (present == noted->generation)
    return HAVEN_VAULT_CHANGE_NONE;
  return noted->back ? HAVEN_VAULT_CHANGE_TAKEN_BACK : HAVEN_VAULT_CHANGE_FINISHED;
}

/* ── Changing ─────────────────────────────────────────────────────────────── */

typedef struct
{
  const HavenVaultChange *change;
  HavenStore *store;
  const char *folder;
  HavenVaultKeys *keys;
  Noted noted;
  int lock;
} Run;

static gboolean
check_noted_generation (HavenDatabase *database, HavenVaultFile *file, GError **error)
{
  g_autofree char *known = NULL;

  if (!read_setting (database, "shared", "vault_generation", &known, error))
    return FALSE;
  return known == NULL || g_ascii_strtoll (known, NULL, 10) <= haven_vault_file_get_generation (file) ||
         haven_vault_state_set_rolled_back (error);
}

/* Another program may have ended between its commit and its file since this vault was opened. */
static HavenVaultFile *
read_true_file (Run *self, HavenDatabase *database, char **text, GError **error)
{
  g_auto (Noted) last = { 0 };
  g_autofree char *value = NULL;
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (self->folder, error);
  HavenVaultChangeFound found;

  if (file == NULL || !read_setting (database, "shared", "vault_change", &value, error))
    return NULL;
  note_parse (&last, value);
  found = look_at (&last, haven_vault_file_get_generation (file));
  if (found == HAVEN_VAULT_CHANGE_NONE)
    {
      *text = haven_vault_file_dup_text (file);
      return haven_vault_file_check (file, self->keys, error) ? g_steal_pointer (&file) : NULL;
    }
  *text = g_strdup (last.before ? last.before : last.text);
  return last.before ? parse_before (&last, self->keys, error) : parse_coming (&last, self->keys, error);
}

static gboolean
change_file (Run *self, HavenDatabase *database, GError **error)
{
  g_autofree char *before = NULL;
  g_autoptr (HavenVaultFile) file = read_true_file (self, database, &before, error);
  char *text;

  if (file == NULL || !check_noted_generation (database, file, error) ||
      !self->change->change (file, self->change->data, error))
    return FALSE;
  text = haven_vault_file_seal_text (file, self->keys, self->folder);
  note_take (&self->noted, file, text, self->change->or_not_at_all ? g_steal_pointer (&before) : NULL);
  return write_note (database, "shared", &self->noted, error);
}

/* The lock is held until the file is in its place. */
static gboolean
apply (HavenTransaction *transaction, gpointer data, GError **error)
{
  Run *self = data;
  gboolean changed;

  self->lock = haven_vault_lock_writing (self->folder, error);
  if (self->lock < 0)
    return FALSE;
  haven_database_go_inside (transaction->database);
  changed = change_file (self, transaction->database, error);
  haven_database_come_out (transaction->database);
  return changed && (self->change->rows == NULL || self->change->rows (transaction, self->change->data, error));
}

/* Whether it was still there to be forgotten: what is taken back meanwhile is not finished any more. */
static gboolean
forget (const char *folder, HavenVaultKeys *keys, const Noted *noted, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_vault_state_open_shared (folder, keys, error);

  if (database == NULL ||
      !haven_database_run (database,
                           "DELETE FROM clinic_setting WHERE name = 'vault_change' AND value = ?",
                           error,
                           "s",
                           noted->value))
    return FALSE;
  if (sqlite3_changes64 (haven_database_get_handle (database)) == 1)
    return TRUE;
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CONFLICT,
                       "Another program opened the vault meanwhile, and the change was taken back. Try again.");
  return FALSE;
}

/* Whoever tried again would do it twice. */
static gboolean
tell_unfinished (const GError *failure, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               failure->code,
               "%s What you asked for is in the log already, and is finished when the vault is opened next: do not ask again, "
               "but sign out and in.",
               failure->message);
  return FALSE;
}

/* Now, or by whoever opens the vault next. */
static void
take_back (Run *self)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (self->folder, NULL);
  g_autoptr (HavenAccess) access = haven_store_ref_access (self->store);
  HavenVaultChangeFound found = HAVEN_VAULT_CHANGE_NONE;
  const HavenAct act = { .staff_id = access ? haven_access_get_staff_id (access) : NULL,
                         .action = HAVEN_ACTION_CHECK,
                         .record = "vault",
                         .detail = "vault-change-taken-back",
                         .partitions = HAVEN_IN_SHARED };

  if (file != NULL && haven_vault_change_settle (self->folder, &file, self->keys, &found, NULL) &&
      found == HAVEN_VAULT_CHANGE_TAKEN_BACK)
    haven_store_record_async (self->store, &act);
}

static gboolean
finish (Run *self, GError **error)
{
  const gboolean or_not_at_all = self->change->or_not_at_all;
  g_autoptr (GError) failure = NULL;
  gboolean done = haven_vault_file_put_text (self->folder, self->noted.text, &failure);

  haven_vault_unlock (self->lock);
  self->lock = -1;
  /* Once the file is there, what is noted says nothing new, unless it says that this is not to stay. */
  if (done)
    done = forget (self->folder, self->keys, &self->noted, or_not_at_all ? &failure : NULL) || !or_not_at_all;
  if (done)
    return TRUE;
  if (!or_not_at_all)
    return tell_unfinished (failure, error);
  take_back (self);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * haven_vault_change_run:
 *
 * Changes slots and rows together. Where this fails after the commit, what was committed is finished, or taken back, when
 * the vault is opened next, or by the next change.
 */
gboolean
haven_vault_change_run (HavenStore *store, const HavenAct *act, const HavenVaultChange *change, GError **error)
{
  Run self = { change, store, haven_store_get_folder (store), haven_store_get_keys (store), { 0 }, -1 };
  gboolean done = haven_store_run (store, act, apply, &self, error);

  if (done)
    done = finish (&self, error);
  haven_vault_unlock (self.lock);
  clear_noted (&self.noted);
  return done;
}

/* ── Settling ─────────────────────────────────────────────────────────────── */

/* From now on it is like any other change that is to be finished. */
static gboolean
note_taking_back (const char *folder, HavenDatabase *database, HavenVaultKeys *keys, Noted *noted, GError **error)
{
  g_auto (Noted) back = { .back = TRUE };
  g_autoptr (HavenVaultFile) file = parse_before (noted, keys, error);
  g_autofree char *value = NULL;
  char *text;

  if (file == NULL)
    return FALSE;
  text = haven_vault_file_seal_text (file, keys, folder);
  note_take (&back, file, text, NULL);
  if (!haven_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (read_setting (database, "main", "vault_change", &value, error) && g_strcmp0 (value, noted->value) == 0 &&
      write_note (database, "main", &back, error) && haven_database_exec (database, "COMMIT", error))
    {
      Noted last = *noted;

      *noted = back;
      back = last;
      return TRUE;
    }
  haven_database_exec (database, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
put_noted (const char *folder, HavenVaultKeys *keys, const Noted *noted, GError **error)
{
  g_autoptr (HavenVaultFile) coming = parse_coming (noted, keys, error);
  g_autoptr (HavenVaultFile) present = NULL;
  int lock;
  gboolean put = FALSE;

  if (coming == NULL)
    return FALSE;
  lock = haven_vault_lock_writing (folder, error);
  present = lock < 0 ? NULL : haven_vault_file_read (folder, error);
  if (present != NULL && strcmp (haven_vault_file_get_id (present), haven_vault_file_get_id (coming)) != 0)
    haven_vault_file_set_damaged (error);
  else if (present != NULL)
    put = haven_vault_file_get_generation (present) >= noted->generation ||
          haven_vault_file_put_text (folder, noted->text, error);
  haven_vault_unlock (lock);
  return put;
}

static gboolean
settle (const char *folder, HavenVaultFile *file, HavenVaultKeys *keys, HavenVaultChangeFound *found, GError **error)
{
  g_autoptr (HavenDatabase) database = NULL;
  g_auto (Noted) noted = { 0 };
  g_autofree char *value = NULL;

  /* What is wrong with the partition is told by opening it. */
  database = haven_vault_state_open_shared (folder, keys, NULL);
  if (database == NULL || !read_setting (database, "main", "vault_change", &value, NULL) || !note_parse (&noted, value))
    return TRUE;
  *found = look_at (&noted, haven_vault_file_get_generation (file));
  if (*found == HAVEN_VAULT_CHANGE_NONE)
    return TRUE;
  if (noted.before != NULL && !note_taking_back (folder, database, keys, &noted, error))
    return FALSE;
  if (!put_noted (folder, keys, &noted, error))
    return FALSE;
  forget (folder, keys, &noted, NULL);
  return TRUE;
}

/**
 * haven_vault_change_settle:
 * @file: (inout): as it was read, with the keys of whoever opens it; read anew where something was settled
 * @found: (out) (optional): whoever opened the vault opens it again, by the slots that count now
 *
 * Finishes, or takes back, what ended between its commit and its file. To be called before anything else is made of
 * vault.json.
 */
gboolean
haven_vault_change_settle (const char *folder,
                           HavenVaultFile **file,
                           HavenVaultKeys *keys,
                           HavenVaultChangeFound *found,
                           GError **error)
{
  g_autoptr (HavenVaultKeys) picked = haven_vault_keys_copy (keys);
  HavenVaultChangeFound own = HAVEN_VAULT_CHANGE_NONE;
  HavenVaultFile *again;

  if (found != NULL)
    *found = HAVEN_VAULT_CHANGE_NONE;
  haven_vault_pick_rekeyed (folder, *file, picked);
  if (haven_vault_keys_get (picked, HAVEN_PARTITION_SHARED) == NULL)
    return TRUE;
  if (!settle (folder, *file, picked, &own, error))
    return FALSE;
  if (own == HAVEN_VAULT_CHANGE_NONE)
    return TRUE;
  again = haven_vault_file_read (folder, error);
  if (again == NULL)
    return FALSE;
  haven_vault_file_free (*file);
  *file = again;
  if (found != NULL)
    *found = own;
  return TRUE;
}
