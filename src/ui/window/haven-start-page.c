/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-start-page.h"

#include "haven-buttons.h"
#include "haven-opening.h"
#include "haven-restore-page.h"
#include "haven-way-out.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenStartPage
{
  AdwBin parent_instance;

  /* template */
  GtkStack *steps;
  AdwStatusPage *welcome_page;
  HavenSignInPage *sign_in_page;
  HavenSetupPage *setup_page;
  HavenRestorePage *restore_page;

  /* owned */
  GCancellable *cancellable;
  char *sign_in_name; /* nullable: of who is signed in */

  gboolean throw_away; /* whether what was opened is the sample clinic that the window made for itself */
};

G_DEFINE_FINAL_TYPE (HavenStartPage, haven_start_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_CODE_SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
give_on (HavenStartPage *self, HavenSession *session, const char *sign_in_name, gboolean throw_away)
{
  g_set_str (&self->sign_in_name, sign_in_name);
  self->throw_away = throw_away;
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, session);
}

/* ── The sample clinic ────────────────────────────────────────────────────── */

static void
make_demo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  HavenSession *session = haven_vaults_make_throw_away_demo (&error);

  if (session != NULL)
    g_task_return_pointer (task, session, haven_session_drop);
  else
    g_task_return_error (task, error);
}

static void
demo_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HavenStartPage *self = HAVEN_START_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (session != NULL)
    give_on (self, session, "", TRUE);
  else
    {
      gtk_stack_set_visible_child_name (self->steps, "welcome");
      adw_status_page_set_description (self->welcome_page, error->message);
    }
}

/* ── What a person does here ──────────────────────────────────────────────── */

static void
demo_clicked_cb (HavenStartPage *self)
{
  haven_start_page_open_demo (self);
}

static void
folder_chosen (gpointer widget, const char *path)
{
  haven_start_page_open_vault (HAVEN_START_PAGE (widget), path);
}

static void
open_clicked_cb (HavenStartPage *self)
{
  haven_folder_choose (GTK_WIDGET (self), _ ("Choose the Folder of the Vault"), self->cancellable, folder_chosen);
}

static void
setup_clicked_cb (HavenStartPage *self)
{
  haven_setup_page_start (self->setup_page);
  gtk_stack_set_visible_child_name (self->steps, "setup");
  gtk_widget_child_focus (GTK_WIDGET (self->setup_page), GTK_DIR_TAB_FORWARD);
}

static void
restore_clicked_cb (HavenStartPage *self)
{
  gtk_stack_set_visible_child_name (self->steps, "restore");
  haven_restore_page_focus (self->restore_page);
}

/* Who had a passphrase types it once more, into the vault; who had the code says who comes in by it. */
static void
restored_cb (HavenStartPage *self)
{
  g_autofree char *name = g_strdup (haven_restore_page_get_sign_in_name (self->restore_page));
  char **codes = haven_restore_page_dup_codes (self->restore_page);
  const gboolean by_code = codes != NULL;

  haven_start_page_open_vault (self, haven_restore_page_get_folder (self->restore_page));
  if (by_code)
    haven_sign_in_page_recover (self->sign_in_page, (const char *const *) codes);
  else
    haven_sign_in_page_set_restored (self->sign_in_page, name);
  haven_restore_page_clear (self->restore_page);
  for (gsize i = 0; by_code && codes[i] != NULL; i++)
    haven_wipe (codes[i]);
  g_free (codes);
  if (!by_code)
    haven_sign_in_page_focus (self->sign_in_page);
}

static void
signed_in_cb (HavenStartPage *self, HavenSession *session)
{
  give_on (self, session, haven_sign_in_page_get_sign_in_name (self->sign_in_page), FALSE);
}

static void
set_up_cb (HavenStartPage *self, HavenSession *session)
{
  give_on (self, session, haven_setup_page_get_sign_in_name (self->setup_page), FALSE);
}

static void
code_shown_cb (HavenStartPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CODE_SHOWN], 0);
}

static void
left_cb (HavenStartPage *self)
{
  haven_start_page_reset (self);
}

static void
haven_start_page_dispose (GObject *object)
{
  HavenStartPage *self = HAVEN_START_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->sign_in_name, g_free);
  /* The template takes its own children away, and a bin would look for its child afterwards. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_START_PAGE);
  G_OBJECT_CLASS (haven_start_page_parent_class)->dispose (object);
}

static void
haven_start_page_class_init (HavenStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_start_page_dispose;

  /** HavenStartPage::opened: somebody is signed in. */
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

  /** HavenStartPage::code-shown: a recovery code is on the screen, and goes from it when nobody is there. */
  signals[SIGNAL_CODE_SHOWN] =
      g_signal_new ("code-shown", HAVEN_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_SIGN_IN_PAGE);
  g_type_ensure (HAVEN_TYPE_SETUP_PAGE);
  g_type_ensure (HAVEN_TYPE_RESTORE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, steps);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, sign_in_page);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, setup_page);
  gtk_widget_class_bind_template_child (widget_class, HavenStartPage, restore_page);
  gtk_widget_class_bind_template_callback (widget_class, demo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restored_cb);
  gtk_widget_class_bind_template_callback (widget_class, signed_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
haven_start_page_init (HavenStartPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_buttons_wrap (GTK_WIDGET (self));
}

/** Asks who signs in to the vault of that folder. */
void
haven_start_page_open_vault (HavenStartPage *self, const char *folder)
{
  g_return_if_fail (HAVEN_IS_START_PAGE (self) && folder != NULL);

  haven_sign_in_page_set_vault (self->sign_in_page, folder);
  gtk_stack_set_visible_child_name (self->steps, "sign-in");
  haven_sign_in_page_focus (self->sign_in_page);
}

/** Makes the sample clinic and opens it: nobody's passphrase is needed. */
void
haven_start_page_open_demo (HavenStartPage *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HAVEN_IS_START_PAGE (self));

  gtk_stack_set_visible_child_name (self->steps, "busy");
  task = g_task_new (self, self->cancellable, demo_made_cb, NULL);
  g_task_run_in_thread (task, make_demo);
}

/** Back to the first step. */
void
haven_start_page_reset (HavenStartPage *self)
{
  g_return_if_fail (HAVEN_IS_START_PAGE (self));

  g_clear_pointer (&self->sign_in_name, g_free);
  self->throw_away = FALSE;
  gtk_stack_set_visible_child_name (self->steps, "welcome");
}

gboolean
haven_start_page_is_unfinished (HavenStartPage *self)
{
  g_return_val_if_fail (HAVEN_IS_START_PAGE (self), FALSE);
  return haven_setup_page_is_unfinished (self->setup_page);
}

void
haven_start_page_ask_to_leave (HavenStartPage *self, HavenSetupLeft left, gpointer data)
{
  g_return_if_fail (HAVEN_IS_START_PAGE (self));
  haven_setup_page_ask_to_leave (self->setup_page, left, data);
}

/** The window is hidden or locked. */
void
haven_start_page_cover (HavenStartPage *self)
{
  g_return_if_fail (HAVEN_IS_START_PAGE (self));
  haven_setup_page_cover (self->setup_page);
}

/** Whoever set up a vault to the end is signed in to it, also where they never said so. */
void
haven_start_page_begin (HavenStartPage *self)
{
  g_return_if_fail (HAVEN_IS_START_PAGE (self));
  haven_setup_page_begin (self->setup_page);
}

/** Puts the keys where one goes on after the window was hidden. */
void
haven_start_page_focus (HavenStartPage *self)
{
  const char *step;

  g_return_if_fail (HAVEN_IS_START_PAGE (self));

  step = gtk_stack_get_visible_child_name (self->steps);
  if (strcmp (step, "setup") == 0)
    haven_setup_page_focus (self->setup_page);
  else if (strcmp (step, "sign-in") == 0)
    haven_sign_in_page_focus (self->sign_in_page);
}

gboolean
haven_start_page_is_throw_away (HavenStartPage *self)
{
  g_return_val_if_fail (HAVEN_IS_START_PAGE (self), FALSE);
  return self->throw_away;
}

/** Returns: (nullable): what was typed by who is signed in */
const char *
haven_start_page_get_sign_in_name (HavenStartPage *self)
{
  g_return_val_if_fail (HAVEN_IS_START_PAGE (self), NULL);
  return self->sign_in_name;
}

HavenSignInPage *
haven_start_page_get_sign_in_page (HavenStartPage *self)
{
  g_return_val_if_fail (HAVEN_IS_START_PAGE (self), NULL);
  return self->sign_in_page;
}

HavenSetupPage *
haven_start_page_get_setup_page (HavenStartPage *self)
{
  g_return_val_if_fail (HAVEN_IS_START_PAGE (self), NULL);
  return self->setup_page;
}
