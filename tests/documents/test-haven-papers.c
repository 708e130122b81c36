/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include <locale.h>
#include <string.h>

/*
 * Each paper that Haven brings, in one language, every variant, paper size and print size. The
 * language is the program's argument, so that languages are looked at beside each other; the papers
 * of all of them take minutes.
 */

static const char *language;

typedef void (*PaperFunc) (HavenForms *forms,
                           const HavenDocumentRequest *request,
                           GBytes *pdf,
                           HavenDocumentInfo *info);

static void
render_each_print (HavenForms *forms, HavenDocumentRequest *request, PaperFunc check)
{
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (HavenDocumentInfo) info = { 0 };
      g_autoptr (GBytes) pdf = NULL;

      request->paper = i % 2 ? HAVEN_DOCUMENT_PAPER_A4 : HAVEN_DOCUMENT_PAPER_LETTER;
      request->large = i / 2;
      pdf = haven_document_render (forms, request, &info, &error);
      g_assert_no_error (error);
      check (forms, request, pdf, &info);
    }
}

static void
render_each_variant (HavenForms *forms, const char *code, PaperFunc check)
{
  const HavenForm *form = haven_forms_lookup (forms, code, NULL);
  g_autoptr (JsonObject) values = haven_test_paper_make_values (form);

  for (guint i = 0; i < form->variants->len; i++)
    {
      const HavenFormVariant *variant = g_ptr_array_index (form->variants, i);
      HavenDocumentRequest request = {
        .form_code = code,
        .language = language,
        .variant = variant->code,
        .values = values,
        .made_on = haven_date_from_ymd (2026, 11, 21),
        .made_at = "14:05",
        .copy_for = "person",
        .reference = "8F3K",
      };

      render_each_print (forms, &request, check);
    }
}

/* Every paper has to be there in the language: none is passed over. */
static void
render_each (HavenForms *forms, PaperFunc check)
{
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  g_assert_cmpuint (g_strv_length (codes), >, 0);
  for (gsize i = 0; codes[i] != NULL; i++)
    render_each_variant (forms, codes[i], check);
}

static void
approve_all (HavenForms *forms)
{
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  if (g_str_equal (language, "en"))
    return;
  haven_test_paper_approve (forms, "paper", language);
  for (gsize i = 0; codes[i] != NULL; i++)
    haven_test_paper_approve (forms, codes[i], language);
}

// ── Text that goes in comes out ─────────────────────────────────────────────

typedef struct
{
  const char *words; /* of the tags */
  const char *drawn; /* as letters; NULL where columns stand beside each other */
} Said;

static gboolean
is_for_variant (const HavenFormBlock *block, const char *variant)
{
  return block->variants == NULL ||
         g_strv_contains ((const char *const *) block->variants, variant);
}

/* Of boxes beside each other, pdftotext takes right-to-left lines in turn: there, each word has to
 * be found. */
static void
check_drawn (const HavenDocumentRequest *request, const char *wanted, const Said *said)
{
  g_autofree char *expected = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_str_equal (request->language, "ar"))
    {
      haven_test_paper_assert_has (said->drawn, wanted);
      return;
    }
  expected = haven_test_paper_dup_expected_drawn (wanted);
  words = g_strsplit (expected, " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    haven_test_paper_assert_has (said->drawn, words[i]);
}

static void
check_text (HavenForms *forms,
            const HavenDocumentRequest *request,
            const HavenFormText *text,
            const Said *said)
{
  const HavenTranslation *translation =
      haven_forms_lookup_translation (forms, request->form_code, request->language, NULL);
  HavenTranslationState state;
  const char *wanted;

  if (text->id == NULL || strchr (text->text, '{') != NULL)
    return;
  wanted = translation ? haven_translation_lookup (translation, text->id, text->text, &state)
                       : text->text;
  haven_test_paper_assert_has (said->words, wanted);
  if (said->drawn != NULL)
    check_drawn (request, wanted, said);
}

/* Everything that is set is printed, so only blocks of other variants, and those for what is not
 * set, are not. */
static void
check_blocks (HavenForms *forms,
              const HavenDocumentRequest *request,
              const GPtrArray *blocks,
              const Said *said)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);

      if (!is_for_variant (block, request->variant) ||
          (block->condition != NULL && block->condition->codes != NULL))
        continue;
      check_text (forms, request, &block->text, said);
      for (guint k = 0; block->items != NULL && k < block->items->len; k++)
        check_text (forms, request, g_ptr_array_index (block->items, k), said);
      for (guint k = 0; block->columns != NULL && k < block->columns->len; k++)
        check_text (forms, request,
                    &((const HavenFormColumn *) g_ptr_array_index (block->columns, k))->heading,
                    said);
      if (block->blocks != NULL)
        check_blocks (forms, request, block->blocks, said);
    }
}

static void
check_round_trip (HavenForms *forms,
                  const HavenDocumentRequest *request,
                  GBytes *pdf,
                  HavenDocumentInfo *info)
{
  const HavenForm *form = haven_forms_lookup (forms, request->form_code, NULL);
  gboolean cards = haven_form_find_variant (form, request->variant)->cards;
  int height = (request->paper == HAVEN_DOCUMENT_PAPER_A4 ? 842 : 792) - (cards ? 0 : 62);
  g_autofree char *words = haven_test_paper_dup_words (pdf);
  g_autofree char *drawn = haven_test_paper_dup_drawn (pdf, request->language, height);
  Said said = { words, drawn };

  g_assert_false (info->watermarked);
  check_blocks (forms, request, form->blocks, &said);
}

static void
test_what_goes_in_comes_out (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();

  approve_all (forms);
  render_each (forms, check_round_trip);
}

// ── Structure ───────────────────────────────────────────────────────────────

static void
check_structure (GBytes *pdf)
{
  static const char *const check[] = { "qpdf", "--check", "@", NULL };
  static const char *const all[] = { "qpdf", "--qdf", "--object-streams=disable", "@", "-", NULL };
  g_autofree char *wanted = g_strdup_printf ("/Lang (%s)", language);
  int status;
  g_autofree char *checked = haven_test_paper_run_tool (pdf, check, &status);
  g_autofree char *text = NULL;

  g_assert_cmpint (status, ==, 0);
  text = haven_test_paper_run_tool (pdf, all, &status);
  g_assert_nonnull (g_strstr_len (text, -1, wanted));
  g_assert_nonnull (g_strstr_len (text, -1, "/DisplayDocTitle true"));
  g_assert_nonnull (g_strstr_len (
      text, -1, g_str_equal (language, "ar") ? "/Direction /R2L" : "/Direction /L2R"));
}

// ── Two columns ─────────────────────────────────────────────────────────────

/* Whatever stands there in the reader's language stands there in English too. */
static void
check_two_columns (HavenForms *forms,
                   const HavenDocumentRequest *request,
                   GBytes *pdf,
                   HavenDocumentInfo *info)
{
  const HavenForm *form = haven_forms_lookup (forms, request->form_code, NULL);
  HavenDocumentRequest english = *request;
  g_autofree char *words = haven_test_paper_dup_words (pdf);
  Said said = { words, NULL };

  g_assert_false (info->watermarked);
  check_blocks (forms, request, form->blocks, &said);
  english.language = "en";
  check_blocks (forms, &english, form->blocks, &said);
  check_structure (pdf);
}

static void
render_in_two_columns (HavenForms *forms, const char *code, const char *variant)
{
  const HavenForm *form = haven_forms_lookup (forms, code, NULL);
  g_autoptr (JsonObject) values = haven_test_paper_make_values (form);
  HavenDocumentRequest request = {
    .form_code = code,
    .language = language,
    .variant = variant,
    .values = values,
    .made_on = haven_date_from_ymd (2026, 11, 21),
    .bilingual = TRUE,
  };

  render_each_print (forms, &request, check_two_columns);
}

static void
test_two_languages_stand_beside_each_other (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);

  approve_all (forms);
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const HavenForm *form = haven_forms_lookup (forms, codes[i], NULL);

      for (guint k = 0; k < form->variants->len; k++)
        {
          const HavenFormVariant *variant = g_ptr_array_index (form->variants, k);

          if (!variant->cards)
            render_in_two_columns (forms, codes[i], variant->code);
        }
    }
}

// ── The files ───────────────────────────────────────────────────────────────

static void
check_fonts (GBytes *pdf)
{
  static const char *const arguments[] = { "pdffonts", "@", NULL };
  int status;
  g_autofree char *output = haven_test_paper_run_tool (pdf, arguments, &status);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (output), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (gsize i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple ("Noto.* yes +yes +yes +\\d+ +\\d+$", lines[i], 0, 0));
}

static void
check_description (GBytes *pdf, const HavenDocumentInfo *info)
{
  static const char *const arguments[] = { "pdfinfo", "@", NULL };
  g_autofree char *title = g_strdup_printf ("%s\n", info->title);
  g_autofree char *pages = g_strdup_printf ("%u\n", info->pages);
  int status;
  g_autofree char *output = haven_test_paper_run_tool (pdf, arguments, &status);

  g_assert_true (g_regex_match_simple ("^Tagged: +yes$", output, G_REGEX_MULTILINE, 0));
  g_assert_null (strstr (output, "Author"));
  g_assert_null (strstr (output, "cairo"));
  g_assert_nonnull (strstr (output, title));
  g_assert_nonnull (strstr (output, pages));
}

static void
check_file (HavenForms *forms,
            const HavenDocumentRequest *request,
            GBytes *pdf,
            HavenDocumentInfo *info)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);

  g_assert_cmpstr (sum, ==, info->sha256);
  g_assert_true (g_regex_match_simple ("^[a-z-]+-8F3K\\.pdf$", info->file_name, 0, 0));
  check_fonts (pdf);
  check_description (pdf, info);
  check_structure (pdf);
}

static void
test_files_are_sound (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();

  render_each (forms, check_file);
}

// ── Watermark ───────────────────────────────────────────────────────────────

static const char *
get_common (HavenForms *forms, const char *id)
{
  const HavenFormText *text = haven_form_find_text (haven_forms_get_common (forms), id);
  const HavenTranslation *translation =
      haven_forms_lookup_translation (forms, "paper", language, NULL);
  HavenTranslationState state;

  return translation ? haven_translation_lookup (translation, id, text->text, &state) : text->text;
}

static void
check_watermark (HavenForms *forms,
                 const HavenDocumentRequest *request,
                 GBytes *pdf,
                 HavenDocumentInfo *info)
{
  gboolean english = g_str_equal (language, "en");
  gboolean is_signed = haven_form_is_signed (haven_forms_lookup (forms, request->form_code, NULL));
  g_autofree char *said = haven_test_paper_dup_words (pdf);
  g_autofree char *label = haven_test_paper_dup_folded (get_common (forms, "paper-printed-name"));

  g_assert_cmpint (info->watermarked, ==, !english);
  g_assert_true ((info->watermark_reason != NULL) == info->watermarked);
  if (!english)
    {
      g_assert_null (strstr (said, label));
      if (is_signed && (request->variant == NULL || !g_str_equal (request->variant, "client")) &&
          !g_str_equal (request->variant, "safe"))
        haven_test_paper_assert_has (said, get_common (forms, "paper-no-signature"));
    }
}

static void
test_a_draft_cannot_be_signed (void)
{
  g_autoptr (HavenForms) forms = haven_test_paper_load_forms ();

  render_each (forms, check_watermark);
}

static void
add_test (const char *name, GTestFunc function)
{
  g_autofree char *path = g_strdup_printf ("/documents/papers/%s/%s", language, name);

  g_test_add_func (path, function);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  language = argv[1];
  add_test ("what-goes-in-comes-out", test_what_goes_in_comes_out);
  if (!g_str_equal (language, "en"))
    add_test ("two-languages-stand-beside-each-other", test_two_languages_stand_beside_each_other);
  add_test ("every-file-is-sound-tagged-and-neutral", test_files_are_sound);
  add_test ("a-draft-translation-cannot-be-signed", test_a_draft_cannot_be_signed);
  return g_test_run ();
}
