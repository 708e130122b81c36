/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-service.h"
#include "haven-export.h"
#include "vaults-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* What leaves as a file: who it is, the log, the file. */

static const char *const receives[] = { "front-desk", NULL };
static const char *const oversees[] = { "administrator", "supervisor", NULL };

typedef struct
{
  VaultsTestClinic *clinic;
  char *folder;
  char *path;
  HavenExport *export;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const HavenNewMember members[] = {
    { "Dana Whitfield", "Dana", DANA, oversees },
    { "Priya Raman", "Priya", PRIYA, receives },
  };
  const HavenVaultSetup setup = { "Harbor Clinic", NULL, members, 2, haven_passphrase_cost_light (), TRUE };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("canary", 6);

  self->clinic = vaults_test_clinic_new (&setup);
  vaults_test_sign_in (self->clinic, "Priya", PRIYA);
  self->folder = haven_test_make_folder ();
  self->path = g_build_filename (self->folder, "out", NULL);
  self->export = haven_export_new ("appointment", NULL, NULL, bytes);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  haven_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  haven_export_unref (self->export);
  vaults_test_clinic_free (self->clinic);
}

static HavenSession *
get_session (Fixture *self)
{
  return self->clinic->session;
}

static HavenProof *
prove (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HavenProof *proof = haven_proof_new (get_session (self), "Priya", PRIYA, NULL, &error);

  g_assert_no_error (error);
  return proof;
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* @detail: (nullable): of the events that are counted */
static guint
count_events (Fixture *self, const char *detail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenAuditPage) page = haven_audit_list_mine_today (get_session (self), 50, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      n += strcmp (entry->action, "export") == 0 && g_strcmp0 (entry->detail, detail) == 0;
    }
  return n;
}

static void
assert_refused (Fixture *self, HavenProof *proof)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (haven_export_write (self->export, get_session (self), proof, self->path, &error));
  haven_assert_store_error (error, REFUSED);
  g_assert_cmpuint (count_files (self), ==, 0);
}

static void
test_who_it_is_is_asked_for_each_file (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenProof) proof = prove (self), old = prove (self);
  HavenClock *clock = haven_session_get_clock (get_session (self));
  g_autoptr (GError) wrong = NULL, error = NULL;

  assert_refused (self, NULL);
  g_assert_null (haven_proof_new (get_session (self), "Priya", DANA, NULL, &wrong));
  haven_assert_store_error (wrong, WRONG_PASSPHRASE);
  g_assert_null (haven_proof_new_for_visitor (get_session (self), NULL));
  g_assert_true (haven_export_write (self->export, get_session (self), proof, self->path, &error));
  g_assert_no_error (error);
  g_remove (self->path);
  assert_refused (self, proof);
  haven_clock_raise_floor (clock, haven_clock_now (clock) + (HAVEN_PROOF_SECONDS + 1) * G_TIME_SPAN_SECOND);
  assert_refused (self, old);
  g_assert_cmpuint (count_events (self, NULL), ==, 1);
  g_assert_cmpuint (count_events (self, HAVEN_EXPORT_NOT_WRITTEN), ==, 0);
}

static void
test_a_proof_is_one_sessions_own (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenProof) proof = prove (self);

  vaults_test_sign_in (self->clinic, "Priya", PRIYA);
  assert_refused (self, proof);
}

static void
test_a_file_is_whole_and_its_owners_and_logged (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenProof) proof = prove (self);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents_full (self->path, "older and longer", -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  g_assert_true (haven_export_write (self->export, get_session (self), proof, self->path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "canary");
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (self), ==, 1);
  g_assert_cmpuint (count_events (self, NULL), ==, 1);
}

static void
test_what_could_not_be_written_is_logged_as_tried (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "none", "out", NULL);
  const char *const places[] = { nowhere, self->folder };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (HavenProof) proof = prove (self);
      g_autoptr (GError) error = NULL;

      g_assert_false (haven_export_write (self->export, get_session (self), proof, places[i], &error));
      g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_INPUT_OUTPUT);
      g_assert_cmpuint (count_events (self, HAVEN_EXPORT_NOT_WRITTEN), ==, i + 1);
    }
  g_assert_cmpuint (count_events (self, NULL), ==, 0);
  g_assert_cmpuint (count_files (self), ==, 0);
}

/* The file is there while it is logged, and has no name yet. */
static gboolean
look_for_it (HavenTransaction *transaction, gpointer data, GError **error)
{
  g_assert_cmpuint (count_files (data), ==, 0);
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_DISK_FULL, "No room.");
  return FALSE;
}

static void
test_what_is_not_logged_does_not_leave (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenProof) proof = prove (self);
  g_autoptr (GError) error = NULL;

  haven_export_set_along (self->export, look_for_it, self, NULL);
  g_assert_false (haven_export_write (self->export, get_session (self), proof, self->path, &error));
  haven_assert_store_error (error, DISK_FULL);
  g_assert_cmpuint (count_files (self), ==, 0);
  g_assert_cmpuint (count_events (self, NULL), ==, 0);
}

static void
test_a_role_that_takes_nothing_out_does_not (Fixture *self, gconstpointer data)
{
  g_autoptr (HavenProof) proof = NULL;

  vaults_test_sign_in (self->clinic, "Dana", DANA);
  proof = haven_proof_new (get_session (self), "Dana", DANA, NULL, NULL);
  g_assert_nonnull (proof);
  assert_refused (self, proof);
}

#define ADD(path, function) g_test_add ("/services/export/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("who-it-is-is-asked-for-each-file", test_who_it_is_is_asked_for_each_file);
  ADD ("a-proof-is-one-sessions-own", test_a_proof_is_one_sessions_own);
  ADD ("a-file-is-whole-and-its-owners-and-logged", test_a_file_is_whole_and_its_owners_and_logged);
  ADD ("what-could-not-be-written-is-logged-as-tried", test_what_could_not_be_written_is_logged_as_tried);
  ADD ("what-is-not-logged-does-not-leave", test_what_is_not_logged_does_not_leave);
  ADD ("a-role-that-takes-nothing-out-does-not", test_a_role_that_takes_nothing_out_does_not);
  return g_test_run ();
}
