/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-window.h"

#include "haven-announce.h"
#include "haven-appointments-pane.h"
#include "haven-directory-pane.h"
#include "haven-matters-pane.h"
#include "haven-palette.h"
#include "haven-paper-dialog.h"
#include "haven-people-pane.h"
#include "haven-shortcuts-dialog.h"
#include "haven-start-page.h"
#include "haven-today-pane.h"
#include "haven-config.h"
#include "haven-workspace.h"

#include <glib/gi18n.h>
#include <string.h>

#define UNDO_SECONDS 10

struct _HavenWindow
{
  AdwApplicationWindow parent_instance;

  /* template */
  GtkStack *front;
  HavenStartPage *start_page;
  AdwToastOverlay *toasts;
  AdwBanner *demo_banner;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *content_page;
  GtkListBox *sidebar;
  GtkStack *panes;
  GtkMenuButton *menu_button;

  /* owned */
  HavenWorkspace *workspace;
  char *first_pane;
  GSettings *settings;

  /* borrowed: children of the panes' stack, made when they are first shown */
  HavenPeoplePane *people_pane;
  HavenMattersPane *matters_pane;
  HavenAppointmentsPane *appointments_pane;
  HavenDirectoryPane *directory_pane;
};

G_DEFINE_FINAL_TYPE (HavenWindow, haven_window, ADW_TYPE_APPLICATION_WINDOW)

/* The panes in the order of the sidebar and of Alt+1 … Alt+5. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
} panes[] = {
  { "today", N_ ("Today"), "haven-today-symbolic" },
  { "people", N_ ("People"), "haven-person-symbolic" },
  { "matters", N_ ("Matters"), "haven-matter-symbolic" },
  { "appointments", N_ ("Appointments"), "haven-visit-symbolic" },
  { "directory", N_ ("Directory"), "haven-directory-symbolic" },
};

static const char *
find_title (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    if (g_strcmp0 (panes[i].name, name) == 0)
      return _ (panes[i].title);
  return "";
}

/* ── Telling ──────────────────────────────────────────────────────────────── */

static void
told_cb (HavenWorkspace *workspace, const char *message, int kind, HavenWindow *self)
{
  AdwToast *toast = adw_toast_new (message);

  /* What somebody typed may stand in a message; it is text, never markup. */
  adw_toast_set_use_markup (toast, FALSE);
  if (kind == HAVEN_TOLD_DONE)
    {
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

/* ── Going somewhere ──────────────────────────────────────────────────────── */

static void
select_row (HavenWindow *self, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    if (strcmp (panes[i].name, name) == 0)
      gtk_list_box_select_row (self->sidebar, gtk_list_box_get_row_at_index (self->sidebar, (int) i));
}

static HavenDate
read_date (const char *iso)
{
  HavenDate date = HAVEN_DATE_NONE;

  if (iso)
    haven_date_parse (iso, &date, NULL);
  return date;
}

static void
present_paper (HavenWindow *self, const char *patient_id, const char *form_code)
{
  adw_dialog_present (haven_paper_dialog_new (self->workspace, patient_id, form_code), GTK_WIDGET (self));
}

static void
open_cb (HavenWorkspace *workspace, int destination, const char *id, const char *detail, HavenWindow *self)
{
  switch ((HavenDestination) destination)
    {
    case HAVEN_DESTINATION_TODAY:
      haven_window_show_pane (self, "today");
      break;
    case HAVEN_DESTINATION_PEOPLE:
    case HAVEN_DESTINATION_PERSON:
      haven_window_show_pane (self, "people");
      haven_people_pane_open (self->people_pane, id);
      break;
    case HAVEN_DESTINATION_MATTERS:
    case HAVEN_DESTINATION_MATTER:
      haven_window_show_pane (self, "matters");
      haven_matters_pane_open (self->matters_pane, id);
      break;
    case HAVEN_DESTINATION_APPOINTMENTS:
      haven_window_show_pane (self, "appointments");
      haven_appointments_pane_open (self->appointments_pane, read_date (id));
      break;
    case HAVEN_DESTINATION_BOOKING:
      haven_window_show_pane (self, "appointments");
      haven_appointments_pane_book (self->appointments_pane, id, read_date (detail));
      break;
    case HAVEN_DESTINATION_DIRECTORY:
    case HAVEN_DESTINATION_SERVICE:
      haven_window_show_pane (self, "directory");
      haven_directory_pane_open (self->directory_pane, id);
      break;
    case HAVEN_DESTINATION_PAPER:
      present_paper (self, id, detail);
      break;
    case HAVEN_DESTINATION_ADD_PERSON:
      haven_window_show_pane (self, "people");
      haven_people_pane_add_person (self->people_pane);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Whoever goes to a pane goes on there: typing searches, the next Tab is inside it. */
static void
enter_pane (HavenWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->panes);

  if (g_strcmp0 (name, "people") == 0)
    haven_people_pane_find (self->people_pane);
  else if (g_strcmp0 (name, "directory") == 0)
    haven_directory_pane_find (self->directory_pane);
  else if (g_strcmp0 (name, "matters") == 0)
    haven_matters_pane_find (self->matters_pane);
  else if (name)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->panes), GTK_DIR_TAB_FORWARD);
}

static void
sidebar_row_activated_cb (HavenWindow *self, GtkListBoxRow *row)
{
  haven_window_show_pane (self, panes[gtk_list_box_row_get_index (row)].name);
  enter_pane (self);
}

/* ── Actions ──────────────────────────────────────────────────────────────── */

static void
show_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_window_show_pane (HAVEN_WINDOW (widget), g_variant_get_string (parameter, NULL));
  enter_pane (HAVEN_WINDOW (widget));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_workspace_undo (HAVEN_WINDOW (widget)->workspace);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_workspace_redo (HAVEN_WINDOW (widget)->workspace);
}

static void
palette_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWindow *self = HAVEN_WINDOW (widget);

  adw_dialog_present (haven_palette_new (self->workspace), widget);
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (haven_shortcuts_dialog_new (), widget);
}

static void
sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWindow *self = HAVEN_WINDOW (widget);

  if (adw_navigation_split_view_get_collapsed (self->split_view))
    adw_navigation_split_view_set_show_content (self->split_view,
                                                !adw_navigation_split_view_get_show_content (self->split_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (HAVEN_WINDOW (widget)->menu_button);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWindow *self = HAVEN_WINDOW (widget);
  const char *pane = gtk_stack_get_visible_child_name (self->panes);

  if (g_strcmp0 (pane, "people") == 0)
    haven_people_pane_add_person (self->people_pane);
  else if (g_strcmp0 (pane, "matters") == 0)
    haven_matters_pane_add_matter (self->matters_pane);
  else
    {
      haven_window_show_pane (self, "appointments");
      haven_appointments_pane_book (self->appointments_pane, NULL, HAVEN_DATE_NONE);
    }
}

static void
add_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_workspace_open (HAVEN_WINDOW (widget)->workspace, HAVEN_DESTINATION_ADD_PERSON, NULL, NULL);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenWindow *self = HAVEN_WINDOW (widget);
  const char *pane = gtk_stack_get_visible_child_name (self->panes);

  if (g_strcmp0 (pane, "directory") == 0)
    {
      haven_directory_pane_find (self->directory_pane);
      return;
    }
  if (g_strcmp0 (pane, "matters") == 0)
    {
      haven_matters_pane_find (self->matters_pane);
      return;
    }
  haven_window_show_pane (self, "people");
  haven_people_pane_find (self->people_pane);
}

static void
set_actions_enabled (HavenWindow *self, gboolean enabled)
{
  static const char *const names[] = { "win.palette", "win.new", "win.find", "win.pane", "win.add-person",
                                       "win.toggle-sidebar" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
  update_undo_actions (self);
}

/* ── Opening a session ────────────────────────────────────────────────────── */

static void
add_sidebar_rows (HavenWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *label = gtk_label_new (_ (panes[i].title));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (panes[i].icon));
      gtk_box_append (GTK_BOX (box), label);
      gtk_widget_set_margin_top (box, 10);
      gtk_widget_set_margin_bottom (box, 10);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (panes[i].title), -1);
      gtk_list_box_append (self->sidebar, row);
    }
}

static void
clear_panes (HavenWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->panes))))
    gtk_stack_remove (self->panes, child);
  if (self->workspace)
    haven_session_leave (haven_workspace_get_session (self->workspace));
  g_clear_object (&self->workspace);
}

/* A pane is made when it is first shown: the window is there sooner, and nothing is read that nobody looks at. */
static void
ensure_pane (HavenWindow *self, const char *name)
{
  GtkWidget *pane = NULL;

  if (gtk_stack_get_child_by_name (self->panes, name) != NULL)
    return;
  if (strcmp (name, "today") == 0)
    pane = haven_today_pane_new (self->workspace);
  else if (strcmp (name, "people") == 0)
    self->people_pane = HAVEN_PEOPLE_PANE (pane = haven_people_pane_new (self->workspace));
  else if (strcmp (name, "matters") == 0)
    self->matters_pane = HAVEN_MATTERS_PANE (pane = haven_matters_pane_new (self->workspace));
  else if (strcmp (name, "appointments") == 0)
    self->appointments_pane = HAVEN_APPOINTMENTS_PANE (pane = haven_appointments_pane_new (self->workspace));
  else if (strcmp (name, "directory") == 0)
    self->directory_pane = HAVEN_DIRECTORY_PANE (pane = haven_directory_pane_new (self->workspace));
  if (pane != NULL)
    gtk_stack_add_named (self->panes, pane, name);
}

static void
session_opened_cb (HavenWindow *self, HavenSession *session)
{
  haven_window_open_session (self, session);
}

/* A banner that is folded away still speaks to a screen reader; one that is not visible does not. */
static void
show_demo_banner (HavenWindow *self, gboolean shown)
{
  adw_banner_set_revealed (self->demo_banner, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_banner), shown);
}

static void
leave_demo_cb (HavenWindow *self)
{
  clear_panes (self);
  set_actions_enabled (self, FALSE);
  show_demo_banner (self, FALSE);
  gtk_stack_set_visible_child_name (self->front, "start");
  haven_start_page_reset (self->start_page);
}

static void
haven_window_dispose (GObject *object)
{
  HavenWindow *self = HAVEN_WINDOW (object);

  if (self->panes)
    clear_panes (self);
  g_clear_pointer (&self->first_pane, g_free);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_WINDOW);
  G_OBJECT_CLASS (haven_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.pane", "s", show_pane_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.palette", NULL, palette_action);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.add-person", NULL, add_person_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
}

static void
haven_window_class_init (HavenWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_window_dispose;

  g_type_ensure (HAVEN_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, front);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, HavenWindow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_demo_cb);
  install_actions (widget_class);
}

/* The size of the window, and nothing about a clinic. A program that was not installed has no schema, and no size. */
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
  add_sidebar_rows (self);
  set_actions_enabled (self, FALSE);
}

GtkWindow *
haven_window_new (GtkApplication *application)
{
  return g_object_new (HAVEN_TYPE_WINDOW, "application", application, NULL);
}

/** Shows the panes of a signed-in person. The window's title stays neutral: it can be read across the desk. */
void
haven_window_open_session (HavenWindow *self, HavenSession *session)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self) && HAVEN_IS_SESSION (session));

  clear_panes (self);
  self->workspace = haven_workspace_new (session);
  g_signal_connect_object (self->workspace, "told", G_CALLBACK (told_cb), self, 0);
  g_signal_connect_object (self->workspace, "open", G_CALLBACK (open_cb), self, 0);
  g_signal_connect_object (self->workspace, "notify::can-undo", G_CALLBACK (update_undo_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::can-redo", G_CALLBACK (update_undo_actions), self, G_CONNECT_SWAPPED);
  show_demo_banner (self, haven_session_is_demo (session));
  gtk_stack_set_visible_child_name (self->front, "clinic");
  set_actions_enabled (self, TRUE);
  haven_window_show_pane (self, self->first_pane ? self->first_pane : "today");
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->sidebar)));
}

/** Which pane a session opens with; %NULL for Today. */
void
haven_window_set_first_pane (HavenWindow *self, const char *name)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self));
  g_set_str (&self->first_pane, name);
}

/** Asks for the passphrase of a vault, or opens it by this device's key. */
void
haven_window_open_vault (HavenWindow *self, const char *folder)
{
  g_return_if_fail (HAVEN_IS_WINDOW (self) && folder != NULL);
  haven_start_page_open_vault (self->start_page, folder);
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

  if (self->workspace == NULL)
    return;
  ensure_pane (self, name);
  if (gtk_stack_get_child_by_name (self->panes, name) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->panes, name);
  adw_navigation_page_set_title (self->content_page, find_title (name));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  select_row (self, name);
}
