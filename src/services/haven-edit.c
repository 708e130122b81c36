/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-edit.h"

#include "haven-clinic-forms.h"

#include <string.h>

typedef struct
{
  const HavenRecordInfo *info;
  gpointer before;        /* NULL: it did not exist */
  gpointer after;         /* NULL: it shall not exist */
  gpointer when_reverted; /* what undoing leaves; NULL: what was before */
  gint64 version;         /* the row_version that the store holds now */
} Change;

/* What is asked inside the transaction, before anything is changed. */
typedef struct
{
  HavenTransactionFunc function; /* NULL: nothing is asked */
  gpointer data;
  GDestroyNotify free_data;
} Condition;

struct _HavenEdit
{
  GObject parent_instance;

  /* owned */
  char *label;
  char *patient_id;
  GPtrArray *changes;

  HavenAction action;
  gboolean applied;

  Condition to_do;
  Condition to_undo;
};

G_DEFINE_FINAL_TYPE (HavenEdit, haven_edit, G_TYPE_OBJECT)

static void
free_change (gpointer data)
{
  Change *change = data;

  haven_record_free (change->info, change->before);
  haven_record_free (change->info, change->after);
  haven_record_free (change->info, change->when_reverted);
  g_free (change);
}

static void
clear_condition (Condition *condition)
{
  if (condition->free_data)
    condition->free_data (condition->data);
  *condition = (Condition) { NULL, NULL, NULL };
}

static gboolean
holds (const Condition *condition, HavenTransaction *transaction, GError **error)
{
  return condition->function == NULL || condition->function (transaction, condition->data, error);
}

static gint64 *
find_version (const HavenRecordInfo *info, gpointer record)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (strcmp (info->fields[i].name, "row_version") == 0)
      return (gint64 *) G_STRUCT_MEMBER_P (record, info->fields[i].offset);
  return NULL;
}

static const char *
get_id (const Change *change)
{
  return *(char *const *) (change->after ? change->after : change->before);
}

static void
haven_edit_finalize (GObject *object)
{
  HavenEdit *self = HAVEN_EDIT (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  clear_condition (&self->to_do);
  clear_condition (&self->to_undo);
  G_OBJECT_CLASS (haven_edit_parent_class)->finalize (object);
}

static void
haven_edit_class_init (HavenEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_edit_finalize;
}

static void
haven_edit_init (HavenEdit *self)
{
  self->changes = g_ptr_array_new_with_free_func (free_change);
}

/**
 * haven_edit_new:
 * @label: what was done, for the toast: “Visit booked”
 * @patient_id: (nullable): whom it is about, for the audit event
 */
HavenEdit *
haven_edit_new (const char *label, HavenAction action, const char *patient_id)
{
  HavenEdit *self = g_object_new (HAVEN_TYPE_EDIT, NULL);

  self->label = g_strdup (label);
  self->patient_id = g_strdup (patient_id);
  self->action = action;
  return self;
}

static Change *
add_change (HavenEdit *self, const HavenRecordInfo *info, gconstpointer before, gconstpointer after)
{
  Change *change = g_new0 (Change, 1);
  gint64 *version;

  change->info = info;
  change->before = before ? haven_record_copy (info, before) : NULL;
  change->after = after ? haven_record_copy (info, after) : NULL;
  version = before ? find_version (info, change->before) : NULL;
  change->version = version ? *version : 0;
  g_ptr_array_add (self->changes, change);
  return change;
}

void
haven_edit_insert (HavenEdit *self, const HavenRecordInfo *info, gconstpointer after)
{
  g_return_if_fail (HAVEN_IS_EDIT (self) && after != NULL);
  add_change (self, info, NULL, after);
}

/** For what is never deleted: undoing leaves @when_reverted, a deadline that is void for example. */
void
haven_edit_insert_kept (HavenEdit *self,
                        const HavenRecordInfo *info,
                        gconstpointer after,
                        gconstpointer when_reverted)
{
  g_return_if_fail (HAVEN_IS_EDIT (self) && after != NULL && when_reverted != NULL);
  add_change (self, info, NULL, after)->when_reverted = haven_record_copy (info, when_reverted);
}

void
haven_edit_replace (HavenEdit *self, const HavenRecordInfo *info, gconstpointer before, gconstpointer after)
{
  g_return_if_fail (HAVEN_IS_EDIT (self) && before != NULL && after != NULL);
  add_change (self, info, before, after);
}

void
haven_edit_delete (HavenEdit *self, const HavenRecordInfo *info, gconstpointer before)
{
  g_return_if_fail (HAVEN_IS_EDIT (self) && before != NULL);
  add_change (self, info, before, NULL);
}

/**
 * haven_edit_set_precondition:
 * @function: called inside the transaction that applies the edit, before anything is changed; an error refuses it
 *
 * For what must still be so at that moment, whoever else is at work: that a time is free. Doing it again after it was
 * undone asks again; undoing asks what haven_edit_set_undo_condition() says.
 */
void
haven_edit_set_precondition (HavenEdit *self, HavenTransactionFunc function, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (HAVEN_IS_EDIT (self) && self->to_do.function == NULL);
  self->to_do = (Condition) { function, data, free_data };
}

/** Like haven_edit_set_precondition(), for the transaction that undoes: what was given up may have been taken since. */
void
haven_edit_set_undo_condition (HavenEdit *self, HavenTransactionFunc function, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (HAVEN_IS_EDIT (self) && self->to_undo.function == NULL);
  self->to_undo = (Condition) { function, data, free_data };
}

const char *
haven_edit_get_label (HavenEdit *self)
{
  g_return_val_if_fail (HAVEN_IS_EDIT (self), NULL);
  return self->label;
}

gboolean
haven_edit_is_applied (HavenEdit *self)
{
  g_return_val_if_fail (HAVEN_IS_EDIT (self), FALSE);
  return self->applied;
}

/* Where a record counts no versions, it must still be what it was when it was read. */
static gboolean
check_unchanged (HavenTransaction *transaction, Change *change, gconstpointer from, GError **error)
{
  gpointer now = haven_transaction_load (transaction, change->info, get_id (change), error);
  const gint64 *version = now ? find_version (change->info, now) : NULL;
  gboolean same = now == NULL  ? FALSE
                  : version != NULL ? *version == change->version
                                    : haven_record_equal (change->info, now, from);

  if (now == NULL)
    return FALSE;
  haven_record_free (change->info, now);
  if (!same)
    g_set_error (error,
                 HAVEN_STORE_ERROR,
                 HAVEN_STORE_ERROR_CONFLICT,
                 "Somebody else changed this %s a moment ago. Nothing was changed; look at it again first.",
                 change->info->name);
  return same;
}

/* What somebody else changed since is not taken away either. */
static gboolean
remove_record (HavenTransaction *transaction, Change *change, gconstpointer from, GError **error)
{
  return check_unchanged (transaction, change, from, error) &&
         haven_transaction_delete (transaction, change->info, get_id (change), error);
}

/* Brings one record from how it is to how it shall be. */
static gboolean
move_record (HavenTransaction *transaction, Change *change, gpointer from, gpointer to, GError **error)
{
  gint64 *version = to ? find_version (change->info, to) : NULL;

  if (to == NULL)
    return remove_record (transaction, change, from, error);
  if (from == NULL)
    {
      if (version)
        *version = 1;
      return haven_transaction_insert (transaction, change->info, to, error);
    }
  if (version)
    *version = change->version;
  else if (!check_unchanged (transaction, change, from, error))
    return FALSE;
  return haven_transaction_update (transaction, change->info, to, error);
}

static gboolean
apply_changes (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenEdit *self = data;

  if (!holds (&self->to_do, transaction, error))
    return FALSE;
  for (guint i = 0; i < self->changes->len; i++)
    {
      Change *change = self->changes->pdata[i];
      /* Once undone, what is kept is there already, and doing it again changes it back. */
      gpointer from = change->before ? change->before : change->version > 0 ? change->when_reverted : NULL;

      if (!move_record (transaction, change, from, change->after, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
revert_changes (HavenTransaction *transaction, gpointer data, GError **error)
{
  HavenEdit *self = data;

  if (!holds (&self->to_undo, transaction, error))
    return FALSE;
  for (guint i = self->changes->len; i > 0; i--)
    {
      Change *change = self->changes->pdata[i - 1];
      gpointer to = change->when_reverted ? change->when_reverted : change->before;

      if (!move_record (transaction, change, change->after, to, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_versions (HavenEdit *self, gboolean applied)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      Change *change = self->changes->pdata[i];
      gpointer kept = change->when_reverted ? change->when_reverted : change->before;

      /* Each writing moves the version on by one; what is deleted starts anew. */
      change->version = (applied ? change->after : kept) ? change->version + 1 : 0;
    }
  self->applied = applied;
}

static gboolean
run (HavenEdit *self, HavenSession *session, gboolean apply, GError **error)
{
  const Change *first;
  HavenPartitions partitions = 0;

  g_return_val_if_fail (self->changes->len > 0, FALSE);

  first = self->changes->pdata[0];
  for (guint i = 0; i < self->changes->len; i++)
    partitions |= 1u << ((const Change *) self->changes->pdata[i])->info->partition;
  if (!haven_session_run (session,
                          apply ? self->action : HAVEN_ACTION_UNDO,
                          partitions,
                          first->info->name,
                          get_id (first),
                          self->patient_id,
                          apply ? apply_changes : revert_changes,
                          self,
                          error))
    return FALSE;
  note_versions (self, apply);
  for (guint i = 0; i < self->changes->len; i++)
    if (haven_clinic_forms_concern (((const Change *) self->changes->pdata[i])->info))
      {
        haven_session_forget_forms (session);
        break;
      }
  return TRUE;
}

/** Does it, or does it again after it was undone. */
gboolean
haven_edit_apply (HavenEdit *self, HavenSession *session, GError **error)
{
  g_return_val_if_fail (HAVEN_IS_EDIT (self) && !self->applied, FALSE);
  return run (self, session, TRUE, error);
}

gboolean
haven_edit_revert (HavenEdit *self, HavenSession *session, GError **error)
{
  g_return_val_if_fail (HAVEN_IS_EDIT (self) && self->applied, FALSE);
  return run (self, session, FALSE, error);
}
