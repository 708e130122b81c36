/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-change-dialog.h"

#include "haven-announce.h"
#include "haven-form-rows.h"
#include "haven-form-words.h"
#include "haven-forms-service.h"
#include "haven-rows.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define LARGEST_FILE (4 * 1024 * 1024)
#define MOST_TEXTS 60 /* rows: further ones are counted */

struct _HavenFormChangeDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkStack *stack;
  AdwBin *holder;
  AdwStatusPage *problem;
  GtkLabel *failure;
  GtkWidget *take;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  GBytes *file; /* NULL until it was checked */

  gboolean taking;
};

G_DEFINE_FINAL_TYPE (HavenFormChangeDialog, haven_form_change_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenFormChangeDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── What would change ────────────────────────────────────────────────────── */

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *words, const char *icon_name)
{
  GtkWidget *row = haven_row_new (title, words);

  haven_row_add_icon (row, icon_name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_version (AdwPreferencesPage *page, const HavenFormChanges *changes)
{
  AdwPreferencesGroup *group =
      haven_rows_add_group (page,
                            _ ("The Form"),
                            _ ("Papers that were made or signed before keep the words they had. A version stays for good: "
                               "it can be put aside, not changed."));
  g_autofree char *words = changes->before ? g_strdup_printf (_ ("Version %s takes the place of version %s"),
                                                              changes->after->version,
                                                              changes->before->version)
                                           : g_strdup_printf (_ ("A new form, version %s"), changes->after->version);

  add_row (group, changes->after->title.text, words, "haven-document-symbolic");
  if (changes->after->needs_counsel_review)
    add_row (group,
             _ ("Not yet reviewed by counsel"),
             _ ("Every copy says so until a review of this version is recorded."),
             "dialog-information-symbolic");
}

static void
add_elements (AdwPreferencesPage *page, const HavenFormChanges *changes)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("What the Law Asks For"), NULL);

  for (guint i = 0; i < changes->lost->len; i++)
    adw_preferences_group_add (group,
                               haven_form_row_new_element (changes->lost->pdata[i], _ ("No longer there"), "dialog-warning-symbolic"));
  for (guint i = 0; i < changes->missing->len; i++)
    if (!g_ptr_array_find (changes->lost, changes->missing->pdata[i], NULL))
      adw_preferences_group_add (group,
                                 haven_form_row_new_element (changes->missing->pdata[i], _ ("Missing"), "dialog-warning-symbolic"));
  if (changes->lost->len + changes->missing->len == 0)
    add_row (group, _ ("Nothing is lost"), NULL, "object-select-symbolic");
}

static void
add_text (AdwPreferencesGroup *group, const HavenFormTextChange *change)
{
  g_autofree char *both = NULL;

  if (change->before == NULL)
    add_row (group, C_ ("text", "Added"), change->after, "list-add-symbolic");
  else if (change->after == NULL)
    add_row (group, C_ ("text", "Removed"), change->before, "list-remove-symbolic");
  else
    {
      /* Translators: the words of a paper, as they were and as they would be */
      both = g_strdup_printf (_ ("Before: %s\nNow: %s"), change->before, change->after);
      add_row (group, C_ ("text", "Changed"), both, "document-edit-symbolic");
    }
}

static void
add_texts (AdwPreferencesPage *page, const HavenFormChanges *changes)
{
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u text is not as it was.", "%u texts are not as they were.", changes->texts->len),
                       changes->texts->len);
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("Words"), count);

  for (guint i = 0; i < MIN (changes->texts->len, MOST_TEXTS); i++)
    add_text (group, changes->texts->pdata[i]);
  if (changes->texts->len > MOST_TEXTS)
    {
      const guint more = changes->texts->len - MOST_TEXTS;
      g_autofree char *words = g_strdup_printf (ngettext ("And %u more", "And %u more", more), more);

      add_row (group, words, NULL, "view-more-symbolic");
    }
}

static void
add_languages (AdwPreferencesPage *page, const HavenFormChanges *changes)
{
  AdwPreferencesGroup *group;

  if (changes->languages->len == 0)
    return;
  group = haven_rows_add_group (page,
                                _ ("Translations"),
                                _ ("Until these are translated and approved, nobody can sign the form in these languages."));
  for (guint i = 0; i < changes->languages->len; i++)
    {
      const HavenFormLanguage *language = changes->languages->pdata[i];
      g_autofree char *name = haven_words_dup_language (language->language);
      g_autofree char *words = haven_form_words_dup_work (language);

      add_row (group, name, words, "dialog-information-symbolic");
    }
}

static void
show_changes (HavenFormChangeDialog *self, const HavenFormChanges *changes)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  add_version (page, changes);
  add_elements (page, changes);
  add_texts (page, changes);
  add_languages (page, changes);
  adw_bin_set_child (self->holder, GTK_WIDGET (page));
  gtk_stack_set_visible_child_name (self->stack, "changes");
  gtk_widget_set_sensitive (self->take, TRUE);
  haven_announce (GTK_WIDGET (self), _ ("The form was checked. What would change is listed."));
}

static void
show_problem (HavenFormChangeDialog *self, const char *sentence)
{
  g_autofree char *words = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->problem, words);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_set_visible (self->take, FALSE);
  haven_announce (GTK_WIDGET (self), sentence);
}

/* ── Checking ─────────────────────────────────────────────────────────────── */

typedef struct
{
  GFile *file;
  char *form_code; /* nullable */
} Checking;

static void
free_checking (gpointer data)
{
  Checking *checking = data;

  g_object_unref (checking->file);
  g_free (checking->form_code);
  g_free (checking);
}

static GBytes *
read_file (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > LARGEST_FILE)
    return NULL;
  return g_file_load_bytes (file, cancellable, NULL, NULL);
}

static gpointer
check_file (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Checking *checking = data;
  g_autoptr (GBytes) file = read_file (checking->file, cancellable);
  g_autoptr (HavenFormChanges) changes = NULL;

  if (file == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The file cannot be read. Choose another one; nothing was changed."));
      return NULL;
    }
  changes = haven_form_changes_read (session, file, error);
  if (changes == NULL || checking->form_code == NULL || g_strcmp0 (changes->after->code, checking->form_code) == 0)
    return g_steal_pointer (&changes);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               _ ("This file is of the form “%s”. Open that form’s page, or add it as a form of your own; nothing was changed."),
               changes->after->code);
  return NULL;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenFormChanges) changes = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenFormChangeDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (changes == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  self->file = g_bytes_ref (changes->file);
  show_changes (self, changes);
}

/* ── Taking ───────────────────────────────────────────────────────────────── */

static gpointer
take_file (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_clinic_forms_add (session, data, error));
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenFormChangeDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->taking = FALSE;
  gtk_widget_set_sensitive (self->take, TRUE);
  if (!done)
    {
      haven_error_label_show (self->failure, error->message);
      return;
    }
  haven_workspace_tell (self->workspace, _ ("The form is in use. New papers have its words."));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
take_cb (HavenFormChangeDialog *self)
{
  haven_form_change_dialog_take (self);
}

static void
cancel_cb (HavenFormChangeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ── The dialog ───────────────────────────────────────────────────────────── */

static void
haven_form_change_dialog_dispose (GObject *object)
{
  HavenFormChangeDialog *self = HAVEN_FORM_CHANGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_FORM_CHANGE_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->file, g_bytes_unref);
  G_OBJECT_CLASS (haven_form_change_dialog_parent_class)->dispose (object);
}

static void
haven_form_change_dialog_class_init (HavenFormChangeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_form_change_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-form-change-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenFormChangeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenFormChangeDialog, holder);
  gtk_widget_class_bind_template_child (widget_class, HavenFormChangeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenFormChangeDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenFormChangeDialog, take);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
haven_form_change_dialog_init (HavenFormChangeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/** @form_code: (nullable): which form the file must be of; %NULL: any, or a new one */
AdwDialog *
haven_form_change_dialog_new (HavenWorkspace *workspace, GFile *file, const char *form_code)
{
  HavenFormChangeDialog *self = g_object_new (HAVEN_TYPE_FORM_CHANGE_DIALOG, NULL);
  Checking *checking;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && G_IS_FILE (file), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  checking = g_new0 (Checking, 1);
  checking->file = g_object_ref (file);
  checking->form_code = g_strdup (form_code);
  haven_session_work_async (get_session (self),
                            check_file,
                            checking,
                            free_checking,
                            (GDestroyNotify) haven_form_changes_free,
                            self->cancellable,
                            checked_cb,
                            self);
  return ADW_DIALOG (self);
}

/* What waits for somebody to choose a file. */
typedef struct
{
  GtkWidget *widget;
  HavenWorkspace *workspace;
  char *form_code;
  GCancellable *cancellable;
} Choosing;

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *choosing = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && !g_cancellable_is_cancelled (choosing->cancellable))
    adw_dialog_present (haven_form_change_dialog_new (choosing->workspace, file, choosing->form_code), choosing->widget);
  g_object_unref (choosing->widget);
  g_object_unref (choosing->workspace);
  g_object_unref (choosing->cancellable);
  g_free (choosing->form_code);
  g_free (choosing);
}

/** Asks for a file, and shows over @widget what it would change. @form_code: as for haven_form_change_dialog_new() */
void
haven_form_change_dialog_choose (GtkWidget *widget,
                                 HavenWorkspace *workspace,
                                 const char *form_code,
                                 GCancellable *cancellable)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  Choosing *choosing;

  g_return_if_fail (GTK_IS_WIDGET (widget) && HAVEN_IS_WORKSPACE (workspace) && G_IS_CANCELLABLE (cancellable));

  gtk_file_filter_set_name (filter, _ ("Forms"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Choose the Form’s File"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  choosing = g_new0 (Choosing, 1);
  choosing->widget = g_object_ref (widget);
  choosing->workspace = g_object_ref (workspace);
  choosing->cancellable = g_object_ref (cancellable);
  choosing->form_code = g_strdup (form_code);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), cancellable, file_chosen_cb, choosing);
}

/** What the button does. */
void
haven_form_change_dialog_take (HavenFormChangeDialog *self)
{
  g_return_if_fail (HAVEN_IS_FORM_CHANGE_DIALOG (self));

  if (self->file == NULL || self->taking)
    return;
  self->taking = TRUE;
  gtk_widget_set_sensitive (self->take, FALSE);
  haven_session_work_async (get_session (self),
                            take_file,
                            g_bytes_ref (self->file),
                            (GDestroyNotify) g_bytes_unref,
                            NULL,
                            self->cancellable,
                            taken_cb,
                            self);
}

/** Whether the file was checked and may be taken. */
gboolean
haven_form_change_dialog_is_ready (HavenFormChangeDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_FORM_CHANGE_DIALOG (self), FALSE);
  return self->file != NULL && !self->taking;
}

/** Returns: (nullable): why the file cannot be used; %NULL: nothing is known against it */
const char *
haven_form_change_dialog_get_problem (HavenFormChangeDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_FORM_CHANGE_DIALOG (self), NULL);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "problem") != 0)
    return NULL;
  return adw_status_page_get_description (self->problem);
}
