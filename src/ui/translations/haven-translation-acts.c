/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-page-private.h"

#include "haven-announce.h"
#include "haven-export-way.h"
#include "haven-permit.h"

#include <glib/gi18n.h>

/* What a translator does with the text that is worked on, and with files. */

static HavenSession *
get_session (HavenTranslationPage *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Writing ──────────────────────────────────────────────────────────────── */

/* Beside the text that it is about, where there is one. */
static void
refuse (HavenTranslationPage *self, const char *sentence)
{
  HavenTranslationRow *row = haven_translation_list_get_current (self->list);

  if (row != NULL)
    haven_translation_row_refuse (row, sentence);
  else
    haven_announce_problem (self->problem, sentence);
}

static void
set_busy (HavenTranslationPage *self, gboolean busy)
{
  self->busy = busy;
  haven_translation_page_update_tools (self);
}

static void
done_cb (HavenWorkspace *workspace, HavenEdit *edit, gboolean done, gpointer data)
{
  g_autoptr (HavenTranslationPage) self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (done)
    haven_translation_page_read (self);
  else
    self->to_next = FALSE;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTranslationPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (edit != NULL)
    {
      haven_workspace_do_then (self->workspace, edit, done_cb, g_object_ref (self));
      return;
    }
  set_busy (self, FALSE);
  if (error != NULL)
    {
      self->to_next = FALSE;
      refuse (self, error->message);
      if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONFLICT))
        haven_translation_page_read (self);
    }
  else
    haven_translation_page_read (self);
}

static gboolean
is_allowed (HavenTranslationPage *self, HavenAction action)
{
  if (haven_translation_page_may (self, action))
    return TRUE;
  refuse (self, haven_permit_get_reason (HAVEN_TRANSLATION_RECORD, action));
  return FALSE;
}

static gboolean
check_row (HavenTranslationRow *row)
{
  if (!haven_translation_row_has_error (row))
    return TRUE;
  haven_translation_row_refuse (row, _ ("Not saved: the words in braces must be the same as in the English text. What you wrote stays here."));
  return FALSE;
}

static void
write_rows (HavenTranslationPage *self, HavenTranslationRow *const *rows, guint n)
{
  g_autofree HavenTranslationWriting *writings = g_new0 (HavenTranslationWriting, n);

  for (guint i = 0; i < n; i++)
    {
      writings[i].text_id = haven_translation_row_get_text_id (rows[i]);
      writings[i].text = haven_translation_row_dup_text (rows[i]);
      writings[i].seen = haven_translation_row_get_seen (rows[i]);
    }
  set_busy (self, TRUE);
  haven_translation_work_write_async (get_session (self),
                                      self->form_code,
                                      self->language,
                                      writings,
                                      n,
                                      self->cancellable,
                                      made_cb,
                                      self);
  for (guint i = 0; i < n; i++)
    g_free ((char *) writings[i].text);
}

/* Saves what is worked on, or goes on at once where nothing is to be saved. */
static void
save (HavenTranslationPage *self)
{
  HavenTranslationRow *row = haven_translation_list_get_current (self->list);

  if (row == NULL || self->busy)
    return;
  if (!haven_translation_row_is_changed (row))
    {
      haven_translation_list_go (self->list, 1, haven_translation_page_get_wanted (self));
      return;
    }
  if (!is_allowed (self, HAVEN_ACTION_CREATE) || !check_row (row))
    return;
  self->to_next = TRUE;
  write_rows (self, &row, 1);
}

static void
save_all (HavenTranslationPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  if (self->busy || !is_allowed (self, HAVEN_ACTION_CREATE))
    return;
  for (guint i = 0; i < haven_translation_list_get_n_rows (self->list); i++)
    {
      HavenTranslationRow *row = haven_translation_list_get_row (self->list, i);

      if (haven_translation_row_is_changed (row) && check_row (row))
        g_ptr_array_add (rows, row);
    }
  if (rows->len > 0)
    write_rows (self, (HavenTranslationRow *const *) rows->pdata, rows->len);
}

static void
move (HavenTranslationPage *self, HavenTranslationState state, HavenAction action)
{
  HavenTranslationRow *row = haven_translation_list_get_current (self->list);
  HavenTranslationWriting seen = { 0 };

  if (row == NULL || self->busy || !is_allowed (self, action))
    return;
  if (haven_translation_row_is_changed (row))
    {
      haven_translation_row_refuse (row, _ ("This text is not saved yet. Save it first; somebody else reviews it then."));
      return;
    }
  seen.text_id = haven_translation_row_get_text_id (row);
  seen.seen = haven_translation_row_get_seen (row);
  self->to_next = state != HAVEN_TRANSLATION_DRAFT;
  set_busy (self, TRUE);
  haven_translation_work_move_async (get_session (self),
                                     self->form_code,
                                     self->language,
                                     &seen,
                                     state,
                                     self->cancellable,
                                     made_cb,
                                     self);
}

static void
copy (HavenTranslationPage *self)
{
  HavenTranslationRow *row = haven_translation_list_get_current (self->list);

  if (row == NULL || !is_allowed (self, HAVEN_ACTION_CREATE))
    return;
  haven_translation_row_copy_source (row);
  gtk_widget_grab_focus (GTK_WIDGET (haven_translation_row_get_view (row)));
}

/* ── Files ────────────────────────────────────────────────────────────────── */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenTranslationPage) self = data;
  g_autoptr (GError) error = NULL;

  if (haven_export_save_finish (result, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    haven_announce_problem (self->problem, error->message);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenExport) po = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTranslationPage *self = data;
  g_autofree char *name = NULL;
  HavenExportWords words = {
    .title = _ ("Save Outside?"),
    .about = _ ("They are the words of a form, and nothing about anybody. That they were saved is in the log."),
    .place_title = _ ("Save as a PO File"),
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (po == NULL)
    {
      haven_announce_problem (self->problem, error->message);
      return;
    }
  words.name = name = g_strdup_printf ("%s.%s.po", self->form_code, self->language);
  haven_export_save_async (po, GTK_WIDGET (self), self->workspace, &words, self->cancellable, saved_cb, g_object_ref (self));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTranslationPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (edit != NULL)
    haven_workspace_do_then (self->workspace, edit, done_cb, g_object_ref (self));
  else
    haven_announce_problem (self->problem, error ? error->message : _ ("The file says nothing new. Nothing was changed."));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenTranslationPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (!g_cancellable_is_cancelled (self->cancellable) && file != NULL)
    haven_translation_page_take_file (self, file);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTranslationPage *self = HAVEN_TRANSLATION_PAGE (widget);

  haven_announce_problem (self->problem, NULL);
  haven_translation_work_export_async (get_session (self),
                                       self->form_code,
                                       self->language,
                                       self->cancellable,
                                       exported_cb,
                                       self);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTranslationPage *self = HAVEN_TRANSLATION_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  haven_announce_problem (self->problem, NULL);
  gtk_file_filter_set_name (filter, _ ("PO files"));
  gtk_file_filter_add_suffix (filter, "po");
  gtk_file_dialog_set_title (dialog, _ ("Take In a PO File"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog,
                        GTK_WINDOW (gtk_widget_get_root (widget)),
                        self->cancellable,
                        file_chosen_cb,
                        g_object_ref (self));
}

/* ── Keys and buttons ─────────────────────────────────────────────────────── */

static void
key_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTranslationPage *self = HAVEN_TRANSLATION_PAGE (widget);

  if (g_str_equal (name, "translation.next") || g_str_equal (name, "translation.previous"))
    {
      if (!haven_translation_list_go (self->list, g_str_equal (name, "translation.next") ? 1 : -1, haven_translation_page_get_wanted (self)))
        haven_workspace_tell (self->workspace, _ ("No other text waits for you here."));
    }
  else if (g_str_equal (name, "translation.save"))
    save (self);
  else if (g_str_equal (name, "translation.save-all"))
    save_all (self);
  else if (g_str_equal (name, "translation.copy"))
    copy (self);
  else if (g_str_equal (name, "translation.draft"))
    move (self, HAVEN_TRANSLATION_DRAFT, HAVEN_ACTION_UPDATE);
  else if (g_str_equal (name, "translation.reviewed"))
    move (self, HAVEN_TRANSLATION_REVIEWED, HAVEN_ACTION_REVIEW);
  else if (g_str_equal (name, "translation.approved"))
    move (self, HAVEN_TRANSLATION_APPROVED, HAVEN_ACTION_SIGN);
}

static gboolean
has_focus_on_page (HavenTranslationPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));
}

/* There, and with the same key back to the text. */
static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenTranslationPage *self = HAVEN_TRANSLATION_PAGE (widget);
  HavenTranslationRow *row = haven_translation_list_get_current (self->list);

  if (has_focus_on_page (self))
    {
      if (adw_overlay_split_view_get_collapsed (self->split))
        adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
      if (row != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (haven_translation_row_get_view (row)));
      return;
    }
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
copy_cb (HavenTranslationPage *self)
{
  copy (self);
}

static void
draft_cb (HavenTranslationPage *self)
{
  move (self, HAVEN_TRANSLATION_DRAFT, HAVEN_ACTION_UPDATE);
}

static void
review_cb (HavenTranslationPage *self)
{
  move (self, HAVEN_TRANSLATION_REVIEWED, HAVEN_ACTION_REVIEW);
}

static void
approve_cb (HavenTranslationPage *self)
{
  move (self, HAVEN_TRANSLATION_APPROVED, HAVEN_ACTION_SIGN);
}

static void
save_cb (HavenTranslationPage *self)
{
  save (self);
}

/* ── For the page ─────────────────────────────────────────────────────────── */

/** Installs actions and the callbacks of the template's buttons. */
void
haven_translation_page_install_acts (GtkWidgetClass *widget_class)
{
  static const char *const keys[] = { "translation.next",     "translation.previous", "translation.save",
                                      "translation.copy",     "translation.draft",    "translation.reviewed",
                                      "translation.approved", "translation.save-all" };

  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, draft_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_install_action (widget_class, keys[i], NULL, key_action);
  gtk_widget_class_install_action (widget_class, "translation.page", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "translation.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "translation.import", NULL, import_action);
}

/** Takes in what is new in a PO file; where it is broken, a sentence says where, and nothing changes. */
void
haven_translation_page_take_file (HavenTranslationPage *self, GFile *file)
{
  g_return_if_fail (HAVEN_IS_TRANSLATION_PAGE (self) && G_IS_FILE (file));
  haven_announce_problem (self->problem, NULL);
  haven_translation_work_import_async (get_session (self),
                                       self->form_code,
                                       self->language,
                                       file,
                                       self->cancellable,
                                       imported_cb,
                                       self);
}
