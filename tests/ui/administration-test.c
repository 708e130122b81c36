/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "administration-test.h"

#include "haven-passphrase-dialog.h"
#include "haven-people-service.h"
#include "haven-staff-service.h"
#include "ui-test.h"

static const char *const administrates[] = { "administrator", NULL };
static const char *const treats[] = { "clinician", NULL };
static const char *const advises[] = { "attorney", NULL };
static const char *const oversees[] = { "supervisor", NULL };
static const char *const audits[] = { "auditor", NULL };
static const char *const receives[] = { "front-desk", NULL };

static void
make_vault (AdministrationTest *self)
{
  const HavenNewMember members[] = {
    { "Dana Whitfield", "Dana", ADMINISTRATION_TEST_PASSPHRASE, administrates },
    { "Priya Raman", "Priya", ADMINISTRATION_TEST_PASSPHRASE, treats },
    { "Lee Okafor", "Lee", ADMINISTRATION_TEST_PASSPHRASE, advises },
    { "Sam Duarte", "Sam", ADMINISTRATION_TEST_PASSPHRASE, oversees },
    { "Ash Novak", "Ash", ADMINISTRATION_TEST_PASSPHRASE, audits },
    { "Fay Tekle", "Fay", ADMINISTRATION_TEST_PASSPHRASE, receives },
  };
  const HavenVaultSetup setup = { "Harbor Clinic",        "America/New_York",           members,
                                  G_N_ELEMENTS (members), haven_passphrase_cost_light (), TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_vaults_create (self->folder, &setup, NULL, &self->codes, &error);

  g_assert_no_error (error);
  haven_session_leave (session);
}

static void
leave (AdministrationTest *self)
{
  if (self->window == NULL)
    return;
  ui_test_close (GTK_WINDOW (self->window));
  self->window = NULL;
  g_clear_object (&self->workspace);
  haven_session_leave (self->session);
  g_clear_object (&self->session);
}

/* @who: what they sign in with */
void
administration_test_sign_in (AdministrationTest *self, const char *who)
{
  g_autoptr (GError) error = NULL;

  leave (self);
  self->session = haven_vaults_open (self->folder, who, ADMINISTRATION_TEST_PASSPHRASE, NULL, NULL, &error);
  g_assert_no_error (error);
  self->workspace = haven_workspace_new (self->session);
  haven_workspace_set_sign_in_name (self->workspace, who);
  self->pane = haven_administration_pane_is_for (self->session) ? haven_administration_pane_new (self->workspace) : NULL;
  self->window = ADW_WINDOW (adw_window_new ());
  adw_window_set_content (self->window, self->pane ? self->pane : gtk_label_new ("Nothing here"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  clinic_test_wait (gtk_widget_get_mapped (adw_window_get_content (self->window)));
  ui_test_settle ();
}

AdministrationTest *
administration_test_new (const char *who)
{
  AdministrationTest *self = g_new0 (AdministrationTest, 1);

  self->folder = g_dir_make_tmp ("haven-administration-XXXXXX", NULL);
  make_vault (self);
  administration_test_sign_in (self, who);
  return self;
}

void
administration_test_free (AdministrationTest *self)
{
  leave (self);
  haven_recovery_codes_clear (&self->codes);
  ui_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
administration_test_find (AdministrationTest *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *id = haven_staff_find (self->session, name, &error);

  g_assert_no_error (error);
  return id;
}

/* Returns: the id; whoever is signed in must be allowed to add people */
char *
administration_test_add_person (AdministrationTest *self, const char *name)
{
  HavenPatient *patient = haven_patient_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  char *id = NULL;

  patient->name = g_strdup (name);
  edit = haven_people_edit_add (self->session, patient, NULL, &id, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, self->session, &error));
  g_assert_no_error (error);
  haven_patient_free (patient);
  return id;
}

/* Shows a page of the pane, and waits until a frame of it was drawn. */
GtkWidget *
administration_test_show (AdministrationTest *self, const char *page)
{
  GtkWidget *widget;

  haven_administration_pane_open (HAVEN_ADMINISTRATION_PANE (self->pane), page);
  widget = haven_administration_pane_get_page (HAVEN_ADMINISTRATION_PANE (self->pane), page);
  g_assert_nonnull (widget);
  clinic_test_wait (gtk_widget_get_mapped (widget));
  ui_test_settle ();
  return widget;
}

GtkWidget *
administration_test_get_dialog (AdministrationTest *self, GType type)
{
  clinic_test_wait (adw_window_get_visible_dialog (self->window) != NULL &&
                    G_TYPE_CHECK_INSTANCE_TYPE (adw_window_get_visible_dialog (self->window), type));
  ui_test_settle ();
  return GTK_WIDGET (adw_window_get_visible_dialog (self->window));
}

/* Types the passphrase of whoever acts. */
void
administration_test_prove (AdministrationTest *self)
{
  GtkWidget *dialog = administration_test_get_dialog (self, HAVEN_TYPE_PASSPHRASE_DIALOG);

  haven_passphrase_dialog_set_passphrase (HAVEN_PASSPHRASE_DIALOG (dialog), ADMINISTRATION_TEST_PASSPHRASE);
  haven_passphrase_dialog_try (HAVEN_PASSPHRASE_DIALOG (dialog));
  clinic_test_wait (adw_window_get_visible_dialog (self->window) == NULL ||
                    !HAVEN_IS_PASSPHRASE_DIALOG (adw_window_get_visible_dialog (self->window)));
}
