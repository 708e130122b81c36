/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-clinic-view.h"

#include "haven-administration-pane.h"
#include "haven-appointments-pane.h"
#include "haven-buttons.h"
#include "haven-day-list-dialog.h"
#include "haven-directory-pane.h"
#include "haven-drafts-service.h"
#include "haven-emergency.h"
#include "haven-initials.h"
#include "haven-log-dialog.h"
#include "haven-matters-pane.h"
#include "haven-panes.h"
#include "haven-paper-dialog.h"
#include "haven-papers-dialog.h"
#include "haven-people-pane.h"
#include "haven-sample-dialog.h"
#include "haven-staff-news.h"
#include "haven-today-pane.h"
#include "haven-translations-pane.h"
#include "haven-trip-dialog.h"
#include "haven-vault-banner.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenClinicView
{
  AdwBin parent_instance;

  /* template */
  AdwBanner *demo_banner;
  AdwBanner *notice;
  AdwBin *vault_banner;
  AdwBin *staff_news;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *content_page;
  GtkListBox *sidebar;
  GtkStack *panes;
  GtkMenuButton *menu_button;
  AdwAvatar *person;

  /* owned */
  HavenWorkspace *workspace;

  /* borrowed: children of the panes' stack, made when they are first shown */
  HavenPeoplePane *people_pane;
  HavenMattersPane *matters_pane;
  HavenAppointmentsPane *appointments_pane;
  HavenDirectoryPane *directory_pane;
  HavenTranslationsPane *translations_pane;
  HavenAdministrationPane *administration_pane;
};

G_DEFINE_FINAL_TYPE (HavenClinicView, haven_clinic_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_DEMO_LEFT,
  SIGNAL_NOTICE_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static HavenSession *
get_session (HavenClinicView *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* A pane is made when it is first shown: the window is there sooner, and nothing is read that nobody looks at. */
static void
ensure_pane (HavenClinicView *self, const char *name)
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
  else if (strcmp (name, "translations") == 0)
    self->translations_pane = HAVEN_TRANSLATIONS_PANE (pane = haven_translations_pane_new (self->workspace));
  else if (strcmp (name, "administration") == 0)
    self->administration_pane = HAVEN_ADMINISTRATION_PANE (pane = haven_administration_pane_new (self->workspace));
  if (pane != NULL)
    gtk_stack_add_named (self->panes, pane, name);
}

/* ── Going somewhere ──────────────────────────────────────────────────────── */

static const HavenPane *
get_pane (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "pane");
}

static void
select_row (HavenClinicView *self, const HavenPane *pane)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (get_pane (row) == pane)
      gtk_list_box_select_row (self->sidebar, row);
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
present_paper (HavenClinicView *self, const char *patient_id, const char *form_code)
{
  AdwDialog *dialog;

  if (form_code == NULL)
    dialog = haven_papers_dialog_new (self->workspace, patient_id);
  else if (g_str_has_prefix (form_code, HAVEN_PAPER_KEPT))
    dialog = haven_paper_dialog_new_kept (self->workspace, patient_id, form_code + strlen (HAVEN_PAPER_KEPT));
  else
    dialog = haven_paper_dialog_new (self->workspace, patient_id, form_code);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* FALSE where it is none of theirs: they are told, and stay where they are. */
static gboolean
go_to (HavenClinicView *self, const HavenPane *pane)
{
  if (pane == NULL)
    return FALSE;
  if (!haven_pane_is_for (pane, get_session (self)))
    {
      haven_workspace_tell (self->workspace, _ ("That is not part of your role."));
      return FALSE;
    }
  ensure_pane (self, pane->name);
  gtk_stack_set_visible_child_name (self->panes, pane->name);
  adw_navigation_page_set_title (self->content_page, _ (pane->title));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  select_row (self, pane);
  return TRUE;
}

static gboolean
go_to_name (HavenClinicView *self, const char *name)
{
  return go_to (self, haven_panes_find (name));
}

static void
open_person (HavenClinicView *self, const char *patient_id)
{
  if (patient_id != NULL && !haven_permit_check (self->workspace, "patient", HAVEN_ACTION_VIEW))
    return;
  if (go_to_name (self, "people"))
    haven_people_pane_open (self->people_pane, patient_id);
}

static void
show_day (HavenClinicView *self, HavenDate date, const char *minute)
{
  if (!go_to_name (self, "appointments"))
    return;
  haven_appointments_pane_open (self->appointments_pane, date);
  haven_appointments_pane_show_from (self->appointments_pane, minute ? atoi (minute) : -1);
}

static void
book (HavenClinicView *self, const char *patient_id, HavenDate date)
{
  if (haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_CREATE) && go_to_name (self, "appointments"))
    haven_appointments_pane_book (self->appointments_pane, patient_id, date);
}

static void
add_person (HavenClinicView *self)
{
  if (haven_permit_check (self->workspace, "patient", HAVEN_ACTION_CREATE) && go_to_name (self, "people"))
    haven_people_pane_add_person (self->people_pane);
}

static void
add_matter (HavenClinicView *self)
{
  if (haven_permit_check (self->workspace, "matter", HAVEN_ACTION_CREATE))
    haven_matters_pane_add_matter (self->matters_pane);
}

static void
open_record (HavenClinicView *self, HavenDestination destination, const char *id)
{
  if (destination == HAVEN_DESTINATION_PEOPLE || destination == HAVEN_DESTINATION_PERSON)
    open_person (self, id);
  else if (destination == HAVEN_DESTINATION_MATTERS || destination == HAVEN_DESTINATION_MATTER)
    {
      if (go_to_name (self, "matters"))
        haven_matters_pane_open (self->matters_pane, id);
    }
  else if (go_to_name (self, "directory"))
    haven_directory_pane_open (self->directory_pane, id);
}

/* To see what is in the record, nobody has to be one who makes papers. */
static gboolean
opens_record (const char *detail)
{
  return detail == NULL || g_str_has_prefix (detail, HAVEN_PAPER_KEPT);
}

static void
open_cb (HavenWorkspace *workspace, int destination, const char *id, const char *detail, HavenClinicView *self)
{
  switch ((HavenDestination) destination)
    {
    case HAVEN_DESTINATION_TODAY:
      go_to_name (self, "today");
      break;
    case HAVEN_DESTINATION_PEOPLE:
    case HAVEN_DESTINATION_PERSON:
    case HAVEN_DESTINATION_MATTERS:
    case HAVEN_DESTINATION_MATTER:
    case HAVEN_DESTINATION_DIRECTORY:
    case HAVEN_DESTINATION_SERVICE:
      open_record (self, (HavenDestination) destination, id);
      break;
    case HAVEN_DESTINATION_APPOINTMENTS:
      show_day (self, read_date (id), detail);
      break;
    case HAVEN_DESTINATION_BOOKING:
      book (self, id, read_date (detail));
      break;
    case HAVEN_DESTINATION_TRIP:
      if (haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_CREATE))
        adw_dialog_present (haven_trip_dialog_new (self->workspace, id), GTK_WIDGET (self));
      break;
    case HAVEN_DESTINATION_PAPER:
      if (haven_permit_check (self->workspace, "document", opens_record (detail) ? HAVEN_ACTION_LIST : HAVEN_ACTION_CREATE))
        present_paper (self, id, detail);
      break;
    case HAVEN_DESTINATION_SAMPLE:
      adw_dialog_present (haven_sample_dialog_new (self->workspace, id), GTK_WIDGET (self));
      break;
    case HAVEN_DESTINATION_DAY_LIST:
      if (haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_PRINT))
        adw_dialog_present (haven_day_list_dialog_new (self->workspace, read_date (id)), GTK_WIDGET (self));
      break;
    case HAVEN_DESTINATION_ADD_PERSON:
      add_person (self);
      break;
    case HAVEN_DESTINATION_ADMINISTRATION:
      if (go_to_name (self, "administration"))
        haven_administration_pane_open (self->administration_pane, detail);
      break;
    case HAVEN_DESTINATION_TRANSLATIONS:
      if (go_to_name (self, "translations"))
        haven_translations_pane_open (self->translations_pane, id, detail);
      break;
    case HAVEN_DESTINATION_WHO_LOOKED:
      adw_dialog_present (haven_log_dialog_new_for_person (self->workspace, id), GTK_WIDGET (self));
      break;
    case HAVEN_DESTINATION_EMERGENCY:
      if (haven_permit_check (self->workspace, "break_glass", HAVEN_ACTION_BREAK_GLASS))
        haven_emergency_ask (self->workspace, GTK_WIDGET (self), id);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What is asked for in an emergency is asked over the person's page. */
static gboolean
resume_emergency (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenClinicView *self = owner;

  if (!haven_emergency_is_for (get_session (self)))
    return FALSE;
  haven_emergency_ask (self->workspace, GTK_WIDGET (self), subject_id);
  return TRUE;
}

/* A trip that was being looked for when the window was locked. */
static gboolean
resume_trip (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  HavenClinicView *self = owner;

  if (!haven_session_may (get_session (self), "appointment", HAVEN_ACTION_CREATE))
    return FALSE;
  adw_dialog_present (
      haven_trip_dialog_new (self->workspace, g_str_equal (subject_id, HAVEN_DRAFT_OF_NEW) ? NULL : subject_id),
      GTK_WIDGET (self));
  return TRUE;
}

static void
sidebar_row_activated_cb (HavenClinicView *self, GtkListBoxRow *row)
{
  go_to (self, get_pane (row));
  haven_clinic_view_enter_pane (self);
}

/* ── The view ─────────────────────────────────────────────────────────────── */

static void
add_sidebar_row (HavenClinicView *self, const HavenPane *pane)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (pane->title));

  g_object_set_data (G_OBJECT (row), "pane", (gpointer) pane);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (pane->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_top (box, 10);
  gtk_widget_set_margin_bottom (box, 10);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (pane->title), -1);
  gtk_list_box_append (self->sidebar, row);
}

/* Nobody has a row for what is none of theirs: that it is missing tells nothing of what it holds. */
static void
add_sidebar_rows (HavenClinicView *self)
{
  guint n_panes;
  const HavenPane *panes = haven_panes_get (&n_panes);

  for (guint i = 0; i < n_panes; i++)
    if (haven_pane_is_for (&panes[i], get_session (self)))
      add_sidebar_row (self, &panes[i]);
}

/* A banner that is folded away still speaks to a screen reader; one that is not visible does not. */
static void
show_banner (AdwBanner *banner, gboolean shown)
{
  adw_banner_set_revealed (banner, shown);
  gtk_widget_set_visible (GTK_WIDGET (banner), shown);
}

static void
leave_demo_cb (HavenClinicView *self)
{
  g_signal_emit (self, signals[SIGNAL_DEMO_LEFT], 0);
}

static void
notice_read_cb (HavenClinicView *self)
{
  show_banner (self->notice, FALSE);
  g_signal_emit (self, signals[SIGNAL_NOTICE_READ], 0);
}

/* What is true of the sample clinic: the one that the window makes for itself goes when it is left; a folder stays. */
static void
show_demo (HavenClinicView *self)
{
  HavenSession *session = get_session (self);

  adw_banner_set_title (self->demo_banner,
                        haven_session_is_throw_away (session)
                            ? _ ("Demo data. Everybody here is made up, and nothing is kept.")
                            : _ ("Demo data. Everybody here is made up. What you change is kept in this demo’s folder."));
  show_banner (self->demo_banner, haven_session_is_demo (session));
}

/* Their initials, and who hovers reads the name: discreet, and never in the title. */
static void
show_person (HavenClinicView *self)
{
  const char *name = haven_session_get_staff_name (get_session (self));
  g_autofree char *initials = haven_initials_of (name);
  g_autofree char *words = g_strdup_printf (_ ("Signed in: %s"), name);

  adw_avatar_set_text (self->person, initials);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
narrow_cb (HavenClinicView *self)
{
  haven_buttons_keep_to_close (gtk_widget_get_settings (GTK_WIDGET (self)), TRUE);
}

static void
wide_cb (HavenClinicView *self)
{
  haven_buttons_keep_to_close (gtk_widget_get_settings (GTK_WIDGET (self)), FALSE);
}

static void
haven_clinic_view_dispose (GObject *object)
{
  HavenClinicView *self = HAVEN_CLINIC_VIEW (object);
  GtkWidget *child;

  wide_cb (self);
  while (self->panes != NULL && (child = gtk_widget_get_first_child (GTK_WIDGET (self->panes))))
    gtk_stack_remove (self->panes, child);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_CLINIC_VIEW);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_clinic_view_parent_class)->dispose (object);
}

static void
haven_clinic_view_class_init (HavenClinicViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_clinic_view_dispose;

  signals[SIGNAL_DEMO_LEFT] =
      g_signal_new ("demo-left", HAVEN_TYPE_CLINIC_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NOTICE_READ] =
      g_signal_new ("notice-read", HAVEN_TYPE_CLINIC_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-clinic-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, notice);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, vault_banner);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, staff_news);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, split_view);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, content_page);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, panes);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HavenClinicView, person);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_read_cb);
}

static void
haven_clinic_view_init (HavenClinicView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** The panes of a signed-in person. */
GtkWidget *
haven_clinic_view_new (HavenWorkspace *workspace)
{
  HavenClinicView *self = g_object_new (HAVEN_TYPE_CLINIC_VIEW, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "open", G_CALLBACK (open_cb), self, 0);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_EMERGENCY, resume_emergency, self);
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_TRIP, resume_trip, self);
  add_sidebar_rows (self);
  adw_bin_set_child (self->vault_banner, haven_vault_banner_new (workspace));
  adw_bin_set_child (self->staff_news, haven_staff_news_new (workspace));
  show_demo (self);
  show_person (self);
  return GTK_WIDGET (self);
}

/** One line that whoever read it can send away. */
void
haven_clinic_view_show_notice (HavenClinicView *self, const char *words)
{
  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));

  adw_banner_set_title (self->notice, words);
  show_banner (self->notice, TRUE);
}

/* Somebody whose work has no pane finds a sentence. */
static void
show_first_pane (HavenClinicView *self)
{
  const HavenPane *first = haven_panes_find_first (get_session (self));

  if (first != NULL)
    go_to (self, first);
  else
    gtk_stack_set_visible_child_name (self->panes, "nothing");
}

/** @name: today, people, matters, appointments, directory or administration; the first that is theirs, to begin with */
void
haven_clinic_view_show_pane (HavenClinicView *self, const char *name)
{
  const HavenPane *pane = haven_panes_find (name);
  gboolean begun;

  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));

  begun = gtk_list_box_get_selected_row (self->sidebar) != NULL;
  if (begun || (pane != NULL && haven_pane_is_for (pane, get_session (self))))
    go_to (self, pane);
  else
    show_first_pane (self);
}

/** Whoever goes to a pane goes on there: typing searches, the next Tab is inside it. */
void
haven_clinic_view_enter_pane (HavenClinicView *self)
{
  const char *name;

  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));

  name = gtk_stack_get_visible_child_name (self->panes);
  if (g_strcmp0 (name, "people") == 0)
    haven_people_pane_find (self->people_pane);
  else if (g_strcmp0 (name, "directory") == 0)
    haven_directory_pane_find (self->directory_pane);
  else if (g_strcmp0 (name, "matters") == 0)
    haven_matters_pane_find (self->matters_pane);
  else if (g_strcmp0 (name, "appointments") != 0 || !haven_appointments_pane_enter (self->appointments_pane))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->panes), GTK_DIR_TAB_FORWARD);
}

/** Shows whoever is signed in what they opened today. */
void
haven_clinic_view_show_my_day (HavenClinicView *self)
{
  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));
  adw_dialog_present (haven_log_dialog_new_mine_today (self->workspace), GTK_WIDGET (self));
}

/** Adds what the pane that is open holds. */
void
haven_clinic_view_add (HavenClinicView *self)
{
  const char *pane;

  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));

  pane = gtk_stack_get_visible_child_name (self->panes);
  if (g_strcmp0 (pane, "people") == 0)
    add_person (self);
  else if (g_strcmp0 (pane, "matters") == 0)
    add_matter (self);
  else
    book (self, NULL, HAVEN_DATE_NONE);
}

/** Goes to the search of the pane that is open, or to that for people. */
void
haven_clinic_view_find (HavenClinicView *self)
{
  const char *pane;

  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));

  pane = gtk_stack_get_visible_child_name (self->panes);
  if (g_strcmp0 (pane, "directory") == 0)
    haven_directory_pane_find (self->directory_pane);
  else if (g_strcmp0 (pane, "matters") == 0)
    haven_matters_pane_find (self->matters_pane);
  else if (go_to_name (self, "people"))
    haven_people_pane_find (self->people_pane);
}

void
haven_clinic_view_toggle_sidebar (HavenClinicView *self)
{
  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));

  if (adw_navigation_split_view_get_collapsed (self->split_view))
    adw_navigation_split_view_set_show_content (self->split_view,
                                                !adw_navigation_split_view_get_show_content (self->split_view));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

/** Puts the keys on the pane that is chosen. */
void
haven_clinic_view_focus (HavenClinicView *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));

  row = gtk_list_box_get_selected_row (self->sidebar);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
haven_clinic_view_show_menu (HavenClinicView *self)
{
  g_return_if_fail (HAVEN_IS_CLINIC_VIEW (self));
  gtk_menu_button_popup (self->menu_button);
}
