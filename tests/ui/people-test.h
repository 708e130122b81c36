/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-workspace.h"
#include "ui-test.h"

G_BEGIN_DECLS

/* The sample clinic in a vault of its own, in a window. */

typedef struct
{
  char *folder;
  HavenSession *session;
  HavenWorkspace *workspace;
  GtkWindow *window;
  GtkWidget *content;
  char *opened; /* where the window was asked to go last: destination, id, detail */
  char *told;
} PeopleTest;

void people_test_init (PeopleTest *self);
void people_test_clear (PeopleTest *self);
void people_test_show (PeopleTest *self, GtkWidget *content);

typedef gboolean (*PeopleTestCheck) (gpointer data);
void people_test_wait (PeopleTestCheck check, gpointer data);

char *people_test_find_person (PeopleTest *self, const char *name);
GtkWidget *people_test_find (GtkWidget *root, const char *type_name, const char *css_class, guint number);
gpointer people_test_get_child (gpointer widget, const char *id);
AdwDialog *people_test_get_dialog (PeopleTest *self);
AdwDialog *people_test_wait_for_dialog (PeopleTest *self, GType type);

G_END_DECLS
