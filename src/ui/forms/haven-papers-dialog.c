/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-papers-dialog.h"

#include "haven-official-forms-service.h"
#include "haven-paper-words.h"
#include "haven-papers-signing.h"
#include "haven-permit.h"
#include "haven-text.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenPapersDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkEditable *search;
  GtkBox *groups;
  GtkWidget *nothing;

  /* owned */
  HavenWorkspace *workspace;
  char *patient_id;
  GCancellable *cancellable;
  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (HavenPapersDialog, haven_papers_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenPapersDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static void
row_activated_cb (HavenPapersDialog *self, AdwActionRow *row)
{
  g_autoptr (HavenPapersDialog) kept = g_object_ref (self);
  g_autofree char *what = g_strdup (g_object_get_data (G_OBJECT (row), "paper"));

  adw_dialog_force_close (ADW_DIALOG (self));
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_PAPER, self->patient_id, what);
}

static GtkWidget *
add_row (HavenPapersDialog *self, AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *what)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *said = g_strjoin (" ", title, subtitle, adw_preferences_group_get_title (group), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "paper", g_strdup (what), g_free);
  g_object_set_data_full (G_OBJECT (row), "key", haven_text_dup_search_key (said), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static AdwPreferencesGroup *
add_group (HavenPapersDialog *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_papers (HavenPapersDialog *self)
{
  const HavenPaperKind *kinds;
  gsize n_kinds;
  AdwPreferencesGroup *group = NULL;
  const char *purpose = NULL;

  if (!haven_session_may (get_session (self), "document", HAVEN_ACTION_CREATE))
    return;
  kinds = haven_paper_words_get_kinds (&n_kinds);
  for (gsize i = 0; i < n_kinds; i++)
    {
      if (!haven_session_may (get_session (self), kinds[i].record, HAVEN_ACTION_LIST))
        continue;
      if (purpose == NULL || strcmp (purpose, kinds[i].purpose) != 0)
        group = add_group (self, _ (kinds[i].purpose));
      purpose = kinds[i].purpose;
      add_row (self, group, _ (kinds[i].name), kinds[i].explanation ? _ (kinds[i].explanation) : NULL, kinds[i].form);
    }
}

/* ── What is in the record ────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *papers; /* HavenKeptPaper */
  GPtrArray *forms;  /* codes and titles of the clinic's own forms, in turn */
  GPtrArray *official; /* HavenOfficialForm */
} Found;

static void
free_found (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->papers, g_ptr_array_unref);
  g_clear_pointer (&found->forms, g_ptr_array_unref);
  g_clear_pointer (&found->official, g_ptr_array_unref);
  g_free (found);
}

static GPtrArray *
list_own_forms (HavenForms *forms)
{
  GPtrArray *own = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const HavenForm *form = haven_forms_lookup (forms, codes[i], NULL);

      if (haven_paper_words_find_kind (codes[i]) != NULL || haven_paper_words_is_about_nobody (codes[i]))
        continue;
      g_ptr_array_add (own, g_strdup (codes[i]));
      g_ptr_array_add (own, g_strdup (form->title.text));
    }
  return own;
}

static gpointer
find (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Found *found = g_new0 (Found, 1);
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, error);

  if (forms != NULL)
    found->forms = list_own_forms (forms);
  if (found->forms != NULL)
    found->official = haven_session_may (session, "official_form", HAVEN_ACTION_LIST)
                          ? haven_official_forms_list (session, error)
                          : g_ptr_array_new ();
  if (found->official != NULL && haven_session_may (session, "document", HAVEN_ACTION_LIST))
    found->papers = haven_papers_list_kept (session, data, error);
  else if (found->official != NULL)
    found->papers = g_ptr_array_new ();
  if (found->papers != NULL)
    return found;
  free_found (found);
  return NULL;
}

static void
add_kept (HavenPapersDialog *self, GPtrArray *papers)
{
  HavenClock *clock = haven_session_get_clock (get_session (self));
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < papers->len; i++)
    {
      const HavenKeptPaper *paper = papers->pdata[i];
      g_autofree char *title = haven_paper_words_dup_form (paper->document->form_code);
      g_autofree char *state = haven_paper_words_dup_kept (paper, clock);
      g_autofree char *what = g_strconcat (HAVEN_PAPER_KEPT, paper->document->id, NULL);
      GtkWidget *row;

      if (group == NULL)
        group = add_group (self, _ ("In the Record"));
      row = add_row (self, group, title, state, what);
      if (paper->signed_paper != NULL)
        adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("emblem-ok-symbolic"));
    }
}

static void
add_own_forms (HavenPapersDialog *self, GPtrArray *forms)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i + 1 < forms->len; i += 2)
    {
      group = group ? group : add_group (self, _ ("This Clinic’s Own"));
      add_row (self, group, forms->pdata[i + 1], NULL, forms->pdata[i]);
    }
}

static void
add_official_forms (HavenPapersDialog *self, GPtrArray *forms)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      const HavenOfficialForm *form = forms->pdata[i];
      g_autofree char *what = g_strconcat (HAVEN_PAPER_OFFICIAL, form->id, NULL);
      g_autofree char *about = g_strdup_printf ("%s · %s", form->code, form->agency);

      if (!haven_official_forms_may_fill (get_session (self), form))
        continue;
      group = group ? group : add_group (self, _ ("Official Forms"));
      add_row (self, group, form->title, about, what);
    }
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Found *found = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPapersDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      haven_workspace_tell_error (self->workspace, error);
      return;
    }
  if (haven_session_may (get_session (self), "document", HAVEN_ACTION_CREATE))
    {
      add_own_forms (self, found->forms);
      add_official_forms (self, found->official);
    }
  add_kept (self, found->papers);
  free_found (found);
}

/* ── Finding ──────────────────────────────────────────────────────────────── */

static gboolean
has_words (GtkWidget *row, char **words)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");

  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (key, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
search_changed_cb (HavenPapersDialog *self)
{
  g_autofree char *key = haven_text_dup_search_key (gtk_editable_get_text (self->search));
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  guint n_found = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      gboolean found = has_words (self->rows->pdata[i], words);

      gtk_widget_set_visible (self->rows->pdata[i], found);
      n_found += found;
    }
  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    {
      gboolean any = FALSE;

      for (guint i = 0; i < self->rows->len; i++)
        any |= gtk_widget_is_ancestor (self->rows->pdata[i], group) && gtk_widget_get_visible (self->rows->pdata[i]);
      gtk_widget_set_visible (group, any);
    }
  gtk_widget_set_visible (self->nothing, n_found == 0);
}

/* Escape takes what was typed away, and then the dialog. */
static void
search_stopped_cb (HavenPapersDialog *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_papers_dialog_dispose (GObject *object)
{
  HavenPapersDialog *self = HAVEN_PAPERS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PAPERS_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_papers_dialog_parent_class)->dispose (object);
}

static void
haven_papers_dialog_finalize (GObject *object)
{
  HavenPapersDialog *self = HAVEN_PAPERS_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  g_free (self->patient_id);
  G_OBJECT_CLASS (haven_papers_dialog_parent_class)->finalize (object);
}

static void
haven_papers_dialog_class_init (HavenPapersDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_papers_dialog_dispose;
  object_class->finalize = haven_papers_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-papers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPapersDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HavenPapersDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, HavenPapersDialog, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
haven_papers_dialog_init (HavenPapersDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

AdwDialog *
haven_papers_dialog_new (HavenWorkspace *workspace, const char *patient_id)
{
  HavenPapersDialog *self;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && patient_id != NULL, NULL);

  self = g_object_new (HAVEN_TYPE_PAPERS_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->patient_id = g_strdup (patient_id);
  add_papers (self);
  haven_session_work_async (get_session (self),
                            find,
                            g_strdup (patient_id),
                            g_free,
                            free_found,
                            self->cancellable,
                            found_cb,
                            self);
  return ADW_DIALOG (self);
}
