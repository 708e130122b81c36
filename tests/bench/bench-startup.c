/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-ui-resources.h"
#include "haven-vaults.h"
#include "haven-window.h"

#include <stdio.h>
#include <string.h>

/* bench-startup empty | haven FOLDER PASSPHRASE_FILE
 *
 * One whole process, from its start to the first frame that a person can use: of an empty window, or of the sample
 * clinic with a visit of today to be read on it. The script beside this file runs both in turn. */

static GtkWindow *window;

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  if (data == NULL || shows_text (GTK_WIDGET (window), data))
    g_application_quit (g_application_get_default ());
}

static void
mapped_cb (GtkWidget *widget, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), data);
}

static HavenSession *
open_session (char **words)
{
  g_autofree char *passphrase = NULL;
  g_autoptr (GError) error = NULL;
  HavenSession *session;

  g_file_get_contents (words[1], &passphrase, NULL, &error);
  g_assert_no_error (error);
  session = haven_vaults_open (words[0], "", g_strchomp (passphrase), NULL, NULL, &error);
  g_assert_no_error (error);
  return session;
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  char **words = data;
  g_autoptr (HavenSession) session = NULL;

  if (strcmp (words[0], "empty") == 0)
    {
      window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "application", application, "default-width", 1240,
                             "default-height", 800, NULL);
      g_signal_connect_after (window, "map", G_CALLBACK (mapped_cb), NULL);
    }
  else
    {
      haven_ui_load_resources (gdk_display_get_default ());
      window = haven_window_new (application);
      session = open_session (words + 1);
      haven_window_open_session (HAVEN_WINDOW (window), session);
      g_signal_connect_after (window, "map", G_CALLBACK (mapped_cb), (gpointer) "Amina");
    }
  gtk_window_present (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_return_val_if_fail (argc >= 2, 2);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv + 1);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
