/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-error.h"
#include "haven-form-private.h"

#define FORMAT 1
#define MAX_FILE (1024 * 1024)
#define MAX_TEXT 200
#define MAX_PARAGRAPH 4000
#define MAX_ENTRIES 100
#define MAX_MAX 10000

/* A name that stands for a kind of thing in the file, and its number here; ends with no name. */
typedef struct
{
  const char *word;
  int number;
} Word;

static int
find_word (const Word *words, const char *word)
{
  for (; words->word != NULL; words++)
    if (g_strcmp0 (words->word, word) == 0)
      return words->number;
  return -1;
}

// ── Values ──────────────────────────────────────────────────────────────────

static gpointer
read_option (HavenFormReader *reader, JsonObject *object, gpointer data)
{
  HavenFormOption *option = g_new0 (HavenFormOption, 1);

  haven_form_reader_check_members (reader, object, "code id text");
  option->code = haven_form_reader_dup_string (reader, object, "code", TRUE);
  haven_form_reader_read_text (reader, object, &option->text, TRUE);
  return option;
}

static gsize
default_max (HavenFormValueType type)
{
  if (type == HAVEN_FORM_VALUE_TEXT)
    return MAX_TEXT;
  return type == HAVEN_FORM_VALUE_PARAGRAPH ? MAX_PARAGRAPH : MAX_ENTRIES;
}

static void
check_names_once (HavenFormReader *reader, const GPtrArray *values)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < values->len && reader->error == NULL; i++)
    {
      const HavenFormValue *value = g_ptr_array_index (values, i);

      if (!g_hash_table_add (names, value->name))
        haven_form_reader_fail (reader, "the value “%s” is declared twice", value->name);
    }
}

/** Reads one declared value; rows hold values of their own. */
gpointer
haven_form_read_value (HavenFormReader *reader, JsonObject *object, gpointer data)
{
  static const Word types[] = {
    { "text", HAVEN_FORM_VALUE_TEXT }, { "paragraph", HAVEN_FORM_VALUE_PARAGRAPH },
    { "date", HAVEN_FORM_VALUE_DATE }, { "choice", HAVEN_FORM_VALUE_CHOICE },
    { "tick", HAVEN_FORM_VALUE_TICK }, { "list", HAVEN_FORM_VALUE_LIST },
    { "rows", HAVEN_FORM_VALUE_ROWS }, { NULL },
  };
  HavenFormValue *value = g_new0 (HavenFormValue, 1);
  g_autofree char *type = haven_form_reader_dup_string (reader, object, "type", TRUE);
  int number = find_word (types, type);
  double max;

  haven_form_reader_check_members (reader, object, "name type max weekday options fields needed");
  value->name = haven_form_reader_dup_string (reader, object, "name", TRUE);
  if (number < 0)
    haven_form_reader_fail (reader, "a value cannot be a “%s”", type ? type : "");
  value->type = MAX (number, 0);
  max = haven_form_reader_get_number (reader, object, "max", (double) default_max (value->type));
  if (!(max >= 1 && max <= MAX_MAX))
    haven_form_reader_fail (reader, "the “max” of a value must be 1 to %d", MAX_MAX);
  value->max = reader->error == NULL ? (gsize) max : 0;
  value->weekday = haven_form_reader_get_boolean (reader, object, "weekday");
  value->needed = haven_form_reader_get_boolean (reader, object, "needed");
  value->options = haven_form_reader_read_array (reader, object, "options", read_option, NULL,
                                                 haven_form_option_free);
  value->fields = haven_form_reader_read_array (reader, object, "fields", haven_form_read_value,
                                                NULL, haven_form_value_free);
  check_names_once (reader, value->fields);
  if (value->type == HAVEN_FORM_VALUE_CHOICE && value->options->len == 0)
    haven_form_reader_fail (reader, "the choice “%s” has no options", value->name);
  if (value->type == HAVEN_FORM_VALUE_ROWS && value->fields->len == 0)
    haven_form_reader_fail (reader, "the rows “%s” have no fields", value->name);
  return value;
}

// ── The form ────────────────────────────────────────────────────────────────

static gpointer
read_variant (HavenFormReader *reader, JsonObject *object, gpointer data)
{
  HavenFormVariant *variant = g_new0 (HavenFormVariant, 1);

  haven_form_reader_check_members (reader, object, "code file neutral cards");
  variant->code = haven_form_reader_dup_string (reader, object, "code", TRUE);
  variant->file_stem = haven_form_reader_dup_string (reader, object, "file", TRUE);
  variant->neutral = haven_form_reader_get_boolean (reader, object, "neutral");
  variant->cards = haven_form_reader_get_boolean (reader, object, "cards");
  if (variant->file_stem != NULL &&
      !g_regex_match_simple ("^[a-z][a-z-]{0,39}$", variant->file_stem, 0, 0))
    haven_form_reader_fail (
        reader, "the file name of variant “%s” must be small letters and hyphens", variant->code);
  return variant;
}

static gpointer
read_extra_text (HavenFormReader *reader, JsonObject *object, gpointer data)
{
  HavenFormText *text = g_new0 (HavenFormText, 1);

  haven_form_reader_check_members (reader, object, "id text");
  haven_form_reader_read_text (reader, object, text, TRUE);
  return text;
}

static void
read_content (HavenFormReader *reader, JsonObject *root)
{
  HavenForm *form = reader->form;
  HavenFormNames common = { reader->common ? reader->common->values : NULL, NULL };
  HavenFormNames names;

  form->values = haven_form_reader_read_array (reader, root, "values", haven_form_read_value, NULL,
                                               haven_form_value_free);
  check_names_once (reader, form->values);
  names = (HavenFormNames) { form->values, reader->common ? &common : NULL };
  form->blocks = haven_form_reader_read_array (reader, root, "blocks", haven_form_read_block,
                                               &names, haven_form_block_free);
  form->texts = haven_form_reader_read_array (reader, root, "texts", read_extra_text, NULL,
                                              haven_form_text_free);
}

static void
read_titles (HavenFormReader *reader, JsonObject *root)
{
  HavenForm *form = reader->form;

  haven_form_reader_take_text (reader, &form->title,
                               g_strdup (reader->common ? "title" : "paper-title"),
                               haven_form_reader_dup_string (reader, root, "title", TRUE));
  haven_form_reader_take_text (reader, &form->neutral_title,
                               g_strdup (reader->common ? "neutral-title" : "paper-neutral-title"),
                               haven_form_reader_dup_string (reader, root, "neutral_title", TRUE));
}

static void
read_form (HavenFormReader *reader, JsonObject *root)
{
  HavenForm *form = reader->form;

  if (haven_form_reader_get_number (reader, root, "format", 0) != FORMAT)
    haven_form_reader_fail (reader, "its format is not %d, the one that this Haven reads", FORMAT);
  haven_form_reader_check_members (reader, root,
                                   "format code version title neutral_title legal_basis satisfies "
                                   "needs_counsel_review variants values blocks texts");
  form->version = haven_form_reader_dup_string (reader, root, "version", TRUE);
  if (form->version != NULL &&
      !g_regex_match_simple ("^[0-9]{1,4}(\\.[0-9]{1,4})?$", form->version, 0, 0))
    haven_form_reader_fail (reader, "its version must be a number such as 2 or 2.1");
  form->legal_basis = haven_form_reader_dup_strings (reader, root, "legal_basis");
  form->satisfies = haven_form_reader_dup_strings (reader, root, "satisfies");
  form->needs_counsel_review = haven_form_reader_get_boolean (reader, root, "needs_counsel_review");
  read_titles (reader, root);
  form->variants = haven_form_reader_read_array (reader, root, "variants", read_variant, NULL,
                                                 haven_form_variant_free);
  if (form->variants->len == 0 && reader->common != NULL)
    haven_form_reader_fail (reader, "it has no variant");
  read_content (reader, root);
}

static JsonObject *
load_root (JsonParser *parser, GBytes *json, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  g_autoptr (GError) local_error = NULL;

  if (length == 0 || length > MAX_FILE || !g_utf8_validate_len (text, length, NULL))
    g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_INVALID,
                         "A form file must be JSON in UTF-8, of at most a megabyte");
  else if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error))
    g_set_error (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_INVALID,
                 "A form file is not JSON: %s", local_error->message);
  else if (json_parser_get_root (parser) == NULL ||
           !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_FORM_INVALID,
                         "A form file must hold one JSON object");
  else
    return json_node_get_object (json_parser_get_root (parser));
  return NULL;
}

/**
 * haven_form_parse:
 * @json: a form file, see FORMS.md
 * @common: (nullable): the texts and values that all papers share; %NULL when it is those that are
 * read
 *
 * Returns: (transfer full): the form, checked as a whole; or %NULL with an error that says what to
 * mend
 */
HavenForm *
haven_form_parse (GBytes *json, const HavenForm *common, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (HavenForm) form = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *root = load_root (parser, json, error);
  HavenFormReader reader = { "?", NULL, common, ids, NULL };

  if (root == NULL)
    return NULL;
  form = g_new0 (HavenForm, 1);
  form->order = g_ptr_array_new ();
  form->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
  reader.form = form;
  form->code = haven_form_reader_dup_string (&reader, root, "code", TRUE);
  if (form->code != NULL)
    reader.where = form->code;
  if (!g_regex_match_simple ("^[a-z][a-z0-9-]{0,39}$", reader.where, 0, 0))
    haven_form_reader_fail (&reader, "its code must be small letters, digits and hyphens");
  if (reader.error == NULL)
    read_form (&reader, root);
  if (reader.error == NULL)
    return g_steal_pointer (&form);
  g_propagate_error (error, reader.error);
  return NULL;
}
