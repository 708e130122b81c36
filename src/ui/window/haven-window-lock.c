/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-window-private.h"

#include "haven-accelerators.h"
#include "haven-initials.h"
#include "haven-leaving.h"
#include "haven-quick-keys.h"
#include "haven-vault-folder.h"

#include <glib/gi18n.h>

#define MINUTES 5
#define FRONT_DESK_MINUTES 2
#define DEMO_PASSPHRASE "demo-passphrase"

/* ── What is in front ─────────────────────────────────────────────────────── */

static void
show_front (HavenWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->front, name);
  gtk_window_set_title (GTK_WINDOW (self), self->hidden ? _ ("Calendar") : _ ("Clinic"));
}

static void
show_curtain (HavenWindow *self)
{
  if (self->curtain == NULL)
    {
      self->curtain = g_object_new (HAVEN_TYPE_CURTAIN, NULL);
      g_signal_connect_object (self->curtain, "return", G_CALLBACK (haven_window_return), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->curtain_place, GTK_WIDGET (self->curtain));
    }
  self->hidden = TRUE;
  show_front (self, "curtain");
  haven_curtain_prepare (self->curtain);
}

static void
show_unlock_page (HavenWindow *self)
{
  show_front (self, "unlock");
  haven_sign_in_page_focus (self->unlock_page);
}

/** Away from the curtain: to the passphrase where somebody is signed in, otherwise to where one was. */
void
haven_window_return (HavenWindow *self)
{
  if (!self->hidden)
    return;
  self->hidden = FALSE;
  if (self->leaving)
    show_front (self, "cover");
  else if (self->folder != NULL)
    show_unlock_page (self);
  else
    {
      show_front (self, "start");
      haven_start_page_focus (self->start_page);
    }
}

/* ── All that may not be seen any more ────────────────────────────────────── */

/* Without the time that it takes to fade out. */
static void
close_dialogs (HavenWindow *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  g_autoptr (GListModel) dialogs = g_object_ref (adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self)));
  gboolean animated;

  g_object_get (settings, "gtk-enable-animations", &animated, NULL);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  for (guint n = g_list_model_get_n_items (dialogs); n > 0; n = MIN (n - 1, g_list_model_get_n_items (dialogs)))
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, n - 1);

      adw_dialog_force_close (dialog);
    }
  adw_toast_overlay_dismiss_all (self->toasts);
  g_object_set (settings, "gtk-enable-animations", animated, NULL);
}

/* Choosers of files and printers are windows of their own. */
static void
close_other_windows (HavenWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (at->data != self && gtk_widget_get_visible (at->data) && gtk_window_get_transient_for (at->data) == GTK_WINDOW (self))
      {
        gtk_widget_set_visible (at->data, FALSE);
        gtk_window_close (at->data);
      }
}

static void
take_away (HavenWindow *self)
{
  close_dialogs (self);
  close_other_windows (self);
  haven_clipboard_keeper_clear (self->clipboard);
  haven_window_set_actions_enabled (self, FALSE);
}

/* ── Locking ──────────────────────────────────────────────────────────────── */

static const char *
get_why (HavenLockReason reason, gboolean drafts_kept)
{
  if (!drafts_kept)
    return _ ("What was typed last could not be kept in time. Type your passphrase to go on.");
  switch (reason)
    {
    case HAVEN_LOCK_IDLE:
      return _ ("Nobody was here for a while. Type your passphrase to go on.");
    case HAVEN_LOCK_SCREEN:
      return _ ("The screen was locked. Type your passphrase to go on.");
    case HAVEN_LOCK_SLEEP:
      return _ ("The device was asleep. Type your passphrase to go on.");
    case HAVEN_LOCK_ASKED:
    case HAVEN_LOCK_HIDE:
    case HAVEN_LOCK_HIDE_OR_RETURN:
    default:
      return _ ("Type your passphrase to go on.");
    }
}

static void
prepare_unlock_page (HavenWindow *self, gboolean drafts_kept)
{
  g_autofree char *file = g_build_filename (self->folder, DEMO_PASSPHRASE, NULL);

  haven_sign_in_page_set_vault (self->unlock_page, self->folder);
  if (self->somebody_else)
    g_clear_pointer (&self->place, haven_place_free);
  else if (self->sign_in_name != NULL)
    haven_sign_in_page_set_locked (self->unlock_page, self->sign_in_name, self->initials, get_why (self->reason, drafts_kept));
  if (self->demo && g_file_test (file, G_FILE_TEST_EXISTS))
    haven_sign_in_page_set_open_door (self->unlock_page, file);
  self->somebody_else = FALSE;
}

static void
closed_cb (gboolean done, gpointer data)
{
  g_autoptr (HavenWindow) self = data;

  self->leaving = FALSE;
  if (self->ending && self->front != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (self->front != NULL)
    {
      if (!self->hidden)
        show_unlock_page (self);
      haven_lock_keeper_locked (self->keeper);
    }
}

static void
flushed_cb (gboolean done, gpointer data)
{
  HavenWindow *self = data;
  g_autoptr (HavenSession) session = NULL;

  if (self->workspace == NULL)
    {
      closed_cb (done, self);
      return;
    }
  session = g_object_ref (haven_workspace_get_session (self->workspace));
  if (!self->ending)
    prepare_unlock_page (self, done);
  haven_window_drop_view (self);
  /* What had the focus went with a dialog perhaps: Tab begins at what is seen. */
  if (self->hidden)
    gtk_widget_child_focus (GTK_WIDGET (self->curtain), GTK_DIR_TAB_FORWARD);
  haven_leaving_close (session, self->ending ? HAVEN_ACTION_SIGN_OUT : HAVEN_ACTION_LOCK, closed_cb, self);
}

/* What goes on by itself while somebody is signed in ends before the vault is closed. */
void
haven_window_stop_tending (HavenWindow *self)
{
  if (self->backups != NULL)
    haven_backup_keeper_stop (self->backups);
  g_clear_object (&self->backups);
  if (self->member != NULL)
    g_object_run_dispose (G_OBJECT (self->member));
  g_clear_object (&self->member);
}

static void
start_leaving (HavenWindow *self)
{
  self->leaving = TRUE;
  haven_window_stop_tending (self);
  /* Whoever locks before they are back where they were still goes there. */
  if (self->place == NULL)
    self->place = haven_place_copy (haven_workspace_get_place (self->workspace));
  haven_leaving_flush (self->workspace, flushed_cb, g_object_ref (self));
  take_away (self);
}

/**
 * haven_window_lock:
 *
 * Covers the window at once; behind the cover what is typed is kept, the vault is closed and the keys are wiped. What
 * stays is where somebody was.
 */
void
haven_window_lock (HavenWindow *self, HavenLockReason reason)
{
  if (reason == HAVEN_LOCK_HIDE_OR_RETURN && self->hidden)
    {
      haven_window_return (self);
      return;
    }
  if (self->leaving && self->ending)
    return;
  if (reason == HAVEN_LOCK_HIDE || reason == HAVEN_LOCK_HIDE_OR_RETURN)
    show_curtain (self);
  if (self->leaving)
    return;
  /* Behind the curtain, a vault that was just set up is locked as it is opened. */
  if (self->workspace == NULL)
    haven_start_page_begin (self->start_page);
  if (self->leaving)
    return;
  if (self->workspace == NULL)
    {
      take_away (self);
      haven_start_page_cover (self->start_page);
      haven_lock_keeper_locked (self->keeper);
      return;
    }
  self->reason = reason;
  if (!self->hidden)
    show_front (self, "cover");
  start_leaving (self);
}

/** The window is closed: what is typed is kept, the vault is closed, then it goes. */
void
haven_window_end (HavenWindow *self)
{
  self->ending = TRUE;
  if (self->leaving)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->workspace == NULL)
    haven_start_page_begin (self->start_page);
  if (self->leaving)
    return;
  if (self->workspace != NULL)
    {
      start_leaving (self);
      return;
    }
  if (self->throw_away && self->folder != NULL)
    haven_vault_folder_remove (self->folder);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* ── Coming back ──────────────────────────────────────────────────────────── */

static guint
choose_seconds (HavenWindow *self, HavenSession *session /* nullable */)
{
  g_autoptr (HavenAccess) access = session ? haven_session_ref_access (session) : NULL;
  const char *const *roles = access ? haven_access_get_roles (access) : NULL;

  if (self->trial_seconds > 0 || self->demo)
    return self->trial_seconds;
  if (self->settings == NULL)
    return haven_lock_keeper_choose_seconds (roles, MINUTES, FRONT_DESK_MINUTES);
  return haven_lock_keeper_choose_seconds (roles,
                                           (guint) g_settings_get_int (self->settings, "lock-minutes"),
                                           (guint) g_settings_get_int (self->settings, "front-desk-lock-minutes"));
}

/** A recovery code is shown in the set-up: it is covered when nobody is there, as a clinic would be. */
void
haven_window_watch_code (HavenWindow *self)
{
  haven_lock_keeper_signed_in (self->keeper, choose_seconds (self, NULL));
}

static void
gone_cb (HavenWindow *self)
{
  haven_window_lock (self, HAVEN_LOCK_ASKED);
}

/* Backups are made, and somebody whose work here was ended is let out (R48). */
static void
start_tending (HavenWindow *self, HavenSession *session)
{
  haven_window_stop_tending (self);
  self->backups = haven_backup_keeper_new (session);
  self->member = haven_member_watch_new (session);
  g_signal_connect_object (self->member, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
}

/** Somebody is signed in: what the window has to know when it locks. Another person is not led to where one was. */
void
haven_window_note_opened (HavenWindow *self, HavenSession *session, const char *sign_in_name)
{
  if (g_strcmp0 (self->staff_id, haven_session_get_staff_id (session)) != 0)
    g_clear_pointer (&self->place, haven_place_free);
  g_set_str (&self->staff_id, haven_session_get_staff_id (session));
  g_set_str (&self->folder, haven_store_get_folder (haven_session_get_store (session)));
  g_set_str (&self->sign_in_name, sign_in_name);
  g_clear_pointer (&self->initials, g_free);
  self->initials = haven_initials_of (haven_session_get_staff_name (session));
  self->demo = haven_session_is_demo (session);
  if (self->settings != NULL && !self->demo)
    g_settings_set_string (self->settings, "last-vault", self->folder);
  haven_lock_keeper_signed_in (self->keeper, choose_seconds (self, session));
  start_tending (self, session);
}

/** To the page and the editor that were open before the window was locked. */
void
haven_window_come_back (HavenWindow *self)
{
  g_autoptr (HavenPlace) place = NULL;

  if (self->leaving || self->workspace == NULL)
    return;
  place = g_steal_pointer (&self->place);
  if (place != NULL)
    haven_workspace_go_to_place (self->workspace, place);
}

/** Another person signs in; whoever wants another vault asks once more. */
void
haven_window_ask_who (HavenWindow *self)
{
  g_clear_pointer (&self->place, haven_place_free);
  if (self->sign_in_name != NULL)
    {
      g_clear_pointer (&self->sign_in_name, g_free);
      haven_sign_in_page_set_vault (self->unlock_page, self->folder);
      show_unlock_page (self);
      return;
    }
  haven_window_forget (self);
}

/** Nobody is signed in any more, and nobody comes back: the window begins anew. */
void
haven_window_forget (HavenWindow *self)
{
  g_clear_pointer (&self->place, haven_place_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->sign_in_name, g_free);
  g_clear_pointer (&self->initials, g_free);
  g_clear_pointer (&self->staff_id, g_free);
  self->throw_away = self->demo = FALSE;
  haven_lock_keeper_locked (self->keeper);
  haven_start_page_reset (self->start_page);
  if (!self->hidden)
    show_front (self, "start");
}

/* ── Watching ─────────────────────────────────────────────────────────────── */

static void
lock_cb (HavenWindow *self, int reason)
{
  haven_window_lock (self, (HavenLockReason) reason);
}

/* What pops up has a surface of its own; a window beside this one, in which a file is chosen, uses the same key. */
static gboolean
is_within (HavenWindow *self, GdkSurface *surface)
{
  while (GDK_IS_POPUP (surface))
    surface = gdk_popup_get_parent (GDK_POPUP (surface));
  return surface == gtk_native_get_surface (GTK_NATIVE (self));
}

/* A dialog takes the keys for itself, and so does what pops up; the one that locks must work above both. */
static void
event_cb (HavenWindow *self, GdkEvent *event)
{
  if (self->workspace != NULL && is_within (self, gdk_event_get_surface (event)) && haven_accelerators_match ("win.lock", event))
    haven_window_lock (self, HAVEN_LOCK_ASKED);
}

void
haven_window_watch (HavenWindow *self)
{
  g_autofree char *keys = self->settings ? g_settings_get_string (self->settings, "quick-hide-keys") : NULL;

  self->clipboard = haven_clipboard_keeper_new (gtk_widget_get_display (GTK_WIDGET (self)));
  self->keeper = haven_lock_keeper_new (haven_quick_keys_parse (keys));
  g_signal_connect_object (self->keeper, "lock", G_CALLBACK (lock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (haven_lock_keeper_get_input (self->keeper),
                           "event",
                           G_CALLBACK (event_cb),
                           self,
                           G_CONNECT_SWAPPED);
}
