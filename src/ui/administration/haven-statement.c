/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-statement.h"

#include "haven-document.h"

#include <string.h>

static JsonArray *
list_rows (GPtrArray *facts)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i + 1 < facts->len; i += 2)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "name", facts->pdata[i]);
      json_object_set_string_member (row, "value", facts->pdata[i + 1]);
      json_array_add_object_element (rows, row);
    }
  return rows;
}

static char *
dup_language (void)
{
  const char *first = g_get_language_names ()[0];
  g_autofree char *language = g_strndup (first, strcspn (first, "_.@"));

  /* The form is there in few languages; English is understood wherever it is sent. */
  return g_strdup (g_str_equal (language, "es") || g_str_equal (language, "ar") ? language : "en");
}

/**
 * haven_statement_make:
 * @variant: encryption or head
 * @facts: (element-type utf8): a name and a value, one after the other
 *
 * Returns: (transfer full) (nullable): a statement about the vault, as a PDF
 */
GBytes *
haven_statement_make (HavenSession *session, const char *variant, GPtrArray *facts, GError **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (HavenForms) forms = haven_session_dup_forms (session, error);
  g_auto (HavenDocumentInfo) info = { 0 };
  g_autofree char *language = dup_language ();
  HavenDocumentRequest request = {
    .form_code = "vault-statement",
    .variant = variant,
    .language = language,
    .paper = g_strcmp0 (haven_session_get_paper (session), "a4") == 0 ? HAVEN_DOCUMENT_PAPER_A4 : HAVEN_DOCUMENT_PAPER_LETTER,
    .values = values,
    .made_on = haven_clock_today (haven_session_get_clock (session)),
  };

  json_object_set_array_member (values, "facts", list_rows (facts));
  return forms ? haven_document_render (forms, &request, &info, error) : NULL;
}
