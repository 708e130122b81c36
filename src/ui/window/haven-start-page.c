/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-start-page.h"

#include "haven-announce.h"
#include "haven-vaults.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenStartPage
{
  AdwBin parent_instance;

  /* template */
  GtkStack *steps;
  AdwPreferencesGroup *vault_group;
  AdwPasswordEntryRow *passphrase_row;
  GtkLabel *problem_label;
  GtkButton *open_button;
  AdwEntryRow *clinic_row;
  AdwEntryRow *staff_row;
  AdwPasswordEntryRow *new_passphrase_row;
  AdwPasswordEntryRow *again_row;
  GtkLabel *setup_problem_label;
  AdwStatusPage *busy_page;

  /* owned */
  char *folder;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HavenStartPage, haven_start_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/** One opening, on its way through a worker thread. */
typedef struct
{
  char *folder;
  char *passphrase; /* NULL: this device's key, where there is one */
  char *clinic;
  char *staff;
  gboolean create;
  gboolean demo;
  gboolean quiet; /* a refusal leads to the passphrase, not to a message */
} Opening;

static void
wipe (char *text)
{
  if (text)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_free (opening->folder);
  wipe (opening->passphrase);
  g_free (opening->clinic);
  g_free (opening->staff);
  g_free (opening);
}

static void
run_opening (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (HavenKeyring) keyring = opening->demo ? NULL : haven_system_keyring_new ();
  const char *const roles[] = { "administrator", "clinician", NULL };
  const HavenNewMember member = { opening->staff, NULL, opening->passphrase, roles };
  const HavenVaultSetup setup = { opening->clinic, NULL, &member, 1, haven_passphrase_cost_measure (), TRUE };
  HavenKeyringState state = HAVEN_KEYRING_ABSENT;
  GError *error = NULL;
  HavenSession *session;

  if (opening->demo)
    session = haven_vaults_make_throw_away_demo (&error);
  else if (opening->create)
    session = haven_vaults_create (opening->folder, &setup, keyring, NULL, &error);
  else
    session = haven_vaults_open (opening->folder, opening->staff, opening->passphrase, keyring, &state, &error);
  if (session)
    g_task_return_pointer (task, session, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
show_problem (HavenStartPage *self, GtkLabel *label, const char *message)
{
  gtk_label_set_text (label, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (label), message != NULL);
  if (message)
    haven_announce (GTK_WIDGET (self), message);
}

static void
show_step (HavenStartPage *self, const char *step)
{
  gtk_stack_set_visible_child_name (self->steps, step);
  if (strcmp (step, "passphrase") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
  else if (strcmp (step, "setup") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->clinic_row));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HavenStartPage *self = HAVEN_START_PAGE (source);
  const Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (session)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
      g_signal_emit (self, signals[SIGNAL_OPENED], 0, session);
      return;
    }
  if (opening->create)
    {
      show_step (self, "setup");
      show_problem (self, self->setup_problem_label, error->message);
    }
  else if (opening->demo)
    {
      show_step (self, "welcome");
      adw_status_page_set_description (ADW_STATUS_PAGE (gtk_stack_get_child_by_name (self->steps, "welcome")), error->message);
    }
  else
    {
      show_step (self, "passphrase");
      show_problem (self, self->problem_label, opening->quiet ? NULL : error->message);
    }
}

static void
start_opening (HavenStartPage *self, Opening *opening, const char *words)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, opened_cb, NULL);

  adw_status_page_set_title (self->busy_page, words);
  show_step (self, "busy");
  g_task_set_task_data (task, opening, free_opening);
  g_task_run_in_thread (task, run_opening);
}

/* ── What a person does here ──────────────────────────────────────────────── */

static void
demo_clicked_cb (HavenStartPage *self)
{
  haven_start_page_open_demo (self);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenStartPage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  if (g_strcmp0 (g_object_get_data (source, "purpose"), "open") == 0)
    haven_start_page_open_vault (self, path);
  else
    {
      g_set_str (&self->folder, path);
      show_problem (self, self->setup_problem_label, NULL);
      show_step (self, "setup");
    }
}

static void
choose_folder (HavenStartPage *self, const char *purpose, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  g_object_set_data (G_OBJECT (dialog), "purpose", (gpointer) purpose);
  gtk_file_dialog_select_folder (dialog,
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 self->cancellable,
                                 folder_chosen_cb,
                                 g_object_ref (self));
}

static void
open_clicked_cb (HavenStartPage *self)
{
  choose_folder (self, "open", _ ("Choose the Folder of the Vault"));
}

static void
setup_clicked_cb (HavenStartPage *self)
{
  choose_folder (self, "create", _ ("Choose an Empty Folder for the Vault"));
}

static void
passphrase_entered_cb (HavenStartPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));
  Opening *opening;

  if (*text == '\0')
    {
      show_problem (self, self->problem_label, _ ("Type the passphrase first."));
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->folder = g_strdup (self->folder);
  opening->passphrase = g_strdup (text);
  start_opening (self, opening, _ ("Opening…"));
}

static const char *
find_setup_problem (HavenStartPage *self)
{
  const char *passphrase = gtk_editable_get_text (GTK_EDITABLE (self->new_passphrase_row));

  if (*gtk_editable_get_text (GTK_EDITABLE (self->clinic_row)) == '\0')
    return _ ("Give the clinic a name. It stands on its papers.");
  if (*gtk_editable_get_text (GTK_EDITABLE (self->staff_row)) == '\0')
    return _ ("Write your own name: you will be the first administrator.");
  if (g_utf8_strlen (passphrase, -1) < 8)
    return _ ("A passphrase needs at least 8 characters; several words are best.");
  if (strcmp (passphrase, gtk_editable_get_text (GTK_EDITABLE (self->again_row))) != 0)
    return _ ("The two passphrases differ. Type the same one twice.");
  return NULL;
}

static void
create_clicked_cb (HavenStartPage *self)
{
  const char *problem = find_setup_problem (self);
  Opening *opening;

  show_problem (self, self->setup_problem_label, problem);
  if (problem)
    return;
  opening = g_new0 (Opening, 1);
  opening->create = TRUE;
  opening->folder = g_strdup (self->folder);
  opening->clinic = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->clinic_row)));
  opening->staff = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->staff_row)));
  opening->passphrase = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_passphrase_row)));
  gtk_editable_set_text (GTK_EDITABLE (self->new_passphrase_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again_row), "");
  start_opening (self, opening, _ ("Making the vault…"));
}

static void
back_clicked_cb (HavenStartPage *self)
{
  haven_start_page_reset (self);
}

static void
haven_start_page_dispose (GObject *object)
{
  HavenStartPage *self = HAVEN_START_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_START_PAGE);
  G_OBJECT_CLASS (haven_start_page_parent_class)->dispose (object);
}

static void
haven_start_page_class_init (HavenStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_start_page_dispose;

  /** HavenStartPage::opened: (session): somebody signed in */
  signals[SIGNAL_OPENED] = g_signal_new ("opened",
                                         HAVEN_TYPE_START_PAGE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         HAVEN_TYPE_SESSION);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, steps);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, vault_group);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, clinic_row);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, staff_row);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, new_passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, again_row);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, setup_problem_label);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, busy_page);
  gtk_widget_class_bind_template_callback (widget_class, demo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
}

static void
haven_start_page_init (HavenStartPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Tries this device's key first; where there is none, the passphrase is asked for. */
void
haven_start_page_open_vault (HavenStartPage *self, const char *folder)
{
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (HAVEN_IS_START_PAGE (self) && folder != NULL);

  g_set_str (&self->folder, folder);
  opening->folder = g_strdup (folder);
  opening->quiet = g_file_test (folder, G_FILE_TEST_IS_DIR);
  start_opening (self, opening, _ ("Opening…"));
}

void
haven_start_page_open_demo (HavenStartPage *self)
{
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (HAVEN_IS_START_PAGE (self));

  opening->demo = TRUE;
  start_opening (self, opening, _ ("Making the sample clinic…"));
}

/** Back to the first step. */
void
haven_start_page_reset (HavenStartPage *self)
{
  g_return_if_fail (HAVEN_IS_START_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  show_problem (self, self->problem_label, NULL);
  show_step (self, "welcome");
}
