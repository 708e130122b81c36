/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-counsel-dialog.h"

#include "haven-date-row.h"
#include "haven-forms-service.h"
#include "haven-rows.h"

struct _HavenCounselDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwEntryRow *counsel;
  HavenDateRow *day;
  GtkLabel *failure;
  GtkWidget *record;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *form_code;

  gboolean recording;
};

G_DEFINE_FINAL_TYPE (HavenCounselDialog, haven_counsel_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenCounselDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/** What is recorded, on its way to a worker thread. */
typedef struct
{
  char *form_code;
  char *counsel;
  HavenDate day;
} Review;

static void
free_review (gpointer data)
{
  Review *review = data;

  g_free (review->form_code);
  g_free (review->counsel);
  g_free (review);
}

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Review *review = data;

  return haven_clinic_forms_edit_review (session, review->form_code, review->counsel, review->day, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenCounselDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->recording = FALSE;
  gtk_widget_set_sensitive (self->record, TRUE);
  if (edit == NULL)
    {
      haven_error_label_show (self->failure, error->message);
      return;
    }
  haven_workspace_do (self->workspace, edit);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* Returns: whether what stands there may be recorded; else it is said why not */
static gboolean
check (HavenCounselDialog *self, HavenDate *day)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *counsel = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->counsel)));
  const HavenDateEntry entry = haven_date_row_read (self->day, day, &error);
  gboolean right = entry != HAVEN_DATE_ENTRY_INVALID &&
                   haven_clinic_forms_check_review (get_session (self), counsel, *day, &error);

  haven_error_label_show (self->failure, right ? NULL : error->message);
  return right;
}

static void
changed_cb (HavenCounselDialog *self)
{
  haven_error_label_show (self->failure, NULL);
}

static void
record_cb (HavenCounselDialog *self)
{
  haven_counsel_dialog_record (self);
}

static void
cancel_cb (HavenCounselDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
haven_counsel_dialog_dispose (GObject *object)
{
  HavenCounselDialog *self = HAVEN_COUNSEL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_COUNSEL_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->form_code, g_free);
  G_OBJECT_CLASS (haven_counsel_dialog_parent_class)->dispose (object);
}

static void
haven_counsel_dialog_class_init (HavenCounselDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_counsel_dialog_dispose;
  g_type_ensure (HAVEN_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-counsel-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenCounselDialog, counsel);
  gtk_widget_class_bind_template_child (widget_class, HavenCounselDialog, day);
  gtk_widget_class_bind_template_child (widget_class, HavenCounselDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenCounselDialog, record);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
haven_counsel_dialog_init (HavenCounselDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AdwDialog *
haven_counsel_dialog_new (HavenWorkspace *workspace, const char *form_code)
{
  HavenCounselDialog *self = g_object_new (HAVEN_TYPE_COUNSEL_DIALOG, NULL);
  HavenDate today;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && form_code != NULL, ADW_DIALOG (self));

  self->workspace = g_object_ref (workspace);
  self->form_code = g_strdup (form_code);
  today = haven_clock_today (haven_session_get_clock (get_session (self)));
  haven_date_row_set_today (self->day, today);
  haven_date_row_set_date (self->day, today);
  return ADW_DIALOG (self);
}

/** As if it were typed; for tests. */
void
haven_counsel_dialog_set (HavenCounselDialog *self, const char *counsel, const char *day)
{
  g_return_if_fail (HAVEN_IS_COUNSEL_DIALOG (self));
  gtk_editable_set_text (GTK_EDITABLE (self->counsel), counsel);
  gtk_editable_set_text (GTK_EDITABLE (self->day), day);
}

/** What the button does. */
void
haven_counsel_dialog_record (HavenCounselDialog *self)
{
  HavenDate day = HAVEN_DATE_NONE;
  Review *review;

  g_return_if_fail (HAVEN_IS_COUNSEL_DIALOG (self));

  if (self->recording || !check (self, &day))
    return;
  review = g_new0 (Review, 1);
  review->form_code = g_strdup (self->form_code);
  review->counsel = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->counsel)));
  review->day = day;
  self->recording = TRUE;
  gtk_widget_set_sensitive (self->record, FALSE);
  haven_session_work_async (get_session (self), make_edit, review, free_review, g_object_unref, self->cancellable, made_cb, self);
}

/** Returns: why it was not recorded, or "" */
const char *
haven_counsel_dialog_get_failure (HavenCounselDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_COUNSEL_DIALOG (self), NULL);
  return gtk_label_get_label (self->failure);
}
