/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-legal.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** The matters pane over the sample clinic, in a window. */
typedef struct
{
  char *folder;
  HavenSession *session;
  HavenWorkspace *workspace;
  AdwWindow *window;
  GtkWidget *pane;
  HavenDate today;
  int told; /* the last HavenTold that matters_test_wait_told() did not take yet, or -1 */
} MattersTest;

MattersTest *matters_test_new (void);
void matters_test_free (MattersTest *self);

GtkWidget *matters_test_find (GtkWidget *root, GType type);
GtkWidget *matters_test_find_labelled (GtkWidget *root, const char *label);
gboolean matters_test_shows (GtkWidget *root, const char *text);
gboolean matters_test_mentions (GtkWidget *root, const char *part);
guint matters_test_count_nameless (GtkWidget *root);

HavenDeadline *matters_test_find_deadline (MattersTest *self, const char *person, const char *rule);
GtkWidget *matters_test_open_card (MattersTest *self, const HavenDeadline *deadline);
void matters_test_wait_told (MattersTest *self, int told);
void matters_test_wait_shows (GtkWidget *root, const char *part, gboolean shows);

G_END_DECLS
