/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-dialog-private.h"

#include "haven-announce.h"
#include "haven-paper-making.h"
#include "haven-paper-reader.h"
#include "haven-paper-words.h"
#include "haven-papers-dialog.h"
#include "haven-signing-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (HavenPaperDialog, haven_paper_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenPaperDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── What can be done now ─────────────────────────────────────────────────── */

static void
update_page (HavenPaperDialog *self)
{
  guint page = haven_paper_view_get_page (self->view);
  guint n = haven_paper_view_get_n_pages (self->view);
  /* Translators: which page of a paper is seen */
  g_autofree char *label = n > 0 ? g_strdup_printf (_ ("Page %u of %u"), page, n) : g_strdup ("");

  gtk_label_set_label (self->page_label, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.previous-page", page > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.next-page", page < n);
}

static gboolean
can_be_filled (HavenPaperDialog *self, const HavenPaper *paper)
{
  return self->official_form_id != NULL || (paper->values != NULL && paper->signed_paper == NULL);
}

/* What nobody signs, or nobody may, is not offered; what lacks something says so above. */
static void
update_signing (HavenPaperDialog *self, gboolean ready)
{
  const HavenPaper *paper = self->pages ? haven_paper_pages_get_paper (self->pages) : NULL;
  HavenPaperHindrance hindrance = paper ? haven_papers_get_hindrance (get_session (self), paper) : HAVEN_PAPER_HAS_NO_PLACE;
  gboolean fits = hindrance == HAVEN_PAPER_NOTHING_HINDERS || hindrance == HAVEN_PAPER_LACKS_VALUES;

  gtk_widget_set_visible (self->sign_button, fits);
  gtk_widget_set_visible (self->fill_button, paper != NULL && can_be_filled (self, paper));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.sign", ready && hindrance == HAVEN_PAPER_NOTHING_HINDERS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.fill",
                                 !self->leaving && (self->official_form_id != NULL || (ready && self->forms != NULL)));
}

/** What can be done with the paper that is shown, or with none. */
void
haven_paper_dialog_update_actions (HavenPaperDialog *self)
{
  static const char *const zooms[] = { "paper.zoom-in", "paper.zoom-out", "paper.zoom-fit" };
  gboolean ready = self->pages != NULL && !self->leaving;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.print", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.save", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.keep", ready && !self->kept);
  update_signing (self, ready);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), zooms[i], self->pages != NULL);
  /* What would be printed cannot change while it is being printed. */
  gtk_widget_set_sensitive (self->options, !self->leaving);
  update_page (self);
}

/** Says what was done, on the screen and to a screen reader. */
void
haven_paper_dialog_tell (HavenPaperDialog *self, const char *message)
{
  g_autoptr (AdwToast) toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, g_steal_pointer (&toast));
  haven_announce (GTK_WIDGET (self), message);
}

/* ── Making ───────────────────────────────────────────────────────────────── */

static void
show_problem (HavenPaperDialog *self, const GError *error)
{
  HavenPaperProblem problem = haven_paper_words_show_problem (self->problem, error, self->official_form_id != NULL);

  gtk_button_set_label (self->problem_button, problem.button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->problem_button), problem.action);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_set_visible (self->tools, FALSE);
  adw_banner_set_revealed (self->watermark_banner, FALSE);
}

static void
show_pages (HavenPaperDialog *self)
{
  const HavenPaper *paper = haven_paper_pages_get_paper (self->pages);
  g_autofree char *words = haven_paper_words_dup_banner (get_session (self), paper);
  guint n = haven_paper_pages_get_n (self->pages);
  /* Translators: said by a screen reader */
  g_autofree char *ready = g_strdup_printf (ngettext ("The paper is ready: %u page", "The paper is ready: %u pages", n), n);

  if (self->document_id != NULL)
    adw_window_title_set_title (self->window_title, _ (paper->title));
  haven_paper_view_set_pages (self->view, self->pages);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  gtk_widget_set_visible (self->tools, TRUE);
  adw_banner_set_title (self->watermark_banner, words ? words : "");
  adw_banner_set_revealed (self->watermark_banner, words != NULL);
  haven_announce (GTK_WIDGET (self), ready);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaperPages) pages = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPaperDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_set_object (&self->pages, pages);
  if (pages != NULL)
    show_pages (self);
  else
    show_problem (self, error);
  haven_paper_dialog_update_actions (self);
}

static void
start_anew (HavenPaperDialog *self)
{
  g_cancellable_cancel (self->making);
  g_set_object (&self->making, NULL);
  self->making = g_cancellable_new ();
  g_clear_object (&self->pages);
  self->kept = FALSE;
  haven_paper_view_set_pages (self->view, NULL);
  gtk_stack_set_visible_child_name (self->stack, "making");
  haven_paper_dialog_update_actions (self);
}

static void
start_making (HavenPaperDialog *self)
{
  HavenPaperWanted wanted = haven_paper_choice_get_wanted (self->choice, self->form_code);

  if (self->official_form_id != NULL)
    {
      start_anew (self);
      haven_paper_fill_official_async (get_session (self),
                                       self->patient_id,
                                       self->official_form_id,
                                       haven_paper_own_get_values (self->own, HAVEN_PAPER_OFFICIAL, NULL),
                                       self->making,
                                       made_cb,
                                       self);
      return;
    }
  wanted.own = haven_paper_own_get_values (self->own, wanted.language, wanted.variant);
  start_anew (self);
  haven_paper_make_async (get_session (self), self->patient_id, &wanted, self->making, made_cb, self);
}

/* A paper of the record is these very pages: nothing of it is chosen. */
static void
start_loading (HavenPaperDialog *self)
{
  start_anew (self);
  self->kept = TRUE;
  gtk_widget_set_visible (self->options, FALSE);
  haven_paper_load_async (get_session (self), self->document_id, self->making, made_cb, self);
}

/* ── Choosing ─────────────────────────────────────────────────────────────── */

/* A person who reads a language that the form is not in needs somebody who reads it to them (domain 2.8). */
static void
show_missing_language (HavenPaperDialog *self, const HavenPaperReader *reader)
{
  g_autofree char *title = NULL;

  if (reader->written == NULL || *reader->written == '\0' ||
      haven_paper_choice_has_language (self->choice, reader->written))
    return;
  title = haven_paper_words_dup_missing_language (reader->written);
  adw_banner_set_title (self->language_banner, title);
  adw_banner_set_revealed (self->language_banner, TRUE);
}

static gboolean
fill_choices (HavenPaperDialog *self, const HavenPaperReader *reader, GError **error)
{
  const HavenForm *form = haven_forms_lookup (reader->forms, self->form_code, error);

  if (form == NULL)
    return FALSE;
  g_set_object (&self->forms, reader->forms);
  haven_paper_choice_fill (self->choice, reader->forms, form, reader->language);
  adw_window_title_set_title (self->window_title, _ (form->title.text));
  adw_window_title_set_subtitle (self->window_title, reader->name);
  show_missing_language (self, reader);
  return TRUE;
}

/* An agency's form is in the language and of the kind that it has. */
static gboolean
show_official (HavenPaperDialog *self, const HavenPaperReader *reader)
{
  adw_window_title_set_title (self->window_title, reader->official);
  adw_window_title_set_subtitle (self->window_title, reader->name);
  gtk_widget_set_visible (self->options, FALSE);
  return TRUE;
}

/* What was chosen before is brought back first: the paper is made after that. */
static void
keep (HavenPaperDialog *self)
{
  g_autofree char *subject_id = g_strdup_printf ("%s/%s", self->patient_id, self->form_code);

  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_PAPER, subject_id);
  if (self->official_form_id == NULL)
    haven_paper_choice_add_to_draft (self->choice, haven_draft_keeper_get_fields (self->keeper));
  haven_paper_own_add_to_draft (self->own, haven_draft_keeper_get_fields (self->keeper));
  g_signal_connect_object (self->own, "filled", G_CALLBACK (haven_draft_keeper_changed), self->keeper, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own, "typed", G_CALLBACK (haven_draft_keeper_changed), self->keeper, G_CONNECT_SWAPPED);
  haven_draft_line_set_of_choices (self->line, TRUE);
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_set_dialog (self->keeper, ADW_DIALOG (self));
  g_signal_connect_object (self->keeper, "ready", G_CALLBACK (start_making), self, G_CONNECT_SWAPPED);
  haven_draft_keeper_start (self->keeper, self->options);
}

static void
reader_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaperReader) reader = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPaperDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reader != NULL && (reader->official ? show_official (self, reader) : fill_choices (self, reader, &error)))
    {
      keep (self);
      return;
    }
  gtk_widget_set_visible (self->options, FALSE);
  show_problem (self, error);
}

static void
start_reading (HavenPaperDialog *self)
{
  gtk_widget_set_visible (self->options, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "making");
  haven_paper_reader_read_async (get_session (self),
                                 self->patient_id,
                                 self->form_code,
                                 self->cancellable,
                                 reader_read_cb,
                                 self);
}

/* ── Filling in and signing ───────────────────────────────────────────────── */

static void
fill_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (widget);

  if (self->official_form_id != NULL)
    haven_paper_own_ask_official (self->own, get_session (self), self->official_form_id, self->patient_id, widget);
  else
    haven_paper_own_ask (self->own, get_session (self), self->forms, self->pages, widget);
}

static void
signed_cb (HavenPaperDialog *self, HavenPaperPages *pages)
{
  g_set_object (&self->pages, pages);
  self->kept = TRUE;
  haven_draft_keeper_finish (self->keeper);
  gtk_widget_set_visible (self->options, FALSE);
  show_pages (self);
  haven_paper_dialog_update_actions (self);
  haven_paper_dialog_tell (self, _ ("Signed and kept in the record"));
}

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (widget);
  AdwDialog *signing = haven_signing_dialog_new (get_session (self), self->pages, haven_paper_own_get_typed (self->own));

  g_signal_connect_object (signing, "signed", G_CALLBACK (signed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (signing, "typed", G_CALLBACK (haven_paper_own_set_typed), self->own, G_CONNECT_SWAPPED);
  adw_dialog_present (signing, widget);
}

/* ── Other actions ────────────────────────────────────────────────────────── */

static void
turn_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_paper_view_go (HAVEN_PAPER_DIALOG (widget)->view, g_str_equal (name, "paper.next-page") ? 1 : -1);
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (widget);

  if (g_str_equal (name, "paper.zoom-in"))
    haven_paper_view_zoom_in (self->view);
  else if (g_str_equal (name, "paper.zoom-out"))
    haven_paper_view_zoom_out (self->view);
  else
    haven_paper_view_zoom_fit (self->view);
}

static void
make_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (widget);

  if (self->document_id != NULL)
    start_loading (self);
  else if (self->official_form_id != NULL || haven_paper_choice_is_filled (self->choice))
    start_making (self);
  else
    start_reading (self);
}

static void
show_in_english_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  haven_paper_choice_set_language (HAVEN_PAPER_DIALOG (widget)->choice, "en");
}

static void
open_person_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (HavenPaperDialog) self = g_object_ref (HAVEN_PAPER_DIALOG (widget));

  adw_dialog_close (ADW_DIALOG (self));
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_PERSON, self->patient_id, NULL);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_paper_dialog_dispose (GObject *object)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (object);

  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->making);
  g_clear_object (&self->pages);
  g_clear_object (&self->choice);
  g_clear_object (&self->forms);
  g_clear_object (&self->own);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PAPER_DIALOG);
  G_OBJECT_CLASS (haven_paper_dialog_parent_class)->dispose (object);
}

static void
haven_paper_dialog_finalize (GObject *object)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (object);

  g_free (self->patient_id);
  g_free (self->form_code);
  g_free (self->official_form_id);
  g_free (self->document_id);
  G_OBJECT_CLASS (haven_paper_dialog_parent_class)->finalize (object);
}

static void
haven_paper_dialog_closed (AdwDialog *dialog)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (dialog);

  g_cancellable_cancel (self->making);
  g_cancellable_cancel (self->cancellable);
}

/* Whoever closes it is done with what was chosen: only a window that goes leaves a choice behind. What was typed stays. */
static void
haven_paper_dialog_close_attempt (AdwDialog *dialog)
{
  HavenPaperDialog *self = HAVEN_PAPER_DIALOG (dialog);

  if (self->keeper != NULL && (self->kept || !haven_paper_own_has_words (self->own)))
    haven_draft_keeper_finish (self->keeper);
  adw_dialog_force_close (dialog);
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    guint keys[3];
    GdkModifierType modifiers;
  } actions[] = {
    { "paper.print", haven_paper_dialog_print_cb, { GDK_KEY_p }, GDK_CONTROL_MASK },
    { "paper.save", haven_paper_dialog_save_cb, { GDK_KEY_s }, GDK_CONTROL_MASK },
    { "paper.keep", haven_paper_dialog_keep_cb, { 0 }, 0 },
    { "paper.fill", fill_cb, { 0 }, 0 },
    { "paper.sign", sign_cb, { 0 }, 0 },
    { "paper.zoom-in", zoom_cb, { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add }, GDK_CONTROL_MASK },
    { "paper.zoom-out", zoom_cb, { GDK_KEY_minus, GDK_KEY_KP_Subtract }, GDK_CONTROL_MASK },
    { "paper.zoom-fit", zoom_cb, { GDK_KEY_0, GDK_KEY_KP_0 }, GDK_CONTROL_MASK },
    { "paper.next-page", turn_page_cb, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, 0 },
    { "paper.previous-page", turn_page_cb, { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, 0 },
    { "paper.make", make_cb, { 0 }, 0 },
    { "paper.show-in-english", show_in_english_cb, { 0 }, 0 },
    { "paper.open-person", open_person_cb, { 0 }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);
      for (gsize j = 0; j < G_N_ELEMENTS (actions[i].keys) && actions[i].keys[j] != 0; j++)
        gtk_widget_class_add_binding_action (klass, actions[i].keys[j], actions[i].modifiers, actions[i].name, NULL);
    }
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, toasts);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, window_title);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, options);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, language);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, variant_box);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, variant);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, layout_box);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, layout);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, explanation);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, line);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, language_banner);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, watermark_banner);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, stack);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, view);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, problem);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, problem_button);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, tools);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, page_label);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, fill_button);
  gtk_widget_class_bind_template_child (klass, HavenPaperDialog, sign_button);
}

static void
haven_paper_dialog_class_init (HavenPaperDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_paper_dialog_dispose;
  object_class->finalize = haven_paper_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = haven_paper_dialog_closed;
  ADW_DIALOG_CLASS (klass)->close_attempt = haven_paper_dialog_close_attempt;

  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  g_type_ensure (HAVEN_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-paper-dialog.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
make_choice (HavenPaperDialog *self)
{
  const HavenPaperChoiceWidgets widgets = { self->language,   self->variant_box, self->variant,
                                           self->layout_box, self->layout,      self->explanation };

  self->choice = haven_paper_choice_new (&widgets);
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (start_making), self, G_CONNECT_SWAPPED);
}

static void
haven_paper_dialog_init (HavenPaperDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->own = haven_paper_own_new ();
  g_signal_connect_object (self->own, "filled", G_CALLBACK (start_making), self, G_CONNECT_SWAPPED);
  make_choice (self);
  g_signal_connect_swapped (self->view, "notify::page", G_CALLBACK (update_page), self);
  g_signal_connect_swapped (self->view, "notify::n-pages", G_CALLBACK (update_page), self);
}

/** The pages of a paper for a person, in a language that can be chosen; from here it is printed or saved. */
AdwDialog *
haven_paper_dialog_new (HavenWorkspace *workspace, const char *patient_id, const char *form_code)
{
  HavenPaperDialog *self;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && patient_id != NULL && form_code != NULL, NULL);

  self = g_object_new (HAVEN_TYPE_PAPER_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->patient_id = g_strdup (patient_id);
  self->form_code = g_strdup (form_code);
  if (g_str_has_prefix (form_code, HAVEN_PAPER_OFFICIAL))
    self->official_form_id = g_strdup (form_code + strlen (HAVEN_PAPER_OFFICIAL));
  haven_paper_dialog_update_actions (self);
  start_reading (self);
  return ADW_DIALOG (self);
}

/** A paper that is in the record, signed or not: these very pages. */
AdwDialog *
haven_paper_dialog_new_kept (HavenWorkspace *workspace, const char *patient_id, const char *document_id)
{
  HavenPaperDialog *self;

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && patient_id != NULL && document_id != NULL, NULL);

  self = g_object_new (HAVEN_TYPE_PAPER_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->patient_id = g_strdup (patient_id);
  self->document_id = g_strdup (document_id);
  start_loading (self);
  return ADW_DIALOG (self);
}

/** Returns: (transfer none) (nullable): the paper that is shown */
HavenPaperPages *
haven_paper_dialog_get_pages (HavenPaperDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_DIALOG (self), NULL);
  return self->pages;
}
