/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-draft-roll.h"

struct _HavenDraftRoll
{
  GObject parent_instance;

  GPtrArray *writers; /* weak */
};

G_DEFINE_FINAL_TYPE (HavenDraftRoll, haven_draft_roll, G_TYPE_OBJECT)

/* One flush of all: how many are still at it, and what went wrong first. */
typedef struct
{
  guint left;
  GError *error;
} Flushing;

static void
free_flushing (gpointer data)
{
  Flushing *flushing = data;

  g_clear_error (&flushing->error);
  g_free (flushing);
}

static void
writer_gone_cb (gpointer data, GObject *writer)
{
  g_ptr_array_remove_fast (HAVEN_DRAFT_ROLL (data)->writers, writer);
}

static void
haven_draft_roll_dispose (GObject *object)
{
  HavenDraftRoll *self = HAVEN_DRAFT_ROLL (object);

  for (guint i = 0; i < self->writers->len; i++)
    g_object_weak_unref (self->writers->pdata[i], writer_gone_cb, self);
  g_ptr_array_set_size (self->writers, 0);
  G_OBJECT_CLASS (haven_draft_roll_parent_class)->dispose (object);
}

static void
haven_draft_roll_finalize (GObject *object)
{
  g_ptr_array_unref (HAVEN_DRAFT_ROLL (object)->writers);
  G_OBJECT_CLASS (haven_draft_roll_parent_class)->finalize (object);
}

static void
haven_draft_roll_class_init (HavenDraftRollClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_draft_roll_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_draft_roll_finalize;
}

static void
haven_draft_roll_init (HavenDraftRoll *self)
{
  self->writers = g_ptr_array_new ();
}

HavenDraftRoll *
haven_draft_roll_new (void)
{
  return g_object_new (HAVEN_TYPE_DRAFT_ROLL, NULL);
}

/** @writer: stands on the roll as long as it lives, which is until its last word is written */
void
haven_draft_roll_add (HavenDraftRoll *self, HavenDraftWriter *writer)
{
  g_return_if_fail (HAVEN_IS_DRAFT_ROLL (self) && HAVEN_IS_DRAFT_WRITER (writer));
  g_object_weak_ref (G_OBJECT (writer), writer_gone_cb, self);
  g_ptr_array_add (self->writers, writer);
}

guint
haven_draft_roll_count (HavenDraftRoll *self)
{
  g_return_val_if_fail (HAVEN_IS_DRAFT_ROLL (self), 0);
  return self->writers->len;
}

static void
one_done (GTask *task, const GError *error)
{
  Flushing *flushing = g_task_get_task_data (task);

  if (error != NULL && flushing->error == NULL)
    flushing->error = g_error_copy (error);
  if (--flushing->left > 0)
    return;
  if (flushing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&flushing->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (const GError *error, gpointer data)
{
  g_autoptr (GTask) task = data;

  one_done (task, error);
}

/** Writes what is not written yet; @callback comes when all is in the vault, or when it is known that it cannot be. */
void
haven_draft_roll_flush_async (HavenDraftRoll *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GPtrArray) writers = g_ptr_array_copy (self->writers, (GCopyFunc) (GCallback) g_object_ref, NULL);
  Flushing *flushing = g_new0 (Flushing, 1);

  g_ptr_array_set_free_func (writers, g_object_unref);
  g_task_set_task_data (task, flushing, free_flushing);
  flushing->left = writers->len + 1;
  for (guint i = 0; i < writers->len; i++)
    haven_draft_writer_flush (writers->pdata[i], written_cb, g_object_ref (task));
  one_done (task, NULL);
}

/** Returns: whether all is in the vault; otherwise the first reason why it is not */
gboolean
haven_draft_roll_flush_finish (HavenDraftRoll *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
