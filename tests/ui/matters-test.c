/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "matters-test.h"

#include "haven-deadline-card.h"
#include "haven-matters-pane.h"
#include "haven-vaults.h"
#include "ui-test.h"

#include <string.h>

static void
told_cb (MattersTest *self, const char *message, int told)
{
  g_test_message ("told: %s", message);
  self->told = told;
}

MattersTest *
matters_test_new (void)
{
  MattersTest *self = g_new0 (MattersTest, 1);
  g_autoptr (GError) error = NULL;

  self->told = -1;
  self->folder = g_dir_make_tmp ("haven-matters-XXXXXX", &error);
  g_assert_no_error (error);
  self->session = haven_vaults_make_demo (self->folder, NULL, &error);
  g_assert_no_error (error);
  self->today = haven_clock_today (haven_session_get_clock (self->session));
  self->workspace = haven_workspace_new (self->session);
  g_signal_connect_swapped (self->workspace, "told", G_CALLBACK (told_cb), self);
  self->pane = haven_matters_pane_new (self->workspace);
  self->window = ADW_WINDOW (adw_window_new ());
  adw_window_set_content (self->window, self->pane);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_widget_get_mapped (self->pane))
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  return self;
}

void
matters_test_free (MattersTest *self)
{
  ui_test_close (GTK_WINDOW (self->window));
  g_object_unref (self->workspace);
  g_object_unref (self->session);
  ui_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

/* ── Looking ──────────────────────────────────────────────────────────────── */

/* The first one that can be seen. */
GtkWidget *
matters_test_find (GtkWidget *root, GType type)
{
  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = matters_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
matters_test_find_labelled (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = matters_test_find_labelled (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
find_text (GtkWidget *root, const char *text, gboolean whole)
{
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root))
    {
      const char *label = gtk_label_get_text (GTK_LABEL (root));

      if (whole ? strcmp (label, text) == 0 : strstr (label, text) != NULL)
        return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (find_text (child, text, whole))
      return TRUE;
  return FALSE;
}

/* Whether a label that can be seen is just @text. */
gboolean
matters_test_shows (GtkWidget *root, const char *text)
{
  return find_text (root, text, TRUE);
}

gboolean
matters_test_mentions (GtkWidget *root, const char *part)
{
  return find_text (root, part, FALSE);
}

static gboolean
has_words (GtkWidget *root)
{
  if (GTK_IS_LABEL (root) && *gtk_label_get_text (GTK_LABEL (root)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;
  return FALSE;
}

static gboolean
needs_name (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget) || GTK_IS_LIST_BOX_ROW (widget);
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         ((GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget)) && has_words (widget)) ||
         (gtk_widget_get_parent (widget) != NULL && GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)));
}

/* What can be pressed, typed into or walked through and has no name. */
guint
matters_test_count_nameless (GtkWidget *root)
{
  guint n = 0;

  /* The buttons of the window and of a number are GTK's own; the number itself is named by its row. */
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root) || GTK_IS_WINDOW_CONTROLS (root) ||
      GTK_IS_SPIN_BUTTON (root))
    return 0;
  if (needs_name (root) && !has_name (root))
    {
      g_test_message ("no name: %s in %s",
                      G_OBJECT_TYPE_NAME (root),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)));
      n = 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += matters_test_count_nameless (child);
  return n;
}

/* ── Records ──────────────────────────────────────────────────────────────── */

HavenDeadline *
matters_test_find_deadline (MattersTest *self, const char *person, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) deadlines =
      haven_session_list (self->session, &haven_deadline_info, "rule_code", rule, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const HavenDeadline *deadline = deadlines->pdata[i];
      g_autoptr (HavenPatient) patient =
          haven_session_load (self->session, &haven_patient_info, deadline->patient_id, &error);

      g_assert_no_error (error);
      if (strstr (patient->name, person) != NULL)
        return haven_deadline_copy (deadline);
    }
  g_assert_not_reached ();
}

static GtkWidget *
find_card (GtkWidget *root, const char *id)
{
  if (HAVEN_IS_DEADLINE_CARD (root) && gtk_widget_get_visible (root) &&
      g_strcmp0 (haven_deadline_card_get_id (HAVEN_DEADLINE_CARD (root)), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Shows the matter of a deadline, and waits for its card. */
GtkWidget *
matters_test_open_card (MattersTest *self, const HavenDeadline *deadline)
{
  GtkWidget *card;

  haven_matters_pane_open (HAVEN_MATTERS_PANE (self->pane), NULL);
  haven_matters_pane_open (HAVEN_MATTERS_PANE (self->pane), deadline->matter_id);
  while ((card = find_card (self->pane, deadline->id)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  ui_test_settle ();
  return card;
}

void
matters_test_wait_told (MattersTest *self, int told)
{
  while (self->told == -1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (self->told, ==, told);
  self->told = -1;
}

void
matters_test_wait_shows (GtkWidget *root, const char *part, gboolean shows)
{
  while (matters_test_mentions (root, part) != shows)
    g_main_context_iteration (NULL, TRUE);
}
