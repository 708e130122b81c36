/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-facts.h"

#include <string.h>

/* ── Languages ────────────────────────────────────────────────────────────── */

void
haven_form_language_free (HavenFormLanguage *self)
{
  if (self == NULL)
    return;
  g_free (self->language);
  g_free (self);
}

static void
count_text (HavenFormLanguage *self, HavenTranslationState state)
{
  self->n_texts++;
  self->n_approved += state == HAVEN_TRANSLATION_APPROVED;
  self->n_outdated += state == HAVEN_TRANSLATION_OUTDATED;
  self->n_missing += state == HAVEN_TRANSLATION_MISSING;
}

/** @form: of @forms */
HavenFormLanguage *
haven_form_language_new (HavenForms *forms, const HavenForm *form, const char *language)
{
  HavenFormLanguage *self = g_new0 (HavenFormLanguage, 1);
  const HavenTranslation *translation = haven_forms_find_translation (forms, form->code, language);
  g_autofree char *first_id = NULL;

  self->language = g_strdup (language);
  self->state = haven_forms_get_state (forms, form->code, language, &first_id);
  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = form->order->pdata[i];
      HavenTranslationState state = HAVEN_TRANSLATION_MISSING;

      if (strcmp (language, HAVEN_FORMS_SOURCE_LANGUAGE) == 0)
        state = HAVEN_TRANSLATION_APPROVED;
      else if (translation != NULL)
        haven_translation_lookup (translation, text->id, text->text, &state);
      count_text (self, state);
    }
  return self;
}

/* ── One form ─────────────────────────────────────────────────────────────── */

void
haven_form_facts_free (HavenFormFacts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->own, haven_clinic_form_free);
  g_clear_pointer (&self->review, haven_counsel_review_free);
  g_clear_object (&self->forms);
  g_free (self->shipped_version);
  g_free (self->added_by);
  g_free (self->recorded_by);
  g_free (self);
}

/** What all forms are read from, in one look. */
typedef struct
{
  HavenForms *forms;
  GPtrArray *lists;
  GPtrArray *own;     /* HavenClinicForm */
  GPtrArray *reviews; /* HavenCounselReview */
  GPtrArray *staff;   /* HavenStaffMember */
} Desk;

static gboolean
read_rows (HavenTransaction *transaction, gpointer data, GError **error)
{
  Desk *self = data;

  self->own = haven_transaction_list (transaction, &haven_clinic_form_info, NULL, NULL, "added_at", error);
  if (self->own != NULL)
    self->reviews = haven_transaction_list (transaction, &haven_counsel_review_info, NULL, NULL, NULL, error);
  if (self->reviews != NULL)
    self->staff = haven_transaction_list (transaction, &haven_staff_member_info, NULL, NULL, NULL, error);
  return self->staff != NULL;
}

static gboolean
desk_init (Desk *self, HavenSession *session, GError **error)
{
  *self = (Desk) { .forms = haven_session_dup_forms (session, error) };
  if (self->forms != NULL)
    self->lists = haven_form_element_lists_load (error);
  return self->lists != NULL && haven_session_run (session,
                                                   HAVEN_ACTION_LIST,
                                                   HAVEN_IN_SHARED,
                                                   "clinic_form",
                                                   NULL,
                                                   NULL,
                                                   read_rows,
                                                   self,
                                                   error);
}

static void
desk_clear (Desk *self)
{
  g_clear_object (&self->forms);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static char *
desk_dup_name (const Desk *self, const char *staff_id)
{
  for (guint i = 0; i < self->staff->len; i++)
    {
      const HavenStaffMember *member = self->staff->pdata[i];

      if (g_strcmp0 (member->id, staff_id) == 0)
        return g_strdup (member->name);
    }
  return NULL;
}

static void
find_own (const Desk *desk, HavenFormFacts *facts)
{
  for (guint i = 0; i < desk->own->len; i++)
    {
      const HavenClinicForm *row = desk->own->pdata[i];

      if (row->retired_at != 0 || strcmp (row->form_code, facts->form->code) != 0)
        continue;
      g_clear_pointer (&facts->own, haven_clinic_form_free);
      facts->own = haven_clinic_form_copy (row);
    }
  if (facts->own != NULL)
    facts->added_by = desk_dup_name (desk, facts->own->added_by);
}

static void
find_review (const Desk *desk, HavenFormFacts *facts)
{
  for (guint i = 0; i < desk->reviews->len && facts->review == NULL; i++)
    {
      const HavenCounselReview *row = desk->reviews->pdata[i];

      if (strcmp (row->form_sha256, facts->form->sha256) == 0)
        facts->review = haven_counsel_review_copy (row);
    }
  if (facts->review != NULL)
    facts->recorded_by = desk_dup_name (desk, facts->review->recorded_by);
}

static void
find_languages (const Desk *desk, HavenFormFacts *facts)
{
  g_auto (GStrv) languages = haven_forms_dup_languages (desk->forms, facts->form->code);

  facts->languages = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_form_language_free);
  for (gsize i = 0; languages[i] != NULL; i++)
    g_ptr_array_add (facts->languages, haven_form_language_new (desk->forms, facts->form, languages[i]));
}

static HavenFormFacts *
make_facts (const Desk *desk, const HavenForm *form)
{
  const HavenForm *shipped = haven_forms_lookup (haven_forms_get_base (desk->forms), form->code, NULL);
  HavenFormFacts *facts = g_new0 (HavenFormFacts, 1);

  facts->forms = g_object_ref (desk->forms);
  facts->lists = g_ptr_array_ref (desk->lists);
  facts->form = form;
  facts->shipped_version = g_strdup (shipped ? shipped->version : NULL);
  facts->awaits_counsel = haven_forms_awaits_counsel (desk->forms, form);
  facts->checks = haven_form_check (form, desk->lists);
  for (guint i = 0; i < facts->checks->len; i++)
    {
      const HavenFormCheck *check = facts->checks->pdata[i];

      facts->n_missing += check->claimed ? check->missing->len : 0;
    }
  find_own (desk, facts);
  find_review (desk, facts);
  find_languages (desk, facts);
  return facts;
}

/* ── Public ───────────────────────────────────────────────────────────────── */

/**
 * haven_form_facts_list:
 *
 * Waits for the store.
 *
 * Returns: (transfer full) (element-type HavenFormFacts): every form that is in use here, by its code
 */
GPtrArray *
haven_form_facts_list (HavenSession *session, GError **error)
{
  g_auto (Desk) desk = { 0 };
  g_auto (GStrv) codes = NULL;
  GPtrArray *all;

  if (!desk_init (&desk, session, error))
    return NULL;
  codes = haven_forms_dup_codes (desk.forms);
  all = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_form_facts_free);
  for (gsize i = 0; codes[i] != NULL; i++)
    g_ptr_array_add (all, make_facts (&desk, haven_forms_lookup (desk.forms, codes[i], NULL)));
  return all;
}

/** Returns: (transfer full): what is known of one form; an error that lists those there are where there is none */
HavenFormFacts *
haven_form_facts_read (HavenSession *session, const char *code, GError **error)
{
  g_auto (Desk) desk = { 0 };
  const HavenForm *form = desk_init (&desk, session, error) ? haven_forms_lookup (desk.forms, code, error) : NULL;

  return form ? make_facts (&desk, form) : NULL;
}
