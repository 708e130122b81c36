/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-store-parts-private.h"

#include "haven-admission-private.h"
#include "haven-door-private.h"
#include "haven-transaction-private.h"

/* ── Who is let in ────────────────────────────────────────────────────────── */

/**
 * haven_store_ref_access:
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): who is let in as they are at this moment; %NULL before haven_store_admit()
 */
HavenAccess *
haven_store_ref_access (HavenStore *self)
{
  HavenAccess *access;

  g_return_val_if_fail (HAVEN_IS_STORE (self), NULL);

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
  g_autoptr (HavenAccess) before = haven_store_ref_access (self);
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
run_transaction (HavenStore *self, HavenStoreJob *job, HavenAccess *access, HavenChanges *changes, GError **error)
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
run_job (HavenStore *self, HavenStoreJob *job, GError **error)
{
  g_autoptr (HavenChanges) changes = haven_changes_new ();
  g_autoptr (HavenAccess) access = NULL;
  g_autoptr (GError) failure = NULL;

  if (job->admitted_id != NULL)
    return admit (self, job->admitted_id, job->setting_up, error);
  if (!follow_others (self, error))
    return FALSE;
  access = haven_store_ref_access (self);
  if (access == NULL)
    {
      haven_admission_set_nobody (error);
      return FALSE;
    }
  if (run_transaction (self, job, access, changes, &failure))
    {
      follow_own (self, changes);
      haven_store_announce (self, changes);
      return TRUE;
    }
  if (is_denial (failure))
    log_denial (self, &job->act, access);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
haven_store_clear_act (HavenAct *act)
{
  g_free ((char *) act->staff_id);
  g_free ((char *) act->record);
  g_free ((char *) act->object_id);
  g_free ((char *) act->patient_id);
  g_free ((char *) act->detail);
}

static void
finish_job (HavenStore *self, HavenStoreJob *job)
{
  if (!job->waited_for)
    {
      haven_store_clear_act (&job->act);
      g_clear_error (&job->error);
      g_free (job);
      return;
    }
  g_mutex_lock (&self->mutex);
  job->done = TRUE;
  g_cond_broadcast (&self->finished);
  g_mutex_unlock (&self->mutex);
}

/** The writer thread: one job after the other, until the one that ends it. */
gpointer
haven_store_write (gpointer store)
{
  HavenStore *self = store;

  for (;;)
    {
      HavenStoreJob *job = g_async_queue_pop (self->jobs);
      gboolean quit = job->quit;

      if (!quit)
        job->succeeded = run_job (self, job, &job->error);
      finish_job (self, job);
      if (quit)
        return NULL;
    }
}

/* ── Asking it ────────────────────────────────────────────────────────────── */

/* FALSE: it is closed. Nothing is queued behind the job that ends the thread: nobody would ever answer it. */
gboolean
haven_store_push_job (HavenStore *self, HavenStoreJob *job)
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

gboolean
haven_store_set_closed (GError **error)
{
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_CLOSED,
                       "The vault is closed. Open it again; nothing was changed.");
  return FALSE;
}

gboolean
haven_store_wait_for_job (HavenStore *self, HavenStoreJob *job, GError **error)
{
  g_return_val_if_fail (self->thread == NULL || g_thread_self () != self->thread, FALSE);

  if (!haven_store_push_job (self, job))
    return haven_store_set_closed (error);
  g_mutex_lock (&self->mutex);
  while (!job->done)
    g_cond_wait (&self->finished, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (job->error != NULL)
    g_propagate_error (error, job->error);
  return job->succeeded;
}
