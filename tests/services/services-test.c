/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "services-test.h"

#include "haven-closed-days.h"

#include <glib/gstdio.h>
#include <string.h>

char *
haven_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("haven-services-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
haven_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        haven_test_remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

HavenTestClinic *
haven_test_clinic_new (void)
{
  HavenTestClinic *self = g_new0 (HavenTestClinic, 1);
  g_autoptr (GError) error = NULL;

  self->folder = haven_test_make_folder ();
  self->session = haven_vaults_make_demo (self->folder, NULL, &error);
  g_assert_no_error (error);
  /* The tests reckon in days from today, on whatever day they run. */
  haven_closed_days_set_federal (self->session, FALSE, &error);
  g_assert_no_error (error);
  return self;
}

void
haven_test_clinic_free (HavenTestClinic *self)
{
  g_clear_object (&self->session);
  haven_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

GPtrArray *
haven_test_list (HavenTestClinic *self, const HavenRecordInfo *info, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = haven_session_list (self->session, info, field, value, NULL, &error);

  g_assert_no_error (error);
  return list;
}

guint
haven_test_count (HavenTestClinic *self, const HavenRecordInfo *info)
{
  g_autoptr (GPtrArray) list = haven_test_list (self, info, NULL, NULL);

  return list->len;
}

char *
haven_test_find_person (HavenTestClinic *self, const char *name)
{
  g_autoptr (GPtrArray) people = haven_test_list (self, &haven_patient_info, NULL, NULL);

  for (guint i = 0; i < people->len; i++)
    if (g_str_has_prefix (((HavenPatient *) people->pdata[i])->name, name))
      return g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_not_reached ();
}

/* What is not there gives NULL. */
gpointer
haven_test_get (HavenTestClinic *self, const HavenRecordInfo *info, const char *id)
{
  g_autoptr (GError) error = NULL;
  gpointer record = haven_session_load (self->session, info, id, &error);

  if (record == NULL)
    haven_assert_store_error (error, NOT_FOUND);
  return record;
}

typedef struct
{
  const HavenRecordInfo *info;
  gconstpointer record;
} Changing;

static gboolean
change (HavenTransaction *transaction, gpointer data, GError **error)
{
  Changing *changing = data;

  return haven_transaction_update (transaction, changing->info, changing->record, error);
}

/* Somebody else changes a record. */
void
haven_test_change (HavenTestClinic *self, const HavenRecordInfo *info, gconstpointer record)
{
  Changing changing = { info, record };
  g_autoptr (GError) error = NULL;

  haven_session_run (self->session,
                     HAVEN_ACTION_UPDATE,
                     1u << info->partition,
                     info->name,
                     NULL,
                     NULL,
                     change,
                     &changing,
                     &error);
  g_assert_no_error (error);
}

HavenTestLog
haven_test_read_log (HavenTestClinic *self)
{
  HavenTestLog log = { { 0 } };

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    {
      g_autoptr (GError) error = NULL;

      haven_store_verify_audit (haven_session_get_store (self->session), (HavenPartition) i, &log.n[i], &error);
      g_assert_no_error (error);
    }
  return log;
}

void
haven_test_assert_log (HavenTestClinic *self, const HavenTestLog *before, int shared, int clinical, int legal)
{
  HavenTestLog now = haven_test_read_log (self);

  g_assert_cmpint (now.n[HAVEN_PARTITION_SHARED] - before->n[HAVEN_PARTITION_SHARED], ==, shared);
  g_assert_cmpint (now.n[HAVEN_PARTITION_CLINICAL] - before->n[HAVEN_PARTITION_CLINICAL], ==, clinical);
  g_assert_cmpint (now.n[HAVEN_PARTITION_LEGAL] - before->n[HAVEN_PARTITION_LEGAL], ==, legal);
}
