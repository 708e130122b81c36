/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-database-private.h"

#include "haven-door-private.h"
#include "haven-match-key.h"
#include "haven-text.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _HavenDatabase
{
  sqlite3 *handle;
  GHashTable *statements[2]; /* SQL text → sqlite3_stmt; the second: the store's own work */
  HavenDoorState door;
  HavenClock *clock; /* nullable until somebody is let in */
  guint n_inside;
  gboolean sealed;
  gboolean read_only;
  guint n_failures;
};

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
error_code_for (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return HAVEN_STORE_ERROR_DAMAGED;
    case SQLITE_FULL:
      return HAVEN_STORE_ERROR_DISK_FULL;
    case SQLITE_READONLY:
      return HAVEN_STORE_ERROR_READ_ONLY;
    case SQLITE_IOERR:
      /* The index of the write-ahead log finds no room: https://www.sqlite.org/rescode.html#ioerr_shmsize */
      return code == SQLITE_IOERR_SHMSIZE ? HAVEN_STORE_ERROR_DISK_FULL : HAVEN_STORE_ERROR_INPUT_OUTPUT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HAVEN_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return HAVEN_STORE_ERROR_CONSTRAINT;
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return HAVEN_STORE_ERROR_PERMISSIONS;
    default:
      return HAVEN_STORE_ERROR_FAILED;
    }
}

static const char *
sentence_for (int code)
{
  switch (error_code_for (code))
    {
    case HAVEN_STORE_ERROR_DAMAGED:
      return "A file of the vault is damaged. Nothing was changed. Restore the latest backup, and keep the damaged file";
    case HAVEN_STORE_ERROR_DISK_FULL:
      return "The disk is full. Nothing was changed. Free some space and try again";
    case HAVEN_STORE_ERROR_READ_ONLY:
      return "The vault can only be read here. Nothing was changed. Check the permissions of its folder and the disk";
    case HAVEN_STORE_ERROR_INPUT_OUTPUT:
      return "The disk reported an error. Nothing was changed. Check the disk, then open the vault again";
    case HAVEN_STORE_ERROR_BUSY:
      return "Another program is using the vault. Nothing was changed. Close it and try again";
    case HAVEN_STORE_ERROR_CONSTRAINT:
      return "The change does not fit the record. Nothing was changed";
    case HAVEN_STORE_ERROR_PERMISSIONS:
      return "A file of the vault cannot be opened. Check the permissions of its folder";
    default:
      return "The store failed. Nothing was changed";
    }
}

/** Sets an error with a sentence of ours; the engine's own, which may quote values, is dropped but for the trigger texts. */
void
haven_database_set_error (HavenDatabase *self, int code, GError **error)
{
  const char *own = code == SQLITE_CONSTRAINT_TRIGGER ? sqlite3_errmsg (self->handle) : NULL;

  g_set_error (error,
               HAVEN_STORE_ERROR,
               error_code_for (code),
               "%s%s%s (%d).",
               sentence_for (code),
               own ? ": " : "",
               own ? own : "",
               code);
}

static void
run_text_function (sqlite3_context *context, sqlite3_value *value, char *(*make) (const char *))
{
  const char *text = (const char *) sqlite3_value_text (value);
  char *key = make (text ? text : "");

  sqlite3_result_text (context, key, -1, g_free);
}

static void
search_key_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  run_text_function (context, values[0], haven_text_dup_search_key);
}

static void
sound_key_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  run_text_function (context, values[0], haven_text_dup_sound_key);
}

static void
phone_key_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  run_text_function (context, values[0], haven_match_key_dup_phone);
}

static void
address_key_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  run_text_function (context, values[0], haven_match_key_dup_address);
}

static void
now_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  HavenDatabase *self = sqlite3_user_data (context);

  sqlite3_result_int64 (context, self->clock ? haven_clock_now (self->clock) : 0);
}

/* By which triggers of the schema make the keys that people are found by. */
static const struct
{
  const char *name;
  void (*function) (sqlite3_context *, int, sqlite3_value **);
} key_functions[] = {
  { "haven_search_key", search_key_function },
  { "haven_sound_key", sound_key_function },
  { "haven_phone_key", phone_key_function },
  { "haven_address_key", address_key_function },
};

static gboolean
add_functions (HavenDatabase *self, GError **error)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int code = SQLITE_OK;

  for (gsize i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (key_functions); i++)
    code = sqlite3_create_function (
        self->handle, key_functions[i].name, 1, flags, NULL, key_functions[i].function, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function (
        self->handle, "haven_now", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, self, now_function, NULL, NULL);
  if (code != SQLITE_OK)
    haven_database_set_error (self, code, error);
  return code == SQLITE_OK;
}

static void
set_limits (sqlite3 *handle)
{
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, 5000);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 3);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024);
}

static HavenDatabase *
open_handle (const char *path, GError **error)
{
  HavenDatabase *self = g_new0 (HavenDatabase, 1);
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
  int code = sqlite3_open_v2 (path, &self->handle, flags, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (self->statements); i++)
    self->statements[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  self->door.views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* A handle that failed to open crashes when it is keyed, so this comes first. */
  if (code != SQLITE_OK)
    {
      g_set_error (error, HAVEN_STORE_ERROR, error_code_for (code), "%s (%d).", sentence_for (code), code);
      haven_database_close (self);
      return NULL;
    }
  set_limits (self->handle);
  if (!add_functions (self, error))
    {
      haven_database_close (self);
      return NULL;
    }
  return self;
}

/* In one piece: a text that grows leaves what it was behind. */
static char *
dup_raw_key (const guint8 *key)
{
  const gsize size = HAVEN_KEY_SIZE * 2 + 1;
  char *text = g_malloc (size + 3);

  memcpy (text, "x'", 2);
  sodium_bin2hex (text + 2, size, key, HAVEN_KEY_SIZE);
  memcpy (text + size + 1, "'", 2);
  return text;
}

static void
wipe_text (char *text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

/* Closing any descriptor of a file gives up all locks that this process has on it (POSIX), those of the engine's other
 * connections among them; another program would then take the file for unused and put its log away. So a file that is
 * there is opened by the engine alone. */
static gboolean
is_own_file (const char *path)
{
  struct stat status;

  if (lstat (path, &status) == 0 && !S_ISREG (status.st_mode))
    errno = ELOOP;
  else if (access (path, R_OK | W_OK) == 0)
    return TRUE;
  return FALSE;
}

/* A new file belongs to its owner alone before the first byte is in it. */
static gboolean
make_private (const char *path, GError **error)
{
  int file = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (file >= 0)
    close (file);
  if (file >= 0 || (errno == EEXIST && is_own_file (path)))
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_PERMISSIONS,
               "A file of the vault cannot be opened: %s. Check the permissions of its folder.",
               g_strerror (errno));
  return FALSE;
}

static gboolean
set_durable (HavenDatabase *self, const char *name, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s.journal_mode=WAL; PRAGMA %s.synchronous=FULL;"
                                          "PRAGMA %s.cell_size_check=ON; PRAGMA %s.secure_delete=ON",
                                          name,
                                          name,
                                          name,
                                          name);

  return haven_database_exec (self, sql, error);
}

/* The cipher has a log of its own on standard error, which each key that is set turns on again. */
static const char quiet_sql[] = "PRAGMA cipher_log_level=NONE";

/** Opens one encrypted file by its raw key; a missing file is made, mode 0600. */
HavenDatabase *
haven_database_open_file (const char *path, const guint8 *key, GError **error)
{
  g_autoptr (HavenDatabase) self = NULL;
  char *raw;
  int code;

  if (!make_private (path, error))
    return NULL;
  self = open_handle (path, error);
  if (self == NULL)
    return NULL;
  raw = dup_raw_key (key);
  code = sqlite3_key (self->handle, raw, (int) strlen (raw));
  wipe_text (raw);
  if (code != SQLITE_OK)
    {
      haven_database_set_error (self, code, error);
      return NULL;
    }
  if (!haven_database_exec (self, quiet_sql, error) ||
      !haven_database_exec (self, "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0", error) ||
      !haven_database_exec (self, "SELECT count(*) FROM sqlite_schema", error) ||
      !set_durable (self, "main", error))
    return NULL;
  return g_steal_pointer (&self);
}

/** A connection whose main database is empty and in memory; partitions are attached to it under their names. */
HavenDatabase *
haven_database_open_empty (GError **error)
{
  g_autoptr (HavenDatabase) self = open_handle (":memory:", error);

  if (self == NULL ||
      !haven_database_exec (self, "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0", error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Statements are kept for the next time, with what was bound to them: this one is not. */
static gboolean
run_attach (HavenDatabase *self, const char *path, const char *name, const char *raw, GError **error)
{
  const char *const values[] = { path, name, raw };
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, "ATTACH ? AS ? KEY ?", -1, &statement, NULL);

  for (int i = 0; code == SQLITE_OK && i < (int) G_N_ELEMENTS (values); i++)
    code = sqlite3_bind_text (statement, i + 1, values[i], -1, SQLITE_STATIC);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  self->n_failures++;
  haven_database_set_error (self, code, error);
  return FALSE;
}

gboolean
haven_database_attach (HavenDatabase *self, const char *path, const char *name, const guint8 *key, GError **error)
{
  g_autofree char *probe = g_strdup_printf ("SELECT count(*) FROM %s.sqlite_schema", name);
  char *raw = dup_raw_key (key);
  gboolean attached;

  attached = run_attach (self, path, name, raw, error);
  wipe_text (raw);
  return attached && haven_database_exec (self, quiet_sql, error) && haven_database_exec (self, probe, error) && set_durable (self, name, error);
}

/* After the vault has attached its own partitions nothing else comes in or out by this connection. */
static int
authorize (void *data, int action, const char *first, const char *second, const char *schema, const char *inner)
{
  HavenDatabase *self = data;

  return haven_door_authorize (&self->door, action, first, second, schema, inner);
}

/** Closes the connection to everything but reading and writing rows, and, when @read_only, to writing. */
gboolean
haven_database_seal (HavenDatabase *self, gboolean read_only, GError **error)
{
  if (read_only && !haven_database_exec (self, "PRAGMA query_only=ON", error))
    return FALSE;
  sqlite3_set_authorizer (self->handle, authorize, self);
  self->sealed = TRUE;
  self->read_only = read_only;
  return TRUE;
}

gboolean
haven_database_is_read_only (HavenDatabase *self)
{
  return self->read_only;
}

/**
 * haven_database_set_access:
 * @access: (nullable): for whom statements are compiled from now on; %NULL for nobody
 *
 * What was compiled for somebody else is forgotten. See haven-door-private.h.
 */
void
haven_database_set_access (HavenDatabase *self, HavenAccess *access, HavenClock *clock)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->statements); i++)
    g_hash_table_remove_all (self->statements[i]);
  g_clear_pointer (&self->door.access, haven_access_unref);
  self->door.access = access ? haven_access_ref (access) : NULL;
  g_set_object (&self->clock, clock);
}

/** @name is a view through which tables are read, see haven-door-private.h. */
void
haven_database_add_view (HavenDatabase *self, const char *name)
{
  g_hash_table_add (self->door.views, g_strdup (name));
}

/** Returns: (nullable) (transfer none): who is let in by this connection */
HavenAccess *
haven_database_get_access (HavenDatabase *self)
{
  return self->door.access;
}

/**
 * haven_database_go_inside:
 *
 * What follows is the store's own work and reads tables as they are: the log, signing in. Until haven_database_come_out().
 */
void
haven_database_go_inside (HavenDatabase *self)
{
  self->door.inside = ++self->n_inside > 0;
}

void
haven_database_come_out (HavenDatabase *self)
{
  g_return_if_fail (self->n_inside > 0);
  self->door.inside = --self->n_inside > 0;
}

void
haven_database_close (HavenDatabase *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (self->statements); i++)
    g_clear_pointer (&self->statements[i], g_hash_table_unref);
  g_clear_pointer (&self->door.access, haven_access_unref);
  g_clear_pointer (&self->door.views, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->clock);
  g_free (self);
}

sqlite3 *
haven_database_get_handle (HavenDatabase *self)
{
  return self->handle;
}

/** How many statements have failed so far: what they had changed by then was taken back. */
guint
haven_database_get_n_failures (HavenDatabase *self)
{
  return self->n_failures;
}

static gboolean
begins_to_write (const char *sql)
{
  static const char *const verbs[] = { "INSERT ", "UPDATE ", "DELETE ", "REPLACE " };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_ascii_strncasecmp (sql, verbs[i], strlen (verbs[i])) == 0)
      return TRUE;
  return FALSE;
}

static int
compile (HavenDatabase *self, const char *sql, guint flags, sqlite3_stmt **statement, const char **rest)
{
  int code;

  self->door.preparing = TRUE;
  self->door.writing = begins_to_write (sql);
  self->door.names_part = haven_door_names_part (sql);
  code = sqlite3_prepare_v3 (self->handle, sql, -1, flags, statement, rest);
  self->door.preparing = FALSE;
  return code;
}

/** Runs statements, parted by semicolons, that give no rows that matter. */
gboolean
haven_database_exec (HavenDatabase *self, const char *sql, GError **error)
{
  int code = SQLITE_OK;

  while (*sql && code == SQLITE_OK)
    {
      sqlite3_stmt *statement = NULL;

      while (g_ascii_isspace (*sql))
        sql++;
      code = compile (self, sql, 0, &statement, &sql);
      if (statement == NULL)
        continue;
      while (sqlite3_step (statement) == SQLITE_ROW)
        ;
      code = sqlite3_finalize (statement);
    }
  if (code != SQLITE_OK)
    {
      self->n_failures++;
      haven_database_set_error (self, code, error);
    }
  return code == SQLITE_OK;
}

static int
bind_date (sqlite3_stmt *statement, int index, HavenDate date)
{
  if (!haven_date_is_set (date))
    return sqlite3_bind_null (statement, index);
  return sqlite3_bind_text (statement, index, haven_date_dup_iso (date), -1, g_free);
}

static int
bind_value (sqlite3_stmt *statement, int index, char type, va_list *values)
{
  const char *text;

  switch (type)
    {
    case 's':
      text = va_arg (*values, const char *);
      return text ? sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT)
                  : sqlite3_bind_null (statement, index);
    case 'i':
      return sqlite3_bind_int64 (statement, index, va_arg (*values, gint64));
    case 'd':
      return bind_date (statement, index, va_arg (*values, HavenDate));
    case 'b':
      text = va_arg (*values, const char *);
      return sqlite3_bind_blob (statement, index, text, va_arg (*values, int), SQLITE_TRANSIENT);
    default:
      g_assert_not_reached ();
    }
}

static sqlite3_stmt *
prepare_with_list (HavenDatabase *self, const char *sql, GError **error, const char *types, va_list *values)
{
  GHashTable *statements = self->statements[self->door.inside ? 1 : 0];
  sqlite3_stmt *statement = g_hash_table_lookup (statements, sql);
  int code = SQLITE_OK;

  if (statement == NULL)
    {
      code = compile (self, sql, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
      if (code != SQLITE_OK)
        {
          haven_database_set_error (self, code, error);
          return NULL;
        }
      g_hash_table_insert (statements, g_strdup (sql), statement);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  for (int i = 0; types[i] && code == SQLITE_OK; i++)
    code = bind_value (statement, i + 1, types[i], values);
  if (code != SQLITE_OK)
    {
      haven_database_set_error (self, code, error);
      return NULL;
    }
  return statement;
}

/**
 * haven_database_prepare:
 * @types: one letter a bound value: s text or %NULL, i gint64, d HavenDate, b bytes and int length
 *
 * Returns: (transfer none): a statement that the connection keeps; it is good until the same SQL is prepared again
 */
sqlite3_stmt *
haven_database_prepare (HavenDatabase *self, const char *sql, GError **error, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, types);
  statement = prepare_with_list (self, sql, error, types, &values);
  va_end (values);
  return statement;
}

gboolean
haven_database_step (HavenDatabase *self, sqlite3_stmt *statement, gboolean *row, GError **error)
{
  int code = sqlite3_step (statement);

  if (row)
    *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    {
      if (code == SQLITE_DONE)
        sqlite3_reset (statement);
      return TRUE;
    }
  sqlite3_reset (statement);
  self->n_failures++;
  haven_database_set_error (self, code, error);
  return FALSE;
}

/** Prepares, binds and runs a statement that gives no rows that matter. */
gboolean
haven_database_run (HavenDatabase *self, const char *sql, GError **error, const char *types, ...)
{
  sqlite3_stmt *statement;
  gboolean row = TRUE, done = TRUE;
  va_list values;

  va_start (values, types);
  statement = prepare_with_list (self, sql, error, types, &values);
  va_end (values);
  if (statement == NULL)
    return FALSE;
  while (done && row)
    done = haven_database_step (self, statement, &row, error);
  return done;
}

gboolean
haven_database_get_integer (HavenDatabase *self, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = haven_database_prepare (self, sql, error, "");
  gboolean row = FALSE;

  if (statement == NULL || !haven_database_step (self, statement, &row, error))
    return FALSE;
  *value = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

const char *
haven_column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}
