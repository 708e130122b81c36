/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "haven-booking-service.h"
#include "haven-workspace.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** A pane over the sample clinic, in a window; what the pane tells and where it asks to go is kept. */
typedef struct
{
  char *folder;
  HavenSession *session;
  HavenWorkspace *workspace;
  AdwWindow *window;
  GtkWidget *pane;
  HavenDate today;

  int told; /* the last HavenTold, or -1 */
  char *message;
  int destination; /* the last HavenDestination, or -1 */
  char *destination_id;

  AdwDialog *dialog; /* the last one that was waited for: it can be looked at after it was closed */
} ClinicTest;

ClinicTest *clinic_test_new (GtkWidget *(*create) (HavenWorkspace *workspace), gboolean demo);
void clinic_test_free (ClinicTest *self);

GtkWidget *clinic_test_find (GtkWidget *root, GType type);
GtkWidget *clinic_test_find_button (GtkWidget *root, const char *label);
gboolean clinic_test_shows (GtkWidget *root, const char *text);
guint clinic_test_count_nameless (GtkWidget *root);
GtkWidget *clinic_test_get_dialog (ClinicTest *self, GType type);
void clinic_test_wait_told (ClinicTest *self, HavenTold told);
HavenDayPage *clinic_test_load_day (ClinicTest *self, int days_from_today);
HavenAppointment *clinic_test_load (ClinicTest *self, const char *appointment_id);
const char *clinic_test_find_resource (const HavenDayPage *page, const char *name);
HavenVisit *clinic_test_find_visit (const HavenDayPage *page, const char *person, int minute);

/* Turns the main loop until @condition holds; the test's time limit ends one that never does. */
#define clinic_test_wait(condition)             \
  while (!(condition))                          \
    g_main_context_iteration (NULL, TRUE)

G_END_DECLS
