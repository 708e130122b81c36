/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-application.h"

#include "haven-accelerators.h"
#include "haven-config.h"
#include "haven-ui-resources.h"
#include "haven-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

struct _HavenApplication
{
  AdwApplication parent_instance;

  /* owned: what the command line asked for */
  char *vault;
  char *pane;
  char *direction;
  double text_scale;
  int width;
  int lock_after;
  gboolean demo;
};

G_DEFINE_FINAL_TYPE (HavenApplication, haven_application, ADW_TYPE_APPLICATION)

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  AdwDialog *dialog = adw_about_dialog_new ();

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (dialog), "Haven");
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (dialog), HAVEN_APP_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (dialog), HAVEN_VERSION);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (dialog), _ ("The Haven authors"));
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (dialog), GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (dialog),
                                 _ ("Visits, plans and papers of a clinic, kept encrypted on its own machine.\n\n"
                                    "Dates and forms are an aid, not legal advice: what a lawyer or a clinician must "
                                    "confirm is marked so."));
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/* Each window keeps what is typed and leaves its session in order; the last one that goes ends the program. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *at = windows; at != NULL; at = at->next)
    gtk_window_close (at->data);
}

static gboolean
end_cb (gpointer data)
{
  quit_action (NULL, NULL, data);
  return G_SOURCE_REMOVE;
}

/* For pictures and tests: how the screens look at another text size or in another direction. */
static void
apply_trial_settings (HavenApplication *self)
{
  if (self->text_scale > 0)
    {
      GtkSettings *settings = gtk_settings_get_default ();
      int dpi = 0;

      g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
      g_object_set (settings, "gtk-xft-dpi", (int) ((dpi > 0 ? dpi : 96 * 1024) * self->text_scale), NULL);
    }
  if (g_strcmp0 (self->direction, "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

static void
haven_application_activate (GApplication *application)
{
  HavenApplication *self = HAVEN_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      window = haven_window_new (GTK_APPLICATION (application));
      if (self->width > 0)
        gtk_window_set_default_size (window, self->width, 760);
      haven_window_set_first_pane (HAVEN_WINDOW (window), self->pane);
      haven_window_set_lock_after (HAVEN_WINDOW (window), (guint) MAX (self->lock_after, 0));
      if (self->demo)
        haven_window_open_demo (HAVEN_WINDOW (window));
      else if (self->vault)
        haven_window_open_vault (HAVEN_WINDOW (window), self->vault);
      else
        haven_window_open_last (HAVEN_WINDOW (window));
    }
  gtk_window_present (window);
}

static void
haven_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };

  G_APPLICATION_CLASS (haven_application_parent_class)->startup (application);
  haven_ui_load_resources (gdk_display_get_default ());
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  haven_accelerators_install (GTK_APPLICATION (application));
  /* These keys are heard before all others, also by a dialog: HavenLockKeeper. */
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.hide", (const char *const[]) { NULL });
  /* What somebody opened or saved here is nobody's business afterwards. */
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", FALSE, NULL);
  apply_trial_settings (HAVEN_APPLICATION (application));
  gtk_window_set_default_icon_name (HAVEN_APP_ID);
  g_unix_signal_add (SIGTERM, end_cb, application);
  g_unix_signal_add (SIGINT, end_cb, application);
}

static void
haven_application_finalize (GObject *object)
{
  HavenApplication *self = HAVEN_APPLICATION (object);

  g_clear_pointer (&self->vault, g_free);
  g_clear_pointer (&self->pane, g_free);
  g_clear_pointer (&self->direction, g_free);
  G_OBJECT_CLASS (haven_application_parent_class)->finalize (object);
}

static void
haven_application_class_init (HavenApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_application_finalize;
  G_APPLICATION_CLASS (klass)->activate = haven_application_activate;
  G_APPLICATION_CLASS (klass)->startup = haven_application_startup;
}

static void
haven_application_init (HavenApplication *self)
{
  const GOptionEntry entries[] = {
    { "vault", 0, 0, G_OPTION_ARG_FILENAME, &self->vault, N_ ("Open the vault in a folder"), N_ ("DIR") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->demo, N_ ("Open the sample clinic in a throw-away vault"), NULL },
    { "pane", 0, 0, G_OPTION_ARG_STRING, &self->pane, N_ ("Show this pane first"), N_ ("NAME") },
    { "lock-after", 0, 0, G_OPTION_ARG_INT, &self->lock_after, N_ ("Lock after so many seconds, for trials"), N_ ("SECONDS") },
    { "width", 0, 0, G_OPTION_ARG_INT, &self->width, N_ ("Width of the window, for trials"), N_ ("PIXELS") },
    { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, &self->text_scale, N_ ("Size of text, for trials"), N_ ("FACTOR") },
    { "direction", 0, 0, G_OPTION_ARG_STRING, &self->direction, N_ ("ltr or rtl, for trials"), N_ ("WAY") },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/** Each window has a process of its own: what is open in one vault is no business of another. */
AdwApplication *
haven_application_new (void)
{
  return g_object_new (HAVEN_TYPE_APPLICATION,
                       "application-id",
                       HAVEN_APP_ID,
                       "flags",
                       G_APPLICATION_NON_UNIQUE,
                       "resource-base-path",
                       NULL,
                       NULL);
}
