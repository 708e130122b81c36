/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-page.h"

#include "haven-counsel-dialog.h"
#include "haven-form-change-dialog.h"
#include "haven-form-rows.h"
#include "haven-form-words.h"
#include "haven-forms-service.h"
#include "haven-permit.h"
#include "haven-rows.h"
#include "haven-way-out.h"

#include <glib/gi18n.h>

struct _HavenFormPage
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkStack *stack;
  GtkLabel *failed_act;
  AdwBin *holder;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *form_code;
  HavenFormFacts *facts; /* NULL: not loaded yet */

  gboolean loading;
  gboolean stale;
  gboolean acting;
};

G_DEFINE_FINAL_TYPE (HavenFormPage, haven_form_page, ADW_TYPE_NAVIGATION_PAGE)

static void load (HavenFormPage *self);

static HavenSession *
get_session (HavenFormPage *self)
{
  return haven_workspace_get_session (self->workspace);
}

static HavenClock *
get_clock (HavenFormPage *self)
{
  return haven_session_get_clock (get_session (self));
}

/* ── Acting ───────────────────────────────────────────────────────────────── */

/* One at a time; what it shows when it is done follows from what the store says has changed. */
static void
start (HavenFormPage *self, HavenWorkFunc function, GDestroyNotify free_result, GAsyncReadyCallback callback)
{
  if (self->acting)
    return;
  self->acting = TRUE;
  haven_error_label_show (self->failed_act, NULL);
  haven_session_work_async (get_session (self),
                            function,
                            g_strdup (self->form_code),
                            g_free,
                            free_result,
                            self->cancellable,
                            callback,
                            self);
}

static gboolean
has_ended (HavenFormPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  self->acting = FALSE;
  if (error != NULL)
    haven_error_label_show (self->failed_act, error->message);
  return error == NULL;
}

static gpointer
make_take_back (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_clinic_forms_edit_take_back_review (session, data, error);
}

static void
take_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (has_ended (data, error))
    haven_workspace_do (HAVEN_FORM_PAGE (data)->workspace, edit);
}

static void
take_back_clicked_cb (HavenFormPage *self)
{
  start (self, make_take_back, g_object_unref, take_back_cb);
}

static void
record_clicked_cb (HavenFormPage *self)
{
  adw_dialog_present (haven_counsel_dialog_new (self->workspace, self->form_code), GTK_WIDGET (self));
}

static void
see_clicked_cb (HavenFormPage *self)
{
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_SAMPLE, self->form_code, NULL);
}

static void
save_failed (gpointer widget, const GError *error)
{
  haven_error_label_show (HAVEN_FORM_PAGE (widget)->failed_act, error->message);
}

static gpointer
read_file (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_clinic_forms_dup_file (session, data, error);
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenFormPage *self = data;
  g_autofree char *name = NULL;

  if (!has_ended (self, error))
    return;
  name = g_strconcat (self->form_code, ".json", NULL);
  haven_bytes_save (GTK_WIDGET (self), _ ("Save the Form’s File"), name, file, self->cancellable, save_failed);
}

static void
save_clicked_cb (HavenFormPage *self)
{
  start (self, read_file, (GDestroyNotify) g_bytes_unref, file_read_cb);
}

static void
bring_clicked_cb (HavenFormPage *self)
{
  haven_form_change_dialog_choose (GTK_WIDGET (self), self->workspace, self->form_code, self->cancellable);
}

/* ── Putting a version aside ──────────────────────────────────────────────── */

static gpointer
retire (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_clinic_forms_retire (session, data, error));
}

static void
retired_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenFormPage *self = data;

  haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  if (has_ended (self, error))
    haven_workspace_tell (self->workspace, _ ("The version was put aside."));
}

static void
retire_answered_cb (HavenFormPage *self, const char *response)
{
  if (g_strcmp0 (response, "retire") == 0)
    start (self, retire, NULL, retired_cb);
}

/* Nothing brings the version back, so it is asked for. */
static void
retire_clicked_cb (HavenFormPage *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Put This Version Aside?"),
      self->facts->shipped_version
          ? _ ("New papers have the words that Haven brings. Papers that were signed keep theirs. To use these words again, "
               "bring them in as another version.")
          : _ ("New papers of this form are no longer made. Papers that were signed keep their words. To use it again, bring it "
               "in as another version."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "retire", _ ("_Put Aside"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "retire", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (retire_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ── What it shows ────────────────────────────────────────────────────────── */

static GtkWidget *
add_button (HavenFormPage *self, AdwPreferencesGroup *group, const char *title, const char *icon, GCallback callback)
{
  GtkWidget *row = haven_row_new_button (title, icon);

  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = haven_row_new_fact (title, value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
}

static void
add_about (HavenFormPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("The Form"), NULL);
  g_autofree char *version = haven_form_words_dup_version (self->facts, get_clock (self));
  g_autofree char *law = self->facts->form->legal_basis ? g_strjoinv (", ", self->facts->form->legal_basis) : NULL;
  GtkWidget *row = haven_row_new (self->facts->form->title.text, haven_form_words_get_purpose (self->form_code));

  haven_row_add_icon (row, "haven-document-symbolic");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  add_fact (group, _ ("Version"), version);
  if (self->facts->own != NULL && self->facts->shipped_version != NULL)
    {
      g_autofree char *shipped = g_strdup_printf (_ ("Version %s"), self->facts->shipped_version);

      add_fact (group, _ ("What Haven Brings"), shipped);
    }
  add_fact (group, _ ("Code"), self->form_code);
  add_fact (group, _ ("Law"), law);
}

static void
add_review (HavenFormPage *self, AdwPreferencesPage *page)
{
  const HavenFormFacts *facts = self->facts;
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("Review by Counsel"), NULL);
  g_autofree char *review = haven_form_words_dup_review (facts);
  g_autofree char *recorded = haven_form_words_dup_recorded (facts, get_clock (self));
  GtkWidget *row = haven_row_new (review,
                                  recorded                ? recorded
                                  : facts->awaits_counsel ? _ ("Until then every copy says so.")
                                                          : _ ("This form is no legal text."));

  haven_row_add_icon (row, facts->awaits_counsel ? "dialog-information-symbolic" : "object-select-symbolic");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
  if (facts->awaits_counsel)
    haven_permit_bind (add_button (self, group, _ ("_Record a Review…"), "document-edit-symbolic", G_CALLBACK (record_clicked_cb)),
                       get_session (self),
                       "counsel_review",
                       HAVEN_ACTION_CREATE);
  else if (facts->review != NULL)
    haven_permit_bind (add_button (self, group, _ ("_Take the Review Back"), "edit-undo-symbolic", G_CALLBACK (take_back_clicked_cb)),
                       get_session (self),
                       "counsel_review",
                       HAVEN_ACTION_DELETE);
}

static void
add_checks (HavenFormPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group;

  if (self->facts->checks->len == 0)
    return;
  group = haven_rows_add_group (page,
                                _ ("What the Law Asks For"),
                                _ ("Each block of a form names what it says. Whether it says it well, a lawyer tells."));
  for (guint i = 0; i < self->facts->checks->len; i++)
    adw_preferences_group_add (group, haven_form_row_new_check (self->facts->checks->pdata[i]));
}

static void
add_languages (HavenFormPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group =
      haven_rows_add_group (page, _ ("Languages"), _ ("A paper is signed only where every text of it is approved."));

  for (guint i = 0; i < self->facts->languages->len; i++)
    adw_preferences_group_add (group, haven_form_row_new_language (self->facts->languages->pdata[i]));
}

static void
add_acts (HavenFormPage *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = haven_rows_add_group (page, _ ("The Paper and Its File"), NULL);
  GtkWidget *bring, *aside;

  add_button (self, group, _ ("See the _Paper"), "haven-document-symbolic", G_CALLBACK (see_clicked_cb));
  add_button (self, group, _ ("_Save the Form’s File…"), "document-save-symbolic", G_CALLBACK (save_clicked_cb));
  bring = add_button (self, group, _ ("_Bring In a Changed Form…"), "document-open-symbolic", G_CALLBACK (bring_clicked_cb));
  haven_permit_bind (bring, get_session (self), "clinic_form", HAVEN_ACTION_CREATE);
  if (self->facts->own == NULL)
    return;
  aside = add_button (self,
                      group,
                      self->facts->shipped_version ? _ ("Go Back to _Haven’s Form…") : _ ("Put This Form _Aside…"),
                      NULL,
                      G_CALLBACK (retire_clicked_cb));
  gtk_widget_add_css_class (aside, "destructive-action");
  haven_permit_bind (aside, get_session (self), "clinic_form", HAVEN_ACTION_UPDATE);
}

static void
show_facts (HavenFormPage *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), self->facts->form->title.text);
  add_about (self, page);
  add_review (self, page);
  add_acts (self, page);
  add_checks (self, page);
  add_languages (self, page);
  adw_bin_set_child (self->holder, GTK_WIDGET (page));
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/* ── Loading ──────────────────────────────────────────────────────────────── */

static gpointer
read_facts (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_form_facts_read (session, data, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenFormFacts *facts = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenFormPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (facts != NULL)
    {
      g_clear_pointer (&self->facts, haven_form_facts_free);
      self->facts = facts;
      show_facts (self);
    }
  else
    {
      haven_permit_show_error (self->failure, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  if (self->stale)
    load (self);
}

static void
load (HavenFormPage *self)
{
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  haven_session_work_async (get_session (self),
                            read_facts,
                            g_strdup (self->form_code),
                            g_free,
                            (GDestroyNotify) haven_form_facts_free,
                            self->cancellable,
                            read_cb,
                            self);
}

static void
store_changed_cb (HavenFormPage *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "clinic_form") || haven_changes_touch (changes, "counsel_review") ||
      haven_changes_touch (changes, "translated_text"))
    load (self);
}

static void
retry_cb (HavenFormPage *self)
{
  load (self);
}

static void
haven_form_page_dispose (GObject *object)
{
  HavenFormPage *self = HAVEN_FORM_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_FORM_PAGE);
  g_clear_pointer (&self->facts, haven_form_facts_free);
  g_clear_pointer (&self->form_code, g_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_form_page_parent_class)->dispose (object);
}

static void
haven_form_page_class_init (HavenFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_form_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenFormPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenFormPage, failed_act);
  gtk_widget_class_bind_template_child (widget_class, HavenFormPage, holder);
  gtk_widget_class_bind_template_child (widget_class, HavenFormPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
haven_form_page_init (HavenFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
haven_form_page_new (HavenWorkspace *workspace, const char *form_code)
{
  HavenFormPage *self = g_object_new (HAVEN_TYPE_FORM_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && form_code != NULL, GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->form_code = g_strdup (form_code);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

/** Whether it shows what holds now; for tests. */
gboolean
haven_form_page_is_idle (HavenFormPage *self)
{
  g_return_val_if_fail (HAVEN_IS_FORM_PAGE (self), FALSE);
  return self->facts != NULL && !self->loading && !self->acting;
}
