/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-test-paper.h"

#include "haven-seeds.h"

#include <string.h>
#include <glib/gstdio.h>
#include <sys/wait.h>

/** Returns: (transfer full): the forms that Haven brings */
HavenForms *
haven_test_paper_load_forms (void)
{
  g_autoptr (GError) error = NULL;
  HavenForms *forms = haven_forms_load (&error);

  g_assert_no_error (error);
  return forms;
}

/** Returns: (transfer full): no form yet, with the texts that all papers share in English, Spanish
 * and Arabic */
HavenForms *
haven_test_paper_new_forms (void)
{
  static const char *const languages[] = { "es", "ar" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) common = haven_seeds_lookup ("forms/paper.json", &error);
  HavenForms *forms = haven_forms_new (common, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf ("translations/paper.%s.po", languages[i]);
      g_autoptr (GBytes) po = haven_seeds_lookup (path, &error);

      g_assert_true (haven_test_paper_add_po (forms, "paper", languages[i],
                                              g_bytes_get_data (po, NULL), &error));
      haven_test_paper_approve (forms, "paper", languages[i]);
    }
  return forms;
}

gboolean
haven_test_paper_add_form (HavenForms *forms, const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return haven_forms_add_form (forms, bytes, error);
}

gboolean
haven_test_paper_add_po (
    HavenForms *forms, const char *code, const char *language, const char *po, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (po, strlen (po));
  HavenTranslation *translation = haven_translation_parse (code, language, bytes, error);

  return translation != NULL && haven_forms_take_translation (forms, code, translation, error);
}

/** Does what a reviewer would do: marks each text of the translation as approved. */
void
haven_test_paper_approve (HavenForms *forms, const char *code, const char *language)
{
  g_autoptr (GError) error = NULL;
  const HavenForm *form = g_str_equal (code, "paper") ? haven_forms_get_common (forms)
                                                      : haven_forms_lookup (forms, code, &error);
  const HavenTranslation *old = haven_forms_lookup_translation (forms, code, language, &error);
  HavenTranslation *approved = haven_translation_new (code, language);

  g_assert_no_error (error);
  for (guint i = 0; i < form->order->len; i++)
    {
      const HavenFormText *text = g_ptr_array_index (form->order, i);
      HavenTranslationState state;
      const char *translated = haven_translation_lookup (old, text->id, text->text, &state);

      haven_translation_set (approved, text->id, text->text, translated,
                             HAVEN_TRANSLATION_APPROVED);
    }
  g_assert_true (haven_forms_take_translation (forms, code, approved, &error));
}

JsonObject *
haven_test_paper_parse_values (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

// ── Values for any form ─────────────────────────────────────────────────────

static void add_value (JsonObject *object, const HavenFormValue *value);

static JsonArray *
make_entries (const HavenFormValue *value)
{
  JsonArray *entries = json_array_new ();

  for (int i = 0; i < 3; i++)
    {
      JsonObject *row;

      if (value->type == HAVEN_FORM_VALUE_LIST)
        {
          g_autofree char *text = g_strdup_printf ("%s entry %c", value->name, 'a' + i);

          json_array_add_string_element (entries, text);
          continue;
        }
      row = json_object_new ();
      for (guint k = 0; k < value->fields->len; k++)
        add_value (row, g_ptr_array_index (value->fields, k));
      json_array_add_object_element (entries, row);
    }
  return entries;
}

static void
add_value (JsonObject *object, const HavenFormValue *value)
{
  const HavenFormOption *option;

  switch (value->type)
    {
    case HAVEN_FORM_VALUE_DATE:
      json_object_set_string_member (object, value->name, "2026-12-03");
      break;
    case HAVEN_FORM_VALUE_CHOICE:
      option = g_ptr_array_index (value->options, 0);
      json_object_set_string_member (object, value->name, option->code);
      break;
    case HAVEN_FORM_VALUE_TICK:
      json_object_set_boolean_member (object, value->name, TRUE);
      break;
    case HAVEN_FORM_VALUE_LIST:
    case HAVEN_FORM_VALUE_ROWS:
      json_object_set_array_member (object, value->name, make_entries (value));
      break;
    case HAVEN_FORM_VALUE_TEXT:
    case HAVEN_FORM_VALUE_PARAGRAPH:
    default:
      json_object_set_string_member (object, value->name, "Đặng سلام 王小明");
      break;
    }
}

/** Returns: (transfer full): something for every value of the form, names in three scripts among
 * them */
JsonObject *
haven_test_paper_make_values (const HavenForm *form)
{
  JsonObject *values = json_object_new ();

  for (guint i = 0; i < form->values->len; i++)
    add_value (values, g_ptr_array_index (form->values, i));
  json_object_set_string_member (values, "clinic_name", "Riverside Clinic");
  json_object_set_boolean_member (values, "with_interpreter", TRUE);
  return values;
}

// ── Reading papers back ─────────────────────────────────────────────────────

static gboolean
is_ignored (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202f) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0xad;
}

/** Returns: (transfer full): @text as its letters alone: NFKC, without spaces and direction marks
 */
char *
haven_test_paper_dup_folded (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *folded = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_ignored (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));
  return g_string_free (folded, FALSE);
}

/**
 * haven_test_paper_run_tool:
 * @arguments: `@` stands for the PDF's path
 *
 * Returns: (transfer full): what the tool said
 */
char *
haven_test_paper_run_tool (GBytes *pdf, const char *const *arguments, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  int descriptor = g_file_open_tmp ("paper-XXXXXX.pdf", &path, &error);
  char *output = NULL;
  int wait_status;

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  for (; *arguments != NULL; arguments++)
    g_strv_builder_add (builder, g_str_equal (*arguments, "@") ? path : *arguments);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &wait_status,
                &error);
  g_unlink (path);
  g_assert_no_error (error);
  *status = WIFEXITED (wait_status) ? WEXITSTATUS (wait_status) : -1;
  return output;
}

/** Returns: (transfer full): all that the paper says, in the order it is tagged, folded */
char *
haven_test_paper_dup_text (GBytes *pdf)
{
  static const char *const arguments[] = { "pdftotext", "-raw", "-enc", "UTF-8", "@", "-", NULL };
  int status;
  g_autofree char *text = haven_test_paper_run_tool (pdf, arguments, &status);

  g_assert_cmpint (status, ==, 0);
  return haven_test_paper_dup_folded (text);
}

/** Returns: (transfer full): all that the tags say, folded */
char *
haven_test_paper_dup_words (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDocumentPreview) preview = haven_document_preview_new (pdf, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < haven_document_preview_get_n_pages (preview); i++)
    {
      g_autofree char *text = haven_document_preview_dup_page_text (preview, i, &error);

      g_assert_no_error (error);
      g_string_append (words, text);
    }
  return haven_test_paper_dup_folded (words->str);
}

/**
 * haven_test_paper_dup_drawn:
 * @height: of the page without its foot, which would stand inside of what runs over to a next page
 *
 * Returns: (transfer full): all that the drawn letters say; lines from right to left, pdftotext has
 * to find
 */
char *
haven_test_paper_dup_drawn (GBytes *pdf, const char *language, int height)
{
  g_autofree char *points = g_strdup_printf ("%d", height);
  const char *arguments[] = {
    "pdftotext", g_str_equal (language, "ar") ? "-nodiag" : "-raw",
    "-enc",      "UTF-8",
    "-r",        "72",
    "-x",        "0",
    "-y",        "0",
    "-W",        "900",
    "-H",        points,
    "@",         "-",
    NULL,
  };
  g_autofree char *text = NULL;
  int status;

  text = haven_test_paper_run_tool (pdf, arguments, &status);
  g_assert_cmpint (status, ==, 0);
  return haven_test_paper_dup_folded (text);
}

/** Returns: (transfer full): Arabic @text as pdftotext gives it: it turns two letters that are one
 * glyph around, and puts the full stop after a Latin word or a number before it, where it stands on
 * paper */
char *
haven_test_paper_dup_expected_drawn (const char *text)
{
  static const char *const pairs[][2] = {
    { "لا", "ال" }, { "لأ", "أل" }, { "لإ", "إل" }, { "لآ", "آل" }, { "لى", "ىل" },
  };
  g_autoptr (GRegex) latin =
      g_regex_new ("(?<!\\S)([!-~]*[A-Za-z0-9])([.,:;]+)(?!\\S)", 0, 0, NULL);
  g_autofree char *placed = g_regex_replace (latin, text, -1, 0, "\\2\\1", 0, NULL);
  GString *turned = g_string_new (placed);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (turned, pairs[i][0], pairs[i][1], 0);
  return g_string_free (turned, FALSE);
}
