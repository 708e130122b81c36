/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-export.h"

#include "haven-outside-file.h"

struct _HavenExport
{
  char *record;
  char *object_id;  /* nullable */
  char *patient_id; /* nullable */
  GBytes *bytes;
  char *detail;     /* nullable: what its event says beside */

  HavenTransactionFunc along; /* nullable */
  gpointer data;
  GDestroyNotify free_data; /* nullable */
};

/**
 * haven_export_new:
 * @record: the kind of record that it is of: a role says who may take it out
 * @object_id: (nullable):
 * @patient_id: (nullable): whom it is about
 */
HavenExport *
haven_export_new (const char *record, const char *object_id, const char *patient_id, GBytes *bytes)
{
  HavenExport *self = g_atomic_rc_box_new0 (HavenExport);

  self->record = g_strdup (record);
  self->object_id = g_strdup (object_id);
  self->patient_id = g_strdup (patient_id);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

/** @function: what is written into the vault in the transaction that says that it leaves */
void
haven_export_set_along (HavenExport *self, HavenTransactionFunc function, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (self != NULL && self->along == NULL);

  self->along = function;
  self->data = data;
  self->free_data = free_data;
}

/** What the event says besides, where the file is written: no name, and nothing that is about anybody. */
void
haven_export_set_detail (HavenExport *self, const char *detail)
{
  g_set_str (&self->detail, detail);
}

GBytes *
haven_export_get_bytes (HavenExport *self)
{
  return self->bytes;
}

HavenExport *
haven_export_ref (HavenExport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_export (gpointer data)
{
  HavenExport *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->record);
  g_free (self->object_id);
  g_free (self->patient_id);
  g_free (self->detail);
  g_bytes_unref (self->bytes);
}

void
haven_export_unref (HavenExport *self)
{
  g_atomic_rc_box_release_full (self, clear_export);
}

static gboolean
write_nothing (HavenTransaction *transaction, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
log_it (HavenExport *self, HavenSession *session, gboolean leaves, GError **error)
{
  const HavenAct act = { .action = HAVEN_ACTION_EXPORT,
                         .record = self->record,
                         .object_id = self->object_id,
                         .patient_id = self->patient_id,
                         .detail = leaves ? self->detail : HAVEN_EXPORT_NOT_WRITTEN,
                         .partitions = HAVEN_IN_SHARED };

  return haven_store_run (haven_session_get_store (session),
                          &act,
                          leaves && self->along ? self->along : write_nothing,
                          leaves ? self->data : NULL,
                          error);
}

/**
 * haven_export_write:
 * @proof: (nullable): is used up; without one, or with an old one, nothing leaves
 *
 * Writes the file whole, then the event, and only then does the file get its name: there is never one that the log does
 * not know. What could not be written is logged as tried. On a worker.
 */
gboolean
haven_export_write (HavenExport *self, HavenSession *session, HavenProof *proof, const char *path, GError **error)
{
  g_autoptr (HavenOutsideFile) file = NULL;

  g_return_val_if_fail (self != NULL && HAVEN_IS_SESSION (session) && path != NULL, FALSE);

  if (!haven_proof_use (proof, session, error))
    return FALSE;
  file = haven_outside_file_write (path, self->bytes, error);
  if (file != NULL && !log_it (self, session, TRUE, error))
    return FALSE;
  if (file != NULL && haven_outside_file_appear (file, error))
    return TRUE;
  log_it (self, session, FALSE, NULL);
  return FALSE;
}
