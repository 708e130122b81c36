/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-backup-keeper.h"

#define SECONDS_BETWEEN_LOOKS 300
#define PAUSE_AFTER_FAILURE (30 * G_TIME_SPAN_MINUTE)
#define DRILL_AFTER (30 * 24 * G_TIME_SPAN_HOUR)

struct _HavenBackupKeeper
{
  GObject parent_instance;

  /* owned */
  HavenSession *session;
  GCancellable *cancellable; /* of the work that goes on; set when it is stopped */
  GError *failure;           /* of the last backup; %NULL when it went well */
  GTask *leaving;            /* nullable: somebody waits for the last backup */

  guint timer;
  gint64 interval;
  gboolean known; /* the state was read */
  gboolean working;
  gboolean stale; /* something changed while it worked */
  HavenInstant failed_at;
  HavenBackupState state;
};

G_DEFINE_FINAL_TYPE (HavenBackupKeeper, haven_backup_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── On the other thread ──────────────────────────────────────────────────── */

typedef struct
{
  gboolean make;
  HavenInstant now;
} Work;

/** What came of it: the state as it is then, and what went wrong. */
typedef struct
{
  HavenBackupState state;
  gboolean known;
  GError *failure;
} Outcome;

static void
free_outcome (gpointer data)
{
  Outcome *outcome = data;

  g_clear_error (&outcome->failure);
  g_free (outcome);
}

/* The copy elsewhere that failed is told like a backup that failed: the disk may have been taken away for good. */
static gboolean
make_one (HavenSession *session, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenBackupResult) result = haven_backup_make (session, NULL, NULL, NULL, cancellable, error);

  if (result == NULL)
    return FALSE;
  if (result->elsewhere_error != NULL)
    g_propagate_error (error, g_steal_pointer (&result->elsewhere_error));
  return TRUE;
}

static gpointer
work (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *todo = data;
  g_autoptr (GError) failure = NULL;
  Outcome *outcome = g_new0 (Outcome, 1);
  const gboolean made = todo->make && make_one (session, cancellable, &outcome->failure);

  outcome->known = haven_backup_read_state (session, &outcome->state, &failure);
  if (made && outcome->known &&
      (todo->now - outcome->state.drilled_at > DRILL_AFTER ||
       haven_backup_is_of_unknown_age (outcome->state.drilled_at, todo->now)) &&
      haven_backup_try_out (session, NULL, NULL, NULL, cancellable, &failure) != 0)
    outcome->state.drilled_at = todo->now;
  if (outcome->failure == NULL)
    outcome->failure = g_steal_pointer (&failure);
  return outcome;
}

/* ── On the main loop ─────────────────────────────────────────────────────── */

/* Another window that makes one, and somebody who leaves, are no failures. */
static gboolean
is_failure (const GError *error)
{
  return error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_BUSY) &&
         !g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CLOSED);
}

static void
take_outcome (HavenBackupKeeper *self, Outcome *outcome, gboolean made)
{
  if (outcome->known)
    {
      self->state = outcome->state;
      self->known = TRUE;
    }
  if (is_failure (outcome->failure))
    {
      g_clear_error (&self->failure);
      self->failure = g_steal_pointer (&outcome->failure);
      self->failed_at = haven_clock_now (haven_session_get_clock (self->session));
    }
  else if (made && outcome->failure == NULL)
    g_clear_error (&self->failure);
}

static gboolean
is_older_than (HavenBackupKeeper *self, gint64 interval)
{
  const HavenInstant now = haven_clock_now (haven_session_get_clock (self->session));

  return self->known && haven_backup_state_is_older_than (&self->state, interval, now);
}

static void start_work (HavenBackupKeeper *self, gboolean make);

/** What a piece of work is for; it holds the keeper. */
typedef struct
{
  HavenBackupKeeper *keeper;
  gboolean make;
} Errand;

static void
finish_leaving (HavenBackupKeeper *self)
{
  g_autoptr (GTask) leaving = g_steal_pointer (&self->leaving);

  haven_backup_keeper_stop (self);
  if (self->failure != NULL)
    g_task_return_error (leaving, g_error_copy (self->failure));
  else
    g_task_return_boolean (leaving, TRUE);
}

static void
go_on_leaving (HavenBackupKeeper *self)
{
  if (!g_cancellable_is_cancelled (self->cancellable) && is_older_than (self, HAVEN_BACKUP_INTERVAL_AT_LEAVING))
    start_work (self, TRUE);
  else
    finish_leaving (self);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (HavenBackupKeeper) self = errand->keeper;
  const gboolean made = errand->make;
  g_autoptr (GError) error = NULL;
  Outcome *outcome = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  g_free (errand);
  self->working = FALSE;
  if (outcome != NULL)
    {
      take_outcome (self, outcome, made);
      free_outcome (outcome);
    }
  if (self->leaving != NULL && made)
    finish_leaving (self);
  else if (self->leaving != NULL)
    go_on_leaving (self);
  if (self->leaving != NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  /* Whoever hears of a change knows already whether a backup is on its way. */
  if (self->stale)
    haven_backup_keeper_read_again (self);
  else if (!made)
    haven_backup_keeper_look (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
start_work (HavenBackupKeeper *self, gboolean make)
{
  Work *todo = g_new0 (Work, 1);
  Errand *errand = g_new0 (Errand, 1);

  todo->make = make;
  todo->now = haven_clock_now (haven_session_get_clock (self->session));
  errand->keeper = g_object_ref (self);
  errand->make = make;
  self->working = TRUE;
  haven_session_work_async (self->session, work, todo, g_free, free_outcome, self->cancellable, worked_cb, errand);
}

static gboolean
timer_cb (gpointer data)
{
  haven_backup_keeper_look (data);
  return G_SOURCE_CONTINUE;
}

static void
haven_backup_keeper_dispose (GObject *object)
{
  haven_backup_keeper_stop (HAVEN_BACKUP_KEEPER (object));
  G_OBJECT_CLASS (haven_backup_keeper_parent_class)->dispose (object);
}

static void
haven_backup_keeper_finalize (GObject *object)
{
  HavenBackupKeeper *self = HAVEN_BACKUP_KEEPER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (haven_backup_keeper_parent_class)->finalize (object);
}

static void
haven_backup_keeper_class_init (HavenBackupKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = haven_backup_keeper_dispose;
  object_class->finalize = haven_backup_keeper_finalize;

  /**
   * HavenBackupKeeper::changed:
   *
   * A backup was made, failed, or was tried out: what haven_backup_keeper_get_concern() and
   * haven_backup_keeper_get_failure() say may be something else now.
   */
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_BACKUP_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_backup_keeper_init (HavenBackupKeeper *self)
{
  self->cancellable = g_cancellable_new ();
  self->interval = HAVEN_BACKUP_INTERVAL;
}

/**
 * haven_backup_keeper_new:
 *
 * Looks at the backups that are there, and makes one when the last is too old. To be let go, or stopped, before the
 * session is left.
 */
HavenBackupKeeper *
haven_backup_keeper_new (HavenSession *session)
{
  HavenBackupKeeper *self = g_object_new (HAVEN_TYPE_BACKUP_KEEPER, NULL);

  self->session = g_object_ref (session);
  if (haven_session_is_demo (session))
    return self;
  self->timer = g_timeout_add_seconds (SECONDS_BETWEEN_LOOKS, timer_cb, self);
  start_work (self, FALSE);
  return self;
}

/** Stops what goes on; a backup that is being made leaves nothing behind. */
void
haven_backup_keeper_stop (HavenBackupKeeper *self)
{
  g_return_if_fail (HAVEN_IS_BACKUP_KEEPER (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

/** @interval: how old the last backup may become, in microseconds */
void
haven_backup_keeper_set_interval (HavenBackupKeeper *self, gint64 interval)
{
  g_return_if_fail (HAVEN_IS_BACKUP_KEEPER (self) && interval > 0);
  self->interval = interval;
}

/** Makes a backup where one is due. It does so by itself every few minutes; after a suspend it may be asked to. */
void
haven_backup_keeper_look (HavenBackupKeeper *self)
{
  HavenInstant now;

  g_return_if_fail (HAVEN_IS_BACKUP_KEEPER (self));

  now = haven_clock_now (haven_session_get_clock (self->session));
  if (self->working || g_cancellable_is_cancelled (self->cancellable) || haven_session_is_demo (self->session) ||
      (self->failure != NULL && now - self->failed_at < PAUSE_AFTER_FAILURE) || !is_older_than (self, self->interval))
    return;
  start_work (self, TRUE);
}

/** For somebody who asks for one. */
void
haven_backup_keeper_make_now (HavenBackupKeeper *self)
{
  g_return_if_fail (HAVEN_IS_BACKUP_KEEPER (self));

  if (!self->working && !g_cancellable_is_cancelled (self->cancellable))
    start_work (self, TRUE);
}

/** For somebody who made one by another way, tried one out, or chose a second place. */
void
haven_backup_keeper_read_again (HavenBackupKeeper *self)
{
  g_return_if_fail (HAVEN_IS_BACKUP_KEEPER (self));

  self->stale = self->working;
  if (!self->working && !g_cancellable_is_cancelled (self->cancellable) && !haven_session_is_demo (self->session))
    start_work (self, FALSE);
}

gboolean
haven_backup_keeper_is_working (HavenBackupKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_BACKUP_KEEPER (self), FALSE);
  return self->working;
}

/** %FALSE while it is not known yet. */
gboolean
haven_backup_keeper_get_state (HavenBackupKeeper *self, HavenBackupState *state)
{
  g_return_val_if_fail (HAVEN_IS_BACKUP_KEEPER (self), FALSE);
  *state = self->state;
  return self->known;
}

/** What a banner should say now; nothing while it is not known yet, and for the sample clinic. */
HavenBackupConcern
haven_backup_keeper_get_concern (HavenBackupKeeper *self, int *days)
{
  g_return_val_if_fail (HAVEN_IS_BACKUP_KEEPER (self), HAVEN_BACKUP_IS_FINE);
  if (!self->known || haven_session_is_demo (self->session))
    return HAVEN_BACKUP_IS_FINE;
  return haven_backup_state_get_concern (&self->state, haven_clock_now (haven_session_get_clock (self->session)), days);
}

/** Returns: (nullable) (transfer none): why the last backup, or its copy elsewhere, could not be made */
const GError *
haven_backup_keeper_get_failure (HavenBackupKeeper *self)
{
  g_return_val_if_fail (HAVEN_IS_BACKUP_KEEPER (self), NULL);
  return self->failure;
}

/**
 * haven_backup_keeper_leave_async:
 *
 * Before a session is left: makes a last backup where the one before is half a day old, then stops. Somebody who does not
 * want to wait stops the keeper, and so does a lock.
 */
void
haven_backup_keeper_leave_async (HavenBackupKeeper *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (HAVEN_IS_BACKUP_KEEPER (self) && self->leaving == NULL);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->leaving = g_task_new (self, NULL, callback, user_data);
  if (!self->working && haven_session_is_demo (self->session))
    finish_leaving (self);
  else if (!self->working)
    go_on_leaving (self);
}

/** %FALSE where the last backup could not be made; the session may be left all the same. */
gboolean
haven_backup_keeper_leave_finish (HavenBackupKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
