/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sign-in-page.h"

#include "haven-announce.h"
#include "haven-buttons.h"
#include "haven-opening.h"
#include "haven-recover-page.h"
#include "haven-vault-file.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenSignInPage
{
  AdwBin parent_instance;

  /* template */
  GtkStack *steps;
  AdwStatusPage *form_page;
  AdwStatusPage *busy_page;
  AdwAvatar *avatar;
  GtkWidget *rows;
  AdwEntryRow *name_row;
  AdwPasswordEntryRow *passphrase_row;
  GtkLabel *caps_hint;
  GtkLabel *problem;
  GtkButton *sign_in_button;
  GtkWidget *recover_button;
  GtkButton *leave_button;
  AdwStatusPage *keyring_page;
  GtkButton *again_button;
  GtkButton *keyring_recover_button;
  HavenRecoverPage *recover_page;

  /* owned */
  char *folder;
  char *known_name;      /* nullable: who was there before the window was locked */
  char *passphrase_file; /* nullable: the sample clinic's door is open */
  HavenKeyring *keyring;
  GCancellable *cancellable; /* of the try that is under way */

  guint wait; /* seconds */
  guint wait_timer;
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (HavenSignInPage, haven_sign_in_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_step (HavenSignInPage *self, const char *step)
{
  gtk_stack_set_visible_child_name (self->steps, step);
  if (strcmp (step, "form") == 0)
    haven_sign_in_page_focus (self);
}

/* ── Waiting after wrong tries ────────────────────────────────────────────── */

static void
show_wait (HavenSignInPage *self)
{
  g_autofree char *label = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button), self->wait == 0);
  if (self->wait > 0)
    label = g_strdup_printf (_ ("Try again in %u s"), self->wait);
  else
    label = g_strdup (self->passphrase_file ? _ ("_Continue") : _ ("_Sign In"));
  gtk_button_set_label (self->sign_in_button, label);
}

static gboolean
wait_cb (gpointer data)
{
  HavenSignInPage *self = data;

  self->wait--;
  show_wait (self);
  if (self->wait > 0)
    return G_SOURCE_CONTINUE;
  self->wait_timer = 0;
  haven_announce (GTK_WIDGET (self), _ ("You can try again now."));
  return G_SOURCE_REMOVE;
}

static void
start_wait (HavenSignInPage *self, guint seconds)
{
  g_clear_handle_id (&self->wait_timer, g_source_remove);
  self->wait = seconds;
  /* To the second: a timer of whole seconds may come early, and a try that is too early makes the wait begin anew. */
  if (seconds > 0)
    self->wait_timer = g_timeout_add (1000, wait_cb, self);
  show_wait (self);
}

/* ── Opening ──────────────────────────────────────────────────────────────── */

/* Who cannot be helped by asking once more is shown the other way in first. */
static gboolean
is_worth_another_try (HavenKeyringState state)
{
  switch (state)
    {
    case HAVEN_KEYRING_ABSENT:
    case HAVEN_KEYRING_MISSING:
    case HAVEN_KEYRING_REPLACED:
    case HAVEN_KEYRING_DIFFERENT:
    case HAVEN_KEYRING_DAMAGED:
      return FALSE;
    case HAVEN_KEYRING_FOUND:
    case HAVEN_KEYRING_LOCKED:
    case HAVEN_KEYRING_LOCKED_COLD:
    case HAVEN_KEYRING_DISMISSED:
    case HAVEN_KEYRING_NO_BUS:
    case HAVEN_KEYRING_NO_SERVICE:
    case HAVEN_KEYRING_NO_KEYRING:
    case HAVEN_KEYRING_DAEMON_GONE:
    case HAVEN_KEYRING_TIMED_OUT:
    case HAVEN_KEYRING_CANCELLED:
    case HAVEN_KEYRING_FAILED:
    default:
      return TRUE;
    }
}

static void
show_keyring_state (HavenSignInPage *self, HavenKeyringState state)
{
  const gboolean again = is_worth_another_try (state);
  GtkWidget *first = GTK_WIDGET (again ? self->again_button : self->keyring_recover_button);
  GtkWidget *second = GTK_WIDGET (again ? self->keyring_recover_button : self->again_button);

  adw_status_page_set_title (self->keyring_page, haven_keyring_state_get_title (state));
  adw_status_page_set_description (self->keyring_page, haven_keyring_state_get_sentence (state));
  gtk_widget_add_css_class (first, "suggested-action");
  gtk_widget_remove_css_class (second, "suggested-action");
  gtk_stack_set_visible_child_name (self->steps, "keyring");
  gtk_widget_grab_focus (first);
  haven_announce (GTK_WIDGET (self), haven_keyring_state_get_sentence (state));
}

/* Where no name is asked for, it cannot be wrong; and a wait is said in words, not only on a button. */
static char *
describe (HavenSignInPage *self, const HavenOpening *opening, const GError *error)
{
  const gboolean slip = self->locked && g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_WRONG_PASSPHRASE);
  g_autofree char *what = slip && opening->codes == NULL ? g_strdup (_ ("This is not the passphrase. Type it again."))
                                                         : haven_opening_describe (opening, error);
  g_autofree char *wait = NULL;

  if (opening->wait == 0)
    return g_steal_pointer (&what);
  wait = g_strdup_printf (ngettext ("You can try again in %u second.", "You can try again in %u seconds.", opening->wait),
                          opening->wait);
  return g_strdup_printf ("%s %s", what, wait);
}

static void
show_failure (HavenSignInPage *self, const HavenOpening *opening, const GError *error)
{
  g_autofree char *sentence = describe (self, opening, error);

  if (opening->codes != NULL)
    {
      show_step (self, "recover");
      haven_recover_page_show_problem (self->recover_page, sentence);
    }
  else if (haven_opening_failed_for_keyring (opening, error))
    show_keyring_state (self, opening->state);
  else
    {
      show_step (self, "form");
      haven_announce_problem (self->problem, sentence);
      start_wait (self, opening->wait);
      gtk_editable_select_region (GTK_EDITABLE (self->passphrase_row), 0, -1);
    }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HavenSignInPage *self = HAVEN_SIGN_IN_PAGE (source);
  const HavenOpening *opening;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenSession) session = haven_opening_finish (result, &opening, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (session == NULL)
    {
      show_failure (self, opening, error);
      return;
    }
  g_set_str (&self->known_name, opening->sign_in_name);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  haven_recover_page_clear (self->recover_page);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, session);
}

/* A vault of passphrases alone has nothing in a keyring that could ask. */
static void
show_busy (HavenSignInPage *self)
{
  g_autoptr (HavenVaultFile) file = haven_vault_file_read (self->folder, NULL);
  const gboolean asks = file != NULL && !haven_vault_file_get_passphrase_alone (file);

  adw_status_page_set_description (self->busy_page,
                                   asks ? _ ("If the keyring of this device asks something, answer it first.") : NULL);
  show_step (self, "busy");
}

static void
start (HavenSignInPage *self, HavenOpening *opening)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  haven_announce_problem (self->problem, NULL);
  show_busy (self);
  haven_announce (GTK_WIDGET (self), _ ("Opening…"));
  haven_opening_start (opening, self, self->cancellable, opened_cb, NULL);
}

static void
open_by_file (HavenSignInPage *self)
{
  g_autofree char *passphrase = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (self->passphrase_file, &passphrase, NULL, &error))
    {
      haven_announce_problem (self->problem, _ ("The sample clinic is gone. Close the window and open it again."));
      return;
    }
  start (self, haven_opening_new (self->folder, "", g_strchomp (passphrase), NULL));
  explicit_bzero (passphrase, strlen (passphrase));
}

static void
sign_in_cb (HavenSignInPage *self)
{
  const char *name = self->locked && self->known_name ? self->known_name
                                                      : gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  const char *passphrase = gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));

  if (self->wait > 0)
    return;
  if (self->passphrase_file != NULL)
    open_by_file (self);
  else if (*passphrase == '\0')
    {
      haven_announce_problem (self->problem, _ ("Type the passphrase first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
    }
  else
    start (self, haven_opening_new (self->folder, name, passphrase, self->keyring));
}

static void
name_entered_cb (HavenSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
cancel_cb (HavenSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_step (self, "form");
}

static void
back_cb (HavenSignInPage *self)
{
  show_step (self, "form");
}

static void
recover_cb (HavenSignInPage *self)
{
  gtk_stack_set_visible_child_name (self->steps, "recover");
  haven_recover_page_focus (self->recover_page);
}

static void
recover_typed_cb (HavenSignInPage *self)
{
  HavenOpening *opening = haven_opening_new (self->folder,
                                             haven_recover_page_get_name (self->recover_page),
                                             haven_recover_page_get_passphrase (self->recover_page),
                                             self->keyring);

  haven_opening_take_codes (opening, haven_recover_page_dup_codes (self->recover_page));
  start (self, opening);
}

static void
leave_cb (HavenSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* ── Caps Lock ────────────────────────────────────────────────────────────── */

static void
caps_changed_cb (HavenSignInPage *self, GParamSpec *pspec, GdkDevice *keyboard)
{
  gtk_widget_set_visible (GTK_WIDGET (self->caps_hint), gdk_device_get_caps_lock_state (keyboard));
}

static void
watch_caps_lock (HavenSignInPage *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gdk_display_get_default ());
  GdkDevice *keyboard = seat ? gdk_seat_get_keyboard (seat) : NULL;

  if (keyboard == NULL)
    return;
  g_signal_connect_object (keyboard, "notify::caps-lock-state", G_CALLBACK (caps_changed_cb), self, G_CONNECT_SWAPPED);
  caps_changed_cb (self, NULL, keyboard);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_sign_in_page_dispose (GObject *object)
{
  HavenSignInPage *self = HAVEN_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->wait_timer, g_source_remove);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->known_name, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_SIGN_IN_PAGE);
  G_OBJECT_CLASS (haven_sign_in_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, steps);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, form_page);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, busy_page);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, rows);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, caps_hint);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, recover_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, leave_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, keyring_page);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, keyring_recover_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSignInPage, recover_page);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
haven_sign_in_page_class_init (HavenSignInPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_sign_in_page_dispose;

  /** HavenSignInPage::opened: somebody is signed in. */
  signals[SIGNAL_OPENED] = g_signal_new ("opened",
                                         HAVEN_TYPE_SIGN_IN_PAGE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         HAVEN_TYPE_SESSION);
  /** HavenSignInPage::left: another vault, or another person, is asked for. */
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", HAVEN_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_RECOVER_PAGE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_sign_in_page_init (HavenSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_buttons_wrap (GTK_WIDGET (self));
  self->keyring = haven_system_keyring_new ();
  watch_caps_lock (self);
}

/* Begins anew, with nothing of what was typed before. */
static void
reset (HavenSignInPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  haven_recover_page_clear (self->recover_page);
  g_clear_pointer (&self->known_name, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
  self->locked = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), TRUE);
  gtk_widget_set_visible (self->rows, TRUE);
  gtk_widget_set_visible (self->recover_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_button), TRUE);
  gtk_button_set_label (self->leave_button, _ ("_Another Vault"));
  adw_status_page_set_title (self->form_page, _ ("Sign In"));
  adw_status_page_set_description (self->form_page, NULL);
  start_wait (self, 0);
  haven_announce_problem (self->problem, NULL);
  gtk_stack_set_visible_child_name (self->steps, "form");
}

/** Asks who signs in to the vault of @folder. */
void
haven_sign_in_page_set_vault (HavenSignInPage *self, const char *folder)
{
  g_return_if_fail (HAVEN_IS_SIGN_IN_PAGE (self) && folder != NULL);

  g_set_str (&self->folder, folder);
  reset (self);
}

/**
 * haven_sign_in_page_set_locked:
 * @sign_in_name: who was there; the page asks for their passphrase alone
 * @initials: what the page shows of them
 * @why: (nullable): one sentence
 *
 * After haven_sign_in_page_set_vault().
 */
void
haven_sign_in_page_set_locked (HavenSignInPage *self, const char *sign_in_name, const char *initials, const char *why)
{
  g_return_if_fail (HAVEN_IS_SIGN_IN_PAGE (self) && sign_in_name != NULL);

  self->locked = TRUE;
  g_set_str (&self->known_name, sign_in_name);
  adw_avatar_set_text (self->avatar, initials);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), initials != NULL && *initials != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), FALSE);
  gtk_button_set_label (self->leave_button, _ ("Somebody _Else"));
  adw_status_page_set_title (self->form_page, _ ("Locked"));
  adw_status_page_set_description (self->form_page, why);
}

/** @sign_in_name: who could sign in when the backup was made. After haven_sign_in_page_set_vault(). */
void
haven_sign_in_page_set_restored (HavenSignInPage *self, const char *sign_in_name)
{
  g_return_if_fail (HAVEN_IS_SIGN_IN_PAGE (self) && sign_in_name != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), sign_in_name);
  adw_status_page_set_description (self->form_page, _ ("The vault is restored. Sign in to see what is in it."));
}

/** @codes: that open the vault; the page asks who comes in by them. After haven_sign_in_page_set_vault(). */
void
haven_sign_in_page_recover (HavenSignInPage *self, const char *const *codes)
{
  g_return_if_fail (HAVEN_IS_SIGN_IN_PAGE (self) && codes != NULL);

  gtk_stack_set_visible_child_name (self->steps, "recover");
  haven_recover_page_set_codes (self->recover_page, codes);
}

/** The sample clinic needs nobody's passphrase: the page says so and goes on. After the others. */
void
haven_sign_in_page_set_open_door (HavenSignInPage *self, const char *passphrase_file)
{
  g_return_if_fail (HAVEN_IS_SIGN_IN_PAGE (self) && passphrase_file != NULL);

  g_set_str (&self->passphrase_file, passphrase_file);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), FALSE);
  gtk_widget_set_visible (self->rows, FALSE);
  gtk_widget_set_visible (self->recover_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_button), FALSE);
  adw_status_page_set_description (self->form_page,
                                   _ ("This is the sample clinic: its passphrase is kept beside it, and nobody has to "
                                      "type it."));
  start_wait (self, 0);
}

/** @keyring: where this device's share is; the system's by default */
void
haven_sign_in_page_set_keyring (HavenSignInPage *self, HavenKeyring *keyring)
{
  g_return_if_fail (HAVEN_IS_SIGN_IN_PAGE (self));
  g_set_object (&self->keyring, keyring);
}

/** Puts the cursor where the next thing is typed. */
void
haven_sign_in_page_focus (HavenSignInPage *self)
{
  GtkWidget *where = GTK_WIDGET (self->passphrase_row);

  g_return_if_fail (HAVEN_IS_SIGN_IN_PAGE (self));

  if (self->passphrase_file != NULL)
    where = GTK_WIDGET (self->sign_in_button);
  else if (!self->locked && *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) == '\0')
    where = GTK_WIDGET (self->name_row);
  gtk_widget_grab_focus (where);
}

/** Returns: (nullable): who signed in here, as they typed it */
const char *
haven_sign_in_page_get_sign_in_name (HavenSignInPage *self)
{
  g_return_val_if_fail (HAVEN_IS_SIGN_IN_PAGE (self), NULL);
  return self->known_name;
}

const char *
haven_sign_in_page_get_folder (HavenSignInPage *self)
{
  g_return_val_if_fail (HAVEN_IS_SIGN_IN_PAGE (self), NULL);
  return self->folder;
}
