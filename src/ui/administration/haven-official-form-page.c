/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-form-page.h"

#include "haven-form-picture.h"
#include "haven-official-field-dialog.h"
#include "haven-official-forms-service.h"
#include "haven-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenOfficialFormPage
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkPicture *picture;
  GtkLabel *page_number;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *facts;
  GtkListBox *fields;
  GtkWidget *retire;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *form_id;
  HavenPdfReader *reader; /* NULL until the form was read; one thread at a time */
  GPtrArray *rows;        /* of HavenOfficialFormField */

  guint page;
  gboolean busy;  /* something is being read */
  gboolean stale; /* and has to be read again */
};

G_DEFINE_FINAL_TYPE (HavenOfficialFormPage, haven_official_form_page, ADW_TYPE_NAVIGATION_PAGE)

static const HavenPdfFacts *
get_facts (HavenOfficialFormPage *self)
{
  return haven_pdf_reader_get_facts (self->reader);
}

static HavenSession *
get_session (HavenOfficialFormPage *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Reading, on another thread ───────────────────────────────────────────── */

/* What is asked for, and what comes of it. */
typedef struct
{
  char *form_id;
  HavenPdfReader *reader; /* NULL at first */
  guint page;

  HavenOfficialForm *form;
  GPtrArray *rows;
  GdkTexture *picture;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->form_id);
  g_clear_object (&load->reader);
  g_clear_pointer (&load->form, haven_official_form_free);
  g_clear_pointer (&load->rows, g_ptr_array_unref);
  g_clear_object (&load->picture);
  g_free (load);
}

static gpointer
read_form (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Load *wanted = data;
  Load *load = g_new0 (Load, 1);

  load->page = wanted->page;
  load->form = haven_session_load (session, &haven_official_form_info, wanted->form_id, error);
  if (load->form != NULL)
    load->rows = haven_official_forms_list_fields (session, wanted->form_id, error);
  if (load->rows != NULL)
    load->reader =
        wanted->reader ? g_object_ref (wanted->reader) : haven_pdf_reader_new (load->form->file, cancellable, error);
  if (load->reader != NULL)
    load->picture = haven_form_picture_draw (load->reader, load->page, cancellable, error);
  if (load->picture != NULL)
    return load;
  load_free (load);
  return NULL;
}

/* ── Showing ──────────────────────────────────────────────────────────────── */

static void
show_page (HavenOfficialFormPage *self, const Load *load)
{
  /* Translators: which page of a form is seen: “Page 1 of 4” */
  g_autofree char *words = g_strdup_printf (_ ("Page %u of %u"), load->page + 1, get_facts (self)->pages->len);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (load->picture));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_label_set_label (self->page_number, words);
  self->page = load->page;
  gtk_widget_set_sensitive (self->previous, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < get_facts (self)->pages->len);
}

/* “The person's name · Its last word” */
static char *
dup_mapping_words (const HavenOfficialFormField *row, const HavenPdfField *field)
{
  const HavenChoice *source = row->source ? haven_choice_find (haven_official_form_get_sources (), row->source) : NULL;
  const HavenChoice *format =
      row->format ? haven_choice_find (haven_official_form_get_formats (row->source), row->format) : NULL;

  if (field->type == HAVEN_PDF_FIELD_SIGNATURE)
    return g_strdup (_ ("Signed by pen"));
  if (field->type == HAVEN_PDF_FIELD_BUTTON || field->read_only)
    return g_strdup (_ ("Not filled"));
  if (source == NULL)
    return g_strdup (_ ("Somebody writes it"));
  if (format != NULL)
    return g_strdup_printf ("%s · %s", _ (source->label), _ (format->label));
  return row->format ? g_strdup_printf ("%s: %s", _ (source->label), row->format) : g_strdup (_ (source->label));
}

static void row_activated_cb (GtkWidget *row, HavenOfficialFormPage *self);

static GtkWidget *
create_row (HavenOfficialFormPage *self, const HavenOfficialFormField *mapping, const HavenPdfField *field, guint i)
{
  g_autofree char *words = dup_mapping_words (mapping, field);
  const HavenPdfWidget *widget = field->widgets->pdata[0];
  /* Translators: a field of a form, its page, and where its value comes from */
  g_autofree char *subtitle = g_strdup_printf (_ ("Page %u · %s"), widget->page + 1, words);
  g_autofree char *title = haven_form_picture_dup_field_name (get_facts (self), i);
  GtkWidget *row = haven_row_new (title, subtitle);
  gboolean may = haven_session_may (get_session (self), "official_form_field", HAVEN_ACTION_UPDATE) &&
                 !field->read_only && field->type != HAVEN_PDF_FIELD_SIGNATURE && field->type != HAVEN_PDF_FIELD_BUTTON;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), may);
  if (may)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("document-edit-symbolic"));
  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (i));
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);
  return row;
}

static HavenOfficialFormField *
find_mapping (HavenOfficialFormPage *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((HavenOfficialFormField *) self->rows->pdata[i])->field, name) == 0)
      return self->rows->pdata[i];
  return NULL;
}

static void
show_rows (HavenOfficialFormPage *self)
{
  const GPtrArray *fields = get_facts (self)->fields;

  gtk_list_box_remove_all (self->fields);
  for (guint i = 0; i < fields->len; i++)
    {
      const HavenPdfField *field = fields->pdata[i];
      const HavenOfficialFormField *mapping = find_mapping (self, field->name);

      if (mapping != NULL)
        gtk_list_box_append (self->fields, create_row (self, mapping, field, i));
    }
}

static void
show_form (HavenOfficialFormPage *self, const HavenOfficialForm *form)
{
  g_autofree char *words = g_strdup_printf ("%s · %s · %s",
                                            form->code,
                                            form->agency,
                                            form->privileged ? _ ("For the legal team alone") : _ ("For every team"));

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), form->title);
  gtk_label_set_label (self->facts, words);
  gtk_widget_set_visible (self->retire, form->retired_at == 0 && haven_session_may (get_session (self), "official_form",
                                                                                    HAVEN_ACTION_UPDATE));
  gtk_stack_set_visible_child_name (self->stack, "form");
}

static void load (HavenOfficialFormPage *self, guint page);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Load *found = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenOfficialFormPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (found == NULL)
    {
      g_autofree char *words = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, words);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_set_object (&self->reader, found->reader);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (found->rows);
  show_page (self, found);
  show_rows (self);
  show_form (self, found->form);
  load_free (found);
  if (self->stale)
    load (self, self->page);
}

static void
load (HavenOfficialFormPage *self, guint page)
{
  Load *wanted;

  self->stale = self->busy;
  if (self->busy)
    return;
  self->busy = TRUE;
  wanted = g_new0 (Load, 1);
  wanted->form_id = g_strdup (self->form_id);
  wanted->reader = self->reader ? g_object_ref (self->reader) : NULL;
  wanted->page = page;
  haven_session_work_async (get_session (self), read_form, wanted, load_free, load_free, self->cancellable, loaded_cb,
                            self);
}

/* ── Acts ─────────────────────────────────────────────────────────────────── */

static void
previous_cb (HavenOfficialFormPage *self)
{
  if (self->page > 0)
    load (self, self->page - 1);
}

static void
next_cb (HavenOfficialFormPage *self)
{
  if (self->reader && self->page + 1 < get_facts (self)->pages->len)
    load (self, self->page + 1);
}

static void
mapping_chosen_cb (HavenOfficialFieldDialog *dialog,
                   const char *source,
                   const char *format,
                   HavenOfficialFormPage *self)
{
  const HavenOfficialFormField *before = g_object_get_data (G_OBJECT (dialog), "mapping");
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit =
      haven_official_forms_edit_field (get_session (self), self->reader, before, source, format, &error);

  if (edit != NULL)
    haven_workspace_do (self->workspace, edit);
  else
    haven_workspace_tell_error (self->workspace, error);
}

static void
row_activated_cb (GtkWidget *row, HavenOfficialFormPage *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "place"));
  const HavenPdfField *field = get_facts (self)->fields->pdata[i];
  const HavenOfficialFormField *mapping = find_mapping (self, field->name);
  const HavenPdfWidget *widget = field->widgets->pdata[0];
  AdwDialog *dialog = haven_official_field_dialog_new (field, mapping);

  if (widget->page != self->page)
    load (self, widget->page);
  g_object_set_data_full (G_OBJECT (dialog), "mapping", haven_official_form_field_copy (mapping),
                          (GDestroyNotify) haven_official_form_field_free);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (mapping_chosen_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static gpointer
retire_form (HavenSession *session, gpointer form_id, GCancellable *cancellable, GError **error)
{
  return haven_official_forms_retire (session, form_id, error) ? g_strdup (form_id) : NULL;
}

static void
retired_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenOfficialFormPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id == NULL)
    haven_workspace_tell_error (self->workspace, error);
  else
    haven_workspace_tell (self->workspace, _ ("The form is out of use. Papers made from it stay."));
}

static void
question_answered_cb (HavenOfficialFormPage *self, const char *response)
{
  if (g_strcmp0 (response, "retire") == 0)
    haven_session_work_async (get_session (self), retire_form, g_strdup (self->form_id), g_free, g_free,
                              self->cancellable, retired_cb, self);
}

/* It cannot be taken back, so it is asked. */
static void
retire_cb (HavenOfficialFormPage *self)
{
  AdwDialog *question =
      adw_alert_dialog_new (_ ("Take This Form Out of Use?"),
                            _ ("Nobody can fill it any more, and it cannot be put back. Papers made from it stay."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _ ("_Keep"), "retire", _ ("_Take Out"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "retire", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "keep");
  g_signal_connect_object (question, "response", G_CALLBACK (question_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (self));
}

static void
store_changed_cb (HavenOfficialFormPage *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "official_form_field") || haven_changes_touch (changes, "official_form"))
    load (self, self->page);
}

/* ── The page ─────────────────────────────────────────────────────────────── */

static void
haven_official_form_page_dispose (GObject *object)
{
  HavenOfficialFormPage *self = HAVEN_OFFICIAL_FORM_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_OFFICIAL_FORM_PAGE);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->form_id, g_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_official_form_page_parent_class)->dispose (object);
}

static void
haven_official_form_page_class_init (HavenOfficialFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_official_form_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-official-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, picture);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, page_number);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, previous);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, next);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, facts);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, fields);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFormPage, retire);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, retire_cb);
}

static void
haven_official_form_page_init (HavenOfficialFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
haven_official_form_page_new (HavenWorkspace *workspace, const char *form_id)
{
  HavenOfficialFormPage *self = g_object_new (HAVEN_TYPE_OFFICIAL_FORM_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && form_id != NULL, GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->form_id = g_strdup (form_id);
  g_signal_connect_object (haven_session_get_store (get_session (self)), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self, 0);
  return GTK_WIDGET (self);
}

/** Whether it shows what there is, and nothing is under way. */
gboolean
haven_official_form_page_is_idle (HavenOfficialFormPage *self)
{
  g_return_val_if_fail (HAVEN_IS_OFFICIAL_FORM_PAGE (self), FALSE);

  return !self->busy;
}
