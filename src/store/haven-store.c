/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-store-parts-private.h"

#include "haven-admission-private.h"
#include "haven-door-private.h"

G_DEFINE_FINAL_TYPE (HavenStore, haven_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static HavenStore *
open_store (const char *folder,
            HavenVaultKeys *keys,
            HavenClock *clock,
            gboolean create,
            gboolean to_look,
            GError **error)
{
  g_autoptr (HavenStore) self = NULL;

  if (!haven_engine_start (error) || !haven_store_check_folder (folder, error))
    return NULL;
  self = g_object_new (HAVEN_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  self->context = g_main_context_ref_thread_default ();
  self->keys = haven_vault_keys_copy (keys);
  self->roles = haven_roles_load (error);
  if (self->roles == NULL || !haven_store_open_files (self, keys, create, to_look, error))
    return NULL;
  self->closed = FALSE;
  self->thread = g_thread_new ("haven-writer", haven_store_write, self);
  return g_steal_pointer (&self);
}

static void
haven_store_dispose (GObject *object)
{
  haven_store_close (HAVEN_STORE (object));
  G_OBJECT_CLASS (haven_store_parent_class)->dispose (object);
}

static void
haven_store_finalize (GObject *object)
{
  HavenStore *self = HAVEN_STORE (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->roles, haven_roles_unref);
  g_clear_pointer (&self->access, haven_access_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->pending, haven_changes_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->finished);
  G_OBJECT_CLASS (haven_store_parent_class)->finalize (object);
}

static void
haven_store_class_init (HavenStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = haven_store_dispose;
  object_class->finalize = haven_store_finalize;

  /**
   * HavenStore::changed:
   * @changes: a #HavenChanges: what the commits since the last emission touched
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          HAVEN_TYPE_STORE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          HAVEN_TYPE_CHANGES);
}

static void
haven_store_init (HavenStore *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->finished);
  self->jobs = g_async_queue_new ();
  self->lock = -1;
  self->closed = TRUE;
}

/**
 * haven_store_create:
 * @folder: an existing folder of mode 0700 that holds no partition yet
 * @keys: the key of each partition to make
 */
HavenStore *
haven_store_create (const char *folder, HavenVaultKeys *keys, HavenClock *clock, GError **error)
{
  return open_store (folder, keys, clock, TRUE, FALSE, error);
}

/** Opens the partitions that @keys has keys for, bringing each to the newest schema first. */
HavenStore *
haven_store_open (const char *folder, HavenVaultKeys *keys, HavenClock *clock, GError **error)
{
  return open_store (folder, keys, clock, FALSE, FALSE, error);
}

/**
 * haven_store_open_to_look:
 *
 * Opens a vault that haven_store_open() answers with %HAVEN_STORE_ERROR_ROLLED_BACK, for an administrator: what is
 * there can be read, and that is logged; nothing can be changed, and what was kept of the chains stays as it is.
 */
HavenStore *
haven_store_open_to_look (const char *folder, HavenVaultKeys *keys, HavenClock *clock, GError **error)
{
  return open_store (folder, keys, clock, FALSE, TRUE, error);
}

/** Finishes what was begun and closes the files. Later requests are answered with %HAVEN_STORE_ERROR_CLOSED. */
void
haven_store_close (HavenStore *self)
{
  HavenStoreJob *job;

  g_return_if_fail (HAVEN_IS_STORE (self));

  job = g_new0 (HavenStoreJob, 1);
  job->quit = TRUE;
  if (!haven_store_push_job (self, job))
    g_free (job);
  g_clear_pointer (&self->thread, g_thread_join);
  haven_store_close_files (self);
}

/**
 * haven_store_admit:
 * @staff_id: whom the keys of this store were opened for
 *
 * Lets a member of staff in: from now on everything is done in their name, and what their roles do not say, or is closed
 * to them, is not there. Before, nothing is answered. Who is not active is refused (%HAVEN_STORE_ERROR_REFUSED). Waits.
 */
gboolean
haven_store_admit (HavenStore *self, const char *staff_id, GError **error)
{
  HavenStoreJob job = { .admitted_id = staff_id, .waited_for = TRUE };

  g_return_val_if_fail (HAVEN_IS_STORE (self) && staff_id != NULL, FALSE);
  return haven_store_wait_for_job (self, &job, error);
}

/**
 * haven_store_admit_for_setup:
 * @staff_id: who will be the first member of staff
 *
 * For the first rows of a new vault: its settings and its first member, and nothing else; then haven_store_admit(). Where
 * there is any member of staff it is %HAVEN_STORE_ERROR_EXISTS.
 */
gboolean
haven_store_admit_for_setup (HavenStore *self, const char *staff_id, GError **error)
{
  HavenStoreJob job = { .admitted_id = staff_id, .setting_up = TRUE, .waited_for = TRUE };

  g_return_val_if_fail (HAVEN_IS_STORE (self) && staff_id != NULL, FALSE);
  return haven_store_wait_for_job (self, &job, error);
}

/** Returns: (transfer none): the matrix of roles */
HavenRoles *
haven_store_get_roles (HavenStore *self)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);
  return self->roles;
}

/**
 * haven_store_dup_setting:
 * @name: `zone`, for example
 *
 * A setting of the clinic, which says nothing about anybody, so it is answered before somebody is let in too. To be called
 * by the thread that opened the store.
 *
 * Returns: (transfer full) (nullable): %NULL without an error when it was never set
 */
char *
haven_store_dup_setting (HavenStore *self, const char *name, GError **error)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);

  if (!self->closed)
    return haven_admission_dup_setting (self->reader, name, error);
  haven_store_set_closed (error);
  return NULL;
}

/**
 * haven_store_find_staff:
 *
 * For a way in that starts from a name, as the printed codes do. To be called by the thread that opened the store.
 *
 * Returns: (transfer full) (nullable): the id of the active member of staff of that name; %HAVEN_STORE_ERROR_NOT_FOUND
 *   where there is none, or more than one
 */
char *
haven_store_find_staff (HavenStore *self, const char *name, GError **error)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self) && name != NULL, NULL);

  if (!self->closed)
    return haven_admission_find_staff (self->reader, name, error);
  haven_store_set_closed (error);
  return NULL;
}

/**
 * haven_store_run:
 * @act: who does what; it becomes the audit event of the same transaction
 * @function: (nullable): what to do, on the writer thread; %NULL only records the act
 *
 * Runs one transaction and waits for it. For worker threads and the command line; the main loop never waits for it.
 */
gboolean
haven_store_run (HavenStore *self, const HavenAct *act, HavenTransactionFunc function, gpointer data, GError **error)
{
  HavenStoreJob job = { .act = *act, .function = function, .data = data, .waited_for = TRUE };

  g_return_val_if_fail (HAVEN_IS_STORE (self), FALSE);
  g_return_val_if_fail (act->record != NULL && act->partitions != 0, FALSE);

  return haven_store_wait_for_job (self, &job, error);
}

/** Records an act that reads by the list connection, without waiting for it. */
void
haven_store_record_async (HavenStore *self, const HavenAct *act)
{
  HavenStoreJob *job;

  g_return_if_fail (HAVEN_IS_STORE (self));

  job = g_new0 (HavenStoreJob, 1);
  job->act = *act;
  job->act.staff_id = g_strdup (act->staff_id);
  job->act.record = g_strdup (act->record);
  job->act.object_id = g_strdup (act->object_id);
  job->act.patient_id = g_strdup (act->patient_id);
  job->act.detail = g_strdup (act->detail);
  if (haven_store_push_job (self, job))
    return;
  haven_store_clear_act (&job->act);
  g_free (job);
}

HavenPartitions
haven_store_get_open_partitions (HavenStore *self)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), 0);
  return self->open_partitions;
}

/** Returns: (transfer none) (nullable): the keys that are open, for what seals them to others; %NULL once it is closed */
HavenVaultKeys *
haven_store_get_keys (HavenStore *self)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);
  return self->keys;
}

HavenClock *
haven_store_get_clock (HavenStore *self)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);
  return self->clock;
}

/**
 * haven_store_set_zone:
 *
 * The clinic's zone is written in the vault, so it is known only once that is open. To be called before anything else is.
 */
void
haven_store_set_zone (HavenStore *self, const char *zone_name)
{
  HavenInstant floor_instant;

  g_return_if_fail (HAVEN_IS_STORE (self));

  floor_instant = haven_clock_get_floor (self->clock);
  g_object_unref (self->clock);
  self->clock = haven_clock_new (zone_name);
  haven_clock_raise_floor (self->clock, floor_instant);
}

const char *
haven_store_get_folder (HavenStore *self)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);
  return self->folder;
}

/* The connection of the thread that opened the store: for list rows, which take well below a millisecond. */
HavenDatabase *
haven_store_get_reader (HavenStore *self, GError **error)
{
  g_autoptr (HavenAccess) access = haven_store_ref_access (self);

  if (self->closed)
    {
      haven_store_set_closed (error);
      return NULL;
    }
  if (access == NULL)
    {
      haven_admission_set_nobody (error);
      return NULL;
    }
  if (haven_database_get_access (self->reader) != access &&
      !haven_door_open (self->reader, access, self->open_partitions, self->clock, error))
    return NULL;
  return self->reader;
}

/** Returns: (transfer none): what looks after the logs; it stays when the store is closed, and knows no more then */
HavenAuditWatch *
haven_store_get_audit_watch (HavenStore *self)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);
  return self->watch;
}

/** Walks the audit chain of an open partition; to be called by the thread that opened the store. */
gboolean
haven_store_verify_audit (HavenStore *self, HavenPartition partition, gint64 *n_events, GError **error)
{
  gboolean sound;

  g_return_val_if_fail (HAVEN_IS_STORE (self), FALSE);

  if (self->closed)
    return haven_store_set_closed (error);
  haven_database_go_inside (self->reader);
  sound = haven_audit_verify (self->reader, partition, n_events, error);
  haven_database_come_out (self->reader);
  return sound;
}
