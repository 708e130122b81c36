/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translation-page-private.h"

#include "haven-accelerators.h"
#include "haven-announce.h"
#include "haven-page-place.h"
#include "haven-permit.h"
#include "haven-translation-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (HavenTranslationPage, haven_translation_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static HavenSession *
get_session (HavenTranslationPage *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── The real page ────────────────────────────────────────────────────────── */

static const char *
get_current_id (HavenTranslationPage *self)
{
  HavenTranslationRow *row = haven_translation_list_get_current (self->list);

  return row ? haven_translation_row_get_text_id (row) : NULL;
}

static void
show_note (HavenTranslationPage *self, const char *sentence)
{
  gtk_label_set_text (self->page_note, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->page_note), sentence != NULL);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDocumentLive) live = haven_live_press_draw_finish (HAVEN_LIVE_PRESS (source), result, &error);
  HavenTranslationPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (live == NULL)
    {
      show_note (self, error->message);
      return;
    }
  haven_live_view_show (self->view, live, get_current_id (self));
  if (live->everything)
    show_note (self, _ ("This text is printed only sometimes; here the page shows all that may stand on it."));
  else if (get_current_id (self) != NULL && !haven_live_view_has_mark (self->view))
    show_note (self, _ ("This text has no place of its own on the page."));
  else
    show_note (self, NULL);
}

static HavenDocumentPaper
get_paper (HavenTranslationPage *self)
{
  return g_strcmp0 (haven_session_get_paper (get_session (self)), "a4") == 0 ? HAVEN_DOCUMENT_PAPER_A4
                                                                             : HAVEN_DOCUMENT_PAPER_LETTER;
}

static gboolean
draw_cb (gpointer data)
{
  HavenTranslationPage *self = data;
  const char *clinic = haven_session_get_clinic_name (get_session (self));
  g_autoptr (JsonObject) values = json_object_new ();
  HavenDocumentRequest request = {
    .form_code = self->form_code,
    .language = self->language,
    .paper = get_paper (self),
    .values = values,
    .made_on = haven_clock_today (haven_session_get_clock (get_session (self))),
  };
  HavenLiveRequest live = { &request, NULL, get_current_id (self), haven_live_view_get_scale (self->view) };

  self->drawing = 0;
  if (self->work == NULL || live.scale <= 0 || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return G_SOURCE_REMOVE;
  if (clinic != NULL && *clinic != '\0')
    json_object_set_string_member (values, "clinic_name", clinic);
  haven_live_press_draw_async (self->press,
                               self->work->forms,
                               &live,
                               haven_translation_list_make_texts (self->list, self->form_code),
                               drawn_cb,
                               self);
  return G_SOURCE_REMOVE;
}

static void
queue_drawing (HavenTranslationPage *self)
{
  if (self->drawing == 0)
    self->drawing = g_idle_add (draw_cb, self);
}

/* ── What it says ─────────────────────────────────────────────────────────── */

gboolean
haven_translation_page_may (HavenTranslationPage *self, HavenAction action)
{
  return haven_session_may (get_session (self), HAVEN_TRANSLATION_RECORD, action);
}

/* What is ready for whoever works here. */
HavenTranslationState
haven_translation_page_get_wanted (HavenTranslationPage *self)
{
  return haven_translation_page_may (self, HAVEN_ACTION_SIGN) ? HAVEN_TRANSLATION_APPROVED : HAVEN_TRANSLATION_REVIEWED;
}

static void
update_progress (HavenTranslationPage *self)
{
  HavenTranslationProgress progress;
  g_autofree char *words = NULL;

  haven_translation_list_count (self->list, &progress);
  words = haven_translation_dup_progress (&progress);
  gtk_label_set_text (self->progress, words);
  gtk_progress_bar_set_fraction (self->bar, haven_translation_get_share (&progress));
}

void
haven_translation_page_update_tools (HavenTranslationPage *self)
{
  HavenTranslationRow *row = haven_translation_list_get_current (self->list);
  const guint n = haven_translation_list_get_n_rows (self->list);
  const HavenTranslationState state = row ? haven_translation_row_get_state (row) : HAVEN_TRANSLATION_MISSING;
  const gboolean changed = row && haven_translation_row_is_changed (row);
  const gboolean quiet = row != NULL && !changed && !self->busy;
  g_autofree char *label =
    row ? g_strdup_printf (_ ("Text %u of %u"), haven_translation_list_get_position (self->list) + 1, n) : g_strdup ("");

  gtk_label_set_text (self->tools_label, label);
  gtk_widget_set_sensitive (self->copy_button, row != NULL && !self->busy);
  gtk_widget_set_sensitive (self->save_button, changed && !self->busy);
  gtk_widget_set_sensitive (self->draft_button, quiet && state > HAVEN_TRANSLATION_DRAFT);
  gtk_widget_set_sensitive (self->review_button, quiet && state != HAVEN_TRANSLATION_REVIEWED);
  gtk_widget_set_sensitive (self->approve_button, quiet && state != HAVEN_TRANSLATION_APPROVED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "translation.save-all",
                                 haven_translation_list_count_changed (self->list) > 0 && !self->busy);
}

static void
changed_cb (HavenTranslationPage *self)
{
  haven_announce_problem (self->problem, NULL);
  if (self->keeper != NULL)
    haven_draft_keeper_changed (self->keeper);
  haven_translation_page_update_tools (self);
  queue_drawing (self);
}

static void
entered_cb (HavenTranslationPage *self)
{
  haven_translation_page_update_tools (self);
  queue_drawing (self);
}

/* ── Reading ──────────────────────────────────────────────────────────────── */

static void
keep (HavenTranslationPage *self)
{
  g_autofree char *subject_id = g_strdup_printf ("%s/%s", self->form_code, self->language);

  self->keeper = haven_draft_keeper_new (self->workspace, HAVEN_EDITOR_TRANSLATION, subject_id);
  haven_draft_fields_add_value (haven_draft_keeper_get_fields (self->keeper),
                                "texts",
                                (HavenDraftGet) haven_translation_list_dup_draft,
                                (HavenDraftSet) haven_translation_list_fill_draft,
                                self->list);
  haven_draft_keeper_set_line (self->keeper, self->line);
  haven_draft_keeper_start (self->keeper, GTK_WIDGET (self->list));
}

static void
show_work (HavenTranslationPage *self)
{
  g_autofree char *language = haven_words_dup_language (self->language);

  adw_window_title_set_title (self->window_title, self->work->title);
  adw_window_title_set_subtitle (self->window_title, language);
  haven_translation_list_show (self->list, self->work->units, self->work->glossary);
  gtk_stack_set_visible_child_name (self->stack, "texts");
  update_progress (self);
  if (self->keeper == NULL && haven_translation_page_may (self, HAVEN_ACTION_CREATE))
    keep (self);
  else if (self->keeper != NULL)
    haven_draft_keeper_changed (self->keeper);
  if (haven_translation_list_get_current (self->list) == NULL && haven_translation_list_get_n_rows (self->list) > 0)
    haven_translation_list_enter (self->list, 0);
  if (self->to_next)
    haven_translation_list_go (self->list, 1, haven_translation_page_get_wanted (self));
  self->to_next = FALSE;
  haven_translation_page_update_tools (self);
  queue_drawing (self);
}

/* Rows hold on to the glossary of the first reading: that one stays. */
static void
take_work (HavenTranslationPage *self, HavenTranslationWork *work)
{
  if (self->work != NULL)
    {
      haven_glossary_free (work->glossary);
      work->glossary = g_steal_pointer (&self->work->glossary);
      haven_translation_work_free (self->work);
    }
  self->work = work;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenTranslationWork *work = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenTranslationPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reading = FALSE;
  if (work != NULL)
    {
      take_work (self, work);
      show_work (self);
    }
  else if (self->work == NULL)
    {
      haven_permit_show_error (self->failure, error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else
    haven_announce_problem (self->problem, error->message);
  if (self->stale)
    haven_translation_page_read (self);
}

void
haven_translation_page_read (HavenTranslationPage *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  haven_translation_work_read_async (get_session (self),
                                     self->form_code,
                                     self->language,
                                     self->cancellable,
                                     read_cb,
                                     self);
}

static void
retry_cb (HavenTranslationPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  haven_translation_page_read (self);
}

static void
store_changed_cb (HavenTranslationPage *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, HAVEN_TRANSLATION_RECORD) && !self->busy)
    haven_translation_page_read (self);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_translation_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HavenTranslationPage *self = HAVEN_TRANSLATION_PAGE (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->narrow = g_value_get_boolean (value);
  if (self->list != NULL)
    haven_translation_list_set_narrow (self->list, self->narrow);
}

static void
haven_translation_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, HAVEN_TRANSLATION_PAGE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_translation_page_dispose (GObject *object)
{
  HavenTranslationPage *self = HAVEN_TRANSLATION_PAGE (object);

  g_clear_pointer (&self->keeper, haven_draft_keeper_stop);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->drawing, g_source_remove);
  if (self->press != NULL)
    haven_live_press_stop (self->press);
  g_clear_object (&self->press);
  self->list = NULL;
  self->view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_TRANSLATION_PAGE);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_translation_page_parent_class)->dispose (object);
}

static void
haven_translation_page_finalize (GObject *object)
{
  HavenTranslationPage *self = HAVEN_TRANSLATION_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->work, haven_translation_work_free);
  g_free (self->form_code);
  g_free (self->language);
  G_OBJECT_CLASS (haven_translation_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-translation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, split);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, line);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, bar);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, progress);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, list_place);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, page_place);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, page_note);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, tools_label);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, draft_button);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, review_button);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, approve_button);
  gtk_widget_class_bind_template_child (widget_class, HavenTranslationPage, save_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
haven_translation_page_class_init (HavenTranslationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = haven_translation_page_set_property;
  object_class->get_property = haven_translation_page_get_property;
  object_class->dispose = haven_translation_page_dispose;
  object_class->finalize = haven_translation_page_finalize;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HAVEN_TYPE_DRAFT_LINE);
  bind_children (widget_class);
  haven_translation_page_install_acts (widget_class);
}

static void
haven_translation_page_init (HavenTranslationPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->press = haven_live_press_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_accelerators_add_to (GTK_WIDGET (self), "translation.");
  self->view = HAVEN_LIVE_VIEW (haven_live_view_new ());
  adw_bin_set_child (self->page_place, GTK_WIDGET (self->view));
  g_signal_connect_object (self->view, "resized", G_CALLBACK (queue_drawing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "map", G_CALLBACK (queue_drawing), self, G_CONNECT_SWAPPED);
}

static void
bind_permits (HavenTranslationPage *self)
{
  HavenSession *session = get_session (self);

  haven_permit_bind (self->copy_button, session, HAVEN_TRANSLATION_RECORD, HAVEN_ACTION_CREATE);
  haven_permit_bind (self->save_button, session, HAVEN_TRANSLATION_RECORD, HAVEN_ACTION_CREATE);
  haven_permit_bind (self->draft_button, session, HAVEN_TRANSLATION_RECORD, HAVEN_ACTION_UPDATE);
  haven_permit_bind (self->review_button, session, HAVEN_TRANSLATION_RECORD, HAVEN_ACTION_REVIEW);
  haven_permit_bind (self->approve_button, session, HAVEN_TRANSLATION_RECORD, HAVEN_ACTION_SIGN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "translation.export", haven_translation_page_may (self, HAVEN_ACTION_EXPORT));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "translation.import", haven_translation_page_may (self, HAVEN_ACTION_IMPORT));
}

GtkWidget *
haven_translation_page_new (HavenWorkspace *workspace, const char *form_code, const char *language)
{
  HavenTranslationPage *self = g_object_new (HAVEN_TYPE_TRANSLATION_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace) && form_code != NULL && language != NULL, GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->form_code = g_strdup (form_code);
  self->language = g_strdup (language);
  self->list = HAVEN_TRANSLATION_LIST (haven_translation_list_new (language));
  haven_translation_list_set_narrow (self->list, self->narrow);
  haven_translation_list_set_editable (self->list, haven_translation_page_may (self, HAVEN_ACTION_CREATE));
  adw_bin_set_child (self->list_place, GTK_WIDGET (self->list));
  g_signal_connect_object (self->list, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "entered", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  bind_permits (self);
  haven_translation_page_update_tools (self);
  haven_translation_page_read (self);
  return GTK_WIDGET (self);
}

gboolean
haven_translation_page_shows (HavenTranslationPage *self, const char *form_code, const char *language)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_PAGE (self), FALSE);
  return g_strcmp0 (self->form_code, form_code) == 0 && g_strcmp0 (self->language, language) == 0;
}

HavenTranslationList *
haven_translation_page_get_list (HavenTranslationPage *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_PAGE (self), NULL);
  return self->list;
}

/** Returns: what is said above the texts; empty where nothing is */
const char *
haven_translation_page_get_problem (HavenTranslationPage *self)
{
  g_return_val_if_fail (HAVEN_IS_TRANSLATION_PAGE (self), NULL);
  return gtk_label_get_text (self->problem);
}
