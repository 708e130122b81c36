/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-translations-survey.h"

#include "haven-tables.h"

#include <string.h>

#define COMMON "paper"
#define SOURCE "en"

static void
free_form (gpointer data)
{
  HavenSurveyedForm *form = data;

  g_free (form->form_code);
  g_free (form->title);
  g_free (form->progress);
  g_free (form);
}

void
haven_translation_survey_free (HavenTranslationSurvey *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->languages);
  g_free (self->own);
  g_ptr_array_unref (self->forms);
  g_free (self);
}

/* ── Languages ────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *staff_id;
  char *used;  /* of the clinic, parted by blanks */
  char **mine; /* of the signed-in person */
} Spoken;

static gboolean
read_spoken (HavenTransaction *transaction, gpointer data, GError **error)
{
  Spoken *spoken = data;
  g_autoptr (HavenStaffMember) member =
    haven_transaction_load (transaction, &haven_staff_member_info, spoken->staff_id, error);

  if (member == NULL)
    return FALSE;
  spoken->mine = g_strdupv (member->languages);
  spoken->used = haven_tables_dup_setting (transaction, "languages", NULL);
  return TRUE;
}

static gboolean
add_language (GPtrArray *languages, const char *language)
{
  if (*language == '\0' || strcmp (language, SOURCE) == 0 ||
      g_ptr_array_find_with_equal_func (languages, language, g_str_equal, NULL))
    return FALSE;
  g_ptr_array_add (languages, g_strdup (language));
  return TRUE;
}

static void
list_languages (HavenTranslationSurvey *self, HavenForms *forms, const Spoken *spoken)
{
  GPtrArray *languages = g_ptr_array_new ();
  g_auto (GStrv) used = g_strsplit (spoken->used ? spoken->used : "", " ", -1);
  g_auto (GStrv) there = haven_forms_dup_languages (forms, COMMON);

  for (gsize i = 0; used[i] != NULL; i++)
    self->n_used += add_language (languages, used[i]);
  for (gsize i = 0; there[i] != NULL; i++)
    add_language (languages, there[i]);
  for (gsize i = 0; spoken->mine != NULL && spoken->mine[i] != NULL && self->own == NULL; i++)
    if (g_ptr_array_find_with_equal_func (languages, spoken->mine[i], g_str_equal, NULL))
      self->own = g_strdup (spoken->mine[i]);
  g_ptr_array_add (languages, NULL);
  self->languages = (char **) g_ptr_array_free (languages, FALSE);
}

/* ── Forms ────────────────────────────────────────────────────────────────── */

static void
count (HavenForms *forms, const HavenForm *form, const char *language, HavenTranslationProgress *progress)
{
  const HavenTranslation *translation = haven_forms_find_translation (forms, form->code, language);

  progress->n_texts = form->order->len;
  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = form->order->pdata[i];
      HavenTranslationState state = HAVEN_TRANSLATION_MISSING;

      if (translation != NULL)
        haven_translation_lookup (translation, text->id, text->text, &state);
      progress->n[state]++;
    }
}

static void
add_form (HavenTranslationSurvey *self, HavenForms *forms, const HavenForm *form)
{
  const guint n_languages = g_strv_length (self->languages);
  HavenSurveyedForm *surveyed = g_new0 (HavenSurveyedForm, 1);

  surveyed->form_code = g_strdup (form->code);
  surveyed->title = g_strdup (form->title.text);
  surveyed->progress = g_new0 (HavenTranslationProgress, n_languages);
  for (guint i = 0; i < n_languages; i++)
    count (forms, form, self->languages[i], &surveyed->progress[i]);
  g_ptr_array_add (self->forms, surveyed);
}

/**
 * haven_translations_survey:
 *
 * Counts what there is of each form in each language. Waits for the store.
 *
 * Returns: (transfer full):
 */
HavenTranslationSurvey *
haven_translations_survey (HavenSession *session, GError **error)
{
  g_autoptr (HavenTranslationSurvey) self = g_new0 (HavenTranslationSurvey, 1);
  g_autoptr (HavenForms) forms = NULL;
  g_auto (GStrv) codes = NULL;
  Spoken spoken = { haven_session_get_staff_id (session), NULL, NULL };

  self->forms = g_ptr_array_new_with_free_func (free_form);
  if (!haven_session_run (session,
                          HAVEN_ACTION_VIEW,
                          HAVEN_IN_SHARED,
                          "staff_member",
                          spoken.staff_id,
                          NULL,
                          read_spoken,
                          &spoken,
                          error))
    return NULL;
  forms = haven_session_dup_forms (session, error);
  if (forms != NULL)
    {
      list_languages (self, forms, &spoken);
      codes = haven_forms_dup_codes (forms);
    }
  g_free (spoken.used);
  g_strfreev (spoken.mine);
  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    add_form (self, forms, haven_forms_lookup (forms, codes[i], NULL));
  if (forms == NULL)
    return NULL;
  add_form (self, forms, haven_forms_get_common (forms));
  return g_steal_pointer (&self);
}
