/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roles-test.h"

#include "haven-chart.h"
#include "haven-conflict.h"
#include "haven-edit.h"
#include "haven-id.h"
#include "haven-legal.h"
#include "haven-staff-service.h"
#include "haven-vaults.h"
#include "ui-test.h"

#define PERSON "Amina Idris Bashir"

const RoleCase roles_test_cases[] = {
  { "front-desk", "Nadia Ferrell", "today people appointments directory" },
  { "clinician", "Dr Ngozi Okafor", "today people appointments directory administration" },
  { "behavioural-clinician", "Yael Brandt, LICSW", "today people appointments directory administration" },
  { "navigator", "Claudine Joseph", "today people appointments directory" },
  { "advocate", "Rosa Delgado", "today people matters appointments directory" },
  { "attorney", "Irene Kowalczyk", "today people matters appointments directory administration" },
  { "paralegal", "Grace Liu", "today people matters appointments directory" },
  { "supervisor", "Paul Arsenault", "today people appointments directory translations administration" },
  { "administrator", "Wendy Strand", "administration" },
  { "translator", "Karim Benali", "translations" },
  { "interpreter", "Somebody who interprets", "today appointments" },
  { "directory-editor", "Somebody of the directory", "directory" },
  { "auditor", "Somebody who audits", "administration" },
};
const gsize roles_test_n_cases = G_N_ELEMENTS (roles_test_cases);

/* Those whom the sample clinic has not. */
static void
add_members (RolesTest *self, HavenSession *session)
{
  for (gsize i = roles_test_n_cases - 3; i < roles_test_n_cases; i++)
    {
      const char *const roles[] = { roles_test_cases[i].role, NULL };
      const HavenNewMember member = { roles_test_cases[i].name, NULL, self->passphrase, roles };
      g_autoptr (GError) error = NULL;
      g_autofree char *id = haven_staff_add (session, &member, NULL, &error);

      g_assert_no_error (error);
    }
}

static void
find_person (RolesTest *self, HavenSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (session, &haven_patient_info, "name", PERSON, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  self->patient_id = g_strdup (((const HavenPatient *) people->pdata[0])->id);
}

static void
add_canaries (RolesTest *self, HavenSession *session)
{
  g_autoptr (HavenEdit) edit = haven_edit_new ("Canaries", HAVEN_ACTION_CREATE, self->patient_id);
  g_autoptr (HavenNote) note = haven_note_new ();
  g_autoptr (HavenMatter) matter = haven_matter_new ();
  g_autoptr (HavenLegalNote) privileged = haven_legal_note_new ();
  g_autoptr (HavenConflictCheck) check = haven_conflict_check_new ();
  g_autoptr (GError) error = NULL;

  note->id = haven_id_new ();
  note->patient_id = g_strdup (self->patient_id);
  note->kind = g_strdup ("progress");
  note->title = g_strdup (CLINICAL_CANARY);
  note->text = g_strdup (CLINICAL_CANARY);
  note->state = g_strdup ("draft");
  note->restricted = g_strdup ("none");
  note->author_id = g_strdup (haven_session_get_staff_id (session));
  note->written_at = haven_clock_now (haven_session_get_clock (session));
  matter->id = haven_id_new ();
  matter->patient_id = g_strdup (self->patient_id);
  matter->type = g_strdup ("t_visa");
  matter->title = g_strdup (LEGAL_CANARY);
  matter->stage = g_strdup ("intake");
  matter->opened_on = haven_clock_today (haven_session_get_clock (session));
  matter->privilege = g_strdup ("attorney-client");
  self->matter_id = g_strdup (matter->id);
  haven_edit_insert (edit, &haven_note_info, note);
  check->id = haven_id_new ();
  check->patient_id = g_strdup (self->patient_id);
  check->looked_for = g_strdupv ((char *[]){ "Somebody", NULL });
  check->outcome = g_strdup ("clear");
  check->decided_by = g_strdup (haven_session_get_staff_id (session));
  check->decided_at = haven_clock_now (haven_session_get_clock (session));
  matter->conflict_check_id = g_strdup (check->id);
  haven_edit_insert (edit, &haven_conflict_check_info, check);
  haven_edit_insert (edit, &haven_matter_info, matter);
  privileged->id = haven_id_new ();
  privileged->matter_id = g_strdup (matter->id);
  privileged->patient_id = g_strdup (self->patient_id);
  privileged->title = g_strdup (PRIVILEGED_CANARY);
  privileged->text = g_strdup (PRIVILEGED_CANARY);
  privileged->author_id = g_strdup (haven_session_get_staff_id (session));
  privileged->written_at = note->written_at;
  haven_edit_insert (edit, &haven_legal_note_info, privileged);
  haven_edit_apply (edit, session, &error);
  g_assert_no_error (error);
}

RolesTest *
roles_test_new (void)
{
  RolesTest *self = g_new0 (RolesTest, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  g_autoptr (HavenSession) visitor = NULL;

  self->folder = g_dir_make_tmp ("haven-roles-XXXXXX", NULL);
  visitor = haven_vaults_make_demo (self->folder, &file, &error);
  g_assert_no_error (error);
  g_file_get_contents (file, &self->passphrase, NULL, &error);
  g_assert_no_error (error);
  g_strstrip (self->passphrase);
  find_person (self, visitor);
  add_canaries (self, visitor);
  add_members (self, visitor);
  haven_session_leave (visitor);
  return self;
}

void
roles_test_free (RolesTest *self)
{
  ui_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->passphrase);
  g_free (self->patient_id);
  g_free (self->matter_id);
  g_free (self);
}

static const char *
find_name (const char *role)
{
  for (gsize i = 0; i < roles_test_n_cases; i++)
    if (g_str_equal (roles_test_cases[i].role, role))
      return roles_test_cases[i].name;
  g_assert_not_reached ();
}

/* Returns: (transfer full): the session of somebody who has that role and no other */
HavenSession *
roles_test_sign_in (RolesTest *self, const char *role)
{
  HavenKeyringState state;
  g_autoptr (GError) error = NULL;
  HavenSession *session = haven_vaults_open (self->folder, find_name (role), self->passphrase, NULL, &state, &error);

  g_assert_no_error (error);
  return session;
}
