/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-forms-service.h"

#include "haven-id.h"
#include "haven-pdf-fill.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_WORDS 200

static void
set_error (GError **error, HavenStoreError code, const char *sentence)
{
  g_set_error_literal (error, HAVEN_STORE_ERROR, (int) code, sentence);
}

/* ── Bringing one in ──────────────────────────────────────────────────────── */

static gboolean
check_words (const HavenOfficialForm *details, GError **error)
{
  const char *const words[] = { details->code, details->title, details->agency };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] == NULL || haven_text_is_blank (words[i]) || !g_utf8_validate (words[i], -1, NULL) ||
        g_utf8_strlen (words[i], -1) > LONGEST_WORDS)
      {
        set_error (error, HAVEN_STORE_ERROR_CONSTRAINT,
                   _ ("Give the form’s code, its title and its agency, each in at most 200 characters."));
        return FALSE;
      }
  return TRUE;
}

typedef struct
{
  HavenOfficialForm *form;
  GPtrArray *fields;
} Import;

static HavenOfficialForm *
make_form (HavenSession *session, const HavenOfficialForm *details, const HavenPdfFacts *facts)
{
  HavenOfficialForm *form = haven_official_form_new ();

  form->id = haven_id_new ();
  form->code = g_strdup (details->code);
  form->title = g_strdup (details->title);
  form->agency = g_strdup (details->agency);
  form->edition_on = details->edition_on;
  form->privileged = details->privileged;
  form->file = g_bytes_ref (details->file);
  form->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, details->file);
  form->pages = facts->pages->len;
  form->added_by = g_strdup (haven_session_get_staff_id (session));
  form->added_at = haven_clock_now (haven_session_get_clock (session));
  return form;
}

static GPtrArray *
make_fields (const HavenOfficialForm *form, const HavenPdfFacts *facts)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_official_form_field_free);

  for (guint i = 0; i < facts->fields->len; i++)
    {
      const HavenPdfField *field = facts->fields->pdata[i];
      HavenOfficialFormField *row = haven_official_form_field_new ();
      const char *source, *format;

      haven_official_form_suggest (field, &source, &format);
      row->id = haven_id_new ();
      row->official_form_id = g_strdup (form->id);
      row->field = g_strdup (field->name);
      row->source = g_strdup (source);
      row->format = g_strdup (format);
      row->row_version = 1;
      g_ptr_array_add (fields, row);
    }
  return fields;
}

static gboolean
insert_all (HavenTransaction *transaction, gpointer data, GError **error)
{
  Import *import = data;
  g_autoptr (GPtrArray) same =
      haven_transaction_list (transaction, &haven_official_form_info, "sha256", import->form->sha256, NULL, error);

  if (same == NULL)
    return FALSE;
  if (same->len > 0)
    {
      set_error (error, HAVEN_STORE_ERROR_EXISTS,
                 _ ("This very file was brought in before; it is in the list, or was retired."));
      return FALSE;
    }
  if (!haven_transaction_insert (transaction, &haven_official_form_info, import->form, error))
    return FALSE;
  for (guint i = 0; i < import->fields->len; i++)
    if (!haven_transaction_insert (transaction, &haven_official_form_field_info, import->fields->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * haven_official_forms_import:
 * @details: code, title, agency, edition, file, and whether it is privileged
 *
 * Brings in a form that can be filled, with a guess for each field of where its value comes from. All of it or nothing.
 *
 * Returns: (transfer full): the id of the form
 */
char *
haven_official_forms_import (HavenSession *session,
                             const HavenOfficialForm *details,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (HavenPdfReader) reader = NULL;
  g_autoptr (HavenOfficialForm) form = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  const HavenPdfFacts *facts;
  Import import;

  g_return_val_if_fail (details != NULL && details->file != NULL, NULL);

  if (!check_words (details, error))
    return NULL;
  reader = haven_pdf_reader_new (details->file, cancellable, error);
  if (reader == NULL)
    return NULL;
  facts = haven_pdf_reader_get_facts (reader);
  if (facts->fields->len == 0)
    {
      set_error (error, HAVEN_STORE_ERROR_CONSTRAINT,
                 _ ("The PDF has no fields to fill. Ask the agency for the form that can be filled."));
      return NULL;
    }
  form = make_form (session, details, facts);
  fields = make_fields (form, facts);
  import = (Import) { form, fields };
  if (!haven_session_run (session, HAVEN_ACTION_CREATE, HAVEN_IN_SHARED, "official_form", form->id, NULL, insert_all,
                          &import, error))
    return NULL;
  return g_steal_pointer (&form->id);
}

/* ── Those that there are ─────────────────────────────────────────────────── */

/** Returns: (transfer full) (element-type HavenOfficialForm): the forms in use, by their code */
GPtrArray *
haven_official_forms_list (HavenSession *session, GError **error)
{
  GPtrArray *forms = haven_session_list (session, &haven_official_form_info, NULL, NULL, "code", error);

  for (guint i = forms ? forms->len : 0; i-- > 0;)
    if (((const HavenOfficialForm *) forms->pdata[i])->retired_at != 0)
      g_ptr_array_remove_index (forms, i);
  return forms;
}

/** Returns: (transfer full): the form in use with that code or id, the one brought in last */
HavenOfficialForm *
haven_official_forms_find (HavenSession *session, const char *code, GError **error)
{
  g_autoptr (GPtrArray) forms = haven_official_forms_list (session, error);
  const HavenOfficialForm *found = NULL;

  for (guint i = 0; forms && i < forms->len; i++)
    {
      const HavenOfficialForm *form = forms->pdata[i];

      if ((strcmp (form->code, code) == 0 || strcmp (form->id, code) == 0) &&
          (found == NULL || found->added_at < form->added_at))
        found = form;
    }
  if (forms != NULL && found == NULL)
    set_error (error, HAVEN_STORE_ERROR_NOT_FOUND, _ ("There is no official form of that code in use."));
  return found ? haven_official_form_copy (found) : NULL;
}

static gboolean
retire (HavenTransaction *transaction, gpointer data, GError **error)
{
  return haven_transaction_update (transaction, &haven_official_form_info, data, error);
}

/** Takes a form out of use. Papers that were made from it stay. */
gboolean
haven_official_forms_retire (HavenSession *session, const char *form_id, GError **error)
{
  g_autoptr (HavenOfficialForm) form = haven_session_load (session, &haven_official_form_info, form_id, error);

  if (form == NULL)
    return FALSE;
  form->retired_at = haven_clock_now (haven_session_get_clock (session));
  return haven_session_run (session, HAVEN_ACTION_UPDATE, HAVEN_IN_SHARED, "official_form", form_id, NULL, retire, form,
                            error);
}

/** Returns: (transfer full): the form's file, through the confined reader */
HavenPdfReader *
haven_official_forms_open (HavenSession *session, const char *form_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (HavenOfficialForm) form = haven_session_load (session, &haven_official_form_info, form_id, error);

  return form ? haven_pdf_reader_new (form->file, cancellable, error) : NULL;
}

/** Returns: (transfer full) (element-type HavenOfficialFormField): where each field's value comes from */
GPtrArray *
haven_official_forms_list_fields (HavenSession *session, const char *form_id, GError **error)
{
  return haven_session_list (session, &haven_official_form_field_info, "official_form_id", form_id, NULL, error);
}

/**
 * haven_official_forms_edit_field:
 * @source: (nullable): %NULL to leave the field to whoever makes the paper
 * @format: (nullable): how the value is written; the value itself where the source is "fixed"
 *
 * Returns: (transfer full): the edit, to be applied
 */
HavenEdit *
haven_official_forms_edit_field (HavenSession *session,
                                 HavenPdfReader *reader,
                                 const HavenOfficialFormField *before,
                                 const char *source,
                                 const char *format,
                                 GError **error)
{
  const HavenPdfField *field = haven_pdf_facts_find (haven_pdf_reader_get_facts (reader), before->field);
  g_autoptr (HavenOfficialFormField) after = haven_official_form_field_copy (before);
  HavenEdit *edit;

  if (field == NULL)
    {
      set_error (error, HAVEN_STORE_ERROR_NOT_FOUND, _ ("The form has no such field."));
      return NULL;
    }
  if (!haven_official_form_check_mapping (field, source, format, error))
    return NULL;
  haven_record_set_text (&after->source, source);
  haven_record_set_text (&after->format, source ? format : NULL);
  edit = haven_edit_new (_ ("Field of the form set"), HAVEN_ACTION_UPDATE, NULL);
  haven_edit_replace (edit, &haven_official_form_field_info, before, after);
  return edit;
}

/** Whether the paper was made from an official form: its file is from elsewhere. */
gboolean
haven_official_forms_is_paper_of (const HavenPaper *paper)
{
  return g_strcmp0 (paper->document->variant, HAVEN_OFFICIAL_FORM_VARIANT) == 0 ||
         g_strcmp0 (paper->document->variant, HAVEN_OFFICIAL_FORM_VARIANT_PRIVILEGED) == 0;
}

/** Whether the member may make papers from the form: what only the legal team sees, only the legal team makes. */
gboolean
haven_official_forms_may_fill (HavenSession *session, const HavenOfficialForm *form)
{
  return haven_session_may (session, "document", HAVEN_ACTION_CREATE) &&
         (!form->privileged || haven_session_may (session, "matter", HAVEN_ACTION_LIST));
}

static gboolean
check_may_fill (HavenSession *session, const HavenOfficialForm *form, GError **error)
{
  if (form->retired_at != 0)
    set_error (error, HAVEN_STORE_ERROR_CONSTRAINT,
               _ ("This form was retired. Bring in the edition that the agency takes now."));
  else if (!haven_official_forms_may_fill (session, form))
    set_error (error, HAVEN_STORE_ERROR_PERMISSIONS, _ ("This form is filled by the legal team."));
  else
    return TRUE;
  return FALSE;
}

/* ── Filling one ──────────────────────────────────────────────────────────── */

static void
clear_person (HavenOfficialFormPerson *person)
{
  g_clear_pointer (&person->patient, haven_patient_free);
  g_clear_pointer (&person->names, g_ptr_array_unref);
}

static gboolean
load_person (HavenSession *session, const char *patient_id, HavenOfficialFormPerson *person, GError **error)
{
  person->patient = haven_session_load (session, &haven_patient_info, patient_id, error);
  if (person->patient != NULL)
    person->names = haven_session_list (session, &haven_patient_name_info, "patient_id", patient_id, NULL, error);
  if (person->names == NULL)
    clear_person (person);
  return person->patient != NULL;
}

/** Returns: (transfer full): what the vault knows for the fields of a form about a person, as haven_pdf_fill() takes it
 */
JsonObject *
haven_official_forms_make_values (
    HavenSession *session, const char *form_id, HavenPdfReader *reader, const char *patient_id, GError **error)
{
  const HavenPdfFacts *facts = haven_pdf_reader_get_facts (reader);
  g_autoptr (GPtrArray) rows = haven_official_forms_list_fields (session, form_id, error);
  HavenOfficialFormPerson person = { 0 };
  JsonObject *values;

  if (rows == NULL || !load_person (session, patient_id, &person, error))
    return NULL;
  values = json_object_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const HavenOfficialFormField *row = rows->pdata[i];
      const HavenPdfField *field = haven_pdf_facts_find (facts, row->field);
      JsonNode *value =
          field ? haven_official_form_make_value (session, &person, field, row->source, row->format) : NULL;

      if (value != NULL)
        json_object_set_member (values, row->field, value);
    }
  clear_person (&person);
  return values;
}

static void
lay_over (JsonObject *values, JsonObject *more)
{
  g_autoptr (GList) names = more ? json_object_get_members (more) : NULL;

  for (GList *l = names; l; l = l->next)
    json_object_set_member (values, l->data, json_node_copy (json_object_get_member (more, l->data)));
}

/* A file name tells neither the person nor the agency's form. */
static HavenPaper *
make_paper (HavenSession *session, const HavenOfficialForm *form, const char *patient_id, GBytes *pdf)
{
  HavenPaper *paper = g_new0 (HavenPaper, 1);
  g_autofree char *id = haven_id_new (),
                  *edition = haven_date_is_set (form->edition_on) ? haven_date_dup_iso (form->edition_on) : NULL;
  HavenDocument *document = haven_document_new ();

  document->file_name = g_strdup_printf ("form-%.4s.pdf", id);
  document->id = g_steal_pointer (&id);
  document->patient_id = g_strdup (patient_id);
  document->form_code = g_strdup (form->code);
  document->form_version = g_strdup (edition ? edition : "1");
  document->language = g_strdup ("en");
  document->variant =
      g_strdup (form->privileged ? HAVEN_OFFICIAL_FORM_VARIANT_PRIVILEGED : HAVEN_OFFICIAL_FORM_VARIANT);
  document->made_at = haven_clock_now (haven_session_get_clock (session));
  document->made_by = g_strdup (haven_session_get_staff_id (session));
  document->pages = form->pages;
  document->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);
  document->pdf = g_bytes_ref (pdf);
  paper->document = document;
  paper->title = g_strdup (_ ("Form"));
  return paper;
}

/**
 * haven_official_forms_fill:
 * @more: (nullable): values that go before what the vault knows; null leaves a field as the form has it
 *
 * Fills a form for a person. It is neither kept nor given to anybody yet; see haven_papers_export_new().
 *
 * Returns: (transfer full): the paper; its file is from elsewhere
 */
HavenPaper *
haven_official_forms_fill (HavenSession *session,
                           const char *form_id,
                           const char *patient_id,
                           JsonObject *more,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (HavenOfficialForm) form = haven_session_load (session, &haven_official_form_info, form_id, error);
  g_autoptr (HavenPdfReader) reader = NULL;
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (form == NULL || !check_may_fill (session, form, error))
    return NULL;
  reader = haven_pdf_reader_new (form->file, cancellable, error);
  values = reader ? haven_official_forms_make_values (session, form_id, reader, patient_id, error) : NULL;
  if (values == NULL)
    return NULL;
  lay_over (values, more);
  pdf = haven_pdf_fill (reader, values, NULL, cancellable, error);
  return pdf ? make_paper (session, form, patient_id, pdf) : NULL;
}
