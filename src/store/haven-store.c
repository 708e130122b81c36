/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-store-private.h"

#include "haven-admission-private.h"
#include "haven-audit-log-private.h"
#include "haven-audit-watch-private.h"
#include "haven-door-private.h"
#include "haven-migrations-private.h"
#include "haven-transaction-private.h"
#include "haven-vault-lock.h"
#include "haven-vault-place.h"

#include <sys/stat.h>

typedef struct
{
  HavenAct act; /* its texts are owned where the job is not waited for */
  HavenTransactionFunc function;
  gpointer data;
  GError *error;
  gboolean waited_for;
  gboolean done;
  gboolean succeeded;
  gboolean quit;
  const char *admitted_id; /* whom to let in; nothing else is done then */
  gboolean setting_up;
} Job;

struct _HavenStore
{
  GObject parent_instance;

  /* owned */
  char *folder;
  HavenClock *clock;
  HavenVaultKeys *keys; /* until it is closed */
  int lock;             /* on the vault; -1 when closed */
  GMainContext *context;
  HavenDatabase *writer; /* the writer thread's alone */
  HavenDatabase *reader; /* the opening thread's alone */
  HavenAnchors *anchors;
  HavenAuditLog *audit; /* the writer thread's alone */
  HavenAuditWatch *watch;
  GThread *thread;
  GAsyncQueue *jobs;
  HavenRoles *roles;

  HavenPartitions open_partitions;
  gint64 version; /* the writer thread's alone: of what others wrote */

  GMutex mutex; /* guards what follows, and each job's done */
  gboolean closed;
  HavenAccess *access; /* owned; nullable: nobody was let in yet */
  GCond finished;
  HavenChanges *pending;
  gboolean announcing;
};

G_DEFINE_FINAL_TYPE (HavenStore, haven_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Telling what changed ─────────────────────────────────────────────────── */

/* What waits to be told must not keep the store open: a program without a main loop would never close its files. */
static GWeakRef *
weak_ref_new (gpointer object)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reference, object);
  return reference;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
announce_cb (gpointer data)
{
  g_autoptr (HavenStore) self = g_weak_ref_get (data);
  g_autoptr (HavenChanges) changes = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->mutex);
  changes = g_steal_pointer (&self->pending);
  self->announcing = FALSE;
  g_mutex_unlock (&self->mutex);

  if (changes != NULL && !self->closed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
  return G_SOURCE_REMOVE;
}

static void
queue_announcement (HavenStore *self, HavenChanges *changes)
{
  g_autoptr (GSource) source = NULL;

  if (haven_changes_is_empty (changes))
    return;
  g_mutex_lock (&self->mutex);
  if (self->pending == NULL)
    self->pending = haven_changes_new ();
  haven_changes_add_all (self->pending, changes);
  if (!self->announcing)
    {
      self->announcing = TRUE;
      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, announce_cb, weak_ref_new (self), weak_ref_free);
      g_source_attach (source, self->context);
    }
  g_mutex_unlock (&self->mutex);
}

/* ── Who is let in ────────────────────────────────────────────────────────── */

/* Returns: (transfer full) (nullable): from any thread */
static HavenAccess *
ref_access (HavenStore *self)
{
  HavenAccess *access;

  g_mutex_lock (&self->mutex);
  access = self->access ? haven_access_ref (self->access) : NULL;
  g_mutex_unlock (&self->mutex);
  return access;
}

static void
take_access (HavenStore *self, HavenAccess *access)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->access, haven_access_unref);
  self->access = access;
  g_mutex_unlock (&self->mutex);
}

/* On the writer thread; the other connection follows when it is next asked for. */
static gboolean
admit (HavenStore *self, const char *staff_id, gboolean setting_up, GError **error)
{
  g_autoptr (HavenAccess) access = NULL;

  self->version = haven_admission_get_version (self->writer);
  access = setting_up ? haven_admission_begin (self->writer, staff_id, error)
                      : haven_admission_read (self->writer,
                                              self->roles,
                                              staff_id,
                                              self->open_partitions,
                                              haven_clock_now (self->clock),
                                              error);
  if (access == NULL || !haven_door_open (self->writer, access, self->open_partitions, self->clock, error))
    return FALSE;
  take_access (self, g_steal_pointer (&access));
  return TRUE;
}

/* What was changed about whoever is signed in holds from the next act on, whichever program changed it. Who may not work
 * here any more is left with no role at all. */
static gboolean
admit_anew (HavenStore *self, GError **error)
{
  g_autoptr (HavenAccess) before = ref_access (self);
  g_autoptr (GError) failure = NULL;
  HavenAccess *nobody;

  if (before == NULL || haven_access_get_roles (before)[0] == NULL ||
      admit (self, haven_access_get_staff_id (before), FALSE, &failure))
    return TRUE;
  if (!g_error_matches (failure, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  nobody = haven_access_new (self->roles, haven_access_get_staff_id (before), NULL, self->open_partitions, NULL, NULL);
  take_access (self, nobody);
  return haven_door_open (self->writer, nobody, self->open_partitions, self->clock, error);
}

static gboolean
follow_others (HavenStore *self, GError **error)
{
  return haven_admission_get_version (self->writer) == self->version || admit_anew (self, error);
}

static void
follow_own (HavenStore *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, haven_staff_member_info.name) ||
      haven_changes_touch (changes, haven_patient_denial_info.name) ||
      haven_changes_touch (changes, haven_break_glass_info.name))
    admit_anew (self, NULL);
}

/* ── The writer thread ────────────────────────────────────────────────────── */

static gboolean
check_unbroken (HavenStore *self, gint64 n_changes, GError **error)
{
  return sqlite3_total_changes64 (haven_database_get_handle (self->writer)) == n_changes ||
         haven_audit_watch_check_writing (self->watch, error);
}

/* The log is the store's own work. */
static gboolean
append_to_log (HavenStore *self, const HavenAct *act, HavenAuditTrail *trail, GError **error)
{
  gboolean appended;

  haven_database_go_inside (self->writer);
  appended = haven_audit_log_append (self->audit, act, trail, self->clock, error);
  haven_database_come_out (self->writer);
  return appended;
}

static gboolean
commit (HavenStore *self, GError **error)
{
  if (!haven_database_exec (self->writer, "COMMIT", error))
    return FALSE;
  haven_database_go_inside (self->writer);
  haven_audit_log_commit (self->audit, self->clock);
  haven_database_come_out (self->writer);
  haven_audit_watch_note_commit (self->watch);
  return TRUE;
}

static HavenAct
name_act (const HavenAct *act, HavenAccess *access)
{
  HavenAct named = *act;

  named.staff_id = haven_access_get_staff_id (access);
  return named;
}

/* Asking for what is not one's own is logged like anything else, and so is asking for what is not there: neither the
 * answer nor the time it takes tells the two apart (T1). */
static void
log_denial (HavenStore *self, const HavenAct *act, HavenAccess *access)
{
  g_autoptr (HavenAuditTrail) trail = haven_audit_trail_new ();
  HavenAct denied = name_act (act, access);

  denied.action = HAVEN_ACTION_DENY;
  denied.detail = haven_action_get_name (act->action);
  if (haven_database_exec (self->writer, "BEGIN IMMEDIATE", NULL) &&
      (!append_to_log (self, &denied, trail, NULL) || !commit (self, NULL)))
    haven_database_exec (self->writer, "ROLLBACK", NULL);
}

static gboolean
is_denial (const GError *error)
{
  return g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_REFUSED) ||
         g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
}

static gboolean
run_transaction (HavenStore *self, Job *job, HavenAccess *access, HavenChanges *changes, GError **error)
{
  g_autoptr (HavenAuditTrail) trail = haven_audit_trail_new ();
  HavenAct act = name_act (&job->act, access);
  HavenTransaction transaction = {
    self->writer, self->open_partitions, changes, trail, &act, access, haven_clock_now (self->clock),
  };
  gint64 n_changes = sqlite3_total_changes64 (haven_database_get_handle (self->writer));

  if (!haven_admission_decide (access, self->roles, &act, transaction.now, error) ||
      !haven_database_exec (self->writer, "BEGIN IMMEDIATE", error))
    return FALSE;
  if ((job->function == NULL || job->function (&transaction, job->data, error)) &&
      check_unbroken (self, n_changes, error))
    {
      /* Somebody who is closed was looked for by name, and nothing was found. */
      if (haven_access_is_barred (access, act.patient_id))
        act.action = HAVEN_ACTION_DENY;
      if (append_to_log (self, &act, trail, error) && commit (self, error))
        return TRUE;
    }
  haven_database_exec (self->writer, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
run_job (HavenStore *self, Job *job, GError **error)
{
  g_autoptr (HavenChanges) changes = haven_changes_new ();
  g_autoptr (HavenAccess) access = NULL;
  g_autoptr (GError) failure = NULL;

  if (job->admitted_id != NULL)
    return admit (self, job->admitted_id, job->setting_up, error);
  if (!follow_others (self, error))
    return FALSE;
  access = ref_access (self);
  if (access == NULL)
    {
      haven_admission_set_nobody (error);
      return FALSE;
    }
  if (run_transaction (self, job, access, changes, &failure))
    {
      follow_own (self, changes);
      queue_announcement (self, changes);
      return TRUE;
    }
  if (is_denial (failure))
    log_denial (self, &job->act, access);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
free_act (HavenAct *act)
{
  g_free ((char *) act->staff_id);
  g_free ((char *) act->record);
  g_free ((char *) act->object_id);
  g_free ((char *) act->patient_id);
  g_free ((char *) act->detail);
}

static void
finish_job (HavenStore *self, Job *job)
{
  if (!job->waited_for)
    {
      free_act (&job->act);
      g_clear_error (&job->error);
      g_free (job);
      return;
    }
  g_mutex_lock (&self->mutex);
  job->done = TRUE;
  g_cond_broadcast (&self->finished);
  g_mutex_unlock (&self->mutex);
}

static gpointer
write_thread (gpointer data)
{
  HavenStore *self = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (self->jobs);
      gboolean quit = job->quit;

      if (!quit)
        job->succeeded = run_job (self, job, &job->error);
      finish_job (self, job);
      if (quit)
        return NULL;
    }
}

/* ── Opening ──────────────────────────────────────────────────────────────── */

static char *
build_partition_path (const char *folder, HavenPartition partition)
{
  g_autofree char *name = g_strconcat (haven_partition_get_name (partition), ".db", NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
check_folder (const char *folder, GError **error)
{
  struct stat status;

  if (stat (folder, &status) != 0 || !S_ISDIR (status.st_mode))
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_NOT_A_VAULT,
                           "There is no such folder. Choose the folder of a vault.");
      return FALSE;
    }
  if (status.st_mode & 077)
    {
      g_set_error_literal (error,
                           HAVEN_STORE_ERROR,
                           HAVEN_STORE_ERROR_PERMISSIONS,
                           "Other users of this machine may look into the vault. Type: chmod -R go= FOLDER, then open it "
                           "again.");
      return FALSE;
    }
  return haven_vault_place_check (folder, error);
}

static gboolean
check_partition_file (const char *path, HavenPartition partition, gboolean create, GError **error)
{
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (exists != create)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               create ? HAVEN_STORE_ERROR_EXISTS : HAVEN_STORE_ERROR_MISSING_PARTITION,
               create ? "That folder holds “%s.db” already. Nothing was changed. Choose an empty folder."
                      : "The file “%s.db” of the vault is missing. Nothing was changed. Restore it from a backup.",
               haven_partition_get_name (partition));
  return FALSE;
}

static gboolean
prepare_partitions (HavenStore *self, HavenVaultKeys *keys, gboolean create, GError **error)
{
  /* All are looked at before any is touched. */
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = build_partition_path (self->folder, (HavenPartition) i);

      if (haven_vault_keys_get (keys, (HavenPartition) i) != NULL &&
          !check_partition_file (path, (HavenPartition) i, create, error))
        return FALSE;
    }
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = build_partition_path (self->folder, (HavenPartition) i);
      const guint8 *key = haven_vault_keys_get (keys, (HavenPartition) i);

      if (key == NULL)
        continue;
      if (!haven_migrations_run ((HavenPartition) i, path, key, error))
        return FALSE;
      self->open_partitions |= 1u << i;
    }
  return TRUE;
}

static HavenDatabase *
connect_partitions (HavenStore *self, HavenVaultKeys *keys, gboolean read_only, gboolean counting, GError **error)
{
  g_autoptr (HavenDatabase) database = haven_database_open_empty (error);

  for (int i = 0; database != NULL && i < HAVEN_N_PARTITIONS; i++)
    {
      g_autofree char *path = build_partition_path (self->folder, (HavenPartition) i);
      const guint8 *key = haven_vault_keys_get (keys, (HavenPartition) i);

      if (key != NULL &&
          !haven_database_attach (database, path, haven_partition_get_name ((HavenPartition) i), key, error))
        return NULL;
    }
  if (database == NULL ||
      (counting && !haven_contents_attach (database, keys, self->open_partitions, !read_only, error)) ||
      !haven_database_seal (database, read_only, error))
    return NULL;
  return g_steal_pointer (&database);
}

/* Soon enough to be noticed, late enough not to be in the way of what is opened. */
#define FIRST_WALK_AFTER (5 * G_TIME_SPAN_SECOND)

/* Nothing is shown before each chain was held against what was kept of it outside. */
static gboolean
open_audit (HavenStore *self, HavenVaultKeys *keys, gboolean to_look, GError **error)
{
  HavenDatabase *connection;

  self->anchors = haven_anchors_open (self->folder, keys, self->open_partitions, to_look, error);
  if (self->anchors == NULL)
    return FALSE;
  haven_database_go_inside (self->writer);
  self->audit =
      haven_audit_log_open (self->anchors, self->writer, self->open_partitions, to_look, self->clock, error);
  haven_database_come_out (self->writer);
  if (self->audit == NULL)
    return FALSE;
  connection = connect_partitions (self, keys, TRUE, TRUE, error);
  if (connection == NULL)
    return FALSE;
  /* It reads the log and nothing else, for nobody in particular. */
  haven_database_go_inside (connection);
  self->watch =
      haven_audit_watch_new (connection, self->open_partitions, self->anchors, self->audit, self->context);
  if (to_look)
    haven_audit_watch_set_looking (self->watch);
  haven_audit_watch_start (self->watch, FIRST_WALK_AFTER, G_TIME_SPAN_DAY);
  return TRUE;
}

static void
close_audit (HavenStore *self)
{
  if (self->watch)
    haven_audit_watch_stop (self->watch);
  g_clear_pointer (&self->audit, haven_audit_log_close);
  g_clear_pointer (&self->anchors, haven_anchors_close);
}

static HavenStore *
open_store (const char *folder,
            HavenVaultKeys *keys,
            HavenClock *clock,
            gboolean create,
            gboolean to_look,
            GError **error)
{
  g_autoptr (HavenStore) self = NULL;

  if (!haven_engine_start (error) || !check_folder (folder, error))
    return NULL;
  self = g_object_new (HAVEN_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  self->context = g_main_context_ref_thread_default ();
  self->keys = haven_vault_keys_copy (keys);
  self->roles = haven_roles_load (error);
  if (self->roles == NULL)
    return NULL;
  self->lock = haven_vault_lock_share (folder, error);
  if (self->lock < 0)
    return NULL;
  if (!prepare_partitions (self, keys, create, error))
    return NULL;
  self->writer = connect_partitions (self, keys, FALSE, TRUE, error);
  if (self->writer == NULL)
    return NULL;
  self->reader = connect_partitions (self, keys, TRUE, FALSE, error);
  if (self->reader == NULL || !open_audit (self, keys, to_look, error))
    return NULL;
  self->closed = FALSE;
  self->thread = g_thread_new ("haven-writer", write_thread, self);
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

/* Nothing is queued behind the job that ends the thread: nobody would ever answer it. */
static gboolean
push_job (HavenStore *self, Job *job)
{
  gboolean pushed;

  g_mutex_lock (&self->mutex);
  pushed = !self->closed;
  self->closed = self->closed || job->quit;
  /* From here on the job is the writer thread's, which may be done with it already. */
  if (pushed)
    g_async_queue_push (self->jobs, job);
  g_mutex_unlock (&self->mutex);
  return pushed;
}

/** Finishes what was begun and closes the files. Later requests are answered with %HAVEN_STORE_ERROR_CLOSED. */
void
haven_store_close (HavenStore *self)
{
  Job *job;

  g_return_if_fail (HAVEN_IS_STORE (self));

  job = g_new0 (Job, 1);
  job->quit = TRUE;
  if (!push_job (self, job))
    g_free (job);
  g_clear_pointer (&self->thread, g_thread_join);
  close_audit (self);
  g_clear_pointer (&self->reader, haven_database_close);
  g_clear_pointer (&self->writer, haven_database_close);
  g_clear_pointer (&self->keys, haven_vault_keys_free);
  haven_vault_unlock (self->lock);
  self->lock = -1;
}

static gboolean
set_closed (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CLOSED,
                       "The vault is closed. Open it again; nothing was changed.");
  return FALSE;
}

static gboolean
wait_for_job (HavenStore *self, Job *job, GError **error)
{
  g_return_val_if_fail (self->thread == NULL || g_thread_self () != self->thread, FALSE);

  if (!push_job (self, job))
    return set_closed (error);
  g_mutex_lock (&self->mutex);
  while (!job->done)
    g_cond_wait (&self->finished, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (job->error != NULL)
    g_propagate_error (error, job->error);
  return job->succeeded;
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
  Job job = { .admitted_id = staff_id, .waited_for = TRUE };

  g_return_val_if_fail (HAVEN_IS_STORE (self) && staff_id != NULL, FALSE);
  return wait_for_job (self, &job, error);
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
  Job job = { .admitted_id = staff_id, .setting_up = TRUE, .waited_for = TRUE };

  g_return_val_if_fail (HAVEN_IS_STORE (self) && staff_id != NULL, FALSE);
  return wait_for_job (self, &job, error);
}

/** Returns: (transfer full) (nullable): who is let in as they are at this moment; %NULL before haven_store_admit() */
HavenAccess *
haven_store_ref_access (HavenStore *self)
{
  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);
  return ref_access (self);
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
  set_closed (error);
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
  set_closed (error);
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
  Job job = { .act = *act, .function = function, .data = data, .waited_for = TRUE };

  g_return_val_if_fail (HAVEN_IS_STORE (self), FALSE);
  g_return_val_if_fail (act->record != NULL && act->partitions != 0, FALSE);

  return wait_for_job (self, &job, error);
}

/** Records an act that reads by the list connection, without waiting for it. */
void
haven_store_record_async (HavenStore *self, const HavenAct *act)
{
  Job *job;

  g_return_if_fail (HAVEN_IS_STORE (self));

  job = g_new0 (Job, 1);
  job->act = *act;
  job->act.staff_id = g_strdup (act->staff_id);
  job->act.record = g_strdup (act->record);
  job->act.object_id = g_strdup (act->object_id);
  job->act.patient_id = g_strdup (act->patient_id);
  job->act.detail = g_strdup (act->detail);
  if (push_job (self, job))
    return;
  free_act (&job->act);
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
  g_autoptr (HavenAccess) access = ref_access (self);

  if (self->closed)
    {
      set_closed (error);
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
    return set_closed (error);
  haven_database_go_inside (self->reader);
  sound = haven_audit_verify (self->reader, partition, n_events, error);
  haven_database_come_out (self->reader);
  return sound;
}
