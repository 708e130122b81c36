/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-forms-service.h"
#include "haven-test-pdf.h"
#include "services-test.h"

#include <string.h>

static HavenTestClinic *clinic;

/* As an agency names its fields: for programs. */
static GBytes *
make_form (void)
{
  return haven_test_pdf_build ((const char *const[]) {
      "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R 5 0 R 6 0 R 7 0 R 8 0 R] >> >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [4 0 R 5 0 R 6 0 R 7 0 R 8 0 R] >>",
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Pt1Line1a_FamilyName[0]) /Rect [50 690 350 710] /F 4 >>",
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Line2) /TU (Date of Birth) /MaxLen 8 /Ff 16777216 "
      "/Rect [50 650 250 670] /F 4 >>",
      "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Agree) /Rect [50 610 66 626] /F 4 /MK << /BC [0] >> >>",
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Family Name of signer) /Rect [50 570 250 590] /F 4 >>",
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Reason) /Rect [50 530 350 550] /F 4 >>", NULL });
}

static char *
bring_in (const char *code, GError **error)
{
  g_autoptr (HavenOfficialForm) details = haven_official_form_new ();

  details->code = g_strdup (code);
  details->title = g_strdup ("Petition");
  details->agency = g_strdup ("Agency");
  details->edition_on = haven_date_from_ymd (2026, 1, 20);
  details->file = make_form ();
  return haven_official_forms_import (clinic->session, details, NULL, error);
}

static const HavenOfficialFormField *
find_row (GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((HavenOfficialFormField *) rows->pdata[i])->field, name) == 0)
      return rows->pdata[i];
  g_assert_not_reached ();
}

static void
test_a_form_is_brought_in_with_guesses_once (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bring_in ("I-918", &error), *again = NULL;
  g_autoptr (GPtrArray) rows = NULL, forms = NULL;
  const HavenOfficialFormField *row;

  g_assert_no_error (error);
  rows = haven_official_forms_list_fields (clinic->session, id, &error);
  g_assert_cmpuint (rows->len, ==, 5);
  row = find_row (rows, "Pt1Line1a_FamilyName[0]");
  g_assert_cmpstr (row->source, ==, "person.name");
  g_assert_cmpstr (row->format, ==, "last-word");
  row = find_row (rows, "Line2");
  g_assert_cmpstr (row->source, ==, "person.born_on");
  g_assert_cmpstr (row->format, ==, "mmddyyyy");
  g_assert_null (find_row (rows, "Family Name of signer")->source);
  g_assert_null (find_row (rows, "Reason")->source);
  again = bring_in ("I-918", &error);
  g_assert_null (again);
  haven_assert_store_error (error, EXISTS);
  forms = haven_official_forms_list (clinic->session, NULL);
  g_assert_cmpuint (forms->len, ==, 1);
}

static void
test_what_is_no_form_is_not_brought_in (void)
{
  static const char *const files[] = { "a letter", "%PDF-1.7", "" };
  guint before = haven_test_count (clinic, &haven_official_form_info);

  for (gsize i = 0; i < G_N_ELEMENTS (files) + 1; i++)
    {
      g_autoptr (HavenOfficialForm) details = haven_official_form_new ();
      g_autoptr (GError) error = NULL;

      details->code = g_strdup ("X");
      details->title = g_strdup ("X");
      details->agency = g_strdup ("X");
      details->file = i < G_N_ELEMENTS (files) ? g_bytes_new (files[i], strlen (files[i]))
                                               : haven_test_pdf_make_page ("", "", NULL);
      g_assert_null (haven_official_forms_import (clinic->session, details, NULL, &error));
      g_assert_nonnull (error);
      haven_record_set_text (&details->code, " ");
      g_clear_error (&error);
      g_assert_null (haven_official_forms_import (clinic->session, details, NULL, &error));
      haven_assert_store_error (error, CONSTRAINT);
    }
  g_assert_cmpuint (haven_test_count (clinic, &haven_official_form_info), ==, before);
}

static void
set_field (
    HavenPdfReader *reader, const char *form_id, const char *name, const char *source, const char *format, int refusal)
{
  g_autoptr (GPtrArray) rows = haven_official_forms_list_fields (clinic->session, form_id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit =
      haven_official_forms_edit_field (clinic->session, reader, find_row (rows, name), source, format, &error);

  if (refusal != 0)
    {
      g_assert_null (edit);
      g_assert_error (error, HAVEN_STORE_ERROR, refusal);
      return;
    }
  g_assert_no_error (error);
  haven_edit_apply (edit, clinic->session, &error);
  g_assert_no_error (error);
}

static void
test_where_a_value_comes_from_is_chosen (void)
{
  g_autoptr (HavenOfficialForm) form = haven_official_forms_find (clinic->session, "I-918", NULL);
  g_autoptr (HavenPdfReader) reader = haven_official_forms_open (clinic->session, form->id, NULL, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  set_field (reader, form->id, "Reason", "person.name", NULL, 0);
  set_field (reader, form->id, "Agree", "fixed", "true", 0);
  set_field (reader, form->id, "Reason", "person.diagnosis", NULL, HAVEN_STORE_ERROR_CONSTRAINT);
  set_field (reader, form->id, "Reason", "fixed", NULL, HAVEN_STORE_ERROR_CONSTRAINT);
  set_field (reader, form->id, "Reason", "today", "last-word", HAVEN_STORE_ERROR_CONSTRAINT);
  set_field (reader, form->id, "Agree", "person.name", NULL, HAVEN_STORE_ERROR_CONSTRAINT);
  set_field (reader, form->id, "Family Name of signer", "person.name", NULL, HAVEN_STORE_ERROR_CONSTRAINT);
  rows = haven_official_forms_list_fields (clinic->session, form->id, NULL);
  g_assert_cmpstr (find_row (rows, "Reason")->source, ==, "person.name");
  set_field (reader, form->id, "Reason", NULL, NULL, 0);
}

static HavenPatient *
find_somebody (void)
{
  g_autoptr (GPtrArray) people = haven_test_list (clinic, &haven_patient_info, NULL, NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const HavenPatient *patient = people->pdata[i];

      if (patient->born_on && strlen (patient->born_on) == 10 && !patient->born_estimated &&
          strchr (patient->name, ' '))
        return haven_patient_copy (patient);
    }
  g_assert_not_reached ();
}

static void
test_a_form_is_filled_from_what_is_known_and_kept_as_a_paper (void)
{
  g_autoptr (HavenOfficialForm) form = haven_official_forms_find (clinic->session, "I-918", NULL);
  g_autoptr (HavenPatient) patient = find_somebody ();
  g_autoptr (JsonObject) more = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaper) paper = NULL;
  g_autoptr (HavenPdfReader) result = NULL;
  g_autoptr (HavenDocument) kept = NULL;
  g_autofree char *text = NULL;
  guint disclosures = haven_test_count (clinic, &haven_disclosure_info);

  json_object_set_string_member (more, "Reason", "Written by hand");
  paper = haven_official_forms_fill (clinic->session, form->id, patient->id, more, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (paper->document->variant, ==, HAVEN_OFFICIAL_FORM_VARIANT);
  g_assert_cmpstr (paper->document->form_version, ==, "2026-01-20");
  result = haven_test_pdf_open (paper->document->pdf);
  g_assert_cmpuint (haven_pdf_reader_get_facts (result)->fields->len, ==, 0);
  text = haven_pdf_reader_dup_page_text (result, 0, NULL, NULL);
  g_assert_nonnull (strstr (text, "Written by hand"));
  g_assert_true (haven_papers_log_print (clinic->session, paper, &error));
  g_assert_no_error (error);
  kept = haven_test_get (clinic, &haven_document_info, paper->document->id);
  g_assert_true (g_bytes_equal (kept->pdf, paper->document->pdf));
  g_assert_cmpuint (haven_test_count (clinic, &haven_disclosure_info), ==, disclosures + 1);
}

static void
test_a_value_that_is_refused_makes_no_paper (void)
{
  g_autoptr (HavenOfficialForm) form = haven_official_forms_find (clinic->session, "I-918", NULL);
  g_autoptr (HavenPatient) patient = find_somebody ();
  g_autoptr (JsonObject) more = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (more, "Nowhere", "x");
  g_assert_null (haven_official_forms_fill (clinic->session, form->id, patient->id, more, NULL, &error));
  g_assert_nonnull (strstr (error->message, "Nowhere"));
  g_clear_error (&error);
  g_assert_null (haven_official_forms_fill (clinic->session, form->id, "nobody", NULL, NULL, &error));
  haven_assert_store_error (error, NOT_FOUND);
}

static void
test_an_edition_never_changes_and_is_retired (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenOfficialForm) form = haven_official_forms_find (clinic->session, "I-918", NULL);
  g_autoptr (HavenPatient) patient = find_somebody ();
  g_autoptr (GPtrArray) forms = NULL;

  g_assert_true (haven_official_forms_retire (clinic->session, form->id, &error));
  g_assert_no_error (error);
  forms = haven_official_forms_list (clinic->session, NULL);
  g_assert_cmpuint (forms->len, ==, 0);
  g_assert_null (haven_official_forms_fill (clinic->session, form->id, patient->id, NULL, NULL, &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (haven_official_forms_retire (clinic->session, form->id, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  clinic = haven_test_clinic_new ();
  g_test_add_func ("/services/official-forms/a-form-is-brought-in-with-guesses-once",
                   test_a_form_is_brought_in_with_guesses_once);
  g_test_add_func ("/services/official-forms/what-is-no-form-is-not-brought-in",
                   test_what_is_no_form_is_not_brought_in);
  g_test_add_func ("/services/official-forms/where-a-value-comes-from-is-chosen",
                   test_where_a_value_comes_from_is_chosen);
  g_test_add_func ("/services/official-forms/a-form-is-filled-from-what-is-known-and-kept-as-a-paper",
                   test_a_form_is_filled_from_what_is_known_and_kept_as_a_paper);
  g_test_add_func ("/services/official-forms/a-value-that-is-refused-makes-no-paper",
                   test_a_value_that_is_refused_makes_no_paper);
  g_test_add_func ("/services/official-forms/an-edition-never-changes-and-is-retired",
                   test_an_edition_never_changes_and_is_retired);
  status = g_test_run ();
  haven_test_clinic_free (clinic);
  return status;
}
