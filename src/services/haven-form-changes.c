/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-changes.h"

#include "haven-document.h"

#include <glib/gi18n.h>
#include <string.h>

#define LARGEST_FILE (1024 * 1024) /* bytes: thirty times the longest form that Haven brings */
#define COMMON "paper"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

/* ── What a form must not lose ────────────────────────────────────────────── */

/* Haven fills papers in by the names of their values, so a changed form still takes what the one takes that Haven brings. */
static gboolean
takes_options (const HavenFormValue *mine, const HavenFormValue *theirs)
{
  for (guint i = 0; theirs->options != NULL && i < theirs->options->len; i++)
    {
      const HavenFormOption *option = theirs->options->pdata[i];
      gboolean found = FALSE;

      for (guint k = 0; mine->options != NULL && k < mine->options->len && !found; k++)
        found = strcmp (((const HavenFormOption *) mine->options->pdata[k])->code, option->code) == 0;
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* Returns: (nullable): the name of the first value of @theirs that @mine does not take as it is given */
static const char *
find_lost_value (const GPtrArray *mine, const GPtrArray *theirs)
{
  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    {
      const HavenFormValue *value = theirs->pdata[i];
      const HavenFormValue *kept = mine ? haven_form_value_find (mine, value->name) : NULL;

      if (kept == NULL || kept->type != value->type || kept->max < value->max || !takes_options (kept, value) ||
          find_lost_value (kept->fields, value->fields) != NULL)
        return value->name;
    }
  return NULL;
}

static gboolean
check_values (const HavenForm *form, const HavenForm *shipped, GError **error)
{
  const char *lost = find_lost_value (form->values, shipped->values);

  if (lost == NULL)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("Haven fills in “%s” on this paper, so the form must take it as before: leave it among its values. No block "
                  "has to show it."),
               lost);
  return FALSE;
}

/* A copy that somebody carries stays one that betrays nothing (domain 2.5). */
static gboolean
check_variants (const HavenForm *form, const HavenForm *shipped, GError **error)
{
  for (guint i = 0; i < shipped->variants->len; i++)
    {
      const HavenFormVariant *theirs = shipped->variants->pdata[i];
      const HavenFormVariant *mine = haven_form_find_variant (form, theirs->code);

      if (mine != NULL && mine->neutral == theirs->neutral && mine->cards == theirs->cards)
        continue;
      g_set_error (error,
                   HAVEN_STORE_ERROR,
                   HAVEN_STORE_ERROR_CONSTRAINT,
                   _ ("The form must keep its variant “%s” as it is, neutral where it was neutral: people carry it with "
                      "them. Put it back into the file."),
                   theirs->code);
      return FALSE;
    }
  return TRUE;
}

/* No legal text loses the mark that no lawyer has read it by leaving a word out of its file. */
static gboolean
check_review (const HavenForm *form, const HavenForm *shipped, GError **error)
{
  const gboolean legal = (form->satisfies != NULL && form->satisfies[0] != NULL) ||
                         (shipped ? shipped->needs_counsel_review
                                  : haven_form_is_signed (form) || (form->legal_basis != NULL && form->legal_basis[0] != NULL));

  if (!legal || form->needs_counsel_review)
    return TRUE;
  return refuse (error,
                 _ ("A lawyer has to read this form before it counts: add “needs_counsel_review”: true to its file. Papers "
                    "say so until that is recorded."));
}

static gboolean
check_claims (const HavenForm *form, const GPtrArray *lists, GError **error)
{
  g_auto (GStrv) unknown = haven_form_dup_unknown_claims (form, lists);

  if (unknown[0] == NULL)
    return TRUE;
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("The form claims to satisfy “%s”, which is no list of the law that Haven knows. Correct “satisfies”."),
               unknown[0]);
  return FALSE;
}

/* ── Versions ─────────────────────────────────────────────────────────────── */

static gboolean
refuse_version (const HavenForm *form, GError **error)
{
  g_set_error (error,
               HAVEN_STORE_ERROR,
               HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("There is a version “%s” of this form already, and papers may bear it. Give the file another version."),
               form->version);
  return FALSE;
}

/* A version once used means one text for ever, also after it was retired. */
static gboolean
check_version (HavenSession *session, const HavenForm *form, const HavenForm *shipped, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (shipped != NULL && strcmp (shipped->version, form->version) == 0)
    return refuse_version (form, error);
  rows = haven_session_list (session, &haven_clinic_form_info, "form_code", form->code, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (strcmp (((const HavenClinicForm *) rows->pdata[i])->form_version, form->version) == 0)
      return refuse_version (form, error);
  return rows != NULL;
}

/* ── A paper of it ────────────────────────────────────────────────────────── */

/* What cannot be printed is no form: each variant is drawn once, empty. */
static gboolean
check_pages (HavenSession *session, HavenForms *forms, const HavenForm *form, GError **error)
{
  g_autoptr (JsonObject) values = json_object_new ();

  for (guint i = 0; i < form->variants->len; i++)
    {
      HavenDocumentRequest request = { .form_code = form->code, .language = HAVEN_FORMS_SOURCE_LANGUAGE, .values = values };
      g_auto (HavenDocumentInfo) info = { 0 };
      g_autoptr (GBytes) pdf = NULL;

      request.variant = ((const HavenFormVariant *) form->variants->pdata[i])->code;
      request.made_on = haven_clock_today (haven_session_get_clock (session));
      pdf = haven_document_render (forms, &request, &info, error);
      if (pdf == NULL)
        return FALSE;
    }
  return TRUE;
}

/* ── Differences ──────────────────────────────────────────────────────────── */

static void
free_text_change (gpointer data)
{
  HavenFormTextChange *change = data;

  g_free (change->text_id);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
add_text (HavenFormChanges *self, const char *id, const HavenFormText *before, const HavenFormText *after)
{
  HavenFormTextChange *change;

  if (before != NULL && after != NULL && strcmp (before->text, after->text) == 0)
    return;
  change = g_new0 (HavenFormTextChange, 1);
  change->text_id = g_strdup (id);
  change->before = g_strdup (before ? before->text : NULL);
  change->after = g_strdup (after ? after->text : NULL);
  g_ptr_array_add (self->texts, change);
}

static void
compare_texts (HavenFormChanges *self)
{
  self->texts = g_ptr_array_new_with_free_func (free_text_change);
  for (guint i = 0; i < self->after->order->len; i++)
    {
      const HavenFormText *text = self->after->order->pdata[i];

      add_text (self, text->id, self->before ? haven_form_find_text (self->before, text->id) : NULL, text);
    }
  for (guint i = 0; self->before != NULL && i < self->before->order->len; i++)
    {
      const HavenFormText *text = self->before->order->pdata[i];

      if (haven_form_find_text (self->after, text->id) == NULL)
        add_text (self, text->id, text, NULL);
    }
}

static const HavenFormCheck *
find_check (const GPtrArray *checks, const HavenFormElementList *list)
{
  for (guint i = 0; i < checks->len; i++)
    if (((const HavenFormCheck *) checks->pdata[i])->list == list)
      return checks->pdata[i];
  return NULL;
}

static void
add_lost (HavenFormChanges *self, const HavenFormCheck *before, const HavenFormCheck *after)
{
  for (guint i = 0; i < before->present->len; i++)
    if (after == NULL || !g_ptr_array_find (after->present, before->present->pdata[i], NULL))
      g_ptr_array_add (self->lost, before->present->pdata[i]);
}

static void
compare_elements (HavenFormChanges *self)
{
  g_autoptr (GPtrArray) before = self->before ? haven_form_check (self->before, self->lists) : g_ptr_array_new ();
  g_autoptr (GPtrArray) after = haven_form_check (self->after, self->lists);

  self->lost = g_ptr_array_new ();
  self->missing = g_ptr_array_new ();
  for (guint i = 0; i < before->len; i++)
    {
      const HavenFormCheck *check = before->pdata[i];

      if (check->claimed)
        add_lost (self, check, find_check (after, check->list));
    }
  for (guint i = 0; i < after->len; i++)
    {
      const HavenFormCheck *check = after->pdata[i];

      for (guint k = 0; check->claimed && k < check->missing->len; k++)
        g_ptr_array_add (self->missing, check->missing->pdata[k]);
    }
}

static void
compare_languages (HavenFormChanges *self)
{
  g_auto (GStrv) languages = haven_forms_dup_languages (self->forms, self->after->code);

  self->languages = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_form_language_free);
  for (gsize i = 0; languages[i] != NULL; i++)
    {
      HavenFormLanguage *language = haven_form_language_new (self->forms, self->after, languages[i]);

      if (language->n_outdated + language->n_missing > 0)
        g_ptr_array_add (self->languages, language);
      else
        haven_form_language_free (language);
    }
}

/* ── Public ───────────────────────────────────────────────────────────────── */

void
haven_form_changes_free (HavenFormChanges *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_object (&self->forms);
  g_free (self);
}

/* Returns: the code of the form that is in the file, which @self has among its forms from now on */
static char *
lay_over (HavenFormChanges *self, HavenForms *now, GError **error)
{
  g_autoptr (HavenForm) form = NULL;

  if (g_bytes_get_size (self->file) > LARGEST_FILE)
    {
      refuse (error, _ ("The file is too large to be a form. Choose the form’s file; nothing was changed."));
      return NULL;
    }
  form = haven_form_parse (self->file, haven_forms_get_common (now), error);
  if (form == NULL)
    return NULL;
  if (strcmp (form->code, COMMON) == 0)
    {
      refuse (error, _ ("“paper” is what all papers share, and no form. Give the form a code of its own."));
      return NULL;
    }
  return haven_forms_add_form (self->forms, self->file, error) ? g_strdup (form->code) : NULL;
}

/**
 * haven_form_changes_read:
 * @file: as FORMS.md tells
 *
 * Checks a form's file as a whole, and tells what would change if it were taken. Waits for the store; changes nothing.
 *
 * Returns: (transfer full): what would change; an error with what to mend in the file where it cannot be taken
 */
HavenFormChanges *
haven_form_changes_read (HavenSession *session, GBytes *file, GError **error)
{
  g_autoptr (HavenForms) now = haven_session_dup_forms (session, error);
  g_autoptr (HavenFormChanges) self = g_new0 (HavenFormChanges, 1);
  g_autofree char *code = NULL;
  const HavenForm *shipped;

  if (now == NULL)
    return NULL;
  self->file = g_bytes_ref (file);
  self->forms = haven_forms_new_over (now);
  self->lists = haven_form_element_lists_load (error);
  code = self->lists ? lay_over (self, now, error) : NULL;
  if (code == NULL)
    return NULL;
  shipped = haven_forms_lookup (haven_forms_get_base (now), code, NULL);
  self->before = haven_forms_lookup (now, code, NULL);
  self->after = haven_forms_lookup (self->forms, code, NULL);
  if (!check_version (session, self->after, shipped, error) || !check_claims (self->after, self->lists, error) ||
      !check_review (self->after, shipped, error) ||
      (shipped != NULL && (!check_values (self->after, shipped, error) || !check_variants (self->after, shipped, error))) ||
      !check_pages (session, self->forms, self->after, error))
    return NULL;
  compare_texts (self);
  compare_elements (self);
  compare_languages (self);
  return g_steal_pointer (&self);
}
