/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-import-dialog.h"

#include "haven-official-forms-service.h"
#include "haven-rows.h"
#include "haven-text.h"

#include <glib/gi18n.h>

#define LARGEST (64 * 1024 * 1024)

struct _HavenOfficialImportDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkWidget *bring;
  AdwActionRow *file_row;
  GtkEditable *code;
  GtkEditable *form_title;
  GtkEditable *agency;
  GtkEditable *edition;
  AdwSwitchRow *privileged;
  GtkLabel *failure;
  GtkWidget *spinner;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  GFile *file; /* nullable */
};

G_DEFINE_FINAL_TYPE (HavenOfficialImportDialog, haven_official_import_dialog, ADW_TYPE_DIALOG)

static void
update (HavenOfficialImportDialog *self)
{
  gtk_widget_set_sensitive (self->bring, self->file != NULL &&
                                             !haven_text_is_blank (gtk_editable_get_text (self->code)) &&
                                             !haven_text_is_blank (gtk_editable_get_text (self->form_title)) &&
                                             !haven_text_is_blank (gtk_editable_get_text (self->agency)) &&
                                             !gtk_widget_get_visible (self->spinner));
}

static void
changed_cb (HavenOfficialImportDialog *self)
{
  haven_error_label_show (self->failure, NULL);
  update (self);
}

static void
cancel_cb (HavenOfficialImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ── The file ─────────────────────────────────────────────────────────────── */

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    haven_official_import_dialog_set_file (data, file);
}

static void
choose_cb (HavenOfficialImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_set_name (filter, _ ("PDF forms"));
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Choose a PDF Form"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable, file_chosen_cb,
                        self);
}

/* ── Bringing it in ───────────────────────────────────────────────────────── */

typedef struct
{
  GFile *file;
  HavenOfficialForm *details;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->file);
  g_clear_pointer (&import->details, haven_official_form_free);
  g_free (import);
}

static gboolean
read_file (Import *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (import->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) <= LARGEST)
    import->details->file = g_file_load_bytes (import->file, cancellable, NULL, error);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _ ("The PDF is larger than 64 MB. Save only the pages of the form."));
  return import->details->file != NULL;
}

static gpointer
bring_in (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *import = data;

  return read_file (import, cancellable, error)
             ? haven_official_forms_import (session, import->details, cancellable, error)
             : NULL;
}

static void
brought_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenOfficialImportDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (self->spinner, FALSE);
  update (self);
  if (id == NULL)
    {
      haven_error_label_show (self->failure, error->message);
      return;
    }
  haven_workspace_tell (self->workspace, _ ("The form is here. Look at what each field is filled from."));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
bring_cb (HavenOfficialImportDialog *self)
{
  const char *edition = gtk_editable_get_text (self->edition);
  HavenOfficialForm *details = haven_official_form_new ();
  Import *import = g_new0 (Import, 1);

  import->details = details;
  import->file = g_object_ref (self->file);
  details->code = g_strdup (gtk_editable_get_text (self->code));
  details->title = g_strdup (gtk_editable_get_text (self->form_title));
  details->agency = g_strdup (gtk_editable_get_text (self->agency));
  details->privileged = adw_switch_row_get_active (self->privileged);
  if (*edition && !haven_date_parse (edition, &details->edition_on, NULL))
    {
      haven_error_label_show (self->failure, _ ("The date of the edition is written so: 2026-12-31."));
      import_free (import);
      return;
    }
  haven_error_label_show (self->failure, NULL);
  gtk_widget_set_visible (self->spinner, TRUE);
  update (self);
  haven_session_work_async (haven_workspace_get_session (self->workspace), bring_in, import, import_free, g_free,
                            self->cancellable, brought_in_cb, self);
}

static void
haven_official_import_dialog_dispose (GObject *object)
{
  HavenOfficialImportDialog *self = HAVEN_OFFICIAL_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_OFFICIAL_IMPORT_DIALOG);
  g_clear_object (&self->file);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_official_import_dialog_parent_class)->dispose (object);
}

static void
haven_official_import_dialog_class_init (HavenOfficialImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_official_import_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/havenclinic/Haven/ui/haven-official-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, bring);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, code);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, form_title);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, agency);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, edition);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, privileged);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialImportDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, bring_cb);
}

static void
haven_official_import_dialog_init (HavenOfficialImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AdwDialog *
haven_official_import_dialog_new (HavenWorkspace *workspace)
{
  HavenOfficialImportDialog *self = g_object_new (HAVEN_TYPE_OFFICIAL_IMPORT_DIALOG, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  return ADW_DIALOG (self);
}

/** The file that somebody chose. */
void
haven_official_import_dialog_set_file (HavenOfficialImportDialog *self, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (HAVEN_IS_OFFICIAL_IMPORT_DIALOG (self) && G_IS_FILE (file));

  g_set_object (&self->file, file);
  name = g_file_get_basename (file);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
  adw_action_row_set_subtitle (self->file_row, name);
  changed_cb (self);
}
