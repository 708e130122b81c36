/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-disk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

typedef struct
{
  FaultEventKind kind;
  guint file;
  char *name;
  char *to;
  gint64 offset; /* or the new size */
  GBytes *bytes;
} Event;

struct _FaultDisk
{
  GPtrArray *events;
  GHashTable *names;  /* as the program sees them now: name → file + 1 */
  GPtrArray *at_first; /* GBytes of the files that were there, by number */
  GPtrArray *names_at_first;
  GHashTable *folders; /* the numbers among the files that are folders */
  guint n_files;
};

static void
free_event (gpointer data)
{
  Event *event = data;

  g_free (event->name);
  g_free (event->to);
  g_clear_pointer (&event->bytes, g_bytes_unref);
  g_free (event);
}

/* ── Recording ────────────────────────────────────────────────────────────── */

static void
take_one (FaultDisk *self, const char *name, GBytes *content)
{
  g_ptr_array_add (self->at_first, content);
  g_hash_table_insert (self->names, g_strdup (name), GUINT_TO_POINTER (++self->n_files));
  g_ptr_array_add (self->names_at_first, g_strdup (name));
}

static void
take_what_is_there (FaultDisk *self, const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir && (entry = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      g_autofree char *name = *prefix ? g_build_filename (prefix, entry, NULL) : g_strdup (entry);
      char *content = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          take_one (self, name, g_bytes_new (NULL, 0));
          g_hash_table_add (self->folders, GUINT_TO_POINTER (self->n_files));
          take_what_is_there (self, path, name);
          continue;
        }
      if (g_str_has_suffix (entry, "-shm") || !g_file_get_contents (path, &content, &length, NULL))
        continue;
      take_one (self, name, g_bytes_new_take (content, length));
    }
}

/** Starts from what is in @folder now, all of it durable. */
FaultDisk *
fault_disk_new (const char *folder)
{
  FaultDisk *self = g_new0 (FaultDisk, 1);

  self->events = g_ptr_array_new_with_free_func (free_event);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->at_first = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->names_at_first = g_ptr_array_new_with_free_func (g_free);
  self->folders = g_hash_table_new (NULL, NULL);
  take_what_is_there (self, folder, "");
  return self;
}

void
fault_disk_free (FaultDisk *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->events);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->at_first);
  g_ptr_array_unref (self->names_at_first);
  g_hash_table_unref (self->folders);
  g_free (self);
}

static Event *
add_event (FaultDisk *self, FaultEventKind kind, guint file, const char *name)
{
  Event *event = g_new0 (Event, 1);

  event->kind = kind;
  event->file = file;
  event->name = g_strdup (name);
  g_ptr_array_add (self->events, event);
  return event;
}

guint
fault_disk_find (FaultDisk *self, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));

  return number ? number - 1 : FAULT_NO_FILE;
}

guint
fault_disk_make (FaultDisk *self, const char *name)
{
  guint file = self->n_files++;

  g_hash_table_insert (self->names, g_strdup (name), GUINT_TO_POINTER (file + 1));
  add_event (self, FAULT_EVENT_MAKE, file, name);
  return file;
}

void
fault_disk_make_folder (FaultDisk *self, const char *name)
{
  g_hash_table_add (self->folders, GUINT_TO_POINTER (fault_disk_make (self, name) + 1));
}

void
fault_disk_write (FaultDisk *self, guint file, gint64 offset, const void *bytes, gsize length)
{
  Event *event = add_event (self, FAULT_EVENT_WRITE, file, NULL);

  event->offset = offset;
  event->bytes = g_bytes_new (bytes, length);
}

void
fault_disk_truncate (FaultDisk *self, guint file, gint64 size)
{
  add_event (self, FAULT_EVENT_TRUNCATE, file, NULL)->offset = size;
}

void
fault_disk_sync (FaultDisk *self, guint file)
{
  add_event (self, FAULT_EVENT_SYNC, file, NULL);
}

void
fault_disk_remove (FaultDisk *self, const char *name)
{
  guint file = fault_disk_find (self, name);

  g_hash_table_remove (self->names, name);
  add_event (self, FAULT_EVENT_REMOVE, file, name);
}

void
fault_disk_rename (FaultDisk *self, const char *from, const char *to)
{
  guint file = fault_disk_find (self, from);

  g_hash_table_remove (self->names, from);
  g_hash_table_insert (self->names, g_strdup (to), GUINT_TO_POINTER (file + 1));
  add_event (self, FAULT_EVENT_RENAME, file, from)->to = g_strdup (to);
}

void
fault_disk_sync_folder (FaultDisk *self, const char *name)
{
  add_event (self, FAULT_EVENT_SYNC_FOLDER, FAULT_NO_FILE, name);
}

void
fault_disk_acknowledge (FaultDisk *self, const char *what)
{
  add_event (self, FAULT_EVENT_ACKNOWLEDGE, FAULT_NO_FILE, what);
}

guint
fault_disk_get_n_events (FaultDisk *self)
{
  return self->events->len;
}

FaultEventKind
fault_disk_get_kind (FaultDisk *self, guint event)
{
  return ((Event *) self->events->pdata[event])->kind;
}

/* ── Going through it ─────────────────────────────────────────────────────── */

typedef struct
{
  GByteArray *durable;
  GPtrArray *unsynced; /* Event, borrowed */
} File;

struct _FaultImage
{
  FaultDisk *disk;
  guint next;
  GPtrArray *files;
  GHashTable *names;         /* durable: name → file + 1 */
  GPtrArray *unsynced_names; /* Event, borrowed */
  GPtrArray *acknowledged;   /* borrowed texts */
};

static void
free_file (gpointer data)
{
  File *file = data;

  g_byte_array_unref (file->durable);
  g_ptr_array_unref (file->unsynced);
  g_free (file);
}

static File *
add_file (FaultImage *self, GBytes *bytes)
{
  File *file = g_new0 (File, 1);
  gsize length = 0;
  const guint8 *data = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  file->durable = g_byte_array_new ();
  if (length > 0)
    g_byte_array_append (file->durable, data, (guint) length);
  file->unsynced = g_ptr_array_new ();
  g_ptr_array_add (self->files, file);
  return file;
}

FaultImage *
fault_image_new (FaultDisk *disk)
{
  FaultImage *self = g_new0 (FaultImage, 1);

  self->disk = disk;
  self->files = g_ptr_array_new_with_free_func (free_file);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsynced_names = g_ptr_array_new ();
  self->acknowledged = g_ptr_array_new ();
  for (guint i = 0; i < disk->at_first->len; i++)
    {
      add_file (self, disk->at_first->pdata[i]);
      g_hash_table_insert (self->names, g_strdup (disk->names_at_first->pdata[i]), GUINT_TO_POINTER (i + 1));
    }
  return self;
}

void
fault_image_free (FaultImage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->unsynced_names);
  g_ptr_array_unref (self->acknowledged);
  g_free (self);
}

static void
put (GByteArray *bytes, gint64 offset, const guint8 *data, gsize length)
{
  guint before = bytes->len;

  if (offset + (gint64) length > bytes->len)
    {
      g_byte_array_set_size (bytes, (guint) (offset + (gint64) length));
      memset (bytes->data + before, 0, bytes->len - before);
    }
  memcpy (bytes->data + offset, data, length);
}

static void
set_size (GByteArray *bytes, gint64 size)
{
  guint before = bytes->len;

  g_byte_array_set_size (bytes, (guint) size);
  if (bytes->len > before)
    memset (bytes->data + before, 0, bytes->len - before);
}

static void
apply (GByteArray *bytes, const Event *event)
{
  gsize length;
  const guint8 *data;

  if (event->kind == FAULT_EVENT_TRUNCATE)
    {
      set_size (bytes, event->offset);
      return;
    }
  data = g_bytes_get_data (event->bytes, &length);
  put (bytes, event->offset, data, length);
}

static void
apply_name (GHashTable *names, const Event *event)
{
  if (event->kind == FAULT_EVENT_MAKE)
    g_hash_table_insert (names, g_strdup (event->name), GUINT_TO_POINTER (event->file + 1));
  else
    g_hash_table_remove (names, event->name);
  if (event->kind == FAULT_EVENT_RENAME)
    g_hash_table_insert (names, g_strdup (event->to), GUINT_TO_POINTER (event->file + 1));
}

static gboolean
is_in (const char *name, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (name);

  return strcmp (parent, folder) == 0;
}

static void
sync_names (FaultImage *self, const char *folder)
{
  for (guint i = 0; i < self->unsynced_names->len;)
    {
      Event *event = self->unsynced_names->pdata[i];

      if (!is_in (event->to ? event->to : event->name, folder))
        {
          i++;
          continue;
        }
      apply_name (self->names, event);
      g_ptr_array_remove_index (self->unsynced_names, i);
    }
}

static void
sync_file (File *file)
{
  for (guint i = 0; i < file->unsynced->len; i++)
    apply (file->durable, file->unsynced->pdata[i]);
  g_ptr_array_set_size (file->unsynced, 0);
}

/** One event further; %FALSE at the end. */
gboolean
fault_image_advance (FaultImage *self)
{
  Event *event;

  if (self->next == self->disk->events->len)
    return FALSE;
  event = self->disk->events->pdata[self->next++];
  switch (event->kind)
    {
    case FAULT_EVENT_MAKE:
      while (self->files->len <= event->file)
        add_file (self, NULL);
      g_ptr_array_add (self->unsynced_names, event);
      break;
    case FAULT_EVENT_REMOVE:
    case FAULT_EVENT_RENAME:
      g_ptr_array_add (self->unsynced_names, event);
      break;
    case FAULT_EVENT_WRITE:
    case FAULT_EVENT_TRUNCATE:
      g_ptr_array_add (((File *) self->files->pdata[event->file])->unsynced, event);
      break;
    case FAULT_EVENT_SYNC:
      sync_file (self->files->pdata[event->file]);
      break;
    case FAULT_EVENT_SYNC_FOLDER:
      sync_names (self, event->name);
      break;
    case FAULT_EVENT_ACKNOWLEDGE:
      g_ptr_array_add (self->acknowledged, event->name);
      break;
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}

/** Returns: (transfer none): the texts that were acknowledged up to here */
GPtrArray *
fault_image_get_acknowledged (FaultImage *self)
{
  return self->acknowledged;
}

guint
fault_image_count_unsynced (FaultImage *self)
{
  guint n = self->unsynced_names->len;

  for (guint i = 0; i < self->files->len; i++)
    n += ((File *) self->files->pdata[i])->unsynced->len;
  return n;
}

/* ── After the power came back ────────────────────────────────────────────── */

static void
apply_some_sectors (GByteArray *bytes, const Event *event, FaultLoss loss, GRand *random)
{
  gsize length, done = 0;
  const guint8 *data = g_bytes_get_data (event->bytes, &length);

  while (done < length)
    {
      gint64 offset = event->offset + (gint64) done;
      gsize piece = MIN (length - done, (gsize) (SECTOR - offset % SECTOR));
      guint8 rubbish[SECTOR];

      /* Not in the first sector: there stands the salt that all keys of the file are made with, and no log has it. */
      if (loss == FAULT_LOSS_RUBBISH && offset >= SECTOR && g_rand_int_range (random, 0, 8) == 0)
        {
          for (gsize i = 0; i < piece; i++)
            rubbish[i] = (guint8) g_rand_int_range (random, 0, 256);
          put (bytes, offset, rubbish, piece);
        }
      else if (g_rand_boolean (random))
        put (bytes, offset, data + done, piece);
      else if (g_rand_int_range (random, 0, 4) == 0 && offset >= (gint64) bytes->len)
        set_size (bytes, offset + (gint64) piece); /* the size came through, the data did not */
      done += piece;
    }
}

static void
apply_some (GByteArray *bytes, const Event *event, FaultLoss loss, GRand *random)
{
  if (loss == FAULT_LOSS_WRITES || event->kind == FAULT_EVENT_TRUNCATE)
    {
      if (g_rand_boolean (random))
        apply (bytes, event);
    }
  else
    apply_some_sectors (bytes, event, loss, random);
}

static GByteArray *
build_content (File *file, FaultLoss loss, GRand *random)
{
  GByteArray *bytes = g_byte_array_sized_new (file->durable->len);
  guint n = file->unsynced->len;
  guint tail = n ? (guint) g_rand_int_range (random, 0, (gint32) n) : 0;

  g_byte_array_append (bytes, file->durable->data, file->durable->len);
  for (guint i = 0; i < n && loss != FAULT_LOSS_ALL; i++)
    {
      Event *event = file->unsynced->pdata[i];

      if (loss == FAULT_LOSS_NONE || (loss == FAULT_LOSS_TAIL && i < tail))
        apply (bytes, event);
      else if (loss != FAULT_LOSS_TAIL || i == tail)
        apply_some (bytes, event, loss == FAULT_LOSS_TAIL ? FAULT_LOSS_SECTORS : loss, random);
    }
  return bytes;
}

static GHashTable *
copy_names (FaultImage *self)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name, file;

  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    g_hash_table_insert (names, g_strdup (name), file);
  return names;
}

static GHashTable *
build_names (FaultImage *self, FaultLoss loss, GRand *random)
{
  GHashTable *names = copy_names (self);
  guint n = self->unsynced_names->len;
  guint first_lost = (guint) g_rand_int_range (random, 0, (gint32) n + 1);
  gboolean in_order = g_rand_boolean (random);

  for (guint i = 0; i < n && loss != FAULT_LOSS_ALL; i++)
    if (loss == FAULT_LOSS_NONE || (in_order ? i < first_lost : g_rand_boolean (random)))
      apply_name (names, self->unsynced_names->pdata[i]);
  return names;
}

/* @bytes: %NULL for a folder */
static void
write_one (const char *folder, const char *name, GByteArray *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  int file;

  g_assert_cmpint (g_mkdir_with_parents (bytes ? parent : path, 0700), ==, 0);
  if (bytes == NULL)
    return;
  file = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, bytes->data, bytes->len), ==, (gssize) bytes->len);
  close (file);
}

/* What is in a folder whose name was lost is lost with it. */
static gboolean
is_reached (FaultImage *self, GHashTable *names, const char *name)
{
  g_autofree char *parent = g_path_get_dirname (name);

  return strcmp (parent, ".") == 0 || (g_hash_table_contains (self->disk->folders, g_hash_table_lookup (names, parent)) &&
                                       is_reached (self, names, parent));
}

static void
write_all (FaultImage *self, GHashTable *names, FaultLoss loss, GRand *random, const char *folder)
{
  GHashTableIter iter;
  gpointer name, number;

  fault_empty_folder (folder);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &number))
    {
      File *file = self->files->pdata[GPOINTER_TO_UINT (number) - 1];
      g_autoptr (GByteArray) bytes = build_content (file, loss, random);

      if (is_reached (self, names, name))
        write_one (folder, name, g_hash_table_contains (self->disk->folders, number) ? NULL : bytes);
    }
}

/** Makes @folder hold what the disk may hold if the power failed now. */
void
fault_image_restore (FaultImage *self, FaultLoss loss, GRand *random, const char *folder)
{
  g_autoptr (GHashTable) names = build_names (self, loss, random);

  write_all (self, names, loss, random, folder);
}

/** How many changes of names were not synced. */
guint
fault_image_count_names (FaultImage *self)
{
  return self->unsynced_names->len;
}

/** Makes @folder hold all that was asked of the disk, but for the one change of names: or, of those, that one alone. */
void
fault_image_restore_names (FaultImage *self, guint one, gboolean alone, GRand *random, const char *folder)
{
  g_autoptr (GHashTable) names = copy_names (self);

  for (guint i = 0; i < self->unsynced_names->len; i++)
    if ((i == one) == alone)
      apply_name (names, self->unsynced_names->pdata[i]);
  write_all (self, names, FAULT_LOSS_NONE, random, folder);
}

void
fault_empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        {
          fault_empty_folder (path);
          g_rmdir (path);
        }
    }
}
