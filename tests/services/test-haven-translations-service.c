/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who may write, review and approve the words of papers, and what that does to the papers. */

#include "haven-document.h"
#include "haven-test-vault.h"
#include "haven-translations-survey.h"
#include "services-test.h"

#include <string.h>

#define WRITER "00000000-0000-4000-8000-0000000000a1"
#define READER "00000000-0000-4000-8000-0000000000a2"
#define SUPERVISOR "00000000-0000-4000-8000-0000000000a3"
#define DESK "00000000-0000-4000-8000-0000000000a4"
#define LAWYER "00000000-0000-4000-8000-0000000000a5"
#define FORM "appointment-slip"

typedef struct
{
  HavenTestVault *vault;
  HavenSession *session;
} Clinic;

static Clinic *
clinic_new (void)
{
  Clinic *clinic = g_new0 (Clinic, 1);

  clinic->vault = haven_test_vault_new ();
  haven_test_add_staff (clinic->vault, WRITER, "translator");
  haven_test_add_staff (clinic->vault, READER, "translator");
  haven_test_add_staff (clinic->vault, SUPERVISOR, "supervisor");
  haven_test_add_staff (clinic->vault, DESK, "front-desk");
  haven_test_add_staff (clinic->vault, LAWYER, "attorney");
  return clinic;
}

static void
clinic_free (Clinic *clinic)
{
  g_clear_object (&clinic->session);
  haven_test_vault_free (clinic->vault);
  g_free (clinic);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clinic, clinic_free)

static void
sign_in (Clinic *clinic, const char *staff_id)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&clinic->session);
  clinic->session = haven_session_new (clinic->vault->store, staff_id, FALSE, &error);
  g_assert_no_error (error);
}

static HavenTranslationUnit *
get_unit (Clinic *clinic, const char *language, const char *text_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = haven_translations_list (clinic->session, FORM, language, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < units->len; i++)
    if (strcmp (((HavenTranslationUnit *) units->pdata[i])->text_id, text_id) == 0)
      return g_ptr_array_steal_index (units, i);
  g_error ("no text %s", text_id);
}

static void
assert_text (Clinic *clinic, const char *text_id, const char *text, HavenTranslationState state)
{
  g_autoptr (HavenTranslationUnit) unit = get_unit (clinic, "es", text_id);

  g_assert_cmpstr (unit->text, ==, text);
  g_assert_cmpint (unit->state, ==, state);
}

static void
apply (Clinic *clinic, HavenEdit *edit)
{
  g_autoptr (HavenEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (owned);
  haven_edit_apply (owned, clinic->session, &error);
  g_assert_no_error (error);
}

static void
write_text (Clinic *clinic, const char *text_id, const char *text)
{
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_translations_edit_text (clinic->session, FORM, "es", text_id, text, &error);

  g_assert_no_error (error);
  apply (clinic, edit);
}

static HavenEdit *
move (Clinic *clinic, const char *text_id, HavenTranslationState state, GError **error)
{
  const char *ids[] = { text_id, NULL };

  return haven_translations_edit_state (clinic->session, FORM, "es", ids, state, error);
}

static void
assert_not_moved (Clinic *clinic, const char *text_id, HavenTranslationState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = move (clinic, text_id, state, &error);

  if (edit != NULL)
    g_assert_false (haven_edit_apply (edit, clinic->session, &error));
  g_assert_nonnull (error);
}

static void
test_what_is_written_is_a_draft_until_two_others_read_it (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();

  sign_in (clinic, WRITER);
  write_text (clinic, "title", "Su próxima cita");
  assert_text (clinic, "title", "Su próxima cita", HAVEN_TRANSLATION_DRAFT);
  assert_not_moved (clinic, "title", HAVEN_TRANSLATION_REVIEWED);
  assert_not_moved (clinic, "title", HAVEN_TRANSLATION_APPROVED);

  sign_in (clinic, SUPERVISOR);
  assert_not_moved (clinic, "title", HAVEN_TRANSLATION_APPROVED);

  sign_in (clinic, READER);
  apply (clinic, move (clinic, "title", HAVEN_TRANSLATION_REVIEWED, NULL));
  assert_text (clinic, "title", "Su próxima cita", HAVEN_TRANSLATION_REVIEWED);
  assert_not_moved (clinic, "title", HAVEN_TRANSLATION_APPROVED); /* no translator approves */

  sign_in (clinic, SUPERVISOR);
  apply (clinic, move (clinic, "title", HAVEN_TRANSLATION_APPROVED, NULL));
  assert_text (clinic, "title", "Su próxima cita", HAVEN_TRANSLATION_APPROVED);

  /* One letter more, and it is a draft again. */
  sign_in (clinic, READER);
  write_text (clinic, "title", "Sus próximas citas");
  assert_text (clinic, "title", "Sus próximas citas", HAVEN_TRANSLATION_DRAFT);
}

static void
test_taking_back_brings_what_haven_brought (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenTranslationUnit) shipped = NULL;

  sign_in (clinic, WRITER);
  shipped = get_unit (clinic, "es", "title");
  g_assert_nonnull (shipped->text);
  write_text (clinic, "title", "Otra cosa");
  write_text (clinic, "title", "  ");
  assert_text (clinic, "title", shipped->text, shipped->state);
  g_assert_null (haven_translations_edit_text (clinic->session, FORM, "es", "title", "", NULL));
}

static void
test_undoing_gives_back_the_words_and_their_state (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (clinic, WRITER);
  write_text (clinic, "title", "Primera");
  sign_in (clinic, READER);
  apply (clinic, move (clinic, "title", HAVEN_TRANSLATION_REVIEWED, NULL));
  edit = haven_translations_edit_text (clinic->session, FORM, "es", "title", "Segunda", &error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  assert_text (clinic, "title", "Segunda", HAVEN_TRANSLATION_DRAFT);
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  g_assert_no_error (error);
  assert_text (clinic, "title", "Primera", HAVEN_TRANSLATION_REVIEWED);
}

static void
test_words_in_braces_must_stay (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *huge = g_strnfill (1000 * 1000, 'x');

  g_assert_true (haven_translations_check_text ("Page {page} of {pages}", "{pages}: página {page}", NULL));
  g_assert_false (haven_translations_check_text ("Page {page} of {pages}", "Página {page}", &error));
  haven_assert_store_error (error, CONSTRAINT);
  g_assert_false (haven_translations_check_text ("Page", "Página {page}", NULL));
  g_assert_false (haven_translations_check_text ("Page", huge, NULL));
  g_assert_false (haven_translations_check_text ("Page", "\xff\xfe", NULL));

  sign_in (clinic, WRITER);
  g_assert_null (haven_translations_edit_text (clinic->session, FORM, "es", "title", "{name}", NULL));
  g_clear_error (&error);
  g_assert_null (haven_translations_edit_text (clinic->session, FORM, "es", "no-such-text", "x", &error));
  haven_assert_store_error (error, NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (haven_translations_list (clinic->session, FORM, "../es", &error));
  haven_assert_store_error (error, CONSTRAINT);
}

static void
test_nobody_else_writes (void)
{
  static const char *const others[] = { SUPERVISOR, DESK, LAWYER };
  g_autoptr (Clinic) clinic = clinic_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (HavenEdit) edit = NULL;
      g_autoptr (GError) error = NULL;

      sign_in (clinic, others[i]);
      edit = haven_translations_edit_text (clinic->session, FORM, "es", "title", "Otra cosa", &error);
      g_assert_no_error (error);
      g_assert_false (haven_edit_apply (edit, clinic->session, &error));
      haven_assert_store_error (error, REFUSED);
    }
}

/* A language that Haven does not bring grows text by text, and no paper is made of it before it is whole. */
static void
test_a_new_language_grows (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = NULL;
  HavenTranslationProgress progress;
  HavenEdit *edit;

  sign_in (clinic, WRITER);
  edit = haven_translations_edit_text (clinic->session, FORM, "sw", "title", "Miadi yako", &error);
  g_assert_no_error (error);
  apply (clinic, edit);
  units = haven_translations_list (clinic->session, FORM, "sw", &error);
  haven_translations_count (units, &progress);
  g_assert_cmpuint (progress.n[HAVEN_TRANSLATION_DRAFT], ==, 1);
  g_assert_cmpuint (progress.n[HAVEN_TRANSLATION_MISSING], ==, progress.n_texts - 1);
}

/* What is written over something else than was seen is not written; the same for what is reviewed. */
static void
test_who_comes_second_overwrites_nothing (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenTranslationUnit) seen = NULL;
  HavenTranslationWriting writings[2] = { { "title", "Segunda", 0 }, { "neutral_title", "Segunda", 0 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) review = NULL;
  HavenEdit *edit;

  sign_in (clinic, WRITER);
  seen = get_unit (clinic, "es", "title");
  g_assert_cmpint (seen->seen, ==, 0);
  g_assert_cmpstr (seen->made_for, ==, seen->source);
  write_text (clinic, "title", "Primera");
  sign_in (clinic, READER);
  g_assert_null (haven_translations_edit_texts (clinic->session, FORM, "es", writings, 1, &error));
  haven_assert_store_error (error, CONFLICT);
  g_clear_error (&error);
  g_assert_null (haven_translations_edit_texts (clinic->session, FORM, "es", writings, 2, &error));
  haven_assert_store_error (error, CONFLICT);
  g_clear_error (&error);
  assert_text (clinic, "title", "Primera", HAVEN_TRANSLATION_DRAFT);

  review = move (clinic, "title", HAVEN_TRANSLATION_REVIEWED, &error);
  g_assert_false (haven_translations_check_seen (clinic->session, FORM, "es", writings, 1, &error));
  haven_assert_store_error (error, CONFLICT);
  g_clear_error (&error);
  writings[0].seen = 1;
  g_assert_true (haven_translations_check_seen (clinic->session, FORM, "es", writings, 1, &error));
  edit = haven_translations_edit_texts (clinic->session, FORM, "es", writings, 1, &error);
  g_assert_no_error (error);
  apply (clinic, edit);
  assert_text (clinic, "title", "Segunda", HAVEN_TRANSLATION_DRAFT);
  /* The review was made for other words. */
  g_assert_false (haven_edit_apply (review, clinic->session, &error));
  haven_assert_store_error (error, CONFLICT);
}

/* Several texts are one step, and one step back. */
static void
test_several_texts_are_one_step (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  HavenTranslationWriting writings[3] = { { "title", "Uno", 0 } };
  g_autoptr (HavenTranslationUnit) before = NULL;
  g_autoptr (HavenEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = NULL;

  sign_in (clinic, WRITER);
  before = get_unit (clinic, "es", "title");
  units = haven_translations_list (clinic->session, FORM, "es", &error);
  for (guint i = 1; i < 3; i++)
    writings[i] = (HavenTranslationWriting) { ((HavenTranslationUnit *) units->pdata[i])->text_id, "Dos", 0 };
  edit = haven_translations_edit_texts (clinic->session, FORM, "es", writings, 3, &error);
  g_assert_no_error (error);
  g_assert_true (haven_edit_apply (edit, clinic->session, &error));
  assert_text (clinic, "title", "Uno", HAVEN_TRANSLATION_DRAFT);
  assert_text (clinic, writings[2].text_id, "Dos", HAVEN_TRANSLATION_DRAFT);
  g_assert_true (haven_edit_revert (edit, clinic->session, &error));
  assert_text (clinic, "title", before->text, before->state);
  writings[1].text = "{nadie}";
  g_assert_null (haven_translations_edit_texts (clinic->session, FORM, "es", writings, 3, &error));
  haven_assert_store_error (error, CONSTRAINT);
}

static const HavenSurveyedForm *
find_surveyed (const HavenTranslationSurvey *survey, const char *code)
{
  for (guint i = 0; i < survey->forms->len; i++)
    if (strcmp (((HavenSurveyedForm *) survey->forms->pdata[i])->form_code, code) == 0)
      return survey->forms->pdata[i];
  g_error ("no form %s", code);
}

/* The survey says of each form what the list of its texts says. */
static void
test_the_survey_counts_what_there_is (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenTranslationSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (clinic, WRITER);
  write_text (clinic, "title", "Una");
  sign_in (clinic, READER);
  apply (clinic, move (clinic, "title", HAVEN_TRANSLATION_REVIEWED, NULL));
  survey = haven_translations_survey (clinic->session, &error);
  g_assert_no_error (error);
  g_assert_false (g_strv_contains ((const char *const *) survey->languages, "en"));
  for (guint i = 0; survey->languages[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) units = haven_translations_list (clinic->session, FORM, survey->languages[i], &error);
      HavenTranslationProgress progress;

      haven_translations_count (units, &progress);
      g_assert_cmpmem (&progress, sizeof progress, &find_surveyed (survey, FORM)->progress[i], sizeof progress);
      if (g_str_equal (survey->languages[i], "es"))
        g_assert_cmpuint (progress.n[HAVEN_TRANSLATION_REVIEWED], ==, 1);
    }
  g_assert_cmpuint (g_strv_length (survey->languages), >=, 8);
  g_assert_cmpstr (((HavenSurveyedForm *) survey->forms->pdata[survey->forms->len - 1])->form_code, ==, "paper");
}

/* ── PO ───────────────────────────────────────────────────────────────────── */

static GBytes *
export (Clinic *clinic, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenExport) po = haven_translations_export_po (clinic->session, FORM, language, &error);

  g_assert_no_error (error);
  return g_bytes_ref (haven_export_get_bytes (po));
}

static void
test_a_file_that_went_out_says_nothing_new (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (GBytes) po = NULL;
  g_autoptr (GError) error = NULL;
  guint n_texts;

  sign_in (clinic, WRITER);
  write_text (clinic, "title", "Un \"título\"\\n con señas\nen dos líneas");
  po = export (clinic, "es");
  g_assert_null (haven_translations_import_po (clinic->session, FORM, "es", po, &n_texts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_texts, ==, 0);
}

static GBytes *
replace (GBytes *po, const char *from, const char *to)
{
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (po, NULL), (gssize) g_bytes_get_size (po));

  g_assert_cmpuint (g_string_replace (text, from, to, 0), >, 0);
  return g_bytes_new (text->str, text->len);
}

static void
test_what_a_file_brings_is_a_draft (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (GBytes) po = NULL, other = NULL;
  g_autoptr (GError) error = NULL;
  guint n_texts;
  HavenEdit *edit;

  sign_in (clinic, WRITER);
  write_text (clinic, "title", "Zanahoria");
  po = export (clinic, "es");
  other = replace (po, "Zanahoria", "Remolacha");
  g_clear_pointer (&po, g_bytes_unref);
  po = replace (other, "haven-state: draft", "haven-state: approved");
  edit = haven_translations_import_po (clinic->session, FORM, "es", po, &n_texts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_texts, ==, 1);
  apply (clinic, edit);
  assert_text (clinic, "title", "Remolacha", HAVEN_TRANSLATION_DRAFT);
}

static void
test_a_broken_file_changes_nothing (void)
{
  static const char *const broken[] = { "", "msgid \"x", "msgid \"a\"\nmsgstr \"b\"\n", "\xff\xfe\x00" };
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (GBytes) po = NULL, with_braces = NULL;
  guint n_texts;

  sign_in (clinic, WRITER);
  write_text (clinic, "title", "Zanahoria");
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (broken[i], strlen (broken[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (haven_translations_import_po (clinic->session, FORM, "es", bytes, &n_texts, &error));
      g_assert_nonnull (error);
    }
  po = export (clinic, "es");
  with_braces = replace (po, "Zanahoria", "Hola {person_name}");
  g_assert_null (haven_translations_import_po (clinic->session, FORM, "es", with_braces, &n_texts, NULL));
  assert_text (clinic, "title", "Zanahoria", HAVEN_TRANSLATION_DRAFT);
}

/* ── Papers ───────────────────────────────────────────────────────────────── */

static char **
list_ids (Clinic *clinic, const char *form_code, HavenTranslationState wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = haven_translations_list (clinic->session, form_code, "es", &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < units->len; i++)
    if (((HavenTranslationUnit *) units->pdata[i])->state == wanted)
      g_strv_builder_add (builder, ((HavenTranslationUnit *) units->pdata[i])->text_id);
  return g_strv_builder_end (builder);
}

static void
move_all (Clinic *clinic, const char *form_code, HavenTranslationState from, HavenTranslationState to)
{
  g_auto (GStrv) ids = list_ids (clinic, form_code, from);
  g_autoptr (GError) error = NULL;
  HavenEdit *edit = haven_translations_edit_state (clinic->session, form_code, "es", (const char *const *) ids, to, &error);

  g_assert_no_error (error);
  apply (clinic, edit);
}

static gboolean
is_watermarked (Clinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_session_dup_forms (clinic->session, &error);
  g_autoptr (JsonObject) values = json_object_new ();
  HavenDocumentRequest request = { .form_code = FORM, .language = "es", .values = values };
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  request.made_on = haven_date_from_ymd (2026, 11, 22);
  pdf = haven_document_render (forms, &request, &info, &error);
  g_assert_no_error (error);
  return info.watermarked;
}

static void
test_a_paper_loses_its_watermark_with_the_last_approval (void)
{
  static const char *const both[] = { FORM, "paper" };
  g_autoptr (Clinic) clinic = clinic_new ();

  sign_in (clinic, READER);
  g_assert_true (is_watermarked (clinic));
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    move_all (clinic, both[i], HAVEN_TRANSLATION_DRAFT, HAVEN_TRANSLATION_REVIEWED);
  g_assert_true (is_watermarked (clinic));
  sign_in (clinic, SUPERVISOR);
  move_all (clinic, "paper", HAVEN_TRANSLATION_REVIEWED, HAVEN_TRANSLATION_APPROVED);
  g_assert_true (is_watermarked (clinic));
  move_all (clinic, FORM, HAVEN_TRANSLATION_REVIEWED, HAVEN_TRANSLATION_APPROVED);
  g_assert_false (is_watermarked (clinic));
  sign_in (clinic, WRITER);
  write_text (clinic, "title", "Otra cita");
  g_assert_true (is_watermarked (clinic));
}

static void
heard_cb (HavenStore *store, HavenChanges *changes, gboolean *heard)
{
  *heard = TRUE;
}

/* Somebody who had the words before reads the new ones, once all have heard of it: here another session. */
static void
test_what_others_write_is_read (void)
{
  g_autoptr (Clinic) clinic = clinic_new ();
  g_autoptr (HavenSession) reader = NULL;
  gboolean heard = FALSE;

  sign_in (clinic, READER);
  haven_translation_unit_free (get_unit (clinic, "es", "title"));
  reader = g_steal_pointer (&clinic->session);
  sign_in (clinic, WRITER);
  g_signal_connect (clinic->vault->store, "changed", G_CALLBACK (heard_cb), &heard);
  write_text (clinic, "title", "Mi próxima visita");
  while (!heard)
    g_main_context_iteration (NULL, TRUE);
  g_set_object (&clinic->session, reader);
  assert_text (clinic, "title", "Mi próxima visita", HAVEN_TRANSLATION_DRAFT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/services/translations/what-others-write-is-read", test_what_others_write_is_read);
  g_test_add_func ("/services/translations/who-comes-second-overwrites-nothing", test_who_comes_second_overwrites_nothing);
  g_test_add_func ("/services/translations/several-texts-are-one-step", test_several_texts_are_one_step);
  g_test_add_func ("/services/translations/the-survey-counts-what-there-is", test_the_survey_counts_what_there_is);
  g_test_add_func ("/services/translations/what-is-written-is-a-draft-until-two-others-read-it",
                   test_what_is_written_is_a_draft_until_two_others_read_it);
  g_test_add_func ("/services/translations/taking-back-brings-what-haven-brought",
                   test_taking_back_brings_what_haven_brought);
  g_test_add_func ("/services/translations/undoing-gives-back-the-words-and-their-state",
                   test_undoing_gives_back_the_words_and_their_state);
  g_test_add_func ("/services/translations/words-in-braces-must-stay", test_words_in_braces_must_stay);
  g_test_add_func ("/services/translations/nobody-else-writes", test_nobody_else_writes);
  g_test_add_func ("/services/translations/a-new-language-grows", test_a_new_language_grows);
  g_test_add_func ("/services/translations/a-file-that-went-out-says-nothing-new",
                   test_a_file_that_went_out_says_nothing_new);
  g_test_add_func ("/services/translations/what-a-file-brings-is-a-draft", test_what_a_file_brings_is_a_draft);
  g_test_add_func ("/services/translations/a-broken-file-changes-nothing", test_a_broken_file_changes_nothing);
  g_test_add_func ("/services/translations/a-paper-loses-its-watermark-with-the-last-approval",
                   test_a_paper_loses_its_watermark_with_the_last_approval);
  return g_test_run ();
}
