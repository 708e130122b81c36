/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translations-pane.h"

#include "haven-drafts-service.h"
#include "haven-page-place.h"
#include "haven-translation-forms.h"
#include "haven-translation-page.h"

#include <string.h>

struct _HavenTranslationsPane
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;

  /* borrowed */
  AdwNavigationView *view;
  HavenTranslationForms *forms;
};

G_DEFINE_FINAL_TYPE (HavenTranslationsPane, haven_translations_pane, ADW_TYPE_BIN)

static void
chosen_cb (HavenTranslationsPane *self, const char *form_code, const char *language)
{
  haven_translations_pane_open (self, form_code, language);
}

/* A draft is about a form and a language: code/tag. */
static gboolean
resume (gpointer owner, const char *editor, const char *subject_id, const char *detail)
{
  const char *slash = strchr (subject_id, '/');
  g_autofree char *form_code = slash ? g_strndup (subject_id, (gsize) (slash - subject_id)) : NULL;

  if (form_code == NULL)
    return FALSE;
  haven_translations_pane_open (HAVEN_TRANSLATIONS_PANE (owner), form_code, slash + 1);
  return TRUE;
}

static void
haven_translations_pane_dispose (GObject *object)
{
  HavenTranslationsPane *self = HAVEN_TRANSLATIONS_PANE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_translations_pane_parent_class)->dispose (object);
}

static void
haven_translations_pane_class_init (HavenTranslationsPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_translations_pane_dispose;
}

static void
haven_translations_pane_init (HavenTranslationsPane *self)
{
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

GtkWidget *
haven_translations_pane_new (HavenWorkspace *workspace)
{
  HavenTranslationsPane *self = g_object_new (HAVEN_TYPE_TRANSLATIONS_PANE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  self->forms = HAVEN_TRANSLATION_FORMS (haven_translation_forms_new (workspace));
  g_signal_connect_object (self->forms, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_add (self->view, ADW_NAVIGATION_PAGE (self->forms));
  haven_workspace_offer_editor (workspace, HAVEN_EDITOR_TRANSLATION, resume, self);
  return GTK_WIDGET (self);
}

/** Shows a form in a language; without a form, all of them. */
void
haven_translations_pane_open (HavenTranslationsPane *self, const char *form_code, const char *language)
{
  AdwNavigationPage *page;

  g_return_if_fail (HAVEN_IS_TRANSLATIONS_PANE (self));

  page = adw_navigation_view_get_visible_page (self->view);
  if (form_code != NULL && HAVEN_IS_TRANSLATION_PAGE (page) &&
      haven_translation_page_shows (HAVEN_TRANSLATION_PAGE (page), form_code, language))
    return;
  adw_navigation_view_pop_to_page (self->view, ADW_NAVIGATION_PAGE (self->forms));
  if (language != NULL)
    haven_translation_forms_choose_language (self->forms, language);
  if (form_code != NULL && language != NULL)
    adw_navigation_view_push (self->view,
                              ADW_NAVIGATION_PAGE (haven_translation_page_new (self->workspace, form_code, language)));
}
