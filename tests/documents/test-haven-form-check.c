/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-check.h"
#include "haven-test-paper.h"

#include "haven-seeds.h"

#include <string.h>

typedef struct
{
  HavenForms *forms;
  GPtrArray *lists;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->forms = haven_test_paper_load_forms ();
  fixture->lists = haven_form_element_lists_load (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->forms);
  g_ptr_array_unref (fixture->lists);
}

static const HavenFormCheck *
find_check (const GPtrArray *checks, const char *code)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const HavenFormCheck *check = g_ptr_array_index (checks, i);

      if (g_str_equal (check->list->code, code))
        return check;
    }
  return NULL;
}

static gboolean
has_element (const GPtrArray *elements, const char *code)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_str_equal (((const HavenFormElement *) g_ptr_array_index (elements, i))->code, code))
      return TRUE;
  return FALSE;
}

// ── The lists ───────────────────────────────────────────────────────────────

/* Who signs, what, who may give, who may receive, why, until when, withdrawal, conditioning,
 * redisclosure, copy, signature, plain words: what each law asks for, row by row. */
static void
test_the_lists_cover_the_matrix (Fixture *fixture, gconstpointer data)
{
  static const char *const matrix[][4] = {
    { "hipaa", "part2", "vawa", NULL },
    { "representative-authority", "representative-authority", "guardian-signature", NULL },
    { NULL, "patient-name", "no-signature-by-abuser", NULL },
    { "description", "description", "description", NULL },
    { NULL, "counseling-notes-apart", "least-needed", NULL },
    { NULL, "proceedings-apart", NULL, NULL },
    { "discloser", "discloser", "discloser", NULL },
    { "recipient", "recipient", "recipient", NULL },
    { NULL, "intermediary", "one-recipient", NULL },
    { "purpose", "purpose", "purpose", NULL },
    { NULL, NULL, "informed", NULL },
    { "expiry", "expiry", "expiry", NULL },
    { NULL, NULL, "time-limit", NULL },
    { "revocation", "revocation", "revocation", NULL },
    { NULL, NULL, "oral-withdrawal", NULL },
    { "conditioning", "refusal-consequences", "services-do-not-depend-on-signing", NULL },
    { "redisclosure", "redisclosure", "redisclosure", NULL },
    { NULL, "redisclosure-notice", NULL, NULL },
    { NULL, "copy-to-recipient", NULL, NULL },
    { "copy", NULL, "copy", NULL },
    { "signature", "signature", "signature", NULL },
    { "plain-language", NULL, "plain-language", NULL },
  };

  for (gsize law = 0; law < 3; law++)
    {
      const HavenFormElementList *list =
          haven_form_element_lists_find (fixture->lists, matrix[0][law]);

      g_assert_nonnull (list);
      for (gsize row = 1; row < G_N_ELEMENTS (matrix); row++)
        g_assert_true (matrix[row][law] == NULL || has_element (list->elements, matrix[row][law]));
    }
}

static void
test_each_element_has_a_source_and_stands_once (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < fixture->lists->len; i++)
    {
      const HavenFormElementList *list = g_ptr_array_index (fixture->lists, i);
      g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_cmpuint (list->elements->len, >, 0);
      for (guint k = 0; k < list->elements->len; k++)
        {
          const HavenFormElement *element = g_ptr_array_index (list->elements, k);

          g_assert_true (g_hash_table_add (codes, element->code));
          g_assert_cmpuint (strlen (element->citation), >, 0);
          g_assert_cmpuint (strlen (element->label), >, 0);
        }
    }
}

// ── The shipped forms ───────────────────────────────────────────────────────

static void
test_each_form_says_what_it_claims (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) codes = haven_forms_dup_codes (fixture->forms);
  guint n_claims = 0;

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const HavenForm *form = haven_forms_lookup (fixture->forms, codes[i], NULL);
      g_autoptr (GPtrArray) checks = haven_form_check (form, fixture->lists);
      g_auto (GStrv) unknown = haven_form_dup_unknown_claims (form, fixture->lists);

      g_assert_null (unknown[0]);
      for (guint k = 0; k < checks->len; k++)
        {
          const HavenFormCheck *check = g_ptr_array_index (checks, k);

          if (!check->claimed)
            continue;
          n_claims++;
          for (guint m = 0; m < check->missing->len; m++)
            g_test_message ("%s, %s: %s", codes[i], check->list->code,
                            ((const HavenFormElement *) check->missing->pdata[m])->code);
          g_assert_cmpuint (check->missing->len, ==, 0);
        }
    }
  g_assert_cmpuint (n_claims, >=, 11);
}

static void
check_known (const GPtrArray *lists, const GPtrArray *blocks)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);

      for (gsize k = 0; block->elements != NULL && block->elements[k] != NULL; k++)
        {
          gboolean known = FALSE;

          for (guint m = 0; m < lists->len; m++)
            known |= has_element (
                ((const HavenFormElementList *) g_ptr_array_index (lists, m))->elements,
                block->elements[k]);
          if (!known)
            g_error ("no list asks for “%s”", block->elements[k]);
        }
      check_known (lists, block->blocks);
    }
}

static void
test_no_element_is_a_slip_of_the_pen (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) codes = haven_forms_dup_codes (fixture->forms);

  for (gsize i = 0; codes[i] != NULL; i++)
    check_known (fixture->lists, haven_forms_lookup (fixture->forms, codes[i], NULL)->blocks);
}

// ── Forms with something taken out ──────────────────────────────────────────

static void remove_element (JsonArray *blocks, const char *element);

static void
remove_from_block (JsonObject *block, const char *element)
{
  JsonArray *old, *kept;

  if (json_object_has_member (block, "blocks"))
    remove_element (json_object_get_array_member (block, "blocks"), element);
  if (!json_object_has_member (block, "elements"))
    return;
  old = json_object_get_array_member (block, "elements");
  kept = json_array_new ();
  for (guint i = 0; i < json_array_get_length (old); i++)
    if (!g_str_equal (json_array_get_string_element (old, i), element))
      json_array_add_string_element (kept, json_array_get_string_element (old, i));
  json_object_set_array_member (block, "elements", kept);
}

static void
remove_element (JsonArray *blocks, const char *element)
{
  for (guint i = 0; i < json_array_get_length (blocks); i++)
    remove_from_block (json_array_get_object_element (blocks, i), element);
}

static HavenForm *
parse_node (Fixture *fixture, JsonNode *node)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = json_to_string (node, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  HavenForm *form = haven_form_parse (bytes, haven_forms_get_common (fixture->forms), &error);

  g_assert_no_error (error);
  return form;
}

static JsonNode *
load_json (const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("forms/", code, ".json", NULL);
  g_autoptr (GBytes) bytes = haven_seeds_lookup (path, &error);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_no_error (error);
  return json_from_string (text, &error);
}

static void
check_each_removal (Fixture *fixture, const char *code, const HavenFormElementList *list)
{
  for (guint i = 0; i < list->elements->len; i++)
    {
      const HavenFormElement *element = g_ptr_array_index (list->elements, i);
      g_autoptr (JsonNode) node = load_json (code);
      g_autoptr (HavenForm) form = NULL;
      g_autoptr (GPtrArray) checks = NULL;
      const HavenFormCheck *check;

      if (element->most_grade > 0 || element->advised)
        continue;
      remove_element (json_object_get_array_member (json_node_get_object (node), "blocks"),
                      element->code);
      form = parse_node (fixture, node);
      checks = haven_form_check (form, fixture->lists);
      check = find_check (checks, list->code);
      g_assert_nonnull (check);
      g_assert_cmpuint (check->missing->len, ==, 1);
      g_assert_true (has_element (check->missing, element->code));
    }
}

static void
test_what_is_taken_out_is_missing (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) codes = haven_forms_dup_codes (fixture->forms);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const HavenForm *form = haven_forms_lookup (fixture->forms, codes[i], NULL);

      for (gsize k = 0; form->satisfies != NULL && form->satisfies[k] != NULL; k++)
        check_each_removal (fixture, codes[i],
                            haven_form_element_lists_find (fixture->lists, form->satisfies[k]));
    }
}

static const HavenFormElement *
find_missing (Fixture *fixture, const char *blocks, const char *variants, const char *list)
{
  g_autofree char *json =
      g_strdup_printf ("{\"format\": 1, \"code\": \"demo\", \"version\": \"1\", \"title\": \"T\","
                       " \"neutral_title\": \"N\", \"satisfies\": [\"%s\", \"moon\"],"
                       " \"variants\": [%s], \"values\": [{\"name\": \"v\", \"type\": \"tick\"}],"
                       " \"blocks\": [%s]}",
                       list, variants, blocks);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);
  g_autoptr (HavenForm) form = parse_node (fixture, node);
  g_autoptr (GPtrArray) checks = haven_form_check (form, fixture->lists);
  g_auto (GStrv) unknown = haven_form_dup_unknown_claims (form, fixture->lists);
  const HavenFormCheck *check = find_check (checks, list);

  g_assert_cmpstr (unknown[0], ==, "moon");
  g_assert_true (check->claimed);
  for (guint i = 0; i < check->missing->len; i++)
    if (g_str_equal (((const HavenFormElement *) check->missing->pdata[i])->code, "copy"))
      return check->missing->pdata[i];
  return NULL;
}

#define ONE "{\"code\": \"one\", \"file\": \"a\"}"
#define TWO ONE ", {\"code\": \"two\", \"file\": \"b\"}"
#define POCKET ONE ", {\"code\": \"two\", \"file\": \"b\", \"neutral\": true}"
#define BLOCK(more)                                                                                \
  "{\"type\": \"paragraph\", \"id\": \"a\", \"text\": \"A.\", \"elements\": [\"copy\"]" more "}"

static void
test_what_is_printed_now_and_then_does_not_count (Fixture *fixture, gconstpointer data)
{
  g_assert_null (find_missing (fixture, BLOCK (""), ONE, "hipaa"));
  g_assert_nonnull (find_missing (fixture, BLOCK (", \"when\": \"v\""), ONE, "hipaa"));
  g_assert_nonnull (find_missing (
      fixture, "{\"type\": \"group\", \"when\": \"v\", \"blocks\": [" BLOCK ("") "]}", ONE, "hipaa"));
  g_assert_null (find_missing (fixture, BLOCK (""), TWO, "hipaa"));
  g_assert_nonnull (find_missing (fixture, BLOCK (", \"variants\": [\"one\"]"), TWO, "hipaa"));
  g_assert_null (find_missing (fixture, BLOCK (", \"variants\": [\"one\"]"), POCKET, "hipaa"));
}

// ── What betrays ────────────────────────────────────────────────────────────

static void
test_no_paper_says_what_happened (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "traffick", "abuse",   "victim", "survivor", "prostit",
                                       "slave",    "asylum",  "immigra", "visa",    "rape" };
  g_auto (GStrv) codes = haven_forms_dup_codes (fixture->forms);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const HavenForm *form = haven_forms_lookup (fixture->forms, codes[i], NULL);

      /* The code stands at the foot of each page. */
      g_assert_null (strstr (codes[i], "vawa"));
      for (guint k = 0; k < form->order->len; k++)
        {
          const HavenFormText *text = g_ptr_array_index (form->order, k);
          g_autofree char *lower = g_ascii_strdown (text->text, -1);

          for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
            if (strstr (lower, words[w]) != NULL)
              g_error ("%s, %s: “%s” betrays", codes[i], text->id, words[w]);
        }
    }
}

static char *
dup_neutral_text (Fixture *fixture, const char *code, const char *variant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) values = haven_test_paper_parse_values (
      g_str_equal (code, "referral-handoff")
          ? "{\"clinic_name\": \"Quillfeather\", \"person_name\": \"Quillfeather\", \"discloser\": "
            "\"Quillfeather\", \"recipient\": \"Quillfeather\", \"need\": \"Quillfeather\", "
            "\"items\": [\"Quillfeather\"], \"withhold\": [\"Quillfeather\"], \"ask_for\": \"Joan\"}"
          : "{\"clinic_name\": \"Quillfeather\", \"helpline\": \"Quillfeather\", \"contact\": "
            "\"Quillfeather\", \"complaint_contact\": \"Quillfeather\"}");
  HavenDocumentRequest request = {
    .form_code = code, .language = "en", .variant = variant, .values = values, .reference = "8F3K"
  };
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autoptr (GBytes) pdf = haven_document_render (fixture->forms, &request, &info, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (info.pages, ==, 1);
  said = haven_test_paper_dup_text (pdf);
  return g_ascii_strdown (said, -1);
}

static void
test_what_is_carried_tells_a_stranger_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "quillfeather", "clinic", "legal",  "lawyer", "court",
                                       "police",       "doctor", "health", "hurt",   "danger",
                                       "safe",         "office", "refer",  "rights" };
  static const char *const codes[] = { "referral-handoff", "rights-and-safety" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *said = dup_neutral_text (fixture, codes[i], "neutral");

      for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
        g_assert_null (strstr (said, words[w]));
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/documents/form-check/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-lists-cover-the-matrix", test_the_lists_cover_the_matrix);
  ADD ("each-element-has-a-source-and-stands-once", test_each_element_has_a_source_and_stands_once);
  ADD ("each-form-says-what-it-claims", test_each_form_says_what_it_claims);
  ADD ("no-element-is-a-slip-of-the-pen", test_no_element_is_a_slip_of_the_pen);
  ADD ("what-is-taken-out-is-missing", test_what_is_taken_out_is_missing);
  ADD ("what-is-printed-now-and-then-does-not-count",
       test_what_is_printed_now_and_then_does_not_count);
  ADD ("no-paper-says-what-happened", test_no_paper_says_what_happened);
  ADD ("what-is-carried-tells-a-stranger-nothing", test_what_is_carried_tells_a_stranger_nothing);
  return g_test_run ();
}
