/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-error.h"
#include "haven-papers-service.h"
#include "haven-vaults.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  char *folder;
  HavenSession *session;
} Clinic;

static Clinic clinic;

static void
open_clinic (void)
{
  g_autoptr (GError) error = NULL;

  clinic.folder = g_dir_make_tmp ("haven-papers-XXXXXX", &error);
  g_assert_no_error (error);
  clinic.session = haven_vaults_make_demo (clinic.folder, NULL, &error);
  g_assert_no_error (error);
}

static void
close_clinic (void)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&clinic.session);
  dir = g_dir_open (clinic.folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (clinic.folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (clinic.folder);
  g_free (clinic.folder);
}

static char *
find_person (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = haven_session_list (clinic.session, &haven_patient_info, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    if (strcmp (((HavenPatient *) people->pdata[i])->name, name) == 0)
      return g_strdup (((HavenPatient *) people->pdata[i])->id);
  g_assert_not_reached ();
}

static HavenPaper *
make (const char *person, const char *form, const char *language, const char *variant)
{
  g_autofree char *id = find_person (person);
  g_autoptr (GError) error = NULL;
  HavenPaper *paper = haven_papers_make (clinic.session, id, form, language, variant, &error);

  g_assert_no_error (error);
  return paper;
}

static guint
count (const HavenRecordInfo *info, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = haven_session_list (clinic.session, info, field, value, NULL, &error);

  g_assert_no_error (error);
  return rows->len;
}

static void
test_making_leaves_nothing (void)
{
  g_autoptr (HavenPaper) paper = make ("Amina Idris Bashir", "release-of-information", "ar", NULL);

  g_assert_cmpint (paper->document->pages, >, 0);
  g_assert_nonnull (paper->watermark_reason);
  g_assert_true (paper->document->watermarked);
  g_assert_null (strstr (paper->document->file_name, "Amina"));
  g_assert_cmpuint (count (&haven_document_info, "id", paper->document->id), ==, 0);
}

static void
test_keeping_is_no_disclosure (void)
{
  g_autoptr (HavenPaper) paper = make ("Amina Idris Bashir", "care-plan", "ar", "client");
  g_autoptr (HavenDocument) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_papers_keep (clinic.session, paper, &error));
  g_assert_no_error (error);
  kept = haven_session_load (clinic.session, &haven_document_info, paper->document->id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept->pdf, paper->document->pdf));
  g_assert_cmpstr (kept->sha256, ==, paper->document->sha256);
  g_assert_cmpuint (count (&haven_disclosure_info, "document_id", paper->document->id), ==, 0);
}

static void
test_keeping_twice_keeps_one (void)
{
  g_autoptr (HavenPaper) paper = make ("Dale Hutchins", "care-plan", "en", "full");
  g_autoptr (GError) error = NULL;

  g_assert_true (haven_papers_keep (clinic.session, paper, &error));
  g_assert_true (haven_papers_keep (clinic.session, paper, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (&haven_document_info, "id", paper->document->id), ==, 1);
}

static void
test_each_way_out_is_logged (void)
{
  g_autoptr (HavenPaper) paper = make ("Dale Hutchins", "care-plan", "en", "client");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) logged = NULL;
  g_autoptr (HavenExport) export = haven_papers_export_new (clinic.session, paper, NULL);
  g_autoptr (HavenProof) proof = haven_proof_new_for_visitor (clinic.session, &error);
  g_autofree char *folder = g_dir_make_tmp ("haven-paper-XXXXXX", NULL), *path = g_build_filename (folder, "a.pdf", NULL);
  const HavenDisclosure *first;

  g_assert_true (haven_papers_keep (clinic.session, paper, &error));
  g_assert_true (haven_papers_log_print (clinic.session, paper, &error));
  g_assert_true (haven_export_write (export, clinic.session, proof, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (&haven_document_info, "id", paper->document->id), ==, 1);
  logged = haven_session_list (clinic.session,
                               &haven_disclosure_info,
                               "document_id",
                               paper->document->id,
                               "method",
                               &error);
  g_assert_no_error (error);
  g_assert_cmpuint (logged->len, ==, 2);
  first = logged->pdata[0];
  g_assert_cmpstr (first->method, ==, "export");
  g_assert_cmpstr (first->sha256, ==, paper->document->sha256);
  g_assert_cmpint (first->pages, ==, paper->document->pages);
  g_assert_cmpstr (first->staff_id, ==, haven_session_get_staff_id (clinic.session));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_no_plan_is_said (void)
{
  g_autofree char *id = find_person ("Fatoumata Kéïta");
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_papers_make (clinic.session, id, "care-plan", "en", "client", &error));
  g_assert_error (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "plan"));
}

static void
test_wrong_requests_are_refused (void)
{
  static const struct
  {
    const char *form, *language, *variant;
    int code;
  } wrong[] = {
    { "care-plan", "tlh", "client", HAVEN_DOCUMENT_ERROR_LANGUAGE_UNKNOWN },
    { "care-plan", "en", "../etc", HAVEN_DOCUMENT_ERROR_VARIANT_UNKNOWN },
    { "nothing", "en", NULL, HAVEN_DOCUMENT_ERROR_FORM_UNKNOWN },
  };
  g_autofree char *id = find_person ("Amina Idris Bashir");

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          haven_papers_make (clinic.session, id, wrong[i].form, wrong[i].language, wrong[i].variant, &error));
      g_assert_error (error, HAVEN_DOCUMENT_ERROR, wrong[i].code);
    }
}

static void
test_the_language_is_the_readers (void)
{
  static const char *const expected[][2] = {
    { "Amina Idris Bashir", "ar" },
    { "Marisol Quintanilla Reyes", "es" },
    { "Selam Tesfaye Wolde", "am" },
    { "Bishnu Thapa", "en" }, /* there is no Nepali: English, with an interpreter */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *id = find_person (expected[i][0]);
      g_autoptr (GError) error = NULL;
      g_autofree char *language = haven_papers_dup_language (clinic.session, id, "care-plan", &error);

      g_assert_no_error (error);
      g_assert_cmpstr (language, ==, expected[i][1]);
    }
}

/* Every form that Haven brings, but the vault's own papers, for people who have much and who have nothing. */
static void
test_every_form_is_filled (void)
{
  static const char *const people[] = { "Amina Idris Bashir", "Dale Hutchins", "Bishnu Thapa" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_session_dup_forms (clinic.session, &error);
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    for (gsize j = 0; codes[j] != NULL; j++)
      {
        const HavenForm *form = haven_forms_lookup (forms, codes[j], NULL);
        g_autofree char *id = find_person (people[i]);

        for (guint k = 0; k < form->variants->len; k++)
          {
            const char *variant = ((const HavenFormVariant *) form->variants->pdata[k])->code;
            g_autoptr (HavenPaper) paper =
                haven_papers_make (clinic.session, id, codes[j], "en", variant, &error);

            if (g_error_matches (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_NOT_FOUND) &&
                strcmp (codes[j], "care-plan") == 0)
              g_clear_error (&error);
            else
              g_assert_no_error (error);
          }
      }
}

static void
test_what_is_neutral_names_nobody (void)
{
  static const char *const papers[][2] = {
    { "care-plan", "safe" }, { "appointment-slip", "card" }, { "rights-and-safety", "neutral" }, { "referral-handoff", "neutral" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (HavenPaper) paper = make ("Amina Idris Bashir", papers[i][0], "en", papers[i][1]);
      g_autofree char *said = NULL;
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

      json_node_set_object (node, paper->values);
      said = json_to_string (node, FALSE);
      g_assert_null (strstr (said, "Amina"));
      g_assert_null (strstr (said, haven_session_get_clinic_name (clinic.session)));
      g_assert_null (strstr (said, "Tanager"));
    }
}

/* The interpreter of the visit stands on the paper, in the words of its language. */
static void
test_the_visit_brings_its_interpreter (void)
{
  g_autoptr (HavenPaper) paper = make ("Amina Idris Bashir", "interpreter-statement", "ar", NULL);

  g_assert_cmpstr (json_object_get_string_member (paper->values, "interpreter_language"), ==, "العربية");
  g_assert_nonnull (strstr (json_object_get_string_member (paper->values, "interpreter_name"), "Sami"));
  g_assert_false (json_object_has_member (paper->values, "person_name"));
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  open_clinic ();
  g_test_add_func ("/services/papers/a-paper-that-is-made-is-not-kept-yet", test_making_leaves_nothing);
  g_test_add_func ("/services/papers/a-paper-that-is-kept-is-no-disclosure", test_keeping_is_no_disclosure);
  g_test_add_func ("/services/papers/a-paper-that-is-kept-twice-is-kept-once", test_keeping_twice_keeps_one);
  g_test_add_func ("/services/papers/each-way-out-is-logged-with-the-same-bytes", test_each_way_out_is_logged);
  g_test_add_func ("/services/papers/a-person-without-a-plan-gets-no-empty-paper", test_no_plan_is_said);
  g_test_add_func ("/services/papers/a-language-variant-or-form-that-is-not-there-is-refused", test_wrong_requests_are_refused);
  g_test_add_func ("/services/papers/the-language-of-a-paper-is-its-readers", test_the_language_is_the_readers);
  g_test_add_func ("/services/papers/every-form-is-filled", test_every_form_is_filled);
  g_test_add_func ("/services/papers/what-is-neutral-names-nobody", test_what_is_neutral_names_nobody);
  g_test_add_func ("/services/papers/the-visit-brings-its-interpreter", test_the_visit_brings_its_interpreter);
  status = g_test_run ();
  close_clinic ();
  return status;
}
