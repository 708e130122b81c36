/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-choice.h"

#include "haven-choice-factory.h"
#include "haven-paper-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenPaperChoice
{
  GObject parent_instance;

  /* owned */
  HavenPaperChoiceWidgets widgets;
  char **languages; /* NULL until it is filled */
  char **variants;
  char **layouts;
  const HavenForm *form;

  gboolean filling; /* the choices are being set, nobody chose */
};

G_DEFINE_FINAL_TYPE (HavenPaperChoice, haven_paper_choice, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  HavenPaperLayout layout;
  const char *code;
  const char *name;
} layouts[] = {
  { HAVEN_PAPER_LAYOUT_USUAL, "usual", N_ ("As Usual") },
  { HAVEN_PAPER_LAYOUT_LARGE, "large", N_ ("Large Print") },
  { HAVEN_PAPER_LAYOUT_BILINGUAL, "bilingual", N_ ("English Beside It") },
};

static char *
dup_layout (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (g_str_equal (layouts[i].code, code))
      return g_strdup (_ (layouts[i].name));
  return g_strdup (code);
}

static const char *
get_code (guint position, char **codes)
{
  return codes && position < g_strv_length (codes) ? codes[position] : NULL;
}

static void
show_explanation (HavenPaperChoice *self)
{
  const char *explanation = haven_paper_words_get_explanation (haven_paper_choice_get_variant (self));

  gtk_label_set_label (self->widgets.explanation, explanation ? explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->widgets.explanation),
                          explanation != NULL && gtk_widget_get_visible (self->widgets.variant_box));
}

static void
fill_choice (GtkDropDown *choice, char **codes, char *(*dup_label) (const char *code), const char *chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; codes && codes[i]; i++)
    {
      gtk_string_list_take (labels, dup_label (codes[i]));
      if (g_strcmp0 (codes[i], chosen) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (choice, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (choice, selected);
}

static const char *
get_layout_code (HavenPaperChoice *self)
{
  return self->widgets.layout ? get_code (gtk_drop_down_get_selected (self->widgets.layout), self->layouts) : NULL;
}

/* What fits: a card is as small as it is, and English has no English beside it. */
static void
fill_layouts (HavenPaperChoice *self)
{
  const char *variant = haven_paper_choice_get_variant (self);
  const HavenFormVariant *kind = haven_form_find_variant (self->form, variant);
  gboolean foreign = g_strcmp0 (haven_paper_choice_get_language (self), HAVEN_FORMS_SOURCE_LANGUAGE) != 0;
  g_autofree char *chosen = g_strdup (get_layout_code (self));
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  gboolean filling = self->filling;

  if (self->widgets.layout == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i].layout != HAVEN_PAPER_LAYOUT_BILINGUAL || foreign)
      g_strv_builder_add (codes, layouts[i].code);
  g_strfreev (self->layouts);
  self->layouts = g_strv_builder_end (codes);
  self->filling = TRUE;
  fill_choice (self->widgets.layout, self->layouts, dup_layout, chosen);
  if (kind != NULL && kind->cards)
    gtk_drop_down_set_selected (self->widgets.layout, 0);
  self->filling = filling;
  gtk_widget_set_visible (self->widgets.layout_box, kind == NULL || !kind->cards);
}

static char **
dup_variants (const HavenForm *form)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < form->variants->len; i++)
    g_strv_builder_add (codes, ((const HavenFormVariant *) form->variants->pdata[i])->code);
  return g_strv_builder_end (codes);
}

static void
selected_cb (HavenPaperChoice *self)
{
  if (self->filling || self->languages == NULL)
    return;
  fill_layouts (self);
  show_explanation (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
layout_selected_cb (HavenPaperChoice *self)
{
  if (!self->filling && self->languages != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
haven_paper_choice_dispose (GObject *object)
{
  HavenPaperChoice *self = HAVEN_PAPER_CHOICE (object);

  g_clear_object (&self->widgets.language);
  g_clear_object (&self->widgets.variant_box);
  g_clear_object (&self->widgets.variant);
  g_clear_object (&self->widgets.layout_box);
  g_clear_object (&self->widgets.layout);
  g_clear_object (&self->widgets.explanation);
  g_clear_pointer (&self->languages, g_strfreev);
  g_clear_pointer (&self->variants, g_strfreev);
  g_clear_pointer (&self->layouts, g_strfreev);
  G_OBJECT_CLASS (haven_paper_choice_parent_class)->dispose (object);
}

static void
haven_paper_choice_class_init (HavenPaperChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_paper_choice_dispose;

  /** HavenPaperChoice::changed: somebody chose something else */
  signals[CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_PAPER_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_paper_choice_init (HavenPaperChoice *self)
{
}

static void
take_layout (HavenPaperChoice *self, const HavenPaperChoiceWidgets *widgets)
{
  self->widgets.layout_box = g_object_ref (widgets->layout_box);
  self->widgets.layout = g_object_ref (widgets->layout);
  haven_choice_show_whole_items (widgets->layout);
  g_signal_connect_object (widgets->layout, "notify::selected", G_CALLBACK (layout_selected_cb), self, G_CONNECT_SWAPPED);
}

HavenPaperChoice *
haven_paper_choice_new (const HavenPaperChoiceWidgets *widgets)
{
  HavenPaperChoice *self = g_object_new (HAVEN_TYPE_PAPER_CHOICE, NULL);
  const GConnectFlags swapped = G_CONNECT_SWAPPED;

  self->widgets.language = g_object_ref (widgets->language);
  haven_choice_show_whole_items (widgets->language);
  haven_choice_show_whole_items (widgets->variant);
  self->widgets.variant_box = g_object_ref (widgets->variant_box);
  self->widgets.variant = g_object_ref (widgets->variant);
  self->widgets.explanation = g_object_ref (widgets->explanation);
  g_signal_connect_object (widgets->language, "notify::selected", G_CALLBACK (selected_cb), self, swapped);
  g_signal_connect_object (widgets->variant, "notify::selected", G_CALLBACK (selected_cb), self, swapped);
  if (widgets->layout != NULL)
    take_layout (self, widgets);
  return self;
}

/**
 * haven_paper_choice_fill:
 * @form: borrowed from @forms, which live as long as this choice
 * @language: chosen at first
 *
 * Offers what there is of a form.
 */
void
haven_paper_choice_fill (HavenPaperChoice *self, HavenForms *forms, const HavenForm *form, const char *language)
{
  g_return_if_fail (HAVEN_IS_PAPER_CHOICE (self) && form != NULL);

  g_strfreev (self->languages);
  g_strfreev (self->variants);
  self->languages = haven_forms_dup_languages (forms, form->code);
  self->variants = dup_variants (form);
  self->form = form;
  self->filling = TRUE;
  fill_choice (self->widgets.language, self->languages, haven_words_dup_language, language);
  /* A paper goes to the person: of several kinds their own copy is offered first. */
  fill_choice (self->widgets.variant, self->variants, haven_paper_words_dup_variant, "client");
  fill_layouts (self);
  self->filling = FALSE;
  gtk_widget_set_visible (self->widgets.variant_box, form->variants->len > 1);
  show_explanation (self);
}

gboolean
haven_paper_choice_is_filled (HavenPaperChoice *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_CHOICE (self), FALSE);
  return self->languages != NULL;
}

/** Returns: (nullable): the code of the language that is chosen */
const char *
haven_paper_choice_get_language (HavenPaperChoice *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_CHOICE (self), NULL);
  return get_code (gtk_drop_down_get_selected (self->widgets.language), self->languages);
}

/** Returns: (nullable): the code of the kind that is chosen */
const char *
haven_paper_choice_get_variant (HavenPaperChoice *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_CHOICE (self), NULL);
  return get_code (gtk_drop_down_get_selected (self->widgets.variant), self->variants);
}

static HavenPaperLayout
get_layout (HavenPaperChoice *self)
{
  const char *code = get_layout_code (self);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (g_strcmp0 (layouts[i].code, code) == 0)
      return layouts[i].layout;
  return HAVEN_PAPER_LAYOUT_USUAL;
}

/** Returns: what is chosen, without values of somebody's own; it is borrowed until something else is chosen */
HavenPaperWanted
haven_paper_choice_get_wanted (HavenPaperChoice *self, const char *form_code)
{
  HavenPaperWanted wanted = { 0 };

  g_return_val_if_fail (HAVEN_IS_PAPER_CHOICE (self) && form_code != NULL, wanted);

  wanted.form_code = form_code;
  wanted.language = haven_paper_choice_get_language (self);
  wanted.variant = haven_paper_choice_get_variant (self);
  wanted.layout = get_layout (self);
  return wanted;
}

gboolean
haven_paper_choice_has_language (HavenPaperChoice *self, const char *language)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_CHOICE (self), FALSE);
  return self->languages != NULL && g_strv_contains ((const char *const *) self->languages, language);
}

static const char *
get_language_at (guint position, gpointer data)
{
  return get_code (position, HAVEN_PAPER_CHOICE (data)->languages);
}

static const char *
get_variant_at (guint position, gpointer data)
{
  return get_code (position, HAVEN_PAPER_CHOICE (data)->variants);
}

static const char *
get_layout_at (guint position, gpointer data)
{
  return get_code (position, HAVEN_PAPER_CHOICE (data)->layouts);
}

/** What is chosen here becomes a part of its editor's draft. */
void
haven_paper_choice_add_to_draft (HavenPaperChoice *self, HavenDraftFields *fields)
{
  g_return_if_fail (HAVEN_IS_PAPER_CHOICE (self));
  haven_draft_fields_add_choice (fields, "language", GTK_WIDGET (self->widgets.language), get_language_at, self);
  haven_draft_fields_add_choice (fields, "variant", GTK_WIDGET (self->widgets.variant), get_variant_at, self);
  if (self->widgets.layout != NULL)
    haven_draft_fields_add_choice (fields, "layout", GTK_WIDGET (self->widgets.layout), get_layout_at, self);
}

/** Chooses @language as somebody would; nothing where the form is not in it. */
void
haven_paper_choice_set_language (HavenPaperChoice *self, const char *language)
{
  g_return_if_fail (HAVEN_IS_PAPER_CHOICE (self));

  for (guint i = 0; self->languages && self->languages[i]; i++)
    if (g_str_equal (self->languages[i], language))
      gtk_drop_down_set_selected (self->widgets.language, i);
}
