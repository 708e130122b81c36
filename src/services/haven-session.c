/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-session.h"

#include "haven-clinic-forms.h"

#include "haven-anchors.h"
#include "haven-calendar.h"
#include "haven-tables.h"

#include <glib/gstdio.h>

struct _HavenSession
{
  GObject parent_instance;

  /* owned */
  HavenStore *store;
  HavenClock *clock;
  char *staff_id;
  char *staff_name;
  char *clinic_name;
  char *clinic_phone;
  char *paper;
  HavenDeadlineRules *rules;
  HavenBusinessCalendar *calendar;
  HavenForms *shipped; /* the forms that Haven brings */
  GMutex forms_lock;
  HavenForms *forms; /* these with the clinic's own over them; NULL: to be read */
  HavenKeyring *keyring; /* nullable: where the heads of the logs go when the session is left */
  char *vault_id;
  GBytes *heads; /* nullable: what is kept there of parts that are not open */

  gboolean demo;
  gboolean throw_away;
};

G_DEFINE_FINAL_TYPE (HavenSession, haven_session, G_TYPE_OBJECT)

/* ── What everybody reads ─────────────────────────────────────────────────── */

static gboolean
load_clinic (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenSession *self = data;
  g_autoptr (HavenStaffMember) member = NULL;
  g_autoptr (GPtrArray) closed = NULL;

  member = haven_transaction_load (transaction, &haven_staff_member_info, self->staff_id, error);
  if (member == NULL)
    return FALSE;
  self->staff_name = g_strdup (member->name);
  self->clinic_name = haven_tables_dup_setting (transaction, "name", NULL);
  self->clinic_phone = haven_tables_dup_setting (transaction, "phone", NULL);
  self->paper = haven_tables_dup_setting (transaction, "paper", NULL);
  closed = haven_transaction_list (transaction, &haven_closed_day_info, NULL, NULL, NULL, error);
  for (guint i = 0; closed && i < closed->len; i++)
    {
      const HavenClosedDay *day = closed->pdata[i];

      if (g_strcmp0 (day->calendar, "clinic") == 0)
        haven_business_calendar_add_closed_day (self->calendar, day->on_date);
    }
  return closed != NULL;
}

static void
haven_session_finalize (GObject *object)
{
  HavenSession *self = HAVEN_SESSION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->staff_id, g_free);
  g_clear_pointer (&self->staff_name, g_free);
  g_clear_pointer (&self->clinic_name, g_free);
  g_clear_pointer (&self->clinic_phone, g_free);
  g_clear_pointer (&self->paper, g_free);
  g_clear_pointer (&self->rules, haven_deadline_rules_unref);
  g_clear_pointer (&self->calendar, haven_business_calendar_free);
  g_clear_object (&self->forms);
  g_clear_object (&self->shipped);
  g_mutex_clear (&self->forms_lock);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->vault_id, g_free);
  g_clear_pointer (&self->heads, g_bytes_unref);
  G_OBJECT_CLASS (haven_session_parent_class)->finalize (object);
}

static void
haven_session_class_init (HavenSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_session_finalize;
}

static void
haven_session_init (HavenSession *self)
{
  g_mutex_init (&self->forms_lock);
}

/* Whoever changed them, this program or another one: before anybody else hears of it, and reads them again. */
static void
store_changed_cb (HavenSession *self, HavenChanges *changes)
{
  if (haven_clinic_forms_touched (changes))
    haven_session_forget_forms (self);
}

/**
 * haven_session_new:
 * @staff_id: who signed in; must be a staff member of the vault
 * @demo: whether the vault is the sample clinic
 */
HavenSession *
haven_session_new (HavenStore *store, const char *staff_id, gboolean demo, GError **error)
{
  g_autoptr (HavenSession) self = g_object_new (HAVEN_TYPE_SESSION, NULL);

  g_return_val_if_fail (HAVEN_IS_STORE (store) && staff_id != NULL, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (haven_store_get_clock (store));
  self->staff_id = g_strdup (staff_id);
  self->demo = demo;
  self->calendar = haven_business_calendar_new ();
  self->rules = haven_deadline_rules_load (error);
  if (self->rules == NULL)
    return NULL;
  self->shipped = haven_forms_load (error);
  if (self->shipped == NULL || !haven_store_admit (store, staff_id, error) || !haven_session_run (self,
                                                 HAVEN_ACTION_SIGN_IN,
                                                 HAVEN_IN_SHARED,
                                                 "staff_member",
                                                 staff_id,
                                                 NULL,
                                                 load_clinic,
                                                 self,
                                                 error))
    return NULL;
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

HavenStore *
haven_session_get_store (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->store;
}

HavenClock *
haven_session_get_clock (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->clock;
}

const char *
haven_session_get_staff_id (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->staff_id;
}

const char *
haven_session_get_staff_name (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->staff_name;
}

gboolean
haven_session_is_demo (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), FALSE);
  return self->demo;
}

/** Whether nothing is kept: see haven_session_set_throw_away(). */
gboolean
haven_session_is_throw_away (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), FALSE);
  return self->throw_away;
}

/** The vault's folder goes when the session is left: for the sample clinic that the window made for itself. */
void
haven_session_set_throw_away (HavenSession *self)
{
  g_return_if_fail (HAVEN_IS_SESSION (self));
  self->throw_away = TRUE;
}

/**
 * haven_session_keep_heads_in:
 * @previous: (nullable): what the keyring kept of this vault before
 *
 * The heads of the logs go into the keyring when the session is left, so that files which are all put back together are
 * noticed too.
 */
void
haven_session_keep_heads_in (HavenSession *self, HavenKeyring *keyring, const char *vault_id, GBytes *previous)
{
  g_return_if_fail (HAVEN_IS_SESSION (self) && keyring != NULL && vault_id != NULL);

  g_set_object (&self->keyring, keyring);
  g_set_str (&self->vault_id, vault_id);
  g_clear_pointer (&self->heads, g_bytes_unref);
  self->heads = previous ? g_bytes_ref (previous) : NULL;
}

static void
keep_heads (HavenSession *self)
{
  g_autoptr (GBytes) heads = self->keyring ? haven_anchors_dup_blob (self->store, self->heads) : NULL;

  if (heads != NULL)
    haven_keyring_keep_item_async (self->keyring,
                                   self->vault_id,
                                   HAVEN_KEYRING_ITEM_HEADS,
                                   HAVEN_KEYRING_QUIET | HAVEN_KEYRING_REPLACE,
                                   heads,
                                   NULL,
                                   NULL,
                                   NULL);
}

static void
remove_vault (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/** Closes the vault; later requests of this session are answered with %HAVEN_STORE_ERROR_CLOSED. */
void
haven_session_leave (HavenSession *self)
{
  g_return_if_fail (HAVEN_IS_SESSION (self));

  keep_heads (self);
  haven_store_close (self->store);
  if (self->throw_away)
    remove_vault (haven_store_get_folder (self->store));
}

/** Returns: (transfer full): what the signed-in person may do, as it stands at this moment */
HavenAccess *
haven_session_ref_access (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return haven_store_ref_access (self->store);
}

/**
 * haven_session_may:
 * @record: a table's name, or `vault`
 *
 * Whether the signed-in person may do something with records of a kind, in any part that is open to them: so that what
 * they may not do is not offered. Who does it all the same is refused by the store.
 */
gboolean
haven_session_may (HavenSession *self, const char *record, HavenAction action)
{
  g_autoptr (HavenAccess) access = NULL;

  g_return_val_if_fail (HAVEN_IS_SESSION (self), FALSE);

  access = haven_store_ref_access (self->store);
  for (int i = 0; access && i < HAVEN_N_PARTITIONS; i++)
    if (haven_access_decide (access, (HavenPartition) i, record, action, NULL, haven_clock_now (self->clock), NULL))
      return TRUE;
  return FALSE;
}

gboolean
haven_session_has_partition (HavenSession *self, HavenPartition partition)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), FALSE);
  return (haven_store_get_open_partitions (self->store) & (1u << partition)) != 0;
}

HavenDeadlineRules *
haven_session_get_rules (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->rules;
}

const HavenBusinessCalendar *
haven_session_get_calendar (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->calendar;
}

/**
 * haven_session_dup_forms:
 *
 * Waits for the store where something of the clinic's own changed; from a worker thread or the command line.
 *
 * Returns: (transfer full): forms and translations as they are now, the clinic's own over those that Haven brings
 */
HavenForms *
haven_session_dup_forms (HavenSession *self, GError **error)
{
  HavenForms *forms;

  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);

  g_mutex_lock (&self->forms_lock);
  if (self->forms == NULL)
    self->forms = haven_clinic_forms_read (self, self->shipped, error);
  forms = self->forms ? g_object_ref (self->forms) : NULL;
  g_mutex_unlock (&self->forms_lock);
  return forms;
}

/** The clinic's forms or translations changed: they are read again when they are asked for. */
void
haven_session_forget_forms (HavenSession *self)
{
  g_return_if_fail (HAVEN_IS_SESSION (self));
  g_mutex_lock (&self->forms_lock);
  g_clear_object (&self->forms);
  g_mutex_unlock (&self->forms_lock);
}

/** Returns: (nullable): the clinic's name for papers */
const char *
haven_session_get_clinic_name (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->clinic_name;
}

const char *
haven_session_get_clinic_phone (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->clinic_phone;
}

/** Returns: (nullable): letter or a4 */
const char *
haven_session_get_paper (HavenSession *self)
{
  g_return_val_if_fail (HAVEN_IS_SESSION (self), NULL);
  return self->paper;
}

/* ── The one way in ───────────────────────────────────────────────────────── */

/**
 * haven_session_run:
 *
 * Runs a transaction of somebody's act and waits for it; from a worker thread or the command line.
 */
gboolean
haven_session_run (HavenSession *self,
                   HavenAction action,
                   HavenPartitions partitions,
                   const char *record,
                   const char *object_id,
                   const char *patient_id,
                   HavenTransactionFunc function,
                   gpointer data,
                   GError **error)
{
  HavenAct act = {
    .action = action,
    .record = record,
    .object_id = object_id,
    .patient_id = patient_id,
    .partitions = partitions,
  };

  g_return_val_if_fail (HAVEN_IS_SESSION (self), FALSE);
  return haven_store_run (self->store, &act, function, data, error);
}

typedef struct
{
  const HavenRecordInfo *info;
  const char *field;
  const char *value;
  const char *order_field;
  gpointer result;
} Reading;

static gboolean
read_one (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->result = haven_transaction_load (transaction, reading->info, reading->value, error);
  return reading->result != NULL;
}

static gboolean
read_many (HavenTransaction *transaction, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->result = haven_transaction_list (transaction,
                                            reading->info,
                                            reading->field,
                                            reading->value,
                                            reading->order_field,
                                            error);
  return reading->result != NULL;
}

/** Returns: (transfer full) (nullable): the record; an unknown id is %HAVEN_STORE_ERROR_NOT_FOUND */
gpointer
haven_session_load (HavenSession *self, const HavenRecordInfo *info, const char *id, GError **error)
{
  Reading reading = { .info = info, .value = id };

  if (haven_session_run (self, HAVEN_ACTION_VIEW, 1u << info->partition, info->name, id, NULL, read_one, &reading, error))
    return reading.result;
  /* What was read and could not be logged is not given out. */
  haven_record_free (info, reading.result);
  return NULL;
}

/** Returns: (transfer full) (nullable): records whose @field is @value; all of a short table where @field is %NULL */
GPtrArray *
haven_session_list (HavenSession *self,
                    const HavenRecordInfo *info,
                    const char *field,
                    const char *value,
                    const char *order_field,
                    GError **error)
{
  Reading reading = { .info = info, .field = field, .value = value, .order_field = order_field };
  const char *patient_id = g_strcmp0 (field, "patient_id") == 0 ? value : NULL;

  if (haven_session_run (self,
                         HAVEN_ACTION_LIST,
                         1u << info->partition,
                         info->name,
                         NULL,
                         patient_id,
                         read_many,
                         &reading,
                         error))
    return reading.result;
  if (reading.result)
    g_ptr_array_unref (reading.result);
  return NULL;
}

/* ── Work on another thread ───────────────────────────────────────────────── */

typedef struct
{
  HavenWorkFunc function;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  if (work->free_data)
    work->free_data (work->data);
  g_free (work);
}

static void
run_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gpointer result = work->function (source, work->data, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->free_result);
}

/**
 * haven_session_work_async:
 * @function: runs on another thread; it may call everything in this room
 * @data: (transfer full): freed by @free_data on that thread
 */
void
haven_session_work_async (HavenSession *self,
                          HavenWorkFunc function,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->function = function;
  work->data = data;
  work->free_data = free_data;
  work->free_result = free_result;
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, run_work);
}

/** Returns: (transfer full) (nullable): what the function gave; %NULL is no error by itself, look at @error */
gpointer
haven_session_work_finish (HavenSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
