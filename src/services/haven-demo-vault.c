/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-vaults-private.h"

#include "haven-demo-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

static const char demo_file[] = "demo-passphrase";

/* The visitor sees every pane; in a clinic nobody does (safety R26). */
static const char *const every_role[] = { "administrator",         "clinician",  "behavioural-clinician",
                                          "navigator",             "advocate",   "attorney",
                                          "paralegal",             "supervisor", "front-desk",
                                          "directory-editor",      "auditor",    "translator",
                                          NULL };

static char *
make_passphrase (void)
{
  guint8 bytes[15];

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    return NULL;
  return g_base64_encode (bytes, sizeof bytes);
}

static gboolean
write_passphrase (const char *path, const char *passphrase, GError **error)
{
  int file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gsize length = strlen (passphrase);
  gboolean written = file >= 0 && write (file, passphrase, length) == (gssize) length;

  if (file >= 0)
    close (file);
  if (!written)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_INPUT_OUTPUT,
                         "The passphrase of the sample clinic could not be written. Choose another folder.");
  return written;
}

/* Whoever looks at the sample clinic may sign in as any of its staff, with the same passphrase: to see what a front desk
 * sees, for example. */
typedef struct
{
  GPtrArray *staff;
  HavenVaultKeys *keys;
  const char *passphrase;
} Enrolment;

static gboolean
enrol (HavenVaultFile *file, gpointer data, GError **error)
{
  Enrolment *enrolment = data;

  for (guint i = 0; i < enrolment->staff->len; i++)
    {
      const HavenStaffMember *member = enrolment->staff->pdata[i];
      const guint partitions = haven_vaults_get_partitions_for ((const char *const *) member->roles);
      g_autoptr (HavenVaultKeys) own = haven_vaults_pick_keys (enrolment->keys, partitions);

      if (!haven_vault_file_has_member (file, member->id) &&
          !haven_vault_file_add_member (file, member->id, member->name, enrolment->passphrase, NULL, own, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
enrol_staff (HavenSession *session, const char *passphrase, GError **error)
{
  HavenStore *store = haven_session_get_store (session);
  g_autoptr (GPtrArray) staff = haven_session_list (session, &haven_staff_member_info, NULL, NULL, NULL, error);
  Enrolment enrolment = { staff, haven_store_get_keys (store), passphrase };

  return staff != NULL &&
         haven_vault_file_edit (haven_store_get_folder (store), enrolment.keys, enrol, &enrolment, NULL, error);
}

/**
 * haven_vaults_make_demo:
 * @folder: a new or empty folder
 * @passphrase_file: (out) (optional): the path of a file, mode 0600, that holds the passphrase
 *
 * Makes the sample clinic's vault. Its people are made up and its dates lie around today.
 */
HavenSession *
haven_vaults_make_demo (const char *folder, char **passphrase_file, GError **error)
{
  g_autofree char *passphrase = make_passphrase ();
  g_autofree char *path = g_build_filename (folder, demo_file, NULL);
  g_autoptr (HavenSession) session = NULL;
  HavenNewMember visitor = { "Sample administrator", "", passphrase, every_role };
  HavenVaultSetup setup = { "Sample clinic", NULL, &visitor, 1, haven_passphrase_cost_light (), TRUE };
  g_autofree char *zone = haven_demo_dup_zone (error);

  if (zone == NULL)
    return NULL;
  setup.zone = zone;
  session = passphrase ? haven_vaults_create (folder, &setup, NULL, NULL, error) : NULL;
  if (session == NULL)
    return NULL;
  if (!write_passphrase (path, passphrase, error) || !haven_demo_fill (session, error) ||
      !enrol_staff (session, passphrase, error))
    {
      g_clear_object (&session);
      g_unlink (path);
      haven_vaults_clear_folder (folder);
      return NULL;
    }
  if (passphrase_file)
    *passphrase_file = g_steal_pointer (&path);
  return haven_session_new (haven_session_get_store (session), haven_session_get_staff_id (session), TRUE, error);
}

/** The sample clinic in a folder of its own, in memory where the system has such a place; it goes when it is left. */
HavenSession *
haven_vaults_make_throw_away_demo (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "haven-sample-XXXXXX", NULL);
  HavenSession *session;

  if (g_mkdtemp (folder) == NULL)
    {
      g_free (folder);
      folder = g_dir_make_tmp ("haven-sample-XXXXXX", error);
      if (folder == NULL)
        return NULL;
    }
  session = haven_vaults_make_demo (folder, NULL, error);
  if (session)
    haven_session_set_throw_away (session);
  return session;
}
