/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-error.h"
#include "haven-id.h"
#include "haven-papers-private.h"
#include "haven-release-state.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── What stands in the values ────────────────────────────────────────────── */

static const char *
get_text (JsonObject *values, const char *name)
{
  JsonNode *node = json_object_get_member (values, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static HavenDate
get_date (JsonObject *values, const char *name)
{
  HavenDate date = HAVEN_DATE_NONE;
  const char *text = get_text (values, name);

  if (text != NULL && *text != '\0')
    haven_date_parse (text, &date, NULL);
  return date;
}

/* A list, or one text as a list of one. */
static char **
dup_texts (JsonObject *values, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (values, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!haven_text_is_blank (json_array_get_string_element (array, i)))
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
  if (array == NULL && !haven_text_is_blank (get_text (values, name)))
    g_strv_builder_add (builder, get_text (values, name));
  return g_strv_builder_end (builder);
}

static gboolean
has_code (JsonObject *values, const char *name, const char *code)
{
  g_auto (GStrv) codes = dup_texts (values, name);

  return g_strv_contains ((const char *const *) codes, code);
}

static gboolean
is_absent (JsonObject *values, const HavenFormValue *value)
{
  JsonNode *node = json_object_get_member (values, value->name);
  g_auto (GStrv) texts = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (value->type == HAVEN_FORM_VALUE_TICK)
    return FALSE;
  if (value->type == HAVEN_FORM_VALUE_ROWS)
    return !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0;
  texts = dup_texts (values, value->name);
  return texts[0] == NULL;
}

/** Returns: (transfer full) (nullable): the names of values that the form needs before it is signed and that are absent */
char **
haven_papers_dup_missing (const HavenForm *form, JsonObject *values)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) missing = NULL;

  for (guint i = 0; i < form->values->len; i++)
    {
      const HavenFormValue *value = form->values->pdata[i];

      if (value->needed && is_absent (values, value))
        g_strv_builder_add (builder, value->name);
    }
  missing = g_strv_builder_end (builder);
  return missing[0] != NULL ? g_steal_pointer (&missing) : NULL;
}

/* ── The words of choices ─────────────────────────────────────────────────── */

static const char *
get_words (HavenForms *forms, const HavenPaper *paper, const HavenFormText *text)
{
  HavenTranslationState state;
  const HavenTranslation *translation =
      haven_forms_find_translation (forms, paper->document->form_code, paper->document->language);
  const char *found = translation ? haven_translation_lookup (translation, text->id, text->text, &state) : NULL;

  return found != NULL ? found : text->text;
}

static void
add_chosen (HavenForms *forms,
            const HavenPaper *paper,
            const HavenForm *form,
            JsonObject *values,
            const char *name,
            GStrvBuilder *words)
{
  const HavenFormValue *value = haven_form_value_find (form->values, name);

  for (guint i = 0; value != NULL && i < value->options->len; i++)
    {
      const HavenFormOption *option = value->options->pdata[i];

      if (has_code (values, name, option->code))
        g_strv_builder_add (words, get_words (forms, paper, &option->text));
    }
}

/* Those of some choices together, in the words of the paper. */
static char **
dup_chosen (HavenForms *forms,
            const HavenPaper *paper,
            const HavenForm *form,
            JsonObject *values,
            const char *first,
            const char *second)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  add_chosen (forms, paper, form, values, first, words);
  if (second != NULL)
    add_chosen (forms, paper, form, values, second, words);
  return g_strv_builder_end (words);
}

/* ── Releases ─────────────────────────────────────────────────────────────── */

static char **
dup_basis (const HavenForm *form)
{
  static const char *const known[] = { "hipaa", "part2", "vawa", "attorney", NULL };
  g_autoptr (GStrvBuilder) basis = g_strv_builder_new ();

  for (gsize i = 0; form->satisfies && form->satisfies[i]; i++)
    if (g_strv_contains (known, form->satisfies[i]))
      g_strv_builder_add (basis, form->satisfies[i]);
  return g_strv_builder_end (basis);
}

/* What all permissions of one paper share. */
static HavenRelease *
start_release (HavenSession *session,
               const HavenForm *form,
               const HavenPaper *paper,
               JsonObject *values,
               const char *signer)
{
  HavenRelease *release = haven_release_new ();
  HavenDate today = haven_clock_today (haven_session_get_clock (session));
  const char *copy = get_text (values, "copy_given");

  release->patient_id = g_strdup (paper->document->patient_id);
  release->basis = dup_basis (form);
  release->form_code = g_strdup (form->code);
  release->form_version = g_strdup (form->version);
  release->language = g_strdup (paper->document->language);
  release->withhold = dup_texts (values, "withhold");
  release->purpose = g_strdup (get_text (values, "purpose"));
  release->effective_on = get_date (values, "effective_on");
  release->expires_on = get_date (values, "expires_on");
  release->signed_on = today;
  release->signer = g_strdup (signer);
  release->copy_given = g_strdup (copy);
  return release;
}

static HavenRelease *
make_one_way (HavenRelease *release, JsonObject *values, const char *from, const char *to, const char *items)
{
  release->discloser = g_strdup (get_text (values, from));
  release->recipient = g_strdup (get_text (values, to));
  release->items = dup_texts (values, items);
  return release;
}

static void
add_both_ways (HavenSession *session,
               const HavenForm *form,
               const HavenPaper *paper,
               JsonObject *values,
               const char *signer,
               GPtrArray *releases)
{
  if (has_code (values, "to_legal", "yes"))
    g_ptr_array_add (releases,
                     make_one_way (start_release (session, form, paper, values, signer),
                                   values,
                                   "care_office",
                                   "legal_office",
                                   "to_legal_items"));
  if (has_code (values, "to_care", "yes"))
    g_ptr_array_add (releases,
                     make_one_way (start_release (session, form, paper, values, signer),
                                   values,
                                   "legal_office",
                                   "care_office",
                                   "to_care_items"));
}

/* Pictures that stay in the record go to nobody: no release then. */
static void
add_pictures (HavenSession *session,
              HavenForms *forms,
              const HavenForm *form,
              const HavenPaper *paper,
              JsonObject *values,
              const char *signer,
              GPtrArray *releases)
{
  g_auto (GStrv) uses = dup_chosen (forms, paper, form, values, "uses", NULL);
  HavenRelease *release;

  if (haven_text_is_blank (get_text (values, "recipient")))
    return;
  release = start_release (session, form, paper, values, signer);
  release->discloser = g_strdup (get_text (values, "discloser"));
  release->recipient = g_strdup (get_text (values, "recipient"));
  release->items = dup_chosen (forms, paper, form, values, "media", NULL);
  release->purpose = g_strjoinv ("; ", uses);
  g_ptr_array_add (releases, release);
}

static void
add_plain (HavenSession *session,
           HavenForms *forms,
           const HavenForm *form,
           const HavenPaper *paper,
           JsonObject *values,
           const char *signer,
           GPtrArray *releases)
{
  HavenRelease *release =
      make_one_way (start_release (session, form, paper, values, signer), values, "discloser", "recipient", "items");
  g_auto (GStrv) class_of = dup_chosen (forms, paper, form, values, "recipients", NULL);

  /* 42 CFR 2.31(a)(4): those who care for somebody may be named as a class. */
  if (haven_text_is_blank (release->recipient) && has_code (values, "recipients", "care"))
    g_set_str (&release->recipient, class_of[0]);
  g_ptr_array_add (releases, release);
}

static gboolean
check_release (const HavenRelease *release, HavenDate today, GError **error)
{
  const char *missing = NULL;
  HavenReleaseState state = haven_release_get_state (release, today, &missing);

  if (state != HAVEN_RELEASE_INVALID)
    return TRUE;
  g_set_error (error,
               HAVEN_DOCUMENT_ERROR,
               HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
               /* Translators: %s is what the law asks for, such as “the day on which it ends” */
               _ ("This cannot be signed yet. It does not say: %s"),
               _ (missing));
  return FALSE;
}

/**
 * haven_papers_make_releases:
 * @values: what the signed paper says
 *
 * Returns: (transfer full) (element-type HavenRelease): the permissions that it gives, none where its form gives none;
 *   %NULL where one would lack what the law asks for, with a sentence that says what
 */
GPtrArray *
haven_papers_make_releases (HavenSession *session,
                            HavenForms *forms,
                            const HavenPaper *paper,
                            JsonObject *values,
                            const char *signer,
                            GError **error)
{
  const HavenForm *form = haven_forms_lookup (forms, paper->document->form_code, error);
  g_autoptr (GPtrArray) releases = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_release_free);
  HavenDate today = haven_clock_today (haven_session_get_clock (session));

  if (form == NULL)
    return NULL;
  if (!haven_papers_gives_permission (form))
    return g_steal_pointer (&releases);
  if (haven_form_value_find (form->values, "to_legal") != NULL)
    {
      add_both_ways (session, form, paper, values, signer, releases);
      if (releases->len == 0)
        {
          g_set_error_literal (error,
                               HAVEN_DOCUMENT_ERROR,
                               HAVEN_DOCUMENT_ERROR_REQUEST_INVALID,
                               _ ("This cannot be signed yet. It says neither yes nor to whom: choose who may share"));
          return NULL;
        }
    }
  else if (haven_form_value_find (form->values, "media") != NULL)
    add_pictures (session, forms, form, paper, values, signer, releases);
  else
    add_plain (session, forms, form, paper, values, signer, releases);
  for (guint i = 0; i < releases->len; i++)
    {
      HavenRelease *release = releases->pdata[i];

      release->id = i == 0 && paper->release_id ? g_strdup (paper->release_id) : haven_id_new ();
      if (!check_release (release, today, error))
        return NULL;
    }
  return g_steal_pointer (&releases);
}
