/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-error.h"
#include "haven-forms.h"
#include "haven-seeds.h"
#include "haven-translation-warnings.h"

#include <string.h>

static HavenGlossary *
parse (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return haven_glossary_parse (bytes, error);
}

static HavenGlossary *
make_glossary (void)
{
  g_autoptr (GError) error = NULL;
  HavenGlossary *glossary =
      parse ("{\"format\": 1, \"language\": \"es\", \"length\": {\"usual\": 1.1, \"least\": 0.6, \"most\": 1.8},"
             "\"terms\": ["
             "{\"term\": \"care\", \"word\": \"atención\"},"
             "{\"term\": \"care team\", \"word\": \"equipo\"},"
             "{\"term\": \"sign\", \"not_in\": [\"sign language\"], \"word\": \"firmar\", \"forms\": [\"firm\"]},"
             "{\"term\": \"interpreter\", \"word\": \"intérprete\", \"avoid\": [\"traductor\"]}]}",
             &error);

  g_assert_no_error (error);
  return glossary;
}

static char *
dup_kinds (const char *source, const char *text)
{
  static const char *const names[] = { "missing", "unknown", "twice", "long", "short", "term", "avoided", "blank",
                                       "no-number", "number", "end", "brackets" };
  g_autoptr (HavenGlossary) glossary = make_glossary ();
  g_autoptr (GPtrArray) warnings = haven_translation_warnings_find (glossary, source, text);
  GString *kinds = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    {
      const HavenTranslationWarning *warning = warnings->pdata[i];

      g_string_append_printf (kinds, "%s%s", i > 0 ? " " : "", names[warning->kind]);
      if (warning->start >= 0)
        g_string_append_printf (kinds, "@%d+%d", warning->start, warning->length);
    }
  return g_string_free (kinds, FALSE);
}

static void
test_each_warning (void)
{
  static const struct
  {
    const char *source;
    const char *text;
    const char *kinds;
  } cases[] = {
    { "On {date}", "", "" },
    { "On {date}", "El {date}", "" },
    { "On {date}", "El día", "missing" },
    { "On {date}", "El {fecha}", "missing unknown@3+7" },
    { "On {date}", "El {date}, {date}", "twice@11+6" },
    { "{a} and {a}", "{a} y", "missing" },
    { "Name", " Nombre", "blank@0+1" },
    { "Name", "Nombre ", "blank@6+1" },
    { "Name ", "Nombre ", "" },
    { "See 42 CFR", "Ver 45 CFR", "no-number number@4+2" },
    { "Page 2", "صفحة ٢", "" },
    { "Page 2", "صفحة ٣", "no-number number@5+1" },
    { "At {hour24}", "A las {hour24}", "" },
    { "Stop.", "Alto", "end" },
    { "Stop.", "停。", "" },
    { "Stop?", "قف؟", "" },
    { "Stop.", "Alto.”", "" },
    { "Stop", "Alto", "" },
    { "A (b)", "A (b", "brackets@2+1" },
    { "A (b)", "نص )HIPAA(", "brackets@3+1" },
    { "A (b)", "نص (HIPAA)", "" },
    { "A (b)", "文（b)", "brackets@3+1" },
    { "My care team", "Mi equipo", "" },
    { "My care team", "Mi grupo", "term" },
    { "My care", "Mi cuidado", "term" },
    { "Signs here", "Firma aquí", "" },
    { "Sign language", "Lengua de señas", "" },
    { "An interpreter", "Un TRADUCTOR", "term avoided@3+9" },
    { "An interpreter", "Un inte\u0301rprete", "" }, /* the accent after its letter */
    { "Interpreters", "Intérpretes", "" },
    { "This is a text of thirty-odd letters", "Es corto", "short" },
    { "Name", "Un nombre que ya no cabe en ninguna parte", "long" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *kinds = dup_kinds (cases[i].source, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (kinds, ==, cases[i].kinds);
    }
}

static void
test_errors_come_first (void)
{
  g_autoptr (GPtrArray) warnings = haven_translation_warnings_find (NULL, "On {date}.", " El {fecha}");
  g_autoptr (GPtrArray) mild = haven_translation_warnings_find (NULL, "On {date}.", " El {date}");

  g_assert_true (haven_translation_warnings_have_error (warnings));
  g_assert_cmpuint (warnings->len, ==, 4);
  g_assert_cmpstr (((HavenTranslationWarning *) warnings->pdata[0])->what, ==, "{date}");
  g_assert_false (haven_translation_warnings_have_error (mild));
  g_assert_cmpuint (mild->len, ==, 2);
}

/* What the warnings call an error is what cannot be kept, whatever somebody types. */
static void
test_errors_are_what_is_refused (void)
{
  static const char *const parts[] = { "{a}", "{b}", "x", "{", "}", " ", "{a", "a}", "{c}" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 4000; round++)
    {
      g_autoptr (GString) source = g_string_new ("s");
      g_autoptr (GString) text = g_string_new ("t");
      g_autoptr (GPtrArray) warnings = NULL;
      g_auto (GStrv) ours = NULL;
      g_auto (GStrv) theirs = NULL;

      for (int i = g_rand_int_range (random, 0, 5); i > 0; i--)
        g_string_append (source, parts[g_rand_int_range (random, 0, 3)]);
      for (int i = g_rand_int_range (random, 0, 6); i > 0; i--)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      ours = haven_form_dup_placeholders (source->str);
      theirs = haven_form_dup_placeholders (text->str);
      warnings = haven_translation_warnings_find (NULL, source->str, text->str);
      g_assert_true (haven_translation_warnings_have_error (warnings) !=
                     g_strv_equal ((const char *const *) ours, (const char *const *) theirs));
    }
}

static void
test_long_texts_are_quick (void)
{
  g_autoptr (HavenGlossary) glossary = make_glossary ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) warnings = NULL;

  for (int i = 0; i < 8000; i++)
    g_string_append (text, i % 3 == 0 ? "(" : i % 3 == 1 ? "9 " : "{x}");
  warnings = haven_translation_warnings_find (glossary, "An interpreter signs.", text->str);
  g_assert_cmpuint (warnings->len, >, 3);
}

// ── Glossaries ──────────────────────────────────────────────────────────────

static void
test_broken_glossaries (void)
{
  static const char *const broken[] = {
    "",
    "[",
    "[]",
    "{\"language\": \"es\", \"terms\": []}",
    "{\"format\": 2, \"language\": \"es\", \"terms\": []}",
    "{\"format\": 1, \"language\": \"??\", \"terms\": []}",
    "{\"format\": 1, \"language\": \"es\"}",
    "{\"format\": 1, \"language\": \"es\", \"terms\": {}}",
    "{\"format\": 1, \"language\": \"es\", \"terms\": [1]}",
    "{\"format\": 1, \"language\": \"es\", \"terms\": [{\"term\": \"a\"}]}",
    "{\"format\": 1, \"language\": \"es\", \"terms\": [{\"term\": \"a\", \"word\": \"b\", \"forms\": \"c\"}]}",
    "{\"format\": 1, \"language\": \"es\", \"terms\": [{\"term\": \"a\", \"word\": \"b\", \"avoid\": [1]}]}",
    "{\"format\": 1, \"language\": \"es\", \"length\": {\"usual\": 1, \"least\": 2, \"most\": 3}, \"terms\": []}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", broken[i]);
      g_assert_null (parse (broken[i], &error));
      g_assert_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_TRANSLATION_INVALID);
    }
}

/* Signs that mean something in a pattern are letters in a glossary. */
static void
test_terms_are_no_patterns (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenGlossary) glossary =
      parse ("{\"format\": 1, \"language\": \"es\", \"terms\": [{\"term\": \"a.c\", \"word\": \"x|.*\"}]}", &error);
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GPtrArray) same = NULL;

  g_assert_no_error (error);
  other = haven_translation_warnings_find (glossary, "abc", "y");
  same = haven_translation_warnings_find (glossary, "a.c", "y");
  g_assert_cmpuint (other->len, ==, 0);
  g_assert_cmpuint (same->len, ==, 1);
}

static void
test_unknown_language (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (haven_glossary_load ("tlh", &error));
  g_assert_no_error (error);
}

typedef struct
{
  guint n_texts;
  guint n_terms;
  guint n_other;
  double length; /* of the texts that say something about it, over their English */
  guint n_lengths;
} Tally;

static void
weigh (Tally *tally, const HavenGlossary *glossary, const char *source, const char *text, const char *where)
{
  g_autoptr (GPtrArray) warnings = haven_translation_warnings_find (glossary, source, text);

  tally->n_texts++;
  for (guint i = 0; i < warnings->len; i++)
    {
      const HavenTranslationWarning *warning = warnings->pdata[i];
      const gboolean of_terms =
          warning->kind == HAVEN_WARNING_TERM_MISSING || warning->kind == HAVEN_WARNING_TERM_AVOIDED;

      g_test_message ("%s %s: kind %d, “%s”", glossary->language, where, warning->kind,
                      warning->what ? warning->what : "");
      g_assert_false (haven_translation_warning_is_error (warning));
      tally->n_terms += of_terms;
      tally->n_other += !of_terms;
    }
  if (g_utf8_strlen (source, -1) >= 20)
    {
      tally->length += (double) g_utf8_strlen (text, -1) / (double) g_utf8_strlen (source, -1);
      tally->n_lengths++;
    }
}

static void
weigh_form (Tally *tally, HavenForms *forms, const HavenForm *form, const HavenGlossary *glossary)
{
  const HavenTranslation *translation = haven_forms_find_translation (forms, form->code, glossary->language);

  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = form->order->pdata[i];
      HavenTranslationState state;
      const char *words = haven_translation_lookup (translation, text->id, text->text, &state);

      weigh (tally, glossary, text->text, words, text->id);
    }
}

/* The drafts that Haven brings hold to the glossaries that it brings; else either is wrong. */
static void
test_our_own_drafts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenForms) forms = haven_forms_load (&error);
  g_auto (GStrv) codes = haven_forms_dup_codes (forms);
  g_auto (GStrv) languages = haven_forms_dup_languages (forms, "paper");
  guint n_languages = 0;

  g_assert_no_error (error);
  for (gsize i = 0; languages[i] != NULL; i++)
    {
      g_autoptr (HavenGlossary) glossary = haven_glossary_load (languages[i], &error);
      Tally tally = { 0 };

      g_assert_no_error (error);
      if (g_str_equal (languages[i], "en"))
        continue;
      g_assert_nonnull (glossary);
      g_assert_cmpuint (glossary->terms->len, >=, 15);
      for (gsize j = 0; codes[j] != NULL; j++)
        weigh_form (&tally, forms, haven_forms_lookup (forms, codes[j], NULL), glossary);
      weigh_form (&tally, forms, haven_forms_get_common (forms), glossary);
      g_assert_cmpuint (tally.n_texts, >, 500);
      g_assert_cmpuint (tally.n_terms, ==, 0);
      /* What else is warned of is worth a look, and rare. */
      g_assert_cmpuint (tally.n_other, <=, tally.n_texts / 20);
      /* The usual length is measured on these texts. */
      g_assert_cmpfloat_with_epsilon (tally.length / tally.n_lengths, glossary->length.usual, 0.1);
      n_languages++;
    }
  g_assert_cmpuint (n_languages, >=, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/translation-warnings/each-is-found-at-its-place", test_each_warning);
  g_test_add_func ("/documents/translation-warnings/errors-come-first", test_errors_come_first);
  g_test_add_func ("/documents/translation-warnings/errors-are-what-is-refused", test_errors_are_what_is_refused);
  g_test_add_func ("/documents/translation-warnings/long-texts-are-quick", test_long_texts_are_quick);
  g_test_add_func ("/documents/glossary/broken-ones-are-refused", test_broken_glossaries);
  g_test_add_func ("/documents/glossary/terms-are-no-patterns", test_terms_are_no_patterns);
  g_test_add_func ("/documents/glossary/a-language-without-one-has-none", test_unknown_language);
  g_test_add_func ("/documents/glossary/our-own-drafts-hold-to-it", test_our_own_drafts);
  return g_test_run ();
}
