/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-test.h"

#include "haven-people.h"
#include "haven-vaults.h"

#include <string.h>

/* More than anything here takes; a test that waits in vain fails instead of hanging. */
#define MOST_ROUNDS 20000

static void
open_cb (PeopleTest *self, int destination, const char *id, const char *detail)
{
  g_free (self->opened);
  self->opened = g_strdup_printf ("%d %s %s", destination, id ? id : "-", detail ? detail : "-");
}

static void
told_cb (PeopleTest *self, const char *message, int kind)
{
  g_set_str (&self->told, message);
}

void
people_test_init (PeopleTest *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *vault = NULL;

  self->folder = g_dir_make_tmp ("haven-people-XXXXXX", &error);
  g_assert_no_error (error);
  vault = g_build_filename (self->folder, "vault", NULL);
  self->session = haven_vaults_make_demo (vault, NULL, &error);
  g_assert_no_error (error);
  self->workspace = haven_workspace_new (self->session);
  g_signal_connect_swapped (self->workspace, "open", G_CALLBACK (open_cb), self);
  g_signal_connect_swapped (self->workspace, "told", G_CALLBACK (told_cb), self);
}

void
people_test_clear (PeopleTest *self)
{
  if (self->window != NULL)
    ui_test_close (self->window);
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  haven_store_close (haven_session_get_store (self->session));
  g_clear_object (&self->session);
  ui_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->opened);
  g_free (self->told);
}

void
people_test_show (PeopleTest *self, GtkWidget *content)
{
  self->window = GTK_WINDOW (adw_window_new ());
  self->content = content;
  adw_window_set_content (ADW_WINDOW (self->window), content);
  gtk_window_set_default_size (self->window, 1100, 900);
  gtk_window_present (self->window);
  for (int i = 0; i < 400 && !gtk_widget_get_mapped (content); i++)
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
}

/* Turns the main loop until something holds. */
void
people_test_wait (PeopleTestCheck check, gpointer data)
{
  for (int i = 0; i < MOST_ROUNDS; i++)
    {
      if (check (data))
        {
          ui_test_settle ();
          return;
        }
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_not_reached ();
}

char *
people_test_find_person (PeopleTest *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (self->session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    if (strcmp (((HavenPatient *) people->pdata[i])->name, name) == 0)
      return g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_not_reached ();
}

static GtkWidget *
find_rest (GtkWidget *root, const char *type_name, const char *css_class, guint *left)
{
  if ((type_name == NULL || strcmp (G_OBJECT_TYPE_NAME (root), type_name) == 0) &&
      (css_class == NULL || gtk_widget_has_css_class (root, css_class)) && (*left)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_rest (child, type_name, css_class, left);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The widget of that type and class below @root, as it stands in the tree: the first is number 0. */
GtkWidget *
people_test_find (GtkWidget *root, const char *type_name, const char *css_class, guint number)
{
  return find_rest (root, type_name, css_class, &number);
}

gpointer
people_test_get_child (gpointer widget, const char *id)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), id);

  g_assert_nonnull (child);
  return child;
}

AdwDialog *
people_test_get_dialog (PeopleTest *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

typedef struct
{
  PeopleTest *self;
  GType type;
} DialogWait;

static gboolean
has_dialog (gpointer data)
{
  DialogWait *wait = data;
  AdwDialog *dialog = people_test_get_dialog (wait->self);

  return dialog != NULL && G_TYPE_CHECK_INSTANCE_TYPE (dialog, wait->type) && gtk_widget_get_mapped (GTK_WIDGET (dialog));
}

AdwDialog *
people_test_wait_for_dialog (PeopleTest *self, GType type)
{
  people_test_wait (has_dialog, &(DialogWait) { self, type });
  return people_test_get_dialog (self);
}
