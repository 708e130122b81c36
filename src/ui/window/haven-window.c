/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-window-private.h"

#include "haven-announce.h"
#include "haven-change-passphrase-dialog.h"
#include "haven-config.h"
#include "haven-palette.h"
#include "haven-permit.h"
#include "haven-shortcuts-dialog.h"

#include <glib/gi18n.h>

#define UNDO_SECONDS 10

G_DEFINE_FINAL_TYPE (HavenWindow, haven_window, ADW_TYPE_APPLICATION_WINDOW)

/* ── Telling ──────────────────────────────────────────────────────────────── */

/* What offers to undo speaks of the last thing that was done; once another was, or that was undone, it is wrong. */
static void
drop_undo_toast (HavenWindow *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  g_clear_weak_pointer (&self->undo_toast);
}

static void
told_cb (HavenWorkspace *workspace, const char *message, int kind, HavenWindow *self)
{
  AdwToast *toast = adw_toast_new (message);

  /* What somebody typed may stand in a message; it is text, never markup. */
  adw_toast_set_use_markup (toast, FALSE);
  if (kind == HAVEN_TOLD_DONE || kind == HAVEN_TOLD_UNDONE)
    drop_undo_toast (self);
  if (kind == HAVEN_TOLD_DONE)
    {
      g_set_weak_pointer (&self->undo_toast, toast);
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      adw_toast_set_timeout (toast, UNDO_SECONDS);
    }
  else if (kind == HAVEN_TOLD_UNDONE)
    {
      g_autofree char *undone = g_strdup_printf (_ ("Undone: %s"), message);

      adw_toast_set_title (toast, undone);
    }
  adw_toast_set_priority (toast, kind == HAVEN_TOLD_FAILED ? ADW_TOAST_PRIORITY_HIGH : ADW_TOAST_PRIORITY_NORMAL);
  haven_announce (GTK_WIDGET (self), adw_toast_get_title (toast));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
update_undo_actions (HavenWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "win.undo",
                                 self->workspace && haven_workspace_get_can_undo (self->workspace));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "win.redo",
                                 self->workspace && haven_workspace_get_can_redo (self->workspace));
}

/* ── Actions ──────────────────────────────────────────────────────────────── */

static void
show_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWindow *self = HAVEN_WINDOW (widget);

  haven_window_show_pane (self, g_variant_get_string (parameter, NULL));
  if (self->view != NULL)
    haven_clinic_view_enter_pane (self->view);
}

/* Whoever writes takes back what they wrote, before what they did. */
static gboolean
undo_in_text (GtkWidget *widget, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));
  GtkTextBuffer *buffer = GTK_IS_TEXT_VIEW (focus) ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)) : NULL;

  if (buffer == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)) ||
      !(g_str_equal (action, "text.undo") ? gtk_text_buffer_get_can_undo (buffer) : gtk_text_buffer_get_can_redo (buffer)))
    return FALSE;
  return gtk_widget_activate_action (focus, action, NULL);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (undo_in_text (widget, "text.undo"))
    return;
  haven_workspace_undo (HAVEN_WINDOW (widget)->workspace);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (undo_in_text (widget, "text.redo"))
    return;
  haven_workspace_redo (HAVEN_WINDOW (widget)->workspace);
}

static void
palette_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (haven_palette_new (HAVEN_WINDOW (widget)->workspace), widget);
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWorkspace *workspace = HAVEN_WINDOW (widget)->workspace;

  adw_dialog_present (haven_shortcuts_dialog_new (workspace ? haven_workspace_get_session (workspace) : NULL), widget);
}

static void
sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_clinic_view_toggle_sidebar (HAVEN_WINDOW (widget)->view);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_clinic_view_show_menu (HAVEN_WINDOW (widget)->view);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_clinic_view_add (HAVEN_WINDOW (widget)->view);
}

static void
add_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_workspace_open (HAVEN_WINDOW (widget)->workspace, HAVEN_DESTINATION_ADD_PERSON, NULL, NULL);
}

/* For the person whose page is open, if one is. */
static void
find_trip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWorkspace *workspace = HAVEN_WINDOW (widget)->workspace;
  const HavenPlace *place = haven_workspace_get_place (workspace);
  g_autofree char *person = place && place->destination == HAVEN_DESTINATION_PERSON ? g_strdup (place->id) : NULL;

  haven_workspace_open (workspace, HAVEN_DESTINATION_TRIP, person, NULL);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_clinic_view_find (HAVEN_WINDOW (widget)->view);
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_window_lock (HAVEN_WINDOW (widget), HAVEN_LOCK_ASKED);
}

static void
hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_window_lock (HAVEN_WINDOW (widget), HAVEN_LOCK_HIDE);
}

static void
switch_user_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWindow *self = HAVEN_WINDOW (widget);

  self->somebody_else = TRUE;
  haven_window_lock (self, HAVEN_LOCK_ASKED);
}

static void
my_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_clinic_view_show_my_day (HAVEN_WINDOW (widget)->view);
}

static void
change_passphrase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWindow *self = HAVEN_WINDOW (widget);

  adw_dialog_present (haven_change_passphrase_dialog_new (self->workspace, self->sign_in_name), widget);
}

void
haven_window_set_actions_enabled (HavenWindow *self, gboolean enabled)
{
  static const char *const names[] = { "win.palette",        "win.new",  "win.find",        "win.pane",
                                       "win.add-person",     "win.lock", "win.switch-user", "win.change-passphrase",
                                       "win.toggle-sidebar", "win.menu",   "win.my-day",      "win.find-trip" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
  if (enabled && self->sign_in_name == NULL)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.change-passphrase", FALSE);
  if (enabled && self->workspace != NULL)
    haven_permit_bind_action (GTK_WIDGET (self),
                              haven_workspace_get_session (self->workspace),
                              "win.add-person",
                              "patient",
                              HAVEN_ACTION_CREATE);
  if (enabled && self->workspace != NULL)
    haven_permit_bind_action (GTK_WIDGET (self),
                              haven_workspace_get_session (self->workspace),
                              "win.find-trip",
                              "appointment",
                              HAVEN_ACTION_CREATE);
  update_undo_actions (self);
}

/* ── Sessions ─────────────────────────────────────────────────────────────── */

/** The panes go, and with them all that looks into the vault. */
void
haven_window_drop_view (HavenWindow *self)
{
  adw_bin_set_child (self->clinic, NULL);
  self->view = NULL;
  g_clear_object (&self->workspace);
  haven_window_set_actions_enabled (self, FALSE);
}

static void
demo_left_cb (HavenWindow *self)
{
  HavenSession *session = g_object_ref (haven_workspace_get_session (self->workspace));

  haven_window_drop_view (self);
  haven_session_leave (session);
  g_object_unref (session);
  haven_window_forget (self);
}

static void
notice_read_cb (HavenWindow *self)
{
  self->display_understood = TRUE;
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "display-notice-read", TRUE);
}

/* Under X11 every program sees every window (safety T23). Nothing can be done about it but to know it. */
static void
show_display_notice (HavenWindow *self, HavenSession *session)
{
  const char *display = G_OBJECT_TYPE_NAME (gtk_widget_get_display (GTK_WIDGET (self)));
  const gboolean read = self->display_understood ||
                        (self->settings != NULL && g_settings_get_boolean (self->settings, "display-notice-read"));

  if (g_str_equal (display, "GdkX11Display") && !read && haven_session_may (session, "vault", HAVEN_ACTION_RESTORE) &&
      !haven_session_is_demo (session))
    haven_clinic_view_show_notice (self->view,
                                   _ ("On this kind of desktop other programs can see this window. Ask whoever looks after "
                                      "the computer about Wayland."));
}

/* The window's title stays neutral: it can be read across the desk. */
static void
show_session (HavenWindow *self, HavenSession *session)
{
  haven_window_drop_view (self);
  self->workspace = haven_workspace_new (session);
  haven_workspace_set_sign_in_name (self->workspace, self->sign_in_name);
  haven_workspace_set_backups (self->workspace, self->backups);
  g_signal_connect_object (self->workspace, "told", G_CALLBACK (told_cb), self, 0);
  g_signal_connect_object (self->workspace, "notify::can-undo", G_CALLBACK (update_undo_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::can-redo", G_CALLBACK (update_undo_actions), self, G_CONNECT_SWAPPED);
  self->view = HAVEN_CLINIC_VIEW (haven_clinic_view_new (self->workspace));
  g_signal_connect_object (self->view, "demo-left", G_CALLBACK (demo_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notice-read", G_CALLBACK (notice_read_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->clinic, GTK_WIDGET (self->view));
  show_display_notice (self, session);
  haven_window_set_actions_enabled (self, TRUE);
  haven_window_show_pane (self, self->first_pane ? self->first_pane : "today");
  /* Whoever hid the window while the vault was opening did not mean to show it. */
  if (self->hidden)
    {
      haven_window_lock (self, HAVEN_LOCK_HIDE);
      return;
    }
  gtk_stack_set_visible_child_name (self->front, "clinic");
  haven_clinic_view_focus (self->view);
}

static void
session_opened_cb (HavenWindow *self, HavenSession *session)
{
  self->throw_away = haven_start_page_is_throw_away (self->start_page);
  haven_window_note_opened (self, session, haven_start_page_get_sign_in_name (self->start_page));
  show_session (self, session);
}

static void
code_shown_cb (HavenWindow *self)
{
  haven_window_watch_code (self);
}

static void
unlocked_cb (HavenWindow *self, HavenSession *session)
{
  if (self->throw_away)
    haven_session_set_throw_away (session);
  haven_window_note_opened (self, session, haven_sign_in_page_get_sign_in_name (self->unlock_page));
  show_session (self, session);
  haven_window_come_back (self);
}

static void
somebody_else_cb (HavenWindow *self)
{
  haven_window_ask_who (self);
}

/* ── The window ───────────────────────────────────────────────────────────── */

static void
end_cb (gpointer data)
{
  haven_window_end (HAVEN_WINDOW (data));
}

static gboolean
haven_window_close_request (GtkWindow *window)
{
  HavenWindow *self = HAVEN_WINDOW (window);

  if (haven_start_page_is_unfinished (self->start_page))
    {
      /* The question can only be asked where it can be seen; no code is. */
      haven_window_return (self);
      haven_start_page_ask_to_leave (self->start_page, end_cb, self);
      return TRUE;
    }
  haven_window_end (self);
  return TRUE;
}

static void
haven_window_dispose (GObject *object)
{
  HavenWindow *self = HAVEN_WINDOW (object);
  g_autoptr (HavenSession) session = NULL;

  if (self->workspace != NULL)
    session = g_object_ref (haven_workspace_get_session (self->workspace));
  g_clear_weak_pointer (&self->undo_toast);
  haven_window_stop_tending (self);
  if (self->clinic != NULL)
    haven_window_drop_view (self);
  if (session != NULL)
    haven_session_leave (session);
  if (self->keeper != NULL)
    g_object_run_dispose (G_OBJECT (self->keeper));
  g_clear_object (&self->keeper);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->first_pane, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->sign_in_name, g_free);
  g_clear_pointer (&self->initials, g_free);
  g_clear_pointer (&self->staff_id, g_free);
  g_clear_pointer (&self->place, haven_place_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_WINDOW);
  G_OBJECT_CLASS (haven_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.pane", "s", show_pane_action },
    { "win.undo", NULL, undo_action },
    { "win.redo", NULL, redo_action },
    { "win.palette", NULL, palette_action },
    { "win.show-shortcuts", NULL, shortcuts_action },
    { "win.toggle-sidebar", NULL, sidebar_action },
    { "win.menu", NULL, menu_action },
    { "win.new", NULL, new_action },
    { "win.add-person", NULL, add_person_action },
    { "win.find", NULL, find_action },
    { "win.find-trip", NULL, find_trip_action },
    { "win.my-day", NULL, my_day_action },
    { "win.lock", NULL, lock_action },
    { "win.hide", NULL, hide_action },
    { "win.switch-user", NULL, switch_user_action },
    { "win.change-passphrase", NULL, change_passphrase_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
}

static void
haven_window_class_init (HavenWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = haven_window_close_request;

  g_type_ensure (HAVEN_TYPE_START_PAGE);
  g_type_ensure (HAVEN_TYPE_SIGN_IN_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, front);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, clinic);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, unlock_page);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, curtain_place);
  gtk_widget_class_bind_template_callback (widget_class, session_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlocked_cb);
  gtk_widget_class_bind_template_callback (widget_class, somebody_else_cb);
  install_actions (widget_class);
}

/* The size of the window and when it locks, and nothing about a clinic. A program that was not installed has no schema. */
static void
bind_settings (HavenWindow *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source ? g_settings_schema_source_lookup (source, HAVEN_APP_ID, TRUE) : NULL;

  if (schema == NULL)
    return;
  self->settings = g_settings_new_full (schema, NULL, NULL);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
haven_window_init (HavenWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_settings (self);
  haven_window_watch (self);
  haven_window_set_actions_enabled (self, FALSE);
}

GtkWindow *
haven_window_new (GtkApplication *application)
{
  return g_object_new (HAVEN_TYPE_WINDOW, "application", application, NULL);
}

/** Shows the panes of somebody who signed in elsewhere. */
void
haven_window_open_session (HavenWindow *self, HavenSession *session)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self) && HAVEN_IS_SESSION (session));

  haven_window_note_opened (self, session, NULL);
  show_session (self, session);
}

/** Which pane a session opens with; %NULL for Today. */
void
haven_window_set_first_pane (HavenWindow *self, const char *name)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self));
  g_set_str (&self->first_pane, name);
}

/** For trials: after how many seconds without anybody the window locks; also in the sample clinic. */
void
haven_window_set_lock_after (HavenWindow *self, guint seconds)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self));
  self->trial_seconds = seconds;
}

/** Asks who signs in to a vault. */
void
haven_window_open_vault (HavenWindow *self, const char *folder)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self) && folder != NULL);
  haven_start_page_open_vault (self->start_page, folder);
}

/** Asks who signs in to the vault that was opened last, where it is still there. */
void
haven_window_open_last (HavenWindow *self)
{
  g_autofree char *folder = NULL, *file = NULL;

  g_return_if_fail (HAVEN_IS_WINDOW (self));

  if (self->settings == NULL)
    return;
  folder = g_settings_get_string (self->settings, "last-vault");
  file = g_build_filename (folder, "vault.json", NULL);
  if (*folder != '\0' && g_file_test (file, G_FILE_TEST_EXISTS))
    haven_window_open_vault (self, folder);
}

/** Makes the sample clinic in a throw-away vault and opens it. */
void
haven_window_open_demo (HavenWindow *self)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self));
  haven_start_page_open_demo (self->start_page);
}

/** @name: today, people, matters, appointments or directory */
void
haven_window_show_pane (HavenWindow *self, const char *name)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self));

  if (self->view != NULL)
    haven_clinic_view_show_pane (self->view, name);
}

/** What locks the window, for tests. */
HavenLockKeeper *
haven_window_get_lock_keeper (HavenWindow *self)
{
  g_return_val_if_fail (HAVEN_IS_WINDOW (self), NULL);
  return self->keeper;
}

/** Returns: (nullable): what is open in it, for tests */
HavenWorkspace *
haven_window_get_workspace (HavenWindow *self)
{
  g_return_val_if_fail (HAVEN_IS_WINDOW (self), NULL);
  return self->workspace;
}

/** Returns: start, clinic, cover, unlock or curtain */
const char *
haven_window_get_front (HavenWindow *self)
{
  g_return_val_if_fail (HAVEN_IS_WINDOW (self), NULL);
  return gtk_stack_get_visible_child_name (self->front);
}
