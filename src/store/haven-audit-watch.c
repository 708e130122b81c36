/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-watch-private.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* So many events at a time: a few milliseconds, after which somebody else may use the connection, or end it all. */
#define N_AT_A_TIME 1000

struct _HavenAuditWatch
{
  GObject parent_instance;

  /* owned */
  GMainContext *context;
  GThread *thread;
  GCancellable *stopping;

  /* borrowed from the store, which stops this first */
  HavenAnchors *anchors;
  HavenAuditLog *log;

  HavenPartitions partitions;

  GMutex connection_mutex;
  HavenDatabase *connection; /* owned; nothing but logs is read by it */

  GMutex mutex; /* guards what follows */
  GCond wake;
  gint64 next_at; /* monotonic */
  gint64 period;
  GError *broken;
  gboolean running;
  gint64 n_checked;
  gint64 n_events;
  HavenInstant checked_at;
  gint64 set_back;
  HavenPartitions missing;
  gboolean telling;
  gboolean told_broken;
};

enum
{
  PROP_0,
  PROP_BROKEN,
  PROP_RUNNING,
  PROP_PROGRESS,
  PROP_CLOCK_SET_BACK,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_CHAIN_BROKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HavenAuditWatch, haven_audit_watch, G_TYPE_OBJECT)

/* ── Telling the main context ─────────────────────────────────────────────── */

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
tell_cb (gpointer data)
{
  g_autoptr (HavenAuditWatch) self = g_weak_ref_get (data);
  g_autoptr (GError) broken = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->mutex);
  self->telling = FALSE;
  if (self->broken && !self->told_broken)
    broken = g_error_copy (self->broken);
  self->told_broken = self->broken != NULL;
  g_mutex_unlock (&self->mutex);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK_SET_BACK]);
  if (broken != NULL)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROKEN]);
      g_signal_emit (self, signals[SIGNAL_CHAIN_BROKEN], 0, broken->message);
    }
  return G_SOURCE_REMOVE;
}

/* With the mutex held. What waits to be told keeps nothing alive. */
static void
queue_telling (HavenAuditWatch *self)
{
  g_autoptr (GSource) source = NULL;
  GWeakRef *reference;

  if (self->telling)
    return;
  self->telling = TRUE;
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, reference, weak_ref_free);
  g_source_attach (source, self->context);
}

static void
set_read_only (int code, GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       code,
                       code == HAVEN_STORE_ERROR_ROLLED_BACK
                           ? "This vault is open to look only. Nothing was changed. Restore the latest backup to go on "
                             "working."
                           : "The log of this vault was altered or damaged, so nothing can be changed in it until an "
                             "administrator has looked at it. What is there can still be read and printed.");
}

/** From now on nothing can be changed in the vault; reading it goes on, and is logged. */
void
haven_audit_watch_set_broken (HavenAuditWatch *self, const GError *error)
{
  g_mutex_lock (&self->mutex);
  if (self->broken == NULL)
    {
      self->broken = g_error_copy (error);
      queue_telling (self);
    }
  g_mutex_unlock (&self->mutex);
}

/** The vault was opened to look only. */
void
haven_audit_watch_set_looking (HavenAuditWatch *self)
{
  g_autoptr (GError) looking = NULL;

  set_read_only (HAVEN_STORE_ERROR_ROLLED_BACK, &looking);
  haven_audit_watch_set_broken (self, looking);
}

/** Answers somebody who wants to change something. */
gboolean
haven_audit_watch_check_writing (HavenAuditWatch *self, GError **error)
{
  int code = 0;

  g_mutex_lock (&self->mutex);
  if (self->broken != NULL)
    code = self->broken->code == HAVEN_STORE_ERROR_ROLLED_BACK ? HAVEN_STORE_ERROR_ROLLED_BACK
                                                               : HAVEN_STORE_ERROR_CHAIN_BROKEN;
  g_mutex_unlock (&self->mutex);
  if (code != 0)
    set_read_only (code, error);
  return code == 0;
}

/** After each commit: passes on what the log noticed about the clock. On the writer thread. */
void
haven_audit_watch_note_commit (HavenAuditWatch *self)
{
  gint64 set_back = haven_audit_log_get_set_back (self->log);

  g_mutex_lock (&self->mutex);
  if ((set_back == 0) != (self->set_back == 0))
    queue_telling (self);
  self->set_back = set_back;
  g_mutex_unlock (&self->mutex);
}

/* ── Walking ──────────────────────────────────────────────────────────────── */

static gboolean
lock_connection (HavenAuditWatch *self, GError **error)
{
  g_mutex_lock (&self->connection_mutex);
  if (self->connection != NULL)
    return TRUE;
  g_mutex_unlock (&self->connection_mutex);
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CLOSED, "The vault is closed. Open it again.");
  return FALSE;
}

static gboolean
read_head (HavenAuditWatch *self, HavenPartition partition, HavenAuditHead *head, GError **error)
{
  gboolean read;

  if (!lock_connection (self, error))
    return FALSE;
  read = haven_audit_read_head (self->connection, partition, head, error);
  g_mutex_unlock (&self->connection_mutex);
  return read;
}

static gboolean
walk_part (HavenAuditWatch *self, HavenPartition partition, HavenAuditHead *reached, gboolean *at_end, GError **error)
{
  gboolean sound;

  if (!lock_connection (self, error))
    return FALSE;
  sound = haven_audit_verify_part (self->connection, partition, reached, N_AT_A_TIME, at_end, error);
  g_mutex_unlock (&self->connection_mutex);
  return sound;
}

/* What was kept when the last commit was done must be in the chain that was walked. */
static gboolean
check_kept (HavenAuditWatch *self, HavenPartition partition, GError **error)
{
  HavenAuditHead kept;

  return !haven_anchors_get (self->anchors, partition, &kept) ||
         haven_audit_watch_check_anchor (self, partition, &kept, error);
}

static void
set_tampered (HavenPartition partition, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CHAIN_BROKEN,
               "What the “%s” part holds is not what its log vouches for: something was changed past Haven, or a page of "
               "the file was put back. Keep the vault as it is and tell the administrator.",
               haven_partition_get_name (partition));
}

/* One moment's rows against the event of that moment. */
static gboolean
compare_contents (HavenAuditWatch *self, HavenPartition partition, GError **error)
{
  HavenContents *contents = haven_contents_get (self->connection);
  guint8 found[HAVEN_CONTENTS_SIZE];
  HavenAuditHead head;
  gboolean sound = FALSE;

  if (!haven_audit_read_head (self->connection, partition, &head, error))
    return FALSE;
  if (contents == NULL || !head.has_contents || !haven_contents_is_current (contents, partition, head.contents))
    return TRUE;
  if (!haven_contents_compute (contents, partition, found, error) ||
      !haven_contents_check_indexes (contents, partition, &sound, error))
    return FALSE;
  if (!sound || memcmp (found, head.contents, sizeof found) != 0)
    set_tampered (partition, error);
  return sound && memcmp (found, head.contents, sizeof found) == 0;
}

static gboolean
check_contents (HavenAuditWatch *self, HavenPartition partition, GError **error)
{
  gboolean same;

  if (!lock_connection (self, error))
    return FALSE;
  same = haven_database_exec (self->connection, "BEGIN", error) && compare_contents (self, partition, error);
  haven_database_exec (self->connection, "ROLLBACK", NULL);
  g_mutex_unlock (&self->connection_mutex);
  return same;
}

typedef struct
{
  GCancellable *cancellable;
  HavenAuditProgressFunc function;
  gpointer data;
  gint64 n_checked;
  gint64 n_events;
} Walk;

static gboolean
walk_partition (HavenAuditWatch *self, HavenPartition partition, Walk *walk, GError **error)
{
  HavenAuditHead reached = { 0 };
  gboolean at_end = FALSE;

  while (!at_end)
    {
      gint64 before = reached.sequence;

      if (g_cancellable_set_error_if_cancelled (walk->cancellable, error) ||
          g_cancellable_set_error_if_cancelled (self->stopping, error) ||
          !walk_part (self, partition, &reached, &at_end, error))
        return FALSE;
      walk->n_checked += reached.sequence - before;
      /* The log grows by what is done meanwhile. */
      walk->n_events = MAX (walk->n_events, walk->n_checked);
      if (walk->function)
        walk->function (walk->n_checked, walk->n_events, walk->data);
    }
  return check_kept (self, partition, error) && check_contents (self, partition, error);
}

static gboolean
is_break (const GError *error)
{
  return g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CHAIN_BROKEN) ||
         g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_ROLLED_BACK) ||
         g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DAMAGED);
}

/**
 * haven_audit_watch_verify:
 * @partitions: which; those that are not open are passed over
 * @n_events: (out) (optional): how many events there are
 *
 * Walks whole chains and waits for it: not on the main thread. A chain that does not hold makes the vault read-only.
 */
gboolean
haven_audit_watch_verify (HavenAuditWatch *self,
                          HavenPartitions partitions,
                          GCancellable *cancellable,
                          HavenAuditProgressFunc function,
                          gpointer data,
                          gint64 *n_events,
                          GError **error)
{
  Walk walk = { cancellable, function, data };
  GError *failure = NULL;

  g_return_val_if_fail (HAVEN_IS_AUDIT_WATCH (self), FALSE);

  if (g_cancellable_set_error_if_cancelled (self->stopping, error))
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS && failure == NULL; i++)
    {
      HavenAuditHead head;

      if ((partitions & self->partitions & (1u << i)) != 0 && read_head (self, (HavenPartition) i, &head, &failure))
        walk.n_events += head.sequence;
    }
  for (int i = 0; i < HAVEN_N_PARTITIONS && failure == NULL; i++)
    if ((partitions & self->partitions & (1u << i)) != 0)
      walk_partition (self, (HavenPartition) i, &walk, &failure);
  if (n_events)
    *n_events = walk.n_checked;
  if (failure == NULL)
    return TRUE;
  if (is_break (failure))
    haven_audit_watch_set_broken (self, failure);
  g_propagate_error (error, failure);
  return FALSE;
}

/* ── On its own ───────────────────────────────────────────────────────────── */

static void
note_progress (gint64 n_checked, gint64 n_events, gpointer data)
{
  HavenAuditWatch *self = data;

  g_mutex_lock (&self->mutex);
  self->n_checked = n_checked;
  self->n_events = n_events;
  queue_telling (self);
  g_mutex_unlock (&self->mutex);
}

static void
set_running (HavenAuditWatch *self, gboolean running, gboolean sound)
{
  g_mutex_lock (&self->mutex);
  self->running = running;
  if (running)
    self->n_checked = self->n_events = 0;
  else if (sound)
    self->checked_at = g_get_real_time ();
  queue_telling (self);
  g_mutex_unlock (&self->mutex);
}

/* %FALSE when it is time to end. */
static gboolean
wait_for_next (HavenAuditWatch *self)
{
  gboolean due = FALSE;

  g_mutex_lock (&self->mutex);
  while (!g_cancellable_is_cancelled (self->stopping) && !due)
    due = g_get_monotonic_time () >= self->next_at || !g_cond_wait_until (&self->wake, &self->mutex, self->next_at);
  self->next_at = g_get_monotonic_time () + self->period;
  g_mutex_unlock (&self->mutex);
  return !g_cancellable_is_cancelled (self->stopping);
}

static gpointer
watch_thread (gpointer data)
{
  HavenAuditWatch *self = data;

  /* Whoever works with the vault goes first. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), 10);
  while (wait_for_next (self))
    {
      gboolean sound;

      set_running (self, TRUE, FALSE);
      sound = haven_audit_watch_verify (self, self->partitions, NULL, note_progress, self, NULL, NULL);
      set_running (self, FALSE, sound);
    }
  return NULL;
}

/**
 * haven_audit_watch_start:
 * @first_delay: microseconds until the first walk
 * @period: microseconds from the start of one walk to that of the next
 *
 * Walks from now on; may be called again to change when.
 */
void
haven_audit_watch_start (HavenAuditWatch *self, gint64 first_delay, gint64 period)
{
  g_mutex_lock (&self->mutex);
  self->next_at = g_get_monotonic_time () + first_delay;
  self->period = period;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
  if (self->thread == NULL)
    self->thread = g_thread_new ("haven-watch", watch_thread, self);
}

/** Ends it and closes its connection, before the store closes what was lent to it. */
void
haven_audit_watch_stop (HavenAuditWatch *self)
{
  g_mutex_lock (&self->mutex);
  g_cancellable_cancel (self->stopping);
  /* A long look at all rows ends here; it finds nothing wrong by that. */
  if (self->connection)
    sqlite3_interrupt (haven_database_get_handle (self->connection));
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->thread, g_thread_join);
  g_mutex_lock (&self->connection_mutex);
  g_clear_pointer (&self->connection, haven_database_close);
  self->anchors = NULL;
  self->log = NULL;
  self->partitions = 0;
  g_mutex_unlock (&self->connection_mutex);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_audit_watch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HavenAuditWatch *self = HAVEN_AUDIT_WATCH (object);
  g_autoptr (GError) broken = NULL;

  switch (id)
    {
    case PROP_BROKEN:
      broken = haven_audit_watch_dup_break (self);
      g_value_set_string (value, broken ? broken->message : NULL);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, haven_audit_watch_is_running (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, haven_audit_watch_get_progress (self));
      break;
    case PROP_CLOCK_SET_BACK:
      g_value_set_int64 (value, haven_audit_watch_get_clock_set_back (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
haven_audit_watch_finalize (GObject *object)
{
  HavenAuditWatch *self = HAVEN_AUDIT_WATCH (object);

  haven_audit_watch_stop (self);
  g_clear_object (&self->stopping);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->broken);
  g_mutex_clear (&self->connection_mutex);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wake);
  G_OBJECT_CLASS (haven_audit_watch_parent_class)->finalize (object);
}

static void
haven_audit_watch_class_init (HavenAuditWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_audit_watch_get_property;
  object_class->finalize = haven_audit_watch_finalize;

  /** HavenAuditWatch:broken: the sentence to alert with; %NULL while the logs hold */
  properties[PROP_BROKEN] = g_param_spec_string ("broken", NULL, NULL, NULL, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  /** HavenAuditWatch:progress: of the walk that runs, 0 to 1 */
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  /** HavenAuditWatch:clock-set-back: microseconds that the machine's clock is behind; 0 while that is little (R40) */
  properties[PROP_CLOCK_SET_BACK] = g_param_spec_int64 ("clock-set-back", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * HavenAuditWatch::chain-broken:
   * @sentence: what to say
   *
   * A log does not hold: nothing can be changed from now on. Emitted once.
   */
  signals[SIGNAL_CHAIN_BROKEN] = g_signal_new ("chain-broken",
                                               HAVEN_TYPE_AUDIT_WATCH,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_STRING);
}

static void
haven_audit_watch_init (HavenAuditWatch *self)
{
  g_mutex_init (&self->connection_mutex);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wake);
  self->stopping = g_cancellable_new ();
}

/** @connection: (transfer full): one that nobody else uses */
HavenAuditWatch *
haven_audit_watch_new (HavenDatabase *connection,
                       HavenPartitions partitions,
                       HavenAnchors *anchors,
                       HavenAuditLog *log,
                       GMainContext *context)
{
  HavenAuditWatch *self = g_object_new (HAVEN_TYPE_AUDIT_WATCH, NULL);

  self->connection = connection;
  self->partitions = partitions;
  self->anchors = anchors;
  self->log = log;
  self->missing = haven_audit_log_get_missing (log);
  self->context = g_main_context_ref (context);
  return self;
}

/* ── What it knows ────────────────────────────────────────────────────────── */

/** Returns: (transfer full) (nullable): why the vault is read-only; %NULL while its logs hold */
GError *
haven_audit_watch_dup_break (HavenAuditWatch *self)
{
  GError *broken;

  g_return_val_if_fail (HAVEN_IS_AUDIT_WATCH (self), NULL);

  g_mutex_lock (&self->mutex);
  broken = self->broken ? g_error_copy (self->broken) : NULL;
  g_mutex_unlock (&self->mutex);
  return broken;
}

gboolean
haven_audit_watch_is_running (HavenAuditWatch *self)
{
  gboolean running;

  g_return_val_if_fail (HAVEN_IS_AUDIT_WATCH (self), FALSE);

  g_mutex_lock (&self->mutex);
  running = self->running;
  g_mutex_unlock (&self->mutex);
  return running;
}

double
haven_audit_watch_get_progress (HavenAuditWatch *self)
{
  double progress;

  g_return_val_if_fail (HAVEN_IS_AUDIT_WATCH (self), 0);

  g_mutex_lock (&self->mutex);
  progress = self->n_events > 0 ? MIN ((double) self->n_checked / (double) self->n_events, 1) : 0;
  g_mutex_unlock (&self->mutex);
  return progress;
}

/** When all chains were last found to hold; zero: not yet since the vault was opened. */
HavenInstant
haven_audit_watch_get_checked_at (HavenAuditWatch *self)
{
  HavenInstant checked_at;

  g_return_val_if_fail (HAVEN_IS_AUDIT_WATCH (self), 0);

  g_mutex_lock (&self->mutex);
  checked_at = self->checked_at;
  g_mutex_unlock (&self->mutex);
  return checked_at;
}

gint64
haven_audit_watch_get_clock_set_back (HavenAuditWatch *self)
{
  gint64 set_back;

  g_return_val_if_fail (HAVEN_IS_AUDIT_WATCH (self), 0);

  g_mutex_lock (&self->mutex);
  set_back = self->set_back;
  g_mutex_unlock (&self->mutex);
  return set_back;
}

/** Partitions whose kept head could not be read when the vault was opened: somebody took the file `heads` away. */
HavenPartitions
haven_audit_watch_get_missing_heads (HavenAuditWatch *self)
{
  g_return_val_if_fail (HAVEN_IS_AUDIT_WATCH (self), 0);
  return self->missing;
}

HavenAnchors *
haven_audit_watch_get_anchors (HavenAuditWatch *self)
{
  return self->anchors;
}

/** Whether a chain goes as far as @anchor and through it; from any thread. */
gboolean
haven_audit_watch_check_anchor (HavenAuditWatch *self,
                                HavenPartition partition,
                                const HavenAuditHead *anchor,
                                GError **error)
{
  gboolean holds;

  if (!lock_connection (self, error))
    return FALSE;
  holds = haven_anchors_check (self->connection, partition, anchor, error);
  g_mutex_unlock (&self->connection_mutex);
  return holds;
}

gboolean
haven_audit_watch_contains (HavenAuditWatch *self,
                            HavenPartition partition,
                            const HavenAuditHead *anchor,
                            gsize n_bytes,
                            gboolean *contains,
                            GError **error)
{
  gboolean looked;

  if (!lock_connection (self, error))
    return FALSE;
  looked = haven_audit_contains (self->connection, partition, anchor, n_bytes, contains, error);
  g_mutex_unlock (&self->connection_mutex);
  return looked;
}
