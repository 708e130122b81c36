/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-test.h"

#include "haven-closed-days.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <string.h>

static void
told_cb (ClinicTest *self, const char *message, int told)
{
  self->told = told;
  g_set_str (&self->message, message);
}

static void
open_cb (ClinicTest *self, int destination, const char *id, const char *detail)
{
  self->destination = destination;
  g_set_str (&self->destination_id, id);
}

static HavenSession *
make_session (const char *folder, gboolean demo)
{
  static const char *const roles[] = { "administrator", "front-desk", "clinician", "navigator", "attorney",
                                       "supervisor",    "directory-editor", NULL };
  const HavenNewMember member = { "Somebody", NULL, "correct horse battery staple", roles };
  const HavenVaultSetup setup = { "Small clinic", "America/New_York", &member, 1, haven_passphrase_cost_light (), TRUE };
  g_autoptr (GError) error = NULL;
  HavenSession *session = demo ? haven_vaults_make_demo (folder, NULL, &error)
                               : haven_vaults_create (folder, &setup, NULL, NULL, &error);

  g_assert_no_error (error);
  return session;
}

ClinicTest *
clinic_test_new (GtkWidget *(*create) (HavenWorkspace *workspace), gboolean demo)
{
  ClinicTest *self = g_new0 (ClinicTest, 1);
  g_autoptr (GError) error = NULL;

  self->told = self->destination = -1;
  self->folder = g_dir_make_tmp ("haven-clinic-XXXXXX", NULL);
  self->session = make_session (self->folder, demo);
  self->today = haven_clock_today (haven_session_get_clock (self->session));
  /* The tests reckon in days from today, on whatever day they run. */
  haven_closed_days_set_federal (self->session, FALSE, &error);
  g_assert_no_error (error);
  self->workspace = haven_workspace_new (self->session);
  g_signal_connect_swapped (self->workspace, "told", G_CALLBACK (told_cb), self);
  g_signal_connect_swapped (self->workspace, "open", G_CALLBACK (open_cb), self);
  self->pane = create (self->workspace);
  self->window = ADW_WINDOW (adw_window_new ());
  adw_window_set_content (self->window, self->pane);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  clinic_test_wait (gtk_widget_get_mapped (self->pane));
  ui_test_settle ();
  return self;
}

void
clinic_test_free (ClinicTest *self)
{
  g_clear_object (&self->dialog);
  ui_test_close (GTK_WINDOW (self->window));
  g_object_unref (self->workspace);
  g_object_unref (self->session);
  ui_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->message);
  g_free (self->destination_id);
  g_free (self);
}

/* The first one that can be seen. */
GtkWidget *
clinic_test_find (GtkWidget *root, GType type)
{
  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = clinic_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The first button that can be seen with that label, its underline with it. */
GtkWidget *
clinic_test_find_button (GtkWidget *root, const char *label)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = clinic_test_find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whether a label that can be seen holds @text. */
gboolean
clinic_test_shows (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (clinic_test_shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
has_words (GtkWidget *root)
{
  if (GTK_IS_LABEL (root) && *gtk_label_get_text (GTK_LABEL (root)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;
  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         (parent && GTK_IS_MENU_BUTTON (parent)) || has_words (widget);
}

/* What can be pressed or walked through and has neither a name nor words. */
guint
clinic_test_count_nameless (GtkWidget *root)
{
  guint n = 0;

  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root) || GTK_IS_WINDOW_CONTROLS (root) ||
      GTK_IS_CALENDAR (root) || GTK_IS_SPIN_BUTTON (root))
    return 0;
  if ((GTK_IS_BUTTON (root) || GTK_IS_MENU_BUTTON (root) || GTK_IS_LIST_BOX (root) || GTK_IS_LIST_BOX_ROW (root) ||
       GTK_IS_LIST_VIEW (root)) &&
      !has_name (root))
    {
      g_test_message ("no name: %s in %s", G_OBJECT_TYPE_NAME (root), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)));
      n = 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += clinic_test_count_nameless (child);
  return n;
}

/* Waits for a dialog of that type. */
GtkWidget *
clinic_test_get_dialog (ClinicTest *self, GType type)
{
  clinic_test_wait (adw_window_get_visible_dialog (self->window) != NULL &&
                    G_TYPE_CHECK_INSTANCE_TYPE (adw_window_get_visible_dialog (self->window), type));
  ui_test_settle ();
  g_set_object (&self->dialog, adw_window_get_visible_dialog (self->window));
  return GTK_WIDGET (self->dialog);
}

void
clinic_test_wait_told (ClinicTest *self, HavenTold told)
{
  clinic_test_wait (self->told != -1);
  if (self->told != (int) told)
    g_test_message ("told: %s", self->message);
  g_assert_cmpint (self->told, ==, told);
  self->told = -1;
}

HavenDayPage *
clinic_test_load_day (ClinicTest *self, int days_from_today)
{
  g_autoptr (GError) error = NULL;
  HavenDayPage *page = haven_booking_load_day (self->session, haven_date_add_days (self->today, days_from_today), &error);

  g_assert_no_error (error);
  return page;
}

HavenAppointment *
clinic_test_load (ClinicTest *self, const char *appointment_id)
{
  g_autoptr (GError) error = NULL;
  HavenAppointment *appointment = haven_session_load (self->session, &haven_appointment_info, appointment_id, &error);

  g_assert_no_error (error);
  return appointment;
}

const char *
clinic_test_find_resource (const HavenDayPage *page, const char *name)
{
  for (guint i = 0; i < page->resources->len; i++)
    if (g_str_equal (((const HavenResource *) page->resources->pdata[i])->name, name))
      return ((const HavenResource *) page->resources->pdata[i])->id;
  g_assert_not_reached ();
}

/* @person: a part of the name, or NULL for whoever comes first at that minute; -1: at any time */
HavenVisit *
clinic_test_find_visit (const HavenDayPage *page, const char *person, int minute)
{
  for (guint i = 0; i < page->visits->len; i++)
    {
      HavenVisit *visit = page->visits->pdata[i];

      if ((person == NULL || strstr (haven_visit_get_person_name (visit), person)) &&
          (minute < 0 || haven_visit_get_start_minute (visit) == minute))
        return visit;
    }
  return NULL;
}
