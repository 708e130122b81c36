/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-test.h"
#include "haven-administration-pane.h"
#include "haven-vaults.h"

G_BEGIN_DECLS

#define ADMINISTRATION_TEST_PASSPHRASE "seven brown owls at noon"

/** A clinic with one member of staff for each of some roles, seen by one of them. */
typedef struct
{
  char *folder;
  HavenRecoveryCodes codes;
  HavenSession *session;
  HavenWorkspace *workspace;
  AdwWindow *window;
  GtkWidget *pane; /* nullable: of the administration */
} AdministrationTest;

AdministrationTest *administration_test_new (const char *who);
void administration_test_sign_in (AdministrationTest *self, const char *who);
void administration_test_free (AdministrationTest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AdministrationTest, administration_test_free)

char *administration_test_find (AdministrationTest *self, const char *name);
char *administration_test_add_person (AdministrationTest *self, const char *name);
GtkWidget *administration_test_show (AdministrationTest *self, const char *page);
GtkWidget *administration_test_get_dialog (AdministrationTest *self, GType type);
void administration_test_prove (AdministrationTest *self);

G_END_DECLS
