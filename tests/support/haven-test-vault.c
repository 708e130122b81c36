/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-vault.h"

#include "haven-conflict.h"
#include "haven-id.h"

#include <glib/gstdio.h>

typedef struct
{
  const HavenRecordInfo *info;
  gpointer record;
  const char *id;
} One;

static gboolean
insert_one (HavenTransaction *transaction, gpointer data, GError **error)
{
  One *one = data;

  return haven_transaction_insert (transaction, one->info, one->record, error);
}

/* A new store knows nobody: its first member of staff has every role, and is let in. */
void
haven_test_set_up (HavenStore *store)
{
  g_autoptr (HavenStaffMember) member = haven_staff_member_new ();
  One one = { &haven_staff_member_info, member, NULL };
  HavenAct act = haven_test_act (HAVEN_ACTION_CREATE, "staff_member", HAVEN_IN_SHARED);
  g_autoptr (GError) error = NULL;

  member->id = g_strdup (HAVEN_TEST_STAFF);
  member->name = g_strdup ("Somebody with every role");
  member->roles = haven_roles_dup_codes (haven_store_get_roles (store));
  member->active = TRUE;
  haven_store_admit_for_setup (store, HAVEN_TEST_STAFF, &error);
  g_assert_no_error (error);
  haven_store_run (store, &act, insert_one, &one, &error);
  g_assert_no_error (error);
  haven_store_admit (store, HAVEN_TEST_STAFF, &error);
  g_assert_no_error (error);
}

/* Somebody with these roles, parted by spaces; they are not let in by this. */
void
haven_test_add_staff (HavenTestVault *self, const char *id, const char *roles)
{
  g_autoptr (HavenStaffMember) member = haven_staff_member_new ();

  member->id = g_strdup (id);
  member->name = g_strdup_printf ("Works as %s", roles);
  member->roles = *roles ? g_strsplit (roles, " ", -1) : NULL;
  member->active = TRUE;
  haven_test_insert (self, &haven_staff_member_info, member);
}

HavenTestVault *
haven_test_vault_new (void)
{
  HavenTestVault *self = g_new0 (HavenTestVault, 1);
  g_autoptr (GError) error = NULL;
  HavenInstant now;

  g_assert_true (haven_instant_parse ("2026-11-20T14:00:00Z", &now));
  self->folder = g_dir_make_tmp ("haven-vault-XXXXXX", &error);
  g_assert_no_error (error);
  self->clock = haven_clock_new_fixed ("America/New_York", now);
  self->keys = haven_vault_keys_new_random ();
  self->store = haven_store_create (self->folder, self->keys, self->clock, &error);
  g_assert_no_error (error);
  haven_test_set_up (self->store);
  return self;
}

void
haven_test_vault_free (HavenTestVault *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&self->store);
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  haven_vault_keys_free (self->keys);
  g_object_unref (self->clock);
  g_free (self->folder);
  g_free (self);
}

void
haven_test_vault_reopen (HavenTestVault *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->store);
  self->store = haven_store_open (self->folder, self->keys, self->clock, &error);
  g_assert_no_error (error);
  haven_store_admit (self->store, HAVEN_TEST_STAFF, &error);
  g_assert_no_error (error);
}

char *
haven_test_vault_build_path (HavenTestVault *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

HavenAct
haven_test_act (HavenAction action, const char *record, HavenPartitions partitions)
{
  return (HavenAct) { .staff_id = HAVEN_TEST_STAFF, .action = action, .record = record, .partitions = partitions };
}

/* A broken glass comes about by an act of its own. */
HavenAction
haven_test_get_insert_action (const HavenRecordInfo *info)
{
  return info == &haven_break_glass_info ? HAVEN_ACTION_BREAK_GLASS : HAVEN_ACTION_CREATE;
}

void
haven_test_insert (HavenTestVault *self, const HavenRecordInfo *info, gpointer record)
{
  One one = { info, record, NULL };
  HavenAct act = haven_test_act (haven_test_get_insert_action (info), info->name, 1u << info->partition);
  g_autoptr (GError) error = NULL;

  act.object_id = *(char **) record; /* the first field of a record is its id */
  haven_store_run (self->store, &act, insert_one, &one, &error);
  g_assert_no_error (error);
}

static gboolean
load_one (HavenTransaction *transaction, gpointer data, GError **error)
{
  One *one = data;

  one->record = haven_transaction_load (transaction, one->info, one->id, error);
  return one->record != NULL;
}

gpointer
haven_test_load (HavenTestVault *self, const HavenRecordInfo *info, const char *id, GError **error)
{
  One one = { info, NULL, id };
  HavenAct act = haven_test_act (HAVEN_ACTION_VIEW, info->name, 1u << info->partition);

  if (haven_store_run (self->store, &act, load_one, &one, error))
    return one.record;
  haven_record_free (info, one.record);
  return NULL;
}

char *
haven_test_add_person (HavenTestVault *self, const char *name)
{
  g_autoptr (HavenPatient) patient = haven_patient_new ();

  patient->id = haven_id_new ();
  patient->name = g_strdup (name);
  patient->status = g_strdup ("active");
  patient->created_at = haven_clock_now (self->clock);
  patient->row_version = 1;
  haven_test_insert (self, &haven_patient_info, patient);
  return g_strdup (patient->id);
}

/** A look for conflicts that found nothing, so that the matter may open. */
void
haven_test_look_for_conflicts (HavenTestVault *self, HavenMatter *matter)
{
  g_autoptr (HavenConflictCheck) check = haven_conflict_check_new ();

  check->id = haven_id_new ();
  check->patient_id = g_strdup (matter->patient_id);
  check->looked_for = g_strdupv ((char *[]){ "Somebody", NULL });
  check->outcome = g_strdup ("clear");
  check->decided_by = g_strdup (HAVEN_TEST_STAFF);
  check->decided_at = haven_clock_now (self->clock);
  haven_test_insert (self, &haven_conflict_check_info, check);
  g_set_str (&matter->conflict_check_id, check->id);
}

void
haven_test_add_matter (HavenTestVault *self, HavenMatter *matter)
{
  haven_test_look_for_conflicts (self, matter);
  haven_test_insert (self, &haven_matter_info, matter);
}

/** Somebody joins a matter that is open, after a look of its own that found nothing. */
void
haven_test_add_party (HavenTestVault *self, HavenParty *party)
{
  g_autoptr (HavenMatter) matter = haven_test_load (self, &haven_matter_info, party->matter_id, NULL);
  g_autoptr (HavenConflictCheck) check = haven_conflict_check_new ();
  g_autoptr (GStrvBuilder) looked_for = g_strv_builder_new ();

  g_strv_builder_add_many (looked_for, party->name, party->phone ? party->phone : "-", NULL);
  if (party->address != NULL)
    g_strv_builder_add (looked_for, party->address);
  check->id = haven_id_new ();
  check->patient_id = g_strdup (matter->patient_id);
  check->matter_id = g_strdup (matter->id);
  check->looked_for = g_strv_builder_end (looked_for);
  check->outcome = g_strdup ("clear");
  check->decided_by = g_strdup (HAVEN_TEST_STAFF);
  check->decided_at = haven_clock_now (self->clock);
  haven_test_insert (self, &haven_conflict_check_info, check);
  g_set_str (&party->conflict_check_id, check->id);
  haven_test_insert (self, &haven_party_info, party);
}
